//! Schemas 模式: what `schemas/` holds is what the code makes, and what it prints fits them.
//!
//! To renew: `for n in parse scan openapi; do cargo run -q -- schema $n > schemas/$n.json; done`

use super::door::{corpus, json, run, run_with};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn committed(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/{name}.json"));
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

#[test]
fn schemas_are_those_of_the_code() {
    let data = tempfile::tempdir().unwrap();
    for name in ["parse", "scan", "openapi"] {
        let made = String::from_utf8(run(data.path(), &["schema", name]).stdout).unwrap();
        assert!(made == committed(name), "schemas/{name}.json is stale: see the head of tests/suite/schema.rs");
    }
}

#[test]
fn parsed_documents_fit_their_schema() {
    let data = tempfile::tempdir().unwrap();
    let schema: Value = serde_json::from_str(&committed("parse")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for folder in fs::read_dir(corpus()).unwrap() {
        let file = folder.unwrap().path().join("source.txt");
        let parsed = json(&run(data.path(), &["parse", file.to_str().unwrap(), "--format", "json"]));
        let errors: Vec<String> =
            validator.iter_errors(&parsed).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", file.display());
    }
}

#[test]
fn scanned_lines_fit_their_schema() {
    let data = tempfile::tempdir().unwrap();
    let schema: Value = serde_json::from_str(&committed("scan")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let lines = "{\"text\": \"到2026年，给予最高不超过200万元，占比15%以上，三年内完成\"}\n{\"text\": \"\"}\n";
    let output = run_with(data.path(), &["scan"], lines);
    let printed: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(printed.len(), 2, "one line out for each line in");
    for line in &printed {
        assert!(validator.is_valid(line), "{line}");
    }
}

#[test]
fn the_description_names_every_schema_it_uses() {
    let described: Value = serde_json::from_str(&committed("openapi")).unwrap();
    let text = described.to_string();
    let named = described.pointer("/components/schemas").and_then(Value::as_object).unwrap();
    for used in text.split("#/components/schemas/").skip(1) {
        let name = used.split('"').next().unwrap();
        assert!(named.contains_key(name), "{name} is used and not described");
    }
    assert_eq!(described["openapi"], "3.1.0");
}
