//! Bodies 单位归并: the bodies that the documents of a snapshot name, and which name means which.
//!
//! `市发展改革委` of one document of 上海市 and `发改委` of another are one body. Each name is resolved once a
//! place (not once a duty); within one document a name means one body.

use super::Kb;
use super::query::Query;
use super::snapshot::{self, Snapshot};
use crate::agency::{self, Jurisdiction, Registry};
use crate::export::item::{Agency, AgencyCounts};
use crate::fact::{Fact, Role, Says};
use crate::record::Brief;
use crate::record::brief::{ClauseBrief, FactBrief};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The bodies of a snapshot.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    /// As lists show them, most often named first.
    pub(super) list: Vec<Agency>,
    /// Place in `list` by id.
    ids: HashMap<String, usize>,
    /// What the names of a document mean, in the order of its brief.
    of: HashMap<String, Vec<usize>>,
    /// The places that documents speak for.
    places: Vec<Jurisdiction>,
    /// The bodies that are written so somewhere.
    spelled: HashMap<String, Vec<usize>>,
    /// The documents that name a body as responsible.
    documents: Vec<HashSet<String>>,
}

/// What is known of a body while documents are counted.
#[derive(Default)]
struct Counting {
    /// The place in the list of what a name means in a place.
    means: Vec<HashMap<String, usize>>,
    /// How often each body is written so.
    spellings: Vec<BTreeMap<String, usize>>,
    known: HashMap<Jurisdiction, usize>,
}

impl Bodies {
    fn count(now: &Snapshot, registry: &Registry) -> Self {
        let mut out = Self::default();
        let mut counting = Counting::default();
        for document in now.documents() {
            out.document(&document.brief, registry, &mut counting);
        }
        for (name, at) in counting.means.into_iter().flatten() {
            let all = out.spelled.entry(name).or_default();
            if !all.contains(&at) {
                all.push(at);
            }
        }
        out.settle(counting.spellings, registry);
        out
    }

    fn document(&mut self, brief: &Brief, registry: &Registry, counting: &mut Counting) {
        let name = |agency: u32| brief.agencies.get(agency as usize).map_or("", String::as_str);
        let named = brief.facts().iter().filter_map(|f| match f {
            FactBrief::Responsibility { agency, .. } => Some(name(*agency)),
            _ => None,
        });
        let place = registry.jurisdiction(&brief.metadata, named);
        let at = *counting.known.entry(place).or_insert_with_key(|place| {
            self.places.push(place.clone());
            counting.means.push(HashMap::new());
            self.places.len() - 1
        });
        // Bodies are listed in the order in which clauses name them: first who acts, then who answers.
        let mut means: Vec<Option<usize>> = vec![None; brief.agencies.len()];
        let mut often = vec![0; brief.agencies.len()];
        for clause in brief.clauses() {
            let acting = clause.facts.iter().filter_map(actor);
            let duties = clause.facts.iter().filter_map(|f| match f {
                FactBrief::Responsibility { agency, .. } => Some(*agency),
                _ => None,
            });
            for agency in duties.clone() {
                if let Some(n) = often.get_mut(agency as usize) {
                    *n += 1;
                }
            }
            for agency in acting.chain(duties) {
                if let Some(slot) = means.get_mut(agency as usize).filter(|slot| slot.is_none()) {
                    *slot = Some(self.meant(brief, at, name(agency), registry, counting));
                }
            }
        }
        let means: Vec<usize> = means.into_iter().map(Option::unwrap_or_default).collect();
        counting.spellings.resize(self.list.len(), BTreeMap::new());
        for ((body, name), n) in means.iter().zip(&brief.agencies).zip(often).filter(|(_, n)| *n > 0) {
            if let Some(all) = counting.spellings.get_mut(*body) {
                *all.entry(name.clone()).or_default() += n;
            }
            if let Some(all) = self.documents.get_mut(*body).filter(|d| !d.contains(&brief.id)) {
                all.insert(brief.id.clone());
            }
        }
        for clause in brief.clauses() {
            self.clause(&means, clause);
        }
        self.of.insert(brief.id.clone(), means);
    }

    fn clause(&mut self, means: &[usize], clause: ClauseBrief<'_>) {
        let mut acting: Vec<usize> = Vec::new();
        let mut here: Vec<(usize, AgencyCounts)> = Vec::new();
        let body = |agency: u32| means.get(agency as usize).copied().unwrap_or_default();
        for fact in clause.facts {
            match *fact {
                FactBrief::Actor { agency } if !acting.contains(&body(agency)) => acting.push(body(agency)),
                FactBrief::Responsibility { agency, role, position, of } => {
                    let body = body(agency);
                    let at = here.iter().position(|(b, _)| *b == body).unwrap_or_else(|| {
                        here.push((body, AgencyCounts { clauses: 1, ..AgencyCounts::default() }));
                        here.len() - 1
                    });
                    let Some((_, counts)) = here.get_mut(at) else { continue };
                    if is_first(position, of) {
                        counts.first = 1;
                    }
                    match role {
                        Role::Lead => counts.lead = 1,
                        Role::Support => counts.support = 1,
                        Role::Responsible => {}
                    }
                }
                _ => {}
            }
        }
        for body in acting {
            if let Some(agency) = self.list.get_mut(body) {
                agency.counts.acts += 1;
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
    fn meant(&mut self, brief: &Brief, at: usize, name: &str, registry: &Registry, counting: &mut Counting) -> usize {
        let Some(means) = counting.means.get_mut(at) else { return 0 };
        if let Some(body) = means.get(name) {
            return *body;
        }
        let place = self.places.get(at).cloned().unwrap_or_default();
        let body = self.keep(&registry.resolve(name, &place, brief.metadata.written_on), registry);
        means.insert(name.to_owned(), body);
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
        let lists = self.of.values_mut().chain(self.spelled.values_mut());
        lists.flatten().for_each(|at| *at = new(at));
        self.spelled.values_mut().for_each(|all| all.sort_unstable());
    }

    /// Bodies that answer for something, most often named first.
    pub(super) fn responsible(&self) -> impl Iterator<Item = &Agency> {
        self.list.iter().filter(|a| a.counts.clauses > 0)
    }

    /// What the names of a document mean, in the order of its brief.
    fn of(&self, brief: &Brief) -> &[usize] {
        self.of.get(&brief.id).map_or(&[], Vec::as_slice)
    }

    /// The body that a name of a document means.
    pub(super) fn meaning(&self, brief: &Brief, agency: u32) -> Option<&Agency> {
        self.list.get(*self.of(brief).get(agency as usize)?)
    }

    /// The id of the body that a name means in a document.
    pub(super) fn id<'a>(&'a self, brief: &Brief, name: &'a str) -> &'a str {
        let at = brief.agencies.iter().position(|n| n == name);
        let body = at.and_then(|at| self.list.get(*self.of(brief).get(at)?));
        body.map_or(name, |a| a.id.as_str())
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
pub(super) fn actor(fact: &FactBrief) -> Option<u32> {
    match fact {
        FactBrief::Actor { agency } => Some(*agency),
        _ => None,
    }
}

/// The name of the body that only acts in a sentence.
pub(super) fn actor_name(fact: &Fact) -> Option<&str> {
    match &fact.says {
        Says::Actor(a) => Some(&a.agency),
        _ => None,
    }
}

/// Whether a body stands first in a list of two or more.
fn is_first(position: Option<u16>, of: Option<u16>) -> bool {
    position == Some(1) && of.is_some_and(|n| n > 1)
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

impl<'a> Asked<'a> {
    /// The question put to one document.
    pub(super) fn of(&self, brief: &Brief) -> Here<'_, 'a> {
        Here { asked: self, means: self.bodies.of(brief) }
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

/// The bodies that a query asks for, in one document.
pub(super) struct Here<'a, 'b> {
    asked: &'a Asked<'b>,
    means: &'a [usize],
}

impl Here<'_, '_> {
    /// Whether a fact is a responsibility that meets the query's `agency`, `role` and `position`.
    pub(super) fn is(&self, fact: &FactBrief) -> bool {
        let FactBrief::Responsibility { agency, role, position, .. } = fact else { return false };
        let (q, agencies) = (self.asked.query, &self.asked.agencies);
        (q.role.is_empty() || q.role.contains(role))
            && q.position.is_none_or(|p| *position == Some(p))
            && (q.agency.is_empty() || self.means.get(*agency as usize).is_some_and(|at| agencies.contains(at)))
    }

    /// Whether the clause answers the query's `agency`, `role` and `position`: one body must meet all.
    pub(super) fn names(&self, c: ClauseBrief<'_>) -> bool {
        !snapshot::asks_agency(self.asked.query) || c.facts.iter().any(|f| self.is(f))
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
