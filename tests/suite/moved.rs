//! Moved 旧编号: a link once given leads to the same words after the file has changed.

use super::door::{Server, json, run, words};
use serde_json::Value;
use std::fs;

const A: &str = "建设目标\n到2026年，全市园区达到60个，建成一批特色产业集群。";
const B: &str = "空间保障\n优先安排用地指标，推动低效用地盘活利用。";
const C: &str = "人才支撑\n引进高层次人才，落实住房、子女入学等配套政策。";
const D: &str = "组织实施\n市科委会同各区政府建立联席会议制度，按季度通报工作进展情况。";

/// A notice of these parts, numbered in order.
fn notice(parts: &[&str]) -> String {
    let numbers = ["一", "二", "三", "四"];
    let parts: String = numbers.iter().zip(parts).map(|(n, part)| format!("{n}、{part}\n\n")).collect();
    format!(
        "某市人民政府关于加快园区建设的通知\n某府发〔2025〕7号\n\n各区人民政府：\n\n{parts}某市人民政府\n2025年3月1日\n"
    )
}

fn changed() -> String {
    let edited = D.replace("按季度", "按月");
    notice(&["总体要求\n坚持规划引领，统筹推进园区建设各项工作。", A, &edited])
}

/// Status, `Location` and body without following.
fn straight(server: &Server, id: &str) -> (u16, String, Value) {
    let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
    let agent: ureq::Agent = config.max_redirects_will_error(false).build().into();
    let mut response = agent.get(format!("{}api/v1/clauses/{id}", server.address)).call().unwrap();
    let location = response.headers().get("location").map(|l| l.to_str().unwrap().to_owned()).unwrap_or_default();
    let body = serde_json::from_str(&response.body_mut().read_to_string().unwrap()).unwrap();
    (response.status().as_u16(), location, body)
}

#[test]
fn an_old_id_leads_to_its_words() {
    let server = Server::of(&[]);
    let post = |text: &str| server.post("documents?name=a.txt", "text/plain", text.as_bytes());
    let (_, first) = post(&notice(&[A, B, C, D]));
    let id = first["data"][0]["id"].as_str().unwrap().to_owned();
    let before = server.get(&format!("clauses/{id}~4")).1;
    assert!(before["data"]["text"].as_str().unwrap().contains("联席会议"), "{before}");
    assert_eq!(post(&changed()).1["data"][0]["outcome"], "replaced");

    // Its words, a little changed, stand under another id: told, and led there.
    let (status, location, body) = straight(&server, &format!("{id}~4"));
    assert_eq!((status, location.as_str()), (308, format!("/api/v1/clauses/{id}~3").as_str()));
    assert!(body["detail"].as_str().unwrap().contains(&format!("{id}~3")), "{body}");
    let (status, led, _) = server.get(&format!("clauses/{id}~4"));
    assert!(status == 200 && led["data"]["text"].as_str().unwrap().contains("按月通报"), "{led}");

    // The id is that of another clause now: that one, and where the words of before are.
    let (status, _, live) = straight(&server, &format!("{id}~1"));
    assert_eq!((status, &live["data"]["heading"]), (200, &"总体要求".into()));
    assert_eq!(live["data"]["moved_to"], format!("{id}~2"));

    // Back to the first text: every id leads by itself again.
    post(&notice(&[A, B, C, D]));
    for (n, heading) in [(1, "建设目标"), (2, "空间保障"), (3, "人才支撑"), (4, "组织实施")] {
        let (status, _, body) = straight(&server, &format!("{id}~{n}"));
        assert_eq!((status, &body["data"]["heading"]), (200, &heading.into()));
    }

    // Words that are gone, with what they were; a document that was removed; an id never given.
    post(&notice(&[A, B]));
    let (status, _, body) = straight(&server, &format!("{id}~3"));
    let told = body["detail"].as_str().unwrap();
    assert!(status == 410 && told.contains("人才支撑") && told.contains("已不在现行文本中"), "{status} {body}");
    assert_eq!(straight(&server, &format!("{id}~9")).0, 404);
    assert_eq!(server.delete(&format!("documents/{id}")), 204);
    for path in [format!("clauses/{id}~1"), format!("documents/{id}"), format!("documents/{id}/clauses")] {
        let (status, body, _) = server.get(&path);
        assert!(status == 410 && body["detail"].as_str().unwrap().contains("已从库中删除"), "{path}: {body}");
    }
}

/// `tiaoku show` follows and says so, with and without a server; `check` finds nothing wrong.
#[test]
fn show_follows_an_old_id() {
    let server = Server::of(&[]);
    let folder = tempfile::tempdir().unwrap();
    let own = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    for data in [own.path(), server.data.path()] {
        for text in [notice(&[A, B, C, D]), changed()] {
            fs::write(&file, text).unwrap();
            assert_eq!(run(data, &["ingest", file.to_str().unwrap()]).status.code(), Some(0));
        }
        let list = json(&run(data, &["list", "--format", "json"]));
        let id = list["data"][0]["id"].as_str().unwrap();
        let shown = run(data, &["show", &format!("{id}~4")]);
        let told = words(&shown);
        assert_eq!(shown.status.code(), Some(0), "{told}");
        assert!(told.contains("按月通报") && told.contains(&format!("现在的编号是 {id}~3")), "{told}");
        let told = words(&run(data, &["show", &format!("{id}~1")]));
        assert!(told.contains("总体要求") && told.contains(&format!("那个条款现在的编号是 {id}~2")), "{told}");
        assert_eq!(run(data, &["check"]).status.code(), Some(0));
    }
}

/// A dump takes the old ids with it; restored over a later text, what was given meanwhile stays good.
#[test]
fn a_dump_keeps_old_ids() {
    let data = tempfile::tempdir().unwrap();
    let other = tempfile::tempdir().unwrap();
    let file = data.path().join("a.txt");
    let dump = data.path().join("dump.jsonl");
    let put = |text: &str| {
        fs::write(&file, text).unwrap();
        assert_eq!(run(data.path(), &["ingest", file.to_str().unwrap()]).status.code(), Some(0));
    };
    put(&notice(&[A, B, C, D]));
    put(&changed());
    assert_eq!(run(data.path(), &["dump", dump.to_str().unwrap()]).status.code(), Some(0));
    let id = json(&run(data.path(), &["list", "--format", "json"]))["data"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(run(other.path(), &["restore", dump.to_str().unwrap()]).status.code(), Some(0));
    let shown = json(&run(other.path(), &["show", &format!("{id}~4"), "--format", "json"]));
    assert_eq!(shown["data"]["id"], format!("{id}~3"));
    put(&notice(&[B, C, "总体要求\n坚持规划引领，统筹推进园区建设各项工作。", A]));
    assert_eq!(run(data.path(), &["restore", dump.to_str().unwrap()]).status.code(), Some(0));
    let shown = words(&run(data.path(), &["show", &format!("{id}~4")]));
    assert!(shown.contains("全市园区达到60个") && shown.contains(&format!("{id}~2")), "{shown}");
    assert_eq!(run(data.path(), &["check"]).status.code(), Some(0));
}

/// The page leads on as well, says so, and changes its address; words that are gone are told.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_follows_an_old_id() {
    let Some(stage) = crate::browser::Stage::open("moved", 1280).await else { return };
    stage.go("/add").await;
    for text in [notice(&[A, B, C, D]), changed()] {
        let body = serde_json::to_string(&text).unwrap();
        let post = format!(
            "return fetch('/api/v1/documents?name=a.txt', {{method: 'POST', body: {body}}}).then((r) => r.status)"
        );
        assert_eq!(stage.js(&post).await, 201);
    }
    stage.go("/documents/moufufa-2025-7#moufufa-2025-7~4").await;
    stage.until("location.hash === '#moufufa-2025-7~3'").await;
    let told = stage.text("article .notice").await;
    assert!(told.len() == 1 && told[0].contains("moufufa-2025-7~4"), "{told:?}");
    let article = stage.text("article:has(.notice)").await;
    assert!(article[0].contains("按月通报"), "{article:?}");
    stage.go("/clauses/moufufa-2025-7~1").await;
    assert_eq!(stage.text("article .notice a").await, ["二"]);
    stage.go("/add").await;
    let body = serde_json::to_string(&notice(&[A])).unwrap();
    let post =
        format!("return fetch('/api/v1/documents?name=a.txt', {{method: 'POST', body: {body}}}).then((r) => r.status)");
    assert_eq!(stage.js(&post).await, 201);
    stage.go("/documents/moufufa-2025-7#moufufa-2025-7~3").await;
    let told = stage.text(".doc-head .notice").await;
    assert!(told.len() == 1 && told[0].contains("已不在现行文本中"), "{told:?}");
    stage.close().await;
}
