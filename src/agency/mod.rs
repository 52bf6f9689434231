//! Agency 单位归并: which body a name in a document means, floor 4.
//!
//! In: `市发展改革委` in a document of 上海市. Out: 上海市发展和改革委员会, province, 上海市, by a rule and so
//! marked 推定. `区市场监管局` of 奉贤 and `市市场监管局` are two bodies; `各区政府` is a generic one (各区).
//! A row of `agencies.tsv`, the built-in one or the user's, comes before every rule.
//!
//! # To add one
//! A body that no rule names: a row of `agencies.tsv`. A usual kind of body: a row of `agency_stems.tsv`
//! (with an ending: 发改委) or `agency_names.tsv` (whole: 妇联). A place: `places.tsv`.

mod generic;
mod name;
mod place;
#[cfg(test)]
mod tests;

pub use place::{Jurisdiction, Level};

use crate::lexicon::Lexicon;
use crate::metadata::Metadata;
use jiff::civil::Date;
use std::collections::HashMap;

/// A body: what a name in a document means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Full name, with the place: unlike any other body's.
    pub name: String,
    /// At which level it works.
    pub level: Option<Level>,
    /// The place it works for, as names of bodies write it: 上海市奉贤区; none for the whole country.
    pub region: Option<String>,
    /// The body above it.
    pub parent: Option<String>,
    /// Whether it is no single body: 各区, 有关部门.
    pub generic: bool,
    /// The body that hosts an office: `领导小组办公室（市经济信息化委）`.
    pub host: Option<String>,
    /// First and last day under this name.
    pub valid: (Option<Date>, Option<Date>),
    /// The body that took its place.
    pub successor: Option<String>,
    /// `naming-rule`, or the document and clause that say so.
    pub source: String,
}

/// What stands for names given by rule.
pub const BY_RULE: &str = "naming-rule";

/// Knows bodies; compiled once from the word tables.
#[derive(Debug)]
pub struct Registry {
    rows: Vec<(Body, Vec<String>)>,
    /// Rows by full and short name.
    named: HashMap<String, Vec<usize>>,
    names: name::Names,
    places: place::Places,
}

impl Registry {
    /// Reads `agencies`, `agency_stems`, `agency_names` and `places`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let some = |w: &str| (!w.is_empty()).then(|| w.to_owned());
        let mut rows = Vec::new();
        let mut named: HashMap<String, Vec<usize>> = HashMap::new();
        for row in lexicon.table("agencies").rows() {
            let short: Vec<String> = row.get("short").split('、').filter_map(some).collect();
            for word in short.iter().map(String::as_str).chain([row.word()]) {
                named.entry(word.to_owned()).or_default().push(rows.len());
            }
            let body = Body {
                name: row.word().to_owned(),
                level: Level::named(row.get("level")),
                region: some(row.get("region")),
                parent: some(row.get("parent")),
                generic: false,
                host: None,
                valid: (row.get("from").parse().ok(), row.get("until").parse().ok()),
                successor: some(row.get("successor")),
                source: some(row.get("source")).unwrap_or_else(|| BY_RULE.to_owned()),
            };
            rows.push((body, short));
        }
        Self { rows, named, names: name::Names::new(lexicon), places: place::Places::new(lexicon) }
    }

    /// The place a document speaks for: by its issuers, else its title, else the bodies it names in full.
    pub fn jurisdiction<'a>(&self, m: &Metadata, names: impl IntoIterator<Item = &'a str>) -> Jurisdiction {
        let issuers = m.issuers.iter().map(String::as_str);
        let titles = m.title.iter().chain(&m.enclosed_titles).map(String::as_str);
        let own = issuers.chain(titles).map(|n| self.places.jurisdiction(n)).find(|j| !j.is_unknown());
        let named = || names.into_iter().map(|n| self.places.jurisdiction(n)).filter(|j| !j.is_unknown());
        match own {
            // 乙城区 in the title, 甲州市乙城区人民政府 in the text: the longer one says more.
            Some(own) if own.is_lone() => named().find(|j| j.holds(&own)).unwrap_or(own),
            Some(own) => own,
            None => Jurisdiction::default(),
        }
    }

    /// The body that `name` means in a document of that place, written on that day.
    pub fn resolve(&self, name: &str, of: &Jurisdiction, on: Option<Date>) -> Body {
        if let Some(body) = self.row(name, of, on) {
            return body;
        }
        let (main, inside) = name::bracket(name);
        if let Some(body) = generic::body(main, inside, of) {
            return body;
        }
        if let Some(host) = inside.filter(|_| name::is_office(main) && !self.places.begins(main)) {
            // 领导小组办公室（市经济信息化委）: an office of its own, known by its host.
            let host = self.resolve(host, of, on).name;
            return Body {
                name: format!("{main}（{host}）"),
                level: of.level(),
                region: of.region(),
                host: Some(host),
                ..name::by_rule()
            };
        }
        if main != name
            && let Some(body) = self.row(main, of, on)
        {
            return body;
        }
        self.by_rule(main, of, on)
    }

    /// The row of the table that a name means here: of this place or one above it, in force on that day.
    fn row(&self, name: &str, of: &Jurisdiction, on: Option<Date>) -> Option<Body> {
        let here = self.named.get(name)?.iter().filter_map(|n| self.rows.get(*n)).filter(|(body, _)| {
            body.name == name
                || match (&body.region, body.level) {
                    // A short name of the centre (发改委) is one's own body in a document of a place.
                    (None, _) => of.is_national() || of.is_unknown() || name::is_central(name),
                    (Some(_), Some(Level::National)) => true,
                    (Some(region), _) => of.within(region),
                }
        });
        let here: Vec<&Body> = here.map(|(body, _)| body).collect();
        let in_force = |b: &&&Body| {
            let (from, until) = b.valid;
            on.is_none_or(|d| from.is_none_or(|f| f <= d) && until.is_none_or(|u| d <= u))
        };
        here.iter().find(in_force).or(here.last()).map(|b| (*b).clone())
    }

    /// The body as the usual names of its kind give it.
    fn by_rule(&self, name: &str, of: &Jurisdiction, on: Option<Date>) -> Body {
        // 团市委 is the league's committee of the city.
        let league = name.strip_prefix('团').and_then(|n| n.strip_suffix('委')).filter(|n| n.chars().count() <= 3);
        let (place, rest) = match league {
            Some(level) => (self.places.split(&format!("{level}团"), of).0, "团委"),
            None => self.places.split(name, of),
        };
        if let Some(level) = place.level {
            let region = place.region.clone();
            let full = region.as_ref().map(|r| format!("{r}{rest}"));
            // 上海市发展改革委 written out may stand in the table under its full name.
            if let Some(body) = full.as_deref().and_then(|f| self.row(f, of, on)) {
                return body;
            }
            return self.names.of(rest, level, region.as_deref().unwrap_or_default(), place.municipality);
        }
        if let Some((place, rest)) = self.places.dispatched(name) {
            if let Some(body) = self.names.dispatched(rest, &place) {
                return body;
            }
            let level = if self.names.is_central(name) { Level::National } else { place.own_level() };
            let region = Some(place.region());
            return Body { name: name.to_owned(), level: Some(level), region, ..name::by_rule() };
        }
        if of.is_national() || name::is_central(name) {
            if let Some(body) = self.names.bare(name).and_then(|stems| self.central(&stems)) {
                return body;
            }
            return Body { name: name.to_owned(), level: Some(Level::National), ..name::by_rule() };
        }
        match (of.level(), of.region()) {
            (Some(level), Some(region)) => self.names.of(name, level, &region, of.is_municipality()),
            _ => Body { name: name.to_owned(), ..name::by_rule() },
        }
    }

    /// The body of the centre of one of these stems: 人力资源社会保障 in a list before 等部门.
    fn central(&self, stems: &[&str]) -> Option<Body> {
        let of = |body: &Body, stem: &str| {
            let own = body.name.strip_prefix("国家").unwrap_or(&body.name);
            body.level == Some(Level::National)
                && body.region.is_none()
                && own.strip_prefix(stem).is_some_and(|end| matches!(end, "部" | "委员会" | "局" | "总局" | "署"))
        };
        stems.iter().find_map(|stem| self.rows.iter().find(|(b, _)| of(b, stem)).map(|(b, _)| b.clone()))
    }

    /// Other spellings that the table gives a body.
    pub fn short_names(&self, name: &str) -> &[String] {
        self.rows.iter().find(|(b, _)| b.name == name).map_or(&[], |(_, short)| short)
    }

    /// The bodies that a body took the place of.
    pub fn predecessors(&self, name: &str) -> Vec<&str> {
        let before = self.rows.iter().filter(|(b, _)| b.successor.as_deref() == Some(name));
        before.map(|(b, _)| b.name.as_str()).collect()
    }

    /// What is left of a name when its place is taken away, in full: 发改委, 市发展改革委 and
    /// 上海市发展和改革委员会 agree.
    pub fn stem(&self, name: &str) -> String {
        let (_, rest) = self.places.split(name, &Jurisdiction::default());
        self.names.full(rest)
    }
}
