//! API 接口: a real server, asked over HTTP.

use super::door::{Server, agent, corpus, escape};
use serde_json::{Value, json};

fn labels(list: &Value, path: &str) -> Vec<String> {
    let all = list.as_array().expect("a list");
    all.iter().map(|v| v.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned()).collect()
}

/// 市应急局有哪些职责？ Exactly three clauses, one of them first in the list (T1 of the scenarios).
#[test]
fn duties_of_a_body_are_complete() {
    let server = Server::start();
    let (status, body, _) = server.get(&format!("responsibilities?agency={}", escape("市应急局")));
    assert_eq!(status, 200);
    assert_eq!(labels(&body["data"], "/clause/label"), ["二（三）第5项", "8", "9"]);
    let places: Vec<_> =
        body["data"].as_array().unwrap().iter().map(|r| (r["position"].clone(), r["of"].clone())).collect();
    assert_eq!(places, [(json!(6), json!(7)), (json!(1), json!(5)), (json!(3), json!(4))]);
    assert_eq!(
        labels(&body["data"][1]["with"], "/agency"),
        ["市生态环境局", "市住房城乡建设管理委", "市经济信息化委", "市规划资源局"]
    );
    let (_, page, _) = server.get(&format!("agencies/{}", escape("市应急局")));
    assert_eq!(page["data"]["counts"], json!({"clauses": 3, "first": 1, "lead": 0, "support": 0, "acts": 0}));
    assert_eq!(page["data"]["documents"].as_array().unwrap().len(), 2);
    let (_, typed, _) = server.get(&format!("suggest?q={}", escape("应急局")));
    assert_eq!(
        (&typed["data"][0]["id"], &typed["data"][0]["note"]),
        (&json!("上海市应急管理局"), &json!("3 条，首列 1"))
    );
}

/// 各区政府 counts under 各区; the counts are those of the scenarios.
#[test]
fn bodies_are_counted_whatever_their_spelling() {
    let server = Server::start();
    let (_, body, _) = server.get("agencies?limit=6");
    let counts: Vec<_> =
        body["data"].as_array().unwrap().iter().map(|a| a["counts"]["clauses"].as_u64().unwrap()).collect();
    assert_eq!(counts, [52, 36, 23, 19, 19, 18]);
    assert_eq!(body["data"][0]["counts"]["first"], 37);
    let second = &body["data"][1];
    assert_eq!((&second["id"], &second["generic"]), (&json!("上海市各区"), &json!(true)));
    assert_eq!(second["short_names"], json!(["各区政府", "各区"]));
    assert_eq!((&second["level"], &second["region"]), (&json!("county"), &json!("上海市")));
    let (_, one, _) = server.get(&format!("agencies/{}", escape("各区政府")));
    assert_eq!(one["data"]["id"], "上海市各区");
}

/// What falls due by year (T4 of the scenarios).
#[test]
fn what_falls_due_is_grouped_by_year_and_reason() {
    let server = Server::start();
    let (_, body, _) = server.get("due?as_of=2026-11-20");
    let items = body["data"].as_array().unwrap();
    let group = |year: Option<i64>, basis: &str| {
        let of = items.iter().filter(|i| i["year"].as_i64() == year && i["basis"] == basis);
        of.fold((0, 0), |(n, v), i| (n + 1, v + i["targets"].as_array().unwrap().len()))
    };
    assert_eq!(group(Some(2025), "stated"), (5, 7), "seven values and one task without a number");
    assert_eq!(group(Some(2026), "stated"), (2, 6));
    assert_eq!(group(Some(2026), "inherited"), (4, 6));
    assert_eq!(group(Some(2026), "inferred"), (1, 0));
    assert_eq!(group(Some(2027), "stated"), (12, 18));
    assert_eq!(group(Some(2027), "validity"), (1, 0));
    assert_eq!(group(Some(2035), "stated"), (1, 0));
    assert_eq!(group(None, "recurring"), (2, 2));
    let of = |year: i64| items.iter().find(|i| i["year"] == year && i["basis"] == "stated").unwrap();
    assert_eq!((&of(2025)["status"], &of(2026)["status"]), (&json!("overdue"), &json!("open")));
    assert_eq!(of(2026)["days_left"], 41);
    let (_, only, _) = server.get("due?as_of=2026-11-20&year=2026&basis=inherited");
    assert_eq!(only["meta"]["total"], 4);
}

#[test]
fn deadlines_and_targets_carry_their_day() {
    let server = Server::start();
    let (_, body, _) = server.get("deadlines?as_of=2026-11-20&year=2026&sort=due_on");
    assert_eq!(body["data"][0]["due_on"], "2026-11-22");
    assert_eq!(body["data"][0]["due_origin"], "inferred");
    assert_eq!(body["meta"]["as_of"], "2026-11-20");
    let (_, body, _) = server.get("targets?as_of=2026-11-20&year=2027&limit=200");
    assert_eq!(body["meta"]["total"], 18);
    assert!(body["data"].as_array().unwrap().iter().all(|t| t["value"].is_string()), "decimals are strings");
    let (_, body, _) = server.get("deadlines?kind=from");
    assert!(body["data"].as_array().unwrap().iter().all(|d| d["due_on"].is_null() && d["status"].is_null()));
}

#[test]
fn pages_follow_by_cursor_and_link() {
    let server = Server::start();
    let (mut seen, mut path) = (Vec::new(), "amounts?limit=10".to_owned());
    loop {
        let (status, body, headers) = server.get(&path);
        assert_eq!(status, 200);
        seen.extend(labels(&body["data"], "/id"));
        let Some(next) = body["meta"]["next"].as_str() else {
            assert!(headers.get("link").is_none());
            assert_eq!(body["meta"]["total"], seen.len());
            break;
        };
        let link = headers.get("link").unwrap().to_str().unwrap();
        assert_eq!(link, format!("</api/v1/amounts?limit=10&cursor={next}>; rel=\"next\""));
        path = format!("amounts?limit=10&cursor={next}");
    }
    let mut once = seen.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), seen.len(), "no item twice");
}

#[test]
fn a_clause_is_found_shown_and_leads_to_its_neighbours() {
    let server = Server::start();
    let (_, found, _) = server.get(&format!("search?q={}", escape("200万元 公共服务平台")));
    assert_eq!(found["meta"]["total"], 2);
    let id = found["data"][0]["id"].as_str().unwrap();
    let (status, clause, headers) = server.get(&format!("clauses/{id}"));
    assert_eq!((status, &clause["data"]["id"]), (200, &json!(id)));
    let next = clause["data"]["next"].as_str().unwrap();
    let (_, after, _) = server.get(&format!("clauses/{next}"));
    assert_eq!(after["data"]["previous"], id);
    let tag = headers.get("etag").unwrap().to_str().unwrap();
    let url = format!("{}api/v1/clauses/{id}", server.address);
    assert_eq!(agent().get(&url).header("if-none-match", tag).call().unwrap().status(), 304);
}

/// Every span of every fact leads to the quote, in the clause and in the source as found.
#[test]
fn spans_count_code_points() {
    let server = Server::start();
    let (_, documents, _) = server.get("documents");
    for id in labels(&documents["data"], "/id") {
        let (_, source, _) = server.get(&format!("documents/{id}/source"));
        let source: Vec<char> = source["data"]["text"].as_str().unwrap().chars().collect();
        let (_, clauses, _) = server.get(&format!("documents/{id}/clauses?limit=200"));
        for clause in clauses["data"].as_array().unwrap() {
            let text: Vec<char> = clause["text"].as_str().unwrap().chars().collect();
            let cut = |of: &[char], r: &Value| {
                let at = |k: &str| usize::try_from(r[k].as_u64().unwrap()).unwrap();
                of[at("start")..at("end")].iter().collect::<String>()
            };
            for field in ["responsibilities", "targets", "deadlines", "amounts", "citations", "terms", "actors"] {
                for fact in clause[field].as_array().unwrap() {
                    let quote = fact["quote"].as_str().unwrap();
                    assert_eq!(cut(&text, &fact["spans"]["quote"]), quote);
                    let found = cut(&source, &fact["spans"]["source"]);
                    let first = found.chars().next();
                    assert!(!found.is_empty() && first.is_some_and(|c| !c.is_whitespace()), "{quote}: {found:?}");
                    assert!(!fact["rule"].as_str().unwrap().is_empty());
                }
            }
        }
    }
}

#[test]
fn wrong_questions_are_told_in_chinese() {
    let server = Server::start();
    let wrong = [
        ("search?limit=0", 400, "limit"),
        ("search?limit=201", 400, "limit"),
        ("search?colour=1", 400, "colour"),
        ("search?cursor=abc", 400, "cursor"),
        ("deadlines?as_of=tomorrow", 400, "as_of"),
        ("responsibilities?role=boss", 400, "role"),
        ("responsibilities?position=0", 400, "position"),
        ("targets?kind=dream", 400, "kind"),
        ("documents?sort=colour", 400, "sort"),
        ("documents/none", 404, ""),
        ("documents/none/source", 404, ""),
        ("clauses/none~1", 404, ""),
        ("agencies/none", 404, ""),
        ("nothing", 404, ""),
        ("search?q=%FF", 400, ""),
    ];
    for (path, expected, field) in wrong {
        let (status, body, headers) = server.get(path);
        assert_eq!(status, expected, "{path}");
        assert_eq!(headers["content-type"], "application/problem+json", "{path}");
        assert_eq!(body["field"].as_str().unwrap_or_default(), field, "{path}");
        assert!(body["detail"].as_str().unwrap().chars().any(|c| c > '\u{4e00}'), "{path}: {body}");
    }
    let (status, body) = server.post("stats", "text/plain", b"");
    assert_eq!((status, body["status"].as_u64()), (405, Some(405)));
}

#[test]
fn documents_come_and_go() {
    let server = Server::of(&[]);
    let file = corpus().join("shanghai-gaoduan-zhizaoye-2022/source.txt");
    let bytes = std::fs::read(file).unwrap();
    let (status, body) = server.post("documents?name=a.txt", "text/plain", &bytes);
    assert_eq!((status, body["data"][0]["outcome"].as_str()), (201, Some("ingested")));
    let id = body["data"][0]["id"].as_str().unwrap().to_owned();
    let (status, body) = server.post("documents?name=b.txt", "text/plain", &bytes);
    assert_eq!((status, body["data"][0]["outcome"].as_str()), (200, Some("unchanged")));
    let form = [
        b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"c.txt\"\r\n\r\n",
        &bytes[..],
        b"\r\n--x--\r\n",
    ];
    let (status, body) = server.post("documents", "multipart/form-data; boundary=x", &form.concat());
    assert_eq!((status, body["data"][0]["file"].as_str()), (200, Some("c.txt")));
    assert_eq!(server.delete(&format!("documents/{id}")), 204);
    assert_eq!(server.delete(&format!("documents/{id}")), 404);
    let (_, stats, _) = server.get("stats");
    assert_eq!(stats["data"]["documents"], 0);
}

#[test]
fn bad_bodies_are_refused() {
    let server = Server::of(&[]);
    for (name, bytes) in
        [("empty.txt", &b""[..]), ("binary.txt", &[0u8, 159, 146, 150, 0, 1][..]), ("x.png", b"\x89PNG\r\n")]
    {
        let (status, body) = server.post(&format!("documents?name={name}"), "application/octet-stream", bytes);
        assert_eq!((status, body["field"].as_str()), (422, Some("file")), "{name}: {body}");
    }
    let (status, _) = server.post("scan", "application/json", b"{");
    assert_eq!(status, 400);
    let (status, body) = server.post("documents", "multipart/form-data; boundary=x", b"--x--\r\n");
    assert_eq!((status, body["field"].as_str()), (400, Some("file")));
    let large = vec![b'a'; 33 * 1024 * 1024];
    let (status, _) = server.post("parse", "text/plain", &large);
    assert_eq!(status, 413);
    let url = format!("{}api/v1/documents", server.address);
    let foreign = agent().post(&url).header("origin", "http://example.org").send(&b"x"[..]).unwrap();
    assert_eq!(foreign.status(), 403);
}

#[test]
fn parse_and_scan_keep_nothing() {
    let server = Server::of(&[]);
    let (status, body) = server.post(
        "parse?name=a.txt",
        "text/plain",
        "关于试点的通知\n\n一、目标\n到2026年，建成园区60个。\n".as_bytes(),
    );
    assert_eq!(status, 200, "{body}");
    assert_eq!(body["data"]["document"]["number"], Value::Null);
    assert_eq!(body["data"]["clauses"][0]["targets"][0]["value"], 60, "annotated JSON holds numbers");
    let (_, body) = server.post("scan", "application/json", "{\"text\": \"给予200万元\"}".as_bytes());
    assert_eq!(body["data"]["mentions"][0]["value"], "2000000");
    let (_, stats, _) = server.get("stats");
    assert_eq!(stats["data"]["documents"], 0);
}

#[test]
fn the_page_is_served_with_a_strict_policy() {
    let server = Server::of(&[]);
    for path in ["", "due", "documents/hufubanfa-2023-20"] {
        let mut response = agent().get(format!("{}{path}", server.address)).call().unwrap();
        assert_eq!(response.status(), 200);
        let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(response.body_mut().read_to_string().unwrap().starts_with("<!doctype html>"));
    }
    assert_eq!(agent().get(format!("{}none.js", server.address)).call().unwrap().status(), 404);
    assert_eq!(server.get("health/live").0, 200);
    assert_eq!(server.get("health/ready").1["documents"], 0);
}
