// Gaps 空白: where nobody answers, no time is set, nothing can be measured. Whether it matters is for people.

import { h, between } from "../dom.js";
import { address, agencyPath, all } from "../api.js";
import { clauseLink, documentLine, sections } from "../clause.js";
import { toggled, undo } from "../filters.js";

const ABOUT = {
  deadline_without_body: "条款写了时限，没有写由谁负责。",
  no_body: "条款没有写责任单位。指导思想、基本原则一类的条款本来不必有。",
  no_deadline: "条款没有写时限，也没有从所在部分或标题承上的时限。",
  no_measure: "条款没有写可以考核的数字。",
  never_first: "在名单中出现过，从不列首位，也没有写明牵头。",
};

function row(gap) {
  if (gap.agency) {
    const a = gap.agency;
    return h("li", { class: "gap" }, h("a", { href: agencyPath(a.id) }, a.name), h("span", { class: "count" }, ` ${a.counts.clauses} 条`));
  }
  return h("li", { class: "gap" }, h("h3", null, clauseLink(gap.clause, gap.task)), documentLine(gap.clause.document), sections(gap.clause),
    gap.quote && h("p", null, "「", h("mark", null, gap.quote), "」"),
    gap.actors.length > 0 && h("p", { class: "quiet" }, "文中出现的单位：", between(gap.actors.map((a) => h("span", { class: "nobreak" }, a)), "、"), h("span", { class: "tag" }, "推定")));
}

export default async function gaps({ query, signal }) {
  const params = { kind: query.getAll("kind"), document: query.getAll("document") };
  const { data, meta } = await all("gaps", params, signal);
  const kinds = meta.facets?.kind ?? [];
  const labels = { kind: kinds, document: data.flatMap((g) => (g.clause ? [{ value: g.clause.document.id, label: g.clause.document.short_title }] : [])) };
  const asked = kinds.filter((k) => !params.kind.length || params.kind.includes(k.value));
  const documents = new Map(data.filter((g) => g.clause).map((g) => [g.clause.document.id, g.clause.document]));
  return {
    title: "责任空白",
    api: address("gaps", params),
    node: h("div", { class: "gaps-page" }, h("h1", null, "责任空白"),
      h("p", null, "按原文核对：哪些条款没有写明谁负责、何时完成、完成到什么程度，哪些单位从不列首位。是否需要补上，由人判断。"),
      undo("/gaps", query, ["kind", "document"], labels),
      h("table", { class: "overview" }, h("thead", null, h("tr", null, h("th", { scope: "col" }, "空白"), h("th", { scope: "col", class: "num" }, "数量"))),
        h("tbody", null, kinds.map((k) => h("tr", null, h("th", { scope: "row" }, h("a", { href: toggled("/gaps", query, "kind", k.value) }, k.label)), h("td", { class: "num" }, k.count))))),
      documents.size > 1 && h("details", null, h("summary", null, "只看一份文件"), h("ul", null, [...documents.values()].map((d) =>
        h("li", null, h("a", { href: toggled("/gaps", query, "document", d.id) }, d.short_title))))),
      asked.map((k) => {
        const own = data.filter((g) => g.kind === k.value);
        return own.length > 0 && h("section", { class: "group", id: k.value }, h("h2", null, `${k.label}（${own.length}）`),
          h("p", { class: "quiet" }, ABOUT[k.value]), h(k.value === "never_first" ? "ul" : "ol", { class: k.value === "never_first" ? "gap-bodies" : "gap-list" }, own.map(row)));
      }),
      data.length === 0 && h("p", { class: "empty" }, "没有这样的空白。")),
  };
}
