//! Rhythms 周期: what comes round again.
//!
//! In: `每年`, `每半年1次`, `每2年`, `按季度`, `每周五`, `每月5日`, `一年两次`. Out: the ISO 8601 length between two of them and, where
//! it is told, how often. 每隔两年 is read as 每两年, as officials mean it.

use super::date::small;
use super::scan::{Walk, span};
use super::words::Tail;
use super::{Mention, MentionKind};
use crate::text::{among, calendar};

/// 每年, 每半年1次, 每2年.
pub(super) fn each(walk: &Walk<'_>, start: usize, end: usize) -> Option<Mention> {
    if let Some(stop) = walk.eat(end, &["月", "季"]).filter(|stop| walk.eat(*stop, &["度"]).is_none()) {
        let letter = if walk.eat(end, &["月"]).is_some() { 'M' } else { 'Q' };
        let days = each_day(walk, stop, letter).filter(|_| walk.words.whole).unwrap_or(stop);
        let mut m = Mention::at(MentionKind::Recurrence, span(start, days), "recurrence/each");
        m.period = Some(calendar::length(2, letter));
        return Some(m);
    }
    let end = if walk.words.whole { walk.eat(end, &["隔", "逢"]).unwrap_or(end) } else { end };
    let (halves, at) = match walk.numeral(end) {
        Some(n) => {
            // 每3—5年: at the latest
            let to = walk.eat(end + n.len, &["—", "～", "~", "-", "至", "到"]);
            let high = to.and_then(|to| Some((walk.numeral(to)?, to))).filter(|(high, _)| high.value > n.value);
            let (value, stop) = high.map_or((n.value, end + n.len), |(high, to)| (high.value, to + high.len));
            (i64::try_from(value.checked_mul(rust_decimal::Decimal::TWO)?).ok()?, stop)
        }
        None => (2, walk.eat(end, &["个"]).unwrap_or(end)),
    };
    let (mut stop, letter, working) = match walk.words.tail_at(walk.text, at) {
        Some((stop, Tail::Length(letter, false, working))) => (stop, *letter, *working),
        _ => match walk.eat(at, &["月"]) {
            Some(stop) => (stop, 'M', false),
            None => return None,
        },
    };
    if !(1..10_000).contains(&halves) {
        return None;
    }
    let mut m = Mention::at(MentionKind::Recurrence, span(start, stop), "recurrence/each");
    // 每半年1次: how often belongs to the rhythm.
    if let Some(times) = walk.numeral(stop)
        && let Some(end) = walk.eat(stop + times.len, &["次", "轮"])
    {
        stop = end;
        m.value = Some(times.value);
    }
    if walk.words.whole && m.value.is_none() {
        stop = each_day(walk, stop, letter).unwrap_or(stop);
    }
    m.span.end = stop;
    m.core.end = stop;
    m.period = Some(calendar::length(halves, letter));
    m.working_days = working;
    Some(m)
}

/// 按月, 按季度: each month; 按月平均 and 按周期 are no rhythms.
pub(super) fn by(walk: &Walk<'_>, start: usize, end: usize, letter: char) -> Option<Mention> {
    let stop = walk.eat(end, &["度"]).unwrap_or(end);
    if walk.after(stop).is_some_and(|c| among(c, "平均期边龄份")) {
        return None;
    }
    let mut m = Mention::at(MentionKind::Recurrence, span(start, stop), "recurrence/each");
    m.period = Some(calendar::length(2, letter));
    Some(m)
}

/// 一年两次, 每 left out: how often in one of a unit is a rhythm.
pub(super) fn times(walk: &Walk<'_>, m: &Mention) -> Option<Mention> {
    let one = m.kind == MentionKind::Duration && m.value == Some(rust_decimal::Decimal::ONE) && m.core == m.span;
    if !one {
        return None;
    }
    let times = walk.numeral(m.span.end).filter(|n| n.high.is_none())?;
    let stop = walk.eat(m.span.end + times.len, &["次", "回"])?;
    let mut out = m.clone();
    (out.kind, out.value, out.rule) = (MentionKind::Recurrence, Some(times.value), "recurrence/times");
    (out.span.end, out.core.end) = (stop, stop);
    Some(out)
}

/// What day 每 means: 一 of 每周一, 5日 of 每月5日, 3月 of 每年3月.
fn each_day(walk: &Walk<'_>, at: usize, letter: char) -> Option<usize> {
    match letter {
        'W' => {
            let c = walk.after(at).filter(|c| among(*c, "一二三四五六日天末"))?;
            let end = at + c.len_utf8();
            (walk.after(end) != Some('次') && walk.after(end) != Some('个')).then_some(end)
        }
        'M' => {
            let end = walk.eat(at, &["初", "底", "末"]);
            end.or_else(|| {
                small(walk, walk.eat(at, &["的"]).unwrap_or(at), 31).and_then(|(_, end)| walk.eat(end, &["日", "号"]))
            })
        }
        'Y' => {
            let (_, end) = small(walk, walk.eat(at, &["的"]).unwrap_or(at), 12)?;
            let end = walk.eat(end, &["月份", "月"])?;
            let day = small(walk, end, 31).and_then(|(_, end)| walk.eat(end, &["日", "号"]));
            Some(day.or_else(|| walk.eat(end, &["底", "末", "初"])).unwrap_or(end))
        }
        _ => None,
    }
}
