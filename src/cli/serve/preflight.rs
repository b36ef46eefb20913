//! Resources acquired before `serve` starts: lock file, key, listeners, folders, mail transport. All problems are reported
//! together, so that the program need not be started once for each.

use super::Args;
use crate::cli::values;
use crate::delivery::transport::{FolderTransport, SmtpTransport, Transport};
use crate::domain::smtp_url::SmtpUrl;
use crate::store::sealed::Keyring;
use anyhow::{Context, anyhow, bail};
use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;

/// Resources acquired at start-up.
pub struct Preflight {
    /// Lock file, held while the shop is served.
    pub lock: File,
    /// What encrypts the secrets in the database.
    pub keys: Keyring,
    /// Listener of the public server.
    pub listener: TcpListener,
    /// Listener of the metrics.
    pub metrics: Option<TcpListener>,
    /// The mail transport set on the command line; `None`: that of the settings, or mail stays queued for up to 48
    /// hours.
    pub transport: Option<Arc<Transport>>,
}

/// The problems found, one sentence each.
#[derive(Default)]
struct Problems(Vec<String>);

impl Problems {
    fn take<T>(&mut self, outcome: anyhow::Result<T>) -> Option<T> {
        outcome.map_err(|error| self.0.push(format!("{error:#}"))).ok()
    }
}

impl Preflight {
    /// Acquires everything, or reports all problems.
    pub async fn take(args: &Args) -> anyhow::Result<Self> {
        let mut problems = Problems::default();
        let lock = problems.take(lock(&args.db));
        let keys = problems.take(args.key.keys_of(&args.db).map_err(anyhow::Error::from));
        let listener = problems.take(listen(args.listen, "--listen").await);
        let metrics = match args.metrics_listen {
            Some(address) => problems.take(listen(address, "--metrics-listen").await).map(Some),
            None => Some(None),
        };
        let smtp_url = args.smtp_url.clone();
        let smtp_url = smtp_url.map(|url| values::with_password(url, args.smtp_password_file.as_deref())).transpose();
        let transport = match smtp_url {
            Ok(url) => problems.take(transport(url, args.mail_dir.clone()).await),
            Err(error) => problems.take(Err(error)),
        };
        problems.take(args.backup_dir.as_deref().map_or(Ok(()), make_backup_folder));
        match (lock, keys, listener, metrics, transport) {
            (Some(lock), Some(keys), Some(listener), Some(metrics), Some(transport)) if problems.0.is_empty() => {
                Ok(Self { lock, keys, listener, metrics, transport })
            }
            _ => Err(anyhow!(problems.0.join("\n"))),
        }
    }
}

async fn listen(address: SocketAddr, flag: &str) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address).await;
    listener.with_context(|| format!("cannot listen on {address}; stop the program there, or name another {flag}"))
}

fn make_backup_folder(folder: &Path) -> anyhow::Result<()> {
    let made = std::fs::create_dir_all(folder);
    made.with_context(|| format!("{} cannot be made; name another --backup-dir", folder.display()))
}

async fn transport(smtp_url: Option<SmtpUrl>, mail_dir: Option<PathBuf>) -> anyhow::Result<Option<Arc<Transport>>> {
    let transport = match (smtp_url, mail_dir) {
        (Some(url), _) => Transport::Smtp(tokio::task::spawn_blocking(|| SmtpTransport::of_url(url)).await??),
        (None, Some(folder)) => {
            let said = format!("{} cannot be written; name another --mail-dir", folder.display());
            Transport::Folder(FolderTransport::new(folder).context(said)?)
        }
        (None, None) => return Ok(None),
    };
    Ok(Some(Arc::new(transport)))
}

/// A lock against a second `serve`, released by the operating system when the process ends. It is a separate file:
/// closing any handle of the database would release SQLite's own locks on it (POSIX).
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
