//! Plain phrases 指标名称的整理: a phrase without what stood between it and its number.
//!
//! In: the phrase that a number is bound to. Out: the same without who makes it, what moves it, how fast it grows and in
//! what rhythm (市区绿地 of 市区新增绿地, 产业规模 of 带动产业规模).

use super::Comparator;
use super::target_carry::moves;
use super::target_noun::Bond;
use super::target_served::made_there;
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

/// 项目达到 of 项目达到11大类: what stands before the kinds that are counted beside their number.
pub(super) fn over_kinds(before: &str) -> &str {
    let kinds = ["大类", "小类", "类"].iter().find_map(|w| before.strip_suffix(w));
    let rest = kinds.map_or(before, |k| k.trim_end_matches(|c: char| c.is_ascii_digit()));
    if kinds.is_some_and(|k| k.len() > rest.len()) && rest.chars().count() >= 4 { rest } else { before }
}

/// A phrase without who makes it and what moves it: 市区绿地 of 市区新增绿地, 产业规模 of 带动产业规模.
pub(super) fn plainly(mut phrase: String, strong: bool, mention: &Mention, bond: &mut Bond) -> String {
    phrase.drain(..phrase.len() - moved_to(&phrase, bond).len());
    if let Some(at) = phrase.last_place('将').filter(|_| strong) {
        phrase = phrase[at + '将'.len_utf8()..].to_owned();
    }
    // 2024年、2025年分别完成危房改造1000户、2000户: each year so many
    let dealt = phrase.strip_prefix("分别完成").or_else(|| phrase.strip_prefix("分别"));
    phrase = dealt.filter(|rest| rest.chars().count() >= 3).map(str::to_owned).unwrap_or(phrase);
    // 新建（改扩建）幼儿园30所: what is done to some
    let built = phrase.strip_prefix('（').and_then(|r| r.split_once('）'));
    let built = built.filter(|(inside, noun)| inside.contains(['建', '筹']) && inside.len() <= 18 && noun.len() >= 6);
    phrase = built.map(|(_, noun)| noun.to_owned()).unwrap_or(phrase);
    // 将耕地保有量不低于412.5万亩作为…
    let held = phrase.strip_prefix('将').filter(|rest| rest.chars().count() >= 3 && !rest.starts_with(['来', '军']));
    phrase = held.map(str::to_owned).unwrap_or(phrase);
    phrase = without_term(&phrase).or_else(|| without_day(&phrase)).unwrap_or(phrase);
    phrase = without_year_goal(&phrase).unwrap_or(phrase);
    // 亩施尿素5公斤: on how much of what
    let spread = ["亩再施", "亩追施", "亩施", "亩用"].iter().find_map(|w| phrase.strip_prefix(w));
    phrase = spread.filter(|what| what.chars().count() >= 2).map(str::to_owned).unwrap_or(phrase);
    // 为来访居民办理公证案件150件: for whom it is done
    let done =
        phrase.strip_prefix('为').and_then(|p| ["办理", "提供", "发放", "解决"].iter().find_map(|w| p.halves(w)));
    let done = done.filter(|(whom, what)| (2..=10).contains(&whom.chars().count()) && what.chars().count() >= 4);
    phrase = done.map(|x| x.1.to_owned()).unwrap_or(phrase);
    // 完成万元产值能耗下降20%: it is carried out, and not counted
    let moved = || bond.reach.iter().any(|r| ["下降", "降低", "增长", "提高", "减少"].iter().any(|w| r.has(w)));
    if let Some(rest) = phrase.strip_prefix("完成").filter(|rest| rest.chars().count() >= 4 && moved()) {
        phrase = rest.to_owned();
    }
    // 重大专项成果在本市实现产业化项目30项: what is there of it
    if let Some((of, what)) = phrase.halves("实现").filter(|_| mention.kind == MentionKind::Quantity)
        && of.has('在')
        && what.chars().count() >= 3
    {
        phrase = what.to_owned();
    }
    // 城区新建幼儿园每区不少于3所: each of its parts
    const EACH: &[&str] = &["每区", "每县", "每镇", "每乡", "每村", "每个区", "每个县"];
    let parts = phrase.ends_with(['区', '县', '镇', '乡', '村']);
    let each = EACH.iter().filter(|_| parts).find_map(|w| phrase.strip_suffix(w));
    if let Some(noun) = each.filter(|noun| noun.chars().count() >= 4) {
        phrase = noun.to_owned();
    }
    // 市区新增绿地500万平方米; 文艺团队完成演出2000场次
    if let Some((noun, verb)) = made_there(&phrase, mention) {
        phrase = noun;
        bond.verbs.push(verb.to_owned());
    }
    // 企业主导或参与制定和修订国家标准200项以上
    const DRAWN_UP: &[&str] = &["制定修订", "制定和修订", "制定或修订", "制订和修订", "制（修）订", "制修订"];
    if let Some(at) = DRAWN_UP.iter().filter_map(|w| phrase.last_place(w).map(|i| i + w.len())).max()
        && phrase[at..].chars().count() >= 2
    {
        phrase = phrase[at..].to_owned();
        bond.verbs.push("制定".to_owned());
    }
    // 带动产业规模达到1000亿元
    if let Some(moved) = phrase.strip_prefix("带动").filter(|rest| strong && rest.chars().count() >= 3) {
        phrase = moved.to_owned();
    }
    // 粮食播种面积保持稳定、产量达到1.3万亿斤以上
    let told = ["稳定、", "提升、", "提高、", "改善、", "优化、", "增强、"]
        .iter()
        .filter_map(|w| Some(phrase.last_place(w)? + w.len()))
        .max();
    let phrase =
        told.filter(|at| strong && phrase.len() > *at + 3).map_or(phrase.clone(), |at| phrase[at..].to_owned());
    // 医共体全覆盖、村卫生室建设率100%
    match phrase.rsplit_once("全覆盖、") {
        Some((_, rest)) => rest.to_owned(),
        None => phrase,
    }
}

/// 接待游客 of 接待游客1200万人次, 续建项目 of 续建项目70个: a bare noun with the word before it that tells which.
pub(super) fn named_by_deed(indicator: String, bond: &Bond, before: &str) -> String {
    const DEEDS: &[&str] = &["接待", "整治", "销售", "收购", "输出", "出栏", "存栏", "续建", "新开工", "新打", "新栽"];
    let bare = indicator.chars().count() == 2;
    let deed = || DEEDS.iter().find(|w| before.has(&format!("{w}{indicator}")));
    let works = |w: &&&str| !["续建", "新开工"].contains(w) || ["项目", "工程"].contains(&indicator.as_str());
    match bare.then(deed).flatten().filter(works) {
        Some(deed) if !bond.verbs.is_empty() => format!("{deed}{indicator}"),
        _ => indicator,
    }
}

/// Whether a number has no unit and is no share by which something moves (能耗降低五分之一).
pub(super) fn bare_number(mention: &Mention, bond: &Bond) -> bool {
    let part = mention.rule == "number/fraction" && bond.reach.iter().any(|r| moves(r) || r.has("增长"));
    mention.kind == MentionKind::Number && mention.unit.is_none() && !part
}

/// 化工产业销售收入 of 化工产业两年内销售收入, 其他产业 of 其他产业力争三年内: in how many years is no part of what is
/// counted.
pub(super) fn without_term(phrase: &str) -> Option<String> {
    let (front, rest) = phrase.halves("年内").or_else(|| phrase.halves("年之内"))?;
    let what = front.trim_end_matches(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c));
    let aims = ["力争", "争取", "确保", "用", "在"];
    let whose = aims.iter().fold(what, |w, aim| w.without_end(aim));
    (what.len() < front.len() && whose.chars().count() >= 2).then(|| format!("{whose}{rest}"))
}

/// 甲区PM10 of 甲区2026年度环境空气质量目标PM10: whose it is and what, without the year of the goal and its name.
fn without_year_goal(phrase: &str) -> Option<String> {
    let (front, rest) = phrase.halves("年度")?;
    let whose = front.trim_end_matches(|c: char| c.is_ascii_digit());
    let dated = front.len() - whose.len() >= 3 && whose.chars().count() >= 2;
    let what = rest.rsplit_once("目标").map_or(rest, |x| x.1);
    (dated && what.chars().count() >= 2).then(|| format!("{whose}{what}"))
}

/// 污水处理厂处理能力 of 污水处理厂到2026年6月底前处理能力: by when is no part of it.
fn without_day(phrase: &str) -> Option<String> {
    let (front, rest) = phrase.split_at(phrase.place("20").filter(|at| *at > 0)?);
    let year = rest.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = rest[year.len()..].strip_prefix('年')?;
    let month = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = month.strip_prefix('月').filter(|_| month.len() < rest.len()).unwrap_or(rest);
    let what = ["底前", "底", "末", "以前", "之前", "前"].iter().find_map(|w| rest.strip_prefix(w))?;
    let whose = front.trim_end_matches(['到', '至', '于', '在']);
    (whose.chars().count() >= 3 && what.chars().count() >= 2).then(|| format!("{whose}{what}"))
}

/// 城镇化率 of 提高城镇化率至65%: what moves it stands in front, and where to behind.
pub(super) fn moved_to<'t>(phrase: &'t str, bond: &mut Bond) -> &'t str {
    const MOVES: &[&str] =
        &["提高", "提升", "扩大", "增加", "控制", "缩短", "压缩", "压减", "降低", "减少", "缩减", "延长"];
    let Some(to) = bond.reach.first_mut().filter(|to| ["至", "到"].contains(&to.as_str())) else { return phrase };
    let found = MOVES.iter().find_map(|w| Some((w, phrase.strip_prefix(w)?)));
    let named = |rest: &str| rest.chars().count() >= 2 && !rest.starts_with(['率', '量', '值', '幅', '的', '后']);
    let Some((verb, rest)) = found.filter(|(_, rest)| named(rest)) else { return phrase };
    *to = format!("{verb}{to}");
    rest
}

/// 全市造林绿化任务40万亩: a work whose task is so much.
pub(super) fn is_task(phrase: &str, mention: &Mention) -> bool {
    const BARE: &[&str] = &["目标", "年度", "工作", "建设", "重点", "主要", "具体", "全年", "中心", "各项", "改革"];
    let work = phrase.strip_suffix("任务").filter(|_| mention.kind == MentionKind::Quantity);
    let named = |work: &str| {
        work.chars().count() >= 3
            && !BARE.iter().any(|w| work.closes(w))
            && !["完成", "下达"].iter().any(|w| work.has(w))
    };
    // 任务12项: how many there are
    let things = ["项", "条", "个", "件"].contains(&mention.unit.as_deref().unwrap_or_default());
    work.is_some_and(named) && !things
}

/// 增加值年均增速高于全国0.5个百分点，2025年突破4000亿元: what grows.
pub(super) fn without_speed(phrase: String, mention: &Mention) -> String {
    let speeds = ["年均增速", "年均增幅", "增速", "增幅"];
    let grows = speeds.iter().find_map(|w| phrase.strip_suffix(w)).filter(|_| mention.kind == MentionKind::Money);
    grows.filter(|g| g.chars().count() >= 2).map(str::to_owned).unwrap_or(phrase)
}

/// 培训 of 年培训30万人次, 公益金 of 市本级年筹集公益金3亿元: what is done in a year, without who does it.
pub(super) fn without_year(noun: &str) -> &str {
    let by_year = |n: &&str| ["培训", "服务", "接待"].contains(n) || n.opens("完成");
    let noun = noun.strip_prefix('年').filter(by_year).unwrap_or(noun);
    let yearly = noun.halves("年筹集").or_else(|| noun.halves("年募集"));
    yearly.filter(|(who, what)| who.chars().count() <= 8 && !what.is_empty()).map_or(noun, |x| x.1)
}

/// 烘干煤耗 of 烘干煤耗低于每吨85公斤标准煤: a marker before what the number is of.
pub(super) fn of_each_unit<'t>(words: &'t str, bond: &mut Bond) -> &'t str {
    const UNITS: &[&str] = &["千瓦时", "平方米", "吨", "立方米", "公里", "平方公里", "万人", "千人", "亩", "公顷"];
    const MARKS: &[(&str, Option<Comparator>)] = &[
        ("不低于", Some(Comparator::Ge)),
        ("不高于", Some(Comparator::Le)),
        ("不超过", Some(Comparator::Le)),
        ("低于", Some(Comparator::Lt)),
        ("高于", Some(Comparator::Gt)),
        ("超过", Some(Comparator::Gt)),
        ("达到", None),
        ("降到", None),
        ("降至", None),
    ];
    let Some((front, _)) = words.rsplit_once('每').filter(|(_, unit)| UNITS.contains(unit)) else { return words };
    let Some((mark, bound)) = MARKS.iter().find(|(mark, _)| front.closes(mark)) else { return words };
    bond.comparator = bound.or(bond.comparator);
    bond.reach.push((*mark).to_owned());
    front.without_end(mark)
}
