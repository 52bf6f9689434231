//! Phrases of targets 指标与数值的搭配: how a number is bound to the noun phrase of what it counts.
//!
//! In: a number and the part of the sentence around it. Out: the phrase, the words that bind it and the name
//! of the rule: `target/count` (新增5个产业地标), `target/measure` (总量达到1500家), `target/length`
//! (期限不超过48个月), `target/whole` (应当100%建设), `target/share` (自有土地的15%配套指标).

use super::Comparator;
use super::target_noun::{Bond, Nouns};
use super::target_place::{Around, item_start, list_tail};
use crate::mention::{Mention, MentionKind};
use crate::text::Span;
use regex::Regex;
use rust_decimal::Decimal;

/// A number found to be a target, before time and kind are known.
pub(super) struct Found {
    /// The noun phrase.
    pub(super) indicator: String,
    /// From the phrase to the number.
    pub(super) quote: Span,
    /// The words that bind the two.
    pub(super) bond: Bond,
    /// Name of the rule.
    pub(super) rule: &'static str,
}

/// Binds numbers to phrases; compiled once.
pub(super) struct Phrases {
    /// The noun phrases.
    pub(super) nouns: Nouns,
    length: Regex,
    counted: Regex,
    share: Regex,
}

impl Phrases {
    pub(super) fn new(nouns: Nouns) -> Self {
        Self {
            nouns,
            length: super::compiled("(?:期限|年限|时限|时长|周期|期|年期|时间|留存|保存|保留|保管)$"),
            counted: super::compiled("[0-9](?:个|家|项|种|人|名|条|万|亿|%|元|年实)"),
            share: super::compiled("^(\\p{Han}{0,6}(?:指标|比例|比重))"),
        }
    }

    /// Finds what a number counts, by the way it is bound to its phrase.
    pub(super) fn find(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        let start = item_start(text, around.part.start, mention.span.start);
        let before = text.get(start..mention.span.start)?;
        let after = text.get(mention.span.end..around.part.end)?;
        let mut bond = Bond::default();
        let noun = self.nouns.reach(before, &mut bond);
        let bound = !bond.reach.is_empty() || mention.comparator != Comparator::Eq;
        if mention.kind == MentionKind::Duration {
            return self.length(text, mention, start, noun, after, bond);
        }
        if after.starts_with('的') && mention.kind != MentionKind::Percentage {
            return None;
        }
        // 新增5个具有辨识度的产业地标: the verb stands right before, the phrase behind the number.
        let list = list_tail(after);
        let verb = self.nouns.verb_at_end(before.trim_end()).filter(|_| !list.is_empty());
        let item = before.trim_end().is_empty() && start > around.part.start;
        let counts = matches!(mention.kind, MentionKind::Quantity | MentionKind::Number);
        if counts
            && !list.is_empty()
            && (verb.is_some() || item || (before.is_empty() && list.contains("达到")))
            && !list.starts_with("台阶")
        {
            let head = text.get(around.part.start..mention.span.start)?;
            let verb = verb.or_else(|| self.leading_verb(head, item));
            let digits = mention.core.of(text).starts_with(|c: char| c.is_ascii_digit());
            let aspect =
                ["方面", "“", "层次", "维度", "环节", "阶段", "领域", "方向"].iter().any(|w| list.starts_with(w));
            if (verb.is_none() && !list.contains("达到")) || (aspect && !digits) {
                return None;
            }
            let mut opened = Bond::default();
            self.nouns.open(head, &mut opened, true);
            bond.verbs.extend(verb.map(str::to_owned).into_iter().chain(opened.verbs));
            bond.reach.clear();
            let each =
                before.find('每').filter(|_| !before.contains("每年") && !before.contains("每月")).and_then(|at| {
                    let verb = verb?;
                    before.get(at..before.rfind(verb)?)
                });
            let noun = format!("{}{}", each.unwrap_or_default(), self.nouns.behind(list));
            return Some(Found {
                indicator: noun,
                quote: Span::new(start, mention.span.end + list.len()),
                bond,
                rule: "target/count",
            });
        }
        if let Some(found) = self.percent(text, mention, around, noun, after, &bond) {
            return Some(found);
        }
        if item_start(text, around.part.start, mention.span.start) > around.part.start {
            // 培育A企业50家、B企业10家: the verb of the first holds for all.
            let head = text.get(around.part.start..mention.span.start)?;
            let verbs = bond.reach.is_empty();
            self.nouns.open(head, &mut bond, verbs);
        }
        self.measured(text, mention, around, noun, bound, bond)
    }

    /// 留存五年, 扣除期限不超过48个月, 1—2年的培育期.
    fn length(
        &self,
        text: &str,
        mention: &Mention,
        start: usize,
        noun: &str,
        after: &str,
        mut bond: Bond,
    ) -> Option<Found> {
        let before = text.get(start..mention.span.start)?;
        let kept = bond.reach.iter().any(|r| ["留存", "保存", "保留", "保管"].contains(&r.as_str()));
        if noun.ends_with("有效期") || before.ends_with("有效期") {
            return None;
        }
        if kept || (self.length.is_match(noun) && (mention.comparator != Comparator::Eq || !bond.reach.is_empty())) {
            let noun = self.nouns.open(noun, &mut bond, false);
            let noun = noun.strip_prefix('将').unwrap_or(noun);
            let from = start + before.find(noun).unwrap_or(0);
            return Some(Found {
                indicator: self.nouns.tidy(noun),
                quote: Span::new(from, mention.span.end),
                bond,
                rule: "target/length",
            });
        }
        let behind = after.strip_prefix('的')?;
        let behind = behind.split(['，', '、']).next()?;
        let quote = Span::new(mention.span.start, mention.span.end + '的'.len_utf8() + behind.len());
        (behind.ends_with('期') && behind.chars().count() <= 8).then(|| Found {
            indicator: behind.to_owned(),
            quote,
            bond,
            rule: "target/length",
        })
    }

    /// 停车位应当100%建设充电设施, 自有土地的15%配套指标.
    fn percent(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        noun: &str,
        after: &str,
        bond: &Bond,
    ) -> Option<Found> {
        if mention.kind != MentionKind::Percentage {
            return None;
        }
        let after = after.split(['、', '，']).next().unwrap_or_default();
        if let Some(share) = self.share.find(after) {
            let quote = Span::new(around.part.start, mention.span.end + share.end());
            return Some(Found {
                indicator: share.as_str().to_owned(),
                quote,
                bond: bond.clone(),
                rule: "target/share",
            });
        }
        let whole =
            mention.value == Some(Decimal::ONE_HUNDRED) && after.chars().count() > 2 && !after.starts_with('的');
        let before = text.get(around.part.start..mention.span.start)?;
        let meant = ["应当", "应", "须", "必须", "实现", "要", "达到"].iter().any(|w| before.ends_with(w));
        if !whole || !meant {
            return None;
        }
        let mut bond = bond.clone();
        let noun = self.nouns.open(noun, &mut bond, false);
        let noun = noun.rfind("国家对").map_or(noun, |i| &noun[i + "国家对".len()..]);
        let deed = after.split("的规定").next().unwrap_or(after);
        let from = text.get(..mention.span.start)?.rfind(noun).unwrap_or(around.part.start);
        let quote = Span::new(from, mention.span.end + deed.len());
        Some(Found { indicator: format!("{}{deed}", self.nouns.tidy(noun)), quote, bond, rule: "target/whole" })
    }

    /// 专精特新企业总量达到1500家, 新增市级智能工厂20家: the phrase stands before the number.
    fn measured(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        noun: &str,
        bound: bool,
        mut bond: Bond,
    ) -> Option<Found> {
        let start = around.part.start;
        let before = text.get(start..mention.span.start)?;
        let strong = bond.reach.iter().any(|r| !["为", "是", "至", "到", "不", "安排", "设置"].contains(&r.as_str()));
        let mut opened = Bond::default();
        let mut phrase = self.nouns.open(noun, &mut opened, !strong).to_owned();
        let mut from = start;
        if strong
            && opened.verbs.is_empty()
            && phrase.is_empty()
            && bond.reach.iter().any(|r| self.nouns.verb_at_end(r).is_some())
        {
            return None;
        }
        if phrase.chars().count() < 2 {
            if !bound || !before.trim().chars().all(char::is_alphanumeric) {
                return None;
            }
            (phrase, from) = self.before_comma(text, around, &mut opened)?;
        }
        let share = phrase.contains('占') && mention.kind == MentionKind::Percentage;
        let made = !opened.verbs.is_empty() || !bond.verbs.is_empty();
        let plain = mention.kind == MentionKind::Number
            && mention.unit.is_none()
            && !phrase.ends_with(['率', '比', '度', '数', '值', '平']);
        if !(bound || made || share || mention.kind == MentionKind::Multiple) || plain {
            return None;
        }
        if !self.stands_alone(text, mention, around, &phrase, (strong, made)) {
            return None;
        }
        bond.verbs.extend(opened.verbs);
        if let Some(at) = phrase.rfind('将').filter(|_| strong) {
            phrase = phrase[at + '将'.len_utf8()..].to_owned();
        }
        let indicator = self.nouns.tidy(&phrase);
        if ["不", "按", "以", "经", "在"].iter().any(|w| indicator == *w) {
            return None;
        }
        let at = text.get(from..mention.span.start).and_then(|w| w.find(phrase.as_str())).map_or(from, |i| from + i);
        Some(Found { indicator, quote: Span::new(at, mention.span.end), bond, rule: "target/measure" })
    }

    fn leading_verb<'a>(&'a self, head: &str, item: bool) -> Option<&'a str> {
        let first = head.find(|c: char| c.is_ascii_digit()).unwrap_or(head.len());
        item.then(|| self.nouns.verb_at_end(head.get(..first)?)).flatten()
    }

    /// 其中…的比例，不超过15%: the phrase stands before the comma.
    fn before_comma(&self, text: &str, around: &Around, opened: &mut Bond) -> Option<(String, usize)> {
        let start = around.part.start;
        let earlier = text.get(around.sentence.start..start)?.strip_suffix('，')?;
        let last = earlier.rsplit(['，', '；']).next()?;
        let phrase = self.nouns.open(last, opened, true).to_owned();
        let from = start - '，'.len_utf8() - last.len();
        phrase.ends_with(['率', '例', '积', '度', '量', '额', '数', '值', '模', '重']).then_some((phrase, from))
    }

    /// Whether a number behind a phrase says how many there are, and is no attribute and no name.
    fn stands_alone(&self, text: &str, mention: &Mention, around: &Around, phrase: &str, bound: (bool, bool)) -> bool {
        let (strong, made) = bound;
        let ends = text.get(mention.span.end..around.part.end).unwrap_or_default();
        let tails = ["、", "和", "）", "（", "台阶", "新", "的目标", "规模", "大关"];
        let closed = ends.is_empty() || tails.iter().any(|t| ends.starts_with(t));
        // 实到外资1000万美元以上外资企业: what follows is described by the number.
        if !closed && !strong && (!made || mention.kind == MentionKind::Money) {
            return false;
        }
        // 冬季两项, 新城五个: a small number in characters behind a noun is part of a name.
        let digits = mention.core.of(text).starts_with(|c: char| c.is_ascii_digit());
        let bare = mention.comparator == Comparator::Eq && mention.kind != MentionKind::Multiple;
        if !strong && bare && !digits {
            return false;
        }
        let described = ["以上的", "以下的", "以内的"].iter().any(|w| phrase.contains(w));
        (!self.counted.is_match(phrase) || described) && !phrase.starts_with("针对")
    }
}
