//! Mention 值的词法: numbers, money, dates and periods, agencies, markers, floor 2.
//!
//! One pass over a normalised text gives the values that stand in it; what they mean in a sentence
//! is the business of `fact`. A word automaton finds where a value may open (`words`); from there
//! readers take as much as belongs to it: dates first, then numbers with their units; at the end
//! members of one list share marker and unit (`group`). A range has `low` and `high` and no `value`.
//!
//! Two sets of words: [`Scanner::new`] reads what the facts of a clause need; [`Scanner::whole`], behind
//! `tiaoku scan`, also the words of everyday writing (下周三, 负五, 比20大), names of bodies and citations.
//!
//! # To add one
//! A unit, currency, marker, relative day, festival or a word that is no number: a row in
//! `lexicon/tables/`. A new form of date: `date.rs`, from today `everyday.rs`, of the 农历 `festival.rs`,
//! decades and short years `era.rs`; of number: `number.rs` or `forms.rs`.

mod agency;
mod citation;
mod coin;
mod compound;
mod date;
mod era;
mod everyday;
mod extent;
mod festival;
mod forms;
mod group;
mod name;
mod number;
mod parts;
mod range;
mod rhythm;
mod scan;
mod unit;
mod wide;
mod words;

use crate::lexicon::Lexicon;
use crate::text::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use words::Words;

/// Bound of a number, by its marker (definitions: "markers of bound").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Comparator {
    /// 以上 不少于 不低于 至少
    Ge,
    /// 超过 突破 超 高于
    Gt,
    /// 以下 以内 不超过 最高 上限
    Le,
    /// 低于 不足 少于
    Lt,
    /// 左右 约 近 上下
    Approx,
    /// 3—5
    Range,
    /// no marker
    #[default]
    Eq,
}

/// What a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// 数: a number with no unit of the table.
    Number,
    /// 序数: 第三, 第十二条.
    Ordinal,
    /// 百分数: 15%, 百分之十五, 15个百分点 (unit `pp`).
    Percentage,
    /// 倍数: 两倍, 翻一番.
    Multiple,
    /// 金额: 200万元.
    Money,
    /// 数量: 60个, 2000亩.
    Quantity,
    /// 日期: 2026年, 2025年底前.
    Date,
    /// 期间长度: 三年内, 20个工作日.
    Duration,
    /// 周期: 每年, 每半年.
    Recurrence,
    /// 机构
    Agency,
    /// 引用: 《…》（国发〔2020〕7号）.
    Citation,
}

/// How fine a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// 日
    Day,
    /// 周, Monday to Sunday
    Week,
    /// 旬
    Tenday,
    /// 月
    Month,
    /// 季度
    Quarter,
    /// 上半年, 下半年
    Half,
    /// 年
    Year,
    /// “十四五”, 2024—2026年
    Period,
}

/// A value that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// All its words, markers of bound included.
    pub span: Span,
    /// The value alone, without markers: `200万元` of `最高不超过200万元`.
    pub core: Span,
    /// What it is.
    pub kind: MentionKind,
    /// The number; of money in the main unit of its currency, of percent the number before %.
    pub value: Option<Decimal>,
    /// Lower end; open where none.
    pub low: Option<Decimal>,
    /// Upper end; open where none.
    pub high: Option<Decimal>,
    /// Whether `low` itself belongs to it.
    pub low_inclusive: bool,
    /// Whether `high` itself belongs to it.
    pub high_inclusive: bool,
    /// Its marker of bound.
    pub comparator: Comparator,
    /// `%`, `pp`, ISO 4217 code, measure as written.
    pub unit: Option<String>,
    /// First day of a date; open where none.
    pub first: Option<Date>,
    /// Last day of a date; open where none.
    pub last: Option<Date>,
    /// How fine the date is.
    pub grain: Option<Grain>,
    /// ISO 8601 length of a duration or recurrence: `P3Y`.
    pub period: Option<String>,
    /// Whether days are 工作日.
    pub working_days: bool,
    /// A fraction without finite decimals: `2/3`.
    pub fraction: Option<String>,
    /// Name of the rule that read it: `date/year-end`.
    pub rule: &'static str,
}

impl Mention {
    /// A mention of `kind` at `span` with nothing else known.
    pub(crate) fn at(kind: MentionKind, span: Span, rule: &'static str) -> Self {
        Self {
            span,
            core: span,
            kind,
            value: None,
            low: None,
            high: None,
            low_inclusive: false,
            high_inclusive: false,
            comparator: Comparator::Eq,
            unit: None,
            first: None,
            last: None,
            grain: None,
            period: None,
            working_days: false,
            fraction: None,
            rule,
        }
    }
}

/// Finds the values in a normalised text; compiled from the word tables once.
pub struct Scanner {
    words: Words,
}

impl Scanner {
    /// Compiles the tables for what the facts of a clause need.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { words: Words::new(lexicon, false) }
    }

    /// Compiles the tables for all that `scan` tells: everyday dates and numbers, bodies and citations too.
    pub fn whole(lexicon: &Lexicon) -> Self {
        Self { words: Words::new(lexicon, true) }
    }

    /// The values in `text`, in order, not overlapping; 今年 and the like are counted from `today`.
    pub fn scan(&self, text: &str, today: Date) -> Vec<Mention> {
        if wide::holds(text) {
            let narrow = wide::narrow(text);
            let mut found = self.scan_narrow(narrow.as_str(), today);
            for m in &mut found {
                (m.span, m.core) = (narrow.to_source(m.span), narrow.to_source(m.core));
            }
            return found;
        }
        self.scan_narrow(text, today)
    }

    /// The same for a text without digits and letters of full width, as the text of a clause is.
    pub fn scan_narrow(&self, text: &str, today: Date) -> Vec<Mention> {
        let mut found = scan::scan(&self.words, text, today);
        group::join(text, &mut found);
        group::elided(text, &mut found);
        if self.words.whole {
            range::pairs(text, &mut found);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static SCANNER: LazyLock<Scanner> = LazyLock::new(|| Scanner::new(Lexicon::builtin()));

    const PIECES: &[&str] = &[
        "到",
        "2025",
        "年",
        "月",
        "底",
        "前",
        "6",
        "30",
        "日",
        "不超过",
        "最高",
        "万",
        "亿",
        "元",
        "美元",
        "%",
        "‰",
        "一",
        "十",
        "百",
        "千",
        "两",
        "三",
        "五",
        "半",
        "几",
        "数",
        "多",
        "余",
        "个",
        "家",
        "以上",
        "以下",
        "（",
        "）",
        "（不含）",
        "—",
        "-",
        "至",
        "和",
        "之间",
        "、",
        "，",
        "。",
        "每",
        "“",
        "”",
        "期间",
        "十四五",
        "第",
        "《",
        "》",
        "翻",
        "番",
        "成",
        "倍",
        "个百分点",
        "百分之",
        "分之",
        "/",
        ":",
        ".",
        ",",
        " ",
        "今年",
        "季度",
        "上半年",
        "工作日",
        "内",
        "万亿",
        "99999999999999999999999999999",
        "减半",
        "￥",
        "起",
        "止",
        "a",
        "级",
        "\n",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn holds_for_any_text(parts in prop::collection::vec(0..PIECES.len(), 0..24)) {
            let text: String = parts.iter().map(|i| PIECES[*i]).collect();
            let mut end = 0;
            for m in SCANNER.scan(&text, jiff::civil::date(2024, 3, 1)) {
                prop_assert!(m.span.start >= end && !m.span.of(&text).is_empty() && m.span.contains(m.core), "{text}: {m:?}");
                prop_assert!(!m.core.of(&text).is_empty());
                end = m.span.end;
            }
        }
    }

    #[test]
    fn a_marker_belongs_to_one_value() {
        let found = SCANNER.scan("6以上百个", jiff::civil::date(2024, 3, 1));
        assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{found:?}");
        assert_eq!(found[0].span, Span::new(0, "6以上".len()));
    }
}
