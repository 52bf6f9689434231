//! Words 词的自动机: the tables compiled into two automata.
//!
//! One finds, in a single pass, every place where a value or a marker may begin; the other answers at
//! one place which unit or marker stands there (longest word wins). No rule scans the text by itself.

use super::Comparator;
use super::festival::Almanac;
use crate::lexicon::{Finder, Lexicon};
use crate::text::numeral;
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
    /// 按月, 按季度: the letter of the length.
    By(char),
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
    /// 《: a title, passed over to its 》, or a citation.
    Title,
    /// 下周, 明天: unit and how many from today's.
    Shift(char, i16),
    /// 未来 (1), 过去 (-1) before a length of time.
    Ahead(i64),
    /// 周三: its place in the week from Monday, 1 to 7; 8 is 周末.
    Weekday(i8),
    /// 月底, 月初 of today's month; 上世纪.
    MonthPart,
    /// 上世纪 (-1), 本世纪 (0).
    Century(i16),
    /// 国庆节: its row in the table.
    Festival(usize),
    /// 农历, 正月
    Lunar,
    /// 负, -
    Minus,
    /// 比 of 比20大
    Than,
    /// 一半
    Part(Decimal),
    /// 对折, 百分百: percent.
    Whole(Decimal),
    /// 市财政局: an ending of the names of bodies; whether it is one.
    Body(bool),
    /// 〔 of a number like 沪府发〔2021〕9号.
    Bracket,
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
    /// 折
    Discount,
    /// 打
    Dozen,
    /// 家
    Measure,
    /// 个工作日: unit letter, plus half a one, working days.
    Length(char, bool, bool),
    /// 周年: no value at all.
    None,
    /// 以上
    Behind(Comparator),
}

/// Characters that a numeral may open with.
const NUMERALS: &str = "0123456789〇零○一二三四五六七八九十百千万亿两几数半廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參陸";

/// Words that open values, as they are gathered.
#[derive(Default)]
struct Heads {
    words: Vec<String>,
    opens: Vec<(usize, Open)>,
}

impl Heads {
    /// A word that opens a value.
    fn add(&mut self, word: String, open: Open) {
        self.opens.push((word.len(), open));
        self.words.push(word);
    }

    /// A word that opens one only before `next` (第 before a numeral): elsewhere the walk does not stop at it.
    fn lead(&mut self, word: &str, next: &str, open: Open) {
        self.opens.push((word.len(), open));
        self.words.push(format!("{word}{next}"));
    }
}

/// The two lists.
pub(super) struct Words {
    /// Everyday words, bodies and citations too.
    pub(super) whole: bool,
    /// Festivals and the 农历, where they are read.
    pub(super) almanac: Almanac,
    open: Finder,
    /// What each word of `open` opens, and how much of it is the opener's own.
    opens: Vec<(usize, Open)>,
    tail: Finder,
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

impl Words {
    pub(super) fn new(lexicon: &Lexicon, whole: bool) -> Self {
        let (mut heads, mut tails) = (Heads::default(), Vec::new());
        let decimal = |s: &str| Decimal::from_str_exact(s).unwrap_or(Decimal::ONE);
        let almanac = if whole { Almanac::new(lexicon) } else { Almanac::default() };
        if whole {
            // First, as the first of two like words counts.
            everyday(lexicon, &mut heads, &mut tails);
        } else {
            // 折 alone is too much in documents: 折合, 折旧, 三折.
            tails.push(("折优惠".to_owned(), Tail::Discount));
        }
        for c in NUMERALS.chars() {
            debug_assert!(numeral::opens(c) || c == '○', "{c}");
            heads.add(c.to_string(), Open::Numeral);
        }
        for row in lexicon.table("numeral_words").rows() {
            heads.add(row.word().to_owned(), Open::Skip);
            // 十分 is no number, 十分钟 is one
            for next in row.get("unless").split(',').filter(|w| !w.is_empty()) {
                heads.add(format!("{}{next}", row.word()), Open::Numeral);
            }
        }
        for row in lexicon.table("bounds").rows() {
            let bound = comparator(row.get("comparator"));
            if row.get("side") == "front" {
                heads.add(row.word().to_owned(), Open::Front(bound));
            } else {
                tails.push((row.word().to_owned(), Tail::Behind(bound)));
            }
        }
        for row in lexicon.table("currencies").rows() {
            if row.get("side") == "front" {
                heads.add(row.word().to_owned(), Open::Sign(row.get("code").to_owned()));
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
        let (tail_words, tails): (Vec<_>, Vec<_>) = tails.into_iter().unzip();
        let (open, tail) = (Finder::new(&heads.words), Finder::new(&tail_words));
        Self { whole, almanac, open, opens: heads.opens, tail, tails }
    }

    /// The next opening from `at` on: start, end, what it is.
    pub(super) fn next_open(&self, text: &str, at: usize) -> Option<(usize, usize, &Open)> {
        let found = self.open.next(text, at)?;
        let (own, open) = self.opens.get(found.word)?;
        Some((found.start, found.start + own, open))
    }

    /// The unit or marker that stands at `at`: its end, what it is.
    pub(super) fn tail_at(&self, text: &str, at: usize) -> Option<(usize, &Tail)> {
        let found = self.tail.longest_at(text, at)?;
        Some((found.end, self.tails.get(found.word)?))
    }
}

/// Words of everyday writing, bodies and citations.
fn everyday(lexicon: &Lexicon, heads: &mut Heads, tails: &mut Vec<(String, Tail)>) {
    for row in lexicon.table("relative_days").rows() {
        let shift: i16 = row.get("shift").parse().unwrap_or_default();
        let open = match row.get("unit") {
            "+" | "-" => Open::Ahead(i64::from(shift)),
            unit => Open::Shift(unit.chars().next().unwrap_or('D'), shift),
        };
        heads.add(row.word().to_owned(), open);
    }
    for (at, row) in lexicon.table("festivals").rows().enumerate() {
        heads.add(row.word().to_owned(), Open::Festival(at));
    }
    for week in ["周", "星期", "礼拜"] {
        for (day, at) in "一二三四五六日天末".chars().zip([1, 2, 3, 4, 5, 6, 7, 7, 8]) {
            heads.add(format!("{week}{day}"), Open::Weekday(at));
        }
    }
    // 港币五千: the name of a currency in front.
    for row in lexicon.table("currencies").rows() {
        let named = row.word().chars().count() > 1 && !row.word().starts_with(['元', '圆', '块', '角', '毛', '分']);
        if named && row.get("side") == "behind" && row.get("factor") == "1" && !row.word().is_ascii() {
            heads.add(row.word().to_owned(), Open::Sign(row.get("code").to_owned()));
        }
    }
    for row in lexicon.table("agency_suffix").rows() {
        match row.get("kind") {
            "body" => heads.add(row.word().to_owned(), Open::Body(true)),
            "not" => heads.add(row.word().to_owned(), Open::Body(false)),
            _ => {}
        }
    }
    let mut head = |word: &str, open: Open| heads.add(word.to_owned(), open);
    for word in ["月底", "月末", "月初", "月中"] {
        head(word, Open::MonthPart);
    }
    for word in ["年初", "年中", "年终", "前三个季度", "前两个季度", "第1季度", "第2季度", "第3季度", "第4季度"]
    {
        head(word, Open::ThisYear);
    }
    for (word, shift) in [("上世纪", -1), ("上个世纪", -1), ("本世纪", 0), ("这个世纪", 0), ("下个世纪", 1)]
    {
        head(word, Open::Century(shift));
    }
    for word in ["农历", "阴历", "旧历", "正月", "腊月", "冬月"] {
        head(word, Open::Lunar);
    }
    head("零下", Open::Minus);
    head("一半", Open::Part(Decimal::new(5, 1)));
    head("对折", Open::Whole(Decimal::from(50)));
    head("百分百", Open::Whole(Decimal::ONE_HUNDRED));
    head("百分之百", Open::Whole(Decimal::ONE_HUNDRED));
    led(heads);
    tails.push(("折".to_owned(), Tail::Discount));
    tails.push(("打".to_owned(), Tail::Dozen));
    tails.push(("刻钟".to_owned(), Tail::Length('q', false, false)));
}

/// Everyday openers that need a numeral behind them.
fn led(heads: &mut Heads) {
    for n in NUMERALS.chars() {
        for (word, way) in [("前", -1), ("后", 1), ("上", -1), ("下", 1)] {
            heads.lead(word, &n.to_string(), Open::Ahead(way));
        }
        for between in ["", " "] {
            for word in ["负", "-", "−", "－"] {
                heads.lead(word, &format!("{between}{n}"), Open::Minus);
            }
        }
        for between in ["", " ", "负", "-", "−"] {
            heads.lead("比", &format!("{between}{n}"), Open::Than);
        }
        if n.is_ascii_digit() {
            heads.lead("〔", &n.to_string(), Open::Bracket);
        }
    }
}

/// Words that are grammar, not vocabulary.
fn fixed(heads: &mut Heads, tails: &mut Vec<(String, Tail)>) {
    let mut head = |word: &str, open: Open| heads.add(word.to_owned(), open);
    head("每", Open::Each);
    for (word, letter) in [("按月", 'M'), ("按季", 'Q'), ("按周", 'W'), ("按年", 'Y')] {
        head(word, Open::By(letter));
    }
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
    for word in [
        "年底",
        "年末",
        "年内",
        "上半年",
        "下半年",
        "第一季度",
        "第二季度",
        "第三季度",
        "第四季度",
        "前三季度",
        "一季度",
        "二季度",
        "三季度",
        "四季度",
    ] {
        head(word, Open::ThisYear);
    }
    head("本月", Open::Shift('M', 0));
    head("本季度", Open::Shift('Q', 0));
    head("翻", Open::Double);
    head("减半", Open::Half);
    head("全额", Open::Full);
    head("全部", Open::Full);
    head("全免", Open::Full);
    head("《", Open::Title);
    for n in NUMERALS.chars() {
        heads.lead("第", &n.to_string(), Open::Ordinal);
    }
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
