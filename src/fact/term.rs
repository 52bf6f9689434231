//! Terms 简称: `上海张江高新技术产业开发区（以下简称“张江高新区”）`.
//!
//! In: a clause's text. Out: the short name and the full name as written before the bracket, without
//! 本市, 我市 and without the words that lead up to it. Later uses of the term are not looked for here.

use super::vocabulary::List;
use super::{Context, Fact, Field, Says, Term};
use crate::text::{Seek, Span, among};
use regex::Regex;

/// How far a bracket and the name before it are followed, in bytes: 700 characters.
const REACH: usize = 2100;

/// Reads terms.
pub(super) struct Terms {
    marker: Regex,
    lead: Regex,
    front: Regex,
    own: Regex,
}

impl Terms {
    pub(super) fn new() -> Self {
        Self {
            marker: super::compiled("(?:以下|下)(?:并称|统称|合称|简称|分别简称|称)(?:为)?|（简称(?:为)?"),
            lead: super::compiled(
                "(?:关于|根据|按照|依据|依托|围绕|纳入|列入|鼓励|引导|对接|参与|组织|落实|贯彻|执行|制定|印发|出台|完善|健全|打造|聚焦|对于|针对|为了|通过|是指|作为|成为|以及|下列|上述|符合|经过|确定的|认定的|认可的|发放的|适用于|会同|可以|属于|扩大|申请|申报|提供|享受|成立|设立|建立|组建|在|对|向|为|由|从|将|把|是|至|按|如)",
            ),
            // These stand inside names as well: 旅游发展领导小组, 推进…改革办公室.
            front: super::compiled(
                "^(?:推广应用|复制推广|同步更新|及时更新|动态更新|更新|升级|推进|推动|促进|加强|加快|规范|建设|实施|支持|发挥|开展|深化|提升|构建|服务|利用|使用|开发|发展|培育|拓展|做好|强化|优化|办理|进一步|以|就|本次|和|与)+",
            ),
            own: super::compiled("^(?:(?:本|我|该)(?:市|省|区|县|州|自治区|国|院|委|局)|全(?:市|省|区|县|州|自治区))"),
        }
    }

    /// The full name before byte `end`: its nearest run of words in which the short name's characters
    /// stand in order, back to the last stop or lead-up word; a `joint` name (统称) holds for a whole list.
    fn full_name(&self, text: &str, end: usize, term: &str, joint: bool) -> Option<Span> {
        let first = text.floor_char_boundary(end.saturating_sub(REACH));
        let before = text.get(first..end)?;
        if let Some(title) = before.strip_suffix('》') {
            let open = title.last_place('《')? + '《'.len_utf8();
            return Some(Span::new(first + open, first + title.len()));
        }
        if let Some(quoted) = before.strip_suffix('”') {
            let open = quoted.last_place('“')? + '“'.len_utf8();
            return Some(Span::new(first + open, first + quoted.len()));
        }
        let whole = joint || term.has('、') || term.has('（');
        self.run(text, end, term, whole)
            .filter(|(_, found)| *found)
            .or_else(|| self.run(text, end, term, true).filter(|(_, found)| *found || joint))
            .or_else(|| self.run(text, end, term, whole))
            .map(|(span, _)| span)
    }

    /// The full name back to the last stop, over 、 too where it is `wide`, and whether the short name's
    /// characters stand in it.
    fn run(&self, text: &str, end: usize, term: &str, wide: bool) -> Option<(Span, bool)> {
        let first = text.floor_char_boundary(end.saturating_sub(REACH));
        let before = text.get(first..end)?;
        let mut depth = 0;
        let stop = before.char_indices().rev().find(|(_, c)| {
            match c {
                '）' | '”' => depth += 1,
                '（' | '“' => depth -= 1,
                _ => {}
            }
            depth < 0 || among(*c, "，。；：\n！？") || (*c == '、' && depth == 0 && !wide)
        });
        // Where nothing stops it, it is no name.
        let start = stop.map(|(i, c)| i + c.len_utf8()).or((first == 0).then_some(0))?;
        let run = before.get(start..)?;
        let start = first + start;
        // The last place from which the term's characters can still be found in order.
        let mut wanted: Vec<char> = term.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut core = None;
        for (at, c) in run.char_indices().rev() {
            if wanted.last() == Some(&c) {
                wanted.pop();
                if wanted.is_empty() {
                    core = Some(at);
                    break;
                }
            }
        }
        let limit = core.unwrap_or(run.len());
        let lead = run.get(..limit)?;
        // 经营组织: what ends the name leads up to nothing; 从事生产的农民
        let leads =
            |m: &regex::Match<'_>| m.end() < run.len() && !(m.as_str() == "从" && lead[m.end()..].starts_with('事'));
        let mut from = self.lead.find_iter(lead).filter(leads).last().map_or(0, |m| m.end());
        if run.get(from..) == Some(term) && term.chars().count() > 4 {
            from = 0;
        }
        if let Some(front) = lead.get(from..).and_then(|l| self.front.find(l)) {
            from += front.end();
        }
        if let Some(own) = self.own.find(run.get(from..)?) {
            from += own.end();
        }
        (from < run.len()).then(|| (Span::new(start + from, end), core.is_some()))
    }
}

impl Field for Terms {
    fn name(&self) -> &'static str {
        "terms"
    }

    fn read(&self, context: &Context<'_>) -> Vec<Fact> {
        let text = context.text();
        let mut facts = Vec::new();
        // Each marker ends in 称 or goes on behind it: most clauses hold none.
        if !context.around.says(List::Named) {
            return facts;
        }
        for marker in self.marker.find_iter(text) {
            let Some(open) = open_bracket(text, marker.start(), marker.as_str()) else { continue };
            let Some(close) = close_bracket(text, open) else { continue };
            let term = name(text, Span::new(marker.end(), close));
            let term = with_tail(text, term, close);
            if term.is_empty() || term.of(text).chars().count() > 30 {
                continue;
            }
            let inside = Span::new(open + '（'.len_utf8(), marker.start());
            let note = inside.of(text).trim_end_matches(['，', '；', '、']);
            // 区县（自治县，以下简称区县）: what stands before the marker belongs to the name.
            let explains = ["指", "即", "含", "包括"].iter().any(|w| note.opens(w));
            let keeps = !note.is_empty() && !note.ends_with('号') && !explains && note.chars().count() <= 12;
            let Some(full) = self.full_name(text, open, term.of(text), marker.as_str().has('统')) else {
                continue;
            };
            let mut means = full.of(text).replace('\n', "");
            if keeps && means.ends_with(term.of(text)) {
                means = term.of(text).to_owned();
            }
            if keeps {
                means = format!("{means}（{note}）");
            }
            let says = Says::Term(Term { term: term.of(text).replace('\n', ""), means });
            facts.push(Fact::stated(says, Span::new(full.start, close + '）'.len_utf8()), term, "term/short-name"));
        }
        facts
    }
}

/// The （ in which a marker stands.
fn open_bracket(text: &str, marker: usize, words: &str) -> Option<usize> {
    if words.starts_with('（') {
        return Some(marker);
    }
    let mut depth = 0;
    let first = text.floor_char_boundary(marker.saturating_sub(REACH));
    for (at, c) in text.get(first..marker)?.char_indices().rev() {
        match c {
            '）' => depth += 1,
            '（' if depth == 0 => return Some(first + at),
            '（' => depth -= 1,
            '。' | '\n' => return None,
            _ => {}
        }
    }
    None
}

/// The ） that closes the bracket at `open`.
fn close_bracket(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.get(open..)?.char_indices().take(REACH) {
        match c {
            '（' => depth += 1,
            '）' => {
                depth -= 1;
                if depth == 0 {
                    return Some(open + at);
                }
            }
            '。' | '\n' => return None,
            _ => {}
        }
    }
    None
}

/// “633”人才工程: the quotes close a part of the short name, the rest stands behind them.
fn with_tail(text: &str, term: Span, close: usize) -> Span {
    let quoted =
        term.start.checked_sub('“'.len_utf8()).filter(|at| text.get(*at..).is_some_and(|t| t.starts_with('“')));
    let tail = text.get(term.end..close).and_then(|t| t.strip_prefix('”')).unwrap_or_default();
    match quoted {
        Some(start) if (2..=12).contains(&tail.chars().count()) && !tail.contains(['，', '；', '“', '、', '。']) => {
            Span::new(start, close)
        }
        _ => term,
    }
}

/// The short name behind the marker, without quotes and 下同.
fn name(text: &str, run: Span) -> Span {
    let words = run.of(text);
    let lead = words.len() - words.trim_start_matches(['“', '"', '：', ' ', '《', '为']).len();
    let rest = &words[lead..];
    // 杨“数”浦创新区: a quote inside the name closes where it began.
    let mut depth = 0;
    let ends = |(_, c): &(usize, char)| {
        depth += i32::from(*c == '“') - i32::from(*c == '”');
        depth < 0 || matches!(c, '"' | '，' | '；' | '》')
    };
    let end = rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at);
    Span::new(run.start + lead, run.start + lead + rest[..end].trim_end().len())
}
