// Words 用语: how values are written for people. The exact value goes into the title (hover).

export const KINDS = {
  responsibilities: { word: "单位", long: "责任单位" },
  targets: { word: "目标", long: "目标" },
  deadlines: { word: "时限", long: "时限" },
  amounts: { word: "金额", long: "金额" },
  citations: { word: "引用", long: "引用" },
  actors: { word: "主体", long: "行为主体" },
  terms: { word: "简称", long: "简称" },
};

export const MISSING = "原文未载";

export const ORIGIN = { stated: "原文明示", inherited: "承上", inferred: "推定" };
export const PART = { notice: "印发通知", preamble: "前言", body: "正文", closing: "结尾", attachment: "附件" };
const CHANGE = { increase: "增长", decrease: "下降", new: "新增" };
const PER = { year: "每年", month: "每月", day: "每日" };

/** "20000000" → "2000万": 万 and 亿 where nothing is lost by it. */
export function number(value) {
  const text = String(value);
  const n = Number(text);
  if (!Number.isFinite(n)) return text;
  const size = Math.abs(n);
  const scaled = (unit, name) => {
    const share = n / unit;
    return Math.abs(Math.round(share * 100) / 100 - share) < 1e-9 ? trim(share) + name : null;
  };
  if (size >= 1e12 && scaled(1e12, "")) return scaled(1e12, "万亿");
  if (size >= 1e8 && scaled(1e8, "")) return scaled(1e8, "亿");
  if (size >= 1e4 && scaled(1e4, "")) return scaled(1e4, "万");
  return trim(n);
}

function trim(n) {
  return String(Math.round(n * 1e6) / 1e6);
}

const CURRENCY = { CNY: "元", USD: "美元", EUR: "欧元", HKD: "港元", JPY: "日元" };

function unitWord(unit) {
  return unit === null || unit === undefined ? "" : (CURRENCY[unit] ?? unit);
}

/** A number with its bound and unit: 60个左右, 不超过2000万元, 3—5家. */
export function bounded(comparator, value, max, unit) {
  const u = unitWord(unit);
  const n = number(value) + (max === null || max === undefined ? "" : `—${number(max)}`) + u;
  switch (comparator) {
    case "ge":
      return `${n}以上`;
    case "gt":
      return `超过${n}`;
    case "le":
      return `不超过${n}`;
    case "lt":
      return `低于${n}`;
    case "approx":
      return `${n}左右`;
    default:
      return n;
  }
}

/** The exact value, for hovering. */
export function exact(value, max, unit) {
  return [value, max].filter((v) => v !== null && v !== undefined).join("—") + (unit ? ` ${unit}` : "");
}

/** A target as a short phrase: 全市特色产业园区 60个左右. */
export function target(t) {
  const change = t.change && !t.indicator.includes(CHANGE[t.change]) ? CHANGE[t.change] : "";
  const per = t.per && !t.indicator.includes(PER[t.per]) ? PER[t.per] : "";
  const share = t.unit === "%" && Number(t.value) === 100 && t.comparator === "eq";
  const value = share ? "100%" : bounded(t.comparator, t.value, t.value_max, t.unit);
  return { indicator: t.indicator, value: `${per}${change}${value}`, exact: exact(t.value, t.value_max, t.unit) };
}

const AMOUNT_ROLE = { support: "支持", threshold: "条件", fund: "资金规模", other: "其他" };

/** An amount as a short phrase: 支持 · 不超过2000万元（按合同金额，每家）. */
export function amount(a) {
  const value = bounded(a.bound, a.value, a.value_max, a.unit);
  const of = [a.basis ? `按${a.basis}` : null, a.per ? (/^[每单]/.test(a.per) ? a.per : `每${a.per}`) : null];
  return { role: AMOUNT_ROLE[a.role] ?? a.role, value, of: of.filter(Boolean).join("，"), exact: exact(a.value, a.value_max, a.unit) };
}

function parts(iso) {
  const m = /^(-?\d{4,})-(\d\d)-(\d\d)$/.exec(iso ?? "");
  return m ? { y: Number(m[1]), m: Number(m[2]), d: Number(m[3]) } : null;
}

function lastOfMonth({ y, m, d }) {
  return d === new Date(Date.UTC(y, m, 0)).getUTCDate();
}

/** 2024-09-27 → 2024年9月27日. */
export function date(iso) {
  const p = parts(iso);
  return p ? `${p.y}年${p.m}月${p.d}日` : (iso ?? MISSING);
}

/** The last day of something: 2026-12-31 → 2026年底, 2026-06-30 → 2026年6月底. */
export function dueDay(iso) {
  const p = parts(iso);
  if (!p) return iso ?? MISSING;
  if (p.m === 12 && p.d === 31) return `${p.y}年底`;
  return lastOfMonth(p) ? `${p.y}年${p.m}月底` : date(iso);
}

/** A period with both days: 2024—2026年, or day to day. */
export function period(start, end) {
  const [a, b] = [parts(start), parts(end)];
  if (!a || !b) return `${date(start)}—${date(end)}`;
  if (a.m === 1 && a.d === 1 && b.m === 12 && b.d === 31) return a.y === b.y ? `${a.y}年` : `${a.y}—${b.y}年`;
  return `${date(start)}—${date(end)}`;
}

const LENGTH = { Y: "年", M: "个月", W: "周", D: "天" };

/** P3Y → 3年, PT48H → 48小时. */
export function duration(iso, workingDays) {
  const m = /^P(?:(\d+(?:\.\d+)?)([YMWD]))?(?:T(\d+)([HM]))?$/.exec(iso ?? "");
  if (!m) return iso ?? "";
  const days = m[2] === "D" && workingDays ? "个工作日" : LENGTH[m[2]];
  return (m[1] ? m[1] + days : "") + (m[3] ? m[3] + (m[4] === "H" ? "小时" : "分钟") : "");
}

const EACH = { P1Y: "每年", P6M: "每半年", P3M: "每季度", P1M: "每月", P1W: "每周", P7D: "每周", P1D: "每日" };

/** A deadline as a phrase: 到2026年底, 3年内, 每年, 有效期3年. */
export function deadline(d) {
  switch (d.kind) {
    case "by":
      return `到${dueDay(d.end)}`;
    case "during":
      return period(d.start, d.end);
    case "within":
      return `${duration(d.duration, d.working_days)}内`;
    case "from":
      return d.end ? `自${date(d.start)}至${date(d.end)}` : `自${date(d.start)}起`;
    case "each":
      return EACH[d.duration] ?? `每${duration(d.duration, d.working_days)}`;
    case "validity":
      return d.duration ? `有效期${duration(d.duration)}` : `有效期至${date(d.end)}`;
    default:
      return d.quote ?? "";
  }
}

export function deadlineExact(d) {
  return [d.start, d.end].filter(Boolean).join(" — ") || d.duration || "";
}

/** How a body stands in a clause: 牵头, 首列, 第6位（共7）, 配合. */
export function place(r) {
  const role = { lead: "牵头", support: "配合" }[r.role];
  const listed = r.of > 1 && r.position ? (r.position === 1 ? "首列" : `第${r.position}位`) : null;
  if (role && listed) return `${role} · ${listed}（共${r.of}）`;
  if (role) return role;
  if (listed) return `${listed}（共${r.of}）`;
  return r.of === 1 ? "单列" : "责任";
}

const LEVEL = { national: "国家级", province: "省级", city: "市级", county: "县级", town: "乡级" };
const MUNICIPALITY = /^(北京|天津|上海|重庆)市$/;

/** 省级（直辖市） 上海市: at which level a body works and for which place. */
export function standing(agency) {
  const level = LEVEL[agency.level];
  const of = agency.level === "province" && MUNICIPALITY.test(agency.region ?? "") ? `${level}（直辖市）` : level;
  const place = agency.level === "national" && agency.region ? `驻${agency.region}` : agency.region;
  return [of, place].filter(Boolean).join(" · ");
}

/** 41天后, 已过325天, 当天. */
export function left(days) {
  if (days === null || days === undefined) return "";
  if (days === 0) return "当天到期";
  return days > 0 ? `还有${days}天` : `已过${-days}天`;
}

/** A clause's number as headings write it: 一 → 一、, 12 → 12., （三） stays. */
export function numbered(number) {
  if (/^[〇零一二三四五六七八九十百]+$/.test(number)) return `${number}、`;
  return /^\d+$/.test(number) ? `${number}.` : number;
}

/** Whether words end in a sign that brings its own blank: no more is put behind them. */
export const roomy = (words) => /[）、〕》]$/.test(words);

/** What a parameter of the address is called. */
export const PARAMETERS = {
  q: "检索词", document: "文件", agency: "单位", role: "角色", position: "位次", kind: "类别", issuer: "发文机关", year: "年份",
  from: "起始日期", until: "截止日期", as_of: "截至日期", status: "状态", basis: "依据", sort: "排序", limit: "每页条数", cursor: "页码", columns: "列", of: "列表", author: "登记人", evidence: "佐证网址", note: "说明",
};

/** A document's name and number in one line, the missing number said so. */
export function numberOf(document) {
  return document.number ?? `文号：${MISSING}`;
}
