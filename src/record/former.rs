//! Former 旧编号: where the words of an id that was given before stand now.
//!
//! A link to `hufubanfa-2023-20~2~3` is kept by others. When the file comes with another text, or the
//! same text is cut by other rules, the words of a clause may stand under another id, and its own id
//! under none or before other words. Each such id is kept with its words; [`follow`] finds the clause
//! that holds them: the same words first, else the clause that holds most of them (60 % of the runs of
//! three letters), else none. The text of a document that is cut anew is the same, so there the place
//! decides: [`cut_anew`].
//!
//! Cost grows with the text: runs of letters that stand in many clauses are passed over.

use super::{ClauseRecord, Record};
use crate::outline::letters;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Letters kept of a clause: by the first of them it is known again.
const KEPT: usize = 400;
/// Letters of a run.
const RUN: usize = 3;
/// Share of the old runs, in percent, that the new clause must hold.
const ALIKE: usize = 60;
/// Clauses remembered for one run: what stands in more of them is a formula.
const MOST: usize = 32;

/// An id that was given once and does not lead to its words any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// The id.
    pub id: String,
    /// Its form for people: `二（三）第5项`.
    pub label: String,
    /// The first letters of its heading and text, as [`letters`] gives them.
    pub words: String,
    /// How many letters there were in all.
    pub size: usize,
    /// The clause that has these words now; none where they are gone.
    pub to: Option<String>,
}

/// An id as it was given and where its clause stands in the source: enough to know it again when later
/// rules cut the same text another way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The id.
    pub id: String,
    /// Its form for people.
    pub label: String,
    /// First byte in the source.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Former {
    /// An id with its words (letters alone), not yet found again.
    fn new(id: &str, label: &str, words: &str) -> Self {
        let (kept, size) = kept(words);
        Self { id: id.to_owned(), label: label.to_owned(), words: kept.to_owned(), size, to: None }
    }
}

impl Given {
    /// The ids of a record.
    pub(super) fn of(clauses: &[ClauseRecord]) -> Vec<Self> {
        let given = |c: &ClauseRecord| Self {
            id: c.id.clone(),
            label: c.clause.label.clone(),
            start: c.clause.span.start,
            end: c.clause.span.end,
        };
        clauses.iter().map(given).collect()
    }
}

/// The first letters, and how many there are in all.
fn kept(words: &str) -> (&str, usize) {
    let end = words.char_indices().nth(KEPT).map_or(words.len(), |(at, _)| at);
    (words.get(..end).unwrap_or_default(), words.chars().count())
}

/// The letters of heading and text.
fn words(c: &ClauseRecord) -> String {
    let mut words = c.clause.heading.as_ref().map_or_else(String::new, |h| letters(h.as_str()));
    words.push_str(&letters(c.clause.text.as_str()));
    words
}

/// The former ids of `new`, a later text of the document `old`.
pub(super) fn follow(old: &Record, new: &Record) -> Vec<Former> {
    let now = Now::of(&new.clauses);
    let mut out: Vec<Former> = Vec::new();
    for c in &old.clauses {
        let words = words(c);
        if now.stays(&c.id, &words) {
            continue;
        }
        let mut former = Former::new(&c.id, &c.clause.label, &words);
        former.to = now.find(&former);
        if former.to.as_ref() != Some(&c.id) {
            out.push(former);
        }
    }
    carried(&old.former, &now, &mut out);
    // What the new text brings with it leads to its own clauses already.
    let newer: HashSet<&str> = out.iter().map(|f| f.id.as_str()).collect();
    let own: Vec<Former> = new.former.iter().filter(|f| !newer.contains(f.id.as_str())).cloned().collect();
    out.extend(own);
    out
}

/// The former ids of a document whose same text was cut anew into the clauses of `new`.
pub(super) fn cut_anew(given: &[Given], former: &[Former], new: &Record) -> Vec<Former> {
    let now = Now::of(&new.clauses);
    let mut places: Vec<(usize, usize, &str)> =
        new.clauses.iter().map(|c| (c.clause.span.start, c.clause.span.end, c.id.as_str())).collect();
    places.sort_unstable();
    let mut out: Vec<Former> = Vec::new();
    for g in given {
        let next = places.partition_point(|(start, _, _)| *start <= g.start);
        let around = next.checked_sub(1).and_then(|at| places.get(at)).filter(|(_, end, _)| g.start < *end);
        let to = around.or_else(|| places.get(next).filter(|(start, _, _)| *start < g.end)).map(|(_, _, id)| *id);
        if to != Some(g.id.as_str()) {
            let words = letters(new.source.text.get(g.start..g.end).unwrap_or_default());
            out.push(Former { to: to.map(str::to_owned), ..Former::new(&g.id, &g.label, &words) });
        }
    }
    carried(former, &now, &mut out);
    out
}

/// Ids that were former already go where the clause went that they led to; where that one is gone, to
/// where their own words are. Those that came back lead by themselves.
fn carried(former: &[Former], now: &Now<'_>, out: &mut Vec<Former>) {
    let moved: HashMap<String, Option<String>> = out.iter().map(|f| (f.id.clone(), f.to.clone())).collect();
    for f in former.iter().filter(|f| !moved.contains_key(&f.id)) {
        let led = f.to.as_ref().and_then(|to| match moved.get(to) {
            Some(to) => to.clone(),
            None => Some(to.clone()).filter(|to| now.at.contains_key(to.as_str())),
        });
        let to = led.or_else(|| now.find(f));
        if to.as_ref() != Some(&f.id) {
            out.push(Former { to, ..f.clone() });
        }
    }
}

/// The clauses as they stand now, found by id, by words and by runs.
struct Now<'a> {
    ids: Vec<&'a str>,
    words: Vec<String>,
    at: HashMap<&'a str, usize>,
    same: HashMap<u64, Vec<usize>>,
    runs: HashMap<u64, Vec<usize>>,
}

impl<'a> Now<'a> {
    fn of(clauses: &'a [ClauseRecord]) -> Self {
        let ids: Vec<&str> = clauses.iter().map(|c| c.id.as_str()).collect();
        let words: Vec<String> = clauses.iter().map(words).collect();
        let at = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let (mut same, mut held): (HashMap<u64, Vec<usize>>, HashMap<u64, Vec<usize>>) = Default::default();
        for (at, words) in words.iter().enumerate() {
            same.entry(hash(&kept(words))).or_default().push(at);
            for run in runs(words) {
                let held = held.entry(run).or_default();
                if held.len() <= MOST {
                    held.push(at);
                }
            }
        }
        Self { ids, words, at, same, runs: held }
    }

    /// Whether the id leads to these very words.
    fn stays(&self, id: &str, words: &str) -> bool {
        self.at.get(id).and_then(|at| self.words.get(*at)).is_some_and(|now| now == words)
    }

    /// The clause that has the words of a former id.
    fn find(&self, former: &Former) -> Option<String> {
        let own = self.at.get(former.id.as_str()).copied();
        let same = self.same.get(&hash(&(former.words.as_str(), former.size)));
        let same = same.and_then(|same| same.iter().find(|at| Some(**at) == own).or(same.first()));
        let found = same.copied().or_else(|| self.alike(former, own));
        found.and_then(|at| self.ids.get(at)).map(|id| (*id).to_owned())
    }

    /// The clause that holds most of the runs; of equals the one under the same id, then the shorter.
    fn alike(&self, former: &Former, own: Option<usize>) -> Option<usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let mut all = 0;
        for run in runs(&former.words) {
            let held = self.runs.get(&run).map(Vec::as_slice).unwrap_or_default();
            if held.len() > MOST {
                continue;
            }
            all += 1;
            for at in held {
                *shared.entry(*at).or_default() += 1;
            }
        }
        let size = |at: &usize| self.words.get(*at).map_or(0, String::len);
        let best = shared.into_iter().max_by(|(a, n), (b, m)| {
            let own = |at: &usize| Some(*at) == own;
            n.cmp(m).then(own(a).cmp(&own(b))).then(size(b).cmp(&size(a))).then(b.cmp(a))
        })?;
        (best.1 * 100 >= ALIKE * all).then_some(best.0)
    }
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

/// The different runs of letters of a text; a text shorter than a run is one itself.
fn runs(words: &str) -> HashSet<u64> {
    let starts: Vec<usize> = words.char_indices().map(|(at, _)| at).chain([words.len()]).collect();
    if starts.len() <= RUN {
        return if words.is_empty() { HashSet::new() } else { HashSet::from([hash(&words)]) };
    }
    let run = |pair: &[usize]| match pair {
        [first, .., last] => words.get(*first..*last).map(|run| hash(&run)),
        _ => None,
    };
    starts.windows(RUN + 1).filter_map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::record;
    use super::*;

    /// Each former id with where it leads.
    fn led(old: &Record, new: &Record) -> Vec<(String, Option<String>)> {
        follow(old, new).into_iter().map(|f| (f.id, f.to)).collect()
    }

    const A: (&str, &str) = ("发展目标", "到2026年，全市特色产业园区达到60个左右。");
    const B: (&str, &str) = ("产业集聚", "推动重点产业链上下游企业向园区集聚，形成一批标志性产业链。");
    const C: (&str, &str) = ("", "加强统筹协调，市经济信息化委会同有关部门推进落实。");

    #[test]
    fn words_that_moved_are_found() {
        let old = record("a", &[A, B, C]);
        let new = record(
            "a",
            &[
                ("", "新增的一条，与原有各条都不相同。"),
                A,
                ("产业集聚", "推动重点产业链上下游企业向园区集聚，形成一批有影响的产业链。"),
            ],
        );
        let to = |n: u32, to: Option<u32>| (format!("a~{n}"), to.map(|n| format!("a~{n}")));
        assert_eq!(led(&old, &new), [to(1, Some(2)), to(2, Some(3)), to(3, None)]);
        assert_eq!(led(&old, &old), []);
    }

    #[test]
    fn a_changed_word_under_the_same_id_is_no_move() {
        let old = record("a", &[A, B]);
        let new = record("a", &[("发展目标", "到2027年，全市特色产业园区达到80个左右。"), B]);
        assert_eq!(led(&old, &new), []);
    }

    #[test]
    fn what_is_joined_leads_to_the_whole() {
        let old = record("a", &[A, B, C]);
        let whole = format!("{}{}\n{}", B.0, B.1, C.1);
        let new = record("a", &[A, ("", whole.as_str())]);
        assert_eq!(led(&old, &new), [("a~3".to_owned(), Some("a~2".to_owned()))]);
    }

    #[test]
    fn former_ids_are_carried_on_and_come_back() {
        let (one, two) = (record("a", &[A, B, C]), record("a", &[B, C]));
        let after = |mut new: Record, old: &Record| {
            new.former = follow(old, &new);
            new
        };
        let two = after(two, &one);
        assert_eq!(two.former.len(), 3, "{:?}", two.former);
        let three = after(record("a", &[C]), &two);
        let to = |id: &str| three.former.iter().find(|f| f.id == id).and_then(|f| f.to.clone());
        assert_eq!((to("a~3").as_deref(), to("a~1")), (Some("a~1"), None), "{:?}", three.former);
        let four = after(record("a", &[A, B, C]), &three);
        let wrong: Vec<_> = four.former.iter().filter(|f| f.to.as_deref() != Some("a~3")).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn the_place_decides_where_the_text_is_the_same() {
        let mut new = record("a", &[A, B, C]);
        let mut at = 0;
        for c in &mut new.clauses {
            let long = c.clause.heading.as_ref().map_or(0, |h| h.as_str().len()) + c.clause.text.as_str().len() + 2;
            c.clause.span = crate::text::Span::new(at, at + long);
            at += long;
        }
        let mut given = Given::of(&new.clauses);
        assert_eq!(cut_anew(&given, &[], &new), []);
        given[2].id = "a~2~nn-1".to_owned();
        let found = cut_anew(&given, &[], &new);
        assert_eq!((found.len(), found[0].to.as_deref()), (1, Some("a~3")));
        assert!(found[0].words.contains("加强统筹协调"));
    }
}
