//! Query 检索速度: questions over N clauses in process, with count, facets and highlights, beside the raw parts.
//!
//! `cargo bench --bench query`: 20,000 clauses; `TIAOKU_LONG=1` asks for 300,000 (some minutes to build
//! the index). In the same run the same clauses go into bare tantivy (the same two fields and orders, its own
//! collectors, the same filter column, no facets by us) and into SQLite FTS5 (trigram; it answers no word under
//! three characters). Each kind of question is asked with other words each time; told are p50 and p99, MB of
//! text indexed a second, and bytes of index per byte of text.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::too_many_lines,
    reason = "a bench prints what it measured and stops where it cannot"
)]

mod common;

use common::generate::Random;
use common::words::{BODIES, FIELDS, THINGS, VERBS};
use std::path::Path;
use std::time::{Duration, Instant};
use tantivy::collector::{Count, TopDocs};
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{NgramTokenizer, TextAnalyzer};
use tantivy::{Term, doc};
use tiaoku::fact::{Role, Says};
use tiaoku::lexicon::Lexicon;
use tiaoku::record::Record;
use tiaoku::search::{Index, Query, Sort};

/// Documents taken in at once.
const BATCH: usize = 500;

/// What is asked of all three.
const KINDS: [&str; 11] = [
    "nothing",
    "common word",
    "one word",
    "two words",
    "phrase",
    "words and filters",
    "filters alone",
    "one character",
    "by deadline",
    "deep page",
    "no facets",
];

fn question(kind: &str, r: &mut Random) -> Query {
    let thing = format!("{}{}", r.word(FIELDS), r.word(THINGS));
    let text = |text: String| Query { text, ..Query::default() };
    match kind {
        "nothing" => Query::default(),
        "common word" => text(r.word(&VERBS[..4]).to_owned()),
        "one word" => text(r.word(FIELDS).to_owned()),
        "phrase" => text(format!("“{}{thing}”", r.word(VERBS))),
        "words and filters" => Query {
            text: r.word(FIELDS).to_owned(),
            agency: vec![r.word(BODIES).to_owned()],
            role: vec![Role::Lead],
            ..Query::default()
        },
        "filters alone" => {
            Query { agency: vec![r.word(BODIES).to_owned()], role: vec![Role::Lead], ..Query::default() }
        }
        "one character" => text(r.word(FIELDS).chars().take(1).collect()),
        "by deadline" => Query { sort: Sort::Deadline, ..text(r.word(FIELDS).to_owned()) },
        "deep page" => Query { offset: 2000, limit: 50, ..text(r.word(FIELDS).to_owned()) },
        "no facets" => Query { facets: false, ..text(format!("{} {}", r.word(FIELDS), r.word(THINGS))) },
        _ => text(format!("{} {}", r.word(FIELDS), r.word(THINGS))),
    }
}

/// Bytes of all files in a folder.
fn size(dir: &Path) -> u64 {
    let entries = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap());
    entries.map(|e| if e.path().is_dir() { size(&e.path()) } else { e.metadata().unwrap().len() }).sum()
}

/// Bare tantivy over the same words: pairs of characters, the text kept, one column to sort by.
struct Bare {
    index: tantivy::Index,
    writer: tantivy::IndexWriter,
    grams: Field,
    text: Field,
    deadline: Field,
}

impl Bare {
    fn new(dir: &Path) -> Self {
        let mut b = Schema::builder();
        let how = TextFieldIndexing::default()
            .set_tokenizer("pairs")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let grams = b.add_text_field("grams", TextOptions::default().set_indexing_options(how));
        let text = b.add_text_field("text", STORED);
        let deadline = b.add_u64_field("deadline", FAST);
        let index = tantivy::Index::create_in_dir(dir, b.build()).unwrap();
        let pairs = TextAnalyzer::from(NgramTokenizer::new(2, 2, false).unwrap());
        index.tokenizers().register("pairs", pairs);
        let writer = index.writer_with_num_threads(2, 96 << 20).unwrap();
        Self { index, writer, grams, text, deadline }
    }

    fn add(&self, text: &str, deadline: u64) {
        let made = doc!(self.grams => text, self.text => text, self.deadline => deadline);
        self.writer.add_document(made).unwrap();
    }

    /// The query that its own ranking, counting and fetching answers.
    fn ask(&self, searcher: &tantivy::Searcher, query: &Query) -> usize {
        use tantivy::query::{AllQuery, BooleanQuery, Occur, PhraseQuery, Query as Engine, TermQuery};
        let run = |word: &str| -> Box<dyn Engine> {
            let chars: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
            let terms: Vec<Term> =
                chars.windows(2).map(|w| Term::from_field_text(self.grams, &w.iter().collect::<String>())).collect();
            match terms.len() {
                0 => Box::new(AllQuery),
                1 => Box::new(TermQuery::new(terms[0].clone(), IndexRecordOption::WithFreqs)),
                _ => Box::new(PhraseQuery::new(terms)),
            }
        };
        let must = query.text.split_whitespace().map(|w| (Occur::Must, run(w))).collect::<Vec<_>>();
        let engine: Box<dyn Engine> =
            if must.is_empty() { Box::new(AllQuery) } else { Box::new(BooleanQuery::new(must)) };
        let top = TopDocs::with_limit(query.limit).and_offset(query.offset);
        let (found, hits) = if query.sort == Sort::Deadline {
            let by = top.order_by_u64_field("deadline", tantivy::Order::Asc);
            let (found, hits) = searcher.search(&*engine, &(Count, by)).unwrap();
            (found, hits.into_iter().map(|(_, at)| at).collect::<Vec<_>>())
        } else {
            let (found, hits) = searcher.search(&*engine, &(Count, top.order_by_score())).unwrap();
            (found, hits.into_iter().map(|(_, at)| at).collect())
        };
        for at in hits {
            std::hint::black_box(searcher.doc::<tantivy::TantivyDocument>(at).unwrap());
        }
        found
    }
}

/// SQLite FTS5 with trigrams: ranked by bm25, counted, highlighted.
fn ask_sqlite(db: &rusqlite::Connection, query: &Query) -> Option<usize> {
    let plain: String = query.text.chars().filter(|c| !"“”".contains(*c)).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    if words.is_empty() || words.iter().any(|w| w.chars().count() < 3) {
        return None;
    }
    let matching = words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(" AND ");
    let order = if query.sort == Sort::Deadline { "deadline" } else { "rank" };
    let sql = format!(
        "SELECT highlight(clauses, 0, '[', ']') FROM clauses WHERE clauses MATCH ? ORDER BY {order} LIMIT {} OFFSET {}",
        query.limit, query.offset
    );
    let mut page = db.prepare_cached(&sql).unwrap();
    let mut rows = page.query([&matching]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        std::hint::black_box(row.get::<_, String>(0).unwrap());
    }
    let mut count = db.prepare_cached("SELECT count(*) FROM clauses WHERE clauses MATCH ?").unwrap();
    Some(count.query_row([&matching], |row| row.get::<_, i64>(0)).unwrap() as usize)
}

/// p50, p99 and mean count of one kind; none where it cannot be asked.
fn timed(kind: &str, mut ask: impl FnMut(&Query) -> Option<usize>) -> Option<(Duration, Duration, usize)> {
    let mut r = Random::new(common::SEED);
    ask(&question(kind, &mut r));
    let (mut times, mut found, begun) = (Vec::new(), 0, Instant::now());
    while times.len() < 500 && begun.elapsed() < Duration::from_secs(5) {
        let query = question(kind, &mut r);
        let start = Instant::now();
        if let Some(n) = ask(&query) {
            times.push(start.elapsed());
            found += n;
        }
    }
    times.sort_unstable();
    let at = |share: usize| times.get((times.len().max(1) - 1) * share / 100).copied();
    Some((at(50)?, at(99)?, found / times.len()))
}

/// The earliest last day of a clause as a number.
fn deadline(record: &Record, at: usize) -> u64 {
    let days = record.clauses[at].facts.iter().filter_map(|f| match &f.says {
        Says::Deadline(d) => d.end,
        Says::Target(t) => t.by,
        _ => None,
    });
    days.min().map_or(99_991_231, |d| d.year() as u64 * 10_000 + d.month() as u64 * 100 + d.day() as u64)
}

fn main() {
    let clauses = if common::long() { 300_000 } else { 20_000 };
    let (ours_dir, bare_dir, sql_dir) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let index = Index::open(ours_dir.path(), Lexicon::builtin()).unwrap();
    let mut bare = Bare::new(bare_dir.path());
    let db = rusqlite::Connection::open(sql_dir.path().join("a.db")).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
         CREATE VIRTUAL TABLE clauses USING fts5(text, deadline UNINDEXED, tokenize='trigram');",
    )
    .unwrap();
    let assembler = common::assembler();
    let (mut made, mut change, mut bytes, mut batch) = (0, 0, 0usize, Vec::new());
    let mut took = [Duration::ZERO; 3];
    for serial in 0.. {
        let text = common::generate::document(common::SEED, serial);
        let mut record = common::record(&assembler, "a.txt", &text);
        record.id = format!("document-{serial:06}");
        made += record.clauses.len();
        batch.push(record);
        if batch.len() < BATCH && made < clauses {
            continue;
        }
        change += 1;
        let start = Instant::now();
        index.follow(change, &batch, &[]).unwrap();
        took[0] += start.elapsed();
        let texts: Vec<(String, u64)> = batch
            .iter()
            .flat_map(|r| {
                r.clauses.iter().enumerate().map(|(at, c)| {
                    let heading = c.clause.heading.as_ref().map_or("", |h| h.as_str());
                    (format!("{heading}{}", c.clause.text.as_str()), deadline(r, at))
                })
            })
            .collect();
        bytes += texts.iter().map(|t| t.0.len()).sum::<usize>();
        let start = Instant::now();
        texts.iter().for_each(|(text, day)| bare.add(text, *day));
        bare.writer.commit().unwrap();
        took[1] += start.elapsed();
        let start = Instant::now();
        db.execute_batch("BEGIN").unwrap();
        for (text, day) in &texts {
            db.prepare_cached("INSERT INTO clauses VALUES (?, ?)").unwrap().execute((text, *day as i64)).unwrap();
        }
        db.execute_batch("COMMIT").unwrap();
        took[2] += start.elapsed();
        batch.clear();
        if made >= clauses {
            break;
        }
    }
    let dirs = [ours_dir.path(), bare_dir.path(), sql_dir.path()];
    println!("{made} clauses, {:.1} MB of text", bytes as f64 / 1e6);
    for ((name, dir), time) in ["tiaoku", "tantivy", "sqlite fts5"].iter().zip(dirs).zip(took) {
        let rate = bytes as f64 / 1e6 / time.as_secs_f64();
        println!("{name:12} index {rate:>6.1} MB/s, {:.2} bytes per byte of text", size(dir) as f64 / bytes as f64);
    }
    let searcher = bare.index.reader().unwrap().searcher();
    println!("{:20} {:>30} {:>30} {:>30}", "p50 p99 found", "tiaoku", "tantivy", "sqlite fts5");
    let shown = |t: Option<(Duration, Duration, usize)>| match t {
        Some((p50, p99, n)) => format!("{p50:.2?} {p99:.2?} {n}"),
        None => "—".to_owned(),
    };
    for kind in KINDS {
        let ours = timed(kind, |q| Some(index.find(q).unwrap().total));
        // Filters are ours alone, and pairs hold no single character.
        let common = !kind.contains("filters") && kind != "one character";
        let theirs = common.then(|| timed(kind, |q| Some(bare.ask(&searcher, q)))).flatten();
        let sql = common.then(|| timed(kind, |q| ask_sqlite(&db, q))).flatten();
        println!("{kind:20} {:>30} {:>30} {:>30}", shown(ours), shown(theirs), shown(sql));
    }
}
