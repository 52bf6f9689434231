//! Schema 字段: what the index keeps of each clause.

use super::FactKind;
use super::analyse::{fold, fold_onto};
use crate::fact::{AmountType, Role, Says};
use crate::lexicon::Lexicon;
use crate::metadata::Metadata;
use crate::record::{ClauseRecord, Record};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

/// Names of the tokenizers in the index.
pub(super) const GRAMS: &str = "tiaoku_grams";
pub(super) const WORDS: &str = "tiaoku_words";

/// The fields by name.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// Document id, whole.
    pub(super) document: Field,
    /// Clause id, kept only.
    pub(super) clause: Field,
    /// Heading, kept only.
    pub(super) heading: Field,
    /// Text, kept only.
    pub(super) text: Field,
    /// Character pairs of heading and text.
    pub(super) grams: Field,
    /// Words of both, of two characters and more: whether a word that is asked alone reads as one there.
    pub(super) words: Field,
    /// Character pairs of the heading alone.
    pub(super) heads: Field,
    ordinal: Field,
    kinds: Field,
    duty: Field,
    issuer: Field,
    year: Field,
    date: Field,
    /// Character pairs of the 责任单位 notes alone.
    pub(super) notes: Field,
    number: Field,
    document_kind: Field,
    amounts: Field,
    deadlines: Field,
    length: Field,
}

/// The fields and their schema.
pub(super) fn schema() -> (Schema, Fields) {
    let mut b = Schema::builder();
    let indexed = |tokenizer: &str, what: IndexRecordOption| {
        let how = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(what).set_fieldnorms(false);
        TextOptions::default().set_indexing_options(how)
    };
    let kept_fast = || TextOptions::default().set_fast("raw");
    let fields = Fields {
        document: b.add_text_field("document", STRING | kept_fast()),
        clause: b.add_text_field("clause", STORED),
        heading: b.add_text_field("heading", STORED),
        text: b.add_text_field("text", STORED),
        grams: b.add_text_field("grams", indexed(GRAMS, IndexRecordOption::WithFreqsAndPositions)),
        words: b.add_text_field("words", indexed(WORDS, IndexRecordOption::Basic)),
        heads: b.add_text_field("heads", indexed(GRAMS, IndexRecordOption::WithFreqsAndPositions)),
        ordinal: b.add_u64_field("ordinal", FAST),
        kinds: b.add_u64_field("kinds", FAST),
        duty: b.add_text_field("duty", kept_fast()),
        issuer: b.add_text_field("issuer", kept_fast()),
        year: b.add_i64_field("year", FAST),
        date: b.add_i64_field("date", FAST),
        notes: b.add_text_field("notes", indexed(GRAMS, IndexRecordOption::WithFreqsAndPositions)),
        number: b.add_text_field("number", kept_fast()),
        document_kind: b.add_text_field("document_kind", kept_fast()),
        amounts: b.add_i64_field("amounts", FAST),
        deadlines: b.add_i64_field("deadlines", FAST),
        length: b.add_u64_field("length", FAST),
    };
    (b.build(), fields)
}

/// Bytes that the values of a clause take beside its words, and how often its words are handed to the index: kept,
/// as pairs, as words.
const ROOM: usize = 512;
const TIMES: usize = 3;

/// What the index keeps of a clause.
pub(super) fn clause_document(f: &Fields, lexicon: &Lexicon, record: &Record, ordinal: usize) -> TantivyDocument {
    let Some(item) = record.clauses.get(ordinal) else { return TantivyDocument::default() };
    let heading = item.clause.heading.as_ref().map_or("", |h| h.as_str());
    let text = item.clause.text.as_str();
    let mut doc = TantivyDocument::with_capacity(ROOM + TIMES * (heading.len() + text.len()));
    doc.add_text(f.document, &record.id);
    doc.add_text(f.clause, &item.id);
    doc.add_text(f.heading, heading);
    doc.add_text(f.text, text);
    let mut all = String::with_capacity(heading.len() + text.len());
    let of_head = fold_onto(&mut all, heading);
    let head = all.len();
    let length = of_head + fold_onto(&mut all, text);
    doc.add_u64(f.length, length as u64);
    doc.add_text(f.grams, &all);
    doc.add_text(f.heads, all.get(..head).unwrap_or_default());
    let noted = notes(item);
    if !noted.is_empty() {
        doc.add_text(f.notes, noted);
    }
    values(f, item, &mut doc);
    doc.add_text(f.words, format!("{heading}\n{text}"));
    doc.add_u64(f.ordinal, ordinal as u64);
    doc.add_u64(f.kinds, u64::from(item.facts.iter().fold(0, |mask, fact| mask | kind_bit(FactKind::of(&fact.says)))));
    for duty in duties(lexicon, item) {
        doc.add_text(f.duty, duty);
    }
    about(f, &record.metadata, &mut doc);
    doc
}

/// What holds for all clauses of a document.
fn about(f: &Fields, metadata: &Metadata, doc: &mut TantivyDocument) {
    for issuer in &metadata.issuers {
        doc.add_text(f.issuer, issuer);
    }
    if let Some(number) = &metadata.number {
        doc.add_text(f.number, fold(number));
    }
    if let Some(kind) = &metadata.kind {
        doc.add_text(f.document_kind, kind);
    }
    if let Some(year) = year(metadata) {
        doc.add_i64(f.year, i64::from(year));
    }
    if let Some(date) = metadata.written_on.or(metadata.printed_on) {
        doc.add_i64(f.date, day(date));
    }
}

/// Money in fen and last days, each once.
fn values(f: &Fields, item: &ClauseRecord, doc: &mut TantivyDocument) {
    let (mut amounts, mut days) = (Vec::new(), Vec::new());
    for fact in &item.facts {
        match &fact.says {
            Says::Amount(a) if a.measure == AmountType::Money && a.unit.as_deref() == Some("CNY") => {
                let fen = |v: Decimal| v.checked_mul(Decimal::from(100)).and_then(|v| v.to_i64());
                amounts.extend(fen(a.value));
                amounts.extend(a.value_max.and_then(fen));
            }
            Says::Deadline(d) => days.extend(d.end.map(day)),
            Says::Target(t) => days.extend(t.by.or(t.by_inherited).map(day)),
            _ => {}
        }
    }
    for (field, mut list) in [(f.amounts, amounts), (f.deadlines, days)] {
        list.sort_unstable();
        list.dedup();
        list.into_iter().for_each(|v| doc.add_i64(field, v));
    }
}

/// The folded words of the brackets (or lines) that name responsible bodies: `（责任单位：市科委）`.
fn notes(item: &ClauseRecord) -> String {
    let text = item.clause.text.as_str();
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for fact in item.facts.iter().filter(|f| matches!(f.says, Says::Responsibility(_))) {
        let span = fact.value.first().unwrap_or(&fact.quote);
        let (before, after) = (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default());
        let open =
            before.rfind(['（', '(', '\n']).filter(|at| !before.get(*at..).unwrap_or_default().contains(['）', ')']));
        let close = after.find(['）', ')', '\n']);
        if let (Some(open), Some(close)) = (open, close)
            && text.get(open..).is_some_and(|t| t.starts_with(['（', '(']))
            && spans.last().is_none_or(|s| s.0 != open)
        {
            spans.push((open, span.end + close));
        }
    }
    spans.iter().filter_map(|(from, to)| text.get(*from..*to)).map(fold).collect()
}

/// The bit of a kind of facts.
pub(super) fn kind_bit(kind: FactKind) -> u8 {
    FactKind::ALL.iter().position(|k| *k == kind).map_or(0, |at| 1 << at)
}

/// A day as a number that sorts: 20231231.
pub(super) fn day(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// The number of a role in [`duty_of`].
pub(super) fn role_number(role: Role) -> u8 {
    match role {
        Role::Lead => 1,
        Role::Support => 2,
        Role::Responsible => 3,
    }
}

/// One statement as a word: `1/2/市科委` (role, place in the list or 0, body); each once a clause.
fn duties(lexicon: &Lexicon, item: &ClauseRecord) -> Vec<String> {
    let mut out: Vec<_> = item
        .facts
        .iter()
        .filter_map(|fact| match &fact.says {
            Says::Responsibility(r) => {
                let agency = lexicon.agency_key(&r.agency);
                Some(format!("{}/{}/{agency}", role_number(r.role), r.position.unwrap_or(0)))
            }
            _ => None,
        })
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Role, place and body of a statement.
pub(super) fn duty_of(word: &str) -> (u8, u16, &str) {
    let mut parts = word.splitn(3, '/');
    let mut number = || parts.next().unwrap_or_default();
    let role = number().parse().unwrap_or(0);
    let position = number().parse().unwrap_or(0);
    (role, position, number())
}

/// The year a document belongs to: 成文日期, else 印发日期, else that of its number (〔2023〕), else
/// the first of its plan period.
fn year(metadata: &Metadata) -> Option<i16> {
    let dated = metadata.written_on.or(metadata.printed_on).map(Date::year);
    let numbered = || {
        let number = metadata.number.as_deref()?;
        let (_, rest) = number.split_once(['〔', '[', '［', '(', '（'])?;
        rest.get(..4)?.parse().ok()
    };
    dated.or_else(numbered).or_else(|| metadata.plan_period.map(|p| p.start.year()))
}
