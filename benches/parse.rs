//! Parse 解析速度: decode → record, beside the least that any reader of the text must do.
//!
//! `cargo bench --bench parse`. `validate` is the UTF-8 check, `automaton` one pass with the words of
//! the tables; `linear/N` is one document of N times 250 kB: the rate must stay the same.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used)]

mod common;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;
use tiaoku::lexicon::Lexicon;

fn parse(c: &mut Criterion) {
    let files = common::generate::megabytes(common::SEED, 1 << 20);
    let bytes: usize = files.iter().map(|(_, t)| t.len()).sum();
    let assembler = common::assembler();
    let lexicon = Lexicon::builtin();
    let words: Vec<&str> = ["agency_nouns", "bounds", "measures"]
        .iter()
        .flat_map(|t| lexicon.table(t).rows().map(|r| r.word()).collect::<Vec<_>>())
        .chain(common::words::BODIES.iter().copied())
        .filter(|w| !w.is_empty())
        .collect();
    let automaton = aho_corasick::AhoCorasick::new(words).unwrap();
    let mut group = c.benchmark_group("parse");
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(10).measurement_time(Duration::from_secs(6));
    group.bench_function("validate", |b| {
        b.iter(|| files.iter().filter(|(_, t)| std::str::from_utf8(black_box(t.as_bytes())).is_ok()).count());
    });
    group.bench_function("automaton", |b| {
        b.iter(|| files.iter().map(|(_, t)| automaton.find_iter(black_box(t)).count()).sum::<usize>());
    });
    group.bench_function("record", |b| {
        b.iter(|| files.iter().map(|(n, t)| common::record(&assembler, n, t).clauses.len()).sum::<usize>());
    });
    let real = common::corpus();
    group.throughput(Throughput::Bytes(real.iter().map(|(_, t)| t.len() as u64).sum()));
    group.bench_function("corpus", |b| {
        b.iter(|| real.iter().map(|(n, t)| common::record(&assembler, n, t).clauses.len()).sum::<usize>());
    });
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("outline", |b| {
        b.iter(|| {
            let read = |(n, t): &(String, String)| tiaoku::source::read(n, t.as_bytes()).unwrap();
            files.iter().map(|f| tiaoku::outline::parse(&read(f)).1.len()).sum::<usize>()
        });
    });
    group.finish();
    let mut group = c.benchmark_group("linear");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for times in [1, 2, 4, 8] {
        let text = common::generate::long(common::SEED, times * 250_000);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(times), &text, |b, text| {
            b.iter(|| common::record(&assembler, "long.txt", text).clauses.len());
        });
    }
    group.finish();
}

criterion_group!(benches, parse);
criterion_main!(benches);
