//! Named 名称中的数: numbers that name a thing, say how long a code is or how a thing is divided, and count no result.
//!
//! In: a number with the words around it (`2人间`, `12345热线`, `03省道`, `代码设计为8位`, `分为甲和乙2类`, `五里镇`). Out: whether it is one;
//! and whether one that looks so is counted after all (`作品100部`, `布设9部雷达`, `建成一个计算中心`).

use super::around::head;
use super::target_place::Around;
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;
use rust_decimal::Decimal;

/// Whether a number names the thing that it stands before or in.
pub(super) fn names_thing(text: &str, mention: &Mention, around: &Around, after: &str) -> bool {
    let unit = mention.unit.as_deref().unwrap_or_default();
    let core = mention.core.of(text);
    // 票据代码设计为8位: how long a code is
    let code = || ["代码", "号码", "编码"].iter().any(|w| around.sentence.of(text).has(w));
    // 建设类型分为甲和乙2类: how a thing is divided
    let divided = || ["分为", "划分为", "分成"].iter().any(|w| around.part.of(text).has(w));
    if unit == "位" && code() || ["类", "种", "级", "档", "型"].contains(&unit) && divided() {
        return true;
    }
    // 2人间: a kind of room; 12345: a number to call
    let called = unit.is_empty() && core.len() == 5 && core.starts_with("12") && mention.kind == MentionKind::Number;
    if unit == "人" && after.starts_with('间') || called && core.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    // 涉及5镇1乡: places
    let places = mention.kind == MentionKind::Number
        && ["镇", "乡", "街道", "县", "区"]
            .iter()
            .any(|w| after.strip_prefix(w).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())));
    // 03省道: a number of a road; 两位数增长: how large a number is
    let coded = core.len() >= 2 && core.starts_with('0') && !core.starts_with("0.")
        || mention.kind == MentionKind::Number && ["国道", "省道", "县道", "乡道"].iter().any(|w| after.opens(w));
    // 廿三里街道, 五里镇: a place
    let miles = unit == "里" && ["街道", "镇", "乡", "村"].iter().any(|w| head(after, 4).has(w));
    places || coded || miles || unit == "位" && after.starts_with('数')
}

/// Whether a count in figures closes its item, so that it names nothing: 作品100部, not 18部委.
pub(super) fn ends_list(text: &str, mention: &Mention, around: &Around) -> bool {
    let rest = text.get(mention.span.end..around.part.end).unwrap_or_default();
    let figures = mention.core.of(text).bytes().take_while(u8::is_ascii_digit).count();
    figures >= 1 && (rest.is_empty() || rest.starts_with(['、', '和']))
}

/// 建设9部相控阵雷达: things that are put up, and no 部 of a state.
pub(super) fn sets_up(text: &str, mention: &Mention, around: &Around) -> bool {
    const PUTS: &[&str] =
        &["建设", "配备", "购置", "购买", "新增", "安装", "布设", "加装", "更新", "创作", "推出", "开设"];
    let before = text.get(around.part.start..mention.span.start).unwrap_or_default();
    let figures = mention.core.of(text).starts_with(|c: char| c.is_ascii_digit());
    figures && PUTS.iter().any(|w| before.closes(w))
}

/// 建成一个国家级超级计算中心, 引进一家投资超亿元的企业: one of its kind is to be made; 建立一个机制 makes no thing.
pub(super) fn makes_one(text: &str, mention: &Mention, around: &Around) -> bool {
    const MAKES: &[&str] =
        &["建成", "打造", "建设", "培育", "新建", "创建", "引进", "培植", "组建", "搭建", "兴建", "办好", "创成"];
    const IDEAS: &[&str] =
        &["机制", "体系", "格局", "局面", "模式", "氛围", "环境", "方案", "台阶", "闭环", "队伍", "网", "图"];
    let unit = mention.unit.as_deref().unwrap_or_default();
    let things = ["个", "家", "座", "所", "处", "条"].contains(&unit) && mention.value == Some(Decimal::ONE);
    let before = text.get(around.part.start..mention.core.start).unwrap_or_default().without_end("至少");
    let after = text.get(mention.span.end..around.part.end).unwrap_or_default();
    let after = after.rsplit('、').next().unwrap_or(after);
    let named = after.chars().count() >= 4 && !IDEAS.iter().any(|w| after.closes(w)) && !after.contains(['“', '、']);
    things && named && MAKES.iter().any(|w| before.closes(w))
}
