// Facts 事实 of one clause, beside its text: word, shape and colour; clicked, their exact words light up.

import { h, pieces, shape } from "./dom.js";
import { agencyPath, documentPath } from "./api.js";
import { KINDS, MISSING, ORIGIN, amount, deadline, deadlineExact, place, target } from "./words.js";

const ORDER = ["responsibilities", "targets", "deadlines", "amounts", "citations", "actors", "terms"];

/** The facts of one kind: what the clause says, then what holds in it by a statement around it. */
const ofKind = (clause, kind) => [...(clause[kind] ?? []), ...(clause.inherited?.[kind] ?? [])];

/** All facts of a clause with their kinds. */
export function factsOf(clause) {
  return ORDER.flatMap((kind) => ofKind(clause, kind).map((fact) => ({ kind, fact })));
}

const tag = (word) => h("span", { class: "tag" }, word);

function says(kind, f) {
  switch (kind) {
    case "responsibilities": {
      const where = place(f);
      const told = f.role !== "responsible" || (f.position === 1 && f.of > 1);
      return [h("span", { title: where }, f.agency), told && tag(f.role === "responsible" ? "首列" : where)];
    }
    case "targets": {
      const t = target(f);
      return [t.indicator, " ", h("strong", { title: t.exact }, t.value), f.kind === "norm" && tag("限值")];
    }
    case "deadlines":
      return h("span", { title: deadlineExact(f) }, deadline(f));
    case "amounts": {
      const a = amount(f);
      return [a.role, " ", h("strong", { title: a.exact }, a.value), a.of && h("span", { class: "quiet" }, `（${a.of}）`)];
    }
    case "citations":
      return [f.title && `《${f.title}》`, f.number];
    case "actors":
      return f.agency;
    default:
      return [f.term, h("span", { class: "quiet" }, ` 即${f.means}`)];
  }
}

const sourceLink = (document, at) => h("a", { href: `${documentPath(document)}/source?start=${at.start}&end=${at.end}` }, "在原文中看");

/** What is told of a chosen value: where it comes from, its words, where it leads. */
function detail(kind, f, document, number) {
  const rows = [["原文", `「${f.quote}」`], ["依据", [ORIGIN[f.origin] ?? f.origin, " ", sourceLink(document, f.spans.source)]], ["规则", h("code", null, f.rule)]];
  if (kind === "targets") {
    const by = f.by ? deadline({ kind: "by", end: f.by }) : f.by_inherited ? [deadline({ kind: "by", end: f.by_inherited }), "（承上）"] : MISSING;
    rows.splice(1, 0, ["时限", by]);
  }
  if (kind === "citations" && f.leads_to !== undefined) {
    rows.push(["所引文件", f.leads_to ? h("a", { href: documentPath(f.leads_to.id) }, f.leads_to.short_title) : "未入库"]);
  }
  if (kind === "responsibilities") rows.push(["单位", h("a", { href: agencyPath(f.agency_id ?? f.agency) }, `${f.agency}的全部职责`)]);
  return h("dl", { class: "fact-detail", id: number }, rows.map(([a, b]) => [h("dt", null, a), h("dd", null, b)]));
}

/** The list of facts of a clause; `choose(fact, button)` lights it. Buttons are found by `data-fact`. */
export function factList(clause, choose) {
  // In a table a body may stand in each row: it is named once.
  const once = (list) => list.filter((f, at) => list.findIndex((g) => g.agency === f.agency && g.role === f.role) === at);
  const named = (kind, list) => (kind === "responsibilities" && clause.table ? once(list) : list);
  const groups = ORDER.map((kind) => [kind, named(kind, ofKind(clause, kind))]).filter(([, list]) => list.length);
  if (!groups.length) return null;
  return groups.map(([kind, list]) => h("section", { class: `facts-group ${kind}` },
    h("p", { class: `kind ${kind}` }, shape(kind), KINDS[kind].long),
    h("ul", { "aria-label": KINDS[kind].long, class: kind === "responsibilities" ? "inline" : null }, list.map((f) => h("li", null, h("button", {
      type: "button", class: `value ${kind}`, "data-fact": f.id, "aria-pressed": "false", on: { click: () => choose(f.id) },
    }, says(kind, f), f.origin !== "stated" && tag(ORIGIN[f.origin])))))));
}

export { detail };

/** Where the values stand that are counted in `place`: text or heading. */
const rangesIn = (facts, place) => facts
  .filter(({ fact }) => fact.spans?.place === place)
  .flatMap(({ kind, fact }) => fact.spans.value.map((r) => ({ ...r, kind, id: fact.id })));

/** Words cut so that each value in them can light up. */
const lit = (words, ranges, choose) => pieces(words, ranges).map((p) => {
  if (!p.covers.length) return p.text;
  const ids = [...new Set(p.covers.map((c) => c.id))];
  const kind = [...p.covers].sort((a, b) => a.end - a.start - (b.end - b.start))[0].kind;
  return h("span", { class: `run ${kind}`, "data-facts": ids.join(" "), on: { click: () => choose(ids.at(-1)) } }, p.text);
});

/** A clause's heading, its values to light up. */
export function litHeading(clause, facts, choose) {
  return lit(clause.heading, rangesIn(facts, "heading"), choose);
}

/** A clause's text in paragraphs, its values to light up. */
export function litText(clause, facts, choose) {
  const ranges = rangesIn(facts, "text");
  let at = 0;
  return clause.text.split("\n").map((line) => {
    const length = Array.from(line).length;
    const inside = ranges
      .filter((r) => r.end > at && r.start < at + length)
      .map((r) => ({ ...r, start: Math.max(0, r.start - at), end: Math.min(length, r.end - at) }));
    at += length + 1;
    return h("p", null, lit(line, inside, choose));
  });
}
