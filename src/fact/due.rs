//! Due 到期日: from a deadline to its last day.
//!
//! `到2026年` falls due on 2026-12-31; `三年内` three years after 成文日期 (推定); `每年` has no day. A length in
//! days or hours (`20个工作日内`) runs from an event that is not in the document: no day.

use super::{Deadline, DeadlineKind, Origin};
use crate::metadata::Metadata;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// The last day of a deadline and whether it is stated or computed; 自…起 sets none on which anything is to
/// be done. `origin` is the deadline's own: where its year is concluded, so is the day.
pub fn due_on(deadline: &Deadline, origin: Origin, metadata: &Metadata) -> (Option<Date>, Origin) {
    match deadline.kind {
        DeadlineKind::By | DeadlineKind::During | DeadlineKind::Each => (deadline.end, origin),
        DeadlineKind::From => (None, Origin::Stated),
        DeadlineKind::Within => {
            let start = deadline.start.or(metadata.written_on);
            (deadline.end.or_else(|| after(start?, deadline)), Origin::Inferred)
        }
        DeadlineKind::Validity => match deadline.end {
            Some(end) => (Some(end), Origin::Stated),
            None => {
                let start = deadline.start.or(metadata.effective_from).or(metadata.written_on);
                let end = start.and_then(|s| after(s, deadline)?.checked_sub(1.day()).ok());
                (metadata.effective_until.or(end), Origin::Inferred)
            }
        },
    }
}

/// `start` plus a length in years and months; other lengths lead to no day.
fn after(start: Date, deadline: &Deadline) -> Option<Date> {
    let length: Span = deadline.duration.as_deref()?.parse().ok()?;
    let calendar = Span::new().years(length.get_years()).months(length.get_months());
    let whole = length.get_weeks() == 0 && length.get_days() == 0 && length.get_hours() == 0;
    if whole && !calendar.is_zero() { start.checked_add(calendar).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn deadline(kind: DeadlineKind, end: Option<Date>, duration: Option<&str>) -> Deadline {
        Deadline { kind, start: None, end, duration: duration.map(str::to_owned), working_days: false }
    }

    #[test]
    fn days_of_every_kind() {
        let metadata = Metadata { written_on: Some(date(2023, 11, 22)), ..Metadata::default() };
        let day = |d| due_on(&d, Origin::Stated, &metadata).0;
        assert_eq!(day(deadline(DeadlineKind::By, Some(date(2026, 12, 31)), None)), Some(date(2026, 12, 31)));
        assert_eq!(day(deadline(DeadlineKind::From, Some(date(2026, 12, 31)), None)), None);
        assert_eq!(day(deadline(DeadlineKind::Within, None, Some("P3Y"))), Some(date(2026, 11, 22)));
        assert_eq!(day(deadline(DeadlineKind::Within, None, Some("P20D"))), None);
        assert_eq!(day(deadline(DeadlineKind::Within, None, Some("PT48H"))), None);
        assert_eq!(day(deadline(DeadlineKind::Each, None, Some("P1Y"))), None);
        assert_eq!(day(deadline(DeadlineKind::Validity, None, Some("P3Y"))), Some(date(2026, 11, 21)));
        let june = deadline(DeadlineKind::By, Some(date(2017, 6, 30)), None);
        assert_eq!(due_on(&june, Origin::Inferred, &metadata).1, Origin::Inferred);
        let unknown = Metadata::default();
        assert_eq!(due_on(&deadline(DeadlineKind::Within, None, Some("P3Y")), Origin::Stated, &unknown).0, None);
    }
}
