//! What every handler gets: the [`Core`] of the program, and what only a server needs beside it.

use crate::clock::Clock;
use crate::core::{Core, Settings};
use crate::http::api::grid_cache::GridCache;
use crate::http::metrics::Metrics;
use crate::http::middleware::rate_limits::Limits;
use crate::http::planner::cookies::Cookies;
use crate::http::planner::sign_in_guard::SignInGuard;
use crate::http::server::ServerSettings;
use crate::http::widget_origin_watch::EmbeddingWatch;
use crate::operations::accounts::{NewPassword, Secret};
use crate::store::Store;
use std::ops::Deref;
use std::sync::Arc;
use tokio::sync::watch;

/// The running program, as every handler gets it. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// The parts of an [`App`]; those of the [`Core`] are its own too.
pub struct Inner {
    core: Core,
    /// What clients may ask for in a time.
    pub limits: Limits,
    /// The names of the planner's cookies.
    pub cookies: Cookies,
    /// Failed sign-ins.
    pub sign_ins: SignInGuard,
    /// Opens the page for the first account; new with every start.
    pub set_up_secret: Option<Secret>,
    /// Where the widget stands.
    pub embedding_watch: EmbeddingWatch,
    /// What has been asked and booked since the start.
    pub metrics: Metrics,
    /// Answers of the availability kept ready.
    pub grids: GridCache,
}

impl App {
    /// Puts the parts together; mail goes where the settings in the file say.
    pub fn new(store: Store, clock: Clock, settings: Settings, stopping: watch::Receiver<bool>) -> Self {
        Self::with(Core::new(store, clock, settings, stopping), ServerSettings::default().max_connections)
    }

    /// For a server that holds so many connections open at most.
    pub fn with(core: Core, max_connections: usize) -> Self {
        Self(Arc::new(Inner {
            limits: Limits::new(core.clock.clone(), core.settings.limits_off, max_connections),
            cookies: Cookies::of(&core.settings.public_url),
            sign_ins: SignInGuard::new(core.clock.clone()),
            // Without random numbers nothing else works either; then the first account is made by `user add`.
            set_up_secret: Secret::random().ok(),
            embedding_watch: EmbeddingWatch::default(),
            metrics: Metrics::default(),
            grids: GridCache::default(),
            core,
        }))
    }

    /// A password as it was typed into a form of ours.
    pub fn new_password(&self, typed: &str) -> NewPassword {
        NewPassword::chosen_at(&self.settings.public_url, typed)
    }
}

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Deref for Inner {
    type Target = Core;

    fn deref(&self) -> &Core {
        &self.core
    }
}
