//! Verbs 责任动词: the words by which a body is made responsible, and what stands beside them.
//!
//! In: the text before or behind such a word (`负责牵头…`, `切实履行` of `切实履行牵头职责`). Out: whether it makes the body lead, or says in
//! what manner the body acts.

use crate::text::Seek;

/// The verbs that may make a body responsible.
pub(super) const VERBS: &[&str] = &[
    "负总责",
    "负主体责任",
    "负首要责任",
    "负领导责任",
    "负直接责任",
    "负监管责任",
    "负主要责任",
    "负总体责任",
    "负牵头责任",
    "负指导责任",
    "负属地责任",
    "负监督责任",
    "负管理责任",
    "负第一责任",
    "负责",
    "牵头",
    "会同",
    "商",
    "承担",
    "落实",
    "扛牢",
    "扛起",
    "履行",
    "负有",
    "有责任和义务",
    "配合",
    "协同推进",
    "协同做好",
    "做好",
    "协助",
    "参与",
    "参加",
    "抓总",
    "统筹",
    "主办",
    "承办",
    "组织实施",
    "具体实施",
    "解释",
];

/// Name of the rule for 会同 and 商.
pub(super) const WITH: &str = "responsibility/with";

/// Name of the rule for who bears a duty.
pub(super) const BEARS: &str = "responsibility/bears-duty";

/// Whether the phrase before the verb is 依据各自职责 and the like.
pub(super) fn mannered(text: &str, verb: usize) -> bool {
    let before = text.get(text.floor_char_boundary(verb.saturating_sub(90))..verb).unwrap_or_default();
    let before = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
    ["各自职责", "职责分工", "各自职能", "职能分工", "部门职责"].iter().any(|w| before.has(w))
}

/// 负责牵头…, 负责综合协调、统筹推进立体绿化工作: whose first task is to lead the others.
pub(super) fn leads_others(after: &str) -> bool {
    const LEADS: &[&str] = &["牵头", "统筹推进"];
    let behind = ["综合协调、", "统筹协调、", "总体协调、", "组织协调、"].iter().find_map(|w| after.strip_prefix(w));
    LEADS.iter().any(|w| after.opens(w)) || behind.is_some_and(|rest| rest.opens("统筹推进"))
}

/// 负责组织实施，会同有关部门…: who answers does so with others, in one sentence.
pub(super) fn joins_others(after: &str) -> bool {
    after.split(['；', '。', '\n']).next().is_some_and(|s| s.has("，会同") || s.has("，并会同"))
}

/// 切实履行 of 切实履行牵头职责, 充分发挥 of 充分发挥牵头作用: who plays the part of the leader leads.
pub(super) fn plays(before: &str) -> bool {
    ["发挥", "发挥好", "履行", "履行好", "担负", "担负起", "扛起"].iter().any(|w| before.closes(w))
}

/// Where 发挥指导协调和 of 切实发挥指导协调和牵头作用 begins: what else who leads does.
pub(super) fn part_played(before: &str) -> Option<usize> {
    let at = before.last_place("发挥")?;
    let part = &before[at + "发挥".len()..];
    (part.ends_with(['和', '、', '与', '及']) && part.chars().count() <= 10).then_some(at)
}
