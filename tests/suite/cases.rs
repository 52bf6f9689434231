//! Cases 用例: small texts with the values that must be found in them; those of facts are read in `facts.rs`.
//!
//! `{"text": …, "expect": […], "why": …}`; optional `as_of` and `known_gap: true`
//! for what is not yet read right: the test then asserts that it still is not, so that a gap that
//! closes is noticed. An expected entry names the fields it is about; the number of entries is exact.

use jiff::civil::Date;
use proptest::prelude::*;
use serde_json::{Value, json};
use tiaoku::fact::Extractor;
use tiaoku::lexicon::Lexicon;
use tiaoku::mention::{Mention, Scanner};

fn day(case: &Value, name: &str) -> Option<Date> {
    case[name].as_str().map(|d| d.parse().unwrap())
}

/// The fields of `want` are those of `got`.
fn fits(want: &Value, got: &Value) -> bool {
    want.as_object().unwrap().iter().all(|(k, v)| &got[k] == v)
}

fn check(file: &str, read: impl Fn(&Value) -> Vec<Value>) {
    let path = format!("{}/tests/cases/{file}.json", env!("CARGO_MANIFEST_DIR"));
    let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for case in &cases {
        assert!(case["why"].is_string(), "{case} says why");
        let got = read(case);
        let want = case["expect"].as_array().unwrap();
        let same = got.len() == want.len() && want.iter().zip(&got).all(|(w, g)| fits(w, g));
        if same == (case["known_gap"] == true) {
            let got: Vec<_> = got.iter().map(Value::to_string).collect();
            wrong.push(format!("{}\n  want {}\n  got  {}", case["text"], case["expect"], got.join("\n       ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn shown(text: &str, m: &Mention) -> Value {
    let number = |d: Option<rust_decimal::Decimal>| d.map(|d| d.normalize().to_string());
    json!({
        "kind": m.kind, "text": m.span.of(text), "core": m.core.of(text), "value": number(m.value), "low": number(m.low),
        "high": number(m.high), "low_inclusive": m.low_inclusive, "high_inclusive": m.high_inclusive,
        "comparator": m.comparator, "unit": m.unit, "first": m.first, "last": m.last, "grain": m.grain,
        "period": m.period, "working_days": m.working_days, "fraction": m.fraction, "rule": m.rule,
    })
}

#[test]
fn mentions() {
    let scanner = Scanner::whole(Lexicon::builtin());
    let read = |case: &Value| -> Vec<Value> {
        let text = case["text"].as_str().unwrap();
        let today = day(case, "as_of").unwrap_or(jiff::civil::date(2024, 3, 1));
        scanner.scan(text, today).iter().map(|m| shown(text, m)).collect()
    };
    check("mention", read);
    // Plain written Chinese, the expectation put down from the language before the reader was asked.
    check("mention_everyday", read);
}

/// Words officials put around values, in any order.
const PIECES: &[&str] = &[
    "对",
    "给予",
    "奖励",
    "补助",
    "最高",
    "不超过",
    "按",
    "的",
    "企业",
    "项目",
    "500万元",
    "30%",
    "20家",
    "以上",
    "以下",
    "每家",
    "每年",
    "，",
    "。",
    "；",
    "、",
    "：",
    "（",
    "）",
    "“",
    "”",
    "到",
    "2025年",
    "底前",
    "自",
    "起",
    "三年",
    "内",
    "有效期",
    "至",
    "6月30日",
    "/",
    "平方米",
    "拨付",
    "基金",
    "设立",
    "条件：",
    "减半",
    "租金",
    "用",
    "时间",
    "分",
    "较",
    "年满60岁",
    "1",
    "万",
    "亿",
    "达到",
    "超过",
    "其中",
    "\n",
    "奖",
    "其",
    "为",
];

proptest! {
    #![proptest_config(super::draws::draws(1500))]
    #[test]
    fn facts_of_any_text_have_quotes_inside(parts in prop::collection::vec(0..PIECES.len(), 0..30)) {
        static EXTRACTOR: std::sync::LazyLock<Extractor> = std::sync::LazyLock::new(|| Extractor::new(Lexicon::builtin()));
        let text: String = parts.iter().map(|i| PIECES[*i]).collect();
        let case = json!({ "text": text });
        for (field, fact) in super::facts::all(&EXTRACTOR, &case) {
            prop_assert!(fact["quote"] != "", "{text}: {field} {fact}");
        }
    }
}
