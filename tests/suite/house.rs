//! The house 房屋: rooms import only from floors beneath them, files stay readable.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each room and its floor, as in `src/lib.rs`. A new room gets a floor here first.
const FLOORS: &[(&str, u8)] = &[
    ("text", 0),
    ("source", 1),
    ("lexicon", 1),
    ("outline", 2),
    ("mention", 2),
    ("metadata", 3),
    ("agency", 4),
    ("fact", 4),
    ("record", 5),
    ("store", 6),
    ("search", 6),
    ("export", 6),
    ("kb", 7),
    ("web", 8),
    ("cli", 8),
];

/// Lines a file may have at most.
const CEILING: usize = 600;

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// All Rust files of `src`, each with its path from there and its text.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The code without comments and without items under `#[cfg(test)]`: tests may look at any room.
fn code(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        if line.trim() == "#[cfg(test)]" {
            let mut depth = 0_i64;
            for skipped in lines.by_ref() {
                depth += braces(skipped);
                if depth <= 0 && (skipped.contains('}') || skipped.trim_end().ends_with(';')) {
                    break;
                }
            }
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn braces(line: &str) -> i64 {
    line.chars().map(|c| i64::from(c == '{') - i64::from(c == '}')).sum()
}

fn leading_name(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    &text[..end]
}

/// First names inside `{a::b, c}`, the text after the opening brace.
fn grouped(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut names) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(leading_name(text[start..at].trim_start()));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(leading_name(text[start..at].trim_start()));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

/// The rooms that a file names by a path from the crate's root.
fn imports(file: &str, code: &str) -> BTreeSet<String> {
    let mut roots = vec!["crate::", "tiaoku::"];
    if file.ends_with("/mod.rs") && file.matches('/').count() == 1 {
        roots.push("super::");
    }
    let mut found = BTreeSet::new();
    for root in roots {
        for (at, _) in code.match_indices(root) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let rest = &code[at + root.len()..];
            let names = rest.strip_prefix('{').map_or_else(|| vec![leading_name(rest)], grouped);
            found.extend(names.into_iter().filter(|n| floor(n).is_some()).map(str::to_owned));
        }
    }
    found
}

#[test]
fn every_room_has_a_floor() {
    for (file, _) in files() {
        let room = file.split('/').next().unwrap().trim_end_matches(".rs");
        assert!(
            matches!(room, "lib" | "main") || floor(room).is_some(),
            "src/{file}: the room `{room}` has no floor; give it one in tests/suite/house.rs and in src/lib.rs"
        );
    }
}

#[test]
fn rooms_import_only_from_floors_beneath() {
    let mut wrong = Vec::new();
    for (file, text) in files() {
        let room = file.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        let Some(own) = floor(&room) else { continue };
        for other in imports(&file, &code(&text)) {
            let theirs = floor(&other).unwrap();
            if other != room && theirs >= own {
                wrong.push(format!("src/{file} (floor {own}) imports `{other}` (floor {theirs})"));
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the floors:\n{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for (file, text) in files() {
        let lines = text.lines().count();
        if lines > CEILING {
            wrong.push(format!("src/{file}: {lines} lines, at most {CEILING}"));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("src/{file}: does not begin with `//!`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_seen_in_every_spelling() {
    let text = "use crate::{fact::{self, Says}, text::Span};\nfn f() -> crate::kb::Kb {}\n// crate::web\n\
                #[cfg(test)]\nmod tests {\n    use crate::cli;\n}\nuse tiaoku::store::Store;\nuse super::search;\n";
    let found = imports("outline/mod.rs", &code(text));
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["fact", "kb", "search", "store", "text"]);
}
