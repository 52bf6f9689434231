//! Parsed JSON 标注格式: the one place where the JSON of annotation.md is made.

use super::number::{Number, Numbers};
use super::view::{
    Actor, Amount, Basis, Citation, Clause, Deadline, Diagnostic, Document, Facts, Parsed, Period, Range,
    Responsibility, Spans, Target, Term,
};
use crate::fact::{Fact, Place, Says};
use crate::metadata::Metadata;
use crate::record::{ClauseRecord, Record};
use crate::source::Format;
use crate::text::{CodePoints, Span};

/// A record as the JSON of annotation.md, numbers as JSON numbers where exact.
pub fn parse_json(record: &Record) -> Parsed {
    let view = RecordView::new(record, Numbers::Json);
    Parsed {
        document: document(record),
        clauses: record.clauses.iter().map(|c| view.clause(c)).collect(),
        diagnostics: diagnostics(record),
    }
}

/// What could not be made out, with places in code points of the source.
pub fn diagnostics(record: &Record) -> Vec<Diagnostic> {
    let points = CodePoints::new(&record.source.text);
    record
        .diagnostics
        .iter()
        .map(|d| Diagnostic {
            code: d.code.clone(),
            severity: d.severity.into(),
            line: d.line,
            start: points.of(d.span.start),
            end: points.of(d.span.end),
            message: d.message.clone(),
        })
        .collect()
}

/// What the document is.
pub fn document(record: &Record) -> Document {
    let m = &record.metadata;
    Document {
        id: record.id.clone(),
        title: m.title.clone(),
        enclosed_title: m.enclosed_titles.first().cloned(),
        enclosed_titles: m.enclosed_titles.clone(),
        short_title: short_title(m, &record.source.name),
        kind: m.kind.clone(),
        issuers: m.issuers.clone(),
        number: m.number.clone(),
        addressees: m.addressees.clone(),
        written_on: m.written_on,
        printed_on: m.printed_on,
        printed_by: m.printed_by.clone(),
        copied_to: m.copied_to.clone(),
        disclosure: m.disclosure.clone(),
        effective_from: m.effective_from,
        effective_until: m.effective_until,
        plan_period: m.plan_period.map(|p| Period { start: p.start, end: p.end }),
        file: file_name(&record.source.name),
        format: format_name(record.source.format).to_owned(),
        encoding: record.source.encoding.clone(),
        hash: record.hash.clone(),
    }
}

/// The name to show in lists: `上海市推进高端制造业发展的若干措施` of a covering notice,
/// `关于促进…的实施意见` of a text with its issuer in front, the file's name where there is no title.
pub fn short_title(m: &Metadata, name: &str) -> String {
    if let Some(enclosed) = m.enclosed_titles.first() {
        return enclosed.clone();
    }
    let Some(title) = &m.title else { return file_name(name) };
    let bare = m.issuers.iter().find_map(|i| title.strip_prefix(i.as_str())).filter(|t| t.starts_with("关于"));
    bare.unwrap_or(title).to_owned()
}

/// The file's name as given; of an absolute path only its last part, since nobody outside is to learn
/// how this machine's disk is laid out.
pub fn file_name(name: &str) -> String {
    let drive = name.as_bytes().get(1) == Some(&b':');
    let absolute = name.starts_with(['/', '\\']) || drive;
    let last = name.rsplit(['/', '\\']).next().filter(|_| absolute);
    last.unwrap_or(name).to_owned()
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Txt => "txt",
        Format::Md => "md",
        Format::Html => "html",
        Format::Docx => "docx",
        Format::Pdf => "pdf",
        Format::Ofd => "ofd",
    }
}

/// Builds views of one record; walks its source once for code points.
pub struct RecordView<'a> {
    source: CodePoints<'a>,
    numbers: Numbers,
}

impl<'a> RecordView<'a> {
    /// A view of `record` with numbers written in the manner of `numbers`.
    pub fn new(record: &'a Record, numbers: Numbers) -> Self {
        Self { source: CodePoints::new(&record.source.text), numbers }
    }

    /// A clause with all its facts.
    pub fn clause(&self, c: &ClauseRecord) -> Clause {
        let clause = &c.clause;
        Clause {
            id: c.id.clone(),
            kind: clause.kind.into(),
            section: clause.section.iter().map(ToString::to_string).collect(),
            number: clause.number.clone(),
            heading: clause.heading.as_ref().map(|h| h.as_str().to_owned()),
            text: clause.text.as_str().to_owned(),
            facts: self.facts(c),
            label: clause.label.clone(),
            path: clause.steps.iter().map(ToString::to_string).collect(),
            table: clause.table,
            source: self.of_source(clause.span),
        }
    }

    /// The facts of a clause, by field, each in order of place.
    pub fn facts(&self, c: &ClauseRecord) -> Facts {
        let points = CodePoints::new(c.clause.text.as_str());
        let mut out = Facts::default();
        for fact in &c.facts {
            match &fact.says {
                Says::Responsibility(r) => {
                    let basis = self.basis(c, fact, &points, "responsibilities", out.duties().count());
                    let (agency, role) = (r.agency.clone(), r.role.into());
                    let duty = Responsibility { agency, role, position: r.position, of: r.of, basis };
                    match fact.place {
                        Place::Elsewhere(_) => out.inherited.responsibilities.push(duty),
                        _ => out.responsibilities.push(duty),
                    }
                }
                Says::Target(t) => {
                    let basis = self.basis(c, fact, &points, "targets", out.targets.len());
                    out.targets.push(self.target(t, basis));
                }
                Says::Deadline(d) => {
                    let basis = self.basis(c, fact, &points, "deadlines", out.times().count());
                    match fact.place {
                        Place::Elsewhere(_) => out.inherited.deadlines.push(deadline(d, basis)),
                        _ => out.deadlines.push(deadline(d, basis)),
                    }
                }
                Says::Amount(a) => {
                    let found = self.basis(c, fact, &points, "amounts", out.amounts.len());
                    out.amounts.push(self.amount(a, found));
                }
                Says::Citation(s) => {
                    let basis = self.basis(c, fact, &points, "citations", out.citations.len());
                    out.citations.push(Citation { title: s.title.clone(), number: s.number.clone(), basis });
                }
                Says::Term(t) => {
                    let basis = self.basis(c, fact, &points, "terms", out.terms.len());
                    out.terms.push(Term { term: t.term.clone(), means: t.means.clone(), basis });
                }
                Says::Actor(a) => {
                    let basis = self.basis(c, fact, &points, "actors", out.actors.len());
                    out.actors.push(Actor { agency: a.agency.clone(), basis });
                }
            }
        }
        out
    }

    fn target(&self, t: &crate::fact::Target, basis: Basis) -> Target {
        Target {
            kind: t.kind.into(),
            indicator: t.indicator.clone(),
            comparator: t.comparator.into(),
            value: Number::new(t.value, self.numbers),
            value_max: t.value_max.map(|v| Number::new(v, self.numbers)),
            unit: t.unit.clone(),
            change: t.change.map(Into::into),
            per: t.per.map(Into::into),
            by: t.by,
            by_inherited: t.by_inherited,
            basis,
        }
    }

    fn amount(&self, a: &crate::fact::Amount, found: Basis) -> Amount {
        Amount {
            role: a.role.into(),
            measure: a.measure.into(),
            bound: a.bound.into(),
            value: Number::new(a.value, self.numbers),
            value_max: a.value_max.map(|v| Number::new(v, self.numbers)),
            unit: a.unit.clone(),
            basis: a.basis.clone(),
            per: a.per.clone(),
            found,
        }
    }

    fn basis(&self, c: &ClauseRecord, fact: &Fact, points: &CodePoints<'_>, field: &str, before: usize) -> Basis {
        let words = fact.words(&c.clause);
        let range = |s: Span| match fact.place {
            Place::Text => Range { start: points.of(s.start), end: points.of(s.end) },
            // Short words, counted as they come; those that stand elsewhere from the quote on.
            _ => {
                let from = if fact.place == Place::Heading { 0 } else { fact.quote.start };
                let count = |to: usize| Span::new(from, to).of(words.as_str()).chars().count();
                Range { start: count(s.start), end: count(s.end) }
            }
        };
        Basis {
            quote: fact.quote.of(words.as_str()).to_owned(),
            id: format!("{}.{field}-{}", c.id, before + 1),
            rule: fact.rule.clone().into_owned(),
            origin: fact.origin.into(),
            spans: Spans {
                place: (&fact.place).into(),
                quote: range(fact.quote),
                value: fact.value.iter().map(|s| range(*s)).collect(),
                source: self.of_source(words.to_source(fact.quote)),
            },
        }
    }

    /// A run of the source as found, in code points.
    pub fn of_source(&self, span: Span) -> Range {
        Range { start: self.source.of(span.start), end: self.source.of(span.end) }
    }
}

fn deadline(d: &crate::fact::Deadline, basis: Basis) -> Deadline {
    Deadline {
        kind: d.kind.into(),
        start: d.start,
        end: d.end,
        duration: d.duration.clone(),
        working_days: d.working_days,
        basis,
    }
}
