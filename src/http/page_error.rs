//! The same errors for people: a page in German or English that says what happened and what to do next.
//! It stands alone, so that it can be shown when nothing else works.

use super::assets;
use super::error::{self, ApiError, Code};
use super::request_context::RequestContext;
use crate::domain::shop::Language;
use askama::Template;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};

/// What a page answers when it cannot show what was asked for.
#[derive(Debug)]
pub struct PageError {
    error: ApiError,
    language: Option<Language>,
}

impl PageError {
    /// The page in a language that is known better than from the request, the booking's for example.
    pub fn in_language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// Its code.
    pub fn code(&self) -> Code {
        self.error.code()
    }
}

impl<E: Into<ApiError>> From<E> for PageError {
    fn from(error: E) -> Self {
        Self { error: error.into(), language: None }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    language: &'static str,
    title: &'a str,
    sentence: &'a str,
    home: &'a str,
    /// The label and the id under which the cause was logged.
    reference: Option<(&'a str, String)>,
    stylesheet: String,
}

impl IntoResponse for PageError {
    fn into_response(mut self) -> Response {
        self.error.log_cause();
        let context = RequestContext::current();
        let language = self.language.or(context.map(|context| context.language)).unwrap_or(Language::De);
        let code = self.error.code();
        let (title, sentence) = words(code, language);
        let (home, reference) = match language {
            Language::De => ("Zur Terminbuchung", "Fehlernummer"),
            Language::En => ("Go to the booking page", "Reference"),
        };
        let logged = context.filter(|_| code.status().is_server_error());
        let page = ErrorPage {
            language: language.tag(),
            title,
            sentence,
            home,
            reference: logged.map(|context| (reference, context.id.to_string())),
            stylesheet: assets::asset_url("error.css"),
        };
        // Rendering into a string only fails where a value's own Display does; these are strings.
        let html = page.render().unwrap_or_else(|_| title.to_owned());
        let mut response = (code.status(), [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response();
        error::set_retry_after(&mut response, self.error.retry_after_seconds());
        response
    }
}

/// Title and sentence for a person. Codes that only programs meet share one.
pub(super) const fn words(code: Code, language: Language) -> (&'static str, &'static str) {
    match language {
        Language::De => words_de(code),
        Language::En => words_en(code),
    }
}

const fn words_de(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::NotFound => ("Seite nicht gefunden", "Unter dieser Adresse gibt es nichts. Bitte prüfen Sie den Link."),
        Code::SignInRequired => ("Bitte melden Sie sich an", "Dafür müssen Sie angemeldet sein."),
        Code::NotAllowed => ("Das darf nur ein Inhaber", "Bitte wenden Sie sich an jemanden mit einem Inhaber-Konto."),
        Code::UnknownService => {
            ("Termin nicht buchbar", "Diesen Termin gibt es hier nicht mehr. Bitte wählen Sie einen anderen.")
        }
        Code::UnknownToken => (
            "Termin nicht gefunden",
            "Zu diesem Link gibt es keinen Termin. Bitte öffnen Sie den vollständigen Link aus Ihrer E-Mail.",
        ),
        Code::SlotTaken | Code::NotOffered => {
            ("Diese Zeit ist nicht mehr frei", "Bitte gehen Sie zurück und wählen Sie eine andere Zeit.")
        }
        Code::TooManyBookings => (
            "Zu viele offene Termine",
            "Für diese E-Mail-Adresse sind schon mehrere Termine offen. Bitte sagen Sie einen davon ab oder rufen Sie uns an.",
        ),
        Code::TooLate => {
            ("Zu kurzfristig", "So kurz vor dem Termin geht das nicht mehr online. Bitte rufen Sie uns an.")
        }
        Code::NotChangeable => ("Nicht mehr änderbar", "Dieser Termin lässt sich nicht mehr ändern."),
        Code::RateLimited => (
            "Einen Moment bitte",
            "Es kamen sehr viele Anfragen von Ihrem Anschluss. Bitte versuchen Sie es gleich noch einmal.",
        ),
        Code::Internal => (
            "Da ist etwas schiefgegangen",
            "Der Fehler liegt bei uns. Bitte versuchen Sie es später noch einmal oder rufen Sie uns an.",
        ),
        Code::Busy | Code::Stopping => {
            ("Gerade überlastet", "Bitte laden Sie die Seite in ein paar Sekunden noch einmal.")
        }
        _ => ("Das konnten wir nicht lesen", "Bitte gehen Sie zurück und versuchen Sie es noch einmal."),
    }
}

const fn words_en(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::NotFound => ("Page not found", "There is nothing at this address. Please check the link."),
        Code::SignInRequired => ("Please sign in", "You need to be signed in for this."),
        Code::NotAllowed => ("For owners only", "Please ask somebody who has an owner's account."),
        Code::UnknownService => {
            ("Not available", "This appointment is no longer offered here. Please choose another one.")
        }
        Code::UnknownToken => (
            "Appointment not found",
            "There is no appointment behind this link. Please open the whole link from your e-mail.",
        ),
        Code::SlotTaken | Code::NotOffered => {
            ("This time is no longer free", "Please go back and choose another time.")
        }
        Code::TooManyBookings => (
            "Too many open appointments",
            "There are several open appointments for this e-mail address already. Please cancel one of them or call us.",
        ),
        Code::TooLate => ("Too late", "So shortly before the appointment this cannot be done online. Please call us."),
        Code::NotChangeable => ("No longer changeable", "This appointment can no longer be changed."),
        Code::RateLimited => {
            ("One moment please", "Very many requests came from your connection. Please try again in a moment.")
        }
        Code::Internal => ("Something went wrong", "This is a fault of ours. Please try again later or call us."),
        Code::Busy | Code::Stopping => ("Busy right now", "Please load the page again in a few seconds."),
        _ => ("We could not read this", "Please go back and try again."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;
    use http_body_util::BodyExt;

    async fn page(error: PageError) -> (StatusCode, String) {
        let response = error.into_response();
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_person_reads_a_page_in_the_language_asked_for() {
        let (status, html) = page(PageError::from(ApiError::unknown_token()).in_language(Language::En)).await;
        assert_eq!(status, 404);
        assert!(html.contains("<html lang=\"en\">") && html.contains("Appointment not found"), "{html}");
        let (_, html) = page(PageError::from(ApiError::unknown_token()).in_language(Language::De)).await;
        assert!(html.contains("<html lang=\"de\">") && html.contains("Termin nicht gefunden"), "{html}");
    }

    #[tokio::test]
    async fn a_fault_of_ours_tells_nothing_of_its_cause() {
        let (status, html) = page(ApiError::internal("disk /secret is full").into()).await;
        assert_eq!(status, 500);
        assert!(!html.contains("secret"));
    }

    #[test]
    fn every_code_has_words_in_both_languages() {
        for code in Code::ALL {
            for language in [Language::De, Language::En] {
                let (title, sentence) = words(code, language);
                assert!(!title.is_empty() && sentence.ends_with('.'), "{code:?} {language:?}");
            }
        }
    }
}
