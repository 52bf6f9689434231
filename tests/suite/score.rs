//! The scorer 评分: a parsed document against its labels, precision, recall and F1 a field a row.
//!
//! What is compared: letters, digits and ideographs only (width, white space and punctuation dropped). A
//! predicted fact belongs to the labelled clause in which its quote lies, so that a wrong clause border
//! costs once and not in every row. Documents are added up before the rates are taken (micro).
#![allow(clippy::float_arithmetic, reason = "rates of hits, no money")]

use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const ELEMENTS: [&str; 14] = [
    "title",
    "enclosed_title",
    "kind",
    "issuers",
    "number",
    "addressees",
    "written_on",
    "printed_on",
    "printed_by",
    "copied_to",
    "disclosure",
    "effective_from",
    "effective_until",
    "plan_period",
];

const FACTS: [&str; 6] = ["responsibilities", "targets", "deadlines", "amounts", "citations", "terms"];

/// How one property of a fact is compared.
enum Part {
    /// As it is.
    Raw(&'static str),
    /// Letters, digits and ideographs.
    Bare(&'static str),
    /// As a number.
    Number(&'static str),
    /// As a unit: `％` = `%`, 元 = CNY.
    Unit(&'static str),
    /// The first that is not empty.
    Either(&'static str, &'static str),
}

use Part::{Bare, Either, Number, Raw, Unit};

/// Row, its strict key, and the noun that must be alike beside it.
type Row = (&'static str, &'static [Part], Option<&'static str>);

const ROWS: [Row; 12] = [
    ("responsibilities", &[Bare("agency"), Raw("role")], None),
    ("responsibilities:agency", &[Bare("agency")], None),
    (
        "targets",
        &[Number("value"), Number("value_max"), Unit("unit"), Raw("comparator"), Raw("by"), Raw("kind")],
        Some("indicator"),
    ),
    ("targets:value", &[Number("value"), Unit("unit")], None),
    ("deadlines", &[Raw("kind"), Raw("start"), Raw("end"), Raw("duration")], None),
    ("amounts", &[Raw("role"), Raw("type"), Raw("bound"), Number("value"), Number("value_max"), Unit("unit")], None),
    ("amounts:basis", &[Raw("type"), Number("value")], Some("basis")),
    ("citations", &[Either("title", "number")], None),
    ("terms", &[Bare("term")], None),
    ("targets:change,per", &[Number("value"), Unit("unit"), Raw("change"), Raw("per")], None),
    ("amounts:per", &[Raw("type"), Number("value"), Bare("per")], None),
    ("citations:number", &[Bare("title"), Bare("number")], None),
];
const LAST_ROW: Row = ("terms:means", &[Bare("term"), Bare("means")], None);

/// Found, missed and falsely found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// In both.
    pub(crate) hits: usize,
    /// Labelled, not found.
    pub(crate) missed: usize,
    /// Found, not labelled.
    pub(crate) wrong: usize,
}

fn rate(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl Count {
    fn add(&mut self, hits: usize, missed: usize, wrong: usize) {
        self.hits += hits;
        self.missed += missed;
        self.wrong += wrong;
    }

    /// Share of what was found that is right.
    pub(crate) fn precision(self) -> f64 {
        rate(self.hits, self.hits + self.wrong)
    }

    /// Share of what is labelled that was found.
    pub(crate) fn recall(self) -> f64 {
        rate(self.hits, self.hits + self.missed)
    }

    /// Harmonic mean of both.
    pub(crate) fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// The rows of all documents scored so far.
#[derive(Default)]
pub(crate) struct Score {
    rows: Vec<(&'static str, Count)>,
    /// Every miss (`-`) and false find (`+`), with its row in front.
    pub(crate) misses: Vec<(&'static str, String)>,
}

impl Score {
    fn add(&mut self, row: &'static str, hits: usize, missed: usize, wrong: usize) {
        if let Some((_, count)) = self.rows.iter_mut().find(|(name, _)| *name == row) {
            count.add(hits, missed, wrong);
        } else {
            self.rows.push((row, Count { hits, missed, wrong }));
        }
    }

    fn same(&mut self, row: &'static str, same: bool) {
        self.add(row, usize::from(same), usize::from(!same), usize::from(!same));
    }

    fn say(&mut self, row: &'static str, what: String) {
        self.misses.push((row, what));
    }

    /// A row's counts.
    pub(crate) fn row(&self, name: &str) -> Option<Count> {
        self.rows.iter().find(|(row, _)| *row == name).map(|(_, count)| *count)
    }

    /// A line a row: name, precision, recall, F1, labelled, found.
    pub(crate) fn table(&self) -> String {
        let mut out = format!("{:<24} {:>6} {:>6} {:>6} {:>6} {:>6}\n", "field", "P", "R", "F1", "gold", "found");
        for (row, c) in &self.rows {
            let (p, r, f, gold, found) = (c.precision(), c.recall(), c.f1(), c.hits + c.missed, c.hits + c.wrong);
            out.push_str(&format!("{row:<24} {p:6.3} {r:6.3} {f:6.3} {gold:6} {found:6}\n"));
        }
        out
    }

    /// Adds one document.
    pub(crate) fn document(&mut self, name: &str, gold: &Value, found: &Value) {
        let (labels, results) = (clauses(gold), clauses(found));
        let (starts, reference, texts) = place(&labels);
        let (their_starts, their_texts) = place_in(&results, &reference);
        self.elements(name, &gold["document"], &found["document"]);
        let label_spans: Vec<_> = starts.iter().zip(&texts).map(|(s, t)| (Some(*s), t.len())).collect();
        let result_spans: Vec<_> = their_starts.iter().zip(&their_texts).map(|(s, t)| (*s, t.len())).collect();
        self.borders(name, &labels, &results, &label_spans, &result_spans);
        self.quotes(name, &results, &their_texts);
        let ours: Vec<_> = starts.iter().map(|s| Some(*s)).collect();
        for row in ROWS.iter().chain([&LAST_ROW]) {
            let field = row.0.split(':').next().unwrap();
            let gold = by_clause(&labels, &ours, &texts, &starts, field, &reference);
            let mut found = by_clause(&results, &their_starts, &their_texts, &starts, field, &reference);
            let places: BTreeSet<_> = gold.keys().chain(found.keys()).copied().collect();
            for at in places {
                let left = found.remove(&at).unwrap_or_default();
                self.pair(name, row, gold.get(&at).map_or(&[], Vec::as_slice), left);
            }
        }
    }

    fn elements(&mut self, name: &str, gold: &Value, found: &Value) {
        for field in ELEMENTS {
            let (one, two) = (flat(&gold[field]), flat(&found[field]));
            if one != two {
                self.say("document", format!("{name} {field}: labelled {} got {}", gold[field], found[field]));
            }
            if !one.is_empty() || !two.is_empty() {
                let same = one == two;
                let miss = usize::from(!same && !one.is_empty());
                self.add("document", usize::from(same), miss, usize::from(!same && !two.is_empty()));
            }
        }
    }

    /// Clauses whose both ends are right, and what stands at their head.
    fn borders(&mut self, name: &str, labels: &[&Value], results: &[&Value], ours: &[Place], theirs: &[Place]) {
        let unique: BTreeMap<Place, usize> = ours.iter().copied().zip(0..).collect();
        let by_place: BTreeMap<Place, usize> = theirs.iter().copied().zip(0..).collect();
        let hits: Vec<_> = theirs.iter().filter(|p| unique.contains_key(p)).collect();
        let distinct = hits.iter().collect::<BTreeSet<_>>().len();
        self.add("clauses", distinct, unique.len() - distinct, theirs.len() - hits.len());
        for (place, clause) in theirs.iter().zip(results) {
            if !unique.contains_key(place) {
                self.say("clauses", format!("{name} + {}", head(clause)));
            }
        }
        for (place, at) in &unique {
            let label = labels[*at];
            let Some(result) = by_place.get(place).map(|i| results[*i]) else {
                self.say("clauses", format!("{name} - {}", head(label)));
                continue;
            };
            let sections = |c: &Value| c["section"].as_array().map_or(vec![], |s| s.iter().map(bare_of).collect());
            let (ours, theirs): (Vec<_>, Vec<_>) = (sections(label), sections(result));
            for (row, same) in [
                ("heading", bare_of(&label["heading"]) == bare_of(&result["heading"])),
                ("section", ours == theirs),
                ("number", bare_of(&label["number"]) == bare_of(&result["number"])),
                ("clause kind", label["kind"] == result["kind"]),
            ] {
                self.same(row, same);
                if !same {
                    let field = if row == "clause kind" { "kind" } else { row };
                    let say = format!("{name} labelled {} got {} at {}", label[field], result[field], head(label));
                    self.say(row, say);
                }
            }
        }
    }

    /// Every quote stands in its clause.
    fn quotes(&mut self, name: &str, results: &[&Value], texts: &[Vec<char>]) {
        for (clause, text) in results.iter().zip(texts) {
            for field in FACTS {
                for fact in facts(clause, field) {
                    let quote = chars(&fact["quote"]);
                    let inside = !quote.is_empty() && find(text, &quote, 0).is_some();
                    self.same("quotes", inside);
                    if !inside {
                        self.say("quotes", format!("{name} {field} {fact}"));
                    }
                }
            }
        }
    }

    /// One-to-one inside one clause, in order.
    fn pair(&mut self, name: &str, row: &Row, gold: &[&Value], mut left: Vec<&Value>) {
        let (name_of_row, parts, noun) = row;
        let (mut hits, mut missed) = (0, 0);
        for label in gold {
            let alike =
                |p: &&Value| key(label, parts) == key(p, parts) && noun.is_none_or(|n| same_noun(&label[n], &p[n]));
            if let Some(at) = left.iter().position(alike) {
                left.remove(at);
                hits += 1;
            } else {
                missed += 1;
                self.say(name_of_row, format!("{name} - {label}"));
            }
        }
        for fact in &left {
            self.say(name_of_row, format!("{name} + {fact}"));
        }
        self.add(name_of_row, hits, missed, left.len());
    }
}

/// Start (none where the text was not found) and length of a clause in the reference.
type Place = (Option<usize>, usize);

fn clauses(document: &Value) -> Vec<&Value> {
    document["clauses"].as_array().map_or_else(Vec::new, |c| c.iter().collect())
}

fn facts<'a>(clause: &'a Value, field: &str) -> Vec<&'a Value> {
    clause[field].as_array().map_or_else(Vec::new, |f| f.iter().collect())
}

fn head(clause: &Value) -> String {
    let text: String = clause["text"].as_str().unwrap_or("").chars().take(24).collect();
    format!("{} {} {text}", clause["number"], clause["heading"])
}

/// Compatibility forms that occur in official documents, to their plain characters (a part of NFKC).
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '²' => "2",
        '³' => "3",
        '㎡' => "m2",
        '㎥' => "m3",
        '㎞' => "km",
        '㎏' => "kg",
        '℃' => "°C",
        '①' => "1",
        '②' => "2",
        '③' => "3",
        '④' => "4",
        '⑤' => "5",
        '⑥' => "6",
        '⑦' => "7",
        '⑧' => "8",
        '⑨' => "9",
        'Ⅰ' => "I",
        'Ⅱ' => "II",
        'Ⅲ' => "III",
        _ => return None,
    })
}

fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match (plain(c), c) {
            (Some(p), _) => out.push_str(p),
            (None, '\u{ff01}'..='\u{ff5e}') => out.extend(char::from_u32(u32::from(c) - 0xfee0)),
            (None, '\u{3000}') => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// Letters, digits and ideographs only.
fn bare(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn bare_of(value: &Value) -> String {
    match value {
        Value::String(s) => bare(s),
        Value::Null => String::new(),
        other => bare(&other.to_string()),
    }
}

fn chars(value: &Value) -> Vec<char> {
    bare_of(value).chars().collect()
}

/// A document element as a sorted list, empty where it says nothing.
fn flat(value: &Value) -> Vec<String> {
    let mut out: Vec<String> = match value {
        Value::Array(list) => list.iter().map(bare_of).collect(),
        Value::Object(map) => {
            map.iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| format!("{k}={}", bare_of(v))).collect()
        }
        other => vec![bare_of(other)].into_iter().filter(|s| !s.is_empty()).collect(),
    };
    out.sort();
    out
}

/// The share of character pairs that two texts have in common is at least 0.6.
fn alike(a: &[char], b: &[char]) -> bool {
    if a.len() < 2 || b.len() < 2 {
        return a == b;
    }
    let mut rest: Vec<_> = b.windows(2).collect();
    let mut hits = 0;
    for pair in a.windows(2) {
        if let Some(at) = rest.iter().position(|p| *p == pair) {
            rest.swap_remove(at);
            hits += 1;
        }
    }
    20 * hits >= 6 * (a.len() + b.len() - 2)
}

/// Alike, or one is the other with more attributes in front of it.
fn same_noun(a: &Value, b: &Value) -> bool {
    let (a, b) = (chars(a), chars(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    alike(&a, &b) || (short.len() >= 3 && 2 * short.len() >= long.len() && long.ends_with(short))
}

fn number(value: &Value) -> String {
    let text = match value {
        Value::Null => return "none".to_owned(),
        Value::String(s) => s.clone(),
        other => other.to_string(),
    };
    let parsed = text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(&text));
    parsed.map_or(text, |d| d.round_dp(6).normalize().to_string())
}

fn unit(value: &Value) -> String {
    let text = folded(value.as_str().unwrap_or(""));
    match text.trim() {
        "percent" => "%".to_owned(),
        "元" | "人民币" => "CNY".to_owned(),
        other => other.to_owned(),
    }
}

fn key(fact: &Value, parts: &[Part]) -> Vec<String> {
    parts
        .iter()
        .map(|part| match part {
            Raw(name) => fact[name].to_string(),
            Bare(name) => bare_of(&fact[name]),
            Number(name) => number(&fact[name]),
            Unit(name) => unit(&fact[name]),
            Either(one, two) => match bare_of(&fact[one]) {
                empty if empty.is_empty() => bare_of(&fact[two]),
                full => full,
            },
        })
        .collect()
}

/// Where a run of characters occurs first, from a place on.
fn find(text: &[char], run: &[char], from: usize) -> Option<usize> {
    if run.is_empty() {
        return (from <= text.len()).then_some(from);
    }
    text.get(from..)?.windows(run.len()).position(|w| w == run).map(|at| at + from)
}

/// The labelled clauses one after the other: starts, the joined text, the texts.
fn place(clauses: &[&Value]) -> (Vec<usize>, Vec<char>, Vec<Vec<char>>) {
    let texts: Vec<Vec<char>> = clauses.iter().map(|c| chars(&c["text"])).collect();
    let (mut starts, mut reference) = (Vec::new(), Vec::new());
    for text in &texts {
        starts.push(reference.len());
        reference.extend(text);
    }
    (starts, reference, texts)
}

/// Where the found clauses stand in the joined text of the labelled ones.
fn place_in(clauses: &[&Value], reference: &[char]) -> (Vec<Option<usize>>, Vec<Vec<char>>) {
    let texts: Vec<Vec<char>> = clauses.iter().map(|c| chars(&c["text"])).collect();
    let (mut starts, mut cursor) = (Vec::new(), 0);
    for text in &texts {
        let sizes = [text.len(), 40, 24, 14, 9].into_iter().filter(|s| *s <= text.len() && *s > 0);
        let whole = sizes
            .into_iter()
            .find_map(|size| find(reference, &text[..size], cursor).or_else(|| find(reference, &text[..size], 0)));
        // Other words at its start, a number or a heading left there: look further inside.
        let inside = || {
            (1..text.len().min(80)).filter(|off| text.len() - off >= 9).find_map(|off| {
                let end = text.len().min(off + 14);
                find(reference, &text[off..end], 0).map(|at| at.saturating_sub(off))
            })
        };
        let found = whole.or_else(inside);
        if let Some(at) = found {
            cursor = at + 1;
        }
        starts.push(found);
    }
    (starts, texts)
}

/// The occurrence of a quote that is nearest to where it should be.
fn nearest(reference: &[char], quote: &[char], wanted: usize) -> usize {
    let (mut best, mut from) = (None, 0);
    while let Some(at) = if quote.is_empty() { None } else { find(reference, quote, from) } {
        if best.is_none_or(|b: usize| at.abs_diff(wanted) < b.abs_diff(wanted)) {
            best = Some(at);
        }
        from = at + 1;
    }
    best.unwrap_or(wanted)
}

/// The facts of one field under the labelled clause in which their quotes lie.
fn by_clause<'a>(
    clauses: &[&'a Value],
    starts: &[Option<usize>],
    texts: &[Vec<char>],
    label_starts: &[usize],
    field: &str,
    reference: &[char],
) -> BTreeMap<Option<usize>, Vec<&'a Value>> {
    let mut out: BTreeMap<Option<usize>, Vec<&'a Value>> = BTreeMap::new();
    for ((clause, start), text) in clauses.iter().zip(starts).zip(texts) {
        for fact in facts(clause, field) {
            let owner = start.map(|start| {
                let quote = chars(&fact["quote"]);
                let inside = find(text, &quote, 0).unwrap_or(0);
                let position = nearest(reference, &quote, start + inside);
                label_starts.iter().rposition(|s| *s <= position).unwrap_or(0)
            });
            out.entry(owner).or_default().push(fact);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn score(gold: &Value, found: &Value) -> Score {
        let mut score = Score::default();
        score.document("test", gold, found);
        score
    }

    fn example() -> Value {
        json!({"document": {"title": "关于推进园区建设的意见", "issuers": ["市政府"]}, "clauses": [
            {"kind": "body", "section": [], "number": "一", "heading": "目标", "text": "到2026年，园区达到60个左右。",
             "targets": [{"indicator": "园区", "comparator": "approx", "value": 60, "unit": "个",
                          "by": "2026-12-31", "kind": "goal", "quote": "园区达到60个左右"}]},
            {"kind": "body", "section": [], "number": "二", "heading": null, "text": "加强管理，由市科委负责。",
             "responsibilities": [{"agency": "市科委", "role": "responsible", "quote": "由市科委负责"}]}]})
    }

    #[test]
    fn a_document_agrees_with_itself() {
        let score = score(&example(), &example());
        assert!(score.rows.iter().all(|(_, c)| c.missed == 0 && c.wrong == 0), "{}", score.table());
        assert_eq!(score.row("clauses").unwrap().hits, 2);
    }

    #[test]
    fn width_and_punctuation_do_not_count() {
        let mut found = example();
        found["clauses"][0]["text"] = json!("到２０２６年,园区达到６０个左右.");
        found["clauses"][0]["targets"][0]["value"] = json!("60.0");
        assert!(score(&example(), &found).misses.is_empty());
    }

    #[test]
    fn a_wrong_role_costs_the_strict_row_only() {
        let mut found = example();
        found["clauses"][1]["responsibilities"][0]["role"] = json!("lead");
        let score = score(&example(), &found);
        assert_eq!(score.row("responsibilities").unwrap(), Count { hits: 0, missed: 1, wrong: 1 });
        assert_eq!(score.row("responsibilities:agency").unwrap(), Count { hits: 1, missed: 0, wrong: 0 });
    }

    #[test]
    fn joined_clauses_keep_their_facts() {
        let mut found = example();
        let text = "到2026年，园区达到60个左右。加强管理，由市科委负责。";
        let duty = found["clauses"][1]["responsibilities"].clone();
        found["clauses"] = json!([{"kind": "body", "section": [], "number": "一", "heading": "目标", "text": text,
                                   "responsibilities": duty}]);
        let score = score(&example(), &found);
        assert_eq!(score.row("clauses").unwrap(), Count { hits: 0, missed: 2, wrong: 1 });
        assert_eq!(score.row("responsibilities").unwrap().hits, 1);
        assert_eq!(score.row("targets").unwrap().missed, 1);
    }
}
