//! The homepage of the demo shop, with the widget's script tag.
//!
//! Of the shop's server it knows only the address, like any website. It has the strict policy under which the widget
//! works, plus its own style sheet and icon.

use super::endpoints::{Endpoint, Endpoints};
use super::files::{guarded, page, with_file};
use crate::domain::shop::{Calendar, Language, Service};
use crate::domain::time;
use crate::domain::values::shown;
use crate::i18n::dates::long_day;
use askama::Template;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use chrono::{DateTime, Datelike, Days, Utc};
use std::sync::Arc;

const STYLE: &str =
    concat!(include_str!("../../../assets/demo/bar.css"), include_str!("../../../assets/demo/homepage.css"));
const ICON: &str = include_str!("../../../assets/demo/icon.svg");
/// Days ahead for which closed days are announced.
const ANNOUNCED_DAYS: u64 = 21;

/// Data of every page of the site.
struct Site {
    places: Vec<Endpoint>,
    shop: String,
    year: i32,
}

#[derive(Template)]
#[template(path = "demo/home.html")]
struct Home {
    site: Arc<Site>,
    services: Vec<Offer>,
    closed: Vec<String>,
}

/// A service as shown on the homepage.
struct Offer {
    name: String,
    description: String,
    minutes: u32,
    icon: &'static str,
}

#[derive(Template)]
#[template(path = "demo/imprint.html")]
struct Imprint {
    site: Arc<Site>,
}

#[derive(Template)]
#[template(path = "demo/privacy.html")]
struct Privacy {
    site: Arc<Site>,
}

#[derive(Template)]
#[template(path = "demo/missing.html")]
struct Missing {
    site: Arc<Site>,
}

/// The routes of the site.
pub fn routes(calendar: &Calendar, places: &Endpoints, now: DateTime<Utc>) -> anyhow::Result<Router> {
    let year = now.with_timezone(&calendar.shop.time_zone).year();
    let list = places.all(calendar.shop.language, &places.homepage);
    let site = Arc::new(Site { places: list, shop: places.shop.clone(), year });
    let services = calendar.bookable_services().map(|service| Offer::of(service, calendar.shop.language)).collect();
    let home = Arc::new(Home { site: site.clone(), services, closed: closed_soon(calendar, now) });
    let imprint = Arc::new(Imprint { site: site.clone() });
    let privacy = Arc::new(Privacy { site: site.clone() });
    let missing = Arc::new(Missing { site });
    let router = Router::new()
        .route("/", get(async move || page(StatusCode::OK, &*home)))
        .route("/impressum", get(async move || page(StatusCode::OK, &*imprint)))
        .route("/datenschutz", get(async move || page(StatusCode::OK, &*privacy)))
        .fallback(async move || page(StatusCode::NOT_FOUND, &*missing));
    let router = with_file(router, "/stil.css", "text/css; charset=utf-8", STYLE);
    let router = with_file(router, "/icon.svg", "image/svg+xml", ICON);
    guarded(router, &policy(&places.shop))
}

/// The widget needs the first line only; the second is for the page itself.
fn policy(shop: &str) -> String {
    // In a policy a path names what is below it only with a slash at its end.
    let below = if shop.matches('/').count() > 2 { format!("{shop}/") } else { shop.to_owned() };
    let shop = below.as_str();
    format!(
        "default-src 'none'; script-src {shop}; connect-src {shop}; \
         style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

impl Offer {
    fn of(service: &Service, language: Language) -> Self {
        let texts = service.texts_in(language);
        let icon = match service.id.as_str() {
            "hoertest" => "waves",
            "erstberatung" => "talk",
            "anpassung" => "tune",
            "wartung" => "care",
            _ => "home",
        };
        Self {
            name: texts.name.into(),
            description: shown(&texts.description),
            minutes: service.duration_minutes,
            icon,
        }
    }
}

/// Lines such as "Donnerstag, 3. Dezember 2026 (Betriebsausflug)".
fn closed_soon(calendar: &Calendar, now: DateTime<Utc>) -> Vec<String> {
    let today = time::today(now, calendar.shop.time_zone);
    let soon = today..=today + Days::new(ANNOUNCED_DAYS);
    let days = calendar.exceptions.iter().filter(|day| day.hours.is_empty() && soon.contains(&day.from_date));
    let open_else = days.filter(|day| day.from_date.weekday() != chrono::Weekday::Sun);
    open_else
        .map(|day| {
            let date = long_day(day.from_date, calendar.shop.language);
            day.note.as_ref().map_or(date.clone(), |note| format!("{date} ({note})"))
        })
        .collect()
}
