//! Handing mails to a mail server, and telling a refusal of one mail from a server that takes none at all.
//!
//! Servers limit how many connections they take in a minute, so a connection carries several mails: it is kept for
//! [`KEPT_IDLE`] after the last one. Such a connection may have been closed meanwhile; then a new one is made.

mod connect;
mod fault;
mod session;
mod verdict;

use super::{Outgoing, SendError};
use crate::delivery::authorities::{Authorities, AuthoritiesError, NoCertificate};
use crate::delivery::calendar_file::host_of;
use crate::delivery::redact::without_addresses;
use crate::domain::mail_server::MailServer;
use crate::domain::smtp_url::SmtpUrl;
use connect::Tls;
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use session::Session;
pub use session::Timeouts;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use thiserror::Error;
use tokio::time::sleep_until;
use verdict::{Failure, Stage};

/// How long a connection is kept for the next mail. Servers close idle ones after one to five minutes.
const KEPT_IDLE: Duration = Duration::from_secs(20);

/// How many mails go over one connection. Servers allow 20 and more.
const MAILS_A_CONNECTION: u32 = 20;

/// Why mail cannot be sent with these settings.
#[derive(Debug, Error)]
pub enum SmtpSetupError {
    /// The file of certificate authorities cannot be used.
    #[error(transparent)]
    Authorities(#[from] AuthoritiesError),
    /// The certificates in the settings cannot be used.
    #[error("the certificates in the mail settings cannot be read")]
    Certificates,
    /// TLS cannot be set up.
    #[error("TLS cannot be set up for this mail server: {0}")]
    Tls(lettre::transport::smtp::Error),
}

/// A mail server.
pub struct SmtpTransport {
    server: MailServer,
    /// How the connection is encrypted; `None`: not at all.
    tls: Option<Tls>,
    hello: ClientId,
    timeouts: Timeouts,
    /// Connections that wait for the next mail; the one used last is at the end.
    idle: Mutex<Vec<Session>>,
}

impl SmtpTransport {
    /// How many mails are handed over at once: few, since servers limit the connections of one client.
    pub const LANES: usize = 3;

    /// The server and the authorities that the command line names. Connects to nobody yet; reads files of the disk.
    ///
    /// # Errors
    /// `SmtpSetupError`.
    pub fn of_url(url: SmtpUrl) -> Result<Self, SmtpSetupError> {
        let authorities = url.ca.as_deref().map(Authorities::read).transpose()?;
        Self::new(url.server, authorities.as_ref())
    }

    /// That server, trusting the system's authorities and those named with it. Connects to nobody yet; reads the system's
    /// from the disk.
    ///
    /// # Errors
    /// `SmtpSetupError`.
    pub fn of_settings(server: MailServer) -> Result<Self, SmtpSetupError> {
        let authorities = server.authorities().map(|pem| Authorities::of_pem(pem.as_bytes())).transpose();
        let authorities = authorities.map_err(|NoCertificate| SmtpSetupError::Certificates)?;
        Self::new(server, authorities.as_ref())
    }

    /// That server, trusting the system's authorities and these. Connects to nobody yet; reads the system's from the disk.
    ///
    /// # Errors
    /// `SmtpSetupError::Tls`.
    pub fn new(server: MailServer, authorities: Option<&Authorities>) -> Result<Self, SmtpSetupError> {
        let tls = Tls::of(&server, authorities)?;
        let (hello, timeouts) = (ClientId::default(), Timeouts::STANDARD);
        Ok(Self { server, tls, hello, timeouts, idle: Mutex::default() })
    }

    /// The same, greeting the server as the host of `public_url`, as far as that is a name others can know; else as the
    /// machine calls itself.
    #[must_use]
    pub fn greeting_as(self, public_url: &str) -> Self {
        let host = host_of(public_url);
        let is_public = host.contains('.') && host.parse::<std::net::IpAddr>().is_err();
        if is_public { Self { hello: ClientId::Domain(host), ..self } } else { self }
    }

    /// The same with other patience.
    #[must_use]
    pub fn with_timeouts(self, timeouts: Timeouts) -> Self {
        Self { timeouts, ..self }
    }

    pub(super) async fn send(&self, mail: &Outgoing) -> Result<String, SendError> {
        let addresses = mail.addresses();
        match self.try_send(mail).await {
            Ok(response) => {
                let words = response.message().collect::<Vec<_>>().join(" ");
                Ok(without_addresses(&format!("{} {words}", response.code()), &addresses))
            }
            Err(failure) => Err(failure.into_send_error(&addresses)),
        }
    }

    async fn try_send(&self, mail: &Outgoing) -> Result<Response, Failure> {
        if let Some(mut session) = self.take_idle() {
            match session.send(mail, &self.timeouts).await {
                // It was closed meanwhile, or may carry no further mail: nothing of this one has gone.
                Err(Failure { stage: Stage::Sender, .. }) => session.close().await,
                outcome => return self.keep(session, outcome).await,
            }
        }
        let mut session = Session::new(self.connect().await?);
        let outcome = session.send(mail, &self.timeouts).await;
        self.keep(session, outcome).await
    }

    fn take_idle(&self) -> Option<Session> {
        self.idle().pop()
    }

    /// Keeps the connection for the next mail, if it is good for one.
    async fn keep(&self, mut session: Session, outcome: Result<Response, Failure>) -> Result<Response, Failure> {
        let is_good = session.mails < MAILS_A_CONNECTION
            && match &outcome {
                Ok(_) => true,
                Err(failure) => failure.leaves_connection() && session.reset(&self.timeouts).await,
            };
        if is_good {
            self.idle().push(session);
        } else {
            session.close().await;
        }
        outcome
    }

    /// Waits until a kept connection has been idle for long enough, and closes it; without end if there is none.
    pub(super) async fn close_idle(&self) {
        let oldest = self.idle().iter().map(|session| session.used_at).min();
        let Some(oldest) = oldest else { return std::future::pending().await };
        sleep_until(oldest + KEPT_IDLE).await;
        let session = {
            let mut idle = self.idle();
            idle.iter().position(|session| session.used_at == oldest).map(|place| idle.remove(place))
        };
        if let Some(session) = session {
            session.close().await;
        }
    }

    /// Closes all kept connections.
    pub(super) async fn close_all(&self) {
        let sessions = std::mem::take(&mut *self.idle());
        for session in sessions {
            session.close().await;
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
