//! `POST /planner/hours/copy`: a day's hours, or a whole week's, for other days or other resources.

use super::change::{self, Origin, Outcome};
use super::{Texts, week_of};
use crate::domain::ids::ResourceId;
use crate::domain::limits::{WEEKDAYS, weekday_of};
use crate::http::planner::prelude::*;
use crate::operations::catalog::{Day, HoursEdit};
use chrono::Weekday;

/// `POST /planner/hours/copy`
pub async fn copy_days(operator: Owner, form: FormData) -> PageResult {
    let (pairs, week, t) = (read(&form), week_of(form.text("week")), Texts::of(operator.language));
    if pairs.iter().all(|(from, to)| from == to) {
        return Ok(operator.not_done(&week, t.copy_nothing()));
    }
    let origin = Origin { action: "/planner/hours/copy", back: Some("/planner/hours") };
    Ok(match change::make(&operator, HoursEdit::CopyDays(pairs), &form, origin).await? {
        Outcome::Asked(page) => page,
        Outcome::Done => operator.done(&week, t.copied()),
        Outcome::Refused(_) => operator.not_done(&week, t.stale()),
    })
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
