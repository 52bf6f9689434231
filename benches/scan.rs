//! Scan 扫描速度: the values of clause texts, beside one plain pass with an automaton.
//!
//! `cargo bench --bench scan`
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used)]

mod common;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;
use tiaoku::lexicon::Lexicon;
use tiaoku::mention::Scanner;

fn scan(c: &mut Criterion) {
    let files = common::generate::megabytes(common::SEED, 1 << 20);
    let parsed = files.iter().map(|(n, t)| tiaoku::source::read(n, t.as_bytes()).unwrap());
    let clauses: Vec<_> = parsed.flat_map(|s| tiaoku::outline::parse(&s).1).collect();
    let texts: Vec<&str> = clauses.iter().map(|c| c.text.as_str()).collect();
    let lexicon = Lexicon::builtin();
    let tables = ["bounds", "measures", "currencies", "numeral_words"];
    let words: Vec<&str> = tables.iter().flat_map(|t| lexicon.table(t).rows().map(|r| r.word())).collect();
    let digits = "0123456789〇零○一二三四五六七八九十百千万亿两几数半".char_indices().map(|(_, c)| c.to_string());
    let automaton = aho_corasick::AhoCorasick::builder()
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .build(words.iter().map(|w| (*w).to_owned()).filter(|w| !w.is_empty()).chain(digits))
        .unwrap();
    let scanner = Scanner::new(lexicon);
    let mut group = c.benchmark_group("scan");
    let bytes: usize = texts.iter().map(|t| t.len()).sum();
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(10).measurement_time(Duration::from_secs(5));
    group.bench_function("automaton", |b| {
        b.iter(|| texts.iter().map(|t| automaton.find_iter(black_box(*t)).count()).sum::<usize>());
    });
    group.bench_function("mentions", |b| {
        b.iter(|| texts.iter().map(|t| scanner.scan(black_box(t), common::today()).len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, scan);
criterion_main!(benches);
