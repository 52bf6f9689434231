//! Scan 扫描速度: all that `tiaoku scan` tells of the five documents, beside one plain pass with an automaton.
//!
//! `cargo bench --bench scan`. The documents are repeated to 100 MB and read line by line, as `scan` reads
//! its input; `automaton` only finds the words of the tables, `values` reads what facts are made of, `whole`
//! everything. `linear/N` is N megabytes of the same: the rate must stay the same.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used)]

mod common;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;
use tiaoku::lexicon::Lexicon;
use tiaoku::mention::Scanner;

/// How much text is read, in bytes.
const BYTES: usize = 100_000_000;

/// The five documents over and over, `bytes` in all.
fn repeated(bytes: usize) -> String {
    let once: String = common::corpus().into_iter().map(|(_, text)| text + "\n").collect();
    let mut text = once.repeat(bytes.div_ceil(once.len()));
    text.truncate(text.floor_char_boundary(bytes));
    text
}

/// The limit: the words alone, with the quickest automaton there is for them.
fn automaton(lexicon: &Lexicon) -> AhoCorasick {
    let tables = ["bounds", "measures", "currencies", "numeral_words", "agency_suffix"];
    let words = tables.iter().flat_map(|t| lexicon.table(t).rows().map(|r| r.word().to_owned()));
    let digits = "0123456789〇零○一二三四五六七八九十百千万亿两几数半".chars().map(|c| c.to_string());
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(words.filter(|w| !w.is_empty()).chain(digits))
        .unwrap()
}

fn scan(c: &mut Criterion) {
    let text = repeated(BYTES);
    let lexicon = Lexicon::builtin();
    let words = automaton(lexicon);
    let scanner = |s: &Scanner, text: &str| {
        text.lines().map(|line| s.scan(black_box(line), common::today()).len()).sum::<usize>()
    };
    let mut group = c.benchmark_group("scan");
    group.sample_size(10).measurement_time(Duration::from_secs(10)).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("automaton", |b| {
        b.iter(|| text.lines().map(|line| words.find_iter(black_box(line)).count()).sum::<usize>());
    });
    let (values, whole) = (Scanner::new(lexicon), Scanner::whole(lexicon));
    group.bench_function("values", |b| b.iter(|| scanner(&values, &text)));
    group.bench_function("whole", |b| b.iter(|| scanner(&whole, &text)));
    group.finish();
    let mut group = c.benchmark_group("linear");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    for times in [1, 2, 4, 8] {
        let text = repeated(times * 1_000_000);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(times), &text, |b, text| b.iter(|| scanner(&whole, text)));
    }
    group.finish();
}

criterion_group!(benches, scan);
criterion_main!(benches);
