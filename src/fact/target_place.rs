//! Places 数值所在: the part of a sentence in which a number of a target stands.
//!
//! In: a clause's text and a span. Out: spans of the part and of the sentence, and what lists and quotes do
//! to them. What the words mean is left to `target_phrase`.

use super::around::Around as Marks;
use crate::text::{Seek, Span, among};

/// How far a sentence is followed to either side, in bytes: 700 characters.
const REACH: usize = 2100;

/// The part of a sentence around a span, and the whole sentence.
pub(super) struct Around {
    /// Between ，。；：.
    pub(super) part: Span,
    /// Between 。.
    pub(super) sentence: Span,
}

/// The part between ，。；： and the sentence between 。 around a span.
pub(super) fn around(marks: &Marks<'_>, span: Span) -> Around {
    let text = marks.text();
    let (first, last) =
        (text.floor_char_boundary(span.start.saturating_sub(REACH)), text.ceil_char_boundary(span.end + REACH));
    let (before, after) = (marks.marks_before(span.start), marks.marks_from(span.end));
    let start = |stops: &[char]| {
        let mut near = before.iter().rev().take_while(|m| m.0 >= first);
        let at = near.find(|m| stops.contains(&m.1)).map_or(first, |m| m.0 + m.1.len_utf8());
        // Behind the divider of a table's cells stands a blank.
        if text.get(..at).is_some_and(|t| t.ends_with('|'))
            && text.get(at..span.start).is_some_and(|t| t.starts_with(' '))
        {
            at + 1
        } else {
            at
        }
    };
    let end = |stops: &[char]| {
        let mut near = after.iter().take_while(|m| m.0 < last);
        let at = near.find(|m| stops.contains(&m.1)).map_or(last, |m| m.0);
        if text.get(at..).is_some_and(|t| t.starts_with('|'))
            && text.get(span.end..at).is_some_and(|t| t.ends_with(' '))
        {
            at - 1
        } else {
            at
        }
    };
    let mut part = start(&['，', '。', '；', '：', '\n', '|']);
    // 家庭农场（含联户，以下简称农场）数量突破60家: a bracket that opened before the comma belongs to the phrase.
    if let Some(open) = text.get(part..span.start).and_then(closes_first).and_then(|_| opened_before(text, part)) {
        let near = marks.marks_before(open).iter().rev().take_while(|m| m.0 >= first);
        let stop = near.clone().find(|m| ['，', '。', '；', '：', '\n', '|'].contains(&m.1));
        part = stop.map_or(first, |m| m.0 + m.1.len_utf8());
    }
    Around {
        part: Span::new(part, end(&['，', '。', '；', '：', '\n', '（', '|'])),
        sentence: Span::new(start(&['。', '\n', '|']), end(&['。', '\n', '|'])),
    }
}

/// Where a bracket closes that did not open in these words.
fn closes_first(words: &str) -> Option<usize> {
    let close = words.place('）')?;
    (!words[..close].has('（')).then_some(close)
}

/// Where the bracket opens in which a place stands, if near and in the same sentence.
fn opened_before(text: &str, at: usize) -> Option<usize> {
    let front = text.get(text.floor_char_boundary(at.saturating_sub(180))..at)?;
    let open = front.rfind(['（', '）', '。', '\n', '；', '：']).filter(|i| front[*i..].starts_with('（'))?;
    Some(at - front.len() + open)
}

/// 完成 of 完成465幢 before 23.25万平方米房屋: what stands before a number that counts the same things another way.
pub(super) fn before_stack(before: &str) -> &str {
    const COUNTS: &[&str] = &["幢", "户", "栋", "个村", "个", "名", "家", "处", "座", "条", "人", "套", "台"];
    let rest = COUNTS.iter().find_map(|u| before.strip_suffix(u));
    let head = rest.map_or(before, |r| r.trim_end_matches(|c: char| c.is_ascii_digit() || among(c, ".万亿")));
    let number = rest.is_some_and(|r| r[head.len()..].starts_with(|c: char| c.is_ascii_digit()));
    if number && !head.ends_with(['第', '-']) { head } else { before }
}

/// 房屋 of 23.25万平方米房屋, behind 465幢: what both numbers count.
pub(super) fn behind_stack(list: &str) -> &str {
    const COUNTS: &[&str] = &["平方米", "平方公里", "户", "人", "名", "亩", "公里", "米", "吨"];
    let rest = list.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let wide = rest.strip_prefix('万');
    let unit = COUNTS.iter().find_map(|u| Some((*u, wide.unwrap_or(rest).strip_prefix(u)?)));
    // 3个500平方米的广场: how large each is
    unit.filter(|(u, rest)| {
        rest.chars().count() >= 2
            && list.len() > rest.len()
            && list.starts_with(|c: char| c.is_ascii_digit())
            && !rest.starts_with(['的', '以', '级'])
            && (wide.is_some() || ["户", "人", "名"].contains(u))
    })
    .map_or(list, |(_, rest)| rest)
}

/// Whether words are nothing but another count of the same things: 7644人 of 搬迁2294户7644人.
pub(super) fn is_bare_count(words: &str) -> bool {
    const COUNTS: &[&str] = &["人", "户", "名", "栋", "套", "亩", "平方米", "公里", "千瓦"];
    let unit = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '万' | '亿'));
    words.starts_with(|c: char| c.is_ascii_digit()) && COUNTS.contains(&unit)
}

/// Whether the words from a number on are a condition: 达到20人的，… or 20人以上且成立满一年的，….
pub(super) fn closes_with_de(from: &str) -> bool {
    for (at, part) in from.split(['，', '；']).enumerate() {
        let goes_on = ["且", "并", "或", "同时"].iter().any(|w| part.opens(w));
        if at > 0 && !goes_on {
            return false;
        }
        if part.trim_end_matches('。').ends_with('的') {
            return true;
        }
    }
    false
}

/// How far behind a quote the words may go on that name it, in bytes.
const NAMED: usize = 120;

/// Whether a span stands inside “” or 《》.
pub(super) fn quoted(marks: &Marks<'_>, span: Span) -> bool {
    let first = span.start.saturating_sub(2 * REACH);
    let (mut quotes, mut titles) = (0, 0);
    let mut opened = None;
    for (at, mark) in marks.marks_before(span.start).iter().rev().take_while(|m| m.0 >= first && m.1 != '\n') {
        match mark {
            '“' => {
                quotes += 1;
                opened = opened.or(Some(*at));
            }
            '”' => quotes -= 1,
            '《' => titles += 1,
            '》' => titles -= 1,
            _ => {}
        }
    }
    // “引进人才2000名，贡献率达到40%”的三大人才目标: a statement, no slogan
    let states = |from: usize| {
        let Some((inside, behind)) = marks.text().get(from..).and_then(|t| t.split_once('”')) else { return false };
        let near = &behind[..behind.floor_char_boundary(NAMED)];
        let behind = near.split(['，', '。', '；']).next().unwrap_or_default();
        inside.has('，') && (behind.has("目标") || behind.starts_with("的任务"))
    };
    // A “ that nobody closed quotes nothing.
    let closed = || {
        let mut on = marks.marks_from(span.end).iter().take_while(|m| m.0 <= span.end + 2 * REACH && m.1 != '\n');
        on.find(|m| matches!(m.1, '“' | '”')).is_some_and(|m| m.1 == '”')
    };
    titles > 0 || quotes > 0 && closed() && !opened.is_some_and(states)
}

/// Where the item of a list begins in which a number stands: behind the last 、 that follows a number.
pub(super) fn item_start(text: &str, start: usize, number: usize) -> usize {
    let part = text.get(start..number).unwrap_or_default();
    // Before most numbers stands no other one; without a branch, many bytes are asked at once.
    if !part.bytes().fold(false, |any, b| any | b.is_ascii_digit()) {
        return start;
    }
    let (mut at, mut counted, mut latin) = (start, false, false);
    // The figures right before, and whether a number stood before them.
    let (mut figures, mut before) = (0, false);
    // Whether the item began behind 和.
    let mut joined = false;
    // How many characters of a unit follow the last digit, and nothing else.
    let mut close: Option<usize> = None;
    for (i, c) in part.char_indices() {
        // 5个国家级和国际级平台、10家企业: 和 joined two attributes
        let again = c == '、' && joined && !counted;
        // 3万亩退耕还林工程的补植、管护任务和3000亩绿化: right before the number
        let last = i + c.len_utf8() == part.len();
        // 202万亩耕地特别是150万亩永久基本农田
        let above_all = last && c == '是' && (part.closes("特别是") || part.closes("尤其是"));
        if (c == '、' || c == '和') && (counted || last) || again || above_all {
            (at, counted) = (start + i + c.len_utf8(), false);
            joined = c == '和';
        }
        // 减少11.9%（其中工业排放量减少12.6%）; 客运站20个（其中新建6个） shares its noun.
        // 新增就业35万人（含城镇新增就业25万人）
        let within = |w: &str| part[i..].strip_prefix(w).is_some_and(|r| !r.has('）') && r.chars().count() >= 5);
        if c == '（'
            && counted
            && let Some(w) = ["（其中", "（含"].into_iter().find(|w| within(w))
        {
            (at, counted) = (start + i + w.len(), false);
        }
        // 2025年甲率、乙率: a year counts nothing.
        if figures == 4 && (c == '年' || c == '—' || c == '-') {
            counted = before;
        }
        // PM2.5, SO2: a digit behind a letter names.
        latin = c.is_ascii_alphabetic() || latin && (c.is_ascii_digit() || c == '.');
        if c.is_ascii_digit() {
            (figures, before) = if figures == 0 { (1, counted) } else { (figures + 1, before) };
        } else {
            figures = 0;
        }
        counted |= c.is_ascii_digit() && !latin;
        // 收入超过100亿元的甲企业和乙企业数: it describes
        // 6岁以下儿童龋齿率、孕妇贫血率: an age counts nothing
        let aged = || {
            let behind = part[i + c.len_utf8()..].trim_start_matches(['及', '以', '上', '下']);
            behind.starts_with(char::is_alphabetic) && behind.len() < part.len() - i - c.len_utf8()
        };
        if c == '岁' && close == Some(0) && aged() {
            counted = false;
        }
        // 2人间和3人间病房: kinds of rooms
        if c == '间' && close == Some(1) && part[..i].ends_with('人') {
            counted = false;
        }
        if c.is_ascii_digit() {
            close = Some(0);
        } else if c == '的' && close.is_some_and(|n| n > 0) {
            // 10个产值超100亿元的集群、100家…: what was counted before stays so
            counted = before;
        } else {
            close = close.filter(|_| among(c, "万亿元美个家名人亩吨以上下")).map(|n| n + 1);
        }
    }
    at
}

/// The words behind a number up to the next number of a list: 千亿级 of 5家千亿级、20家百亿级特色产业园区.
pub(super) fn list_tail(after: &str) -> &str {
    let mut end = after.len();
    for (i, c) in after.char_indices() {
        let next = after.get(i + c.len_utf8()..).and_then(|r| r.chars().next());
        // 1个千亿级、若干个百亿级产业集群: some of another kind, without a number
        let some = || SOME.iter().any(|w| after[i + c.len_utf8()..].opens(w));
        let above_all = || ["特别是", "尤其是"].iter().any(|w| after[i..].opens(w));
        if (c == '、' || c == '和') && (next.is_some_and(|n| n.is_ascii_digit()) || some()) || above_all() {
            end = i;
            break;
        }
    }
    let list = after.get(..end).unwrap_or_default();
    let list = if list.has('（') { list } else { list.trim_end_matches('）') };
    // 3个百亿级产业链和机械、电工2个十亿级产业链: the next list is named before its own number.
    match list.find(|c: char| c.is_ascii_digit()) {
        Some(at) if COUNTED.iter().any(|u| list[at..].trim_start_matches(|c: char| c.is_ascii_digit()).opens(u)) => {
            let head = list.get(..at).unwrap_or_default();
            let stop = head.find(['和', '及', '与']).or_else(|| head.find('、')).filter(|i| *i > 0);
            stop.map_or(list, |i| &head[..i])
        }
        _ => list,
    }
}

/// Words for some without a number.
pub(super) const SOME: [&str; 4] = ["若干", "一批", "多个", "数个"];

/// Units of what is named one by one before its number.
const COUNTED: [&str; 11] = ["个", "家", "项", "条", "大", "座", "台", "套", "辆", "处", "所"];
