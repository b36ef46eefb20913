//! The same errors for people: a page in German or English that says what happened and what to do next.
//! It stands alone, so that it can be shown when nothing else works.

use super::super::assets;
use super::super::error;
use super::super::middleware::request_context::{Reader, RequestContext, RequestId};
use super::messages;
use super::{ApiError, Code};
use crate::domain::shop::Language;
use crate::i18n::direction;
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
    direction: &'static str,
    title: &'a str,
    sentence: &'a str,
    /// The way on: address and label.
    home: (&'a str, &'a str),
    /// The label and the id under which the cause was logged.
    reference: Option<(&'a str, String)>,
    stylesheet: String,
}

/// What a page of refusal says, kept with the answer: the planner puts it into its own frame.
#[derive(Clone, Copy, Debug)]
pub struct ErrorPageContext {
    /// Why.
    pub code: Code,
    /// The id under which the cause was logged.
    pub logged: Option<RequestId>,
}

impl IntoResponse for PageError {
    fn into_response(mut self) -> Response {
        self.error.log_cause();
        let context = RequestContext::current();
        let language = self.language.or(context.map(|context| context.language)).unwrap_or(Language::De);
        let reader = context.map_or(Reader::Customer, |context| context.reader);
        let code = self.error.code();
        let logged = context.filter(|_| code.status().is_server_error()).map(|context| context.id);
        let (title, sentence) = messages::words(code, reader, language);
        let page = ErrorPage {
            language: language.tag(),
            direction: direction(language).word(),
            title,
            sentence,
            home: messages::home(code, reader, language),
            reference: logged.map(|id| (messages::reference(language), id.to_string())),
            stylesheet: assets::asset_url("error.css"),
        };
        // Rendering into a string only fails where a value's own Display does; these are strings.
        let html = page.render().unwrap_or_else(|_| title.to_owned());
        let mut response = (code.status(), [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response();
        error::set_retry_after(&mut response, self.error.retry_after_seconds());
        response.extensions_mut().insert(ErrorPageContext { code, logged });
        response
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
        assert!(html.contains("<html lang=\"en\" dir=\"ltr\">") && html.contains("Appointment not found"), "{html}");
        let (_, html) = page(PageError::from(ApiError::unknown_token()).in_language(Language::De)).await;
        assert!(html.contains("<html lang=\"de\" dir=\"ltr\">") && html.contains("Termin nicht gefunden"), "{html}");
    }

    #[tokio::test]
    async fn a_fault_of_ours_tells_nothing_of_its_cause() {
        let (status, html) = page(ApiError::internal("disk /secret is full").into()).await;
        assert_eq!(status, 500);
        assert!(!html.contains("secret"));
    }
}
