//! ICS 日历: what falls due as a calendar that others subscribe to (RFC 5545).
//!
//! An item with a day is an event of that day; `每年` without an end comes again each 31 December, 推定. An alarm
//! rings three days before. Lines end with CR LF and are folded at 75 bytes, never inside a character.

use super::{Exporter, Of, Sheet};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::Value;
use std::io::{self, Write};

/// iCalendar.
pub(super) struct Ics;

/// Bytes of a line.
const LINE: usize = 75;

impl Exporter for Ics {
    fn name(&self) -> &'static str {
        "ics"
    }

    fn media_type(&self) -> &'static str {
        "text/calendar; charset=utf-8"
    }

    fn lists(&self) -> &'static [Of] {
        &[Of::Due]
    }

    fn write(&self, sheet: &Sheet<'_>, items: &mut dyn Iterator<Item = Value>, out: &mut dyn Write) -> io::Result<()> {
        line(out, "BEGIN:VCALENDAR")?;
        line(out, "VERSION:2.0")?;
        line(out, "PRODID:-//Tiaoku//tiaoku//ZH")?;
        line(out, "CALSCALE:GREGORIAN")?;
        line(out, "METHOD:PUBLISH")?;
        line(out, &format!("X-WR-CALNAME:{}", escape(sheet.title)))?;
        for item in items {
            event(&item, sheet, out)?;
        }
        line(out, "END:VCALENDAR")
    }
}

fn event(item: &Value, sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let text = |place: &str| item.pointer(place).and_then(Value::as_str).unwrap_or_default();
    let basis = text("/basis");
    let yearly = basis == "recurring" && matches!(text("/deadline/duration"), "" | "P1Y");
    let day: Option<Date> = text("/due_on").parse().ok();
    let day = day.or_else(|| yearly.then(|| Date::new(sheet.today.year(), 12, 31).ok()).flatten());
    // A rhythm of another length has no day that could be told.
    let Some(day) = day else { return Ok(()) };
    let next = day.checked_add(1.day()).unwrap_or(day);
    let stamp = |d: Date| d.to_string().replace('-', "");
    let heading = text("/clause/heading");
    let label = text("/clause/label");
    let targets: Vec<&str> = item
        .pointer("/targets")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|t| t.get("quote").and_then(Value::as_str))
        .collect();
    let what =
        if heading.is_empty() { targets.first().copied().unwrap_or_else(|| text("/deadline/quote")) } else { heading };
    let told = match basis {
        "stated" => "原文明示",
        "inherited" => "承上：来自所在部分或标题的期限",
        "validity" => "文件有效期届满",
        "recurring" => "每年，日期按年末推定",
        _ => "推定：由期限长度或所依据文件的年份得出",
    };
    let mut about = vec![format!("{} {label}", text("/clause/document/short_title")), format!("依据：{told}")];
    about.extend(Some(text("/deadline/quote")).filter(|q| !q.is_empty()).map(|q| format!("时限原文：{q}")));
    about.extend(targets.iter().map(|t| format!("目标原文：{t}")));
    line(out, "BEGIN:VEVENT")?;
    // A clause may set one day twice, by different words.
    let own = [text("/deadline/id"), text("/targets/0/id"), text("/clause/id")];
    let own = own.into_iter().find(|id| !id.is_empty()).unwrap_or_default();
    line(out, &format!("UID:{own}-{basis}-{}@tiaoku", stamp(day)))?;
    line(out, &format!("DTSTAMP:{}T000000Z", stamp(sheet.today)))?;
    line(out, &format!("DTSTART;VALUE=DATE:{}", stamp(day)))?;
    line(out, &format!("DTEND;VALUE=DATE:{}", stamp(next)))?;
    if basis == "recurring" && yearly {
        line(out, "RRULE:FREQ=YEARLY")?;
    }
    line(out, &format!("SUMMARY:{}", escape(&format!("{label} {what}"))))?;
    line(out, &format!("DESCRIPTION:{}", escape(&about.join("\n"))))?;
    line(out, &format!("CATEGORIES:{}", escape(told)))?;
    if sheet.site.starts_with("http") {
        line(out, &format!("URL:{}{}", sheet.site, text("/clause/permalink")))?;
    }
    line(out, "TRANSP:TRANSPARENT")?;
    for alarm in ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:三天后到期", "TRIGGER:-P3D", "END:VALARM"] {
        line(out, alarm)?;
    }
    line(out, "END:VEVENT")
}

/// Signs that mean something to a calendar.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace("\r\n", "\\n")
        .replace(['\n', '\r'], "\\n")
}

/// One line of content, folded.
fn line(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let mut used = 0;
    for c in text.chars().filter(|c| !c.is_control()) {
        if used + c.len_utf8() > LINE {
            out.write_all(b"\r\n ")?;
            used = 1;
        }
        let mut bytes = [0; 4];
        out.write_all(c.encode_utf8(&mut bytes).as_bytes())?;
        used += c.len_utf8();
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = Vec::new();
        line(&mut out, &format!("SUMMARY:{}", "目标".repeat(40))).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.split("\r\n").all(|l| l.len() <= LINE), "{text}");
        assert_eq!(text.replace("\r\n ", "").trim_end(), format!("SUMMARY:{}", "目标".repeat(40)));
        assert_eq!(escape("甲;乙,丙\\\n丁"), "甲\\;乙\\,丙\\\\\\n丁");
    }
}
