//! Alone 定语与指标之分: whether a number behind a phrase says how many there are, and describes nothing.
//!
//! In: a number with the phrase before it and the words behind it. Out: whether it stands for itself; none where it tells of
//! what kind something is (`实到外资1000万美元以上外资企业`), how large a work is, or belongs to a name (`冬季两项`).

use super::Comparator;
use super::target_item::behind_heads;
use super::target_noun::Bond;
use super::target_phrase::Phrases;
use super::target_place::{Around, is_bare_count};
use super::target_rank::figures_behind_rank;
use super::target_size::{ends_in_measure, is_sized, sized_entity};
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

/// How far before a number the words that say so may stand, in bytes.
const NEAR: usize = 600;

impl Phrases {
    /// 出口额 of 主要预期目标是：总产值80亿元；出口额5亿元, 经济规模 of 新建车间20个，经济规模3亿元: what comes to so much, where the words
    /// before say that goals follow or what is made.
    pub(super) fn comes_among_goals(&self, text: &str, mention: &Mention, around: &Around, noun: &str) -> bool {
        const GOALS: &[&str] = &["目标是", "目标为", "目标：", "目标如下", "目标分别为", "指标是", "指标：", "指标为"];
        const COMES: &[&str] = &[
            "规模",
            "总量",
            "收入",
            "产值",
            "总值",
            "总额",
            "销售额",
            "交易额",
            "成交额",
            "营业额",
            "出口额",
            "产量",
            "增加值",
            "出口",
            "能力",
        ];
        let start = around.part.start;
        let before = text.get(start..mention.span.start).unwrap_or_default();
        let rest = text.get(mention.span.end..around.part.end).unwrap_or_default();
        let plain = (3..=20).contains(&noun.chars().count())
            && noun.chars().all(|c| c.is_alphanumeric() || c == '“' || c == '”');
        if !plain
            || before.trim() != noun
            || !rest.is_empty()
            || !mention.core.of(text).starts_with(|c: char| c.is_ascii_digit())
        {
            return false;
        }
        let from = text.floor_char_boundary(start.saturating_sub(NEAR));
        let near = text.get(from..start).unwrap_or_default();
        let near = near.rsplit(['。', '\n']).next().unwrap_or_default();
        let goals = GOALS.iter().any(|w| near.has(w));
        // The part right before makes something.
        let last = near.trim_end_matches('，').rsplit(['，', '；', '：']).next().unwrap_or_default();
        let made = || {
            near.ends_with('，')
                && last.bytes().any(|b| b.is_ascii_digit())
                && self.nouns.verb_that_opens(last.trim_start()).is_some_and(|v| self.nouns.is_new(v) || v == "建设")
        };
        goals || COMES.iter().any(|w| noun.closes(w)) && made()
    }

    /// Whether a number behind a phrase says how many there are, and is no attribute and no name.
    pub(super) fn stands_alone(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        phrase: &str,
        bound: (bool, bool),
    ) -> bool {
        let (strong, made) = bound;
        let ends = text.get(mention.span.end..around.part.end).unwrap_or_default();
        let tails = ["、", "和", "）", "（", "/", "台阶", "新", "的目标", "规模", "大关", "作为"];
        let closed = ends.is_empty() || is_bare_count(ends) || tails.iter().any(|t| ends.opens(t));
        // 实到外资1000万美元以上外资企业: what follows is described by the number.
        // 开工建设南网720兆瓦储能电站: what is built is rated so.
        let rated = mention.unit.as_deref().is_some_and(|u| u.ends_with('瓦') || u.ends_with("千瓦时"));
        if !closed && !strong && (!made || rated || mention.kind == MentionKind::Money) {
            return false;
        }
        // 实施某镇1.6万吨仓储、某乡7000平方米市场等项目: sizes of what is built
        let sized = ["等项目", "等工程", "等重点项目", "等重大项目"].iter().any(|w| ends.has(w));
        if !closed && !strong && sized {
            return false;
        }
        // 冬季两项, 新城五个: a small number in characters behind a noun is part of a name.
        let digits = mention.core.of(text).starts_with(|c: char| c.is_ascii_digit());
        let bare = mention.comparator == Comparator::Eq && mention.kind != MentionKind::Multiple;
        if !strong && bare && !digits {
            return false;
        }
        let described = ["以上的", "以下的", "以内的"].iter().any(|w| phrase.has(w));
        // 8个监测断面中水质优良比例: of which the share is
        let described =
            described || phrase.has('中') && ["比例", "率", "占比", "比重"].iter().any(|w| phrase.closes(w));
        // 纳税过1亿元的企业达30家: the number inside describes.
        let count = self.first_count(phrase);
        let described = described
            || made && count.is_some_and(|end| is_sized(&phrase[end..]))
            || count.is_some_and(|end| {
                let rest = phrase.get(end..).unwrap_or_default();
                let rest = rest.trim_start_matches(['元', '人', '亩']);
                (strong || made) && rest.starts_with('的')
                    || ["以上项目", "以上企业"].iter().any(|w| rest.opens(w))
                    || sized_entity(rest)
            });
        // 排名前15家企业总值占比突破60%: of how many it is told
        let ranked = (strong || mention.comparator != Comparator::Eq) && figures_behind_rank(phrase);
        let described = described || ranked;
        // 120万吨/年及以上大型煤矿产量占80%以上: how large those are whose share it is
        let sized = |rest: &str| {
            let noun = ["以上", "以下"].iter().find_map(|w| rest.halves(w)).filter(|(unit, noun)| {
                unit.chars().count() <= 6
                    && noun.chars().count() >= 4
                    && noun.ends_with(['占', '量', '率', '数', '例', '比'])
            });
            noun.is_some_and(|(_, noun)| !noun.starts_with('的') && !noun.bytes().any(|b| b.is_ascii_digit()))
        };
        let described = described
            || mention.kind == MentionKind::Percentage && count.is_some_and(|end| phrase.get(end..).is_some_and(sized));
        // 职工10万人死亡率, 每千人床位数: of how many it is told
        let per_heads = strong
            && count.is_some_and(|end| {
                let rest = phrase.get(end..).unwrap_or_default().trim_start_matches(['人', '元', '吨', '车', '户']);
                (2..=12).contains(&rest.chars().count()) && !rest.starts_with('的') && ends_in_measure(rest)
            });
        let per_heads = per_heads || behind_heads(phrase).is_some();
        (count.is_none() || described || per_heads) && !phrase.starts_with("针对")
    }

    /// 苹果 of 在7个乡镇新栽苹果1万亩: a phrase without the places that it counts.
    pub(super) fn beyond_places(&self, mention: &Mention, phrase: String, bond: &mut Bond) -> String {
        let placed = phrase.starts_with(['在', '帮', '为', '向']) && mention.kind == MentionKind::Quantity;
        if placed && self.first_count(&phrase).is_some() { self.nouns.without_means(phrase, bond) } else { phrase }
    }

    /// The end of the first number with its unit in a phrase; most phrases hold no figure at all.
    pub(super) fn first_count(&self, phrase: &str) -> Option<usize> {
        let figures = phrase.bytes().any(|b| b.is_ascii_digit());
        figures.then(|| self.counts.find(phrase)).flatten().map(|m| m.end())
    }
}
