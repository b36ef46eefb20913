//! An unattended device does not give control of the shop: sensitive actions ask for the password first, and then
//! continue.

use super::desk::{Desk, PASSWORD, add_user};
use crate::attacks::walk;
use crate::harness::TestApp;
use crate::page::Page;
use crate::routes;
use axum::body::Body;
use axum::http::Request;
use std::collections::BTreeSet;
use std::time::Duration;
use terminplaner::domain::account::Role;
use terminplaner::http::planner::password_page::SECRETS;

/// One second longer than a password counts as recent.
const LATER: Duration = Duration::from_secs(10 * 60 + 1);
/// The idle time after which an owner's rights are suspended.
const OVERNIGHT: Duration = Duration::from_secs(12 * 60 * 60);

/// Actions that need a proof of the last ten minutes, and why.
const DEMANDS_PROOF: &[(&str, &str)] = &[
    ("POST /planner/confirm", "gives the proof"),
    ("POST /planner/account/second-factor/recovery-codes", "signs in"),
    ("GET /planner/account/second-factor/app", "signs in"),
    ("POST /planner/account/second-factor/app", "signs in"),
    ("POST /planner/account/second-factor/app/remove", "takes a protection away"),
    ("GET /planner/account/second-factor/passkey", "signs in"),
    ("POST /planner/account/second-factor/passkey", "signs in"),
    ("POST /planner/account/second-factor/passkey/challenge", "signs in"),
    ("POST /planner/account/second-factor/passkeys/{id}/rename", "names what signs in"),
    ("POST /planner/account/second-factor/passkeys/{id}/remove", "takes a protection away"),
    ("POST /planner/account/calendars", "shows appointments without signing in"),
    ("POST /planner/account/calendars/{id}/renew", "shows appointments without signing in"),
    ("POST /planner/account/devices", "opens the calendars"),
    ("POST /planner/accounts", "what protects owners' accounts"),
    ("POST /planner/accounts/{id}/second-factor/remove", "takes a protection away"),
    ("GET /planner/accounts/new", "who may sign in"),
    ("POST /planner/accounts/new", "who may sign in"),
    ("GET /planner/accounts/{id}", "who may sign in"),
    ("POST /planner/accounts/{id}", "who may sign in, and what they may do"),
    ("POST /planner/accounts/{id}/password", "signs in as somebody else"),
    ("POST /planner/accounts/{id}/link", "lets somebody choose a password"),
    ("POST /planner/accounts/{id}/remove", "who may sign in"),
    ("GET /planner/settings/mail", "the mail server's login"),
    ("POST /planner/settings/mail", "the mail server's login"),
    ("POST /planner/settings/mail/test", "a mail to any address"),
    ("GET /planner/set-up/mail", "the mail server's login"),
    ("POST /planner/set-up/mail", "the mail server's login"),
    ("POST /planner/settings", "where the shop's mails go, with all customers in them"),
    ("POST /planner/set-up/shop", "where the shop's mails go, with all customers in them"),
    ("POST /planner/settings/booking", "after how many days customers are forgotten"),
    ("GET /planner/settings/data", "takes the whole shop out and in"),
    ("GET /planner/settings/data/export", "takes the shop out"),
    ("GET /planner/settings/data/backup", "takes everything out"),
    ("GET /planner/settings/data/customers.csv", "takes all customers out"),
    ("GET /planner/settings/data/appointments.csv", "takes all appointments out"),
    ("POST /planner/settings/data/import", "puts another shop in its place"),
    ("GET /planner/customers/{id}/export", "everything about a person"),
    ("GET /planner/customers/{id}/export.json", "everything about a person"),
    ("POST /planner/customers/{id}/erase", "cannot be taken back"),
    ("POST /planner/erasures/{id}", "cannot be taken back"),
];

/// Actions of owners without a new proof: visible to the next user, and reversible.
const OWNERS_WITHOUT_PROOF: &[&str] = &[
    "POST /planner/undo",
    "POST /planner/customers/import",
    "POST /planner/customers/import/preview",
    "POST /planner/resources/calendars/import",
    "POST /planner/resources/calendars/import/preview",
    "POST /planner/settings/mail/release",
    "POST /planner/settings/mail/retry",
    "POST /planner/settings/look",
    "POST /planner/settings/homepage",
    "POST /planner/settings/mail-texts/{kind}/{language}",
    "POST /planner/set-up/skip/{step}",
    "POST /planner/set-up/resources",
    "POST /planner/set-up/services",
    "POST /planner/set-up/hours",
    "POST /planner/set-up/finish",
    "POST /planner/set-up/missing",
];

/// Areas in which owners change catalog and hours, without a new proof.
const OWNERS_AREAS_WITHOUT_PROOF: &[&str] =
    &["POST /planner/hours", "POST /planner/services", "POST /planner/resources"];

fn every_route() -> Vec<(&'static str, String)> {
    let all = routes::all().into_iter().filter(|route| route.path.starts_with("/planner"));
    all.flat_map(|route| {
        let reads = route.reads.then(|| ("GET", route.path.clone()));
        let changes: Vec<_> = route.changes.iter().map(|method| (*method, route.path.clone())).collect();
        reads.into_iter().chain(changes)
    })
    .collect()
}

/// Whether a page asks for the password.
fn asks(page: &Page) -> bool {
    page.count("input[name=your_password]") == 1
}

async fn send(desk: &Desk<'_>, method: &str, path: &str) -> Page {
    // Id 2 is another user's account.
    let parts = path.split('/').map(|part| if part.starts_with('{') { "2" } else { part });
    let request = Request::builder()
        .method(method)
        .uri(parts.collect::<Vec<_>>().join("/"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    desk.send(request, Body::empty()).await
}

#[tokio::test]
async fn these_routes_demand_a_proof_and_no_others() {
    let shop = TestApp::new();
    let (desk, _) = (Desk::owner(&shop).await, add_user(&shop, "staff@example.org", Role::Staff).await);
    shop.advance(LATER);
    let mut demanding = BTreeSet::new();
    for (method, path) in every_route() {
        // Signing out would end the walk, and an event stream never ends.
        if path == "/planner/sign-out" || path == "/planner/events" {
            continue;
        }
        let page = send(&desk, method, &path).await;
        if asks(&page) {
            assert_eq!(page.status, 401, "{method} {path}");
            demanding.insert(format!("{method} {path}"));
        }
    }
    let expected: BTreeSet<_> = DEMANDS_PROOF.iter().map(|(route, _)| (*route).to_owned()).collect();
    assert_eq!(demanding, expected);
}

#[tokio::test]
async fn every_change_that_is_an_owners_alone_demands_a_proof_or_is_named_here() {
    let shop = TestApp::new();
    let staff = Desk::staff(&shop).await;
    for (method, path) in every_route().into_iter().filter(|(method, _)| *method != "GET") {
        let route = format!("{method} {path}");
        let for_owners = send(&staff, method, &path).await.status == 403;
        let proves = DEMANDS_PROOF.iter().any(|(demanding, _)| *demanding == route);
        let named = OWNERS_WITHOUT_PROOF.contains(&route.as_str())
            || OWNERS_AREAS_WITHOUT_PROOF.iter().any(|area| route.starts_with(area));
        assert!(!for_owners || proves != named, "{route}");
        assert!(for_owners || !named, "{route} is no owner's alone");
        if path == "/planner/sign-out" {
            return;
        }
    }
}

#[tokio::test]
async fn a_page_opens_once_the_password_was_given_and_asks_again_ten_minutes_later() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    assert_eq!(desk.get("/planner/settings/data").await.status, 200, "signing in proves it");
    shop.advance(LATER);
    let page = desk.get("/planner/settings/data?x=1").await;
    assert_eq!((page.status.as_u16(), page.words("h1")), (401, "Bitte geben Sie Ihr Passwort ein".into()));
    assert_eq!(page.attribute("form.fields", "action"), "/planner/confirm");
    assert_eq!(page.attribute("input[name=to]", "value"), "/planner/settings/data?x=1");
    let wrong = [("to", "/planner/settings/data?x=1"), ("your_password", "wrong horse")];
    let page = desk.post("/planner/confirm", &wrong).await;
    assert_eq!((page.status.as_u16(), page.words(".error")), (422, "Das ist nicht Ihr Passwort.".into()));
    let right = [("to", "/planner/settings/data?x=1"), ("your_password", PASSWORD)];
    let page = desk.post("/planner/confirm", &right).await;
    assert_eq!(
        (page.status.as_u16(), &page.headers["location"]),
        (303, &"/planner/settings/data?x=1".parse().unwrap())
    );
    assert_eq!(desk.get("/planner/settings/data/export").await.status, 200);
    shop.advance(LATER);
    assert_eq!(desk.get("/planner/settings/data/export").await.status, 401);
}

#[tokio::test]
async fn a_form_is_sent_once_more_with_everything_that_was_typed() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    add_user(&shop, "max@example.org", Role::Staff).await;
    shop.advance(LATER);
    let typed =
        [("name", "Max »Beispiel« & Söhne"), ("email", "max@example.org"), ("role", "owner"), ("language", "en")];
    let page = desk.post("/planner/accounts/2", &typed).await;
    assert!(asks(&page));
    assert_eq!(shop.count("SELECT count(*) FROM users WHERE role = 'owner'"), 1, "nothing has happened yet");
    assert_eq!(page.attribute("form.fields", "action"), "/planner/accounts/2");
    let carried: Vec<_> = typed
        .iter()
        .map(|(name, _)| (*name, page.attribute(&format!("form.fields input[type=hidden][name={name}]"), "value")))
        .collect();
    let mut again: Vec<_> = carried.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(again, typed);
    again.push(("your_password", PASSWORD));
    assert_eq!(desk.submit("/planner/accounts/2", &again).await.status, 200);
    assert_eq!(shop.count("SELECT count(*) FROM users WHERE name = 'Max »Beispiel« & Söhne' AND role = 'owner'"), 1);
}

#[tokio::test]
async fn forms_with_a_password_or_file_are_never_written_into_the_page() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    add_user(&shop, "max@example.org", Role::Staff).await;
    shop.advance(LATER);
    let page = desk.post("/planner/accounts/2/password", &[("password", "quite another one")]).await;
    assert!(asks(&page) && !page.text.contains("quite another one"));
    assert_eq!(page.attribute("form.fields", "action"), "/planner/confirm");
    assert!(page.words(".note.info").starts_with("Passwörter und Dateien behält diese Seite nicht."));
    let request = Request::post("/planner/settings/data/import")
        .header("content-type", "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin")
        .header("referer", "https://termine.example.de/planner/settings/data");
    let page = desk.send(request, Body::from("--x--")).await;
    assert!(asks(&page));
    assert_eq!(page.attribute("input[name=to]", "value"), "/planner/settings/data");
}

#[tokio::test]
async fn every_password_field_is_recognised_as_one() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    add_user(&shop, "max@example.org", Role::Staff).await;
    let seen = walk::walk(&shop, desk.cookie(), &["/planner/accounts/2"]).await;
    let mut fields = BTreeSet::new();
    for visit in seen.visits.iter().filter(|visit| visit.is_page()) {
        let html = scraper::Html::parse_document(&visit.text);
        let passwords = walk::selector("input[type=password]");
        let names = html.select(&passwords).filter_map(|field| field.attr("name"));
        fields.extend(names.map(str::to_owned));
    }
    assert_eq!(fields, SECRETS.map(str::to_owned).into_iter().collect());
}

#[tokio::test]
async fn a_program_is_told_by_a_code() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.advance(LATER);
    let request = Request::get("/planner/settings/data/export").header("cookie", desk.cookie());
    let answer = shop.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (401, "password_required".to_owned()));
}

#[tokio::test]
async fn the_password_cannot_be_guessed_on_an_unattended_device() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.advance(LATER);
    let guess = [("to", "/planner/settings/data"), ("your_password", "guess")];
    for _ in 0..5 {
        assert_eq!(desk.post("/planner/confirm", &guess).await.status, 422);
    }
    let page = desk.post("/planner/confirm", &guess).await;
    assert_eq!((page.status.as_u16(), page.headers["retry-after"].to_str().unwrap()), (429, "2"));
    assert!(asks(&page) && page.words(".error").contains("warten Sie 2 Sekunden"));
}

#[tokio::test]
async fn an_owners_rights_are_suspended_after_a_night_until_the_password_is_entered() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.advance(OVERNIGHT);
    assert_eq!(desk.get("/planner").await.status, 200, "what staff may is open");
    assert_eq!(desk.get("/planner/calendar").await.status, 200);
    for path in ["/planner/hours", "/planner/settings", "/planner/accounts", "/planner/settings/log"] {
        assert!(asks(&desk.get(path).await), "{path}: being used meanwhile does not wake them");
    }
    let typed = [("name", "Kabine 3"), ("kind", "room")];
    let page = desk.post("/planner/resources/form", &typed).await;
    assert!(asks(&page), "{}", page.text);
    assert_eq!(page.attribute("form.fields input[name=name]", "value"), "Kabine 3");
    assert_eq!(
        desk.submit("/planner/confirm", &[("to", "/planner/hours"), ("your_password", PASSWORD)]).await.status,
        200
    );
    shop.advance(LATER);
    assert_eq!(desk.get("/planner/hours").await.status, 200, "they hold as long as the session is used");
}

#[tokio::test]
async fn automatic_refreshes_do_not_count_as_use_of_the_session() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for _ in 0..13 {
        shop.advance(Duration::from_secs(60 * 60));
        let request = Request::get("/planner").header("x-in-background", "1");
        assert_eq!(desk.send(request, Body::empty()).await.status, 200);
    }
    assert!(asks(&desk.get("/planner/hours").await));
}

#[tokio::test]
async fn staff_must_enter_the_password_to_export_or_erase_personal_data() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    desk.post("/planner/customers/new", &[("first_name", "Erika"), ("last_name", "Muster")]).await;
    let id = shop.count("SELECT id FROM customers");
    shop.advance(OVERNIGHT);
    let erase = format!("/planner/customers/{id}/erase");
    assert!(asks(&desk.post(&erase, &[]).await));
    assert!(asks(&desk.get(&format!("/planner/customers/{id}/export.json")).await));
    assert_eq!(shop.count("SELECT count(*) FROM customers"), 1);
    assert_eq!(desk.post(&erase, &[("your_password", PASSWORD)]).await.status, 303);
    assert_eq!(shop.count("SELECT count(*) FROM customers"), 0);
}

#[tokio::test]
async fn a_demo_visitor_is_never_asked_for_a_password() {
    let shop = TestApp::new();
    let id = add_user(&shop, "owner@example.org", Role::Owner).await;
    let link = format!("/planner/enter/{}", shop.app.one_time_sign_ins.issue(id).unwrap());
    let desk = Desk::with_cookie(&shop, &super::desk::cookie_of(&Desk::closed(&shop).get(&link).await));
    for _ in 0..3 {
        shop.advance(OVERNIGHT * 3);
        assert_eq!(desk.get("/planner/settings/data").await.status, 200);
    }
}
