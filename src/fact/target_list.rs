//! Lists of targets 并列指标: heads and numbers that share words.
//!
//! `货物贸易、对外投资分别占比达30%、20%`: one head for each number. `种植、收获机械化率分别达到90%、80%`: the
//! tail of the last head completes the others. `5家千亿级、20家百亿级特色产业园区`: the noun of the last.

use super::around::{Around, whole_place};
use super::target_place::around;
use super::target_region::PARTS_OF_A_PLACE;
use super::target_value::written;
use super::{Change, Comparator, Fact, Says, Target, TargetKind};
use crate::lexicon::Affixes;
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span, among};
use jiff::civil::Date;
use regex::Regex;
use smallvec::smallvec;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Up to here the first head belongs to all of them.
static COMMON: LazyLock<Regex> = LazyLock::new(|| {
    super::compiled(
        "^((?:单位[^、和与及]{2,8}?(?:总值|增加值|GDP|面积|产值|产品)|每[百千万]+(?:名)?(?:常住人口|户籍人口|人口|老年人|儿童|人)(?:拥有)?|万元(?:GDP|[^、和与及]{2,8}?(?:总值|增加值|产值))|.*(?:国家|全国|全省|全市|全区|全县|全州|全旗|本市|地区|园区|领域|行业|建成区|城区)))",
    )
});

/// Completes indicators over lists.
pub(super) fn share(marks: &Around<'_>, values: &[Mention], tails: &Affixes, facts: &mut Vec<Fact>) {
    respectively(marks, values, tails, facts);
    last_noun(facts);
    same_capacity(marks.text(), facts);
    own_deed(marks.text(), facts);
    last_deed(marks, facts);
    head_of_whole(marks, facts);
    head_of_rates(marks, facts);
}

/// 压减退出钢铁产能1200万吨、煤炭1062万吨、平板玻璃500万重量箱: the capacity of each.
fn same_capacity(text: &str, facts: &mut [Fact]) {
    let mut open = None;
    for fact in facts.iter_mut() {
        let Some(value) = fact.value.first().copied() else { continue };
        let Says::Target(target) = &mut fact.says else { continue };
        let weight = target.unit.as_deref().is_some_and(|u| u.ends_with('吨') || u.ends_with('箱'));
        let front = text.get(fact.quote.start..value.start).unwrap_or_default();
        let gap = open.and_then(|end: usize| text.get(end..fact.quote.start));
        if weight && target.indicator.closes("产能") {
            open = Some(value.end);
        } else if weight && gap == Some("、") && (2..=8).contains(&front.chars().count()) {
            target.indicator.push_str("产能");
            open = Some(value.end);
        } else {
            open = None;
        }
    }
}

/// How far a work has come: 开工50万千瓦、投产20万千瓦.
pub(super) const DONE: &[&str] =
    &["开工", "投产", "完工", "竣工", "并网", "建成", "启动", "投运", "达产", "投用", "新增"];

/// 风电投产 of 风电开工50万千瓦、投产20万千瓦: what is done with the same.
fn own_deed(text: &str, facts: &mut [Fact]) {
    for at in 1..facts.len() {
        let (front, back) = facts.split_at_mut(at);
        let (Some(last), Some(fact)) = (front.last(), back.first_mut()) else { continue };
        let (Some(before), Some(value)) = (last.value.first(), fact.value.first()) else { continue };
        let own = text.get(before.end..value.start).and_then(|gap| gap.strip_prefix('、'));
        let (Says::Target(told), Says::Target(target)) = (&last.says, &mut fact.says) else { continue };
        let Some(own) = own.filter(|own| DONE.contains(own) && target.indicator == told.indicator) else { continue };
        let what = DONE.iter().find_map(|w| told.indicator.strip_suffix(w)).filter(|w| w.chars().count() >= 2);
        if let Some(what) = what {
            target.indicator = format!("{what}{own}");
        }
    }
}

/// 分别: as many heads as numbers are dealt out in order.
fn respectively(marks: &Around<'_>, values: &[Mention], tails: &Affixes, facts: &mut Vec<Fact>) {
    let text = marks.text();
    // One of these stands in each such list: 分别, three heads with their marks, two years or two heads.
    if !text.has("分别") && !text.has('、') && !text.has('和') {
        return;
    }
    // Facts come in the order of their values; what is dealt out goes behind them.
    let (mut added, mut gone): (Vec<Fact>, _) = (Vec::new(), HashSet::new());
    // The last numbers that were dealt out, and where.
    let mut dealt_out: (usize, Vec<Fact>) = (0, Vec::new());
    for at in 0..values.len() {
        let Some(run) = run_at(text, values, at) else { continue };
        let first = run[0];
        let before = before_in_part(marks, first.span);
        // 到2026年和2028年，比例达到45%及以上和60%及以上
        let dated = || !years(marks, values, at, run.len()).is_empty();
        if run.len() < 2 || !dealt(first.kind) {
            continue;
        }
        let found = facts.binary_search_by_key(&Some(first.span.start), |f| f.value.first().map(|v| v.start));
        // 还田面积和数量，2025年超过600万亩和150万吨
        let paired = || found.is_ok_and(|at| two_of(&facts[at], &run));
        let more = || found.is_err() && dealt_out.1.len() == run.len();
        if !(before.has("分别") || alike(before, &run) || dated() || paired() || more()) {
            continue;
        }
        let sentence = around(marks, first.span).sentence.start;
        let Some(place) = found.ok().filter(|at| facts[*at].value.first() == Some(&first.span)) else {
            if dealt_out.0 == sentence {
                let more = moved(text, before, &dealt_out.1, &run);
                added.extend(if more.is_empty() {
                    anew(text, &values[..at], before, &dealt_out.1, &run)
                } else {
                    more
                });
            }
            continue;
        };
        let Says::Target(target) = &facts[place].says else { continue };
        let Some(names) = names_of(text, &facts[place], target, before, (&run, tails)) else { continue };
        let (model, whole) = (target.clone(), facts[place].clone());
        gone.extend(run.iter().map(|m| m.span));
        let years = years(marks, values, at, run.len());
        let so_far = added.len();
        for (n, (name, value)) in names.into_iter().zip(&run).enumerate() {
            let Some((number, _, unit)) = written(text, value) else { continue };
            let says = Says::Target(Target {
                indicator: name,
                value: number,
                unit,
                comparator: bound_before(text, first, value),
                by: years.get(n).copied().or(model.by),
                ..model.clone()
            });
            let quote = Span::new(whole.quote.start, value.span.end);
            added.push(Fact { says, quote, value: smallvec![value.span], ..whole.clone() });
        }
        dealt_out = (sentence, added[so_far..].to_vec());
    }
    facts.retain(|f| f.value.first().is_none_or(|v| !gone.contains(v)));
    facts.append(&mut added);
}

/// The heads of a list of numbers, one for each.
fn names_of(
    text: &str,
    fact: &Fact,
    target: &Target,
    before: &str,
    (run, tails): (&[&Mention], &Affixes),
) -> Option<Vec<String>> {
    // 甲、乙等污染物排放总量分别下降…: what was left out as examples are the heads.
    let said = text.get(fact.quote.start..run[0].span.start).unwrap_or_default();
    let named = examples(said, &target.indicator);
    let joint = heads(named.unwrap_or(&target.indicator), run.len(), tails);
    // 覆盖率分别达到60%和80%: one head for all where it names one thing
    let one =
        || (!target.indicator.contains(['、', '和', '与', '及'])).then(|| vec![target.indicator.clone(); run.len()]);
    // 城乡居民人均消费支出分别增长6%和9%: of the towns and of the country
    let both = || {
        let rest = target.indicator.strip_prefix("城乡").filter(|_| run.len() == 2 && before.has("分别"))?;
        Some(["城镇", "农村"].map(|part| format!("{part}{rest}")).to_vec())
    };
    joint.or_else(both).or_else(one)
}

/// Whether as many heads stand before a list of numbers as it has, and nothing else tells them apart: of one unit
/// (改造供热、燃气、排水管网800公里、600公里、300公里), or two of their own (播种面积、产量稳定在6287万亩、1930万吨).
fn alike(before: &str, run: &[&Mention]) -> bool {
    // 2.11万户、7.52万人: numbers are no heads
    if super::target_carry::first_value(before).is_some() {
        return false;
    }
    let heads = before.matches('、').count() + 1;
    let one_unit = run.iter().all(|m| m.unit == run[0].unit);
    let each_its_own = || !one_unit && run.iter().all(|m| m.kind == MentionKind::Quantity);
    heads == run.len() && (run.len() >= 3 && one_unit || run.len() == 2 && each_its_own())
}

/// 还田面积和数量 of 还田面积和数量，2025年超过600万亩和150万吨: two measures of one thing, each with a unit of its own; or two
/// rates for two shares.
fn two_of(fact: &Fact, run: &[&Mention]) -> bool {
    const MEASURES: &[&str] = &["面积", "数量", "产量", "总量", "产值", "长度", "里程"];
    let Says::Target(target) = &fact.says else { return false };
    let heads = target.indicator.rsplit_once('和').filter(|_| run.len() == 2);
    let named = |(first, second): (&str, &str)| MEASURES.iter().any(|w| first.closes(w)) && MEASURES.contains(&second);
    // 新农合和职工工伤保险参保率保持在95%和97%以上
    let rates = |(first, second): (&str, &str)| {
        let bare = !first.contains(['、', '和', '与', '及']) && first.chars().count() >= 3;
        bare && second.ends_with('率') && second.chars().count() >= 3
    };
    let percent = run.iter().all(|m| m.kind == MentionKind::Percentage);
    heads.is_some_and(|h| if percent { rates(h) } else { named(h) && run[0].unit != run[1].unit })
}

/// The bound of a number in a list: its own, or the one before the first (超过600万亩和150万吨).
fn bound_before(text: &str, first: &Mention, value: &Mention) -> Comparator {
    let leads = !first.span.of(text).starts_with(|c: char| c.is_ascii_digit());
    let open = value.comparator == Comparator::Eq && leads && first.comparator != Comparator::Range;
    if open { first.comparator } else { value.comparator }
}

/// What stands before the indicator as its examples, with 等 and the indicator: 甲项目、乙项目等2类项目的审批时间.
fn examples<'a>(said: &'a str, indicator: &str) -> Option<&'a str> {
    let at = said.place(indicator)?;
    let front = said.get(..at)?.trim_end_matches(|c: char| c.is_ascii_digit() || among(c, "两三四五六七八九十"));
    let whole = said.get(..at + indicator.len())?;
    front.ends_with('等').then(|| whole.strip_prefix('将').unwrap_or(whole))
}

/// The numbers of one list from `at` on; none inside of a list.
fn run_at<'m>(text: &str, values: &'m [Mention], at: usize) -> Option<Vec<&'m Mention>> {
    let follows = |a: &Mention, b: &Mention| {
        let gap = text.get(behind_note(text, a.span.end)..b.span.start).unwrap_or_default();
        let kinds = a.kind == b.kind || dealt(a.kind) && dealt(b.kind);
        kinds && ["、", "和", "，", "以及", "及"].contains(&gap)
    };
    let first = &values[at];
    if at > 0 && follows(&values[at - 1], first) {
        return None;
    }
    let mut run = vec![first];
    for next in &values[at + 1..] {
        let last = run.last().map_or(first.span.end, |l| l.span.end);
        if next.span.start < behind_note(text, last) {
            continue;
        }
        if !run.last().is_some_and(|l| follows(l, next)) {
            break;
        }
        run.push(next);
    }
    Some(run)
}

/// Behind the bracket that opens at `at`, or `at`: 分别减少11.9%（其中工业减少12.6%）、15.5%.
fn behind_note(text: &str, at: usize) -> usize {
    let near = text.get(at..text.ceil_char_boundary(at + 120)).unwrap_or_default();
    let inside = near.strip_prefix('（').and_then(|n| n.split_once('）')).map(|(inside, _)| inside);
    inside.map_or(at, |i| at + '（'.len_utf8() + i.len() + '）'.len_utf8())
}

/// 排放总量分别控制在…以内，比2010年的…分别减少7.0%、8.6%: the heads of the numbers dealt out before, in their order.
fn moved(text: &str, before: &str, group: &[Fact], run: &[&Mention]) -> Vec<Fact> {
    let words = before.trim_end_matches("了");
    let falls = ["下降", "减少", "降低", "削减", "压减"].iter().any(|w| words.closes(w));
    let rises = ["增长", "提高", "增加", "上升"].iter().any(|w| words.closes(w));
    if group.len() != run.len() || !(falls || rises) {
        return Vec::new();
    }
    let one = |(fact, value): (&Fact, &&Mention)| {
        let Says::Target(target) = &fact.says else { return None };
        let (number, _, unit) = written(text, value)?;
        let target = Target {
            kind: TargetKind::Goal,
            value: number,
            value_max: None,
            unit,
            comparator: value.comparator,
            change: Some(if falls { Change::Decrease } else { Change::Increase }),
            ..target.clone()
        };
        let quote = Span::new(run[0].span.start - "下降".len(), value.span.end);
        Some(Fact { says: Says::Target(target), quote, value: smallvec![value.span], ..fact.clone() })
    };
    group.iter().zip(run).filter_map(one).collect()
}

/// 2015年…分别达到90%、99%；2020年分别达到98%、99%: the same heads for another day.
fn anew(text: &str, earlier: &[Mention], before: &str, group: &[Fact], run: &[&Mention]) -> Vec<Fact> {
    let words = ["达到", "达", "为", "提高到", "增加到"].iter().find_map(|w| before.strip_suffix(w)).unwrap_or(before);
    let day = words.strip_suffix("分别").unwrap_or(words).trim_start_matches(['到', '至']);
    if group.len() != run.len() {
        return Vec::new();
    }
    let date = earlier.last().filter(|m| m.kind == MentionKind::Date);
    let Some(date) = date.filter(|m| m.span.of(text).ends_with(day) && day.len() >= "20年".len()) else {
        return Vec::new();
    };
    let one = |(fact, value): (&Fact, &&Mention)| {
        let Says::Target(target) = &fact.says else { return None };
        let (number, _, unit) = written(text, value)?;
        let target = Target {
            value: number,
            value_max: None,
            unit,
            comparator: bound_before(text, run[0], value),
            by: date.last.or(target.by),
            ..target.clone()
        };
        let quote = Span::new(date.span.start, value.span.end);
        Some(Fact { says: Says::Target(target), quote, value: smallvec![value.span], ..fact.clone() })
    };
    group.iter().zip(run).filter_map(one).collect()
}

/// 到2027年和2030年，占比分别达到30%和50%: the last days of as many years before the numbers, else none.
fn years(marks: &Around<'_>, values: &[Mention], first: usize, count: usize) -> Vec<Date> {
    let sentence = around(marks, values[first].span).sentence;
    let near = values[..first].iter().rev().take_while(|m| m.span.start >= sentence.start);
    let mut dates: Vec<&Mention> = near.filter(|m| m.kind == MentionKind::Date).take(count).collect();
    dates.reverse();
    let text = marks.text();
    let joined = dates.windows(2).all(|pair| {
        let gap = text.get(pair[0].span.end..pair[1].span.start).unwrap_or_default();
        ["和", "、"].contains(&gap) && pair[0].last < pair[1].last
    });
    let days: Vec<Date> = dates.iter().filter_map(|m| m.last).collect();
    if joined && days.len() == count { days } else { Vec::new() }
}

/// What may be dealt out: 苗木、鱼种、产值分别达到80万株、200万尾、360万元.
const fn dealt(kind: MentionKind) -> bool {
    matches!(kind, MentionKind::Quantity | MentionKind::Percentage | MentionKind::Money | MentionKind::Duration)
}

/// The words before a number in its part of the sentence.
fn before_in_part<'a>(marks: &Around<'a>, number: Span) -> &'a str {
    marks.text().get(around(marks, number).part.start..number.start).unwrap_or_default()
}

/// The heads of a joint indicator, each complete; none where they are not `count`.
fn heads(indicator: &str, count: usize, tails: &Affixes) -> Option<Vec<String>> {
    let (joint, tail) = match indicator.halves("分别") {
        Some((joint, tail)) => (joint, tail),
        None => (indicator, ""),
    };
    let (tail_noun, joint) = match joint.strip_suffix("占比") {
        Some(rest) if tail.is_empty() => ("占比", rest),
        _ => (tail, joint),
    };
    // 二氧化硫、氮氧化物等主要污染物排放总量: what is measured of each stands behind 等.
    let (joint, tail_noun) = match etc(joint)
        .filter(|(names, tail)| tail_noun.is_empty() && names.contains(['、', '和']) && tail.chars().count() >= 2)
    {
        Some((names, tail)) => (names, of_each(tail)),
        None => (joint, tail_noun),
    };
    // 普及率、数控化率 hold a 及: the fewest marks that divide into as many heads.
    let marks: [&[char]; 3] = [&['、'], &['、', '和'], &['、', '和', '与', '及']];
    let divided = marks.map(|m| joint.split(m).filter(|n| !n.is_empty()).collect::<Vec<&str>>());
    let names = divided.into_iter().find(|n| n.len() == count).unwrap_or_default();
    let names: Vec<String> = if names.len() == count {
        names.into_iter().map(str::to_owned).collect()
    } else {
        // 和 or 与 may be part of a name: divide at 、 and at the last 和 only.
        let (front, last) = joint.rsplit_once('和')?;
        front.split('、').chain([last]).map(str::to_owned).collect()
    };
    if names.len() != count {
        return None;
    }
    let prefix = prefix(names.first()?, names.get(1)?);
    let common = match whole_place(&prefix).filter(|place| place.len() == prefix.len()) {
        // 全县小学、初中专任教师学历合格率: the place is no part of what the heads share or do not.
        Some(place) => {
            let bare = |n: &String| n.strip_prefix(place).unwrap_or(n).to_owned();
            words_in_common(&names.iter().map(bare).collect::<Vec<_>>(), joint, "", tails)
        }
        None => words_in_common(&names, joint, &prefix, tails),
    };
    // 粮食播种面积、产量: of what it is the yield
    let crop = ["播种面积", "种植面积", "面积"].iter().find_map(|w| names.first()?.strip_suffix(w)).map(str::to_owned);
    let yields = |n: &str| ["产量", "总产量", "单产", "产值", "数量"].contains(&n);
    let complete = |(i, n): (usize, String)| {
        if let Some(crop) = crop.as_deref().filter(|c| yields(&n) && c.chars().count() <= 14) {
            return format!("{crop}{n}{tail_noun}");
        }
        let front = if i == 0 || prefix.is_empty() { "" } else { prefix.as_str() };
        let back = if i + 1 < count { common.as_str() } else { "" };
        format!("{front}{n}{back}{tail_noun}")
    };
    Some(names.into_iter().enumerate().map(complete).collect())
}

/// What the last head says for all of them.
fn words_in_common(names: &[String], joint: &str, prefix: &str, tails: &Affixes) -> String {
    let Some((last, others)) = names.split_last() else { return String::new() };
    // 城市、县城污水处理率: places share all that stands behind the last
    let place = PARTS_OF_A_PLACE.iter().filter(|w| last.opens(**w)).map(|w| w.len()).max();
    let of_places = place.filter(|_| others.iter().all(|n| PARTS_OF_A_PLACE.contains(&n.as_str())));
    if let Some(rest) = of_places.and_then(|at| last.get(at..)).filter(|rest| rest.chars().count() >= 2) {
        return rest.to_owned();
    }
    let count = names.len();
    let longest = others.iter().map(|n| n.chars().count()).max().unwrap_or(0);
    // 高速公路、普通国省干线公路路面材料利用率: behind what both heads end in
    let kind = names.first().and_then(|n| Some(n.get(n.char_indices().nth_back(1)?.0..)?.to_owned()));
    let behind = kind.and_then(|kind| Some(last.get(last.last_place(&kind)? + kind.len()..)?.to_owned()));
    // 种植、收获机械化率: what the last head has more than the others is common.
    // 万元产值能耗和万元增加值水耗: each is complete.
    let whole = |n: &String| n.ends_with(['率', '量', '额']) || tails.ending(n).is_some_and(|w| w.len() < n.len());
    let open = !others.iter().any(whole);
    let said = || words_of_all(last, longest, tails).filter(|_| open);
    if let Some(tail) = emitted(names).filter(|_| prefix.is_empty()) {
        said().filter(|said| said.closes(tail)).unwrap_or(tail).to_owned()
    } else if let Some(tail) = behind.filter(|t| t.chars().count() >= 2 && count == 2) {
        tail
    } else if let Some(tail) = said().filter(|_| prefix.is_empty() && names.iter().all(|n| !n.has("的"))) {
        tail.to_owned()
    } else if last.chars().count() >= longest + 2 && prefix.is_empty() && longest <= 4 {
        // 肉类、水产品低温处理率: 品 ends a name and begins none.
        let tail: String = last.chars().skip(longest).collect();
        let tail = tail.trim_start_matches(['品', '类', '业', '物']);
        // 新农合和城镇居民基本医疗保险参保率: only the rate is of both
        let far = tail.chars().count() > 6 && tail.ends_with('率') && !joint.has('、');
        let from = tail.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        tail[if far { from } else { 0 }..].to_owned()
    } else if let Some(at) = last.last_place('的').filter(|_| others.iter().all(|n| !n.has('的'))) {
        // 有研发机构、研发活动的企业: the noun behind 的 is common.
        last.get(at..).unwrap_or_default().to_owned()
    } else if let Some(tail) = OF_ALL.iter().find(|w| last.closes(w)) {
        // 化学需氧量、氨氮、氮氧化物重点工程减排量; 处理率 of 处理率、覆盖率 is complete
        let rates = tail.ends_with('率') && others.iter().any(|n| n.ends_with('率'));
        let others = others.iter().all(|n| !n.closes(tail));
        if others && !rates { (*tail).to_owned() } else { String::new() }
    } else {
        String::new()
    }
}

/// The words before and behind the 等 that ends a list; that of 高等教育 and the like is part of a word.
fn etc(joint: &str) -> Option<(&str, &str)> {
    let ends = |front: &str| !front.ends_with(|c: char| among(c, "高中初平对同优头特"));
    let at = joint.match_indices('等').map(|(at, _)| at).find(|at| ends(&joint[..*at]))?;
    Some((&joint[..at], &joint[at + '等'.len_utf8()..]))
}

/// 排放总量 of 主要污染物排放总量: what the names before 等 are is said by them.
fn of_each(tail: &str) -> &str {
    let rest = tail.trim_start_matches(|c: char| c.is_ascii_digit() || among(c, "个种类项"));
    let rest = ["主要", "重点", "重要", "大宗"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    let kinds = ["污染物", "温室气体", "农产品", "农作物", "作物", "产品", "行业", "产业", "领域", "指标", "品种"];
    // 6类工程项目的审批时间: counted, so that only what stands behind 的 is of each
    let counted = rest.len() < tail.len();
    let behind = || rest.split_once('的').map(|(_, noun)| noun).filter(|_| counted);
    kinds.iter().find_map(|w| rest.strip_prefix(w)).or_else(behind).filter(|r| r.chars().count() >= 2).unwrap_or(tail)
}

/// 制种基地供种量 of 高油酸花生制种基地供种量 behind 玉米: from the first word on that tells what is done with them or measured
/// of them all; such a word may stand in a name as well (城市污水), so that it is looked for behind about as much as
/// the longest of the others has.
fn words_of_all<'t>(last: &'t str, longest: usize, tails: &Affixes) -> Option<&'t str> {
    let behind = last.char_indices().skip(2.max(longest.saturating_sub(1)));
    behind
        .map(|(at, _)| &last[at..])
        .find(|rest| tails.opening(rest).is_some_and(|w| w.len() < rest.len() || w.len() > 3))
}

/// What the last of several heads says for all of them.
const OF_ALL: &[&str] = &[
    "重点工程减排量",
    "减排量",
    "排放总量",
    "排放量",
    "去除率",
    "无害化处理率",
    "处理率",
    "覆盖率",
    "自给率",
    "机械化率",
];

/// 二氧化硫、烟尘重点工程减排量: what is let out of all, which names of any length share.
fn emitted(names: &[String]) -> Option<&'static str> {
    let (last, others) = names.split_last()?;
    let tail = OF_ALL.iter().find(|w| w.ends_with('量') && last.closes(w))?;
    others.iter().all(|n| !n.closes(tail)).then_some(*tail)
}

/// What the first head has in front of the words that all share: 单位增加值 of 单位增加值能耗、水耗.
fn prefix(first: &str, second: &str) -> String {
    let (long, short) = (first.chars().count(), second.chars().count());
    // 城市建成区绿化覆盖率、绿地率: where both are measured
    let there =
        COMMON.find(first).filter(|m| ["建成区", "城区"].iter().any(|w| m.as_str().closes(w)) && m.len() < first.len());
    if let Some(place) = there {
        return place.as_str().to_owned();
    }
    if short <= 4 && long >= short + 3 && first.chars().last() == second.chars().last() {
        return first.chars().take(long - short).collect();
    }
    // 万元产值能耗和万元增加值水耗: each is complete.
    let complete = ["单位", "万元", "人均"].iter().any(|w| first.opens(w) && second.opens(w));
    // 国家和市级示范社: 国家 is a head of its own.
    COMMON.find(first).filter(|m| !complete && m.len() < first.len()).map_or(String::new(), |m| m.as_str().to_owned())
}

/// 5家千亿级、20家百亿级特色产业园区: an item that ends in 级, 型 or 类 takes the noun of the last.
fn last_noun(facts: &mut [Fact]) {
    for at in (1..facts.len()).rev() {
        let near = {
            let (a, b) = (&facts[at - 1], &facts[at]);
            a.quote.end <= b.quote.start && b.quote.start - a.quote.end <= '、'.len_utf8()
        };
        let Says::Target(last) = &facts[at].says else { continue };
        let last = last.indicator.clone();
        if let (true, Says::Target(first)) = (near, &mut facts[at - 1].says)
            && first.indicator.ends_with(['级', '型', '类'])
            && let Some((i, c)) = last.char_indices().find(|(_, c)| among(*c, "级型类"))
        {
            first.indicator.push_str(last.get(i + c.len_utf8()..).unwrap_or_default());
        }
    }
}

/// 油料播种面积稳定在20万亩以上。其中：花生4万亩，油菜9万亩: what the whole is measured by completes its parts.
fn head_of_whole(marks: &Around<'_>, facts: &mut [Fact]) {
    const HEADS: &[&str] =
        &["播种面积", "种植面积", "造林面积", "养殖面积", "建筑面积", "总产量", "产量", "产值", "面积", "增加值"];
    let text = marks.text();
    // Whether the one before got its head so; 造林面积5万亩，森林抚育20万亩 are two things.
    let mut carried = false;
    for at in 1..facts.len() {
        let before = std::mem::take(&mut carried);
        let (whole, rest) = facts.split_at_mut(at);
        let (Some(whole), Some(part)) = (whole.last(), rest.first_mut()) else { continue };
        let gap = text.get(whole.quote.end..part.quote.start).unwrap_or_default();
        let (Says::Target(a), Says::Target(b)) = (&whole.says, &mut part.says) else { continue };
        let opened = gap.halves("其中").is_some_and(|(_, behind)| behind.chars().count() <= 1 || is_bracket(behind));
        // 花生4万亩，油菜9万亩: the part before has got it.
        let grown = ["播种面积", "种植面积", "养殖面积", "产量"].iter().any(|w| a.indicator.closes(w));
        let goes_on = (before || grown) && is_bracket(gap) && whole.rule == part.rule;
        let named = (1..=8).contains(&b.indicator.chars().count())
            && b.indicator.chars().all(char::is_alphabetic)
            && !b.indicator.ends_with(['积', '量', '值', '率', '模', '数', '额', '资', '入', '捞', '殖'])
            && text.get(part.quote.start..part.value.first().map_or(0, |v| v.start)) == Some(b.indicator.as_str());
        let head = HEADS.iter().find(|w| a.indicator.closes(w)).filter(|_| a.unit.is_some() && a.unit == b.unit);
        if let Some(head) = head.filter(|_| named && (opened || goes_on)) {
            b.indicator.push_str(head.trim_start_matches('总'));
            carried = true;
        }
    }
}

/// 零售总额年均增速11.3%，2025年增速15%，总量达到2万亿元: what the first rate is of completes those behind it in the sentence.
fn head_of_rates(marks: &Around<'_>, facts: &mut [Fact]) {
    const RATES: &[&str] = &["年均增速", "增速", "增幅", "总量"];
    let text = marks.text();
    let mut whole: Option<(String, usize)> = None;
    for fact in facts.iter_mut() {
        let Says::Target(target) = &mut fact.says else { continue };
        let Some(rate) = RATES.iter().find(|w| target.indicator.closes(w)) else { continue };
        let of = target.indicator.without_end(rate);
        match &whole {
            Some((of_all, at)) if of.is_empty() => {
                let between = text.get(*at..fact.quote.start).unwrap_or_default();
                if !between.contains(['。', '\n']) {
                    target.indicator = format!("{of_all}{rate}");
                }
            }
            _ if of.chars().count() >= 2 => whole = Some((of.to_owned(), fact.quote.end)),
            _ => {}
        }
    }
}

/// Marks, and what a bracket says beside: 油料播种面积17万亩（含甲镇）。
fn is_bracket(gap: &str) -> bool {
    let open = gap.trim_matches(['，', '、', '；', '：', '。', '）', '（']);
    open.is_empty() || gap.chars().count() <= 10 && gap.contains('（') && open.starts_with(['含', '其'])
}

/// 开展13条河流、300条侵蚀沟治理: what is done to the last is done to all of them.
fn last_deed(marks: &Around<'_>, facts: &mut [Fact]) {
    const OPENS: &[&str] = &["完成", "开展", "推进", "实施", "启动", "抓好", "推动", "加快"];
    const DEEDS: &[&str] =
        &["综合治理", "综合整治", "升级改造", "改造提升", "提升改造", "治理", "整治", "改造", "修复", "建设"];
    let text = marks.text();
    for at in (1..facts.len()).rev() {
        let (first, last) = (&facts[at - 1], &facts[at]);
        let gap = text.get(first.quote.end..last.quote.start).unwrap_or_default();
        let both = [first, last].iter().all(|f| f.rule == "target/count") && ["、", "和"].contains(&gap);
        let Says::Target(done) = &last.says else { continue };
        let deed = DEEDS.iter().find(|w| both && done.indicator.closes(w)).copied();
        let Some(deed) = deed.filter(|w| done.indicator.len() > w.len()) else { continue };
        // The verb stands before the first of the list.
        let head = text.get(around(marks, first.quote).part.start..first.quote.end).unwrap_or_default();
        let opened = head.trim_start_matches(['全', '年', '要']);
        if let (true, Says::Target(other)) = (OPENS.iter().any(|w| opened.opens(w)), &mut facts[at - 1].says) {
            let plain = other.indicator.chars().all(char::is_alphabetic) && other.indicator.chars().count() <= 12;
            if plain && !DEEDS.iter().any(|w| other.indicator.closes(w)) {
                other.indicator.push_str(deed);
            }
        }
    }
}
