//! What systemd is told (`Type=notify`, `WatchdogSec=`): that the server is ready, alive, and stopping. Without systemd
//! nothing happens.

use crate::store::Store;
use sd_notify::NotifyState;
use tokio::sync::watch;

/// Tells that the server is ready, then, where that is asked for, twice in each interval of the watchdog that the
/// database answers, until `stopping` turns true. If it does not answer, systemd restarts the program.
pub async fn run(store: Store, mut stopping: watch::Receiver<bool>) {
    tell(&[NotifyState::Ready]);
    let interval = sd_notify::watchdog_enabled().map(|interval| interval / 2);
    loop {
        let pause = async {
            match interval {
                Some(interval) => tokio::time::sleep(interval).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => break,
            () = pause => {}
        }
        match store.ping().await {
            Ok(()) => tell(&[NotifyState::Watchdog]),
            Err(error) => tracing::error!(%error, "the database does not answer; the watchdog is not told to go on"),
        }
    }
    tell(&[NotifyState::Stopping]);
}

fn tell(state: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(state) {
        tracing::debug!(%error, "systemd could not be told");
    }
}
