//! The mail server in the settings: stored, tested, and used from the next mail on.

use super::desk::Desk;
use crate::harness::{TestApp, booking};
use crate::mail::smtp_server::SmtpServer;
use rusqlite::Connection;
use std::sync::Arc;
use terminplaner::delivery::transport_resolver::TransportResolver;
use terminplaner::delivery::worker;
use terminplaner::delivery::worker::MailWorker;
use terminplaner::domain::mail_server::{Login, MailServer, Security};
use terminplaner::operations::mail::{self, StoredServer};
use terminplaner::store::mail_settings;
use tokio::sync::watch;

const PUBLIC_URL: &str = "https://termine.example.de";

fn server(host: &'static str, password: &'static str) -> [(&'static str, &'static str); 5] {
    [("host", host), ("port", ""), ("encryption", "starttls"), ("user", "post@example.org"), ("password", password)]
}

async fn kept(shop: &TestApp) -> Option<MailServer> {
    mail::server(&shop.app.store).await.unwrap().and_then(StoredServer::usable)
}

/// Sets the server as another process would.
pub fn name_server(shop: &TestApp, server: &MailServer) {
    mail_settings::save(&Connection::open(&shop.db).unwrap(), shop.app.store.keys(), Some(server)).unwrap();
}

#[tokio::test]
async fn a_server_is_kept_and_its_password_never_shown_again() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.submit("/planner/settings/mail", &server("mail.example.org", "geheim %&/")).await;
    assert_eq!(page.words(".note.good"), "Gespeichert. Das gilt ab der nächsten E-Mail.");
    let login = Login::new("post@example.org", "geheim %&/").ok();
    let expected = MailServer::new("mail.example.org", Some(587), Security::StartTls, login).unwrap();
    assert_eq!(kept(&shop).await, Some(expected.clone()));
    assert!(!page.text.contains("geheim"));
    assert_eq!(
        (page.attribute("#f-host", "value"), page.attribute("#f-port", "value")),
        ("mail.example.org".into(), "587".into())
    );
    desk.submit("/planner/settings/mail", &server("mail.example.org", "")).await;
    assert_eq!(kept(&shop).await, Some(expected), "left empty, it stays");
    let page = desk.post("/planner/settings/mail", &server("evil.example", "")).await;
    assert_eq!((page.status.as_u16(), page.count(".is-wrong #f-password")), (422, 1), "and goes to no other server");
    desk.submit("/planner/settings/mail", &[("remove", "1")]).await;
    assert_eq!(kept(&shop).await, None);
    let audit = "SELECT count(*) FROM audit WHERE action = 'mail.settings_changed' AND instr(details, 'geheim') = 0";
    assert_eq!(shop.count(audit), 3);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for (name, value, field) in [("host", "a b", "#f-host"), ("port", "99999", "#f-port"), ("user", "", "#f-user")] {
        let mut fields = server("mail.example.org", "geheim");
        *fields.iter_mut().find(|(field, _)| *field == name).unwrap() = (name, value);
        let page = desk.post("/planner/settings/mail", &fields).await;
        assert_eq!((page.status.as_u16(), page.count(&format!(".is-wrong {field}"))), (422, 1), "{name}");
        assert!(!page.text.contains("geheim"));
    }
    assert_eq!(kept(&shop).await, None);
}

#[tokio::test]
async fn no_field_injects_into_another_and_the_stored_password_stays_with_its_server() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.submit("/planner/settings/mail", &server("mail.example.org", "geheim")).await;
    let before = kept(&shop).await.unwrap();
    for (name, value, field) in [
        ("port", "1@evil.example:25", "#f-port"),
        ("port", "587?ca=/dev/zero", "#f-port"),
        ("port", "587?tls=none", "#f-port"),
        ("port", "25", "#f-password"),
        ("encryption", "none", "#f-password"),
        ("host", "mail.example.org:25", "#f-host"),
        ("host", "post:x@evil.example", "#f-host"),
        ("host", "mail.example.org?ca=/dev/zero", "#f-host"),
        ("user", "other", "#f-password"),
    ] {
        let mut fields = server("mail.example.org", "");
        *fields.iter_mut().find(|(field, _)| *field == name).unwrap() = (name, value);
        let page = desk.post("/planner/settings/mail", &fields).await;
        assert_eq!((page.status.as_u16(), page.count(&format!(".is-wrong {field}"))), (422, 1), "{name}: {value}");
        assert_eq!(kept(&shop).await.as_ref(), Some(&before), "{name}: {value}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_mail_shows_the_servers_own_answer() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.post("/planner/settings/mail/test", &[("to", "erika@example.org")]).await;
    assert_eq!(page.words("[role=alert]"), "Es ist noch kein Mailserver gespeichert.");
    let mut server = SmtpServer::start();
    name_server(&shop, &server.parts());
    let page = desk.post("/planner/settings/mail/test", &[("to", "erika@example.org")]).await;
    assert!(page.words(".note.good").contains("Antwort des Mailservers: 250"), "{}", page.text);
    assert_eq!(server.wait_for("mail")["from"], "praxis@example.org");
    server.tell("refuse rcpt 550");
    let page = desk.post("/planner/settings/mail/test", &[("to", "erika@example.org")]).await;
    assert!(page.words("[role=alert]").contains("Antwort des Mailservers: 550"), "{}", page.text);
    let page = desk.post("/planner/settings/mail/test", &[("to", "nobody")]).await;
    assert_eq!(page.words("[role=alert]"), "Bitte geben Sie eine E-Mail-Adresse wie name@example.org an.");
    assert_eq!(page.attribute("#f-to", "value"), "nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn queued_mail_is_sent_once_a_server_is_set_even_by_another_process() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let (stop, stopping) = watch::channel(false);
    let (store, clock) = (shop.app.store.clone(), shop.clock.clone());
    let running = tokio::spawn(worker::run(store, clock, shop.app.outlet.clone(), PUBLIC_URL.into(), stopping));
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let page = desk.get("/planner/settings/mail").await;
    assert!(page.words("[aria-labelledby=outbox]").contains("Jetzt zu senden: 2"), "{}", page.text);
    let server = SmtpServer::start();
    name_server(&shop, &server.parts());
    assert_eq!(
        (server.wait_for("mail")["secure"].as_bool(), server.wait_for("mail")["secure"].as_bool()),
        (Some(true), Some(true))
    );
    stop.send(true).unwrap();
    running.await.unwrap();
}

#[tokio::test]
async fn mail_that_waits_for_a_server_never_grows_too_old() {
    let shop = TestApp::new();
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    shop.advance(std::time::Duration::from_secs(60 * 60 * 24 * 10));
    let worker =
        MailWorker::new(shop.app.store.clone(), shop.clock.clone(), shop.app.outlet.clone(), PUBLIC_URL.into());
    assert!(worker.run_due_once().await.unwrap().no_outlet);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE state = 'queued'"), 2);
}

#[tokio::test]
async fn settings_that_change_lead_the_next_mail_to_the_new_server() {
    let shop = TestApp::new();
    let outlet = TransportResolver::default();
    assert!(outlet.transport(&shop.app.store).await.unwrap().is_none());
    let name = async |port| {
        name_server(&shop, &MailServer::new("127.0.0.1", Some(port), Security::Loopback, None).unwrap());
        outlet.transport(&shop.app.store).await.unwrap().unwrap()
    };
    let first = name(1).await;
    assert!(Arc::ptr_eq(&first, &name(1).await), "the same server is kept ready");
    assert!(!Arc::ptr_eq(&first, &name(2).await));
}
