//! Query 检索速度: questions over N clauses in process, with count, facets and highlights.
//!
//! `cargo bench --bench query`: 20,000 clauses; `TIAOKU_LONG=1` asks for 300,000 (some minutes to build
//! the index). Each kind of question is asked with other words each time; told are p50 and p99.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints what it measured and stops where it cannot"
)]

mod common;

use common::generate::Random;
use common::words::{BODIES, FIELDS, THINGS, VERBS};
use std::time::{Duration, Instant};
use tiaoku::fact::Role;
use tiaoku::lexicon::Lexicon;
use tiaoku::search::{Index, Query};

/// Documents taken in at once.
const BATCH: usize = 500;

fn index(clauses: usize) -> (Index, usize, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path(), Lexicon::builtin()).unwrap();
    let assembler = common::assembler();
    let (mut made, mut change, mut batch) = (0, 0, Vec::new());
    for serial in 0.. {
        let text = common::generate::document(common::SEED, serial);
        let mut record = common::record(&assembler, "a.txt", &text);
        record.id = format!("document-{serial:06}");
        made += record.clauses.len();
        batch.push(record);
        if batch.len() == BATCH || made >= clauses {
            change += 1;
            index.follow(change, &batch, &[]).unwrap();
            batch.clear();
        }
        if made >= clauses {
            break;
        }
    }
    (index, made, dir)
}

fn question(kind: &str, r: &mut Random) -> Query {
    let thing = format!("{}{}", r.word(FIELDS), r.word(THINGS));
    let text = |text: String| Query { text, ..Query::default() };
    match kind {
        "nothing" => Query::default(),
        "common word" => text(r.word(&VERBS[..4]).to_owned()),
        "one word" => text(r.word(FIELDS).to_owned()),
        "two words" => text(format!("{} {}", r.word(FIELDS), r.word(THINGS))),
        "phrase" => text(format!("“{}{thing}”", r.word(VERBS))),
        "words and filters" => Query {
            text: r.word(FIELDS).to_owned(),
            agency: vec![r.word(BODIES).to_owned()],
            role: Some(Role::Lead),
            ..Query::default()
        },
        _ => Query { offset: 2000, limit: 50, ..text(r.word(FIELDS).to_owned()) },
    }
}

fn main() {
    let clauses = if common::long() { 300_000 } else { 20_000 };
    let begun = Instant::now();
    let (index, made, _dir) = index(clauses);
    println!("{made} clauses, index built in {:.1?}", begun.elapsed());
    println!("{:20} {:>9} {:>9} {:>9} {:>8}", "question", "p50", "p99", "most", "found");
    let kinds = ["nothing", "common word", "one word", "two words", "phrase", "words and filters", "deep page"];
    for kind in kinds {
        let mut r = Random::new(common::SEED);
        index.find(&question(kind, &mut r)).unwrap();
        let (mut times, mut found, begun) = (Vec::new(), 0, Instant::now());
        while times.len() < 1000 && begun.elapsed() < Duration::from_secs(5) {
            let query = question(kind, &mut r);
            let start = Instant::now();
            found += index.find(&query).unwrap().total;
            times.push(start.elapsed());
        }
        times.sort_unstable();
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        let mean = found / times.len();
        println!("{kind:20} {:>9.2?} {:>9.2?} {:>9.2?} {mean:>8}", at(50), at(99), at(100));
    }
}
