//! Counts 分面计数: how the clauses found spread over documents, bodies, kinds and years.
//!
//! A clause that fails only one of the facet filters still counts for that facet, so that the page can
//! show what its other values would give. What holds for a whole document is counted by document.

use super::columns::{Segment, Snapshot};
use super::schema::{kind_bit, role_number};
use super::{Facets, FactKind, MOST_VALUES, Query};
use crate::fact::Role;

/// The facets, a bit each.
pub(super) const DOCUMENT: u16 = 1;
pub(super) const YEAR: u16 = 2;
pub(super) const ISSUER: u16 = 4;
pub(super) const TYPE: u16 = 8;
pub(super) const LEVEL: u16 = 16;
pub(super) const REGION: u16 = 32;
pub(super) const KIND: u16 = 64;
pub(super) const AGENCY: u16 = 128;
pub(super) const ROLE: u16 = 256;
/// All of them.
const ALL: u16 = 511;
/// Those that hold for a whole document.
const OF_DOCUMENT: usize = 6;

/// The filters of a question in the numbers of a snapshot.
pub(super) struct Filters {
    /// Facets that each document fails; none: it is out. Empty where none fails any.
    documents: Vec<Option<u16>>,
    /// Kinds asked for, 0 for all.
    kinds: u8,
    /// Roles asked for, a bit each; 0 for all.
    roles: u8,
    position: Option<u16>,
    /// Bodies asked for, by number; empty for all.
    agencies: Vec<bool>,
    amount: Option<(i64, i64)>,
    deadline: Option<(i64, i64)>,
    /// Nothing is filtered.
    free: bool,
}

impl Filters {
    pub(super) fn new(snapshot: &Snapshot, query: &Query, agencies: &[&str]) -> Self {
        let asked = |list: &[String], value: Option<&str>| {
            list.is_empty() || value.is_some_and(|v| list.iter().any(|l| l == v))
        };
        let day = super::schema::day;
        let (from, until) = (query.from.map(day), query.until.map(day));
        let dated = from.is_some() || until.is_some();
        let by_document = dated
            || !query.year.is_empty()
            || [&query.document, &query.issuer, &query.document_kind, &query.level, &query.region]
                .iter()
                .any(|l| !l.is_empty());
        let documents = snapshot.documents.iter().zip(&snapshot.about).map(|(id, about)| {
            let in_time = about.date.is_some_and(|d| from.is_none_or(|f| f <= d) && until.is_none_or(|u| d <= u));
            if dated && !in_time {
                return None;
            }
            let year = query.year.is_empty() || query.year.iter().any(|y| Some(i64::from(*y)) == about.year);
            let issuer = query.issuer.is_empty() || about.issuers.iter().any(|i| asked(&query.issuer, Some(i)));
            let fails = [
                (asked(&query.document, Some(id)), DOCUMENT),
                (year, YEAR),
                (issuer, ISSUER),
                (asked(&query.document_kind, about.kind.as_deref()), TYPE),
                (asked(&query.level, about.level), LEVEL),
                (asked(&query.region, about.region.as_deref()), REGION),
            ];
            Some(fails.iter().filter(|f| !f.0).fold(0, |mask, f| mask | f.1))
        });
        let documents: Vec<_> = if by_document { documents.collect() } else { Vec::new() };
        let wanted = |name: &String| agencies.contains(&name.as_str());
        let range = |low: Option<i64>, high: Option<i64>| {
            (low.is_some() || high.is_some()).then(|| (low.unwrap_or(i64::MIN), high.unwrap_or(i64::MAX)))
        };
        let mut out = Self {
            kinds: query.kind.iter().fold(0, |mask, k| mask | kind_bit(*k)),
            roles: query.role.iter().fold(0, |mask, r| mask | 1 << role_number(*r)),
            position: query.position,
            agencies: if agencies.is_empty() { Vec::new() } else { snapshot.agencies.iter().map(wanted).collect() },
            amount: range(query.amount_from, query.amount_until),
            deadline: range(query.deadline_from.map(day), query.deadline_until.map(day)),
            free: false,
            documents,
        };
        out.free = out.kinds == 0
            && out.roles == 0
            && out.position.is_none()
            && agencies.is_empty()
            && out.amount.is_none()
            && out.deadline.is_none()
            && !by_document;
        out
    }

    fn placed(&self, position: u16) -> bool {
        self.position.is_none_or(|p| p == position)
    }

    fn acts(&self, role: u8) -> bool {
        self.roles == 0 || self.roles & (1 << role) != 0
    }

    fn wants(&self, agency: u32) -> bool {
        self.agencies.is_empty() || self.agencies.get(agency as usize).copied().unwrap_or(false)
    }

    /// The facets that a clause counts for: all where it passes; none where it is out.
    pub(super) fn counted(&self, segment: &Segment, doc: u32) -> u16 {
        if self.free {
            return ALL;
        }
        let Some(mut hard) = self.documents.get(segment.document(doc)).copied().unwrap_or(Some(0)) else { return 0 };
        let holds = |range: Option<(i64, i64)>, list: &[i64]| {
            range.is_none_or(|(low, high)| list.iter().any(|v| low <= *v && *v <= high))
        };
        if !holds(self.amount, segment.local.amounts.of(doc)) || !holds(self.deadline, segment.local.deadlines.of(doc))
        {
            return 0;
        }
        if self.kinds != 0 && segment.local.kinds[doc as usize] & self.kinds == 0 {
            hard |= KIND;
        }
        if hard & hard.wrapping_sub(1) != 0 {
            return 0;
        }
        match (hard, self.stated(segment, doc)) {
            (0, None) => ALL,
            (one, None) => one,
            (0, Some(rescued)) => rescued,
            _ => 0,
        }
    }

    /// None where one statement is as asked; else the facets without whose filter one would be.
    fn stated(&self, segment: &Segment, doc: u32) -> Option<u16> {
        if self.roles == 0 && self.position.is_none() && self.agencies.is_empty() {
            return None;
        }
        let mut rescued = 0;
        for duty in segment.duties(doc).filter(|d| self.placed(d.position)) {
            match (self.acts(duty.role), self.wants(duty.agency)) {
                (true, true) => return None,
                (true, false) => rescued |= AGENCY,
                (false, true) => rescued |= ROLE,
                (false, false) => {}
            }
        }
        Some(rescued)
    }
}

/// Whether a clause that counts for these facets passes all filters.
pub(super) const fn passes(counted: u16) -> bool {
    counted == ALL
}

/// Counts by number while the pass goes on.
pub(super) struct Counts {
    /// Clauses that pass, by document.
    pub(super) passed: Vec<u32>,
    /// Clauses that fail only this facet of a document, by document; empty until there is one.
    failed: [Vec<u32>; OF_DOCUMENT],
    /// By set of kinds.
    kinds: [u32; 256],
    /// By set of roles.
    roles: [u32; 16],
    agencies: Vec<u32>,
}

impl Counts {
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        Self {
            passed: vec![0; snapshot.documents.len()],
            failed: Default::default(),
            kinds: [0; 256],
            roles: [0; 16],
            agencies: vec![0; snapshot.agencies.len()],
        }
    }

    pub(super) fn add(&mut self, filters: &Filters, segment: &Segment, doc: u32, counted: u16) {
        let document = segment.document(doc);
        if counted == ALL {
            self.passed[document] += 1;
        } else if (counted as usize) < 1 << OF_DOCUMENT {
            let list = &mut self.failed[counted.trailing_zeros() as usize];
            list.resize(self.passed.len(), 0);
            list[document] += 1;
        }
        if counted & KIND != 0 {
            self.kinds[usize::from(segment.local.kinds[doc as usize])] += 1;
        }
        if counted & AGENCY != 0 {
            self.bodies(filters, segment, doc);
        }
        if counted & ROLE != 0 {
            let mask = if filters.free {
                segment.local.roles[doc as usize]
            } else {
                let fitting = segment.duties(doc).filter(|d| filters.placed(d.position) && filters.wants(d.agency));
                fitting.fold(0, |mask, d| mask | 1 << d.role)
            };
            self.roles[usize::from(mask & 15)] += 1;
        }
    }

    /// A body named twice in a clause counts once; statements stand in the order of the words that keep
    /// them, so the same body may come again later.
    fn bodies(&mut self, filters: &Filters, segment: &Segment, doc: u32) {
        let mut seen = [u32::MAX; 32];
        let mut size = 0;
        for duty in segment.duties(doc).filter(|d| filters.placed(d.position) && filters.acts(d.role)) {
            if seen[..size].contains(&duty.agency) {
                continue;
            }
            if size < seen.len() {
                seen[size] = duty.agency;
                size += 1;
            }
            self.agencies[duty.agency as usize] += 1;
        }
    }

    /// Takes in the counts of another part.
    pub(super) fn merge(mut self, other: Self) -> Self {
        let sum = |into: &mut Vec<u32>, from: &[u32]| {
            into.resize(into.len().max(from.len()), 0);
            into.iter_mut().zip(from).for_each(|(a, b)| *a += b);
        };
        sum(&mut self.passed, &other.passed);
        sum(&mut self.agencies, &other.agencies);
        self.failed.iter_mut().zip(&other.failed).for_each(|(a, b)| sum(a, b));
        self.kinds.iter_mut().zip(&other.kinds).for_each(|(a, b)| *a += b);
        self.roles.iter_mut().zip(&other.roles).for_each(|(a, b)| *a += b);
        self
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
            sorted(numbered(&groups.names, sums.into_iter()))
        };
        let of = |lists: &[u32], bit: u8| -> usize {
            let sets = lists.iter().enumerate().filter(|(mask, _)| *mask as u8 & bit != 0);
            sets.map(|(_, n)| *n as usize).sum()
        };
        let kinds = FactKind::ALL.into_iter().map(|k| (k.name().to_owned(), of(&self.kinds, kind_bit(k))));
        let roles = [("lead", Role::Lead), ("support", Role::Support), ("responsible", Role::Responsible)];
        let roles = roles.map(|(name, r)| (name.to_owned(), of(&self.roles, 1 << role_number(r))));
        Facets {
            document: sorted(numbered(&snapshot.documents, self.by_document(DOCUMENT))),
            agency: sorted(numbered(&snapshot.agencies, self.agencies.iter().map(|n| *n as usize))),
            role: sorted(roles.to_vec()),
            kind: sorted(kinds.collect()),
            year: spread(YEAR, &snapshot.years),
            issuer: spread(ISSUER, &snapshot.issuers),
            document_kind: spread(TYPE, &snapshot.kinds),
            level: spread(LEVEL, &snapshot.levels),
            region: spread(REGION, &snapshot.regions),
        }
    }
}

/// Names with counts; of very many only the [`MOST_VALUES`] with the most, so that a question over
/// thousands of documents does not copy all their names.
fn numbered(names: &[String], counts: impl Iterator<Item = usize>) -> Vec<(String, usize)> {
    let mut list: Vec<_> = names.iter().zip(counts).filter(|(_, n)| *n > 0).collect();
    if list.len() > MOST_VALUES {
        list.select_nth_unstable_by(MOST_VALUES, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        list.truncate(MOST_VALUES);
    }
    list.into_iter().map(|(name, n)| (name.clone(), n)).collect()
}

/// Most first, then by name.
fn sorted(mut list: Vec<(String, usize)>) -> Vec<(String, usize)> {
    list.retain(|(_, n)| *n > 0);
    list.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    list
}
