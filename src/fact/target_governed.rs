//! Governed 承前的时限与总数: plain counts that a day or a whole before them makes goals.
//!
//! `2019年底前，划定粮食功能区73万亩`, `播种面积稳定在43万亩以上。其中：早稻3万亩`, `到2020年，煤炭产量39亿吨。…煤层气产量240亿立方米`.
//! In: a number, the phrase before it and the words around. Out: whether it is to be reached.

use super::Comparator;
use super::target_item::in_list;
use super::target_phrase::Phrases;
use super::target_place::{Around, item_start};
use super::target_region::dealt_list;
use super::target_served::{names_deed, supported};
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

/// 2019年底前，划定粮食功能区73万亩: a count in a sentence that a day opens is to be reached, whatever the verb.
pub(super) fn day_governs(text: &str, around: &Around, mention: &Mention, phrase: &str) -> bool {
    const DAYS: &[&str] = &["年底前，", "年底，", "年末，", "月底前，", "年前，", "年，", "末，"];
    // 水果产量39万吨，产值12亿元
    const SUMS: &[&str] = &[
        "产值",
        "增加值",
        "销售收入",
        "营业收入",
        "销售额",
        "交易额",
        "财政收入",
        "利税",
        "利润",
        "总产出",
        "项目投资",
        "资产投资",
        "零售总额",
        "外贸出口",
        "进出口总额",
        "出口总额",
    ];
    let summed = mention.kind == MentionKind::Money && SUMS.iter().any(|w| phrase.closes(w));
    let counts = (mention.kind == MentionKind::Quantity || summed)
        && mention.comparator == Comparator::Eq
        && mention.core.of(text).starts_with(|c: char| c.is_ascii_digit())
        && text
            .get(mention.span.end..around.part.end)
            .is_some_and(|rest| rest.trim().is_empty() || rest.starts_with('、'));
    // 到2015年，总产量36万吨；总产值38亿元: the day holds over ；
    let from = text.floor_char_boundary(around.sentence.start.saturating_sub(400));
    let chain = text.get(from..around.sentence.start).filter(|t| t.ends_with('；')).unwrap_or_default();
    // Nothing but ； since the clause began, or since its last stop.
    let stop = chain.rfind(['。', '\n', '：']).or((!chain.is_empty() && from == 0).then_some(0));
    let sentence = text.get(stop.map_or(around.sentence.start, |at| from + at)..around.part.start).unwrap_or_default();
    let sentence = sentence.trim_start_matches(['。', '\n', '：']);
    let head = sentence.get(..sentence.floor_char_boundary(60)).unwrap_or_default().trim_start();
    let head = head.trim_start_matches(['到', '至']);
    let opened = head.starts_with("20") && DAYS.iter().any(|w| head.place(w).is_some_and(|at| at <= "2025年12".len()));
    // 其中水稻64万亩、小麦10万亩
    let least = if around.part.of(text).starts_with("其中") || summed { 2 } else { 4 };
    let plain =
        (least..=20).contains(&phrase.chars().count()) && !phrase.contains(['的', '占', '比', '（', '为', '对']);
    counts && plain && (opened || summed && under_aim(text, around))
}

/// Whether the sentence tells the aims of a year: 主要预期目标是：…；网上零售额8亿元.
fn under_aim(text: &str, around: &Around) -> bool {
    const AIMS: &[&str] = &["目标是", "目标为", "目标：", "目标如下"];
    let from = text.floor_char_boundary(around.part.start.saturating_sub(900));
    let near = text.get(from..around.part.start).unwrap_or_default();
    let sentence = near.rsplit(['。', '\n']).next().unwrap_or_default();
    AIMS.iter().any(|w| sentence.has(w))
}

/// How far before a yield the day of its clause may stand, in bytes.
const NEAR: usize = 1800;

/// 到2020年，煤炭产量39亿吨。…煤层气产量240亿立方米: how much it is to be, where the clause has set a day before.
pub(super) fn yields(text: &str, around: &Around, mention: &Mention, phrase: &str) -> bool {
    const YIELDS: &[&str] = &["产量", "利用量", "发电量", "供水量", "供气量", "吞吐量", "客运量", "货运量", "周转量"];
    let named = mention.kind == MentionKind::Quantity && YIELDS.iter().any(|w| phrase.closes(w));
    let front = || {
        let from = text.floor_char_boundary(around.part.start.saturating_sub(NEAR));
        text.get(from..around.part.start).unwrap_or_default()
    };
    let dated = |t: &str| t.match_indices("到20").any(|(at, w)| t[at + w.len()..].chars().nth(2) == Some('年'));
    named && phrase.chars().count() <= 16 && !phrase.has('的') && dated(front())
}

/// 油料播种面积稳定在20万亩以上。其中：花生4万亩，油菜9万亩: parts of what the sentence before counts in the same unit.
pub(super) fn of_which(text: &str, around: &Around, mention: &Mention, phrase: &str) -> bool {
    let sentence = around.sentence.of(text);
    let Some(unit) = mention.unit.as_deref().filter(|_| mention.kind == MentionKind::Quantity) else { return false };
    let before = text.get(text.floor_char_boundary(around.sentence.start.saturating_sub(300))..around.sentence.start);
    let closed = text.get(mention.span.end..around.part.end).is_some_and(|rest| rest.trim().is_empty());
    // 新开工保障性住房中，公共租赁住房7万套
    let within = sentence.halves("中，").is_some_and(|(of, _)| {
        (4..=16).contains(&of.chars().count()) && of.chars().all(char::is_alphabetic) && !of.has("其")
    });
    // 其中，甲市274户，乙市369户; 任务如下：甲县339万株: how it is dealt out to places
    if dealt_list(text, mention).is_some() {
        return true;
    }
    // 早稻播种面积达到3万亩，中稻27万亩
    const GROWN: &[&str] = &["播种面积", "种植面积", "产量"];
    let front = text.get(around.sentence.start..around.part.start).unwrap_or_default();
    let grown = || front.rsplit(['，', '；']).take(8).any(|p| GROWN.iter().any(|w| p.has(w)) && p.has(unit));
    if closed && (1..=4).contains(&phrase.chars().count()) && front.ends_with('，') && grown() {
        return true;
    }
    // 播种面积稳定在50万亩，其中：夏粮面积15万亩
    let inside = text.get(around.sentence.start..around.part.start).and_then(|t| t.halves("，其中："));
    if let Some((front, _)) = inside {
        return closed
            && front.has(unit)
            && (2..=8).contains(&phrase.chars().count())
            && !phrase.contains(['的', '占']);
    }
    (sentence.starts_with("其中：") || within)
        && closed
        && (2..=if within { 24 } else { 8 }).contains(&phrase.chars().count())
        && !phrase.contains(['的', '占', '比'])
        && (within || !phrase.has('（'))
        && before.is_some_and(|b| b.has(unit))
}

/// 2028年冲刺: an item that tells another year of what stands before.
pub(super) fn of_another_year(item: &str) -> bool {
    let item = item.trim_start_matches(['到', '至']);
    item.starts_with("20") && item.find('年') == Some("2028".len()) && item.chars().count() <= 9
}

/// 力争 of 达到600亿元以上、力争800亿元: more of the same is aimed at.
pub(super) fn aims_higher(item: &str) -> bool {
    ["力争", "争取"].contains(&item.trim())
}

impl Phrases {
    /// Whether a number is to be reached though neither a verb nor a bound says so: what its phrase names, or what stands
    /// before, makes it a goal.
    pub(super) fn is_made(&self, text: &str, mention: &Mention, around: &Around, phrase: &str) -> bool {
        let item = item_start(text, around.part.start, mention.span.start);
        phrase.has("新增就业")
            || text.get(item..mention.span.start).is_some_and(aims_higher)
            || self.nouns.is_deed(phrase)
            || supported(text, around, mention)
            || day_governs(text, around, mention, phrase)
            || of_which(text, around, mention, phrase)
            || names_deed(phrase, mention)
            || yields(text, around, mention, phrase)
            || self.carried(text, mention, around, phrase)
            || in_list(text, mention, around, phrase)
            || self.comes_among_goals(text, mention, around, phrase)
    }
}
