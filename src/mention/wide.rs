//! Wide 全角: digits and letters of full width read like those of half width.
//!
//! In: `２０２５年６月`, `３．５％`, `１，０００元`. Out: `2025年6月`, `3.5%`, `1,000元`, each character leading back to its
//! place. Clause texts are narrow already; only what a caller hands to `scan` as found may be wide.

use crate::text::{MappedText, MappedTextBuilder};

/// Whether a digit of full width (U+FF10 to U+FF19) stands in the text.
pub(super) fn holds(text: &str) -> bool {
    text.as_bytes().windows(3).any(|b| b[0] == 0xEF && b[1] == 0xBC && (0x90..=0x99).contains(&b[2]))
}

/// The text with narrow digits and letters; a point or comma counts as such between two digits only.
pub(super) fn narrow(text: &str) -> MappedText {
    let mut out = MappedTextBuilder::default();
    let mut last = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
        let inside = digit(last) && digit(next);
        let thin = match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '．' if inside => '.',
            '，' if inside && thousands(text, at + c.len_utf8()) => ',',
            '／' if inside => '/',
            _ => c,
        };
        out.push(thin, at, c.len_utf8());
        last = Some(c);
    }
    out.finish()
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
