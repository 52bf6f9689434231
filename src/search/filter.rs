//! Filter 筛选: which clauses a question leaves, by document, kind, statement, money and day.
//!
//! A clause that fails only one of the facet filters (`单位 市科委`) still counts for that facet, so that the page
//! can show what its other values would give. Filters are put into the numbers of each segment once
//! ([`Sieve`]), so that asking of a clause is reading a few small numbers.

use super::Query;
use super::columns::{self, Local, Segment, Snapshot, Values};
use super::schema::{day, kind_bit, role_number};

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
pub(super) const ALL: u16 = 511;
/// Those that hold for a whole document.
pub(super) const OF_DOCUMENT: usize = 6;
/// A document that is out whatever facet is left aside.
const OUT: u16 = u16::MAX;

/// A statement stands at the place asked for; gives a role asked for; names a body asked for.
pub(super) const PLACED: u8 = 1;
pub(super) const ACTS: u8 = 2;
pub(super) const WANTED: u8 = 4;

/// The filters of a question in the numbers of a snapshot.
pub(super) struct Filters {
    /// Facets that each document fails, or `OUT`; empty where none fails any.
    documents: Vec<u16>,
    /// Kinds asked for, 0 for all.
    kinds: u16,
    /// Roles asked for, a bit each; 0 for all.
    roles: u8,
    position: Option<u16>,
    /// Bodies asked for, by number; empty for all.
    agencies: Vec<bool>,
    amount: Option<(i64, i64)>,
    deadline: Option<(i64, i64)>,
}

impl Filters {
    pub(super) fn new(snapshot: &Snapshot, query: &Query, agencies: &[&str]) -> Self {
        let wanted = |name: &String| agencies.contains(&name.as_str());
        let range = |low: Option<i64>, high: Option<i64>| {
            (low.is_some() || high.is_some()).then(|| (low.unwrap_or(i64::MIN), high.unwrap_or(i64::MAX)))
        };
        Self {
            documents: documents(snapshot, query),
            kinds: query.kind.iter().fold(0, |mask, k| mask | u16::from(kind_bit(*k))),
            roles: query.role.iter().fold(0, |mask, r| mask | 1 << role_number(*r)),
            position: query.position,
            agencies: if agencies.is_empty() { Vec::new() } else { snapshot.agencies.iter().map(wanted).collect() },
            amount: range(query.amount_from, query.amount_until),
            deadline: range(query.deadline_from.map(day), query.deadline_until.map(day)),
        }
    }

    /// Whether statements are asked for.
    fn stated(&self) -> bool {
        self.roles != 0 || self.position.is_some() || !self.agencies.is_empty()
    }

    /// Whether all clauses pass.
    pub(super) fn free(&self) -> bool {
        let ranges = self.amount.is_some() || self.deadline.is_some();
        self.kinds == 0 && self.documents.is_empty() && !ranges && !self.stated()
    }

    /// The filters in the numbers of a segment; none where all clauses pass.
    pub(super) fn sieve<'a>(&'a self, segment: &'a Segment) -> Option<Sieve<'a>> {
        if self.free() {
            return None;
        }
        let of = |number: &u32| self.documents.get(*number as usize).copied().unwrap_or(0);
        let told = |duty: &columns::Duty| {
            let agency = segment.bodies.get(duty.body as usize).copied().unwrap_or(0) as usize;
            let placed = self.position.is_none_or(|p| p == duty.position);
            let acts = self.roles == 0 || self.roles & (1 << duty.role) != 0;
            let wanted = self.agencies.is_empty() || self.agencies.get(agency).copied().unwrap_or(false);
            u8::from(placed) * PLACED + u8::from(acts) * ACTS + u8::from(wanted) * WANTED
        };
        Some(Sieve {
            filters: self,
            documents: if self.documents.is_empty() { Vec::new() } else { segment.documents.iter().map(of).collect() },
            statements: segment.local.statements.iter().map(told).collect(),
            stated: self.stated(),
        })
    }
}

/// What each document fails; empty where nothing is asked of documents.
fn documents(snapshot: &Snapshot, query: &Query) -> Vec<u16> {
    let asked =
        |list: &[String], value: Option<&str>| list.is_empty() || value.is_some_and(|v| list.iter().any(|l| l == v));
    let (from, until) = (query.from.map(day), query.until.map(day));
    let dated = from.is_some() || until.is_some();
    let by_document = dated
        || !query.year.is_empty()
        || [&query.document, &query.issuer, &query.document_kind, &query.level, &query.region]
            .iter()
            .any(|l| !l.is_empty());
    if !by_document {
        return Vec::new();
    }
    let fails = |(id, about): (&String, &columns::About)| {
        let in_time = about.date.is_some_and(|d| from.is_none_or(|f| f <= d) && until.is_none_or(|u| d <= u));
        if dated && !in_time {
            return OUT;
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
        fails.iter().filter(|f| !f.0).fold(0, |mask, f| mask | f.1)
    };
    snapshot.documents.iter().zip(&snapshot.about).map(fails).collect()
}

/// The filters in the numbers of a segment.
pub(super) struct Sieve<'a> {
    filters: &'a Filters,
    documents: Vec<u16>,
    /// How each statement is as asked: `PLACED`, `ACTS`, `WANTED`.
    pub(super) statements: Vec<u8>,
    stated: bool,
}

impl Sieve<'_> {
    /// How the statements of the clauses from one to before another are as asked, a bit for each way that one
    /// of a clause is: what [`Sieve::counted`] would else look up clause by clause.
    pub(super) fn marks(&self, local: &Local, from: u32, to: u32) -> Option<Vec<u8>> {
        if !self.stated {
            return None;
        }
        let mut marks = vec![0u8; (to - from) as usize];
        let places = local.duties.between(from, to);
        let givers = local.givers.get(places.clone()).unwrap_or_default();
        for (duty, giver) in local.duties.at(places).iter().zip(givers) {
            if let (Some(mark), Some(how)) =
                (marks.get_mut((giver - from) as usize), self.statements.get(*duty as usize))
            {
                *mark |= 1 << how;
            }
        }
        Some(marks)
    }

    /// What [`Sieve::counted`] says of a mark where nothing else is asked; 0 where a clause of that mark is
    /// out whatever else is asked.
    pub(super) fn fates(&self) -> [u16; 256] {
        std::array::from_fn(|mark| rescued(mark as u8).unwrap_or(ALL))
    }

    /// Whether nothing is asked of clauses but their statements.
    pub(super) fn alone(&self) -> bool {
        let ranges = self.filters.amount.is_some() || self.filters.deadline.is_some();
        self.documents.is_empty() && self.filters.kinds == 0 && !ranges
    }

    /// The facets that a clause counts for: all where it passes; none where it is out. `mark` is what
    /// [`Sieve::marks`] says of it, where that was asked.
    pub(super) fn counted(&self, local: &Local, doc: u32, mark: Option<u8>) -> u16 {
        let mut hard = self.documents.get(local.documents[doc as usize] as usize).copied().unwrap_or(0);
        if hard == OUT {
            return 0;
        }
        let holds = |range: Option<(i64, i64)>, list: &Values<i64>| {
            range.is_none_or(|(low, high)| list.of(doc).iter().any(|v| low <= *v && *v <= high))
        };
        if !holds(self.filters.amount, &local.amounts) || !holds(self.filters.deadline, &local.deadlines) {
            return 0;
        }
        if self.filters.kinds != 0 && local.traits[doc as usize] & self.filters.kinds == 0 {
            hard |= KIND;
        }
        if hard & hard.wrapping_sub(1) != 0 {
            return 0;
        }
        match (hard, self.rescued(local, doc, mark)) {
            (0, None) => ALL,
            (one, None) => one,
            (0, Some(rescued)) => rescued,
            _ => 0,
        }
    }

    /// None where one statement is as asked; else the facets without whose filter one would be.
    fn rescued(&self, local: &Local, doc: u32, mark: Option<u8>) -> Option<u16> {
        if !self.stated {
            return None;
        }
        let looked = || local.duties.of(doc).iter().fold(0, |mark, duty| mark | 1 << self.statements[*duty as usize]);
        rescued(mark.unwrap_or_else(looked))
    }
}

/// The same of the ways in which statements are as asked, a bit each.
fn rescued(mark: u8) -> Option<u16> {
    let is = |how: u8| mark & 1 << how != 0;
    let rescued = (u16::from(is(PLACED | ACTS)) * AGENCY) | (u16::from(is(PLACED | WANTED)) * ROLE);
    (!is(PLACED | ACTS | WANTED)).then_some(rescued)
}
