//! `/planner/calendar/free`: finds a free time by service, resource and time of day. The times are those the one deciding
//! function gives the operator: opening hours hold, lead time and horizon do not. Asked by POST, it is for an appointment
//! whose form is half filled in.

use super::draft::Draft;
use super::edit::find;
use super::view_state::way_back;
use crate::domain::schedule::{self, Audience, AvailabilityQuery, Moving};
use crate::domain::snapshot::CalendarSnapshot;
use crate::domain::wall_clock::is_near;
use crate::http::planner::prelude::*;
use crate::operations::calendar::narrowed;
use crate::operations::calendar::words::Texts;
use chrono::Timelike;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FreeQuery {
    service: String,
    resource: String,
    from: String,
    daytime: String,
    back: String,
    /// The number of an appointment that is to be moved.
    moving: String,
}

#[derive(Template)]
#[template(path = "planner/calendar/free.html")]
struct FreePage<'a> {
    frame: Layout,
    t: Texts,
    words: Words<'a>,
    from: NaiveDate,
    /// What was chosen, to be sent along.
    query: FreeQuery,
    /// The appointment that waits for its time.
    unfinished: Option<Draft>,
    back: String,
    /// The appointment that is to be moved, in words; empty where none is.
    moved: String,
    /// Whether something was looked for.
    searched: bool,
    days: Vec<FreeDay>,
    more: Option<More>,
}

impl FreePage<'_> {
    /// The parts of a day that can be chosen, with their words.
    fn daytimes(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let labels = [self.t.any_time(), self.t.morning(), self.t.afternoon(), self.t.evening()];
        DAYTIMES.into_iter().map(|(word, ..)| word).zip(labels)
    }
}

struct FreeDay {
    title: String,
    times: Vec<FreeTime>,
}

struct FreeTime {
    href: String,
    start: String,
    label: String,
}

/// Where the search goes on.
struct More {
    href: String,
    from: NaiveDate,
}

/// The parts of a day, as hours of the wall clock.
const DAYTIMES: [(&str, u32, u32); 4] = [("", 0, 24), ("morning", 0, 12), ("afternoon", 12, 17), ("evening", 17, 24)];
/// How many dates with a free time are shown at once.
const DATES: usize = 7;
/// How many dates are looked at for them.
const LOOKED_AT: usize = 92;

/// `GET /planner/calendar/free`
pub async fn show_free(operator: Operator, ApiQuery(query): ApiQuery<FreeQuery>) -> PageResult {
    answer(&operator, query, |_| None).await
}

/// `POST /planner/calendar/free`: from the form of a new appointment, or on from here.
pub async fn search_for_unfinished(operator: Operator, form: FormData) -> PageResult {
    let text = |name: &str| form.text(name).to_owned();
    // The form of an appointment has a date where the search has one to begin with.
    let from = if form.has("from") { text("from") } else { text("date") };
    let (service, resource) = (text("service"), text("resource"));
    let query =
        FreeQuery { service, resource, from, daytime: text("daytime"), back: text("back"), moving: String::new() };
    answer(&operator, query, |service| Some(Draft::of(&form, service))).await
}

async fn answer(
    operator: &Operator,
    query: FreeQuery,
    unfinished: impl FnOnce(Option<&Service>) -> Option<Draft>,
) -> PageResult {
    let planning = operator.app.planning();
    let calendar = &planning.calendar;
    let words = Words::new(operator.language, calendar);
    let now = operator.app.clock.now();
    let earliest = today(now, calendar.shop.time_zone);
    let from = query.from.parse().ok().filter(|date| is_near(*date)).unwrap_or(earliest).max(earliest);
    let moved = match query.moving.parse() {
        Ok(key) => Some(find(operator, key).await?),
        Err(_) => None,
    };
    let query = query.of_moved(moved.as_ref());
    let is_offered = |one: &&Service| !one.archived || moved.is_some();
    let service = calendar.services.iter().filter(is_offered).find(|one| one.id.as_str() == query.service);
    let unfinished = unfinished(service);
    let (days, next) = match service {
        Some(service) => {
            let also = unfinished.iter().flat_map(|unfinished| &unfinished.also);
            let service = also.fold(narrowed(service, &query.resource), |service, id| narrowed(&service, id));
            let moving =
                moved.as_ref().map(|entry| Moving { appointment: entry.appointment.key, resources: &entry.resources });
            search(&planning, &service, moving, &query, from, now, words)
        }
        None => (Vec::new(), None),
    };
    let page = FreePage {
        frame: Layout::new(operator, Area::Calendar).await?,
        t: words.t,
        words,
        from,
        back: way_back(&query.back).to_owned(),
        moved: moved.as_ref().map(|entry| moved_words(entry, words)).unwrap_or_default(),
        searched: service.is_some(),
        days,
        more: next.map(|next| More { href: query.url(next), from: next }),
        query,
        unfinished,
    };
    layout::page(StatusCode::OK, &page)
}

/// "Erika Muster, Anpassung, Dienstag, 18. Januar 2022, 10:00 Uhr".
fn moved_words(entry: &CalendarEntry, words: Words<'_>) -> String {
    let it = &entry.appointment;
    let parts = [it.customer.full_name(), words.service(it), words.moment(it.start)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

impl FreeQuery {
    /// The same, for an appointment that is to be moved: what it is, and who or where it is for.
    fn of_moved(self, moved: Option<&CalendarEntry>) -> Self {
        let Some(entry) = moved else { return Self { moving: String::new(), ..self } };
        let service = entry.appointment.service.as_ref().map(ToString::to_string).unwrap_or_default();
        Self { service, ..self }
    }

    /// The search from a date on.
    fn url(&self, from: NaiveDate) -> String {
        let (from, back) = (from.to_string(), way_back(&self.back));
        let query = [("daytime", self.daytime.as_str()), ("from", &from), ("back", back), ("moving", &self.moving)];
        url("/planner/calendar/free", &[&self.wanted()[..], &query].concat())
    }

    /// The form of a new appointment at that start, or of the one that is to be moved.
    fn href(&self, start: &str) -> String {
        if !self.moving.is_empty() {
            return url(
                &format!("/planner/appointments/{}/edit", self.moving),
                &[("start", start), ("resource", &self.resource)],
            );
        }
        let query = [("start", start), ("back", way_back(&self.back))];
        url("/planner/appointments/new", &[&self.wanted()[..], &query].concat())
    }

    fn wanted(&self) -> [(&str, &str); 2] {
        [("service", &self.service), ("resource", &self.resource)]
    }
}

fn search(
    planning: &CalendarSnapshot,
    service: &Service,
    moving: Option<Moving<'_>>,
    query: &FreeQuery,
    from: NaiveDate,
    now: DateTime<Utc>,
    words: Words<'_>,
) -> (Vec<FreeDay>, Option<NaiveDate>) {
    let zone = planning.calendar.shop.time_zone;
    let question = AvailabilityQuery { service, resource: None, moving, scope: Audience::Operator };
    let page = schedule::page(planning, &question, from, LOOKED_AT, now);
    let (_, first, last) = DAYTIMES.into_iter().find(|(word, _, _)| *word == query.daytime).unwrap_or(DAYTIMES[0]);
    let fits = |at: Minute| at >= Minute::ceil(now) && (first..last).contains(&at.in_zone(zone).hour());
    let mut days = Vec::new();
    for day in &page.days {
        let free = day.slots.iter().filter(|slot| slot.free && fits(slot.start));
        let times: Vec<FreeTime> = free
            .map(|slot| {
                let start = slot.start.to_rfc3339(zone);
                FreeTime { href: query.href(&start), start, label: slot.start.local_time(zone) }
            })
            .collect();
        if times.is_empty() {
            continue;
        }
        if days.len() == DATES {
            return (days, Some(day.date));
        }
        days.push(FreeDay { title: words.date(day.date), times });
    }
    (days, page.next)
}
