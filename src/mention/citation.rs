//! Citations 引用: documents named by title and number, for `scan`.
//!
//! In: `《关于支持中小企业的若干措施》（沪府发〔2021〕9号）`, `国发〔2020〕7号`. Out: where they stand, title and number
//! as one. Whose document it is, and whether it is the text itself, is the business of `fact`.

use super::scan::{Walk, span};
use super::{Mention, MentionKind};
use crate::text::{Seek, among};

/// A title from its 《 to `end` behind its 》, with the number in the bracket behind it.
pub(super) fn title(walk: &Walk<'_>, start: usize, end: usize) -> Option<Mention> {
    let inner = walk.text.get(start + '《'.len_utf8()..end.checked_sub('》'.len_utf8())?)?;
    if !walk.text.get(..end)?.ends_with('》') || inner.chars().count() < 2 {
        return None;
    }
    let mut stop = end;
    if let Some(at) = walk.eat(end, &["（", "("])
        && let Some(close) =
            walk.rest(at).char_indices().take(60).find(|(_, c)| matches!(c, '）' | ')')).map(|(i, _)| at + i)
        && numbered(walk.text.get(at..close).unwrap_or_default())
    {
        stop = close + walk.after(close).map_or(0, char::len_utf8);
    }
    let mut m = Mention::at(MentionKind::Citation, span(start, stop), "citation/title");
    m.core = span(start, end);
    Some(m)
}

/// 沪府发〔2021〕9号, 财政部令第87号.
fn numbered(words: &str) -> bool {
    words.ends_with('号') && words.contains(|c: char| c.is_ascii_digit())
}

/// A number without a title: 沪府发〔2021〕9号. `start` is its 〔.
pub(super) fn number(walk: &Walk<'_>, start: usize, end: usize, floor: usize) -> Option<Mention> {
    let digits = |at: usize| walk.rest(at).bytes().take_while(u8::is_ascii_digit).count();
    let year = digits(end);
    let close = walk.eat(end + year, &["〕"]).filter(|_| year == 4)?;
    let at = walk.eat(close, &["第"]).unwrap_or(close);
    let serial = digits(at);
    let stop = walk.eat(at + serial, &["号"]).filter(|_| serial > 0)?;
    let mark = walk.text.get(floor..start)?;
    let mut from = start;
    for (i, c) in mark.char_indices().rev().take(12) {
        if !('\u{4E00}'..='\u{9FFF}').contains(&c) || among(c, "和及与按据照以见的即由至原将对") {
            break;
        }
        from = floor + i;
    }
    if from == start {
        return None;
    }
    // 根据沪府发: words in front that are no part of a mark
    let front =
        ["根据", "按照", "依据", "依照", "参照", "执行", "落实", "印发", "转发", "修订", "废止", "用好", "贯彻"];
    let words = walk.text.get(from..start)?;
    let cut = front.iter().filter_map(|w| words.last_place(w).map(|i| i + w.len())).max().unwrap_or(0);
    Some(Mention::at(MentionKind::Citation, span(from + cut, stop), "citation/number"))
}
