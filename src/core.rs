//! What the handlers and the background tasks share: store, clock, process settings, mail transport and the shutdown
//! signal. Knows no HTTP.

use crate::clock::Clock;
use crate::delivery::transport_resolver::TransportResolver;
use crate::domain::snapshot::CalendarSnapshot;
use crate::foreign_calendars::ForeignCalendars;
use crate::operations::accounts::OneTimeSignIns;
use crate::store::{Store, StoreError};
use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// Shared state of the running program. Cheap to clone.
#[derive(Clone)]
pub struct Core {
    /// The database.
    pub store: Store,
    /// The only source of the current time.
    pub clock: Clock,
    /// The settings of this process.
    pub settings: Arc<Settings>,
    /// Selects the mail transport.
    pub outlet: Arc<TransportResolver>,
    /// Looks at calendars kept elsewhere.
    pub calendars: ForeignCalendars,
    /// What became of the daily copies; `None`: none are made.
    pub backups: Option<Arc<Backups>>,
    /// Single-use sign-in links; only the demo creates them.
    pub one_time_sign_ins: Arc<OneTimeSignIns>,
    /// Whether this is a trial shop, where strangers try everything: nothing is fetched, and there are no passkeys.
    pub is_trial: bool,
    /// True once the program is stopping: event streams end then.
    pub stopping: watch::Receiver<bool>,
}

/// What became of the daily copies.
#[derive(Debug, Default)]
pub struct Backups(Mutex<BackupState>);

/// The last copy, and the last attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BackupState {
    /// When the newest copy was made; `None`: there is none.
    pub last_at: Option<DateTime<Utc>>,
    /// Whether the last attempt has failed.
    pub has_failed: bool,
}

impl Backups {
    /// The state now.
    pub fn state(&self) -> BackupState {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a copy that was made, or found.
    pub fn made(&self, at: DateTime<Utc>) {
        self.set(BackupState { last_at: Some(at), has_failed: false });
    }

    /// Notes a failed attempt.
    pub fn failed(&self) {
        self.set(BackupState { has_failed: true, ..self.state() });
    }

    fn set(&self, state: BackupState) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }
}

/// The settings of the process; those of the shop are in its database.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The public base URL, without a slash at the end.
    pub public_url: String,
    /// Networks whose `X-Forwarded-For` header is trusted.
    pub trusted_proxies: Vec<ipnet::IpNet>,
    /// Disables rate limits, for load tests.
    pub limits_off: bool,
    /// How calendars kept elsewhere are looked at.
    pub fetch: FetchSettings,
}

/// How calendars kept elsewhere are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FetchSettings {
    /// Whether they may be on private addresses, and without encryption.
    pub allow_private: bool,
    /// The minutes between two looks.
    pub minutes: u16,
}

impl Default for FetchSettings {
    fn default() -> Self {
        Self { allow_private: false, minutes: 5 }
    }
}

impl Settings {
    /// The path of the public address, such as `/termine`; mostly empty.
    pub fn base_path(&self) -> &str {
        let after_scheme = self.public_url.find("://").map_or(0, |at| at + 3);
        self.public_url[after_scheme..].find('/').map_or("", |at| &self.public_url[after_scheme + at..])
    }
}

impl Core {
    /// Puts the parts together; the mail transport follows the settings in the database.
    pub fn new(store: Store, clock: Clock, settings: Settings, stopping: watch::Receiver<bool>) -> Self {
        let FetchSettings { minutes, allow_private } = settings.fetch;
        let public_url = settings.public_url.clone();
        Self {
            calendars: ForeignCalendars::new(store.clone(), clock.clone(), public_url, minutes, allow_private),
            store,
            clock,
            settings: Arc::new(settings),
            outlet: Arc::default(),
            backups: None,
            one_time_sign_ins: Arc::default(),
            is_trial: false,
            stopping,
        }
    }

    /// The same as a trial shop.
    #[must_use]
    pub fn on_trial(self) -> Self {
        let calendars = ForeignCalendars::fetching_nothing(self.store.clone(), self.clock.clone());
        Self { calendars, is_trial: true, ..self }
    }

    /// Whether mail about bookings is sent: the shop has a sender address and a mail transport is configured.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn sends_mail(&self) -> Result<bool, StoreError> {
        self.outlet.sends_mail(&self.store).await
    }

    /// The calendar and its busy spans as of the last commit.
    pub fn planning(&self) -> Arc<CalendarSnapshot> {
        self.store.planning()
    }
}
