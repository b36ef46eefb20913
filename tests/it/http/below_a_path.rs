//! A public address with a path: every link, form and file of every page leads below it, whether the proxy takes the path
//! off requests or not.

use crate::attacks::walk::{self, Visit, selector};
use crate::harness::{TestApp, booking, token};
use crate::planner::desk::Desk;
use crate::routes::{self, Route};
use axum::body::Body;
use axum::http::Request;
use scraper::Html;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

const PATH: &str = "/termine";
const URL: &str = "https://termine.example.de/termine";
/// How many addresses of a route are opened.
const PER_ROUTE: usize = 3;
/// What leads to a page or a file.
const LINKS: [(&str, &str); 7] = [
    ("a[href], link[href]", "href"),
    ("script[src], img[src], iframe[src]", "src"),
    ("form[action]", "action"),
    ("[formaction]", "formaction"),
    ("[data-events]", "data-events"),
    ("[data-challenge]", "data-challenge"),
    ("[data-list]", "data-list"),
];

/// A shop with a booking, a record and a passkey; returns the token and the owner's cookies.
async fn shop() -> (TestApp, TestApp, String, String) {
    let first = TestApp::with(&crate::harness::erika_is_known(), true);
    let shop = first.restarted_at(URL);
    let booked = shop.book(&booking("2022-01-18T09:00:00+01:00")).await;
    assert_eq!(booked.status, 201);
    let token = token(&booked);
    let cookie = Desk::owner(&shop).await.cookie().to_owned();
    shop.execute(
        "INSERT INTO passkeys (user_id, credential_id, credential, user_handle, host, name, added_at)
         VALUES (1, x'01', '{}', x'02', 'termine.example.de', 'Telefon', 0)",
    );
    (first, shop, token, cookie)
}

/// The addresses on this server that a page names, each with the attribute.
fn addresses(page: &str) -> Vec<(&'static str, String)> {
    let html = Html::parse_document(page);
    let named = |(elements, attribute): &(&str, &'static str)| {
        let selector = selector(elements);
        let found = html.select(&selector).filter_map(|element| element.attr(attribute)).map(str::to_owned);
        found.filter(|address| address.starts_with('/')).map(|address| (*attribute, address)).collect::<Vec<_>>()
    };
    LINKS.iter().flat_map(named).collect()
}

/// The same without queries, some of which are new every time.
fn paths(page: &str) -> Vec<String> {
    addresses(page).into_iter().map(|(_, address)| address.split('?').next().unwrap().to_owned()).collect()
}

struct Walk {
    routes: Vec<Route>,
    counts: BTreeMap<String, usize>,
    known: BTreeSet<String>,
    open: VecDeque<String>,
    forms: BTreeSet<String>,
}

impl Walk {
    /// Notes an address to be opened, unless its route was often enough.
    fn note(&mut self, address: &str) {
        let path = inside(address.split(['?', '#']).next().unwrap());
        // Routes whose pattern is a constant are not in the list.
        let route = self.routes.iter().find(|route| route.fits(path)).map_or(path, |route| &route.path);
        let count = self.counts.entry(route.to_owned()).or_default();
        if *count < PER_ROUTE && self.known.insert(address.to_owned()) {
            *count += 1;
            self.open.push_back(address.to_owned());
        }
    }

    fn learn(&mut self, visit: &Visit) {
        for (attribute, address) in addresses(&visit.text) {
            let below = address == PATH || address.starts_with("/termine/");
            assert!(below, "{attribute}=\"{address}\" on {}", visit.address);
            let address = address.split('#').next().unwrap().to_owned();
            if matches!(attribute, "action" | "formaction" | "data-challenge") {
                self.forms.insert(address);
            } else {
                self.note(&address.replace(' ', "%20"));
            }
        }
    }
}

/// What follows the path.
fn inside(address: &str) -> &str {
    match address.strip_prefix(PATH).unwrap_or_else(|| panic!("{address} is not below the path")) {
        "" => "/",
        rest => rest,
    }
}

#[tokio::test]
async fn every_link_form_and_file_of_every_page_leads_below_the_path() {
    let (_first, shop, token, cookie) = shop().await;
    let mut walk = Walk {
        routes: routes::all(),
        counts: BTreeMap::new(),
        known: BTreeSet::new(),
        open: VecDeque::new(),
        forms: BTreeSet::new(),
    };
    let pages: Vec<String> =
        walk.routes.iter().filter(|route| route.reads && !route.is_api()).map(|r| r.address("1")).collect();
    let seeds = [
        "/t/TOKEN",
        "/t/TOKEN/move?start=2022-01-19T09:00:00%2B01:00",
        "/?service=anpassung&start=2022-01-19T09:00:00%2B01:00",
    ];
    for seed in seeds.into_iter().map(|seed| seed.replace("TOKEN", &token)).chain(pages) {
        // Listened to elsewhere.
        if !["/metrics", "/health"].contains(&seed.as_str()) {
            walk.open.push_back(format!("{PATH}{seed}"));
        }
    }
    let (mut visits, mut linked) = (0, BTreeSet::new());
    while let Some(address) = walk.open.pop_front() {
        let visit = walk::open(&shop, &cookie, &address).await;
        let is_linked = walk.known.contains(&address);
        assert!(!is_linked || visit.status < 400, "{address} answered {}", visit.status);
        if let Some(to) = visit.headers.get("location").map(|to| to.to_str().unwrap()) {
            assert!(to.starts_with("/termine") || to.starts_with("https://"), "{address} leads to {to}");
            if to.starts_with('/') {
                walk.note(to.split('#').next().unwrap());
            }
        }
        if visit.is_page() {
            walk.learn(&visit);
        }
        visits += 1;
        linked.extend(is_linked.then_some(address));
    }
    for form in &walk.forms {
        // A page, or a route that takes the form only.
        let status = walk::open(&shop, &cookie, form).await.status;
        assert!(status != 404 && status < 500, "the form of {form} leads to {status}");
    }
    assert!(visits > 80 && linked.len() > 60, "{visits} pages, {} by links", linked.len());
}

#[tokio::test]
async fn a_proxy_may_take_the_path_off_or_leave_it() {
    let (_first, shop, token, cookie) = shop().await;
    for path in ["/", "/?lang=en", "/planner/calendar", "/widget.js", &format!("/t/{token}"), "/api/v1/shop"] {
        let with = walk::open(&shop, &cookie, &format!("{PATH}{path}")).await;
        let without = walk::open(&shop, &cookie, path).await;
        assert_eq!((with.status, without.status), (200, 200), "{path}");
        assert_eq!(paths(&with.text), paths(&without.text), "{path}");
    }
    assert_eq!(walk::open(&shop, &cookie, "/termine").await.status, 200, "without the slash, too");
    assert_eq!(walk::open(&shop, &cookie, "/elsewhere/planner").await.status, 404);
}

#[tokio::test]
async fn what_is_told_to_others_has_the_whole_address() {
    let (_first, shop, token, _) = shop().await;
    let booked = shop.get(&format!("/termine/api/v1/bookings/{token}")).await.json();
    assert_eq!(booked["manage_url"], format!("{URL}/t/{token}"));
    assert_eq!(shop.get("/termine/api/v1/openapi.json").await.json()["servers"][0]["url"], URL);
    assert!(
        shop.get("/termine/.well-known/security.txt").await.text.contains(&format!("Canonical: {URL}/.well-known"))
    );
    let file = shop.get(&format!("/termine/t/{token}/termin.ics")).await.text.replace("\r\n ", "");
    assert!(file.contains(&format!("{URL}/t/{token}")), "{file}");
}

#[tokio::test]
async fn signing_in_below_the_path_sets_cookies_for_it_and_comes_back_to_the_page() {
    let (_first, shop, _, _) = shop().await;
    shop.execute("DELETE FROM passkeys");
    let asked = walk::open(&shop, "", "/termine/planner/hours").await;
    assert_eq!(asked.header("location"), "/termine/planner/sign-in?to=%2Fplanner%2Fhours");
    let form = walk::open(&shop, "", asked.header("location")).await;
    assert_eq!(
        Html::parse_document(&form.text).select(&selector("[name=to]")).next().unwrap().attr("value"),
        Some("/planner/hours")
    );
    let fields =
        [("email", "owner@example.org"), ("password", crate::planner::desk::PASSWORD), ("to", "/planner/hours")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let entered = walk::post(&shop, "", "/termine/planner/sign-in", &fields).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/termine/planner/hours"));
    for cookie in entered.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.contains("; Path=/termine; ") || cookie.contains("Max-Age=0"), "{cookie}");
    }
}

#[tokio::test]
async fn a_refused_form_leads_back_to_the_page_it_was_sent_from() {
    let (_first, shop, _, cookie) = shop().await;
    let request = Request::post("/termine/planner/inbox/requests/99")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("referer", format!("{URL}/planner/customers"));
    let page = walk::send(&shop, &cookie, request, Body::from("answer=confirm")).await;
    assert_eq!(page.status, 404);
    assert!(page.text.contains("href=\"/termine/planner/customers\""), "{}", page.text);
}
