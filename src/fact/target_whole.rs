//! Wholes 不带数字的指标: 全覆盖, 全部 and 一半 are numbers without a digit.
//!
//! In: a clause. Out: targets of 100 % (`卫生院全部达到基本标准`, `公交站点全覆盖`).

use super::target::{Targets, tells_past};
use super::target_noun::Bond;
use super::target_phrase::Found;
use super::target_place::{around, quoted};
use super::vocabulary::List;
use super::{Context, Fact};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};
use regex::Regex;
use rust_decimal::Decimal;

/// Patterns of wholes; compiled once.
pub(super) struct Wholes {
    all: Regex,
    handed: Regex,
}

impl Wholes {
    pub(super) fn new() -> Self {
        Self {
            all: super::compiled(
                "(?:应当?|须|必须|要|实现)全部|(?:确保|保证)[^，。；：0-9]{2,24}?(全部)(?:进行|得到|实现|完成|达到|达标|纳入|建成|接入|配备|处理|覆盖)|(?:^|[，。；\\n])[^，。；：0-9]{2,24}?(?P<dated>全部)(?:达到|达标|实现|完成|建成|纳入|接入|配备)",
            ),
            handed: super::compiled("将([^，。；：]{3,40}?)全部(?:下放|取消|纳入|移交|公开|整改|完成|上网|入库)"),
        }
    }
}

impl Targets {
    /// 全覆盖 and 应全部: 100 % without a digit.
    pub(super) fn wholes(&self, context: &Context<'_>) -> Vec<Fact> {
        let text = context.text();
        let (mut out, marks) = (Vec::new(), context.around);
        let covered = marks.words(List::Coverage, Span::new(0, text.len())).map(|w| w.span);
        let every = marks.says(List::All).then(|| self.wholes.all.captures_iter(text));
        // 到2025年底前，卫生院全部达到基本标准: a day is set.
        let due = |c: &regex::Captures<'_>| {
            c.name("dated").is_none_or(|m| self.times.by(context, Span::from(m.range())).is_some())
        };
        let every = every.into_iter().flatten().filter(due);
        let every = every.filter_map(|c| c.get(1).or(c.name("dated")).or(c.get(0)));
        let every = every.map(|m| Span::from(m.range()));
        for span in covered.chain(every) {
            let word = span.of(text);
            let around = around(context.around, span);
            let told = context.is_told(span) || tells_past(context.around, around.part);
            if quoted(context.around, span) || told {
                continue;
            }
            let before = text.get(around.part.start..span.start).unwrap_or_default();
            let before = before.rsplit("全覆盖、").next().unwrap_or_default();
            let after = text.get(span.end..around.part.end).unwrap_or_default();
            let mut bond = Bond::default();
            let noun = if word == "全覆盖" {
                if after.starts_with('的') || after.starts_with("监") || after.starts_with("式") {
                    continue;
                }
                // 坚持无禁区、全覆盖、零容忍: a manner, nothing counted
                let manner = ["全流程、", "全方位、", "全链条、", "全过程、", "全周期、", "无死角、"];
                let front = text.get(..span.start).unwrap_or_default();
                if before.starts_with("坚持") || after.has("零容忍") || manner.iter().any(|w| front.closes(w)) {
                    continue;
                }
                let before = before.without_end("实现").trim_end_matches('的');
                let before = ["基本", "全面", "力争", "率先", "逐步"].iter().fold(before, |b, w| b.without_end(w));
                let before = before.strip_prefix("做到").unwrap_or(before);
                let inner = before.last_place("实现").map_or(before, |i| &before[i + "实现".len()..]);
                self.phrases.nouns.tidy(self.phrases.nouns.open(inner, &mut bond, true))
            } else {
                let earlier = text.get(around.sentence.start..around.part.start).unwrap_or_default();
                let last = earlier.trim_end_matches('，').rsplit('，').next().unwrap_or_default();
                let subject = if before.trim().is_empty() { last } else { before };
                let subject = subject.split("需要").next().unwrap_or_default();
                let subject = self.phrases.nouns.open(subject.trim_start_matches('在'), &mut bond, false).to_owned();
                format!("{}{}", self.phrases.nouns.tidy(&subject), after)
            };
            if noun.chars().count() < 2 || noun.chars().count() > 40 {
                continue;
            }
            let quote = if word == "全覆盖" {
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

    /// 2020年底前将…管理权限全部下放: 100 % of what 将 names, where a day is set.
    pub(super) fn handed(&self, context: &Context<'_>) -> Vec<Fact> {
        let text = context.text();
        if !context.around.says(List::All) {
            return Vec::new();
        }
        let found = self.wholes.handed.captures_iter(text).filter_map(|c| Some((c.get(0)?, c.get(1)?)));
        found
            .filter_map(|(all, noun)| {
                let span = Span::new(noun.end(), noun.end() + "全部".len());
                self.times.by(context, span)?;
                let around = around(context.around, span);
                let told = context.is_told(span) || tells_past(context.around, around.part);
                if quoted(context.around, span) || told {
                    return None;
                }
                let mut mention = Mention::at(MentionKind::Percentage, span, "target/whole");
                mention.value = Some(Decimal::ONE_HUNDRED);
                let (indicator, quote) = (self.phrases.nouns.tidy(noun.as_str()), Span::from(all.range()));
                let found = Found { indicator, quote, bond: Bond::default(), rule: "target/whole" };
                let number = (Decimal::ONE_HUNDRED, None, Some("%".to_owned()));
                Some(self.fact(context, &around, found, &mention, number))
            })
            .collect()
    }
}
