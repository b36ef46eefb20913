//! `--exit-idle`: when a server has nothing to do. A socket of systemd's keeps its address, starts the program again with the
//! next visitor, and holds what arrives meanwhile.

use crate::store::{Store, StoreError, mail_outage, outbox, users};
use std::time::Duration;
use tokio::sync::watch;

/// Resolves once no connection has been open for `idle`, no mail waits to be sent now or within moments, and there is an
/// account: the address of the set-up is kept in memory. An event stream is an open connection; mail that is due later is
/// left to `tick`.
pub async fn wait(store: Store, mut open: watch::Receiver<usize>, idle: Duration) {
    loop {
        let closed = open.wait_for(|open| *open == 0).await.is_ok();
        tokio::select! {
            opened = open.wait_for(|open| *open > 0), if closed => if opened.is_ok() { continue },
            () = tokio::time::sleep(idle) => {}
        }
        match is_needed(&store).await {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => tracing::error!(%error, "the database cannot be read"),
        }
    }
    tracing::info!(seconds = idle.as_secs(), "no visitor for a while (--exit-idle); stopping");
}

async fn is_needed(store: &Store) -> Result<bool, StoreError> {
    let now = store.now();
    store
        .read(move |conn| {
            let is_due = outbox::next_due_at(conn, &[])?.is_some_and(|at| at <= now) || outbox::leaves_soon(conn, now)?;
            Ok((is_due && mail_outage::find(conn)?.is_none()) || users::is_empty(conn)?)
        })
        .await
}
