//! `serve`: runs the shop until it is told to stop.

use super::daily_backup::DailyBackup;
use crate::aging;
use crate::app::{App, Settings};
use crate::clock::Clock;
use crate::http;
use crate::http::server::ServerSettings;
use crate::mail;
use crate::mail::smtp_url::SmtpUrl;
use crate::mail::transport::{FolderTransport, SmtpTransport, Transport};
use crate::store::Store;
use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use ipnet::IpNet;
use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// The arguments of `serve`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shop's file; made if there is none.
    #[arg(long, env = "TERMINPLANER_DB", value_name = "FILE")]
    pub db: PathBuf,
    /// Where to listen.
    #[arg(long, env = "TERMINPLANER_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Where customers reach this server, such as <https://termine.example.de>.
    #[arg(long, env = "TERMINPLANER_PUBLIC_URL", value_name = "URL")]
    pub public_url: String,
    /// The mail server, as `smtp[s]://user:password@host:port`. `smtp://` requires STARTTLS, except on this machine.
    #[arg(long, env = "TERMINPLANER_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<SmtpUrl>,
    /// Writes mails as .eml files into this folder instead of sending them; made if absent.
    #[arg(long, env = "TERMINPLANER_MAIL_DIR", value_name = "DIR", conflicts_with = "smtp_url")]
    pub mail_dir: Option<PathBuf>,
    /// A network whose X-Forwarded-For is believed; may be given several times.
    #[arg(long, env = "TERMINPLANER_TRUSTED_PROXY", value_name = "CIDR", value_delimiter = ',', value_parser = network)]
    pub trusted_proxy: Vec<IpNet>,
    /// Copies the file into this folder every day; made if absent.
    #[arg(long, env = "TERMINPLANER_BACKUP_DIR", value_name = "DIR")]
    pub backup_dir: Option<PathBuf>,
    /// How many daily copies stay.
    #[arg(long, env = "TERMINPLANER_BACKUP_KEEP", value_name = "N", default_value = "14", requires = "backup_dir",
          value_parser = clap::value_parser!(u16).range(1..))]
    pub backup_keep: u16,
    /// Whether the rate limits hold.
    #[arg(long, env = "TERMINPLANER_LIMITS", value_enum, default_value = "on")]
    pub limits: Limits,
    /// Starts the clock at this instant, for tests.
    #[arg(long, env = "TERMINPLANER_NOW", value_name = "INSTANT")]
    pub now: Option<DateTime<Utc>>,
    /// How the log is written.
    #[arg(long, env = "TERMINPLANER_LOG_FORMAT", value_enum, default_value = "text")]
    pub log_format: LogFormat,
}

/// Whether the rate limits hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Limits {
    /// As for every public server.
    On,
    /// Lifted, for measuring.
    Off,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// A JSON object a line, for programs.
    Json,
}

fn network(text: &str) -> Result<IpNet, String> {
    let one_address = text.parse::<std::net::IpAddr>().map(IpNet::from);
    text.parse().or(one_address).map_err(|_| "write a network such as 10.0.0.0/8 or an address such as ::1".into())
}

/// Runs the shop.
pub fn run(args: Args) -> anyhow::Result<()> {
    start_log(args.log_format);
    let _lock = lock(&args.db)?;
    let clock = args.now.map_or_else(Clock::system, Clock::starting_at);
    if clock.is_shifted() {
        tracing::warn!(now = %clock.now(), "the clock does not show the real time (--now)");
    }
    if args.limits == Limits::Off {
        tracing::warn!("the rate limits are off (--limits off): for measuring only");
    }
    let store =
        Store::open(&args.db, clock.clone()).with_context(|| format!("{} cannot be opened", args.db.display()))?;
    let runtime = tokio::runtime::Runtime::new().context("the runtime could not start")?;
    runtime.block_on(serve(args, store, clock))
}

async fn serve(args: Args, store: Store, clock: Clock) -> anyhow::Result<()> {
    let public_url = public_url(&args.public_url)?;
    let listener = TcpListener::bind(args.listen)
        .await
        .with_context(|| format!("cannot listen on {}; is another program there?", args.listen))?;
    println!("terminplaner listens on http://{}, for customers at {public_url}", listener.local_addr()?);
    let transport = transport(args.smtp_url, args.mail_dir)?;
    let keep = usize::from(args.backup_keep);
    let backup = args.backup_dir.map(|folder| DailyBackup { db: args.db, folder, keep });
    let settings = Settings { public_url, trusted_proxies: args.trusted_proxy, limits_off: args.limits == Limits::Off };
    run_until(listener, store, clock, settings, Beside { transport, backup }, stop_signal()).await
}

/// What works beside the server.
#[derive(Default)]
pub struct Beside {
    /// Where mail goes; `None`: it waits.
    pub transport: Option<Arc<Transport>>,
    /// The daily copy.
    pub backup: Option<DailyBackup>,
}

/// Runs the server and what works beside it until `stop` comes.
pub async fn run_until(
    listener: TcpListener,
    store: Store,
    clock: Clock,
    settings: Settings,
    beside: Beside,
    stop: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let (stopping, stopped) = watch::channel(false);
    let server = ServerSettings { trusted_proxies: settings.trusted_proxies.clone(), stopping, ..Default::default() };
    let mut tasks = JoinSet::new();
    if let Some(transport) = beside.transport {
        let public_url = settings.public_url.clone();
        tasks.spawn(mail::worker::run(store.clone(), clock.clone(), transport, public_url, stopped.clone()));
    }
    if let Some(backup) = beside.backup {
        tasks.spawn(backup.run(clock.clone(), stopped.clone()));
    }
    let app = App::new(store, clock, settings, stopped);
    tasks.spawn(aging::run(app.clone()));
    http::server::serve(listener, http::router(app), server, stop).await;
    while let Some(ended) = tasks.join_next().await {
        ended.context("a task beside the server has failed")?;
    }
    Ok(())
}

/// Where mail goes. `None`: nowhere; it waits in the outbox, 48 hours at most.
fn transport(smtp_url: Option<SmtpUrl>, mail_dir: Option<PathBuf>) -> anyhow::Result<Option<Arc<Transport>>> {
    let transport = match (smtp_url, mail_dir) {
        (Some(url), _) => Transport::Smtp(SmtpTransport::new(url)?),
        (None, Some(folder)) => {
            let said = format!("{} cannot be written; name another --mail-dir", folder.display());
            Transport::Folder(FolderTransport::new(folder).context(said)?)
        }
        (None, None) => {
            tracing::warn!("mail is not set up: nobody is told of bookings until --smtp-url or --mail-dir is given");
            return Ok(None);
        }
    };
    Ok(Some(Arc::new(transport)))
}

fn public_url(text: &str) -> anyhow::Result<String> {
    let trimmed = text.trim_end_matches('/');
    let Some(host) = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://")) else {
        bail!("--public-url must begin with https:// or http://, such as https://termine.example.de");
    };
    if host.is_empty() || host.contains(['?', '#', ' ', '"', '<', '>', '\\']) {
        bail!("--public-url must be an address without query, such as https://termine.example.de");
    }
    Ok(trimmed.to_owned())
}

/// The operating system's lock against a second `serve`; gone with the process, however it ends. It lies on a file of its
/// own, for closing any handle of the database would drop SQLite's own locks on it (POSIX).
fn lock(db: &Path) -> anyhow::Result<File> {
    let mut path = db.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let file = File::options().create(true).truncate(false).write(true).open(&path).with_context(|| {
        format!("{} cannot be written; does the folder exist and belong to this user?", path.display())
    })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!("{} is served already; stop the other `serve` first", db.display()),
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("{} cannot be locked", path.display())),
    }
}

/// Returns at SIGTERM or Ctrl-C.
pub async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
    tracing::info!("stopping");
}

/// Starts the log on standard error; `RUST_LOG` chooses what is in it.
pub fn start_log(format: LogFormat) {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let builder = builder.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()));
    // A second start in the same process (a test) keeps the first log.
    let _ = match format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
}
