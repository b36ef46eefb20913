//! Script and markup in every field: in all pages, responses and mails.

use super::hostile_shop::{MARKUP, NAME, hostile_shop};
use super::walk::{self, Seen, Visit, selector};
use crate::harness::{TestApp, booking};
use crate::planner::desk::{Desk, add_user};
use scraper::Html;
use std::sync::Arc;
use terminplaner::delivery::transport::{MemoryTransport, Transport};
use terminplaner::delivery::transport_resolver::TransportResolver;
use terminplaner::delivery::worker::MailWorker;
use terminplaner::domain::account::Role;

/// Paths that no page links to: a customer's, and files whose names change.
const SEEDS: [&str; 27] = [
    "/planner/resources/calendars/import/preview",
    "/planner/customers/import/preview",
    "/planner/stranded",
    "/planner/settings/data/customers.csv",
    "/planner/settings/data/appointments.csv",
    "/planner/statistics.csv?table=services",
    "/accessibility",
    "/t/token-1",
    "/t/token-2",
    "/t/token-2/cancel",
    "/t/token-2/move",
    "/t/token-2/not-me",
    "/t/token-2/termin.ics",
    "/t/token-2/data?m=secret-2",
    "/t/token-2/data.json?m=secret-2",
    "/t/token-2/data/erase?m=secret-2",
    "/t/unknown",
    "/?service=anpassung&start=2022-01-18T09:00:00%2B01:00",
    "/assets/x/planner.css",
    "/planner/settings/mail-texts/confirmation/de",
    "/planner/customers/find?q=b",
    "/planner/search?q=b",
    "/planner/search?q=b&part=1",
    "/planner/appointments/new?start=2022-01-18T09:00&resource=kabine-1&customer=1&part=1",
    "/planner/appointments/1?part=1",
    "/planner/calendar/free?moving=1",
    "/planner/calendar/why?at=2022-01-18T09:00:00%2B01:00&resource=kabine-1",
];
/// Routes that need a secret, and the one on another listener.
const NOT_WALKED: [&str; 6] = [
    "/planner/reset/{token}",
    "/planner/enter/{token}",
    "/planner/set-up/start/{token}",
    "/calendars/{file}",
    "/metrics",
    "/health",
];

/// Elements and attributes that no page of the program may have.
fn complaints(visit: &Visit) -> Vec<String> {
    let mut found = Vec::new();
    let mut complain = |what: String| found.push(format!("{}: {what}", visit.address));
    if visit.header("x-content-type-options") != "nosniff" {
        complain("may be sniffed".into());
    }
    if !visit.is_page() {
        let kind = visit.header("content-type");
        if ["xml", "svg"].iter().any(|risky| kind.contains(risky)) {
            complain(format!("is {kind}"));
        }
        if kind.starts_with("text/css") && visit.text.contains("x-evil") {
            complain("has foreign style".into());
        }
        return found;
    }
    if visit.text.contains("<x-evil") {
        complain("has foreign markup".into());
    }
    complain_of_elements(&Html::parse_document(&visit.text), &mut complain);
    found
}

fn complain_of_elements(html: &Html, complain: &mut impl FnMut(String)) {
    for element in html.select(&selector("*")) {
        let name = element.value().name();
        if name.starts_with("x-evil") || matches!(name, "base" | "object" | "embed") {
            complain(format!("has <{name}>"));
        }
        if name == "script" && !element.attr("src").is_some_and(|src| src.starts_with('/')) {
            complain("has a script within".into());
        }
        for (attribute, value) in element.value().attrs() {
            let value: String = value.trim().to_lowercase().split(char::is_whitespace).collect();
            let leads = matches!(attribute, "href" | "src" | "action" | "formaction" | "data" | "srcdoc");
            // `data:,` is used to have no icon.
            let is_script = ["javascript:", "data:", "vbscript:"].iter().any(|scheme| value.starts_with(scheme));
            let is_script = is_script && value != "data:,";
            if attribute.starts_with("on") || attribute == "style" || (leads && is_script) {
                complain(format!("has <{name} {attribute}={value:.60}>"));
            }
        }
    }
}

fn assert_harmless<'a>(visits: impl IntoIterator<Item = &'a Visit>) {
    let found: Vec<String> = visits.into_iter().flat_map(complaints).collect();
    assert!(found.is_empty(), "{found:#?}");
}

async fn owner(shop: &TestApp) -> String {
    let number = shop.count("SELECT coalesce(max(id), 0) FROM users");
    let email = format!("owner{number}@example.org");
    add_user(shop, &email, Role::Owner).await;
    Desk::closed(shop).sign_in(&email).await.cookie().to_owned()
}

#[tokio::test]
async fn no_page_shows_what_somebody_typed_as_markup() {
    let shop = hostile_shop().await;
    let cookie = owner(&shop).await;
    let seen = walk::walk(&shop, &cookie, &SEEDS).await;
    assert_harmless(&seen.visits);
    let mut missed = seen.missed();
    missed.retain(|path| !NOT_WALKED.contains(&path.as_str()));
    assert!(missed.is_empty(), "no page was seen of {missed:?}: name an address of each in SEEDS");
    let shown =
        seen.visits.iter().filter(|visit| visit.text.contains("&lt;x-evil") || visit.text.contains("&#60;x-evil"));
    assert!(shown.count() > 10, "the words are on the pages, as words");
    let broken: Vec<_> = seen.visits.iter().filter(|visit| visit.status >= 500).map(|visit| &visit.address).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

#[tokio::test]
async fn no_page_shows_what_stands_in_its_address_as_markup() {
    let shop = hostile_shop().await;
    let cookie = owner(&shop).await;
    let seen = walk::walk(&shop, &cookie, &SEEDS).await;
    let everything: Vec<&String> = seen.queries.values().flatten().collect();
    assert!(everything.len() > 10, "{everything:?}");
    for page in seen.visits.iter().filter(|visit| visit.is_page() && !visit.address.contains('?')) {
        let own = seen.queries.get(page.path()).into_iter().flatten();
        for names in own.map(|name| vec![name]).chain([everything.clone()]) {
            let mut query = form_urlencoded::Serializer::new(String::new());
            let query = query.extend_pairs(names.iter().map(|name| (name.as_str(), MARKUP))).finish();
            let visit = walk::open(&shop, &cookie, &format!("{}?{query}", page.path())).await;
            assert!(visit.status < 500, "{}", visit.address);
            assert_harmless([&visit]);
        }
        let below = walk::open(&shop, &cookie, &format!("{}/%3Cx-evil%3E", page.path())).await;
        assert_harmless([&below]);
    }
}

#[tokio::test]
async fn no_form_shows_what_was_typed_into_it_as_markup() {
    let shop = hostile_shop().await;
    let mut cookie = owner(&shop).await;
    let seen = walk::walk(&shop, &cookie, &SEEDS).await;
    assert!(seen.forms.len() > 5);
    let mut answers = 0;
    for form in seen.forms.iter().filter(|form| form.action != "/planner/sign-out") {
        for words in [NAME, MARKUP] {
            let typed = |(name, value, typed): &(String, String, bool)| {
                (name.clone(), if *typed { words.to_owned() } else { value.clone() })
            };
            let fields: Vec<_> = form.fields.iter().map(typed).collect();
            let visit = walk::post(&shop, &cookie, &form.action, &fields).await;
            assert!(visit.status < 500, "{} answered {}", form.action, visit.status);
            assert_harmless([&visit]);
            answers += 1;
            // Some forms end the session, so the next one needs a new one.
            if walk::open(&shop, &cookie, "/planner").await.status != 200 {
                cookie = owner(&shop).await;
            }
        }
    }
    assert!(answers > 10);
    let after: Seen = walk::walk(&shop, &cookie, &SEEDS).await;
    assert_harmless(&after.visits);
}

/// A `?` is allowed in an e-mail address; in a `mailto:` link it would start further recipients and a text.
#[tokio::test]
async fn a_mailto_link_has_a_single_recipient() {
    let shop = TestApp::new();
    let cookie = owner(&shop).await;
    let mut body = booking("2022-01-17T09:00:00+01:00");
    body["customer"]["email"] = "erika?bcc=evil%40evil.example&body=x@example.org".into();
    assert_eq!(shop.book(&body).await.status, 201);
    for path in ["/planner", "/planner/appointments/1"] {
        let page = Html::parse_document(&walk::open(&shop, &cookie, path).await.text);
        let links: Vec<_> = page.select(&selector("a[href^='mailto:']")).filter_map(|link| link.attr("href")).collect();
        assert_eq!(links, ["mailto:erika%3Fbcc%3Devil%2540evil.example%26body%3Dx@example.org"], "{path}");
    }
}

#[tokio::test]
async fn no_mail_shows_what_somebody_typed_as_markup() {
    let shop = hostile_shop().await;
    let memory = MemoryTransport::default();
    let outlet = Arc::new(TransportResolver::new(Some(Arc::new(Transport::Memory(memory.clone())))));
    let app = &shop.app;
    let url = app.settings.public_url.clone();
    MailWorker::new(app.store.clone(), shop.clock.clone(), outlet, url).run_due_once().await.unwrap();
    let sent = memory.sent();
    assert_eq!(sent.len(), 4, "two for the customer, two for the shop");
    for mail in sent {
        let mail = crate::mail::fixture::read(&mail.bytes).into_owned();
        let html = mail.body_html(0).unwrap();
        assert!(!html.contains("<x-evil") && html.contains("&#60;x-evil"), "{html}");
        let mut found = Vec::new();
        complain_of_elements(&Html::parse_document(&html), &mut |what| found.push(what));
        // Mails use inline styles instead of style sheets; they are fixed and contain no input.
        found.retain(|what| !what.contains(" style="));
        assert!(found.is_empty(), "{found:?}");
    }
}
