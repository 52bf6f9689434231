//! Holders 责任主体: bodies that a noun makes responsible.
//!
//! In: a clause's text (`县级人民政府是防治工作的责任主体`, `加强管理是各级人民政府的重要职责`). Out: statements with those bodies.

use super::Role;
use super::around::Around;
use super::body::Bodies;
use super::responsibility::{Entry, Statement};
use super::responsibility_prose::{Prose, push};
use super::responsibility_verbs::BEARS;
use super::vocabulary::List;
use crate::text::{Seek, Span};
use regex::Regex;

/// The nouns that name a body responsible: A是…的责任主体.
pub(super) const HOLDERS: &[&str] = &[
    "责任主体",
    "实施主体",
    "责任部门",
    "责任单位",
    "牵头部门",
    "牵头单位",
    "配合部门",
    "配合单位",
    "协办单位",
    "参与单位",
    "第一责任人",
    "主管部门",
    "主管单位",
    "主管机关",
    "重要职责",
    "共同职责",
    "法定职责",
    "首要职责",
    "重要责任",
    "共同责任",
    "政治责任",
];

/// Finds the nouns; compiled once.
pub(super) struct Holders {
    is: Regex,
    duty_of: Regex,
}

impl Holders {
    pub(super) fn new() -> Self {
        Self {
            is: super::compiled(
                "(?:是|为)[^，。；：是为]{0,30}?((?:责任|实施)主体|第一责任人|(?:牵头|责任|主管|配合|协办|参与)(?:部门|单位)|主管机关)(?:[，。；]|$)",
            ),
            duty_of: super::compiled(
                "是([^，。；：是]{2,40})的(?:重要|共同|法定|首要|政治)(?:职责|责任)(?:[，。；]|$)",
            ),
        }
    }

    /// The statements outside of the `taken` spans, added to those of the verbs.
    pub(super) fn read(
        &self,
        prose: &Prose,
        marks: &Around<'_>,
        bodies: &Bodies,
        taken: &[Span],
        out: &mut Vec<Statement>,
    ) {
        if !marks.says(List::Holder) {
            return;
        }
        let text = marks.text();
        self.duties(marks, bodies, taken, out);
        for found in self.is.captures_iter(text) {
            let (Some(all), Some(word)) = (found.get(0), found.get(1)) else { continue };
            let span = Span::new(all.start(), word.end());
            if super::covered(taken, span) {
                continue;
            }
            let Some(subject) = prose.subject(marks, span.start, bodies).filter(|s| !s.names.is_empty()) else {
                continue;
            };
            let role = match word.as_str() {
                word if word.opens("牵头") => Role::Lead,
                word if ["配合", "协办", "参与"].iter().any(|w| word.opens(w)) => Role::Support,
                _ => Role::Responsible,
            };
            let quote = Span::new(subject.start, span.end);
            let listed = subject.names.len() > 1;
            let said = subject.names.into_iter().filter(|n| !bodies.is_generic(&n.text));
            let entries = said.map(|name| Entry { quote, name, role }).collect();
            push(out, Statement { entries, listed, rule: "responsibility/is" });
        }
    }

    /// 规范管理是市人民政府和有关部门的重要职责: whose duty it is.
    fn duties(&self, marks: &Around<'_>, bodies: &Bodies, taken: &[Span], out: &mut Vec<Statement>) {
        let text = marks.text();
        for found in self.duty_of.captures_iter(text) {
            let (Some(all), Some(whose)) = (found.get(0), found.get(1)) else { continue };
            let names = bodies.list(text, whose.range().into());
            // 发展教育是各级政府的重要职责: an appeal to all of them
            let all_of_them = names.iter().all(|n| n.text.starts_with("各级"));
            if all_of_them || super::covered(taken, all.range().into()) || !bodies.all_bodies(&names) {
                continue;
            }
            let quote = Span::new(all.start(), whose.end());
            let listed = names.len() > 1;
            let entry = |name| Entry { quote, name, role: Role::Responsible };
            push(out, Statement { entries: names.into_iter().map(entry).collect(), listed, rule: BEARS });
        }
    }
}
