//! Resources acquired before `serve` starts: lock file, key, listeners, folders, mail transport. All problems are reported
//! together, so that the program need not be started once for each.

use super::Args;
use super::address::ListenAddress;
use crate::cli::lock::lock;
use crate::delivery::transport::Transport;
use crate::http::server::listener::Listener;
use crate::store::sealed::Keyring;
use anyhow::{Context, anyhow, ensure};
use listenfd::ListenFd;
use std::fs::File;
use std::net::SocketAddr;
use std::os::unix::fs::FileTypeExt;
use std::path::Path;
use std::sync::Arc;
use tokio::net::{TcpListener, UnixListener};

/// Resources acquired at start-up.
pub struct Preflight {
    /// Lock file, held while the shop is served.
    pub lock: File,
    /// What encrypts the secrets in the database.
    pub keys: Keyring,
    /// Listener of the public server.
    pub listener: Listener,
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
        let is_there = problems.take(database(args)).is_some();
        // A lock file must not be left where the database is missing.
        let lock = if is_there { problems.take(lock(&args.db)) } else { None };
        let keys = problems.take(args.key.keys_of(&args.db).map_err(anyhow::Error::from));
        let listener = problems.take(public_listener(&args.listen).await);
        let metrics = match args.metrics_listen {
            Some(address) => problems.take(listen(address, "--metrics-listen").await).map(Some),
            None => Some(None),
        };
        let transport = problems.take(args.mail.transport(&args.public_url).await);
        problems.take(args.backup.backup_dir.as_deref().map_or(Ok(()), make_backup_folder));
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

/// Whether the database can be opened, or made where that is wanted.
fn database(args: &Args) -> anyhow::Result<()> {
    let shown = args.db.display();
    ensure!(!args.db.is_dir(), "{shown} is a folder; name the database in it, such as {shown}/shop.db");
    ensure!(
        !args.must_exist || args.db.exists(),
        "there is no file {shown}; is its disk mounted? Without --must-exist a new shop is made there"
    );
    Ok(())
}

/// The socket that systemd hands over (`LISTEN_FDS`), or a new one.
async fn public_listener(address: &ListenAddress) -> anyhow::Result<Listener> {
    let mut handed_over = ListenFd::from_env();
    if let Ok(Some(socket)) = handed_over.take_tcp_listener(0) {
        socket.set_nonblocking(true)?;
        return Ok(Listener::Tcp(TcpListener::from_std(socket)?));
    }
    if let Ok(Some(socket)) = handed_over.take_unix_listener(0) {
        socket.set_nonblocking(true)?;
        return Ok(Listener::Unix(UnixListener::from_std(socket)?));
    }
    ensure!(
        handed_over.len() == 0,
        "the socket that was handed over is no stream socket; use ListenStream= in its unit"
    );
    match address {
        ListenAddress::Tcp(address) => Ok(Listener::Tcp(listen(*address, "--listen").await?)),
        ListenAddress::Unix(path) => unix_listener(path).map(Listener::Unix),
    }
}

/// Takes the place of a socket that nobody listens on any more.
fn unix_listener(path: &Path) -> anyhow::Result<UnixListener> {
    let shown = path.display();
    let is_socket = path.symlink_metadata().is_ok_and(|there| there.file_type().is_socket());
    if is_socket && std::os::unix::net::UnixStream::connect(path).is_err() {
        std::fs::remove_file(path).with_context(|| format!("the old socket {shown} cannot be removed"))?;
    }
    UnixListener::bind(path)
        .with_context(|| format!("cannot listen on {shown}; stop the program there, or name another --listen"))
}

/// Makes the folder of the daily copies, and tries to write there: a copy that fails at night is noticed too late.
fn make_backup_folder(folder: &Path) -> anyhow::Result<()> {
    let written = std::fs::create_dir_all(folder).and_then(|()| tempfile::tempfile_in(folder));
    written.map(drop).with_context(|| {
        let shown = folder.display();
        format!("{shown} cannot be written; give it to the user that runs this program, or name another --backup-dir")
    })
}
