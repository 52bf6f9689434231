//! Highlight 高亮: where the runs of a question stand in a clause, in its own bytes.

use super::analyse::Folded;
use super::{Highlight, Place};
use crate::text::Span;

/// The places of `runs` (folded) in heading and text; where two overlap the longer one stays.
/// A run that goes over from heading to text is told in two.
pub(super) fn highlights(heading: &str, text: &str, runs: &[&str]) -> Vec<Highlight> {
    let mut folded = Folded::default();
    folded.push(heading, 0);
    folded.push(text, heading.len());
    let mut found: Vec<Span> = Vec::new();
    let mut longest_first = runs.to_vec();
    longest_first.sort_by_key(|r| std::cmp::Reverse(r.len()));
    for run in longest_first.into_iter().filter(|r| !r.is_empty()) {
        for (at, _) in folded.text.match_indices(run) {
            let span = Span::new(at, at + run.len());
            let next = found.partition_point(|f| f.start < span.start);
            let clear = |i: Option<usize>| i.and_then(|i| found.get(i)).is_none_or(|f| !f.overlaps(span));
            if clear(Some(next)) && clear(next.checked_sub(1)) {
                found.insert(next, span);
            }
        }
    }
    found.iter().filter_map(|s| folded.origin(s.start, s.end)).flat_map(|s| placed(s, heading.len())).collect()
}

/// A span of heading and text joined, told by field.
fn placed(span: Span, border: usize) -> impl Iterator<Item = Highlight> {
    let head = Span::new(span.start, span.end.min(border));
    let body = Span::new(span.start.max(border) - border, span.end.max(border) - border);
    let both = [Highlight { field: Place::Heading, span: head }, Highlight { field: Place::Text, span: body }];
    both.into_iter().filter(|h| !h.span.is_empty())
}
