//! Days 到期日: how a day stands against the one asked for.

use crate::export::item::{Due, Status};
use crate::fact::DeadlineKind;
use jiff::civil::Date;

/// How a day stands against `as_of`.
pub(super) fn stand(due_on: Option<Date>, recurring: bool, as_of: Date) -> Due {
    let days_left = due_on.and_then(|d| as_of.until(d).ok()).map(|s| i64::from(s.get_days()));
    let status = match (due_on, recurring) {
        (Some(day), _) if day < as_of => Some(Status::Overdue),
        (_, true) => Some(Status::Recurring),
        (Some(_), false) => Some(Status::Open),
        (None, false) => None,
    };
    Due { due_on, status, days_left }
}

/// How a deadline of that last day stands.
pub(super) fn of_deadline(kind: DeadlineKind, due_on: Option<Date>, as_of: Date) -> Due {
    stand(due_on, kind == DeadlineKind::Each, as_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn stands_against_the_day_asked_for() {
        let as_of = date(2026, 11, 20);
        let of = |day| stand(day, false, as_of);
        assert_eq!(of(Some(date(2026, 12, 31))).days_left, Some(41));
        assert_eq!(of(Some(date(2025, 12, 31))).status, Some(Status::Overdue));
        assert_eq!(of(Some(as_of)).status, Some(Status::Open));
        assert_eq!(stand(None, true, as_of).status, Some(Status::Recurring));
        assert_eq!(of(None).status, None);
    }
}
