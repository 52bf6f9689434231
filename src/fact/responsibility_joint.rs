//! Joint duties 会同: `市发改委会同市财政局制定`, `市科委商市教委确定`.
//!
//! In: the place of 会同 or 商 in a clause. Out: who leads, the subject, which may stand at the head of the sentence
//! (`各级财政部门要…，会同…`), and who supports, the bodies behind it.

use super::Role;
use super::around::Around;
use super::body::{Bodies, Name};
use super::responsibility::{Entry, Statement};
use super::responsibility_prose::{Prose, REACH, Subject, does};
use super::responsibility_verbs::WITH;
use crate::text::{Seek, Span};

impl Prose {
    /// A会同B: A leads, B supports; where A is not repeated, B alone is named.
    pub(super) fn joint(&self, marks: &Around<'_>, verb: Span, bodies: &Bodies) -> Option<Statement> {
        let text = marks.text();
        // 市督查室将会同有关部门督查
        let front = text.get(..verb.start)?;
        let mut subject = self.subject(marks, front.strip_suffix('将').unwrap_or(front).len(), bodies)?;
        // 市科委做好统筹，会同市财政局开展排查: what it did before was its own.
        if subject.empty && subject.names.last().is_some_and(|n| does(marks.between(n.span.end, verb.start))) {
            subject.names.clear();
        }
        let helpers = self.helpers(text, verb.end, bodies);
        if verb.of(text) == "商" && (helpers.is_empty() || subject.names.is_empty()) {
            return None;
        }
        // 各级财政部门要加强领导，会同相关部门开展排查: who is told to stands at the head of the sentence.
        let mut told = Vec::new();
        if subject.names.is_empty() && subject.empty && !helpers.is_empty() {
            told = told_to(marks, verb.start, bodies);
            if told.is_empty() {
                told = acting(marks, verb.start, bodies);
            }
        }
        let subject = match told.first().map(|n| n.span.start) {
            Some(start) => Subject { names: told, start, ..subject },
            None => subject,
        };
        if subject.names.is_empty() && !subject.empty {
            return None;
        }
        let end = helpers.last().map_or(verb.end, |n| n.span.end);
        // 市生态环境局商市委宣传部，制定本方案。 tells where the document comes from.
        let rest = text.get(end..).unwrap_or_default();
        if self.origin.is_match(rest) {
            return None;
        }
        // 向金融办申报，会同市财政局审核后报市政府批准: a step of a procedure, by whom is not told
        const STEPS: &[&str] = &["审核后", "审查后", "审定后", "评审后", "核实后", "审核通过后", "研究后"];
        if subject.names.is_empty() && STEPS.iter().any(|w| rest.opens(w)) {
            return None;
        }
        let quote = |start: usize| Span::new(start, end);
        let mut entries: Vec<Entry> = Vec::new();
        let start = if subject.names.is_empty() { verb.start } else { subject.start };
        let leads = subject.names.into_iter().filter(|n| !bodies.is_generic(&n.text));
        entries.extend(leads.map(|n| Entry { quote: quote(start), name: n, role: Role::Lead }));
        let helpers = helpers.into_iter().filter(|n| !bodies.is_generic(&n.text));
        entries.extend(helpers.map(|n| Entry { quote: quote(start), name: n, role: Role::Support }));
        (!entries.is_empty()).then_some(Statement { listed: entries.len() > 1, entries, rule: WITH })
    }

    /// The bodies that follow 会同: the longest list that ends in a body.
    fn helpers(&self, text: &str, from: usize, bodies: &Bodies) -> Vec<Name> {
        let rest = text.get(from..text.ceil_char_boundary(from + REACH)).unwrap_or_default();
        let stop = list_end(rest);
        let rest = &rest[..stop];
        let skip = rest.last_place('、').map_or(0, |at| at + '、'.len_utf8());
        let last = rest.get(skip..).unwrap_or_default();
        // 等部门 closes a list whose members may lack their heads.
        let etc = last.place('等').and_then(|at| {
            ["部门", "单位"]
                .iter()
                .filter_map(|w| last.get(at..).and_then(|r| r.place(w).map(|i| at + i + w.len())))
                .min()
        });
        let end = match etc {
            Some(end) if last.get(..end).is_some_and(|w| w.chars().count() < 40) => skip + end,
            _ => match bodies.first_end(last) {
                Some(end) => skip + end,
                None => return self.opening_helpers(text, from, rest, bodies),
            },
        };
        let mut end = end;
        while let Some(more) = rest
            .get(end..)
            .and_then(|r| r.strip_prefix('和').or_else(|| r.strip_prefix('及')))
            .and_then(|r| bodies.first_end(r))
        {
            end += '和'.len_utf8() + more;
        }
        let names = bodies.list(text, Span::new(from, from + end));
        if bodies.all_bodies(&names) { names } else { Vec::new() }
    }

    /// The bodies that open a run whose later 、 divide other things: 会同有关部门建立人口、法人等数据库.
    fn opening_helpers(&self, text: &str, from: usize, rest: &str, bodies: &Bodies) -> Vec<Name> {
        let (mut end, mut at) = (0, 0);
        for piece in rest.split('、') {
            let whole = bodies.is_body(piece);
            match (whole, bodies.first_end(piece)) {
                (true, _) => end = at + piece.len(),
                (false, Some(stop)) => {
                    end = at + stop;
                    break;
                }
                (false, None) => break,
            }
            at += piece.len() + '、'.len_utf8();
        }
        let names = bodies.list(text, Span::new(from, from + end));
        let acts = ["研究", "制定", "建立", "组织", "开展", "方面", "对"];
        let plain = |n: &Name| n.text.chars().count() <= 20 && !acts.iter().any(|w| n.text.has(w));
        if end > 0 && bodies.all_bodies(&names) && names.iter().all(plain) { names } else { Vec::new() }
    }
}

/// Where a list of bodies must end: at a stop, or at a bracket that it did not open (市发展改革委（市粮食局）、农发行).
fn list_end(rest: &str) -> usize {
    let mut open = 0;
    let stop = rest.find(|c: char| {
        open += i32::from(c == '（') - i32::from(c == '）');
        open < 0 || matches!(c, '，' | '。' | '；' | '：' | '\n')
    });
    stop.unwrap_or(rest.len())
}

/// The bodies at the head of a sentence that are told to do what it says: `各区政府要…，会同…`.
pub(super) fn told_to(marks: &Around<'_>, verb: usize, bodies: &Bodies) -> Vec<Name> {
    let from = marks.sentence(verb).start;
    let head = marks.between(from, marks.text().floor_char_boundary(verb.min(from + HEAD)));
    let Some(at) = ["要", "应", "须"].iter().filter_map(|w| head.place(w)).min() else { return Vec::new() };
    // Another body may stand before the verb: it is the one who acts.
    let other = marks.between(from + at, verb).split(['，', '；']).skip(1).any(|part| bodies.first_end(part).is_some());
    let names = bodies.list(marks.text(), Span::new(from, from + at));
    if !other && bodies.all_bodies(&names) { names } else { Vec::new() }
}

/// The body at the head of a sentence of which nothing is told but when or by what it acts: `市规划局在编制规划时，应当会同…`,
/// `市住建局依据规划，会同…`.
fn acting(marks: &Around<'_>, verb: usize, bodies: &Bodies) -> Vec<Name> {
    const MEANS: &[&str] = &["依据", "根据", "按照", "依照", "结合", "参照"];
    const WHEN: &[&str] = &["时", "前", "后", "中", "过程中", "期间"];
    let from = marks.sentence(verb).start;
    let head = marks.between(from, verb);
    let Some(end) = bodies.first_end(head) else { return Vec::new() };
    let Some((frame, "")) = head[end..].split_once('，').map(|(frame, rest)| {
        (frame, ["应当", "应", "须", "要", "将", "可"].iter().fold(rest, |rest, w| rest.trim_end_matches(w)))
    }) else {
        return Vec::new();
    };
    let short = frame.chars().count() <= 40 && bodies.first_end(frame).is_none();
    let when = frame.starts_with('在') && WHEN.iter().any(|w| frame.closes(w));
    let names = bodies.list(marks.text(), Span::new(from, from + end));
    if short && (when || MEANS.iter().any(|w| frame.opens(w))) && bodies.all_bodies(&names) {
        names
    } else {
        Vec::new()
    }
}

/// How far from the head of its sentence the word stands that tells a body to act, in bytes: 40 characters.
const HEAD: usize = 120;
