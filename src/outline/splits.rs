//! Splits 断行: lines that were broken at the tags inside of a page, put together again.
//!
//! A program that takes the text out of a page and writes each run between two tags on a line of its own sets the figures
//! apart (`本次实施时间为` / `2021` / `年` / `2` / `月`). In: pieces, a line each. Out: the same with what belongs together as one;
//! nothing is done where figures do not stand alone again and again before what they count.

use super::number;
use super::piece::Piece;
use super::shreds::joined;
use crate::source::LineKind;
use crate::text::among;

/// So many figures must stand alone.
const FEW: usize = 8;

/// Puts the runs together that a page had between its tags.
pub(super) fn join_splits(pieces: &mut Vec<Piece>) {
    if !looks_split(pieces) {
        return;
    }
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    // The pieces of the open line.
    let mut open: Vec<Piece> = Vec::new();
    for mut piece in std::mem::take(pieces) {
        if is_figure(piece.text.as_str()) {
            piece.kind = LineKind::Physical;
        }
        let goes_on = open.last().is_some_and(|last| {
            let both = last.kind == LineKind::Physical && piece.kind == LineKind::Physical;
            both && belongs(&open, last.text.as_str(), piece.text.as_str())
        });
        if !goes_on {
            close(&mut out, &mut open);
        }
        open.push(piece);
    }
    close(&mut out, &mut open);
    *pieces = out;
}

fn close(out: &mut Vec<Piece>, open: &mut Vec<Piece>) {
    let mut parts = open.drain(..);
    if let Some(first) = parts.next() {
        out.push(joined(first, parts));
    }
}

/// Whether figures stand on lines of their own, and what they count or what closes a bracket opens the lines behind them.
fn looks_split(pieces: &[Piece]) -> bool {
    let figures = pieces.iter().filter(|p| is_figure(p.text.as_str())).count();
    if figures < FEW || figures * 20 < pieces.len() {
        return false;
    }
    let counted = pieces.windows(2).filter(|w| is_figure(w[0].text.as_str()) && counts(w[1].text.as_str())).count();
    counted * 2 >= figures
}

/// 2021, 1.5, 30%: a line that is nothing but a number.
fn is_figure(text: &str) -> bool {
    text.len() <= 12
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'%' | b'~' | b'-' | b','))
}

/// Whether a line opens with what stands behind a number: 年, 万千瓦, ）.
fn counts(text: &str) -> bool {
    text.starts_with(|c: char| among(c, "年月日号时分个万亿千百家项户人名条件元倍度级种类处所座亩吨米公平周天次"))
        || text.starts_with(closing)
}

fn closing(c: char) -> bool {
    among(c, "，。、；：）〕》”％%.．]】")
}

fn opening(c: char) -> bool {
    among(c, "（〔《“[【")
}

/// Whether `next` stands on one line with what is open and ends in `last`.
fn belongs(open: &[Piece], last: &str, next: &str) -> bool {
    if next.starts_with(closing) || last.ends_with(opening) {
        return true;
    }
    // （1） and 1. alone: the number of an item, which its words follow.
    let alone = open.iter().map(|p| p.text.as_str().chars().count()).sum::<usize>() <= 6
        && open.iter().all(|p| p.text.as_str().chars().all(|c| c.is_ascii_digit() || closing(c) || opening(c)));
    if alone {
        return !is_figure(next) || last.ends_with('.');
    }
    let stopped = last.ends_with(['。', '；', '！', '？', '：']);
    // 一、实施背景 / 2018 / 年以来: a heading is closed by its line.
    if is_figure(next) {
        return !(stopped || is_figure(last) || open.len() == 1 && headed(last));
    }
    // 2021 / 年春节期间; 附录 / 1 / ：流程图
    is_figure(last) && (counts(next) || number::mark(next).is_none() && !next.starts_with(opening))
        || !stopped && next.starts_with(opening) && next.chars().count() == 1
}

/// Whether a line is a short heading: 一、实施背景.
fn headed(line: &str) -> bool {
    let behind = number::mark(line).map_or("", |m| &line[m.len..]);
    (2..=16).contains(&behind.chars().count()) && behind.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::super::paragraph::tests::read;

    #[test]
    fn figures_go_back_into_their_sentences() {
        let text = "某市工信局关于印发\n2021\n年实施细则的通知\n某工信〔\n2021\n〕\n2\n号\n一、实施背景\n2018\n年以来，我市试点\n3\n年，满足了\n1000\n万平方米供暖需求。\n（一）实施时间\n本次实施时间为\n2021\n年\n2\n月\n13\n日至\n2\n月\n15\n日。\n（\n1\n）对于连续参与的用户，比值不低于\n70%\n。\n（\n2\n）对于新用户，日申报量不低于\n7200\n千瓦时。\n";
        assert_eq!(
            read(text),
            [
                "某市工信局关于印发2021年实施细则的通知",
                "某工信〔2021〕2号",
                "一、实施背景",
                "2018年以来，我市试点3年，满足了1000万平方米供暖需求。",
                "（一）实施时间",
                "本次实施时间为2021年2月13日至2月15日。",
                "（1）对于连续参与的用户，比值不低于70%。",
                "（2）对于新用户，日申报量不低于7200千瓦时。",
            ]
        );
    }

    #[test]
    fn page_numbers_and_cells_stay_apart() {
        let page = |n: usize| format!("加强信用体系建设，完善守信激励和失信惩戒机\n{n}\n制，营造良好环境。\n");
        let text: String = (1..=12).map(page).collect();
        assert!(read(&text).iter().all(|p| !p.contains("机1制") && !p.contains("机2制")));
        let cells = "甲镇\n12\n乙镇\n30\n丙镇\n8\n丁镇\n9\n戊镇\n4\n己镇\n7\n庚镇\n3\n辛镇\n5\n";
        assert_eq!(read(cells).iter().filter(|p| p.as_str() == "甲镇").count(), 1);
    }
}
