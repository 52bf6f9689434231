// Tasks 任务分工表: a row a clause, columns to choose, handed out as XLSX and CSV; how tasks stand is noted here.

import { h, between } from "../dom.js";
import { address, agencyPath, all, clausePath, documentPath, get } from "../api.js";
import { handOut, undo } from "../filters.js";
import { date, dueDay, left, target } from "../words.js";
import { noting } from "./track.js";

const FILTERS = ["document", "agency", "role", "position", "issuer", "status", "basis", "year"];
const BASIS = { stated: "原文明示", inferred: "推定", inherited: "承上", recurring: "周期" };

const bodies = (list, mark) => between(list.map((b) => h("span", { class: "nobreak" },
  h("a", { href: agencyPath(b.agency_id) }, b.agency), mark && b.origin === "inferred" && h("span", { class: "tag" }, "推定"))), "、");

function leading(t) {
  return [...new Set(t.leads.map((b) => (b.origin === "inferred" ? "首列，推定牵头" : b.role === "lead" ? "原文明示牵头" : "单列责任单位")))].join("；");
}

const goals = (t) => t.targets.length > 0 && h("ul", { class: "plain" }, t.targets.map((goal) => {
  const said = target(goal);
  return h("li", null, said.indicator, " ", h("strong", { title: `原文：${goal.quote}` }, said.value));
}));

function day(t) {
  if (!t.dues.length) return null;
  const first = t.dues.find((d) => d.due_on === t.due_on) ?? t.dues[0];
  return [h("span", { class: "nobreak", title: t.due_on }, t.due_on ? dueDay(t.due_on) : "每年"),
    ["inherited", "inferred"].includes(first.basis) && h("span", { class: "tag" }, BASIS[first.basis]),
    t.due_on && h("span", { class: first.status === "overdue" ? "small late" : "small quiet" }, left(first.days_left))];
}

const why = (t) => between(t.dues.map((d) => `${d.due_on ? dueDay(d.due_on) : "每年"}（${BASIS[d.basis] ?? d.basis}）`), "；");

/** Head, whether it stands there unasked, what stands in a cell. Heads are those of the files handed out. */
const COLUMNS = [
  ["序号", true, (t) => t.number],
  ["任务", true, (t) => h("a", { href: clausePath(t.clause) }, t.task)],
  ["目标", true, goals],
  ["时限", true, day],
  ["时限说明", false, why],
  ["时限原文", false, (t) => between([...new Set(t.dues.map((d) => d.quote).filter(Boolean))].map((q) => `「${q}」`), "")],
  ["牵头", true, (t) => (t.leads.length ? bodies(t.leads, true) : h("span", { class: "missing" }, "原文未载"))],
  ["牵头依据", false, leading],
  ["配合", true, (t) => bodies(t.supports)],
  ["依据文件", true, (t) => h("a", { href: documentPath(t.clause.document.id) }, t.clause.document.short_title)],
  ["发文字号", false, (t) => t.clause.document.number ?? "原文未载"],
  ["依据条款", true, (t) => h("span", { class: "nobreak" }, t.clause.label)],
  ["链接", false, (t) => h("a", { href: clausePath(t.clause), "aria-label": `打开${t.clause.label}` }, "打开")],
  ["办理状态", true, null],
  ["状态日期", false, (t) => t.track && date(t.track.on)],
  ["办理说明", false, (t) => t.track?.note],
  ["佐证", false, (t) => t.track?.evidence && h("a", { href: t.track.evidence, rel: "noopener noreferrer", target: "_blank" }, "打开")],
  ["登记人", false, (t) => t.track?.author],
];
const USUAL = COLUMNS.filter(([, usual]) => usual).map(([head]) => head);

function chooser(query, chosen, usual, go) {
  const boxes = COLUMNS.map(([head], at) => [head, h("input", { type: "checkbox", id: `column-${at}`, checked: chosen.includes(head) })]);
  const apply = (heads) => {
    const next = new URLSearchParams(query);
    next.delete("columns");
    if (heads.join() !== usual.join()) next.set("columns", heads.join(","));
    go(`/tasks?${next}`, { replace: true });
  };
  return h("details", { class: "columns" }, h("summary", null, `选择列（${chosen.length}/${COLUMNS.length}）`),
    h("form", { on: { submit: (e) => {
      e.preventDefault();
      const heads = boxes.filter(([, box]) => box.checked).map(([head]) => head);
      apply(heads.length ? heads : usual);
    } } }, h("fieldset", null, h("legend", null, "页面和导出的表格都按所选的列"),
      boxes.map(([head, box]) => h("label", { for: box.id }, box, head))),
    h("p", { class: "actions" }, h("button", { type: "submit" }, "按所选显示"),
      h("button", { type: "button", class: "plain-button", on: { click: () => apply(usual) } }, "恢复常用列"))));
}

/** A select that leads to the table of one document. */
function documentsOf(list, query, go) {
  const now = query.get("document") ?? "";
  const select = h("select", { id: "tasks-document" }, h("option", { value: "" }, "全部文件"),
    list.map((d) => h("option", { value: d.id, selected: d.id === now }, d.short_title)));
  return h("form", { class: "narrow", on: { submit: (e) => {
    e.preventDefault();
    const next = new URLSearchParams(query);
    next.delete("document");
    if (select.value) next.set("document", select.value);
    go(`/tasks?${next}`);
  } } }, h("label", { for: "tasks-document" }, "文件"), select, h("button", { type: "submit" }, "显示"));
}

export default async function tasks({ query, signal, go }) {
  const params = { as_of: query.get("as_of"), sort: query.get("sort") };
  for (const name of FILTERS) params[name] = query.getAll(name);
  const asked = (query.get("columns") ?? "").split(",").filter((head) => COLUMNS.some(([own]) => own === head));
  // One document need not be named in each row.
  const usual = params.document.length === 1 ? USUAL.filter((head) => head !== "依据文件") : USUAL;
  const chosen = asked.length ? asked : usual;
  const columns = chosen.map((head) => COLUMNS.find(([own]) => own === head));
  const [{ data, meta }, documents] = await Promise.all([all("tasks", params, signal), get("documents", { limit: 200 }, signal)]);
  const names = documents.data.filter((d) => params.document.includes(d.id)).map((d) => d.short_title);
  const about = [...params.agency, ...names].join("　");
  const note = noting(go);
  const cell = (t, [head, , show]) => {
    const kind = head === "序号" ? "num" : head === "任务" ? "task" : ["目标", "配合"].includes(head) ? "long" : ["牵头", "时限", "依据文件"].includes(head) ? "middle" : null;
    return head === "任务" ? h("th", { scope: "row", class: kind }, show(t))
      : h("td", { class: kind, "data-head": head }, show ? show(t) : note.cell(t));
  };
  const labels = { document: documents.data.map((d) => ({ value: d.id, label: d.short_title })) };
  const without = data.filter((t) => !t.leads.length).length;
  return {
    title: about ? `任务分工表 ${about}` : "任务分工表",
    wide: true,
    api: address("tasks", params),
    node: h("div", { class: "tasks-page" }, h("h1", null, "任务分工表"),
      about && h("p", { class: "full-title" }, about), documentsOf(documents.data, query, go),
      undo("/tasks", query, FILTERS, labels),
      h("p", { class: "count-line" }, `${meta.total} 项，按文件和条款顺序排列；截至${date(meta.as_of)}`, without > 0 && `；${without} 项没有写明责任单位`, "。",
        "标“推定”的牵头单位只是列在首位，原文没有写明牵头。"),
      chooser(query, chosen, usual, go),
      data.length > 0 && handOut("tasks", { ...params, columns: chosen.join(",") }, ["xlsx", "csv", "jsonl"]),
      data.length ? h("div", { class: "scroll", role: "region", "aria-label": "任务分工表", tabindex: "0" },
        h("table", { class: "tasks" }, h("thead", null, h("tr", null, columns.map(([head]) => h("th", { scope: "col", class: head === "序号" ? "num" : null }, head)))),
          h("tbody", null, data.map((t) => h("tr", null, columns.map((c) => cell(t, c)))))))
        : h("div", { class: "empty" }, h("p", null, "没有符合条件的任务。"), h("p", null, "可以取消上面的筛选，或看", h("a", { href: "/gaps" }, "没有写明责任的条款"), "。")),
      note.dialog),
  };
}
