//! Suggest 输入提示: what begins or holds the letters typed.
//!
//! `应急` → 单位 市应急局; `沪府规2021` → 沪府规〔2021〕9号. Bodies first, then documents by title or number, terms
//! that texts define, headings that several documents share. The list is made once a state of the store;
//! asking it is one pass over short strings.

use super::Kb;
use super::query::Query;
use super::snapshot::{Snapshot, document_ref};
use crate::export::item::{Envelope, Meta, Suggestion};
use crate::search::fold;
use memchr::memmem::Finder;
use std::collections::HashMap;

/// How many suggestions there are at most.
const SUGGESTIONS: usize = 10;
/// Headings of so many clauses are frequent phrases.
const FREQUENT: usize = 2;
/// Most frequent phrases kept.
const PHRASES: usize = 5000;

/// One thing to suggest, and the folded words that lead to it.
#[derive(Debug)]
pub(super) struct Entry {
    /// Each behind [`BEGIN`], so that one look tells whether any begins with or holds what was typed.
    words: String,
    shown: Suggestion,
}

/// Stands before each word of an entry, in none of them.
const BEGIN: char = '\n';

impl Kb {
    /// What begins or holds the words typed: those that begin with them before those that hold them.
    pub fn suggest(&self, query: &Query) -> Envelope<Vec<Suggestion>> {
        let now = self.snapshot();
        let typed = fold(query.q.as_deref().unwrap_or_default());
        if typed.is_empty() {
            return Envelope { data: Vec::new(), meta: Meta::default() };
        }
        let most = query.limit.unwrap_or(SUGGESTIONS).min(SUGGESTIONS);
        let spelled = self.index.spellings(&typed);
        let finders: Vec<Finder<'_>> = spelled.iter().map(Finder::new).collect();
        let mut begins: Vec<&Suggestion> = Vec::new();
        let mut holds: Vec<&Suggestion> = Vec::new();
        for entry in self.suggestions(&now) {
            let Some(begun) = entry.held(&finders) else { continue };
            if begun || entry.shown.kind == "agency" {
                begins.push(&entry.shown);
            } else if holds.len() < most {
                holds.push(&entry.shown);
            }
            if begins.len() >= most {
                break;
            }
        }
        let data: Vec<Suggestion> = begins.into_iter().chain(holds).take(most).cloned().collect();
        let total = data.len();
        Envelope { data, meta: Meta { total, ..Meta::default() } }
    }

    /// Makes what the first question after a change would else wait for; says of which change.
    pub fn make_ready(&self) -> u64 {
        let now = self.snapshot();
        self.suggestions(&now);
        now.change
    }

    /// The suggestions of a snapshot; made once a snapshot.
    fn suggestions<'a>(&self, now: &'a Snapshot) -> &'a [Entry] {
        now.suggestions.get_or_init(|| self.entries(now))
    }

    /// All that can be suggested, in the order it is offered.
    fn entries(&self, now: &Snapshot) -> Vec<Entry> {
        let mut out = Vec::new();
        for agency in self.bodies(now).responsible() {
            let note = format!("{} 条，首列 {}", agency.counts.clauses, agency.counts.first);
            let words = agency.short_names.iter().chain([&agency.name]).map(|w| fold(w)).collect();
            out.push(entry("agency", &agency.id, &super::agency::label(agency), note, words));
        }
        for document in now.documents() {
            let named = document_ref(&document.brief);
            let number = named.number.clone().unwrap_or_default();
            let titles = [named.short_title.as_str(), named.title.as_deref().unwrap_or_default(), &number];
            let words = titles.iter().map(|w| fold(w)).filter(|w| !w.is_empty()).collect();
            out.push(entry("document", &named.id, &named.short_title, number.clone(), words));
        }
        let mut terms: HashMap<&str, &str> = HashMap::new();
        let mut headings: HashMap<&str, usize> = HashMap::new();
        for brief in now.documents().iter().map(|d| &d.brief) {
            for (term, means) in &brief.terms {
                terms.entry(term).or_insert(means);
            }
            for heading in (0..brief.clauses().len()).filter_map(|at| brief.head(at)?.heading) {
                *headings.entry(heading).or_default() += 1;
            }
        }
        let mut terms: Vec<_> = terms.into_iter().collect();
        terms.sort_unstable();
        out.extend(terms.iter().map(|(term, means)| entry("term", term, term, (*means).to_owned(), vec![fold(term)])));
        let mut headings: Vec<_> = headings.into_iter().filter(|(_, n)| *n >= FREQUENT).collect();
        headings.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        headings.truncate(PHRASES);
        out.extend(headings.iter().map(|(h, n)| entry("phrase", h, h, format!("{n} 条"), vec![fold(h)])));
        out
    }
}

impl Entry {
    /// Whether a word of it begins with what was typed, or only holds it; none where it does neither.
    fn held(&self, typed: &[Finder<'_>]) -> Option<bool> {
        let bytes = self.words.as_bytes();
        let mut held = None;
        for finder in typed {
            for at in finder.find_iter(bytes) {
                if at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&(BEGIN as u8)) {
                    return Some(true);
                }
                held = Some(false);
            }
        }
        held
    }
}

fn entry(kind: &str, id: &str, label: &str, note: String, words: Vec<String>) -> Entry {
    let words = words.iter().flat_map(|w| [BEGIN.to_string(), w.clone()]).collect();
    let shown = Suggestion { kind: kind.to_owned(), id: id.to_owned(), label: label.to_owned(), note };
    Entry { words, shown }
}
