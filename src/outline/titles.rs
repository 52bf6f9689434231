//! Titles 标题: which other texts a title or a notice names.
//!
//! In: `甲市人民政府关于印发《乙方案》的通知`. Out: 乙方案, however it is written: in 《》, in none, with the whole title
//! in 《》.

use super::element;
use crate::text::{Seek, is_letter};

/// 印发、转发…: by such words a notice hands on what it names.
pub const HANDS: &[&str] = &["印发", "转发", "批转", "公布", "发布", "下发", "颁布", "颁发"];

/// Titles in 《》.
pub(super) fn quoted(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split('《').skip(1).filter_map(|t| t.split('》').next()).filter(|t| !t.is_empty()).map(str::to_owned)
}

/// The title without 《》 that a covering title hands on: `关于印发甲市行动方案的通知`.
pub fn unquoted_in(title: &str) -> Option<&str> {
    let inner = unquoted(title).strip_suffix("的通知").filter(|t| !t.ends_with('》'))?;
    let (_, named) = HANDS.iter().filter_map(|w| inner.split_once(w)).min_by_key(|(before, _)| before.len())?;
    element::is_title(named).then_some(named)
}

/// What two writings of one title share: letters and ideographs alone, 〈〉 for 《》 inside.
pub(super) fn bare_title(title: &str) -> Option<String> {
    let bare: String = title.chars().filter(|c| is_letter(*c)).collect();
    (bare.chars().count() >= 4).then_some(bare)
}

/// A title without the 《》 around all of it: 《甲市关于印发乙方案的通知》.
pub fn unquoted(title: &str) -> &str {
    let inner = title.strip_prefix('《').and_then(|t| t.strip_suffix('》'));
    let whole = |t: &&str| t.has("关于") && t.find('》').is_none_or(|close| t.find('《').is_some_and(|o| o < close));
    inner.filter(whole).unwrap_or(title)
}
