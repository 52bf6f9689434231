//! Scan 扫描速度: the five documents repeated to 100 MB, paragraph by paragraph, beside one plain pass of an automaton.
//!
//! `cargo bench --bench scan`. `whole` is what `tiaoku scan` and the API run, at an eighth, a quarter, a half and all of
//! the text (the time is to grow as the text does); `facts` is what reading a document runs.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used)]

mod common;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;
use tiaoku::lexicon::Lexicon;
use tiaoku::mention::Scanner;

/// The five documents as found, in the order of their names.
fn documents() -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let mut folders: Vec<_> = std::fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    folders.iter().map(|f| std::fs::read_to_string(f.join("source.txt")).unwrap() + "\n").collect()
}

/// One automaton of the words that open a value: no scanner can be faster.
fn plain(lexicon: &Lexicon) -> aho_corasick::AhoCorasick {
    let tables = ["bounds", "measures", "currencies", "numeral_words", "relative_days"];
    let words = tables.iter().flat_map(|t| lexicon.table(t).rows().map(|r| r.word().to_owned()));
    let digits = "0123456789〇零○一二三四五六七八九十百千万亿两几数半".chars().map(|c| c.to_string());
    aho_corasick::AhoCorasick::builder()
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .kind(Some(aho_corasick::AhoCorasickKind::DFA))
        .build(words.filter(|w| !w.is_empty()).chain(digits))
        .unwrap()
}

fn scan(c: &mut Criterion) {
    let once = documents();
    let copies = 100_000_000 / once.len() + 1;
    let lines: Vec<&str> = once.lines().filter(|l| !l.trim().is_empty()).collect();
    let lexicon = Lexicon::builtin();
    let (automaton, whole, facts) = (plain(lexicon), Scanner::whole(lexicon), Scanner::new(lexicon));
    let mut group = c.benchmark_group("scan");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(1));
    let pass = |copies: usize, each: &dyn Fn(&str) -> usize| -> usize {
        (0..copies).map(|_| lines.iter().map(|l| each(black_box(l))).sum::<usize>()).sum()
    };
    for eighths in [1, 2, 4, 8] {
        let copies = copies * eighths / 8;
        group.throughput(Throughput::Bytes((once.len() * copies) as u64));
        group.bench_function(BenchmarkId::new("whole", eighths), |b| {
            b.iter(|| pass(copies, &|l| whole.scan(l, common::today()).len()));
        });
    }
    let copies = copies / 4;
    group.throughput(Throughput::Bytes((once.len() * copies) as u64));
    group.bench_function("facts", |b| b.iter(|| pass(copies, &|l| facts.scan(l, common::today()).len())));
    group.bench_function("automaton", |b| b.iter(|| pass(copies, &|l| automaton.find_iter(l).count())));
    group.finish();
}

criterion_group!(benches, scan);
criterion_main!(benches);
