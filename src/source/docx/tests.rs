//! Small documents, made by hand.

use super::*;
use crate::source::archive::packed;

const LINKS: &str = r#"<Relationships><Relationship Type="http://x/styles" Target="styles.xml"/>
    <Relationship Type="http://x/numbering" Target="numbering.xml"/><Relationship Type="http://x/footnotes" Target="/word/footnotes.xml"/></Relationships>"#;

fn document(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let text = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut parts = vec![("word/document.xml", text.as_str()), ("word/_rels/document.xml.rels", LINKS)];
    parts.extend_from_slice(more);
    packed(&parts)
}

fn lines(bytes: &[u8]) -> Vec<(LineKind, String)> {
    let layout = WordDocument.read("甲.docx", Found::Bytes(bytes)).unwrap();
    let text = layout.text.unwrap();
    layout.lines.iter().map(|l| (l.kind, l.span.of(&text).to_owned())).collect()
}

fn words(bytes: &[u8]) -> Vec<String> {
    lines(bytes).into_iter().map(|(_, words)| words).collect()
}

#[test]
fn runs_breaks_revisions_and_fields() {
    let body = r#"<w:p><w:r><w:t>到2026年</w:t></w:r><w:del><w:r><w:delText>底</w:delText></w:r></w:del><w:ins><w:r><w:t>，达到</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:hyperlink><w:r><w:t>60个</w:t></w:r></w:hyperlink></w:p>
        <w:p><w:r><w:t>关于印发</w:t><w:br/><w:t>《方案》的通知</w:t></w:r></w:p>
        <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>第三条</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上半句，</w:t></w:r></w:p><w:p><w:r><w:t>下半句。</w:t></w:r></w:p>"#;
    assert_eq!(
        words(&document(body, &[])),
        ["到2026年，达到60个", "关于印发", "《方案》的通知", "第三条", "上半句，下半句。"]
    );
}

#[test]
fn boxes_are_read_once_and_before_their_paragraph() {
    let body = r#"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>某市人民政府文件</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>某市人民政府文件</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文。</w:t></w:r></w:p>"#;
    assert_eq!(words(&document(body, &[])), ["某市人民政府文件", "正文。"]);
}

#[test]
fn tables_are_rows() {
    let cell = |words: &str, more: &str| {
        format!("<w:tc><w:tcPr>{more}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>")
    };
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("内", ""), cell("表", ""));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr><w:tc>{}<w:p/></w:tc><w:tc><w:p><w:r><w:t>丁</w:t></w:r></w:p><w:p><w:r><w:t>戊</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:tbl><w:tr>{}</w:tr></w:tbl>",
        cell("任务", ""),
        cell("单位", ""),
        cell("甲", r#"<w:vMerge w:val="restart"/>"#),
        cell("乙", ""),
        cell("", "<w:vMerge/>"),
        cell("丙", ""),
        inner,
        cell("独立成段。", ""),
    );
    use LineKind::{Paragraph, TableRow};
    let expected = [
        (TableRow, "任务 | 单位"),
        (TableRow, "甲 | 乙"),
        (TableRow, " | 丙"),
        (TableRow, "内 | 表 | 丁 戊"),
        (Paragraph, "独立成段。"),
    ];
    assert_eq!(lines(&document(&body, &[])), expected.map(|(k, t)| (k, t.to_owned())));
}

#[test]
fn numbers_headings_and_notes() {
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/><w:pStyle w:val="H1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;
    let styles = r#"<w:styles><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#;
    let notes =
        r#"<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>注文。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let body = r#"<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>某市若干措施</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>总体要求</w:t></w:r></w:p>
        <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>指导思想。坚持创新。</w:t><w:footnoteReference w:id="2"/></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>重点任务</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>附则</w:t></w:r></w:p>"#;
    let bytes = document(
        body,
        &[("word/styles.xml", styles), ("word/numbering.xml", numbering), ("word/footnotes.xml", notes)],
    );
    use LineKind::{Furniture, Heading, Paragraph};
    let expected = [
        (Heading(1), "某市若干措施"),
        (Heading(2), "一、总体要求"),
        (Paragraph, "（一）指导思想。坚持创新。"),
        (Heading(2), "二、重点任务"),
        (Heading(2), "附则"),
        (Furniture, "注文。"),
    ];
    assert_eq!(lines(&bytes), expected.map(|(k, t)| (k, t.to_owned())));
}

#[test]
fn what_cannot_be_read_says_why() {
    let told = |bytes: &[u8]| crate::source::read("甲.docx", bytes).unwrap_err().to_string();
    assert!(told(&packed(&[("xl/workbook.xml", "<a/>")])).contains("Excel"));
    assert!(told(&packed(&[("甲.txt", "甲")])).contains("解压"));
    assert!(told(&document("", &[])).contains("空"));
    assert!(told(&packed(&[("word/other.xml", "<a/>")])).contains("缺少 word/document.xml"));
    let whole = document("<w:p><w:r><w:t>正文</w:t></w:r></w:p>", &[]);
    assert!(told(&whole[..whole.len() / 2]).contains("已损坏"));
    let bomb = packed(&[("word/document.xml", &"甲".repeat(30 << 20 >> 1))]);
    assert!(told(&bomb).contains("超出上限"), "{}", told(&bomb));
    let deep = document(&"<w:tbl><w:tr><w:tc>".repeat(5000), &[]);
    assert!(told(&deep).contains("嵌套过深"));
}
