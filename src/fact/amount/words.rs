//! Words 词组: the lists of `amount_words.tsv`, longest word first.

use crate::lexicon::{Lexicon, Within};
use foldhash::HashMap;

/// The lists by what they are for; the table's head says what each holds.
pub(super) struct Words {
    pub(super) sums: Vec<String>,
    pub(super) openers: Vec<String>,
    /// Whether one of the openers stands in a text.
    pub(super) opens: Within,
    pub(super) heads: Vec<String>,
    pub(super) tails: Vec<String>,
    pub(super) empty: Vec<String>,
    pub(super) slash_units: Vec<String>,
    pub(super) award_ends: Vec<String>,
    pub(super) who: Vec<String>,
    pub(super) moves: Vec<String>,
    /// All lists by name.
    lists: HashMap<String, Vec<String>>,
}

impl Words {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| {
            let rows = lexicon.table("amount_words").rows();
            let mut words: Vec<String> =
                rows.filter(|r| r.get("lists").split(',').any(|l| l == name)).map(|r| r.word().to_owned()).collect();
            words.sort_by_key(|w| std::cmp::Reverse(w.len()));
            words
        };
        Self {
            sums: list("sum"),
            openers: list("opener"),
            opens: Within::new(list("opener")),
            heads: list("head"),
            tails: list("tail"),
            empty: list("empty"),
            slash_units: list("slash_unit"),
            award_ends: list("award_end"),
            who: list("who"),
            moves: list("move"),
            lists: by_name(lexicon),
        }
    }
}

impl Words {
    /// A list by its name in the table, longest word first.
    pub(super) fn list(&self, name: &str) -> &[String] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }
}

/// Whether a list holds just these words.
pub(super) fn is_in(list: &[String], words: &str) -> bool {
    list.iter().any(|w| w == words)
}

fn by_name(lexicon: &Lexicon) -> HashMap<String, Vec<String>> {
    let mut lists: HashMap<String, Vec<String>> = HashMap::default();
    for row in lexicon.table("amount_words").rows() {
        for name in row.get("lists").split(',') {
            lists.entry(name.to_owned()).or_default().push(row.word().to_owned());
        }
    }
    for words in lists.values_mut() {
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
    }
    lists
}
