//! The mail server in the settings: kept, tried, and used from the next mail on.

use super::desk::Desk;
use crate::harness::{TestApp, booking};
use crate::mail::smtp_server::SmtpServer;
use std::sync::Arc;
use terminplaner::mail::outlet::Outlet;
use terminplaner::mail::worker::{self, MailWorker};
use terminplaner::store::{StoreError, mail_settings};
use tokio::sync::watch;

const PUBLIC_URL: &str = "https://termine.example.de";

fn server(host: &'static str, password: &'static str) -> [(&'static str, &'static str); 5] {
    [("host", host), ("port", ""), ("encryption", "starttls"), ("user", "post@example.org"), ("password", password)]
}

async fn kept(shop: &TestApp) -> Option<String> {
    shop.app.store.read(mail_settings::smtp_url).await.unwrap()
}

#[tokio::test]
async fn a_server_is_kept_and_its_password_never_shown_again() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.submit("/planner/settings/mail", &server("mail.example.org", "geheim %&/")).await;
    assert_eq!(page.words(".note.good"), "Gespeichert. Das gilt ab der nächsten E-Mail.");
    assert_eq!(kept(&shop).await.unwrap(), "smtp://post%40example%2Eorg:geheim%20%25%26%2F@mail.example.org");
    assert!(!page.text.contains("geheim"));
    assert_eq!(
        (page.attribute("#f-host", "value"), page.attribute("#f-port", "value")),
        ("mail.example.org".into(), "587".into())
    );
    desk.submit("/planner/settings/mail", &server("mail.example.org", "")).await;
    assert!(kept(&shop).await.unwrap().contains("geheim"), "left empty, it stays");
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

#[tokio::test(flavor = "multi_thread")]
async fn a_test_mail_shows_the_servers_own_answer() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.post("/planner/settings/mail/test", &[("to", "erika@example.org")]).await;
    assert_eq!(page.words("[role=alert]"), "Es ist noch kein Mailserver gespeichert.");
    let mut server = SmtpServer::start();
    shop.execute(&format!("INSERT INTO mail_settings VALUES (1, '{}')", server.url()));
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
async fn what_waits_goes_out_as_soon_as_a_server_is_named_also_by_another_process() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let (stop, stopping) = watch::channel(false);
    let (store, clock) = (shop.app.store.clone(), shop.clock.clone());
    let running = tokio::spawn(worker::run(store, clock, shop.app.outlet.clone(), PUBLIC_URL.into(), stopping));
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let page = desk.get("/planner/settings/mail").await;
    assert!(page.words("[aria-labelledby=outbox]").contains("Jetzt zu senden: 2"), "{}", page.text);
    let server = SmtpServer::start();
    shop.execute(&format!("INSERT INTO mail_settings VALUES (1, '{}')", server.url()));
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
    let outlet = Outlet::default();
    assert!(outlet.transport(&shop.app.store).await.unwrap().is_none());
    let name = async |url: &'static str| {
        shop.app.store.write(move |tx| -> Result<(), StoreError> { mail_settings::save(tx, Some(url)) }).await.unwrap();
        outlet.transport(&shop.app.store).await.unwrap().unwrap()
    };
    let first = name("smtp://127.0.0.1:1").await;
    assert!(Arc::ptr_eq(&first, &name("smtp://127.0.0.1:1").await), "the same server is kept ready");
    assert!(!Arc::ptr_eq(&first, &name("smtp://127.0.0.1:2").await));
}
