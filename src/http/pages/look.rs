//! The customer's pages below `/t/{token}` as arguments of a handler: the booking that the link opens, in the reader's
//! language, by a link (`ByLink`) or by a button (`ByButton`).

use super::choice::{Summary, with_resource};
use super::layout;
use super::layout::Layout;
use crate::domain::shop::{Language, Resource, Venue};
use crate::domain::snapshot::CalendarSnapshot;
use crate::domain::url::url;
use crate::http::api::refusals::problem;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::extract::{ApiPath, ApiQuery, PageForm};
use crate::http::state::App;
use crate::operations::booking;
use crate::operations::booking::{Booked, Error, Shown};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use serde::Deserialize;
use std::sync::Arc;

/// The query of the customer's pages.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ManageQuery {
    pub lang: String,
    pub from: String,
    pub start: String,
    /// `grid` or `list`; otherwise as the shop has it.
    pub view: String,
    /// The month of the calendar that is wanted instead of the week.
    pub month: String,
    /// What was just done: `moved`, `cancelled` or `confirmed`.
    pub note: String,
    /// The second secret, in links of mails.
    m: String,
}

/// What a button posts; each form sends the fields it needs.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ButtonForm {
    /// The second secret.
    m: String,
    /// The new time.
    pub start: String,
    /// Whether a reminder is wanted: `yes`, or anything else.
    pub reminder: String,
}

/// A booking opened by its link. Rejects with 404 where there is none.
pub struct ByLink {
    pub look: Look,
    pub query: ManageQuery,
}

impl FromRequestParts<App> for ByLink {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let (token, query) = address(parts, app).await?;
        let look = Look::new(app, parts, token, query.m.clone(), &query.lang).await?;
        Ok(Self { look, query })
    }
}

/// A booking whose button was pressed. The secret in the address proves it, whatever page the button stood on: no cookie
/// takes part. Comes last among a handler's arguments.
pub struct ByButton {
    pub look: Look,
    pub form: ButtonForm,
}

impl FromRequest<App> for ByButton {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let (mut parts, body) = request.into_parts();
        let (token, query) = address(&mut parts, app).await?;
        let request = Request::from_parts(parts.clone(), body);
        let PageForm(form) = PageForm::<ButtonForm>::from_request(request, app).await?;
        let look = Look::new(app, &parts, token, form.m.clone(), &query.lang).await?;
        Ok(Self { look, form })
    }
}

async fn address(parts: &mut Parts, app: &App) -> Result<(String, ManageQuery), PageError> {
    let ApiPath(token) = ApiPath::<String>::from_request_parts(parts, app).await?;
    let ApiQuery(query) = ApiQuery::<ManageQuery>::from_request_parts(parts, app).await?;
    Ok((token, query))
}

/// One look at a booking by its customer.
pub struct Look {
    pub planning: Arc<CalendarSnapshot>,
    pub booked: Booked,
    pub frame: Layout,
    pub summary: Summary,
    /// The service, with the room that was chosen: where persons stand in a line of their own.
    pub service: String,
    /// Where it takes place, and with whom.
    pub venue: Venue,
    /// `/t/{token}`
    pub path: String,
    /// The language as the address asks for it.
    pub lang: String,
    /// What opened it.
    pub shown: Shown,
    /// The second secret where it is the right one, to go on with; empty otherwise.
    pub m: String,
    pub can_change: bool,
}

impl Look {
    /// Finds the booking and speaks its language.
    async fn new(app: &App, parts: &Parts, token: String, mail_secret: String, lang: &str) -> Result<Self, PageError> {
        let planning = app.planning();
        let calendar = &planning.calendar;
        let shop = &calendar.shop;
        let found = booking::find(&app.store, token.clone()).await;
        let unknown = |error| PageError::from(problem(error, shop.time_zone)).with_phone(shop.phone.as_deref());
        let booked = found.map_err(unknown)?;
        let language = layout::language(shop, Some(lang), Some(booked.booking.language), &parts.headers);
        let path = format!("/t/{}", booked.booking.token);
        let m = if booked.is_shown_by_mail(&mail_secret) { mail_secret.clone() } else { String::new() };
        let other = |language: Language| url(&path, &[("m", &m), ("lang", language.tag())]);
        let frame = Layout::new(shop, language, false).with_languages(shop, other);
        let (start, end) = (booked.appointment.start, booked.appointment.end);
        let booked_service = booked.service(calendar);
        let assigned = booked_service.and_then(|service| planning.assigned(service, booked.appointment.key, start));
        let named = |resource| {
            booked_service.map(|service| with_resource(service.name_in(language), resource)).unwrap_or_default()
        };
        let venue = booking::venue(&app.store, booked.appointment.key).await.map_err(ApiError::from)?;
        let is_person = |resource: &&Resource| venue.persons.iter().any(|name| **name == *resource.name);
        let service = named(assigned.filter(|resource| !is_person(resource)));
        let summary = Summary::new(&planning, language, named(assigned), start, end).at(venue.place, language);
        let can_change = booked.can_change(calendar, app.clock.now());
        let (shown, lang) = (Shown { token, mail_secret }, lang.to_owned());
        Ok(Self { planning, booked, frame, summary, service, venue, path, lang, shown, m, can_change })
    }

    /// The shop's time zone.
    pub fn zone(&self) -> Tz {
        self.planning.calendar.shop.time_zone
    }

    /// A page of this booking.
    pub fn url(&self, step: &str, query: &[(&str, &str)]) -> String {
        let mut all = query.to_vec();
        all.extend([("m", self.m.as_str()), ("lang", self.lang.as_str())]);
        url(&format!("{}{step}", self.path), &all)
    }

    /// Where a form of this booking goes; the second secret travels in a field of it.
    pub fn action(&self, step: &str) -> String {
        url(&format!("{}{step}", self.path), &[("lang", self.lang.as_str())])
    }

    /// To a page of this booking, after a button.
    pub fn redirect(&self, step: &str) -> Response {
        Redirect::to(&self.url(step, &[])).into_response()
    }

    /// To the booking's first page, with word of what was done.
    pub fn redirect_with(&self, note: &str) -> Response {
        Redirect::to(&self.url("", &[("note", note)])).into_response()
    }

    /// Why an operation on this booking was refused.
    pub fn problem(&self, error: Error) -> ApiError {
        problem(error, self.zone())
    }

    /// The page that says so, in the reader's language.
    pub fn error_page(&self, error: ApiError) -> PageError {
        PageError::from(error).in_language(self.frame.language)
    }
}
