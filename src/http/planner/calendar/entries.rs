//! `GET /planner/calendar/entries`: what the calendar's script draws, on the wall clock of the shop and without any offset:
//! the tablet's own zone never comes into it.

use super::drawing::Entries;
use super::picture::Picture;
use super::view_state::{ViewQuery, ViewState};
use crate::domain::wall_clock::span_of;
use crate::http::planner::prelude::*;
use crate::operations::calendar::{Found, within};

/// `GET /planner/calendar/entries`
pub async fn list_entries(operator: Operator, ApiQuery(query): ApiQuery<ViewQuery>) -> Result<Json<Entries>, ApiError> {
    let planning = operator.app.planning();
    let calendar = &planning.calendar;
    let place = ViewState::new(&operator.app, calendar, &query);
    let found = load(&operator, calendar, &place).await?;
    let words = Words::new(operator.language, calendar);
    Ok(Json(Picture::new(&place, &found, words).draw(Minute::floor(operator.app.clock.now()))))
}

/// What takes place there.
pub async fn load(operator: &Operator, calendar: &Calendar, place: &ViewState) -> Result<Found, ApiError> {
    let mut found = within(&operator.app.store, span_of(&place.dates(), calendar)).await?;
    found.entries = found.entries.into_iter().map(|entry| operator.reads(entry)).collect();
    found.entries.retain(|entry| {
        let wanted = place.resource.as_ref().is_none_or(|id| entry.resources.contains(id));
        wanted && (place.all || entry.appointment.status.blocks())
    });
    found.elsewhere.retain(|busy| place.resource.as_ref().is_none_or(|id| busy.resource == *id));
    Ok(found)
}
