//! Number 数: how decimals leave the house.
//!
//! Annotated JSON (`parse`) holds JSON numbers where they are exact, the API decimal strings: one
//! value, two dresses, chosen where the view is built.

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Type};
use utoipa::openapi::{RefOr, Schema as ApiSchema};
use utoipa::{PartialSchema, ToSchema};

/// The largest whole number that every JSON reader keeps exact (2^53).
const EXACT: i64 = 1 << 53;

/// How the numbers of a view are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// JSON numbers where exact, else decimal strings: `parse`.
    Json,
    /// Decimal strings: the API.
    Text,
}

/// A decimal on its way out; never with exponent or separators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    value: Decimal,
    style: Numbers,
}

impl Number {
    /// A decimal in the dress of `style`.
    pub fn new(value: Decimal, style: Numbers) -> Self {
        Self { value: value.normalize(), style }
    }

    /// A whole number that every JSON reader keeps.
    fn whole(self) -> Option<i64> {
        if self.value.fract().is_zero() {
            i64::try_from(self.value).ok().filter(|n| (-EXACT..=EXACT).contains(n))
        } else {
            None
        }
    }

    /// A binary fraction that is written with the same digits.
    fn fraction(self) -> Option<f64> {
        let text = self.value.to_string();
        text.parse::<f64>().ok().filter(|f| f.to_string() == text)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        if self.style == Numbers::Json {
            if let Some(n) = self.whole() {
                return out.serialize_i64(n);
            }
            if let Some(f) = self.fraction() {
                return out.serialize_f64(f);
            }
        }
        out.collect_str(&self.value)
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A decimal: a JSON number where it is exact, else a plain decimal string.",
            "type": ["number", "string"],
            "pattern": r"^-?\d+(\.\d+)?$",
        })
    }
}

impl PartialSchema for Number {
    fn schema() -> RefOr<ApiSchema> {
        let text = ObjectBuilder::new().schema_type(Type::String).description(Some("A plain decimal string."));
        let number = ObjectBuilder::new().schema_type(Type::Number);
        RefOr::T(ApiSchema::OneOf(OneOfBuilder::new().item(text).item(number).build()))
    }
}

impl ToSchema for Number {}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str, style: Numbers) -> String {
        serde_json::to_string(&Number::new(text.parse().unwrap(), style)).unwrap()
    }

    #[test]
    fn numbers_where_exact_else_strings() {
        assert_eq!(json("1000000000000", Numbers::Json), "1000000000000");
        assert_eq!(json("2.0", Numbers::Json), "2");
        assert_eq!(json("0.15", Numbers::Json), "0.15");
        assert_eq!(json("9007199254740993", Numbers::Json), "\"9007199254740993\"");
        assert_eq!(json("0.1234567890123456789", Numbers::Json), "\"0.1234567890123456789\"");
    }

    #[test]
    fn the_api_writes_strings() {
        assert_eq!(json("20000000", Numbers::Text), "\"20000000\"");
        assert_eq!(json("2.50", Numbers::Text), "\"2.5\"");
    }
}
