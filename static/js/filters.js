// Filters 筛选: what a list is filtered by, each with one click to undo it; facets with counts.

import { h } from "./dom.js";
import { exportPath } from "./api.js";
import { KINDS } from "./words.js";

export const NAMES = {
  q: "检索词", agency: "单位", document: "文件", kind: "内容", year: "年份", role: "分工", position: "位次", issuer: "发文机关",
  document_kind: "文种", level: "级别", region: "地区",
  as_of: "截至", status: "状态", basis: "依据", from: "起", until: "止",
};
export const ROLE_WORD = { lead: "牵头", support: "配合", responsible: "责任" };

/** The word for a filter's value, for people. */
export function valueWord(name, value, labels) {
  const found = labels?.[name]?.find((c) => c.value === value)?.label;
  if (name === "kind" && found && !KINDS[value]) return found;
  if (name === "kind") return KINDS[value]?.long ?? found ?? value;
  if (name === "role") return ROLE_WORD[value] ?? value;
  if (name === "position") return value === "1" ? "首列" : `第${value}位`;
  if (name === "status") return { overdue: "时限已过", open: "未到期", recurring: "周期性" }[value] ?? value;
  if (name === "basis") return { stated: "原文明示", inferred: "推定", inherited: "承上", recurring: "每年", validity: "有效期" }[value] ?? value;
  if (name === "year") return `${value}年`;
  return found ?? value;
}

/** An address with one value of a parameter put in or taken out; the page starts over. */
export function toggled(path, query, name, value) {
  const next = new URLSearchParams(query);
  const values = next.getAll(name);
  next.delete(name);
  next.delete("cursor");
  const rest = values.filter((v) => v !== value);
  for (const v of values.length === rest.length ? [...values, value] : rest) next.append(name, v);
  const text = next.toString();
  return text ? `${path}?${text}` : path;
}

/** 已筛选：单位 市应急局 ✕ … */
export function undo(path, query, names, labels) {
  const set = names.flatMap((name) => query.getAll(name).filter(Boolean).map((value) => [name, value]));
  if (!set.length) return null;
  return h("p", { class: "filters" }, "已筛选：",
    set.map(([name, value]) => h("a", {
      class: "filter", href: toggled(path, query, name, value),
      "aria-label": `取消筛选 ${NAMES[name] ?? name} ${valueWord(name, value, labels)}`,
    }, `${NAMES[name] ?? name}：${valueWord(name, value, labels)}`, h("span", { "aria-hidden": "true" }, " ✕"))),
    set.length > 1 && h("a", { href: query.get("q") ? `${path}?q=${encodeURIComponent(query.get("q"))}` : path }, "全部取消"));
}

const FORMATS = { xlsx: "导出 Excel", csv: "导出 CSV", jsonl: "导出 JSON", ics: "订阅日历（ICS）" };

/** 导出 Excel CSV JSON: all that the list holds, not only this page. */
export function handOut(of, params, formats = ["xlsx", "csv", "jsonl"]) {
  const link = (format) => h("a", { href: exportPath(format, of, params), download: "" }, FORMATS[format]);
  return h("p", { class: "actions" }, formats.map(link));
}

const FEW = 7;

/** One facet: values with counts, chosen ones first. */
export function facet(path, query, name, counts) {
  if (!counts?.length) return null;
  const chosen = query.getAll(name);
  const row = (c) => h("li", null, h("a", {
    href: toggled(path, query, name, c.value), "aria-current": chosen.includes(c.value) ? "true" : null,
  }, h("span", { class: "name" }, valueWord(name, c.value, { [name]: counts })), h("span", { class: "count" }, c.count)));
  const sorted = [...counts].sort((a, b) => chosen.includes(b.value) - chosen.includes(a.value));
  const rest = sorted.slice(FEW);
  return h("section", { class: "facet" }, h("h2", null, NAMES[name]),
    h("ul", null, sorted.slice(0, FEW).map(row)),
    rest.length > 0 && h("details", null, h("summary", null, `其余 ${rest.length} 项`), h("ul", null, rest.map(row))));
}

/** Links to the next page and back to the first. */
export function paging(path, query, meta) {
  const at = (cursor) => {
    const next = new URLSearchParams(query);
    next.delete("cursor");
    if (cursor) next.set("cursor", cursor);
    return `${path}?${next}`;
  };
  if (!meta.next && !query.get("cursor")) return null;
  return h("nav", { class: "paging", "aria-label": "翻页" },
    query.get("cursor") && h("a", { href: at(null) }, "回到第一页"),
    meta.next && h("a", { href: at(meta.next), rel: "next" }, "下一页"));
}
