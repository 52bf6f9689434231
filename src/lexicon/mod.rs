//! Lexicon 词表: words in tables, reasoning elsewhere, floor 1.
//!
//! Each table is a TSV file in `src/lexicon/tables/`: comment lines (`# …`) that say what it holds
//! and where its words come from, one line of column names, then a row a line. The tables are part
//! of the binary; a folder of files with the same names overlays them ([`Lexicon::overlaid`]).
//!
//! # To add one
//! Put `tables/<name>.tsv` there and name it in `BUILTIN`; the room that reasons with it reads it
//! with [`Lexicon::table`].

mod affix;
mod finder;
mod table;
mod within;

pub use affix::Affixes;
pub use finder::{Finder, Hit};
pub use table::{LexiconError, Row, Table};
pub use within::Within;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

/// The tables that come with the binary: name and content.
const BUILTIN: &[(&str, &str)] = &[
    ("agencies", include_str!("tables/agencies.tsv")),
    ("agency_alias", include_str!("tables/agency_alias.tsv")),
    ("agency_names", include_str!("tables/agency_names.tsv")),
    ("agency_stems", include_str!("tables/agency_stems.tsv")),
    ("agency_suffix", include_str!("tables/agency_suffix.tsv")),
    ("amount_cues", include_str!("tables/amount_cues.tsv")),
    ("amount_words", include_str!("tables/amount_words.tsv")),
    ("ask_words", include_str!("tables/ask_words.tsv")),
    ("bounds", include_str!("tables/bounds.tsv")),
    ("currencies", include_str!("tables/currencies.tsv")),
    ("deadline_words", include_str!("tables/deadline_words.tsv")),
    ("duty_words", include_str!("tables/duty_words.tsv")),
    ("festivals", include_str!("tables/festivals.tsv")),
    ("lunar_years", include_str!("tables/lunar_years.tsv")),
    ("measures", include_str!("tables/measures.tsv")),
    ("near_words", include_str!("tables/near_words.tsv")),
    ("numeral_words", include_str!("tables/numeral_words.tsv")),
    ("outline_words", include_str!("tables/outline_words.tsv")),
    ("periods", include_str!("tables/periods.tsv")),
    ("places", include_str!("tables/places.tsv")),
    ("relative_days", include_str!("tables/relative_days.tsv")),
    ("target_words", include_str!("tables/target_words.tsv")),
    ("track_words", include_str!("tables/track_words.tsv")),
    ("traditional", include_str!("tables/traditional.tsv")),
    ("variants", include_str!("tables/variants.tsv")),
];

/// All word tables, read-only once built.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    tables: BTreeMap<String, Table>,
}

static BUILT: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (name, text) in BUILTIN {
        // A test reads every built-in table, so a bad one never leaves the house.
        if let Ok(table) = Table::parse(name, text) {
            lexicon.tables.insert((*name).to_owned(), table);
        }
    }
    lexicon
});

impl Lexicon {
    /// The tables that come with the binary.
    pub fn builtin() -> &'static Self {
        &BUILT
    }

    /// The built-in tables with the rows of `dir/<name>.tsv` put behind those of the same name; a row
    /// whose first column equals that of an earlier row replaces it.
    ///
    /// # Errors
    /// A file that cannot be read, or a row that does not fit its table.
    pub fn overlaid(dir: &Path) -> Result<Self, LexiconError> {
        let mut lexicon = Self::builtin().clone();
        for (name, table) in &mut lexicon.tables {
            let path = dir.join(format!("{name}.tsv"));
            if path.exists() {
                let text = std::fs::read_to_string(&path).map_err(|why| LexiconError::unreadable(&path, &why))?;
                table.overlay(Table::parse(name, &text)?)?;
            }
        }
        Ok(lexicon)
    }

    /// Puts the rows of a table behind those of its name, as [`Lexicon::overlaid`] does with a file's.
    ///
    /// # Errors
    /// Its columns are not those of the table.
    pub fn put(&mut self, table: Table) -> Result<(), LexiconError> {
        match self.tables.get_mut(table.name()) {
            Some(own) => own.overlay(table),
            None => Ok(()),
        }
    }

    /// The name under which a body as written is counted: `各区政府` → `各区`, others as they are.
    pub fn agency_key<'a>(&'a self, name: &'a str) -> &'a str {
        self.table("agency_alias").rows().find(|r| r.word() == name).map_or(name, |r| r.get("same_as"))
    }

    /// A table by name; an empty one where there is none of that name.
    pub fn table(&self, name: &str) -> &Table {
        static EMPTY: LazyLock<Table> = LazyLock::new(Table::default);
        self.tables.get(name).unwrap_or(&EMPTY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_builtin_table_reads() {
        for (name, text) in BUILTIN {
            let table = Table::parse(name, text).unwrap();
            assert!(text.starts_with('#'), "{name}: says what it holds and where it comes from");
            assert!(table.rows().count() > 0, "{name} is empty");
        }
    }
}
