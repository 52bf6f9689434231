// Track 办理情况: noted over the text, never in it; the history stays. Writing may ask for a token.

import { h } from "../dom.js";
import { Problem, get, note } from "../api.js";
import { date } from "../words.js";

const STATUS = ["立项", "交办", "签收", "办理中", "已反馈", "复核", "已办结", "销号", "暂缓"];
const kept = {
  get: (name) => { try { return sessionStorage.getItem(name) ?? ""; } catch { return ""; } },
  set: (name, value) => { try { sessionStorage.setItem(name, value); } catch { /* private window */ } },
};

const history = (list) => (list.length ? h("ol", { class: "history" }, list.map((t) => h("li", null,
  h("strong", null, t.status), ` ${date(t.on)}　${t.author}`, t.agency && `　${t.agency}`, t.note && h("p", null, t.note),
  t.evidence && h("p", null, h("a", { href: t.evidence, rel: "noopener noreferrer", target: "_blank" }, "佐证材料")))))
  : h("p", { class: "quiet" }, "还没有登记过。"));

/** The cell of a task and one dialog for all of them. */
export function noting(go) {
  const field = (id, word, input) => h("div", { class: "field" }, h("label", { for: id }, word), input);
  const status = h("select", { id: "track-status" }, STATUS.map((s) => h("option", { value: s }, s)));
  const input = (id, props) => h("input", { id, autocomplete: "off", ...props });
  const on = input("track-on", { type: "date", required: true });
  const author = input("track-author", { type: "text", required: true, maxlength: 100 });
  const words = h("textarea", { id: "track-note", rows: 3, maxlength: 2000 });
  const evidence = input("track-evidence", { type: "url", placeholder: "https://", maxlength: 2000 });
  const token = input("track-token", { type: "password" });
  const said = h("div", { "aria-live": "polite" });
  const past = h("div", null);
  const what = h("p", { class: "quiet" });
  let now = null;
  const close = h("button", { type: "button", class: "plain-button", on: { click: () => dialog.close() } }, "取消");
  const form = h("form", { on: { submit: async (e) => {
    e.preventDefault();
    try {
      await note(now.clause.id, {
        status: status.value, on: on.value, author: author.value, note: words.value || null, evidence: evidence.value || null,
      }, token.value);
      kept.set("tiaoku.author", author.value);
      kept.set("tiaoku.token", token.value);
      dialog.close();
      go(location.pathname + location.search, { replace: true });
    } catch (why) {
      if (!(why instanceof Problem)) throw why;
      said.replaceChildren(h("p", { class: "error" }, `没有登记：${why.message}`));
    }
  } } },
  field("track-status", "状态", status), field("track-on", "日期", on), field("track-author", "登记人", author),
  field("track-note", "说明", words), field("track-evidence", "佐证网址", evidence), field("track-token", "口令（服务器设了才要）", token),
  said, h("p", { class: "actions" }, h("button", { type: "submit" }, "登记"), close));
  const dialog = h("dialog", { class: "dialog track", "aria-labelledby": "track-title" },
    h("h2", { id: "track-title" }, "登记办理情况"), what, form, h("h3", null, "历次登记"), past);
  const open = async (t) => {
    now = t;
    what.textContent = `${t.clause.document.short_title} ${t.clause.label} ${t.task}`;
    if (t.track) status.value = t.track.status;
    on.value = new Date().toLocaleDateString("sv-SE");
    author.value = kept.get("tiaoku.author");
    token.value = kept.get("tiaoku.token");
    said.replaceChildren();
    past.replaceChildren(h("p", { class: "quiet" }, "正在读取……"));
    dialog.showModal();
    const { data } = await get(`clauses/${encodeURIComponent(t.clause.id)}/tracks`);
    past.replaceChildren(history(data));
  };
  const cell = (t) => [t.track && h("span", { class: "nobreak", title: `${date(t.track.on)} ${t.track.author}` }, t.track.status),
    h("button", { type: "button", class: "as-link note", "aria-label": `登记第${t.number}项的办理情况`, on: { click: () => open(t) } }, t.track ? "更新" : "登记")];
  return { cell, dialog };
}
