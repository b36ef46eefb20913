//! An appointment keeps its UID in the calendars of its readers, also when the shop moves to another address.

use super::calendar::parse;
use super::fixture::calendar_file;
use crate::harness::{TestApp, booking, token};
use axum::http::Method;
use serde_json::json;
use std::sync::Arc;
use terminplaner::delivery::transport::{MemoryTransport, Transport};
use terminplaner::delivery::transport_resolver::TransportResolver;
use terminplaner::delivery::worker::MailWorker;
use terminplaner::store::{StoreError, bookings};

const NINE: &str = "2022-01-17T09:00:00+01:00";

fn uid(file: &str) -> String {
    parse(file).into_iter().find(|line| line.name == "UID").unwrap().value
}

/// The UIDs of the mails that a shop at `public_url` sends now.
async fn mailed(shop: &TestApp, public_url: &str) -> Vec<String> {
    let memory = MemoryTransport::default();
    let outlet = Arc::new(TransportResolver::new(Some(Arc::new(Transport::Memory(memory.clone())))));
    let worker = MailWorker::new(shop.app.store.clone(), shop.clock.clone(), outlet, public_url.into());
    worker.run_due_once().await.unwrap();
    memory.sent().iter().map(|mail| uid(&calendar_file(&mail.bytes))).collect()
}

async fn cancel(shop: &TestApp, token: &str) {
    let path = format!("/api/v1/bookings/{token}");
    assert_eq!(shop.send_json(Method::DELETE, &path, &json!({})).await.status, 200);
}

#[tokio::test]
async fn the_uid_stays_when_the_shop_moves_to_another_address() {
    let shop = TestApp::with("UPDATE shop SET email = 'praxis@example.org'", true);
    let token = token(&shop.book(&booking(NINE)).await);
    let at_first = mailed(&shop, "https://termine.example.de").await;
    assert_eq!(at_first.len(), 2, "to customer and shop");
    let file = shop.get(&format!("/t/{token}/termin.ics")).await;
    cancel(&shop, &token).await;
    let moved = mailed(&shop, "https://neu.example.org").await;
    for other in at_first.iter().chain(&moved) {
        assert_eq!(*other, uid(&file.text));
        assert!(other.len() == 32 && !other.contains('@'), "{other}");
    }
    assert_eq!(moved.len(), 2);
}

#[tokio::test]
async fn a_booking_from_before_uids_were_stored_keeps_the_one_its_mails_had() {
    let shop = TestApp::with("UPDATE shop SET email = 'praxis@example.org'", true);
    let token = token(&shop.book(&booking(NINE)).await);
    shop.execute("UPDATE bookings SET calendar_uid = NULL");
    let before = mailed(&shop, "https://termine.example.de").await;
    assert!(before[0].ends_with("@termine.example.de"), "{}", before[0]);
    for (host, changed) in [("termine.example.de", 1), ("neu.example.org", 0)] {
        let kept = shop.app.store.write(move |tx| -> Result<_, StoreError> { bookings::keep_old_uids(tx, host) });
        assert_eq!(kept.await.unwrap(), changed, "only the first start after the upgrade");
    }
    cancel(&shop, &token).await;
    assert_eq!(mailed(&shop, "https://neu.example.org").await, before);
}
