//! Schemas of the API description besides the response types: problems, and enums taken from the lists in the code.
//! Nothing here is serialized; `openapi` and the handlers' attributes refer to it.

use crate::domain::appointment::Status;
use crate::domain::shop::{FieldMode, Language, Place, WidgetView};
use crate::http::error::code::FIELD_CODES;
use crate::http::error::{Code, FieldError};
use utoipa::openapi::schema::{ArrayBuilder, KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{IntoResponses, ToSchema};

/// A problem (RFC 9457). Every refusal has this shape.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made: `ProblemBody` goes out")]
pub struct Problem {
    /// `urn:problem-type:terminplaner:` and the code.
    #[schema(
        pattern = "^urn:problem-type:terminplaner:[a-z_]+$",
        example = "urn:problem-type:terminplaner:slot_taken"
    )]
    r#type: String,
    /// The same for every problem of this code.
    #[schema(example = "This time is taken")]
    title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, example = 409)]
    status: u16,
    /// What to do.
    detail: String,
    /// The stable code.
    #[schema(schema_with = problem_codes)]
    code: String,
    /// The invalid fields; only with `invalid_fields`, `invalid_query` and `wrong_type`.
    #[schema(value_type = Vec<FieldError>, required = false, min_items = 1)]
    fields: Option<Vec<FieldError>>,
    /// With `slot_taken`: up to three other free starts, the nearest first.
    #[schema(schema_with = starts, required = false)]
    alternatives: Option<Vec<String>>,
    /// Only with 5xx: the request id in the server's log.
    #[schema(value_type = String, required = false)]
    request_id: Option<String>,
}

/// One server-sent event of the stream of changes, field by field.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made: the stream writes lines")]
pub struct ServerEvent {
    /// `availability` when times have changed; `alive` at once and every 15 seconds
    #[schema(pattern = "^(availability|alive)$", example = "availability")]
    event: String,
    /// JSON: of `availability` `{"dates": ["2022-01-17"]}`, with `null` for any date; of `alive` `{}`
    #[schema(example = "{\"dates\":[\"2022-01-17\"]}")]
    data: String,
    /// Milliseconds to wait before connecting again; with the first event
    #[schema(value_type = u32, required = false, example = 3000)]
    retry: Option<u32>,
}

/// Refusals possible at any address.
#[derive(IntoResponses)]
pub enum AnyRefusal {
    /// `rate_limited`: too many requests from this address; when booking also `network_limit`: its share of the day is used up
    #[response(status = 429, content_type = "application/problem+json", headers(("Retry-After" = u32, description = "After how many seconds it is worth asking again")))]
    RateLimited(Problem),
    /// `internal`: a fault of the server, which has been logged
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(Problem),
    /// `busy` or `stopping`: nothing was changed, or the same request may be sent again with its Idempotency-Key
    #[response(status = 503, content_type = "application/problem+json", headers(("Retry-After" = u32, description = "After how many seconds it is worth asking again")))]
    Busy(Problem),
}

/// Further refusals of addresses that accept a body.
#[derive(IntoResponses)]
pub enum BodyRefusal {
    /// `not_json`, `wrong_type` or `invalid_body`
    #[response(status = 400, content_type = "application/problem+json")]
    Unreadable(Problem),
    /// `body_too_large`: over 64 KiB
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// `unsupported_media_type`: not sent as JSON, or compressed
    #[response(status = 415, content_type = "application/problem+json")]
    UnsupportedMediaType(Problem),
}

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words))
}

/// Every problem code.
pub fn problem_codes() -> Schema {
    words(Code::ALL.iter().map(|code| code.word())).build().into()
}

/// Every field code.
pub fn field_codes() -> Schema {
    words(FIELD_CODES).build().into()
}

/// Every status of an appointment.
pub fn statuses() -> Schema {
    words(Status::ALL.iter().map(|status| status.word())).build().into()
}

/// The initial statuses of a booking.
pub fn statuses_on_booking() -> Schema {
    words([Status::Confirmed, Status::Requested].map(Status::word)).build().into()
}

/// Whether a form field is shown and required.
pub fn field_modes() -> Schema {
    words([FieldMode::Optional, FieldMode::Required, FieldMode::Hidden].map(FieldMode::word)).build().into()
}

/// Whether there are reminders, and for whom.
pub fn reminders() -> Schema {
    words(["off", "ask", "on"]).build().into()
}

/// Where services take place.
pub fn places() -> Schema {
    words(Place::WORDS.iter().copied()).build().into()
}

/// Directions of writing.
pub fn directions() -> Schema {
    words(["ltr", "rtl"]).build().into()
}

/// How free times are shown.
pub fn views() -> Schema {
    words(WidgetView::WORDS.iter().copied()).build().into()
}

/// The languages with texts.
pub fn languages() -> Schema {
    language_words().build().into()
}

/// A list of these languages.
pub fn some_languages() -> Schema {
    ArrayBuilder::new().items(language_words()).min_items(Some(1)).build().into()
}

fn language_words() -> ObjectBuilder {
    words(Language::offered().map(Language::tag))
}

fn starts() -> Schema {
    let start =
        ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)));
    ArrayBuilder::new().items(start).max_items(Some(3)).build().into()
}
