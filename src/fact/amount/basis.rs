//! Basis and unit of award 计量基础、奖补单位: what a rate or threshold is measured on, per what a sum is given.
//!
//! In: `不超过研发投入30%`, `对其租金给予50%的补助`, `上年度工业总产值超过50亿元`, `每家企业每个项目给予0.8万元`.
//! Out: `研发投入`, `租金`, `上年度工业总产值`; `每家企业每个项目`.

use super::{AmountRole, Group, Scene};
use crate::fact::around::{ending, head, opening};
use crate::mention::MentionKind;
use crate::text::Span;

/// Ends of nouns that are money: 对其租金给予50%.
const SUMS: &[&str] = &[
    "费",
    "费用",
    "额",
    "金额",
    "投入",
    "投资",
    "租金",
    "利息",
    "支出",
    "成本",
    "款",
    "税",
    "收入",
    "产值",
    "部分",
    "贡献",
    "价格",
    "造价",
    "价",
    "工资",
    "贷款",
    "利率",
    "总额",
    "保费",
    "销售额",
    "金",
    "标准",
    "经费",
    "资金",
    "租",
];

/// Words behind which the noun of a rate begins.
const OPENERS: &[&str] = &[
    "按照",
    "按",
    "不超过",
    "不得超过",
    "不能超过",
    "不高于",
    "不低于",
    "不少于",
    "给予",
    "予以",
    "最高",
    "预拨",
    "拨付",
    "超过",
    "补贴",
    "补助",
    "奖励",
    "资助",
    "参照",
    "享受",
    "提供",
    "承担",
    "根据",
];

/// Words that stand before the noun and are none of it.
const HEADS: &[&str] = &[
    "对于",
    "针对",
    "对",
    "凡",
    "其中",
    "且",
    "并",
    "或者",
    "或",
    "以及",
    "及",
    "和",
    "引进",
    "新引进",
    "在我区",
    "在我市",
    "在我县",
    "在我省",
    "在本市",
    "在本区",
    "在全省",
    "在全市",
    "其",
    "该",
    "于",
    "当",
    "经",
    "企业的",
    "完成",
    "实现",
    "取得",
    "获得",
    "形成",
    "组织",
    "开展",
    "达到",
    "符合",
    "人民币",
    "分别",
    "单个",
    "按",
    "给予",
    "年度内",
];

/// Words between the noun and its number.
const TAILS: &[&str] = &[
    "达到",
    "达",
    "首次突破",
    "首次",
    "突破",
    "超过",
    "超",
    "累计",
    "合计",
    "总计",
    "为",
    "在",
    "须",
    "应",
    "需",
    "均",
    "一般",
    "原则上",
    "不",
    "首次达到",
    "的",
    "年均",
    "分别",
    "已",
    "不得",
    "不能",
    "应当",
    "要求",
    "必须",
    "大于",
    "共",
    "至少",
    "首超",
];

/// Words that change and measure nothing themselves: 增长10%以上.
const EMPTY: &[&str] = &[
    "增长",
    "增加",
    "增幅",
    "增速",
    "特殊情况",
    "同比增长",
    "提高",
    "比上年增长",
    "较上年增长",
    "情况",
    "特殊",
    "提升",
    "下降",
    "年增长",
];

impl Scene<'_> {
    /// What the numbers of a list are measured on.
    pub(super) fn basis(
        &self,
        group: &Group<'_>,
        role: AmountRole,
        known: &[(Span, Option<String>)],
    ) -> Option<String> {
        let first = group.members.first()?;
        match role {
            AmountRole::Threshold => {
                let aged = super::aged(first);
                if aged {
                    return None;
                }
                let noun = self.threshold_noun(group);
                if noun.is_none() || noun.as_deref().is_some_and(|n| EMPTY.contains(&n)) {
                    let kept = known.iter().rev().find(|(s, _)| group.sentence.contains(*s) || noun.is_some());
                    return kept.and_then(|(_, b)| b.clone()).or_else(|| self.noun_behind(group));
                }
                noun
            }
            _ if first.rule == "percentage/half" => self.halved(group),
            _ if first.kind == MentionKind::Percentage => self.rate_noun(group),
            _ => None,
        }
    }

    /// 上年度工业总产值超过50亿元 → 上年度工业总产值.
    fn threshold_noun(&self, group: &Group<'_>) -> Option<String> {
        let sums = |m: &crate::mention::Mention| {
            matches!(m.kind, MentionKind::Money | MentionKind::Percentage | MentionKind::Quantity)
        };
        let last = self.values.get(..group.at)?.iter().rev().find(|m| sums(m)).map_or(0, |m| m.span.end);
        let words = self.around.between(last.max(group.phrase.start), group.span.start);
        let inside = words.trim_end().ends_with(['（', '(']);
        let mut words = words.trim_end_matches(['（', '(', ' ']);
        loop {
            let cut = trim_tail(words);
            let cut = cut
                .strip_suffix(['）', ')'])
                .and_then(|c| c.rfind(['（', '(']).and_then(|i| c.get(..i)))
                .unwrap_or(cut);
            if cut == words {
                break;
            }
            words = cut;
        }
        if !inside && let Some(i) = words.rfind(['、', '）', '“']) {
            words = words.get(i..).unwrap_or_default().trim_start_matches(['、', '）', '“']);
        }
        for mark in ["其中", "且", "或", "后", "以及", "重点支持", "支持", "收取"] {
            if let Some((_, rest)) = words.rsplit_once(mark)
                && rest.chars().count() >= 3
            {
                words = rest;
            }
        }
        let words = trim_head(words);
        // 团组6家单位以上: the noun between unit and marker
        let first = group.members.first()?;
        let noun = self.around.between(first.core.end, first.span.end);
        let noun = noun.split(['以', '及', '（']).next().unwrap_or_default();
        (!words.is_empty() && words.chars().count() <= 30).then(|| format!("{words}{noun}"))
    }

    /// 一位及以上被赡养人的 → 被赡养人.
    fn noun_behind(&self, group: &Group<'_>) -> Option<String> {
        let post = self.post(group);
        let noun = post.split(['的', '，', '、']).next().unwrap_or_default();
        let named = !noun.contains(|c: char| c.is_ascii_digit());
        (named && (2..=8).contains(&noun.chars().count())).then(|| noun.to_owned())
    }

    /// 不超过研发投入30% → 研发投入; 对其租金给予50%的补助 → 租金.
    fn rate_noun(&self, group: &Group<'_>) -> Option<String> {
        let from = self.clear_before(group);
        let words = self.around.between(from, group.span.start).trim_start_matches('、').trim_end_matches('的');
        let words =
            words.rsplit_once('为').map_or(words, |(_, noun)| if noun.chars().count() > 2 { noun } else { words });
        let opened = OPENERS
            .iter()
            .filter_map(|w| Some((words.rfind(w)?, w.len())))
            // 应补贴额, 奖励资金: part of the noun
            .filter(|(i, n)| {
                words.get(i + n..).is_some_and(|r| !["额", "金额", "资金", "标准", "总额", "金"].contains(&r))
            })
            .max_by_key(|(i, n)| i + n);
        if let Some((i, n)) = opened {
            let noun = trim_head(trim_tail(words.get(i + n..).unwrap_or_default()));
            if !noun.is_empty() {
                return Some(noun.trim_end_matches('的').to_owned());
            }
            let front = words.get(..i).unwrap_or_default();
            return self.object(front).or_else(|| self.paid_noun(group));
        }
        if words.is_empty() || from == group.phrase.start && ending(words, SUMS).is_none() {
            return self.paid_noun(group);
        }
        let noun = trim_head(trim_tail(words));
        (!noun.is_empty() && ending(noun, SUMS).is_some()).then(|| noun.to_owned())
    }

    /// 对公共保税仓库新增的有关设备购置费给予… → the object of 对, where it is a sum.
    fn object(&self, front: &str) -> Option<String> {
        let mut words = front;
        loop {
            let cut = trim_tail(words);
            let cut = [
                "按照规定",
                "按规定",
                "一次性",
                "可",
                "再",
                "由市财政",
                "由区财政",
                "最高",
                "不超过",
                "给予",
                "按",
                "按照",
            ]
            .iter()
            .find_map(|w| cut.strip_suffix(w))
            .unwrap_or(cut);
            if cut == words {
                break;
            }
            words = cut;
        }
        let noun = words.rfind('对').map_or(words, |i| words.get(i + '对'.len_utf8()..).unwrap_or_default());
        let noun = trim_head(noun);
        (!noun.is_empty() && ending(noun, SUMS).is_some() && noun.chars().count() <= 30).then(|| noun.to_owned())
    }

    /// 本条所涉奖励资金…按40%、30%、30%比例拨付 → 奖励资金.
    fn paid_noun(&self, group: &Group<'_>) -> Option<String> {
        let paid = self.post(group).contains("拨付") || self.pre(group).contains("拨付");
        if !paid {
            return None;
        }
        let pre = self.pre(group);
        let end = pre.rfind("资金").map(|i| i + "资金".len())?;
        let noun = ["奖励", "补助", "补贴", "扶持", "奖补", "专项", "支持", "资助"].iter().find_map(|w| {
            let start = pre.get(..end)?.rfind(w)?;
            (end - start <= 18).then(|| pre.get(start..end)).flatten()
        });
        Some(noun.unwrap_or("资金").to_owned())
    }

    /// 减半收取停车费 → 停车费.
    fn halved(&self, group: &Group<'_>) -> Option<String> {
        let post = self.post(group);
        let word = opening(post, &["收取", "征收", "缴纳", "计收", "收费", "计征", "缓缴", "免收", "减收", "交纳"]);
        let noun = post.get(word.map_or(0, str::len)..)?.split(['，', '、', '的', '）']).next()?;
        let noun = head(noun, 16);
        if noun.is_empty() { None } else { Some(noun.to_owned()) }
    }

    /// Per what a sum is given: 每家企业每个项目, 单个项目, 每月, 平方米 of 元/平方米.
    pub(super) fn per(&self, group: &Group<'_>, role: AmountRole) -> Option<String> {
        let post = self.post(group);
        if let Some(rest) = post.strip_prefix('/') {
            return slashed(rest);
        }
        let before = self.around.between(group.sentence.start, group.span.start);
        let yearly = ["一个纳税年度", "一个自然年度", "一个会计年度", "一个年度"];
        if let Some(year) = yearly.iter().find(|w| before.contains(*w)) {
            return Some((*year).to_owned());
        }
        if role == AmountRole::Threshold {
            return None;
        }
        award(self.around.between(self.clear_before(group), group.span.start))
    }
}

/// 元/平方米·月, 元/人/夜: the units behind the slash.
fn slashed(rest: &str) -> Option<String> {
    const UNITS: &[&str] = &[
        "平方米",
        "平方公里",
        "千瓦时",
        "千瓦",
        "立方米",
        "公里",
        "标箱",
        "标准箱",
        "人次",
        "床位",
        "项目",
        "每月",
        "每平方米",
        "人",
        "月",
        "年",
        "天",
        "日",
        "亩",
        "户",
        "台",
        "辆",
        "吨",
        "次",
        "项",
        "家",
        "件",
        "个",
        "夜",
        "套",
        "间",
        "度",
        "只",
        "头",
        "张",
        "场",
        "小时",
        "瓦",
        "平方",
        "㎡",
        "车",
        "位",
        "期",
        "课时",
        "学年",
        "米",
    ];
    let mut at = 0;
    while let Some(unit) = rest.get(at..).and_then(|r| opening(r, UNITS)) {
        at += unit.len();
        let mark = rest.get(at..).and_then(|r| r.chars().next()).filter(|c| matches!(c, '·' | '•' | '/' | '.' | '・'));
        match mark {
            Some(mark) if rest.get(at + mark.len_utf8()..).and_then(|r| opening(r, UNITS)).is_some() => {
                at += mark.len_utf8()
            }
            _ => break,
        }
    }
    rest.get(..at).filter(|u| !u.is_empty()).map(str::to_owned)
}

/// The last 每… or 单个… of a phrase, up to the verb: 每家企业每个项目.
fn award(words: &str) -> Option<String> {
    const ENDS: &[&str] = &[
        "给予",
        "补助",
        "奖励",
        "补贴",
        "最高",
        "不超过",
        "资助",
        "扶持",
        "支持",
        "年度",
        "一年",
        "两年",
        "三年",
        "累计",
        "按",
        "可",
        "安排",
        "发放",
        "增加",
        "在",
        "原则",
        "再",
        "为",
        "分别",
        "预拨",
        "拨付",
        "提供",
        "享受",
        "一次性",
        "的",
        "额度",
        "总额",
        "合计",
        "最低",
        "不低于",
        "不少于",
        "限额",
        "获得",
        "（",
        "标准",
        "金额",
        "予以",
        "统筹",
        "由",
        "不得",
        "不能",
        "资金",
        "评选",
        "择优",
        "认定",
        "至少",
        "约",
    ];
    let marks = ["每", "单个", "单家", "单户", "单项", "单一", "单笔", "单台", "单次"];
    let start = marks.iter().filter_map(|m| words.rfind(m)).max()?;
    let mut start = start;
    // 每家企业每个项目: runs that touch are one.
    while let Some(front) = words.get(..start) {
        let earlier = marks.iter().filter_map(|m| front.rfind(m)).max();
        match earlier {
            Some(e)
                if e < start
                    && start - e <= 18
                    && !ENDS.iter().any(|w| words.get(e..start).is_some_and(|t| t.contains(w))) =>
            {
                start = e
            }
            _ => break,
        }
    }
    let run = words.get(start..)?;
    let end = ENDS.iter().filter_map(|w| run.find(w)).filter(|i| *i > 0).min().unwrap_or(run.len());
    let run = run.get(..end)?.trim();
    // 每家参展企业展位费: the body ends the run
    let body = ["企业", "单位", "机构", "项目", "人员"].iter().filter_map(|w| Some(run.rfind(w)? + w.len())).max();
    let run = body.and_then(|end| run.get(..end)).unwrap_or(run);
    let count = run.chars().count();
    (2..=14).contains(&count).then(|| run.to_owned())
}

fn trim_tail(mut words: &str) -> &str {
    while let Some(word) = TAILS.iter().find(|w| words.ends_with(**w)) {
        words = words.strip_suffix(word).unwrap_or(words).trim_end();
    }
    words
}

fn trim_head(mut words: &str) -> &str {
    let fits = |words: &str, w: &str| {
        words.starts_with(w) && words.len() > w.len() + 3 && !(w == "当" && words.starts_with("当年"))
    };
    while let Some(word) = HEADS.iter().find(|w| fits(words, w)) {
        words = words.strip_prefix(word).unwrap_or(words).trim_start();
    }
    words
}
