//! A crawler over all pages: by the list of routes, by links, and by forms.

use crate::harness::TestApp;
use crate::routes::{self, Route};
use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use http_body_util::BodyExt;
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use tower::ServiceExt;

/// Maximum number of paths visited per route, since weeks can be turned without end.
const PER_ROUTE: usize = 6;

/// A response.
pub struct Visit {
    pub address: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Visit {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn is_page(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }

    pub fn path(&self) -> &str {
        self.address.split('?').next().unwrap()
    }
}

/// A form on a page that changes something.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    pub action: String,
    /// Name, value, and whether it is an input of the user.
    pub fields: Vec<(String, String, bool)>,
}

/// Everything found.
#[derive(Default)]
pub struct Seen {
    pub visits: Vec<Visit>,
    pub forms: BTreeSet<Form>,
    /// Query strings in links, by path.
    pub queries: BTreeMap<String, BTreeSet<String>>,
}

/// Sends a request as a browser with that cookie.
pub async fn send(shop: &TestApp, cookie: &str, request: axum::http::request::Builder, body: Body) -> Visit {
    let request = request.header("accept", "text/html").header("cookie", cookie).body(body).unwrap();
    let address = request.uri().to_string();
    let (parts, body) = shop.router().oneshot(request).await.unwrap().into_parts();
    let streams = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
    // An event stream never ends.
    let bytes = if streams { Vec::new() } else { body.collect().await.unwrap().to_bytes().to_vec() };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Visit { address, status: parts.status.as_u16(), headers: parts.headers, text }
}

/// Opens a path.
pub async fn open(shop: &TestApp, cookie: &str, address: &str) -> Visit {
    send(shop, cookie, Request::get(address), Body::empty()).await
}

/// Submits a form from its own page.
pub async fn post(shop: &TestApp, cookie: &str, action: &str, fields: &[(String, String)]) -> Visit {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(action)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    send(shop, cookie, request, Body::from(body)).await
}

/// Visits every page in the list of routes and in `seeds`, and what they link to.
pub async fn walk(shop: &TestApp, cookie: &str, seeds: &[&str]) -> Seen {
    let routes: Vec<Route> = routes::all().into_iter().filter(|route| route.reads && !route.is_api()).collect();
    // Rows with ids 1 and 2 exist; other ids are found by links or seeds.
    let guesses = routes.iter().flat_map(|route| [route.address("1"), route.address("2")]);
    let mut open_addresses: VecDeque<String> = guesses.chain(seeds.iter().map(|seed| (*seed).to_owned())).collect();
    let (mut known, mut visited) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    let mut seen = Seen::default();
    while let Some(address) = open_addresses.pop_front() {
        let path = address.split('?').next().unwrap();
        let Some(route) = routes.iter().find(|route| route.fits(path)) else { continue };
        let count = visited.entry(route.path.clone()).or_default();
        if *count >= PER_ROUTE || !known.insert(address.clone()) {
            continue;
        }
        *count += 1;
        let visit = open(shop, cookie, &address).await;
        if let Some(location) = visit.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()) {
            open_addresses.extend(inside(location));
        }
        if visit.is_page() {
            open_addresses.extend(links(&visit.text));
            seen.learn(&visit);
        }
        seen.visits.push(visit);
    }
    seen
}

impl Seen {
    /// Records the forms and queries of a page.
    fn learn(&mut self, visit: &Visit) {
        let html = Html::parse_document(&visit.text);
        for link in links(&visit.text) {
            let (path, query) = link.split_once('?').unwrap_or((&link, ""));
            let names = form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name.into_owned());
            self.queries.entry(path.to_owned()).or_default().extend(names);
        }
        for form in html.select(&selector("form")) {
            let action = form.attr("action").and_then(inside).unwrap_or_else(|| visit.address.clone());
            let fields = fields(form);
            if form.attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post")) {
                if form.attr("enctype").is_none() {
                    self.forms.insert(Form { action, fields });
                }
            } else {
                let path = action.split('?').next().unwrap_or_default().to_owned();
                self.queries.entry(path).or_default().extend(fields.into_iter().map(|(name, ..)| name));
            }
        }
    }

    /// The routes of which no existing page was visited.
    pub fn missed(&self) -> Vec<String> {
        let routes = routes::all().into_iter().filter(|route| route.reads && !route.is_api());
        let seen = |route: &Route| self.visits.iter().any(|visit| visit.status < 400 && route.fits(visit.path()));
        routes.filter(|route| !seen(route)).map(|route| route.path).collect()
    }
}

fn fields(form: ElementRef<'_>) -> Vec<(String, String, bool)> {
    let mut fields: Vec<(String, String, bool)> = Vec::new();
    for control in form.select(&selector("input[name], textarea[name], select[name], button[name]")) {
        let name = control.attr("name").unwrap_or_default().to_owned();
        let value = control.attr("value").unwrap_or_default().to_owned();
        match (control.value().name(), control.attr("type").unwrap_or("text")) {
            ("button", _) if fields.iter().any(|(other, ..)| *other == name) => {}
            ("select", _) => {
                let chosen = control.select(&selector("option[value]")).last();
                let value = chosen.and_then(|option| option.attr("value")).unwrap_or_default().to_owned();
                fields.push((name, value, false));
            }
            ("textarea", _) => fields.push((name, control.text().collect(), true)),
            ("button", _) | ("input", "hidden" | "checkbox" | "radio" | "submit") => fields.push((name, value, false)),
            (_, kind) => fields.push((name, value, !matches!(kind, "date" | "time" | "number" | "color"))),
        }
    }
    fields
}

/// The links of a page to this server.
fn links(text: &str) -> Vec<String> {
    let html = Html::parse_document(text);
    let linking = selector("a[href], iframe[src], link[href]");
    let found = html.select(&linking);
    found.filter_map(|element| element.attr("href").or(element.attr("src")).and_then(inside)).collect()
}

/// A path on this server, without fragment.
fn inside(link: &str) -> Option<String> {
    let link = link.strip_prefix("https://termine.example.de").unwrap_or(link);
    let link = link.split('#').next().unwrap_or_default();
    (link.starts_with('/') && !link.starts_with("//")).then(|| link.replace(' ', "%20"))
}

pub fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}
