//! Well-known URIs: the security contact (RFC 9116) and the page to change a password (W3C, "A Well-Known URL for
//! Changing Passwords").

use super::error::ApiError;
use crate::domain::mailto::mailto;
use crate::domain::shop::Shop;
use crate::http::state::App;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::{DateTime, Days, Utc};

/// Validity of the security contact. RFC 9116 recommends less than a year; it is renewed with every response.
const VALID_DAYS: Days = Days::new(180);

/// The routes, without rate limits.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/.well-known/security.txt", get(show_security_contact))
        .route("/.well-known/change-password", get(lead_to_password))
}

/// `GET /.well-known/security.txt`; 404 if the shop has neither an address nor a website.
async fn show_security_contact(State(app): State<App>) -> Result<Response, ApiError> {
    let text = security_contact(&app.planning().calendar.shop, &app.settings.public_url, app.clock.now());
    let text = text.ok_or_else(ApiError::not_found)?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

/// `GET /.well-known/change-password`: redirects to the password page, by way of signing in if necessary.
async fn lead_to_password() -> Redirect {
    Redirect::to("/planner/account")
}

fn security_contact(shop: &Shop, public_url: &str, now: DateTime<Utc>) -> Option<String> {
    let mail = shop.email.as_deref().map(mailto);
    let website = shop.website.as_deref().filter(|url| is_web_address(url));
    let contact = mail.or_else(|| website.map(str::to_owned))?;
    let expires = (now.date_naive() + VALID_DAYS).format("%Y-%m-%dT00:00:00Z");
    let others = shop.languages.iter().filter(|language| **language != shop.language);
    let languages: Vec<_> = std::iter::once(&shop.language).chain(others).map(|language| language.tag()).collect();
    let mut text = format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: {}\n", languages.join(", "));
    // URLs in the file must use TLS.
    if is_web_address(public_url) {
        text += &format!("Canonical: {public_url}/.well-known/security.txt\n");
    }
    Some(text)
}

/// Whether the URL may be in the file: with TLS, and on one line.
fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") && url.chars().all(|sign| !sign.is_whitespace() && !sign.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::values::{Email, WebUrl};

    fn told(shop: &Shop, public_url: &str) -> Option<String> {
        security_contact(shop, public_url, "2022-01-14T08:00:00Z".parse().unwrap())
    }

    #[test]
    fn the_shops_address_comes_first_then_its_website() {
        let mut shop = Shop { email: Some(Email::from_stored("praxis@example.org")), ..Shop::default() };
        assert_eq!(
            told(&shop, "https://termine.example.de").unwrap(),
            "Contact: mailto:praxis@example.org\nExpires: 2022-07-13T00:00:00Z\nPreferred-Languages: de, en\n\
             Canonical: https://termine.example.de/.well-known/security.txt\n"
        );
        shop.email = None;
        shop.website = Some(WebUrl::from_stored("https://www.example.org/"));
        assert!(told(&shop, "https://x.example").unwrap().starts_with("Contact: https://www.example.org/\n"));
        assert!(!told(&shop, "http://127.0.0.1").unwrap().contains("Canonical"));
        shop.website = Some(WebUrl::from_stored("http://www.example.org/"));
        assert_eq!(told(&shop, "https://x.example"), None, "no contact, no file");
    }

    #[test]
    fn no_address_adds_a_line_of_its_own() {
        let hostile = "a\r\nContact: mailto:evil@evil.example";
        let shop = Shop { email: Some(Email::from_stored(hostile)), ..Shop::default() };
        assert_eq!(told(&shop, "https://x.example").unwrap().matches("Contact:").count(), 1);
        let shop = Shop { website: Some(WebUrl::from_stored(format!("https://{hostile}"))), ..Shop::default() };
        assert_eq!(told(&shop, "https://x.example"), None);
    }
}
