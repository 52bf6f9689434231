//! The five documents 五份文件 against their labels: every row at or above its floor.
//!
//! Floors stand in `tests/floors.toml`; `tests/gold` holds labels only. A row that falls below its floor prints each miss (`-`) and
//! each false find (`+`). With `TIAOKU_FIGURES=FILE` the whole table is left in that file.
#![allow(clippy::float_arithmetic, reason = "rates of hits, no money")]

use crate::score::Score;
use jiff::civil::date;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tiaoku::lexicon::Lexicon;
use tiaoku::record::Assembler;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Names of the labelled documents, in order.
fn slugs() -> Vec<String> {
    let mut out: Vec<String> = std::fs::read_dir(root().join("corpus"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|slug| root().join(format!("tests/gold/{slug}.json")).exists())
        .collect();
    out.sort();
    out
}

/// What the program makes of a document, as outside JSON.
fn parsed(assembler: &Assembler, slug: &str) -> Value {
    let file = root().join("corpus").join(slug).join("source.txt");
    let source = tiaoku::source::read("source.txt", &std::fs::read(&file).unwrap()).unwrap();
    let record = assembler.assemble(source, date(2026, 11, 20));
    serde_json::to_value(tiaoku::export::parse_json(&record)).unwrap()
}

#[test]
fn every_row_is_at_or_above_its_floor() {
    let floors = std::fs::read_to_string(root().join("tests/floors.toml")).unwrap();
    let floors: BTreeMap<String, f64> = toml::from_str(&floors).unwrap();
    let assembler = Assembler::new(Lexicon::builtin());
    let mut score = Score::default();
    let slugs = slugs();
    assert_eq!(slugs.len(), 5, "five labelled documents");
    for slug in &slugs {
        let labels = std::fs::read_to_string(root().join(format!("tests/gold/{slug}.json"))).unwrap();
        score.document(slug, &serde_json::from_str(&labels).unwrap(), &parsed(&assembler, slug));
    }
    println!("{}", score.table());
    if let Some(file) = std::env::var_os("TIAOKU_FIGURES") {
        std::fs::write(file, score.table()).unwrap();
    }
    let mut low = Vec::new();
    for (row, floor) in &floors {
        let count = score.row(row).unwrap_or_else(|| panic!("floors.toml: no row is called {row}"));
        if count.f1() + 1e-9 < *floor {
            low.push(format!("{row}: {:.4} is below its floor {floor}", count.f1()));
            low.extend(score.misses.iter().filter(|(name, _)| name == row).map(|(_, what)| format!("    {what}")));
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}
