//! The delivery worker: retries, giving up, and stopping.

use super::fixture::{Office, PUBLIC_URL, notice, now, read};
use chrono::{DateTime, Duration, Utc};
use terminplaner::delivery::transport::{FolderTransport, SendError, Transport};
use terminplaner::delivery::worker;
use terminplaner::domain::notice::{Notice, NoticeKind};
use terminplaner::domain::shop::Language;
use terminplaner::store::{StoreError, outbox};
use tokio::sync::watch;

/// A confirmation of an appointment that is two months away.
fn far(kind: NoticeKind) -> Notice {
    let mut notice = notice(kind, Language::default());
    notice.facts.start = notice.facts.start.plus(60 * 24 * 60);
    notice.facts.end = notice.facts.end.plus(60 * 24 * 60);
    notice
}

async fn next_try(office: &Office) -> DateTime<Utc> {
    office.store.read(|conn| outbox::next_due_at(conn, &[])).await.unwrap().unwrap()
}

#[tokio::test]
async fn retries_back_off_until_three_days_are_over() {
    let (office, memory) = Office::in_memory().await;
    let ids = office.owe(vec![far(NoticeKind::Confirmation)], None).await;
    let mut waits = Vec::new();
    while office.state(ids[0]).await == "queued" {
        memory.fail_next(SendError::TryLater("451 later".into()));
        office.pass().await;
        if office.state(ids[0]).await == "queued" {
            let wait = next_try(&office).await - office.clock.now();
            waits.push(wait.num_seconds());
            office.clock.advance(wait.to_std().unwrap());
        }
    }
    let hour = 60 * 60;
    assert_eq!(waits[..8], [70, 310, 15 * 60, hour, 2 * hour, 4 * hour, 6 * hour, 6 * hour]);
    assert_eq!(office.state(ids[0]).await, "failed");
    let tried_for = office.clock.now() - now();
    assert!(tried_for >= Duration::hours(72) && tried_for < Duration::hours(79), "{tried_for}");
    assert!(memory.sent().is_empty());
}

#[tokio::test]
async fn a_refusal_for_good_is_final_and_only_for_that_mail() {
    let (office, memory) = Office::in_memory().await;
    let ids = office.owe(vec![far(NoticeKind::Confirmation), far(NoticeKind::ShopBooked)], None).await;
    memory.fail_next(SendError::Refused("550 no".into()));
    let pass = office.pass().await;
    assert_eq!((pass.failed, pass.sent), (1, 1));
    assert_eq!(office.row(ids[0]).await, ("failed".into(), 1, Some("550 no".into())));
    office.advance_minutes(24 * 60);
    assert_eq!(office.pass().await.sent, 0);
}

#[tokio::test]
async fn an_unreachable_server_is_tried_once_and_not_once_per_mail() {
    let (office, memory) = Office::in_memory().await;
    let ids = office.owe(vec![far(NoticeKind::Confirmation); 50], None).await;
    memory.fail_next(SendError::Unreachable("connection refused".into()));
    assert!(office.pass().await.outage);
    assert_eq!(office.row(ids[49]).await, ("queued".into(), 0, Some("connection refused".into())));
    assert_eq!(office.pass().await.sent, 0, "it is left alone for a minute");
    office.advance_minutes(1);
    assert_eq!(office.pass().await.sent, 50);
}

#[tokio::test]
async fn an_invalid_address_fails_alone() {
    let (office, _) = Office::in_memory().await;
    let bad = Notice { address: "not an address".into(), ..far(NoticeKind::Confirmation) };
    let ids = office.owe(vec![bad, far(NoticeKind::ShopBooked)], None).await;
    let pass = office.pass().await;
    assert_eq!((pass.failed, pass.sent), (1, 1));
    let (_, _, error) = office.row(ids[0]).await;
    assert_eq!(error.as_deref(), Some("the recipient's e-mail address is not valid"));
}

#[tokio::test]
async fn a_folder_gets_whole_files_and_the_same_mail_only_once() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("mails");
    let office = Office::new(Transport::Folder(FolderTransport::new(folder.clone()).unwrap())).await;
    let ids = office.owe(vec![far(NoticeKind::Confirmation)], None).await;
    office.pass().await;
    // As after a crash between sending and marking.
    let again = office.store.write(move |tx| -> Result<usize, StoreError> {
        Ok(tx.execute("UPDATE outbox SET state = 'queued' WHERE id = ?1", [ids[0]])?)
    });
    again.await.unwrap();
    assert_eq!(office.pass().await.sent, 1);
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    assert_eq!(files[0].file_name().unwrap(), "20220114T080000Z-00000001-confirmation.eml");
    let bytes = std::fs::read(&files[0]).unwrap();
    assert_eq!(read(&bytes).to().unwrap().first().unwrap().address(), Some("erika@example.org"));
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&files[0]).unwrap().permissions());
    assert_eq!(mode & 0o077, 0, "the link in it is the customer's alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_running_worker_wakes_for_new_mail_and_stops_when_told() {
    let (office, memory) = Office::in_memory().await;
    let (stop, stopping) = watch::channel(false);
    let (store, clock, outlet) = (office.store.clone(), office.clock.clone(), office.outlet.clone());
    let running = tokio::spawn(worker::run(store, clock, outlet, PUBLIC_URL.into(), stopping));
    let ids = office.owe(vec![far(NoticeKind::Confirmation)], None).await;
    while office.state(ids[0]).await != "sent" {
        tokio::task::yield_now().await;
    }
    assert_eq!(memory.sent().len(), 1);
    stop.send(true).unwrap();
    running.await.unwrap();
}
