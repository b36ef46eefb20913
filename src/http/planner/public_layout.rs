//! What pages have around them that are shown to nobody in particular: signing in, choosing a new password, the first account.

use super::texts::Texts;
use crate::http::middleware::request_context::preferred_language;
use crate::http::pages::accent_url;
use crate::http::planner::prelude::*;
use crate::i18n::direction;

/// The frame of a page before the sign-in.
pub struct PublicLayout {
    /// The language of the page: the browser's, else the shop's.
    pub language: Language,
    /// The frame's own words.
    pub t: Texts,
    /// The shop's name.
    pub shop: String,
    /// The style sheet's address.
    pub stylesheet: String,
    /// The address of the shop's colours.
    pub accent: String,
}

impl PublicLayout {
    /// The frame for whoever sends these headers.
    pub fn new(app: &App, headers: &HeaderMap) -> Self {
        let planning = app.planning();
        let shop = &planning.calendar.shop;
        let language = preferred_language(headers, Language::is_for_staff).unwrap_or(shop.language.for_staff());
        Self {
            language,
            t: Texts::of(language),
            shop: shop.name.to_string(),
            stylesheet: asset_url("planner.css"),
            accent: accent_url(shop.accent.as_deref()),
        }
    }

    /// The language's tag.
    pub fn lang(&self) -> &'static str {
        self.language.tag()
    }

    /// The direction in which it is written.
    pub fn dir(&self) -> &'static str {
        direction(self.language).word()
    }
}
