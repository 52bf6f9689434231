//! Small files, made by hand.

use super::*;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

/// A file of objects, the first of them the catalogue; `more` goes into the trailer.
fn file(objects: &[Vec<u8>], more: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", n + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    out.extend(format!("trailer << /Size {size} /Root 1 0 R {more} >>\nstartxref\n{table}\n%%EOF\n").bytes());
    out
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<< {dictionary} /Length {} >>\nstream\n", data.len()).into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    out
}

/// Pages of content streams with the font `F1`: Songti, not embedded, by its collection of characters.
fn document(pages: &[String], font: &str) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", 5 + n * 2)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()).into_bytes(),
        font.as_bytes().to_vec(),
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>".to_vec(),
    ];
    for (n, content) in pages.iter().enumerate() {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>", 6 + n * 2).into_bytes());
        objects.push(stream("", content.as_bytes()));
    }
    file(&objects, "")
}

const SONG: &str =
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>";

fn words(x: u32, y: u32, size: u32, text: &str) -> String {
    let hex: String = text.encode_utf16().map(|u| format!("{u:04X}")).collect();
    format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n")
}

fn read(bytes: &[u8]) -> Result<String, String> {
    crate::source::read("甲.pdf", bytes).map(|s| s.text).map_err(|e| e.to_string())
}

#[test]
fn lines_and_pages() {
    let first = words(90, 700, 16, "第二行的文字") + &words(90, 730, 16, "第一行，2026年");
    let text = read(&document(&[first, words(90, 730, 16, "第二页")], SONG)).unwrap();
    assert_eq!(text, "第一行，2026年\n第二行的文字\n\u{0c}第二页\n");
}

#[test]
fn tables_are_rows() {
    let mut page = String::new();
    for x in [90, 250, 400] {
        page += &format!("{x} 600 m {x} 700 l S\n");
    }
    for y in [600, 650, 700] {
        page += &format!("90 {y} 310 0.5 re f\n");
    }
    for (x, y, text) in
        [(100, 670, "任务"), (260, 670, "单位"), (100, 630, "推进"), (100, 610, "改革"), (260, 620, "市科委")]
    {
        page += &words(x, y, 12, text);
    }
    assert_eq!(read(&document(&[page], SONG)).unwrap(), "任务 | 单位\n推进改革 | 市科委\n");
}

#[test]
fn what_cannot_be_read_says_why() {
    let told = |bytes: &[u8]| read(bytes).unwrap_err();
    assert!(told(&document(&["90 600 m 90 700 l S".to_owned()], SONG)).contains("扫描件"));
    assert!(told(b"%PDF-1.7\nnothing").contains("已损坏"));
    let mut locked = file(
        &[b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec()],
        "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O (00000000000000000000000000000000) /U (11111111111111111111111111111111) >>",
    );
    assert!(told(&locked).contains("去掉密码"), "{}", told(&locked));
    locked.truncate(40);
    assert!(told(&locked).contains("已损坏"));
}

#[test]
fn bombs_are_not_unpacked() {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(&vec![b' '; 4 << 20]).unwrap();
    let once = packer.finish().unwrap();
    let bytes = file(&[stream("/Filter /FlateDecode", &once)], "");
    assert!(is_bomb(&bytes, 1 << 20) && !is_bomb(&bytes, 8 << 20));
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    let mut inner = ZlibEncoder::new(Vec::new(), Compression::best());
    inner.write_all(&vec![b' '; 256 << 20]).unwrap();
    packer.write_all(&inner.finish().unwrap()).unwrap();
    let bytes = file(&[stream("/Filter [/FlateDecode /FlateDecode]", &packer.finish().unwrap())], "");
    assert!(is_bomb(&bytes, UNPACKED));
}

/// Cut anywhere, or with a byte changed anywhere: an answer or a word why not.
#[test]
fn cut_and_changed_files_stop_nothing() {
    let whole = document(&[words(90, 700, 16, "推进改革开放")], SONG);
    for at in (0..whole.len()).step_by(37) {
        let _ = read(&whole[..at]);
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let _ = read(&changed);
    }
}
