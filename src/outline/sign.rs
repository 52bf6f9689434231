//! Signatures 署名: the bodies, or the person, in whose name a text is issued.
//!
//! In: the paragraphs of a file and a place. Out: where the signature that begins there ends. A signature stands
//! above a date, at the end of the file, or, on a title page, right below the title.

use super::element;
use super::number;
use super::paragraph::Paragraph;
use crate::source::LineKind;

/// Signatures of joint notices have as many lines at most.
const MOST: usize = 8;

/// The end of the signature of one line, or of two that are one name, that begins at `i`.
pub(super) fn ends(paragraphs: &[Paragraph], i: usize, last: usize) -> Option<usize> {
    if number::mark(text(paragraphs, i)).is_some() {
        return None;
    }
    if signs(text(paragraphs, i)) {
        return is_closed(paragraphs, i + 1, last, !stands_in_list(paragraphs, i)).then_some(i + 1);
    }
    // 国务院应对某某疫情 over 联防联控机制综合组: one name on two lines
    let (first, second) = (text(paragraphs, i), text(paragraphs, i + 1));
    let begins = |t: &str| ["国务院", "中共", "全国", "中央"].iter().any(|w| t.starts_with(w));
    let joined = begins(first)
        && !begins(second)
        && element::is_title_line(first)
        && (2..=24).contains(&first.chars().count())
        && (2..=24).contains(&second.chars().count())
        && element::is_body_name(&format!("{first}{second}"));
    (joined && is_closed(paragraphs, i + 2, last, false)).then_some(i + 2)
}

/// Below the title: who speaks (某市人民政府市长某某), or the body whose plan it is, over its date.
pub(super) fn on_title_page(paragraphs: &[Paragraph], i: usize, below_signature: bool) -> bool {
    let words = text(paragraphs, i);
    let dated = |text: &str| element::is_date(text) || element::is_month(text);
    element::signed_for(words).is_some_and(|body| !body.is_empty())
        || element::is_body_name(words) && number::mark(words).is_none() && dated(text(paragraphs, i + 1))
        || element::is_month(words) && below_signature
        // 中共甲省委甲省人民政府 over the first paragraph
        || element::is_body_name(words) && number::mark(words).is_none() && is_sentence(text(paragraphs, i + 1))
}

/// Whether nothing but other bodies stands from `i` on until a date or, where that may be, until the end.
fn is_closed(paragraphs: &[Paragraph], i: usize, last: usize, may_end: bool) -> bool {
    for next in i..(i + MOST).min(last) {
        if element::is_date(text(paragraphs, next)) {
            return true;
        }
        if !(signs(text(paragraphs, next)) || element::is_sealed(text(paragraphs, next))) {
            return false;
        }
    }
    may_end && last <= i + MOST
}

/// Whether a name stands among others of its kind or below a line that leads it in: 成员单位： over 市财政局.
fn stands_in_list(paragraphs: &[Paragraph], i: usize) -> bool {
    // The bodies above in the same signature.
    let above = paragraphs.get(..i).unwrap_or_default().iter().rev().take(MOST).find(|p| !signs(p.as_str()));
    let Some(above) = above else { return true };
    let words = above.as_str();
    let closed = words.ends_with(['。', '）']) || element::is_labelled(words) || element::is_file_link(words);
    above.kind == LineKind::TableRow || !(closed || words.starts_with("电话"))
}

/// A paragraph of running text.
fn is_sentence(text: &str) -> bool {
    text.ends_with(['。', '：']) && text.chars().count() >= 30 && !element::is_addressees(text)
}

/// A body's name, or 总理某某.
fn signs(text: &str) -> bool {
    element::is_body_name(text) || element::signed_for(text).is_some()
}

fn text(paragraphs: &[Paragraph], i: usize) -> &str {
    paragraphs.get(i).map_or("", Paragraph::as_str)
}
