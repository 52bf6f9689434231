//! Coverage 覆盖: every character of a source belongs to exactly one node, none is lost on the way into
//! clauses, and every value leads back to its words.

use super::draws::draws;
use proptest::prelude::*;
use std::fs;
use std::path::PathBuf;
use tiaoku::lexicon::Lexicon;
use tiaoku::outline::{Role, normalise_text};
use tiaoku::record::{Assembler, Record};
use tiaoku::source;

fn assemble(assembler: &Assembler, name: &str, bytes: &[u8]) -> Option<Record> {
    Some(assembler.assemble(source::read(name, bytes).ok()?, "2026-01-01".parse().unwrap()))
}

fn corpus() -> Vec<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let files = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path().join("source.txt"));
    files.map(|path| fs::read(path).unwrap()).collect()
}

fn bare(text: &str) -> String {
    normalise_text(text).as_str().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Nodes follow each other without a gap from the first byte to the last.
fn holds_partition(record: &Record) {
    let mut at = 0;
    for node in &record.outline.nodes {
        assert_eq!(node.span.start, at, "a gap or an overlap before {node:?}");
        assert!(record.source.text.is_char_boundary(node.span.end));
        at = node.span.end;
    }
    assert_eq!(at, record.source.text.len());
}

/// The words of every text node stand in its clause, or in the sections of a later one.
fn holds_words(record: &Record) {
    let sections: Vec<String> = record.clauses.iter().map(|c| bare(&c.clause.section.concat())).collect();
    for node in record.outline.nodes.iter().filter(|n| n.role == Role::Text) {
        let lines = node.span.of(&record.source.text);
        let words = bare(lines);
        // A page number may stand in the middle of a paragraph: it is no word of it.
        let paged = bare(&without_page_numbers(lines));
        let found = match node.clause {
            Some(i) => {
                let clause = &record.clauses[i as usize].clause;
                let heading = clause.heading.as_ref().map_or("", |h| h.as_str());
                let number = clause.number.as_deref().unwrap_or_default();
                let all = bare(&format!("{number}{heading}{}", clause.text.as_str()));
                // A lead line may be a table's or an item's head: then it stands in the section too.
                all.contains(&words)
                    || all.contains(&paged)
                    || sections.iter().any(|s| s.contains(&words))
                    || words.is_empty()
            }
            None => words.is_empty() || sections.iter().any(|s| s.contains(&words)),
        };
        assert!(found, "lost: {words}");
    }
}

/// The lines without those that hold up to three figures and, beside marks, nothing else.
fn without_page_numbers(lines: &str) -> String {
    let is_number = |l: &str| (1..=3).contains(&l.len()) && l.bytes().all(|b| b.is_ascii_digit());
    lines.split(['\n', '\r', '\u{c}']).filter(|l| !is_number(&bare(l))).collect()
}

/// A clause's characters, and the words of every fact, are those of the source, in order; between them
/// the source may hold a page number or markup.
fn holds_quotes(record: &Record) {
    let source = &record.source.text;
    for clause in &record.clauses {
        let text = &clause.clause.text;
        assert!(runs_through(&bare(text.as_str()), &bare(text.source().of(source))), "{}", clause.id);
        for fact in &clause.facts {
            let text = fact.words(&clause.clause);
            for span in fact.value.iter().copied().chain([fact.quote]) {
                let words = span.of(text.as_str());
                assert!(!words.is_empty(), "{fact:?}");
                let found = text.to_source(span).of(source);
                assert!(runs_through(&bare(words), &bare(found)), "{words} ≠ {found}");
                // It begins and ends with the words themselves, as far as these are no marks.
                let (words, found) = (words.to_owned(), bare(found));
                assert!(
                    words.chars().next().is_none_or(|c| !c.is_alphanumeric() || found.starts_with(c)),
                    "{words} ≠ {found}"
                );
                assert!(
                    words.chars().next_back().is_none_or(|c| !c.is_alphanumeric() || found.ends_with(c)),
                    "{words} ≠ {found}"
                );
            }
        }
    }
}

/// Whether all characters of `words` stand in `source`, in order.
fn runs_through(words: &str, source: &str) -> bool {
    let mut rest = source.chars();
    words.chars().all(|c| rest.any(|s| s == c))
}

#[test]
fn the_five_documents_are_covered() {
    let assembler = Assembler::new(Lexicon::builtin());
    for bytes in corpus() {
        let record = assemble(&assembler, "t.txt", &bytes).unwrap();
        holds_partition(&record);
        holds_words(&record);
        holds_quotes(&record);
    }
}

/// Documents torn apart and put together at random: nothing is lost and nothing panics.
#[test]
fn torn_documents_are_covered() {
    let texts: Vec<String> = corpus().into_iter().map(|b| String::from_utf8(b).unwrap()).collect();
    let lines: Vec<String> = texts.iter().flat_map(|t| t.lines()).map(str::to_owned).collect();
    let assembler = Assembler::new(Lexicon::builtin());
    let piece = (
        0..lines.len(),
        0usize..40,
        prop::sample::select(vec!["\n", "\n\n", "", "　　", "\u{c}", " | ", "\r\n", "（", "《", "。"]),
    );
    let mut runner = proptest::test_runner::TestRunner::new(draws(96));
    runner
        .run(&(prop::collection::vec(piece, 1..40), prop::sample::select(vec!["t.txt", "t.md"])), |(pieces, name)| {
            let mut text = String::new();
            for (line, from, join) in pieces {
                text.extend(lines[line].chars().skip(from));
                text.push_str(join);
            }
            if let Some(record) = assemble(&assembler, name, text.as_bytes()) {
                holds_partition(&record);
                if name == "t.txt" {
                    holds_words(&record);
                }
                holds_quotes(&record);
            }
            Ok(())
        })
        .unwrap();
}

/// A table whose cells stand on lines of their own has its rows again, whatever its tasks say.
#[test]
fn cells_on_lines_make_rows() {
    const BODIES: &[&str] = &["市科委", "市财政局、市商务委", "市农业农村委\n市水务局", "各区人民政府"];
    const TIMES: &[&str] = &["12月底前", "2026年6月", "长期坚持"];
    let texts: Vec<String> = corpus().into_iter().map(|b| String::from_utf8(b).unwrap()).collect();
    let plain = |l: &str| l.chars().filter(|c| c.is_alphabetic()).take(24).collect::<String>();
    let tasks: Vec<String> = texts.iter().flat_map(|t| t.lines()).map(plain).filter(|t| t.len() >= 12).collect();
    let assembler = Assembler::new(Lexicon::builtin());
    let row = (0..tasks.len(), 0..BODIES.len(), 0..TIMES.len());
    let mut runner = proptest::test_runner::TestRunner::new(draws(96));
    runner
        .run(&prop::collection::vec(row, 2..30), |rows| {
            let mut text = "某市民生实事工作方案\n一、任务分工\n序号\n事项\n责任单位\n完成时限\n".to_owned();
            let mut expected = vec!["序号 | 事项 | 责任单位 | 完成时限".to_owned()];
            for (n, (task, body, time)) in rows.into_iter().enumerate() {
                let (n, task, body, time) = (n + 1, &tasks[task], BODIES[body], TIMES[time]);
                text.push_str(&format!("{n}\n推进{task}。\n{body}\n{time}\n"));
                expected.push(format!("{n} | 推进{task}。 | {} | {time}", body.replace('\n', " ")));
            }
            let record = assemble(&assembler, "t.txt", text.as_bytes()).unwrap();
            holds_partition(&record);
            holds_words(&record);
            holds_quotes(&record);
            let table = record.clauses.iter().find(|c| c.clause.table).map(|c| c.clause.text.as_str().to_owned());
            prop_assert_eq!(table.unwrap_or_default(), expected.join("\n"));
            Ok(())
        })
        .unwrap();
}

/// Any text at all is read without a panic, as any of the formats.
#[test]
fn any_text_is_read() {
    let assembler = Assembler::new(Lexicon::builtin());
    let alphabet = "一二三（）().:，。；、：《》«»第条章附件：责任单位由牵头负责到年月日0123456789０５％%万元亿不超过以上至—-| \n\t#*<p></>&;〔〕号市局“”";
    let chars: Vec<char> = alphabet.chars().collect();
    let mut runner = proptest::test_runner::TestRunner::new(draws(400));
    runner
        .run(
            &(
                prop::collection::vec(prop::sample::select(chars), 0..400),
                prop::sample::select(vec!["t.txt", "t.md", "t.html"]),
            ),
            |(chars, name)| {
                let text: String = chars.into_iter().collect();
                if let Some(record) = assemble(&assembler, name, text.as_bytes()) {
                    holds_partition(&record);
                    holds_quotes(&record);
                }
                Ok(())
            },
        )
        .unwrap();
}
