//! What the handlers share: the store, the clock, the settings of this process and what says that it stops.

use crate::accounts::{NewPassword, OneTimeSignIns, Secret};
use crate::clock::Clock;
use crate::domain::planning::Planning;
use crate::http::api::grid_cache::GridCache;
use crate::http::embedding_watch::EmbeddingWatch;
use crate::http::limits::Limits;
use crate::http::metrics::Metrics;
use crate::http::planner::cookies::Cookies;
use crate::http::planner::sign_in_guard::SignInGuard;
use crate::http::server::ServerSettings;
use crate::mail::outlet::Outlet;
use crate::store::{Store, StoreError};
use std::ops::Deref;
use std::sync::Arc;
use tokio::sync::watch;

/// The running program, as every handler gets it. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// The parts of an [`App`].
pub struct Inner {
    /// The shop's file.
    pub store: Store,
    /// The only source of `now`.
    pub clock: Clock,
    /// How this process was started.
    pub settings: Settings,
    /// What clients may ask for in a time.
    pub limits: Limits,
    /// The names of the planner's cookies.
    pub cookies: Cookies,
    /// Failed sign-ins.
    pub sign_ins: SignInGuard,
    /// Sign-ins by a link; only the demonstration issues any.
    pub one_time_sign_ins: Arc<OneTimeSignIns>,
    /// Where mail goes.
    pub outlet: Arc<Outlet>,
    /// Opens the page for the first account; new with every start.
    pub set_up_secret: Option<Secret>,
    /// Where the widget stands.
    pub embedding_watch: EmbeddingWatch,
    /// What has been asked and booked since the start.
    pub metrics: Metrics,
    /// Answers of the availability kept ready.
    pub grids: GridCache,
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

/// What handlers share with the server and with what works beside it.
#[derive(Clone)]
pub struct Shared {
    /// Where mail goes.
    pub outlet: Arc<Outlet>,
    /// Sign-ins by a link; the demonstration issues them.
    pub one_time_sign_ins: Arc<OneTimeSignIns>,
    /// How many connections may be open.
    pub max_connections: usize,
}

impl Default for Shared {
    fn default() -> Self {
        let max_connections = ServerSettings::default().max_connections;
        Self { outlet: Arc::default(), one_time_sign_ins: Arc::default(), max_connections }
    }
}

impl App {
    /// Puts the parts together; mail goes where the settings in the file say.
    pub fn new(store: Store, clock: Clock, settings: Settings, stopping: watch::Receiver<bool>) -> Self {
        Self::with(store, clock, settings, Shared::default(), stopping)
    }

    /// Puts the parts together.
    pub fn with(
        store: Store,
        clock: Clock,
        settings: Settings,
        shared: Shared,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        Self(Arc::new(Inner {
            limits: Limits::new(clock.clone(), settings.limits_off, shared.max_connections),
            cookies: Cookies::of(&settings.public_url),
            sign_ins: SignInGuard::new(clock.clone()),
            one_time_sign_ins: shared.one_time_sign_ins,
            outlet: shared.outlet,
            // Without random numbers nothing else works either; then the first account is made by `user add`.
            set_up_secret: Secret::random().ok(),
            embedding_watch: EmbeddingWatch::default(),
            metrics: Metrics::default(),
            grids: GridCache::default(),
            store,
            clock,
            settings,
            stopping,
        }))
    }

    /// A password as it was typed into a form of ours.
    pub fn new_password(&self, typed: &str) -> NewPassword {
        NewPassword::chosen_at(&self.settings.public_url, typed)
    }

    /// Whether mail about a booking goes out: the shop has an address to send it from, and a way is set up.
    ///
    /// # Errors
    /// Those of the file.
    pub async fn sends_mail(&self) -> Result<bool, StoreError> {
        Ok(self.planning().calendar.shop.email.is_some() && self.outlet.is_set_up(&self.store).await?)
    }

    /// The calendar and what is occupied in it, as of the last commit.
    pub fn planning(&self) -> Arc<Planning> {
        self.store.planning()
    }
}

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
