//! The pages that have loaded the widget, as the set-up and the settings show them.

use crate::http::planner::prelude::*;
use crate::http::widget_origin_watch::is_website;
use crate::operations::widget_origins;

/// How many are shown.
const SHOWN: usize = 10;

/// A page that has loaded the widget.
pub struct Seen {
    /// Scheme and host.
    pub origin: String,
    /// When it was loaded last.
    pub last: String,
    /// Whether the settings name it as the shop's website.
    pub is_website: bool,
}

/// The shop's website, then those with the most visits.
///
/// # Errors
/// Those of the file.
pub async fn list(app: &App, language: Language) -> Result<Vec<Seen>, ApiError> {
    let calendar = app.planning().calendar.clone();
    let seen = widget_origins::by_visits(&app.store).await?.into_iter().map(|one| Seen {
        is_website: is_website(&calendar.shop, &one.origin),
        last: dates::day_and_time(Minute::of_second(one.last_seen_at), calendar.shop.time_zone, language),
        origin: one.origin,
    });
    let mut seen: Vec<_> = seen.collect();
    seen.sort_by_key(|one| !one.is_website);
    seen.truncate(SHOWN);
    Ok(seen)
}
