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

/** 3 个文件：新入库 2 个，未能入库 1 个. */
function counted(items) {
  const parts = Object.entries(OUTCOME)
    .map(([outcome, word]) => [word, items.filter((i) => i.outcome === outcome).length])
    .filter(([, n]) => n > 0).map(([word, n]) => `${word} ${n} 个`);
  return `${items.length} 个文件：${parts.join("，")}`;
}

function row(i) {
  return h("li", { class: "document" },
    h("h3", null, i.id ? h("a", { href: documentPath(i.id) }, i.title ?? i.file) : i.file,
      h("span", { class: i.outcome === "refused" ? "tag warn" : "tag" }, OUTCOME[i.outcome] ?? i.outcome)),
    i.id && h("p", { class: "elements quiet" }, h("span", null, `${i.clauses} 条`), h("span", null, i.file)),
    notes(i));
}

/** Sends one file; what the server refuses is an outcome, what keeps it from answering is thrown. */
async function send(file) {
  const body = new FormData();
  body.append("file", file, file.name);
  try {
    return (await post("documents", body)).data;
  } catch (why) {
    if (!(why instanceof Problem) || ![413, 415, 422].includes(why.status)) throw why;
    const told = why.message.startsWith(`${file.name}：`) ? why.message.slice(file.name.length + 1) : why.message;
    return [{ file: file.name, outcome: "refused", reason: told }];
  }
}

export default async function add() {
  const input = h("input", { type: "file", id: "files", name: "file", class: "file", multiple: true, required: true, accept: ".txt,.md,.markdown,.html,.htm,.docx,.pdf,.ofd", "aria-describedby": "files-chosen" });
  const chosen = h("span", { id: "files-chosen", class: "quiet" });
  const button = h("button", { type: "submit" }, "添加");
  const says = h("p", { class: "count-line", role: "status" });
  const bar = h("progress", { "aria-label": "已读取的文件", hidden: true });
  const list = h("ol", { class: "documents", hidden: true });
  const trouble = h("div", { role: "alert" });
  const answer = h("section", { class: "group", hidden: true }, h("h2", null, "入库结果"), says, bar, trouble, list);
  const choose = () => {
    const names = [...input.files].map((f) => f.name);
    chosen.textContent = names.length > 3 ? `${names.slice(0, 3).join("、")} 等 ${names.length} 个文件` : names.join("、") || "未选文件";
  };
  input.addEventListener("change", choose);
  choose();

  async function run(files) {
    const items = [];
    list.replaceChildren();
    trouble.replaceChildren();
    [answer.hidden, list.hidden, bar.hidden, button.disabled] = [false, true, false, true];
    bar.max = files.length;
    try {
      for (const [at, file] of files.entries()) {
        bar.value = at;
        says.textContent = `正在读取第 ${at + 1} 个，共 ${files.length} 个：${file.name}`;
        const done = await send(file);
        items.push(...done);
        list.hidden = false;
        list.append(...done.map(row));
      }
      form.reset();
      choose();
    } catch (why) {
      if (!(why instanceof Problem)) throw why;
      const rest = files.length - items.length;
      trouble.replaceChildren(h("div", { class: "error" }, h("h3", null, rest < files.length ? `其余 ${rest} 个没有添加` : "没有添加"), h("p", null, why.message)));
    } finally {
      says.textContent = items.length ? counted(items) : "";
      [bar.hidden, button.disabled] = [true, false];
    }
  }

  const form = h("form", { class: "narrow", on: { submit: (event) => {
    event.preventDefault();
    run([...input.files]);
  } } }, input, h("label", { for: "files", class: "plain-button" }, "选择文件……"), chosen, button);
  return {
    title: "添加文件",
    node: h("div", null, h("h1", null, "添加文件"),
      h("p", null, "可以选 Word（docx）、PDF、OFD、网页、Markdown 或纯文本文件，一次可选多个。同一份文件重复添加不会重复入库。只有在运行本服务的机器上才能添加。"),
      form, answer),
  };
}
