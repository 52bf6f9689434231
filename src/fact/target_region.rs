//! Regions 区域: what a goal says of one place after the other.
//!
//! In: a phrase that names a place alone (`长三角地区增长10%`, `丘陵地区不低于85%`) with the words before it. Out: what is
//! measured there, told by the first of them (`全国铁路货运量`, `耕地灌溉率平原地区`).

use super::Comparator;
use super::target_carry::first_value;
use super::target_front::is_district;
use super::target_noun::Bond;
use super::target_phrase::Phrases;
use super::target_place::{Around, item_start};
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

/// 县（市） of 市区入园率达到95%，县（市）达到30%.
pub(super) const PARTS_OF_A_PLACE: &[&str] = &[
    "县（市）",
    "各县（市）",
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
];

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
}

/// The words before the first number of the sentence, where a phrase names nothing but a place (长三角地区).
pub(super) fn over_places<'t>(
    text: &'t str,
    (sentence, part, item): (usize, usize, usize),
    phrase: &str,
) -> Option<&'t str> {
    if !(names_region(phrase) || PARTS_OF_A_PLACE.contains(&phrase)) || phrase.chars().count() > 12 || phrase.has('的')
    {
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
