//! Handed down 承上: what holds in a clause by a statement that stands around it.
//!
//! In: the clauses with what they state. Out: more facts, with [`Place::Elsewhere`] and
//! [`Origin::Inherited`], for clauses that name no body (or no time) of their own:
//! - （二）整改阶段（11月底前） over 1．… 2．…: the heading of the unit around them;
//! - a note that is all a unit says beside its heading （（一）加强领导（责任单位：市教育局）, its time too）, or that closes the
//!   paragraph which opens it, where nothing below has one;
//! - a note on a line of its own at the end of a unit, where nothing before it in the unit has one and the document
//!   does not write its notes so behind each item;
//! - 到2025年，实现以下目标： over items with headings: the day of the lead-in, as the inherited day of their goals;
//! - 以下均需各街道办事处落实，不再列出, 以下责任单位中均包含各县政府,
//!   各县政府均为责任单位，以下不再列出: for every list of bodies from there on.

use super::{Fact, Origin, Place, Says, TargetKind, heading};
use crate::outline::Clause;
use crate::text::{MappedText, Seek, Span};
use jiff::civil::Date;
use regex::Regex;
use std::sync::{Arc, LazyLock};

/// Adds what each clause takes over; `read` gives the facts of words that stand beside a clause.
pub(super) fn down(clauses: &[Clause], facts: &mut [Vec<Fact>], read: impl Fn(usize, &Clause) -> Vec<Fact>) {
    let own: Vec<bool> = facts.iter().map(|f| f.iter().any(is_duty)).collect();
    let mut more: Vec<Vec<Fact>> = clauses.iter().map(|_| Vec::new()).collect();
    from_lead_ins(clauses, facts);
    from_headings(clauses, facts, &mut more, read);
    from_notes(clauses, facts, &own, &mut more);
    from_rules(clauses, facts, &own, &mut more);
    once_beside_rules(clauses, facts);
    for (facts, more) in facts.iter_mut().zip(more) {
        facts.extend(more);
    }
}

/// 到2025年，实现以下目标： over ——基础设施完善。…: the day of what stands above, for goals of the items below that have none.
fn from_lead_ins(clauses: &[Clause], facts: &mut [Vec<Fact>]) {
    let mut lead: Option<(usize, Date)> = None;
    for (at, clause) in clauses.iter().enumerate() {
        let item = clause.number.is_none() && clause.heading.is_some();
        if !item {
            lead = lead_day(clause, &facts[at]).map(|day| (at, day));
            continue;
        }
        let Some((of, day)) = lead else { continue };
        let below = clause.section.len() == clauses[of].section.len() + 1;
        if !(below && clause.section.starts_with(&clauses[of].section)) {
            lead = None;
            continue;
        }
        for fact in &mut facts[at] {
            if let Says::Target(target) = &mut fact.says
                && target.kind == TargetKind::Goal
                && target.by.is_none()
            {
                target.by_inherited = Some(day);
            }
        }
    }
}

/// The day of a lead-in: one that ends in a colon, or whose last paragraph opens with the day (到2026年，产业形成规模。).
fn lead_day(clause: &Clause, facts: &[Fact]) -> Option<Date> {
    let text = clause.text.as_str();
    let last = text.rfind('\n').map_or(0, |at| at + 1);
    let colon = text.ends_with('：');
    let stated = facts.iter().rev().filter(|f| f.place == Place::Text && f.quote.end <= text.len());
    stated.filter(|f| colon || f.quote.start == last).find_map(day)
}

/// The day that a deadline sets.
fn day(fact: &Fact) -> Option<Date> {
    match &fact.says {
        Says::Deadline(deadline) => deadline.end,
        _ => None,
    }
}

/// （一）加强领导（责任单位：市教育局）, （二）整改阶段（11月底前）: for all below without a body or a time of their own.
fn from_headings(
    clauses: &[Clause],
    facts: &[Vec<Fact>],
    more: &mut [Vec<Fact>],
    read: impl Fn(usize, &Clause) -> Vec<Fact>,
) {
    let mut last: Option<(&Arc<MappedText>, Vec<Fact>)> = None;
    for (at, clause) in clauses.iter().enumerate() {
        let Some(over) = &clause.over else { continue };
        if !last.as_ref().is_some_and(|(words, _)| Arc::ptr_eq(words, over)) {
            let words = Clause { heading: Some(MappedText::clone(over)), ..clause.clone() };
            let said = heading::spoken(&words).map(|words| heading::stated(read(at, &words), over.as_str()));
            last = Some((over, said.unwrap_or_default()));
        }
        let said = last.iter().flat_map(|(_, said)| said).filter(|f| is_duty(f) || is_time(f));
        let missing = |f: &&Fact| !facts[at].iter().any(|own| own.says.field() == f.says.field() && !is_actor(own));
        more[at].extend(said.filter(missing).map(|f| elsewhere(f.clone(), over.clone())));
    }
}

/// A note that opens a unit or closes it, for what stands in the unit.
fn from_notes(clauses: &[Clause], facts: &[Vec<Fact>], own: &[bool], more: &mut [Vec<Fact>]) {
    let notes: Vec<Option<Span>> = clauses.iter().zip(facts).map(|(c, facts)| note(c, facts)).collect();
    let depth = |at: usize| clauses[at].section.len();
    let within = |at: usize, around: &Clause| clauses[at].section.starts_with(&around.section);
    // Where notes stand so behind single items, one behind the last item is that item's alone.
    let goes_on = |at: usize| at + 1 < clauses.len() && within(at + 1, &clauses[at]);
    let each = (0..clauses.len()).any(|at| notes[at].is_some_and(|line| alone(&clauses[at], line)) && goes_on(at));
    for (at, clause) in clauses.iter().enumerate() {
        let Some(line) = notes[at] else { continue };
        let title = clauses.get(at + 1).and_then(|next| next.section.get(depth(at))).filter(|t| names(t, clause));
        let inside = |n: &usize| within(*n, clause) && clauses[*n].section.get(depth(at)) == title;
        let below: Vec<usize> = (at + 1..clauses.len()).take_while(|n| title.is_some() && inside(n)).collect();
        // A unit that says nothing else says it of all below that name nobody.
        let whole = line.start == 0 && clause.text.as_str().starts_with('（');
        let below: Vec<usize> = below.into_iter().filter(|n| !whole || !own[*n]).collect();
        let opens = !below.is_empty() && below.iter().all(|n| !own[*n]);
        let before = || (0..at).rev().take_while(|n| within(*n, clause)).collect::<Vec<_>>();
        let closes = || !each && below.is_empty() && depth(at) > 0 && !goes_on(at) && alone(clause, line);
        let others = if opens {
            below
        } else if closes() {
            before()
        } else {
            continue;
        };
        if others.iter().any(|n| own[*n]) {
            continue;
        }
        let words = Arc::new(clause.text.slice(line));
        for n in others {
            // The nearest unit decides.
            more[n].retain(|f| !is_duty(f));
            let timed = whole && !facts[n].iter().chain(&more[n]).any(is_time);
            let said = facts[at].iter().filter(|f| line.contains(f.quote) && (is_duty(f) || timed && is_time(f)));
            more[n].extend(said.map(|f| elsewhere(shifted(f, line.start), words.clone())));
        }
    }
}

/// Whether a section is that of a clause's own unit: 三、保障措施 of 三 保障措施.
fn names(section: &str, clause: &Clause) -> bool {
    let heading = clause.heading.as_ref().map_or("", MappedText::as_str);
    clause.number.as_deref().is_some_and(|n| section.opens(n)) && section.closes(heading)
}

/// 以下均需各街道办事处落实，不再列出: whoever that names, in each later list that leaves them out.
fn from_rules(clauses: &[Clause], facts: &[Vec<Fact>], own: &[bool], more: &mut [Vec<Fact>]) {
    for (at, clause) in clauses.iter().enumerate().filter(|(_, c)| may_rule(c)).take(RULES) {
        let Some(rule) = from_here(clause) else { continue };
        let words = Arc::new(clause.text.slice(rule));
        let named = |f: &&Fact| is_duty(f) && f.value.first().is_some_and(|name| rule.contains(*name));
        for fact in facts[at].iter().filter(named) {
            // A list behind a label is quoted from there on; the rule is what is handed down.
            let fact = shifted(&Fact { quote: rule, ..fact.clone() }, rule.start);
            let names = |f: &Fact| matches!((&f.says, &fact.says), (Says::Responsibility(a), Says::Responsibility(b)) if a.agency == b.agency);
            let later = (at + 1..clauses.len()).filter(|n| own[*n] && !facts[*n].iter().any(names));
            for n in later {
                more[n].push(elsewhere(fact.clone(), words.clone()));
            }
        }
    }
}

/// （…，各县政府负责落实。以下均需各县政府落实，不再列出）: whom the clause names for itself the rule does not name again.
fn once_beside_rules(clauses: &[Clause], facts: &mut [Vec<Fact>]) {
    for (clause, facts) in clauses.iter().zip(facts).filter(|(c, _)| may_rule(c)) {
        let Some(rule) = from_here(clause) else { continue };
        let within = |f: &Fact| is_duty(f) && f.value.first().is_some_and(|name| rule.contains(*name));
        let agency = |f: &Fact| match &f.says {
            Says::Responsibility(duty) => Some(duty.agency.clone()),
            _ => None,
        };
        let named: Vec<_> = facts.iter().filter(|f| is_duty(f) && !within(f)).filter_map(agency).collect();
        let again = |f: &Fact| within(f) && agency(f).is_some_and(|a| named.contains(&a));
        let lists: Vec<_> = facts.iter().filter(|f| again(f)).filter_map(of).collect();
        facts.retain(|f| !again(f));
        // The list is as long as what is left of it.
        for fact in facts.iter_mut() {
            if let Says::Responsibility(duty) = &mut fact.says
                && let Some(of) = duty.of
            {
                let gone = lists.iter().filter(|n| **n == of).count();
                duty.of = Some(of.saturating_sub(u16::try_from(gone).unwrap_or_default()));
            }
        }
    }
}

/// How long the list is in which a body stands.
fn of(fact: &Fact) -> Option<u16> {
    match &fact.says {
        Says::Responsibility(duty) => duty.of,
        _ => None,
    }
}

/// More rules of this kind than a document has: a hostile one takes no longer than its length.
const RULES: usize = 8;

static FROM_HERE: LazyLock<Regex> = LazyLock::new(|| {
    super::compiled(
        "(?:以下|其余|其他任务)[^。；]{0,8}(?:均|都)[^。；]{0,60}不再(?:一一|逐一|分别|重复|单独)?列出?|[^，。；]{2,40}(?:均|都)为责任单位，(?:以下|后面|其余)?不再(?:一一|逐一|分别|重复|单独)?列出?|以下[^，。；]{0,4}(?:责任|牵头|配合)?单位中?(?:均|都)包[含括][^。；）]{0,60}",
    )
});

/// Whether a clause may hold such a rule at all.
fn may_rule(clause: &Clause) -> bool {
    ["不再", "均包", "都包"].iter().any(|w| clause.text.as_str().has(w))
}

/// Where a clause says who stands in every list from there on.
fn from_here(clause: &Clause) -> Option<Span> {
    FROM_HERE.find(clause.text.as_str()).map(|m| Span::new(m.start(), m.end()))
}

fn is_duty(fact: &Fact) -> bool {
    matches!(fact.says, Says::Responsibility(_))
}

fn is_time(fact: &Fact) -> bool {
    matches!(fact.says, Says::Deadline(_))
}

fn is_actor(fact: &Fact) -> bool {
    matches!(fact.says, Says::Actor(_))
}

/// The same said from elsewhere.
fn elsewhere(fact: Fact, words: Arc<MappedText>) -> Fact {
    Fact { origin: Origin::Inherited, place: Place::Elsewhere(words), ..fact }
}

/// The same counted from `start` on.
fn shifted(fact: &Fact, start: usize) -> Fact {
    let back = |s: Span| Span::new(s.start - start, s.end - start);
    Fact { quote: back(fact.quote), value: fact.value.iter().map(|v| back(*v)).collect(), ..fact.clone() }
}

/// The line of a clause's text that ends in a note which holds all that the clause says of bodies.
fn note(clause: &Clause, facts: &[Fact]) -> Option<Span> {
    let text = clause.text.as_str();
    let mut duties = facts.iter().filter(|f| is_duty(f) && f.place == Place::Text).peekable();
    duties.peek()?;
    let ends = text.trim_end();
    let start = ends.rfind('\n').map_or(0, |i| i + 1);
    let line = Span::new(start, ends.len());
    let noted = |f: &Fact| f.rule == "responsibility/bracket" || f.rule == "responsibility/label";
    duties.all(|f| noted(f) && line.contains(f.quote)).then_some(line)
}

/// Whether the note has a line of its own below other words.
fn alone(clause: &Clause, line: Span) -> bool {
    let words = line.of(clause.text.as_str());
    let labelled = || words.find('：').is_some_and(|i| words[..i].chars().count() <= 8);
    line.start > 0 && (words.starts_with('（') && words.trim_end_matches('。').ends_with('）') || labelled())
}
