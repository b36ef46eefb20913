//! What went wrong, as the outside is told it: problem details (RFC 9457), everywhere the same shape.
//!
//! [`Code`] lists every code there is, with its status and title, in one table. An [`ApiError`] is a code with a sentence
//! that says what to do, wrong fields, and members of its own. Handlers of the API answer `Result<_, ApiError>`; pages
//! answer [`PageError`](super::page_error::PageError), the same thing for people; layers, which serve both, use [`answer`].
//!
//! A fault of ours is [`ApiError::internal`]: the outside reads a fixed text, the cause goes to the log once, when the
//! error becomes an answer, with the request id that the visitor sees too. Causes must not hold names, addresses or tokens.

use super::page_error::PageError;
use super::request_context::RequestContext;
use crate::store::StoreError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use utoipa::ToSchema;

/// Every code of a problem. The word is part of the API: clients decide and translate by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// The body is not JSON at all.
    NotJson,
    /// The body is JSON, but a value has another type than described.
    WrongType,
    /// The body could not be read or is no form.
    InvalidBody,
    /// There is nothing at this address.
    NotFound,
    /// A query names a service that there is not, or that cannot be booked online.
    UnknownService,
    /// There is no booking behind this token.
    UnknownToken,
    /// The address exists, this method on it does not.
    MethodNotAllowed,
    /// A time of the grid that an appointment or the daily limit has taken.
    SlotTaken,
    /// A time that the calendar does not offer.
    NotOffered,
    /// The e-mail address holds as many open bookings as it may.
    TooManyBookings,
    /// Past the limit for cancelling and rescheduling.
    TooLate,
    /// The appointment has ended or was declined or cancelled.
    NotChangeable,
    /// The body is larger than allowed.
    BodyTooLarge,
    /// The body is no JSON by its own account.
    UnsupportedMediaType,
    /// Values in the body are wrong; `fields` names them.
    InvalidFields,
    /// Values in the query are wrong; `fields` names them.
    InvalidQuery,
    /// The idempotency key is empty, too long, or not printable ASCII.
    IdempotencyKeyInvalid,
    /// The idempotency key was used for another body.
    IdempotencyKeyReused,
    /// A field that people do not see was filled.
    LooksAutomatic,
    /// Too often; `Retry-After` says when to come back.
    RateLimited,
    /// A fault of ours.
    Internal,
    /// It took too long, or too much is waiting.
    Busy,
    /// The server is about to stop.
    Stopping,
}

impl Code {
    /// All of them, in the order of their statuses.
    pub const ALL: [Self; 23] = [
        Self::NotJson,
        Self::WrongType,
        Self::InvalidBody,
        Self::NotFound,
        Self::UnknownService,
        Self::UnknownToken,
        Self::MethodNotAllowed,
        Self::SlotTaken,
        Self::NotOffered,
        Self::TooManyBookings,
        Self::TooLate,
        Self::NotChangeable,
        Self::BodyTooLarge,
        Self::UnsupportedMediaType,
        Self::InvalidFields,
        Self::InvalidQuery,
        Self::IdempotencyKeyInvalid,
        Self::IdempotencyKeyReused,
        Self::LooksAutomatic,
        Self::RateLimited,
        Self::Internal,
        Self::Busy,
        Self::Stopping,
    ];

    /// The one table: status, word, title.
    const fn entry(self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::NotJson => (S::BAD_REQUEST, "not_json", "Not JSON"),
            Self::WrongType => (S::BAD_REQUEST, "wrong_type", "A value has the wrong type"),
            Self::InvalidBody => (S::BAD_REQUEST, "invalid_body", "The body cannot be read"),
            Self::NotFound => (S::NOT_FOUND, "not_found", "Not found"),
            Self::UnknownService => (S::NOT_FOUND, "unknown_service", "No such service"),
            Self::UnknownToken => (S::NOT_FOUND, "unknown_token", "No such booking"),
            Self::MethodNotAllowed => (S::METHOD_NOT_ALLOWED, "method_not_allowed", "Method not allowed"),
            Self::SlotTaken => (S::CONFLICT, "slot_taken", "This time is taken"),
            Self::NotOffered => (S::CONFLICT, "not_offered", "This time is not offered"),
            Self::TooManyBookings => (S::CONFLICT, "too_many_bookings", "Too many open bookings"),
            Self::TooLate => (S::CONFLICT, "too_late", "Too late to change"),
            Self::NotChangeable => (S::CONFLICT, "not_changeable", "This booking cannot be changed"),
            Self::BodyTooLarge => (S::PAYLOAD_TOO_LARGE, "body_too_large", "The body is too large"),
            Self::UnsupportedMediaType => {
                (S::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", "Unsupported media type")
            }
            Self::InvalidFields => (S::UNPROCESSABLE_ENTITY, "invalid_fields", "Some values are not valid"),
            Self::InvalidQuery => (S::UNPROCESSABLE_ENTITY, "invalid_query", "The query is not valid"),
            Self::IdempotencyKeyInvalid => {
                (S::UNPROCESSABLE_ENTITY, "idempotency_key_invalid", "The idempotency key is not valid")
            }
            Self::IdempotencyKeyReused => {
                (S::UNPROCESSABLE_ENTITY, "idempotency_key_reused", "The idempotency key was used before")
            }
            Self::LooksAutomatic => (S::UNPROCESSABLE_ENTITY, "looks_automatic", "This looks automatic"),
            Self::RateLimited => (S::TOO_MANY_REQUESTS, "rate_limited", "Too many requests"),
            Self::Internal => (S::INTERNAL_SERVER_ERROR, "internal", "A fault of ours"),
            Self::Busy => (S::SERVICE_UNAVAILABLE, "busy", "Busy"),
            Self::Stopping => (S::SERVICE_UNAVAILABLE, "stopping", "Stopping"),
        }
    }

    /// The status that goes with it.
    pub const fn status(self) -> StatusCode {
        self.entry().0
    }

    /// The stable word, as `code` tells it.
    pub const fn word(self) -> &'static str {
        self.entry().1
    }

    /// A few English words, the same for every problem of this code.
    pub const fn title(self) -> &'static str {
        self.entry().2
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// Its place in the body or query: `customer.email`.
    pub field: String,
    /// A stable word: `required`, `invalid`, `too_long`, …
    pub code: &'static str,
    /// A sentence.
    pub message: String,
}

impl FieldError {
    /// A wrong field.
    pub fn new(field: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self { field: field.into(), code, message: message.into() }
    }
}

/// What an operation of the API answers when it does not do what was asked.
pub struct ApiError(Box<Problem>);

struct Problem {
    code: Code,
    detail: Cow<'static, str>,
    fields: Vec<FieldError>,
    retry_after_seconds: Option<u64>,
    members: serde_json::Map<String, serde_json::Value>,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl ApiError {
    /// A problem with a sentence that says what to do.
    pub fn new(code: Code, detail: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Problem {
            code,
            detail: detail.into(),
            fields: Vec::new(),
            retry_after_seconds: None,
            members: serde_json::Map::new(),
            cause: None,
        }))
    }

    /// 404: nothing at this address.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound, "There is nothing at this address. /api/v1/openapi.json lists what there is.")
    }

    /// 404: a query names a service that cannot be booked here.
    pub fn unknown_service() -> Self {
        Self::new(Code::UnknownService, "There is no such service. /api/v1/shop lists the services that can be booked.")
    }

    /// 404: no booking behind this token.
    pub fn unknown_token() -> Self {
        Self::new(Code::UnknownToken, "There is no booking behind this link. Check that the link was copied whole.")
    }

    /// 422: values in the body are wrong.
    pub fn invalid_fields(fields: Vec<FieldError>) -> Self {
        Self::new(Code::InvalidFields, "Some values are not valid: correct the fields named and send it again.")
            .with_fields(fields)
    }

    /// 422: values in the query are wrong.
    pub fn invalid_query(fields: Vec<FieldError>) -> Self {
        Self::new(Code::InvalidQuery, "Some values in the query are not valid: correct the fields named and ask again.")
            .with_fields(fields)
    }

    /// 429: come back after so many seconds.
    pub fn rate_limited(detail: impl Into<Cow<'static, str>>, retry_after_seconds: u64) -> Self {
        Self::new(Code::RateLimited, detail).with_retry_after(retry_after_seconds)
    }

    /// 503: nothing was lost, the same request may be sent again.
    pub fn busy() -> Self {
        Self::new(Code::Busy, "The server is busy. Try again in a few seconds.").with_retry_after(2)
    }

    /// 503: the server is about to stop.
    pub fn stopping() -> Self {
        Self::new(Code::Stopping, "The server is being restarted. Try again in a few seconds.").with_retry_after(5)
    }

    /// 500: a fixed text for the outside, `cause` for the log.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Code::Internal, "This is a fault of ours; it has been logged. Try again later.").with_cause(cause)
    }

    /// Keeps what the log shall say of it.
    pub fn with_cause(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.cause = Some(cause.into());
        self
    }

    /// Names the fields that are wrong.
    pub fn with_fields(mut self, fields: Vec<FieldError>) -> Self {
        self.0.fields = fields;
        self
    }

    /// Adds a member of its own: `alternatives`.
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.0.members.insert(name.to_owned(), value.into());
        self
    }

    /// Says after how many seconds it is worth trying again.
    pub fn with_retry_after(mut self, seconds: u64) -> Self {
        self.0.retry_after_seconds = Some(seconds);
        self
    }

    /// Its code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// Its sentence, in English.
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// The fields that are wrong.
    pub fn fields(&self) -> &[FieldError] {
        &self.0.fields
    }

    /// The seconds to wait, where it says so.
    pub fn retry_after_seconds(&self) -> Option<u64> {
        self.0.retry_after_seconds
    }

    /// Writes the cause into the log, once; called where the error becomes an answer.
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
    /// What may pass is 503, so that the same request is sent again; anything else of the file is a fault of ours.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stopped => Self::stopping(),
            // The operation would have told it with alternatives; this is the schema's own last word.
            StoreError::Occupied => Self::new(Code::SlotTaken, "This time was just taken. Choose another one."),
            StoreError::Busy(_) | StoreError::NotCommitted(_) => Self::busy().with_cause(error),
            StoreError::Db(_) | StoreError::Unreadable(_) => Self::internal(error),
        }
    }
}

/// A problem as it goes out.
#[derive(Serialize, ToSchema)]
pub struct ProblemBody<'a> {
    /// A name of the kind of problem; follows `code`.
    r#type: String,
    /// A few words, the same for every problem of this code.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// The stable word to decide by.
    code: &'static str,
    /// A sentence that says what to do.
    detail: &'a str,
    /// The values that are wrong; only with `invalid_fields`, `invalid_query` and `wrong_type`.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    fields: &'a [FieldError],
    /// The id under which the cause was logged; only with 5xx.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    /// Members of this code alone, `alternatives` among them.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    members: &'a serde_json::Map<String, serde_json::Value>,
}

impl IntoResponse for ApiError {
    fn into_response(mut self) -> Response {
        self.log_cause();
        let problem = &self.0;
        let status = problem.code.status();
        let context = RequestContext::current().filter(|_| status.is_server_error());
        let body = ProblemBody {
            r#type: format!("urn:problem-type:terminplaner:{}", problem.code.word()),
            title: problem.code.title(),
            status: status.as_u16(),
            code: problem.code.word(),
            detail: &problem.detail,
            fields: &problem.fields,
            request_id: context.map(|context| context.id.to_string()),
            members: &problem.members,
        };
        // Strings and maps with string keys always serialize.
        let text = serde_json::to_string(&body).unwrap_or_default();
        let content_type = HeaderValue::from_static("application/problem+json");
        let no_store = HeaderValue::from_static("no-store");
        let headers = [(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, no_store)];
        let mut response = (status, headers, text).into_response();
        set_retry_after(&mut response, problem.retry_after_seconds);
        response
    }
}

/// Tells when to come back.
pub(super) fn set_retry_after(response: &mut Response, seconds: Option<u64>) {
    if let Some(seconds) = seconds {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// Answers as who asks can read it: a page for a person, problem details for a program. For layers, which serve both.
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
    use http_body_util::BodyExt;
    use serde_json::{Value, json};

    async fn body_of(error: ApiError) -> (StatusCode, Value) {
        let response = error.into_response();
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&bytes).unwrap())
    }

    #[test]
    fn words_are_unique_and_every_code_is_a_4xx_or_5xx() {
        let words: std::collections::HashSet<_> = Code::ALL.iter().map(|code| code.word()).collect();
        assert_eq!(words.len(), Code::ALL.len());
        assert!(Code::ALL.iter().all(|code| code.status().is_client_error() || code.status().is_server_error()));
        assert!(Code::ALL.is_sorted_by_key(|code| code.status().as_u16()));
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
