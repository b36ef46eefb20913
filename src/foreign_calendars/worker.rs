//! The task that looks at calendars when they are due, and brings appointments to those that want them.

use super::ForeignCalendars;
use std::time::Duration;
use tokio::sync::watch;

/// The longest sleep: the machine's clock may be set, and another process may add a calendar.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// The shortest one.
const SHORTEST_WAIT: Duration = Duration::from_secs(1);

/// Looks at calendars until `stopping` turns true; a look that is on its way is given up then.
pub async fn run(calendars: ForeignCalendars, mut stopping: watch::Receiver<bool>) {
    tokio::select! {
        _ = stopping.wait_for(|stop| *stop) => {}
        () = look_for_ever(&calendars) => {}
    }
}

async fn look_for_ever(calendars: &ForeignCalendars) {
    let owed = calendars.copies_owed();
    loop {
        let wait = match look(calendars).await {
            Ok(next) => next.unwrap_or(LONGEST_WAIT).clamp(SHORTEST_WAIT, LONGEST_WAIT),
            Err(error) => {
                tracing::error!(%error, "the calendars kept elsewhere cannot be read or written");
                LONGEST_WAIT
            }
        };
        tokio::select! {
            () = calendars.changed() => {}
            () = owed.notified() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

async fn look(calendars: &ForeignCalendars) -> Result<Option<Duration>, crate::store::StoreError> {
    calendars.look_at_due().await?;
    calendars.send_due().await?;
    calendars.until_next().await
}
