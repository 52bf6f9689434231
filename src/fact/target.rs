//! Targets 目标指标: numbers that state a result to be reached or a standing limit.
//!
//! In: the values of a clause and the words around each (`全市特色产业园区达到60个左右`). Out: a target for
//! each number, its indicator a noun phrase. Money granted, conditions, deadlines, names and results of
//! the past are none. Times are read in `target_time.rs`, noun phrases in `target_noun.rs`.
//!
//! # To add one
//! A new word goes into `target_words.tsv`; a new way to bind a phrase to its number is a branch of
//! `Targets::phrase`, with a case in `tests/cases/targets.json`.

use super::target_noun::{Bond, Nouns, words};
use super::target_time::Times;
use super::{Change, Comparator, Context, Fact, Field, Origin, Says, Target, TargetKind};
use crate::lexicon::Lexicon;
use crate::mention::{Mention, MentionKind};
use crate::text::Span;
use regex::Regex;
use rust_decimal::Decimal;

/// Reads targets.
pub(super) struct Targets {
    nouns: Nouns,
    times: Times,
    grant: Vec<String>,
    past: Vec<String>,
    condition: Vec<String>,
    limit: Regex,
    lead_in: Regex,
    whole: Regex,
    all: Regex,
    length: Regex,
    increase: Regex,
    decrease: Regex,
    share: Regex,
    counted: Regex,
}

/// A number found to be a target, before time and kind are known.
struct Found {
    indicator: String,
    quote: Span,
    bond: Bond,
    rule: &'static str,
}

/// The part of a sentence around a span, and the whole sentence.
struct Around {
    part: Span,
    sentence: Span,
}

impl Targets {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            nouns: Nouns::new(lexicon),
            times: Times::new(),
            grant: words(lexicon, "grant"),
            past: words(lexicon, "past"),
            condition: words(lexicon, "condition"),
            limit: super::compiled(
                "不(?:得|能|应|再|宜|可)?(?:低于|少于|超过|高于|小于|大于|突破|多于|短于|足)|应|必须|须|不得|可以|可按|一般|原则上|最长|最低|最高|最多|最少|至少|上限|下限|控制在|留存|保存|保留",
            ),
            lead_in: super::compiled(
                "(?:条件|要求|标准|情形)(?:之一)?(?:的)?[：:]|(?:符合|具备|满足)(?:下列|以下|如下)",
            ),
            whole: super::compiled("全覆盖"),
            all: super::compiled("(?:应当?|须|必须|要|实现)全部"),
            length: super::compiled("(?:期限|年限|时限|时长|周期|期|年期|时间|留存|保存|保留|保管)$"),
            increase: super::compiled("增长|提高|提升|增加|扩大|上升|递增|增幅|增速|翻"),
            decrease: super::compiled("下降|降低|压减|减少|缩小|缩短|压缩|降至|降到|压降|削减"),
            counted: super::compiled("[0-9](?:个|家|项|种|人|名|条|万|亿|%|元|年实)"),
            share: super::compiled("^(\\p{Han}{0,6}(?:指标|比例|比重))"),
        }
    }

    fn target(&self, context: &Context<'_>, mention: &Mention) -> Option<Fact> {
        let text = context.text();
        let around = around(text, mention.span);
        if !self.may_count(text, mention, &around) {
            return None;
        }
        let found = self.phrase(text, mention, &around)?;
        if found.indicator.chars().count() < 2 || found.indicator.chars().count() > 60 {
            return None;
        }
        let (value, value_max) = match (mention.value, mention.comparator) {
            (_, Comparator::Range) => (mention.low?, mention.high),
            (Some(v), _) => (v, None),
            (None, _) => (mention.low.or(mention.high)?, None),
        };
        let unit = if mention.kind == MentionKind::Multiple { Some("倍".to_owned()) } else { mention.unit.clone() };
        Some(self.fact(context, &around, found, mention, (value, value_max, unit)))
    }

    fn fact(
        &self,
        context: &Context<'_>,
        around: &Around,
        found: Found,
        mention: &Mention,
        number: (Decimal, Option<Decimal>, Option<String>),
    ) -> Fact {
        let text = context.text();
        let part = around.part.of(text);
        let until = text.get(around.sentence.start..mention.span.end).unwrap_or_default();
        let by = self.times.by(context, mention.span);
        let item = item_start(text, around.part.start, mention.span.start);
        let item = text.get(item..around.part.end).unwrap_or_default();
        let per = self.times.per(item, until);
        let timeless = by.is_none() && per.is_none();
        let bare = (number.2.is_none() && found.bond.reach.is_empty()) || mention.kind == MentionKind::Duration;
        let bound = until.rsplit(['；', '：']).next().unwrap_or_default();
        let own = text.get(found.quote.start..mention.span.end).unwrap_or_default();
        let limited = self.limit.is_match(own) || bound.contains("可以") || bare || found.rule == "target/share";
        let kind = if timeless && limited { TargetKind::Norm } else { TargetKind::Goal };
        let by_inherited = if by.is_none() && kind == TargetKind::Goal { self.times.inherited(context) } else { None };
        let target = Target {
            kind,
            change: self.change(&found, part, mention),
            indicator: found.indicator,
            comparator: found.bond.comparator.unwrap_or(mention.comparator),
            value: number.0,
            value_max: number.1,
            unit: number.2,
            per,
            by,
            by_inherited,
        };
        Fact {
            says: Says::Target(target),
            quote: found.quote,
            value: vec![mention.span],
            rule: found.rule.to_owned(),
            origin: Origin::Stated,
        }
    }

    fn change(&self, found: &Found, part: &str, mention: &Mention) -> Option<Change> {
        let reach = found.bond.reach.join(" ");
        let rate = ["增长率", "增速", "增幅", "年均增长"]
            .iter()
            .any(|w| found.indicator.ends_with(w) || part.contains("年均增长"));
        if self.decrease.is_match(&reach) || (found.indicator.ends_with("下降率")) {
            Some(Change::Decrease)
        } else if self.increase.is_match(&reach) || rate || mention.kind == MentionKind::Multiple {
            Some(Change::Increase)
        } else if found.bond.verbs.iter().any(|v| self.nouns.is_new(v)) {
            Some(Change::New)
        } else {
            None
        }
    }

    /// Sorts out what cannot be a target: names, deadlines, conditions, money given, results of the past.
    fn may_count(&self, text: &str, mention: &Mention, around: &Around) -> bool {
        let unit = mention.unit.as_deref().unwrap_or_default();
        let core = mention.core.of(text);
        let kinds = [
            MentionKind::Quantity,
            MentionKind::Percentage,
            MentionKind::Money,
            MentionKind::Number,
            MentionKind::Multiple,
            MentionKind::Duration,
        ];
        let small = core.starts_with(['一', '首'])
            && mention.kind != MentionKind::Multiple
            && !core.starts_with("一百")
            && !core.starts_with("一千");
        if !kinds.contains(&mention.kind)
            || small
            || ["批", "次", "轮", "岁", "周岁", "届", "版", "部", "公里", "单", "门", "步"].contains(&unit)
                && mention.kind == MentionKind::Quantity
                && unit != "公里"
        {
            return false;
        }
        let after = text.get(mention.span.end..around.part.end).unwrap_or_default();
        if after.starts_with(['级', '版', '”', '》', '〕']) || quoted(text, mention.span) {
            return false;
        }
        let part = around.part.of(text);
        let sentence = around.sentence.of(text);
        let from = text.get(mention.span.start..around.sentence.end).unwrap_or_default();
        // 达到20人的，给予…: a condition closes with 的.
        let conditional = closes_with_de(from)
            || part.starts_with(['对', '凡', '若', '如'])
                && !part.starts_with("对标")
                && !part.starts_with("对外")
                && !part.starts_with("如期")
            || ["符合", "具备", "满足", "年满"].iter().any(|w| part.starts_with(w))
            || text.get(around.part.end..).is_some_and(|r| {
                ["，是", "，可", "，方可", "，给予", "，按", "，每", "，分别给予", "，一次性"]
                    .iter()
                    .any(|w| r.starts_with(w) && (*w != "，每" || r.contains("奖")))
            });
        let gives = |words: &str| self.grant.iter().any(|g| words.contains(g.as_str()));
        let given = match mention.kind {
            MentionKind::Duration => false,
            MentionKind::Money => gives(sentence),
            MentionKind::Percentage => {
                gives(part) || (gives(sentence) && mention.comparator == Comparator::Eq && !part.contains("达到"))
            }
            // 营业面积100平方米以上，…奖励1万元: a number one must meet to be given money.
            _ => gives(part) || (gives(from) && from.contains("元") && mention.comparator != Comparator::Eq),
        };
        let past = self.past.iter().any(|p| part.contains(p.as_str()) || sentence.starts_with(p.as_str()));
        !(conditional || given || past)
    }

    /// Finds what a number counts, by the way it is bound to its phrase.
    fn phrase(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
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
            let new = verb.filter(|v| self.nouns.is_new(v)).map(str::to_owned);
            bond.verbs.extend(new.into_iter().chain(opened.verbs));
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
            // 其中…的比例，不超过15%: the phrase stands before the comma.
            if !bound || !before.trim().chars().all(|c| c.is_alphanumeric()) {
                return None;
            }
            let earlier = text.get(around.sentence.start..start)?.strip_suffix('，')?;
            let last = earlier.rsplit(['，', '；']).next()?;
            phrase = self.nouns.open(last, &mut opened, true).to_owned();
            from = start - '，'.len_utf8() - last.len();
            if !phrase.ends_with(['率', '例', '积', '度', '量', '额', '数', '值', '模', '重']) {
                return None;
            }
        }
        let share = phrase.contains('占') && mention.kind == MentionKind::Percentage;
        let made = !opened.verbs.is_empty();
        let plain = mention.kind == MentionKind::Number
            && mention.unit.is_none()
            && !phrase.ends_with(['率', '比', '度', '数', '值', '平']);
        if !(bound || made || share || mention.kind == MentionKind::Multiple) || plain {
            return None;
        }
        let ends = text.get(mention.span.end..around.part.end).unwrap_or_default();
        let closed = ends.is_empty()
            || ends.starts_with(['、', '和', '）', '（'])
            || ends.starts_with("台阶")
            || ends.starts_with('新')
            || ends.starts_with("的目标")
            || ends.starts_with("规模")
            || ends.starts_with("大关");
        // 实到外资1000万美元以上外资企业: what follows is described by the number.
        if !closed && !strong && (!made || mention.kind == MentionKind::Money) {
            return None;
        }
        // 冬季两项, 新城五个: a small number in characters behind a noun is part of a name.
        if !strong
            && mention.comparator == Comparator::Eq
            && !mention.core.of(text).starts_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        if (self.counted.is_match(&phrase) && !["以上的", "以下的", "以内的"].iter().any(|w| phrase.contains(w)))
            || phrase.starts_with("针对")
        {
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

    /// 全覆盖 and 应全部: 100 % without a digit.
    fn wholes(&self, context: &Context<'_>) -> Vec<Fact> {
        let text = context.text();
        let mut out = Vec::new();
        for word in self.whole.find_iter(text).chain(self.all.find_iter(text)) {
            let span = Span::from(word.range());
            let around = around(text, span);
            if quoted(text, span) || self.past.iter().any(|p| around.part.of(text).contains(p.as_str())) {
                continue;
            }
            let before = text.get(around.part.start..span.start).unwrap_or_default();
            let after = text.get(span.end..around.part.end).unwrap_or_default();
            let mut bond = Bond::default();
            let noun = if word.as_str() == "全覆盖" {
                if after.starts_with('的') || after.starts_with("监") || after.starts_with("式") {
                    continue;
                }
                let before = before.trim_end_matches("实现").trim_end_matches('的');
                let inner = before.rfind("实现").map_or(before, |i| &before[i + "实现".len()..]);
                self.nouns.tidy(self.nouns.open(inner, &mut bond, true))
            } else {
                let earlier = text.get(around.sentence.start..around.part.start).unwrap_or_default();
                let last = earlier.trim_end_matches('，').rsplit('，').next().unwrap_or_default();
                let subject = if before.trim().is_empty() { last } else { before };
                let subject = subject.split("需要").next().unwrap_or_default();
                let subject = self.nouns.open(subject.trim_start_matches('在'), &mut bond, false).to_owned();
                format!("{}{}", self.nouns.tidy(&subject), after)
            };
            if noun.chars().count() < 3 || noun.chars().count() > 40 {
                continue;
            }
            let quote = if word.as_str() == "全覆盖" {
                Span::new(around.part.start, span.end)
            } else {
                Span::new(span.start, around.part.end)
            };
            let mut mention = Mention::at(MentionKind::Percentage, span, "target/whole");
            mention.value = Some(Decimal::ONE_HUNDRED);
            let found = Found { indicator: noun, quote, bond, rule: "target/whole" };
            let number = (Decimal::ONE_HUNDRED, None, Some("%".to_owned()));
            out.push(self.fact(context, &around, found, &mention, number));
        }
        out
    }

    /// Whether a clause speaks of who qualifies, by its heading or its lead-in.
    fn of_conditions(&self, context: &Context<'_>) -> bool {
        let clause = context.clause();
        let heading = clause.heading.as_ref().map_or("", |h| h.as_str());
        let section = clause.section.last().map_or("", String::as_str);
        self.condition.iter().any(|c| heading.contains(c.as_str()) || section.ends_with(c.as_str()))
    }
}

impl Field for Targets {
    fn name(&self) -> &'static str {
        "targets"
    }

    fn read(&self, context: &Context<'_>) -> Vec<Fact> {
        if self.of_conditions(context) {
            return Vec::new();
        }
        let text = context.text();
        let from = self.lead_in.find(text).map_or(text.len(), |m| m.start());
        let values = context.values().iter().filter(|m| m.span.start < from);
        let mut facts: Vec<Fact> = values.filter_map(|m| self.target(context, m)).collect();
        super::target_list::share(text, context.values(), &mut facts);
        facts.extend(self.wholes(context));
        facts.sort_by_key(|f| f.value.first().map_or(0, |v| v.start));
        facts
    }
}

/// The part between ，。；： and the sentence between 。 around a span.
fn around(text: &str, span: Span) -> Around {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let start =
        |stops: &[char]| before.rfind(stops).map_or(0, |i| i + before[i..].chars().next().map_or(0, char::len_utf8));
    let end = |stops: &[char]| after.find(stops).map_or(text.len(), |i| span.end + i);
    Around {
        part: Span::new(start(&['，', '。', '；', '：', '\n']), end(&['，', '。', '；', '：', '\n', '（'])),
        sentence: Span::new(start(&['。', '\n']), end(&['。', '\n'])),
    }
}

/// Whether the words from a number on are a condition: 达到20人的，… or 20人以上且成立满一年的，….
fn closes_with_de(from: &str) -> bool {
    for (at, part) in from.split(['，', '；']).enumerate() {
        let goes_on = ["且", "并", "或", "同时"].iter().any(|w| part.starts_with(w));
        if at > 0 && !goes_on {
            return false;
        }
        if part.trim_end_matches('。').ends_with('的') {
            return true;
        }
    }
    false
}

/// Whether a span stands inside “” or 《》.
fn quoted(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let open = |a: char, b: char| line.matches(a).count() > line.matches(b).count();
    open('“', '”') || open('《', '》')
}

/// Where the item of a list begins in which a number stands: behind the last 、 that follows a number.
fn item_start(text: &str, start: usize, number: usize) -> usize {
    let part = text.get(start..number).unwrap_or_default();
    let mut at = start;
    for (i, c) in part.char_indices() {
        let counted = part.get(at - start..i).is_some_and(|w| w.chars().any(|c| c.is_ascii_digit()));
        if (c == '、' || c == '和') && counted {
            at = start + i + c.len_utf8();
        }
    }
    at
}

/// The words behind a number up to the next number of a list: 千亿级 of 5家千亿级、20家百亿级特色产业园区.
fn list_tail(after: &str) -> &str {
    let mut end = after.len();
    for (i, c) in after.char_indices() {
        let next = after.get(i + c.len_utf8()..).and_then(|r| r.chars().next());
        if (c == '、' || c == '和') && next.is_some_and(|n| n.is_ascii_digit()) {
            end = i;
            break;
        }
    }
    after.get(..end).unwrap_or_default().trim_end_matches(['）'])
}
