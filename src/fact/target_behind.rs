//! Behind 数后名词: what the words behind a number name.
//!
//! In: the words up to the next stop (`道路及沿线绿化` behind `7条`, `企业纳入后备资源库` behind `80家`). Out: the phrase of what is
//! counted (`道路`), with what those do who are counted where they alone would not tell.

use super::target_carry::{behind_bracket, over_bracket};
use super::target_count::{carried_through, finished, provided};
use super::target_noun::Nouns;
use super::target_place::{Around, SOME, behind_stack, is_bare_count, list_tail};
use super::target_stack::{behind_other, goes_on_stacked};
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

impl Nouns {
    /// The phrase behind a number: up to the next stop; 园区达到万亿级规模 gives 万亿级规模园区.
    pub(super) fn behind(&self, after: &str) -> String {
        let words = counted_words(after.trim_start_matches('的'));
        // 1个活动场所并设置免费设施: what else is done
        let also = words.split_once('并').filter(|(first, rest)| first.chars().count() >= 4 && self.goes_on(rest));
        let words = also.map_or(words, |(first, _)| first);
        match self.goal.captures(words) {
            Some(found) => {
                let get = |i: usize| found.get(i).map_or("", |m| m.as_str());
                let reached = words.has("达到") && !get(2).is_empty();
                // 80家企业纳入后备资源库: 企业 alone would not tell which.
                let does = words.get(get(1).len()..).unwrap_or_default();
                let plain =
                    ["企业", "项目", "单位", "园区"].contains(&get(1)) && (2..=24).contains(&does.chars().count());
                // 250名技能型人才出国培训: who does what, where that says less than who they are
                // (面向3万名技术人员开展培训: what is done for them)
                let for_them = ["开展", "组织", "举办", "提供", "进行"].iter().any(|w| does.opens(w));
                let who = letters(get(1).without_end("全部"));
                // 2000家规上企业开展技术改造: what they themselves do (对200家规上企业开展节能监察: what is done to them)
                const TO_THEM: &[&str] =
                    &["培训", "服务", "诊断", "检查", "监测", "监察", "评估", "审核", "排查", "走访", "辅导"];
                let own = ["开展", "实施"].iter().any(|w| does.opens(w))
                    && get(1).ends_with("企业")
                    && (3..=8).contains(&who)
                    && (4..=24).contains(&does.chars().count())
                    && !TO_THEM.iter().any(|w| does.has(w));
                let marked = own || !for_them && !does.contains(['、', '“', '《']) && (3..who).contains(&letters(does));
                if reached {
                    format!("{}{}", get(2), get(1).without_end("基本").without_end("全部"))
                } else if plain {
                    format!("{does}{}", get(1))
                } else if marked {
                    format!("{does}的{}", get(1))
                } else {
                    get(1).to_owned()
                }
            }
            None => self.tidy(words),
        }
    }
}

/// What is counted, without what stands beside it, what is done about it and what it is to be.
fn counted_words(words: &str) -> &str {
    // 文化、法律人才以及综治、公证等高层次专门人才: what all of them are stands at the end.
    let same = |first: &str, rest: &str| {
        let kind = first.char_indices().nth_back(1).map_or("", |(at, _)| &first[at..]);
        first.has('、') && kind.len() > 4 && rest.rsplit('等').next().is_some_and(|noun| noun.closes(kind))
    };
    // 2座垃圾转运站以及停车场等设施: the count is of the first.
    let words = match words.halves("以及") {
        Some((first, rest)) if same(first, rest) => rest.rsplit('等').next().unwrap_or(words),
        Some((first, _)) if ["安装", "改造", "更新", "建设"].iter().any(|w| first.closes(w)) => first,
        Some((first, rest)) if first.chars().count() >= 3 && rest.has('等') && !rest.has('的') => first,
        _ => words,
    };
    // 2000公里公路和一批客运站, 7条道路及沿线绿化: what is not counted
    let beside = ["和一批", "及一批", "以及一批", "及沿线", "及周边"];
    let words = beside.iter().find_map(|w| words.halves(w)).map_or(words, |x| x.0);
    // 81万亩天然林的管护责任: what is cared for
    // 1074户危旧房屋的新建、维修、拆除工作: nor is what is done about it
    let done = |duty: &str| {
        let deeds = ["任务", "工作", "目标任务", "保护目标"].iter().find_map(|w| duty.strip_suffix(w));
        deeds.is_some_and(|d| d.split(['、', '和', '及']).all(|deed| deed.chars().count() <= 4))
    };
    let cared = words.rsplit_once('的');
    let cared = cared.filter(|(what, duty)| (duty.closes("责任") || done(duty)) && what.chars().count() >= 3);
    let words = cared.map_or(words, |x| x.0);
    // 50个区域公用品牌为支撑、企业品牌为主体的体系: what they are to be of it
    let part = ["为支撑", "为主体", "为骨干", "为基础", "为补充"].iter().filter_map(|w| words.halves(w)).map(|x| x.0);
    let words = part.min_by_key(|first| first.len()).filter(|first| first.chars().count() >= 2).unwrap_or(words);
    // 300个大模型进行重点支持: what is done for them
    const FOR_THEM: &[&str] = &["支持", "扶持", "培育", "培养", "帮扶", "资助", "奖励", "推广", "跟踪服务"];
    let helped = ["进行", "给予", "予以"].iter().filter_map(|w| words.halves(w)).find(|(noun, deed)| {
        noun.chars().count() >= 2 && deed.chars().count() <= 6 && FOR_THEM.iter().any(|w| deed.closes(w))
    });
    helped.map_or(words, |x| x.0)
}

/// The letters of words, without brackets and stops.
pub(super) fn letters(words: &str) -> usize {
    words.chars().filter(|c| c.is_alphanumeric()).count()
}

/// 等级 of 6个等级）和社区场所2类: a bracket that was open before the number ends what it counts.
pub(super) fn within_bracket(list: &str) -> &str {
    let close = list.place('）').filter(|at| !list[..*at].has('（'));
    close.map_or(list, |at| &list[..at])
}

/// 农房加固 of 260户、3万平方米农房加固: what is counted by heads and by its area.
pub(super) fn shared_by_area<'t>(mention: &Mention, after: &'t str) -> Option<&'t str> {
    let heads = ["户", "套", "栋", "幢"].contains(&mention.unit.as_deref().unwrap_or_default());
    let area = after.strip_prefix('、').filter(|_| heads)?;
    let rest = area.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = rest.strip_prefix('万').unwrap_or(rest).strip_prefix("平方米").filter(|r| r.len() < area.len())?;
    ((3..=16).contains(&rest.chars().count()) && rest.chars().all(char::is_alphabetic)).then_some(rest)
}

/// 给排水管网 of 20公里给排水管网等项目, 小区节能改造 of 50万平方米小区节能改造和甲村等区域的基础设施: what a size is of.
pub(super) fn of_its_size<'t>(mention: &Mention, list: &'t str) -> &'t str {
    const WIDE: &[&str] = &["公里", "千米", "米", "平方米", "亩", "公顷", "平方公里"];
    if !mention.unit.as_deref().is_some_and(|u| WIDE.contains(&u)) {
        return list;
    }
    let first = list.split_once('和').filter(|(first, rest)| {
        let deed = ["改造", "建设", "治理", "修复", "绿化", "整治"].iter().any(|w| first.closes(w));
        deed && first.chars().count() >= 6 && rest.chars().count() >= 8
    });
    let list = first.map_or(list, |x| x.0);
    const WORKS: &[&str] = &["项目", "工程", "项目建设", "工程建设"];
    let among = list.split_once('等').filter(|(first, works)| {
        let bare = WORKS.iter().find_map(|w| works.strip_suffix(w)).is_some_and(|kind| kind.chars().count() <= 4);
        bare && first.chars().count() >= 3 && !first.contains(['、', '和'])
    });
    among.map_or(list, |x| x.0)
}

/// What stands behind a number that counts: all of it, and what belongs to this number alone.
pub(super) fn phrase_behind<'t>(text: &'t str, mention: &Mention, after: &'t str) -> (&'t str, &'t str) {
    // 储能规模达到30万千瓦/60万千瓦时: the other measure of the same
    let after = behind_other(after);
    // 遴选100个县（市、区）开展试点
    // 3万人口易地搬迁
    let heads = mention.unit.as_deref() == Some("人") && after.starts_with('口');
    let after = if heads { &after['口'.len_utf8()..] } else { after };
    let whole = if after.chars().count() <= 2 { over_bracket(text, mention.span.end, after) } else { after };
    // 11大类37项: how many of each there are
    let both = after.starts_with(|c: char| c.is_ascii_digit())
        && mention.unit.as_deref().is_some_and(|u| u.ends_with(['类', '项']));
    // 打造150个和美乡村: no 和 between two
    let joins = after.starts_with(['、', '和']) && !["和美", "和谐", "和平"].iter().any(|w| after.opens(w));
    let list = if joins || both || is_bare_count(after) || goes_on_stacked(after) {
        ""
    } else {
        behind_stack(list_tail(whole))
    };
    let list = if joins { shared_by_area(mention, after).unwrap_or(list) } else { list };
    // 新增2400户（累计3600户）餐饮单位: the phrase stands behind the bracket.
    (whole, if list.is_empty() { behind_bracket(text, mention.span.end) } else { list })
}

/// 服务中心 of 1个面积不少于600平方米，能供餐、助浴的服务中心: what is so large is named in a part further on.
pub(super) fn sized_before<'t>(text: &'t str, around: &Around, list: &str) -> Option<&'t str> {
    const MEASURES: &[&str] = &["平方米", "米", "亩", "张", "间", "人", "公里"];
    let bound = ["不少于", "不低于", "不小于", "达到", "以上"].iter().any(|w| list.has(w));
    let sized = bound && list.bytes().any(|b| b.is_ascii_digit()) && !list.has("的");
    let ends = ["以上", "左右"].iter().fold(list, |l, w| l.without_end(w));
    if !sized || !MEASURES.iter().any(|w| ends.closes(w)) {
        return None;
    }
    let rest = text.get(around.part.end..around.sentence.end)?.strip_prefix('，')?;
    let run = rest.split(['。', '；', '\n']).next()?;
    let (_, noun) = run.split('，').find_map(|part| part.rsplit_once('的'))?;
    ((3..=14).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic)).then_some(noun)
}

/// 企业 of 企业稳定就业岗位13万个: what is counted, before what it does to another number or how large it is.
pub(super) fn before_next_deed(list: &str) -> &str {
    const DEEDS: &[&str] =
        &["人均增收", "户均增收", "稳定", "新增", "吸纳", "带动", "培训", "实现", "完成", "减少", "安置"];
    let Some(number) = list.find(|c: char| c.is_ascii_digit()) else { return list };
    // 煤电机组产能36.5万千瓦: the measure of what is counted
    let measured = ["产能", "装机容量", "装机", "总装机"].iter().find_map(|w| list[..number].strip_suffix(w));
    if let Some(noun) = measured.filter(|noun| noun.chars().count() >= 3) {
        return noun;
    }
    let deed = DEEDS.iter().filter_map(|w| list[..number].last_place(w)).max();
    deed.filter(|at| *at >= "企业".len()).map_or(list, |at| &list[..at])
}

/// 产业集群 of 3个五百亿级、若干个百亿级产业集群: the noun of the last of a list, of which there are some.
pub(super) fn of_some<'t>(whole: &'t str, list: &str) -> Option<&'t str> {
    let rest = whole.strip_prefix(list).filter(|_| list.ends_with('级'))?.strip_prefix('、')?;
    let some = SOME.iter().any(|w| rest.opens(w));
    let (_, noun) = rest.split_once('级').filter(|_| some)?;
    ((2..=12).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic)).then_some(noun)
}

/// Whether what follows a number is described by it: 6亩以下（不含6亩）的土地.
pub(super) fn described(text: &str, mention: &Mention, (before, after): (&str, &str), many: bool) -> bool {
    let behind = text.get(mention.span.end..).and_then(|r| r.strip_prefix('（')).and_then(|r| r.split_once('）'));
    let bracketed = behind.is_some_and(|(inside, rest)| {
        inside.starts_with(['含', '不']) && inside.chars().count() <= 8 && rest.starts_with('的')
    });
    let done = after.strip_prefix('的').is_some_and(|what| finished(what).is_some());
    let many = many || done || carried_through(mention, before, after) || provided(mention, before, after);
    (after.starts_with('的') || bracketed) && mention.kind != MentionKind::Percentage && !many
}
