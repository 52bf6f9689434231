//! Common 共用: the text that the benches read, and the machine they run on.
#![allow(dead_code, unreachable_pub, reason = "each bench takes what it needs of this")]

pub mod generate;
pub mod words;

use tiaoku::lexicon::Lexicon;
use tiaoku::record::{Assembler, Record};

/// The allocator of the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The seed of all benches.
pub const SEED: u64 = 20_260_101;

/// The day that 今年 is counted from.
pub fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 1, 1)
}

/// What makes records of the built-in tables.
pub fn assembler() -> Assembler {
    Assembler::new(Lexicon::builtin())
}

/// Bytes as found to a record.
pub fn record(assembler: &Assembler, name: &str, text: &str) -> Record {
    let source = tiaoku::source::read(name, text.as_bytes()).expect("the generator makes text");
    assembler.assemble(source, today())
}

/// The five documents of the project: name and text.
pub fn corpus() -> Vec<(String, String)> {
    let read = |path: std::path::PathBuf| Some((path.display().to_string(), std::fs::read_to_string(path).ok()?));
    let folders = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus")).expect("the corpus is there");
    folders.filter_map(|entry| read(entry.ok()?.path().join("source.txt"))).collect()
}

/// Whether the long figures are asked for.
pub fn long() -> bool {
    std::env::var_os("TIAOKU_LONG").is_some()
}
