// API 接口: asks /api/v1 and hands out data, or a Problem that says in Chinese what is wrong.

export class Problem extends Error {
  constructor(title, detail, status, field) {
    super(detail || title);
    Object.assign(this, { title, detail, status, field });
  }
}

/** "/api/v1/search?q=…" with empty parameters left out. */
export function address(path, params) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const one of [value].flat()) if (one !== null && one !== undefined && one !== "") query.append(name, one);
  }
  const text = query.toString();
  return `/api/v1/${path}${text ? `?${text}` : ""}`;
}

/** The envelope {data, meta} of one GET. */
export function get(path, params, signal) {
  return ask(address(path, params), { signal });
}

/** Takes one thing away; the answer is empty. */
export function remove(path) {
  return ask(address(path), { method: "DELETE" });
}

/** Notes how a task stands. */
export function note(clause, noted, token) {
  const headers = { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) };
  return ask(address(`clauses/${encodeURIComponent(clause)}/tracks`), { method: "POST", body: JSON.stringify(noted), headers });
}

/** The envelope of one POST. */
export function post(path, body) {
  return ask(address(path), { method: "POST", body });
}

async function ask(url, options) {
  let answer;
  try {
    answer = await fetch(url, { ...options, headers: { accept: "application/json", ...options.headers } });
  } catch (why) {
    if (why.name === "AbortError") throw why;
    throw new Problem("连不上服务", "没有收到回答。请确认 tiaoku serve 仍在运行，然后重试。", 0);
  }
  if (answer.status === 204) return null;
  const body = await answer.json().catch(() => null);
  if (!answer.ok) {
    const { title, detail, field } = body ?? {};
    throw new Problem(title ?? "出错了", detail ?? `服务回答 ${answer.status}。`, answer.status, field);
  }
  if (body === null) throw new Problem("回答读不懂", "服务的回答不是 JSON。", answer.status);
  return body;
}

/** All pages of a list, one after the other. */
export async function all(path, params, signal) {
  const data = [];
  let meta = null;
  let cursor = null;
  do {
    const page = await get(path, { ...params, limit: 200, cursor }, signal);
    data.push(...page.data);
    meta = meta ?? page.meta;
    cursor = page.meta?.next ?? null;
  } while (cursor);
  return { data, meta };
}

/** The address of a whole list as a file: pages left out, since it is never cut. */
export function exportPath(format, of, params) {
  const { limit: _, cursor: __, ...filters } = params;
  return address(`export/${format}`, { of, ...filters });
}

export const documentPath = (id) => `/documents/${encodeURIComponent(id)}`;
export const agencyPath = (id) => `/agencies/${encodeURIComponent(id)}`;
/** The permanent link of a clause: its document's page with its id as anchor. */
export const clausePath = (clause) => `${documentPath(clause.document.id)}#${clause.id}`;

/** Changes the address without a step for the back button; the router takes note. */
export function readdress(url) {
  history.replaceState(history.state, "", url);
  dispatchEvent(new Event("address"));
}
