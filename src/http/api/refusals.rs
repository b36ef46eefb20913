//! Maps refusals of the operations to problems: the only place where a refusal gets its code and its detail.

use crate::domain::shop::Language;
use crate::domain::values::{Fault, Faults};
use crate::http::error::{ApiError, Code, FieldError};
use crate::http::middleware::rate_limits::Action;
use crate::operations::booking::{Error, Rejection};
use chrono_tz::Tz;

/// The problem for an operation's error; `zone` is the shop's, for the alternatives.
pub fn problem(error: Error, zone: Tz) -> ApiError {
    match error {
        Error::Rejected(rejection) => refused(rejection, zone),
        // Only what the shop does itself is refused so.
        Error::Refused(_) => ApiError::not_found(),
        Error::Store(fault) => fault.into(),
    }
}

fn refused(rejection: Rejection, zone: Tz) -> ApiError {
    match rejection {
        Rejection::UnknownService => ApiError::unknown_service(),
        Rejection::UnknownToken => ApiError::unknown_token(),
        Rejection::SlotTaken(others) => {
            let starts: Vec<_> = others.into_iter().map(|start| start.to_rfc3339(zone)).collect();
            ApiError::new(
                Code::SlotTaken,
                "Somebody else has this time now. Choose one of the alternatives, or another free slot.",
            )
            .with("alternatives", starts)
        }
        Rejection::NotOffered(_) => {
            ApiError::new(Code::NotOffered, "This time is not offered. Choose a free slot of the availability.")
        }
        Rejection::TooManyBookings(limit) => ApiError::new(
            Code::TooManyBookings,
            format!(
                "This e-mail address holds {limit} open appointments already. Cancel one of them, or call the shop."
            ),
        ),
        Rejection::TooOften(wait_seconds) => Action::BookingPerEmail.refused(wait_seconds),
        Rejection::ShareUsedUp(wait_seconds) => {
            let how = "Your network has made as many bookings here as it may within 24 hours. Please call the shop.";
            ApiError::new(Code::NetworkLimit, how).with_retry_after(wait_seconds)
        }
        Rejection::IdempotencyKeyReused => ApiError::new(
            Code::IdempotencyKeyReused,
            "This Idempotency-Key was used with another body. Use a new key for a new booking.",
        ),
        Rejection::TooLate | Rejection::TimePassed => {
            ApiError::new(Code::TooLate, "It is too late to change this appointment here. Please call the shop.")
        }
        Rejection::NotByMail | Rejection::AddressProven => {
            ApiError::new(Code::NotChangeable, "Use the link in the e-mail.")
        }
        Rejection::NotChangeable => {
            ApiError::new(Code::NotChangeable, "This appointment has ended or was called off. Book a new one.")
        }
    }
}

/// All invalid fields, in the reader's language.
pub fn wrong_fields(faults: &Faults, language: Language) -> ApiError {
    let told = |fault: &Fault| FieldError::new(fault.field.clone(), fault.wrong.code(), fault.wrong.message(language));
    ApiError::invalid_fields(faults.iter().map(told).collect())
}
