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
    let found = found.iter().filter_map(|s| folded.origin(s.start, s.end)).flat_map(|s| placed(s, heading.len()));
    let whole = |h: Highlight| {
        let words = if h.field == Place::Heading { heading } else { text };
        Highlight { span: paired(h.span, words), ..h }
    };
    found.map(whole).collect()
}

/// Brackets and quotation marks that belong together.
const PAIRS: [(char, char); 11] = [
    ('（', '）'),
    ('《', '》'),
    ('〈', '〉'),
    ('〔', '〕'),
    ('【', '】'),
    ('「', '」'),
    ('“', '”'),
    ('‘', '’'),
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
];

/// The span with the bracket beside it whose other half is inside: `首台（套` becomes `首台（套）`.
fn paired(mut span: Span, words: &str) -> Span {
    let (mut open, mut close) = (Vec::new(), Vec::new());
    for c in span.of(words).chars() {
        if let Some((_, end)) = PAIRS.iter().find(|(begin, _)| *begin == c) {
            open.push(*end);
        } else if let Some((begin, end)) = PAIRS.iter().find(|(_, end)| *end == c)
            && open.pop_if(|last| last == end).is_none()
        {
            close.push(*begin);
        }
    }
    while let Some(end) = open.pop() {
        if !words.get(span.end..).is_some_and(|rest| rest.starts_with(end)) {
            break;
        }
        span.end += end.len_utf8();
    }
    for begin in close {
        if !words.get(..span.start).is_some_and(|rest| rest.ends_with(begin)) {
            break;
        }
        span.start -= begin.len_utf8();
    }
    span
}

/// A span of heading and text joined, told by field.
fn placed(span: Span, border: usize) -> impl Iterator<Item = Highlight> {
    let head = Span::new(span.start, span.end.min(border));
    let body = Span::new(span.start.max(border) - border, span.end.max(border) - border);
    let both = [Highlight { field: Place::Heading, span: head }, Highlight { field: Place::Text, span: body }];
    both.into_iter().filter(|h| !h.span.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What lights up in a text.
    fn lit<'a>(text: &'a str, run: &str) -> Vec<&'a str> {
        highlights("", text, &[run]).iter().map(|h| h.span.of(text)).collect()
    }

    #[test]
    fn brackets_are_whole() {
        assert_eq!(lit("支持首台（套）装备。", "首台套"), ["首台（套）"]);
        assert_eq!(lit("支持首台（套）装备。", "套装备"), ["（套）装备"]);
        assert_eq!(lit("支持首台(套)。", "首台套"), ["首台(套)"]);
        assert_eq!(lit("落实《管理办法（试行）》。", "落实管理办法试行"), ["落实《管理办法（试行）》"]);
        assert_eq!(lit("（一）支持首台（套保险）。", "首台套"), ["首台（套"]);
        assert_eq!(lit("支持（首台）。", "首台"), ["首台"]);
    }
}
