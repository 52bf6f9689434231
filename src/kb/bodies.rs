//! Bodies 单位归并: the bodies that the documents of a snapshot name, and which name means which.
//!
//! `市发展改革委` of one document of 上海市 and `发改委` of another are one body. Each name is resolved once a
//! place (not once a duty); within one document a name means one body.

use super::Kb;
use super::query::Query;
use super::snapshot::{self, Snapshot};
use crate::agency::{self, Jurisdiction, Registry};
use crate::export::item::{Agency, AgencyCounts};
use crate::fact::{Fact, Responsibility, Role, Says};
use crate::record::{ClauseRecord, Record};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The bodies of a snapshot.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    /// As lists show them, most often named first.
    pub(super) list: Vec<Agency>,
    /// Place in `list` by id.
    ids: HashMap<String, usize>,
    /// The place that a document speaks for.
    of: HashMap<String, usize>,
    /// The places that documents speak for.
    places: Vec<Jurisdiction>,
    /// What a name means in a place.
    means: HashMap<(usize, String), usize>,
    /// The bodies that are written so somewhere.
    spelled: HashMap<String, Vec<usize>>,
    /// The documents that name a body.
    documents: Vec<HashSet<String>>,
}

impl Bodies {
    fn count(now: &Snapshot, registry: &Registry) -> Self {
        let mut out = Self::default();
        let mut known: HashMap<Jurisdiction, usize> = HashMap::new();
        let mut spellings: Vec<BTreeMap<String, usize>> = Vec::new();
        for record in now.records() {
            let names = record.clauses.iter().flat_map(snapshot::duties).map(|(_, r)| r.agency.as_str());
            let place = registry.jurisdiction(&record.metadata, names);
            let at = *known.entry(place.clone()).or_insert_with(|| {
                out.places.push(place);
                out.places.len() - 1
            });
            out.of.insert(record.id.clone(), at);
            for clause in &record.clauses {
                out.clause(record, at, clause, registry, &mut spellings);
            }
        }
        out.settle(spellings, registry);
        out
    }

    fn clause(
        &mut self,
        record: &Record,
        at: usize,
        clause: &ClauseRecord,
        registry: &Registry,
        spellings: &mut Vec<BTreeMap<String, usize>>,
    ) {
        let mut here: Vec<(usize, AgencyCounts)> = Vec::new();
        let mut acting: Vec<usize> = Vec::new();
        for name in clause.facts.iter().filter_map(actor) {
            let body = self.meant(record, at, name, registry);
            if !acting.contains(&body) {
                acting.push(body);
            }
        }
        for body in acting {
            if let Some(agency) = self.list.get_mut(body) {
                agency.counts.acts += 1;
            }
        }
        spellings.resize(self.list.len(), BTreeMap::new());
        for (_, r) in snapshot::duties(clause) {
            let body = self.meant(record, at, &r.agency, registry);
            spellings.resize(self.list.len(), BTreeMap::new());
            if let Some(all) = spellings.get_mut(body) {
                *all.entry(r.agency.clone()).or_default() += 1;
            }
            if let Some(all) = self.documents.get_mut(body).filter(|d| !d.contains(&record.id)) {
                all.insert(record.id.clone());
            }
            let counts = match here.iter_mut().find(|(b, _)| *b == body) {
                Some((_, counts)) => counts,
                None => {
                    here.push((body, AgencyCounts { clauses: 1, ..AgencyCounts::default() }));
                    let Some((_, counts)) = here.last_mut() else { continue };
                    counts
                }
            };
            if is_first(r) {
                counts.first = 1;
            }
            match r.role {
                Role::Lead => counts.lead = 1,
                Role::Support => counts.support = 1,
                Role::Responsible => {}
            }
        }
        for (body, counts) in here {
            if let Some(agency) = self.list.get_mut(body) {
                agency.counts.clauses += 1;
                agency.counts.first += counts.first;
                agency.counts.lead += counts.lead;
                agency.counts.support += counts.support;
            }
        }
    }

    /// The place in the list of what a name means; each name is resolved once a place.
    fn meant(&mut self, record: &Record, at: usize, name: &str, registry: &Registry) -> usize {
        let key = (at, name.to_owned());
        if let Some(body) = self.means.get(&key) {
            return *body;
        }
        let place = self.places.get(at).cloned().unwrap_or_default();
        let body = self.keep(&registry.resolve(name, &place, record.metadata.written_on), registry);
        self.means.insert(key, body);
        body
    }

    /// The place of a body in the list; it is put there where it is new.
    fn keep(&mut self, body: &agency::Body, registry: &Registry) -> usize {
        if let Some(at) = self.ids.get(&body.name) {
            return *at;
        }
        let at = self.list.len();
        self.ids.insert(body.name.clone(), at);
        self.documents.push(HashSet::new());
        self.list.push(item(body, registry));
        at
    }

    /// Puts the bodies in order, most often named first, and names their spellings, the usual one first.
    fn settle(&mut self, spellings: Vec<BTreeMap<String, usize>>, registry: &Registry) {
        for (agency, spelled) in self.list.iter_mut().zip(spellings) {
            let mut spelled: Vec<(String, usize)> = spelled.into_iter().collect();
            spelled.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let table = registry.short_names(&agency.name).iter().cloned();
            agency.short_names = spelled.into_iter().map(|(n, _)| n).filter(|n| *n != agency.name).collect();
            for name in table {
                if !agency.short_names.contains(&name) {
                    agency.short_names.push(name);
                }
            }
        }
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        let key = |at: &usize| self.list.get(*at).map(|a| (std::cmp::Reverse(a.counts.clauses), a.id.clone()));
        order.sort_by_cached_key(key);
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(p) = place.get_mut(*old) {
                *p = new;
            }
        }
        let new = |old: &usize| place.get(*old).copied().unwrap_or(*old);
        self.list = order.iter().filter_map(|at| self.list.get(*at).cloned()).collect();
        self.documents = order.iter().filter_map(|at| self.documents.get(*at).cloned()).collect();
        self.ids.values_mut().for_each(|at| *at = new(at));
        for ((_, name), at) in &mut self.means {
            *at = new(at);
            let all = self.spelled.entry(name.clone()).or_default();
            if !all.contains(at) {
                all.push(*at);
            }
        }
        self.spelled.values_mut().for_each(|all| all.sort_unstable());
    }

    /// Bodies that answer for something, most often named first.
    pub(super) fn responsible(&self) -> impl Iterator<Item = &Agency> {
        self.list.iter().filter(|a| a.counts.clauses > 0)
    }

    /// The body that a name means in a document.
    fn at(&self, record: &Record, name: &str) -> Option<usize> {
        let place = self.of.get(&record.id)?;
        self.means.get(&(*place, name.to_owned())).copied()
    }

    /// The same, as it is shown.
    pub(super) fn body(&self, record: &Record, name: &str) -> Option<&Agency> {
        self.list.get(self.at(record, name)?)
    }

    /// The id of the body that a name means in a document.
    pub(super) fn id<'a>(&'a self, record: &Record, name: &'a str) -> &'a str {
        self.body(record, name).map_or(name, |a| a.id.as_str())
    }

    /// How a body is usually written.
    pub(super) fn short<'a>(&'a self, id: &'a str) -> &'a str {
        let agency = self.ids.get(id).and_then(|at| self.list.get(*at));
        agency.and_then(|a| a.short_names.first()).map_or(id, String::as_str)
    }

    /// The bodies that were asked for: by id, by a name that stands in a document, or by one that would
    /// mean them there (发改委 for 市发展改革委).
    fn named(&self, name: &str, registry: &Registry) -> Vec<usize> {
        if let Some(at) = self.ids.get(name) {
            return vec![*at];
        }
        if let Some(all) = self.spelled.get(name) {
            return all.clone();
        }
        let mut out: Vec<usize> = Vec::new();
        for place in &self.places {
            let body = registry.resolve(name, place, None);
            out.extend(self.ids.get(&body.name).filter(|at| !out.contains(at)));
        }
        out.sort_unstable();
        out
    }
}

/// The body that only acts in a sentence.
pub(super) fn actor(fact: &Fact) -> Option<&str> {
    match &fact.says {
        Says::Actor(a) => Some(&a.agency),
        _ => None,
    }
}

/// Whether a body stands first in a list of two or more.
pub(super) fn is_first(r: &Responsibility) -> bool {
    r.position == Some(1) && r.of.is_some_and(|n| n > 1)
}

fn item(body: &agency::Body, registry: &Registry) -> Agency {
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    Agency {
        id: body.name.clone(),
        name: body.name.clone(),
        short_names: Vec::new(),
        level: body.level.map(|l| l.word().to_owned()),
        region: body.region.clone(),
        parent: body.parent.clone(),
        generic: body.generic,
        host: body.host.clone(),
        valid_from: body.valid.0,
        valid_until: body.valid.1,
        successor: body.successor.clone(),
        predecessors: owned(registry.predecessors(&body.name)),
        origin: if body.source == agency::BY_RULE {
            crate::export::words::Origin::Inferred
        } else {
            crate::export::words::Origin::Stated
        },
        source: body.source.clone(),
        counts: AgencyCounts::default(),
    }
}

/// The bodies a query asks for, and its role and position.
pub(super) struct Asked<'a> {
    bodies: &'a Bodies,
    query: &'a Query,
    agencies: HashSet<usize>,
}

impl Asked<'_> {
    /// Whether a responsibility of a document meets the query's `agency`, `role` and `position`.
    pub(super) fn is(&self, record: &Record, r: &Responsibility) -> bool {
        let q = self.query;
        (q.role.is_empty() || q.role.contains(&r.role))
            && q.position.is_none_or(|p| r.position == Some(p))
            && (q.agency.is_empty() || self.bodies.at(record, &r.agency).is_some_and(|at| self.agencies.contains(&at)))
    }

    /// Whether the clause answers the query's `agency`, `role` and `position`: one body must meet all.
    pub(super) fn names(&self, record: &Record, c: &ClauseRecord) -> bool {
        !snapshot::asks_agency(self.query) || snapshot::duties(c).any(|(_, r)| self.is(record, r))
    }

    /// The same question to the index, which knows bodies as written: their spellings, and where one
    /// of them means others too, the documents.
    pub(super) fn spelled(&self) -> (Vec<String>, Option<HashSet<String>>) {
        if self.agencies.is_empty() {
            return (self.query.agency.clone(), None);
        }
        let (mut names, mut shared) = (Vec::new(), false);
        for (name, all) in &self.bodies.spelled {
            if all.iter().any(|at| self.agencies.contains(at)) {
                shared |= all.iter().any(|at| !self.agencies.contains(at));
                names.push(name.clone());
            }
        }
        names.sort();
        let documents = self.agencies.iter().filter_map(|at| self.bodies.documents.get(*at)).flatten().cloned();
        (names, shared.then(|| documents.collect()))
    }
}

impl Kb {
    /// The bodies of a snapshot; counted once a snapshot.
    pub(super) fn bodies<'a>(&self, now: &'a Snapshot) -> &'a Bodies {
        now.bodies.get_or_init(|| Bodies::count(now, &self.registry))
    }

    /// Which bodies a query asks for.
    pub(super) fn asked<'a>(&self, now: &'a Snapshot, query: &'a Query) -> Asked<'a> {
        let bodies = self.bodies(now);
        let agencies = query.agency.iter().flat_map(|name| bodies.named(name, &self.registry)).collect();
        Asked { bodies, query, agencies }
    }

    /// The bodies that a name may mean, most often named first.
    pub(super) fn meant<'a>(&self, now: &'a Snapshot, name: &str) -> Vec<&'a Agency> {
        let bodies = self.bodies(now);
        bodies.named(name, &self.registry).into_iter().filter_map(|at| bodies.list.get(at)).collect()
    }
}
