// Router 路由: one address, one page. Links are followed here, so that back and forward keep their place.

import { h, put } from "./dom.js";
import { Problem } from "./api.js";
import { searchBox } from "./box.js";
import { keys } from "./keys.js";
import { PARAMETERS } from "./words.js";
import home from "./pages/home.js";
import search from "./pages/search.js";
import documents from "./pages/documents.js";
import reading from "./pages/reading.js";
import source from "./pages/source.js";
import agencies from "./pages/agencies.js";
import agency from "./pages/agency.js";
import add from "./pages/add.js";
import due from "./pages/due.js";
import citations from "./pages/citations.js";
import tasks from "./pages/tasks.js";
import gaps from "./pages/gaps.js";

const ROUTES = [
  [/^\/$/, home],
  [/^\/search$/, search],
  [/^\/documents$/, documents],
  [/^\/documents\/([^/]+)$/, reading],
  [/^\/documents\/([^/]+)\/source$/, source],
  [/^\/clauses\/([^/]+)$/, clause],
  [/^\/agencies$/, agencies],
  [/^\/agencies\/([^/]+)$/, agency],
  [/^\/add$/, add],
  [/^\/due$/, due],
  [/^\/citations$/, citations],
  [/^\/tasks$/, tasks],
  [/^\/gaps$/, gaps],
];

const main = document.getElementById("main");
const progress = document.getElementById("progress");
let current = null;
let running = null;

/** A clause's own address leads to its place on the reading page. */
async function clause({ params }) {
  const id = params[0];
  const document = id.split("~")[0];
  history.replaceState(history.state, "", `/documents/${encodeURIComponent(document)}#${id}`);
  return reading({ params: [document], query: new URLSearchParams(), go, signal: running.signal });
}

function notFound() {
  return {
    title: "没有这个页面",
    node: h("section", null, h("h1", null, "没有这个页面"),
      h("p", null, "地址可能抄错了。可以从", h("a", { href: "/" }, "首页"), "重新查，或看", h("a", { href: "/documents" }, "全部文件"), "。")),
  };
}

function failed(why) {
  const gone = why instanceof Problem && [404, 410].includes(why.status);
  const asked = why instanceof Problem && why.status === 400;
  const again = h("button", { type: "button", on: { click: () => render() } }, "重试");
  return {
    title: gone ? "没有找到" : "出错了",
    node: h("section", { class: "error", role: "alert" }, h("h1", null, gone ? "没有找到" : (why.title ?? "出错了")),
      h("p", null, why.field && `${PARAMETERS[why.field] ?? why.field}：`, why.message || "页面没有读出来。"),
      h("p", null, gone ? h("a", { href: "/documents" }, "看全部文件") : asked ? h("a", { href: location.pathname }, "不带这些条件打开") : again, "　", h("a", { href: "/" }, "回首页"))),
  };
}

async function render({ y = null, focus = false } = {}) {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const url = new URL(location.href);
  const route = ROUTES.map(([shape, page]) => [shape.exec(url.pathname), page]).find(([match]) => match);
  const slow = setTimeout(() => {
    progress.textContent = "正在读取……";
    main.setAttribute("aria-busy", "true");
  }, 200);
  let page;
  try {
    const params = route ? route[0].slice(1).map(decodeURIComponent) : [];
    page = route ? await route[1]({ params, query: url.searchParams, go, signal }) : notFound();
  } catch (why) {
    if (why.name === "AbortError") return;
    if (!(why instanceof Problem)) console.error(why);
    page = failed(why);
  } finally {
    clearTimeout(slow);
  }
  if (signal.aborted) return;
  show(page, y, focus);
}

function show(page, y, focus) {
  current?.close?.();
  current = page;
  progress.textContent = "";
  main.removeAttribute("aria-busy");
  main.className = page.wide ? "wide" : "";
  main.replaceChildren(page.node);
  document.title = page.title === "条库" ? "条库" : `${page.title} · 条库`;
  const home = location.pathname === "/";
  document.body.classList.toggle("at-home", home);
  for (const link of document.querySelectorAll(".top nav a")) {
    const here = link.pathname === "/search"
      ? location.pathname === "/search" && new URLSearchParams(location.search).get("kind") === "amounts"
      : location.pathname === link.pathname || location.pathname.startsWith(`${link.pathname}/`);
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const call = document.getElementById("api-call");
  call.replaceChildren();
  if (page.api) put(call, [" · ", h("a", { href: page.api }, "本页的 API 调用")]);
  document.getElementById("print-address").textContent =
    `${decodeURI(location.href)}　打印于 ${new Date().toLocaleDateString("zh-CN")}`;
  page.opened?.();
  if (focus) main.focus({ preventScroll: true });
  if (y !== null) scrollTo(0, y);
  else if (!toAnchor()) scrollTo(0, 0);
  header.sync();
}

/** Scrolls to the element the address names; whether there is one. */
function toAnchor() {
  const id = decodeURIComponent(location.hash.slice(1));
  const place = id && document.getElementById(id);
  if (!place) return false;
  place.scrollIntoView();
  // Tab goes on from here, not from the head of the page.
  if (!place.matches("a, button, input, [tabindex]")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  current?.anchor?.(id);
  return true;
}

const pageOf = (url) => url.pathname + url.search;
let shown = pageOf(location);

/** Goes to an address of this site; `replace` leaves no step for the back button. */
export function go(address, { replace = false } = {}) {
  const url = new URL(address, location.href);
  const samePage = pageOf(url) === shown;
  keep();
  history[replace ? "replaceState" : "pushState"]({}, "", url);
  shown = pageOf(url);
  if (!samePage || !url.hash || !toAnchor()) render({ focus: true });
}

function keep() {
  history.replaceState({ ...history.state, y: scrollY }, "");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (/^\/api\//.test(link.pathname) || link.classList.contains("skip")) return;
  event.preventDefault();
  go(link.href);
});

addEventListener("popstate", (event) => {
  const same = pageOf(location) === shown;
  shown = pageOf(location);
  const y = event.state?.y ?? null;
  if (!same) render({ y, focus: true });
  else if (y !== null) scrollTo(0, y);
  else if (!toAnchor() && location.hash) render();
});

addEventListener("address", () => {
  shown = pageOf(location);
});

let resting = null;
addEventListener("scroll", () => {
  clearTimeout(resting);
  resting = setTimeout(keep, 150);
}, { passive: true });

keys({ main, escape: () => current?.escape?.() });

// On paper nothing is folded; afterwards it is as it was.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...main.querySelectorAll("details:not([open]):not(.outline):not(.side)")];
  for (const part of unfolded) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of unfolded) part.open = false;
});

history.scrollRestoration = "manual";
const header = searchBox({ go, id: "top" });
document.getElementById("top-search").append(header.node);
render({ y: history.state?.y ?? null });
