//! Extractors. Like axum's own, but every rejection is a problem that names the location and what to do: 400 if it is
//! not JSON or has a wrong type, 422 if a value is missing or invalid. Text that is not UTF-8 is refused, never
//! replaced. Unknown JSON keys are ignored (serde's default).

pub mod json_object;

use super::error::page::PageError;
use super::error::{self, ApiError, Code, FieldError};
use super::extract::json_object::Object;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

/// A JSON body. Must be the last argument of a handler.
#[derive(Clone, Copy, Debug)]
pub struct ApiJson<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for ApiJson<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let says_json = has_media_type(request.headers(), |essence| {
            essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
        });
        if !says_json {
            let detail = "Send the body as JSON, with the header Content-Type: application/json.";
            return Err(ApiError::new(Code::UnsupportedMediaType, detail));
        }
        refuse_compressed(request.headers())?;
        let body = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(&rejection))?;
        parse_json(&body).map(Self)
    }
}

/// Why a query or a path was rejected: a page for a person, problem details for a program.
#[derive(Debug)]
pub struct ExtractRejection(ApiError);

impl From<ExtractRejection> for ApiError {
    fn from(ExtractRejection(error): ExtractRejection) -> Self {
        error
    }
}

impl IntoResponse for ExtractRejection {
    fn into_response(self) -> Response {
        error::answer(self.0)
    }
}

/// A query string.
#[derive(Clone, Copy, Debug)]
pub struct ApiQuery<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = ExtractRejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ExtractRejection> {
        parse_query(parts.uri.query().unwrap_or_default()).map(Self).map_err(ExtractRejection)
    }
}

/// Path parameters. Values that cannot be parsed identify nothing: 404.
#[derive(Clone, Copy, Debug)]
pub struct ApiPath<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for ApiPath<T> {
    type Rejection = ExtractRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ExtractRejection> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(value)| Self(value)).map_err(|_| ExtractRejection(ApiError::not_found()))
    }
}

/// A form posted by a page. Must be the last argument of a handler.
#[derive(Clone, Copy, Debug)]
pub struct PageForm<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for PageForm<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let text = form_bytes(request, state).await?;
        Ok(Self(serde_urlencoded::from_str(&text).map_err(|_| invalid_form())?))
    }
}

/// The body of a form, still percent-encoded, and valid UTF-8 once decoded.
pub(super) async fn form_bytes<S: Send + Sync>(request: Request, state: &S) -> Result<String, ApiError> {
    if !is_form(request.headers()) {
        return Err(ApiError::new(Code::UnsupportedMediaType, "Send the form from its page."));
    }
    refuse_compressed(request.headers())?;
    let body = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(&rejection))?;
    let text = String::from_utf8(body.into()).map_err(|_| invalid_form())?;
    percent_decode_str(&text).decode_utf8().map_err(|_| invalid_form())?;
    Ok(text)
}

/// Whether the content type is that of a URL-encoded form.
pub(super) fn is_form(headers: &HeaderMap) -> bool {
    has_media_type(headers, |essence| essence == "application/x-www-form-urlencoded")
}

fn invalid_form() -> ApiError {
    ApiError::new(Code::InvalidBody, "The form cannot be read. Go back and send it again.")
}

/// Bodies are never decompressed: a few bytes could become gigabytes. The rejection names the encoding.
fn refuse_compressed(headers: &HeaderMap) -> Result<(), ApiError> {
    let plain = headers.get_all(header::CONTENT_ENCODING).iter().all(|coding| coding == "identity");
    let refusal = || ApiError::new(Code::UnsupportedMediaType, "Send the body uncompressed, without Content-Encoding.");
    plain.then_some(()).ok_or_else(refusal)
}

fn has_media_type(headers: &HeaderMap, fits: impl Fn(&str) -> bool) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    fits(&value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
}

fn unreadable(rejection: &BytesRejection) -> ApiError {
    match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => body_too_large(),
        _ => ApiError::new(Code::InvalidBody, "The body broke off. Send it again."),
    }
}

/// 413, with the limit.
pub(super) fn body_too_large() -> ApiError {
    let detail = format!("The body is larger than {} KiB. Shorten it.", super::middleware::MAX_BODY_BYTES / 1024);
    ApiError::new(Code::BodyTooLarge, detail)
}

fn parse_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiError> {
    let text = std::str::from_utf8(body)
        .map_err(|_| ApiError::new(Code::NotJson, "The body is not UTF-8. Send JSON, encoded as UTF-8."))?;
    // Keeping track of places costs a good part of the reading, so that only a refused body is read with it.
    if let Ok(Object(value)) = serde_json::from_str(text) {
        return Ok(value);
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let Object(value) = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let place = error.path().to_string();
        refuse_json(place, error.inner())
    })?;
    deserializer.end().map_err(|error| refuse_json(String::new(), &error))?;
    Ok(value)
}

/// Distinguishes invalid JSON, a missing field, and a wrong type.
fn refuse_json(place: String, error: &serde_json::Error) -> ApiError {
    if error.classify() != Category::Data {
        return ApiError::new(Code::NotJson, format!("The body is not JSON: {error}."));
    }
    let message = error.to_string();
    // serde_json reports a missing field only in its message; a test pins the wording.
    if let Some(missing) = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        let field = if place == "." { missing.to_owned() } else { format!("{place}.{missing}") };
        return ApiError::invalid_fields(vec![FieldError::new(field, "required", "This value is missing.")]);
    }
    let reason = message.split(" at line ").next().unwrap_or_default().to_owned();
    let field = if place == "." { String::new() } else { place };
    let detail = "A value in the body has another type than described in /api/v1/openapi.json.";
    ApiError::new(Code::WrongType, detail).with_fields(vec![FieldError::new(field, "wrong_type", reason)])
}

fn parse_query<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    // The parser would replace invalid UTF-8 and continue with a value nobody sent.
    if percent_decode_str(query).decode_utf8().is_err() {
        return Err(ApiError::new(Code::InvalidQuery, "The query is not UTF-8. Encode it as UTF-8 and ask again."));
    }
    // As above: only what is refused is read again, to name the place.
    if let Ok(value) = serde_urlencoded::from_str(query) {
        return Ok(value);
    }
    let deserializer = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let place = error.path().to_string();
        let message = error.inner().to_string();
        let named = |prefix: &str| message.strip_prefix(prefix).and_then(|rest| rest.split('`').next());
        let field = if let Some(missing) = named("missing field `") {
            FieldError::new(missing, "required", "This value is missing.")
        } else if let Some(twice) = named("duplicate field `") {
            FieldError::new(twice, "duplicate", "This value is given twice.")
        } else {
            FieldError::new(place, "invalid", format!("This value is not valid: {message}."))
        };
        ApiError::invalid_query(vec![field])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    struct Body {
        #[expect(dead_code, reason = "only its presence matters")]
        service: String,
        customer: Customer,
    }

    #[derive(Debug, Deserialize)]
    struct Customer {
        email: String,
    }

    #[derive(Debug, Deserialize)]
    struct Query {
        service: String,
        days: Option<u8>,
    }

    fn refused<T: std::fmt::Debug>(result: Result<T, ApiError>) -> (Code, Vec<(String, &'static str)>) {
        let error = result.unwrap_err();
        (error.code(), error.fields().iter().map(|field| (field.field.clone(), field.code)).collect())
    }

    fn json(body: &[u8]) -> Result<Body, ApiError> {
        parse_json(body)
    }

    #[test]
    fn unknown_keys_are_ignored() {
        let body = json(br#"{"service": "a", "customer": {"email": "e", "fax": 1}, "more": null}"#).unwrap();
        assert_eq!(body.customer.email, "e");
    }

    #[test]
    fn what_is_no_json_is_400() {
        let nested = format!("{{\"service\": \"a\", \"customer\": {}", "{\"email\":".repeat(10_000));
        for body in ["", "{", "nonsense", "{\"service\": \"a\"", "{\"service\": \"\\ud800\"}", "\u{feff}{}"] {
            assert_eq!(refused(json(body.as_bytes())).0, Code::NotJson, "{body:.40}");
        }
        assert!(matches!(refused(json(nested.as_bytes())).0, Code::NotJson | Code::WrongType), "deep, but no overflow");
        let trailing = br#"{"service": "a", "customer": {"email": "e"}} x"#;
        assert_eq!(refused(json(trailing)).0, Code::NotJson);
        assert_eq!(refused(json(b"{\"service\": \"\xff\"}")).0, Code::NotJson);
    }

    #[test]
    fn a_wrong_type_is_400_and_named() {
        let wrong = |body: &str, place: &str| {
            assert_eq!(
                refused(json(body.as_bytes())),
                (Code::WrongType, vec![(place.to_owned(), "wrong_type")]),
                "{body}"
            );
        };
        wrong(r#"{"service": 5, "customer": {"email": "e"}}"#, "service");
        wrong(r#"{"service": "a", "customer": {"email": ["e"]}}"#, "customer.email");
        wrong(r#"{"service": "a", "customer": {"email": null}}"#, "customer.email");
        wrong(r#"{"service": "a", "customer": "Erika"}"#, "customer");
        assert_eq!(refused(json(br#"["a", {"email": "e"}]"#)).0, Code::WrongType);
        wrong("5", "");
        wrong("null", "");
    }

    #[test]
    fn a_missing_member_is_422_and_named() {
        let missing = |body: &str, place: &str| {
            assert_eq!(refused(json(body.as_bytes())), (Code::InvalidFields, vec![(place.to_owned(), "required")]));
        };
        missing("{}", "service");
        missing(r#"{"service": "a", "customer": {}}"#, "customer.email");
    }

    #[test]
    fn a_wrong_query_is_422_and_named() {
        let query = |text: &str| parse_query::<Query>(text);
        let good = query("service=a%20b&days=7&more=1").unwrap();
        assert_eq!((good.service.as_str(), good.days), ("a b", Some(7)));
        let refused = |text: &str| refused(query(text));
        assert_eq!(refused(""), (Code::InvalidQuery, vec![("service".into(), "required")]));
        for days in ["x", "-1", "300", "99999999999999999999", "", "7.0", "%00"] {
            let query = format!("service=a&days={days}");
            assert_eq!(refused(&query), (Code::InvalidQuery, vec![("days".into(), "invalid")]), "{days}");
        }
        assert_eq!(refused("service=a&service=b"), (Code::InvalidQuery, vec![("service".into(), "duplicate")]));
        assert_eq!(refused("service=%FF"), (Code::InvalidQuery, vec![]));
        assert_eq!(refused("service=%C3"), (Code::InvalidQuery, vec![]));
    }
}
