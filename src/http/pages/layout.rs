//! What every page has around its content: language, shop, addresses, style sheets.

use super::accent;
use crate::domain::phone::dialled;
use crate::domain::shop::{Language, Shop};
use crate::domain::url::{STATEMENT, url};
use crate::domain::values::WebUrl;
use crate::http::assets::asset_url;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::middleware::request_context::preferred_language;
use crate::i18n::messages::Customer;
use crate::i18n::{Texts, dates, direction, own_name};
use askama::Template;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// The frame of a page.
pub struct Layout {
    pub language: Language,
    pub t: Texts<Customer>,
    /// Whether it stands in a frame of the provider's own page, which has the rest.
    pub embed: bool,
    pub shop: String,
    pub location: String,
    pub address: Vec<String>,
    pub phone: Option<Phone>,
    pub website: Option<String>,
    pub imprint: Option<String>,
    pub privacy: Option<String>,
    /// The accessibility statement: the shop's own, or the one made from a template.
    pub accessibility: String,
    pub has_own_statement: bool,
    pub stylesheet: String,
    pub accent: String,
    /// The same page in the shop's other languages.
    pub languages: Vec<OtherLanguage>,
}

/// A telephone number to read and to press.
pub struct Phone {
    pub text: String,
    pub href: String,
}

/// The way to another language.
pub struct OtherLanguage {
    pub href: String,
    pub lang: &'static str,
    /// Its own name.
    pub name: &'static str,
}

impl Layout {
    /// The frame in `language`.
    pub fn new(shop: &Shop, language: Language, embed: bool) -> Self {
        let link = |url: &Option<WebUrl>| url.clone().filter(|url| is_web_link(url)).map(String::from);
        let own_statement = link(&shop.accessibility_url);
        let has_own_statement = own_statement.is_some();
        let template = || url(STATEMENT, &[("lang", language.tag())]);
        Self {
            language,
            t: Texts::of(language),
            embed,
            shop: shop.name.to_string(),
            location: shop.location.to_string(),
            address: shop.address.iter().flat_map(|text| text.lines()).map(|line| line.trim().to_owned()).collect(),
            phone: shop.phone.as_deref().map(Phone::new),
            website: link(&shop.website),
            imprint: link(&shop.imprint_url),
            privacy: link(&shop.privacy_url),
            accessibility: own_statement.unwrap_or_else(template),
            has_own_statement,
            stylesheet: asset_url("pages.css"),
            accent: accent::url(shop.accent.as_deref()),
            languages: Vec::new(),
        }
    }

    /// Adds the ways to the shop's other languages.
    pub fn with_languages(mut self, shop: &Shop, href: impl Fn(Language) -> String) -> Self {
        let others = shop.languages.iter().copied().filter(|language| *language != self.language);
        let way =
            |language: Language| OtherLanguage { href: href(language), lang: language.tag(), name: own_name(language) };
        self.languages = others.map(way).collect();
        self
    }

    /// The shop's own accessibility statement.
    pub fn own_statement(&self) -> Option<&str> {
        self.has_own_statement.then_some(self.accessibility.as_str())
    }

    /// The booking page, in the same language.
    pub fn booking_page(&self) -> String {
        url("/", &[("lang", self.language.tag())])
    }

    /// The language's tag.
    pub fn lang(&self) -> &'static str {
        self.language.tag()
    }

    /// The direction in which it is written.
    pub fn dir(&self) -> &'static str {
        direction(self.language).word()
    }

    /// A label with the colon behind it.
    pub fn label(&self, label: &str) -> String {
        dates::label(label, self.language)
    }

    /// "Stuttgart": where the shop is, or its name where that is all there is to say.
    pub fn town(&self) -> &str {
        if self.location.is_empty() { &self.shop } else { &self.location }
    }

    /// "Hörakustik Muster, Stuttgart"
    pub fn place(&self) -> String {
        let parts = [&self.shop, &self.location];
        parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

impl Phone {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), href: format!("tel:{}", dialled(text)) }
    }
}

/// Whether the operator's link leads to a page, and to nothing that runs.
fn is_web_link(url: &str) -> bool {
    let lower = url.trim_start().to_ascii_lowercase();
    lower.starts_with("https://")
        || lower.starts_with("http://")
        || (lower.starts_with('/') && !lower.starts_with("//"))
}

/// What to speak: what is asked for by `lang`, else `otherwise` (a booking's), else the browser's, else the shop's.
pub fn language(shop: &Shop, lang: Option<&str>, otherwise: Option<Language>, headers: &HeaderMap) -> Language {
    let is_offered = |language: &Language| shop.languages.contains(language);
    let asked = lang.and_then(Language::from_tag).filter(is_offered);
    asked
        .or_else(|| otherwise.filter(is_offered))
        .or_else(|| preferred_language(headers, |language| is_offered(&language)))
        .unwrap_or(shop.language)
}

/// A page as an answer that nobody keeps: what it shows is gone in a minute.
pub fn page(status: StatusCode, template: &impl Template) -> Result<Response, PageError> {
    let html = template.render().map_err(ApiError::internal)?;
    let headers = [(header::CACHE_CONTROL, "no-store"), (header::VARY, "accept-language")];
    Ok((status, headers, Html(html)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_are_linked_to() {
        assert!(is_web_link("https://example.org") && is_web_link("/privacy"));
        assert!(
            !is_web_link("javascript:alert(1)") && !is_web_link("//evil.example") && !is_web_link("data:text/html,x")
        );
    }
}
