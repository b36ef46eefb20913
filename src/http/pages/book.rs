//! `POST /`: books, or shows the form again with everything that was typed.

use super::booking_page::week_page;
use super::choice::moment;
use super::choice::{Choice, Summary, Visit, read_from, read_start, with_names};
use super::days::Days;
use super::form::{BookingForm, FormPage, Trouble, new_key};
use super::layout;
use super::layout::Layout;
use super::manage::calendar;
use crate::domain::appointment::Status;
use crate::domain::shop::Venue;
use crate::domain::values::Faults;
use crate::http::api::bookings::{booking_once, looks_automatic};
use crate::http::api::refusals::wrong_fields;
use crate::http::client_address::ClientAddress;
use crate::http::error::messages;
use crate::http::error::page::PageError;
use crate::http::error::{self, ApiError, Code};
use crate::http::extract::PageForm;
use crate::http::middleware::request_context::Reader;
use crate::http::middleware::same_origin::is_same_origin;
use crate::http::state::App;
use crate::operations::booking::Booked;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

/// The answer to a booking. It is the answer itself, not an address to be led to: no link in a log or a history holds the
/// secret, and sending the form again by a reload shows the same booking.
#[derive(Template)]
#[template(path = "pages/done.html")]
struct DonePage {
    frame: Layout,
    title: &'static str,
    summary: Summary,
    mail: String,
    /// The calendar file, once there is an appointment.
    calendar: Option<String>,
    manage: String,
    again: String,
}

/// Books, or goes to another time with everything that was typed.
///
/// No cookie takes part, so a page of another site could only send what anybody may send. A booking must come from a page
/// of ours all the same: it says so by its origin, or by the key that was written into it, where the browser hides the
/// origin (a sandboxed frame) or a proxy changes the host.
pub async fn book(
    State(app): State<App>,
    client: ClientAddress,
    headers: HeaderMap,
    PageForm(mut form): PageForm<BookingForm>,
) -> Result<Response, PageError> {
    let planning = app.planning();
    let visit = Visit {
        planning: &planning,
        now: app.clock.now(),
        language: layout::language(&planning.calendar.shop, Some(&form.lang), None, &headers),
        lang: form.lang.clone(),
        view: None,
        embed: form.embed == "1",
        sends_mail: app.sends_mail().await?,
    };
    form.lang = visit.language.tag().to_owned();
    let choice = Choice::read(&planning, &form.service, &form.resource)?.ok_or_else(ApiError::unknown_service)?;
    if !form.week.is_empty() {
        let week = choice.week_of_buttons(&visit).build(read_from(&form.week)?);
        return layout::page(StatusCode::OK, &week_page(&visit, &choice, Days::Week(Box::new(week)), form.kept()));
    }
    if !form.choose.is_empty() {
        form.start = std::mem::take(&mut form.choose);
        let start = read_start(&form.start)?;
        let trouble = Trouble::of_start(&visit, &choice, start);
        return layout::page(StatusCode::OK, &FormPage::new(&visit, &choice, &form, start, trouble));
    }
    if !form.website.is_empty() {
        return Err(looks_automatic().into());
    }
    let is_ours = is_same_origin(&headers, &app.settings.public_url) || form.has_our_key()?;
    if !is_ours {
        form.key = new_key()?;
    }
    match form.typed().parse(&planning.calendar) {
        Err(faults) => wrong(&visit, &choice, &form, &faults),
        Ok(_) if !is_ours => {
            let trouble = Trouble::Refused(visit.texts().send_again().to_owned());
            let page = FormPage::new(&visit, &choice, &form, read_start(&form.start)?, trouble);
            layout::page(Code::ForeignForm.status(), &page)
        }
        Ok(place) => match booking_once(&app, client, place, form.idempotency()?).await {
            Ok((booked, venue)) => {
                // Nobody is promised a mail that cannot come.
                let email = visit.sends_mail.then(|| form.email.trim());
                done(&visit, &choice, email, &booked, &venue)
            }
            Err(error) => refused(&app, visit, &choice, form, error),
        },
    }
}

fn wrong(visit: &Visit<'_>, choice: &Choice<'_>, form: &BookingForm, faults: &Faults) -> Result<Response, PageError> {
    let page = |start| FormPage::new(visit, choice, form, start, Trouble::Fields(faults));
    match read_start(&form.start).ok().map(page).filter(|page| page.shows(faults)) {
        Some(page) => layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page),
        // No field of the form can be corrected, so it is no person's fault.
        None => Err(wrong_fields(faults, visit.language).into()),
    }
}

/// The answer; `email` is where the mail goes; `None`: the shop sends none.
fn done(
    visit: &Visit<'_>,
    choice: &Choice<'_>,
    email: Option<&str>,
    booked: &Booked,
    venue: &Venue,
) -> Result<Response, PageError> {
    let appointment = &booked.appointment;
    // The page in another language would be another request; there is nothing left to choose.
    let frame = Layout { languages: Vec::new(), ..visit.frame(&[]) };
    let name = with_names(choice.service.name_in(visit.language), choice.resource, &venue.persons);
    let (t, zone) = (frame.t, visit.planning.calendar.shop.time_zone);
    let requested = appointment.status == Status::Requested;
    let until = booked.confirm_by().map(|until| moment(until, visit.now, zone, visit.language));
    let page = DonePage {
        title: match until {
            Some(_) => t.not_booked_yet(),
            None if requested => t.requested(),
            None => t.confirmed(),
        },
        summary: Summary::new(visit.planning, visit.language, name, appointment.start, appointment.end)
            .at(venue.place, visit.language),
        mail: match &until {
            Some(until) => t.confirm_by_mail(until),
            None => match email {
                None => t.without_mail().to_owned(),
                Some(email) if requested => t.mail_request(email),
                Some(email) => t.mail_confirmation(email),
            },
        },
        calendar: until.is_none().then(|| format!("/t/{}{}", booked.booking.token, calendar::STEP)),
        // The booking keeps its own language.
        manage: format!("/t/{}", booked.booking.token),
        again: visit.url(&[]),
        frame,
    };
    layout::page(StatusCode::CREATED, &page)
}

/// The form once more. A lost time offers others as of now, not as of when the form was read.
fn refused(
    app: &App,
    visit: Visit<'_>,
    choice: &Choice<'_>,
    mut form: BookingForm,
    mut error: ApiError,
) -> Result<Response, PageError> {
    error.log_cause();
    let start = read_start(&form.start)?;
    let (planning, now) = (app.planning(), app.clock.now());
    let visit = Visit { planning: &planning, now, ..visit };
    let trouble = match error.code() {
        Code::SlotTaken => Trouble::Lost { taken: true },
        Code::NotOffered => Trouble::Lost { taken: false },
        Code::IdempotencyKeyReused => {
            form.key = new_key()?;
            Trouble::Refused(visit.texts().key_reused().to_owned())
        }
        code => Trouble::Refused(messages::words(code, Reader::Customer, visit.language).1.to_owned()),
    };
    let choice = match Choice::read(&planning, &form.service, &form.resource) {
        Ok(Some(fresh)) => fresh,
        _ => *choice,
    };
    let mut response = layout::page(error.code().status(), &FormPage::new(&visit, &choice, &form, start, trouble))?;
    error::set_retry_after(&mut response, error.retry_after_seconds());
    Ok(response)
}
