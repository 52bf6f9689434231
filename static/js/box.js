// Search box 检索框: a combobox (ARIA 1.2). Bodies come first; Enter without a choice searches the words.

import { h } from "./dom.js";
import { get, agencyPath, documentPath } from "./api.js";

const KIND = { agency: "单位", document: "文件", term: "词语", phrase: "常用" };
const PAUSE = 120;

function target(suggestion) {
  if (suggestion.kind === "agency") return agencyPath(suggestion.id);
  if (suggestion.kind === "document") return documentPath(suggestion.id);
  return `/search?q=${encodeURIComponent(suggestion.label)}`;
}

/** A form with its list of suggestions; `sync` takes the words over from the address. */
export function searchBox({ go, id, large = false }) {
  const listId = `${id}-suggestions`;
  const list = h("ul", { id: listId, role: "listbox", class: "suggestions", "aria-label": "建议", hidden: true });
  const input = h("input", {
    type: "search", name: "q", id: `${id}-q`, autocomplete: "off", spellcheck: "false", enterkeyhint: "search", maxlength: 200,
    placeholder: large ? "单位、词语、文号，如 应急局" : "单位、词语、文号",
    role: "combobox", "aria-expanded": "false", "aria-controls": listId, "aria-autocomplete": "list",
    "aria-label": "检索：单位、词语或文号",
  });
  const form = h("form", { class: large ? "search large" : "search", role: "search", action: "/search" },
    h("div", { class: "search-field" }, input, list), h("button", { type: "submit" }, "检索"));
  let options = [];
  let active = -1;
  let timer = null;
  let asking = null;

  function close() {
    asking?.abort();
    clearTimeout(timer);
    options = [];
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(at) {
    const chosen = options[at];
    close();
    go(target(chosen));
  }

  function activate(at) {
    active = at;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function open(found) {
    options = found;
    list.replaceChildren(...found.map((s, at) =>
      h("li", {
        role: "option", id: `${listId}-${at}`, "aria-selected": "false",
        on: { mousedown: (e) => e.preventDefault(), click: () => choose(at) },
      }, h("span", { class: "sort" }, KIND[s.kind] ?? s.kind), h("span", { class: "label" }, s.label), h("span", { class: "note" }, s.note))));
    active = -1;
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
  }

  async function ask() {
    const q = input.value.trim();
    if (!q) return close();
    asking?.abort();
    asking = new AbortController();
    try {
      const { data } = await get("suggest", { q, limit: 8 }, asking.signal);
      if (input.value.trim() === q && document.activeElement === input) open(data);
    } catch (why) {
      if (why.name !== "AbortError") close(); // Suggestions are a help; searching works without them.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && !options.length) return void ask();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = options.length + 1;
      activate(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && options.length) {
      event.preventDefault();
      close();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const q = input.value.trim();
    close();
    if (q) go(`/search?q=${encodeURIComponent(q)}`);
    else input.focus();
  });

  function sync() {
    const url = new URL(location.href);
    input.value = url.pathname === "/search" ? (url.searchParams.get("q") ?? "") : "";
  }
  sync();
  return { node: form, input, sync };
}
