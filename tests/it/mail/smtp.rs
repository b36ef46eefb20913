//! Delivery to a real mail server in its own process, with STARTTLS and login, that refuses, hangs and disconnects.

use super::fixture::{Office, PUBLIC_URL, notice, read};
use super::smtp_server::SmtpServer;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Duration;
use terminplaner::delivery::transport::{SmtpTransport, Timeouts, Transport};
use terminplaner::delivery::worker;
use terminplaner::domain::mail_server::Login;
use terminplaner::domain::notice::{Notice, NoticeKind};
use terminplaner::domain::shop::Language;
use terminplaner::domain::smtp_url::SmtpUrl;
use tokio::sync::watch;

/// Time-out for servers that hang: longer than a normal response takes.
const IMPATIENT: Duration = Duration::from_secs(3);

fn confirmation() -> Notice {
    notice(NoticeKind::Confirmation, Language::default())
}

fn raw(mail: &Value) -> Vec<u8> {
    BASE64_STANDARD.decode(mail["raw"].as_str().unwrap()).unwrap()
}

fn message_id(mail: &Value) -> String {
    read(&raw(mail)).message_id().unwrap().to_owned()
}

fn date(mail: &Value) -> String {
    read(&raw(mail)).date().unwrap().to_rfc3339()
}

async fn impatient_office(server: &SmtpServer) -> Office {
    let smtp = SmtpTransport::of_url(server.url().parse().unwrap()).unwrap().with_timeouts(Timeouts::all(IMPATIENT));
    Office::new(Transport::Smtp(smtp)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_goes_out_encrypted_and_logged_in() {
    let server = SmtpServer::start();
    let office = Office::at_server(&server).await;
    let ids = office.owe(vec![confirmation()], None).await;
    assert_eq!(office.pass().await.sent, 1);
    let mail = server.wait_for("mail");
    assert_eq!((mail["secure"].as_bool(), mail["user"].as_str()), (Some(true), Some("post@example.org")));
    assert_eq!(mail["from"], "post@hoerakustik-muster.de");
    assert_eq!(mail["to"], serde_json::json!(["erika@example.org"]));
    let bytes = raw(&mail);
    assert_eq!(read(&bytes).subject(), Some("Ihr Termin am Montag, 17. Januar 2022, 09:00 Uhr"));
    assert_eq!(office.state(ids[0]).await, "sent");
    assert_eq!(office.pass().await.sent, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_for_now_is_tried_again_and_refused_for_good_is_not() {
    let mut server = SmtpServer::start();
    let office = Office::at_server(&server).await;
    for command in ["refuse rcpt 450", "refuse data 451"] {
        let ids = office.owe(vec![confirmation()], None).await;
        server.tell(command);
        assert_eq!(office.pass().await.postponed, 1);
        let (state, tries, error) = office.row(ids[0]).await;
        assert_eq!((state.as_str(), tries), ("queued", 1));
        let error = error.unwrap();
        assert!(error.starts_with("45") && !error.contains("erika"), "{error}");
        server.tell("accept");
        office.advance_minutes(1);
        assert_eq!(office.pass().await.sent, 0, "a little more than a minute");
        office.advance_minutes(1);
        assert_eq!(office.pass().await.sent, 1);
    }
    for command in ["refuse rcpt 550", "refuse data 554"] {
        let ids = office.owe(vec![confirmation()], None).await;
        server.tell(command);
        assert_eq!(office.pass().await.failed, 1);
        let (state, _, error) = office.row(ids[0]).await;
        assert_eq!(state, "failed");
        assert!(error.unwrap().starts_with("55"));
    }
    assert_eq!(server.mails().iter().filter(|mail| mail["taken"] == true).count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_fails_no_mail_and_loses_none() {
    let mut server = SmtpServer::start();
    let mut url: SmtpUrl = server.url().parse().unwrap();
    url.server = url.server.with_login(Login::new("post@example.org", "wrong").ok());
    let office = Office::new(Transport::Smtp(SmtpTransport::of_url(url).unwrap())).await;
    let ids = office.owe(vec![confirmation(); 3], None).await;
    assert!(office.pass().await.outage);
    let (state, _, error) = office.row(ids[2]).await;
    assert_eq!(state, "queued");
    assert!(error.unwrap().starts_with("535"));
    server.tell("accept");
    assert!(server.mails().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_with_another_certificate_gets_no_login_and_no_mail() {
    let server = SmtpServer::start();
    let mut url: SmtpUrl = server.url().parse().unwrap();
    url.ca = None;
    let office = Office::new(Transport::Smtp(SmtpTransport::of_url(url).unwrap())).await;
    let ids = office.owe(vec![confirmation()], None).await;
    assert!(office.pass().await.outage);
    let (_, _, error) = office.row(ids[0]).await;
    assert!(error.as_ref().unwrap().to_lowercase().contains("certificate"), "{error:?}");
    assert!(server.mails().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_queued_while_the_server_is_down_arrives_once_it_is_back() {
    let mut server = SmtpServer::start();
    let office = Office::at_server(&server).await;
    server.tell("leave");
    let ids = office.owe(vec![confirmation(); 20], None).await;
    for minutes in [0, 1, 2, 5, 10, 20, 30, 60, 60] {
        office.advance_minutes(minutes);
        assert!(office.pass().await.outage);
    }
    server.tell("return");
    office.advance_minutes(60);
    assert_eq!(office.pass().await.sent, 20);
    server.tell("accept");
    for id in ids {
        assert_eq!(office.row(id).await, ("sent".into(), 1, None), "no mail was tried in vain");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hanging_server_is_disconnected_and_retried() {
    let mut server = SmtpServer::start();
    let office = impatient_office(&server).await;
    let ids = office.owe(vec![confirmation(); 2], None).await;
    server.tell("hang greeting");
    assert!(office.pass().await.outage);
    assert_eq!(office.row(ids[0]).await.2.as_deref(), Some("the mail server did not answer in time"));
    server.tell("accept");
    office.advance_minutes(1);
    assert_eq!(office.pass().await.sent, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_breaks_before_the_last_dot_sends_nothing_twice() {
    let mut server = SmtpServer::start();
    let office = Office::at_server(&server).await;
    office.owe(vec![confirmation()], None).await;
    server.tell("drop before");
    assert!(office.pass().await.outage);
    server.tell("accept");
    office.advance_minutes(1);
    assert_eq!(office.pass().await.sent, 1);
    server.tell("accept");
    office.advance_minutes(60);
    assert_eq!(office.pass().await.sent, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_break_between_last_dot_and_answer_repeats_the_mail_under_its_message_id() {
    for manners in ["drop after", "hang data"] {
        let mut server = SmtpServer::start();
        let office = impatient_office(&server).await;
        office.owe(vec![confirmation()], None).await;
        server.tell(manners);
        assert_eq!(office.pass().await.postponed, 1);
        let first = server.wait_for("mail");
        server.tell("accept");
        office.advance_minutes(2);
        assert_eq!(office.pass().await.sent, 1);
        let second = server.wait_for("mail");
        let dates = [&first, &second].map(date);
        assert_eq!(dates, ["2022-01-14T08:00:00Z", "2022-01-14T08:02:00Z"], "when each was sent");
        let dateless = |mail: &Value| {
            let text = String::from_utf8(raw(mail)).unwrap();
            text.lines().filter(|line| !line.starts_with("Date:")).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(message_id(&first), message_id(&second));
        assert_eq!(dateless(&first), dateless(&second));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_told_to_stop_leaves_a_hanging_server_within_seconds() {
    let mut server = SmtpServer::start();
    let office = Office::at_server(&server).await;
    let ids = office.owe(vec![confirmation()], None).await;
    server.tell("hang data");
    let (stop, stopping) = watch::channel(false);
    let (store, clock, outlet) = (office.store.clone(), office.clock.clone(), office.outlet.clone());
    let running = tokio::spawn(worker::run(store, clock, outlet, PUBLIC_URL.into(), stopping));
    server.wait_for("mail");
    stop.send(true).unwrap();
    tokio::time::timeout(Duration::from_secs(10), running).await.unwrap().unwrap();
    assert_eq!(office.state(ids[0]).await, "queued");
}

#[tokio::test(flavor = "multi_thread")]
async fn through_all_failures_nothing_is_lost_and_only_a_late_drop_repeats() {
    let mut server = SmtpServer::start();
    let office = impatient_office(&server).await;
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let (mut ids, mut dropped_late) = (Vec::new(), 0);
    for manners in ["refuse rcpt 450", "drop before", "refuse data 451", "leave", "return", "drop after", "accept"] {
        ids.extend(office.owe(vec![confirmation(); 3], None).await);
        server.tell(manners);
        let pass = office.pass().await;
        dropped_late += if manners == "drop after" { pass.postponed } else { 0 };
        office.advance_minutes(5);
    }
    server.tell("accept");
    office.advance_minutes(24 * 60);
    while office.pass().await.sent > 0 {}
    for id in &ids {
        assert_eq!(office.state(*id).await, "sent");
    }
    let taken = |seen: &BTreeMap<_, u32>| seen.values().filter(|times| **times > 0).count();
    while taken(&seen) < ids.len() {
        let mail = server.wait_for("mail");
        *seen.entry(message_id(&mail)).or_default() += u32::from(mail["taken"] == true);
    }
    assert_eq!(seen.len(), ids.len());
    for mail in server.mails() {
        *seen.entry(message_id(&mail)).or_default() += u32::from(mail["taken"] == true);
    }
    assert!(dropped_late > 0 && seen.values().all(|times| *times <= 2));
    assert_eq!(seen.values().filter(|times| **times == 2).count(), dropped_late as usize);
}
