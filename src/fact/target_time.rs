//! Time of a target 目标时限: by when it is to be reached, and in which rhythm.
//!
//! In: the clause and the place of a number. Out: the last day of the nearest period before it in its
//! sentence (`到2026年，…60个` → 2026-12-31), 每年 and 日均, and the day that section or title give.

use super::around::{Around as Marks, counts_in, tail};
use super::heading::WORK_OF_A_YEAR;
use super::vocabulary::List;
use super::{Context, Per};
use crate::lexicon::Within;
use crate::mention::{Grain, Mention, MentionKind};
use crate::text::{Seek, Span, numeral};
use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;
use rust_decimal::prelude::ToPrimitive;

/// How far the day of an aim may stand before its number, in bytes: 2,000 characters.
const REACH: usize = 6000;

/// Reads times of targets; compiled once.
pub(super) struct Times {
    aim: Regex,
    opening: Regex,
    end: Regex,
    year: Regex,
    month: Regex,
    day: Regex,
    yearly_rate: Regex,
    section: Regex,
    /// One of them stands in each word of a rhythm or of a yearly rate.
    rhythm: Within,
    attribute: Regex,
    reached: Regex,
}

impl Times {
    pub(super) fn new() -> Self {
        Self {
            aim: super::compiled(
                "(?:到|至|在|于|力争|争取|确保|计划|截至|^|，|。|；|\n|（|：|其中|20[0-9]{2}、|[0-9万亿]\\p{Han}{0,3}、)$",
            ),
            opening: super::compiled("(?:(?:^|[。\n])(?:力争|确保|争取|计划|预计)?[到至]?|，[到至])$"),
            end: super::compiled("(?:前|底|末|期间|时期|年内|内|之前|以前)$"),
            year: super::compiled(
                // 年均浓度: no rhythm
                "每年|(?:^|[^0-9])年均(?:[^浓气降]|$)|年平均(?:[^浓气降]|$)|每个?年度|逐年|年产[0-9]|(?:^|[^0-9末今明当去全半本一二两三四五六七八九十几])年(?:增长|接待|培训|服务|筹集|募集|完成)|(?:本级|全[省市县区])年(?:筹集|募集|培训|接待)",
            ),
            month: super::compiled("每月|月均"),
            day: super::compiled("每日|每天|日均"),
            yearly_rate: super::compiled("增长率|增速|增幅|递增"),
            attribute: super::compiled(
                "^碳达峰|^(?:规划)?(?:良好)?(?:开局|起步|收官|决胜)|^(?:规划)?(?:开好局|实现良好开局|关键之?年|第一年)|^(?:建成|竣工|投用|投产|交付|毕业|登记|成立|批准|开工|注册|核发|取得|购买|购置|投入使用)[^，。；]{0,8}?的",
            ),
            rhythm: Within::new([
                "每",
                "均",
                "逐年",
                "年产",
                "年增长",
                "年接待",
                "年培训",
                "年服务",
                "年筹集",
                "年募集",
                "年完成",
                "增长率",
                "增速",
                "增幅",
                "递增",
            ]),
            // 污水处理率2025年达到95%
            reached: super::compiled(
                "^(?:力争|将|要|争取)?(?:全部|基本|全面)?(?:达|提高[到至]|提升[到至]|增加[到至]|降[到至]|下降到|控制在|保持在|稳定在|超过|突破|冲刺|实现|完成)",
            ),
            section: super::compiled("(?:到|至|—|－|-|～|~)(20[0-9]{2})年"),
        }
    }

    /// By when: the nearest date before the number in its sentence, or one that opens a sentence before it in
    /// its paragraph (到2027年，…全覆盖。人均公园面积达到14平方米); in a clause of aims, anywhere before it.
    pub(super) fn by(&self, context: &Context<'_>, number: Span) -> Option<Date> {
        let text = context.text();
        let first = text.floor_char_boundary(number.start.saturating_sub(REACH));
        let before = text.get(first..number.start)?;
        // 2025年的总体要求是：…。 主要预期目标是：…: what the paragraph before is of
        let sentence = before.rsplit(['。', '\n']).next().unwrap_or_default().trim_start();
        let aims = ["主要预期目标", "预期目标", "主要目标", "总体目标", "工作目标"].iter().any(|w| sentence.opens(w));
        let wide = aims || under_aims(context);
        // 到2027年，主要目标如下： holds for all paragraphs below it.
        let after = |stop: Option<usize>| stop.map_or(first, |i| first + i + 1);
        // ——甲指标达到…: below a paragraph that a day opens
        let line = after(before.rfind('\n'));
        // 2022年，为民兴办十件实事： 一是…
        let lead = text.get(..line).and_then(|t| t.lines().next()).is_some_and(|l| l.ends_with('：'));
        let bullet = text.get(line..).is_some_and(|l| l.starts_with('—')) || lead;
        let start = if wide || bullet { first } else { line };
        // 2024年度实施改造4894户。其中，甲市274户: parts are to be reached when the whole is.
        let own = before.rfind(['。', '\n']);
        let within = own.filter(|at| before[*at..].trim_start_matches(['。', '\n']).opens("其中"));
        let own = within.map_or(own, |at| before[..at].rfind(['。', '\n']));
        let sentence = if wide { first } else { after(own) };
        let values = context.values();
        let before = values.partition_point(|m| m.span.end <= number.start);
        let near = values.get(..before)?.iter().rev().take_while(|m| m.span.start >= start);
        // 完成35处治理，其中6月1日前完成15处；修复公路86公里: the day of a part is that of no other
        let of_part = |m: &&Mention| {
            let front = text.get(sentence.max(start)..m.span.start).unwrap_or_default();
            let own = front.rsplit(['，', '；', '。']).next().unwrap_or_default();
            let rest = text.get(m.span.end..number.start).unwrap_or_default();
            own.trim_start().opens("其中") && rest.contains(['；', '。'])
        };
        near.filter(|m| m.kind == MentionKind::Date && (m.span.start >= sentence || self.opens(text, m)))
            .filter(|m| !of_part(m))
            .find_map(|m| self.end_of(text, m))
    }

    /// Whether a sentence begins with a date, which then holds for those that follow.
    fn opens(&self, text: &str, date: &Mention) -> bool {
        // 到2020年全面建成服务体系。…: by its 到 alone
        let until = || {
            let words = date.span.of(text);
            words.starts_with(['到', '至']) || text.get(..date.span.start).is_some_and(|t| t.ends_with(['到', '至']))
        };
        text.get(date.span.end..).is_some_and(|after| after.starts_with('，') || until())
            && text.get(..date.span.start).is_some_and(|before| self.opening.is_match(before))
    }

    /// Whether the nearest date before the number in its sentence was over when the document was written:
    /// 2020年实现产值300亿元 of a text of 2021 tells a result.
    pub(super) fn passed(&self, context: &Context<'_>, number: Span, sentence: Span) -> bool {
        let meta = context.metadata;
        let Some(written) = meta.written_on.or(meta.plan_period.map(|p| p.start)) else { return false };
        let text = context.text();
        let values = context.values();
        let before = values.partition_point(|m| m.span.end <= number.start);
        let near = values.get(..before).unwrap_or_default().iter().rev();
        let mut near = near.take_while(|m| m.span.start >= sentence.start).filter(|m| m.kind == MentionKind::Date);
        near.find_map(|m| {
            let front = text.get(..m.span.start)?;
            // 不低于上年度人均可支配收入的60%: of which year's income it is a part
            let part = m.span.of(text).starts_with(['上', '去', '前'])
                && text
                    .get(m.span.end..number.start)
                    .is_some_and(|of| of.ends_with('的') && !of.contains(['，', '。']));
            // 上年度纳税200万元以上的，可购买2个楼层: what qualifies, and not what follows from it
            let base = part
                || text.get(m.span.end..number.start).is_some_and(|rest| rest.has("的，"))
                || ["比", "较", "与", "自", "从", "以", "（"].iter().any(|w| front.closes(w))
                || m.span.of(text).ends_with('起')
                || text.get(m.span.end..).is_some_and(|rest| sets_base(rest) || self.attribute.is_match(rest))
                || text.get(m.span.end..)?.starts_with(['版', '的', '印', '修', '）', '基', '水', '为']);
            (!base).then_some(m.last)
        })
        .flatten()
        .is_some_and(|last| last < written)
    }

    /// The last day of a date that sets an aim; 自2021年起 and 比2020年 set none.
    fn end_of(&self, text: &str, date: &Mention) -> Option<Date> {
        let before = text.get(..date.span.start)?;
        let words = date.span.of(text);
        let after = text.get(date.span.end..)?;
        // 按照《甲通知》（2014年11月20日）要求: the day of another text
        let cited = before.ends_with("》（") && after.starts_with('）');
        // 全市年末城镇登记失业率: of which day the rate is
        let of_noun = words == "年末" && !after.starts_with(['前', '，', '达', '、', '完', '建', '实']);
        if words.ends_with('起') {
            return counted_from(date, after);
        }
        if date.last.is_none() || cited || of_noun || ["比", "较", "自", "从", "基于"].iter().any(|w| before.closes(w))
        {
            return None;
        }
        // 控制在2010年水平: how much, not when
        let level = ["水平", "的水平", "同期水平", "实际水平"].iter().any(|w| after.opens(w));
        if level
            || names_goal(before, date, after)
            || after.starts_with(['版', '度'])
            || is_edition(after)
            || sets_base(after)
            || ["上年", "去年", "前年"].iter().any(|w| words.opens(w))
            || of_this_year(words) && !counts_in(after)
            || self.attribute.is_match(after)
        {
            return None;
        }
        let period = date.grain == Some(Grain::Period);
        (period || self.aim.is_match(before) || self.end.is_match(words) || self.reached.is_match(after))
            .then_some(date.last)
            .flatten()
    }

    /// The rhythm: 每年 in the same part of the sentence, or before it where the number is a yearly rate.
    pub(super) fn per(&self, part: &str, sentence: &str) -> Option<Per> {
        if !self.rhythm.is_in(part) {
            None
        } else if self.day.is_match(part) {
            Some(Per::Day)
        } else if self.month.is_match(part) {
            Some(Per::Month)
        } else if self.year.is_match(part)
            || (!part.has("20") && self.yearly_rate.is_match(part) && self.year.is_match(sentence))
        {
            Some(Per::Year)
        } else {
            None
        }
    }

    /// The day from the section, the heading or the period of the plan.
    pub(super) fn inherited(&self, context: &Context<'_>) -> Option<Date> {
        let clause = context.clause();
        let heading = clause.heading.as_ref().map(|h| h.as_str());
        let lines = heading.into_iter().chain(clause.section.iter().rev().map(|s| &**s));
        let year = lines
            .filter(|l| l.has("20"))
            .filter_map(|l| self.section.captures_iter(l).last())
            .find_map(|c| c.get(1)?.as_str().parse().ok());
        // 今年主要预期目标是：…
        let this = || context.values().iter().find(|m| of_this_year(m.span.of(context.text()))).and_then(|m| m.last);
        let year = year.and_then(|y: i16| Date::new(y, 12, 31).ok());
        year.or_else(this).or(context.metadata.plan_period.map(|p| p.end))
    }
}

/// The year that the clause's own heading sets for all below it: 三、2026年的重点工作.
pub(super) fn headed_year(context: &Context<'_>) -> Option<Date> {
    let heading = context.clause().heading.as_ref()?.as_str();
    let at = heading.find("20").filter(|_| WORK_OF_A_YEAR.iter().any(|w| heading.closes(w)))?;
    let (year, rest) = heading[at..].split_once('年')?;
    let alone = heading[..at].is_empty() && year.len() == 4 && !rest.has("20");
    year.parse().ok().filter(|_| alone).and_then(|year: i16| Date::new(year, 12, 31).ok())
}

/// A plan that deals out the goals of a year: what is set beside last year there is to be reached.
pub(super) fn of_tasks(context: &Context<'_>) -> bool {
    const DEALS: &[&str] = &["责任分解", "任务分解", "目标任务", "目标责任", "主要目标", "预期目标"];
    let titles = context.metadata.title.iter().chain(&context.metadata.enclosed_titles);
    let sections = context.clause().section.iter().map(|s| &**s);
    titles.map(String::as_str).chain(sections).any(|t| DEALS.iter().any(|w| t.has(w)))
}

/// 目录（2019年本）: an edition; 到2028年本县… goes on with whose it is.
fn is_edition(after: &str) -> bool {
    after.strip_prefix('本').is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// 今年 names the time of the whole text, not the day of one target; 今年底前 does.
fn of_this_year(words: &str) -> bool {
    ["今年", "本年", "本年度", "今年全年"].contains(&words)
}

/// 在2020年72微克的基础上, 在“十一五”新建电厂都安装设施的前提下: the day that something is measured against or goes on from.
fn sets_base(after: &str) -> bool {
    let near = after.get(..after.floor_char_boundary(150)).unwrap_or_default();
    let part = near.split(['，', '。', '；', '、']).next().unwrap_or_default();
    ["基础上", "前提下", "情况下"].iter().any(|w| part.has(w))
}

/// 为实现“十一五”环境保护目标, 落实“十五五”时期各项目标任务: goals that have their name from a period.
fn names_goal(before: &str, date: &Mention, after: &str) -> bool {
    let part = after.split(['，', '。', '；', '、']).next().unwrap_or_default();
    let named = ["目标", "目标任务", "规划目标"].iter().any(|w| part.closes(w) || part.opens(w));
    let does = ["实现", "完成", "落实", "围绕", "聚焦", "锚定", "对标"].iter().any(|w| before.closes(w));
    date.grain == Some(Grain::Period) && named && does
}

/// Whether the clause says what is to be reached: 一、工作目标, 主要指标.
pub(super) fn under_aims(context: &Context<'_>) -> bool {
    let clause = context.clause();
    let lines = clause.heading.as_ref().map(|h| h.as_str()).into_iter().chain(clause.section.last().map(|s| &**s));
    lines.into_iter().any(|l| l.has("目标") || l.has("主要指标"))
}

/// The day of a cell that holds nothing else in the row of a number: `新建公园20个 | 市城管局 | 2025年底`.
pub(super) fn in_row(context: &Context<'_>, number: Span) -> Option<Date> {
    if !context.clause().table {
        return None;
    }
    let text = context.text();
    let values = context.values();
    let from = values.partition_point(|m| m.span.start < number.end);
    let end = text.get(number.end..)?.place('\n').map_or(text.len(), |i| number.end + i);
    let row = values.get(from..)?.iter().take_while(|m| m.span.end <= end);
    // 9月投入使用: what is to be so far by then
    let closes = |rest: &str| {
        let cell = rest.split('|').next().unwrap_or_default().trim();
        cell.chars().count() <= 6 && cell.chars().all(char::is_alphabetic)
    };
    // 开工时间 | 竣工时间: the last one.
    let date = row.filter(|m| {
        let alone = |c: Option<&str>, edge: char| {
            c.is_some_and(|c| c.trim().is_empty() || c.trim_end_matches(' ').ends_with(edge))
        };
        m.kind == MentionKind::Date
            && m.last.is_some()
            && alone(text.get(number.end..m.span.start), '|')
            && text.get(m.span.end..end).is_some_and(closes)
    });
    let date = date.last()?;
    date.last
}

/// The day in the bracket that closes the paragraph of a number or its clause: `…达90%以上。（6月底完成，牵头单位：市财政局）`.
pub(super) fn noted_day(context: &Context<'_>, number: Span) -> Option<Date> {
    const SAYS: &[&str] = &["完成", "时限", "期限", "时间", "取得", "单位：", "部门：", "负责", "牵头"];
    let text = context.text();
    // As far as a sentence is followed; a clause may be a book.
    let far = text.ceil_char_boundary((number.end + REACH).min(text.len()));
    let line = text.get(number.end..far)?.place('\n').map_or(far, |i| number.end + i);
    let note = |end: usize| {
        let until = text.get(number.end..end)?.trim_end().trim_end_matches('。').strip_suffix('）')?;
        let open = number.end + until.last_place('（')?;
        let inside = Span::new(open + '（'.len_utf8(), number.end + until.len());
        SAYS.iter().any(|w| inside.of(text).has(w)).then_some(inside)
    };
    let inside = note(line).or_else(|| note(far).filter(|_| far == text.len()))?;
    let values = context.values();
    let from = values.partition_point(|m| m.span.start < inside.start);
    let within = values.get(from..)?.iter().take_while(|m| m.span.end <= inside.end);
    within.filter(|m| m.kind == MentionKind::Date).filter_map(|m| m.last).last()
}

/// The last day of 2024年起5年内, 从2024年起，用5年时间.
fn counted_from(date: &Mention, after: &str) -> Option<Date> {
    let span = after.trim_start_matches(['，', '的']);
    let span = ["再用", "利用", "通过", "用", "力争"].iter().find_map(|w| span.strip_prefix(w)).unwrap_or(span);
    let years = numeral::read(span)?;
    let ends = span.get(years.len..)?;
    let bounded = ["年内", "年之内", "年时间", "年左右时间"].iter().any(|w| ends.opens(w));
    let years = years.value.to_i16().filter(|n| bounded && (1..=20).contains(n))?;
    date.first?.checked_add(years.years()).and_then(Date::yesterday).ok()
}

/// Whether a part of a sentence tells of results that were reached.
pub(super) fn tells_past(marks: &Marks<'_>, part: Span) -> bool {
    // 力争比上年提高2公斤: what it is set beside is past, not it.
    let beside = |word: Span| {
        // 5家以上年销售收入超亿元的企业: no 上年 either
        word.of(marks.text()).starts_with(['上', '去'])
            && (marks.between(part.start, word.start).ends_with(['比', '较', '与', '于', '以'])
                // 不低于本县上年度人均可支配收入的55%
                || ["低于", "高于", "少于", "超过"]
                    .iter()
                    .any(|w| tail(marks.between(part.start, word.start), 5).has(w)))
    };
    // 现有产业园区实现全覆盖: those that are there now are to come to it.
    // 拆除甲、乙等5个现有收费站: what becomes of them is told before.
    // 网点由目前近90处调整到60处左右: where a change starts
    let starts = |word: Span| marks.between(part.start, word.start).ends_with(['由', '从']);
    const WORKS: &[&str] = &["改扩建", "改建", "扩建", "改造", "升级", "提升", "整治", "盘活", "整合", "优化"];
    let counted = |word: Span| {
        let before = marks.between(part.start, word.start);
        // 改扩建现有20个储备库
        before.ends_with(['个', '家', '座', '处', '条', '所']) || WORKS.iter().any(|w| before.closes(w))
    };
    let reaches = |word: Span| {
        let rest = marks.between(word.end, part.end);
        // 在现有水平上提升10%
        let base = rest.opens("水平") || rest.opens("基础");
        word.of(marks.text()) == "现有" && (counted(word) || base || rest.has("实现"))
    };
    // 不合格食品处理率达到100%: what they are, no result of a test
    let of_kind = |word: Span| {
        let rest = marks.between(word.end, part.end);
        word.of(marks.text()) == "不合格" && rest.starts_with(|c: char| c.is_alphabetic() && !"的率数".contains(c))
    };
    marks.words(List::Past, part).any(|w| !beside(w.span) && !reaches(w.span) && !of_kind(w.span) && !starts(w.span))
}
