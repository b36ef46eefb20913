//! `POST /api/v1/bookings`, and what its customer can do with a booking by its token.

use super::openapi_examples;
use super::openapi_schemas::{AnyRefusal, BodyRefusal, Problem, places, statuses};
use super::refusals::{problem, wrong_fields};
use super::resource::ResourceResponse;
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Calendar, Language, Venue};
use crate::http::client_address::ClientAddress;
use crate::http::error::{ApiError, Code, FieldError};
use crate::http::extract::json_object::object;
use crate::http::extract::{ApiJson, ApiPath};
use crate::http::state::App;
use crate::operations::booking;
use crate::operations::booking::{Booked, BookingInput, Client, Idempotency, Shown};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// Description of the token parameter.
pub(super) const TOKEN: &str = "The `token` of the booking, which is also the last part of `manage_url`";
/// The longest idempotency key, in characters.
const KEY_MAX: usize = 255;

/// A booking request.
#[derive(Deserialize, Serialize, ToSchema)]
pub struct CreateBookingBody {
    /// The id of the service.
    #[schema(value_type = String, required = true, min_length = 1, example = "anpassung")]
    service: Option<String>,
    /// The `start` of a free slot, as returned by the availability.
    #[schema(value_type = String, required = true, format = DateTime, example = "2022-01-17T09:00:00+01:00")]
    start: Option<String>,
    /// The id of the chosen resource, if the service offers a choice.
    resource: Option<String>,
    #[serde(default, deserialize_with = "object")]
    #[schema(required = true)]
    customer: CustomerBody,
    /// At most 2,000 characters.
    #[schema(max_length = 2000)]
    comment: Option<String>,
    /// One of the shop's languages, by its primary subtag; the shop's own if absent.
    #[schema(example = "de")]
    language: Option<String>,
    /// Must be true if the shop has a privacy policy.
    privacy_accepted: Option<bool>,
    /// Whether the customer wants a reminder by mail. Counts where the shop asks (`reminders` is `ask`).
    reminder_accepted: Option<bool>,
    /// Must stay empty: the field is hidden from people, to detect bots.
    #[schema(max_length = 0)]
    website: Option<String>,
}

/// The customer.
#[derive(Default, Deserialize, Serialize, ToSchema)]
pub struct CustomerBody {
    /// 1 to 100 characters after trimming, without control and direction characters. Links, e-mail addresses and
    /// invisible characters are refused with `looks_like_link`.
    #[schema(value_type = String, required = true, min_length = 1, pattern = r"\S", example = "Erika")]
    first_name: Option<String>,
    /// As the first name.
    #[schema(value_type = String, required = true, min_length = 1, pattern = r"\S", example = "Muster")]
    last_name: Option<String>,
    /// One e-mail address with a dot in its domain.
    #[schema(value_type = String, required = true, max_length = 254, format = "email", example = "erika@example.org")]
    email: Option<String>,
    /// 5 to 20 digits with `+ ( ) / . -` and spaces.
    #[schema(max_length = 50, pattern = "^[-0-9+()/. ]*$", example = "+49 711 123456")]
    phone: Option<String>,
    /// Postal address, several lines allowed. Required where the service takes place at the customer's (`place` is
    /// `customer`), as the telephone number then is; ignored otherwise.
    #[schema(max_length = 500)]
    address: Option<String>,
}

/// A new start for a booking.
#[derive(Deserialize, ToSchema)]
pub struct RescheduleBookingBody {
    /// The `start` of a free slot, as returned by the availability for moving.
    #[schema(value_type = String, required = true, format = DateTime, example = "2022-01-18T09:00:00+01:00")]
    start: Option<String>,
}

/// A booking as its customer sees it.
#[derive(Serialize, ToSchema)]
pub struct BookingResponse {
    id: String,
    #[schema(schema_with = statuses)]
    status: &'static str,
    service: BookedServiceResponse,
    /// What the customer could choose, as it was assigned. `null`: there was no choice, or the appointment occupies
    /// nothing any more.
    #[schema(required = true)]
    resource: Option<ResourceResponse>,
    #[schema(format = DateTime)]
    start: String,
    #[schema(format = DateTime)]
    end: String,
    location: String,
    /// Where it takes place: in the `shop`, at the `customer`'s, by `phone`, or by `video`.
    #[schema(schema_with = places)]
    place: &'static str,
    /// The names of the persons it is with, chosen or assigned; empty where it occupies none.
    persons: Vec<String>,
    /// The customer's secret, by which the booking is shown, moved and cancelled.
    token: String,
    /// The customer's page; its last part is the token.
    #[schema(format = "uri")]
    manage_url: String,
    /// URL of the calendar file.
    #[schema(format = "uri")]
    calendar_url: String,
    /// Deadline by which the customer must open the link in a mail to complete the booking. `null`: no confirmation
    /// is needed.
    #[schema(format = DateTime)]
    confirm_by: Option<String>,
}

/// The service booked.
#[derive(Serialize, ToSchema)]
pub struct BookedServiceResponse {
    id: String,
    name: String,
}

/// A booking, and whether it can still be changed.
#[derive(Serialize, ToSchema)]
pub struct ManagedBookingResponse {
    #[serde(flatten)]
    booking: BookingResponse,
    /// Whether it may still be rescheduled or cancelled here.
    can_change: bool,
    /// The deadline for that.
    #[schema(format = DateTime)]
    cancel_until: String,
}

/// Books a free slot.
///
/// The appointment is booked at once and for good, or refused. With an idempotency key a request that was answered by nobody
/// can be sent again. What the answer calls `token` is the customer's secret: whoever has it may show, move and cancel the
/// booking.
#[utoipa::path(post, path = "/api/v1/bookings", tag = "Bookings", request_body(content = CreateBookingBody, example = json!(openapi_examples::booking())),
    params(("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255, pattern = "^[ -~]+$", description = "1 to 255 printable ASCII characters, kept for 24 hours: the same key and body are answered alike, never booked twice")),
    responses(
    (status = 201, description = "Booked", body = BookingResponse, links(
        ("show" = (operation_id = "find_booking", parameters(("token" = "$response.body#/token")))),
        ("move" = (operation_id = "reschedule_booking", parameters(("token" = "$response.body#/token")))),
        ("cancel" = (operation_id = "cancel_booking", parameters(("token" = "$response.body#/token")))),
        ("times_to_move_to" = (operation_id = "list_availability_for_moving", parameters(("token" = "$response.body#/token")))),
    ), example = json!(openapi_examples::booked())),
    (status = 409, description = "`slot_taken` (with `alternatives`), `not_offered` or `too_many_bookings`", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "Values are wrong (see `fields`), or the idempotency key is", body = Problem, content_type = "application/problem+json"),
    BodyRefusal,
    AnyRefusal,
))]
pub async fn create_booking(
    State(app): State<App>,
    client: ClientAddress,
    headers: HeaderMap,
    ApiJson(body): ApiJson<CreateBookingBody>,
) -> Result<Response, ApiError> {
    let idempotency = read_key(&headers, &body)?;
    if body.website.as_deref().is_some_and(|filled| !filled.is_empty()) {
        return Err(looks_automatic());
    }
    let typed = BookingInput::from(body);
    let calendar = app.planning().calendar.clone();
    let language = typed.language.as_deref().and_then(Language::from_tag).unwrap_or(Language::ENGLISH);
    let place = typed.parse(&calendar).map_err(|faults| wrong_fields(&faults, language))?;
    let (booked, venue) = booking_once(&app, client, place, idempotency).await?;
    let headers = [(header::CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, headers, Json(booking_response(&app, &calendar, &booked, venue))).into_response())
}

/// Books, or repeats the answer of the same request. Only successful bookings count against the e-mail address.
pub async fn booking_once(
    app: &App,
    client: ClientAddress,
    place: booking::BookingRequest,
    idempotency: Option<Idempotency>,
) -> Result<(Booked, Venue), ApiError> {
    let shop = &app.planning().calendar.shop;
    let zone = shop.time_zone;
    let (limits, email) = (app.limits.clone(), place.email.clone());
    let booking_client = Client {
        networks: client.booked_from(),
        is_limited: !app.settings.limits_off,
        gets_mail: shop.confirm_by_mail && app.sends_mail().await?,
        admit: move || limits.admit_email(&email),
    };
    look_before_booking(app, place.service.as_str()).await;
    let booked = booking::place(&app.store, place, idempotency, booking_client).await;
    booked.map_err(|error| problem(error, zone))
}

/// Looks once more at the calendars kept elsewhere of all resources that could serve.
async fn look_before_booking(app: &App, service: &str) {
    let calendar = app.planning().calendar.clone();
    if let Some(service) = calendar.service(service) {
        let resources: Vec<ResourceId> = service.needs.iter().flatten().cloned().collect();
        app.calendars.look_before_booking(&resources).await;
    }
}

/// The refusal of a form whose hidden field was filled.
pub fn looks_automatic() -> ApiError {
    ApiError::new(Code::LooksAutomatic, "This looks like a program filling in a form. Leave the field `website` empty.")
}

/// Shows a booking.
///
/// Never the customer's data: the link may have been passed on.
#[utoipa::path(get, path = "/api/v1/bookings/{token}", tag = "Bookings", params(("token" = String, Path, description = TOKEN)), responses(
    (status = 200, description = "The booking", body = ManagedBookingResponse, example = json!(openapi_examples::managed())),
    (status = 404, description = "Unknown token", body = Problem, content_type = "application/problem+json"),
    AnyRefusal,
))]
pub async fn find_booking(State(app): State<App>, ApiPath(token): ApiPath<String>) -> Result<Response, ApiError> {
    managed(&app, booking::find(&app.store, token).await).await
}

/// Moves a booking to another free start.
///
/// It is decided as if the booking were not there; its resources are kept where they are free.
#[utoipa::path(patch, path = "/api/v1/bookings/{token}", tag = "Bookings", params(("token" = String, Path, description = TOKEN)), request_body(content = RescheduleBookingBody, example = json!({"start": "2022-01-18T09:00:00+01:00"})), responses(
    (status = 200, description = "Moved", body = ManagedBookingResponse, example = json!(openapi_examples::managed())),
    (status = 404, description = "Unknown token", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`slot_taken`, `not_offered`, `too_late` or `not_changeable`", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`start` is missing or wrong", body = Problem, content_type = "application/problem+json"),
    BodyRefusal,
    AnyRefusal,
))]
pub async fn reschedule_booking(
    State(app): State<App>,
    ApiPath(token): ApiPath<String>,
    ApiJson(body): ApiJson<RescheduleBookingBody>,
) -> Result<Response, ApiError> {
    let start = DateTime::parse_from_rfc3339(&body.start.unwrap_or_default()).map_err(|_| {
        let how = "Use the `start` of a free slot, such as 2022-01-17T09:00:00+01:00.";
        ApiError::invalid_fields(vec![FieldError::new("start", "invalid", how)])
    })?;
    managed(&app, reschedule(&app, Shown::token(token), start.to_utc()).await).await
}

/// Moves it, unless the limit of moves for its e-mail address is reached.
pub async fn reschedule(app: &App, shown: Shown, start: DateTime<Utc>) -> Result<Booked, booking::Error> {
    let limits = app.limits.clone();
    if let Some(service) = booking::find(&app.store, shown.token.clone()).await?.appointment.service {
        look_before_booking(app, service.as_str()).await;
    }
    booking::reschedule(&app.store, shown, start, move |email| limits.admit_move(email)).await
}

/// Cancels a booking.
///
/// Repeating it is not an error: a cancelled booking stays, and says so.
#[utoipa::path(delete, path = "/api/v1/bookings/{token}", tag = "Bookings", params(("token" = String, Path, description = TOKEN)), responses(
    (status = 200, description = "Cancelled", body = ManagedBookingResponse, example = json!(openapi_examples::managed())),
    (status = 404, description = "Unknown token", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`too_late` or `not_changeable`", body = Problem, content_type = "application/problem+json"),
    AnyRefusal,
))]
pub async fn cancel_booking(State(app): State<App>, ApiPath(token): ApiPath<String>) -> Result<Response, ApiError> {
    managed(&app, booking::cancel(&app.store, Shown::token(token)).await).await
}

async fn managed(app: &App, outcome: Result<Booked, booking::Error>) -> Result<Response, ApiError> {
    let calendar = app.planning().calendar.clone();
    let zone = calendar.shop.time_zone;
    let booked = outcome.map_err(|error| problem(error, zone))?;
    let venue = booking::venue(&app.store, booked.appointment.key).await?;
    let response = ManagedBookingResponse {
        booking: booking_response(app, &calendar, &booked, venue),
        can_change: booked.can_change(&calendar, app.clock.now()),
        cancel_until: crate::domain::time::Minute::floor(booked.cancel_until(&calendar)).to_rfc3339(zone),
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(response)).into_response())
}

fn booking_response(app: &App, calendar: &Calendar, booked: &Booked, venue: Venue) -> BookingResponse {
    let zone = calendar.shop.time_zone;
    let appointment = &booked.appointment;
    let texts = booked.service(calendar).map(|service| service.texts_in(booked.booking.language)).unwrap_or_default();
    let manage_url = format!("{}/t/{}", app.settings.public_url, booked.booking.token);
    BookingResponse {
        id: appointment.id.clone(),
        status: appointment.status.word(),
        service: BookedServiceResponse {
            id: appointment.service.as_ref().map(ToString::to_string).unwrap_or_default(),
            name: texts.name.into(),
        },
        resource: booked
            .service(calendar)
            .and_then(|service| app.planning().assigned(service, appointment.key, appointment.start).map(Into::into)),
        start: appointment.start.to_rfc3339(zone),
        end: appointment.end.to_rfc3339(zone),
        location: calendar.shop.location.to_string(),
        place: venue.place.word(),
        persons: venue.persons,
        token: booked.booking.token.clone(),
        calendar_url: format!("{manage_url}/termin.ics"),
        confirm_by: booked.confirm_by().map(|until| until.to_rfc3339(zone)),
        manage_url,
    }
}

fn read_key(headers: &HeaderMap, body: &CreateBookingBody) -> Result<Option<Idempotency>, ApiError> {
    let mut values = headers.get_all("idempotency-key").iter();
    let Some(value) = values.next() else { return Ok(None) };
    let key = value.to_str().unwrap_or_default();
    if values.next().is_some()
        || key.is_empty()
        || key.len() > KEY_MAX
        || !key.bytes().all(|byte| (b' '..=b'~').contains(&byte))
    {
        let how = "An Idempotency-Key has 1 to 255 printable ASCII characters. Send a new random one, or none.";
        return Err(ApiError::new(Code::IdempotencyKeyInvalid, how));
    }
    let parsed = serde_json::to_vec(body).map_err(ApiError::internal)?;
    Ok(Some(Idempotency {
        key: key.to_owned(),
        body_hash: Sha256::digest(parsed).to_vec(),
        anew_once_cancelled: false,
    }))
}

impl From<CreateBookingBody> for BookingInput {
    fn from(body: CreateBookingBody) -> Self {
        Self {
            service: body.service.unwrap_or_default(),
            start: body.start.unwrap_or_default(),
            resource: body.resource,
            first_name: body.customer.first_name.unwrap_or_default(),
            last_name: body.customer.last_name.unwrap_or_default(),
            email: body.customer.email.unwrap_or_default(),
            phone: body.customer.phone,
            address: body.customer.address,
            comment: body.comment,
            language: body.language,
            privacy_accepted: body.privacy_accepted.unwrap_or_default(),
            reminder_accepted: body.reminder_accepted.unwrap_or_default(),
        }
    }
}
