//! Brief 提要: what lists need of a document without reading the whole of it.
//!
//! Of `到2026年，建成60个园区。（责任单位：市科委）` it knows that 市科委 answers, alone, and that a goal falls due on
//! 2026-12-31; the words stand in the record. So a list over all documents looks at some 200 bytes a
//! clause, and only the page that is asked for is dressed from records. Made from a record alone
//! ([`Brief::of`]) and kept beside it; one whose bytes do not fit is made anew.

use super::codec::{self, CodecError};
use super::piece::{self, Piece};
use super::{ClauseRecord, Record};
use crate::fact::{AmountRole, DeadlineKind, Fact, Origin, Role, Says, TargetKind, due_on};
use crate::metadata::Metadata;
use crate::outline::ClauseKind;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range;

/// Version of the bytes of a brief; raise it with every change of a type inside [`Brief`].
pub const FORMAT: u16 = 1;

/// A document, briefly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    /// [`Record::id`]
    pub id: String,
    /// [`Record::hash`]
    pub hash: String,
    /// File name as given.
    pub name: String,
    /// What it is.
    pub metadata: Metadata,
    /// Bodies as written, each once, in order.
    pub agencies: Vec<String>,
    /// 简称 and what they stand for.
    pub terms: Vec<(String, String)>,
    /// Names of sections, each once.
    sections: Vec<String>,
    clauses: Vec<Extent>,
    facts: Vec<FactBrief>,
    /// [`Head`]s of all clauses, one behind the other.
    heads: Bytes,
    /// Marks of pieces (`piece`), eight bytes each.
    pieces: Bytes,
}

/// A clause: where its facts and its head end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Extent {
    kind: ClauseKind,
    blank: bool,
    facts: u32,
    head: u32,
}

/// A clause of a brief.
#[derive(Clone, Copy, Debug)]
pub struct ClauseBrief<'a> {
    /// Its place in the document.
    pub at: usize,
    /// Its kind.
    pub kind: ClauseKind,
    /// Whether it has no text under its heading.
    pub blank: bool,
    /// What it says, in the order of the record.
    pub facts: &'a [FactBrief],
}

/// A fact without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactBrief {
    /// 责任单位
    Responsibility {
        /// Number in [`Brief::agencies`].
        agency: u32,
        /// Its part.
        role: Role,
        /// Its place in the list.
        position: Option<u16>,
        /// How many the list names.
        of: Option<u16>,
    },
    /// 目标指标
    Target {
        /// Goal or norm.
        kind: TargetKind,
        /// Its own day.
        #[serde(with = "day")]
        by: Option<Date>,
        /// The day that holds from elsewhere.
        #[serde(with = "day")]
        by_inherited: Option<Date>,
        /// Whether it is reached again and again.
        recurring: bool,
    },
    /// 时限
    Deadline {
        /// Its kind.
        kind: DeadlineKind,
        /// Its last day.
        #[serde(with = "day")]
        due: Option<Date>,
        /// Whether that day is stated or concluded.
        origin: Origin,
    },
    /// 金额
    Amount {
        /// What it is for.
        role: AmountRole,
        /// Its value.
        #[serde(with = "decimal")]
        value: Decimal,
    },
    /// 引用文件
    Citation,
    /// 简称
    Term,
    /// 行为主体
    Actor {
        /// Number in [`Brief::agencies`].
        agency: u32,
    },
}

/// What names a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// [`ClauseRecord::id`]
    pub id: String,
    /// Steps of the id.
    pub steps: Vec<&'a str>,
    /// The path for people.
    pub label: &'a str,
    /// The units around it.
    pub section: Vec<&'a str>,
    /// Number as written.
    pub number: Option<&'a str>,
    /// Heading.
    pub heading: Option<&'a str>,
}

/// A head as it is kept; of the id what follows the document's.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    #[serde(borrow)]
    rest: &'a str,
    #[serde(borrow)]
    steps: Vec<&'a str>,
    label: &'a str,
    section: Vec<u32>,
    number: Option<&'a str>,
    heading: Option<&'a str>,
}

impl Brief {
    /// What a record says, briefly.
    pub fn of(record: &Record) -> Self {
        Self::with(record, &piece::of(record).collect::<Vec<_>>())
    }

    /// The same, where the pieces of the text ([`piece::of`]) are at hand.
    pub fn with(record: &Record, pieces: &[Piece]) -> Self {
        let mut out = Self {
            id: record.id.clone(),
            hash: record.hash.clone(),
            name: record.source.name.clone(),
            metadata: record.metadata.clone(),
            agencies: Vec::new(),
            terms: Vec::new(),
            sections: Vec::new(),
            clauses: Vec::with_capacity(record.clauses.len()),
            facts: Vec::new(),
            heads: Bytes::default(),
            pieces: Bytes(pieces.iter().flat_map(|(mark, _)| mark.to_le_bytes()).collect()),
        };
        let (mut agencies, mut sections) = (Names::default(), Names::default());
        for c in &record.clauses {
            for fact in &c.facts {
                if let Says::Term(term) = &fact.says {
                    out.terms.push((term.term.clone(), term.means.clone()));
                }
                out.facts.push(brief(fact, &record.metadata, &mut agencies));
            }
            out.put_head(c, &mut sections);
            let (facts, head) = (out.facts.len() as u32, out.heads.0.len() as u32);
            out.clauses.push(Extent { kind: c.clause.kind, blank: c.clause.text.as_str().is_empty(), facts, head });
        }
        out.agencies = agencies.list;
        out.sections = sections.list;
        out
    }

    fn put_head<'a>(&mut self, c: &'a ClauseRecord, sections: &mut Names<'a>) {
        let kept = Kept {
            rest: c.id.strip_prefix(self.id.as_str()).unwrap_or(&c.id),
            steps: c.clause.steps.iter().map(|s| &**s).collect(),
            label: &c.clause.label,
            section: c.clause.section.iter().map(|s| sections.number(s)).collect(),
            number: c.clause.number.as_deref(),
            heading: c.clause.heading.as_ref().map(|h| h.as_str()),
        };
        // Writing into memory cannot fail; were it to, the head would be empty and read as none.
        if let Ok(all) = postcard::to_extend(&kept, std::mem::take(&mut self.heads.0)) {
            self.heads.0 = all;
        }
    }

    /// The clauses, in order.
    pub fn clauses(&self) -> impl ExactSizeIterator<Item = ClauseBrief<'_>> {
        let mut from = 0;
        self.clauses.iter().enumerate().map(move |(at, extent)| {
            let facts = self.facts.get(from..extent.facts as usize).unwrap_or_default();
            from = extent.facts as usize;
            ClauseBrief { at, kind: extent.kind, blank: extent.blank, facts }
        })
    }

    /// A clause by its place.
    pub fn clause(&self, at: usize) -> Option<ClauseBrief<'_>> {
        let extent = self.clauses.get(at)?;
        let facts = self.facts.get(self.before(at, |e| e.facts)..extent.facts as usize)?;
        Some(ClauseBrief { at, kind: extent.kind, blank: extent.blank, facts })
    }

    /// All that the document says.
    pub fn facts(&self) -> &[FactBrief] {
        &self.facts
    }

    /// What names a clause.
    pub fn head(&self, at: usize) -> Option<Head<'_>> {
        let range = Range { start: self.before(at, |e| e.head), end: self.clauses.get(at)?.head as usize };
        let kept: Kept<'_> = postcard::from_bytes(self.heads.0.get(range)?).ok()?;
        let section = kept.section.iter().filter_map(|s| self.sections.get(*s as usize)).map(String::as_str);
        Some(Head {
            id: format!("{}{}", self.id, kept.rest),
            steps: kept.steps,
            label: kept.label,
            section: section.collect(),
            number: kept.number,
            heading: kept.heading,
        })
    }

    /// Marks of the pieces of its text.
    pub fn pieces(&self) -> impl Iterator<Item = u64> {
        self.pieces.0.chunks_exact(8).filter_map(|p| <[u8; 8]>::try_from(p).ok()).map(u64::from_le_bytes)
    }

    fn before(&self, at: usize, end: fn(&Extent) -> u32) -> usize {
        at.checked_sub(1).and_then(|before| self.clauses.get(before)).map_or(0, |e| end(e) as usize)
    }

    /// As bytes, with the change of the store that it belongs to.
    ///
    /// # Errors
    /// None is known.
    pub fn encode(&self, change: u64) -> Result<Vec<u8>, CodecError> {
        let unreadable = |why: postcard::Error| CodecError::Unreadable(why.to_string());
        let mut head = vec![0; codec::SUM];
        head.extend(mark(change));
        let mut out = postcard::to_extend(self, head).map_err(unreadable)?;
        let sum = codec::sum(out.get(codec::SUM..).unwrap_or_default());
        out.iter_mut().zip(sum).for_each(|(to, from)| *to = from);
        Ok(out)
    }

    /// Bytes back to the brief of a change; none where they are of another version or change, or damaged.
    pub fn decode(bytes: &[u8], change: u64) -> Option<Self> {
        let (sum, body) = bytes.split_at_checked(codec::SUM)?;
        let rest = body.strip_prefix(mark(change).as_slice())?;
        if sum != codec::sum(body) {
            return None;
        }
        postcard::from_bytes(rest).ok()
    }
}

/// Versions and change: a record of another format makes another brief.
fn mark(change: u64) -> Vec<u8> {
    [&FORMAT.to_be_bytes()[..], &codec::FORMAT.to_be_bytes(), &change.to_be_bytes()].concat()
}

impl FactBrief {
    /// The name of its field in outside JSON.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Responsibility { .. } => "responsibilities",
            Self::Target { .. } => "targets",
            Self::Deadline { .. } => "deadlines",
            Self::Amount { .. } => "amounts",
            Self::Citation => "citations",
            Self::Term => "terms",
            Self::Actor { .. } => "actors",
        }
    }
}

fn brief<'a>(fact: &'a Fact, metadata: &Metadata, agencies: &mut Names<'a>) -> FactBrief {
    match &fact.says {
        Says::Responsibility(r) => FactBrief::Responsibility {
            agency: agencies.number(&r.agency),
            role: r.role,
            position: r.position,
            of: r.of,
        },
        Says::Target(t) => {
            FactBrief::Target { kind: t.kind, by: t.by, by_inherited: t.by_inherited, recurring: t.per.is_some() }
        }
        Says::Deadline(d) => {
            let (due, origin) = due_on(d, fact.origin, metadata);
            FactBrief::Deadline { kind: d.kind, due, origin }
        }
        Says::Amount(a) => FactBrief::Amount { role: a.role, value: a.value },
        Says::Citation(_) => FactBrief::Citation,
        Says::Term(_) => FactBrief::Term,
        Says::Actor(a) => FactBrief::Actor { agency: agencies.number(&a.agency) },
    }
}

/// Names, each once.
#[derive(Default)]
struct Names<'a> {
    list: Vec<String>,
    known: HashMap<&'a str, u32>,
}

impl<'a> Names<'a> {
    fn number(&mut self, name: &'a str) -> u32 {
        *self.known.entry(name).or_insert_with(|| {
            self.list.push(name.to_owned());
            self.list.len() as u32 - 1
        })
    }
}

/// Bytes that are read as one run, not one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Run;
        impl serde::de::Visitor<'_> for Run {
            type Value = Bytes;

            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("bytes")
            }

            fn visit_bytes<E: serde::de::Error>(self, run: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(run.to_vec()))
            }
        }
        from.deserialize_bytes(Run)
    }
}

/// A day as year, month and day in one number; 0 for none.
mod day {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "serde calls it so")]
    pub(super) fn serialize<S: Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        let packed = |d: Date| (i32::from(d.year()) + 10_000) << 9 | i32::from(d.month()) << 5 | i32::from(d.day());
        day.map_or(0, packed).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let packed = i32::deserialize(from)?;
        if packed == 0 {
            return Ok(None);
        }
        let (year, month, day) = ((packed >> 9) - 10_000, packed >> 5 & 15, packed & 31);
        let year = i16::try_from(year).map_err(serde::de::Error::custom)?;
        Date::new(year, month as i8, day as i8).map(Some).map_err(serde::de::Error::custom)
    }
}

/// A number as its sixteen bytes.
mod decimal {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &Decimal, to: S) -> Result<S::Ok, S::Error> {
        u128::from_le_bytes(value.serialize()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
        u128::deserialize(from).map(|bytes| Decimal::deserialize(bytes.to_le_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{duty, gold, record, target};
    use super::*;

    fn small() -> Record {
        let mut record = record("a", &[("目标", "到2026年，达到60个。"), ("", ""), ("保障", "加强统筹。")]);
        record.clauses[0].facts =
            vec![duty("市科委", Role::Lead, 1, 2), duty("市财政局", Role::Support, 2, 2), target()];
        record.clauses[2].facts = vec![duty("市科委", Role::Responsible, 1, 1)];
        record.clauses[2].clause.section = ["三、保障".into()].into();
        record
    }

    #[test]
    fn says_what_the_record_says() {
        let brief = Brief::of(&small());
        assert_eq!(brief.agencies, ["市科委", "市财政局"]);
        let facts: Vec<usize> = brief.clauses().map(|c| c.facts.len()).collect();
        assert_eq!(facts, [3, 0, 1]);
        assert_eq!(brief.clauses().map(|c| c.blank).collect::<Vec<_>>(), [false, true, false]);
        let last = brief.clause(2).unwrap();
        assert!(matches!(last.facts[0], FactBrief::Responsibility { agency: 0, role: Role::Responsible, .. }));
        let head = brief.head(2).unwrap();
        assert_eq!((head.id.as_str(), head.heading, head.section), ("a~3", Some("保障"), vec!["三、保障"]));
        assert_eq!((brief.head(3), brief.clause(3).is_none()), (None, true));
    }

    #[test]
    fn bytes_come_back_or_tell_nothing() {
        for record in gold().into_iter().chain([small()]) {
            let brief = Brief::of(&record);
            let bytes = brief.encode(7).unwrap();
            assert_eq!(Brief::decode(&bytes, 7).as_ref(), Some(&brief));
            assert_eq!(Brief::decode(&bytes, 8), None, "the brief of another change");
        }
        let bytes = Brief::of(&small()).encode(7).unwrap();
        for at in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[at] ^= 1;
            assert_eq!(Brief::decode(&bad, 7), None, "byte {at}");
            assert_eq!(Brief::decode(&bytes[..at], 7), None, "cut at {at}");
        }
    }

    #[test]
    fn days_and_numbers_of_all_sizes() {
        for (text, value) in
            [("-009999-01-01", "0"), ("9999-12-31", "-1.50"), ("2026-02-28", "79228162514264337593543950335")]
        {
            let fact = FactBrief::Target {
                kind: TargetKind::Goal,
                by: Some(text.parse().unwrap()),
                by_inherited: None,
                recurring: true,
            };
            let money = FactBrief::Amount { role: AmountRole::Fund, value: value.parse().unwrap() };
            let bytes = postcard::to_stdvec(&[fact, money]).unwrap();
            assert_eq!(postcard::from_bytes::<[FactBrief; 2]>(&bytes).unwrap(), [fact, money]);
        }
    }
}
