//! Fuzz 随机变异: every reader and the whole pipeline on files that nobody wrote.
//!
//! Small seeds are cut, joined and changed byte by byte, and for containers inside their packed parts,
//! where chance alone would never get past the checksums. Nothing may stop the program; what is read
//! must be whole: lines in order, every quote a slice of the source, every byte in one node. A few
//! seconds by default; `TIAOKU_FUZZ_SECONDS` is the time of each target, with `TIAOKU_LONG` 300.
//! What was found here stands as a case beside the reader it was found in.

use super::formats_made as made;
use std::time::{Duration, Instant};
use tiaoku::lexicon::Lexicon;
use tiaoku::record::Assembler;
use tiaoku::source::{self, SourceText};

/// xorshift: the same files in every run of one seed.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

fn time() -> Duration {
    let said = std::env::var("TIAOKU_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok());
    let long = std::env::var_os("TIAOKU_LONG").is_some();
    Duration::from_secs(said.unwrap_or(if long { 300 } else { 1 }))
}

/// Words that readers look at, to be strewn in.
const WORDS: &[&str] = &[
    "一、",
    "（一）",
    "第三条",
    "1.",
    "附件：",
    "（责任单位：市科委）",
    "到2026年",
    "100万元",
    "《办法》",
    "|",
    "\n",
    "\u{0c}",
    "\u{3000}\u{3000}",
    "<table>",
    "</td>",
    "<p>",
    "&amp;",
    "&#x1F600;",
    "<w:p>",
    "</w:p>",
    "<w:tbl>",
    "<w:br/>",
    "w:val=\"9999999999\"",
    "<w:numPr>",
    "]]>",
    "<!--",
    "<![CDATA[",
    "---\n",
    "# ",
    "[^1]",
    "**",
    "```",
    "BT",
    "ET",
    "Tj",
    "<FEFF>",
    "endobj",
    "stream\n",
    "/Filter",
    "/FlateDecode",
    "0 0 0 0 0 0 cm",
    "1e30",
    "-2147483648",
    "NaN",
    "g 9999999 1",
    "\u{202e}",
    "\0",
    "\u{feff}",
    "〇",
    "零",
];

/// A few changes of bytes.
fn changed(dice: &mut Dice, bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=dice.below(8) {
        let at = dice.below(out.len() + 1);
        match dice.below(7) {
            0 if at < out.len() => out[at] = dice.next() as u8,
            1 if at < out.len() => out[at] ^= 1 << dice.below(8),
            2 => out.truncate(at.max(out.len() / 2)),
            3 => {
                let to = (at + dice.below(64)).min(out.len());
                out.drain(at..to);
            }
            4 => {
                let to = (at + dice.below(200)).min(out.len());
                let piece = out[at..to].to_vec();
                let place = dice.below(out.len() + 1);
                out.splice(place..place, piece);
            }
            _ => {
                let word = WORDS[dice.below(WORDS.len())].as_bytes();
                out.splice(at..at, word.iter().copied());
            }
        }
    }
    out
}

/// A zip with one or two of its parts changed.
fn repacked(dice: &mut Dice, bytes: &[u8]) -> Vec<u8> {
    use std::io::Read;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let many = zip.len();
    let hit = [dice.below(many), dice.below(many)];
    let mut parts = Vec::new();
    for n in 0..many {
        let mut part = zip.by_index(n).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut inside = Vec::new();
        part.read_to_end(&mut inside).unwrap();
        if hit.contains(&n) {
            inside = changed(dice, &inside);
        }
        parts.push((name, String::from_utf8_lossy(&inside).into_owned()));
    }
    let parts: Vec<(&str, String)> = parts.iter().map(|(n, t)| (n.as_str(), t.clone())).collect();
    made::packed(&parts)
}

fn check(source: &SourceText) {
    let mut last = 0;
    for line in &source.lines {
        assert!(last <= line.span.start && line.span.start <= line.span.end, "lines in order");
        assert!(source.text.get(line.span.start..line.span.end).is_some(), "lines lead into the text");
        last = line.span.end;
    }
    let mut last = 0;
    for hidden in &source.hidden {
        assert!(last <= hidden.start && source.text.get(hidden.start..hidden.end).is_some(), "markup in order");
        last = hidden.end;
    }
}

/// Reads changed files of a format for a while.
fn drive(name: &str, seeds: &[Vec<u8>], whole: bool, packed: bool) {
    let assembler = Assembler::new(Lexicon::builtin());
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let until = Instant::now() + time();
    let mut rounds = 0;
    while Instant::now() < until {
        let seed = &seeds[dice.below(seeds.len())];
        let bytes = if packed && dice.below(4) > 0 { repacked(&mut dice, seed) } else { changed(&mut dice, seed) };
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let Ok(source) = source::read(name, &bytes) else { return };
            check(&source);
            if whole {
                let record = assembler.assemble(source, jiff::civil::date(2026, 1, 1));
                let end = record.outline.nodes.last().map(|n| n.span.end);
                assert_eq!(end, Some(record.source.text.len()), "every byte has its node");
                serde_json::to_vec(&tiaoku::export::parse_json(&record)).unwrap();
            }
        }));
        if read.is_err() {
            let kept = std::env::temp_dir().join(format!("tiaoku-fuzz-{rounds}-{name}"));
            std::fs::write(&kept, &bytes).unwrap();
            panic!("round {rounds}: the file is kept as {}", kept.display());
        }
        rounds += 1;
    }
    println!("{name}: {rounds} files");
}

fn made_of(name: &str) -> Vec<u8> {
    made::all().into_iter().find(|(n, _)| *n == name).map(|(_, bytes)| bytes).unwrap()
}

#[test]
fn txt_reader() {
    drive(
        "t.txt",
        &[made::txt(), encoding_rs::GB18030.encode("一、目标\n到2026年达到60个。").0.into_owned()],
        false,
        false,
    );
}

#[test]
fn md_reader() {
    let small = "---\ntitle: 甲\n---\n# 甲办法\n\n1. 乙\n   - 丙[^1]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: 注\n"
        .as_bytes();
    drive("t.md", &[made_of("t.md"), small.to_vec()], false, false);
}

#[test]
fn html_reader() {
    let small =
        "<html><head><title>甲_乙</title></head><body><table><tr><td>甲</td><td>乙</td></tr></table><p>丙<br>丁</p>"
            .as_bytes();
    drive("t.html", &[made_of("t.html"), small.to_vec()], false, false);
}

#[test]
fn docx_reader() {
    drive("t.docx", &[made::docx()], false, true);
}

#[test]
fn pdf_reader() {
    drive("t.pdf", &[made::pdf()], false, false);
}

#[test]
fn ofd_reader() {
    drive("t.ofd", &[made::ofd()], false, true);
}

#[test]
fn whole_pipeline() {
    let seeds = [made::txt(), made_of("t.md"), made_of("t.html")];
    drive("t.txt", &seeds, true, false);
}

#[test]
fn whole_pipeline_of_containers() {
    drive("t.docx", &[made::docx(), made::ofd()], true, true);
}
