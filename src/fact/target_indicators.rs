//! Indicators 指标清单: numbers dealt out to indicators that the sentence has named and counted before.
//!
//! `茶叶：面积、总产量、总产值三项指标按每年递增1%、1%、5%的幅度增长，到2015年，分别达到51万亩、3.2万吨、24亿元`. In: the numbers of
//! a clause with the words around them. Out: a target for each number of each list.

use super::around::Around;
use super::target_value::written;
use super::{Change, Fact, Per, Says, Target, TargetKind};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span, numeral};
use jiff::civil::Date;
use std::collections::HashSet;

/// How far before a list its indicators may stand, in bytes.
const NEAR: usize = 600;

/// Adds the targets of lists that no fact has been read from.
pub(super) fn dealt_out(marks: &Around<'_>, values: &[Mention], facts: &mut Vec<Fact>) {
    let text = marks.text();
    if !text.has("项指标") {
        return;
    }
    let (mut added, mut gone) = (Vec::new(), HashSet::new());
    let mut at = 0;
    while at < values.len() {
        let run = run_at(text, values, at);
        if let Some(names) = (run.len() >= 2).then(|| names(text, run[0].span.start, run.len())).flatten() {
            let by = day(text, values, run[0].span.start);
            let found = names.iter().zip(run).filter_map(|(name, value)| fact(text, name, (run[0].span, value), by));
            let found: Vec<Fact> = found.collect();
            if found.len() == run.len() {
                gone.extend(run.iter().map(|m| m.span));
                added.extend(found);
            }
        }
        at += run.len().max(1);
    }
    facts.retain(|f| f.value.first().is_none_or(|v| !gone.contains(v)));
    facts.append(&mut added);
}

/// The numbers from `at` on that 、 alone divides.
fn run_at<'m>(text: &str, values: &'m [Mention], at: usize) -> &'m [Mention] {
    let mut end = at + 1;
    while end < values.len() && text.get(values[end - 1].span.end..values[end].span.start) == Some("、") {
        end += 1;
    }
    &values[at..end]
}

/// As many indicators as numbers, each with the crop or the trade that a label before the list names.
fn names(text: &str, start: usize, count: usize) -> Option<Vec<String>> {
    let near = text.get(text.floor_char_boundary(start.saturating_sub(NEAR))..start)?;
    let sentence = near.rsplit(['。', '\n']).next()?;
    let head = &sentence[..sentence.last_place("项指标")?];
    let (at, _) =
        head.char_indices().rev().take_while(|(_, c)| c.is_ascii_digit() || numeral::digit(*c).is_some()).last()?;
    if numeral::whole(&head[at..]) != u32::try_from(count).ok() {
        return None;
    }
    let head = head[..at].trim_end_matches('等');
    let list = head.rsplit(['：', '，', '；']).next()?;
    let label =
        head[..head.len() - list.len()].strip_suffix('：').and_then(|l| l.rsplit(['。', '，', '；', '\n']).next());
    let label = label.map(|l| l.trim_start_matches(|c: char| !c.is_alphabetic())).filter(|l| l.chars().count() <= 6);
    let whole = |name: &str| match label {
        Some(label) if !label.chars().any(|c| name.contains(c)) => format!("{label}{name}"),
        _ => name.to_owned(),
    };
    let names: Vec<String> = list.split('、').map(whole).collect();
    (names.len() == count && names.iter().all(|n| (2..=20).contains(&n.chars().count()))).then_some(names)
}

/// The day that the sentence around `at` sets: 到2015年.
fn day(text: &str, values: &[Mention], at: usize) -> Option<Date> {
    let from = text.floor_char_boundary(at.saturating_sub(NEAR));
    let from = text.get(from..at)?.rfind(['。', '\n']).map_or(from, |n| from + n);
    let to = text.ceil_char_boundary((at + NEAR).min(text.len()));
    let to = text.get(at..to)?.find(['。', '\n']).map_or(to, |n| at + n);
    let near = values.partition_point(|m| m.span.start < from)..values.partition_point(|m| m.span.start < to);
    let mut dates = values.get(near)?.iter().filter(|m| m.kind == MentionKind::Date);
    dates.find(|m| text.get(..m.span.start).is_some_and(|t| t.ends_with('到')))?.last
}

fn fact(text: &str, name: &str, (first, value): (Span, &Mention), by: Option<Date>) -> Option<Fact> {
    let before = text.get(text.floor_char_boundary(first.start.saturating_sub(60))..first.start)?;
    let front = before.rsplit(['，', '；', '。']).next()?;
    let front = front.halves("项指标").map_or(front, |x| x.1);
    let grows = ["递增", "增长", "提高"].iter().any(|w| front.closes(w));
    let falls = ["递减", "下降", "减少", "降低"].iter().any(|w| front.closes(w));
    let reaches = ["达到", "分别达", "分别为", "分别"].iter().any(|w| front.closes(w));
    if !(grows || falls || reaches) {
        return None;
    }
    let (number, value_max, unit) = written(text, value)?;
    let target = Target {
        kind: TargetKind::Goal,
        indicator: name.to_owned(),
        comparator: value.comparator,
        value: number,
        value_max,
        unit,
        change: if falls { Some(Change::Decrease) } else { grows.then_some(Change::Increase) },
        per: ["每年", "年均"].iter().any(|w| front.has(w)).then_some(Per::Year),
        by,
        by_inherited: None,
    };
    let quote = Span::new(first.start - front.len(), value.span.end);
    Some(Fact::stated(Says::Target(target), quote, value.span, "target/indicators"))
}
