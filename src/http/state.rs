//! The state of all handlers: the [`Core`] and what only a server needs.

pub use crate::store::ChangeCounts;

use crate::clock::Clock;
use crate::core::{Core, Settings};
use crate::http::api::grid_cache::GridCache;
use crate::http::client_address::ClientAddress;
use crate::http::metrics::counters::Metrics;
use crate::http::middleware::rate_limits::limits::Limits;
use crate::http::planner::cookies::{Cookies, SECOND_STEP_SECONDS};
use crate::http::planner::file_import::drafts::Drafts;
use crate::http::planner::flash::Flashes;
use crate::http::planner::undo::kept::{Undoable, undoables};
use crate::http::server::ServerSettings;
use crate::http::sign_in_guard::SignInGuard;
use crate::http::widget_origin_watch::seen_today::EmbeddingWatch;
use crate::operations::accounts::{Challenges, FirstStep, NewPassword, RelyingParty, Secret, ShortLived};
use crate::operations::calendar_import::Entries;
use crate::operations::customers::import::Sheet;
use crate::operations::health::Health;
use crate::store::Store;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::convert::Infallible;
use std::ops::Deref;
use std::sync::Arc;
use tokio::sync::watch;

/// Sign-ins at most that wait for their second step. Each knows its password.
const SECOND_STEPS_AT_MOST: usize = 1_000;

/// The running program, as available to every handler. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// The parts of an [`App`]; dereferences to the [`Core`].
pub struct Inner {
    core: Core,
    /// Rate limits.
    pub limits: Limits,
    /// The names of the planner's cookies.
    pub cookies: Cookies,
    /// Counters of failed sign-ins.
    pub sign_ins: SignInGuard,
    /// What was just done, for the next page of each session.
    pub flashes: Flashes,
    /// Files of customers that wait for their import.
    pub imports: Drafts<Sheet>,
    /// Calendar files that wait for their import.
    pub calendar_files: Drafts<Entries>,
    /// Changes that can be taken back.
    pub undoables: ShortLived<Undoable>,
    /// Sign-ins that wait for their second step, and where they lead.
    pub second_steps: ShortLived<(FirstStep, String)>,
    /// Challenges of passkeys.
    pub challenges: Challenges,
    /// The planner as passkeys know it; `None`: there can be none at its public address.
    pub relying_party: Option<RelyingParty>,
    /// Secret in the set-up URL; new at every start.
    pub set_up_secret: Option<Secret>,
    /// Origins that load the widget.
    pub embedding_watch: EmbeddingWatch,
    /// Whether the database can be written.
    pub health: Health,
    /// Counters since the start.
    pub metrics: Metrics,
    /// Cache of availability responses.
    pub grids: GridCache,
}

impl App {
    /// Puts the parts together; the mail transport follows the settings in the database.
    pub fn new(store: Store, clock: Clock, settings: Settings, stopping: watch::Receiver<bool>) -> Self {
        Self::with(Core::new(store, clock, settings, stopping), ServerSettings::default().max_connections)
    }

    /// For a server with that maximum number of connections.
    pub fn with(core: Core, max_connections: usize) -> Self {
        Self(Arc::new(Inner {
            limits: Limits::new(core.clock.clone(), core.settings.limits_off, max_connections),
            cookies: Cookies::of(&core.settings.public_url),
            sign_ins: SignInGuard::new(core.clock.clone()),
            flashes: Flashes::new(core.clock.clone()),
            imports: Drafts::default(),
            calendar_files: Drafts::default(),
            undoables: undoables(),
            second_steps: ShortLived::new(SECOND_STEPS_AT_MOST, SECOND_STEP_SECONDS),
            challenges: Challenges::default(),
            relying_party: RelyingParty::of(&core.settings.public_url).filter(|_| !core.is_trial),
            // Without random numbers the server cannot work anyway; the first account can still be created by `user
            // add`.
            set_up_secret: Secret::random().ok(),
            embedding_watch: EmbeddingWatch::default(),
            health: Health::default(),
            metrics: Metrics::default(),
            grids: GridCache::default(),
            core,
        }))
    }

    /// A password typed into a form.
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

impl FromRequestParts<App> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of_parts(&parts.extensions, &parts.headers, &app.settings.trusted_proxies))
    }
}
