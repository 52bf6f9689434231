//! Query 查询: the parameters that API, command line and page URL share.
//!
//! `agency=市应急局&role=lead&limit=50`: names and values as pairs in, a checked question out; what
//! does not fit is told with the name of the parameter.

use super::KbError;
use crate::export::item::{DueBasis, Status};
use crate::fact::Role;
use jiff::civil::Date;

/// The most that one page holds.
pub const MOST: usize = 200;
/// What a page holds where nothing is said.
const USUAL: usize = 20;

/// A checked question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words to find.
    pub q: Option<String>,
    /// Document ids, any of them.
    pub document: Vec<String>,
    /// Bodies, any of them.
    pub agency: Vec<String>,
    /// Parts of the body.
    pub role: Vec<Role>,
    /// Place of the body in its list: 1 is 首列.
    pub position: Option<u16>,
    /// Kinds: 文种 of documents, field of clauses (`targets`), kind of targets and deadlines, role of amounts.
    pub kind: Vec<String>,
    /// 发文机关, any of them.
    pub issuer: Vec<String>,
    /// Years, any of them: when it falls due (targets, deadlines, due), else when it was written.
    pub year: Vec<i16>,
    /// First day, of the same day as `year`.
    pub from: Option<Date>,
    /// Last day, of the same day as `year`.
    pub until: Option<Date>,
    /// The day that status and days are counted from.
    pub as_of: Option<Date>,
    /// Where it stands against `as_of`.
    pub status: Vec<Status>,
    /// Why it falls due.
    pub basis: Vec<DueBasis>,
    /// Order.
    pub sort: Option<String>,
    /// Items a page; none: all of them (the command line's `duties` and `due`).
    pub limit: Option<usize>,
    /// First item of the page.
    pub offset: usize,
    /// The change of the store at which the first page stood (of a cursor).
    pub at: Option<u64>,
    /// 文种, any of them (search).
    pub document_kind: Vec<String>,
    /// 级别 of who issued it, any of them (search).
    pub level: Vec<String>,
    /// 地区 of who issued it, any of them (search).
    pub region: Vec<String>,
    /// Lowest sum of money named, in fen (search).
    pub amount_from: Option<i64>,
    /// Highest sum of money named, in fen (search).
    pub amount_until: Option<i64>,
    /// First last day named (search).
    pub deadline_from: Option<Date>,
    /// Last last day named (search).
    pub deadline_until: Option<Date>,
    /// The best clause of each document (search).
    pub by_document: bool,
    /// Whether each hit tells its score (search).
    pub explain: bool,
    /// Whether related clauses are given (search).
    pub related: bool,
}

/// A page of a list of `total` things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// First.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Whether there is more behind.
    pub more: bool,
}

impl Query {
    /// Reads pairs; `allowed` are the names that make sense for the question.
    ///
    /// # Errors
    /// A name that is not allowed, or a value that does not fit.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>, allowed: &[&str]) -> Result<Self, KbError> {
        let mut query = Self { limit: Some(USUAL), ..Self::default() };
        for (name, value) in pairs {
            if !allowed.contains(&name) {
                let message = format!("不认识这个参数，可用的有 {}", allowed.join("、"));
                return Err(KbError::parameter(name, message));
            }
            let value = value.trim();
            if !value.is_empty() {
                query.set(name, value)?;
            }
        }
        Ok(query)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), KbError> {
        match name {
            "q" => self.q = Some(value.to_owned()),
            "document" => self.document.push(value.to_owned()),
            "agency" => self.agency.push(value.to_owned()),
            "issuer" => self.issuer.push(value.to_owned()),
            "kind" => self.kind.push(value.to_owned()),
            "sort" => self.sort = Some(value.to_owned()),
            "role" => self.role.push(word(name, value)?),
            "status" => self.status.push(word(name, value)?),
            "basis" => self.basis.push(word(name, value)?),
            "year" => self.year.push(value.parse().map_err(|_| expected(name, "四位年份，如 2026", value))?),
            "from" => self.from = Some(day(name, value)?),
            "until" => self.until = Some(day(name, value)?),
            "as_of" => self.as_of = Some(day(name, value)?),
            "position" => {
                let place = value.parse().ok().filter(|n| *n >= 1);
                self.position = Some(place.ok_or_else(|| expected(name, "从 1 起的整数", value))?);
            }
            "limit" => {
                let limit = value.parse().ok().filter(|n| (1..=MOST).contains(n));
                self.limit = Some(limit.ok_or_else(|| expected(name, &format!("1 到 {MOST} 的整数"), value))?);
            }
            "cursor" => {
                let read = value.split_once('-').and_then(|(offset, change)| {
                    Some((usize::from_str_radix(offset, 16).ok()?, u64::from_str_radix(change, 16).ok()?))
                });
                let (offset, change) = read.ok_or_else(|| expected(name, "上一页 meta.next 给出的游标", value))?;
                (self.offset, self.at) = (offset, Some(change));
            }
            _ => self.set_search(name, value)?,
        }
        Ok(())
    }

    /// Parameters of the search alone.
    fn set_search(&mut self, name: &str, value: &str) -> Result<(), KbError> {
        let yes = || match value {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(expected(name, "true 或 false", value)),
        };
        let fen = || crate::search::money(value).ok_or_else(|| expected(name, "金额，如 1000000 或 100万元", value));
        match name {
            "document_kind" => self.document_kind.push(value.to_owned()),
            "level" => self.level.push(value.to_owned()),
            "region" => self.region.push(value.to_owned()),
            "amount_from" => self.amount_from = Some(fen()?),
            "amount_until" => self.amount_until = Some(fen()?),
            "deadline_from" => self.deadline_from = Some(day(name, value)?),
            "deadline_until" => self.deadline_until = Some(day(name, value)?),
            "explain" => self.explain = yes()?,
            "related" => self.related = yes()?,
            "group" => match value {
                "document" => self.by_document = true,
                _ => return Err(expected(name, "document", value)),
            },
            _ => return Err(KbError::parameter(name, "不认识这个参数")),
        }
        Ok(())
    }

    /// The page of a list of `total` things that is asked for.
    pub fn slice(&self, total: usize) -> Slice {
        let start = self.offset.min(total);
        let end = self.limit.map_or(total, |n| start.saturating_add(n).min(total));
        Slice { start, end, more: end < total }
    }

    /// The cursor that leads to the page behind `slice`.
    pub fn cursor(slice: Slice, change: u64) -> Option<String> {
        slice.more.then(|| format!("{:x}-{change:x}", slice.end))
    }

    /// Whether `sort` is one of `allowed`; the first is what holds where nothing is said.
    ///
    /// # Errors
    /// Another order.
    pub fn order<'a>(&self, allowed: &[&'a str]) -> Result<&'a str, KbError> {
        let Some(sort) = &self.sort else { return Ok(allowed.first().copied().unwrap_or_default()) };
        let found = allowed.iter().find(|a| *a == sort);
        found.copied().ok_or_else(|| expected("sort", &allowed.join("、"), sort))
    }

    /// Whether every `kind` is one of `allowed`.
    ///
    /// # Errors
    /// Another kind.
    pub fn kinds(&self, allowed: &[&str]) -> Result<(), KbError> {
        match self.kind.iter().find(|k| !allowed.contains(&k.as_str())) {
            Some(odd) => Err(expected("kind", &allowed.join("、"), odd)),
            None => Ok(()),
        }
    }

    /// Whether a day lies in `year`, `from` and `until`; a day that is not known lies in none of them.
    pub fn holds_day(&self, day: Option<Date>) -> bool {
        if self.year.is_empty() && self.from.is_none() && self.until.is_none() {
            return true;
        }
        day.is_some_and(|d| {
            (self.year.is_empty() || self.year.contains(&d.year()))
                && self.from.is_none_or(|f| f <= d)
                && self.until.is_none_or(|u| d <= u)
        })
    }
}

fn expected(field: &str, what: &str, found: &str) -> KbError {
    let blank = if what.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
    KbError::parameter(field, format!("应为{blank}{what}，收到的是“{found}”"))
}

fn day(field: &str, value: &str) -> Result<Date, KbError> {
    value.parse().map_err(|_| expected(field, "日期，如 2026-11-20", value))
}

fn word<T: serde::de::DeserializeOwned>(field: &str, value: &str) -> Result<T, KbError> {
    serde_json::from_value(serde_json::Value::from(value)).map_err(|_| {
        let words = match field {
            "role" => "lead、support、responsible 之一",
            "status" => "overdue、open、recurring 之一",
            _ => "stated、inferred、inherited、recurring、validity 之一",
        };
        expected(field, words, value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_fits_and_names_what_does_not() {
        let query =
            Query::parse([("agency", "市应急局"), ("role", "lead"), ("limit", "5")], &["agency", "role", "limit"]);
        let query = query.unwrap();
        assert_eq!((query.agency, query.role, query.limit), (vec!["市应急局".to_owned()], vec![Role::Lead], Some(5)));
        for (name, value) in [("limit", "0"), ("limit", "201"), ("year", "去年"), ("role", "boss"), ("cursor", "x")] {
            let why = Query::parse([(name, value)], &["limit", "year", "role", "cursor"]).unwrap_err().to_string();
            assert!(why.contains(name) && why.contains(value), "{why}");
        }
        assert!(Query::parse([("colour", "红")], &["q"]).unwrap_err().to_string().contains("colour"));
    }

    #[test]
    fn pages_follow_each_other() {
        let mut query = Query::parse([("limit", "2")], &["limit"]).unwrap();
        let first = query.slice(3);
        assert_eq!(first, Slice { start: 0, end: 2, more: true });
        let cursor = Query::cursor(first, 7).unwrap();
        query = Query::parse([("limit", "2"), ("cursor", cursor.as_str())], &["limit", "cursor"]).unwrap();
        assert_eq!(query.slice(3), Slice { start: 2, end: 3, more: false });
    }
}
