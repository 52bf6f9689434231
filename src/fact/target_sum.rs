//! Sums 金额类指标: money that is a result (投资, 产值, 销售额), by what it is a sum of.
//!
//! In: a sum with the words around it (`完成500亿元固定资产投资`), or the phrase before it (`重点项目累计完成投资`). Out: the phrase of
//! what it is a sum of (固定资产投资, 重点项目投资).

use super::target_noun::Bond;
use super::target_phrase::{Found, Phrases};
use super::target_place::Around;
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};

/// What a sum that is reached is a sum of.
const SUMS: &[&str] = &[
    "投资",
    "产值",
    "收入",
    "税收",
    "利润",
    "交易额",
    "销售额",
    "营业额",
    "成交额",
    "出口额",
    "营收",
    "增加值",
    "进出口额",
    "零售额",
    "社会资本",
];

/// 安排专项资金3000万元, 自治区安排1.2亿元: a fund.
pub(super) fn is_set_aside(opened: &Bond, bond: &Bond) -> bool {
    opened.verbs.last().is_some_and(|v| v == "安排") || bond.reach.iter().chain(&bond.verbs).any(|r| r == "安排")
}

/// Whether 过 behind these words says by itself that a sum is exceeded: not in 通过, 不过.
pub(super) fn passes(before: &str) -> bool {
    before.chars().count() >= 2 && !before.ends_with(['通', '超', '不', '经', '突', '渡', '转', '难', '路'])
}

/// 重点项目投资 of 重点项目累计完成投资: what is done of whom; none where nothing is done.
pub(super) fn made_sum(phrase: &str) -> Option<String> {
    let (verb, at) = ["完成", "实现"].iter().filter_map(|w| Some((w, phrase.last_place(w)?))).max_by_key(|x| x.1)?;
    let (whose, what) = (phrase.get(..at)?, phrase.get(at + verb.len()..)?);
    let whose = ["累计", "年度", "力争", "全年", "共"].iter().fold(whose, |w, end| w.without_end(end));
    let named = whose.chars().count() != 1 && what.chars().count() <= 8 && SUMS.iter().any(|w| what.closes(w));
    named.then(|| format!("{whose}{what}"))
}

impl Phrases {
    /// 固定资产投资 of 完成500亿元固定资产投资: what a sum is of stands behind it.
    pub(super) fn sum_behind(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        const REACHES: &[&str] = &["完成", "实现", "新增", "带动", "撬动", "拉动", "吸引", "形成", "引进", "招引"];
        if mention.kind != MentionKind::Money {
            return None;
        }
        let before = text.get(around.part.start..mention.span.start)?;
        let after = text.get(mention.span.end..around.part.end)?;
        let verb = REACHES.iter().find(|w| before.closes(w))?;
        let what = after.strip_prefix('的').unwrap_or(after);
        // 实现2亿元以上产值的企业: who qualifies; 投资、产值: a list of its own
        let named = (2..=14).contains(&what.chars().count()) && what.chars().all(char::is_alphabetic);
        if !named || what.has("的") || !SUMS.iter().any(|w| what.closes(w)) {
            return None;
        }
        Some(Found {
            indicator: self.nouns.behind(what),
            quote: Span::new(mention.span.start - verb.len(), around.part.end),
            bond: Bond { verbs: vec![(*verb).to_owned()], ..Bond::default() },
            rule: "target/sum",
        })
    }
}
