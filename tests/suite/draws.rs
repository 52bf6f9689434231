//! Draws 抽样: how many texts a property test tries. `bash tests/run` fixes what is drawn by
//! `PROPTEST_RNG_SEED`, so that a change fails by its own doing; `cargo test` alone draws anew each time, and
//! with `TIAOKU_LONG=1` two hundred times as many texts are drawn.

use proptest::prelude::ProptestConfig;

/// The configuration of a property test that tries `cases` texts in the short run.
pub(super) fn draws(cases: u32) -> ProptestConfig {
    let times = if std::env::var_os("TIAOKU_LONG").is_some() { 200 } else { 1 };
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases * times) }
}
