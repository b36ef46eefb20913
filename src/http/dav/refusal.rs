//! What is answered instead: a status, with the condition that does not hold (RFC 4918 section 16) and a sentence.

use super::place::Place;
use super::xml::write::{document, element, escape, href};
use super::xml::{CALDAV, DAV, Name, OWN};
use super::xml_answer;
use crate::http::error::ApiError;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Why a request is not done.
pub struct Refusal(Box<Parts>);

struct Parts {
    status: StatusCode,
    condition: String,
    sentence: &'static str,
    header: Option<(HeaderName, HeaderValue)>,
    fault: Option<ApiError>,
}

impl<E: Into<ApiError>> From<E> for Refusal {
    fn from(error: E) -> Self {
        let mut refusal = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "");
        refusal.0.fault = Some(error.into());
        refusal
    }
}

impl Refusal {
    /// A status with a sentence.
    pub fn new(status: StatusCode, sentence: &'static str) -> Self {
        Self(Box::new(Parts { status, condition: String::new(), sentence, header: None, fault: None }))
    }

    /// A condition that does not hold.
    pub fn condition(status: StatusCode, space: &str, local: &str, sentence: &'static str) -> Self {
        Self::new(status, sentence).because(element(&Name::new(space, local), ""))
    }

    /// A condition that another object stands against.
    pub fn against(status: StatusCode, local: &str, address: &str, sentence: &'static str) -> Self {
        Self::new(status, sentence).because(element(&Name::new(CALDAV, local), &href(address)))
    }

    fn because(mut self, condition: String) -> Self {
        self.0.condition = condition;
        self
    }

    fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.header = Some((name, value));
        self
    }

    /// 401: no app password, or a wrong one.
    pub fn sign_in() -> Self {
        let challenge = HeaderValue::from_static("Basic realm=\"Terminplaner\", charset=\"UTF-8\"");
        let sentence = "Sign in with the account's e-mail address and an app password.";
        Self::new(StatusCode::UNAUTHORIZED, sentence).with(header::WWW_AUTHENTICATE, challenge)
    }

    /// 429: too many wrong passwords from this network.
    pub fn wait(seconds: u64) -> Self {
        let sentence = "Too many wrong passwords. Wait for the seconds named in Retry-After.";
        Self::new(StatusCode::TOO_MANY_REQUESTS, sentence).with(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// 404.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is nothing at this address.")
    }

    /// 400: the body cannot be read.
    pub fn not_xml() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "The body is no XML that is read here.")
    }

    /// A method that is not possible there.
    pub fn method(place: &Place, method: &str) -> Self {
        match method {
            "MKCALENDAR" | "MKCOL" => Self::condition(
                StatusCode::FORBIDDEN,
                CALDAV,
                "calendar-collection-location-ok",
                "Every room and person of the shop has a calendar; no other can be made.",
            ),
            "ACL" => Self::condition(StatusCode::FORBIDDEN, DAV, "no-ace-conflict", "Rights are set in the planner."),
            _ => Self::new(StatusCode::METHOD_NOT_ALLOWED, "This method is not possible here.")
                .with(header::ALLOW, HeaderValue::from_static(place.methods())),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Parts { status, condition, sentence, header, fault } = *self.0;
        if let Some(fault) = fault {
            return fault.into_response();
        }
        let sentence = element(&Name::new(OWN, "sentence"), &escape(sentence));
        let mut response = xml_answer(status, document("error", &format!("{condition}{sentence}")));
        if let Some((name, value)) = header {
            response.headers_mut().insert(name, value);
        }
        response
    }
}
