//! The small form of a new appointment in the calendar: `part=1` of [`super::create`]. Time and room are those that were
//! pressed; the nearest free times are offered where the service does not fit there.

use super::form_page::{FormPage, Notice};
use crate::domain::schedule::{self, Audience, AvailabilityQuery};
use crate::domain::snapshot::CalendarSnapshot;
use crate::domain::time::DAY_MINUTES;
use crate::domain::wall_clock::read_moment;
use crate::http::planner::choices::Choice;
use crate::http::planner::prelude::*;
use crate::operations::calendar::narrowed;

/// How many free times are offered.
const OFFERED: usize = 4;

#[derive(Template)]
#[template(path = "planner/calendar/quick.html")]
struct QuickForm {
    page: FormPage,
    /// "Dienstag, 18. Januar 2022, 09:00 Uhr".
    moment: String,
    /// The rooms and persons that were pressed; may be empty.
    place: String,
    /// Free times near the pressed one, with what they are called; empty where that one is free.
    next: Vec<(String, String)>,
    /// Where it says why customers cannot book this time.
    why: String,
    /// The form that blocks it.
    block: String,
}

impl QuickForm {
    /// Whether the fields of a new customer are shown.
    fn shows_names(&self) -> bool {
        let form = &self.page.form;
        let is_known = self.page.who.as_ref().is_some_and(|who| who.known.is_some());
        const NAMES: [&str; 4] = ["first_name", "last_name", "phone", "email"];
        let is_wrong = NAMES.iter().any(|name| !form.fault(name).is_empty());
        is_wrong || (!is_known && NAMES.iter().any(|name| !form.value(name).is_empty()))
    }
}

/// The page as the small form.
pub fn answer(
    status: StatusCode,
    page: FormPage,
    planning: &CalendarSnapshot,
    words: Words<'_>,
    now: DateTime<Utc>,
) -> PageResult {
    let calendar = words.calendar;
    let fits = |id: &str| {
        let service = calendar.service(id);
        service.is_none_or(|service| page.form.all("resource").all(|resource| can_use(service, resource)))
    };
    let services: Vec<Choice> = page.services.iter().filter(|(id, _)| fits(id)).cloned().collect();
    let page = FormPage { services, ..page };
    let form = &page.form;
    let start = read_moment(form.value("date"), form.value("time"), form.value("instant"), calendar);
    let resources: Vec<&str> = form.all("resource").filter(|id| !id.is_empty()).collect();
    let names: Vec<String> = resources.iter().map(|id| calendar.resource_name(id)).collect();
    let at = start.map(|start| start.to_rfc3339(calendar.shop.time_zone)).unwrap_or_default();
    let resource = resources.first().copied().unwrap_or_default();
    let filled = [("at", at.as_str()), ("start", at.as_str()), ("resource", resource), ("back", form.value("back"))];
    let quick = QuickForm {
        moment: start.map(|start| moment(start, form.value("minutes").parse().ok(), words)).unwrap_or_default(),
        place: names.join(", "),
        next: start.map(|start| next(&page.form, &resources, start, planning, words, now)).unwrap_or_default(),
        why: url("/planner/calendar/why", &filled[..]),
        block: url("/planner/appointments/new", &[&filled[1..], &[("kind", "block")]].concat()),
        page,
    };
    layout::page(status, &quick)
}

/// "Dienstag, 18. Januar 2022, 09:00 Uhr"; with the end where a length was drawn.
fn moment(start: Minute, minutes: Option<i64>, words: Words<'_>) -> String {
    match minutes.filter(|minutes| (1..=DAY_MINUTES).contains(minutes)) {
        Some(minutes) => format!("{}, {}", words.day_of(start), words.span(start, start.plus(minutes))),
        None => words.moment(start),
    }
}

/// Whether a service can take place in that room, or with that person; any can without one.
pub fn can_use(service: &Service, resource: &str) -> bool {
    resource.is_empty() || service.needs.iter().flatten().any(|one| one.as_str() == resource)
}

/// The free times nearest to `start`; none where it is free itself.
fn next(
    form: &Form,
    resources: &[&str],
    start: Minute,
    planning: &CalendarSnapshot,
    words: Words<'_>,
    now: DateTime<Utc>,
) -> Vec<(String, String)> {
    let Some(service) = words.calendar.service(form.value("service")) else { return Vec::new() };
    let service = resources.iter().fold(service.clone(), |service, id| narrowed(&service, id));
    let question = AvailabilityQuery { service: &service, resource: None, moving: None, scope: Audience::Operator };
    let mut nearest = schedule::nearest_free(planning, &question, start, OFFERED, now);
    if nearest.contains(&start) {
        return Vec::new();
    }
    nearest.retain(|at| *at >= Minute::ceil(now));
    nearest.sort_unstable();
    let zone = words.calendar.shop.time_zone;
    nearest.into_iter().map(|at| (at.to_rfc3339(zone), dates::soon(at, zone, words.language))).collect()
}
