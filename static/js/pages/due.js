// What falls due 时限: by year and by reason, counted from a day that stands in the address.

import { h, between, marked } from "../dom.js";
import { address, agencyPath, get } from "../api.js";
import { clauseLink, documentLine } from "../clause.js";
import { handOut, toggled, undo } from "../filters.js";
import { date, deadline, deadlineExact, dueDay, left, target } from "../words.js";

const FILTERS = ["agency", "document", "issuer", "status", "basis", "year"];
const BASIS = {
  stated: ["原文明示", "条款自己写明了日期"],
  inferred: ["推定", "日期由期限长度或所依据文件的年份得出"],
  inherited: ["承上", "条款没有写，日期来自所在部分或标题中的规划期"],
  recurring: ["每年", "每期都要完成，没有写终止日"],
  validity: ["有效期", "文件有效期届满，不是任务"],
};

function stage(group, asOf) {
  if (group.basis === "recurring") return "recurring";
  const days = group.items.map((i) => i.due_on).filter(Boolean);
  if (days.length && days.every((d) => d < asOf)) return "overdue";
  return String(group.year) === asOf.slice(0, 4) ? "now" : "later";
}

const STAGE = { overdue: "时限已过", now: "今年", later: "以后", recurring: "周期性" };
const groupId = (g) => `${g.year ?? "each"}-${g.basis}`;
const groupName = (g) => (g.basis === "recurring" ? "周期性" : `${g.year}年`);

/** The sentences of a clause that hold what falls due, the values marked. */
function sentences(text, runs) {
  const points = Array.from(text);
  const stop = (c) => c === "。" || c === "\n" || c === "；";
  const windows = [];
  for (const { start, end } of runs.map((r) => r.spans.quote).sort((x, y) => x.start - y.start)) {
    let [from, to] = [start, end];
    while (from > 0 && !stop(points[from - 1])) from--;
    while (to < points.length && !stop(points[to - 1])) to++;
    const last = windows.at(-1);
    if (last && from <= last.end) last.end = Math.max(last.end, to);
    else windows.push({ start: from, end: to });
  }
  const values = runs.flatMap((r) => r.spans.value);
  return windows.map((w) => {
    const inside = values.filter((v) => v.start >= w.start && v.end <= w.end).map((v) => ({ start: v.start - w.start, end: v.end - w.start }));
    return h("li", null, "「", marked(points.slice(w.start, w.end).join("").trimEnd(), inside), "」");
  });
}

/** The words of an item: its quotes at once, its whole sentences when it comes into view. */
function words(item, later) {
  const runs = [...(item.deadline ? [item.deadline] : []), ...item.targets];
  const quotes = [...new Set(runs.map((r) => r.quote))].filter((q, _, all) => !all.some((o) => o !== q && o.includes(q)));
  const list = h("ul", { class: "quotes" }, quotes.map((q) => h("li", null, "「", q, "」")));
  later(list, item.clause.id, (text) => list.replaceChildren(...sentences(text, runs)));
  return list;
}

/** Reads the text of clauses as their items come near, each one once. */
function texts(signal) {
  const waiting = new Map();
  const read = new Map();
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      const { id, show } = waiting.get(target);
      if (!read.has(id)) read.set(id, get(`clauses/${encodeURIComponent(id)}`, null, signal));
      read.get(id).then(({ data }) => show(data.text), () => {}); // The quotes stay where it cannot be had.
    }
  }, { rootMargin: "100% 0px" });
  return {
    later(node, id, show) {
      waiting.set(node, { id, show });
      watcher.observe(node);
    },
    close: () => watcher.disconnect(),
  };
}

/** Items in groups of one year and one reason, in their order. */
function grouped(items) {
  const groups = new Map();
  for (const item of items) {
    const key = `${item.year ?? "each"}-${item.basis}`;
    if (!groups.has(key)) groups.set(key, { year: item.year, basis: item.basis, items: [] });
    groups.get(key).items.push(item);
  }
  return [...groups.values()].map((g) => ({
    ...g, clauses: new Set(g.items.map((i) => i.clause.id)).size, values: g.items.reduce((n, i) => n + i.targets.length, 0),
  }));
}

function row(item, later) {
  const { clause } = item;
  const status = { overdue: "overdue", recurring: "recurring" }[item.status] ?? "open";
  return h("li", { class: `due ${status}` },
    h("p", { class: "when" }, item.due_on ? h("strong", { title: item.due_on }, dueDay(item.due_on)) : h("strong", null, item.deadline ? deadline(item.deadline) : "每年"),
      item.days_left !== null && item.days_left !== undefined && h("span", { class: "left" }, left(item.days_left)),
      item.due_on && item.deadline && deadline(item.deadline) !== `到${dueDay(item.due_on)}` && h("span", { class: "quiet", title: deadlineExact(item.deadline) }, deadline(item.deadline))),
    h("div", null, h("h3", null, clauseLink(clause)), documentLine(clause.document),
      item.targets.length ? h("ul", { class: "plain targets-list" }, item.targets.map((t) => {
        const said = target(t);
        return h("li", null, said.indicator, " ", h("strong", { title: said.exact }, said.value));
      })) : h("p", { class: "quiet" }, "没有写明数字的任务"),
      words(item, later)));
}

function section(group, asOf, later) {
  const [basis, why] = BASIS[group.basis] ?? [group.basis, ""];
  const where = stage(group, asOf);
  return h("section", { id: groupId(group), class: `group ${where}` },
    h("h2", null, groupName(group), " ", h("span", { class: "tag" }, basis), where === "overdue" && h("span", { class: "tag warn" }, STAGE.overdue)),
    h("p", { class: "quiet" }, `${group.clauses} 条，${group.values ? `${group.values} 项目标` : "没有写明数字"}。${why}。`),
    h("ol", { class: "due-list" }, group.items.map((i) => row(i, later))));
}

function overview(groups, asOf) {
  return h("nav", { "aria-label": "年份" }, h("table", { class: "overview" },
    h("thead", null, h("tr", null, ["时间", "依据", "状态"].map((w) => h("th", { scope: "col" }, w)),
      ["条款", "目标"].map((w) => h("th", { scope: "col", class: "num" }, w)))),
    h("tbody", null, groups.map((g) => h("tr", null,
      h("th", { scope: "row" }, h("a", { href: `#${groupId(g)}` }, groupName(g))),
      h("td", null, (BASIS[g.basis] ?? [g.basis])[0]), h("td", null, STAGE[stage(g, asOf)]),
      h("td", { class: "num" }, g.clauses), h("td", { class: "num" }, g.values))))));
}

const STATUS = [["overdue", "时限已过"], ["open", "未到期"], ["recurring", "周期性"]];

/** One click to see only what is past, to come or recurring; offered while none is chosen. */
function only(query) {
  if (query.get("status")) return null;
  return h("p", { class: "actions" }, "只看：", STATUS.map(([value, word]) => h("a", { href: toggled("/due", query, "status", value) }, word)));
}

export default async function due({ query, signal, go }) {
  const params = { as_of: query.get("as_of") };
  for (const name of FILTERS) params[name] = query.getAll(name);
  const { data, meta } = await get("due", params, signal);
  const groups = grouped(data);
  const reader = texts(signal);
  const asOf = meta.as_of ?? query.get("as_of");
  const day = h("input", { type: "date", id: "as-of", name: "as_of", value: asOf, required: true });
  const form = h("form", { class: "narrow", on: { submit: (e) => {
    e.preventDefault();
    const next = new URLSearchParams(query);
    next.set("as_of", day.value);
    go(`/due?${next}`);
  } } }, h("label", { for: "as-of" }, "截至"), day, h("button", { type: "submit" }, "按这一天计算"));
  const agencies = query.getAll("agency");
  return {
    title: `时限 截至${date(asOf)}`,
    api: address("due", { ...params, as_of: asOf }),
    close: reader.close,
    node: h("div", { class: "due-page" }, h("h1", null, "什么时候到期"), form,
      undo("/due", query, FILTERS, {}),
      h("p", { class: "count-line" }, `${groups.reduce((n, g) => n + g.clauses, 0)} 条，${groups.reduce((n, g) => n + g.values, 0)} 项目标，按到期日排列。`,
        "时限已过指原文写的日子已经过去，不等于没有完成。"),
      h("p", { class: "actions" }, h("a", { href: agencies[0] ? `/tasks?agency=${encodeURIComponent(agencies[0])}` : "/tasks" }, "任务分工表"), h("a", { href: "/gaps?kind=deadline_without_body" }, "有时限而没有责任单位的条款")),
      agencies.length > 0 && h("p", null, between(agencies.map((a) => h("a", { href: agencyPath(a) }, `看${a}的全部职责`)), "　")),
      data.length > 0 && [only(query), handOut("due", { ...params, as_of: asOf }, ["xlsx", "csv", "jsonl", "ics"])],
      data.length ? [overview(groups, asOf), groups.map((g) => section(g, asOf, reader.later))]
        : h("div", { class: "empty" }, h("p", null, "没有符合条件的时限。"), h("p", null, "可以取消上面的筛选，或看", h("a", { href: "/search?kind=deadlines" }, "全部写有时限的条款"), "。"))),
  };
}
