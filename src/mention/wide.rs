//! Wide 全角: digits and letters of full width read like those of half width.
//!
//! In: `２０２５年６月`, `３．５％`, `１，０００元`. Out: `2025年6月`, `3.5%`, `1,000元`, each character leading back to its
//! place. Clause texts are narrow already; only what a caller hands to `scan` as found may be wide.

use crate::text::{MappedText, MappedTextBuilder};

/// Whether a digit of full width (U+FF10 to U+FF19) stands in the text.
pub(super) fn holds(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|b| memchr::memchr(0xEF, b)) {
        at += next;
        if matches!(bytes.get(at + 1..at + 3), Some([0xBC, 0x90..=0x99])) {
            return true;
        }
        at += 1;
    }
    false
}

/// The text with narrow digits and letters; a point or comma counts as such between two digits only.
pub(super) fn narrow(text: &str) -> MappedText {
    let mut out = MappedTextBuilder::default();
    let (mut from, mut at) = (0, 0);
    // All of them begin with the byte EF: what lies between is copied as it stands.
    while let Some(next) = text.as_bytes().get(at..).and_then(|b| memchr::memchr(0xEF, b)) {
        at += next;
        let c = text.get(at..).and_then(|t| t.chars().next()).unwrap_or_default();
        let end = at + c.len_utf8();
        if let Some(thin) = thin(text, at, c) {
            out.copy(text.get(from..at).unwrap_or_default(), from);
            out.push(thin, at, c.len_utf8());
            from = end;
        }
        at = end;
    }
    out.copy(text.get(from..).unwrap_or_default(), from);
    out.finish()
}

/// The narrow form of the character `c` at `at`.
fn thin(text: &str, at: usize, c: char) -> Option<char> {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let end = at + c.len_utf8();
    let inside =
        || text.get(..at).is_some_and(|t| t.ends_with(digit)) && text.get(end..).is_some_and(|t| t.starts_with(digit));
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' => char::from_u32(c as u32 - 0xFEE0),
        '．' if inside() => Some('.'),
        '，' if inside() && thousands(text, end) => Some(','),
        '／' if inside() => Some('/'),
        _ => None,
    }
}

/// Three digits and no fourth behind a comma.
fn thousands(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    rest.chars().take_while(|c| ('０'..='９').contains(c)).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn narrows_numbers_and_leads_back() {
        let text = "投入１，０００．５万元，２０２５年";
        assert!(holds(text));
        let narrow = narrow(text);
        assert_eq!(narrow.as_str(), "投入1,000.5万元，2025年");
        assert_eq!(narrow.to_source(Span::new(6, 13)).of(text), "１，０００．５");
    }

    #[test]
    fn leaves_lists_and_narrow_text_alone() {
        assert!(!holds("投入1000万元，2025年"));
        assert_eq!(narrow("３，４").as_str(), "3，4");
    }
}
