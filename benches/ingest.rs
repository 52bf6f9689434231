//! Ingest 入库速度: parse + store + index, beside bare tantivy indexing of the same two fields.
//!
//! `cargo bench --bench ingest`: about 8 MB; `TIAOKU_LONG=1` takes 100 MB. Both sides use two threads
//! of the machine; the figure that counts is the ratio of the two rates (goal: 0.5).
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    reason = "a bench prints what it measured and stops where it cannot"
)]

mod common;

use rayon::prelude::*;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use tiaoku::kb::{self, Kb, Named};
use tiaoku::lexicon::Lexicon;
use tiaoku::record::Record;

/// The simplest tokenizers that do the same: jieba words, or pairs of characters.
#[derive(Clone)]
struct Cut(Option<Arc<jieba_rs::Jieba>>);

struct Cuts(Vec<String>, usize, Token);

impl Tokenizer for Cut {
    type TokenStream<'a> = Cuts;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cuts {
        let words = match &self.0 {
            Some(jieba) => jieba.cut_for_search(text, false).iter().map(|t| t.word.to_owned()).collect(),
            None => {
                let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
                chars.windows(2).map(|w| w.iter().collect()).collect()
            }
        };
        Cuts(words, 0, Token::default())
    }
}

impl TokenStream for Cuts {
    fn advance(&mut self) -> bool {
        let Some(word) = self.0.get_mut(self.1).map(std::mem::take) else { return false };
        self.1 += 1;
        self.2.text = word;
        self.2.position = self.2.position.wrapping_add(1);
        true
    }
    fn token(&self) -> &Token {
        &self.2
    }
    fn token_mut(&mut self) -> &mut Token {
        &mut self.2
    }
}

fn bare(records: &[Record]) -> Duration {
    let mut builder = Schema::builder();
    let options = |name: &str, what| {
        let how = TextFieldIndexing::default().set_tokenizer(name).set_index_option(what);
        TextOptions::default().set_indexing_options(how).set_stored()
    };
    let words = builder.add_text_field("words", options("words", IndexRecordOption::WithFreqs));
    let pairs = builder.add_text_field("pairs", options("pairs", IndexRecordOption::WithFreqsAndPositions));
    let dir = tempfile::tempdir().unwrap();
    let index = tantivy::Index::create_in_dir(dir.path(), builder.build()).unwrap();
    let jieba = Arc::new(jieba_rs::Jieba::new());
    index.tokenizers().register("words", TextAnalyzer::from(Cut(Some(jieba))));
    index.tokenizers().register("pairs", TextAnalyzer::from(Cut(None)));
    let mut writer = index.writer_with_num_threads::<tantivy::TantivyDocument>(2, 96 << 20).unwrap();
    let begun = Instant::now();
    for clause in records.iter().flat_map(|r| &r.clauses) {
        let heading = clause.clause.heading.as_ref().map_or("", |h| h.as_str());
        let all = format!("{heading}\n{}", clause.clause.text.as_str());
        writer.add_document(tantivy::doc!(words => all.as_str(), pairs => all.as_str())).unwrap();
    }
    writer.commit().unwrap();
    begun.elapsed()
}

/// As `tiaoku ingest` does it, from files to what is found.
fn whole(files: &[Named]) -> Duration {
    let dir = tempfile::tempdir().unwrap();
    let kb = Kb::open(dir.path(), Lexicon::builtin().clone()).unwrap();
    kb.search(&kb::Query { q: Some("产业".to_owned()), ..Default::default() }).unwrap();
    let begun = Instant::now();
    let mut taken = 0;
    kb.ingest(files, jiff::civil::date(2026, 11, 20), &mut |item| taken += usize::from(item.clauses > 0)).unwrap();
    let took = begun.elapsed();
    assert_eq!(taken, files.len(), "every document is taken in");
    took
}

fn main() {
    let files = common::generate::megabytes(common::SEED, if common::long() { 100 << 20 } else { 8 << 20 });
    let bytes: usize = files.iter().map(|(_, t)| t.len()).sum();
    let assembler = common::assembler();
    let records: Vec<Record> = files.par_iter().map(|(n, t)| common::record(&assembler, n, t)).collect();
    let written = tempfile::tempdir().unwrap();
    for (name, text) in &files {
        std::fs::write(written.path().join(name), text).unwrap();
    }
    let named = kb::collect(&[written.path().to_owned()]);
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    for round in 1..=3 {
        let (bare, whole) = (rate(bare(&records)), rate(whole(&named)));
        println!("round {round}: bare index {bare:.1} MB/s, ingest {whole:.1} MB/s, ratio {:.2}", whole / bare);
    }
}
