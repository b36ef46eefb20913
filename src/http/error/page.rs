//! Errors as pages in the reader's language: what happened and what to do next. They need no layout or database, so
//! that they can be shown when nothing else works.

use super::super::assets;
use super::super::error;
use super::super::middleware::request_context::{Reader, RequestContext, RequestId};
use super::messages;
use super::{ApiError, Code};
use crate::domain::phone::dialled;
use crate::domain::shop::Language;
use crate::i18n::messages::Customer;
use crate::i18n::{Texts, direction};
use askama::Template;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};

/// The error response of a page handler.
#[derive(Debug)]
pub struct PageError {
    error: ApiError,
    language: Option<Language>,
    /// The shop's telephone number, where the page can help by it.
    phone: Option<String>,
}

impl PageError {
    /// Sets a language that is known better than from the request, such as the booking's.
    pub fn in_language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// Adds the shop's telephone number, for a customer who does not get further.
    pub fn with_phone(mut self, phone: Option<&str>) -> Self {
        self.phone = phone.map(ToOwned::to_owned);
        self
    }

    /// Its code.
    pub fn code(&self) -> Code {
        self.error.code()
    }
}

impl<E: Into<ApiError>> From<E> for PageError {
    fn from(error: E) -> Self {
        Self { error: error.into(), language: None, phone: None }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    language: &'static str,
    direction: &'static str,
    title: &'a str,
    sentence: &'a str,
    /// The link of the page: URL and label.
    home: (&'a str, &'a str),
    /// Label and value of the request id under which the cause was logged.
    reference: Option<(&'a str, String)>,
    /// The words before the number, the number, and the link to it.
    call: Option<(&'a str, &'a str, String)>,
    stylesheet: String,
}

/// The content of an error page, attached to the response: the planner renders it in its own layout.
#[derive(Clone, Copy, Debug)]
pub struct ErrorPageContext {
    /// The problem code.
    pub code: Code,
    /// The request id under which the cause was logged.
    pub logged: Option<RequestId>,
}

impl IntoResponse for PageError {
    fn into_response(mut self) -> Response {
        self.error.log_cause();
        let context = RequestContext::current();
        let language = self.language.or(context.map(|context| context.language)).unwrap_or_default();
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
            call: self
                .phone
                .as_deref()
                .map(|phone| (Texts::<Customer>::of(language).call_us(), phone, format!("tel:{}", dialled(phone)))),
            stylesheet: assets::asset_url("error.css"),
        };
        // Rendering to a string fails only if a Display of a value does; all values are strings.
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
        let (status, html) = page(PageError::from(ApiError::unknown_token()).in_language(Language::ENGLISH)).await;
        assert_eq!(status, 404);
        assert!(html.contains("<html lang=\"en\" dir=\"ltr\">") && html.contains("Appointment not found"), "{html}");
        let (_, html) = page(PageError::from(ApiError::unknown_token()).in_language(Language::GERMAN)).await;
        assert!(html.contains("<html lang=\"de\" dir=\"ltr\">") && html.contains("Termin nicht gefunden"), "{html}");
    }

    #[tokio::test]
    async fn a_fault_of_ours_tells_nothing_of_its_cause() {
        let (status, html) = page(ApiError::internal("disk /secret is full").into()).await;
        assert_eq!(status, 500);
        assert!(!html.contains("secret"));
    }
}
