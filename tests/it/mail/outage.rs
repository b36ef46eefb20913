//! What a mail server refuses as a whole, tried with Postfix and with a server that misbehaves on request: mails wait for
//! it, none fails, and all go once it is mended.

use super::fixture::{Office, PUBLIC_URL, notice, now};
use super::postfix::Postfix;
use super::smtp_server::{SOON, SmtpServer};
use chrono::{DateTime, Duration, Utc};
use std::collections::BTreeSet;
use terminplaner::delivery::transport::{SendError, SmtpTransport, Timeouts, Transport};
use terminplaner::delivery::worker;
use terminplaner::domain::notice::{Notice, NoticeKind};
use terminplaner::domain::shop::Language;
use terminplaner::store::mail_outage::{self, Outage};
use terminplaner::store::{StoreError, outbox_state};
use tokio::sync::watch;

/// A confirmation of an appointment that is two months away.
fn far() -> Notice {
    let mut notice = notice(NoticeKind::Confirmation, Language::default());
    (notice.facts.start, notice.facts.end) =
        (notice.facts.start.plus(60 * 24 * 60), notice.facts.end.plus(60 * 24 * 60));
    notice
}

fn to(address: &str) -> Notice {
    Notice { address: address.into(), ..far() }
}

async fn office_at(postfix: &Postfix) -> Office {
    let smtp = SmtpTransport::new(postfix.server(), None).unwrap().with_timeouts(Timeouts::all(SOON));
    Office::new(Transport::Smtp(smtp)).await
}

async fn outage(office: &Office) -> Option<Outage> {
    office.store.read(mail_outage::find).await.unwrap()
}

async fn states(office: &Office) -> BTreeSet<(String, u32)> {
    let found = office.store.read(|conn| -> Result<_, StoreError> {
        let mut statement = conn.prepare("SELECT state, attempts FROM outbox")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<BTreeSet<_>, _>>()?)
    });
    found.await.unwrap()
}

fn all(state: &str, attempts: u32) -> BTreeSet<(String, u32)> {
    BTreeSet::from([(state.to_owned(), attempts)])
}

#[tokio::test(flavor = "multi_thread")]
async fn no_mail_fails_by_what_postfix_refuses_to_everybody_and_all_go_when_it_is_mended() {
    let at_once = "smtpd_delay_reject = no\n";
    // As most servers are set up, such a refusal comes as the answer to RCPT.
    let delayed = "";
    let refusals = [
        (at_once, "smtpd_client_restrictions = reject", "554 5.7.1"),
        (at_once, "smtpd_helo_restrictions = reject", "554 5.7.1"),
        (at_once, "smtpd_sender_restrictions = reject", "554 5.7.1"),
        (delayed, "smtpd_sender_restrictions = reject", "554 5.7.1"),
        (delayed, "mynetworks =", "Relay access denied"),
    ];
    let postfix = Postfix::start("");
    for (when, refusal, words) in refusals {
        postfix.restart(&format!("{when}{refusal}"));
        let office = office_at(&postfix).await;
        office.owe((0..10).map(|number| to(&format!("erika{number}@example.org"))).collect(), None).await;
        assert!(office.pass().await.outage, "{refusal}");
        let found = outage(&office).await.unwrap();
        assert!(found.error.contains(words), "{refusal}: {}", found.error);
        assert_eq!((found.since, found.attempts), (now(), 1));
        assert!(states(&office).await.iter().all(|(state, attempts)| state == "queued" && *attempts <= 1), "{refusal}");
        postfix.restart("");
        office.advance_minutes(2);
        let pass = office.pass().await;
        assert_eq!((pass.sent, pass.failed), (10, 0), "{refusal}");
        assert_eq!(outage(&office).await, None, "{refusal}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_mails_go_through_a_server_that_allows_ten_connections_a_minute() {
    let postfix = Postfix::start("smtpd_client_connection_rate_limit = 10\nsmtpd_client_connection_count_limit = 2");
    let office = office_at(&postfix).await;
    office.owe(vec![far(); 60], None).await;
    let pass = office.pass().await;
    assert_eq!((pass.sent, pass.outage), (60, false), "{}", postfix.log());
    assert_eq!(states(&office).await, all("sent", 1), "no mail was tried in vain");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipient_that_postfix_does_not_know_fails_alone() {
    let postfix = Postfix::start("relay_domains = example.org\nrelay_recipient_maps = inline:{erika@example.org=x}\n");
    let office = office_at(&postfix).await;
    let ids = office.owe(vec![to("nobody@example.org"), to("erika@example.org")], None).await;
    let pass = office.pass().await;
    assert_eq!((pass.failed, pass.sent), (1, 1), "{}", postfix.log());
    assert!(office.row(ids[0]).await.2.unwrap().starts_with("550 5.1.1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_postfix_refuses_for_now_goes_once_it_takes_it() {
    let greylisted =
        "smtpd_recipient_restrictions = check_recipient_access inline:{example.org=450 4.2.0 Greylisted}\n";
    // More than any disk has free, in bytes: as if it were full.
    let full = "queue_minfree = 1000000000000000000\n";
    let postfix = Postfix::start("");
    for refusal in [greylisted, full] {
        postfix.restart(refusal);
        let office = office_at(&postfix).await;
        office.owe(vec![far(); 3], None).await;
        let pass = office.pass().await;
        assert_eq!((pass.sent, pass.failed), (0, 0), "{refusal}: {}", postfix.log());
        postfix.restart("");
        office.advance_minutes(2);
        assert_eq!(office.pass().await.sent, 3, "{refusal}: {}", postfix.log());
    }
}

#[tokio::test]
async fn a_refusal_that_names_no_recipient_is_final_once_others_were_taken() {
    let (office, memory) = Office::in_memory().await;
    let doubtful = || SendError::Doubtful("554 5.7.1 rejected by policy".into());
    let ids = office.owe(vec![far()], None).await;
    for minutes in [0, 2] {
        office.advance_minutes(minutes);
        memory.fail_next(doubtful());
        assert_eq!(office.pass().await.postponed, 1, "nothing shows whom it is about");
    }
    office.owe(vec![far()], None).await;
    assert_eq!(office.pass().await.sent, 1);
    office.advance_minutes(6);
    memory.fail_next(doubtful());
    assert_eq!(office.pass().await.failed, 1);
    assert_eq!(office.state(ids[0]).await, "failed");
}

#[tokio::test]
async fn a_server_that_takes_nothing_is_tried_every_hour_and_mails_wait_for_it_for_a_week() {
    let (office, memory) = Office::in_memory().await;
    let unreachable = || SendError::Unreachable("535 5.7.8 wrong password".into());
    office.owe(vec![far(); 3], None).await;
    let mut waits = Vec::new();
    while states(&office).await == all("queued", 0) {
        memory.fail_next(unreachable());
        office.pass().await;
        let Some(next) = outage(&office).await.map(|outage| outage.next_try_at) else { break };
        waits.push((next - office.clock.now()).num_minutes());
        office.clock.advance((next - office.clock.now()).to_std().unwrap());
    }
    assert_eq!(waits[..8], [1, 2, 5, 10, 20, 30, 60, 60]);
    assert_eq!(states(&office).await, all("failed", 0));
    let waited = office.clock.now() - now();
    assert!(waited >= Duration::days(7) && waited < Duration::days(7) + Duration::hours(2), "{waited}");
}

#[tokio::test]
async fn an_outage_outlasts_a_restart_and_holds_up_what_is_written_meanwhile() {
    let (office, memory) = Office::in_memory().await;
    office.owe(vec![far()], None).await;
    memory.fail_next(SendError::Unreachable("421 no".into()));
    assert!(office.pass().await.outage);
    let again =
        worker::MailWorker::new(office.store.clone(), office.clock.clone(), office.outlet.clone(), PUBLIC_URL.into());
    office.owe(vec![far()], None).await;
    assert_eq!((again.run_due_once().await.unwrap().sent, memory.sent().len()), (0, 0));
    office.advance_minutes(1);
    assert_eq!(again.run_due_once().await.unwrap().sent, 2);
    assert_eq!(outage(&office).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_dot_that_is_never_answered_holds_up_no_other_mail() {
    let mut server = SmtpServer::start();
    let office = Office::at_server(&server).await;
    server.tell("hang slow@example.org");
    let slow = office.owe(vec![to("slow@example.org")], None).await;
    let (stop, stopping) = watch::channel(false);
    let (store, clock, outlet) = (office.store.clone(), office.clock.clone(), office.outlet.clone());
    let running = tokio::spawn(worker::run(store, clock, outlet, PUBLIC_URL.into(), stopping));
    server.wait_for("mail");
    office.owe(vec![far(); 20], None).await;
    while sent(&office).await < 20 {
        tokio::task::yield_now().await;
    }
    assert_eq!(office.state(slow[0]).await, "queued", "it is on its way still");
    stop.send(true).unwrap();
    running.await.unwrap();
}

async fn sent(office: &Office) -> u32 {
    let count = |conn: &rusqlite::Connection| -> Result<u32, StoreError> {
        Ok(conn.query_row("SELECT count(*) FROM outbox WHERE state = 'sent'", [], |row| row.get(0))?)
    };
    office.store.read(count).await.unwrap()
}

#[tokio::test]
async fn who_has_just_booked_does_not_wait_for_a_long_queue() {
    let (office, memory) = Office::in_memory().await;
    office.owe((0..20).map(|number| to(&format!("old{number}@example.org"))).collect(), None).await;
    office.advance_minutes(3);
    office.owe(vec![Notice { due_at: office.clock.now(), ..to("new@example.org") }], None).await;
    assert_eq!(office.pass().await.sent, 21);
    let place = |address: &str| {
        let is_to = |mail: &terminplaner::delivery::transport::Outgoing| mail.envelope.to()[0].to_string() == address;
        memory.sent().iter().position(is_to).unwrap()
    };
    assert!(place("new@example.org") <= 1, "{}", place("new@example.org"));
    assert_eq!(place("old0@example.org").min(place("old1@example.org")), 0, "and the oldest goes on");
}

#[tokio::test]
async fn the_age_of_the_oldest_due_mail_leaves_later_reminders_out() {
    let (office, _memory) = Office::in_memory().await;
    let later = Notice { due_at: now() + Duration::days(3), ..notice(NoticeKind::Reminder, Language::default()) };
    office.owe(vec![later], None).await;
    assert_eq!(oldest_due(&office).await, None);
    office.owe(vec![far()], None).await;
    office.advance_minutes(30);
    assert_eq!(oldest_due(&office).await, Some(now()));
}

async fn oldest_due(office: &Office) -> Option<DateTime<Utc>> {
    let now = office.clock.now();
    office.store.read(move |conn| outbox_state::oldest_due(conn, now)).await.unwrap()
}
