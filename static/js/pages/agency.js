// A body 单位页: its clauses by document, its place in each list, who else, targets, deadlines, words.

import { h, shape, between } from "../dom.js";
import { address, agencyPath, documentPath, get } from "../api.js";
import { handOut, toggled, undo } from "../filters.js";
import { clauseLink, documentLine, paragraphs, sections } from "../clause.js";
import { partnersOf } from "../partners.js";
import { KINDS, ORIGIN, deadline, deadlineExact, numberOf, place, standing, target } from "../words.js";

const MANY = 12;

/** Opens the words of all clauses, or folds them again. */
function unfold() {
  const button = h("button", { type: "button", class: "as-link", on: { click: () => {
    const words = [...document.querySelectorAll(".duty details")];
    const open = words.some((d) => !d.open);
    for (const d of words) d.open = open;
    button.textContent = open ? "收起全部原文" : "展开全部原文";
  } } }, "展开全部原文");
  return button;
}

function withOthers(r) {
  if (!r.with?.length) return "无";
  const names = r.with.map((w) => h("span", { class: "nobreak" },
    h("a", { href: agencyPath(w.agency_id ?? w.agency) }, w.agency), mark(w)));
  return between(names, "、");
}

function mark(w) {
  if (w.role === "lead") return "（牵头）";
  if (w.role === "support") return "（配合）";
  return w.position === 1 ? "（首列）" : null;
}

function line(kind, word, content) {
  return [h("dt", { class: `kind ${kind}` }, shape(kind), word), h("dd", null, content)];
}

function duty(d, open) {
  const words = d.responsibilities.filter((r) => r.spans?.place === "text").flatMap((r) => r.spans.value);
  const lists = d.responsibilities.map((r) => [
    line("responsibilities", "位次", h("strong", null, place(r), r.origin !== "stated" && h("span", { class: "tag" }, ORIGIN[r.origin]))),
    line("responsibilities", "同列", withOthers(r)),
  ]);
  const goals = d.targets.map((t) => {
    const said = target(t);
    return h("li", null, said.indicator, " ", h("span", { title: said.exact }, said.value));
  });
  const times = d.deadlines.map((t) => h("span", { title: deadlineExact(t) }, deadline(t), t.origin !== "stated" && h("span", { class: "tag" }, ORIGIN[t.origin])));
  return h("li", { class: "duty" }, h("h3", null, clauseLink(d)), sections(d),
    h("dl", { class: "facts-lines" }, lists,
      goals.length > 0 && line("targets", KINDS.targets.word, h("ul", { class: "plain" }, goals)),
      times.length > 0 && line("deadlines", KINDS.deadlines.word, between(times, "、"))),
    h("details", { open }, h("summary", null, "原文"), h("div", { class: "words" }, paragraphs(d.text, words))));
}

const FILTERS = ["document", "role", "position", "year"];

/** 全部 首列 牵头 配合, each with how many; the chosen one marked. */
function toggles(here, query, counts) {
  const kept = new URLSearchParams(query);
  kept.delete("role");
  kept.delete("position");
  const to = (name, value) => {
    const next = new URLSearchParams(kept);
    if (name) next.set(name, value);
    const text = next.toString();
    return text ? `${here}?${text}` : here;
  };
  const ways = [["全部", null, null, counts.clauses], ["首列", "position", "1", counts.first], ["牵头", "role", "lead", counts.lead], ["配合", "role", "support", counts.support]];
  const chosen = (name, value) => (name ? query.get(name) === value : !query.has("role") && !query.has("position"));
  return h("nav", { "aria-label": "按分工看" }, h("ul", { class: "toggles" }, ways.map(([word, name, value, n]) =>
    h("li", null, n > 0 || chosen(name, value) ? h("a", { href: to(name, value), "aria-current": chosen(name, value) ? "true" : null }, `${word} ${n}`) : h("span", { class: "quiet" }, `${word} 0`)))));
}

/** Level, place, what is above it, what it was called before; and that a rule says so. */
function identity(data) {
  const link = (id) => h("a", { href: agencyPath(id) }, id);
  const told = data.origin === "inferred" ? "全称、级别和地区按命名规则推定" : `依据：${data.source}`;
  return [
    h("p", { class: "standing" }, standing(data) || "级别和地区不明", data.parent && `　上级：${data.parent}`,
      data.generic && h("span", { class: "tag" }, "泛指"), h("span", { class: "tag", title: told }, data.origin === "inferred" ? "推定" : "有据")),
    data.host && h("p", { class: "quiet" }, "设在", link(data.host)),
    data.short_names.length > 0 && h("p", { class: "quiet" }, `又作 ${data.short_names.join("、")}`),
    data.successor && h("p", { class: "notice" }, "现为", link(data.successor), data.valid_until && `（${data.valid_until}止）`),
    data.predecessors.length > 0 && h("p", { class: "quiet" }, "前身：", between(data.predecessors.map(link), "、")),
    data.same_name.length > 0 && h("p", { class: "notice" }, "别处也有同样叫法的单位：", between(data.same_name.map((a) => link(a.id)), "、")),
  ];
}

/** The years in which its documents were written, each a way to see that year alone. */
function years(here, query, groups) {
  const counts = new Map();
  for (const g of groups) {
    const year = g.written_on?.slice(0, 4);
    if (year) counts.set(year, (counts.get(year) ?? 0) + g.duties.length);
  }
  if (counts.size < 2) return null;
  return h("nav", { "aria-label": "年份" }, h("ul", { class: "toggles" }, h("li", null, "按成文年份"), [...counts].map(([year, n]) =>
    h("li", null, h("a", { href: toggled(here, query, "year", year) }, `${year}年 ${n}`)))));
}

export default async function agency({ params, query, signal }) {
  const path = `agencies/${encodeURIComponent(params[0])}`;
  const asked = Object.fromEntries(FILTERS.map((f) => [f, query.getAll(f)]));
  const { data } = await get(path, asked, signal);
  const here = agencyPath(data.id);
  const duties = data.documents.reduce((sum, g) => sum + g.duties.length, 0);
  const open = duties <= MANY;
  return {
    title: data.name,
    api: address(path, asked),
    node: h("div", { class: "agency" }, h("h1", null, data.name),
      identity(data),
      h("p", { class: "count-line" }, `${data.counts.clauses} 条，其中首列 ${data.counts.first} 条`, duties < data.counts.clauses && `，现列出 ${duties} 条`, `，出自 ${data.documents.length} 份文件，按文件和条款顺序排列`),
      undo(here, query, FILTERS, {}),
      toggles(here, query, data.counts), years(here, query, data.documents),
      h("p", { class: "actions" },
        h("a", { href: `/tasks?agency=${encodeURIComponent(data.id)}` }, "任务分工表"),
        h("a", { href: `/search?agency=${encodeURIComponent(data.id)}` }, "在这些条款中检索"),
        h("a", { href: `/due?agency=${encodeURIComponent(data.id)}` }, "这些条款的时限"),
        !open && unfold()),
      handOut("responsibilities", { ...asked, agency: data.id }),
      partnersOf(data.short_names[0] ?? data.name, data.partners),
      data.documents.length > 1 && h("nav", { "aria-label": "文件" }, h("ul", { class: "jump" }, data.documents.map((g) =>
        h("li", null, h("a", { href: `#${g.document.id}` }, g.document.short_title), h("span", { class: "count" }, g.duties.length))))),
      data.documents.map((g) => h("section", { id: g.document.id, class: "group" },
        h("h2", null, h("a", { href: documentPath(g.document.id) }, g.document.short_title)),
        h("p", { class: "quiet" }, `${numberOf(g.document)}　${g.written_on ? `${g.written_on.slice(0, 4)}年　` : ""}${g.duties.length} 条`),
        h("ol", { class: "duties" }, g.duties.map((d) => duty(d, open))))),
      data.acts.length > 0 && h("section", { class: "group", id: "acts" }, h("h2", null, "文中行动，不是责任单位", h("span", { class: "tag" }, "推定")),
        h("p", { class: "quiet" }, `${data.acts.length} 处句子说它做什么，没有写明由它负责。`),
        h("ol", { class: "gap-list" }, data.acts.map((a) => h("li", { class: "gap" }, h("h3", null, clauseLink(a.clause)), documentLine(a.clause.document),
          h("p", null, "「", a.sentence, "」")))))),
  };
}
