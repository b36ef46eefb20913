//! `/t/{token}/not-me`: for who gets mails about an appointment and knows nothing of it. Looking changes nothing; the
//! button does, and only for who came by a mail's link.

use super::choice::Summary;
use super::layout;
use super::layout::Layout;
use super::manage::{Arrival, Look, ManageQuery, PressForm};
use crate::domain::shop::Language;
use crate::http::api::refusals::problem;
use crate::http::error::Code;
use crate::http::error::page::PageError;
use crate::http::extract::{ApiPath, ApiQuery, ExtractRejection, PageForm};
use crate::http::middleware::same_origin::SameOrigin;
use crate::http::state::App;
use crate::operations::booking::disown;
use crate::operations::booking::disown::Standing;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

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
pub async fn ask_whether_booked(
    State(app): State<App>,
    headers: HeaderMap,
    token: Result<ApiPath<String>, ExtractRejection>,
    query: Result<ApiQuery<ManageQuery>, ExtractRejection>,
) -> Result<Response, PageError> {
    let (ApiPath(token), ApiQuery(query)) = (token?, query?);
    let planning = app.planning();
    let look = Look::new(&app, &planning, Arrival::by_link(token, &query), &headers).await?;
    let standing = disown::standing(&app.store, look.shown.clone()).await;
    let standing = standing.map_err(|error| problem(error, planning.calendar.shop.time_zone))?;
    layout::page(StatusCode::OK, &page(look, standing))
}

/// They did not book it.
pub async fn disown(
    _: SameOrigin,
    State(app): State<App>,
    headers: HeaderMap,
    token: Result<ApiPath<String>, ExtractRejection>,
    query: Result<ApiQuery<ManageQuery>, ExtractRejection>,
    PageForm(form): PageForm<PressForm>,
) -> Result<Response, PageError> {
    let (ApiPath(token), ApiQuery(query)) = (token?, query?);
    let planning = app.planning();
    let look = Look::new(&app, &planning, Arrival::by_button(token, &query, form.m), &headers).await?;
    let outcome = disown::disown(&app.store, look.shown.clone()).await;
    match outcome.map_err(|error| problem(error, planning.calendar.shop.time_zone)) {
        // The page says how things stand now, also where nothing could be done.
        Ok(()) => {}
        Err(error) if error.code() == Code::NotChangeable => {}
        Err(error) => return Err(PageError::from(error).in_language(look.frame.language)),
    }
    Ok(Redirect::to(&look.url(STEP, &[])).into_response())
}

fn page(look: Look, standing: Standing) -> NotMePage {
    let language = look.frame.language;
    let (title, sentence) = words(standing, &look, language);
    let button = match standing {
        Standing::MayCallOff => Some(language.pick("Ja, das war ich nicht", "Yes, I did not book this")),
        Standing::MayTell => Some(language.pick("Ja, das ist nicht mein Termin", "Yes, this is not my appointment")),
        Standing::NotByMail | Standing::Disowned | Standing::Proven => None,
    };
    let way = match standing {
        Standing::Proven => Some((look.url("", &[]), look.frame.t.manage)),
        _ => None,
    };
    let action = look.action(STEP);
    NotMePage { title, sentence, button, action, way, m: look.m, frame: look.frame, summary: look.summary }
}

fn words(standing: Standing, look: &Look, language: Language) -> (&'static str, &'static str) {
    let (de, en) = match standing {
        Standing::MayCallOff => (
            (
                "Haben Sie diesen Termin nicht gebucht?",
                "Dann sagen wir ihn ab. An Ihre Adresse schicken wir keine E-Mail mehr.",
            ),
            (
                "Did you not book this appointment?",
                "Then we will cancel it. We will send no more e-mail to your address.",
            ),
        ),
        Standing::MayTell => (
            (
                "Ist das nicht Ihr Termin?",
                "Dann ist Ihre Adresse wohl aus Versehen eingetragen. Wir schicken Ihnen keine E-Mail mehr.",
            ),
            (
                "Is this not your appointment?",
                "Then your address was probably entered by mistake. We will send you no more e-mail.",
            ),
        ),
        Standing::Disowned if look.booked.booking.online => (
            ("Danke für Ihre Nachricht", "Der Termin ist abgesagt. An Ihre Adresse schicken wir keine E-Mail mehr."),
            ("Thank you for telling us", "The appointment is cancelled. We will send no more e-mail to your address."),
        ),
        Standing::Disowned => (
            ("Danke für Ihre Nachricht", "An Ihre Adresse schicken wir keine E-Mail mehr."),
            ("Thank you for telling us", "We will send no more e-mail to your address."),
        ),
        Standing::Proven => (
            (
                "Mit Ihrer Adresse wurde schon bestätigt",
                "Über einen Link in unseren E-Mails hat jemand schon einmal etwas bestätigt. Diesen Termin können Sie \
                 absagen wie jeden anderen.",
            ),
            (
                "Your address has confirmed before",
                "By a link in our e-mails, somebody has confirmed something before. You can cancel this appointment as any \
                 other.",
            ),
        ),
        Standing::NotByMail => (
            ("Bitte nehmen Sie den Link aus der E-Mail", "Nur er zeigt, dass Ihnen die E-Mail-Adresse gehört."),
            ("Please use the link in the e-mail", "Only that link shows that the e-mail address is yours."),
        ),
    };
    language.pick(de, en)
}
