//! Variants 异写: other ways of writing what was asked, from word tables.
//!
//! In: `发改委AI`; out: `发展改革委ai`, `发改委人工智能`, `发展改革委人工智能`. `variants` holds words that mean the same,
//! `near_words` words that are near, `ask_words` those that only say that something is asked; numbers are
//! written both ways (`22园` = `二十二园`). All words are folded as the index folds them.

use super::analyse::fold;
use crate::lexicon::Lexicon;
use crate::text::numeral;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Most other spellings of one run.
const MOST: usize = 12;
/// Most near words of one word.
const NEAR: usize = 12;

/// The tables, folded.
pub(super) struct Variants {
    same: HashMap<String, Vec<String>>,
    near: HashMap<String, Vec<String>>,
    asking: HashSet<String>,
    /// Characters of the longest word of `same`.
    longest: usize,
}

impl Variants {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in lexicon.table("variants").rows() {
            let same = fold(row.get("same_as"));
            let group = groups.entry(same.clone()).or_insert_with(|| vec![same]);
            group.push(fold(row.word()));
        }
        let mut same: HashMap<String, Vec<String>> = HashMap::new();
        for group in groups.into_values() {
            for word in &group {
                let others = same.entry(word.clone()).or_default();
                others.extend(group.iter().filter(|w| *w != word).cloned());
            }
        }
        let near = lexicon.table("near_words").rows().map(|row| {
            let words = row.get("near").split('、').map(fold).filter(|w| !w.is_empty());
            (fold(row.word()), words.take(NEAR).collect())
        });
        let longest = same.keys().map(|w| w.chars().count()).max().unwrap_or(0);
        let asking = lexicon.table("ask_words").rows().map(|r| fold(r.word())).collect();
        Self { near: near.collect(), asking, longest, same }
    }

    /// Whether a word only says that something is asked.
    pub(super) fn asks(&self, word: &str) -> bool {
        self.asking.contains(word)
    }

    /// Words near to a folded word.
    pub(super) fn near(&self, word: &str) -> &[String] {
        self.near.get(word).map_or(&[], Vec::as_slice)
    }

    /// The longest near-word entry that begins a folded text: `低效用地盘活` → `低效用地`.
    pub(super) fn known(&self, text: &str) -> Option<usize> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let mut found = None;
        for (size, end) in ends.enumerate().take(8) {
            let word = text.get(..end).unwrap_or_default();
            if size > 0 && (self.near.contains_key(word) || self.same.contains_key(word)) {
                found = Some(end);
            }
        }
        found
    }

    /// Other spellings of a folded run, at most [`MOST`]; none that holds the run itself.
    pub(super) fn of(&self, run: &str) -> Vec<String> {
        if run.chars().count() < 2 {
            return Vec::new();
        }
        let mut all = vec![String::new()];
        let mut at = 0;
        while let Some(c) = run.get(at..).and_then(|rest| rest.chars().next()) {
            let (end, others) = self.here(run, at).unwrap_or((at + c.len_utf8(), Vec::new()));
            let piece = run.get(at..end).unwrap_or_default();
            let mut next = Vec::new();
            for begun in &all {
                next.push(format!("{begun}{piece}"));
            }
            for begun in &all {
                next.extend(others.iter().map(|o| format!("{begun}{o}")));
            }
            next.truncate(MOST + 1);
            all = next;
            at = end;
        }
        all.retain(|other| !other.contains(run));
        all
    }

    /// The longest word with other spellings that begins at a byte: its end and they.
    fn here(&self, run: &str, at: usize) -> Option<(usize, Vec<String>)> {
        let rest = run.get(at..)?;
        let ends: Vec<usize> = rest.char_indices().map(|(i, c)| at + i + c.len_utf8()).take(self.longest).collect();
        for end in ends.into_iter().rev() {
            let word = run.get(at..end)?;
            if let Some(others) = self.same.get(word).filter(|_| stands_alone(run, at, end)) {
                return Some((end, others.clone()));
            }
        }
        number(run, at)
    }
}

/// Latin letters count only as a whole: no `AI` in `RAIL`.
fn stands_alone(run: &str, start: usize, end: usize) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (before, after) = (run.get(..start).unwrap_or_default(), run.get(end..).unwrap_or_default());
    let (first, last) = (run.get(start..end).and_then(|w| w.chars().next()), before.chars().next_back());
    let ends = run.get(..end).and_then(|w| w.chars().next_back());
    !(latin(first) && latin(last) || latin(ends) && latin(after.chars().next()))
}

/// A number that begins at a byte, in its other writing: `22` ↔ `二十二`.
fn number(run: &str, at: usize) -> Option<(usize, Vec<String>)> {
    let rest = run.get(at..)?;
    let before = run.get(..at)?.chars().next_back();
    let size = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
    let digits = size(|c| c.is_ascii_digit());
    if (1..=4).contains(&digits) && !before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        let after = rest.get(digits..)?.chars().next();
        let value: u32 = rest.get(..digits)?.parse().ok()?;
        if after.is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        let mut others = vec![han(value)];
        if digits == 4 {
            others.push(
                rest.get(..digits)?
                    .chars()
                    .filter_map(|c| "〇一二三四五六七八九".chars().nth(c as usize - '0' as usize))
                    .collect(),
            );
        }
        return Some((at + digits, others));
    }
    let words = size(|c| "〇零一二三四五六七八九十百千".contains(c));
    let value = (words > 0).then(|| numeral::whole(rest.get(..words).unwrap_or_default())).flatten()?;
    Some((at + words, vec![value.to_string()]))
}

/// A number below ten thousand in Chinese: 一百零三.
fn han(n: u32) -> String {
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    if n == 0 {
        return "零".to_owned();
    }
    let mut out = String::new();
    let mut zero = false;
    for (size, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = n / size % 10;
        if digit == 0 {
            zero = !out.is_empty();
            continue;
        }
        if zero {
            out.push('零');
        }
        if !(digit == 1 && size == 10 && out.is_empty()) {
            out.extend(digits.get(digit as usize));
        }
        out.push_str(unit);
        zero = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_spellings() {
        let v = Variants::new(Lexicon::builtin());
        assert_eq!(v.of("市发改委"), ["市发展改革委", "市发展和改革委员会", "市发展改革委员会"]);
        assert!(v.of("人工智能5g基站").contains(&"ai第五代移动通信基站".to_owned()));
        assert_eq!(v.of("一区22园"), ["1区22园", "一区二十二园", "1区二十二园"]);
        assert!(v.of("二〇二六年").contains(&"2026年".to_owned()));
        assert!(v.of("2026年").contains(&"二〇二六年".to_owned()));
        assert!(v.of("rail").is_empty() && v.of("首台套").is_empty() && v.of("套").is_empty());
    }
}
