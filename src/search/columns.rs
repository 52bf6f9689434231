//! Columns 列: what filters, facets and orders need of each clause, as plain arrays in memory.
//!
//! Read once for each new segment (about 40 bytes a clause); the numbers of documents, bodies and
//! issuers are made equal over all segments whenever the index is reloaded. Documents are numbered
//! in the order of their ids, so (document, ordinal) sorts as numbers.

use super::Facets;
use super::place;
use super::schema::duty_of;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

/// What holds for all clauses of a document.
#[derive(Clone, Default)]
pub(super) struct About {
    pub(super) issuers: Vec<String>,
    pub(super) year: Option<i64>,
    pub(super) date: Option<i64>,
    /// 文号, folded.
    pub(super) number: Option<String>,
    /// 文种
    pub(super) kind: Option<String>,
    /// 地区
    pub(super) region: Option<String>,
    /// 级别
    pub(super) level: Option<&'static str>,
}

/// Some values of each clause.
pub(super) struct Values<T> {
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T> Values<T> {
    fn new() -> Self {
        Self { starts: vec![0], values: Vec::new() }
    }

    /// Those of the next clause.
    fn push(&mut self, values: impl Iterator<Item = T>) {
        self.values.extend(values);
        self.starts.push(self.values.len() as u32);
    }

    /// Those of a clause, in order.
    pub(super) fn of(&self, doc: u32) -> &[T] {
        &self.values[self.starts[doc as usize] as usize..self.starts[doc as usize + 1] as usize]
    }
}

impl Values<u32> {
    /// Whose each value is.
    fn owners(&self) -> Vec<u32> {
        let many = |(doc, ends): (u32, &[u32])| match ends {
            [from, to] => std::iter::repeat_n(doc, (to - from) as usize),
            _ => std::iter::repeat_n(doc, 0),
        };
        (0..).zip(self.starts.windows(2)).flat_map(many).collect()
    }

    /// The values of the clauses from one to before another.
    pub(super) fn between(&self, from: u32, to: u32) -> std::ops::Range<usize> {
        self.starts[from as usize] as usize..self.starts[to as usize] as usize
    }

    /// Values by their places.
    pub(super) fn at(&self, places: std::ops::Range<usize>) -> &[u32] {
        self.values.get(places).unwrap_or_default()
    }

    /// Those of some clauses, one after the other. Most have few, which are copied without looking how many.
    pub(super) fn gather(&self, docs: &[u32], into: &mut Vec<u32>) {
        const FEW: usize = 8;
        let mut size = 0;
        into.resize((docs.len() + 1) * FEW, 0);
        for doc in docs {
            let (from, to) = (self.starts[*doc as usize] as usize, self.starts[*doc as usize + 1] as usize);
            let few = self.values.get(from..from + FEW).and_then(|v| v.first_chunk::<FEW>());
            let place = into.get_mut(size..size + FEW).and_then(|p| p.first_chunk_mut::<FEW>());
            match (few, place) {
                (Some(few), Some(place)) if to - from <= FEW => *place = *few,
                _ => {
                    into.truncate(size);
                    into.extend_from_slice(self.values.get(from..to).unwrap_or_default());
                    into.resize(into.len() + (docs.len() + 1) * FEW, 0);
                }
            }
            size += to - from;
        }
        into.truncate(size);
    }
}

impl Values<i64> {
    fn read(column: Option<&Column<i64>>, count: u32) -> Self {
        let mut out = Self::new();
        (0..count).for_each(|doc| out.push(column.iter().flat_map(|c| c.values_for_doc(doc))));
        out
    }
}

/// One segment, in its own numbers.
pub(super) struct Local {
    pub(super) documents: Vec<u32>,
    pub(super) ordinals: Vec<u32>,
    /// Kinds of facts, a bit each, and above them the roles that the statements give, a bit each.
    pub(super) traits: Vec<u16>,
    /// Statements of each clause, as numbers in `statements`.
    pub(super) duties: Values<u32>,
    /// The clause of each statement in `duties`.
    pub(super) givers: Vec<u32>,
    /// Bodies of each clause, each once, as numbers in `bodies`.
    pub(super) acting: Values<u32>,
    /// Money in fen.
    pub(super) amounts: Values<i64>,
    /// Last days.
    pub(super) deadlines: Values<i64>,
    /// What its length makes of the weight of its words.
    pub(super) norms: Vec<f32>,
    pub(super) names: Vec<String>,
    about: Vec<About>,
    pub(super) statements: Vec<Duty>,
    bodies: Vec<String>,
}

/// A statement; its body is a number in `bodies`.
#[derive(Clone, Copy)]
pub(super) struct Duty {
    pub(super) role: u8,
    pub(super) position: u16,
    pub(super) body: u32,
}

/// One segment, led to the numbers of the snapshot.
pub(super) struct Segment {
    pub(super) local: Arc<Local>,
    pub(super) documents: Vec<u32>,
    pub(super) bodies: Vec<u32>,
}

impl Segment {
    /// The number of the document of a clause.
    pub(super) fn document(&self, doc: u32) -> usize {
        self.documents[self.local.documents[doc as usize] as usize] as usize
    }

    /// The numbers of the bodies of a clause.
    pub(super) fn acting(&self, doc: u32) -> impl Iterator<Item = u32> + '_ {
        self.local.acting.of(doc).iter().map(|b| self.bodies[*b as usize])
    }
}

/// What each document belongs to: years, issuers, …
#[derive(Default)]
pub(super) struct Groups {
    pub(super) names: Vec<String>,
    starts: Vec<u32>,
    groups: Vec<u32>,
}

impl Groups {
    fn new(about: &[About], names: impl Fn(&About) -> Vec<String>) -> Self {
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut out = Self { starts: vec![0], ..Self::default() };
        for name_list in about.iter().map(names) {
            for name in name_list {
                let next = known.len() as u32;
                out.groups.push(*known.entry(name).or_insert(next));
            }
            out.starts.push(out.groups.len() as u32);
        }
        out.names = by_number(known);
        out
    }

    /// Those of a document.
    pub(super) fn of(&self, document: usize) -> &[u32] {
        &self.groups[self.starts[document] as usize..self.starts[document + 1] as usize]
    }
}

/// The index at one moment.
pub(super) struct Snapshot {
    /// All clauses.
    pub(super) clauses: usize,
    pub(super) searcher: Searcher,
    pub(super) segments: Vec<Segment>,
    /// Document ids, sorted.
    pub(super) documents: Vec<String>,
    pub(super) about: Vec<About>,
    pub(super) years: Groups,
    pub(super) issuers: Groups,
    pub(super) kinds: Groups,
    pub(super) levels: Groups,
    pub(super) regions: Groups,
    pub(super) agencies: Vec<String>,
    /// How all clauses spread, counted when it is first asked for.
    pub(super) spread: OnceLock<Facets>,
    cache: HashMap<SegmentId, Arc<Local>>,
}

impl Snapshot {
    /// Reads the segments that `before` does not know.
    pub(super) fn new(searcher: Searcher, before: Option<&Self>) -> tantivy::Result<Self> {
        let read = |reader: &SegmentReader| {
            let known = before.and_then(|b| b.cache.get(&reader.segment_id())).map(Arc::clone);
            known.map_or_else(|| Local::read(reader).map(Arc::new), Ok)
        };
        let locals = searcher.segment_readers().par_iter().map(read).collect::<tantivy::Result<Vec<_>>>()?;
        let ids = searcher.segment_readers().iter().map(SegmentReader::segment_id);
        let cache = ids.zip(&locals).map(|(id, local)| (id, Arc::clone(local))).collect();
        let mut documents: BTreeMap<&str, (u32, &About)> = BTreeMap::new();
        for local in &locals {
            documents.extend(local.names.iter().zip(&local.about).map(|(n, a)| (n.as_str(), (0, a))));
        }
        for (number, slot) in (0..).zip(documents.values_mut()) {
            slot.0 = number;
        }
        let mut agencies: HashMap<&str, u32> = HashMap::new();
        let mut segments = Vec::new();
        for local in &locals {
            let lead = local.names.iter().map(|n| documents.get(n.as_str()).map_or(0, |d| d.0)).collect();
            let number = |name| {
                let next = agencies.len() as u32;
                *agencies.entry(name).or_insert(next)
            };
            let bodies = local.bodies.iter().map(String::as_str).map(number).collect();
            segments.push(Segment { local: Arc::clone(local), documents: lead, bodies });
        }
        let names = by_number(agencies.into_iter().map(|(name, number)| (name.to_owned(), number)).collect());
        let clauses = searcher.num_docs() as usize;
        let about: Vec<About> = documents.values().map(|(_, a)| (*a).clone()).collect();
        let documents = documents.into_keys().map(str::to_owned).collect();
        Ok(Self {
            clauses,
            searcher,
            segments,
            documents,
            years: Groups::new(&about, |a| a.year.iter().map(i64::to_string).collect()),
            issuers: Groups::new(&about, |a| a.issuers.clone()),
            kinds: Groups::new(&about, |a| a.kind.iter().cloned().collect()),
            levels: Groups::new(&about, |a| a.level.iter().map(|l| (*l).to_owned()).collect()),
            regions: Groups::new(&about, |a| a.region.iter().cloned().collect()),
            about,
            agencies: names,
            spread: OnceLock::new(),
            cache,
        })
    }
}

impl Local {
    fn read(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let count = reader.max_doc();
        let (amounts, deadlines) = (fast.column_opt::<i64>("amounts")?, fast.column_opt::<i64>("deadlines")?);
        let length = fast.u64("length")?;
        let (numbers, kinds_of) = (fast.str("number")?, fast.str("document_kind")?);
        let (number_list, kind_list) = (strings(numbers.as_ref())?, strings(kinds_of.as_ref())?);
        let (year, date) = (fast.column_opt::<i64>("year")?, fast.column_opt::<i64>("date")?);
        let (ordinal, kinds) = (fast.u64("ordinal")?, fast.u64("kinds")?);
        let (names, documents) = (fast.str("document")?, fast.str("document")?);
        let (statements, issuers) = (fast.str("duty")?, fast.str("issuer")?);
        let name_list = strings(names.as_ref())?;
        let issuer_list = strings(issuers.as_ref())?;
        let (stated, bodies) = stated(strings(statements.as_ref())?);
        let mut out = Self {
            documents: Vec::new(),
            ordinals: Vec::new(),
            traits: Vec::new(),
            duties: Values::new(),
            givers: Vec::new(),
            acting: Values::new(),
            amounts: Values::read(amounts.as_ref(), count),
            deadlines: Values::read(deadlines.as_ref(), count),
            norms: (0..count).map(|doc| norm(length.first(doc).unwrap_or(0))).collect(),
            about: vec![About::default(); name_list.len()],
            names: name_list,
            statements: stated,
            bodies,
        };
        let mut seen = vec![false; out.names.len()];
        for doc in 0..count {
            let document = documents.as_ref().and_then(|c| c.term_ords(doc).next()).unwrap_or(0) as u32;
            out.documents.push(document);
            out.ordinals.push(ordinal.first(doc).unwrap_or(0) as u32);
            out.duties.push(statements.iter().flat_map(|c| c.term_ords(doc)).map(|o| o as u32));
            let duties = out.duties.of(doc).iter().filter_map(|d| out.statements.get(*d as usize));
            let roles = duties.clone().fold(0, |mask, duty| mask | 1 << duty.role);
            out.traits.push(traits(kinds.first(doc).unwrap_or(0) as u8, roles));
            let mut acting: Vec<u32> = duties.map(|d| d.body).collect();
            acting.sort_unstable();
            acting.dedup();
            out.acting.push(acting.into_iter());
            let first = seen.get_mut(document as usize).is_some_and(|s| !std::mem::replace(s, true));
            if let Some(about) = out.about.get_mut(document as usize).filter(|_| first) {
                about.year = year.as_ref().and_then(|c| c.first(doc));
                about.date = date.as_ref().and_then(|c| c.first(doc));
                let ords = issuers.iter().flat_map(|c| c.term_ords(doc));
                about.issuers = ords.filter_map(|o| issuer_list.get(o as usize).cloned()).collect();
                let one = |column: &Option<StrColumn>, list: &[String]| {
                    column.as_ref().and_then(|c| c.term_ords(doc).next()).and_then(|o| list.get(o as usize).cloned())
                };
                about.number = one(&numbers, &number_list);
                about.kind = one(&kinds_of, &kind_list);
                let places = about.issuers.iter().map(|i| place::of(i));
                (about.region, about.level) = places.max_by_key(|p| p.1.is_some()).unwrap_or_default();
            }
        }
        out.givers = out.duties.owners();
        Ok(out)
    }
}

/// Kinds of facts and roles in one number.
fn traits(kinds: u8, roles: u8) -> u16 {
    u16::from(kinds) | u16::from(roles & 15) << 8
}

/// Statements in the order of the words that keep them, and the bodies they name.
fn stated(words: Vec<String>) -> (Vec<Duty>, Vec<String>) {
    let mut bodies: HashMap<String, u32> = HashMap::new();
    let mut duties = Vec::new();
    for word in &words {
        let (role, position, name) = duty_of(word);
        let next = bodies.len() as u32;
        let body = match bodies.get(name) {
            Some(body) => *body,
            None => *bodies.entry(name.to_owned()).or_insert(next),
        };
        duties.push(Duty { role, position, body });
    }
    (duties, by_number(bodies))
}

/// Names in the order of their numbers.
fn by_number(names: HashMap<String, u32>) -> Vec<String> {
    let mut out: Vec<_> = names.into_iter().collect();
    out.sort_unstable_by_key(|(_, number)| *number);
    out.into_iter().map(|(name, _)| name).collect()
}

/// What a length in characters makes of the weight of the words: 1 for a clause of 200.
#[allow(clippy::float_arithmetic, reason = "scores, no money")]
fn norm(length: u64) -> f32 {
    let length = length.min(2000) as f32;
    1.0 / (0.75 + 0.25 * length / 200.0)
}

/// All words of a column, by their numbers.
fn strings(column: Option<&StrColumn>) -> tantivy::Result<Vec<String>> {
    let Some(column) = column else { return Ok(Vec::new()) };
    let mut stream = column.dictionary().stream()?;
    let mut out = Vec::new();
    while stream.advance() {
        out.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    Ok(out)
}
