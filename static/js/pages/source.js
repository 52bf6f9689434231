// Source 原文: the document as found, line by line, a run of it marked.

import { h, pieces } from "../dom.js";
import { address, documentPath, get } from "../api.js";

export default async function source({ params, query, signal }) {
  const path = `documents/${encodeURIComponent(params[0])}`;
  const [{ data: d }, { data }] = await Promise.all([get(path, null, signal), get(`${path}/source`, null, signal)]);
  const [start, end] = [Number(query.get("start") ?? -1), Number(query.get("end") ?? -1)];
  const ranges = end > start && start >= 0 ? [{ start, end }] : [];
  const text = pieces(data.text, ranges).map((p) => (p.covers.length ? h("mark", { id: "found" }, p.text) : p.text));
  const pre = h("pre", { class: "source", tabindex: "0", "aria-label": "原文" }, text);
  return {
    title: `原文 ${d.short_title}`,
    api: address(`${path}/source`),
    node: h("div", null, h("h1", null, d.short_title),
      h("p", { class: "count-line" }, `原文，按原样，一字未改。${data.file.split(/[\\/]/).at(-1)}（${data.encoding}）`),
      h("p", { class: "actions" }, h("a", { href: documentPath(d.id) }, "回到条款")), pre),
    opened() {
      if (ranges.length) requestAnimationFrame(() => pre.querySelector("#found")?.scrollIntoView({ block: "center" }));
    },
  };
}
