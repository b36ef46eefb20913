//! All problem codes with status and title in one table, and the codes of single fields.

use axum::http::StatusCode;

/// A problem code. Its word is part of the API: clients decide by it and translate it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// The body is not JSON at all.
    NotJson,
    /// The body is JSON, but a value has a wrong type.
    WrongType,
    /// The body could not be read or is not a form.
    InvalidBody,
    /// Ambiguous message framing (request smuggling).
    MalformedRequest,
    /// The form was not sent by a page of this server.
    ForeignForm,
    /// Nobody is signed in.
    SignInRequired,
    /// The user must enter the password first.
    PasswordRequired,
    /// The account may not do this.
    NotAllowed,
    /// There is no resource at this path.
    NotFound,
    /// The query names a service that does not exist or cannot be booked online.
    UnknownService,
    /// There is no booking with this token.
    UnknownToken,
    /// The path exists, but not with this method.
    MethodNotAllowed,
    /// A start time taken by an appointment or the daily limit.
    SlotTaken,
    /// Not a start time of the calendar.
    NotOffered,
    /// The e-mail address has the maximum number of open bookings.
    TooManyBookings,
    /// Past the deadline for cancelling and moving.
    TooLate,
    /// The appointment has ended or was declined or cancelled.
    NotChangeable,
    /// The body is larger than allowed.
    BodyTooLarge,
    /// The body's content type is not supported.
    UnsupportedMediaType,
    /// Values in the body are invalid; `fields` names them.
    InvalidFields,
    /// Values in the query are invalid; `fields` names them.
    InvalidQuery,
    /// The idempotency key is empty, too long, or not printable ASCII.
    IdempotencyKeyInvalid,
    /// The idempotency key was used for another body.
    IdempotencyKeyReused,
    /// The hidden field was filled.
    LooksAutomatic,
    /// Rate limit exceeded; `Retry-After` says when to try again.
    RateLimited,
    /// The network's daily share of bookings is used up; `Retry-After` says when to try again.
    NetworkLimit,
    /// A fault of the server.
    Internal,
    /// The request took too long, or the queue is full.
    Busy,
    /// The server is stopping.
    Stopping,
}

impl Code {
    /// All codes, ordered by status.
    pub const ALL: [Self; 29] = [
        Self::NotJson,
        Self::WrongType,
        Self::InvalidBody,
        Self::MalformedRequest,
        Self::ForeignForm,
        Self::SignInRequired,
        Self::PasswordRequired,
        Self::NotAllowed,
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
        Self::NetworkLimit,
        Self::Internal,
        Self::Busy,
        Self::Stopping,
    ];

    /// Status, word and title of each code.
    const fn entry(self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::NotJson => (S::BAD_REQUEST, "not_json", "Not JSON"),
            Self::WrongType => (S::BAD_REQUEST, "wrong_type", "A value has the wrong type"),
            Self::InvalidBody => (S::BAD_REQUEST, "invalid_body", "The body cannot be read"),
            Self::MalformedRequest => (S::BAD_REQUEST, "malformed_request", "The request is malformed"),
            Self::ForeignForm => (S::BAD_REQUEST, "foreign_form", "Not sent by our own page"),
            Self::SignInRequired => (S::UNAUTHORIZED, "sign_in_required", "Nobody is signed in"),
            Self::PasswordRequired => (S::UNAUTHORIZED, "password_required", "The password is wanted first"),
            Self::NotAllowed => (S::FORBIDDEN, "not_allowed", "Not allowed for this account"),
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
            Self::NetworkLimit => (S::TOO_MANY_REQUESTS, "network_limit", "Too many bookings from this network"),
            Self::Internal => (S::INTERNAL_SERVER_ERROR, "internal", "A fault of ours"),
            Self::Busy => (S::SERVICE_UNAVAILABLE, "busy", "Busy"),
            Self::Stopping => (S::SERVICE_UNAVAILABLE, "stopping", "Stopping"),
        }
    }

    /// The HTTP status.
    pub const fn status(self) -> StatusCode {
        self.entry().0
    }

    /// The stable word, as in `code`.
    pub const fn word(self) -> &'static str {
        self.entry().1
    }

    /// A short English title, the same for every problem of this code.
    pub const fn title(self) -> &'static str {
        self.entry().2
    }
}

/// All field codes; part of the API.
pub const FIELD_CODES: [&str; 10] = [
    "required",
    "invalid",
    "too_long",
    "looks_like_link",
    "out_of_range",
    "unknown",
    "not_offered",
    "not_accepted",
    "wrong_type",
    "duplicate",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_unique_and_every_code_is_a_4xx_or_5xx() {
        let words: std::collections::HashSet<_> = Code::ALL.iter().map(|code| code.word()).collect();
        assert_eq!(words.len(), Code::ALL.len());
        assert!(Code::ALL.iter().all(|code| code.status().is_client_error() || code.status().is_server_error()));
        assert!(Code::ALL.is_sorted_by_key(|code| code.status().as_u16()));
    }
}
