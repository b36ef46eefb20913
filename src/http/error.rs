//! Errors as reported to clients: problem details (RFC 9457), in the same shape everywhere.
//!
//! [`Code`] lists every code with its status and title in one table; [`ProblemBody`] is the shape. An [`ApiError`] is
//! a code with a sentence that says what to do, invalid fields, and additional members. API handlers return
//! `Result<_, ApiError>`; page handlers return [`PageError`], the same for people; layers, which serve both, use
//! [`answer`].
//!
//! A fault of the server is [`ApiError::internal`]: the client gets a fixed text; the cause is logged once, when the
//! error becomes a response, with the request id that the visitor sees, too. Causes must not contain names, addresses
//! or tokens.

pub mod code;
pub mod messages;
pub mod page;
pub mod problem;

pub use super::error::code::Code;
use super::error::page::PageError;
pub use super::error::problem::{FieldError, ProblemBody};
use super::middleware::request_context::RequestContext;
use crate::store::StoreError;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use std::borrow::Cow;
use std::error::Error;
use std::fmt;

/// The error response of an API handler.
pub struct ApiError(pub(super) Box<Parts>);

/// The parts of an [`ApiError`].
pub(super) struct Parts {
    pub(super) code: Code,
    pub(super) detail: Cow<'static, str>,
    pub(super) fields: Vec<FieldError>,
    pub(super) retry_after_seconds: Option<u64>,
    pub(super) members: serde_json::Map<String, serde_json::Value>,
    pub(super) cause: Option<Box<dyn Error + Send + Sync>>,
}

impl ApiError {
    /// A problem with a sentence that says what to do.
    pub fn new(code: Code, detail: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Parts {
            code,
            detail: detail.into(),
            fields: Vec::new(),
            retry_after_seconds: None,
            members: serde_json::Map::new(),
            cause: None,
        }))
    }

    /// 404: nothing at this path.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound, "There is nothing at this address. /api/v1/openapi.json lists what there is.")
    }

    /// 404: the query names a service that cannot be booked here.
    pub fn unknown_service() -> Self {
        Self::new(Code::UnknownService, "There is no such service. /api/v1/shop lists the services that can be booked.")
    }

    /// 404: no booking with this token.
    pub fn unknown_token() -> Self {
        Self::new(Code::UnknownToken, "There is no booking behind this link. Check that the link was copied whole.")
    }

    /// 422: values in the body are invalid.
    pub fn invalid_fields(fields: Vec<FieldError>) -> Self {
        Self::new(Code::InvalidFields, "Some values are not valid: correct the fields named and send it again.")
            .with_fields(fields)
    }

    /// 422: values in the query are invalid.
    pub fn invalid_query(fields: Vec<FieldError>) -> Self {
        Self::new(Code::InvalidQuery, "Some values in the query are not valid: correct the fields named and ask again.")
            .with_fields(fields)
    }

    /// 429: try again after so many seconds.
    pub fn rate_limited(detail: impl Into<Cow<'static, str>>, retry_after_seconds: u64) -> Self {
        Self::new(Code::RateLimited, detail).with_retry_after(retry_after_seconds)
    }

    /// 503: nothing was lost; the same request may be sent again.
    pub fn busy() -> Self {
        Self::new(Code::Busy, "The server is busy. Try again in a few seconds.").with_retry_after(2)
    }

    /// 503: the server is stopping.
    pub fn stopping() -> Self {
        Self::new(Code::Stopping, "The server is being restarted. Try again in a few seconds.").with_retry_after(5)
    }

    /// 500: a fixed text for the client, `cause` for the log.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Code::Internal, "This is a fault of ours; it has been logged. Try again later.").with_cause(cause)
    }

    /// Sets the cause to be logged.
    pub fn with_cause(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.cause = Some(cause.into());
        self
    }

    /// Adds the invalid fields.
    pub fn with_fields(mut self, fields: Vec<FieldError>) -> Self {
        self.0.fields = fields;
        self
    }

    /// Adds a member, such as `alternatives`.
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.0.members.insert(name.to_owned(), value.into());
        self
    }

    /// Sets `Retry-After`, in seconds.
    pub fn with_retry_after(mut self, seconds: u64) -> Self {
        self.0.retry_after_seconds = Some(seconds);
        self
    }

    /// Its code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// Its detail, in English.
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// The invalid fields.
    pub fn fields(&self) -> &[FieldError] {
        &self.0.fields
    }

    /// `Retry-After` in seconds, if set.
    pub fn retry_after_seconds(&self) -> Option<u64> {
        self.0.retry_after_seconds
    }

    /// Logs the cause once; called when the error becomes a response.
    pub(super) fn log_cause(&mut self) {
        let Some(cause) = self.0.cause.take() else { return };
        let mut text = cause.to_string();
        let mut source = cause.source();
        while let Some(deeper) = source {
            text = format!("{text}: {deeper}");
            source = deeper.source();
        }
        let id = RequestContext::current().map(|context| tracing::field::display(context.id));
        tracing::error!(request.id = id, cause = text, "a request failed");
    }
}

impl From<StoreError> for ApiError {
    /// Temporary errors are 503, so that the same request is sent again; any other is a fault of the server.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stopped => Self::stopping(),
            // Operations report this with alternatives; here the schema's trigger has refused the write.
            StoreError::Occupied => Self::new(Code::SlotTaken, "This time was just taken. Choose another one."),
            StoreError::Busy(_) | StoreError::Moved(_) | StoreError::NotCommitted(_) => Self::busy().with_cause(error),
            StoreError::Db(_) | StoreError::Unreadable(_) => Self::internal(error),
        }
    }
}

/// Sets the header.
pub(super) fn set_retry_after(response: &mut Response, seconds: Option<u64>) {
    if let Some(seconds) = seconds {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// A response for the reader of the request: a page for a person, problem details for a program. For layers, which
/// serve both.
pub fn answer(error: ApiError) -> Response {
    match RequestContext::current() {
        Some(context) if context.wants_page => PageError::from(error).into_response(),
        _ => error.into_response(),
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError").field("code", &self.0.code).field("cause", &self.0.cause).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;
    use http_body_util::BodyExt;
    use serde_json::{Value, json};

    async fn body_of(error: ApiError) -> (StatusCode, Value) {
        let response = error.into_response();
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&bytes).unwrap())
    }

    #[tokio::test]
    async fn a_problem_has_the_documented_shape() {
        let fields = vec![FieldError::new("customer.email", "invalid", "Not an e-mail address.")];
        let (status, body) = body_of(ApiError::invalid_fields(fields)).await;
        assert_eq!(status, 422);
        assert_eq!(
            body,
            json!({
                "type": "urn:problem-type:terminplaner:invalid_fields",
                "title": "Some values are not valid",
                "status": 422,
                "code": "invalid_fields",
                "detail": "Some values are not valid: correct the fields named and send it again.",
                "fields": [{"field": "customer.email", "code": "invalid", "message": "Not an e-mail address."}],
            })
        );
    }

    #[tokio::test]
    async fn members_of_its_own_stand_beside_the_others() {
        let error = ApiError::new(Code::SlotTaken, "Choose another time.").with("alternatives", json!(["x"]));
        let (status, body) = body_of(error).await;
        assert_eq!((status, &body["alternatives"]), (StatusCode::CONFLICT, &json!(["x"])));
    }

    #[tokio::test]
    async fn a_fault_of_ours_tells_nothing_of_its_cause() {
        let (status, body) = body_of(ApiError::internal("disk /secret is full")).await;
        assert_eq!((status, &body["code"]), (StatusCode::INTERNAL_SERVER_ERROR, &json!("internal")));
        assert!(!body.to_string().contains("secret"));
    }

    #[test]
    fn a_file_that_may_recover_is_503_and_any_other_fault_500() {
        let full = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL), None);
        assert_eq!(ApiError::from(StoreError::from(full)).code(), Code::Busy);
        assert_eq!(ApiError::from(StoreError::NotCommitted("disk".into())).code(), Code::Busy);
        assert_eq!(ApiError::from(StoreError::Stopped).code(), Code::Stopping);
        assert_eq!(ApiError::from(StoreError::Unreadable("row".into())).code(), Code::Internal);
        assert_eq!(ApiError::from(StoreError::Db(rusqlite::Error::QueryReturnedNoRows)).code(), Code::Internal);
    }

    #[test]
    fn waiting_is_told_in_the_header() {
        let response = ApiError::rate_limited("Wait.", 7).into_response();
        assert_eq!(response.headers()[header::RETRY_AFTER], "7");
    }
}
