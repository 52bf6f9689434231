//! Care 养护: check, reindex, dump and restore of a data directory that a server holds.

use super::door::{Server, agent, command, corpus, json, run, words};
use std::fs;
use std::path::Path;
use std::process::Output;

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn good(data: &Path, args: &[&str]) -> Output {
    let output = run(data, args);
    assert_eq!(code(&output), 0, "{args:?}: {}", words(&output));
    output
}

fn total(server: &Server) -> u64 {
    server.get("stats").1["data"]["documents"].as_u64().unwrap()
}

/// The four commands do through a server what they do without one; `--offline` says that it is held.
#[test]
fn care_goes_through_the_server() {
    let server = Server::start();
    let data = server.data.path();
    let own = tempfile::tempdir().unwrap();
    good(own.path(), &["ingest", "corpus"]);
    let told = words(&good(data, &["check"]));
    assert!(told.contains("经由它进行") && told.contains("已检查 5 个文件") && told.contains("没有发现问题"), "{told}");
    let told = words(&good(data, &["reindex"]));
    assert!(told.contains("索引已重建：5 个文件") && told.contains("0 个文件有变化"), "{told}");
    let dump = String::from_utf8(good(data, &["dump"]).stdout).unwrap();
    assert_eq!(dump, String::from_utf8(good(own.path(), &["dump"]).stdout).unwrap());
    let file = own.path().join("five.jsonl");
    let told = words(&good(data, &["dump", file.to_str().unwrap()]));
    assert!(told.contains("已备份 5 个文件") && fs::read_to_string(&file).unwrap() == dump, "{told}");

    assert_eq!(server.delete("documents/hufubanfa-2023-20"), 204);
    let told = words(&good(data, &["restore", file.to_str().unwrap()]));
    assert!(told.contains("新增 1 个文件，覆盖 0 个，未变 4 个；备份中没有的 0 个保留"), "{told}");
    assert_eq!(server.get("clauses/hufubanfa-2023-20~1").0, 200);
    assert_eq!(server.get("search?q=%E7%AE%97%E5%8A%9B%E5%88%B8").1["meta"]["total"], 1, "the index follows");
    good(data, &["check"]);
    for args in [&["check"][..], &["reindex"], &["dump"], &["restore", file.to_str().unwrap()]] {
        let output = run(data, &[args, &["--offline"]].concat());
        assert_eq!(code(&output), 2, "{args:?}: {}", words(&output));
        assert!(words(&output).contains("正被另一个条库进程使用"), "{args:?}: {}", words(&output));
    }
    assert_eq!(total(&server), 5);
}

/// A dump that does not fit changes nothing in a running server, and says which line.
#[test]
fn a_bad_dump_changes_nothing_in_the_server() {
    let server = Server::start();
    let dump = String::from_utf8(good(server.data.path(), &["dump"]).stdout).unwrap();
    assert_eq!(server.delete("documents/hufubanfa-2023-20"), 204);
    let before = server.get("stats").1["data"]["change"].clone();
    let cut = dump.lines().take(6).map(|l| format!("{l}\n")).collect::<String>();
    for (bad, why) in
        [(dump.replacen("责任单位", "责任部门", 1), "校验不符"), (cut, "备份不完整"), (String::new(), "备份不完整")]
    {
        let (status, body) = server.post("restore?name=five.jsonl", "application/x-ndjson", bad.as_bytes());
        let told = body["detail"].as_str().unwrap();
        assert!(status == 422 && told.contains("five.jsonl") && told.contains(why), "{status} {told}");
        assert!(told.contains("没有恢复任何内容"), "{told}");
    }
    // A sender that goes away half way.
    let host = server.address.trim_start_matches("http://").trim_end_matches('/').to_owned();
    let mut half = std::net::TcpStream::connect(&host).unwrap();
    let head = format!("POST /api/v1/restore HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\n\r\n", dump.len());
    std::io::Write::write_all(&mut half, [head.as_bytes(), &dump.as_bytes()[..dump.len() / 2]].concat().as_slice())
        .unwrap();
    drop(half);
    assert_eq!(total(&server), 4);
    assert_eq!(server.get("stats").1["data"]["change"], before);
    good(server.data.path(), &["check"]);
}

/// Another site's page, or another machine, may not do what this machine may.
#[test]
fn care_is_for_this_machine_alone() {
    let server = Server::of(&[]);
    for (method, path) in [("GET", "check"), ("GET", "dump"), ("POST", "reindex"), ("POST", "restore")] {
        let url = format!("{}api/v1/{path}", server.address);
        let origin = ("origin", "http://example.org");
        let response = match method {
            "GET" => agent().get(&url).header(origin.0, origin.1).call(),
            _ => agent().post(&url).header(origin.0, origin.1).send_empty(),
        };
        assert_eq!(response.unwrap().status(), 403, "{method} {path}");
    }
}

/// `provenance.toml` is read beside the file, whoever holds the data directory.
#[test]
fn a_file_with_its_provenance_is_compared_through_the_server_too() {
    let server = Server::of(&[]);
    let own = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read(corpus().join("shanghai-gaoduan-zhizaoye-2022/source.txt")).unwrap();
    fs::write(folder.path().join("source.txt"), text).unwrap();
    fs::write(folder.path().join("provenance.toml"), "sha256 = \"00\"\ntitle = \"别的\"\n").unwrap();
    let mut told = Vec::new();
    for data in [own.path(), server.data.path()] {
        let output = command(data, &["ingest", folder.path().to_str().unwrap()]).output().unwrap();
        assert_eq!(code(&output), 0, "{}", words(&output));
        let report = String::from_utf8(output.stdout).unwrap();
        assert!(report.contains("ingest/hash") && report.contains("ingest/title"), "{report}");
        let list = json(&run(data, &["list", "--format", "json"]));
        told.push((report, list["data"][0]["file"].clone(), list["data"][0]["diagnostics"].clone()));
    }
    assert_eq!(told[0], told[1]);
    good(server.data.path(), &["ingest", "corpus"]);
    assert_eq!(total(&server), 5);
}
