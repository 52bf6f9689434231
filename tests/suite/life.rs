//! Life 生命周期: check, reindex, dump, restore, and a file that comes while a server runs.

use super::door::{Server, corpus, escape, json, run, words};
use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn good(data: &Path, args: &[&str]) -> Output {
    let output = run(data, args);
    assert_eq!(code(&output), 0, "{args:?}: {}", words(&output));
    output
}

/// A data directory with the five documents, and a dump of it.
fn five() -> (tempfile::TempDir, String) {
    let data = tempfile::tempdir().unwrap();
    good(data.path(), &["ingest", "corpus"]);
    let dump = String::from_utf8(good(data.path(), &["dump"]).stdout).unwrap();
    (data, dump)
}

#[test]
fn a_dump_restores_to_the_same() {
    let (data, dump) = five();
    assert_eq!(dump.lines().count(), 7, "head, five documents, checksum");
    let file = data.path().join("five.jsonl");
    good(data.path(), &["dump", file.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(&file).unwrap(), dump);
    let empty = tempfile::tempdir().unwrap();
    let told = good(empty.path(), &["restore", file.to_str().unwrap()]);
    assert!(words(&told).contains("新增 5 个文件"), "{}", words(&told));
    good(empty.path(), &["check"]);
    assert_eq!(String::from_utf8(good(empty.path(), &["dump"]).stdout).unwrap(), dump);
    for args in [&["duties", "市应急局", "--format", "json"][..], &["search", "200万元", "--format", "json"]] {
        let bare = |at: &Path| json(&good(at, args))["data"].clone();
        assert_eq!(bare(data.path()), bare(empty.path()), "{args:?}");
    }
    // Over an existing one: what the dump does not have stays, what was removed comes back.
    let own = data.path().join("own.txt");
    fs::write(&own, "某某市关于试点的通知\n\n一、目标\n到2026年，达到60个。\n").unwrap();
    good(data.path(), &["ingest", own.to_str().unwrap()]);
    good(data.path(), &["remove", "hufubanfa-2023-20"]);
    let told = words(&good(data.path(), &["restore", file.to_str().unwrap()]));
    assert!(told.contains("新增 1 个文件，覆盖 0 个，未变 4 个；备份中没有的 1 个保留"), "{told}");
    good(data.path(), &["check"]);
    assert_eq!(json(&good(data.path(), &["list", "--format", "json"]))["meta"]["total"], 6);
}

#[test]
fn a_bad_line_is_named_and_nothing_is_restored() {
    let (data, dump) = five();
    good(data.path(), &["remove", "hufubanfa-2023-20"]);
    let lines: Vec<&str> = dump.lines().collect();
    let all = |lines: &[&str]| lines.iter().map(|l| format!("{l}\n")).collect::<String>();
    let changed = dump.replacen("责任单位", "责任部门", 1);
    let at = changed.lines().zip(dump.lines()).position(|(a, b)| a != b).unwrap() + 1;
    let sixth = all(&[&lines[..6], &["{\"documents\":9}"][..]].concat());
    let twice = all(&[lines[0], lines[1], lines[1]]);
    let whole = all(&[lines[0], lines[2], lines[6]]);
    let format = format!("\"format\":{}", tiaoku::record::codec::FORMAT);
    let newer = dump.replacen(&format, "\"format\":99", 1);
    for (bad, line, why) in [
        (changed, at, "校验不符"),
        (all(&lines[..6]), 7, "备份不完整"),
        (dump[..dump.len() / 2].to_owned(), 0, "JSON"),
        (sixth, 7, "文件数"),
        (twice, 3, "重复"),
        (whole, 3, "不符"),
        (newer, 1, "格式版本是 99"),
        ("{}\n".to_owned(), 1, "不是条库的备份"),
        (String::new(), 1, "备份不完整"),
    ] {
        let file = data.path().join("bad.jsonl");
        fs::write(&file, &bad).unwrap();
        let output = run(data.path(), &["restore", file.to_str().unwrap()]);
        let told = words(&output);
        assert_eq!(code(&output), 2, "{why}: {told}");
        assert!(told.contains(why) && (line == 0 || told.contains(&format!("第 {line} 行"))), "{why}: {told}");
        assert_eq!(json(&good(data.path(), &["list", "--format", "json"]))["meta"]["total"], 4);
    }
    good(data.path(), &["check"]);
}

#[test]
fn an_index_that_is_gone_is_built_anew() {
    let (data, _) = five();
    fs::remove_dir_all(data.path().join("index")).unwrap();
    good(data.path(), &["check"]);
    let told = words(&good(data.path(), &["reindex"]));
    assert!(told.contains("索引已重建：5 个文件"), "{told}");
    good(data.path(), &["check"]);
    fs::write(data.path().join("index/meta.json"), "broken").unwrap();
    good(data.path(), &["check"]);
    let empty = tempfile::tempdir().unwrap();
    for command in ["check", "reindex", "dump"] {
        let output = run(empty.path(), &[command]);
        assert!(code(&output) == 2 && words(&output).contains("没有条库的数据"), "{command}: {}", words(&output));
    }
}

/// A store whose file was cut or overwritten: named, never a panic on stderr, and `restore` mends it.
#[test]
fn a_damaged_store_is_named_and_restored() {
    let (data, dump) = five();
    let file = data.path().join("five.jsonl");
    fs::write(&file, &dump).unwrap();
    let db = data.path().join("store/db");
    let size = fs::metadata(&db).unwrap().len();
    let mut bytes = fs::read(&db).unwrap();
    for byte in bytes.iter_mut().skip(size as usize / 8).step_by(7) {
        *byte ^= 0x55;
    }
    fs::write(&db, bytes).unwrap();
    let check = run(data.path(), &["check"]);
    let told = words(&check);
    assert!(matches!(code(&check), 1 | 2) && !told.contains("panicked"), "{told}");
    let told = words(&good(data.path(), &["restore", file.to_str().unwrap()]));
    assert!(told.contains("已恢复"), "{told}");
    good(data.path(), &["check"]);
    assert_eq!(String::from_utf8(good(data.path(), &["dump"]).stdout).unwrap(), dump);
}

/// A file that the command line brings while a server runs is found by the server within a second.
#[test]
fn a_file_is_found_by_the_running_server_within_a_second() {
    let server = Server::of(&[]);
    let file = corpus().join("shanghai-gaoduan-zhizaoye-2022/source.txt");
    let output = good(server.data.path(), &["ingest", file.to_str().unwrap()]);
    let told = Instant::now();
    assert!(words(&output).contains("新入库"), "{}", words(&output));
    let (_, found, _) = server.get(&format!("search?q={}", escape("高端制造业")));
    assert!(found["meta"]["total"].as_u64().unwrap() > 0, "{found}");
    assert!(told.elapsed() < Duration::from_secs(1));
    let again = good(server.data.path(), &["ingest", file.to_str().unwrap()]);
    assert!(words(&again).contains("未变 1 个"), "{}", words(&again));
    let empty = server.data.path().join("empty.txt");
    fs::write(&empty, "").unwrap();
    let mixed = run(server.data.path(), &["ingest", file.to_str().unwrap(), empty.to_str().unwrap(), "nowhere.txt"]);
    assert_eq!(code(&mixed), 1, "{}", words(&mixed));
    assert!(words(&mixed).contains("未能入库 2 个"), "{}", words(&mixed));
}

/// A dump of every version that was ever released restores.
#[test]
fn dumps_of_all_versions_restore() {
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored");
    for version in fs::read_dir(stored).unwrap().flatten() {
        let data = tempfile::tempdir().unwrap();
        good(data.path(), &["restore", version.path().join("dump.jsonl").to_str().unwrap()]);
        good(data.path(), &["check"]);
        let list = json(&good(data.path(), &["list", "--format", "json"]));
        assert_eq!((&list["meta"]["total"], &list["data"][0]["id"]), (&1.into(), &"hufengfufa-2024-20".into()));
    }
}
