// Partners 共事单位: who stands in one list with a body, as a table, and on a wide screen as a picture beside it.

import { h } from "./dom.js";
import { agencyPath } from "./api.js";

const SVG = "http://www.w3.org/2000/svg";
const SHOWN = 12;

function draw(tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

/** A fan: the body on the left, its partners on the right, the line as thick as they share clauses. */
function picture(name, partners) {
  const most = partners[0].clauses;
  const height = partners.length * 26 + 16;
  const svg = draw("svg", { viewBox: `0 0 420 ${height}`, class: "fan", role: "img", "aria-label": `${name}与各单位同列的条款数，数字见旁边的表` });
  partners.forEach((p, at) => {
    const y = at * 26 + 22;
    svg.append(draw("path", { d: `M 28 ${height / 2} C 110 ${height / 2} 110 ${y} 190 ${y}`, fill: "none", class: "tie", "stroke-width": Math.max(1, Math.round((p.clauses / most) * 9)) }));
    svg.append(draw("circle", { cx: 194, cy: y, r: 4, class: "node" }));
    svg.append(draw("text", { x: 206, y: y + 5 }, `${p.name} ${p.clauses}`));
  });
  svg.append(draw("circle", { cx: 22, cy: height / 2, r: 8, class: "node" }));
  return h("figure", { class: "fan-figure" }, svg, h("figcaption", { class: "quiet" }, `左边是${name}，线越粗，同列的条款越多`));
}

const rowOf = (p) => h("tr", null, h("th", { scope: "row" }, h("a", { href: agencyPath(p.id) }, p.name)),
  h("td", { class: "num" }, p.clauses), h("td", { class: "num" }, p.leads));

/** Section with table and picture; nothing where the body stands alone everywhere. */
export function partnersOf(name, partners) {
  if (!partners?.length) return null;
  const head = () => h("thead", null, h("tr", null, h("th", { scope: "col" }, "单位"),
    h("th", { scope: "col", class: "num" }, "同列条款"), h("th", { scope: "col", class: "num" }, "对方居首或牵头")));
  const rest = partners.slice(SHOWN);
  return h("details", { class: "partners", open: false }, h("summary", null, `与谁共事：${partners.length} 个单位`),
    h("div", { class: "partners-pair" }, h("table", null, h("caption", { class: "quiet" }, `与${name}列在同一名单中的单位`), head(),
      h("tbody", null, partners.slice(0, SHOWN).map(rowOf))), picture(name, partners.slice(0, SHOWN))),
    rest.length > 0 && h("details", null, h("summary", null, `其余 ${rest.length} 个单位`), h("table", null, head(), h("tbody", null, rest.map(rowOf)))));
}
