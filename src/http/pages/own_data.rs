//! `/t/{token}/data`: what is held on the customer, to read (`sheets`) and as a file (`file`), and `…/data/erase`: the
//! request to erase it. Only for who came by a mail's link; looking changes nothing but the log.

mod file;
mod sheets;

use super::layout;
use super::layout::Layout;
use super::look::{ByButton, ByLink, Look};
use super::not_me;
use crate::domain::erasure::answer_by;
use crate::domain::time::Minute;
use crate::http::error::page::PageError;
use crate::http::error::{ApiError, Code};
use crate::http::state::App;
use crate::i18n::dates;
use crate::operations::own_data;
use crate::operations::own_data::{ErasureRequest, OwnData};
use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono_tz::Tz;
use sheets::Sheet;

/// Below the page of a booking.
pub const STEP: &str = "/data";
const FILE: &str = "/data.json";
const ERASE: &str = "/data/erase";

#[derive(Template)]
#[template(path = "pages/own_data.html")]
struct OwnDataPage {
    frame: Layout,
    /// Whose it is, and that the shop's notes are not in it.
    sentence: String,
    /// What became of their request of erasure, and why.
    asked: Option<(String, Option<String>)>,
    sheets: Vec<Sheet>,
    file: String,
    /// Where erasure is asked for; `None`: it was, and waits for the shop.
    erase: Option<String>,
    back: String,
}

#[derive(Template)]
#[template(path = "pages/erase.html")]
struct ErasePage {
    frame: Layout,
    sentence: String,
    /// Whether appointments are still to come.
    has_future: bool,
    action: String,
    m: String,
    back: String,
}

/// Everything that is held on them.
pub async fn show_own_data(State(app): State<App>, ByLink { look, .. }: ByLink) -> Result<Response, PageError> {
    let Some(data) = read(&app, &look, own_data::Look::Page).await? else { return not_me::ask_for_mail(look) };
    let (t, language, zone) = (look.frame.t, look.frame.language, look.zone());
    let page = OwnDataPage {
        sentence: t.own_data_of(&data.email_folded),
        asked: data.request.as_ref().map(|request| asked(request, zone, &look.frame)),
        sheets: sheets::of(&data, &look.planning.calendar, language),
        file: look.url(FILE, &[]),
        erase: (!data.is_asked()).then(|| look.url(ERASE, &[])),
        back: look.url("", &[]),
        frame: look.frame,
    };
    layout::page(StatusCode::OK, &page)
}

/// The same as a file.
pub async fn download_own_data(State(app): State<App>, ByLink { look, .. }: ByLink) -> Result<Response, PageError> {
    let Some(data) = read(&app, &look, own_data::Look::File).await? else { return not_me::ask_for_mail(look) };
    let text = serde_json::to_string_pretty(&file::to_json(&data, &look.planning.calendar, look.frame.language));
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", look.frame.t.own_data_file_name())),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text.map_err(ApiError::internal)?).into_response())
}

/// Says what happens, and asks.
pub async fn ask_to_erase(State(app): State<App>, ByLink { look, .. }: ByLink) -> Result<Response, PageError> {
    let Some(data) = read(&app, &look, own_data::Look::Page).await? else { return not_me::ask_for_mail(look) };
    if data.is_asked() {
        return Ok(look.redirect(STEP));
    }
    let (now, zone) = (Minute::floor(app.clock.now()), look.zone());
    let until = dates::long_day(answer_by(now, zone), look.frame.language);
    let page = ErasePage {
        sentence: look.frame.t.erase_own_what(until),
        has_future: data
            .visits
            .iter()
            .map(|held| &held.visit.appointment)
            .any(|one| one.status.is_open() && one.start > now),
        action: look.action(ERASE),
        back: look.url(STEP, &[]),
        m: look.m,
        frame: look.frame,
    };
    layout::page(StatusCode::OK, &page)
}

/// Asks the shop to erase it; the page says since when that is so.
pub async fn request_erasure(State(app): State<App>, ByButton { look, .. }: ByButton) -> Result<Response, PageError> {
    let asked = own_data::request_erasure(&app.store, look.shown.clone()).await;
    match asked.map_err(|error| look.problem(error)) {
        Ok(()) => Ok(look.redirect(STEP)),
        Err(error) if error.code() == Code::NotChangeable => not_me::ask_for_mail(look),
        Err(error) => Err(look.error_page(error)),
    }
}

/// `None`: no mail's link led here.
async fn read(app: &App, look: &Look, how: own_data::Look) -> Result<Option<OwnData>, PageError> {
    if look.m.is_empty() {
        return Ok(None);
    }
    let data = own_data::read(&app.store, look.shown.clone(), how).await;
    data.map(Some).map_err(|error| look.error_page(look.problem(error)))
}

fn asked(request: &ErasureRequest, zone: Tz, frame: &Layout) -> (String, Option<String>) {
    let day = |at: Minute| dates::long_day(at.local_date(zone), frame.language);
    let at = Minute::of_second(request.requested_at);
    let Some(declined_at) = request.declined_at else {
        let until = dates::long_day(answer_by(at, zone), frame.language);
        return (frame.t.erase_own_asked(day(at), until), None);
    };
    let reason = request.reason.as_ref().map(|reason| frame.t.erase_own_reason(reason.as_str()));
    (frame.t.erase_own_declined(day(at), day(Minute::of_second(declined_at))), reason)
}
