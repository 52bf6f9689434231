// Elements 元素: the only way this page makes them. Data becomes text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** h("a", {href, class, on: {click}}, "words", child, [children]): attributes that are null or false are left out. */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else node.setAttribute(name, value === true ? "" : value);
  }
  put(node, children);
  return node;
}

/** Appends words, nodes and lists of them; null and false are left out. */
export function put(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** Children with a divider between them. */
export function between(nodes, divider) {
  return nodes.flatMap((node, at) => (at === 0 ? [node] : [divider, node]));
}

const SHAPES = {
  responsibilities: "M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9z",
  targets: "M6 1 11 10.5H1z",
  deadlines: "M6 .5 11.5 6 6 11.5.5 6z",
  amounts: "M1.5 1.5h9v9h-9z",
  citations: "M2 1h6l2.5 2.5V11H2zM4 4.5v1h4v-1zM4 7v1h4V7z",
  actors: "M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9zM6 3.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 1 1 0-5.4z",
  terms: "M1 4h10v1.5H1zM1 7h10v1.5H1z",
};

/** The shape that stands for a kind of fact, beside its word and its colour. */
export function shape(kind) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 12 12");
  svg.setAttribute("class", "shape");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[kind] ?? SHAPES.terms);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/** Cuts text at the borders of ranges (code points); each piece knows which ranges cover it. */
export function pieces(text, ranges) {
  const points = Array.from(text);
  const cuts = new Set([0, points.length]);
  for (const { start, end } of ranges) {
    cuts.add(Math.min(start, points.length));
    cuts.add(Math.min(end, points.length));
  }
  const borders = [...cuts].sort((a, b) => a - b);
  const out = [];
  for (let i = 0; i + 1 < borders.length; i++) {
    const [start, end] = [borders[i], borders[i + 1]];
    out.push({
      text: points.slice(start, end).join(""),
      start,
      end,
      covers: ranges.filter((r) => r.start <= start && end <= r.end),
    });
  }
  return out;
}

/** Text with ranges marked. */
export function marked(text, ranges) {
  return pieces(text, ranges).map((p) => (p.covers.length ? h("mark", null, p.text) : p.text));
}
