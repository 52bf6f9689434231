//! Levels 多级序数: which lines open a unit that is numbered in levels, and which a page number that ran into its text.
//!
//! In: the lines of a text whose lines an edge cuts (`11.1 提升现代化水平`, `11.1.1 推进农业发展。…`, `117累计新增…`). Out: each
//! line that goes on with the numbers before it is marked, so that it opens a paragraph (`1.5倍以上` at the head of a line
//! goes on with none); a page number that is the next one after another loses its figures.

use super::number;
use super::piece::Piece;
use crate::source::LineKind;
use crate::text::{Span, among};

/// Fewest page numbers that are one.
const PAGES: usize = 2;

/// Fewest lines between two page numbers.
const LINES: usize = 12;

/// Takes off the page numbers that ran into lines, and marks the lines that open a unit numbered in levels.
pub(super) fn mark(pieces: &mut [Piece]) {
    drop_page_numbers(pieces);
    mark_levels(pieces);
}

/// Marks the lines that open a unit numbered in levels.
fn mark_levels(pieces: &mut [Piece]) {
    let numbered = |(at, p): (usize, &Piece)| {
        let text = p.text.as_str();
        let physical = p.kind == LineKind::Physical && text.starts_with(|c: char| c.is_ascii_digit());
        let mark = physical.then(|| number::decimal(text)).flatten()?;
        let levels = mark.number.split('.').map(str::parse).collect::<Result<Vec<u32>, _>>().ok()?;
        Some((at, levels))
    };
    let found: Vec<(usize, Vec<u32>)> = pieces.iter().enumerate().filter_map(numbered).collect();
    let mut last: Option<&[u32]> = None;
    for (n, (at, levels)) in found.iter().enumerate() {
        let goes_on = last.is_some_and(|last| follows(last, levels));
        let begins = || found.get(n + 1).is_some_and(|(_, next)| follows(levels, next));
        if goes_on || begins() {
            pieces[*at].level = true;
            last = Some(levels);
        }
    }
}

/// Whether one number may follow another: 1.1.1 and 1.2 follow 1.1, 1.2 and 2.1 follow 1.1.3.
fn follows(last: &[u32], next: &[u32]) -> bool {
    let same = last.iter().zip(next).take_while(|(a, b)| a == b).count();
    match (last.get(same), next.get(same..)) {
        (None, Some([1])) => true,
        (Some(a), Some([b])) => *b == a + 1,
        // 2.1 behind 1.3
        (Some(a), Some([b, 1])) => *b == a + 1 && same + 2 == next.len() && same == 0,
        _ => false,
    }
}

/// Takes the page number from the lines into which it ran: 91蔬菜和花卉, 92等特色文旅 a page below.
fn drop_page_numbers(pieces: &mut [Piece]) {
    let page = |(at, p): (usize, &Piece)| {
        let text = p.text.as_str();
        let figures = text.bytes().take_while(u8::is_ascii_digit).count();
        let next = text.get(figures..)?.chars().next()?;
        // 3个, 2025年, 9%: a number that counts
        let thing = among(next, "年月日个家项名所万亿元人座条处次届类种份户位级亩吨米台套件公平立千百小分大%℃");
        let ran_in = p.kind == LineKind::Physical && (1..=3).contains(&figures) && next.is_alphabetic() && !thing;
        let above = pieces[..at].last()?.text.as_str();
        let midway = !above.ends_with(['。', '；', '：', '）', '”']) && above.contains(['。', '，', '、']);
        let number = text[..figures].parse().ok().filter(|_| ran_in && midway)?;
        Some((at, figures, number))
    };
    let found: Vec<(usize, usize, u32)> = pieces.iter().enumerate().skip(1).filter_map(page).collect();
    // A page may begin where a paragraph does: its number is not among them.
    let next = |a: &(usize, usize, u32), b: &(usize, usize, u32)| {
        (1..=3).contains(&b.2.saturating_sub(a.2)) && b.0 >= a.0 + LINES
    };
    let run = found.chunk_by(next).filter(|run| run.len() > PAGES || run.len() == PAGES && run[0].2 + 1 == run[1].2);
    for &(at, figures, _) in run.flatten() {
        let text = &pieces[at].text;
        let rest = text.slice(Span::new(figures, text.as_str().len()));
        pieces[at].text = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::follows;

    #[test]
    fn numbers_follow_each_other() {
        let yes: [(&[u32], &[u32]); 6] = [
            (&[1, 1], &[1, 2]),
            (&[1, 1], &[1, 1, 1]),
            (&[1, 1, 3], &[1, 2]),
            (&[1, 3], &[2, 1]),
            (&[11, 1, 3], &[11, 1, 4]),
            (&[1, 2, 2], &[2, 1]),
        ];
        for (last, next) in yes {
            assert!(follows(last, next), "{last:?} {next:?}");
        }
        let no: [(&[u32], &[u32]); 5] =
            [(&[1, 1], &[1, 5]), (&[1, 1], &[1, 1]), (&[1, 2], &[1, 1]), (&[1, 1], &[3, 1]), (&[1, 1], &[1, 1, 2])];
        for (last, next) in no {
            assert!(!follows(last, next), "{last:?} {next:?}");
        }
    }
}
