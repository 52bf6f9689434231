//! Outline 结构: lines to a tree to clauses (条款), floor 2.
//!
//! In: a [`SourceText`] whose lines may be cut anywhere. Out: the clauses of all its texts (covering
//! notice, enclosed text, attachments), the elements outside them (版头, 版记), and a node for every
//! character. It never fails: what does not fit is told as a diagnostic.
//!
//! `normal` (widths) → `paragraph` (lines to paragraphs) → `parts` (which paragraph is what; `head` above
//! the text) → `tree` (paragraphs below units) → `clauses` (units to clauses).
//!
//! # To add one
//! A style of numbering is a variant of `number::Style` and an arm of `number::mark`; an element of the
//! document is a [`Role`] and a question in `element`.

mod blanks;
mod cells;
mod clauses;
mod contents;
mod element;
mod enclosed;
mod head;
mod heading;
mod items;
mod levels;
mod normal;
mod number;
mod page;
mod paragraph;
mod parts;
mod piece;
mod shreds;
mod sign;
mod splits;
mod titles;
mod tree;
mod unglue;
mod words;

pub use element::{Role, is_body_name, kind_word, labelled_issuer, signed_for};
pub use normal::{add_letters, letters, normalise_text};
pub use parts::Element;
pub use titles::{HANDS, unquoted, unquoted_in};

use crate::source::{LineKind, SourceText};
use crate::text::{Diagnostic, LineIndex, MappedText, Severity, Span};
use parts::PartKind;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What part of a document a clause is (annotation: `kind`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClauseKind {
    /// Body of a covering notice 印发通知.
    Notice,
    /// What stands before the first section 前言.
    Preamble,
    /// A clause proper 正文.
    Body,
    /// Unnumbered paragraphs after the last section that speak of the whole document 结尾.
    Closing,
    /// Text behind the signature with its own numbering 附件.
    Attachment,
}

/// A clause 条款: the smallest unit with its own number or its own heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Its kind.
    pub kind: ClauseKind,
    /// The units around it, outermost first: `["二、重点任务", "（一）实施集群化发展强化行动"]`.
    pub section: Arc<[Arc<str>]>,
    /// The number as written, half-width digits, without dot or 、: `一`, `（一）`, `12`, `第三条`.
    pub number: Option<String>,
    /// The heading without number and final stop.
    pub heading: Option<MappedText>,
    /// The paragraphs without number and heading, divided by `\n`; leads back to the source.
    pub text: MappedText,
    /// Steps of the id below the document's, one a level: `["2", "3", "nn-5"]`.
    pub steps: Vec<Arc<str>>,
    /// The path for people: `二（三）第5项`.
    pub label: String,
    /// The heading of the nearest unit around it that ends in a bracket (（一）加强领导（责任单位：市教育局）), which may say
    /// what holds for all below it.
    pub over: Option<Arc<MappedText>>,
    /// The source lines it stands on, heading and number included.
    pub span: Span,
    /// Whether it is a table, a row a line, cells divided by ` | `.
    pub table: bool,
}

/// A run of the source and what it is; the nodes of a document cover each of its bytes once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// Where it stands, the blank behind it included.
    pub span: Span,
    /// Index of the clause it belongs to; headings of sections belong to none.
    pub clause: Option<u32>,
}

/// What a document is made of, outside and around its clauses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// 版头 and 版记, titles and signatures, in order.
    pub elements: Vec<Element>,
    /// Every byte of the source, in order.
    pub nodes: Vec<Node>,
}

/// Cuts a document into clauses.
pub fn parse(source: &SourceText) -> (Outline, Vec<Clause>, Vec<Diagnostic>) {
    let paragraphs = paragraph::paragraphs(source);
    let sorted = parts::sort(&paragraphs);
    let mut forest = tree::Forest { paragraphs: &paragraphs, diagnostics: Vec::new() };
    let (mut clauses, mut owners) = (Vec::new(), Vec::new());
    let (mut mains, mut attachments) = (0, 0);
    for part in &sorted.parts {
        let root = forest.grow(&part.paragraphs);
        let step = match part.kind {
            PartKind::Notice => None,
            PartKind::Main => {
                mains += 1;
                (mains > 1).then(|| format!("text-{mains}"))
            }
            PartKind::Attachment => {
                attachments += 1;
                Some(format!("att-{attachments}"))
            }
        };
        let mut writer = clauses::Writer::new(&forest, part.kind, step);
        writer.part(part, &root);
        clauses.append(&mut writer.clauses);
        owners.append(&mut writer.owners);
    }
    let nodes = nodes(source, &paragraphs, &sorted.roles, &owners);
    let mut diagnostics = forest.diagnostics;
    diagnostics.extend(orphans(&paragraphs, &sorted, &clauses));
    number_lines(&source.text, &mut diagnostics);
    (Outline { elements: sorted.elements, nodes }, clauses, diagnostics)
}

/// Says on which line of the text each finding stands.
pub fn number_lines(text: &str, diagnostics: &mut [Diagnostic]) {
    if diagnostics.is_empty() {
        return;
    }
    let lines = LineIndex::new(text);
    for diagnostic in diagnostics {
        diagnostic.line = lines.line(diagnostic.span.start);
    }
}

/// One node a paragraph, each up to the next one's first byte.
fn nodes(source: &SourceText, paragraphs: &[paragraph::Paragraph], roles: &[Role], owners: &[Vec<usize>]) -> Vec<Node> {
    let mut clause_of = vec![None; paragraphs.len()];
    for (clause, owned) in owners.iter().enumerate() {
        for &i in owned {
            clause_of[i] = Some(clause as u32);
        }
    }
    let mut nodes: Vec<Node> = Vec::with_capacity(paragraphs.len());
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let start = if i == 0 { 0 } else { paragraph.span.start };
        if let Some(last) = nodes.last_mut() {
            last.span.end = start;
        }
        nodes.push(Node { role: roles[i], span: Span::new(start, source.text.len()), clause: clause_of[i] });
    }
    if nodes.is_empty() {
        nodes.push(Node { role: Role::Furniture, span: Span::new(0, source.text.len()), clause: None });
    }
    nodes
}

/// Says what was left out: text above the document that is no element, a second copy of the text, and a
/// document without clauses.
fn orphans(paragraphs: &[paragraph::Paragraph], sorted: &parts::Parts, clauses: &[Clause]) -> Vec<Diagnostic> {
    let say = |code: &str, severity, span, message: String| Diagnostic {
        code: code.to_owned(),
        severity,
        line: 0,
        span,
        message,
    };
    let mut out = Vec::new();
    for (paragraph, role) in paragraphs.iter().zip(&sorted.roles) {
        let left_out = *role == Role::Furniture && paragraph.kind != LineKind::Furniture;
        // Words of the site itself say nothing that a reader would miss.
        if left_out && !element::is_site(paragraph.as_str()) {
            let words: String = paragraph.as_str().chars().take(30).collect();
            out.push(say(
                "outline/left-out",
                Severity::Info,
                paragraph.span,
                format!("这一行未归入条款：“{words}”；如属正文，请核对其上下行的标题、序号是否完整"),
            ));
        }
    }
    for copy in paragraphs.chunk_by(|a, b| a.copy == b.copy).filter(|run| run[0].copy) {
        let span = copy.iter().fold(copy[0].span, |all, p| all.cover(p.span));
        let words: String = copy[0].as_str().chars().take(30).collect();
        let message = format!("从这一行起有 {} 段与前文逐字相同，只收第一次出现的：“{words}”", copy.len());
        out.push(say("outline/copy", Severity::Warning, span, message));
    }
    if !sorted.elements.iter().any(|e| e.role == Role::Title) {
        let span = paragraphs.first().map_or(Span::default(), |p| p.span);
        out.push(say(
            "outline/no-title",
            Severity::Warning,
            span,
            "没有找到标题：标题应单独成行，以文种（通知、意见、办法等）结尾".to_owned(),
        ));
    }
    if clauses.is_empty() {
        out.push(say(
            "outline/no-clause",
            Severity::Loss,
            Span::default(),
            "没有找到任何条款：请核对文件内容是否完整".to_owned(),
        ));
    }
    out
}
