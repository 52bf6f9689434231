//! Name 名称中的数: numerals that name or label and are no value.
//!
//! In: a numeral with its unit and what stands around it: `〔2023〕20号`, `（十一）`, `一区22园`, `千亿级`, `5G`, `17:30`,
//! `0571-12345678`, `24小时热线`. Out: whether it is such a one. Single words of this kind stand in
//! `numeral_words.tsv` and are never read at all.

use super::number::Part;
use super::scan::Walk;
use super::words::Tail;
use crate::text::numeral;
use rust_decimal::Decimal;

/// Behind a length of time these make a name of it: 24小时热线.
const NAMES: &[&str] =
    &["热线", "自助", "营业", "值班", "值守", "在线", "不打烊", "服务", "不间断", "供应", "开放", "运转", "制"];

/// A numeral that names or labels: brackets around it, letters beside it, 千亿级, 一区22园.
pub(super) fn name(walk: &Walk<'_>, part: &Part) -> bool {
    let before = walk.before(part.start);
    let after = walk.after(part.end);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if matches!(part.unit, Some(Tail::None)) || (part.number.arabic && latin(before)) {
        return true;
    }
    if part.unit.is_none() && (latin(after) || matches!(before, Some('+' | '＋' | '.' | '〔' | '[' | '#' | '_'))) {
        return true;
    }
    if telephone(walk, part) || plan(walk, part) {
        return true;
    }
    // 科创50指数
    if part.unit.is_none() && walk.eat(part.end, &["指数", "强企业", "强榜"]).is_some() {
        return true;
    }
    // 90后, 80后
    if after == Some('后') && part.unit.is_none() && part.number.arabic && part.number.chars == 2 {
        return true;
    }
    if after == Some('+') || after == Some('＋') || (before == Some('+') && part.unit.is_none()) {
        return true;
    }
    if matches!(after, Some('级')) && !matches!(part.unit, Some(Tail::Percent(_))) {
        return true;
    }
    if ratio(walk, part) || part.unit.is_none() && bracketed(before, after) || label(walk, part) || step(walk, part) {
        return true;
    }
    if matches!(part.unit, Some(Tail::Length(..))) && walk.eat(part.end, NAMES).is_some() {
        return true;
    }
    false
}

/// 1:1 配套, 17:30: a ratio or a time of day.
pub(super) fn ratio(walk: &Walk<'_>, part: &Part) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let ahead = walk.eat(part.end, super::forms::RATIO).is_some_and(|at| digit(walk.after(at)));
    let behind = walk.before(part.start).filter(|c| super::forms::parts_ratio(*c));
    part.number.arabic && (ahead || behind.is_some_and(|c| digit(walk.before(part.start - c.len_utf8()))))
}

/// 0571-12345678, 12345热线: digits that are dialled.
pub(super) fn telephone(walk: &Walk<'_>, part: &Part) -> bool {
    let words = walk.text.get(part.start..part.start + part.number.len).unwrap_or_default();
    let dialled = words.len() >= 3 && words.bytes().all(|b| b.is_ascii_digit()) && part.unit.is_none();
    let front = walk.text.get(..part.start).unwrap_or_default();
    let after_dash = || front.strip_suffix(['-', '—']).is_some_and(|f| f.ends_with(|c: char| c.is_ascii_digit()));
    dialled
        && (words.starts_with('0')
            || walk.eat(part.end, &["热线", "电话", "平台"]).is_some()
            || words.len() >= 7 && after_dash())
}

/// 十四五 of “十四五”规划: the name of a plan.
fn plan(walk: &Walk<'_>, part: &Part) -> bool {
    let words = walk.text.get(part.start..part.start + part.number.len).unwrap_or_default();
    let ten = words.starts_with('十') && part.unit.is_none() && part.number.chars <= 3;
    let ten = ten && part.number.high.is_none();
    ten && (words.ends_with('五') && part.number.chars == 3
        || part.number.chars == 2 && walk.after(part.end) == Some('五'))
}

pub(super) fn bracketed(before: Option<char>, after: Option<char>) -> bool {
    matches!(before, Some('（' | '(' | '〔' | '[' | '【')) && matches!(after, Some('）' | ')' | '〕' | ']' | '】'))
}

/// A label at the start of a line: 1.支持…, 2、….
pub(super) fn label(walk: &Walk<'_>, part: &Part) -> bool {
    let front = walk.text.get(..part.start).unwrap_or_default().trim_end_matches([' ', '\u{3000}']);
    let opens = front.is_empty() || front.ends_with(['\n', '。', '；', '：']);
    let closes = matches!(walk.after(part.end), Some('.' | '．' | '、' | '）' | ')'));
    let more = walk.rest(part.end).chars().nth(1).is_some_and(|c| !c.is_ascii_digit());
    opens && closes && more && part.unit.is_none() && part.number.value < Decimal::ONE_HUNDRED
}

/// 一区22园, 三基地 behind 一中心: numeral, word, numeral, word, none of them a unit.
pub(super) fn step(walk: &Walk<'_>, part: &Part) -> bool {
    if part.unit.is_some() || !walk.after(part.end).is_some_and(|c| !c.is_ascii() && c.is_alphabetic()) {
        return false;
    }
    let Some(before) = walk.text.get(..part.start) else { return false };
    let mut chars = before.chars().rev();
    let between = chars.next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii() && !numeral::opens(c));
    between && chars.next().is_some_and(|c| numeral::digit(c).is_some() || c == '十')
}
