//! `/planner/appointments/{key}/source`: open appointments booked from the same source, with one button that cancels all.

use super::address_of;
use crate::http::planner::inbox::Texts as InboxTexts;
use crate::http::planner::prelude::*;
use crate::operations::booking::source;

/// What these pages say.
pub type Texts = i18n::Texts<planner::Source>;

#[derive(Template)]
#[template(path = "planner/calendar/source.html")]
struct SourcePage<'a> {
    frame: Layout,
    t: Texts,
    key: AppointmentKey,
    words: Words<'a>,
    entries: &'a [CalendarEntry],
    /// Highest key on the page: later bookings are not cancelled.
    last: AppointmentKey,
}

/// `GET /planner/appointments/{key}/source`
pub async fn show_source(operator: Operator, ApiPath(key): ApiPath<AppointmentKey>) -> PageResult {
    let entries = source::open_from_same(&operator.app.store, key).await?;
    if entries.is_empty() {
        return Err(ApiError::not_found().into());
    }
    let planning = operator.app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    let t = Texts::of(operator.language);
    let page = SourcePage {
        frame: Layout::new(&operator, Area::Calendar).await?,
        t,
        key,
        words,
        entries: &entries,
        last: entries.iter().map(|entry| entry.appointment.key).max().unwrap_or_default(),
    };
    layout::page(StatusCode::OK, &page)
}

/// `POST /planner/appointments/{key}/source`: cancels what was shown, up to key `last`.
pub async fn cancel_source(operator: Operator, ApiPath(key): ApiPath<AppointmentKey>, form: FormData) -> PageResult {
    let last = form.text("last").parse().map_err(|_| ApiError::not_found())?;
    match source::cancel_from_same(&operator.app.store, key, last, operator.user.id).await {
        Ok(0) => Ok(Redirect::to(&address_of(key)).into_response()),
        Ok(_) => Ok(operator.done("/planner", InboxTexts::of(operator.language).did_cancel_source())),
        Err(error) => Err(error.into()),
    }
}
