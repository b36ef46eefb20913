//! One trial shop: its file, its server below its path, its homepage and its mailbox.

use super::super::endpoints::Endpoints;
use super::super::{Door, homepage, mailbox, seed_activity, shop, telephone};
use crate::clock::Clock;
use crate::core::{Core, FetchSettings, Settings};
use crate::delivery;
use crate::delivery::transport::{MemoryTransport, Transport};
use crate::delivery::transport_resolver::TransportResolver;
use crate::domain::shop::Language;
use crate::domain::time::Minute;
use crate::http;
use crate::http::middleware::base_path;
use crate::http::state::App;
use crate::i18n::dates;
use crate::operations::accounts::OneTimeSignIns;
use crate::slot_expiry;
use crate::store::Store;
use anyhow::Context;
use axum::Router;
use axum::extract::Request;
use axum::http::header;
use axum::response::Response;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;

/// Where the homepage is, below the shop's path.
const HOMEPAGE: &str = "/homepage";
/// Where the mailbox is.
const MAILBOX: &str = "/mailbox";
/// Connections as the shop's limits count them.
const CONNECTIONS: usize = 200;

/// One trial shop. Ends when it is dropped.
pub struct Visitor {
    /// Where its pages are.
    pub places: Endpoints,
    /// When it is deleted.
    pub ends_at: DateTime<Utc>,
    store: Store,
    shop: Router,
    homepage: Router,
    mailbox: Router,
    stop: watch::Sender<bool>,
    folder: TempDir,
}

impl Drop for Visitor {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

impl Visitor {
    /// Makes the shop below that address, and starts what runs beside it.
    pub async fn begin(url: String, folder: TempDir, ends_at: DateTime<Utc>, clock: &Clock) -> anyhow::Result<Self> {
        let places =
            Endpoints { homepage: format!("{url}{HOMEPAGE}"), mailbox: format!("{url}{MAILBOX}"), shop: url.clone() };
        let file = folder.path().join("demo.db");
        shop::make(&file, &places, clock)?;
        let (owner, telephone) = seed_activity::play(&file, clock.now()).await?;
        let store = Store::open(&file, clock.clone()).context("the file of the shop cannot be opened")?;
        let (stop, stopped) = watch::channel(false);
        let mails = MemoryTransport::default();
        let sign_ins = Arc::new(OneTimeSignIns::default());
        let door = Door { sign_ins: sign_ins.clone(), owner, shop: url.clone() };
        let homepage = homepage::routes(&store.planning().calendar, &places, clock.now())?.merge(door.route());
        let telephone = telephone::routes(telephone, store.clone(), places.clone());
        let mailbox = mailbox::routes(mails.clone(), store.clone(), places.clone(), stopped.clone(), telephone)?;
        let core = core(&store, clock, url, mails, sign_ins, stopped);
        let shop = http::router(App::with(core.clone(), CONNECTIONS));
        let (worker, url) = (core.clone(), core.settings.public_url.clone());
        tokio::spawn(delivery::worker::run(worker.store, worker.clock, worker.outlet, url, worker.stopping));
        tokio::spawn(slot_expiry::run(core));
        Ok(Self { places, ends_at, store, shop, homepage, mailbox, stop, folder })
    }

    /// The bytes that its files take.
    pub fn bytes(&self) -> u64 {
        let files = std::fs::read_dir(self.folder.path()).into_iter().flatten().flatten();
        files.filter_map(|file| Some(file.metadata().ok()?.len())).sum()
    }

    /// When it is deleted, as the shop tells times.
    pub fn clock_of_end(&self, language: Language) -> String {
        let zone = self.store.planning().calendar.shop.time_zone;
        dates::clock(Minute::floor(self.ends_at), zone, language)
    }

    /// The path of its address.
    fn path(&self) -> &str {
        let (_, rest) = self.places.shop.split_once("://").unwrap_or_default();
        rest.find('/').map_or("", |at| &rest[at..])
    }

    /// Answers a request to anything below its path.
    pub async fn answer(&self, mut request: Request) -> Response {
        for (place, router) in [(HOMEPAGE, &self.homepage), (MAILBOX, &self.mailbox)] {
            let path = format!("{}{place}", self.path());
            if let Some(uri) = base_path::without(&path, request.uri()) {
                *request.uri_mut() = uri;
                let Ok(answer) = router.clone().oneshot(request).await;
                return base_path::put_before(&path, answer).await;
            }
        }
        // The notice is put into pages: they must come as text. What stands in front of the program compresses them.
        request.headers_mut().remove(header::ACCEPT_ENCODING);
        let Ok(answer) = self.shop.clone().oneshot(request).await;
        answer
    }
}

/// What its handlers share: nothing goes outside.
fn core(
    store: &Store,
    clock: &Clock,
    public_url: String,
    mails: MemoryTransport,
    one_time_sign_ins: Arc<OneTimeSignIns>,
    stopped: watch::Receiver<bool>,
) -> Core {
    let outlet = TransportResolver::new(Some(Arc::new(Transport::Memory(mails)))).greeting_as(&public_url);
    let settings =
        Settings { public_url, trusted_proxies: Vec::new(), limits_off: false, fetch: FetchSettings::default() };
    let core = Core::new(store.clone(), clock.clone(), settings, stopped).on_trial();
    Core { outlet: Arc::new(outlet), one_time_sign_ins, ..core }
}
