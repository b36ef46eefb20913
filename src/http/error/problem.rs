//! Serialization of problems (RFC 9457), and conversion of an [`ApiError`] into a response.

use super::super::api::openapi_schemas::field_codes;
use super::super::error;
use super::super::middleware::request_context::RequestContext;
use super::ApiError;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// An invalid field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// Its path in the body or query, such as `customer.email`.
    pub field: String,
    /// A stable code.
    #[schema(schema_with = field_codes)]
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

/// A serialized problem.
#[derive(Serialize, ToSchema)]
pub struct ProblemBody<'a> {
    /// URI of the problem type, derived from `code`.
    r#type: String,
    /// A short title, the same for every problem of this code.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// The stable code.
    code: &'static str,
    /// A sentence that says what to do.
    detail: &'a str,
    /// The invalid fields; only with `invalid_fields`, `invalid_query` and `wrong_type`.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    fields: &'a [FieldError],
    /// The id under which the cause was logged; only with 5xx.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    /// Additional members of this code, such as `alternatives`.
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
        error::set_retry_after(&mut response, problem.retry_after_seconds);
        response
    }
}
