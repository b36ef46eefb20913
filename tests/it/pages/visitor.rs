//! A visitor with a browser that runs no script: follows links, fills in forms, presses buttons.

use super::shop::Shop;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt;

/// A page as it was answered.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    html: Html,
}

/// A browser tab.
pub struct Visitor<'a> {
    shop: &'a Shop,
    language: &'static str,
}

impl<'a> Visitor<'a> {
    pub fn new(shop: &'a Shop) -> Self {
        Self { shop, language: "de" }
    }

    pub fn speaking(shop: &'a Shop, language: &'static str) -> Self {
        Self { shop, language }
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(Request::builder().uri(path), Body::empty()).await
    }

    pub async fn post(&self, path: &str, fields: &[(String, String)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.extend_pairs(fields).finish();
        let request = Request::builder().method("POST").uri(path);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let page = self.send(request.header("sec-fetch-site", "same-origin"), Body::from(body)).await;
        match page.headers.get("location") {
            Some(location) => Box::pin(self.get(location.to_str().unwrap())).await,
            None => page,
        }
    }

    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Page {
        let request = request.header("accept", "text/html").header("accept-language", self.language);
        let response = self.shop.router().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        let html = Html::parse_document(&text);
        Page { status: parts.status, headers: parts.headers, text, html }
    }

    /// Follows the first link that `selector` picks.
    pub async fn follow(&self, page: &Page, selector: &str) -> Page {
        self.get(&page.attribute(selector, "href")).await
    }

    /// Sends the form with some fields filled in, by the button that `button` picks.
    pub async fn submit(&self, page: &Page, filled: &[(&str, &str)], button: &str) -> Page {
        let fields = page.form(filled, button);
        self.post(&page.attribute("form", "action"), &fields).await
    }
}

impl Page {
    fn one(&self, selector: &str) -> ElementRef<'_> {
        let found = self.html.select(&Selector::parse(selector).unwrap()).next();
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.text))
    }

    /// How many elements `selector` picks.
    pub fn count(&self, selector: &str) -> usize {
        self.html.select(&Selector::parse(selector).unwrap()).count()
    }

    /// The text of the first element that `selector` picks, with single spaces.
    pub fn words(&self, selector: &str) -> String {
        words(self.one(selector))
    }

    /// The texts of all of them.
    pub fn all(&self, selector: &str) -> Vec<String> {
        self.html.select(&Selector::parse(selector).unwrap()).map(words).collect()
    }

    pub fn attribute(&self, selector: &str, name: &str) -> String {
        self.one(selector).attr(name).unwrap_or_else(|| panic!("no {name} at {selector}")).to_owned()
    }

    /// What the form would send.
    pub fn form(&self, filled: &[(&str, &str)], button: &str) -> Vec<(String, String)> {
        let controls = Selector::parse("form input, form textarea").unwrap();
        let mut fields = Vec::new();
        for control in self.html.select(&controls) {
            let name = control.attr("name").unwrap();
            let value = control.attr("value").map_or_else(|| control.text().collect::<String>(), str::to_owned);
            let given = filled.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
            if control.attr("type") == Some("checkbox") && control.attr("checked").is_none() && given.is_none() {
                continue;
            }
            fields.push((name.to_owned(), given.unwrap_or(value)));
        }
        let pressed = self.one(button);
        if let (Some(name), Some(value)) = (pressed.attr("name"), pressed.attr("value")) {
            fields.push((name.to_owned(), value.to_owned()));
        }
        fields
    }
}

fn words(element: ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}
