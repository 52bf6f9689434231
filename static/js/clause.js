// Clause 条款 in a list: document, path, heading, words.

import { h, marked, pieces } from "./dom.js";
import { clausePath, documentPath } from "./api.js";
import { numberOf, roomy } from "./words.js";

/** 二（三）第5项 提高配套设施供给水平, as a permanent link. */
export function clauseLink(clause, ...heading) {
  const words = heading.length ? heading : [clause.heading];
  return h("a", { class: "clause-link", href: clausePath(clause) },
    h("span", { class: roomy(clause.label) ? "label roomy" : "label" }, clause.label), words.some(Boolean) && h("span", { class: "heading" }, words));
}

/** Document: short title, number. */
export function documentLine(document) {
  return h("p", { class: "of-document" }, h("a", { href: documentPath(document.id) }, document.short_title),
    h("span", { class: "number" }, numberOf(document)));
}

/** 二、重点任务 › （三）…: the units around a clause. */
export function sections(clause) {
  return clause.section?.length ? h("p", { class: "path" }, clause.section.join(" › ")) : null;
}

/** Text in paragraphs with ranges (code points) marked. */
export function paragraphs(text, ranges) {
  let at = 0;
  return text.split("\n").map((line) => {
    const length = Array.from(line).length;
    const inside = ranges
      .filter((r) => r.end > at && r.start < at + length)
      .map((r) => ({ start: Math.max(0, r.start - at), end: Math.min(length, r.end - at) }));
    at += length + 1;
    return h("p", null, marked(line, inside));
  });
}

const ENOUGH = 220;
const AROUND = 36;
const FURTHER = 30;
const STOPS = /[，。；：、（）\n]/;

/** The run widened to the stops around it, so that no number and no name is cut. */
function widened(points, r) {
  let [start, end] = [Math.max(0, r.start - AROUND), Math.min(points.length, r.end + AROUND)];
  for (let i = 0; i < FURTHER && start > 0 && !STOPS.test(points[start - 1]); i++) start--;
  for (let i = 0; i < FURTHER && end < points.length && !STOPS.test(points[end]); i++) end++;
  return { start, end };
}

/** The text around what was found; whole where it is short. */
export function excerpt(text, ranges) {
  const points = Array.from(text);
  if (points.length <= ENOUGH) return paragraphs(text, ranges);
  const windows = [];
  for (const r of ranges.length ? ranges : [{ start: 0, end: ENOUGH - AROUND }]) {
    const { start, end } = widened(points, r);
    const last = windows.at(-1);
    if (last && start <= last.end + 12) last.end = Math.max(last.end, end);
    else if (windows.length < 4) windows.push({ start, end });
  }
  const out = pieces(text, [...windows, ...ranges])
    .filter((p) => windows.some((w) => w.start <= p.start && p.end <= w.end))
    .flatMap((p) => [
      windows.some((w) => w.start === p.start && p.start > 0) ? "……" : null,
      ranges.some((r) => r.start <= p.start && p.end <= r.end) ? h("mark", null, p.text) : p.text.replaceAll("\n", " "),
    ]);
  return h("p", null, out, windows.at(-1).end < points.length && "……");
}
