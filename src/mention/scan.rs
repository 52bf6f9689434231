//! Scan 扫描: one walk over a text, from opening to opening.

use super::words::{Open, Words};
use super::{Comparator, Mention, date, forms, number, range};
use crate::text::Span;
use jiff::civil::Date;

/// A marker of bound that waits for its number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Front {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) comparator: Comparator,
}

/// Where a walk stands: the text, the words, the day.
pub(super) struct Walk<'a> {
    pub(super) words: &'a Words,
    pub(super) text: &'a str,
    pub(super) today: Date,
}

impl<'a> Walk<'a> {
    /// The text from `at` on.
    pub(super) fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The character before `at`.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|t| t.chars().next_back())
    }

    /// The character at `at`.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// `at` moved over any of these words.
    pub(super) fn eat(&self, at: usize, words: &[&str]) -> Option<usize> {
        let rest = self.rest(at);
        words.iter().find(|w| rest.starts_with(**w)).map(|w| at + w.len())
    }

    /// `at` moved over blanks (PDF text breaks numbers from units).
    pub(super) fn blank(&self, at: usize) -> usize {
        at + self.rest(at).bytes().take_while(|b| *b == b' ').count()
    }
}

/// Words that may stand between a marker in front and its number: 最高可达200万元, 不超过人民币5万元.
const GLUE: &[&str] =
    &["人民币", "提高至", "提高到", "调整为", "可达到", "可达", "达到", "达", "到", "为", "至", "了", "：", "计", "的"];

/// All values of a text, in order, lists not yet joined.
pub(super) fn scan(words: &Words, text: &str, today: Date) -> Vec<Mention> {
    let walk = Walk { words, text, today };
    let mut found: Vec<Mention> = Vec::new();
    let mut front: Option<Front> = None;
    let mut at = 0;
    while let Some((start, end, open)) = words.next_open(text, at) {
        at = end;
        let read = match open {
            Open::Front(comparator) => {
                front = Some(chain(&walk, front, start, end, *comparator));
                continue;
            }
            Open::Skip => None,
            Open::Title => {
                at = title_end(text, start, end);
                None
            }
            Open::Numeral => {
                let read = date::read(&walk, start).or_else(|| number::read(&walk, start));
                if read.is_none() {
                    at = number::pass(&walk, start).max(end);
                }
                read
            }
            Open::Each => date::each(&walk, start, end),
            Open::Share(unit) => forms::share(&walk, start, end, *unit),
            Open::Relative(years) => date::relative(&walk, start, end, *years),
            Open::ThisYear => date::this_year(&walk, start),
            Open::Double => forms::double(&walk, start, end),
            Open::Half => Some(forms::half(start, end)),
            Open::Full => forms::full(&walk, start, end),
            Open::Ordinal => forms::ordinal(&walk, start, end),
            Open::Sign(code) => forms::sign(&walk, start, end, code),
        };
        if let Some(mut mention) = read {
            if let Some(marker) = front.take().filter(|f| glued(&walk, f.end, mention.core.start)) {
                number::bound(&walk, &mut mention, marker);
            }
            range::ceiling(&walk, &mut mention);
            at = mention.span.end.max(end);
            found.push(mention);
        }
    }
    found
}

/// 最高不超过 is one marker; the nearer word says which.
fn chain(walk: &Walk<'_>, old: Option<Front>, start: usize, end: usize, comparator: Comparator) -> Front {
    match old {
        Some(old) if glued(walk, old.end, start) => {
            let kept = if comparator == Comparator::Approx { old.comparator } else { comparator };
            Front { start: old.start, end, comparator: kept }
        }
        _ => Front { start, end, comparator },
    }
}

/// Only glue stands between marker and number.
fn glued(walk: &Walk<'_>, from: usize, to: usize) -> bool {
    let mut at = walk.blank(from);
    while at < to {
        match walk.eat(at, GLUE) {
            Some(next) => at = walk.blank(next),
            None => return false,
        }
    }
    at == to || from == to
}

/// The end of a 《title》, or of its sign where none closes within 200 characters.
fn title_end(text: &str, start: usize, end: usize) -> usize {
    let mut depth = 0;
    for (i, c) in text.get(start..).unwrap_or_default().char_indices().take(200) {
        match c {
            '《' => depth += 1,
            '》' => depth -= 1,
            '\n' => break,
            _ => {}
        }
        if depth == 0 {
            return start + i + c.len_utf8();
        }
    }
    end
}

/// A span by its ends.
pub(super) const fn span(start: usize, end: usize) -> Span {
    Span::new(start, end)
}
