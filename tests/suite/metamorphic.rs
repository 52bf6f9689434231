//! The same text in other clothes 同文异形: widths, wraps, pages, encodings and formats change nothing.
//!
//! Each of the five documents is dressed in every way below; clauses and facts must come out the same,
//! white space inside the words aside.

use super::outcome::{assemble, differences, outcome};
use std::fs;
use std::path::PathBuf;
use tiaoku::outline::Role;
use tiaoku::record::Record;

fn corpus() -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut out: Vec<(String, String)> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(path.join("source.txt")).unwrap(),
            )
        })
        .collect();
    out.sort();
    assert_eq!(out.len(), 5);
    out
}

/// The paragraphs as they stand in the source, line ends taken out.
fn paragraphs(record: &Record) -> Vec<(Role, String)> {
    let text = &record.source.text;
    let words = |role: Role, span: &str| (role, span.lines().map(str::trim).collect::<String>());
    record.outline.nodes.iter().map(|n| words(n.role, n.span.of(text))).filter(|(_, w)| !w.is_empty()).collect()
}

/// Cuts paragraphs into lines of `width` ems, the first one two shorter, as PDF extraction gives them.
fn wrapped(record: &Record, width: usize) -> String {
    let mut out = String::new();
    for (_, words) in paragraphs(record) {
        let mut room = 2 * width - 4;
        for c in words.chars() {
            let wide = if c.is_ascii_alphanumeric() || c == ' ' { 1 } else { 2 };
            // A closing mark never opens a line.
            if room < wide && !"，。；：、）》”,.;:)»".contains(c) {
                out.push_str("\n\n");
                room = 2 * width;
            }
            room = room.saturating_sub(wide);
            out.push(c);
        }
        out.push_str("\n\n");
    }
    out
}

/// The same lines, each taken apart behind some of its marks, as extractors do with justified text; the last line of a
/// paragraph is not justified.
fn torn(record: &Record, width: usize) -> String {
    let mut out = String::new();
    let mut marks = 0_usize;
    for line in wrapped(record, width).lines().filter(|l| !l.is_empty()) {
        let full = line.chars().count() + 4 >= width;
        for (i, c) in line.char_indices() {
            out.push(c);
            let inside = full && i + c.len_utf8() < line.len();
            marks += usize::from("，、。".contains(c));
            if inside && "，、。".contains(c) && marks.is_multiple_of(3) {
                out.push('\n');
            }
        }
        out.push('\n');
    }
    out
}

/// A paragraph a line, with its figures on lines of their own, as a page gives them that is taken apart at its tags.
fn split_figures(record: &Record) -> String {
    let mut out = String::new();
    for (_, words) in paragraphs(record) {
        let mut figure = false;
        for c in words.chars() {
            if c.is_ascii_digit() != figure && !out.ends_with('\n') {
                out.push('\n');
            }
            figure = c.is_ascii_digit();
            out.push(c);
        }
        out.push('\n');
    }
    out
}

fn map_chars(text: &str, map: impl Fn(char) -> char) -> String {
    text.chars().map(map).collect()
}

fn full_digits(text: &str) -> String {
    map_chars(text, |c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c })
}

fn half_digits(text: &str) -> String {
    map_chars(text, |c| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap() } else { c })
}

const PUNCTUATION: [(char, char); 8] =
    [('，', ','), ('。', '.'), ('：', ':'), ('；', ';'), ('（', '('), ('）', ')'), ('《', '«'), ('》', '»')];

fn half_marks(text: &str) -> String {
    map_chars(text, |c| PUNCTUATION.iter().find(|(full, _)| *full == c).map_or(c, |(_, half)| *half))
}

fn full_marks(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |i: Option<usize>| {
        i.and_then(|i| chars.get(i)).is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
    };
    chars
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let decimal = matches!(c, '.' | ',' | ':') && digit(i.checked_sub(1)) && digit(Some(i + 1));
            if decimal { *c } else { PUNCTUATION.iter().find(|(_, half)| half == c).map_or(*c, |(full, _)| *full) }
        })
        .collect()
}

/// Page numbers and form feeds after every `every` lines.
fn pages(text: &str, every: usize) -> String {
    let mut out = String::new();
    for (i, line) in text.lines().enumerate() {
        out.push_str(line);
        out.push('\n');
        if i % every == every - 1 {
            out.push_str(&format!("\n— {} —\n\u{0c}\n ", i / every + 1));
        }
    }
    out
}

fn spaced_dates(text: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = text.chars().collect();
    for (i, c) in chars.iter().enumerate() {
        let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        out.push(*c);
        let next = chars.get(i + 1).copied().unwrap_or(' ');
        if (digit(*c) && "年月日".contains(next)) || ("年月".contains(*c) && digit(next)) {
            out.push(' ');
        }
    }
    out
}

/// Titles and sections as Markdown headings, every other paragraph a block.
fn markdown(record: &Record) -> String {
    let mut out = String::new();
    let mut before = None;
    for (role, words) in paragraphs(record) {
        // A title over several lines is one heading.
        if role == Role::Title && before == Some(Role::Title) {
            out.truncate(out.trim_end().len());
        }
        let section = role == Role::Text
            && words.starts_with(|c: char| "一二三四五六七八九十".contains(c))
            && words.contains('、')
            && words.chars().count() < 40;
        let mark = match role {
            Role::Title if before != Some(Role::Title) => "# ",
            _ if section => "## ",
            _ => "",
        };
        out.push_str(&format!("{mark}{words}\n\n"));
        before = Some(role);
    }
    out
}

fn html(record: &Record) -> String {
    let mut out = String::from("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><nav>首页</nav><div>");
    for (_, words) in paragraphs(record) {
        let words = words.replace('&', "&amp;").replace('<', "&lt;");
        out.push_str(&format!("<p><span>{words}</span></p>\n"));
    }
    out + "</div><footer>版权所有</footer></body></html>"
}

/// One way to dress a document: its name and the file it becomes.
type Clothes = (&'static str, &'static str, fn(&str, &Record) -> Vec<u8>);

const CLOTHES: &[Clothes] = &[
    ("full-width digits", "t.txt", |text, _| full_digits(text).into_bytes()),
    ("half-width digits", "t.txt", |text, _| half_digits(text).into_bytes()),
    ("half-width punctuation", "t.txt", |text, _| half_marks(text).into_bytes()),
    ("full-width punctuation", "t.txt", |text, _| full_marks(text).into_bytes()),
    ("lines of 20", "t.txt", |_, record| wrapped(record, 20).into_bytes()),
    ("lines of 28", "t.txt", |_, record| wrapped(record, 28).into_bytes()),
    ("lines of 40", "t.txt", |_, record| wrapped(record, 40).into_bytes()),
    ("torn lines of 40", "t.txt", |_, record| torn(record, 40).into_bytes()),
    ("figures on lines of their own", "t.txt", |_, record| split_figures(record).into_bytes()),
    ("a paragraph a line", "t.txt", |_, record| {
        paragraphs(record).into_iter().map(|(_, w)| w + "\n").collect::<String>().into_bytes()
    }),
    ("pages of 25 lines", "t.txt", |text, _| pages(text, 25).into_bytes()),
    ("pages of 38 lines", "t.txt", |text, _| pages(text, 38).into_bytes()),
    ("CRLF", "t.txt", |text, _| text.replace('\n', "\r\n").into_bytes()),
    ("byte order mark", "t.txt", |text, _| format!("\u{feff}{text}").into_bytes()),
    ("GB18030", "t.txt", |text, _| encoding_rs::GB18030.encode(text).0.into_owned()),
    ("UTF-16", "t.txt", |text, _| {
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    }),
    ("blanks in dates", "t.txt", |text, _| spaced_dates(text).into_bytes()),
    ("Markdown", "t.md", |_, record| markdown(record).into_bytes()),
    ("HTML", "t.html", |_, record| html(record).into_bytes()),
];

#[test]
fn other_clothes_change_nothing() {
    let mut failed = Vec::new();
    for (slug, text) in corpus() {
        let record = assemble("t.txt", text.as_bytes());
        let expected = outcome(&record);
        for (what, name, dress) in CLOTHES {
            let dressed = assemble(name, &dress(&text, &record));
            let mut found = Vec::new();
            differences(&expected, &outcome(&dressed), "", &mut found);
            if let Some(difference) = found.first() {
                failed.push(format!("{slug} in {what}: {difference}"));
            }
        }
    }
    assert!(failed.is_empty(), "{} of {} differ:\n{}", failed.len(), 5 * CLOTHES.len(), failed.join("\n"));
}

/// The hash, and so the identity of a text without a number, is that of its words.
#[test]
fn clothes_leave_the_hash_alone() {
    for (slug, text) in corpus() {
        let record = assemble("t.txt", text.as_bytes());
        for (what, name, dress) in
            CLOTHES.iter().filter(|(what, ..)| ["CRLF", "GB18030", "full-width digits"].contains(what))
        {
            assert_eq!(assemble(name, &dress(&text, &record)).hash, record.hash, "{slug} in {what}");
        }
    }
}
