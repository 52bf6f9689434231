//! Words 词的自动机: the tables compiled into two automata.
//!
//! One finds, in a single pass, every place where a value or a marker may begin; the other answers at
//! one place which unit or marker stands there (longest word wins). No rule scans the text by itself.

use super::Comparator;
use crate::lexicon::Lexicon;
use crate::text::numeral;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use rust_decimal::Decimal;

/// What may open a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Open {
    /// 不超过
    Front(Comparator),
    /// 统一: no value, nothing in it is read.
    Skip,
    /// A digit or numeral character.
    Numeral,
    /// 每
    Each,
    /// 百分之, 千分之: what one is in percent.
    Share(Decimal),
    /// 今年, 明年: years from today's.
    Relative(i16),
    /// 年底, 年内, 上半年, 第三季度 of today's year.
    ThisYear,
    /// 翻 of 翻一番
    Double,
    /// 减半
    Half,
    /// 全额, 全免
    Full,
    /// 第
    Ordinal,
    /// ￥
    Sign(String),
    /// 《: a title, passed over to its 》.
    Title,
}

/// What may follow a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tail {
    /// 元: code and factor.
    Money(String, Decimal),
    /// %, ‰, 成: what one is in percent.
    Percent(Decimal),
    /// 个百分点
    Point,
    /// 倍
    Times,
    /// 家
    Measure,
    /// 个工作日: unit letter, plus half a one, working days.
    Length(char, bool, bool),
    /// 周年: no value at all.
    None,
    /// 以上
    Behind(Comparator),
}

/// The two automata.
pub(super) struct Words {
    open: Option<AhoCorasick>,
    opens: Vec<Open>,
    tail: Option<AhoCorasick>,
    tails: Vec<Tail>,
}

fn comparator(name: &str) -> Comparator {
    match name {
        "ge" => Comparator::Ge,
        "gt" => Comparator::Gt,
        "le" => Comparator::Le,
        "lt" => Comparator::Lt,
        "approx" => Comparator::Approx,
        "range" => Comparator::Range,
        _ => Comparator::Eq,
    }
}

/// None only past two billion states, which no word table reaches; then nothing is found.
fn automaton(words: &[String]) -> Option<AhoCorasick> {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Both).build(words).ok()
}

impl Words {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let (mut heads, mut tails) = (Vec::new(), Vec::new());
        let decimal = |s: &str| Decimal::from_str_exact(s).unwrap_or(Decimal::ONE);
        for c in "0123456789〇零○一二三四五六七八九十百千万亿两几数半廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億".chars()
        {
            debug_assert!(numeral::opens(c) || c == '○', "{c}");
            heads.push((c.to_string(), Open::Numeral));
        }
        for row in lexicon.table("numeral_words").rows() {
            heads.push((row.word().to_owned(), Open::Skip));
        }
        for row in lexicon.table("bounds").rows() {
            let bound = comparator(row.get("comparator"));
            if row.get("side") == "front" {
                heads.push((row.word().to_owned(), Open::Front(bound)));
            } else {
                tails.push((row.word().to_owned(), Tail::Behind(bound)));
            }
        }
        for row in lexicon.table("currencies").rows() {
            if row.get("side") == "front" {
                heads.push((row.word().to_owned(), Open::Sign(row.get("code").to_owned())));
            } else {
                tails
                    .push((row.word().to_owned(), Tail::Money(row.get("code").to_owned(), decimal(row.get("factor")))));
            }
        }
        for row in lexicon.table("measures").rows() {
            let tail = if row.get("kind") == "none" { Tail::None } else { Tail::Measure };
            tails.push((row.word().to_owned(), tail));
        }
        for row in lexicon.table("periods").rows() {
            let unit = row.get("unit");
            let letter = match unit {
                "y+" => 'Y',
                "m+" => 'M',
                "h+" => 'H',
                _ => unit.chars().next().unwrap_or('D'),
            };
            let tail = Tail::Length(letter, unit.ends_with('+'), row.get("days") == "working");
            tails.push((row.word().to_owned(), tail));
        }
        fixed(&mut heads, &mut tails);
        let (open_words, opens): (Vec<_>, Vec<_>) = heads.into_iter().unzip();
        let (tail_words, tails): (Vec<_>, Vec<_>) = tails.into_iter().unzip();
        Self { open: automaton(&open_words), opens, tail: automaton(&tail_words), tails }
    }

    /// The next opening from `at` on: start, end, what it is.
    pub(super) fn next_open(&self, text: &str, at: usize) -> Option<(usize, usize, &Open)> {
        let found = self.open.as_ref()?.find(Input::new(text).span(at..text.len()))?;
        Some((found.start(), found.end(), self.opens.get(found.pattern().as_usize())?))
    }

    /// The unit or marker that stands at `at`: its end, what it is.
    pub(super) fn tail_at(&self, text: &str, at: usize) -> Option<(usize, &Tail)> {
        if at >= text.len() {
            return None;
        }
        let input = Input::new(text).span(at..text.len()).anchored(Anchored::Yes);
        let found = self.tail.as_ref()?.find(input)?;
        Some((found.end(), self.tails.get(found.pattern().as_usize())?))
    }
}

/// Words that are grammar, not vocabulary.
fn fixed(heads: &mut Vec<(String, Open)>, tails: &mut Vec<(String, Tail)>) {
    let mut head = |word: &str, open: Open| heads.push((word.to_owned(), open));
    head("每", Open::Each);
    head("百分之", Open::Share(Decimal::ONE));
    head("千分之", Open::Share(Decimal::new(1, 1)));
    head("万分之", Open::Share(Decimal::new(1, 2)));
    for (word, years) in
        [("今年", 0), ("本年", 0), ("明年", 1), ("后年", 2), ("去年", -1), ("前年", -2), ("上年", -1), ("次年", 1)]
    {
        if word != "次年" {
            head(word, Open::Relative(years));
        }
    }
    for word in ["年底", "年末", "年内", "上半年", "下半年", "第一季度", "第二季度", "第三季度", "第四季度", "前三季度"]
    {
        head(word, Open::ThisYear);
    }
    head("翻", Open::Double);
    head("减半", Open::Half);
    head("全额", Open::Full);
    head("全免", Open::Full);
    head("第", Open::Ordinal);
    head("《", Open::Title);
    let mut tail = |word: &str, t: Tail| tails.push((word.to_owned(), t));
    for word in ["%", "％"] {
        tail(word, Tail::Percent(Decimal::ONE));
    }
    for word in ["‰", "个千分点"] {
        tail(word, Tail::Percent(Decimal::new(1, 1)));
    }
    tail("成", Tail::Percent(Decimal::TEN));
    tail("个百分点", Tail::Point);
    tail("百分点", Tail::Point);
    tail("倍", Tail::Times);
}
