//! Agencies 机构: names of bodies in running text, for `scan`.
//!
//! In: `由市财政局会同各区政府落实`. Out: `市财政局`, `各区政府`. A name is known by its ending (`agency_suffix.tsv`) and
//! reaches back to the last mark, joining word or verb before it; a list with one head is told name by
//! name. Whether a body is responsible, and how lists share a head, is the business of `fact`.

use super::scan::{Walk, span};
use super::{Mention, MentionKind};
use crate::text::{Seek, among};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::sync::LazyLock;

/// Behind these endings the word goes on: 办法, 委员, 局面.
const LONGER: &[(char, &str)] = &[
    ('办', "法理公事学案结好"),
    ('部', "门署分件级委"),
    ('委', "员托派任"),
    ('局', "面势限部"),
    ('会', "议同员"),
    ('署', "名"),
    ('站', "点"),
    ('府', "性"),
    ('中', "心"),
];

/// Words that stand before a name and are no part of it; the last one counts.
const STOPS: &[&str] = &[
    "会同", "商请", "报请", "提请", "报送", "上报", "报", "经", "由", "向", "对", "为", "在", "按", "按照", "根据",
    "和", "与", "及", "以及", "或", "的", "把", "将", "被", "请", "配合", "协助", "协调", "委托", "授权", "支持",
    "指导", "督促", "通过", "依托", "成立", "设立", "组建", "建立", "加强", "推动", "鼓励", "引导", "联合", "并", "且",
    "是", "负责", "牵头", "其中", "到", "至", "从", "于", "参照", "符合", "获得", "取得", "纳入", "凡", "要求", "组织",
    "发挥", "落实", "各自", "强化", "完善", "健全", "实行", "责任", "交由", "移交", "转", "给", "向", "同", "跟", "让",
    "使", "如", "若", "当", "受", "因",
];

/// What stands in a name before these is kept although it looks like a stop: 经 of 经济, 同 of 共同.
const KEPT: &[&str] = &[
    "经济",
    "经信",
    "经贸",
    "经发",
    "经开",
    "经合",
    "文化和旅游",
    "工业和信息化",
    "住房和城乡",
    "自然资源和规划",
    "规划和自然资源",
    "退役军人",
    "人力资源和社会",
    "人力资源社会",
    "交通运输",
    "合同",
    "为民",
    "发展和改革",
    "卫生和",
    "国有资产监督",
    "科学和技术",
    "外事和",
    "民族和宗教",
    "广播电视和",
    "文化和",
    "体育和",
    "对外",
    "在线",
    "大数据发展",
    "当地",
    "同级",
    "及其",
    "转型",
];

/// Both lists as one automaton; of words at one place the longest counts.
static STOPPED: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = STOPS.iter().chain(KEPT);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA)).build(words).ok()
});

/// A body whose ending is `start..end`; its name begins behind `floor`.
pub(super) fn read(walk: &Walk<'_>, start: usize, end: usize, floor: usize) -> Option<Mention> {
    let last = walk.before(end)?;
    let next = walk.after(end);
    if let (Some((_, words)), Some(next)) = (LONGER.iter().find(|(c, _)| *c == last), next)
        && among(next, words)
    {
        return None;
    }
    let from = begins(walk, start, floor);
    let name = walk.text.get(from..end)?;
    let chars = name.chars().count();
    let ending = walk.text.get(start..end)?.chars().count();
    // 部, 委 and 局 alone, and 部门 without its kind, name nobody.
    let vague = chars <= 3 && ["部门", "单位", "机构", "政府", "中心", "站", "小组", "办公室"].contains(&name)
        || ["责任", "牵头", "配合", "跨", "首"].iter().any(|w| name.opens(w));
    if !(2..=30).contains(&chars) || vague || chars == ending && ending < 3 {
        return None;
    }
    let mut m = Mention::at(MentionKind::Agency, span(from, end), "agency/ending");
    m.core = m.span;
    Some(m)
}

/// Where the name with its ending at `start` begins.
fn begins(walk: &Walk<'_>, start: usize, floor: usize) -> usize {
    let words = walk.text.get(floor..start).unwrap_or_default();
    let mut from = start;
    for (i, c) in words.char_indices().rev().take(24) {
        if !('\u{4E00}'..='\u{9FFF}').contains(&c) {
            break;
        }
        from = floor + i;
    }
    let run = walk.text.get(from..start).unwrap_or_default();
    let cut = STOPPED.as_ref().map_or(0, |stops| {
        let found = stops.find_iter(run).filter(|m| m.pattern().as_usize() < STOPS.len());
        found.map(|m| m.end()).last().unwrap_or(0)
    });
    from + cut
}
