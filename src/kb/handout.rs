//! Handout 导出: a whole list as a file, never cut.

use super::query::Query;
use super::{Kb, KbError, accept};
use crate::export::item::Envelope;
use crate::export::{Exporter, Of, Sheet};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use std::io::Write;

/// Items that are made at once: enough that finding them again for each page costs little.
const PAGE: usize = 5000;

/// The parameters of a list that can be handed out: those of the API without its pages.
pub fn accepted(of: Of) -> Vec<&'static str> {
    let list = match of {
        Of::Clauses => accept::SEARCH,
        Of::Responsibilities | Of::Citations => accept::FACTS,
        Of::Targets | Of::Deadlines => accept::DATED,
        Of::Amounts => accept::AMOUNTS,
        Of::Due => accept::DUE,
        Of::Tasks => accept::TASKS,
    };
    list.iter().copied().filter(|name| !matches!(*name, "limit" | "cursor" | "group" | "explain" | "related")).collect()
}

impl Kb {
    /// What a file is about: `任务分工表 市应急局`, `到期事项 关于…的意见`.
    pub fn sheet_title(&self, of: Of, query: &Query) -> String {
        let now = self.snapshot();
        let bodies = query.agency.iter().map(|a| self.meant(&now, a).first().map_or(a.clone(), |b| b.name.clone()));
        let documents = query
            .document
            .iter()
            .map(|d| now.document(d).map_or(d.clone(), |d| super::snapshot::brief_title(&d.brief)));
        let about: Vec<String> = bodies.chain(documents).take(3).collect();
        [vec![of.word().to_owned()], about].concat().join(" ")
    }

    /// Writes the whole list that the query asks for; tells how many items.
    ///
    /// # Errors
    /// A kind or an order that does not exist: before anything is written. Or `out` fails.
    pub fn export(
        &self,
        sheet: &Sheet<'_>,
        exporter: &dyn Exporter,
        query: &Query,
        out: &mut dyn Write,
    ) -> Result<usize, KbError> {
        let (of, today) = (sheet.of, sheet.today);
        let mut pages = Pages { kb: self, of, today, query: query.clone(), page: Vec::new().into_iter(), failed: None };
        pages.query.offset = 0;
        let mut more = pages.turn()?;
        let mut count = 0;
        let mut items = std::iter::from_fn(|| {
            loop {
                if let Some(item) = pages.page.next() {
                    count += 1;
                    return Some(item);
                }
                if !more {
                    return None;
                }
                match pages.turn() {
                    Ok(again) => more = again,
                    Err(why) => {
                        pages.failed = Some(why);
                        more = false;
                    }
                }
            }
        });
        exporter.write(sheet, &mut items, out)?;
        match pages.failed {
            Some(why) => Err(why),
            None => Ok(count),
        }
    }
}

/// A list read page by page.
struct Pages<'a> {
    kb: &'a Kb,
    of: Of,
    today: Date,
    query: Query,
    page: std::vec::IntoIter<Value>,
    failed: Option<KbError>,
}

impl Pages<'_> {
    /// Reads the next page; tells whether there is another behind it.
    fn turn(&mut self) -> Result<bool, KbError> {
        // What falls due and who does what is always whole.
        self.query.limit = (!matches!(self.of, Of::Due | Of::Tasks)).then_some(PAGE);
        let (kb, query, today) = (self.kb, &self.query, self.today);
        let (page, more) = match self.of {
            Of::Clauses => values(kb.search(query)?),
            Of::Responsibilities => values(kb.responsibilities(query)?),
            Of::Targets => values(kb.targets(query, today)?),
            Of::Deadlines => values(kb.deadlines(query, today)?),
            Of::Amounts => values(kb.amounts(query)?),
            Of::Citations => values(kb.citations(query)?),
            Of::Due => values(kb.due(query, today)?),
            Of::Tasks => values(kb.tasks(query, today)?),
        };
        self.query.offset += page.len();
        self.page = page.into_iter();
        Ok(more)
    }
}

fn values<T: Serialize>(answer: Envelope<Vec<T>>) -> (Vec<Value>, bool) {
    let more = answer.meta.next.is_some();
    (answer.data.iter().filter_map(|item| serde_json::to_value(item).ok()).collect(), more)
}
