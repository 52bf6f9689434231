// Documents 文件: all of them, with what their text does not say.

import { h } from "../dom.js";
import { address, documentPath, get, readdress } from "../api.js";
import { paging, toggled, undo } from "../filters.js";
import { MISSING, date, numberOf, period } from "../words.js";

/** What the text says of the time it holds: never a default term. */
export function validity(d) {
  const said = [];
  if (d.effective_from) said.push(`${date(d.effective_from)}起施行`);
  if (d.effective_until) said.push(`有效期至${date(d.effective_until)}`);
  else if (!d.plan_period) said.push(`有效期：${MISSING}`);
  if (d.plan_period) said.push(`规划期 ${period(d.plan_period.start, d.plan_period.end)}`);
  return said.join("，");
}

const FACTS = [["responsibilities", "责任单位"], ["targets", "目标"], ["deadlines", "时限"], ["amounts", "金额"], ["citations", "引用"]];

export default async function documents({ query, signal }) {
  const params = { q: query.get("q"), issuer: query.getAll("issuer"), year: query.getAll("year"), kind: query.getAll("kind"), cursor: query.get("cursor") };
  const { data, meta } = await get("documents", { ...params, limit: 50 }, signal);
  const row = (d) => h("li", { class: "document" },
    h("h2", null, h("a", { href: documentPath(d.id) }, d.short_title)),
    h("p", { class: "elements" }, h("span", { class: d.number ? null : "missing" }, numberOf(d)),
      d.issuers.map((i) => h("a", { href: toggled("/documents", query, "issuer", i), title: query.getAll("issuer").includes(i) ? "取消筛选" : `只看${i}发的文件` }, i)),
      h("span", null, d.written_on ? `${date(d.written_on)}成文` : `成文日期：${MISSING}`)),
    h("p", { class: "elements" }, h("span", null, validity(d))),
    h("p", { class: "elements quiet" }, h("span", null, `${d.counts.clauses ?? 0} 条`),
      FACTS.filter(([k]) => d.counts[k] > 0).map(([k, word]) =>
        h("a", { href: `/search?document=${encodeURIComponent(d.id)}&kind=${k}` }, `${word} ${d.counts[k]}`)),
      d.diagnostics.length > 0 && h("a", { href: `${documentPath(d.id)}#diagnostics` }, `读取时的提示 ${d.diagnostics.length}`)));
  return {
    title: "文件",
    api: address("documents", params),
    opened() { if (query.get("removed")) readdress("/documents"); }, // Said once, not again when the page is read anew.
    node: h("div", null, h("h1", null, "文件"),
      h("p", { class: "count-line" }, `${meta.total} 份，按成文日期排列，新的在前`, "　", h("a", { href: "/citations" }, "看它们引用了什么"), "　", h("a", { href: "/add" }, "添加文件")),
      query.get("removed") && h("p", { class: "notice", role: "status" }, `已从库中移除：${query.get("removed")}`),
      undo("/documents", query, ["q", "issuer", "year", "kind"], {}),
      data.length ? h("ol", { class: "documents" }, data.map(row))
        : ["q", "issuer", "year", "kind", "cursor"].some((f) => query.get(f)) ? h("p", { class: "empty" }, "没有符合条件的文件，可以取消上面的筛选。")
        : h("div", { class: "empty" }, h("p", null, "库里还没有文件。"),
          h("p", null, h("a", { href: "/add" }, "添加文件"), "，或在命令行执行 ", h("code", null, "tiaoku ingest 文件夹"), "，然后刷新本页。")),
      paging("/documents", query, meta)),
  };
}
