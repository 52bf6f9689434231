//! Lists of targets 并列指标: heads and numbers that share words.
//!
//! `货物贸易、对外投资分别占比达30%、20%`: one head for each number. `种植、收获机械化率分别达到90%、80%`: the
//! tail of the last head completes the others. `5家千亿级、20家百亿级特色产业园区`: the noun of the last.

use super::around::Around;
use super::target_heads::heads;
use super::target_place::around;
use super::target_value::written;
use super::{Change, Comparator, Fact, Says, Target, TargetKind};
use crate::lexicon::Affixes;
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span, among};
use jiff::civil::Date;
use smallvec::smallvec;
use std::collections::HashSet;

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
        let told = told_before(&facts[..place], before, run.len(), sentence);
        let names = told.or_else(|| names_of(text, &facts[place], target, before, (&run, tails)));
        let Some(names) = names else { continue };
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

/// 接待游客 and 旅游收入 of 接待游客1亿人次，旅游收入900亿元，分别增长9%和11%: what the parts before tell of in their order.
fn told_before(facts: &[Fact], before: &str, count: usize, sentence: usize) -> Option<Vec<String>> {
    const MOVES: &[&str] = &["年均", "同比", "每年", "分别", "增长", "提高", "增加", "下降", "各"];
    let mut rest = before.trim();
    while let Some(shorter) = MOVES.iter().find_map(|w| rest.strip_prefix(w)) {
        rest = shorter;
    }
    let last = facts.get(facts.len().checked_sub(count)?..).filter(|_| rest.is_empty() && before.has("分别"))?;
    let names = last.iter().map(|f| match &f.says {
        Says::Target(t) if f.value.first().is_some_and(|v| v.start >= sentence) => Some(t.indicator.clone()),
        _ => None,
    });
    let names: Vec<String> = names.collect::<Option<_>>()?;
    let mut apart = names.iter().collect::<Vec<_>>();
    apart.dedup();
    (apart.len() == count).then_some(names)
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
    joint.map(same_deed).or_else(both).or_else(one)
}

/// 出栏羊 behind 出栏牛 of 出栏牛、羊、肉兔分别达到60万头、500万只、3000万只: the deed of the first is that of all.
fn same_deed(mut names: Vec<String>) -> Vec<String> {
    const DEEDS: &[&str] = &["年出栏", "年存栏", "出栏", "存栏", "外销", "收购"];
    let deed = names.first().and_then(|first| DEEDS.iter().find(|w| first.opens(w) && first.len() > w.len()));
    let plain = |name: &String| name.chars().count() <= 6 && DEEDS.iter().all(|w| !name.has(w));
    if let Some(deed) = deed.filter(|_| names[1..].iter().all(plain)) {
        names[1..].iter_mut().for_each(|name| name.insert_str(0, deed));
    }
    names
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
    // 池塘、大水面渔业面积稳定在70万亩和50万亩
    let paired = || before.matches('、').count() == 1 && ["稳定在", "达到", "保持在"].iter().any(|w| before.closes(w));
    heads == run.len() && (run.len() >= 3 && one_unit || run.len() == 2 && (each_its_own() || one_unit && paired()))
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

/// 5家千亿级、20家百亿级特色产业园区: an item that ends in 级, 型 or 类 takes the noun of the last, and so does a size (10个百万亩、
/// 100个十万亩防沙治沙基地).
fn last_noun(facts: &mut [Fact]) {
    for at in (1..facts.len()).rev() {
        let near = {
            let (a, b) = (&facts[at - 1], &facts[at]);
            a.quote.end <= b.quote.start && b.quote.start - a.quote.end <= '、'.len_utf8()
        };
        let Says::Target(last) = &facts[at].says else { continue };
        let last = last.indicator.clone();
        let Says::Target(first) = &mut facts[at - 1].says else { continue };
        let end = if first.indicator.ends_with(['级', '型', '类']) {
            last.char_indices().find(|(_, c)| among(*c, "级型类")).map(|(i, c)| i + c.len_utf8())
        } else {
            let alone = size_alone(&first.indicator) == first.indicator.len();
            Some(size_alone(&last)).filter(|end| alone && *end > 0)
        };
        if let Some(end) = end.filter(|_| near) {
            first.indicator.push_str(&last[end..]);
        }
    }
}

/// How many bytes of a noun are a round size at its head: 百万亩 of 百万亩防沙治沙基地.
fn size_alone(noun: &str) -> usize {
    let figures = noun.len() - noun.trim_start_matches(|c| among(c, "十百千万亿")).len();
    let unit = noun[figures..].chars().next().filter(|c| figures > 0 && among(*c, "亩元吨"));
    unit.map_or(0, |c| figures + c.len_utf8())
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
