//! Heads 并列主语: the names before a list of numbers, each complete.
//!
//! In: a joint indicator and how many numbers it is for (`种植、收获机械化率`, two). Out: as many names (`种植机械化率`, `收获机械化率`): what
//! the first says in front and the last behind belongs to all, unless each is complete (`单位GDP能耗、用水量`).

use super::around::whole_place;
use super::target_noun::Bond;
use super::target_phrase::{Found, Phrases};
use super::target_place::Around;
use super::target_region::PARTS_OF_A_PLACE;
use crate::lexicon::Affixes;
use crate::text::{Seek, among};
use regex::Regex;
use std::sync::LazyLock;

/// Up to here the first head belongs to all of them.
static COMMON: LazyLock<Regex> = LazyLock::new(|| {
    super::compiled(
        "^((?:单位[^、和与及]{2,8}?(?:总值|增加值|GDP|面积|产值|产品)|每[百千万]+(?:名)?(?:常住人口|户籍人口|人口|老年人|儿童|人)(?:拥有)?|万元(?:GDP|[^、和与及]{2,8}?(?:总值|增加值|产值))|.*(?:国家|全国|全省|全市|全区|全县|全州|全旗|本市|地区|园区|领域|行业|建成区|城区)))",
    )
});

/// The heads of a joint indicator, each complete; none where they are not `count`.
pub(super) fn heads(indicator: &str, count: usize, tails: &Affixes) -> Option<Vec<String>> {
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
    let crop = ["播种面积", "种植面积", "面积", "总产量", "产量"]
        .iter()
        .find_map(|w| names.first()?.strip_suffix(w))
        .map(str::to_owned);
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

impl Phrases {
    /// 国家级农业龙头企业 of 培育农业龙头企业，新增国家级1家、省级5家: what those of a level are stands in the part before.
    pub(super) fn of_level(&self, mut found: Found, text: &str, around: &Around) -> Found {
        const LEVELS: &[&str] = &["国家级", "省级", "市级", "县级", "区级", "州级", "自治区级", "世界级", "国际级"];
        let alone = LEVELS.contains(&found.indicator.as_str());
        let earlier = text.get(around.sentence.start..around.part.start).filter(|_| alone);
        let last = earlier.and_then(|e| e.strip_suffix('，')).and_then(|e| e.rsplit(['，', '；', '：']).next());
        let noun = last.map_or("", |last| self.nouns.open(last, &mut Bond::default(), true));
        if (2..=16).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic) {
            found.indicator.push_str(noun);
        }
        found
    }
}
