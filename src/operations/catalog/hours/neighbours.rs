//! Availabilities that follow each other: when one begins or ends on another date, the one that ended before it or began
//! after it follows, so that neither a gap nor an overlap appears between them.

use crate::domain::shop::{Availability, Days as On};
use crate::store::calendar::Revision;
use chrono::{Days, NaiveDate, Weekday};

type Row = (Option<Revision>, Availability);

/// Moves the dates of the neighbours of the availability at `at`, which was `before` and is `after`. Only on weekdays
/// that `before` opened, of the same resource. A neighbour of which nothing remains is removed.
pub(super) fn follow(rules: &mut Vec<Row>, before: &Availability, after: &Availability, at: usize) {
    let (On::Weekdays(days), On::Weekdays(_)) = (&before.on, &after.on) else { return };
    if before.resource != after.resource {
        return;
    }
    let begins = moved(before.valid_from, after.valid_from);
    let ends = moved(before.valid_until, after.valid_until);
    let changed = |rule: &Availability| -> Option<Option<Availability>> {
        match (begins, ends) {
            (Some((was, Some(is))), _) if rule.valid_until == was.checked_sub_days(Days::new(1)) => {
                Some(ending(rule, is - Days::new(1)))
            }
            (_, Some((was, is))) if rule.valid_from == was.checked_add_days(Days::new(1)) => {
                Some(is.and_then(|is| rule.beginning(is + Days::new(1))))
            }
            _ => None,
        }
    };
    let mut kept = Vec::with_capacity(rules.len());
    for (index, (row, rule)) in std::mem::take(rules).into_iter().enumerate() {
        let is_neighbour = index != at && rule.resource == before.resource;
        match (changed(&rule).filter(|_| is_neighbour), shared(&rule, days)) {
            (Some(new), Some((None, _))) => kept.extend(new.map(|rule| (row, rule))),
            (Some(new), Some((Some(rest), on))) => {
                kept.push((row, Availability { on: rest, ..rule }));
                kept.extend(new.map(|rule| (None, Availability { on, ..rule })));
            }
            _ => kept.push((row, rule)),
        }
    }
    *rules = kept;
}

/// The date as it was, if it is another one now.
fn moved(was: Option<NaiveDate>, is: Option<NaiveDate>) -> Option<(NaiveDate, Option<NaiveDate>)> {
    was.filter(|_| was != is).map(|was| (was, is))
}

fn ending(rule: &Availability, last: NaiveDate) -> Option<Availability> {
    let begins = rule.valid_from.is_none_or(|from| from <= last);
    begins.then(|| Availability { valid_until: Some(last), ..rule.clone() })
}

/// The weekdays of a rule apart from `days`, and those among `days`; `None` if there are none among them.
fn shared(rule: &Availability, days: &[Weekday]) -> Option<(Option<On>, On)> {
    let On::Weekdays(own) = &rule.on else { return None };
    let (both, rest): (Vec<_>, Vec<_>) = own.iter().copied().partition(|day| days.contains(day));
    (!both.is_empty()).then(|| (Some(rest).filter(|rest| !rest.is_empty()).map(On::Weekdays), On::Weekdays(both)))
}
