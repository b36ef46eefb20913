//! `serve`: runs the server until it is stopped.

mod address;
mod idle;
mod preflight;
mod systemd;

use super::backup_arguments::BackupArguments;
use super::daily_backup::DailyBackup;
use super::environment;
use super::fd_limit::connections_within_limit;
use super::fetch_arguments::FetchArguments;
use super::key_file::KeyFile;
use super::log::{self, LogFormat};
use super::mail_arguments::MailArguments;
use super::values;
use crate::clock::Clock;
use crate::core::{Core, Settings};
use crate::delivery;
use crate::delivery::calendar_file::host_of;
use crate::delivery::transport::Transport;
use crate::delivery::transport_resolver::TransportResolver;
use crate::foreign_calendars;
use crate::http;
use crate::http::server::ServerSettings;
use crate::http::server::listener::Listener;
use crate::http::state::App;
use crate::operations::accounts::OneTimeSignIns;
use crate::operations::caldav::prolong;
use crate::operations::customers::{replay, retention};
use crate::slot_expiry;
use crate::store::{Store, bookings, database_identity, sealed};
use anyhow::Context;
use chrono::{DateTime, Utc};
use ipnet::IpNet;
use preflight::Preflight;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

pub use address::ListenAddress;

/// The arguments of `serve`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The database; created if absent, unless `--must-exist`.
    #[arg(long, env = "TERMINPLANER_DB", value_name = "FILE", value_parser = values::database)]
    pub db: PathBuf,
    /// Its key file.
    #[command(flatten)]
    pub key: KeyFile,
    /// Refuses to start where there is no database: its disk may not be mounted.
    #[arg(long, env = "TERMINPLANER_MUST_EXIST")]
    pub must_exist: bool,
    /// Where to listen: an address with its port, or `unix:` and the path of a socket. A socket that systemd hands over
    /// (`LISTEN_FDS`) is used in its place.
    #[arg(long, env = "TERMINPLANER_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: ListenAddress,
    /// Public address of this server, such as <https://termine.example.de>. It may have a path, also where a proxy takes
    /// that off requests.
    #[arg(long, env = "TERMINPLANER_PUBLIC_URL", value_name = "URL", value_parser = values::public_url)]
    pub public_url: String,
    /// Where mail goes.
    #[command(flatten)]
    pub mail: MailArguments,
    /// A network whose X-Forwarded-For is trusted; may be given several times.
    #[arg(long, env = "TERMINPLANER_TRUSTED_PROXY", value_name = "CIDR", value_delimiter = ',', value_parser = values::network)]
    pub trusted_proxy: Vec<IpNet>,
    /// Where the daily copies go.
    #[command(flatten)]
    pub backup: BackupArguments,
    /// Stops after so many seconds without a visitor and without mail to be sent. Only with a socket that systemd hands over,
    /// which starts the program again, and `tick` on a timer.
    #[arg(long, env = "TERMINPLANER_EXIT_IDLE", value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    pub exit_idle: Option<u32>,
    /// How calendars kept elsewhere are looked at.
    #[command(flatten)]
    pub fetch: FetchArguments,
    /// Whether rate limits are enforced.
    #[arg(long, env = "TERMINPLANER_LIMITS", value_enum, default_value = "on")]
    pub limits: Limits,
    /// Starts the clock at this instant, for tests.
    #[arg(long, env = "TERMINPLANER_NOW", value_name = "INSTANT", value_parser = values::instant)]
    pub now: Option<DateTime<Utc>>,
    /// Serves metrics for Prometheus at /metrics of this address; do not make it public.
    #[arg(long, env = "TERMINPLANER_METRICS_LISTEN", value_name = "ADDR")]
    pub metrics_listen: Option<SocketAddr>,
    /// Format of the log.
    #[arg(long, env = "TERMINPLANER_LOG_FORMAT", value_enum, default_value = "text")]
    pub log_format: LogFormat,
}

/// Whether rate limits are enforced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Limits {
    /// Enforced, for public servers.
    On,
    /// Not enforced, for load tests.
    Off,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<()> {
    log::start(args.log_format, tracing::Level::INFO);
    environment::warn_of_unknown(&super::command());
    let clock = args.now.map_or_else(Clock::system, Clock::starting_at);
    if clock.is_shifted() {
        tracing::warn!(now = %clock.now(), "the clock does not show the real time (--now)");
    }
    if args.limits == Limits::Off {
        tracing::warn!("the rate limits are off (--limits off): for measuring only");
    }
    let runtime = tokio::runtime::Runtime::new().context("the runtime could not start")?;
    // Dropping the runtime drops the last handle of the store, which closes the file.
    runtime.block_on(serve(args, clock))
}

async fn serve(args: Args, clock: Clock) -> anyhow::Result<()> {
    let Preflight { lock: _lock, keys, listener, metrics, transport } = Preflight::take(&args).await?;
    let ledger = args.backup.ledger(&args.db);
    let store = Store::open_with(&args.db, keys, ledger, clock.clone())
        .with_context(|| format!("{} cannot be opened", args.db.display()))?;
    store.keys().ensure()?;
    if let Some(warning) = args.key.warning(&args.db) {
        tracing::warn!("{warning}");
    }
    warn_of_locked(&store).await?;
    replay::run(&store).await?;
    let public_url = args.public_url.clone();
    store
        .write(move |tx| {
            bookings::keep_old_uids(tx, &host_of(&public_url))?;
            database_identity::keep_public_url(tx, &public_url)
        })
        .await?;
    // From here on a signal stops the program gracefully.
    let stop = stop_signal();
    ignore_hangup();
    println!("terminplaner listens on {}, for customers at {}", listener.shown()?, args.public_url);
    if let Some(metrics) = &metrics {
        println!("metrics on http://{}/metrics", metrics.local_addr()?);
    }
    let backup = args.backup.daily(&args.db);
    let idle = args.exit_idle.map(|seconds| Duration::from_secs(seconds.into()));
    let (public_url, trusted_proxies) = (args.public_url, args.trusted_proxy);
    let fetch = args.fetch.settings();
    let settings = Settings { public_url, trusted_proxies, limits_off: args.limits == Limits::Off, fetch };
    run_until(
        listener,
        store,
        clock,
        settings,
        BackgroundTasks { transport, backup, metrics, idle, says_set_up: true, ..BackgroundTasks::default() },
        stop,
    )
    .await
}

/// Names the secrets that cannot be opened with the key file.
async fn warn_of_locked(store: &Store) -> anyhow::Result<()> {
    let keys = store.keys().clone();
    for what in store.read(move |conn| sealed::locked(conn, &keys)).await? {
        tracing::warn!(
            "{what} cannot be opened: the key file is missing, or a different one; if there is a copy of it, stop, put it \
             back, and start again before anything is entered anew"
        );
    }
    Ok(())
}

/// What runs beside the public server.
#[derive(Default)]
pub struct BackgroundTasks {
    /// The mail transport, overriding the settings; `None`: that of the settings.
    pub transport: Option<Arc<Transport>>,
    /// The daily copy.
    pub backup: Option<DailyBackup>,
    /// Store of single-use sign-in links, for the demo.
    pub one_time_sign_ins: Arc<OneTimeSignIns>,
    /// Whether to print the set-up address while there is no account.
    pub says_set_up: bool,
    /// Listener of the metrics.
    pub metrics: Option<TcpListener>,
    /// The time without a connection after which the server stops; `None`: it does not.
    pub idle: Option<Duration>,
}

/// Runs the server and the background tasks until `stop` resolves.
pub async fn run_until(
    listener: impl Into<Listener>,
    store: Store,
    clock: Clock,
    settings: Settings,
    beside: BackgroundTasks,
    stop: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let (stopping, stopped) = watch::channel(false);
    let server = ServerSettings::default();
    let open = server.open.subscribe();
    let max_connections = connections_within_limit(server.max_connections);
    let server =
        ServerSettings { trusted_proxies: settings.trusted_proxies.clone(), stopping, max_connections, ..server };
    let mut tasks = JoinSet::new();
    let outlet = Arc::new(TransportResolver::new(beside.transport).greeting_as(&settings.public_url));
    if !outlet.is_set_up(&store).await? {
        tracing::warn!(
            "no mail can be sent: nobody is told of bookings until the mail server is entered in the settings, with its \
             password, or by --smtp-url"
        );
    }
    let (public_url, mail_outlet) = (settings.public_url.clone(), outlet.clone());
    tasks.spawn(delivery::worker::run(store.clone(), clock.clone(), mail_outlet, public_url, stopped.clone()));
    let backups = beside.backup.as_ref().map(|_| Arc::default());
    if let (Some(backup), Some(state)) = (beside.backup, &backups) {
        tasks.spawn(backup.run(clock.clone(), Arc::clone(state), stopped.clone()));
    }
    tasks.spawn(systemd::run(store.clone(), stopped.clone()));
    let asked = (outlet.clone(), store.clone());
    let sends_mail = move || {
        let (outlet, store) = asked.clone();
        async move { outlet.sends_mail(&store).await }
    };
    tasks.spawn(retention::run(store.clone(), clock.clone(), sends_mail, stopped.clone()));
    tasks.spawn(prolong::run(store.clone(), stopped.clone()));
    let stop = stopped_or_idle(stop, store.clone(), open, beside.idle);
    let core = Core::new(store, clock, settings, stopped.clone());
    let core = Core { outlet, backups, one_time_sign_ins: beside.one_time_sign_ins, ..core };
    let app = App::with(core.clone(), max_connections);
    if beside.says_set_up
        && let Some(address) = http::planner::set_up_address(&app).await?
    {
        // Standard output may be closed.
        let _ = writeln!(std::io::stdout(), "there is no account yet; make the first one at {address}");
    }
    tasks.spawn(foreign_calendars::worker::run(core.calendars.clone(), stopped.clone()));
    tasks.spawn(slot_expiry::run(core));
    if let Some(listener) = beside.metrics {
        let router = http::metrics::router(app.clone());
        let mut stopped = stopped;
        tasks.spawn(async move {
            let stop = async move { stopped.wait_for(|stop| *stop).await.is_ok() };
            http::server::serve(listener, router, ServerSettings::default(), stop).await;
        });
    }
    http::server::serve(listener, http::router(app), server, stop).await;
    while let Some(ended) = tasks.join_next().await {
        ended.context("a task beside the server has failed")?;
    }
    Ok(())
}

/// Resolves with `stop`, or when the server has been idle for that long.
async fn stopped_or_idle(
    stop: impl Future<Output = ()>,
    store: Store,
    open: watch::Receiver<usize>,
    after: Option<Duration>,
) {
    let Some(after) = after else { return stop.await };
    tokio::select! {
        () = stop => {}
        () = idle::wait(store, open, after) => {}
    }
}

/// SIGHUP, which ends programs when their terminal closes, ends nothing from now on.
fn ignore_hangup() {
    use tokio::signal::unix::{SignalKind, signal};
    // Once listened for, the signal has lost its default effect for good.
    if let Err(error) = signal(SignalKind::hangup()) {
        tracing::warn!(%error, "SIGHUP cannot be ignored");
    }
}

/// Listens for SIGTERM and Ctrl-C from now on; resolves at the first of them.
pub fn stop_signal() -> impl Future<Output = ()> {
    use tokio::signal::unix::{Signal, SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate()).ok(), signal(SignalKind::interrupt()).ok());
    async fn come(signal: &mut Option<Signal>) {
        match signal {
            Some(signal) => {
                signal.recv().await;
            }
            None => std::future::pending().await,
        }
    }
    async move {
        tokio::select! {
            () = come(&mut terminate) => {}
            () = come(&mut interrupt) => {}
        }
        tracing::info!("stopping");
    }
}
