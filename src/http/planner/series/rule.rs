//! When a series repeats, as it is being written.

use super::Texts;
use crate::domain::limits::number;
use crate::domain::series::{OnClosed, Recurrence, SERIES_AT_MOST, SeriesEnd};
use crate::domain::wall_clock::{read_date, read_time};
use crate::http::planner::prelude::*;

/// What stands there before anybody has written anything: every week, six times.
pub fn usual(mut form: Form) -> Form {
    for (field, usual) in [("every", "1"), ("count", "6"), ("closed", "skip")] {
        if form.value(field).is_empty() {
            form.set(field, usual);
        }
    }
    form
}

/// Reads the fields, or keeps what is wrong with them. The end date holds where both are filled.
pub fn read(form: &mut Form, t: Texts) -> Option<Recurrence> {
    let every_weeks = form.read("every", |text| number(text, 1..=52));
    let first = read_date(form.value("date"));
    let time = read_time(form.value("time"));
    let until = if form.value("until").is_empty() {
        let most = u32::try_from(SERIES_AT_MOST).unwrap_or(u32::MAX);
        let count = form.read("count", |text| number(text, 1..=most));
        count.and_then(|count| usize::try_from(count).ok()).map(SeriesEnd::Count)
    } else {
        let until = read_date(form.value("until"));
        if until.zip(first).is_none_or(|(until, first)| until < first) {
            form.refuse("until", t.ends_before_first());
            return None;
        }
        until.map(SeriesEnd::Date)
    };
    let weekdays = form.all("weekday").filter_map(weekday_of).collect();
    let on_closed = if form.value("closed") == "shift" { OnClosed::Shift } else { OnClosed::Skip };
    Some(Recurrence { first: first?, time: time?, every_weeks: every_weeks?, weekdays, until: until?, on_closed })
}

/// The fields on which the dates depend, as one text: what was shown holds as long as it is the same.
pub fn fingerprint(form: &Form) -> String {
    const FIELDS: [&str; 9] = ["service", "date", "time", "minutes", "end_time", "every", "count", "until", "closed"];
    let single = FIELDS.map(|field| form.value(field).to_owned());
    let several = ["weekday", "resource"].map(|field| form.all(field).collect::<Vec<_>>().join(","));
    single.into_iter().chain(several).collect::<Vec<_>>().join("|")
}
