//! Regions 区域: what a goal says of one place after the other, and wholes that are dealt out to places.
//!
//! In: a phrase that names a place alone (`长三角地区增长10%`, `丘陵地区不低于85%`) with the words before it. Out: what is
//! measured there, told by the first of them (`全国铁路货运量`, `耕地灌溉率平原地区`).

use super::Comparator;
use super::target_carry::first_value;
use super::target_noun::Bond;
use super::target_phrase::Phrases;
use super::target_place::{Around, item_start};
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

/// 县（市） of 市区入园率达到95%，县（市）达到30%.
pub(super) const PARTS_OF_A_PLACE: &[&str] = &[
    "县（市）",
    "各县（市）",
    "小学",
    "初中",
    "高中",
    "农村",
    "乡村",
    "城镇",
    "城市",
    "市区",
    "城区",
    "县城",
    "建制镇",
    "乡镇",
    "县级",
    "市级",
    "省级",
    "中心城区",
    "主城区",
    "县域",
    "市本级",
    "县本级",
    "区本级",
    "省本级",
    "市中心城区",
    "市县级",
    "县区级",
    "区级",
    "州级",
    "镇级",
    "乡级",
    "村级",
    "乡镇级",
    "镇区",
    "集镇",
];

/// 市级、县级: several of them, that share what follows.
fn are_parts(phrase: &str) -> bool {
    phrase.split(['、', '和']).all(|one| PARTS_OF_A_PLACE.contains(&one))
}

impl Phrases {
    /// What is measured in a place, where the phrase names no more than that.
    pub(super) fn over_regions(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        mut phrase: String,
        strong: bool,
    ) -> String {
        let start = around.part.start;
        let item = item_start(text, start, mention.span.start);
        // 全国货运量比2017年增长30%，长三角地区增长10%: what grows there is told before.
        // 班额小学不超过45人，初中不超过50人: schools have rates in common, and no counts
        if ["小学", "初中", "高中"].contains(&&*phrase) && mention.kind != MentionKind::Percentage {
            return phrase;
        }
        let rated = item > start && mention.kind == MentionKind::Percentage && PARTS_OF_A_PLACE.contains(&&*phrase);
        let bounded = strong || mention.comparator != Comparator::Eq || rated;
        if bounded && let Some(noun) = over_places(text, (around.sentence.start, start, item), &phrase) {
            let noun = self.nouns.reach(noun, &mut Bond::default());
            let noun = self.nouns.open(noun, &mut Bond::default(), false);
            phrase.push_str(without_place(noun));
        }
        // 耕地灌溉率平原地区不低于95%: where it is so high stands behind
        if let Some((rate, place)) = rate_of_place(&phrase) {
            phrase = format!("{place}{rate}");
        }
        // 植树1180万株。任务如下：甲县339万株、乙县210万株
        if let Some(whole) = is_district(&phrase).then(|| self.dealt_to(text, mention)).flatten() {
            phrase = whole;
        }
        phrase
    }

    /// 甲市危房改造任务 of 全区计划实施危房改造任务4894户。其中，甲市274户: what is dealt out to places.
    pub(super) fn dealt_to(&self, text: &str, mention: &Mention) -> Option<String> {
        let unit = mention.unit.as_deref()?;
        let (place, list) = dealt_list(text, mention)?;
        let from = text.floor_char_boundary(list.saturating_sub(300));
        let before = text.get(from..list)?;
        let mut parts = before.rsplit(['。', '，', '；', '：', '\n']).filter(|p| !p.is_empty());
        let counts = |part: &str| {
            part.match_indices(unit).any(|(at, _)| part[..at].ends_with(|c: char| c.is_ascii_digit() || c == '万'))
        };
        let last = parts.by_ref().take(4).find(|part| counts(part))?;
        // 将320公里田间道路全部纳入管护范围: what is counted stands behind
        let behind = last.split_once(unit).map_or("", |x| x.1);
        let behind =
            ["及以上", "以上", "以下", "左右", "以内"].iter().find_map(|w| behind.strip_prefix(w)).unwrap_or(behind);
        let behind = self.nouns.behind(behind);
        let noun = match behind.without_end("全部") {
            "" => self.nouns.reach(last.get(..first_value(last)?)?, &mut Bond::default()),
            noun => noun,
        };
        let noun = self.nouns.open(noun, &mut Bond::default(), true);
        // 农村中小学实施改水，计划安排200所: who it is done for
        let noun = if noun.chars().count() < 2 {
            const DOES: &[&str] = &["实施", "开展", "推进", "完成", "建设", "新建"];
            let before = parts.next()?;
            DOES.iter().filter_map(|w| before.place(w)).min().and_then(|at| before.get(..at))?
        } else {
            noun
        };
        let whole = noun.last_place("全市").or(noun.last_place("全县")).or(noun.last_place("全省"));
        let noun = whole.and_then(|at| noun.get(at + "全市".len()..)).unwrap_or(noun);
        (2..=16).contains(&noun.chars().count()).then(|| format!("{place}{noun}"))
    }
}

/// The words before the first number of the sentence, where a phrase names nothing but a place (长三角地区).
pub(super) fn over_places<'t>(
    text: &'t str,
    (sentence, part, item): (usize, usize, usize),
    phrase: &str,
) -> Option<&'t str> {
    if !(names_region(phrase) || are_parts(phrase)) || phrase.chars().count() > 12 || phrase.has('的') {
        return None;
    }
    let head = |from: usize, to: usize| {
        let earlier = text.get(from..to)?;
        let noun = earlier.get(..first_value(earlier)?)?.rsplit(['，', '；', '：']).next()?;
        let bounds = ["不低于", "不少于", "不高于", "不超过", "不小于", "应"];
        let noun = bounds.iter().fold(noun, |n, w| n.without_end(w));
        (noun.chars().count() >= 4).then_some(noun)
    };
    // 城市污水处理率达到95%、县城85%
    if item > part
        && PARTS_OF_A_PLACE.contains(&phrase)
        && let Some(noun) = head(part, item)
    {
        return Some(noun);
    }
    // 灌溉率平原地区不低于95%、丘陵地区不低于85%: the head of the list, where it names a region behind its rate
    let of_list = || head(part, item).filter(|h| REGIONS.iter().any(|w| h.has(w)) && h.has('率') && !h.closes("增长"));
    if item > part
        && let Some(noun) = of_list()
    {
        Some(noun)
    } else {
        head(sentence, part)
    }
}

/// How regions end.
const REGIONS: &[&str] = &["地区", "区域", "平原", "流域", "经济带", "城市群", "山区", "牧区", "灌区"];

/// 平原地区, 珠江流域: a region, which is no body.
fn names_region(phrase: &str) -> bool {
    REGIONS.iter().any(|w| phrase.closes(w))
}

/// 耕地灌溉率 and 平原地区 of 耕地灌溉率平原地区.
pub(super) fn rate_of_place(phrase: &str) -> Option<(&str, &str)> {
    const PLAINS: &[&str] = &["平原", "丘陵", "山地", "高原", "平坝", "山区", "牧区", "东部", "中部", "西部", "沿海"];
    let at = PLAINS.iter().filter_map(|w| phrase.last_place(w)).min().filter(|at| *at > 0)?;
    let (rate, place) = phrase.split_at(at);
    let named = place.chars().count() <= 6 && names_region(place);
    (named && rate.chars().count() >= 3 && rate.ends_with('率')).then_some((rate, place))
}

/// 铁路货运量 of 全国铁路货运量, 煤炭消费总量 of 五省（直辖市）煤炭消费总量.
pub(super) fn without_place(noun: &str) -> &str {
    let ends = ["全国", "全省", "全市", "全区", "全县", "地区", "（直辖市）", "（市）", "区域", "各省", "各市", "城市"];
    let at = ends.iter().filter_map(|w| noun.last_place(w).map(|i| i + w.len())).max().unwrap_or(0);
    // 灌溉率 of 灌溉率平原地区
    if let Some((rate, _)) = rate_of_place(noun) {
        return rate;
    }
    let at = PARTS_OF_A_PLACE.iter().filter(|w| at == 0 && noun.opens(**w)).map(|w| w.len()).max().unwrap_or(at);
    noun.get(at..).filter(|n| n.chars().count() >= 2).unwrap_or_default()
}

/// The place right before a number of a list that deals a whole out to places in its unit, and where that list begins:
/// `其中，甲市274户，乙市369户`, `具体任务如下：甲县339万株、乙县210万株`.
pub(super) fn dealt_list<'t>(text: &'t str, mention: &Mention) -> Option<(&'t str, usize)> {
    let unit = mention.unit.as_deref()?;
    let from = text.floor_char_boundary(mention.span.start.saturating_sub(300));
    let near = text.get(from..mention.span.start)?;
    let from = near.rfind('\n').map_or(from, |at| from + at + 1);
    let before = text.get(from..mention.span.start)?;
    let (at, lead) = ["其中", "："].iter().filter_map(|w| before.last_place(w).map(|at| (at, *w))).max()?;
    let list = before.get(at + lead.len()..)?.trim_start_matches(['，', '：']);
    let deals = lead == "其中"
        || ["其中", "任务", "如下", "分别", "目标", "指标", "计划"]
            .iter()
            .any(|w| before[..at].trim_end_matches(['为', '是']).closes(w));
    let mut places = list.split(['、', '，']);
    let own = places.next_back()?;
    let told = |item: &str| {
        let at = item.find(|c: char| c.is_ascii_digit());
        at.is_some_and(|at| is_district(&item[..at]) && item.closes(unit))
    };
    (deals && is_district(own) && places.all(told)).then_some((own, from + at))
}

/// 甲市, 甲旅游经济特区: a place, or a zone that is one.
pub(super) fn is_district(phrase: &str) -> bool {
    let zone = ["特区", "开发区", "新区", "管理区", "街道", "高新区"].iter().any(|w| phrase.closes(w));
    is_place(phrase) || zone && phrase.chars().count() <= 12 && phrase.chars().all(char::is_alphabetic)
}

/// 甲市, 乙自治县: a place to which a part of a whole is dealt out.
fn is_place(phrase: &str) -> bool {
    let ends = phrase.ends_with(['市', '县', '区', '州', '盟', '旗', '镇', '乡']);
    let named = ["小区", "园区", "景区", "校区", "片区", "库区"].iter().any(|w| phrase.closes(w));
    ends && !named && (2..=8).contains(&phrase.chars().count()) && phrase.chars().all(char::is_alphabetic)
}
