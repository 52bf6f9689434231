//! Metadata 公文要素: what the document is (GB/T 9704—2012), floor 3.
//!
//! In: the elements that the outline found outside the clauses, the clauses themselves (施行 and 有效期
//! stand in the text), and what the file declares of itself. What the text does not state stays empty.
//!
//! # To add one
//! A field of [`Metadata`], read in `read` from the elements or in `validity` from the clauses.

mod caption;
mod dates;
mod names;
mod validity;

use crate::outline::{
    Clause, Outline, Role, is_body_name, kind_word, labelled_issuer, letters, normalise_text, signed_for,
};
use crate::source::SourceText;
use crate::text::{Diagnostic, Seek, Severity, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A period of a plan, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// The elements of an official document; what the text does not state is empty, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// 标题, the whole title.
    pub title: Option<String>,
    /// 被印发文件标题: titles of the texts that a 通知 encloses.
    pub enclosed_titles: Vec<String>,
    /// 文种: last word of the title.
    pub kind: Option<String>,
    /// 发文机关
    pub issuers: Vec<String>,
    /// 发文字号
    pub number: Option<String>,
    /// 主送机关
    pub addressees: Vec<String>,
    /// 抄送
    pub copied_to: Vec<String>,
    /// 成文日期
    pub written_on: Option<Date>,
    /// 印发日期
    pub printed_on: Option<Date>,
    /// 印发机关
    pub printed_by: Option<String>,
    /// 公开属性
    pub disclosure: Option<String>,
    /// 施行日期
    pub effective_from: Option<Date>,
    /// 失效日期
    pub effective_until: Option<Date>,
    /// 规划期
    pub plan_period: Option<Period>,
}

/// In so many clauses a notice with a title says what it hands on.
const COVER: usize = 3;

/// Reads the elements of a document.
pub fn read(source: &SourceText, outline: &Outline, clauses: &[Clause]) -> (Metadata, Vec<Diagnostic>) {
    let words = |role: Role| outline.elements.iter().filter(move |e| e.role == role).map(|e| e.text.as_str());
    let own = words(Role::Title).next().map(names::title);
    let title = names::fuller(own, source.declared.title.as_deref());
    let lead = clauses.first().filter(|_| title.is_none()).map_or("", |c| c.text.as_str());
    let announced = names::announced(lead);
    let title = title.or(announced.as_ref().map(|(title, _)| title.clone()));
    let mut enclosed_titles: Vec<String> = words(Role::EnclosedTitle).map(names::title).collect();
    // What the title hands on counts where its own text is lost, or not all of it is here.
    for named in title.as_deref().map(names::enclosed_in).unwrap_or_default() {
        // The text's own title may have the years of the plan, which the notice leaves out.
        let known = |t: &String| letters(t) == letters(&named) || t.starts_with(&format!("{named}（20"));
        if !enclosed_titles.iter().any(known) {
            enclosed_titles.push(named);
        }
    }
    told_by_notice(title.as_deref(), clauses, &mut enclosed_titles);
    // 甲市财政局　甲市科技局 on one line are two: each name with the words as found beside it.
    let named = |role: Role| {
        let of = outline.elements.iter().filter(move |e| e.role == role);
        of.flat_map(|e| names::apart(e.text.as_str(), e.span.of(&source.text)))
    };
    let marks: Vec<String> = named(Role::IssuerMark).collect();
    let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
    // Who signs or speaks by name does so for a body, or for none that is named (总理某某).
    let signed: Vec<String> = named(Role::Signature).collect();
    let signatures: Vec<&str> = signed.iter().map(|w| signed_for(w).unwrap_or(w)).filter(|w| is_body_name(w)).collect();
    let raw = outline.elements.iter().find(|e| e.role == Role::Title).map_or("", |e| e.span.of(&source.text));
    let mut issuers = names::issuers(&marks, &signatures, title.as_deref().unwrap_or_default(), raw);
    let caption = caption::read(words(Role::Caption));
    issuers.extend(caption.issuer.filter(|_| issuers.is_empty()));
    if issuers.is_empty() {
        issuers.extend(source.declared.issuers.iter().filter(|n| is_body_name(n)).cloned());
    }
    issuers.extend(announced.filter(|_| issuers.is_empty()).into_iter().flat_map(|(_, bodies)| bodies));
    issuers.extend(issuers.is_empty().then(|| labelled_issuer(&source.text)).flatten().map(str::to_owned));
    // 会议通过的日期 is the 成文日期 of what a meeting passes (党政机关公文处理工作条例 §9), and a report's
    // that of the meeting that hears it.
    let passed = words(Role::Caption).filter(|w| w.has("通过") || w.has("会上") || w.has("会议上"));
    let passed = passed.filter_map(dates::day).next();
    let declared = source.declared.written_on.as_deref().and_then(dates::day);
    // The day that stands above the title is the page's or the newspaper's, where the text has one of its own.
    let headed = outline.elements.iter().find(|e| e.role == Role::Title).map_or(0, |e| e.span.start);
    let own = outline.elements.iter().filter(|e| e.role == Role::Date && e.span.start > headed);
    let own = own.map(|e| e.text.as_str()).find_map(dates::day);
    let written_on = own.or_else(|| words(Role::Date).find_map(dates::day)).or(caption.day).or(passed).or(declared);
    let number = words(Role::Number).next().map(names::number);
    let (title, number) = carried(title, number, &mut enclosed_titles, proclaims(clauses));
    let mut metadata = Metadata {
        kind: title.as_deref().and_then(kind_word).map(str::to_owned),
        number: number.or(caption.number).or_else(|| declared_number(source)),
        issuers,
        // 各位代表 are spoken to; 主送机关 are bodies.
        addressees: words(Role::Addressees).filter(|w| !w.starts_with("各位")).flat_map(names::list).collect(),
        copied_to: words(Role::CopiedTo).flat_map(names::list).collect(),
        written_on,
        printed_on: words(Role::PrintedBy).find_map(dates::day),
        printed_by: words(Role::PrintedBy).find_map(names::printer),
        disclosure: words(Role::Disclosure).filter(|w| w.has("公开") || w.has("发布")).find_map(names::disclosure),
        plan_period: enclosed_titles.iter().chain(&title).find_map(|t| dates::plan_period(t)),
        enclosed_titles,
        title,
        effective_from: caption.from,
        ..Metadata::default()
    };
    validity::read(clauses, &mut metadata);
    let mut diagnostics = missing(&metadata);
    diagnostics.extend(differs(source, &metadata));
    (metadata, diagnostics)
}

/// 现将《甲通知》转发你们: told by a paragraph where no title hands anything on, and in full where one does.
fn told_by_notice(title: Option<&str>, clauses: &[Clause], enclosed: &mut Vec<String>) {
    let covers = title.is_none_or(|t| t.closes("通知"));
    let near = if title.is_none() { clauses.len() } else { COVER };
    let lines = clauses.iter().filter(|_| covers && enclosed.len() < 2).take(near);
    let told = |l: &&str| l.has("现将《") || title.is_none() && l.starts_with('《');
    if let Some(handed) = lines.flat_map(|c| c.text.as_str().lines()).filter(told).find_map(names::handed_in) {
        let plain = |t: &str| letters(t).replace('的', "");
        match enclosed.first_mut() {
            None => *enclosed = handed,
            Some(known) => {
                if let Some(full) = handed.into_iter().next().filter(|t| plain(known) == plain(t)) {
                    *known = full;
                }
            }
        }
    }
}

/// 甲市人民政府令 over 甲市科学技术奖励办法: the order carries the rule, which is the document, under the number of the order.
fn carried(
    title: Option<String>,
    number: Option<String>,
    enclosed: &mut Vec<String>,
    proclaimed: bool,
) -> (Option<String>, Option<String>) {
    match (title, enclosed.as_slice()) {
        // 《甲细则》已经审议通过，现予公布: the rule itself, where no order stands above it
        (None, [_]) if proclaimed => (enclosed.pop(), number),
        (Some(order), [_]) if order.closes("令") => {
            let number = number.map(|n| if n.starts_with('第') { format!("{order}{n}") } else { n });
            (enclosed.pop(), number)
        }
        (title, _) => (title, number),
    }
}

/// Whether a text begins by making a rule known: 《甲细则》已经审议通过，现予公布.
fn proclaims(clauses: &[Clause]) -> bool {
    let opening = clauses.first().map_or("", |c| c.text.as_str());
    let line = opening.lines().next().filter(|l| l.starts_with('《'));
    line.is_some_and(|l| l.has("予公布") || l.has("予以公布"))
}

fn declared_number(source: &SourceText) -> Option<String> {
    source.declared.number.as_deref().map(|n| names::number(normalise_text(n).as_str()))
}

/// Says where the table of the page contradicts the text; the text counts.
fn differs(source: &SourceText, metadata: &Metadata) -> Vec<Diagnostic> {
    let say = |name: &str, declared: &str, found: &str| Diagnostic {
        code: "metadata/declared-differs".to_owned(),
        severity: Severity::Warning,
        line: 1,
        span: Span::default(),
        message: format!(
            "页面元数据写明{name}为“{declared}”，正文为“{found}”，两者不一致：已以正文为准，请核对页面元数据"
        ),
    };
    let mut out = Vec::new();
    if let (Some(declared), Some(found)) = (declared_number(source), &metadata.number)
        && declared != *found
    {
        out.push(say("发文字号", &declared, found));
    }
    let day = source.declared.written_on.as_deref().and_then(dates::day);
    if let (Some(declared), Some(found)) = (day, metadata.written_on)
        && declared != found
    {
        out.push(say("成文日期", &declared.to_string(), &found.to_string()));
    }
    let issuers: Vec<&String> = source.declared.issuers.iter().filter(|n| is_body_name(n)).collect();
    // A page may shorten a name (省财政厅) or leave out all but the first.
    let known = |n: &String| metadata.issuers.iter().any(|i| i.ends_with(n.as_str()) || n.ends_with(i.as_str()));
    if let Some(strange) = issuers.into_iter().find(|n| !metadata.issuers.is_empty() && !known(n)) {
        out.push(say("发文机关", strange, &metadata.issuers.join("、")));
    }
    out
}

/// Says which elements the text does not state.
fn missing(metadata: &Metadata) -> Vec<Diagnostic> {
    let fields = [
        ("metadata/no-number", metadata.number.is_none(), "发文字号"),
        ("metadata/no-issuer", metadata.issuers.is_empty(), "发文机关"),
        ("metadata/no-date", metadata.written_on.is_none(), "成文日期"),
    ];
    let say = |code: &str, name: &str| Diagnostic {
        code: code.to_owned(),
        severity: Severity::Info,
        line: 1,
        span: Span::default(),
        message: format!("原文未载{name}：未作推断，如有依据可在来源说明中补充"),
    };
    fields.iter().filter(|(_, gone, _)| *gone).map(|(code, _, name)| say(code, name)).collect()
}
