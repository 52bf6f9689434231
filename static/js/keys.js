// Keys 快捷键: j and k from one clause to the next, / to the box, ? for help, Esc back; and 大字, larger type.
// Both choices are kept on this machine. Single keys can be switched off (they get in the way of speech input).

import { h } from "./dom.js";

const ITEMS = "article.clause, .hit, .duty, .due, li.document";
const KEYS = [
  ["/", "到检索框"], ["j", "下一条"], ["k", "上一条"], ["Enter", "打开选中的一条"], ["Esc", "关闭建议，或取消点亮的数值"], ["?", "看这张表"],
];

/** A choice kept on this machine; where nothing can be kept it lasts as long as the page. */
const kept = {
  get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* private window */ } },
};

/** Whether somebody writes in this element. */
const writing = (node) => Boolean(node?.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]"));

/** 大字: larger type on all pages, until it is switched off again. */
function largeType() {
  const button = document.getElementById("large-type");
  const set = (on) => {
    document.documentElement.classList.toggle("large-type", on);
    button.setAttribute("aria-pressed", String(on));
  };
  set(kept.get("tiaoku.large") === "1");
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    set(on);
    kept.set("tiaoku.large", on ? "1" : "0");
  });
}

/** The next item after the one in hand; without one, the first that is in view. */
function step(by) {
  const items = [...document.querySelectorAll(ITEMS)].filter((n) => n.offsetParent !== null);
  if (!items.length) return;
  const here = items.indexOf(document.activeElement?.closest?.(ITEMS));
  const seen = items.findIndex((n) => n.getBoundingClientRect().bottom > 80);
  const at = here >= 0 ? here + by : by > 0 ? seen : seen - 1;
  const item = items[Math.max(0, Math.min(items.length - 1, at))];
  const place = item.querySelector(":scope > h2 a, :scope > h3 a, :scope > div > h3 a") ?? item;
  if (place === item) item.tabIndex = -1;
  place.focus({ preventScroll: true });
  item.scrollIntoView({ block: "start" });
}

function help() {
  const single = h("input", { type: "checkbox", id: "single-keys" });
  single.checked = kept.get("tiaoku.keys") !== "0";
  single.addEventListener("change", () => kept.set("tiaoku.keys", single.checked ? "1" : "0"));
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "keys-title" },
    h("h2", { id: "keys-title" }, "快捷键"),
    h("dl", { class: "keys" }, KEYS.map(([key, what]) => h("div", null, h("dt", null, h("kbd", null, key)), h("dd", null, what)))),
    h("p", null, h("label", { for: "single-keys" }, single, " 使用单键快捷键")),
    h("form", { method: "dialog" }, h("button", { type: "submit" }, "关闭")));
  document.body.append(dialog);
  document.getElementById("show-keys").addEventListener("click", () => dialog.showModal());
  return dialog;
}

/** Sets both up once; `main` holds the page, `escape` undoes what is chosen on it. */
export function keys({ main, escape }) {
  largeType();
  const dialog = help();
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") return writing(event.target) ? event.target.blur() : escape();
    if (writing(event.target) || kept.get("tiaoku.keys") === "0") return;
    const box = main.querySelector("input[type=search]") ?? document.querySelector(".top input[type=search]");
    const run = {
      "/": () => { box.focus(); box.select(); },
      j: () => step(1),
      k: () => step(-1),
      "?": () => dialog.showModal(),
    }[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  });
}
