//! Outcome 结果: what two readings of one text must have in common, and where they differ.

use serde_json::Value;
use tiaoku::lexicon::Lexicon;
use tiaoku::record::{Assembler, Record};
use tiaoku::{export, source};

/// The record of a file.
pub(crate) fn assemble(name: &str, bytes: &[u8]) -> Record {
    let source = source::read(name, bytes).unwrap_or_else(|why| panic!("{why}"));
    Assembler::new(Lexicon::builtin()).assemble(source, "2026-01-01".parse().unwrap())
}

/// The document and its clauses without places, ids of the hash and blanks.
pub(crate) fn outcome(record: &Record) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                for key in
                    ["id", "spans", "diagnostics", "encoding", "format", "hash", "name", "path", "source", "file"]
                {
                    map.remove(key);
                }
                map.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            Value::String(words) => words.retain(|c| !c.is_whitespace()),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(export::parse_json(record)).unwrap();
    strip(&mut value);
    value
}

/// Every place where two outcomes differ, for people.
pub(crate) fn differences(a: &Value, b: &Value, path: &str, out: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            let keys: std::collections::BTreeSet<&String> = x.keys().chain(y.keys()).collect();
            for key in keys {
                let (a, b) = (x.get(key).unwrap_or(&Value::Null), y.get(key).unwrap_or(&Value::Null));
                differences(a, b, &format!("{path}/{key}"), out);
            }
        }
        (Value::Array(x), Value::Array(y)) => {
            x.iter().zip(y).enumerate().for_each(|(i, (a, b))| differences(a, b, &format!("{path}/{i}"), out));
            if x.len() != y.len() {
                out.push(format!("{path}: {} ≠ {} entries", x.len(), y.len()));
            }
        }
        _ if a != b => out.push(format!("{path}: {a} ≠ {b}")),
        _ => {}
    }
}
