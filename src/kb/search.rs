//! Search 检索: the words asked for, in the clauses; with counts and what to light up.

use super::query::Query;
use super::snapshot;
use super::{Kb, KbError};
use crate::export::item::{ClauseItem, Count, Envelope, Highlight, Hint, Meta, NumberAsked, Reason, Spelling};
use crate::search::{self, Facets, FactKind, Hit, Place, Sort};
use crate::text::CodePoints;
use std::collections::BTreeMap;

/// Values of a facet that are told.
const FACET: usize = 50;

impl Kb {
    /// The clauses that hold every part of `q`, best first; without `q` all that the filters leave.
    ///
    /// # Errors
    /// A kind or an order that does not exist, or the index fails.
    pub fn search(&self, query: &Query) -> Result<Envelope<Vec<ClauseItem>>, KbError> {
        let kinds: Vec<&str> = FactKind::ALL.iter().map(|k| k.name()).collect();
        query.kinds(&kinds)?;
        let sort = match query.order(&["relevance", "document", "date", "amount", "deadline"])? {
            "document" => Sort::Document,
            "date" => Sort::Date,
            "amount" => Sort::Amount,
            "deadline" => Sort::Deadline,
            _ => Sort::Relevance,
        };
        let now = self.at(query);
        let number = query.q.as_deref().filter(|q| looks_numbered(q)).map(|q| self.number_asked(&now, q));
        let (agency, holders) = self.asked(&now, query).spelled();
        let document = super::agency::narrowed(&query.document, holders);
        let mut asked = search::Query { agency, document, ..question(query, sort) };
        if let Some(document) = number.as_ref().and_then(|n| n.document.as_ref()) {
            // The number of a document here leads to its clauses, in order.
            asked = search::Query { text: String::new(), document: vec![document.id.clone()], ..asked };
        }
        let found = self.index.find(&asked)?;
        let scored = !asked.text.is_empty() && sort == Sort::Relevance;
        let item = |hit: &Hit| {
            let brief = &now.document(&hit.document)?.brief;
            let heading = brief.head(hit.ordinal).filter(|h| h.id == hit.clause)?.heading.unwrap_or_default();
            let (lit, score) = (highlights(heading, hit), scored.then_some(hit.score));
            let mut item = super::find::clause_item(brief, hit.ordinal, hit.text.clone(), lit, score)?;
            item.reasons = hit.why.iter().map(reason).collect();
            item.of_document = hit.of_document;
            Some(item)
        };
        let data: Vec<_> = found.hits.iter().filter_map(item).collect();
        let related = query.related.then(|| found.related.iter().filter_map(item).collect());
        let slice = query.slice(found.total);
        let nothing = found.total == 0 || found.relaxed;
        let meta = Meta {
            total: found.total,
            next: Query::cursor(slice, now.change),
            relaxed: Some(found.relaxed),
            facets: Some(self.facets(&now, &found.facets)),
            hints: if nothing && number.is_none() { self.hints(query, &asked)? } else { Vec::new() },
            spellings: found.spellings.into_iter().map(|(asked, also)| Spelling { asked, also }).collect(),
            near_words: found.near.into_iter().map(|(asked, also)| Spelling { asked, also }).collect(),
            note: found.note,
            number,
            related,
            ..Meta::default()
        };
        Ok(Envelope { data, meta })
    }

    fn number_asked(&self, now: &snapshot::Snapshot, asked: &str) -> NumberAsked {
        let document = self.index.numbered(asked).and_then(|id| now.document(&id).cloned());
        let state = if document.is_some() { "已入库" } else { "未入库" };
        NumberAsked {
            asked: asked.to_owned(),
            document: document.map(|d| snapshot::document_ref(&d.brief)),
            state: state.to_owned(),
        }
    }

    /// Which filter to drop, with what that finds; the nearest spelling.
    fn hints(&self, query: &Query, asked: &search::Query) -> Result<Vec<Hint>, KbError> {
        let mut out = Vec::new();
        for (parameter, name, value, without) in without_one(query, asked) {
            let counted = search::Query { limit: 0, facets: false, related: false, ..without };
            let found = self.index.find(&counted)?;
            if found.total > 0 && !found.relaxed {
                let label = format!("去掉“{name}：{value}”有 {} 条", found.total);
                out.push(Hint { kind: "drop_filter".to_owned(), parameter, value, total: found.total, label });
            }
        }
        let words = query.q.as_deref().filter(|q| out.is_empty() && !q.contains(char::is_whitespace));
        if let Some((value, total)) = words.and_then(|q| self.index.nearest(q)) {
            let label = format!("是否要查“{value}”（{total} 条）");
            out.push(Hint { kind: "spelling".to_owned(), parameter: "q".to_owned(), value, total, label });
        }
        Ok(out)
    }

    fn facets(&self, now: &snapshot::Snapshot, facets: &Facets) -> BTreeMap<String, Vec<Count>> {
        let label = |facet: &str, value: &str| match (facet, now.document(value)) {
            ("document", Some(document)) => snapshot::brief_title(&document.brief),
            ("kind", _) => kind_label(value).to_owned(),
            ("role", _) => role_label(value).to_owned(),
            _ => value.to_owned(),
        };
        let all = [
            ("document", &facets.document),
            ("agency", &facets.agency),
            ("kind", &facets.kind),
            ("year", &facets.year),
            ("issuer", &facets.issuer),
            ("role", &facets.role),
            ("document_kind", &facets.document_kind),
            ("level", &facets.level),
            ("region", &facets.region),
        ];
        all.into_iter()
            .map(|(facet, values)| {
                let counts = values.iter().take(FACET);
                let counts = counts.map(|(value, count)| Count {
                    value: value.clone(),
                    label: label(facet, value),
                    count: *count,
                });
                (facet.to_owned(), counts.collect())
            })
            .collect()
    }
}

/// The question as the index takes it.
fn question(query: &Query, sort: Sort) -> search::Query {
    search::Query {
        text: query.q.clone().unwrap_or_default(),
        document: query.document.clone(),
        agency: query.agency.clone(),
        role: query.role.clone(),
        position: query.position,
        kind: query.kind.iter().filter_map(|k| FactKind::named(k)).collect(),
        issuer: query.issuer.clone(),
        year: query.year.clone(),
        document_kind: query.document_kind.clone(),
        level: query.level.clone(),
        region: query.region.clone(),
        amount_from: query.amount_from,
        amount_until: query.amount_until,
        deadline_from: query.deadline_from,
        deadline_until: query.deadline_until,
        from: query.from,
        until: query.until,
        sort,
        offset: query.offset,
        limit: query.limit.unwrap_or(super::MOST),
        by_document: query.by_document,
        facets: true,
        explain: query.explain,
        related: query.related,
        at: query.at,
    }
}

/// The question without one of its filters: parameter, its name for people, its value, the rest.
fn without_one(query: &Query, asked: &search::Query) -> Vec<(String, &'static str, String, search::Query)> {
    let mut out = Vec::new();
    let mut add = |parameter: &str, name, value: Option<String>, change: fn(&mut search::Query)| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            let mut rest = asked.clone();
            change(&mut rest);
            out.push((parameter.to_owned(), name, value, rest));
        }
    };
    let joined = |list: &[String]| Some(list.join("、"));
    add("document", "文件", joined(&query.document), |q| q.document.clear());
    add("agency", "单位", joined(&query.agency), |q| q.agency.clear());
    let roles: Vec<_> = query.role.iter().map(|r| role_label(role_name(*r)).to_owned()).collect();
    add("role", "分工", joined(&roles), |q| q.role.clear());
    add("position", "位次", query.position.map(|p| p.to_string()), |q| q.position = None);
    let kinds: Vec<_> = query.kind.iter().map(|k| kind_label(k).to_owned()).collect();
    add("kind", "内容", joined(&kinds), |q| q.kind.clear());
    add("issuer", "发文机关", joined(&query.issuer), |q| q.issuer.clear());
    let years: Vec<_> = query.year.iter().map(i16::to_string).collect();
    add("year", "年份", joined(&years), |q| q.year.clear());
    add("document_kind", "文种", joined(&query.document_kind), |q| q.document_kind.clear());
    add("level", "级别", joined(&query.level), |q| q.level.clear());
    add("region", "地区", joined(&query.region), |q| q.region.clear());
    let yuan = |fen: i64| format!("{}元", fen / 100);
    add("amount_from", "金额起", query.amount_from.map(yuan), |q| q.amount_from = None);
    add("amount_until", "金额止", query.amount_until.map(yuan), |q| q.amount_until = None);
    let day = |day: jiff::civil::Date| day.to_string();
    add("deadline_from", "期限起", query.deadline_from.map(day), |q| q.deadline_from = None);
    add("deadline_until", "期限止", query.deadline_until.map(day), |q| q.deadline_until = None);
    add("from", "起", query.from.map(day), |q| q.from = None);
    add("until", "止", query.until.map(day), |q| q.until = None);
    out
}

/// Whether words are the number of a document (文号): a mark, a year in brackets, a serial.
fn looks_numbered(q: &str) -> bool {
    let q: String = q.chars().filter(|c| !c.is_whitespace()).collect();
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let Some((mark, rest)) = q.split_once(['〔', '［', '[', '（', '(', '【', '﹝']) else { return false };
    let Some((year, serial)) = rest.split_once(['〕', '］', ']', '）', ')', '】', '﹞']) else { return false };
    let serial = serial.trim_start_matches('第').trim_end_matches('号');
    let marked = (1..=16).contains(&mark.chars().count()) && mark.chars().all(|c| c.is_alphabetic());
    marked
        && year.chars().count() == 4
        && year.chars().all(digit)
        && (1..=6).contains(&serial.chars().count())
        && serial.chars().all(digit)
}

fn reason(why: &search::Why) -> Reason {
    Reason {
        rule: why.rule.clone(),
        word: why.word.clone(),
        field: why.field.clone(),
        weight: why.weight,
        score: why.score,
    }
}

const fn role_name(role: crate::fact::Role) -> &'static str {
    match role {
        crate::fact::Role::Lead => "lead",
        crate::fact::Role::Support => "support",
        crate::fact::Role::Responsible => "responsible",
    }
}

fn role_label(role: &str) -> &str {
    match role {
        "lead" => "牵头",
        "support" => "配合",
        "responsible" => "责任",
        other => other,
    }
}

/// The hit's runs in code points of heading and text.
fn highlights(heading: &str, hit: &Hit) -> Vec<Highlight> {
    let (heading, text) = (CodePoints::new(heading), CodePoints::new(&hit.text));
    let found = hit.highlights.iter().map(|h| {
        let (field, points) = match h.field {
            Place::Heading => ("heading", &heading),
            Place::Text => ("text", &text),
        };
        Highlight { field: field.to_owned(), start: points.of(h.span.start), end: points.of(h.span.end) }
    });
    found.collect()
}

fn kind_label(kind: &str) -> &str {
    match kind {
        "responsibilities" => "责任单位",
        "targets" => "目标",
        "deadlines" => "时限",
        "amounts" => "金额",
        "citations" => "引用",
        "terms" => "简称",
        "actors" => "行为主体",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::looks_numbered;

    #[test]
    fn numbers_in_all_spellings() {
        for q in [
            "沪府规〔2021〕9号",
            "沪府规[2021]9号",
            "沪府规(2021)9号",
            "沪府规（２０２１）９号",
            "国发〔2020〕7",
            " 沪府规 〔2021〕 第9号",
        ] {
            assert!(looks_numbered(q), "{q}");
        }
        for q in ["首台(套)", "〔2021〕9号", "沪府规〔21〕9号", "沪府规2021年9号文件", "（2024—2026年）"]
        {
            assert!(!looks_numbered(q), "{q}");
        }
    }
}
