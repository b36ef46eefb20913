//! The mail queue: storage, order, withdrawal, expiry.

use super::fixture::{Office, notice, now, subjects};
use chrono::Duration;
use terminplaner::delivery::transport::SendError;
use terminplaner::domain::appointment::Status;
use terminplaner::domain::message::QueuedMessage;
use terminplaner::domain::notice::{Notice, NoticeKind};
use terminplaner::domain::shop::Language;
use terminplaner::domain::time::Minute;
use terminplaner::domain::values::Checked;
use terminplaner::store::{StoreError, appointments, outbox, outbox_state};

fn of(kind: NoticeKind) -> Notice {
    notice(kind, Language::default())
}

fn due(kind: NoticeKind, hours_from_now: i64) -> Notice {
    Notice { due_at: now() + Duration::hours(hours_from_now), ..of(kind) }
}

#[tokio::test]
async fn a_rolled_back_transaction_queues_no_mail() {
    let (office, _) = Office::in_memory().await;
    let written = office.store.write(|tx| -> Result<(), StoreError> {
        outbox::enqueue(tx, &of(NoticeKind::Confirmation), None, tx.now)?;
        Err(StoreError::Stopped)
    });
    assert!(written.await.is_err());
    assert_eq!(office.pass().await.sent, 0);
}

#[tokio::test]
async fn a_notice_is_read_from_the_outbox_unchanged() {
    let (office, _) = Office::in_memory().await;
    let mut notice = of(NoticeKind::Rescheduled);
    (notice.facts.mail_secret, notice.facts.online) = (None, false);
    office.owe(vec![notice.clone()], None).await;
    let keys = office.store.keys().clone();
    let found =
        office.store.read(move |conn| outbox::next_due(conn, &keys, now(), &outbox::Choice::default())).await.unwrap();
    let Some(outbox::Due::Mail(mail)) = found else { panic!("nothing is due") };
    assert!(mail.letter == QueuedMessage::Appointment(Box::new(notice)), "{:?}", mail.letter);
    assert!(mail.message_id.ends_with("@hoerakustik-muster.de"), "{}", mail.message_id);
}

#[tokio::test]
async fn a_reminder_waits_for_its_time_and_is_never_sent_after_the_start() {
    let (office, memory) = Office::in_memory().await;
    let ids = office.owe(vec![due(NoticeKind::Reminder, 48)], None).await;
    assert_eq!(office.pass().await.sent, 0);
    let next = office.store.read(|conn| outbox::next_due_at(conn, &[])).await.unwrap();
    assert_eq!(next, Some(now() + Duration::hours(48)));
    office.advance_minutes(48 * 60);
    assert_eq!(office.pass().await.sent, 1);
    assert_eq!(memory.sent().len(), 1);
    assert_eq!(office.state(ids[0]).await, "sent");

    let late = office.owe(vec![of(NoticeKind::Reminder)], None).await;
    office.advance_minutes(24 * 60);
    assert_eq!(office.pass().await.expired, 1);
    assert_eq!(office.state(late[0]).await, "expired");
}

#[tokio::test]
async fn a_withdrawn_reminder_is_never_sent_and_a_new_one_is() {
    let (office, memory) = Office::in_memory().await;
    let appointment = office.appointment("a1b2c3").await;
    let old = office.owe(vec![due(NoticeKind::Reminder, 24)], Some(appointment)).await;
    let withdrawn = office
        .store
        .write(move |tx| outbox::withdraw_kind(tx, appointment, NoticeKind::Reminder, tx.now))
        .await
        .unwrap();
    assert_eq!(withdrawn, 1);
    let new = office.owe(vec![due(NoticeKind::Reminder, 30)], Some(appointment)).await;
    office.advance_minutes(25 * 60);
    assert_eq!(office.pass().await.sent, 0);
    office.advance_minutes(5 * 60);
    assert_eq!(office.pass().await.sent, 1);
    assert_eq!((office.state(old[0]).await, office.state(new[0]).await), ("withdrawn".into(), "sent".into()));
    assert_eq!(memory.sent().len(), 1);
}

#[tokio::test]
async fn old_mails_expire_when_mail_is_configured_late() {
    let (office, memory) = Office::in_memory().await;
    let mut far = of(NoticeKind::Confirmation);
    far.facts.start = far.facts.start.plus(60 * 24 * 60);
    far.facts.end = far.facts.end.plus(60 * 24 * 60);
    let old = office.owe(vec![far.clone(), of(NoticeKind::ShopBooked)], None).await;
    office.advance_minutes(48 * 60);
    far.due_at += Duration::hours(48);
    let fresh = office.owe(vec![far], None).await;
    let pass = office.pass().await;
    assert_eq!((pass.sent, pass.expired), (1, 2));
    assert_eq!(memory.sent().len(), 1);
    assert_eq!(office.state(old[0]).await, "expired");
    assert_eq!(office.state(fresh[0]).await, "sent");
}

#[tokio::test]
async fn mails_about_the_past_expire_for_the_customer_but_not_for_the_shop() {
    let (office, memory) = Office::in_memory().await;
    let soon = |kind| {
        let mut notice = of(kind);
        (notice.facts.start, notice.facts.end) = (Minute::floor(now()).plus(60), Minute::floor(now()).plus(120));
        notice
    };
    memory.fail_next(SendError::Unreachable("no connection".into()));
    let ids = office.owe(vec![soon(NoticeKind::Confirmation), soon(NoticeKind::ShopBooked)], None).await;
    assert!(office.pass().await.outage);
    memory.fail_next(SendError::Unreachable("no connection".into()));
    office.advance_minutes(119);
    assert!(office.pass().await.outage, "the appointment is not over yet");
    office.advance_minutes(1);
    assert_eq!(office.pass().await.expired, 1);
    office.advance_minutes(5);
    assert_eq!(office.pass().await.sent, 1);
    assert_eq!((office.state(ids[0]).await, office.state(ids[1]).await), ("expired".into(), "sent".into()));
}

#[tokio::test]
async fn a_reminder_tells_the_status_of_the_day_it_goes_out() {
    let (office, memory) = Office::in_memory().await;
    let appointment = office.appointment("a1b2c3").await;
    let mut asked = due(NoticeKind::Reminder, 24);
    asked.facts.status = Status::Requested;
    let ids = office.owe(vec![asked.clone(), asked], Some(appointment)).await;
    office.advance_minutes(24 * 60);
    memory.fail_next(SendError::TryLater("451 later".into()));
    assert_eq!(office.pass().await.sent, 1);
    assert!(subjects(&memory.sent())[0].starts_with("Erinnerung: Ihr Termin am"), "it was confirmed meanwhile");
    let cancel = office.store.write(move |tx| appointments::set_status(tx, appointment, Status::Cancelled));
    cancel.await.unwrap();
    office.advance_minutes(2);
    assert_eq!(office.pass().await.sent, 0);
    assert_eq!(office.state(ids[0]).await, "withdrawn");
}

#[tokio::test]
async fn a_confirmation_never_arrives_after_its_cancellation() {
    let (office, memory) = Office::in_memory().await;
    let appointment = office.appointment("a1b2c3").await;
    office.owe(vec![of(NoticeKind::Confirmation)], Some(appointment)).await;
    memory.fail_next(SendError::TryLater("451 later".into()));
    assert_eq!(office.pass().await.postponed, 1);
    office.owe(vec![of(NoticeKind::Cancelled), of(NoticeKind::ShopCancelled)], Some(appointment)).await;
    // The first one fails again: the cancellation waits for it, the shop's notice does not.
    memory.fail_next(SendError::TryLater("451 later".into()));
    assert_eq!(office.pass().await.sent, 1);
    office.advance_minutes(6);
    assert_eq!(office.pass().await.sent, 2);
    let subjects = subjects(&memory.sent());
    assert!(subjects[0].starts_with("Termin abgesagt"), "{subjects:?}");
    assert!(subjects[1].starts_with("Ihr Termin am"), "{subjects:?}");
    assert!(subjects[2].starts_with("Abgesagt"), "{subjects:?}");
}

#[tokio::test]
async fn a_newer_mail_makes_the_older_one_due() {
    let (office, memory) = Office::in_memory().await;
    let appointment = office.appointment("a1b2c3").await;
    office.owe(vec![of(NoticeKind::Confirmation)], Some(appointment)).await;
    memory.fail_next(SendError::TryLater("451 later".into()));
    office.pass().await;
    office.owe(vec![of(NoticeKind::Cancelled)], Some(appointment)).await;
    assert_eq!(office.pass().await.sent, 2);
}

#[tokio::test]
async fn a_shop_without_an_address_keeps_its_mail_until_it_has_one() {
    let (office, memory) = Office::in_memory().await;
    let mut shop = super::fixture::shop();
    shop.email = None;
    office.save_shop(shop.clone()).await;
    let ids = office.owe(vec![of(NoticeKind::Confirmation)], None).await;
    assert!(office.pass().await.no_sender);
    assert_eq!(office.state(ids[0]).await, "queued");
    shop.email = Some(Checked::from_stored("post@praxis.de"));
    office.save_shop(shop).await;
    assert_eq!(office.pass().await.sent, 1);
    assert_eq!(memory.sent().len(), 1);
}

#[tokio::test]
async fn an_unreadable_row_delays_no_other_mail() {
    let (office, _) = Office::in_memory().await;
    let ids = office.owe(vec![of(NoticeKind::Confirmation), of(NoticeKind::ShopBooked)], None).await;
    let broken = ids[0];
    let spoil = office.store.write(move |tx| -> Result<usize, StoreError> {
        Ok(tx.execute("UPDATE outbox SET payload = '{' WHERE id = ?1", [broken])?)
    });
    spoil.await.unwrap();
    let pass = office.pass().await;
    assert_eq!((pass.failed, pass.sent), (1, 1));
}

#[tokio::test]
async fn undelivered_mails_are_counted() {
    let (office, memory) = Office::in_memory().await;
    office.owe(vec![of(NoticeKind::Confirmation)], None).await;
    memory.fail_next(SendError::Refused("550 no".into()));
    office.pass().await;
    office.owe(vec![of(NoticeKind::ShopBooked)], None).await;
    memory.fail_next(SendError::TryLater("451 later".into()));
    office.pass().await;
    office.owe(vec![of(NoticeKind::Reminder)], None).await;
    let count = |minutes| {
        office.store.read(move |conn| outbox_state::undelivered(conn, now(), now() + Duration::minutes(minutes)))
    };
    let counted = count(11).await.unwrap();
    assert_eq!((counted.failed, counted.waiting, counted.untried, counted.expired), (1, 1, 1, 0));
}
