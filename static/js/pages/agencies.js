// Bodies 单位: all bodies as named, most named first.

import { h } from "../dom.js";
import { address, agencyPath, all, readdress } from "../api.js";
import { standing } from "../words.js";

export default async function agencies({ query, signal, go }) {
  const { data } = await all("agencies", null, signal);
  const wanted = query.get("q") ?? "";
  const rows = data.map((a) => ({
    names: [a.name, ...a.short_names].join(" "),
    row: h("tr", null, h("th", { scope: "row" }, h("a", { href: agencyPath(a.id) }, a.name),
      a.short_names.length > 0 && h("span", { class: "quiet" }, ` 又作 ${a.short_names.join("、")}`),
      a.generic && h("span", { class: "tag" }, "泛指")),
    h("td", { class: "level" }, standing(a)),
    h("td", { class: "num" }, a.counts.clauses), h("td", { class: "num" }, a.counts.first)),
  }));
  const count = h("p", { class: "count-line", role: "status" });
  const none = h("p", { class: "empty", hidden: true }, "没有这样的单位。请少写几个字，或用上面的检索框查全文。");
  const input = h("input", { type: "search", id: "agency-filter", value: wanted, placeholder: "如 应急", autocomplete: "off" });
  const narrow = () => {
    const words = input.value.trim().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { names, row } of rows) {
      row.hidden = !words.every((w) => names.includes(w));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = words.length ? `${shown} 个单位（共 ${rows.length}），按条款数排列` : `${rows.length} 个单位，按条款数排列`;
    none.hidden = shown > 0;
  };
  const keep = () => {
    const q = input.value.trim();
    readdress(q ? `/agencies?q=${encodeURIComponent(q)}` : "/agencies");
  };
  input.addEventListener("input", () => { narrow(); keep(); });
  narrow();
  const form = h("form", { class: "narrow", on: { submit: (e) => {
    e.preventDefault();
    const only = rows.filter((r) => !r.row.hidden);
    if (only.length === 1) go(only[0].row.querySelector("a").getAttribute("href"));
  } } }, h("label", { for: "agency-filter" }, "只看名称中有"), input);
  return {
    title: "单位",
    api: address("agencies"),
    node: h("div", null, h("h1", null, "单位"),
      h("p", { class: "actions" }, h("a", { href: "/tasks" }, "任务分工表"), h("a", { href: "/due" }, "时限"), h("a", { href: "/gaps" }, "责任空白")),
      h("p", null, "同一单位的各种叫法归在一起，全称、级别和地区按命名规则推定，可用自备词表改正。首列指在两个以上单位的名单中排第一位，原文未必写明牵头。"), form, count,
      rows.length ? h("table", null, h("thead", null, h("tr", null, h("th", { scope: "col" }, "单位"), h("th", { scope: "col" }, "级别与地区"),
        h("th", { scope: "col", class: "num" }, "条款"), h("th", { scope: "col", class: "num" }, "首列"))), h("tbody", null, rows.map((r) => r.row)))
        : h("p", { class: "empty" }, "库里的文件没有写明责任单位。"), none),
  };
}
