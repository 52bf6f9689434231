//! Judged questions 评测问题: how well the first ten clauses answer, over the five documents.
//!
//! `tests/search/questions.toml` holds the questions with their graded clauses. Measured are the clauses
//! found; beside them what a reader sees: below them the related ones where few were found. `cargo test --test suite judged -- --nocapture` prints each question.
#![allow(clippy::float_arithmetic, reason = "rates, no money")]

use jiff::civil::date;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;
use tiaoku::lexicon::Lexicon;
use tiaoku::record::{Assembler, Record};
use tiaoku::search::{Hit, Index, Query};

/// Floors of nDCG@10 and success@1 of the clauses found; they only rise.
const NDCG: f64 = 0.90;
const SUCCESS: f64 = 0.85;
/// Floor of nDCG@10 with the related clauses below.
const SEEN: f64 = 0.93;

#[derive(Deserialize)]
struct Questions {
    question: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    ask: String,
    who: String,
    #[serde(default)]
    other_words: bool,
    relevant: Vec<Relevant>,
}

#[derive(Deserialize)]
struct Relevant {
    clause: String,
    grade: i32,
}

/// The five documents of `corpus/`.
pub(crate) fn records() -> Vec<Record> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let assembler = Assembler::new(Lexicon::builtin());
    let mut folders: Vec<_> = std::fs::read_dir(root.join("corpus")).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    let read = |folder: &std::path::PathBuf| {
        let bytes = std::fs::read(folder.join("source.txt")).unwrap();
        assembler.assemble(tiaoku::source::read("source.txt", &bytes).unwrap(), date(2026, 11, 20))
    };
    folders.iter().map(read).collect()
}

fn gain(grade: i32) -> f64 {
    f64::from((1 << grade) - 1)
}

fn dcg(grades: impl Iterator<Item = i32>) -> f64 {
    grades.take(10).enumerate().map(|(at, g)| gain(g) / (at as f64 + 2.0).log2()).sum()
}

/// nDCG@10, and whether the first clause answers as well as any.
fn measure(question: &Question, seen: &[&Hit]) -> (f64, bool) {
    let grades: HashMap<&str, i32> = question.relevant.iter().map(|r| (r.clause.as_str(), r.grade)).collect();
    let grade = |hit: &&Hit| grades.get(hit.clause.as_str()).copied().unwrap_or(0);
    let mut ideal: Vec<i32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let first = seen.first().map_or(0, grade);
    let best = ideal.first().copied().unwrap_or(0);
    (dcg(seen.iter().map(grade)) / dcg(ideal.into_iter()), first == best)
}

#[test]
fn the_first_ten_clauses_answer() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/questions.toml"));
    let questions: Questions = toml::from_str(&text.unwrap()).unwrap();
    let records = records();
    let known: Vec<&str> = records.iter().flat_map(|r| r.clauses.iter().map(|c| c.id.as_str())).collect();
    let index = Index::in_memory(Lexicon::builtin()).unwrap();
    index.follow(1, &records, &[]).unwrap();
    let (mut ndcg, mut success, mut read, mut other) = (0.0, 0, 0.0, 0);
    for question in &questions.question {
        assert!(question.relevant.iter().all(|r| known.contains(&r.clause.as_str())), "{}", question.ask);
        assert!(["civil servant", "enterprise", "researcher"].contains(&question.who.as_str()));
        let exact = Query { text: format!("\"{}\"", question.ask), ..Query::default() };
        assert!(!question.other_words || index.find(&exact).unwrap().total == 0, "{}: stands in a text", question.ask);
        let found = index.find(&Query { text: question.ask.clone(), related: true, ..Query::default() }).unwrap();
        let seen: Vec<&Hit> = found.hits.iter().chain(&found.related).collect();
        let (score, first) = measure(question, &found.hits.iter().collect::<Vec<_>>());
        read += measure(question, &seen).0;
        println!("{score:.3} {} {}{}", u8::from(first), if question.other_words { "* " } else { "" }, question.ask);
        if score < 0.9 {
            for hit in seen.iter().take(10) {
                let grade = question.relevant.iter().find(|r| r.clause == hit.clause).map_or(0, |r| r.grade);
                println!("      {grade} {:.1} {}", hit.score, hit.clause);
            }
            let missed = question.relevant.iter().filter(|r| !seen.iter().take(10).any(|h| h.clause == r.clause));
            missed.for_each(|r| println!("      - {} {}", r.grade, r.clause));
        }
        ndcg += score;
        success += usize::from(first);
        other += usize::from(question.other_words);
    }
    let n = questions.question.len();
    let (ndcg, read, rate) = (ndcg / n as f64, read / n as f64, success as f64 / n as f64);
    println!(
        "{n} questions, {other} in other words: nDCG@10 {ndcg:.4} (with related ones {read:.4}), success@1 {rate:.4}"
    );
    assert!(n >= 60 && other * 3 >= n, "{n} questions, {other} in other words");
    assert!(ndcg >= NDCG, "nDCG@10 {ndcg:.4} is below its floor {NDCG}");
    assert!(read >= SEEN, "nDCG@10 with related ones {read:.4} is below its floor {SEEN}");
    assert!(rate >= SUCCESS, "success@1 {rate:.4} is below its floor {SUCCESS}");
}
