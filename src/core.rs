//! What the handlers and the background tasks both hold: the store, the clock, the settings of this process, where mail
//! goes, and what says that the program stops. Knows no HTTP.

use crate::clock::Clock;
use crate::delivery::transport_resolver::TransportResolver;
use crate::domain::snapshot::CalendarSnapshot;
use crate::operations::accounts::OneTimeSignIns;
use crate::store::{Store, StoreError};
use std::sync::Arc;
use tokio::sync::watch;

/// The parts of the running program that need no server. Cheap to clone.
#[derive(Clone)]
pub struct Core {
    /// The shop's file.
    pub store: Store,
    /// The only source of `now`.
    pub clock: Clock,
    /// How this process was started.
    pub settings: Arc<Settings>,
    /// Where mail goes.
    pub outlet: Arc<TransportResolver>,
    /// Sign-ins by a link; only the demonstration issues any.
    pub one_time_sign_ins: Arc<OneTimeSignIns>,
    /// Turns true when the program shall stop: event streams end then.
    pub stopping: watch::Receiver<bool>,
}

/// The settings of the process; those of the shop live in its file.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where customers reach this server; no slash at the end.
    pub public_url: String,
    /// The networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<ipnet::IpNet>,
    /// Whether the rate limits are lifted, for measuring.
    pub limits_off: bool,
}

impl Core {
    /// Puts the parts together; mail goes where the settings in the file say.
    pub fn new(store: Store, clock: Clock, settings: Settings, stopping: watch::Receiver<bool>) -> Self {
        Self {
            store,
            clock,
            settings: Arc::new(settings),
            outlet: Arc::default(),
            one_time_sign_ins: Arc::default(),
            stopping,
        }
    }

    /// Whether mail about a booking goes out: the shop has an address to send it from, and a way is set up.
    ///
    /// # Errors
    /// Those of the file.
    pub async fn sends_mail(&self) -> Result<bool, StoreError> {
        Ok(self.planning().calendar.shop.email.is_some() && self.outlet.is_set_up(&self.store).await?)
    }

    /// The calendar and what is occupied in it, as of the last commit.
    pub fn planning(&self) -> Arc<CalendarSnapshot> {
        self.store.planning()
    }
}
