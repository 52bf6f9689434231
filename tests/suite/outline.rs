//! Structure 结构: small documents in official style and how they are cut (`tests/cases/outline.json`).
//!
//! `document` names elements that the document must have, each as in the record.
//! A clause is written `kind | section > section | number | heading | text`, `¶` between paragraphs.

use serde_json::Value;
use tiaoku::lexicon::Lexicon;
use tiaoku::outline::ClauseKind;
use tiaoku::record::Assembler;
use tiaoku::source;

/// The document's elements, and its clauses a line each.
fn cut(name: &str, text: &str) -> (Value, Vec<String>) {
    let source = source::read(name, text.as_bytes()).unwrap();
    let record = Assembler::new(Lexicon::builtin()).assemble(source, "2026-01-01".parse().unwrap());
    let kind = |k: ClauseKind| serde_json::to_value(k).unwrap().as_str().unwrap().to_owned();
    let show = |c: &tiaoku::record::ClauseRecord| {
        let c = &c.clause;
        let heading = c.heading.as_ref().map_or("", |h| h.as_str());
        let number = c.number.as_deref().unwrap_or_default();
        format!(
            "{} | {} | {number} | {heading} | {}",
            kind(c.kind),
            c.section.join(" > "),
            c.text.as_str().replace('\n', "¶")
        )
    };
    let clauses = record.clauses.iter().map(show).collect();
    (serde_json::to_value(&record.metadata).unwrap(), clauses)
}

#[test]
fn small_documents_are_cut_as_written() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../cases/outline.json")).unwrap();
    assert!(cases.len() >= 14);
    let mut failed = Vec::new();
    for case in &cases {
        let text = case["text"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect::<Vec<_>>().join("\n");
        let expected: Vec<&str> = case["expect"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
        let (document, found) = cut(case["name"].as_str().unwrap_or("t.txt"), &text);
        for (field, value) in case["document"].as_object().into_iter().flatten() {
            if document[field] != *value {
                failed.push(format!("{}\n  {field}: expected {value} found {}", case["why"], document[field]));
            }
        }
        if found != expected {
            failed.push(format!("{}\n  expected {expected:#?}\n  found {found:#?}", case["why"]));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_second_copy_of_the_text_is_told() {
    let task = |n: u32| {
        format!(
            "{n}．保障第{n}类项目用地。新增产业用地指标优先用于本类项目，市规划资源局会同各区每季度通报一次供地进度，并向社会公开办理结果和联系方式。\n"
        )
    };
    let once = format!("某市保障产业用地若干措施\n{}", (1..=8).map(task).collect::<String>());
    let read = |text: &str| {
        let source = source::read("t.txt", text.as_bytes()).unwrap();
        Assembler::new(Lexicon::builtin()).assemble(source, "2026-01-01".parse().unwrap())
    };
    let told = |text: &str| read(text).diagnostics.into_iter().filter(|d| d.code == "outline/copy").collect::<Vec<_>>();
    assert!(told(&once).is_empty());
    let twice = format!("{once}{once}");
    let found = told(&twice);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].line, read(&twice).clauses.len()), (10, read(&once).clauses.len()));
}
