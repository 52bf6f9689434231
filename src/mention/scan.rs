//! Scan 扫描: one walk over a text, from opening to opening.

use super::words::{Open, Words};
use super::{
    Comparator, Mention, MentionKind, agency, citation, date, era, everyday, festival, forms, number, range, rhythm,
};
use crate::text::numeral::{self, Numeral};
use crate::text::{Seek, Span, among};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::cell::Cell;

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
    /// The numerals read last: several readers ask for the one at the same place.
    memo: Cell<[(usize, Option<Numeral>); 2]>,
}

impl<'a> Walk<'a> {
    /// The numeral at `at`.
    pub(super) fn numeral(&self, at: usize) -> Option<Numeral> {
        let [new, old] = self.memo.get();
        if new.0 == at {
            return new.1;
        }
        if old.0 == at {
            return old.1;
        }
        let mut read = numeral::read(self.rest(at));
        if self.words.whole {
            read = read.map(|n| self.thousands(at, n));
        }
        self.memo.set([(at, read), new]);
        read
    }

    /// 两个亿: 个 between a number and what it counts by.
    /// 10k: thousands in the manner of the net; 2K, 4K, 8K are pictures and 5k5 a model.
    fn thousands(&self, at: usize, n: Numeral) -> Numeral {
        let hundred_millions = Decimal::from(100_000_000);
        if let Some(end) = self.eat(at + n.len, &["个亿"])
            && let Some(value) = n.value.checked_mul(hundred_millions).filter(|_| n.high.is_none() && !n.more)
        {
            return Numeral { len: end - at, chars: n.chars + 2, value, scale: hundred_millions, plain: false, ..n };
        }
        let Some(end) = self.eat(at + n.len, &["k", "K", "Ｋ", "ｋ"]).filter(|_| n.arabic && n.scale == Decimal::ONE)
        else {
            return n;
        };
        let picture = n.len == 1 && matches!(self.rest(at).as_bytes().first(), Some(b'2' | b'4' | b'8'));
        let closed = self.after(end).is_none_or(|c| !c.is_ascii_alphanumeric() && c != '/');
        match n.value.checked_mul(Decimal::ONE_THOUSAND).filter(|_| closed && !picture) {
            Some(value) => Numeral { len: end - at, chars: n.chars + 1, value: value.normalize(), ..n },
            None => n,
        }
    }

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
        words.iter().find(|w| rest.opens(w)).map(|w| at + w.len())
    }

    /// The same for words that all open with a bracket: few values are followed by one.
    pub(super) fn eat_bracket(&self, at: usize, words: &[&str]) -> Option<usize> {
        matches!(self.after(at), Some('（' | '(')).then(|| self.eat(at, words)).flatten()
    }

    /// `at` moved over blanks (PDF text breaks numbers from units).
    pub(super) fn blank(&self, at: usize) -> usize {
        at + self.rest(at).bytes().take_while(|b| *b == b' ').count()
    }
}

/// Words that may stand between a marker in front and its number: 最高可达200万元, 不超过人民币5万元.
const GLUE: &[&str] = &[
    "人民币",
    "提高至",
    "提高到",
    "调整为",
    "可达到",
    "可达",
    "达到",
    "达",
    "到",
    "为",
    "至",
    "了",
    "：",
    "计",
    "的",
    "是",
    "占",
    "要有",
    "需要",
    "有",
    "要",
    "需",
    "来",
];

/// All values of a text, in order, lists not yet joined.
pub(super) fn scan(words: &Words, text: &str, today: Date) -> Vec<Mention> {
    let memo = Cell::new([(usize::MAX, None); 2]);
    let walk = Walk { words, text, today, memo };
    let mut found: Vec<Mention> = Vec::new();
    let mut front: Option<Front> = None;
    let (mut at, mut floor) = (0, 0);
    while let Some((start, end, open)) = words.next_open(text, at) {
        at = end;
        let read = match open {
            Open::Front(comparator) => {
                front = marked(&walk, front, (start, end), *comparator);
                continue;
            }
            Open::Skip => None,
            Open::Title => {
                at = title_end(text, start, end);
                if words.whole { citation::title(&walk, start, at) } else { None }
            }
            Open::Numeral => {
                let (read, past) = counted(&walk, start, end);
                at = past;
                read
            }
            Open::Each => rhythm::each(&walk, start, end),
            Open::By(letter) => rhythm::by(&walk, start, end, *letter),
            Open::Share(unit) => forms::share(&walk, start, end, *unit),
            Open::Relative(years) => date::relative(&walk, start, end, *years),
            Open::ThisYear => date::this_year(&walk, start),
            Open::Double => forms::double(&walk, start, end),
            Open::Half => Some(forms::half(start, end)),
            Open::Full => forms::full(&walk, start, end),
            Open::Ordinal => forms::ordinal(&walk, start, end),
            Open::Sign(code) => forms::sign(&walk, start, end, code),
            Open::Ahead(way) => {
                let read = everyday::ahead(&walk, start, end, *way);
                if read.is_none() && text.get(start..end) == Some("近") {
                    front = Some(chain(&walk, front, start, end, Comparator::Approx));
                    continue;
                }
                read
            }
            _ => everyday(&walk, (start, end), open, floor),
        };
        if let Some(mut mention) = read {
            if words.whole
                && let Some(told) = told(&walk, &mention)
            {
                mention = told;
            }
            if let Some(marker) = front.take().filter(|f| glued(&walk, f.end, mention.core.start)) {
                number::bound(&walk, &mut mention, marker);
            }
            range::ceiling(&walk, &mut mention);
            // 6以上百个: 上 belongs to the value before it.
            mention.span.start = mention.span.start.max(floor);
            at = mention.span.end.max(end);
            floor = at;
            found.push(mention);
        }
    }
    found
}

/// What a numeral at `start..end` is, and where the walk goes on if it is nothing.
fn counted(walk: &Walk<'_>, start: usize, end: usize) -> (Option<Mention>, usize) {
    if date::may_open(walk, start) {
        if let Some(date) = date::read(walk, start) {
            return (Some(date), end);
        }
        if let Some(past) = date::impossible(walk, start) {
            return (None, past);
        }
    }
    match number::read(walk, start) {
        Some(number) => (Some(number), end),
        None => (None, number::pass(walk, start).max(end)),
    }
}

/// What opens with an everyday word, a body or a citation.
fn everyday(walk: &Walk<'_>, (start, end): (usize, usize), open: &Open, floor: usize) -> Option<Mention> {
    match open {
        Open::Shift(unit, by) => everyday::shift(walk, start, end, *unit, *by),
        Open::Weekday(day) => everyday::weekday(walk, start, end, *day),
        Open::MonthPart => everyday::month_part(walk, start),
        Open::Century(shift) => era::century(walk, start, end, *shift),
        Open::Festival(row) => festival::named(walk, start, end, *row),
        Open::Lunar => festival::lunar(walk, start),
        Open::Minus => forms::minus(walk, start, end),
        Open::Than => forms::than(walk, start, end),
        Open::Part(value) => Some(forms::portion(walk, (start, end), MentionKind::Number, *value)),
        Open::Whole(value) => Some(forms::portion(walk, (start, end), MentionKind::Percentage, *value)),
        Open::Body(true) => agency::read(walk, start, end, floor),
        Open::Bracket => citation::number(walk, start, end, floor),
        _ => None,
    }
}

/// 三天前 is a day, 一年两次 a rhythm.
fn told(walk: &Walk<'_>, mention: &Mention) -> Option<Mention> {
    everyday::ago(walk, mention).or_else(|| rhythm::times(walk, mention))
}

/// A marker in front of a number; 签约20个项目, 节约30吨: 约 of a verb is none.
fn marked(walk: &Walk<'_>, old: Option<Front>, (start, end): (usize, usize), comparator: Comparator) -> Option<Front> {
    const BEFORE: &str = "签节集预制公契缩简违履解";
    let verb = walk.text.get(start..end) == Some("约") && walk.before(start).is_some_and(|c| among(c, BEFORE));
    if verb { old } else { Some(chain(walk, old, start, end, comparator)) }
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
