//! Facts 事实: the cases of `tests/cases/<field>.json` and the counts of the five documents.
//!
//! A case is `{"text", "expect", "why"}`: the facts of that field in the text, in order of place, each with
//! the keys that matter, `place` and `origin` among them. `heading`, `over`, `section`, `kind`, `title`, `enclosed`,
//! `number`, `written_on`, `plan_end`, `as_of`, `before` and `after` (other clauses: texts, or objects of `text`, `section`, …)
//! may stand beside it. `known_gap: true` asserts that a case still
//! fails, so that whoever closes the gap hears of it.

use jiff::civil::date;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use tiaoku::fact::{Extractor, Fact, Origin, Place, Role, Says};
use tiaoku::lexicon::Lexicon;
use tiaoku::metadata::{Metadata, Period};
use tiaoku::outline::{Clause, ClauseKind};
use tiaoku::text::{MappedText, Span};

fn clause(text: &str, of: &Value) -> Clause {
    let kind = of.get("kind").cloned().unwrap_or(json!("body"));
    Clause {
        kind: serde_json::from_value(kind).unwrap_or(ClauseKind::Body),
        section: strings(&of["section"]).into_iter().map(Into::into).collect(),
        number: of["number"].as_str().map(str::to_owned),
        heading: of["heading"].as_str().map(MappedText::verbatim),
        text: MappedText::verbatim(text),
        steps: Vec::new(),
        label: String::new(),
        over: of["over"].as_str().map(|o| Arc::new(MappedText::verbatim(o))),
        span: Span::default(),
        table: of["table"] == true,
    }
}

fn strings(of: &Value) -> Vec<String> {
    of.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

/// A fact as JSON, with the name of its field.
fn told(fact: &Fact, clause: &Clause) -> (&'static str, Value) {
    let (field, mut value) = match &fact.says {
        Says::Responsibility(x) => ("responsibilities", json!(x)),
        Says::Target(x) => ("targets", json!(x)),
        Says::Deadline(x) => ("deadlines", json!(x)),
        Says::Amount(x) => ("amounts", json!(x)),
        Says::Citation(x) => ("citations", json!(x)),
        Says::Term(x) => ("terms", json!(x)),
        Says::Actor(x) => ("actors", json!(x)),
    };
    value["type"] = value["measure"].clone();
    value["quote"] = json!(fact.quote.of(fact.words(clause).as_str()));
    value["place"] = json!(match fact.place {
        Place::Text => "text",
        Place::Heading => "heading",
        Place::Elsewhere(_) => "elsewhere",
    });
    value["origin"] = json!(fact.origin);
    value["rule"] = json!(fact.rule);
    (field, value)
}

/// The facts of a case's text, each with the name of its field, in order of place.
pub(super) fn all(extractor: &Extractor, case: &Value) -> Vec<(&'static str, Value)> {
    let text = case["text"].as_str().unwrap();
    let beside = |list: &str| -> Vec<Clause> {
        let of = |v: &Value| match v.as_str() {
            Some(text) => clause(text, &Value::Null),
            None => clause(v["text"].as_str().unwrap(), v),
        };
        case[list].as_array().into_iter().flatten().map(of).collect()
    };
    let mut clauses = beside("before");
    let at = clauses.len();
    clauses.push(clause(text, case));
    clauses.extend(beside("after"));
    let day = |v: &Value| v.as_str().and_then(|d| d.parse().ok());
    let metadata = Metadata {
        title: case["title"].as_str().map(str::to_owned),
        enclosed_titles: strings(&case["enclosed"]),
        written_on: day(&case["written_on"]),
        plan_period: day(&case["plan_end"]).map(|end| Period { start: end, end }),
        ..Metadata::default()
    };
    let facts = extractor.extract(&clauses, &metadata, day(&case["as_of"]).unwrap_or(date(2026, 1, 1)));
    let (own, clause) = (&facts[at], &clauses[at]);
    for fact in own {
        let text = fact.words(clause).as_str();
        assert!(text.get(fact.quote.start..fact.quote.end).is_some_and(|q| !q.is_empty()), "{text}: quote of {fact:?}");
        assert!(fact.value.iter().all(|v| text.get(v.start..v.end).is_some()), "{text}: value of {fact:?}");
    }
    own.iter().map(|f| told(f, clause)).collect()
}

/// Whether a found fact agrees in all keys that the case names.
fn agrees(expected: &Value, found: &Value) -> bool {
    let plain = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
    expected.as_object().unwrap().iter().all(|(key, value)| plain(value) == plain(&found[key]))
}

fn run(field: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cases/{field}.json"));
    let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let extractor = Extractor::new(Lexicon::builtin());
    let mut wrong = Vec::new();
    for case in &cases {
        assert!(case["why"].is_string(), "{case} says why");
        let field = case["field"].as_str().unwrap_or(field);
        let found: Vec<Value> =
            all(&extractor, case).into_iter().filter(|(f, _)| *f == field).map(|(_, v)| v).collect();
        let expected = case["expect"].as_array().unwrap();
        let right = expected.len() == found.len() && expected.iter().zip(&found).all(|(e, f)| agrees(e, f));
        let gap = case["known_gap"] == json!(true);
        if right == gap {
            let what = if gap { "this known gap is closed: take known_gap off" } else { "not as expected" };
            wrong.push(format!("{what}: {}\n  {}\n  found {}", case["why"], case["text"], json!(found)));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases of {field}\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn responsibilities() {
    run("responsibilities");
}

#[test]
fn deadlines() {
    run("deadlines");
}

#[test]
fn amounts() {
    run("amounts");
}

#[test]
fn citations() {
    run("citations");
}

#[test]
fn terms() {
    run("terms");
}

#[test]
fn targets() {
    run("targets");
}

/// The labelled clauses of the five documents, each document read.
fn five_documents() -> Vec<(Vec<Clause>, Vec<Vec<Fact>>)> {
    let extractor = Extractor::new(Lexicon::builtin());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let clauses: Vec<Clause> =
            gold["clauses"].as_array().unwrap().iter().map(|c| clause(c["text"].as_str().unwrap(), c)).collect();
        let facts = extractor.extract(&clauses, &Metadata::default(), "2026-11-20".parse().unwrap());
        (clauses, facts)
    };
    paths.iter().map(read).collect()
}

#[test]
fn lists_of_the_five_documents_are_complete() {
    let (mut clauses, mut pairs, mut names) = (0, 0, BTreeSet::new());
    for (_, facts) in five_documents() {
        for facts in facts {
            let listed: Vec<_> = facts
                .iter()
                .filter(|f| f.rule == "responsibility/label")
                .filter_map(|f| match &f.says {
                    Says::Responsibility(r) => Some(r.agency.clone()),
                    _ => None,
                })
                .collect();
            clauses += usize::from(!listed.is_empty());
            pairs += listed.len();
            names.extend(listed);
        }
    }
    assert_eq!((clauses, pairs, names.len()), (75, 303, 47), "{names:?}");
}

#[test]
fn one_body_has_its_place_in_each_list() {
    let mut places = Vec::new();
    for (_, facts) in five_documents() {
        for fact in facts.iter().flatten() {
            if let Says::Responsibility(r) = &fact.says
                && r.agency == "市应急局"
            {
                assert_eq!(r.role, Role::Responsible);
                places.push((r.position.unwrap(), r.of.unwrap()));
            }
        }
    }
    places.sort_unstable();
    assert_eq!(places, [(1, 5), (3, 4), (6, 7)]);
}

#[test]
fn a_year_that_is_concluded_is_told_as_such() {
    let clauses = [clause("根据国发〔2017〕28号，请于6月30日前报送，2018年底前完成。", &Value::Null)];
    let facts =
        Extractor::new(Lexicon::builtin()).extract(&clauses, &Metadata::default(), "2026-01-01".parse().unwrap());
    let days = facts[0].iter().filter_map(|f| match &f.says {
        Says::Deadline(d) => Some((d.end.map(|e| e.to_string()), f.origin)),
        _ => None,
    });
    let expected = [("2017-06-30", Origin::Inferred), ("2018-12-31", Origin::Stated)];
    assert_eq!(days.collect::<Vec<_>>(), expected.map(|(day, origin)| (Some(day.to_owned()), origin)));
}

/// Bits of official language, put together at random: no panic, and every span fits.
const BITS: &[&str] = &[
    "（",
    "）",
    "《",
    "》",
    "“",
    "”",
    "〔",
    "〕",
    "、",
    "，",
    "。",
    "；",
    "：",
    "\n",
    "等",
    "等部门",
    "和",
    "及",
    "由",
    "会同",
    "商",
    "牵头",
    "负责",
    "配合",
    "责任单位：",
    "以下简称",
    "市科委",
    "各区",
    "各省",
    "自治区",
    "人民政府",
    "到2026年",
    "每年",
    "达到",
    "不超过",
    "60个",
    "3—5家",
    "85%",
    "万亿元",
    "200万元",
    "全覆盖",
    "分别",
    "新增",
    "企业",
    "的",
    "占",
    "比例",
    "翻一番",
    "国发〔2020〕7号",
    "有关",
    "职责",
    "作为",
    "要",
    "经",
    "1．",
    "（一）",
    "应全部",
    "48个月",
    "期限",
    "𠮷",
    "é",
];

proptest::proptest! {
    #![proptest_config(super::draws::draws(400))]
    #[test]
    fn any_words_are_read_without_a_panic(bits in proptest::collection::vec(0..BITS.len(), 1..40)) {
        static EXTRACTOR: std::sync::LazyLock<Extractor> = std::sync::LazyLock::new(|| Extractor::new(Lexicon::builtin()));
        let text: String = bits.iter().map(|i| BITS[*i]).collect();
        let clauses = [clause(&text, &json!({"heading": "部门职责"}))];
        for fact in EXTRACTOR.extract(&clauses, &Metadata::default(), "2026-01-01".parse().unwrap()).iter().flatten() {
            proptest::prop_assert!(text.get(fact.quote.start..fact.quote.end).is_some(), "{text}: {fact:?}");
            proptest::prop_assert!(fact.value.iter().all(|v| text.get(v.start..v.end).is_some()), "{text}: {fact:?}");
        }
    }
}
