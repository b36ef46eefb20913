//! `GET /planner/calendar`: the page. The list stands in it in every view: it is the list view, the day on paper, and what
//! there is where no script runs.

use super::entries::load;
use super::rows::{self, Day};
use super::texts::Texts;
use super::view_state::{Columns, View, ViewQuery, ViewState};
use super::words::Words;
use crate::domain::appointment::Status;
use crate::http::assets::asset_url;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::planner::auth::Operator;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::i18n::dates;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

#[derive(Template)]
#[template(path = "planner/calendar/show.html")]
struct CalendarPage {
    frame: Layout,
    t: Texts,
    place: ViewState,
    title: String,
    tabs: Vec<Tab>,
    /// What the week's columns can be for; empty where it makes no difference.
    columns: Vec<Tab>,
    earlier: String,
    later: String,
    today: String,
    is_today: bool,
    /// Where the calendar is come back to, as part of an address.
    back: String,
    resources: Vec<Choice>,
    /// What the signs of the statuses stand for.
    legend: Legend,
    days: Vec<Day>,
    /// What the script needs, as JSON.
    settings: String,
    script: String,
    stylesheet: String,
}

/// Statuses whose entries carry a sign.
struct Legend {
    requested: &'static str,
    done: &'static str,
    no_show: &'static str,
}

struct Tab {
    href: String,
    label: &'static str,
    key: &'static str,
    current: bool,
}

/// An entry of a list to choose from.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// `GET /planner/calendar`
pub async fn show_calendar(
    State(app): State<App>,
    operator: Operator,
    ApiQuery(query): ApiQuery<ViewQuery>,
) -> Result<Response, PageError> {
    let planning = app.planning();
    let calendar = &planning.calendar;
    let place = ViewState::new(&app, calendar, &query);
    let words = Words::new(operator.language, calendar);
    let found = load(&app, calendar, &place).await?;
    let dates = place.dates();
    let done = match query.done.as_str() {
        "created" => Some(words.t.did_create()),
        "blocked" => Some(words.t.did_block()),
        "saved" => Some(words.t.did_save()),
        _ => None,
    };
    let frame = Layout::new(&app, &operator, Area::Calendar).await?.with_done(done);
    let page = CalendarPage {
        frame,
        t: words.t,
        title: title(&place, words),
        tabs: tabs(&place, words.t),
        columns: columns(&place, words),
        earlier: place.moved(false).url(),
        later: place.moved(true).url(),
        today: place.dated(place.today).url(),
        is_today: place.dates().contains(&place.today),
        back: form_urlencoded::byte_serialize(place.url().as_bytes()).collect(),
        resources: resources(&place, words),
        legend: Legend {
            requested: words.status(Status::Requested),
            done: words.status(Status::Done),
            no_show: words.status(Status::NoShow),
        },
        days: rows::days(&found, &dates, words),
        settings: settings(&place, words)?,
        script: asset_url("planner-calendar.js"),
        stylesheet: asset_url("planner-calendar.css"),
        place,
    };
    layout::page(StatusCode::OK, &page)
}

fn title(place: &ViewState, words: Words<'_>) -> String {
    let dates = place.dates();
    match (place.view, dates.first(), dates.last()) {
        (View::Week | View::List, Some(first), Some(last)) => dates::range(*first, *last, words.language),
        _ => words.date(place.date),
    }
}

fn tabs(place: &ViewState, t: Texts) -> Vec<Tab> {
    let tab = |view: View| Tab {
        href: place.as_view(view).url(),
        label: match view {
            View::Day => t.day(),
            View::Week => t.week(),
            View::List => t.list(),
        },
        key: &view.word()[..1],
        current: view == place.view,
    };
    View::ALL.into_iter().map(tab).collect()
}

fn columns(place: &ViewState, words: Words<'_>) -> Vec<Tab> {
    if place.view != View::Week || place.resource.is_some() || bookable(words) < 2 {
        return Vec::new();
    }
    let tab = |columns: Columns| Tab {
        href: place.in_columns(columns).url(),
        label: match columns {
            Columns::Day => words.t.columns_day(),
            Columns::Resource => words.t.columns_resource(),
        },
        key: columns.word(),
        current: place.columns == Some(columns),
    };
    Columns::ALL.into_iter().map(tab).collect()
}

/// How many resources have a column.
fn bookable(words: Words<'_>) -> usize {
    words.calendar.resources.iter().filter(|one| !one.archived).count()
}

fn resources(place: &ViewState, words: Words<'_>) -> Vec<Choice> {
    let all = words.calendar.resources.iter().filter(|one| !one.archived || place.resource.as_ref() == Some(&one.id));
    all.map(|one| Choice {
        value: one.id.to_string(),
        label: one.name.clone(),
        chosen: place.resource.as_ref() == Some(&one.id),
    })
    .collect()
}

/// What the script needs to know and to say.
fn settings(place: &ViewState, words: Words<'_>) -> Result<String, ApiError> {
    let t = words.t;
    let heads = place.dates().into_iter().map(|date| (date.to_string(), dates::day_head(date, words.language)));
    let heads: serde_json::Map<_, _> =
        heads.map(|(date, (day, of_month))| (date, format!("{day} {of_month}").into())).collect();
    let settings = json!({
        "view": place.view.word(),
        "date": place.date.to_string(),
        "resource": place.resource.as_ref().map(ToString::to_string),
        "columns": place.columns.map(Columns::word),
        "bookable": bookable(words),
        "today": place.today.to_string(),
        "entries": place.url().replacen("/planner/calendar?", "/planner/calendar/entries?", 1),
        "back": place.url(),
        "heads": heads,
        "texts": {
            "question": t.s_question_move(), "andTell": t.s_and_tell(), "silently": t.s_silently(), "anyway": t.s_anyway(),
            "cancel": t.s_cancel(), "close": t.s_close(), "moved": t.s_moved(), "undo": t.s_undo(), "failed": t.s_failed(),
            "stale": t.s_stale(), "movedTold": t.s_moved_told(), "movedSilently": t.s_moved_silently(),
        },
    });
    serde_json::to_string(&settings).map_err(ApiError::internal)
}
