//! Files made 制成的文件: the text of `formats` written in each format, without any office program.

use super::formats::{NOTES, Piece, TEXT};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// All formats but plain text, with a file name each.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![("t.md", md()), ("t.html", html()), ("t.docx", docx()), ("t.pdf", pdf()), ("t.ofd", ofd())]
}

/// Counts automatic numbers as the text means them.
#[derive(Default)]
struct Counter([usize; 4]);

impl Counter {
    fn next(&mut self, depth: u8) -> String {
        let depth = usize::from(depth);
        self.0[depth] += 1;
        self.0[depth + 1..].fill(0);
        let (n, word) = (self.0[depth], ["", "一", "二", "三", "四", "五"]);
        match depth {
            1 => format!("{}、", word[n]),
            2 => format!("（{}）", word[n]),
            3 => format!("{n}."),
            _ => String::new(),
        }
    }
}

/// The paragraphs with their numbers written out; `note` stands for the marks of notes.
fn paragraphs(note: &dyn Fn(usize) -> String) -> Vec<(&'static Piece, String)> {
    let (mut counter, mut notes) = (Counter::default(), 0);
    let words = |piece: &'static Piece| {
        let text = match piece {
            Piece::Title(text) | Piece::Right(text) => (*text).to_owned(),
            Piece::Words(depth, text) => counter.next(*depth) + text,
            Piece::Table(_) => String::new(),
        };
        let mut out = String::new();
        for c in text.chars() {
            if c == '^' {
                out.push_str(&note(notes));
                notes += 1;
            } else {
                out.push(c);
            }
        }
        (piece, out)
    };
    TEXT.iter().map(words).collect()
}

pub(crate) fn txt() -> Vec<u8> {
    let mut out = String::new();
    for (piece, words) in paragraphs(&|_| String::new()) {
        match piece {
            Piece::Table(rows) => rows.iter().for_each(|r| out.push_str(&(r.join(" | ") + "\n"))),
            _ => out.push_str(&(words + "\n")),
        }
    }
    out.into_bytes()
}

fn md() -> Vec<u8> {
    let mut out = String::new();
    for (piece, words) in paragraphs(&|n| format!("[^{}]", n + 1)) {
        match piece {
            Piece::Title(_) => writeln!(out, "# {words}\n").unwrap(),
            Piece::Words(1, _) => writeln!(out, "## {words}\n").unwrap(),
            Piece::Words(3, _) => writeln!(out, "{}\n", words.replacen('.', ". ", 1)).unwrap(),
            Piece::Table(rows) => {
                for (n, row) in rows.iter().enumerate() {
                    writeln!(out, "| {} |", row.join(" | ")).unwrap();
                    if n == 0 {
                        writeln!(out, "|{}", "---|".repeat(row.len())).unwrap();
                    }
                }
            }
            _ => writeln!(out, "{words}\n").unwrap(),
        }
    }
    for (n, note) in NOTES.iter().enumerate() {
        writeln!(out, "\n[^{}]: {note}", n + 1).unwrap();
    }
    out.into_bytes()
}

fn html() -> Vec<u8> {
    let mut out = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><nav>首页</nav><div>".to_owned();
    for (piece, words) in paragraphs(&|_| String::new()) {
        match piece {
            Piece::Title(_) => write!(out, "<h1>{words}</h1>").unwrap(),
            Piece::Table(rows) => {
                let row = |r: &&[&str]| format!("<tr><td>{}</td></tr>", r.join("</td><td>"));
                write!(out, "<table>{}</table>", rows.iter().map(row).collect::<String>()).unwrap();
            }
            _ => write!(out, "<p>{words}</p>\n").unwrap(),
        }
    }
    (out + "</div></body></html>").into_bytes()
}

pub(crate) fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in parts {
        zip.start_file(*path, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated))
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn docx() -> Vec<u8> {
    let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let mut notes = 0;
    let mut body = String::new();
    for piece in TEXT {
        match piece {
            Piece::Title(words) | Piece::Right(words) => write!(body, "<w:p>{}</w:p>", run(words)).unwrap(),
            Piece::Words(depth, words) => {
                let list = match depth {
                    0 => String::new(),
                    d => {
                        format!("<w:pPr><w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>", d - 1)
                    }
                };
                write!(body, "<w:p>{list}").unwrap();
                for (n, part) in words.split('^').enumerate() {
                    if n > 0 {
                        notes += 1;
                        write!(body, "<w:r><w:footnoteReference w:id=\"{notes}\"/></w:r>").unwrap();
                    }
                    body.push_str(&run(part));
                }
                body.push_str("</w:p>");
            }
            Piece::Table(rows) => {
                let cell = |words: &&str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(words));
                let row = |r: &&[&str]| format!("<w:tr>{}</w:tr>", r.iter().map(cell).collect::<String>());
                write!(body, "<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>()).unwrap();
            }
        }
    }
    let level = |at: usize, manner: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{manner}\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
    );
    let note =
        |(n, text): (usize, &&str)| format!("<w:footnote w:id=\"{}\"><w:p>{}</w:p></w:footnote>", n + 1, run(text));
    let notes: String = NOTES.iter().enumerate().map(note).collect();
    let link = |kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{kind}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    packed(&[
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", format!("<Relationships>{}</Relationships>", link("officeDocument", "word/document.xml"))),
        (
            "word/_rels/document.xml.rels",
            format!(
                "<Relationships>{}{}</Relationships>",
                link("numbering", "numbering.xml"),
                link("footnotes", "footnotes.xml")
            ),
        ),
        ("word/document.xml", format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>")),
        ("word/numbering.xml", numbering),
        ("word/footnotes.xml", format!("<w:footnotes>{notes}</w:footnotes>")),
    ])
}

/// A page as set: characters with their base lines from the top, and lines, in points of A4.
#[derive(Default)]
struct Sheet {
    words: Vec<(f64, f64, f64, String)>,
    rules: Vec<[f64; 4]>,
}

/// Sets the text as an office program would.
struct Press {
    sheets: Vec<Sheet>,
    y: f64,
    /// Notes of the present page.
    notes: Vec<usize>,
}

const LEFT: f64 = 80.0;
const SIZE: f64 = 16.0;
const LINE: f64 = 28.0;
/// Half ems of a line.
const ROOM: usize = 54;

fn wide(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

impl Press {
    fn put(&mut self, x: f64, y: f64, size: f64, text: &str) {
        self.sheets.last_mut().unwrap().words.push((x, y, size, text.to_owned()));
    }

    fn line(&mut self) {
        self.y += LINE;
        if self.y > 700.0 {
            self.turn();
        }
    }

    /// Ends the page with its notes, head and number.
    fn turn(&mut self) {
        let number = self.sheets.len();
        self.put(230.0, 40.0, 9.0, "云川市人民政府公报");
        self.put(280.0, 790.0, 14.0, &format!("— {number} —"));
        for (n, note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            let mark = char::from_u32('①' as u32 + note as u32).unwrap();
            self.put(LEFT, 735.0 + 14.0 * n as f64, 10.0, &format!("{mark}{}", NOTES[note]));
        }
        self.sheets.push(Sheet::default());
        self.y = 100.0;
    }

    /// A paragraph set in by two ems; `^` and a digit is the mark of a note.
    fn paragraph(&mut self, words: &str, indent: usize) {
        let mut used = indent;
        let mut chars = words.chars().peekable();
        while let Some(c) = chars.next() {
            if c == '^' {
                let note = chars.next().and_then(|c| c.to_digit(10)).unwrap() as usize;
                let mark = char::from_u32('①' as u32 + note as u32).unwrap();
                self.put(LEFT + SIZE / 2.0 * used as f64, self.y - 6.0, 8.0, &mark.to_string());
                self.notes.push(note);
                used += 1;
                continue;
            }
            if used + wide(c) > ROOM && !"，。；：、）》”".contains(c) {
                self.line();
                used = 0;
            }
            self.put(LEFT + SIZE / 2.0 * used as f64, self.y, SIZE, &c.to_string());
            used += wide(c);
        }
        self.line();
    }

    fn centred(&mut self, words: &str, size: f64) {
        let half: usize = words.chars().map(wide).sum();
        self.put(297.0 - size / 4.0 * half as f64, self.y, size, words);
        self.line();
    }

    fn table(&mut self, rows: &[&[&str]]) {
        if self.y > 500.0 {
            self.turn();
        }
        let edges = [80.0, 130.0, 270.0, 420.0, 520.0];
        let (mut top, first) = (self.y, self.y);
        self.sheets.last_mut().unwrap().rules.push([80.0, top, 520.0, top]);
        for row in rows {
            let mut bottom = top + 30.0;
            for (n, cell) in row.iter().enumerate() {
                let most = ((edges[n + 1] - edges[n] - 10.0) / 12.0) as usize;
                for (line, part) in cell.chars().collect::<Vec<_>>().chunks(most).enumerate() {
                    let y = top + 18.0 + 16.0 * line as f64;
                    self.put(edges[n] + 5.0, y, 12.0, &part.iter().collect::<String>());
                    bottom = f64::max(bottom, y + 10.0);
                }
            }
            top = bottom;
            self.sheets.last_mut().unwrap().rules.push([80.0, top, 520.0, top]);
        }
        for x in edges {
            self.sheets.last_mut().unwrap().rules.push([x, first, x, top]);
        }
        self.y = top + LINE;
    }
}

fn pages() -> Vec<Sheet> {
    let mut press = Press { sheets: vec![Sheet::default()], y: 100.0, notes: Vec::new() };
    for (piece, words) in paragraphs(&|n| format!("^{n}")) {
        match piece {
            Piece::Title(_) => {
                let half = words.char_indices().nth(words.chars().count() / 2).unwrap().0;
                press.centred(&words[..half], 22.0);
                press.centred(&words[half..], 22.0);
                press.line();
            }
            Piece::Right(_) => press.paragraph(&words, 34),
            Piece::Table(rows) => press.table(rows),
            Piece::Words(..) if words.ends_with('：') && words.contains("各部门") => press.paragraph(&words, 0),
            Piece::Words(..) if words == "附件" => {
                press.turn();
                press.paragraph(&words, 0);
            }
            Piece::Words(..) if words == "重点任务分工表" => press.centred(&words, 22.0),
            Piece::Words(..) => press.paragraph(&words, 4),
        }
    }
    press.turn();
    press.sheets.pop();
    press.sheets
}

/// A PDF with a composite font that is not embedded and a `ToUnicode` for each of its codes.
pub(crate) fn pdf() -> Vec<u8> {
    let sheets = pages();
    let mut map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n".to_owned();
    for block in (0..256).collect::<Vec<_>>().chunks(100) {
        writeln!(map, "{} beginbfrange", block.len()).unwrap();
        block.iter().for_each(|high| writeln!(map, "<{high:02X}00> <{high:02X}FF> <{high:02X}00>").unwrap());
        writeln!(map, "endbfrange").unwrap();
    }
    map.push_str("endcmap end end");
    let kids: String = (0..sheets.len()).map(|n| format!("{} 0 R ", 6 + n * 2)).collect();
    let stream = |data: &str| format!("<< /Length {} >>\nstream\n{data}\nendstream", data.len());
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", sheets.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /FangSong /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /FangSong /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>".to_owned(),
        stream(&map),
    ];
    for (n, sheet) in sheets.iter().enumerate() {
        let mut content = String::new();
        for (x, y, size, text) in &sheet.words {
            let mut at = *x;
            for c in text.chars() {
                writeln!(content, "BT /F1 {size} Tf 1 0 0 1 {at} {} Tm <{:04X}> Tj ET", 842.0 - y, c as u32).unwrap();
                at += size / 2.0 * wide(c) as f64;
            }
        }
        for [x0, y0, x1, y1] in &sheet.rules {
            writeln!(content, "{x0} {} m {x1} {} l S", 842.0 - y0, 842.0 - y1).unwrap();
        }
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>", 7 + n * 2));
        objects.push(stream(&content));
    }
    let mut out = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", n + 1).unwrap();
    }
    let table = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    places.iter().for_each(|p| write!(out, "{p:010} 00000 n \n").unwrap());
    write!(out, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).unwrap();
    out.into_bytes()
}

pub(crate) fn ofd() -> Vec<u8> {
    const MM: f64 = 25.4 / 72.0;
    let sheets = pages();
    let list: String = (0..sheets.len())
        .map(|n| format!("<ofd:Page ID=\"{}\" BaseLoc=\"Pages/Page_{n}/Content.xml\"/>", n + 10))
        .collect();
    let mut parts = vec![
        ("OFD.xml".to_owned(), "<?xml version=\"1.0\"?><ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>".to_owned()),
        ("Doc_0/Document.xml".to_owned(), format!("<ofd:Document><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{list}</ofd:Pages></ofd:Document>")),
    ];
    for (n, sheet) in sheets.iter().enumerate() {
        let mut objects = String::new();
        for (x, y, size, text) in &sheet.words {
            let (x, y, size) = (x * MM, y * MM, size * MM);
            let steps: Vec<String> = text.chars().map(|c| format!("{:.4}", size / 2.0 * wide(c) as f64)).collect();
            writeln!(objects, "<ofd:TextObject ID=\"1\" Boundary=\"{x:.4} {:.4} 150 {:.4}\" Font=\"3\" Size=\"{size:.4}\"><ofd:TextCode X=\"0\" Y=\"{size:.4}\" DeltaX=\"{}\">{text}</ofd:TextCode></ofd:TextObject>", y - size, size * 1.2, steps.join(" ")).unwrap();
        }
        for [x0, y0, x1, y1] in &sheet.rules {
            writeln!(objects, "<ofd:PathObject ID=\"2\" Boundary=\"0 0 210 297\"><ofd:AbbreviatedData>M {:.4} {:.4} L {:.4} {:.4}</ofd:AbbreviatedData></ofd:PathObject>", x0 * MM, y0 * MM, x1 * MM, y1 * MM).unwrap();
        }
        parts.push((
            format!("Doc_0/Pages/Page_{n}/Content.xml"),
            format!("<ofd:Page><ofd:Content><ofd:Layer ID=\"1\">{objects}</ofd:Layer></ofd:Content></ofd:Page>"),
        ));
    }
    let parts: Vec<(&str, String)> = parts.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    packed(&parts)
}
