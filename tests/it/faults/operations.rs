//! A failing operation does not affect others.

use crate::harness::{TestApp, booking};
use axum::http::StatusCode;
use futures_util::FutureExt;
use terminplaner::store::StoreError;

const NINE: &str = "2022-01-17T09:00:00+01:00";

#[tokio::test]
async fn the_writer_survives_a_panic_in_an_operation() {
    let app = TestApp::new();
    let failed = app.app.store.write::<(), StoreError>(|tx| {
        tx.execute("DELETE FROM availabilities", [])?;
        panic!("on purpose")
    });
    assert!(matches!(failed.await, Err(StoreError::Unreadable(_))));
    assert_eq!(app.count("SELECT count(*) FROM availabilities"), 2);
    assert_eq!(app.book(&booking(NINE)).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn an_operation_whose_caller_has_gone_is_skipped() {
    let app = TestApp::new();
    let store = &app.app.store;
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let first = store.write::<(), StoreError>(move |_| {
        let _ = wait.recv();
        Ok(())
    });
    let mut first = Box::pin(first);
    assert!(first.as_mut().now_or_never().is_none(), "the writer is busy");
    let given_up = store.write(|tx| -> Result<usize, StoreError> { Ok(tx.execute("DELETE FROM availabilities", [])?) });
    assert!(given_up.now_or_never().is_none(), "it waits, and is dropped here");
    drop(go);
    first.await.unwrap();
    store.write::<(), StoreError>(|_| Ok(())).await.unwrap();
    assert_eq!(app.count("SELECT count(*) FROM availabilities"), 2);
}
