// Citations 引用关系: which documents name which, and whether those are here.

import { h } from "../dom.js";
import { address, all, clausePath, documentPath } from "../api.js";
import { undo } from "../filters.js";
import { numberOf } from "../words.js";

export default async function citations({ query, signal }) {
  const params = { document: query.getAll("document") };
  const { data } = await all("citations", params, signal);
  const inside = data.filter((c) => c.leads_to);
  const groups = new Map();
  for (const c of data) {
    const key = c.clause.document.id;
    if (!groups.has(key)) groups.set(key, { document: c.clause.document, list: [] });
    groups.get(key).list.push(c);
  }
  const row = (c) => h("tr", null,
    h("th", { scope: "row" }, c.title ? `《${c.title}》` : "", c.number && h("span", { class: "nobreak" }, c.title ? `（${c.number}）` : c.number)),
    h("td", { class: "label" }, h("a", { href: clausePath(c.clause) }, c.clause.label)),
    h("td", null, c.leads_to ? h("a", { href: documentPath(c.leads_to.id) }, "已入库") : h("span", { class: "tag" }, "未入库")));
  return {
    title: "引用关系",
    api: address("citations", params),
    node: h("div", null, h("h1", null, "引用关系"),
      h("p", { class: "count-line" }, `${data.length} 处引用，按文件和条款顺序排列。库内文件之间互相引用 ${inside.length} 处，其余 ${data.length - inside.length} 处所引文件未入库。`),
      h("p", { class: "quiet" }, "只算用书名号或文号写明的文件；会议、简称和没有书名号的规划不在内。"),
      undo("/citations", query, ["document"], { document: [...groups.values()].map((g) => ({ value: g.document.id, label: g.document.short_title })) }),
      data.length === 0 && h("p", { class: "empty" }, "没有写明引用其他文件的条款。"),
      [...groups.values()].map((g) => h("section", { class: "group" },
        h("h2", null, h("a", { href: documentPath(g.document.id) }, g.document.short_title)),
        h("p", { class: "quiet" }, `${numberOf(g.document)}　${g.list.length} 处`),
        h("table", null, h("thead", null, h("tr", null, ["所引文件", "条款", "在库"].map((w) => h("th", { scope: "col" }, w)))),
          h("tbody", null, g.list.map(row)))))),
  };
}
