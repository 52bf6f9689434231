//! Plan 查询计划: what is asked for as questions to the engine, and the published rule of ranking.
//!
//! What must occur gives each clause its weight by how rare the words are and how often they occur, less
//! in a long clause; then rules add: the whole question as one run, a run in the heading, a run that jieba
//! reads as a word there (`市场` in 市场主体, not in 城市场地), more words where a question was relaxed; and take
//! away for what stands only in a 责任单位 note. Words weigh less the further they are from what was asked:
//! as asked, in another spelling, near in meaning.

use super::analyse::{cut, fold};
use super::ask::{Asked, Node, Part};
use super::columns::Snapshot;
use super::field::{self, Field};
use super::schema::Fields;
use super::variant::Variants;
use jieba_rs::Jieba;
use std::collections::HashMap;
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::query::{
    AllQuery, BitSetDocSet, BooleanQuery, BoostQuery, ConstScoreQuery, ConstScorer, DisjunctionMaxQuery, EmptyQuery,
    EnableScoring, Explanation, Occur, PhraseQuery, Query, Scorer, TermQuery, Weight,
};
use tantivy::schema::{Field as Column, IndexRecordOption};
use tantivy::{BitSet, DocId, SegmentReader, TantivyError, Term};

/// The whole question as one run.
const WHOLE: f32 = 12.0;
/// A run in the heading.
const HEADING: f32 = 6.0;
/// A run that stands as a word of its own: 市场 in 市场主体, not in 城市场地.
const WORD: f32 = 2.0;
/// Of a run in a 责任单位 note, what it gave is taken away but for the rest.
const NOTE: f32 = -0.6;
/// Another spelling, beside what was asked.
const SPELLING: f32 = 0.9;
/// A word near in meaning.
const NEAR: f32 = 0.5;
/// More words of a question that was relaxed further.
const MANY: f32 = 100.0;
/// Words beyond these are not looked for one by one.
const MOST_WORDS: usize = 24;

/// A part of the ranking, told on request.
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) word: String,
    pub(super) field: &'static str,
    pub(super) weight: f32,
    /// Its query gives 1 or less.
    pub(super) level: bool,
    pub(super) query: Box<dyn Query>,
}

/// What is asked of the engine.
pub(super) struct Plan {
    /// What must occur.
    pub(super) matcher: Box<dyn Query>,
    /// The same where it is nothing but pairs of characters that must all stand there; else empty.
    pub(super) pairs: Vec<Term>,
    /// All clauses match.
    pub(super) all: bool,
    /// The parts of what it gives, for telling.
    pub(super) bases: Vec<Rule>,
    /// What adds to it.
    pub(super) rules: Vec<Rule>,
    /// Folded runs to light up.
    pub(super) runs: Vec<String>,
    /// Other spellings that were looked for: as asked, as written.
    pub(super) spellings: Vec<(String, String)>,
}

/// What plans are made of.
pub(super) struct Planner<'a> {
    pub(super) fields: &'a Fields,
    pub(super) jieba: &'a Jieba,
    pub(super) variants: &'a Variants,
    pub(super) snapshot: &'a Snapshot,
}

/// Finds the clauses that hold an unbroken run.
pub(super) fn run(pairs: Column, folded: &str) -> Box<dyn Query> {
    let chars: Vec<char> = folded.chars().collect();
    let pair = |at: usize| {
        let text: String = chars.iter().skip(at).take(2).collect();
        Term::from_field_text(pairs, &text)
    };
    match chars.len() {
        0 => Box::new(EmptyQuery),
        1 => Box::new(Begins { pairs, with: folded.to_owned() }),
        2 => Box::new(TermQuery::new(pair(0), IndexRecordOption::WithFreqs)),
        // All pairs, not only every second one: the pair over the border of two common words is rare, and
        // leads.
        n => Box::new(PhraseQuery::new_with_offset((0..n - 1).map(|at| (at, pair(at))).collect())),
    }
}

fn constant(query: Box<dyn Query>, score: f32) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, score))
}

fn any(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        1 => queries.remove(0),
        _ => Box::new(DisjunctionMaxQuery::new(queries)),
    }
}

/// The words near in meaning among those of a relaxed question, each with the word it stands for.
pub(super) fn near(words: &[Vec<(String, f32)>]) -> Vec<(String, String)> {
    let of = |all: &Vec<(String, f32)>| {
        let asked = all.first().map(|w| w.0.clone()).unwrap_or_default();
        let near = all.iter().filter(|w| w.1 <= NEAR).map(|w| (asked.clone(), w.0.clone()));
        near.collect::<Vec<_>>()
    };
    words.iter().flat_map(of).collect()
}

impl Planner<'_> {
    /// What is asked for, all of it.
    pub(super) fn strict(&self, asked: &Asked) -> Plan {
        let parts = asked.parts();
        let mut plan = Plan {
            matcher: asked.node.as_ref().map_or_else(|| Box::new(AllQuery) as Box<dyn Query>, |n| self.node(n)),
            pairs: Vec::new(),
            all: asked.node.is_none(),
            bases: Vec::new(),
            rules: Vec::new(),
            runs: Vec::new(),
            spellings: Vec::new(),
        };
        for part in &parts {
            let spelled = self.spellings(part);
            plan.bases.push(self.rule("字句", part, "text", 1.0, self.part(part)));
            if part.folded.chars().count() > 1 {
                let head = spelled.iter().map(|w| run(self.fields.heads, w)).collect();
                plan.rules.push(self.rule("标题", part, "heading", HEADING, constant(any(head), 1.0)));
                let note = spelled.iter().map(|w| run(self.fields.notes, w)).collect();
                plan.rules.push(self.rule("责任单位注", part, "note", NOTE, any(note)));
            }
            let word = cut(self.jieba, &part.raw);
            if word.len() == 1 && part.folded.chars().count() > 1 {
                let whole = spelled.iter().map(|w| {
                    let term = Term::from_field_text(self.fields.words, w);
                    Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn Query>
                });
                plan.rules.push(self.rule("整词", part, "text", WORD, constant(any(whole.collect()), 1.0)));
            }
            plan.spellings.extend(spelled.iter().skip(1).map(|w| (part.raw.clone(), w.clone())));
            plan.runs.extend(spelled);
        }
        let pairs = |p: &&Part| p.folded.chars().count() == 2;
        if asked.plain() && plan.spellings.is_empty() && parts.iter().all(pairs) {
            plan.pairs = parts.iter().map(|p| Term::from_field_text(self.fields.grams, &p.folded)).collect();
        }
        if parts.len() > 1 && asked.plain() {
            let whole: String = parts.iter().map(|p| p.folded.as_str()).collect();
            let query = constant(run(self.fields.grams, &whole), 1.0);
            let part = Part { folded: whole.clone(), raw: whole, quoted: true };
            plan.rules.push(self.rule("整句", &part, "text", WHOLE, query));
        }
        plan
    }

    fn rule(&self, name: &'static str, part: &Part, field: &'static str, weight: f32, query: Box<dyn Query>) -> Rule {
        Rule {
            name,
            word: part.raw.clone(),
            field,
            weight,
            level: matches!(name, "标题" | "整句" | "多词" | "整词"),
            query,
        }
    }

    /// A run and its other spellings.
    fn spellings(&self, part: &Part) -> Vec<String> {
        let mut out = vec![part.folded.clone()];
        if !part.quoted {
            out.extend(self.variants.of(&part.folded));
        }
        out
    }

    fn part(&self, part: &Part) -> Box<dyn Query> {
        let spelled = self.spellings(part);
        let query = |(at, word): (usize, &String)| -> Box<dyn Query> {
            let query = run(self.fields.grams, word);
            if at == 0 { query } else { Box::new(BoostQuery::new(query, SPELLING)) }
        };
        any(spelled.iter().enumerate().map(query).collect())
    }

    fn node(&self, node: &Node) -> Box<dyn Query> {
        match node {
            Node::Run(part) => self.part(part),
            Node::Field(field, literal) => {
                let field: Box<dyn Query> = match field {
                    Field::Heading(part) => run(self.fields.heads, &part.folded),
                    other => constant(Box::new(self.kept(other)), 0.0),
                };
                match literal {
                    Some(part) => any(vec![field, constant(run(self.fields.grams, &part.folded), 0.0)]),
                    None => field,
                }
            }
            Node::And(all) => {
                let mut out: Vec<(Occur, Box<dyn Query>)> = all.iter().map(|n| self.clause(n)).collect();
                if out.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    out.push((Occur::Must, constant(Box::new(AllQuery), 0.0)));
                }
                Box::new(BooleanQuery::new(out))
            }
            Node::Or(all) => Box::new(BooleanQuery::new(all.iter().map(|n| (Occur::Should, self.node(n))).collect())),
            Node::Not(_) => {
                Box::new(BooleanQuery::new(vec![(Occur::Must, constant(Box::new(AllQuery), 0.0)), self.clause(node)]))
            }
        }
    }

    fn clause(&self, node: &Node) -> (Occur, Box<dyn Query>) {
        match node {
            Node::Not(inner) => (Occur::MustNot, self.node(inner)),
            other => (Occur::Must, self.node(other)),
        }
    }

    /// The clauses that a field leaves.
    fn kept(&self, field: &Field) -> Kept {
        let mut sets = HashMap::new();
        for (reader, segment) in self.snapshot.searcher.segment_readers().iter().zip(&self.snapshot.segments) {
            let mut set = BitSet::with_max_value(reader.max_doc());
            for doc in (0..reader.max_doc()).filter(|doc| field::holds(field, self.snapshot, segment, *doc)) {
                set.insert(doc);
            }
            sets.insert(reader.segment_id(), set);
        }
        Kept(Arc::new(sets))
    }

    /// The words of a question, each with what may stand for it; those of asking are left out.
    pub(super) fn words(&self, asked: &Asked) -> Vec<Vec<(String, f32)>> {
        let mut out: Vec<Vec<(String, f32)>> = Vec::new();
        for part in asked.parts().into_iter().filter(|p| !p.quoted) {
            let mut words: Vec<String> = self.known_words(part);
            words.retain(|w| w.chars().count() > 1 && !self.variants.asks(w));
            if words.is_empty() {
                let chars: Vec<char> = part.folded.chars().collect();
                words = chars.windows(2).map(|w| w.iter().collect()).collect();
            }
            for word in words {
                if out.iter().any(|w: &Vec<(String, f32)>| w.iter().any(|(x, f)| *x == word && *f >= SPELLING)) {
                    continue;
                }
                let same = self.variants.of(&word);
                let mut all = vec![(word.clone(), 1.0)];
                all.extend(same.iter().map(|w| (w.clone(), SPELLING)));
                for near in self.variants.near(&word).iter().chain(same.iter().flat_map(|w| self.variants.near(w))) {
                    if !all.iter().any(|(w, _)| w == near) {
                        all.push((near.clone(), NEAR));
                    }
                }
                out.push(all);
            }
        }
        out.truncate(MOST_WORDS);
        out
    }

    /// Words of a part: those the tables know first, between them as jieba cuts.
    fn known_words(&self, part: &Part) -> Vec<String> {
        let mut out = Vec::new();
        let (mut at, mut from) = (0, 0);
        let text = part.folded.as_str();
        let between = |from: usize, to: usize, out: &mut Vec<String>| {
            out.extend(cut(self.jieba, text.get(from..to).unwrap_or_default()));
        };
        while at < text.len() {
            let rest = text.get(at..).unwrap_or_default();
            if let Some(end) = self.variants.known(rest) {
                between(from, at, &mut out);
                out.push(fold(rest.get(..end).unwrap_or_default()));
                at += end;
                from = at;
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        between(from, text.len(), &mut out);
        out
    }

    /// The quoted parts, the fields, and at least `least` of the words; clauses with at least as many as one
    /// of `before` says come first.
    pub(super) fn relaxed(&self, asked: &Asked, words: &[Vec<(String, f32)>], least: usize, before: &[usize]) -> Plan {
        let mut must: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if let Some(Node::And(all)) = &asked.node {
            let kept = |n: &&Node| match n {
                Node::Run(part) => part.quoted,
                Node::Field(..) | Node::Not(_) => true,
                Node::And(_) | Node::Or(_) => false,
            };
            must.extend(all.iter().filter(kept).map(|n| self.clause(n)));
        }
        let f = self.fields;
        let boosted = |query: Box<dyn Query>, by: f32| -> Box<dyn Query> { Box::new(BoostQuery::new(query, by)) };
        let of = |word: &[(String, f32)], pairs: Column, level: bool| {
            let queries = word.iter().map(|(w, by)| {
                let query = run(pairs, w);
                if level { constant(query, *by) } else { boosted(query, *by) }
            });
            any(queries.collect())
        };
        let mut plan = Plan {
            matcher: Box::new(AllQuery),
            pairs: Vec::new(),
            all: false,
            bases: Vec::new(),
            rules: Vec::new(),
            runs: Vec::new(),
            spellings: Vec::new(),
        };
        let mut should: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in words {
            let Some((first, _)) = word.first() else { continue };
            let part = Part { folded: first.clone(), raw: first.clone(), quoted: false };
            should.push((Occur::Should, of(word, f.grams, false)));
            plan.bases.push(self.rule("词", &part, "text", 1.0, of(word, f.grams, false)));
            plan.rules.push(self.rule("标题", &part, "heading", HEADING, of(word, f.heads, true)));
            plan.rules.push(self.rule("责任单位注", &part, "note", NOTE, of(word, f.notes, false)));
            plan.runs.extend(word.iter().map(|(w, _)| w.clone()));
        }
        let part = Part { folded: String::new(), raw: String::new(), quoted: false };
        for more in before {
            let many = words.iter().map(|word| (Occur::Should, of(word, f.grams, true))).collect();
            let many = constant(Box::new(BooleanQuery::with_minimum_required_clauses(many, *more)), 1.0);
            plan.rules.push(self.rule("多词", &part, "text", MANY, many));
        }
        must.push((Occur::Must, Box::new(BooleanQuery::with_minimum_required_clauses(should, least))));
        plan.matcher = Box::new(BooleanQuery::new(must));
        plan.runs.extend(asked.parts().iter().map(|p| p.folded.clone()));
        plan
    }
}

/// Finds the clauses that hold a single character: those with a pair that begins with it.
#[derive(Clone, Debug)]
struct Begins {
    pairs: Column,
    with: String,
}

impl Query for Begins {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Begins {
    fn scorer(&self, reader: &SegmentReader, boost: f32) -> tantivy::Result<Box<dyn Scorer>> {
        let mut set = BitSet::with_max_value(reader.max_doc());
        let index = reader.inverted_index(self.pairs)?;
        let mut terms = index.terms().range().ge(self.with.as_bytes()).into_stream()?;
        while terms.advance() && terms.key().starts_with(self.with.as_bytes()) {
            let mut block = index.read_block_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            while !block.docs().is_empty() {
                for doc in block.docs() {
                    set.insert(*doc);
                }
                block.advance();
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(set), boost)))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("clause {doc} is explained by its rules")))
    }
}

/// Clauses by segment that the columns leave.
#[derive(Clone, Debug)]
struct Kept(Arc<HashMap<SegmentId, BitSet>>);

impl Query for Kept {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Kept {
    fn scorer(&self, reader: &SegmentReader, boost: f32) -> tantivy::Result<Box<dyn Scorer>> {
        let set = self.0.get(&reader.segment_id()).cloned();
        let set = set.unwrap_or_else(|| BitSet::with_max_value(reader.max_doc()));
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(set), boost)))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("clause {doc} is explained by its rules")))
    }
}
