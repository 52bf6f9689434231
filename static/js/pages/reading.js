// Reading page 阅读页: outline, text, and the facts of each clause beside it.

import { h } from "../dom.js";
import { Problem, address, all, documentPath, get, readdress } from "../api.js";
import { detail, factList, factsOf, litHeading, litText } from "../facts.js";
import { removal } from "./remove.js";
import { MISSING, PART, date, numbered, period, roomy } from "../words.js";

const ELEMENTS = [
  ["number", "发文字号"], ["issuers", "发文机关"], ["kind", "文种"], ["written_on", "成文日期"], ["effective_from", "施行日期"],
  ["effective_until", "失效日期"], ["plan_period", "规划期"], ["addressees", "主送机关"], ["copied_to", "抄送"],
  ["printed_by", "印发机关"], ["printed_on", "印发日期"], ["disclosure", "公开属性"],
];

function elementValue(name, value) {
  if (value === null || value === undefined || value.length === 0) return h("span", { class: "missing" }, MISSING);
  if (Array.isArray(value)) return value.join("；");
  if (name === "plan_period") return period(value.start, value.end);
  return name.endsWith("_on") || name.startsWith("effective") ? h("span", { title: value }, date(value)) : value;
}

/** How the last day of validity was reckoned, where the text states a length and no first day. */
function reckoned(d, clauses) {
  if (!d.effective_until || d.effective_from) return null;
  const said = clauses.flatMap((c) => c.deadlines ?? []).find((t) => t.kind === "validity" && t.duration);
  return said ? [h("span", { class: "tag" }, "推定"), h("span", { class: "quiet" }, `「${said.quote}」，施行日期原文未载，自成文日期起算`)] : null;
}

function about(d, clauses, out) {
  // A plan's period stands in front where there is one: it says how long the plan holds.
  const front = (name, at) => at < 6 || (name === "plan_period" && d.plan_period);
  const [main, rest] = [ELEMENTS.filter(([n], at) => front(n, at)), ELEMENTS.filter(([n], at) => !front(n, at))];
  const rows = (list) => h("dl", { class: "elements-list" }, list.map(([name, word]) => h("div", null, h("dt", null, word), h("dd", null, elementValue(name, d[name]), name === "effective_until" && reckoned(d, clauses)))));
  return h("section", { class: "about", "aria-label": "公文要素" }, rows(main),
    h("details", null, h("summary", null, "更多要素"), rows(rest),
      h("dl", { class: "elements-list" }, h("div", null, h("dt", null, "来源文件"), h("dd", null, `${d.file.split(/[\\/]/).at(-1)}（${d.encoding}）`)))),
    h("p", { class: "actions" }, h("a", { href: `${documentPath(d.id)}/source` }, "原文（按原样）"), h("a", { href: `/tasks?document=${encodeURIComponent(d.id)}` }, "任务分工表"),
      h("a", { href: `/search?document=${encodeURIComponent(d.id)}` }, "在本文件中检索"),
      h("a", { href: `/due?document=${encodeURIComponent(d.id)}` }, "本文件的时限"),
      h("a", { href: `/citations?document=${encodeURIComponent(d.id)}` }, "引用了什么"), out.button), out.dialog);
}

const PLAIN = ["body", "attachment"];
const part = (c) => (PLAIN.includes(c.kind) ? c.label : PART[c.kind]);
const FIRST = 12;

/** A clause's line in the outline: number and heading, or number and first words. */
function name(c) {
  const points = Array.from(c.text.split("\n")[0]);
  const first = points.slice(0, FIRST).join("") + (points.length > FIRST ? "……" : "");
  const number = c.number && numbered(c.number);
  if (c.heading) return [number, c.heading].filter(Boolean).join(roomy(number) ? "" : " ");
  return c.number ? [number, " ", h("span", { class: "quiet" }, first)] : part(c);
}

/** Sections and clauses as a nested list: a section's line comes before the first clause in it. */
function outline(clauses) {
  const root = h("ol");
  let path = [];
  let lists = [root];
  for (const c of clauses) {
    const section = c.section ?? [];
    let same = 0;
    while (same < path.length && same < section.length && path[same] === section[same]) same++;
    // A clause that is itself the head of what follows is the section's line; see below.
    lists = lists.slice(0, same + 1);
    for (const unit of section.slice(same)) {
      const list = h("ol");
      const head = lists.at(-1).lastElementChild;
      if (head?.dataset.unit === bare(unit)) head.append(list);
      else lists.at(-1).append(h("li", null, h("a", { class: "unit", href: `#${c.id}` }, unit), list));
      lists.push(list);
    }
    path = section;
    lists.at(-1).append(h("li", { "data-unit": bare([c.number, c.heading].filter(Boolean).join("")) },
      h("a", { href: `#${c.id}`, "data-clause": c.id }, name(c))));
  }
  return root;
}

const bare = (text) => text.replace(/[\s、．.]/g, "");

/** Headings of sections that begin with this clause. */
function opened(before, clause) {
  const section = clause.section ?? [];
  const path = before?.section ?? [];
  const self = before ? bare([before.number, before.heading].filter(Boolean).join("")) : null;
  let same = 0;
  while (same < path.length && same < section.length && path[same] === section[same]) same++;
  return section.slice(same).map((unit, at) => ({ unit, level: same + at })).filter(({ unit }) => bare(unit) !== self);
}

function copyLink(clause) {
  const link = h("a", { class: "anchor", href: `#${clause.id}`, "aria-label": `复制 ${clause.label} 的链接`, title: "复制本条链接" }, "链接");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const url = new URL(`#${clause.id}`, location.href);
    url.search = "";
    navigator.clipboard?.writeText(url.href).then(() => {
      link.textContent = "已复制";
      setTimeout(() => { link.textContent = "链接"; }, 1600);
    }, () => {});
  });
  return link;
}

function clauseNode(c, choose) {
  const facts = factsOf(c);
  const list = factList(c, choose);
  const level = Math.min(2 + (c.section?.length ?? 0), 6);
  const head = c.number || c.heading || c.kind !== "body";
  return h("article", { class: `clause part-${c.kind}`, id: c.id, "aria-label": `${PART[c.kind]} ${c.label}` },
    h("div", { class: "clause-text" },
      h("div", { class: "clause-head" },
        head && h(`h${level}`, null, c.number && h("span", { class: roomy(numbered(c.number)) ? "no roomy" : "no" }, numbered(c.number)), c.heading ? litHeading(c, facts, choose) : (c.number ? null : h("span", { class: "quiet" }, part(c)))),
        h("span", { class: "where" }, c.label !== c.number && (c.number || c.heading) && c.label, copyLink(c))),
      c.table ? table(c.text) : h("div", { class: "words" }, litText(c, facts, choose))),
    h("div", { class: "clause-facts", role: "group", "aria-label": `${c.label} 的要点` }, list));
}

function table(text) {
  return h("div", { class: "scroll", tabindex: "0" }, h("table", null, h("tbody", null,
    // A cell may be empty: `| 总分 | 100 | |` has five.
    text.split("\n").map((row) => h("tr", null, ` ${row} `.split(" |").map((cell) => h("td", null, cell.trim())))))));
}

/** Lights one value: its words in the text, its line among the facts, what is told of it. */
function lamp(root, clauses, document) {
  const byId = new Map(clauses.flatMap((c) => factsOf(c).map((f) => [f.fact.id, { ...f, clause: c }])));
  let lit = null;
  const off = () => {
    root.querySelectorAll(".lit").forEach((n) => n.classList.remove("lit"));
    root.querySelectorAll(".value[aria-pressed=true]").forEach((n) => n.setAttribute("aria-pressed", "false"));
    root.querySelector(".fact-detail")?.remove();
    lit = null;
  };
  const on = (id, { scroll = true } = {}) => {
    const found = byId.get(id);
    const again = lit === id;
    off();
    if (!found || again) return remember(null);
    lit = id;
    const article = root.querySelector(`#${CSS.escape(found.clause.id)}`);
    const runs = [...article.querySelectorAll(".run")].filter((n) => n.dataset.facts.split(" ").includes(id));
    runs.forEach((n) => n.classList.add("lit"));
    const button = [...article.querySelectorAll(".value")].find((n) => n.dataset.fact === id);
    if (button) {
      button.setAttribute("aria-pressed", "true");
      const line = button.closest("ul.inline") ?? button;
      line.after(detail(found.kind, found.fact, document, "fact-detail"));
    }
    remember(id, found.clause.id);
    if (scroll && runs.length && !inView(runs[0])) runs[0].scrollIntoView({ block: "center" });
  };
  return { on, off: () => { if (lit) { off(); remember(null); } } };
}

function remember(id, clause) {
  const url = new URL(location.href);
  if (id) {
    url.searchParams.set("value", id);
    url.hash = clause;
  } else url.searchParams.delete("value");
  readdress(url);
}

function inView(node) {
  const box = node.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}

/** Marks in the outline the clause that is being read. */
function follow(node, list) {
  const links = new Map([...list.querySelectorAll("a[data-clause]")].map((a) => [a.dataset.clause, a]));
  const seen = new Set();
  let current = null;
  const watcher = new IntersectionObserver((entries) => {
    for (const e of entries) seen[e.isIntersecting ? "add" : "delete"](e.target.id);
    const first = [...links.keys()].find((id) => seen.has(id));
    if (!first || first === current) return;
    links.get(current)?.removeAttribute("aria-current");
    current = first;
    const link = links.get(first);
    link.setAttribute("aria-current", "location");
    const box = list.closest(".outline");
    if (box.scrollHeight > box.clientHeight) box.scrollTop = link.offsetTop - box.clientHeight / 3;
  }, { rootMargin: "-10% 0px -70% 0px" });
  node.querySelectorAll("article.clause").forEach((a) => watcher.observe(a));
  return () => watcher.disconnect();
}

function notes(diagnostics) {
  if (!diagnostics?.length) return null;
  return h("section", { id: "diagnostics", class: "diagnostics" }, h("h2", null, "读取时的提示"),
    h("ul", null, diagnostics.map((d) => h("li", null, `第${d.line}行：${d.message}`))));
}

/** What is to be said of the clause the address names: that its id has changed, or that it is gone. */
async function followed(clauses, signal) {
  const asked = decodeURIComponent(location.hash.slice(1));
  if (!asked.includes("~")) return null;
  const here = clauses.find((c) => c.id === asked);
  const said = (...words) => h("p", { class: "notice", role: "status" }, words);
  if (here) {
    const other = clauses.find((c) => c.id === here.moved_to);
    return other ? { id: asked, note: said("文件改动前，这个编号是另一个条款，那个条款现在是", h("a", { href: `#${other.id}` }, other.label), "。") } : null;
  }
  try {
    const { data } = await get(`clauses/${encodeURIComponent(asked)}`, null, signal);
    const url = new URL(location.href);
    url.hash = data.id;
    readdress(url);
    return { id: data.id, note: said(`链接中的编号是 ${asked}。文件改动后编号有变，原来的文字现在在这里。`) };
  } catch (why) {
    if (!(why instanceof Problem) || ![404, 410].includes(why.status)) throw why;
    return { id: null, note: said(why.message) };
  }
}

/** Opened by its number: the way to the clauses that name it. */
function byNumber(number) {
  if (!number) return null;
  return h("p", { class: "notice by-number", role: "status" }, `已按文号 ${number} 打开本文件。`,
    h("a", { href: `/search?q=${encodeURIComponent(`“${number}”`)}` }, "查提到这个文号的条款"));
}

export default async function reading({ params, query, signal, go }) {
  const path = `documents/${encodeURIComponent(params[0])}`;
  const [{ data: d }, { data: clauses }] = await Promise.all([get(path, null, signal), all(`${path}/clauses`, null, signal)]);
  const light = {};
  const choose = (id) => light.on(id);
  const body = [];
  clauses.forEach((c, at) => {
    for (const { unit, level } of opened(clauses[at - 1], c)) body.push(h(`h${Math.min(2 + level, 6)}`, { class: "section-head" }, unit));
    body.push(clauseNode(c, choose));
  });
  const led = await followed(clauses, signal);
  if (led?.id) body.find((n) => n.id === led.id)?.querySelector(".clause-text").prepend(led.note);
  const list = outline(clauses);
  const broad = matchMedia("(min-width: 64rem)");
  const fold = h("details", { class: "outline", open: broad.matches }, h("summary", null, "目录"), h("nav", { "aria-label": "目录" }, list));
  list.addEventListener("click", () => { if (!broad.matches) fold.open = false; });
  const refold = () => { fold.open = broad.matches; };
  broad.addEventListener("change", refold);
  const node = h("div", { class: "reading" },
    h("header", { class: "doc-head" }, h("h1", null, d.short_title),
      d.title && d.title !== d.short_title && h("p", { class: "full-title" }, d.title), byNumber(query.get("number")), about(d, clauses, removal(d, go)), led && !led.id && led.note),
    fold,
    h("div", { class: "doc-body" }, clauses.length ? body : h("p", { class: "empty" }, "没有认出条款，请看", h("a", { href: `${documentPath(d.id)}/source` }, "原文"), "。"), notes(d.diagnostics)));
  let stop = null;
  return {
    title: d.short_title, wide: true, node, api: address(path),
    opened() {
      Object.assign(light, lamp(node, clauses, d.id));
      stop = follow(node, list);
      const value = query.get("value");
      if (value) requestAnimationFrame(() => light.on(value));
    },
    escape: () => light.off?.(),
    close() {
      stop?.();
      broad.removeEventListener("change", refold);
    },
  };
}
