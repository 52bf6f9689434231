//! Command line 命令行: the real binary, its streams and exit codes.

use super::door::{Server, corpus, json, run, run_with, words};
use serde_json::Value;
use std::fs;

fn code(output: &std::process::Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

#[test]
fn ingest_is_idempotent_and_tells_each_file() {
    let data = tempfile::tempdir().unwrap();
    let first = run(data.path(), &["ingest", "corpus"]);
    assert_eq!(code(&first), 0, "{}", words(&first));
    assert_eq!(String::from_utf8_lossy(&first.stdout).matches("新入库").count(), 5);
    let second = run(data.path(), &["ingest", "corpus"]);
    assert_eq!(code(&second), 0);
    assert_eq!(String::from_utf8_lossy(&second.stdout).matches("未变").count(), 5);
    let list = json(&run(data.path(), &["list", "--format", "json"]));
    assert_eq!(list["meta"]["total"], 5);
    let table = words(&run(data.path(), &["list"]));
    assert!(table.contains("原文未载：发文字号") && table.contains("共 5 个文件"), "{table}");
}

#[test]
fn a_changed_file_replaces_its_document() {
    let data = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    let text = fs::read_to_string(corpus().join("shanghai-gaoduan-zhizaoye-2022/source.txt")).unwrap();
    fs::write(&file, &text).unwrap();
    let path = file.to_str().unwrap();
    assert_eq!(code(&run(data.path(), &["ingest", path])), 0);
    fs::write(&file, text.replacen("支持", "大力支持", 1)).unwrap();
    let again = run(data.path(), &["ingest", path]);
    assert!(words(&again).contains("已更新"), "{}", words(&again));
    assert_eq!(json(&run(data.path(), &["list", "--format", "json"]))["meta"]["total"], 1);
    let id = json(&run(data.path(), &["list", "--format", "json"]))["data"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(code(&run(data.path(), &["remove", &id])), 0);
    assert_eq!(code(&run(data.path(), &["remove", &id])), 2);
}

#[test]
fn bad_files_are_refused_with_a_reason() {
    let data = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let empty = put("empty.txt", b"");
    let binary = put("binary.txt", &[0, 159, 146, 150, 0, 1, 2, 3]);
    let broken = put("broken.txt", b"\xe5\x88\xb0\xff\xfe\x00\x81");
    let unknown = put("a.pdf", b"%PDF-1.7");
    for file in [&empty, &binary, &broken, &unknown, &"nowhere.txt".to_owned()] {
        for command in ["parse", "ingest"] {
            let output = run(data.path(), &[command, file]);
            assert_eq!(code(&output), 2, "{command} {file}: {}", words(&output));
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(told.contains(file.rsplit('/').next().unwrap()), "{command} {file} is named: {told}");
        }
    }
    let good = corpus().join("shanghai-gaoduan-zhizaoye-2022/source.txt");
    let mixed = run(data.path(), &["ingest", good.to_str().unwrap(), &empty]);
    assert_eq!(code(&mixed), 1, "{}", words(&mixed));
}

#[test]
fn a_number_is_told_with_its_document() {
    let data = tempfile::tempdir().unwrap();
    run(data.path(), &["ingest", "corpus"]);
    let told = words(&run(data.path(), &["search", "沪府规(2021)9号"]));
    assert!(told.contains("文号 沪府规(2021)9号 是《") && told.contains("（hufugui-2021-9）"), "{told}");
    let told = words(&run(data.path(), &["search", "国发〔2020〕7号"]));
    assert!(told.contains("文号 国发〔2020〕7号 未入库"), "{told}");
}

#[test]
fn wrong_usage_ends_with_two() {
    let data = tempfile::tempdir().unwrap();
    for args in [
        &["fly"][..],
        &["parse"],
        &["parse", "corpus", "--format", "xml"],
        &["search"],
        &["search", "园区", "--limit", "0"],
        &["search", "园区", "--year", "去年"],
        &["due", "--as-of", "tomorrow"],
        &["due", "--limit", "5"],
        &["show", "none~1"],
        &["show", "none"],
        &["duties", "没有这个单位"],
        &["schema", "nothing"],
        &["serve", "--listen", "nowhere"],
    ] {
        let output = run(data.path(), args);
        assert_eq!(code(&output), 2, "{args:?}: {}", words(&output));
        assert!(output.stdout.is_empty(), "{args:?}: talk goes to stderr");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.chars().any(|c| c > '\u{4e00}'), "{args:?}: {told}");
    }
}

#[test]
fn answers_are_the_same_with_and_without_a_server() {
    let server = Server::start();
    let data = tempfile::tempdir().unwrap();
    assert_eq!(code(&run(data.path(), &["ingest", corpus().to_str().unwrap()])), 0);
    for args in [
        &["duties", "市经济信息化委"][..],
        &["duties", "应急局"],
        &["due", "--as-of", "2026-11-20"],
        &["search", "200万元"],
        &["show", "hufubanfa-2023-20"],
        &["list"],
    ] {
        let args = [args, &["--format", "json"]].concat();
        let own = run(data.path(), &args);
        let asked = run(server.data.path(), &args);
        assert_eq!((code(&own), code(&asked)), (0, 0), "{args:?}: {}{}", words(&own), words(&asked));
        let bare = |output| {
            let mut body: Value = json(output);
            // The change number in a cursor counts writes, which may come in other batches.
            body["meta"]["next"] = Value::Null;
            body
        };
        assert_eq!(bare(&own), bare(&asked), "{args:?}");
    }
    let all = json(&run(server.data.path(), &["duties", "市经济信息化委", "--format", "json"]));
    assert_eq!(all["data"].as_array().unwrap().len() as u64, all["meta"]["total"].as_u64().unwrap(), "never cut");
    let offline = run(server.data.path(), &["list", "--offline"]);
    assert_eq!(code(&offline), 2);
    assert!(words(&offline).contains("正被另一个条库进程使用"));
    let ingest = run(server.data.path(), &["ingest", "corpus", "--offline"]);
    assert_eq!(code(&ingest), 2);
}

#[test]
fn a_port_in_use_is_told_at_once() {
    let server = Server::of(&[]);
    let data = tempfile::tempdir().unwrap();
    let listen = server.address.trim_start_matches("http://").trim_end_matches('/');
    let output = run(data.path(), &["serve", "--listen", listen]);
    assert_eq!(code(&output), 2);
    assert!(words(&output).contains("已被占用"), "{}", words(&output));
    let output = run(server.data.path(), &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(code(&output), 2);
    assert!(words(&output).contains("正被另一个条库进程使用"), "{}", words(&output));
}

#[test]
fn an_empty_library_says_what_to_do() {
    let data = tempfile::tempdir().unwrap();
    for args in [&["search", "算力券"][..], &["duties", "应急局"], &["list"], &["due"], &["tasks"]] {
        let told = words(&run(data.path(), args));
        assert!(told.matches("库中还没有文件：先用 tiaoku ingest").count() == 1, "{args:?}: {told}");
    }
    assert_eq!(code(&run(data.path(), &["ingest", "corpus"])), 0);
    assert!(!words(&run(data.path(), &["search", "没有这样的词"])).contains("还没有文件"));
}

#[test]
fn tables_show_the_answers_of_the_scenarios() {
    let data = tempfile::tempdir().unwrap();
    assert_eq!(code(&run(data.path(), &["ingest", "corpus"])), 0);
    let duties = words(&run(data.path(), &["duties", "市应急局"]));
    assert!(duties.contains("共 3 条，首列 1") && duties.contains("1/5 首列"), "{duties}");
    let due = words(&run(data.path(), &["due", "--as-of", "2026-11-20"]));
    for line in ["2026 年 原文明示：2 条，6 项数值", "2027 年 原文明示：12 条，18 项数值", "还有 41 天", "已过 324 天"]
    {
        assert!(due.contains(line), "{line}: {due}");
    }
}

#[test]
fn scan_gives_a_line_for_each_line() {
    let data = tempfile::tempdir().unwrap();
    let input = "{\"text\": \"给予200万元\"}\n\n{\"text\": \"三年内\", \"as_of\": \"2026-01-01\"}\n";
    let output = run_with(data.path(), &["scan"], input);
    assert_eq!(code(&output), 0);
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
    let mixed = run_with(data.path(), &["scan"], "{\"text\": \"x\"}\nno json\n");
    assert_eq!(code(&mixed), 1);
    assert!(String::from_utf8_lossy(&mixed.stderr).contains("第 2 行"));
    assert_eq!(code(&run_with(data.path(), &["scan"], "no json\n")), 2);
    assert_eq!(code(&run_with(data.path(), &["scan"], "")), 0);
}

#[test]
fn help_is_chinese() {
    let data = tempfile::tempdir().unwrap();
    let help = run(data.path(), &["--help"]);
    assert_eq!(code(&help), 0);
    assert!(words(&help).contains("用法"));
    for command in [
        "serve", "ingest", "remove", "list", "parse", "scan", "search", "show", "duties", "due", "schema", "check",
        "reindex", "dump", "restore", "export",
    ] {
        let output = run(data.path(), &[command, "--help"]);
        assert!(code(&output) == 0 && words(&output).contains("用法"), "{command}");
    }
}

/// SIGTERM lets the server finish, takes its address away and frees the data directory.
#[cfg(unix)]
#[test]
fn a_server_that_is_told_to_stop_leaves_nothing_behind() {
    let mut server = Server::start();
    let left = server.data.path().join("server.json");
    assert!(fs::read_to_string(&left).unwrap().contains(&server.address));
    assert_eq!(server.terminate(), Some(0));
    assert!(!left.exists());
    let list = json(&run(server.data.path(), &["list", "--offline", "--format", "json"]));
    assert_eq!(list["meta"]["total"], 5, "what was ingested is there after the stop");
    let again = run(server.data.path(), &["ingest", corpus().to_str().unwrap()]);
    assert_eq!(String::from_utf8_lossy(&again.stdout).matches("未变").count(), 5);
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::Stdio;
    let data = tempfile::tempdir().unwrap();
    let mut command = super::door::command(data.path(), &["schema", "openapi"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), words(&output).as_str()), (Some(0), ""));
}

/// A document without clauses is listed all the same; a folder of tables that is not there is told.
#[test]
fn a_text_without_structure_is_kept() {
    let data = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "目录\n").unwrap();
    let ingest = run(data.path(), &["ingest", folder.path().to_str().unwrap()]);
    assert_eq!(code(&ingest), 0, "{}", words(&ingest));
    assert_eq!(json(&run(data.path(), &["list", "--format", "json"]))["meta"]["total"], 1);
    let output = run(data.path(), &["list", "--lexicon", "nowhere"]);
    assert!(code(&output) == 2 && words(&output).contains("没有词表目录"), "{}", words(&output));
}
