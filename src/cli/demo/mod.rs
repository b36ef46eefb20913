//! `demo`: an invented shop to try the program without installation or configuration.
//!
//! Three servers, each on its own origin: the provider's `homepage` with the widget, the shop's server as run by
//! `serve`, and a `mailbox` of all mails. The database (`shop`) is deleted at the end; `seed_appointments` and
//! `seed_customers` fill it, `seed_activity` adds recent bookings. A link signs in to the planner; `telephone` has the codes of an account with a second factor. `endpoints` lists the pages.
//! `public` runs one of each for every visitor of the open net.

mod closed_days;
mod endpoints;
mod files;
mod homepage;
mod listeners;
mod mail_view;
mod mailbox;
mod public;
mod seed_activity;
mod seed_appointments;
mod seed_customers;
mod shop;
mod telephone;

use super::log::{self, LogFormat};
use super::serve;
use super::serve::BackgroundTasks;
use super::{environment, values};
use crate::clock::Clock;
use crate::core::{FetchSettings, Settings};
use crate::delivery::transport::{MemoryTransport, Transport};
use crate::domain::account::UserId;
use crate::http::server::{self, ServerSettings};
use crate::operations::accounts::OneTimeSignIns;
use crate::store::Store;
use anyhow::Context;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use chrono::{DateTime, Datelike, Utc};
use endpoints::{Endpoints, PLANNER_DOOR};
use ipnet::IpNet;
use listeners::Listeners;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Runs an invented shop on a throw-away file: homepage, booking page, planner, mailbox.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where the shop's own server listens: 127.0.0.1:8080, or any free port where that one is taken. The homepage and
    /// the mailbox listen beside it.
    #[arg(long, env = "TERMINPLANER_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// Starts the clock at this instant, such as 2022-01-14T08:00:00+01:00.
    #[arg(long, env = "TERMINPLANER_NOW", value_name = "INSTANT", value_parser = playable)]
    pub now: Option<DateTime<Utc>>,
    /// For the open net: every visitor gets a shop of their own, for a while. Nothing is sent or fetched.
    #[arg(long, env = "TERMINPLANER_PUBLIC")]
    pub public: bool,
    /// With `--public`: the minutes after which a visitor's shop is deleted.
    #[arg(long, env = "TERMINPLANER_RESET_MINUTES", value_name = "MINUTES", default_value = "60", value_parser = clap::value_parser!(u16).range(5..=1440))]
    pub reset_minutes: u16,
    /// With `--public`: the address by which visitors reach it, such as <https://demo.example.org>; without a path.
    #[arg(long, env = "TERMINPLANER_PUBLIC_URL", value_name = "URL", value_parser = values::public_url)]
    pub public_url: Option<String>,
    /// With `--public`: a network whose X-Forwarded-For is trusted; may be given several times.
    #[arg(long, env = "TERMINPLANER_TRUSTED_PROXY", value_name = "CIDR", value_delimiter = ',', value_parser = values::network)]
    pub trusted_proxy: Vec<IpNet>,
}

/// Parses an instant for the demo's clock: the seeded appointments must lie between 1970 and 3000.
fn playable(text: &str) -> Result<DateTime<Utc>, String> {
    let now = values::instant(text)?;
    let refusal = "the demonstration plays between 1971 and 2999; write an instant of these years";
    if (1971..3000).contains(&now.year()) { Ok(now) } else { Err(refusal.into()) }
}

/// Runs the demo until Ctrl-C or SIGTERM.
///
/// # Errors
/// If it cannot listen, or cannot create its file.
pub fn run(args: &Args) -> anyhow::Result<()> {
    // Warnings only, so that the printed addresses stay visible.
    log::start(LogFormat::Text, tracing::Level::WARN);
    environment::warn_of_unknown(&super::command());
    let clock = args.now.map_or_else(Clock::system, Clock::starting_at);
    let folder = tempfile::Builder::new()
        .prefix("terminplaner-demo-")
        .tempdir()
        .context("no folder for the throw-away file can be made; name a writable one with TMPDIR")?;
    let runtime = tokio::runtime::Runtime::new().context("the runtime could not start")?;
    if args.public {
        runtime.block_on(public::run(args, clock, folder.path()))?;
    } else {
        runtime.block_on(demonstrate(args, clock, folder.path()))?;
    }
    drop(runtime);
    folder.close().context("the throw-away file could not be removed")?;
    println!("Stopped; the throw-away file is gone.");
    Ok(())
}

async fn demonstrate(args: &Args, clock: Clock, folder: &Path) -> anyhow::Result<()> {
    // First of all, so that a signal during the preparation is handled, too, and no file is left behind.
    let stop = watch::Sender::new(false);
    tokio::spawn(raise_at_signal(stop.clone()));
    let listeners = Listeners::bind(args.listen).await?;
    let places = Endpoints::of(&listeners)?;
    let file = folder.join("demo.db");
    shop::make(&file, &places, &clock)?;
    let (owner, telephone) = seed_activity::play(&file, clock.now()).await?;
    let store = Store::open(&file, clock.clone()).context("the throw-away file cannot be opened")?;
    print!("{}", places.greeting(&clock, listeners.preferred_is_taken));
    let mails = MemoryTransport::default();
    let sign_ins = Arc::new(OneTimeSignIns::default());
    let door = Door { sign_ins: sign_ins.clone(), owner, shop: places.shop.clone() };
    let homepage = homepage::routes(&store.planning().calendar, &places, clock.now())?.merge(door.route());
    let homepage = serve_beside(listeners.homepage, homepage, &stop);
    let telephone = telephone::routes(telephone, store.clone(), places.clone());
    let mailbox = mailbox::routes(mails.clone(), store.clone(), places.clone(), stop.subscribe(), telephone)?;
    let mailbox = serve_beside(listeners.mailbox, mailbox, &stop);
    let settings = Settings {
        public_url: places.shop.clone(),
        trusted_proxies: Vec::new(),
        limits_off: false,
        fetch: FetchSettings::default(),
    };
    let beside = BackgroundTasks {
        transport: Some(Arc::new(Transport::Memory(mails))),
        one_time_sign_ins: sign_ins,
        ..BackgroundTasks::default()
    };
    let shop = serve::run_until(listeners.shop, store, clock, settings, beside, is_raised(stop.subscribe()));
    let (outcome, (), ()) = tokio::join!(shop, homepage, mailbox);
    outcome
}

/// Redirects to a new single-use sign-in link for the planner.
struct Door {
    sign_ins: Arc<OneTimeSignIns>,
    owner: UserId,
    shop: String,
}

impl Door {
    fn route(self) -> Router {
        let enter = async move || match self.sign_ins.issue(self.owner) {
            Ok(secret) => Redirect::to(&format!("{}/planner/enter/{secret}", self.shop)).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        };
        Router::new().route(PLANNER_DOOR, get(enter))
    }
}

/// Runs a server of the demo: no rate limits, no log.
async fn serve_beside(listener: TcpListener, routes: Router, stop: &watch::Sender<bool>) {
    server::serve(listener, routes, ServerSettings::default(), is_raised(stop.subscribe())).await;
}

/// Listens for signals from now on, also for a closed terminal, so that no file is left behind.
fn raise_at_signal(stop: watch::Sender<bool>) -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (stop_signal, mut hangup) = (serve::stop_signal(), signal(SignalKind::hangup()).ok());
    let hung_up = async move {
        match &mut hangup {
            Some(signal) => {
                signal.recv().await;
            }
            None => std::future::pending().await,
        }
    };
    async move {
        tokio::select! {
            () = stop_signal => {}
            () = hung_up => {}
        }
        stop.send_replace(true);
    }
}

async fn is_raised(mut stop: watch::Receiver<bool>) {
    // An error means that the sender is gone, which also means stop.
    let _ = stop.wait_for(|raised| *raised).await;
}
