//! Sample 样本: records made by hand for tests of the rooms above.

use super::{ClauseRecord, Record};
use crate::fact::{Fact, Origin, Place, Responsibility, Role, Says, Target, TargetKind};
use crate::metadata::Metadata;
use crate::outline::{Clause, ClauseKind, Outline};
use crate::source::{Declared, Format, SourceText};
use crate::text::{MappedText, Span};
use smallvec::SmallVec;

/// A document of clauses, each a heading (may be empty) and a text.
pub(crate) fn record(id: &str, clauses: &[(&str, &str)]) -> Record {
    let text: String = clauses.iter().map(|(h, t)| format!("{h}\n{t}\n")).collect();
    let clause = |(at, (heading, text)): (usize, &(&str, &str))| ClauseRecord {
        id: format!("{id}~{}", at + 1),
        clause: Clause {
            kind: ClauseKind::Body,
            section: std::sync::Arc::default(),
            number: Some(format!("{}", at + 1)),
            heading: (!heading.is_empty()).then(|| MappedText::verbatim(*heading)),
            text: MappedText::verbatim(*text),
            steps: vec![format!("{}", at + 1).into()],
            label: format!("第{}条", at + 1),
            over: None,
            span: Span::default(),
            table: false,
        },
        facts: Vec::new(),
    };
    Record {
        id: id.to_owned(),
        hash: format!("hash-{id}"),
        as_of: jiff::civil::date(2026, 11, 20),
        source: SourceText {
            name: format!("{id}.txt"),
            format: Format::Txt,
            encoding: "UTF-8".to_owned(),
            text,
            lines: Vec::new(),
            hidden: Vec::new(),
            declared: Declared::default(),
        },
        metadata: Metadata { title: Some(format!("关于{id}的通知")), ..Metadata::default() },
        outline: Outline::default(),
        clauses: clauses.iter().enumerate().map(clause).collect(),
        diagnostics: Vec::new(),
        former: Vec::new(),
    }
}

/// A statement with no words of its own.
pub(crate) fn fact(says: Says) -> Fact {
    let (rule, value) = ("test/sample".into(), SmallVec::new());
    Fact { says, quote: Span::default(), value, rule, origin: Origin::Stated, place: Place::Text }
}

/// 责任单位
pub(crate) fn duty(agency: &str, role: Role, position: u16, of: u16) -> Fact {
    fact(Says::Responsibility(Responsibility {
        agency: agency.to_owned(),
        role,
        position: Some(position),
        of: Some(of),
    }))
}

/// A target of 2.0, no unit, by the end of 2026.
pub(crate) fn target() -> Fact {
    fact(Says::Target(Target {
        kind: TargetKind::Norm,
        indicator: "容积率".to_owned(),
        comparator: crate::fact::Comparator::Ge,
        value: rust_decimal::Decimal::new(20, 1),
        value_max: None,
        unit: None,
        change: None,
        per: None,
        by: Some(jiff::civil::date(2026, 12, 31)),
        by_inherited: None,
    }))
}

/// The five documents as labelled in `tests/gold`: id is the file's stem.
pub(crate) fn gold() -> Vec<Record> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold");
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let json = |path: &std::path::Path| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    files.iter().map(|path| labelled(path.file_stem().unwrap().to_str().unwrap(), &json(path))).collect()
}

fn labelled(id: &str, json: &serde_json::Value) -> Record {
    let words = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let list = json["clauses"].as_array().unwrap();
    let texts: Vec<_> = list.iter().map(|c| (words(&c["heading"]), words(&c["text"]))).collect();
    let texts: Vec<_> = texts.iter().map(|(h, t)| (h.as_str(), t.as_str())).collect();
    let mut record = record(id, &texts);
    record.metadata.issuers = json["document"]["issuers"].as_array().unwrap().iter().map(words).collect();
    record.metadata.written_on = json["document"]["written_on"].as_str().map(|d| d.parse().unwrap());
    for (item, label) in record.clauses.iter_mut().zip(list) {
        let duties = label["responsibilities"].as_array().unwrap();
        let many = duties.len() as u16;
        for (at, one) in (1..).zip(duties) {
            let role = serde_json::from_value(one["role"].clone()).unwrap();
            item.facts.push(duty(&words(&one["agency"]), role, at, many));
        }
        item.facts.extend(label["targets"].as_array().unwrap().iter().map(|_| target()));
    }
    record
}
