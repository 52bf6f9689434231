//! Tests of taking in: what replaces what, and which id a text gets.

use super::{Kb, Named, Query};
use crate::export::item::{IngestItem, Outcome};
use crate::lexicon::Lexicon;
use crate::record::codec;
use jiff::civil::{Date, date};

pub(super) const TODAY: Date = date(2026, 11, 20);

pub(super) fn kb() -> Kb {
    Kb::in_memory(Lexicon::builtin().clone()).unwrap()
}

/// A notice with a number of its own.
pub(super) fn notice(number: &str, goal: u32) -> String {
    format!(
        "某某市人民政府关于加快园区建设的通知\n某府发〔2025〕{number}号\n\n各区人民政府：\n\n一、建设目标\n\
         到2026年，全市园区达到{goal}个。（责任单位：市科委、各区政府）\n\n二、保障措施\n加强统筹。\n\n\
         某某市人民政府\n2025年3月1日\n"
    )
}

pub(super) fn put(kb: &Kb, name: &str, text: &str) -> IngestItem {
    kb.ingest_bytes(name, text.as_bytes(), TODAY).unwrap()
}

#[test]
fn the_same_words_change_nothing() {
    let kb = kb();
    assert_eq!(put(&kb, "a.txt", &notice("7", 60)).outcome, Outcome::Ingested);
    let change = kb.snapshot().change;
    assert_eq!(put(&kb, "other.txt", &notice("7", 60)).outcome, Outcome::Unchanged);
    assert_eq!((kb.snapshot().change, kb.snapshot().documents().len()), (change, 1));
}

#[test]
fn the_same_file_with_other_words_replaces() {
    let kb = kb();
    let first = put(&kb, "a.txt", &notice("7", 60));
    let second = put(&kb, "a.txt", &notice("7", 80));
    assert_eq!((second.outcome, &second.id), (Outcome::Replaced, &first.id));
    let targets = kb.targets(&Query::default(), TODAY).unwrap();
    assert_eq!(targets.meta.total, 1);
    assert!(serde_json::to_string(&targets).unwrap().contains("\"value\":\"80\""));
    let query = Query { q: Some("80个".to_owned()), ..Query::default() };
    assert_eq!(kb.search(&query).unwrap().meta.total, 1, "the index follows");
    let gone = Query { q: Some("60个".to_owned()), ..Query::default() };
    assert_eq!(kb.search(&gone).unwrap().data.iter().filter(|c| c.text.contains("60个")).count(), 0);
}

#[test]
fn another_text_with_the_same_number_stands_beside_and_is_told() {
    let kb = kb();
    let first = put(&kb, "a.txt", &notice("7", 60)).id.unwrap();
    let second = put(&kb, "b.txt", &notice("7", 80));
    let id = second.id.unwrap();
    assert_eq!((second.outcome, id.clone()), (Outcome::Ingested, format!("{first}-2")));
    assert!(second.diagnostics.iter().any(|d| d.code == "ingest/same-number"));
    let clauses = kb.clauses(&id, &Query::default()).unwrap();
    for clause in &clauses.data {
        assert!(clause.clause.id.starts_with(&format!("{id}~")), "{}", clause.clause.id);
        assert_eq!(kb.clause(&clause.clause.id).unwrap().data.document.id, id);
    }
    kb.remove(&first).unwrap();
    assert!(kb.document(&first).is_err() && kb.document(&id).is_ok());
}

#[test]
fn a_store_on_disk_is_read_again_and_the_index_rebuilt() {
    let dir = tempfile::tempdir().unwrap();
    let open = || Kb::open(dir.path(), Lexicon::builtin().clone()).unwrap();
    let id = put(&open(), "a.txt", &notice("7", 60)).id.unwrap();
    std::fs::remove_dir_all(dir.path().join("index")).unwrap();
    let kb = open();
    let query = Query { q: Some("全市园区".to_owned()), ..Query::default() };
    assert_eq!(kb.search(&query).unwrap().meta.total, 1);
    assert!(matches!(Kb::open(dir.path(), Lexicon::builtin().clone()), Err(super::KbError::Locked(_))));
    assert_eq!(kb.document(&id).unwrap().data.counts["targets"], 1);
}

#[test]
fn provenance_that_does_not_fit_is_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("source.txt"), notice("7", 60)).unwrap();
    std::fs::write(folder.path().join("provenance.toml"), "sha256 = \"00\"\ntitle = \"别的标题\"\n").unwrap();
    std::fs::write(folder.path().join("README.md"), "# 说明\n").unwrap();
    let files: Vec<Named> = super::collect(&[folder.path().to_owned()]);
    assert_eq!(files.len(), 1, "README and provenance.toml are passed over");
    let mut told = Vec::new();
    kb().ingest(&files, TODAY, &mut |item| told.push(item.clone())).unwrap();
    let codes: Vec<_> = told[0].diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert!(codes.contains(&"ingest/hash") && codes.contains(&"ingest/title"), "{codes:?}");
}

#[test]
fn generic_bodies_count_under_one_name() {
    let kb = kb();
    put(&kb, "a.txt", &notice("7", 60));
    let query = Query { agency: vec!["各区".to_owned()], ..Query::default() };
    let found = kb.responsibilities(&query).unwrap();
    assert_eq!((found.data[0].fact.agency.as_str(), found.data[0].agency_id.as_str()), ("各区政府", "某某市各区"));
    assert_eq!(found.data[0].with[0].agency, "市科委");
}

/// A record that an older program wrote is assembled anew at open; one of a newer is refused; a
/// damaged one is left out, told by `check` and can be taken in again or removed.
#[test]
fn records_of_other_versions_and_damaged_ones() {
    let dir = tempfile::tempdir().unwrap();
    let open = || Kb::open(dir.path(), Lexicon::builtin().clone());
    let text = notice("7", 60);
    let record = {
        let kb = open().unwrap();
        let id = put(&kb, "a.txt", &text).id.unwrap();
        put(&kb, "b.txt", &notice("8", 60));
        kb.snapshot().record(&id).unwrap()
    };
    let key = |kind: &str| [kind.as_bytes(), record.id.as_bytes()].concat();
    // Another program's brief does not fit, as if there were none.
    let write = |bytes: Vec<u8>, briefed: bool| {
        let db = sled::open(dir.path().join("store")).unwrap();
        db.insert(key("r/"), bytes).unwrap();
        if !briefed {
            db.remove(key("b/")).unwrap();
        }
        db.flush().unwrap();
    };
    write(codec::of_version_zero(&record), false);
    {
        let kb = open().unwrap();
        assert_eq!(kb.snapshot().record(&record.id).as_ref(), Some(&record), "assembled anew, the same");
        assert_eq!(kb.check().unwrap().findings, Vec::<String>::new());
    }
    let good = codec::encode(&record).unwrap();
    let mut newer = good.clone();
    newer[3] = 99;
    write(newer, false);
    let why = open().err().unwrap().to_string();
    assert!(why.contains("格式版本是 99") && why.contains("新版程序"), "{why}");
    let mut damaged = good;
    damaged[40] ^= 1;
    for (briefed, outcome) in [(false, Outcome::Ingested), (true, Outcome::Replaced)] {
        write(damaged.clone(), briefed);
        let kb = open().unwrap();
        assert_eq!(kb.snapshot().documents().len(), 1 + usize::from(briefed), "the other one is there");
        assert_eq!(kb.targets(&Query::default(), TODAY).unwrap().data.len(), 1, "what can be read is told");
        let why = kb.document(&record.id).unwrap_err().to_string();
        assert!(why.contains(if briefed { "校验不符" } else { "没有编号为" }), "{why}");
        let found = kb.check().unwrap().findings.join("\n");
        assert!(found.contains(&record.id) && found.contains("校验不符"), "{found}");
        assert_eq!(put(&kb, "a.txt", &text).outcome, outcome);
        assert_eq!(kb.check().unwrap().findings, Vec::<String>::new());
    }
    write(b"nothing".to_vec(), false);
    let kb = open().unwrap();
    kb.remove(&record.id).unwrap();
    assert_eq!(kb.check().unwrap().findings, Vec::<String>::new());
}

/// Ten askers at once: all are answered, each with its own.
#[test]
fn writers_at_the_same_time_are_all_answered() {
    let kb = kb();
    std::thread::scope(|scope| {
        for number in 1..=10u32 {
            let kb = &kb;
            scope.spawn(move || {
                let item = put(kb, &format!("{number}.txt"), &notice(&number.to_string(), number));
                assert_eq!(item.id.as_deref(), Some(format!("moufufa-2025-{number}").as_str()));
            });
        }
    });
    assert_eq!(kb.snapshot().documents().len(), 10);
}

#[test]
fn a_duty_list_is_one_row_for_its_body() {
    let kb = kb();
    let text = "甲市节约用水管理办法\n第一条 为加强管理，制定本办法。\n第二条 市水务局是节约用水工作的主管部门，负责全市工作。\
                其主要职责是：\n（一）编制规划；\n（二）下达用水计划；\n（三）监督检查。\n第三条 市财政局安排资金。\n";
    put(&kb, "a.txt", text);
    let found = kb.responsibilities(&Query { agency: vec!["市水务局".to_owned()], ..Query::default() }).unwrap();
    assert_eq!((found.meta.total, found.data.len()), (1, 1), "a row tells of a body and its part in a clause");
    assert!(found.data[0].with.is_empty(), "nobody stands beside itself");
}
