//! The project's tests 测试 that look at it from outside: one binary, one file a subject.
//!
//! `cargo test --test suite house::` runs one subject.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test says what went wrong by stopping there"
)]

mod api;
mod bad_input;
mod browser;
mod browser_duties;
mod care;
mod cases;
mod cli;
mod coverage;
mod door;
mod draws;
mod duties;
mod facts;
mod formats;
mod formats_made;
mod fuzz;
mod gold;
mod handout;
mod hostile;
mod house;
mod judged;
mod kill;
mod life;
mod mention;
mod metamorphic;
mod moved;
mod outcome;
mod outline;
mod page_life;
mod schema;
mod score;
mod search;
