// Home 首页: one box, three doors, what is in the base.

import { h } from "../dom.js";
import { address, get } from "../api.js";
import { searchBox } from "../box.js";

const DOORS = [
  ["查职责", "/agencies", "某个单位负责哪些条款，排第几位，与谁同列", [["按单位查", "/agencies"], ["按时限查", "/due"], ["任务分工表", "/tasks"], ["责任空白", "/gaps"]]],
  ["找政策", "/search?kind=amounts", "资助、奖励、补贴、条件：每一笔都带原文", [["有金额的条款", "/search?kind=amounts"], ["有目标的条款", "/search?kind=targets"]]],
  ["做研究", "/documents", "按结构读原文，看要素、引用和没有写明的内容", [["全部文件", "/documents"], ["引用关系", "/citations"]]],
];

export default async function home({ go, signal }) {
  const box = searchBox({ go, id: "home", large: true });
  const doors = h("ul", { class: "doors" }, DOORS.map(([name, href, what, more]) =>
    h("li", null, h("h2", null, h("a", { href }, name)), h("p", null, what),
      h("p", { class: "more" }, more.map(([word, to]) => h("a", { href: to }, word))))));
  const { data } = await get("stats", null, signal);
  const facts = data.facts ?? {};
  const empty = data.documents === 0;
  const count = (n, word, href) => h("li", null, h("a", { href }, h("strong", null, n), word));
  return {
    title: "条库",
    api: address("stats"),
    node: h("div", { class: "home" },
      h("h1", null, "条库"),
      h("p", { class: "lead" }, "把政府公文切成条款，查谁负责、何时完成、给多少钱。每个答案都指到原文。"),
      box.node,
      empty
        ? h("p", { class: "notice" }, "库里还没有文件。请", h("a", { href: "/add" }, "添加文件"), "，或在命令行执行 ", h("code", null, "tiaoku ingest 文件夹"), "，然后刷新本页。")
        : h("ul", { class: "totals", "aria-label": "库中内容" },
          count(data.documents, "份文件", "/documents"), count(data.clauses, "条条款", "/search"),
          count(data.agencies, "个单位", "/agencies"), count(facts.targets ?? 0, "项目标", "/search?kind=targets"),
          count(facts.deadlines ?? 0, "处时限", "/due"), count(facts.amounts ?? 0, "笔金额", "/search?kind=amounts"),
          count(facts.citations ?? 0, "处引用", "/citations")),
      doors),
  };
}
