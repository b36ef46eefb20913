//! Where mail goes: to a mail server, into a folder, or into memory. All three answer in the same way, so that the
//! worker need not know which one it feeds.

mod smtp;

use lettre::Message;
use lettre::address::Envelope;
pub use smtp::{SmtpTransport, Timeouts};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io};
use thiserror::Error;
use tokio::sync::watch;

/// A mail ready to go.
#[derive(Clone)]
pub struct Outgoing {
    /// Who sends and who gets it.
    pub envelope: Envelope,
    /// Headers and body as they go over the wire.
    pub bytes: Vec<u8>,
    /// What a file of it is called: in order of time, the same for the same mail.
    pub file_name: String,
}

impl Outgoing {
    /// `message` as a file called `file_name`.
    pub fn new(message: &Message, file_name: String) -> Self {
        Self { envelope: message.envelope().clone(), bytes: message.formatted(), file_name }
    }

    pub(super) fn addresses(&self) -> Vec<String> {
        self.envelope.to().iter().chain(self.envelope.from()).map(ToString::to_string).collect()
    }
}

/// Why a mail did not go out. The words are the server's, without addresses.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SendError {
    /// This mail was refused for good: its recipient, or what it says.
    #[error("{0}")]
    Refused(String),
    /// Refused for good, and the answer does not say whether that is about this mail or about all of them.
    #[error("{0}")]
    Doubtful(String),
    /// This mail may be taken later.
    #[error("{0}")]
    TryLater(String),
    /// No mail at all can be handed over now: no connection, no TLS, no login, a sender that the server does not accept.
    #[error("{0}")]
    Unreachable(String),
}

/// Where mail goes.
#[expect(clippy::large_enum_variant, reason = "a process has one of them")]
pub enum Transport {
    /// To a mail server.
    Smtp(SmtpTransport),
    /// Into a folder, as `.eml` files.
    Folder(FolderTransport),
    /// Into memory: for tests and for the demonstration's mailbox.
    Memory(MemoryTransport),
}

impl Transport {
    /// How many mails may be handed over at once.
    pub const fn lanes(&self) -> usize {
        match self {
            Self::Smtp(_) => SmtpTransport::LANES,
            Self::Folder(_) | Self::Memory(_) => 1,
        }
    }

    /// Waits until a connection that was kept for the next mail has been idle for long enough, and closes it; without end
    /// if there is none.
    pub async fn close_idle(&self) {
        match self {
            Self::Smtp(smtp) => smtp.close_idle().await,
            Self::Folder(_) | Self::Memory(_) => std::future::pending().await,
        }
    }

    /// Closes the connections that were kept for the next mail.
    pub async fn close_all(&self) {
        if let Self::Smtp(smtp) = self {
            smtp.close_all().await;
        }
    }

    /// Hands `mail` over; answers the server's last words.
    pub async fn send(&self, mail: &Outgoing) -> Result<String, SendError> {
        match self {
            Self::Smtp(smtp) => smtp.send(mail).await,
            Self::Folder(folder) => folder.send(mail).await,
            Self::Memory(memory) => memory.send(mail),
        }
    }
}

/// A folder that mails are written to instead of being sent.
pub struct FolderTransport {
    folder: Arc<Path>,
}

impl FolderTransport {
    /// Writes into `folder`, which is made if there is none.
    pub fn new(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self { folder: folder.into() })
    }

    async fn send(&self, mail: &Outgoing) -> Result<String, SendError> {
        let (folder, name, bytes) = (self.folder.clone(), mail.file_name.clone(), mail.bytes.clone());
        match tokio::task::spawn_blocking(move || write_whole(&folder, &name, &bytes)).await {
            Ok(Ok(())) => Ok("written".to_owned()),
            Ok(Err(error)) => Err(SendError::Unreachable(format!("the mail folder cannot be written: {error}"))),
            Err(_) => Err(SendError::TryLater("writing the file was interrupted".to_owned())),
        }
    }
}

/// Nobody ever sees half a file: it gets its name once it is whole and on the disk. It is its owner's alone, for it holds
/// a customer's link.
fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    use io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let unfinished = folder.join(format!(".{name}.part"));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, folder.join(name))
}

/// How many mails are kept in memory; the oldest go first.
const KEPT_IN_MEMORY: usize = 1000;

/// Keeps mails in memory. Clones share them.
#[derive(Clone, Default)]
pub struct MemoryTransport(Arc<Mutex<Memory>>);

#[derive(Default)]
struct Memory {
    sent: VecDeque<Outgoing>,
    answers: VecDeque<SendError>,
    arrived: watch::Sender<u64>,
}

impl MemoryTransport {
    /// What was sent, oldest first.
    pub fn sent(&self) -> Vec<Outgoing> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).sent.iter().cloned().collect()
    }

    /// Counts the mails that have come; tells whoever waits for one.
    pub fn arrived(&self) -> watch::Receiver<u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).arrived.subscribe()
    }

    /// The next mail fails in this way; several wait in a row.
    pub fn fail_next(&self, error: SendError) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).answers.push_back(error);
    }

    fn send(&self, mail: &Outgoing) -> Result<String, SendError> {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = memory.answers.pop_front() {
            return Err(error);
        }
        if memory.sent.len() == KEPT_IN_MEMORY {
            memory.sent.pop_front();
        }
        memory.sent.push_back(mail.clone());
        memory.arrived.send_modify(|count| *count += 1);
        Ok("kept".to_owned())
    }
}
