// Results 检索结果: clauses that hold the words, with facets.

import { h, marked, shape } from "../dom.js";
import { address, agencyPath, documentPath, get, readdress } from "../api.js";
import { clauseLink, documentLine, excerpt, sections } from "../clause.js";
import { facet, handOut, paging, undo, valueWord } from "../filters.js";
import { KINDS } from "../words.js";
import reading from "./reading.js";

const FILTERS = ["agency", "document", "kind", "year", "role", "issuer", "document_kind", "level", "region"];
const FACETS = ["kind", "agency", "role", "document", "year", "document_kind", "region"];

function ask(query) {
  const params = {};
  for (const name of ["q", ...FILTERS, "sort", "cursor"]) params[name] = query.getAll(name);
  return params;
}

function item(hit) {
  const of = (field) => hit.highlights.filter((r) => r.field === field);
  const kinds = Object.keys(KINDS).filter((k) => hit.facts?.[k] > 0);
  return h("li", { class: "hit" },
    h("h2", null, clauseLink(hit, hit.heading ? marked(hit.heading, of("heading")) : null)),
    documentLine(hit.document), sections(hit),
    h("div", { class: "words" }, excerpt(hit.text, of("text"))),
    kinds.length > 0 && h("p", { class: "has" }, kinds.map((k) =>
      h("span", { class: `kind ${k}` }, shape(k), `${KINDS[k].word} ${hit.facts[k]}`))));
}

/** What to try instead, each with what it finds. */
function hint(query, { kind, parameter, value, label }) {
  const next = new URLSearchParams(query);
  next.delete("cursor");
  if (kind === "spelling") next.set("q", value);
  else next.delete(parameter);
  return h("li", null, h("a", { href: `/search?${next}` }, label));
}

function nothing(query, hints) {
  const q = query.get("q");
  const filtered = FILTERS.some((f) => query.get(f));
  return h("div", { class: "empty" }, h("p", null, q ? `没有找到含“${q}”的条款。` : "没有符合条件的条款。"),
    h("p", null, "可以试试："),
    h("ul", null,
      hints.map((one) => hint(query, one)),
      filtered && h("li", null, "取消上面的一项筛选", q && ["，或", h("a", { href: `/search?q=${encodeURIComponent(q)}` }, "不加筛选再查")]),
      q && h("li", null, "少写几个字，或把词用空格分开，如 ", h("span", { class: "example" }, "首台套 保险")),
      h("li", null, "查单位请输入原文中的叫法，如 市应急局；或看", h("a", { href: "/agencies" }, "全部单位")),
      h("li", null, "看", h("a", { href: "/documents" }, "库里有哪些文件"))));
}

/** What the server says of the question: its number, what it read as text, other spellings. */
function remarks({ number, note, spellings = [], near_words: near = [] }) {
  const shown = (words) => [...new Set(words.map((s) => (/^[a-z0-9]+$/.test(s.also) ? s.also.toUpperCase() : s.also)))];
  const also = shown(spellings).slice(0, 6);
  const close = shown(near);
  return [
    number?.document && h("p", { class: "notice" }, `文号 ${number.asked} 是`, h("a", { href: documentPath(number.document.id) }, number.document.short_title), "，以下为其全部条款。"),
    number && !number.document && h("p", { class: "notice" }, `文号 ${number.asked} 未入库；以下是提到它的条款。`),
    note && h("p", { class: "notice" }, `${note}。`),
    (also.length > 0 || close.length > 0) && h("p", { class: "notice" },
      also.length > 0 && `同一事物的写法也已查找：${also.join("、")}。`,
      close.length > 0 && `近义词也已查找：${close.slice(0, 12).join("、")}${close.length > 12 ? "等" : ""}。`),
  ];
}

function near(related) {
  if (!related?.length) return null;
  return h("section", { class: "related" }, h("h2", null, "相近的条款"),
    h("p", { class: "about" }, "不含所查的全部字句，按其中的词和近义词列出，不计入条数"),
    h("ul", null, related.map((hit) => h("li", null, clauseLink(hit, hit.heading ? marked(hit.heading, []) : null), documentLine(hit.document)))));
}

function heading(query, labels) {
  const q = query.get("q");
  if (q) return `检索：${q}`;
  const kinds = query.getAll("kind").map((k) => valueWord("kind", k, labels));
  return kinds.length ? `有${kinds.join("、")}的条款` : "全部条款";
}

/** A question that is nothing but the number of a document here opens the document. */
function opens(document, { query, signal, go }) {
  const url = new URL(documentPath(document.id), location.href);
  url.searchParams.set("number", query.get("q"));
  readdress(url);
  return reading({ params: [document.id], query: url.searchParams, signal, go });
}

export default async function search({ query, signal, go }) {
  const params = ask(query);
  const { data, meta } = await get("search", { ...params, related: "true", limit: 20 }, signal);
  if (meta.number?.document && [...query.keys()].every((name) => name === "q")) return opens(meta.number.document, { query, signal, go });
  const facets = meta.facets ?? {};
  const agencies = query.getAll("agency");
  const title = heading(query, facets);
  const asked = query.get("q");
  const ranked = /[\p{L}\p{N}]/u.test(asked ?? "");
  const results = [
    asked && !ranked && h("p", { class: "notice" }, `“${asked}”里没有可以检索的字，以下列出全部条款。请输入汉字、字母或数字。`),
    meta.relaxed && h("p", { class: "notice" }, "没有条款完整含有这些字，以下按其中的词放宽查找。"),
    remarks(meta),
    data.length ? h("ol", { class: "hits" }, data.map(item)) : nothing(query, meta.hints ?? []),
    near(meta.related),
    paging("/search", query, meta),
  ];
  const side = FACETS.map((f) => facet("/search", query, f, facets[f])).filter(Boolean);
  return {
    title,
    wide: true,
    api: address("search", params),
    node: h("div", { class: "with-side" },
      h("div", { class: "list-head" }, h("h1", null, title),
        h("p", { class: "count-line" }, `${meta.total} 条`, meta.total > 0 && (ranked ? "，按相关程度排列" : "，按文件和条款顺序排列")),
        undo("/search", query, FILTERS, facets),
        meta.total > 0 && handOut("clauses", params),
        agencies.map((a) => h("p", null, h("a", { href: agencyPath(a) }, `看${a}的全部职责`)))),
      side.length > 0 && h("details", { class: "side", open: matchMedia("(min-width: 56rem)").matches },
        h("summary", null, "筛选"), h("div", { role: "group", "aria-label": "筛选" }, side)),
      h("div", { class: "list-body" }, results)),
  };
}
