//! `GET /planner/calendar`: the page. The list stands in it in every view but the month: it is the list view, the day on paper, and
//! what there is where no script runs. On a closed day the calendar opens with the next open one.

use super::drawing::day_head;
use super::entries::load;
use super::month::Month;
use super::rows::{self, Day, Line};
use super::view_state::{Columns, View, ViewQuery, ViewState};
use crate::domain::closings::{is_closed, next_open};
use crate::http::planner::prelude::*;
use crate::operations::calendar::words::Texts;
use serde_json::json;

#[derive(Template)]
#[template(path = "planner/calendar/show.html")]
struct CalendarPage<'a> {
    frame: Layout,
    t: Texts,
    place: ViewState,
    title: String,
    /// The title on a telephone.
    short_title: String,
    tabs: Vec<Tab>,
    /// What the columns of day or week can be for; empty where it makes no difference.
    columns: Vec<Tab>,
    earlier: String,
    later: String,
    today: String,
    is_today: bool,
    /// That today is closed, where the next open day is shown instead; else empty.
    closed_today: String,
    /// Where the calendar is come back to, as part of an address.
    back: String,
    /// What the signs of the statuses stand for.
    legend: Legend,
    words: Words<'a>,
    days: Vec<Day<'a>>,
    month: Month,
    /// Whether the script draws it.
    is_picture: bool,
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
pub async fn show_calendar(operator: Operator, headers: HeaderMap, ApiQuery(query): ApiQuery<ViewQuery>) -> PageResult {
    let cookies = &operator.app.cookies;
    let last = cookies.view(&headers);
    // It opens next time as it was left.
    let chosen = query.view().map(View::word).filter(|word| last.as_deref() != Some(word));
    let kept = chosen.map(|word| cookies.keep_view(word)).transpose()?;
    let query = query.or_view(last);
    let planning = operator.app.planning();
    let calendar = &planning.calendar;
    let words = Words::new(operator.language, calendar);
    let asked = ViewState::new(&operator.app, calendar, &query);
    let home = home(&operator, calendar, &asked).await?;
    let place = if query.has_date() { asked } else { asked.dated(home) };
    let found = load(&operator, calendar, &place).await?;
    let dates = place.dates();
    let is_home = dates.contains(&home);
    let is_picture = matches!(place.view, View::Day | View::Week);
    let back: String = form_urlencoded::byte_serialize(place.url().as_bytes()).collect();
    let new_appointment = format!("/planner/appointments/new?date={}&back={back}", place.date);
    let page = CalendarPage {
        frame: Layout { new_appointment, ..Layout::new(&operator, Area::Calendar).await? },
        t: words.t,
        title: title(&place, words),
        short_title: short_title(&place, words),
        tabs: tabs(&place, words.t),
        columns: columns(&place, words),
        earlier: place.moved(false).url(),
        later: place.moved(true).url(),
        today: place.dated(home).url(),
        is_today: is_home,
        closed_today: if is_home && home != place.today { closed_today(&place, words) } else { String::new() },
        back,
        legend: Legend {
            requested: words.status(Status::Requested),
            done: words.status(Status::Done),
            no_show: words.status(Status::NoShow),
        },
        words,
        days: if place.view == View::Month { Vec::new() } else { rows::days(&found, &place, words) },
        month: Month::of(&place, &found, words),
        is_picture,
        settings: settings(&place, words)?,
        place,
    };
    Ok((kept.unwrap_or_default(), layout::page(StatusCode::OK, &page)?).into_response())
}

/// The day with which the calendar opens: today, or the next open one where today is closed and nothing takes place.
async fn home(operator: &Operator, calendar: &Calendar, asked: &ViewState) -> Result<NaiveDate, ApiError> {
    let today = asked.today;
    if !is_closed(calendar, today) {
        return Ok(today);
    }
    let day = ViewState { view: View::Day, all: false, resource: None, ..asked.dated(today) };
    let is_empty = load(operator, calendar, &day).await?.entries.is_empty();
    Ok(next_open(calendar, today).filter(|_| is_empty).unwrap_or(today))
}

fn closed_today(place: &ViewState, words: Words<'_>) -> String {
    format!("{} {}", words.closed_today(place.today), words.next_open(place.date))
}

fn title(place: &ViewState, words: Words<'_>) -> String {
    let dates = place.dates();
    match (place.view, dates.first(), dates.last()) {
        (View::Week | View::List, Some(first), Some(last)) => dates::range(*first, *last, words.language),
        (View::Month, ..) => dates::month(place.date, words.language),
        _ => words.date(place.date),
    }
}

/// "Mo 17. Jan", "17. Jan – 23. Jan".
fn short_title(place: &ViewState, words: Words<'_>) -> String {
    let dates = place.dates();
    let head = |date: &NaiveDate| dates::day_head(*date, words.language);
    match (place.view, dates.first().map(head), dates.last().map(head)) {
        (View::Week | View::List, Some((_, first)), Some((_, last))) => format!("{first} – {last}"),
        (View::Day, Some((weekday, day)), _) => format!("{weekday} {day}"),
        _ => title(place, words),
    }
}

fn tabs(place: &ViewState, t: Texts) -> Vec<Tab> {
    let tab = |view: View| Tab {
        href: place.as_view(view).url(),
        label: match view {
            View::Day => t.day(),
            View::Week => t.week(),
            View::Month => t.month(),
            View::List => t.list(),
        },
        key: &view.word()[..1],
        current: view == place.view,
    };
    View::ALL.into_iter().map(tab).collect()
}

fn columns(place: &ViewState, words: Words<'_>) -> Vec<Tab> {
    let in_use = || words.calendar.resources.iter().filter(|one| !one.archived).count();
    let has_both = in_use() > words.calendar.counted().count();
    let makes_difference = match place.view {
        View::Day => has_both,
        View::Week => in_use() > 1,
        View::Month | View::List => false,
    };
    if !makes_difference || place.resource.is_some() {
        return Vec::new();
    }
    let tab = |columns: Columns| Tab {
        href: place.in_columns(columns).url(),
        label: match columns {
            Columns::Day if place.view == View::Day => words.t.columns_person(),
            Columns::Day => words.t.columns_day(),
            Columns::Resource => words.t.columns_resource(),
        },
        key: if columns == place.columns { "" } else { "c" },
        current: columns == place.columns,
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

/// What the script needs to know and to say.
fn settings(place: &ViewState, words: Words<'_>) -> Result<String, ApiError> {
    let t = words.t;
    let heads = place.dates().into_iter().map(|date| (date.to_string(), day_head(date, words.language).into()));
    let heads: serde_json::Map<_, _> = heads.collect();
    let settings = json!({
        "view": place.view.word(),
        "date": place.date.to_string(),
        "resource": place.resource.as_ref().map(ToString::to_string),
        "columns": place.columns.word(),
        "today": place.today.to_string(),
        "entries": place.url().replacen("/planner/calendar?", "/planner/calendar/entries?", 1),
        "back": place.url(),
        "heads": heads,
        "texts": {
            "question": t.s_question_move(), "andTell": t.s_and_tell(), "silently": t.s_silently(), "anyway": t.s_anyway(),
            "cancel": t.s_cancel(), "close": t.s_close(), "moved": t.s_moved(), "undo": t.s_undo(), "words": t.words_to_customer(), "failed": t.s_failed(),
            "stale": t.s_stale(), "movedTold": t.s_moved_told(), "movedSilently": t.s_moved_silently(),
            "cut": t.s_cut(), "pressTime": t.s_press_time(), "putInDay": t.s_put_in_day(), "putInWeek": t.s_put_in_week(),
            "putBack": t.s_put_back(), "putBackAll": t.s_put_back_all(), "questionSeveral": t.s_question_several(),
            "andTellSeveral": t.s_and_tell_several(), "withoutMail": t.s_without_mail(), "severalTold": t.s_several_told(),
            "severalSilently": t.s_several_silently(),
        },
    });
    serde_json::to_string(&settings).map_err(ApiError::internal)
}
