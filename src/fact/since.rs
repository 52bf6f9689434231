//! Since 起算: a length that says who is meant, counted from what the words before it name.
//!
//! In: `毕业2年内高校毕业生`, `初创企业（登记注册5年内）`, `返乡创业（毕业3年内）大学生`. Out: what it is counted from (毕业, 登记注册).
//! None where something is to be done in the time: `自毕业之日起2年内提出申请`, `成立1年内完成备案`. Amounts and deadlines ask
//! here, so that a length is never both.

use super::around::{ending, head, opening, tail};
use crate::text::Seek;

/// What such a length is counted from; the longer ones first.
const DEEDS: &[&str] = &[
    "取得毕业证书",
    "领取毕业证书",
    "领取毕业证",
    "取得学位证书",
    "取得学历学位证书",
    "取得技能证书",
    "领取技能证书",
    "取得职业资格证书",
    "取得技能等级证书",
    "取得资格证书",
    "登记注册",
    "注册登记",
    "注册成立",
    "登记成立",
    "退出现役",
    "刑满释放",
    "毕业",
    "结业",
    "肄业",
    "出师",
    "学成",
    "离校",
    "离职",
    "退休",
    "退役",
    "复员",
    "转业",
    "成立",
    "设立",
    "创立",
    "创办",
    "开办",
    "开业",
    "注册",
    "登记",
    "回国",
    "归国",
];

/// Who may be meant.
const WHO: &[&str] = &[
    "毕业生",
    "学生",
    "企业",
    "人员",
    "青年",
    "个体工商户",
    "个体经营",
    "主体",
    "机构",
    "士兵",
    "军人",
    "创业者",
    "合作社",
    "社会组织",
    "经济组织",
    "团队",
    "人才",
    "劳动者",
    "家庭农场",
    "未就业",
    "硕士",
    "博士",
];

/// What is done in a time.
const ACTS: &[&str] = &[
    "将", "向", "应", "须", "需", "可", "提出", "提交", "申请", "申报", "申领", "办理", "办结", "完成", "报", "备案",
    "缴纳", "达到", "实现", "享受", "免", "减", "给予", "予以", "由", "不得", "不予", "按", "对", "仍", "累计", "每",
    "提供",
];

/// How many characters around a length are read.
const NEAR: usize = 60;

/// What a length is counted from that stands before its number, if it says who is meant. `before` are the words of the
/// phrase before the length, `words` its own, `behind` those that follow it.
pub(super) fn meant<'t>(before: &'t str, words: &str, behind: &str) -> Option<&'t str> {
    if !words.ends_with('内') || !words.contains(['年', '月']) {
        return None;
    }
    let deed = ending(before, DEEDS)?;
    let at = before.len() - deed.len();
    let (front, deed) = (tail(&before[..at], NEAR), &before[at..]);
    let behind = head(behind, NEAR);
    let named = |rest: &str| {
        let part = rest.split(['，', '。', '；', '：', '\n']).next().unwrap_or_default();
        WHO.iter().any(|w| head(part, 24).has(w)) && opening(part, ACTS).is_none()
    };
    // 初创企业（登记注册5年内）: who it is stands before the bracket or behind it
    let inside = front.rsplit_once('（').filter(|(_, inside)| !inside.has('）')).map(|(who, _)| who);
    if let (Some(who), Some(rest)) = (inside, behind.strip_prefix('）')) {
        return (ending(who, WHO).is_some() || named(rest)).then_some(deed);
    }
    let rest = behind.strip_prefix('（').and_then(|r| r.split_once('）')).map_or(behind, |(_, rest)| rest);
    // 毕业5年内的出国（境）留学人员; …（毕业5年内）和企业: a bracket that closes ends who is meant
    let end = rest.place('）').filter(|at| !rest[..*at].has('（')).unwrap_or(rest.len());
    named(&rest[..end]).then_some(deed)
}

/// Whether words end with what such a length is counted from.
pub(super) fn counts(before: &str) -> bool {
    ending(before, DEEDS).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_that_say_who() {
        assert_eq!(meant("招用", "2年内", "高校毕业生"), None);
        assert_eq!(meant("招用毕业", "2年内", "高校毕业生的，给予补贴"), Some("毕业"));
        assert_eq!(meant("创办登记注册", "3年以内", "的小微企业"), Some("登记注册"));
        assert_eq!(meant("初创企业（登记注册", "5年内", "），可报名"), Some("登记注册"));
        assert_eq!(meant("离校未就业（毕业", "2年内", "）高校毕业生"), Some("毕业"));
        assert_eq!(meant("企业成立", "1年内", "完成备案"), None);
        assert_eq!(meant("应于毕业", "2年内", "向所在地机构提出申请"), None);
        assert_eq!(meant("自登记之日起", "3年内", "的企业"), None);
        assert_eq!(meant("注册", "30日内", "的企业"), None);
    }
}
