//! `GET /planner/calendar`: the page. The list stands in it in every view: it is the list view, the day on paper, and what
//! there is where no script runs.

use super::entries::load;
use super::rows::{self, Day};
use super::view_state::{Columns, View, ViewQuery, ViewState};
use crate::domain::appointment::Status;
use crate::domain::shop::Resource;
use crate::http::planner::prelude::*;
use crate::operations::calendar::words::{Texts, Words};
use serde_json::json;

#[derive(Template)]
#[template(path = "planner/calendar/show.html")]
struct CalendarPage<'a> {
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
    /// What the signs of the statuses stand for.
    legend: Legend,
    words: Words<'a>,
    days: Vec<Day<'a>>,
    /// What the script needs, as JSON.
    settings: String,
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

/// `GET /planner/calendar`
pub async fn show_calendar(operator: Operator, ApiQuery(query): ApiQuery<ViewQuery>) -> PageResult {
    let planning = operator.app.planning();
    let calendar = &planning.calendar;
    let place = ViewState::new(&operator.app, calendar, &query);
    let words = Words::new(operator.language, calendar);
    let found = load(&operator.app, calendar, &place).await?;
    let dates = place.dates();
    let page = CalendarPage {
        frame: Layout::new(&operator, Area::Calendar).await?,
        t: words.t,
        title: title(&place, words),
        tabs: tabs(&place, words.t),
        columns: columns(&place, words),
        earlier: place.moved(false).url(),
        later: place.moved(true).url(),
        today: place.dated(place.today).url(),
        is_today: place.dates().contains(&place.today),
        back: form_urlencoded::byte_serialize(place.url().as_bytes()).collect(),
        legend: Legend {
            requested: words.status(Status::Requested),
            done: words.status(Status::Done),
            no_show: words.status(Status::NoShow),
        },
        words,
        days: rows::days(&found, &dates, words),
        settings: settings(&place, words)?,
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

impl CalendarPage<'_> {
    /// Those that can be chosen.
    fn resources(&self) -> impl Iterator<Item = &Resource> {
        self.words.calendar.resources.iter().filter(|one| !one.archived || self.is_chosen(one))
    }

    fn is_chosen(&self, resource: &Resource) -> bool {
        self.place.resource.as_ref() == Some(&resource.id)
    }
}

/// How many resources have a column.
fn bookable(words: Words<'_>) -> usize {
    words.calendar.resources.iter().filter(|one| !one.archived).count()
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
            "cancel": t.s_cancel(), "close": t.s_close(), "moved": t.s_moved(), "undo": t.s_undo(), "words": t.words_to_customer(), "failed": t.s_failed(),
            "stale": t.s_stale(), "movedTold": t.s_moved_told(), "movedSilently": t.s_moved_silently(),
        },
    });
    serde_json::to_string(&settings).map_err(ApiError::internal)
}
