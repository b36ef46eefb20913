//! `/t/{token}/not-me`: for who gets mails about an appointment and knows nothing of it. Looking changes nothing; the
//! button does, and only for who came by a mail's link.

use super::choice::Summary;
use super::layout;
use super::layout::Layout;
use super::look::{ByButton, ByLink, Look};
use crate::http::error::Code;
use crate::http::error::page::PageError;
use crate::http::state::App;
use crate::operations::booking::disown;
use crate::operations::booking::disown::Standing;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

/// Below the page of its booking.
const STEP: &str = "/not-me";

#[derive(Template)]
#[template(path = "pages/not_me.html")]
struct NotMePage {
    frame: Layout,
    summary: Summary,
    title: &'static str,
    sentence: &'static str,
    /// What can be pressed, where something can.
    button: Option<&'static str>,
    action: String,
    m: String,
    /// The way to the appointment's own page.
    way: Option<(String, &'static str)>,
}

/// Asks, or says why there is nothing to ask.
pub async fn ask_whether_booked(State(app): State<App>, ByLink { look, .. }: ByLink) -> Result<Response, PageError> {
    let standing = disown::standing(&app.store, look.shown.clone()).await;
    let standing = standing.map_err(|error| look.problem(error))?;
    layout::page(StatusCode::OK, &page(look, standing))
}

/// They did not book it.
pub async fn disown(State(app): State<App>, ByButton { look, .. }: ByButton) -> Result<Response, PageError> {
    let outcome = disown::disown(&app.store, look.shown.clone()).await;
    match outcome.map_err(|error| look.problem(error)) {
        // The page says how things stand now, also where nothing could be done.
        Ok(()) => {}
        Err(error) if error.code() == Code::NotChangeable => {}
        Err(error) => return Err(look.error_page(error)),
    }
    Ok(look.redirect(STEP))
}

/// The refusal of what only a mail's link opens.
pub fn ask_for_mail(look: Look) -> Result<Response, PageError> {
    layout::page(StatusCode::FORBIDDEN, &page(look, Standing::NotByMail))
}

fn page(look: Look, standing: Standing) -> NotMePage {
    let t = look.frame.t;
    let (title, sentence) = words(standing, &look);
    let button = match standing {
        Standing::MayCallOff => Some(t.not_booked_yes()),
        Standing::MayTell => Some(t.not_mine_yes()),
        Standing::NotByMail | Standing::Disowned | Standing::Proven => None,
    };
    let way = match standing {
        Standing::Proven => Some((look.url("", &[]), t.manage())),
        _ => None,
    };
    let action = look.action(STEP);
    NotMePage { title, sentence, button, action, way, m: look.m, frame: look.frame, summary: look.summary }
}

/// The title and the sentence under it.
fn words(standing: Standing, look: &Look) -> (&'static str, &'static str) {
    let t = look.frame.t;
    match standing {
        Standing::MayCallOff => (t.not_booked_title(), t.not_booked()),
        Standing::MayTell => (t.not_mine_title(), t.not_mine()),
        Standing::Disowned if look.booked.booking.online => (t.disowned_title(), t.disowned_cancelled()),
        Standing::Disowned => (t.disowned_title(), t.disowned()),
        Standing::Proven => (t.proven_title(), t.proven()),
        Standing::NotByMail => (t.not_by_mail_title(), t.not_by_mail()),
    }
}
