// Adding documents 添加文件: the files chosen go in, the report says what became of each.

import { h } from "../dom.js";
import { Problem, documentPath, post } from "../api.js";

const OUTCOME = { ingested: "新入库", replaced: "已更新", unchanged: "已在库中", refused: "未能入库" };

function notes(item) {
  if (item.reason) return h("p", null, item.reason);
  if (!item.diagnostics?.length) return null;
  return h("details", null, h("summary", null, `读取时的提示 ${item.diagnostics.length} 条`),
    h("ul", { class: "told" }, item.diagnostics.map((d) => h("li", null, `第${d.line}行：${d.message}`))));
}

function report(items) {
  const done = items.filter((i) => i.outcome !== "refused").length;
  return [
    h("h2", null, "入库结果"),
    h("p", { class: "count-line" }, `${items.length} 个文件，入库 ${done} 个，未能入库 ${items.length - done} 个`),
    h("ol", { class: "documents" }, items.map((i) => h("li", { class: "document" },
      h("h3", null, i.id ? h("a", { href: documentPath(i.id) }, i.title ?? i.file) : i.file,
        h("span", { class: i.outcome === "refused" ? "tag warn" : "tag" }, OUTCOME[i.outcome] ?? i.outcome)),
      i.id && h("p", { class: "elements quiet" }, h("span", null, `${i.clauses} 条`), h("span", null, i.file)),
      notes(i)))),
  ];
}

export default async function add() {
  const input = h("input", { type: "file", id: "files", name: "file", multiple: true, required: true });
  const button = h("button", { type: "submit" }, "添加");
  const answer = h("section", { class: "group", "aria-live": "polite" });
  const form = h("form", { class: "narrow", on: { submit: async (event) => {
    event.preventDefault();
    const body = new FormData();
    for (const file of input.files) body.append("file", file, file.name);
    button.disabled = true;
    answer.replaceChildren(h("p", null, `正在读取 ${input.files.length} 个文件……`));
    try {
      const { data } = await post("documents", body);
      answer.replaceChildren(...report(data));
      form.reset();
    } catch (why) {
      if (!(why instanceof Problem)) throw why;
      answer.replaceChildren(h("div", { class: "error", role: "alert" }, h("h2", null, "没有添加"), h("p", null, why.message)));
    } finally {
      button.disabled = false;
    }
  } } }, h("label", { for: "files" }, "文件"), input, button);
  return {
    title: "添加文件",
    node: h("div", null, h("h1", null, "添加文件"),
      h("p", null, "可以选纯文本、Markdown 或网页文件，一次可选多个。同一份文件重复添加不会重复入库。只有在运行本服务的机器上才能添加。"),
      form, answer),
  };
}
