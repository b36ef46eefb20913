//! `/planner/appointments/{key}/source`: open appointments booked from the same source, with one button that cancels all.

use super::address_of;
use super::words::Words;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::values::shown;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::extract::ApiPath;
use crate::http::planner::auth::Operator;
use crate::http::planner::flash;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::i18n::{self, messages::planner};
use crate::operations::booking::source;
use crate::operations::calendar::CalendarEntry;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// What these pages say.
pub type Texts = i18n::Texts<planner::Source>;

#[derive(Template)]
#[template(path = "planner/calendar/source.html")]
struct SourcePage {
    frame: Layout,
    t: Texts,
    key: AppointmentKey,
    counted: String,
    cancel_all: String,
    rows: Vec<Row>,
    /// Highest key on the page: later bookings are not cancelled.
    last: AppointmentKey,
}

struct Row {
    href: String,
    when: String,
    who: String,
    email: String,
    what: String,
}

/// `GET /planner/appointments/{key}/source`
pub async fn show_source(
    State(app): State<App>,
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
) -> Result<Response, PageError> {
    let entries = source::open_from_same(&app.store, key).await?;
    if entries.is_empty() {
        return Err(ApiError::not_found().into());
    }
    let planning = app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    let (t, count) = (Texts::of(operator.language), entries.len());
    let page = SourcePage {
        frame: Layout::new(&app, &operator, Area::Calendar).await?,
        t,
        key,
        counted: words.appointments(count),
        cancel_all: t.cancel_all(count),
        rows: entries.iter().map(|entry| row(entry, words)).collect(),
        last: entries.iter().map(|entry| entry.appointment.key).max().unwrap_or_default(),
    };
    layout::page(StatusCode::OK, &page)
}

fn row(entry: &CalendarEntry, words: Words<'_>) -> Row {
    let appointment = &entry.appointment;
    Row {
        href: address_of(appointment.key),
        when: words.moment(appointment.start),
        who: appointment.customer.full_name(),
        email: shown(&appointment.customer.email),
        what: words.service(appointment),
    }
}

/// `POST /planner/appointments/{key}/source`: cancels what was shown, up to key `last`.
pub async fn cancel_source(
    State(app): State<App>,
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
    form: FormData,
) -> Result<Response, PageError> {
    let last = form.text("last").parse().map_err(|_| ApiError::not_found())?;
    match source::cancel_from_same(&app.store, key, last, operator.user.id).await {
        Ok(0) => Ok(Redirect::to(&address_of(key)).into_response()),
        Ok(_) => Ok(flash::redirect("/planner", "source_cancelled")),
        Err(error) => Err(super::fault(error)),
    }
}
