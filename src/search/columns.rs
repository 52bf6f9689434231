//! Columns 列: what filters, facets and orders need of each clause, as plain arrays in memory.
//!
//! Read once for each new segment (about 40 bytes a clause); the numbers of documents, bodies and
//! issuers are made equal over all segments whenever the index is reloaded. Documents are numbered
//! in the order of their ids, so (document, ordinal) sorts as numbers.

use super::schema::duty_of;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tantivy::columnar::StrColumn;
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

/// What holds for all clauses of a document.
#[derive(Clone, Default)]
pub(super) struct About {
    pub(super) issuers: Vec<String>,
    pub(super) year: Option<i64>,
    pub(super) date: Option<i64>,
}

/// One segment, in its own numbers.
pub(super) struct Local {
    documents: Vec<u32>,
    pub(super) ordinals: Vec<u32>,
    pub(super) kinds: Vec<u8>,
    /// Where the statements of each clause begin in `duties`.
    starts: Vec<u32>,
    duties: Vec<u32>,
    names: Vec<String>,
    about: Vec<About>,
    statements: Vec<String>,
}

/// A statement in the numbers of the snapshot.
#[derive(Clone, Copy)]
pub(super) struct Duty {
    pub(super) role: u8,
    pub(super) position: u16,
    pub(super) agency: u32,
}

/// One segment, led to the numbers of the snapshot.
pub(super) struct Segment {
    pub(super) local: Arc<Local>,
    documents: Vec<u32>,
    duties: Vec<Duty>,
}

impl Segment {
    /// The number of the document of a clause.
    pub(super) fn document(&self, doc: u32) -> usize {
        self.documents[self.local.documents[doc as usize] as usize] as usize
    }

    /// The statements of a clause.
    pub(super) fn duties(&self, doc: u32) -> impl Iterator<Item = Duty> + '_ {
        let (from, to) = (self.local.starts[doc as usize], self.local.starts[doc as usize + 1]);
        self.local.duties[from as usize..to as usize].iter().map(|d| self.duties[*d as usize])
    }
}

/// The index at one moment.
pub(super) struct Snapshot {
    pub(super) searcher: Searcher,
    pub(super) segments: Vec<Segment>,
    /// Document ids, sorted.
    pub(super) documents: Vec<String>,
    pub(super) about: Vec<About>,
    pub(super) agencies: Vec<String>,
    cache: HashMap<SegmentId, Arc<Local>>,
}

impl Snapshot {
    /// Reads the segments that `before` does not know.
    pub(super) fn new(searcher: Searcher, before: Option<&Self>) -> tantivy::Result<Self> {
        let mut cache = HashMap::new();
        let mut locals = Vec::new();
        for reader in searcher.segment_readers() {
            let known = before.and_then(|b| b.cache.get(&reader.segment_id())).map(Arc::clone);
            let local = known.map_or_else(|| Local::read(reader).map(Arc::new), Ok)?;
            cache.insert(reader.segment_id(), Arc::clone(&local));
            locals.push(local);
        }
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
            let mut duties = Vec::new();
            for word in &local.statements {
                let (role, position, agency) = duty_of(word);
                let next = agencies.len() as u32;
                duties.push(Duty { role, position, agency: *agencies.entry(agency).or_insert(next) });
            }
            segments.push(Segment { local: Arc::clone(local), documents: lead, duties });
        }
        let mut names = vec![String::new(); agencies.len()];
        for (name, number) in agencies {
            if let Some(slot) = names.get_mut(number as usize) {
                *slot = name.to_owned();
            }
        }
        let about = documents.values().map(|(_, a)| (*a).clone()).collect();
        let documents = documents.into_keys().map(str::to_owned).collect();
        Ok(Self { searcher, segments, documents, about, agencies: names, cache })
    }
}

impl Local {
    fn read(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let count = reader.max_doc();
        let (year, date) = (fast.column_opt::<i64>("year")?, fast.column_opt::<i64>("date")?);
        let (ordinal, kinds) = (fast.u64("ordinal")?, fast.u64("kinds")?);
        let (names, documents) = (fast.str("document")?, fast.str("document")?);
        let (statements, issuers) = (fast.str("duty")?, fast.str("issuer")?);
        let name_list = strings(names.as_ref())?;
        let issuer_list = strings(issuers.as_ref())?;
        let mut out = Self {
            documents: Vec::new(),
            ordinals: Vec::new(),
            kinds: Vec::new(),
            starts: vec![0],
            duties: Vec::new(),
            about: vec![About::default(); name_list.len()],
            names: name_list,
            statements: strings(statements.as_ref())?,
        };
        let mut seen = vec![false; out.names.len()];
        for doc in 0..count {
            let document = documents.as_ref().and_then(|c| c.term_ords(doc).next()).unwrap_or(0) as u32;
            out.documents.push(document);
            out.ordinals.push(ordinal.first(doc).unwrap_or(0) as u32);
            out.kinds.push(kinds.first(doc).unwrap_or(0) as u8);
            if let Some(column) = &statements {
                out.duties.extend(column.term_ords(doc).map(|o| o as u32));
            }
            out.starts.push(out.duties.len() as u32);
            let first = seen.get_mut(document as usize).is_some_and(|s| !std::mem::replace(s, true));
            if let Some(about) = out.about.get_mut(document as usize).filter(|_| first) {
                about.year = year.as_ref().and_then(|c| c.first(doc));
                about.date = date.as_ref().and_then(|c| c.first(doc));
                let ords = issuers.iter().flat_map(|c| c.term_ords(doc));
                about.issuers = ords.filter_map(|o| issuer_list.get(o as usize).cloned()).collect();
            }
        }
        Ok(out)
    }
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
