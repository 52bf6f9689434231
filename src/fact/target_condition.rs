//! Conditions 前提条件: words that make a number say who or what qualifies, and no target.
//!
//! In: a number with the words around it (`达到20人的，给予…`, `年满60岁，可…`, `出栏5000头（圈舍4000平方米）以上的养殖场`). Out: whether it is a
//! condition; those for whom something is done (`对40万贫困劳动力开展技能培训`) are none.

use super::Comparator;
use super::target_place::{Around, closes_with_de};
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

/// Whether the words `from` a number on make it a condition: 达到20人的，给予…; 年满60岁，可….
pub(super) fn conditional(text: &str, around: &Around, from: &str, made: bool) -> bool {
    let part = around.part.of(text);
    closes_with_de(from)
        || part.starts_with(['对', '凡', '若', '如'])
            && !["对标", "对外", "对口", "对接", "如期"].iter().any(|w| part.opens(w))
            // 对经济增长的贡献率达到20%
            && !["贡献率", "贡献度", "依存度"].iter().any(|w| part.has(w))
            && !trains(part, from)
            && !made_for(text, around, from)
        || ["符合", "具备", "满足", "年满"].iter().any(|w| part.opens(w)) && !describes(part, from)
        || {
            let rest = text.get(around.part.end..around.sentence.end).unwrap_or_default();
            // 节能量20吨以上（含）或降碳量30吨以上（含），按照…
            let rest = rest.strip_prefix("（含）").unwrap_or(rest);
            let other = rest.starts_with('或').then(|| rest.place('，')).flatten();
            let rest = other.map_or(rest, |at| &rest[at..]);
            // 提升至不低于50%，可结合当地实际进一步提高: no condition
            let further = ["，可结合", "，可根据", "，可视", "，可适当", "，可进一步"].iter().any(|w| rest.opens(w));
            // ，可再生能源使用比例达到25%: another word; ，可容纳150人: what it holds
            let renewable = [
                "，可再生",
                "，可持续",
                "，可循环",
                "，可回收",
                "，可吸入",
                "，可降解",
                "，可支配",
                "，可容纳",
                "，可同时容纳",
            ];
            let further = further || renewable.iter().any(|w| rest.opens(w));
            !further
                && ["，是", "，可", "，方可", "，给予", "，按", "，分别给予", "，一次性"].iter().any(|w| rest.opens(w))
                || (rest.starts_with("，每") && rest.has('奖') && !made)
                || chained(from, rest)
        }
}

/// 注册资本800万元及以上，净资产5000万元及以上，纳税额100万元及以上的，可申请…: one of several that must all be met. `from` are the words
/// from the number on, `rest` those behind its part.
fn chained(from: &str, rest: &str) -> bool {
    const BOUNDS: &[&str] = &["以上", "以下", "以内", "不低于", "不少于", "不超过", "不高于", "超过", "达到"];
    const THEN: &[&str] = &["可", "方可", "给予", "予以", "按", "享受", "奖励", "优先", "一次性", "分别"];
    let own = from.split(['，', '。', '；']).next().unwrap_or_default();
    let Some((chain, then)) = rest.halves("的，").filter(|(chain, _)| chain.chars().count() <= CHAIN) else {
        return false;
    };
    BOUNDS.iter().any(|w| own.has(w))
        && THEN.iter().any(|w| then.opens(w))
        && chain.split('，').filter(|p| !p.is_empty()).all(|p| p.bytes().any(|b| b.is_ascii_digit()))
}

/// 峰谷差率超过40%的地区需求响应能力应达到5%: whom a rate picks out, for a rule that has a number of its own.
pub(super) fn picks_out(text: &str, mention: &Mention, around: &Around) -> bool {
    const RULES: &[&str] = &["应达到", "应当达到", "须达到", "需达到", "不低于", "不得低于", "不应低于", "应不低于"];
    let bounded = mention.kind == MentionKind::Percentage && mention.comparator != Comparator::Eq;
    let rest = text.get(mention.span.end..around.part.end).and_then(|rest| rest.strip_prefix('的'));
    let rest = rest.filter(|_| bounded).unwrap_or_default();
    let mut rules = RULES.iter().filter_map(|w| rest.halves(w));
    rules.any(|(who, by)| who.chars().count() >= 4 && by.starts_with(|c: char| c.is_ascii_digit()))
}

/// How long a chain of conditions is, in characters.
const CHAIN: usize = 120;

/// 建筑规模：住宅2万平方米以上，公建1万平方米以上。: a line whose label says what size or standing is asked for.
pub(super) fn labelled(text: &str, at: usize) -> bool {
    const LABELS: &[&str] = &[
        "建筑规模",
        "建设规模",
        "项目规模",
        "规模要求",
        "面积要求",
        "企业规模",
        "投资规模",
        "资质要求",
        "申报要求",
        "准入要求",
        "扶持门槛",
        "申报门槛",
    ];
    let from = text.floor_char_boundary(at.saturating_sub(LINE));
    let line = text.get(from..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    line.split_once('：')
        .is_some_and(|(label, _)| LABELS.iter().any(|w| label.closes(w)) && label.chars().count() <= 10)
}

/// How far before a number the label of its line may stand, in bytes.
const LINE: usize = 600;

/// 具备充电服务能力的服务区不少于30座: those described are counted.
fn describes(part: &str, from: &str) -> bool {
    let before = &part[..part.len().saturating_sub(part.rfind(from).map_or(0, |at| part.len() - at))];
    let counted = ["不少于", "不低于", "达到"].iter().any(|w| from.opens(w));
    // 具备条件的村通公路比例达到60%
    let reached =
        ["达到", "提高到", "提升到", "控制在", "稳定在", "保持在", "均达"].iter().find_map(|w| before.strip_suffix(w));
    let before = reached.unwrap_or(before);
    (counted || reached.is_some()) && before.rsplit_once('的').is_some_and(|(_, noun)| noun.chars().count() >= 3)
}

/// 18个月内的养殖项目，补助标准为设备款的3‰: how long those take to whom something is given.
pub(super) fn qualifies(from: &str) -> bool {
    let Some((part, rest)) = from.split_once('，') else { return false };
    let described = part.place('的').is_some_and(|at| part[..at].chars().count() <= 8 && !part.ends_with('的'));
    described && ["奖励", "给予", "补助", "补贴", "资助", "按"].iter().any(|w| rest.opens(w))
}

/// 对40万贫困劳动力开展技能培训, 对居民区内的20座泵站进行改造: whom something is done for, no condition.
fn trains(part: &str, from: &str) -> bool {
    let rest = from.split(['，', '。', '；']).next().unwrap_or_default();
    let done = ["开展", "实施", "进行", "完成"].iter().filter_map(|w| rest.place(w)).min();
    let money = ["奖", "补", "资助", "处罚", "罚款", "元"].iter().any(|w| rest.has(w));
    part.starts_with('对') && !money && done.is_some_and(|at| !rest[..at].contains(['的', '上', '下']))
}

/// 对重点路段新增停车位800个, 对老旧电梯完成安全评估1万部: for what so many are made, no condition.
fn made_for(text: &str, around: &Around, from: &str) -> bool {
    const MAKES: &[&str] = &[
        "新增", "新建", "建设", "建成", "完成", "开展", "实施", "配备", "加装", "安装", "更换", "更新", "补建", "增设",
    ];
    let part = around.part.of(text);
    let own = from.split(['，', '。', '；']).next().unwrap_or_default();
    let number = around.sentence.end.saturating_sub(from.len());
    let before = text.get(around.part.start..number).unwrap_or_default();
    let money = ["奖", "补", "资助", "处罚", "罚款", "元"].iter().any(|w| part.has(w));
    !money && !own.has("的") && MAKES.iter().any(|w| before.place(w).is_some_and(|at| at >= "对某地".len()))
}

/// 出栏5000头（圈舍4000平方米）以上的养殖场: the marker behind the bracket makes it a condition.
pub(super) fn bounded_behind_bracket(text: &str, mention: &Mention, around: &Around) -> bool {
    let rest = text.get(mention.span.end..around.sentence.end).unwrap_or_default();
    let closed = if rest.starts_with('（') { rest.split_once('）').map(|x| x.1) } else { rest.strip_prefix('）') };
    // 达到15%（超过100人的达8%）的企业: what is said of some in the bracket says that all of it is a condition.
    let partly = closed.is_some_and(|r| r.starts_with('的'))
        && rest.strip_prefix('（').and_then(|r| r.split('）').next()).is_some_and(|inside| inside.has("的达"));
    partly || closed.is_some_and(|r| r.starts_with("以上的") || r.starts_with("以下的"))
}
