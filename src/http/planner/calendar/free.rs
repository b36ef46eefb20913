//! `/planner/calendar/free`: finds a free time by service, resource and time of day. The times are those the one deciding
//! function gives the operator: opening hours hold, lead time and horizon do not. Asked by POST, it is for an appointment
//! whose form is half filled in.

use super::draft::Draft;
use super::show::Choice;
use super::texts::Texts;
use super::view_state::{is_near, way_back};
use super::words::Words;
use crate::domain::ids::ResourceId;
use crate::domain::schedule;
use crate::domain::schedule::{Audience, AvailabilityQuery};
use crate::domain::shop::Service;
use crate::domain::snapshot::CalendarSnapshot;
use crate::domain::time::{Minute, today};
use crate::http::assets::asset_url;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::auth::Operator;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Timelike, Utc};
use serde::Deserialize;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FreeQuery {
    service: String,
    resource: String,
    from: String,
    daytime: String,
    back: String,
}

#[derive(Template)]
#[template(path = "planner/calendar/free.html")]
struct FreePage {
    frame: Layout,
    t: Texts,
    services: Vec<Choice>,
    resources: Vec<Choice>,
    daytimes: Vec<Choice>,
    from: NaiveDate,
    /// What was chosen, to be sent along.
    query: FreeQuery,
    /// The appointment that waits for its time.
    unfinished: Option<Draft>,
    back: String,
    /// Whether something was looked for.
    searched: bool,
    days: Vec<FreeDay>,
    more: Option<More>,
    stylesheet: String,
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
pub async fn show_free(
    State(app): State<App>,
    operator: Operator,
    ApiQuery(query): ApiQuery<FreeQuery>,
) -> Result<Response, PageError> {
    answer(&app, &operator, query, |_| None).await
}

/// `POST /planner/calendar/free`: from the form of a new appointment, or on from here.
pub async fn search_for_unfinished(
    State(app): State<App>,
    operator: Operator,
    form: FormData,
) -> Result<Response, PageError> {
    let text = |name: &str| form.text(name).to_owned();
    // The form of an appointment has a date where the search has one to begin with.
    let from = if form.has("from") { text("from") } else { text("date") };
    let (service, resource) = (text("service"), text("resource"));
    let query = FreeQuery { service, resource, from, daytime: text("daytime"), back: text("back") };
    answer(&app, &operator, query, |service| Some(Draft::of(&form, service))).await
}

async fn answer(
    app: &App,
    operator: &Operator,
    query: FreeQuery,
    unfinished: impl FnOnce(Option<&Service>) -> Option<Draft>,
) -> Result<Response, PageError> {
    let planning = app.planning();
    let calendar = &planning.calendar;
    let words = Words::new(operator.language, calendar);
    let now = app.clock.now();
    let earliest = today(now, calendar.shop.time_zone);
    let from = query.from.parse().ok().filter(|date| is_near(*date)).unwrap_or(earliest).max(earliest);
    let service = calendar.services.iter().find(|one| !one.archived && one.id.as_str() == query.service);
    let unfinished = unfinished(service);
    let (days, next) = match service {
        Some(service) => {
            let also = unfinished.iter().flat_map(|unfinished| &unfinished.also);
            let service = also.fold(narrowed(service, &query.resource), |service, id| narrowed(&service, id));
            search(&planning, &service, &query, from, now, words)
        }
        None => (Vec::new(), None),
    };
    let page = FreePage {
        frame: Layout::new(app, operator, Area::Calendar).await?,
        t: words.t,
        services: services(&query, words),
        resources: resources(&query, words),
        daytimes: daytimes(&query, words.t),
        from,
        back: way_back(&query.back).to_owned(),
        searched: service.is_some(),
        days,
        more: next.map(|next| More { href: query.url(next), from: next }),
        query,
        unfinished,
        stylesheet: asset_url("planner-calendar.css"),
    };
    layout::page(StatusCode::OK, &page)
}

impl FreeQuery {
    fn url(&self, from: NaiveDate) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("service", &self.service)
            .append_pair("resource", &self.resource)
            .append_pair("daytime", &self.daytime)
            .append_pair("from", &from.to_string())
            .append_pair("back", way_back(&self.back))
            .finish();
        format!("/planner/calendar/free?{query}")
    }

    fn href(&self, start: &str) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("service", &self.service)
            .append_pair("resource", &self.resource)
            .append_pair("start", start)
            .append_pair("back", way_back(&self.back))
            .finish();
        format!("/planner/appointments/new?{query}")
    }
}

fn search(
    planning: &CalendarSnapshot,
    service: &Service,
    query: &FreeQuery,
    from: NaiveDate,
    now: DateTime<Utc>,
    words: Words<'_>,
) -> (Vec<FreeDay>, Option<NaiveDate>) {
    let zone = planning.calendar.shop.time_zone;
    let question = AvailabilityQuery { service, resource: None, moving: None, scope: Audience::Operator };
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

/// The service with only that resource in the need that it serves: asks for a person as well as for a room.
fn narrowed(service: &Service, resource: &str) -> Service {
    let mut narrowed = service.clone();
    let only = ResourceId::from(resource);
    if let Some(need) = narrowed.needs.iter_mut().find(|need| need.contains(&only)) {
        *need = vec![only];
    } else if !resource.is_empty() {
        // It can have no part in it.
        narrowed.needs.push(Vec::new());
    }
    narrowed
}

fn services(query: &FreeQuery, words: Words<'_>) -> Vec<Choice> {
    let known = words.calendar.services.iter().filter(|one| !one.archived);
    known
        .map(|one| Choice {
            value: one.id.to_string(),
            label: format!("{} ({} min)", one.texts_in(words.language).name, one.duration_minutes),
            chosen: one.id.as_str() == query.service,
        })
        .collect()
}

fn resources(query: &FreeQuery, words: Words<'_>) -> Vec<Choice> {
    let known = words.calendar.resources.iter().filter(|one| !one.archived);
    known
        .map(|one| Choice {
            value: one.id.to_string(),
            label: one.name.clone(),
            chosen: one.id.as_str() == query.resource,
        })
        .collect()
}

fn daytimes(query: &FreeQuery, t: Texts) -> Vec<Choice> {
    let labels = [t.any_time(), t.morning(), t.afternoon(), t.evening()];
    DAYTIMES
        .into_iter()
        .zip(labels)
        .map(|((word, _, _), label)| Choice {
            value: word.to_owned(),
            label: label.to_owned(),
            chosen: word == query.daytime,
        })
        .collect()
}
