//! Scan JSON 扫描结果: the values of one line of text, as `tiaoku scan` prints them.

use super::number::{Number, Numbers};
use super::words::{Comparator, Grain, MentionKind};
use crate::mention;
use crate::text::CodePoints;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use utoipa::ToSchema;

/// A value that stands in a text.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Mention {
    /// What it is.
    pub kind: MentionKind,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its words, markers of bound included.
    pub text: String,
    /// Decimal string, `2/3` for a fraction without finite decimals, ISO 8601 for a length of time.
    pub value: Option<String>,
    /// Lower end; null where open.
    #[schemars(with = "Option<String>")]
    pub low: Option<Number>,
    /// Upper end; null where open.
    #[schemars(with = "Option<String>")]
    pub high: Option<Number>,
    /// Whether `low` itself belongs to it.
    pub low_inclusive: bool,
    /// Whether `high` itself belongs to it.
    pub high_inclusive: bool,
    /// Its marker of bound.
    pub comparator: Comparator,
    /// `%`, `pp`, ISO 4217 code, measure as written.
    pub unit: Option<String>,
    /// First day; null where open.
    #[schema(value_type = Option<String>, format = Date)]
    pub first: Option<Date>,
    /// Last day; null where open.
    #[schema(value_type = Option<String>, format = Date)]
    pub last: Option<Date>,
    /// How fine the date is.
    pub grain: Option<Grain>,
    /// Whether days are 工作日.
    pub working_days: bool,
    /// Name of the rule that read it.
    pub rule: String,
}

/// The values of one text.
#[derive(Clone, Debug, Serialize, JsonSchema, ToSchema)]
pub struct Scanned {
    /// In order, not overlapping.
    pub mentions: Vec<Mention>,
}

/// The mentions found in `text` as outside JSON.
pub fn scan_json(text: &str, found: &[mention::Mention]) -> Scanned {
    let points = CodePoints::new(text);
    let number = |n| Number::new(n, Numbers::Text);
    let mentions = found
        .iter()
        .map(|m| Mention {
            kind: m.kind.into(),
            start: points.of(m.span.start),
            end: points.of(m.span.end),
            text: m.span.of(text).to_owned(),
            value: m
                .fraction
                .clone()
                .or_else(|| m.period.clone())
                .or_else(|| m.value.map(|v| v.normalize().to_string())),
            low: m.low.map(number),
            high: m.high.map(number),
            low_inclusive: m.low_inclusive,
            high_inclusive: m.high_inclusive,
            comparator: m.comparator.into(),
            unit: m.unit.clone(),
            first: m.first,
            last: m.last,
            grain: m.grain.map(Into::into),
            working_days: m.working_days,
            rule: m.rule.to_owned(),
        })
        .collect();
    Scanned { mentions }
}
