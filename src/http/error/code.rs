//! Every code of a problem, with its status and title, in one table; and those of single fields.

use axum::http::StatusCode;

/// Every code of a problem. The word is part of the API: clients decide and translate by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// The body is not JSON at all.
    NotJson,
    /// The body is JSON, but a value has another type than described.
    WrongType,
    /// The body could not be read or is no form.
    InvalidBody,
    /// It could be read in two ways.
    MalformedRequest,
    /// A form that no page of ours has sent.
    ForeignForm,
    /// Nobody is signed in.
    SignInRequired,
    /// Who is signed in has to give the password first.
    PasswordRequired,
    /// The account may not do this.
    NotAllowed,
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
    /// The network has used up its bookings of the day; `Retry-After` says when to come back.
    NetworkLimit,
    /// A fault of ours.
    Internal,
    /// It took too long, or too much is waiting.
    Busy,
    /// The server is about to stop.
    Stopping,
}

impl Code {
    /// All of them, in the order of their statuses.
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

    /// The one table: status, word, title.
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

/// Every code of a field. Part of the API too.
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
