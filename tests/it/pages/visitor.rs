//! A visitor with a browser without scripts: follows links, fills in forms, presses buttons.

use super::shop::Shop;
use crate::page::Page;
use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt;

/// A browser tab.
pub struct Visitor<'a> {
    shop: &'a Shop,
    language: &'static str,
    /// What the browser says of the page that a form was sent from.
    site: &'static str,
}

impl<'a> Visitor<'a> {
    pub fn new(shop: &'a Shop) -> Self {
        Self::speaking(shop, "de")
    }

    pub fn speaking(shop: &'a Shop, language: &'static str) -> Self {
        Self { shop, language, site: "same-origin" }
    }

    /// A tab whose forms do not seem to come from our own pages: another site's, or one in a sandboxed frame.
    pub fn elsewhere(self) -> Self {
        Self { site: "cross-site", ..self }
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(Request::builder().uri(path), Body::empty()).await
    }

    pub async fn post(&self, path: &str, fields: &[(String, String)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.extend_pairs(fields).finish();
        let request = Request::builder().method("POST").uri(path);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let page = self.send(request.header("sec-fetch-site", self.site), Body::from(body)).await;
        match page.headers.get("location") {
            Some(location) => Box::pin(self.get(location.to_str().unwrap())).await,
            None => page,
        }
    }

    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Page {
        let request = request.header("accept", "text/html").header("accept-language", self.language);
        Page::read(self.shop.router().oneshot(request.body(body).unwrap()).await.unwrap()).await
    }

    /// Follows the first matching link.
    pub async fn follow(&self, page: &Page, selector: &str) -> Page {
        self.get(&page.attribute(selector, "href")).await
    }

    /// Submits the form with some fields changed, by the matching button.
    pub async fn submit(&self, page: &Page, filled: &[(&str, &str)], button: &str) -> Page {
        let fields = page.form(filled, button);
        self.post(&page.attribute("form", "action"), &fields).await
    }
}
