//! Letters 字符: what counts as a letter, digit or ideograph when texts are compared.

/// [`char::is_alphanumeric`] without a look into the tables of Unicode for what Chinese text is made of.
///
/// `政` and `2` are, `，` and `《` are not.
pub fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => false,
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' => false,
        _ => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_letter;

    #[test]
    fn letters_are_those_of_unicode() {
        assert!(('\0'..='\u{ffff}').all(|c| is_letter(c) == c.is_alphanumeric()));
    }
}
