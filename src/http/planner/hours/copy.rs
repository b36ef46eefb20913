//! `POST /planner/hours/copy`: a day's hours, or a whole week's, for other days or other resources.

use super::change::{self, Origin, Outcome};
use super::from_when::{self, Question};
use super::{Texts, week_of};
use crate::domain::shop::Days;
use crate::http::planner::prelude::*;
use crate::operations::catalog::{Day, HoursEdit, Period};
use chrono::Weekday;

/// `POST /planner/hours/copy`
pub async fn copy_days(operator: Owner, form: FormData) -> PageResult {
    let (pairs, week, t) = (read(&form), week_of(form.text("week")), Texts::of(operator.language));
    if pairs.iter().all(|(from, to)| from == to) {
        return Ok(operator.not_done(&week, t.copy_nothing()));
    }
    let calendar = operator.calendar();
    let replaces =
        pairs.iter().filter(|(from, to)| from != to).any(|(_, to)| has_hours(&calendar, to, operator.today()));
    let period = match from_when::period_on_page(&form, operator.today(), operator.language) {
        Ok(period) => period,
        Err(_) if !replaces => Period::default(),
        Err(answer) => {
            let (title, go_on, what) = (t.copy(), t.copy_do(), t.copy_hint().to_owned());
            let question = Question { title, what, go_on, deletes: false, action: "/planner/hours/copy", back: week };
            return from_when::ask(&operator, question, &form, answer).await;
        }
    };
    let origin = Origin { action: "/planner/hours/copy", back: Some("/planner/hours") };
    let edit = from_when::during(period, HoursEdit::CopyDays(pairs));
    Ok(match change::make(&operator, edit, &form, origin).await? {
        Outcome::Asked(page) => page,
        Outcome::Done(before) => operator.done_undoable(&week, t.copied(), before),
        Outcome::Refused(_) => operator.not_done(&week, t.stale()),
    })
}

/// Whether it opens on that day of the week, now or later.
fn has_hours(calendar: &Calendar, (resource, day): &Day, today: NaiveDate) -> bool {
    let opens = |on: &Days| matches!(on, Days::Weekdays(days) if days.contains(day));
    let lasts = |last: Option<NaiveDate>| last.is_none_or(|last| last >= today);
    let rules = &calendar.availabilities;
    rules.iter().any(|rule| rule.resource == *resource && opens(&rule.on) && lasts(rule.valid_until))
}

/// From the day chosen to every day ticked at every resource ticked; without a tick it is the same day, the same resource.
fn read(form: &FormData) -> Vec<(Day, Day)> {
    let source = ResourceId::from(form.text("resource"));
    let mut resources: Vec<ResourceId> = form.all("to_resource").map(ResourceId::from).collect();
    if resources.is_empty() {
        resources.push(source.clone());
    }
    let ticked: Vec<Weekday> = form.all("to_day").filter_map(weekday_of).collect();
    let days: Vec<(Weekday, Weekday)> = match weekday_of(form.text("from_day")) {
        None => WEEKDAYS.iter().map(|(_, day)| (*day, *day)).collect(),
        Some(from) if ticked.is_empty() => vec![(from, from)],
        Some(from) => ticked.into_iter().map(|day| (from, day)).collect(),
    };
    let to = |resource: &ResourceId, (from, day): (Weekday, Weekday)| ((source.clone(), from), (resource.clone(), day));
    resources.iter().flat_map(|resource| days.iter().map(move |pair| to(resource, *pair))).collect()
}
