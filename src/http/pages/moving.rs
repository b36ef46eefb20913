//! `/t/{token}/move`: another time for a booking. The week is links, the last step a form.

use super::choice::{Summary, read_from, read_start};
use super::days::Days;
use super::layout;
use super::layout::Layout;
use super::look::{ByButton, ByLink, Look, ManageQuery};
use super::week::{Target, Way, Ways, WeekBuilder};
use crate::domain::appointment::Status;
use crate::domain::ids::ResourceId;
use crate::domain::schedule;
use crate::domain::schedule::{Audience, AvailabilityQuery, Moving};
use crate::domain::shop::{Language, Service, WidgetView};
use crate::domain::time::Minute;
use crate::domain::url::url;
use crate::http::api::bookings::reschedule as reschedule_booked;
use crate::http::error::page::PageError;
use crate::http::error::{ApiError, Code};
use crate::http::state::App;
use crate::i18n::dates;
use crate::operations::booking;
use crate::operations::booking::Rejection;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

/// How many other times are offered for one that is lost.
const ALTERNATIVES: usize = 3;

#[derive(Template)]
#[template(path = "pages/move.html")]
struct MovePage {
    frame: Layout,
    summary: Summary,
    days: Days,
    /// The sentence and the other times, where the one chosen is gone.
    lost: Option<(&'static str, Vec<Way>)>,
    back: String,
}

#[derive(Template)]
#[template(path = "pages/move_confirm.html")]
struct ConfirmPage<'a> {
    frame: &'a Layout,
    before: &'a Summary,
    after: Summary,
    on_request: bool,
    start: String,
    action: String,
    m: &'a str,
    back: String,
}

/// A booking that may be moved, with what the grid for it depends on.
struct Movable<'a> {
    look: &'a Look,
    held: Vec<ResourceId>,
    service: &'a Service,
}

impl<'a> Movable<'a> {
    async fn new(app: &App, look: &'a Look) -> Result<Self, PageError> {
        let found = booking::find_with_resources(&app.store, look.shown.token.clone()).await;
        let (booked, held) = found.map_err(|error| look.problem(error))?;
        let service = booked.service(&look.planning.calendar);
        let service = service.ok_or_else(|| look.problem(Rejection::NotChangeable.into()))?;
        Ok(Self { look, held, service })
    }

    fn question(&self) -> AvailabilityQuery<'_> {
        let moving = Moving { appointment: self.look.booked.appointment.key, resources: &self.held };
        AvailabilityQuery { service: self.service, resource: None, moving: Some(moving), scope: Audience::Online }
    }

    fn is_own(&self, start: &str) -> Result<bool, ApiError> {
        Ok(read_start(start)? == self.look.booked.appointment.start)
    }

    /// The week with its links; `lost` is a start that cannot be had, and whether it was taken.
    fn page(&self, app: &App, query: &ManageQuery, lost: Option<(Minute, bool)>) -> Result<MovePage, PageError> {
        let (look, planning, zone) = (self.look, &*self.look.planning, self.look.zone());
        let (now, language) = (app.clock.now(), look.frame.language);
        let view = WidgetView::from_word(&query.view);
        let to = |target: Target<'_>| {
            let query = target.query(view.map_or("", WidgetView::word));
            look.url("/move", &query.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
        };
        let question = self.question();
        let (start, end) = (look.booked.appointment.start, look.booked.appointment.end);
        let view = view.unwrap_or(planning.calendar.shop.widget_view);
        let builder = WeekBuilder { planning, question, language, now, ways: Ways::Links(&to), view, own: Some(start) };
        let lost = lost.map(|(start, taken)| {
            let mut nearest = schedule::nearest_free(planning, &question, start, ALTERNATIVES, now);
            nearest.sort_unstable();
            let way = |start: Minute| builder.start(start, dates::soon(start, zone, language));
            (
                if taken { look.frame.t.taken() } else { look.frame.t.not_offered() },
                nearest.into_iter().map(way).collect(),
            )
        });
        let days = Days::read(&builder, &query.month, read_from(&query.from)?.or(Some(start.local_date(zone))))?;
        let summary =
            Summary::new(planning, language, look.summary.service.clone(), start, end).at(look.venue.place, language);
        let shop = &planning.calendar.shop;
        let other = |language: Language| {
            url(&format!("{}/move", look.path), &[("from", &query.from), ("m", &look.m), ("lang", language.tag())])
        };
        let frame = Layout::new(shop, language, false).with_languages(shop, other);
        Ok(MovePage { frame, summary, days, lost, back: look.url("", &[]) })
    }
}

/// The week to choose from, or the question whether to move to the start chosen.
pub async fn show_week(State(app): State<App>, ByLink { look, query }: ByLink) -> Result<Response, PageError> {
    if !look.can_change {
        return Ok(look.redirect(""));
    }
    let movable = Movable::new(&app, &look).await?;
    // Its own time is no move.
    if query.start.is_empty() || movable.is_own(&query.start)? {
        return layout::page(StatusCode::OK, &movable.page(&app, &query, None)?);
    }
    let start = read_start(&query.start)?;
    match schedule::decide(&look.planning, &movable.question(), start, app.clock.now()) {
        Ok(_) => layout::page(StatusCode::OK, &confirm_page(&movable, start, query.start)),
        Err(refusal) => layout::page(
            StatusCode::OK,
            &movable.page(&app, &ManageQuery::default(), Some((start, refusal.is_taken())))?,
        ),
    }
}

fn confirm_page<'a>(movable: &Movable<'a>, start: Minute, text: String) -> ConfirmPage<'a> {
    let (look, service) = (movable.look, movable.service);
    let end = start.plus(i64::from(service.duration_minutes));
    ConfirmPage {
        after: Summary::new(&look.planning, look.frame.language, look.summary.service.clone(), start, end)
            .at(look.venue.place, look.frame.language),
        on_request: service.status_on_booking == Status::Requested,
        start: text,
        action: look.action("/move"),
        m: &look.m,
        back: look.url("/move", &[]),
        before: &look.summary,
        frame: &look.frame,
    }
}

/// Moves the booking; where the time has just gone, the week once more.
pub async fn reschedule(State(app): State<App>, ByButton { look, form }: ByButton) -> Result<Response, PageError> {
    let start = read_start(&form.start)?;
    let outcome = reschedule_booked(&app, look.shown.clone(), start.to_utc()).await;
    let Err(error) = outcome.map_err(|error| look.problem(error)) else { return Ok(look.redirect_with("moved")) };
    match error.code() {
        Code::TooLate | Code::NotChangeable => Ok(look.redirect("")),
        code @ (Code::SlotTaken | Code::NotOffered) => {
            let look = Look { planning: app.planning(), ..look };
            let movable = Movable::new(&app, &look).await?;
            let page = movable.page(&app, &ManageQuery::default(), Some((start, code == Code::SlotTaken)))?;
            layout::page(StatusCode::CONFLICT, &page)
        }
        _ => Err(look.error_page(error)),
    }
}
