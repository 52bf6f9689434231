//! Columns of times 时限列: the cells of a table whose head says that they hold times.
//!
//! In: a clause that is a table, with heads such as `完成时限` or `时间安排`. Out: the cells below them; none of any other clause.

use super::Context;
use super::table::Grid;
use crate::text::{Seek, Span};

/// The cells of columns that name times: 完成时限.
pub(super) fn timed(context: &Context<'_>) -> Vec<Span> {
    below(context, is_time)
}

/// The cells of columns that name the time in which something is done: 时间安排.
pub(super) fn courses(context: &Context<'_>) -> Vec<Span> {
    below(context, is_course)
}

/// Whether a column names times: 完成时限.
fn is_time(head: &str) -> bool {
    ["时限", "时间", "期限", "时间节点", "时限要求", "时间要求", "时间安排", "进度安排", "完成进度"]
        .iter()
        .any(|w| head.closes(w))
        && head.chars().count() <= 8
}

/// Whether a column names the time in which something is done, and not its end: 时间安排, 整治时间.
fn is_course(head: &str) -> bool {
    const ENDS: &[&str] = &["完成", "办结", "截止", "上线", "交付"];
    is_time(head) && ["时间安排", "时间"].iter().any(|w| head.closes(w)) && !ENDS.iter().any(|w| head.has(w))
}

/// The cells of the columns of a table whose heads are asked for.
fn below(context: &Context<'_>, is_head: impl Fn(&str) -> bool) -> Vec<Span> {
    if !context.clause().table {
        return Vec::new();
    }
    Grid::read(context.text(), &is_head).map_or_else(Vec::new, |grid| grid.below(context.text(), &is_head))
}
