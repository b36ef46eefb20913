//! Records on which pages the widget is embedded, from the Origin header of its own requests. Nothing is fetched.
//!
//! Any client can send any origin, so origins are ranked. An origin counts once a day per client network that loaded
//! it: a homepage has visitors from many networks, invented origins come from few. The number of new origins a day is
//! limited per network and in total. The website in the settings is always recorded, the server's own origin never.
//! Networks are kept in memory only, as salted hashes, for a day.

pub mod seen_today;

use super::client_address::ClientAddress;
use super::middleware::security_headers::is_origin;
use crate::domain::shop::Shop;
use crate::http::state::App;
use crate::operations::widget_origins;
use axum::http::{HeaderMap, header};
use seen_today::News;

/// Maximum length of an origin, in characters; longer ones are ignored.
const LONGEST: usize = 100;

/// Records the origin of a widget's request, without waiting for the write.
pub fn note(app: &App, client: ClientAddress, headers: &HeaderMap) {
    let planning = app.planning();
    let shop = &planning.calendar.shop;
    let Some(origin) = foreign_origin(app, shop, headers) else { return };
    let named = is_website(shop, &origin);
    let Some(news) = app.embedding_watch.see(&origin, client, named, app.clock.monotonic()) else { return };
    let (store, visits) = (app.store.clone(), i64::from(news == News::Visitor));
    tokio::spawn(async move {
        if let Err(error) = widget_origins::note(&store, origin, visits).await {
            tracing::warn!(%error, "it could not be noted where the widget stands");
        }
    });
}

/// The origin of a page that may use the widget and is not this server's.
fn foreign_origin(app: &App, shop: &Shop, headers: &HeaderMap) -> Option<String> {
    let origin = headers.get(header::ORIGIN)?.to_str().ok()?.to_ascii_lowercase();
    let host = origin.split_once("://")?.1;
    let asked = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let ours = app.settings.public_url.to_ascii_lowercase();
    let is_ours = ours == origin || ours.starts_with(&format!("{origin}/")) || host.eq_ignore_ascii_case(asked);
    let allowed = shop.allowed_origins.as_ref().is_none_or(|allowed| {
        allowed.iter().any(|allowed| allowed.trim().trim_end_matches('/').eq_ignore_ascii_case(&origin))
    });
    let plain = origin.len() <= LONGEST && is_origin(&origin) && !host.contains('/');
    (plain && allowed && !is_ours).then_some(origin)
}

/// Whether an origin is that of the website in the shop's settings, with or without `www.`.
pub fn is_website(shop: &Shop, origin: &str) -> bool {
    let website = shop.website.as_deref().unwrap_or_default().to_ascii_lowercase();
    host_of(&website).is_some_and(|host| host_of(origin) == Some(host))
}

fn host_of(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::values::WebUrl;

    #[test]
    fn the_website_is_known_by_its_host() {
        let shop = |website: &str| Shop { website: Some(WebUrl::from_stored(website)), ..Shop::default() };
        for (website, origin, same) in [
            ("https://www.example.org/", "https://example.org", true),
            ("http://Example.org/termine?x", "https://www.example.org", true),
            ("https://example.org", "https://example.org.evil.example", false),
            ("https://example.org", "https://shop.example.org", false),
            ("", "https://", false),
        ] {
            assert_eq!(is_website(&shop(website), origin), same, "{website} {origin}");
        }
        assert!(!is_website(&Shop::default(), "https://example.org"));
    }
}
