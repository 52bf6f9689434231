//! Tiaoku 条库: Chinese government policy documents as a knowledge base of clauses.
//!
//! The rooms, in the order in which a document goes through them. A room imports only from floors
//! beneath it, and no room sees another one of its own floor; `tests/suite/house.rs` holds this.
//!
//! | floor | rooms | what happens there |
//! |---|---|---|
//! | 8 | [`web`], [`cli`] | people come in |
//! | 7 | [`kb`] | the knowledge base: ingest, find, follow |
//! | 6 | [`store`], [`search`], [`export`] | keep, find, hand out |
//! | 5 | [`record`] | one document, complete |
//! | 4 | [`fact`], [`agency`] | what a clause says; which body a name means |
//! | 3 | [`metadata`] | what the document is |
//! | 2 | [`outline`], [`mention`] | lines to clauses; the lexer of values |
//! | 1 | [`source`], [`lexicon`] | bytes to text; word tables |
//! | 0 | [`text`] | spans, mapped text, numerals, calendar, diagnostics |

pub mod agency;
pub mod cli;
pub mod export;
pub mod fact;
pub mod kb;
pub mod lexicon;
pub mod mention;
pub mod metadata;
pub mod outline;
pub mod record;
pub mod search;
pub mod source;
pub mod store;
pub mod text;
pub mod web;
