//! Counts 分面计数: how the clauses found spread over documents, bodies, kinds and years.
//!
//! What holds for a whole document (年份, 发文机关, 文种 …) is counted by document; kinds and roles of a clause are one
//! small number, counted as such and told apart at the end; bodies are counted one by one. All in the
//! numbers of a segment, led to those of the snapshot when a stretch of it is done.

use super::columns::{Segment, Snapshot};
use super::filter::{ACTS, AGENCY, ALL, DOCUMENT, ISSUER, KIND, LEVEL, OF_DOCUMENT, PLACED, REGION, ROLE};
use super::filter::{Sieve, TYPE, WANTED, YEAR};
use super::schema::{kind_bit, role_number};
use super::{Facets, FactKind, MOST_VALUES};
use crate::fact::Role;

/// Sets of kinds and roles.
const TRAITS: usize = 1 << 12;

/// Counts by number while the pass goes on.
pub(super) struct Counts {
    /// Clauses that pass, by document.
    pub(super) passed: Vec<u32>,
    /// Clauses that fail only this facet of a document, by document; empty until there is one.
    failed: [Vec<u32>; OF_DOCUMENT],
    /// By set of kinds and roles.
    traits: Vec<u32>,
    bodies: Vec<u32>,
    /// The bodies of a block of clauses.
    flat: Vec<u32>,
}

fn slot(list: &mut [u32], at: usize) {
    if let Some(n) = list.get_mut(at) {
        *n += 1;
    }
}

impl Counts {
    fn sized(documents: usize, bodies: usize) -> Self {
        let (passed, bodies) = (vec![0; documents], vec![0; bodies]);
        Self { passed, failed: Default::default(), traits: vec![0; TRAITS], bodies, flat: Vec::new() }
    }

    /// Counts in the numbers of the snapshot.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        Self::sized(snapshot.documents.len(), snapshot.agencies.len())
    }

    /// Counts in the numbers of a segment.
    pub(super) fn within(segment: &Segment) -> Self {
        Self::sized(segment.documents.len(), segment.bodies.len())
    }

    /// Clauses that nothing is asked of.
    pub(super) fn all(&mut self, segment: &Segment, docs: &[u32]) {
        let local = &*segment.local;
        let document = |doc: &u32| local.documents[*doc as usize];
        // The clauses of a document stand side by side.
        for same in docs.chunk_by(|a, b| document(a) == document(b)) {
            if let Some(n) = same.first().and_then(|doc| self.passed.get_mut(document(doc) as usize)) {
                *n += same.len() as u32;
            }
        }
        docs.iter().for_each(|doc| slot(&mut self.traits, usize::from(local.traits[*doc as usize])));
        self.flat.clear();
        local.acting.gather(docs, &mut self.flat);
        self.flat.iter().for_each(|body| slot(&mut self.bodies, *body as usize));
    }

    /// A clause that counts for these facets.
    pub(super) fn add(&mut self, sieve: &Sieve<'_>, segment: &Segment, doc: u32, counted: u16) {
        let local = &*segment.local;
        let document = local.documents[doc as usize] as usize;
        if counted == ALL {
            slot(&mut self.passed, document);
        } else if (counted as usize) < 1 << OF_DOCUMENT {
            let list = &mut self.failed[counted.trailing_zeros() as usize];
            list.resize(self.passed.len(), 0);
            slot(list, document);
        }
        let duties = || local.duties.of(doc).iter().map(|d| (*d, sieve.statements[*d as usize]));
        let mut traits = 0;
        if counted & KIND != 0 {
            traits |= usize::from(local.traits[doc as usize] & 255);
        }
        if counted & ROLE != 0 {
            let fitting = duties().filter(|(_, how)| how & (PLACED | WANTED) == PLACED | WANTED);
            let roles = fitting.fold(0, |mask, (d, _)| mask | 1 << local.statements[d as usize].role);
            traits |= (roles & 15) << 8;
        }
        slot(&mut self.traits, traits);
        if counted & AGENCY != 0 {
            // A body named twice in a clause counts once.
            let mut seen = [u32::MAX; 32];
            let mut size = 0;
            for (duty, _) in duties().filter(|(_, how)| how & (PLACED | ACTS) == PLACED | ACTS) {
                let body = local.statements[duty as usize].body;
                if seen[..size].contains(&body) {
                    continue;
                }
                if size < seen.len() {
                    seen[size] = body;
                    size += 1;
                }
                slot(&mut self.bodies, body as usize);
            }
        }
    }

    /// Takes in the counts of a stretch of a segment.
    pub(super) fn take_in(&mut self, segment: &Segment, part: &Self) {
        let lead = |into: &mut Vec<u32>, from: &[u32], numbers: &[u32], size: usize| {
            if !from.is_empty() {
                into.resize(size, 0);
            }
            for (n, number) in from.iter().zip(numbers).filter(|(n, _)| **n > 0) {
                if let Some(slot) = into.get_mut(*number as usize) {
                    *slot += n;
                }
            }
        };
        let documents = self.passed.len();
        lead(&mut self.passed, &part.passed, &segment.documents, documents);
        let bodies = self.bodies.len();
        lead(&mut self.bodies, &part.bodies, &segment.bodies, bodies);
        for (into, from) in self.failed.iter_mut().zip(&part.failed) {
            lead(into, from, &segment.documents, documents);
        }
        self.traits.iter_mut().zip(&part.traits).for_each(|(a, b)| *a += b);
    }

    /// Clauses by document for a facet: those that pass and those that fail only it.
    fn by_document(&self, facet: u16) -> impl Iterator<Item = usize> {
        let failed = &self.failed[facet.trailing_zeros() as usize];
        let more = |at: usize| failed.get(at).copied().unwrap_or(0);
        self.passed.iter().enumerate().map(move |(at, n)| (*n + more(at)) as usize)
    }

    pub(super) fn facets(&self, snapshot: &Snapshot) -> Facets {
        let spread = |facet: u16, groups: &super::columns::Groups| {
            let mut sums = vec![0usize; groups.names.len()];
            for (at, n) in self.by_document(facet).enumerate().filter(|(_, n)| *n > 0) {
                for group in groups.of(at) {
                    sums[*group as usize] += n;
                }
            }
            ranked(&groups.names, sums.into_iter(), false)
        };
        let traits: Vec<_> = self.traits.iter().enumerate().filter(|(_, n)| **n > 0).collect();
        let of = |bit: usize| traits.iter().filter(|(set, _)| set & bit != 0).map(|(_, n)| **n as usize).sum();
        let kinds = FactKind::ALL.map(|k| k.name().to_owned());
        let by_kind = FactKind::ALL.into_iter().map(|k| of(usize::from(kind_bit(k))));
        let roles = ["lead", "support", "responsible"].map(str::to_owned);
        let by_role = [Role::Lead, Role::Support, Role::Responsible].into_iter().map(|r| of(1 << role_number(r) << 8));
        let bodies = self.bodies.iter().map(|n| *n as usize);
        // Of many documents there are many to rank and to lead to their years, issuers and the like.
        let (document, [year, issuer, document_kind, level, region]) = rayon::join(
            || ranked(&snapshot.documents, self.by_document(DOCUMENT), true),
            || {
                [
                    spread(YEAR, &snapshot.years),
                    spread(ISSUER, &snapshot.issuers),
                    spread(TYPE, &snapshot.kinds),
                    spread(LEVEL, &snapshot.levels),
                    spread(REGION, &snapshot.regions),
                ]
            },
        );
        Facets {
            document,
            agency: ranked(&snapshot.agencies, bodies, false),
            role: ranked(&roles, by_role, false),
            kind: ranked(&kinds, by_kind, false),
            year,
            issuer,
            document_kind,
            level,
            region,
        }
    }
}

/// Names with counts, most first, then by name; of very many only the [`MOST_VALUES`] with the most, so that
/// a question over thousands of documents does not copy all their names. `sorted`: the names are.
fn ranked(names: &[String], counts: impl Iterator<Item = usize>, sorted: bool) -> Vec<(String, usize)> {
    let mut list: Vec<(usize, &String, usize)> = names
        .iter()
        .zip(counts)
        .enumerate()
        .filter(|(_, (_, n))| *n > 0)
        .map(|(at, (name, n))| (at, name, n))
        .collect();
    let order = |a: &(usize, &String, usize), b: &(usize, &String, usize)| {
        let by_name = || if sorted { a.0.cmp(&b.0) } else { a.1.cmp(b.1) };
        b.2.cmp(&a.2).then_with(by_name)
    };
    if list.len() > MOST_VALUES {
        list.select_nth_unstable_by(MOST_VALUES, order);
        list.truncate(MOST_VALUES);
    }
    list.sort_unstable_by(order);
    list.into_iter().map(|(_, name, n)| (name.clone(), n)).collect()
}
