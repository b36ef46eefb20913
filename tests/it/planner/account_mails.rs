//! Changes of an account are reported by mail, to the old and the new address, without secrets.

use super::desk::{Desk, PASSWORD, add_user, device_in};
use crate::harness::TestApp;
use axum::body::Body;
use axum::http::Request;
use mail_parser::MessageParser;
use std::sync::Arc;
use terminplaner::delivery::transport::{MemoryTransport, Transport};
use terminplaner::delivery::transport_resolver::TransportResolver;
use terminplaner::delivery::worker::MailWorker;
use terminplaner::domain::account::Role;
use terminplaner::operations::accounts;
use terminplaner::operations::accounts::{Browser, GivenPassword, SignIn};

/// Sends queued mails: recipient, subject and text of each.
pub async fn sent(shop: &TestApp) -> Vec<(String, String, String)> {
    let memory = MemoryTransport::default();
    let outlet = Arc::new(TransportResolver::new(Some(Arc::new(Transport::Memory(memory.clone())))));
    let public_url = "https://termine.example.de".to_owned();
    let worker = MailWorker::new(shop.app.store.clone(), shop.clock.clone(), outlet, public_url);
    while worker.run_due_once().await.unwrap().sent > 0 {}
    let mails = memory.sent().into_iter().map(|sent| {
        let mail = MessageParser::default().parse(&sent.bytes).unwrap();
        let to = mail.to().unwrap().first().unwrap().address().unwrap().to_owned();
        (to, mail.subject().unwrap().to_owned(), mail.body_text(0).unwrap().replace('\r', ""))
    });
    mails.collect()
}

/// Recipient and subject of each mail, in order.
async fn recipients_and_subjects(shop: &TestApp) -> Vec<(String, String)> {
    sent(shop).await.into_iter().map(|(to, subject, _)| (to, subject)).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(to, subject)| ((*to).to_owned(), format!("{subject}: Terminplaner"))).collect()
}

#[tokio::test]
async fn a_changed_password_and_address_are_told_at_the_old_and_the_new_address() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let new = [("email", "new@example.org"), ("password", "quite another one"), ("present", PASSWORD)];
    assert_eq!(desk.post("/planner/account/sign-in", &new).await.status, 303);
    let mails = sent(&shop).await;
    let heads: Vec<_> = mails.iter().map(|(to, subject, _)| (to.clone(), subject.clone())).collect();
    assert_eq!(
        heads,
        pairs(&[
            ("owner@example.org", "Ihre E-Mail-Adresse wurde geändert"),
            ("new@example.org", "Ihre E-Mail-Adresse wurde geändert"),
            ("new@example.org", "Ihr Passwort wurde geändert"),
        ])
    );
    assert!(mails.iter().all(|(_, _, text)| !text.contains("quite another one") && !text.contains("/planner/reset/")));
    assert!(mails[2].2.contains("https://termine.example.de/planner/forgotten"), "{}", mails[2].2);
    insta::assert_snapshot!("password_changed_mail", mails[2].2);
}

#[tokio::test]
async fn only_changed_data_is_reported() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.post("/planner/account", &[("name", "Erika Beispiel"), ("language", "de")]).await;
    let only_password = [("email", "owner@example.org"), ("password", "quite another one"), ("present", PASSWORD)];
    desk.post("/planner/account/sign-in", &only_password).await;
    assert_eq!(recipients_and_subjects(&shop).await, pairs(&[("owner@example.org", "Ihr Passwort wurde geändert")]));
}

#[tokio::test]
async fn changes_by_an_owner_are_mailed_in_the_users_language() {
    let shop = TestApp::new();
    let (desk, _) = (Desk::owner(&shop).await, add_user(&shop, "max@example.org", Role::Staff).await);
    shop.execute("UPDATE users SET language = 'en' WHERE email = 'max@example.org'");
    let id = shop.count("SELECT id FROM users WHERE role = 'staff'");
    desk.post(&format!("/planner/accounts/{id}/password"), &[("password", "quite another one")]).await;
    let as_owner = [("name", "Max"), ("email", "max@example.org"), ("role", "owner"), ("language", "en")];
    desk.post(&format!("/planner/accounts/{id}"), &as_owner).await;
    let as_staff = [("name", "Max"), ("email", "max@example.org"), ("role", "staff"), ("language", "en")];
    desk.post(&format!("/planner/accounts/{id}"), &as_staff).await;
    desk.post(&format!("/planner/accounts/{id}/remove"), &[]).await;
    let english = |subject: &str| format!("{subject}: appointment planner");
    let expected = [
        ("max@example.org", english("Your password was changed")),
        ("max@example.org", english("You are now an owner")),
        ("owner@example.org", "Neuer Inhaber: Terminplaner".to_owned()),
        ("max@example.org", english("Your rights were changed")),
        ("max@example.org", english("Your account was deleted")),
    ];
    assert_eq!(recipients_and_subjects(&shop).await, expected.map(|(to, subject)| (to.to_owned(), subject)));
}

#[tokio::test]
async fn every_owner_is_mailed_about_a_new_one() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let with = |email, role| {
        [("name", "Fremd"), ("email", email), ("role", role), ("language", ""), ("password", "quite another one")]
    };
    desk.post("/planner/accounts/new", &with("staff@example.org", "staff")).await;
    assert_eq!(recipients_and_subjects(&shop).await, []);
    desk.post("/planner/accounts/new", &with("second@example.org", "owner")).await;
    let mails = sent(&shop).await;
    assert_eq!((mails.len(), mails[0].0.as_str()), (1, "owner@example.org"));
    assert!(mails[0].2.contains("Fremd ist jetzt Inhaber"), "{}", mails[0].2);
}

#[tokio::test]
async fn a_password_by_a_mailed_link_or_at_the_machine_is_told_and_the_first_one_is_not() {
    let shop = TestApp::new();
    let id = add_user(&shop, "owner@example.org", Role::Owner).await;
    accounts::set_password(&shop.app.store, id, "quite another one".into(), None).await.unwrap();
    assert_eq!(recipients_and_subjects(&shop).await, pairs(&[("owner@example.org", "Ihr Passwort wurde geändert")]));
    accounts::send_reset(&shop.app.store, id, None).await.unwrap();
    let (_, _, text) = sent(&shop).await.remove(0);
    let link = text.lines().find_map(|line| line.strip_prefix("https://termine.example.de")).unwrap().to_owned();
    Desk::closed(&shop).post(&link, &[("password", "yet another one")]).await;
    assert_eq!(recipients_and_subjects(&shop).await, pairs(&[("owner@example.org", "Ihr Passwort wurde geändert")]));
    let invited =
        accounts::Account { email: "new@example.org".into(), name: "Neu".into(), role: Role::Staff, language: None };
    accounts::invite(&shop.app.store, invited, None).await.unwrap();
    let (_, _, text) = sent(&shop).await.remove(0);
    let link = text.lines().find_map(|line| line.strip_prefix("https://termine.example.de")).unwrap().to_owned();
    Desk::closed(&shop).post(&link, &[("password", "my first password")]).await;
    assert_eq!(recipients_and_subjects(&shop).await, []);
}

#[tokio::test]
async fn a_new_device_is_told_by_mail_but_for_the_first_one() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let known = Desk::with_cookie(&shop, &device_in(desk.cookie()));
    known.sign_in("owner@example.org").await;
    assert_eq!(recipients_and_subjects(&shop).await, [], "neither the first device nor a known one");
    let request = Request::post("/planner/sign-in")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("user-agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0");
    let body = format!("email=owner@example.org&password={}", PASSWORD.replace(' ', "+"));
    assert_eq!(Desk::closed(&shop).send(request, Body::from(body)).await.status, 303);
    let mails = sent(&shop).await;
    assert_eq!((mails.len(), mails[0].0.as_str()), (1, "owner@example.org"));
    assert_eq!(mails[0].1, "Neue Anmeldung: Terminplaner");
    insta::assert_snapshot!("new_device_mail", mails[0].2);
    shop.execute("UPDATE users SET language = 'en'");
    Desk::owner_again(&shop).await;
    let mail = sent(&shop).await.remove(0);
    assert_eq!(mail.1, "New sign-in: appointment planner");
    assert!(mail.2.contains("unknown device"), "{}", mail.2);
}

#[tokio::test]
async fn many_failures_are_told_by_mail_once_a_day_and_once_more_when_strangers_are_let_in_no_longer() {
    let shop = TestApp::new();
    add_user(&shop, "owner@example.org", Role::Owner).await;
    let fail = async |times: u32| {
        for _ in 0..times {
            let given = GivenPassword { text: "wrong horse".into(), browser: Browser::default() };
            let failed = accounts::sign_in(&shop.app.store, "owner@example.org", given).await;
            assert!(matches!(failed.unwrap(), SignIn::Refused));
        }
    };
    fail(9).await;
    assert_eq!(recipients_and_subjects(&shop).await, []);
    fail(3).await;
    let mails = sent(&shop).await;
    assert_eq!((mails.len(), mails[0].1.as_str()), (1, "Fehlgeschlagene Anmeldungen: Terminplaner"));
    insta::assert_snapshot!("sign_ins_failed_mail", mails[0].2);
    fail(88).await;
    let mails = sent(&shop).await;
    assert!(mails.len() == 1 && mails[0].2.contains("jemand hat 100-mal"), "{mails:?}");
    fail(2).await;
    assert_eq!(recipients_and_subjects(&shop).await, []);
    shop.advance(std::time::Duration::from_secs(24 * 60 * 60));
    fail(1).await;
    assert!(sent(&shop).await[0].2.contains("jemand hat 103-mal"));
}
