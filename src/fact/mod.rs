//! Fact 事实: what a clause says, floor 4.
//!
//! Responsibilities 责任单位, targets 目标, deadlines 时限, amounts 金额, citations 引用, terms 简称
//! and actors 行为主体; `annotation.md`'s definitions are repeated at each type.
//!
//! # To add one
//! A new kind of facts is a variant of [`Says`] and a file that implements [`Field`], named in
//! [`Extractor::new`]; its words go into a table of `lexicon`, its cases into `tests/cases/<field>.json`.

mod amount;
mod around;
mod body;
mod body_head;
mod citation;
mod deadline;
mod deadline_column;
mod deadline_length;
mod deadline_rhythm;
mod deadline_stage;
mod due;
mod handed;
mod heading;
mod money;
mod responsibility;
mod responsibility_holder;
mod responsibility_joint;
mod responsibility_list;
mod responsibility_note;
mod responsibility_prose;
mod responsibility_table;
mod responsibility_verbs;
mod says;
mod scope;
mod since;
mod table;
mod target;
mod target_allotted;
mod target_alone;
mod target_bare;
mod target_behind;
mod target_bound;
mod target_carry;
mod target_condition;
mod target_count;
mod target_front;
mod target_given;
mod target_governed;
mod target_heads;
mod target_indicators;
mod target_item;
mod target_length;
mod target_list;
mod target_named;
mod target_nominal;
mod target_norm;
mod target_noun;
mod target_often;
mod target_phrase;
mod target_place;
mod target_plain;
mod target_rank;
mod target_rarity;
mod target_region;
mod target_served;
mod target_share;
mod target_size;
mod target_stack;
mod target_sum;
mod target_table;
mod target_time;
mod target_value;
mod target_whole;
mod target_works;
mod term;
mod vocabulary;

use crate::lexicon::Lexicon;
pub use crate::mention::Comparator;
use crate::mention::{Mention, Scanner};
use crate::metadata::Metadata;
use crate::outline::Clause;
use crate::text::Span;
use around::Around;
pub use due::due_on;
use jiff::civil::Date;
use regex::Regex;
pub use says::{
    Actor, Amount, AmountRole, AmountType, Change, Citation, Deadline, DeadlineKind, Fact, Origin, Per, Place,
    Responsibility, Role, Says, Target, TargetKind, Term,
};
pub use scope::Edges;
use std::sync::Arc;
use vocabulary::Vocabulary;

/// The most values beside one that are asked what they say of it: more than a long clause has, so that a
/// hostile one takes no longer than its length.
const LOOKED: usize = 300;

/// What a field may look at while it reads one clause.
pub struct Context<'a> {
    /// All clauses of the document, in order.
    pub clauses: &'a [Clause],
    /// The clause to read: an index into them.
    pub at: usize,
    /// The values that stand in its text, in order.
    pub mentions: &'a [Mention],
    /// What the document is.
    pub metadata: &'a Metadata,
    /// The day that 今年 and the like are counted from: 成文日期, else the caller's day.
    pub today: Date,
    /// The year of `today` is concluded from what the document carries out, and stated nowhere.
    pub year_inferred: bool,
    /// The document names no year that could be its own: `today` is the caller's day.
    pub undated: bool,
    /// Who leads the lists, where the document says so once (列第一位者为牵头单位，下同).
    pub leads: Option<responsibility::Leads>,
    /// Whether 以上 and 以下 include the number.
    pub edges: Edges,
    /// The runs of the clause's text that tell of what is done, in order (过去一年，…).
    pub told: &'a [Span],
    /// The words are those of a heading: 自查阶段（5月—8月） sets a time.
    heading: bool,
    /// Sentences and phrases of the text.
    around: &'a Around<'a>,
}

impl<'a> Context<'a> {
    /// The clause to read.
    pub fn clause(&self) -> &'a Clause {
        &self.clauses[self.at]
    }

    /// Its normalised text.
    pub fn text(&self) -> &'a str {
        self.clause().text.as_str()
    }

    /// The values in it.
    pub fn values(&self) -> &'a [Mention] {
        self.mentions
    }

    /// Whether a value tells of what is done and so sets nothing.
    pub fn is_told(&self, value: Span) -> bool {
        covered(self.told, value)
    }
}

/// A kind of facts (registry slice: [`Extractor::new`]).
pub trait Field: Send + Sync {
    /// Its name in outside JSON: `responsibilities`.
    fn name(&self) -> &'static str;

    /// What one clause says, in order of place.
    fn read(&self, context: &Context<'_>) -> Vec<Fact>;
}

/// All fields, compiled from the word tables once.
pub struct Extractor {
    scanner: Scanner,
    fields: Vec<Box<dyn Field>>,
    recall: scope::Recall,
    vocabulary: Vocabulary,
}

impl Extractor {
    /// Compiles what the fields need from the tables.
    pub fn new(lexicon: &Lexicon) -> Self {
        let fields: Vec<Box<dyn Field>> = vec![
            Box::new(responsibility::Duties::new(lexicon)),
            Box::new(target::Targets::new(lexicon)),
            Box::new(deadline::Deadlines::new(lexicon)),
            Box::new(amount::Amounts::new(lexicon)),
            Box::new(citation::Citations::new()),
            Box::new(term::Terms::new()),
        ];
        Self {
            scanner: Scanner::new(lexicon),
            fields,
            recall: scope::Recall::new(lexicon),
            vocabulary: Vocabulary::new(lexicon),
        }
    }

    /// The facts of each clause, in order of field, then of place; what it takes over from around it stands last.
    pub fn extract(&self, clauses: &[Clause], metadata: &Metadata, as_of: Date) -> Vec<Vec<Fact>> {
        let whole = Whole::of(clauses, metadata, as_of);
        let mut facts = self.read(clauses, &whole);
        let aside = |at: usize, words: &Clause| {
            let one = Whole { heading: true, leads: whole.leads.and_then(|leads| leads.seen_from(at)), ..whole };
            self.read(std::slice::from_ref(words), &one).pop().unwrap_or_default()
        };
        for (at, (clause, facts)) in clauses.iter().zip(&mut facts).enumerate() {
            if let Some(words) = heading::spoken(clause) {
                heading::put(aside(at, &words), words.text.as_str(), facts);
            }
        }
        handed::down(clauses, &mut facts, aside);
        facts
    }

    /// What the texts of clauses say, sheaf by sheaf.
    fn read(&self, clauses: &[Clause], whole: &Whole<'_>) -> Vec<Vec<Fact>> {
        let Whole { metadata, today, undated, year_inferred, leads, edges, heading, .. } = *whole;
        let scan = |c: &Clause| {
            let mut found = self.scanner.scan_narrow(c.text.as_str(), today);
            if undated {
                scope::undate(c.text.as_str(), &mut found);
            } else {
                if let Some(year) = whole.ahead {
                    scope::forward(c.text.as_str(), &mut found, whole.today, year);
                }
                scope::carry_year(c.text.as_str(), &mut found, today);
            }
            found
        };
        // Neighbours mostly stand below the same headings.
        let mut above: (Arc<[Arc<str>]>, bool) = (Arc::default(), false);
        let mut told = |clause: &Clause, around: &Around<'_>| {
            if !Arc::ptr_eq(&clause.section, &above.0) {
                above = (clause.section.clone(), self.recall.is_over(&clause.section));
            }
            self.recall.runs(clause, around, above.1)
        };
        let mut facts: Vec<Vec<Fact>> = clauses.iter().map(|_| Vec::new()).collect();
        for (first, out) in (0..).step_by(SHEAF).zip(facts.chunks_mut(SHEAF)) {
            let sheaf = &clauses[first..first + out.len()];
            let mentions: Vec<_> = sheaf.iter().map(scan).collect();
            let arounds: Vec<_> = sheaf.iter().map(|c| Around::new(c.text.as_str(), &self.vocabulary)).collect();
            let tolds: Vec<_> = sheaf.iter().zip(&arounds).map(|(clause, around)| told(clause, around)).collect();
            for field in &self.fields {
                for (n, out) in out.iter_mut().enumerate() {
                    let (at, mentions, told, around) = (first + n, &mentions[n], &tolds[n], &arounds[n]);
                    #[rustfmt::skip]
                    let context = Context {
                        clauses, mentions, at, metadata, today, undated, year_inferred, leads, edges, told, heading,
                        around,
                    };
                    out.append(&mut field.read(&context));
                }
            }
            out.iter_mut().for_each(one_thing);
        }
        facts
    }
}

/// 最高可贷成数为80%: a number that is an amount is no target (annotation, "targets"), unless it is the part of them of
/// whom something comes true (覆盖90%以上的村), or how much of a service there must be (每月不少于24小时的陪护服务).
fn one_thing(facts: &mut Vec<Fact>) {
    let spans = |which: &dyn Fn(&Fact) -> bool| -> Vec<Span> {
        let said = facts.iter().filter(|f| f.place == Place::Text && which(f));
        let mut spans: Vec<Span> = said.flat_map(|f| f.value.iter().copied()).collect();
        spans.sort_unstable_by_key(|s| (s.start, s.end));
        spans
    };
    let amounts = spans(&|f| matches!(f.says, Says::Amount(_)));
    if amounts.is_empty() {
        return;
    }
    let firm = |f: &Fact| matches!(f.says, Says::Target(_)) && ["target/part", "target/allowance"].contains(&&*f.rule);
    let targets = spans(&firm);
    let among = |spans: &[Span], f: &Fact| f.place == Place::Text && f.value.iter().any(|v| covered(spans, *v));
    facts.retain(|f| match &f.says {
        Says::Amount(_) => !among(&targets, f),
        Says::Target(_) => firm(f) || !among(&amounts, f),
        _ => true,
    });
}

/// What holds for all clauses of a document.
#[derive(Clone, Copy)]
struct Whole<'a> {
    metadata: &'a Metadata,
    /// [`Context::today`].
    today: Date,
    /// The document names no year at all.
    undated: bool,
    /// The next year, where the document is about that (关于做好2025年春节期间有关工作的通知, of December 2024).
    ahead: Option<i16>,
    year_inferred: bool,
    leads: Option<responsibility::Leads>,
    edges: Edges,
    /// [`Context::heading`].
    heading: bool,
}

impl<'a> Whole<'a> {
    fn of(clauses: &[Clause], metadata: &'a Metadata, as_of: Date) -> Self {
        let stated = metadata.written_on.or_else(|| scope::year_day(metadata, clauses));
        let own = stated.or_else(|| scope::year_followed(clauses));
        let ahead = metadata.written_on.and_then(|written| scope::year_ahead(metadata, clauses, written));
        Self {
            ahead,
            metadata,
            today: own.unwrap_or(as_of),
            undated: own.is_none(),
            year_inferred: stated.is_none() && own.is_some(),
            leads: responsibility::Leads::find(clauses),
            edges: Edges::of(clauses),
            heading: false,
        }
    }
}

/// As many clauses are read together, field by field: the words and patterns of one field stay at hand, and so does
/// what was noted of these clauses.
const SHEAF: usize = 256;

/// Whether one of the spans, which are in order and apart, shares a byte with `span`.
fn covered(spans: &[Span], span: Span) -> bool {
    let after = spans.partition_point(|s| s.end <= span.start);
    spans.get(after).is_some_and(|s| s.overlaps(span))
}

/// A pattern that is written in this room.
#[allow(clippy::unwrap_used, reason = "the pattern stands in the source; tests compile each")]
fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}
