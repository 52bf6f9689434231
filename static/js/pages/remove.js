// Taking a document out 移除: asked once more in a dialog, then the list of what is left.

import { h } from "../dom.js";
import { Problem, documentPath, remove } from "../api.js";

/** A button and its dialog; `go` leads on when the document is out. */
export function removal(document, go) {
  const said = h("div", { "aria-live": "polite" });
  const yes = h("button", { type: "button", class: "danger", on: { click: async () => {
    yes.disabled = true;
    try {
      await remove(`documents/${encodeURIComponent(document.id)}`);
      dialog.close();
      go(`/documents?removed=${encodeURIComponent(document.short_title)}`, { replace: true });
    } catch (why) {
      if (!(why instanceof Problem)) throw why;
      said.replaceChildren(h("p", { class: "error" }, `没有移除：${why.message}`));
    } finally {
      yes.disabled = false;
    }
  } } }, "移除");
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "remove-title" },
    h("h2", { id: "remove-title" }, "把这份文件从库中移除？"),
    h("p", null, document.short_title),
    h("p", { class: "quiet" }, "它的条款将不再能查到。磁盘上的原文件不受影响，可以再次添加。"),
    said,
    h("form", { method: "dialog", class: "actions" }, yes, h("button", { type: "submit", class: "plain-button", autofocus: true }, "不移除")));
  const button = h("button", { type: "button", class: "as-link", on: { click: () => {
    said.replaceChildren();
    dialog.showModal();
  } } }, "从库中移除……");
  return { button, dialog };
}
