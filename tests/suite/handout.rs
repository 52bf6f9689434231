//! Export 导出: whole lists as CSV and JSONL, from the command line and over HTTP.

use super::door::{Server, agent, corpus, escape, run, words};
use serde_json::Value;

fn text(output: std::process::Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", words(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn jsonl_lines_are_the_items_of_the_api() {
    let server = Server::start();
    for (of, list) in [
        ("responsibilities", "responsibilities"),
        ("targets", "targets"),
        ("deadlines", "deadlines"),
        ("amounts", "amounts"),
        ("citations", "citations"),
        ("due", "due"),
        ("clauses", "search"),
    ] {
        let lines = text(run(server.data.path(), &["export", "--format", "jsonl", "--of", of]));
        let lines: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        let limit = if of == "due" { "" } else { "?limit=200" };
        let (_, body, _) = server.get(&format!("{list}{limit}"));
        assert_eq!(body["meta"]["total"], lines.len(), "{of}: never cut");
        let page = body["data"].as_array().unwrap();
        assert_eq!(page[..], lines[..page.len()], "{of}");
        for line in &lines {
            let link = line.pointer("/clause/permalink").or_else(|| line.pointer("/permalink")).unwrap();
            assert!(link.as_str().unwrap().starts_with("/documents/"), "{line}");
        }
    }
}

#[test]
fn csv_opens_in_a_spreadsheet() {
    let server = Server::start();
    let url = format!("{}api/v1/export/csv?agency={}", server.address, escape("市应急局"));
    let mut response = agent().get(&url).call().unwrap();
    assert_eq!(response.headers()["content-type"], "text/csv; charset=utf-8");
    let saved = response.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(saved.starts_with("attachment; filename=\"tiaoku-responsibilities-"), "{saved}");
    assert!(saved.contains(&format!("filename*=UTF-8''{}", escape("条库-责任单位-市应急局-"))), "{saved}");
    let bytes = response.body_mut().read_to_vec().unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbf"), "a byte order mark");
    let table = String::from_utf8(bytes).unwrap();
    let rows: Vec<&str> = table.trim_start_matches('\u{feff}').split_terminator("\r\n").collect();
    assert_eq!(rows.len(), 4, "a head and three duties: {table}");
    assert!(rows[0].starts_with("单位,归并单位,角色,位次,") && rows[0].ends_with("条款编号,链接"), "{}", rows[0]);
    assert!(rows[1..].iter().all(|r| r.contains("责任单位：") && r.contains(&format!("{}documents/", server.address))));
    // The same from the command line, without a server.
    let data = tempfile::tempdir().unwrap();
    assert_eq!(run(data.path(), &["ingest", corpus().to_str().unwrap()]).status.code(), Some(0));
    let file = data.path().join("out.csv");
    let args = ["export", "--format", "csv", "--agency", "市应急局", "--output", file.to_str().unwrap()];
    assert_eq!(run(data.path(), &args).status.code(), Some(0));
    let own = std::fs::read_to_string(&file).unwrap();
    assert_eq!(own, table.replace(server.address.trim_end_matches('/'), ""));
    assert!(!data.path().join("out.csv.part").exists());
}

#[test]
fn filters_are_those_of_the_list() {
    let server = Server::start();
    let count = |args: &[&str]| {
        text(run(server.data.path(), &[&["export", "--format", "jsonl"], args].concat())).lines().count()
    };
    assert_eq!(count(&["--of", "due", "--as-of", "2026-11-20", "--year", "2026", "--basis", "inherited"]), 4);
    assert_eq!(count(&["--of", "targets", "--year", "2027"]), 18);
    assert_eq!(count(&["--of", "clauses", "--q", "200万元 公共服务平台"]), 2);
    assert_eq!(count(&["--agency", "没有这个单位"]), 0);
    for args in [
        &["--limit", "5"][..],
        &["--cursor", "1-1"],
        &["--status", "open"],
        &["--of", "dreams"],
        &["--of", "amounts", "--kind", "x"],
    ] {
        let output = run(server.data.path(), &[&["export", "--format", "jsonl"], args].concat());
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{args:?}: {}", words(&output));
    }
    let nowhere = run(server.data.path(), &["export", "--format", "csv", "--output", "/nowhere/a.csv"]);
    assert!(
        nowhere.status.code() == Some(2) && words(&nowhere).contains("没有写成 /nowhere/a.csv"),
        "{}",
        words(&nowhere)
    );
}

#[test]
fn markdown_has_a_row_an_item() {
    let server = Server::start();
    let table = text(run(
        server.data.path(),
        &["export", "--format", "md", "--of", "tasks", "--agency", "市应急局", "--columns", "序号,任务,牵头"],
    ));
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows[..2], ["| 序号 | 任务 | 牵头 |", "| --- | --- | --- |"]);
    assert_eq!(rows.len(), 5, "{table}");
    assert_eq!(rows[3], "| 2 | 支持重点领域产业项目配套仓储建设 | 市应急局 |");
}
