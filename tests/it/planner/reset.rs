//! Mailed links to choose a password: single-use and expiring.

use super::desk::{Desk, PASSWORD, add_user, cookie_of};
use crate::harness::TestApp;
use crate::page::Page;
use axum::body::Body;
use axum::http::Request;
use mail_parser::MessageParser;
use std::sync::Arc;
use std::time::Duration;
use terminplaner::delivery::transport::{MemoryTransport, Transport};
use terminplaner::delivery::transport_resolver::TransportResolver;
use terminplaner::delivery::worker::MailWorker;
use terminplaner::domain::account::Role;
use terminplaner::operations::accounts;

const HOUR: Duration = Duration::from_secs(60 * 60);

/// Requests a link and waits until it is handled.
async fn ask(shop: &TestApp, email: &str) -> Page {
    let page = Desk::closed(shop).post("/planner/forgotten", &[("email", email)]).await;
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
    // The writer works in order: after this, nothing is queued.
    shop.app.store.write(|_| Ok::<_, terminplaner::store::StoreError>(())).await.unwrap();
    page
}

async fn links(shop: &TestApp, email: &str, expected: i64) {
    ask(shop, email).await;
    while shop.count("SELECT count(*) FROM password_resets") < expected {
        tokio::task::yield_now().await;
    }
}

/// Sends queued mails; returns the text of the last one.
pub(super) async fn last_mail(shop: &TestApp) -> String {
    let memory = MemoryTransport::default();
    let outlet = Arc::new(TransportResolver::new(Some(Arc::new(Transport::Memory(memory.clone())))));
    let public_url = "https://termine.example.de".to_owned();
    let worker = MailWorker::new(shop.app.store.clone(), shop.clock.clone(), outlet, public_url);
    worker.run_due_once().await.unwrap();
    let sent = memory.sent();
    let mail = MessageParser::default().parse(&sent.last().unwrap().bytes).unwrap();
    let html = mail.body_html(0).unwrap();
    assert!(html.contains("/planner/reset/"));
    assert!(!html.contains("<table"), "there is no appointment to put in a frame: {html}");
    format!("{}\n{}", mail.subject().unwrap(), mail.body_text(0).unwrap().replace('\r', ""))
}

/// The link of such a mail, without its host.
pub(super) fn link_in(mail: &str) -> String {
    let line = mail.lines().find(|line| line.contains("/planner/reset/")).unwrap();
    line.strip_prefix("https://termine.example.de").unwrap().to_owned()
}

#[tokio::test]
async fn a_link_from_the_mail_chooses_a_new_password_once_and_ends_all_sessions() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    links(&shop, " Owner@Example.org", 1).await;
    let mail = last_mail(&shop).await;
    insta::assert_snapshot!("reset_mail", mail.replace(&link_in(&mail), "/planner/reset/TOKEN"));
    let link = link_in(&mail);
    let stranger = Desk::closed(&shop);
    let page = stranger.get(&link).await;
    assert_eq!((page.status.as_u16(), page.words("form ~ p, main b")), (200, "owner@example.org".into()));
    let page = stranger.post(&link, &[("password", "short")]).await;
    assert_eq!((page.status.as_u16(), page.count(".is-wrong #f-password")), (422, 1));
    assert_eq!(desk.get("/planner").await.status, 200, "nothing has happened yet");
    let page = stranger.post(&link, &[("password", "quite another one")]).await;
    assert_eq!(Desk::with_cookie(&shop, &cookie_of(&page)).get("/planner").await.status, 200, "it signs in");
    assert_eq!(desk.get("/planner").await.status, 303);
    let fields = [("email", "owner@example.org"), ("password", "quite another one")];
    assert_eq!(stranger.post("/planner/sign-in", &fields).await.status, 303);
    for page in [stranger.get(&link).await, stranger.post(&link, &[("password", "yet another one")]).await] {
        assert_eq!((page.status.as_u16(), page.attribute(".actions a", "href")), (404, "/planner/forgotten".into()));
    }
}

#[tokio::test]
async fn a_link_holds_for_an_hour_and_is_nowhere_in_the_file_once_sent() {
    let shop = TestApp::new();
    add_user(&shop, "owner@example.org", Role::Owner).await;
    links(&shop, "owner@example.org", 1).await;
    let link = link_in(&last_mail(&shop).await);
    let token = link.rsplit('/').next().unwrap();
    assert_eq!(shop.count(&format!("SELECT count(*) FROM outbox WHERE instr(payload, '{token}')")), 0);
    shop.advance(HOUR - Duration::from_secs(1));
    assert_eq!(Desk::closed(&shop).get(&link).await.status, 200);
    shop.advance(Duration::from_secs(1));
    assert_eq!(Desk::closed(&shop).get(&link).await.status, 404);
}

#[tokio::test]
async fn a_mail_that_comes_too_late_is_not_sent_and_its_secret_forgotten() {
    let shop = TestApp::new();
    add_user(&shop, "owner@example.org", Role::Owner).await;
    links(&shop, "owner@example.org", 1).await;
    shop.advance(HOUR);
    let memory = MemoryTransport::default();
    let outlet = Arc::new(TransportResolver::new(Some(Arc::new(Transport::Memory(memory.clone())))));
    let worker = MailWorker::new(shop.app.store.clone(), shop.clock.clone(), outlet, "https://x.example".into());
    assert_eq!(worker.run_due_once().await.unwrap().expired, 1);
    assert!(memory.sent().is_empty());
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE payload = '{}' AND state = 'expired'"), 1);
}

#[tokio::test]
async fn a_reset_request_does_not_reveal_whether_the_account_exists() {
    let shop = TestApp::new();
    add_user(&shop, "owner@example.org", Role::Owner).await;
    let known = ask(&shop, "owner@example.org").await;
    let unknown = ask(&shop, "stranger@example.org").await;
    let nonsense = ask(&shop, "nonsense").await;
    for page in [&known, &unknown, &nonsense] {
        assert_eq!(
            (page.status.as_u16(), page.headers["location"].to_str().unwrap()),
            (303, "/planner/forgotten?sent=1")
        );
    }
    links(&shop, "owner@example.org", 2).await;
    assert_eq!(shop.count("SELECT count(*) FROM outbox"), 2);
}

#[tokio::test]
async fn links_are_asked_for_five_times_an_hour_by_address_and_by_account() {
    let shop = TestApp::with("", false);
    add_user(&shop, "owner@example.org", Role::Owner).await;
    links(&shop, "owner@example.org", 1).await;
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(ask(&shop, "stranger@example.org").await.status.as_u16());
    }
    assert_eq!(statuses, [303, 303, 303, 303, 429]);
    assert!(shop.app.limits.check(terminplaner::http::middleware::rate_limits::Action::Reset, client()).is_err());
    for _ in 0..4 {
        assert!(shop.app.limits.may_reset("OWNER@example.org"));
    }
    assert!(!shop.app.limits.may_reset("owner@example.org"), "five for one account, whoever asks");
}

fn client() -> terminplaner::http::client_address::ClientAddress {
    let local = std::net::Ipv4Addr::LOCALHOST.into();
    terminplaner::http::client_address::ClientAddress::of(local, &axum::http::HeaderMap::new(), &[])
}

#[tokio::test]
async fn where_no_mail_goes_out_the_page_says_what_to_do_instead() {
    let shop = TestApp::new();
    let page = Desk::closed(&shop).get("/planner/forgotten").await;
    assert!(page.words(".note.warn").contains("terminplaner user password"));
    shop.name_mail_server();
    let page = Desk::closed(&shop).get("/planner/forgotten").await;
    assert_eq!((page.count(".note.warn"), page.count("form")), (0, 1));
}

#[tokio::test]
async fn a_changed_password_ends_earlier_links() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    links(&shop, "owner@example.org", 1).await;
    let fields = [("email", "owner@example.org"), ("password", "quite another one"), ("present", PASSWORD)];
    desk.post("/planner/account/sign-in", &fields).await;
    assert_eq!(shop.count("SELECT count(*) FROM password_resets"), 0);
}

#[tokio::test]
async fn an_invited_user_sets_the_first_password_by_the_mailed_link() {
    let shop = TestApp::new();
    shop.name_mail_server();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/accounts/new").await;
    assert!(page.words("#h-password").starts_with("Leer lassen, dann kommt eine Einladung") && !is_required(&page));
    let new = [("name", "Max Muster"), ("email", "Max@example.org"), ("role", "owner"), ("password", "")];
    let page = desk.submit("/planner/accounts/new", &new).await;
    assert_eq!(page.words(".note.good"), "Das Konto ist angelegt, die Einladung unterwegs.");
    assert_eq!(page.all("ul.list .chip"), ["Inhaber", "eingeladen", "Inhaber"]);
    let mail = last_mail(&shop).await;
    insta::assert_snapshot!("invitation_mail", mail.replace(&link_in(&mail), "/planner/reset/TOKEN"));
    let token = link_in(&mail).rsplit('/').next().unwrap().to_owned();
    assert_eq!(shop.count(&format!("SELECT count(*) FROM outbox WHERE instr(payload, '{token}')")), 0);
    let stranger = Desk::closed(&shop);
    for guess in ["", " ", PASSWORD] {
        let page = stranger.post("/planner/sign-in", &[("email", "max@example.org"), ("password", guess)]).await;
        assert_eq!(page.status, 422, "an account without a password opens to nobody");
    }
    shop.advance(HOUR * 24 * 7 - Duration::from_secs(1));
    let page = stranger.get(&link_in(&mail)).await;
    assert_eq!((page.words("h1"), page.words("main b")), ("Willkommen, Max Muster".into(), "max@example.org".into()));
    let page = stranger.post(&link_in(&mail), &[("password", PASSWORD)]).await;
    let max = Desk::with_cookie(&shop, &cookie_of(&page));
    let page = max.get(page.headers["location"].to_str().unwrap()).await;
    assert_eq!(page.words(".note.good"), "Ihr Passwort gilt, und Sie sind angemeldet.");
    assert_eq!(max.get("/planner/accounts").await.all("ul.list .chip"), ["Inhaber", "Inhaber"]);
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'user.invited'"), 1);
    assert!(max.get("/planner/settings/log").await.text.contains("Einladung angenommen"));
}

fn is_required(page: &Page) -> bool {
    page.count("#f-password[required]") == 1
}

#[tokio::test]
async fn an_invitation_is_sent_again_ends_after_a_week_and_makes_nobody_an_owner_yet() {
    let shop = TestApp::new();
    shop.name_mail_server();
    let desk = Desk::owner(&shop).await;
    let new = [("name", "Max"), ("email", "max@example.org"), ("role", "owner"), ("language", "en"), ("password", "")];
    desk.post("/planner/accounts/new", &new).await;
    let first = link_in(&last_mail(&shop).await);
    shop.advance(HOUR * 24 * 7);
    let page = Desk::closed(&shop).get(&first).await;
    assert_eq!((page.status.as_u16(), page.attribute(".actions a", "href")), (404, "/planner/forgotten".into()));
    desk.prove().await;
    let (own, id) = (shop.count("SELECT min(id) FROM users"), shop.count("SELECT max(id) FROM users"));
    let page = desk.get(&format!("/planner/accounts/{id}")).await;
    assert_eq!(page.words("#forgot"), "Noch kein Passwort gewählt");
    desk.post(&format!("/planner/accounts/{id}/link"), &[]).await;
    assert!(last_mail(&shop).await.starts_with("Your invitation: appointment planner\n"));
    let removed = accounts::remove(&shop.app.store, own, None).await;
    assert!(
        matches!(removed, Err(accounts::Error::Refused(accounts::Refusal::LastOwner))),
        "who is only invited cannot take the shop over"
    );
    assert_eq!(desk.post(&format!("/planner/accounts/{id}/remove"), &[]).await.status, 303);
}

#[tokio::test]
async fn without_mail_a_new_account_needs_its_password_at_once() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/accounts/new").await;
    assert!(is_required(&page) && page.words("#h-password").contains("persönlich"));
    let page =
        desk.post("/planner/accounts/new", &[("name", "Max"), ("email", "max@example.org"), ("role", "staff")]).await;
    assert_eq!((page.status.as_u16(), page.count(".is-wrong #f-password")), (422, 1));
    assert_eq!(shop.count("SELECT count(*) FROM users"), 1);
}

#[tokio::test]
async fn a_form_that_cannot_be_read_counts_like_any_other() {
    let shop = TestApp::with("", false);
    let stranger = Desk::closed(&shop).at("203.0.113.7");
    let nonsense = async || {
        let request = Request::post("/planner/reset/guessed").header("sec-fetch-site", "same-origin");
        stranger.send(request, Body::from("no form")).await.status.as_u16()
    };
    let mut answers = Vec::new();
    for _ in 0..11 {
        answers.push(nonsense().await);
    }
    assert_eq!((answers[0], answers[9], answers[10]), (415, 415, 429), "ten changes a minute");
}
