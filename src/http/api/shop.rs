//! `GET /api/v1/shop`: the data the widget needs before a date is chosen.

use super::openapi_examples;
use super::openapi_schemas::{
    AnyRefusal, Problem, directions, field_modes, languages, places, reminders, some_languages, statuses_on_booking,
    views,
};
use super::resource::ResourceResponse;
use crate::domain::shop::{Calendar, FieldMode, Language, Service};
use crate::domain::url::STATEMENT;
use crate::http::api::availability::{AvailabilityResponse, conditional, first_page};
use crate::http::client_address::ClientAddress;
use crate::http::error::ApiError;
use crate::http::extract::ApiQuery;
use crate::http::state::App;
use crate::http::widget_origin_watch;
use crate::i18n::direction;
use axum::extract::{Request, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};

/// The query.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ShopQuery {
    /// The language of the texts, as a tag (`de`, `en-GB`). If it is not offered: the shop's.
    #[param(value_type = String, required = false, example = "de")]
    lang: Option<String>,
    /// With it, the answer has the first page of times: this number of dates, as in `/api/v1/availability`.
    #[param(value_type = u8, required = false, minimum = 1, maximum = 31)]
    days: Option<String>,
    /// The service whose times are wanted. Empty: the only one that can be booked.
    #[param(value_type = String, required = false)]
    service: Option<String>,
    /// Only times of this resource. Empty: any.
    #[param(value_type = String, required = false)]
    resource: Option<String>,
}

/// The public data of the shop.
#[derive(Serialize, ToSchema)]
pub struct ShopResponse<'a> {
    name: String,
    location: String,
    /// IANA name of the time zone of all times.
    time_zone: &'static str,
    /// The shop's default language.
    #[schema(schema_with = languages)]
    language: &'static str,
    /// The languages in which texts are available.
    #[schema(schema_with = some_languages)]
    languages: Vec<&'static str>,
    #[schema(required = true)]
    phone: Option<String>,
    #[schema(required = true, format = "uri")]
    privacy_url: Option<String>,
    #[schema(required = true, format = "uri")]
    imprint_url: Option<String>,
    /// The accessibility statement: the shop's own, or the one of this server.
    #[schema(format = "uri")]
    accessibility_url: String,
    /// `#rrggbb`.
    #[schema(required = true, pattern = "^#[0-9a-fA-F]{6}$")]
    accent: Option<String>,
    fields: FieldsResponse,
    /// Reminders by mail: `off`, `ask` (only with `reminder_accepted`), or `on` for everybody.
    #[schema(schema_with = reminders)]
    reminders: &'static str,
    /// How long before the start a reminder is sent: for nearer starts there is none to agree to.
    reminder_hours: Option<u32>,
    /// Whether mails about bookings go out at all.
    mails: bool,
    /// The direction in which the language of the texts is written.
    #[schema(schema_with = directions)]
    direction: &'static str,
    /// How free times are shown where the page does not say: as a table (`grid`), as a `list` of days, or by the width.
    #[schema(schema_with = views)]
    widget_view: &'static str,
    services: Vec<ServiceResponse>,
    /// The first page of times, where `days` asks for it. Absent where the query names neither a service that can be booked nor
    /// leaves one out where there is only one, and where it names another resource than this service's.
    #[schema(value_type = AvailabilityResponse<'static>, required = false)]
    #[serde(skip_serializing_if = "Option::is_none")]
    availability: Option<&'a RawValue>,
}

/// Whether each optional form field is `optional`, `required` or `hidden`.
#[derive(Serialize, ToSchema)]
pub struct FieldsResponse {
    #[schema(schema_with = field_modes)]
    phone: &'static str,
    #[schema(schema_with = field_modes)]
    comment: &'static str,
}

/// A service that can be booked.
#[derive(Serialize, ToSchema)]
pub struct ServiceResponse {
    id: String,
    name: String,
    #[schema(required = true)]
    group: Option<String>,
    #[schema(required = true)]
    description: Option<String>,
    /// The language of these texts, where it is not the one asked for.
    #[schema(schema_with = languages, required = false)]
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
    #[schema(minimum = 1, maximum = 10_080)]
    duration_minutes: u32,
    /// `confirmed`, or `requested` if the shop decides on each booking.
    #[schema(schema_with = statuses_on_booking)]
    status_on_booking: &'static str,
    /// Where it takes place: in the `shop`, at the `customer`'s (then their address and telephone number are required), by
    /// `phone` (then the number is), or by `video`.
    #[schema(schema_with = places)]
    place: &'static str,
    /// The resources the customer may choose from; empty if there is no choice.
    resources: Vec<ResourceResponse>,
}

/// The shop, its form fields and its services.
///
/// What is needed before a date is chosen; with `days` also the first page of times.
#[utoipa::path(get, path = "/api/v1/shop", tag = "Shop", params(ShopQuery), responses(
    (status = 200, description = "The shop", body = ShopResponse<'static>, links(
        ("times" = (operation_id = "list_availability", parameters(("service" = "$response.body#/services/0/id")))),
    ), headers(("ETag" = String, description = "Follows the content")), example = json!(openapi_examples::shop())),
    (status = 304, description = "Unchanged since the ETag in If-None-Match"),
    (status = 422, description = "A value in the query is wrong", body = Problem, content_type = "application/problem+json"),
    AnyRefusal,
))]
pub async fn find_shop(
    State(app): State<App>,
    ApiQuery(query): ApiQuery<ShopQuery>,
    request: Request,
) -> Result<Response, ApiError> {
    let (client, headers) = (ClientAddress::of_request(&request, &app.settings.trusted_proxies), request.headers());
    widget_origin_watch::note(&app, client, headers);
    let calendar = app.planning().calendar.clone();
    let asked = query.lang.as_deref().and_then(Language::from_tag);
    let language =
        asked.filter(|language| calendar.shop.languages.contains(language)).unwrap_or(calendar.shop.language);
    let page = match query.days {
        Some(days) => first_page(&app, query.service, query.resource, &days).await?,
        None => None,
    };
    let mut response = shop_response(&app, &calendar, language, app.sends_mail().await?);
    response.availability =
        page.as_ref().map(|page| serde_json::from_slice(&page.body)).transpose().map_err(ApiError::internal)?;
    let body = serde_json::to_vec(&response).map_err(ApiError::internal)?;
    Ok(conditional(headers, body.into(), None))
}

fn shop_response(app: &App, calendar: &Calendar, language: Language, mails: bool) -> ShopResponse<'static> {
    let shop = &calendar.shop;
    ShopResponse {
        name: shop.name.to_string(),
        location: shop.location.to_string(),
        time_zone: shop.time_zone.name(),
        language: shop.language.tag(),
        languages: shop.languages.iter().map(|language| language.tag()).collect(),
        phone: shop.phone.clone().map(String::from),
        privacy_url: shop.privacy_url.clone().map(String::from),
        imprint_url: shop.imprint_url.clone().map(String::from),
        accessibility_url: shop
            .accessibility_url
            .clone()
            .map_or_else(|| format!("{}{}", app.settings.public_url, STATEMENT), String::from),
        accent: shop.accent.clone().map(String::from),
        fields: FieldsResponse {
            phone: FieldMode::word(shop.phone_field),
            comment: FieldMode::word(shop.comment_field),
        },
        reminders: match shop.reminder_hours {
            None => "off",
            Some(_) if shop.asks_about_reminders() => "ask",
            Some(_) => "on",
        },
        reminder_hours: shop.reminder_hours,
        mails,
        direction: direction(language).word(),
        widget_view: shop.widget_view.word(),
        services: calendar.bookable_services().map(|service| service_response(calendar, service, language)).collect(),
        availability: None,
    }
}

fn service_response(calendar: &Calendar, service: &Service, language: Language) -> ServiceResponse {
    let texts = service.texts_in(language);
    let choice = calendar.choosable(service).map(ResourceResponse::from);
    ServiceResponse {
        id: service.id.to_string(),
        name: texts.name.into(),
        group: texts.group.map(String::from),
        description: texts.description.map(String::from),
        language: service.other_language(language, calendar.shop.language).map(Language::tag),
        duration_minutes: service.duration_minutes,
        status_on_booking: service.status_on_booking.word(),
        place: service.place.word(),
        resources: if service.choice { choice.collect() } else { Vec::new() },
    }
}
