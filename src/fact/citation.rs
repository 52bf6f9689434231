//! Citations 引用文件: documents that a clause names by 《title》, by 发文字号, or by both.
//!
//! `《国务院关于…的若干意见》（国发〔2020〕7号）` is one citation; 〈〉 inside a title stay in it. A number
//! in brackets belongs to the title right before it; as many numbers as titles are dealt out in order.
//! Not counted: the document itself, the text its own notice encloses, bare kinds (本《办法》), forms and
//! certificates (《营业执照》), names in “”. Which document is meant is left to later rooms.

use super::around::{Around, ending, head};
use super::vocabulary::List;
use super::{Citation, Context, Fact, Field, Says};
use crate::outline::ClauseKind;
use crate::text::{Seek, Span, is_letter};
use foldhash::HashSet;
use regex::Regex;

/// Reads citations.
pub(super) struct Citations {
    number: Regex,
    order: Regex,
    decree: Regex,
    lead: Regex,
    kind_only: Regex,
    form: Regex,
    encloses: Regex,
}

/// A title with its brackets.
struct Title {
    all: Span,
    inner: Span,
}

impl Citations {
    pub(super) fn new() -> Self {
        Self {
            number: super::compiled(
                "\\p{Han}{1,16}(?:[〔【\\[［]\\s*[12][0-9]{3}\\s*[〕】\\]］]|（[12][0-9]{3}）)\\s*第?[0-9]+号",
            ),
            order: super::compiled("^(\\p{Han}{0,20}(?:[12][0-9]{3}年)?第?[0-9]+号)(?:[，、；令公）]|$)"),
            decree: super::compiled("(?:中华人民共和国)?\\p{Han}{2,16}(?:公告|令)(?:[12][0-9]{3}年)?第[0-9]+号"),
            lead: super::compiled(
                "^.*(?:按照|根据|依据|依照|参照|执行|落实|贯彻|用好|用足|印发|转发|修订|废止|摘自|选自|引自|来自|文号|号文|文件|[见和及与以的即原由至按照据])",
            ),
            kind_only: super::compiled(
                "^(?:本|该|原)?(?:实施|指导|若干|暂行|管理|行动|工作|试行|总体|专项)*(?:通知|意见|办法|方案|规定|条例|细则|规划|纲要|计划|措施|政策|决定|公告|目录|指南|标准|规范|准则|清单|规则|协议|合同)$",
            ),
            form: super::compiled("(?:证|证书|执照|许可证|通知书|告知书|名片|发票|收据|票据)$"),
            encloses: super::compiled(
                "^(?:（[^）]*）)?(?:等[一二三四五六七八九十]个\\p{Han}{2,4})?(?:、|和|及|《|已经|已|业经|经[^，。]{0,30}同意|印发给|转发给|印发你|转发你|予以印发|予以转发|现印发)",
            ),
        }
    }

    /// Whether a title is the document's own or that of the text it encloses.
    fn own(&self, context: &Context<'_>, title: &Title) -> bool {
        let (text, meta) = (context.text(), context.metadata);
        // From behind: nearly all titles part from the own one at their first characters.
        let words = || letters_behind(title.inner.of(text));
        // 国务院安委会《消防安全整治行动方案》 is named by who made it, beside an own 甲市消防安全整治行动方案.
        let front = text.get(..title.all.start).unwrap_or_default();
        let by_other = || ["国务院", "委会", "部", "委", "厅", "省政府", "办公厅"].iter().any(|w| front.closes(w));
        let after = text.get(title.all.end..).unwrap_or_default();
        // 根据《甲方案》…，制定本方案; 关于印发《甲方案》的通知要求: what the own title ends with, of a text from above
        let above = || {
            let sentence = head(after, 300).split(['。', '\n']).next().unwrap_or_default();
            ["制定本", "制订本", "特制定", "制定如下"].iter().any(|w| sentence.has(w))
                || front.closes("关于印发") && after.opens("的通知")
        };
        let mine = |own: &String| {
            let mut own = letters_behind(own);
            let ends = words().all(|c| own.next() == Some(c));
            ends && (own.next().is_none() || words().count() >= 8 && !by_other() && !above())
        };
        // 《甲方案》 of 甲方案（2023—2025年）
        let undated = |own: &String| own.rfind("（20").filter(|_| own.ends_with('）')).map(|at| own[..at].to_owned());
        if meta.title.iter().chain(&meta.enclosed_titles).any(|own| mine(own) || undated(own).is_some_and(|o| mine(&o)))
        {
            // 原《应急预案》（甲政发〔2014〕47号）: an earlier text of the same name has a number of its own.
            // 现将《甲意见》（甲政〔2011〕48号）转发给你们: the enclosed text with its own number
            if front.closes("现将") && self.encloses.is_match(after) {
                return true;
            }
            let other = self.numbers_behind(text, title.all.end).first().map(|n| plain_number(n.of(text)));
            return !other.is_some_and(|o| o.has('〔') && meta.number.as_ref().is_none_or(|n| *n != o));
        }
        // 《附件1：排摸统计表》; 我局编制了《甲细则》，现予以印发
        let label = title.inner.of(text).strip_prefix("附件").is_some_and(|r| {
            r.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '：' | '一' | '二' | '三' | '四' | '五'))
        });
        let made = ["了", "制定", "编制", "起草", "修订"].iter().any(|w| front.closes(w));
        let sent_on = ["，现予以印发", "，现印发", "，现予印发"].iter().any(|w| after.opens(w));
        if label || made && sent_on {
            return true;
        }
        // 《任务分解表》（详见附件1）: part of the document itself
        let attached = after.strip_prefix('（').and_then(|r| r.split_once('）')).map_or("", |x| x.0);
        let attached = ["详见", "见"].iter().find_map(|w| attached.strip_prefix(w)).unwrap_or(attached);
        if attached.opens("附件") && attached.chars().count() <= 6 || attached == "附后" {
            return true;
        }
        let mut before = text.get(..title.all.start).unwrap_or_default();
        // 现将《甲》《乙》印发: all of them
        while let Some(earlier) = before.trim_end_matches(['、', '和', '及']).strip_suffix('》') {
            let Some(open) = earlier.last_place('《') else { break };
            before = &earlier[..open];
        }
        let sent = before.ends_with('将') || before.is_empty() || before.ends_with('\n');
        context.clause().kind == ClauseKind::Notice && sent && self.encloses.is_match(after)
    }

    /// The numbers in the brackets right behind a title, each with its place.
    fn numbers_behind(&self, text: &str, mut at: usize) -> Vec<Span> {
        // A short name may stand in brackets of its own before the number.
        for _ in 0..2 {
            let Some(inner) = text.get(at..).and_then(|r| r.strip_prefix('（')) else { break };
            let Some(len) = closing(inner) else { break };
            let start = at + '（'.len_utf8();
            let mut found = Vec::new();
            let mut from = start;
            for part in inner[..len].split_inclusive(['、', '，', '；']) {
                let words = part.trim_end_matches(['、', '，', '；']);
                let whole = self
                    .number
                    .find(words)
                    .map(|m| m.range())
                    .or_else(|| self.order.captures(words).and_then(|c| c.get(1)).map(|m| m.range()));
                if let Some(range) = whole {
                    found.push(Span::new(from + range.start, from + range.end));
                }
                from += part.len();
            }
            if !found.is_empty() {
                return found;
            }
            at = start + len + '）'.len_utf8();
        }
        Vec::new()
    }

    /// The number right before a title: 沪府发〔2021〕9号《关于…的意见》. `from` is where the title before it ends.
    fn number_before(&self, text: &str, from: usize, title: usize) -> Option<Span> {
        let from = text.floor_char_boundary(from.max(title.saturating_sub(LONGEST_NUMBER)));
        let near = text.get(from..title).filter(|near| near.ends_with('号'))?;
        let found = self.number.find_iter(near).last().filter(|m| m.end() == near.len())?;
        Some(self.trimmed(text, Span::from(found.range()).shift(from)))
    }

    /// A number without the words before it: 按照沪府发〔2021〕9号 gives 沪府发〔2021〕9号.
    fn trimmed(&self, text: &str, span: Span) -> Span {
        let words = span.of(text);
        // 和 of 中华人民共和国 is no 和 between two.
        if let Some(at) = words.place("中华人民共和国") {
            return Span::new(span.start + at, span.end);
        }
        // 国家铁路局公告2019年第7号: the whole bracket is the number's.
        let bracket = text.get(..span.start).is_some_and(|t| t.ends_with('（')) && words.has("公告");
        if bracket && words.chars().count() <= 32 {
            return span;
        }
        let mark = words.find(['〔', '【', '[', '［', '（']).unwrap_or(words.len());
        let cut = self.lead.find(&words[..mark]).map_or(0, |m| m.end());
        Span::new(span.start + cut, span.end)
    }

    /// The number of each title, and all numbers that are taken by one.
    fn numbers(&self, text: &str, titles: &[Title]) -> (Vec<Option<Span>>, Vec<Span>) {
        let mut used: Vec<Span> = Vec::new();
        let mut numbers: Vec<Option<Span>> = vec![None; titles.len()];
        let mut first = 0;
        for at in 0..titles.len() {
            let next = titles.get(at + 1);
            let gap = next.map(|n| text.get(titles[at].all.end..n.all.start).unwrap_or_default());
            let found = self.numbers_behind(text, titles[at].all.end);
            let from = at.checked_sub(1).map_or(0, |before| titles[before].all.end);
            let front = found.is_empty().then(|| self.number_before(text, from, titles[at].all.start)).flatten();
            let found = if front.is_some() { front.into_iter().collect() } else { found };
            used.extend(&found);
            if found.len() > 1 && found.len() == at + 1 - first {
                for (i, number) in found.iter().enumerate() {
                    numbers[first + i] = Some(*number);
                }
            } else {
                numbers[at] = found.first().copied();
            }
            if !gap.is_some_and(|g| ["", "、", "和", "及", "以及", "与"].contains(&g)) {
                first = at + 1;
            }
        }
        (numbers, used)
    }

    /// Numbers that stand without a title.
    fn bare_numbers(&self, context: &Context<'_>, titles: &[Title], used: &[Span]) -> Vec<Fact> {
        let text = context.text();
        let spans: Vec<Span> = titles.iter().map(|t| t.all).collect();
        let mut facts = Vec::new();
        // Each number ends in 号: most clauses hold none and are not read further.
        if !context.around.says(List::Number) {
            return facts;
        }
        let near = near_numbers(context.around, used);
        let found = |pattern: &Regex| -> Vec<Span> {
            near.iter()
                .flat_map(|run| pattern.find_iter(run.of(text)).map(|m| Span::from(m.range()).shift(run.start)))
                .collect()
        };
        for whole in found(&self.number).into_iter().chain(found(&self.decree)) {
            if super::covered(used, whole) || super::covered(&spans, whole) {
                continue;
            }
            let span = self.trimmed(text, whole);
            let number = plain_number(span.of(text));
            if span.of(text).starts_with(['〔', '【', '[', '［', '（'])
                || context.metadata.number.as_ref() == Some(&number)
            {
                continue;
            }
            let says = Says::Citation(Citation { title: None, number: Some(number) });
            facts.push(Fact::stated(says, span, span, "citation/number"));
        }
        facts
    }
}

impl Field for Citations {
    fn name(&self) -> &'static str {
        "citations"
    }

    fn read(&self, context: &Context<'_>) -> Vec<Fact> {
        let text = context.text();
        let titles = titles(context.around.marks());
        let (numbers, used) = self.numbers(text, &titles);
        let mut facts = Vec::new();
        let mut named: HashSet<(&str, &str)> = HashSet::default();
        for (title, number) in titles.iter().zip(&numbers) {
            let words = title.inner.of(text);
            let before = text.get(..title.all.start).unwrap_or_default();
            let called = before.ends_with("简称") || before.ends_with("简称为") || before.ends_with("统称");
            // 本《竞价指引》
            let called = called || before.ends_with('本');
            let left_out = (self.kind_only.is_match(words) && number.is_none() && !is_short_name(context, words))
                || self.form.is_match(words)
                || called
                || words.chars().count() < 2;
            if left_out || self.own(context, title) {
                continue;
            }
            let number = number.map(|n| self.trimmed(text, n));
            let front = number.filter(|n| n.end <= title.all.start);
            let behind = number.filter(|_| front.is_none()).map_or(title.all.end, |n| {
                let close =
                    text.get(n.end..).and_then(|r| r.place('）')).map_or(n.end, |i| n.end + i + '）'.len_utf8());
                if close - n.end < 90 { close } else { n.end }
            });
            let cited =
                Citation { title: Some(words.replace('\n', "")), number: number.map(|n| plain_number(n.of(text))) };
            // 《甲报告》已经通过，…《甲报告》提出的任务: cited once, however often it is named
            // 县《政府工作报告》 and 市《政府工作报告》 are two
            let again =
                !named.insert((whose(before), words)) || named.contains(&("", words)) && !whose(before).is_empty();
            if cited.number.is_none() && again || is_magazine(text, title.all.end, words) {
                continue;
            }
            let says = Says::Citation(cited);
            let from = front.map_or(title.all.start, |n| n.start);
            let mut fact = Fact::stated(says, Span::new(from, behind), title.inner, "citation/title");
            fact.value.extend(number);
            facts.push(fact);
        }
        facts.extend(self.bare_numbers(context, &titles, &used));
        facts.sort_by_key(|f| f.quote.start);
        facts
    }
}

/// The place whose text a title is, where one stands right before it: 县 of 县《政府工作报告》.
fn whose(before: &str) -> &str {
    const PLACES: &[&str] = &["省", "市", "县", "区", "州", "旗", "镇", "乡"];
    ending(before, PLACES).unwrap_or_default()
}

/// Whether a bare kind is what the text calls another (以下称《办法》): what its first clauses say of that.
fn is_short_name(context: &Context<'_>, words: &str) -> bool {
    let named = format!("称《{words}》");
    context.clauses.iter().take(OPENING).any(|clause| {
        let text = clause.text.as_str();
        text[..text.floor_char_boundary(OPENING_BYTES)].has(&named)
    })
}

/// In how many clauses at the beginning short names are looked for, and in how much of each.
const OPENING: usize = 8;
const OPENING_BYTES: usize = 2000;

/// 《财富》世界500强: a list of a magazine, no document.
fn is_magazine(text: &str, end: usize, words: &str) -> bool {
    let after = text.get(end..).unwrap_or_default().trim_start_matches('“');
    words.chars().count() <= 4 && ["世界", "中国", "全球", "杂志"].iter().any(|w| after.opens(w))
}

/// The runs of a text in which a number may stand that no title has taken: what lies before each 号 behind a figure.
fn near_numbers(marks: &Around<'_>, used: &[Span]) -> Vec<Span> {
    let text = marks.text();
    let mut out: Vec<Span> = Vec::new();
    for sign in marks.words(List::Number, Span::new(0, text.len())) {
        let at = sign.span.start;
        let figured = text.as_bytes().get(at.wrapping_sub(1)).is_some_and(u8::is_ascii_digit);
        if !figured || super::covered(used, sign.span) {
            continue;
        }
        let (start, end) = (text.floor_char_boundary(at.saturating_sub(LONGEST_NUMBER)), sign.span.end);
        match out.last_mut() {
            Some(last) if start <= last.end => last.end = end,
            _ => out.push(Span::new(start, end)),
        }
    }
    out
}

/// More bytes than any number has, blanks inside it included.
const LONGEST_NUMBER: usize = 240;

/// All outermost 《…》.
fn titles(marks: &[(usize, char)]) -> Vec<Title> {
    let (mut out, mut open) = (Vec::new(), Vec::new());
    for &(at, c) in marks {
        match c {
            '《' => open.push(at),
            '》' => {
                if let Some(start) = open.pop()
                    && open.is_empty()
                {
                    let inner = Span::new(start + '《'.len_utf8(), at);
                    out.push(Title { all: Span::new(start, at + '》'.len_utf8()), inner });
                }
            }
            // A page may break inside a title; an open 《 that is never closed must not swallow the rest.
            '\n' if open.first().is_some_and(|start| at - start > BROKEN) => open.clear(),
            _ => {}
        }
    }
    out
}

/// How much of a title may stand before a line break, in bytes: 40 characters.
const BROKEN: usize = 120;

/// The byte of the ） that closes a bracket opened just before: 国办发（2021）22号 holds one of its own.
fn closing(inner: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in inner.char_indices() {
        match c {
            '（' => depth += 1,
            '）' if depth == 0 => return Some(at),
            '）' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// 〔〕 and no blanks, as 发文字号 are written.
fn plain_number(words: &str) -> String {
    words
        .replace(['【', '[', '［', '（'], "〔")
        .replace(['】', ']', '］', '）'], "〕")
        .replace([' ', '\n'], "")
        .replace("〕第", "〕")
}

/// What is compared of two titles: letters and digits, the last first.
fn letters_behind(words: &str) -> impl Iterator<Item = char> {
    words.chars().rev().filter(|c| is_letter(*c) && *c != '的')
}
