//! Handing one mail to a mail server, and telling a refusal of this mail from a server that takes none at all.
//!
//! One connection a mail: a shop sends few, and a connection kept open is one more thing that may be half dead.

use super::{Outgoing, SendError};
use crate::delivery::authorities::{Authorities, AuthoritiesError};
use crate::delivery::redact::without_addresses;
use crate::domain::mail_server::{MailServer, Security};
use crate::domain::smtp_url::SmtpUrl;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, CertificateStore, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use std::time::Duration;
use thiserror::Error;
use tokio::time::timeout;

/// For connecting, TLS and login.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// For the mail itself. Servers look for viruses before they answer the last dot, and giving up too early there means
/// sending it twice.
const HAND_OVER_TIMEOUT: Duration = Duration::from_secs(180);

/// For the farewell, which nothing depends on.
const QUIT_TIMEOUT: Duration = Duration::from_secs(1);

/// Reply codes that mean the login, not the mail, wherever they come.
const LOGIN_CODES: [&str; 5] = ["530", "534", "535", "538", "454"];

/// Why mail cannot be sent with these settings.
#[derive(Debug, Error)]
pub enum SmtpSetupError {
    /// The file of certificate authorities cannot be used.
    #[error(transparent)]
    Authorities(#[from] AuthoritiesError),
    /// TLS cannot be set up.
    #[error("TLS cannot be set up for this mail server: {0}")]
    Tls(lettre::transport::smtp::Error),
}

/// A mail server.
pub struct SmtpTransport {
    server: MailServer,
    tls: Option<TlsParameters>,
    hello: ClientId,
    connect_timeout: Duration,
    hand_over_timeout: Duration,
}

impl SmtpTransport {
    /// The server and the authorities that the command line names. Connects to nobody yet; reads files of the disk.
    ///
    /// # Errors
    /// `SmtpSetupError`.
    pub fn of_url(url: SmtpUrl) -> Result<Self, SmtpSetupError> {
        let authorities = url.ca.as_deref().map(Authorities::read).transpose()?;
        Self::new(url.server, authorities.as_ref())
    }

    /// That server, trusting the system's authorities and these. Connects to nobody yet; reads the system's from the disk.
    ///
    /// # Errors
    /// `SmtpSetupError::Tls`.
    pub fn new(server: MailServer, authorities: Option<&Authorities>) -> Result<Self, SmtpSetupError> {
        let tls = tls_parameters(&server, authorities)?;
        Ok(Self {
            server,
            tls,
            hello: ClientId::default(),
            connect_timeout: CONNECT_TIMEOUT,
            hand_over_timeout: HAND_OVER_TIMEOUT,
        })
    }

    /// The same with other patience: for connecting with login, and for handing a mail over.
    #[must_use]
    pub fn with_timeouts(self, connect_timeout: Duration, hand_over_timeout: Duration) -> Self {
        Self { connect_timeout, hand_over_timeout, ..self }
    }

    pub(super) async fn send(&self, mail: &Outgoing) -> Result<String, SendError> {
        let addresses = mail.addresses();
        let mut connection = match timeout(self.connect_timeout, self.connect()).await {
            Ok(connected) => connected.map_err(|failure| failure.into_send_error(&addresses))?,
            Err(_) => return Err(SendError::Unreachable("the mail server did not answer in time".to_owned())),
        };
        let outcome = match timeout(self.hand_over_timeout, connection.send(&mail.envelope, &mail.bytes)).await {
            Ok(Ok(response)) => {
                let words = response.message().collect::<Vec<_>>().join(" ");
                Ok(without_addresses(&format!("{} {words}", response.code()), &addresses))
            }
            Ok(Err(error)) => Err(Failure { at_login: false, error }.into_send_error(&addresses)),
            Err(_) => return Err(SendError::TryLater("the mail server stopped answering".to_owned())),
        };
        let _farewell = timeout(QUIT_TIMEOUT, connection.abort()).await;
        outcome
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let wrapper = self.tls.clone().filter(|_| self.server.security() == Security::Tls);
        let server = (self.server.host(), self.server.port());
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(self.connect_timeout), &self.hello, wrapper, None)
                .await
                .map_err(Failure::of_server)?;
        let upgrade = match self.server.security() {
            Security::Tls | Security::None => false,
            Security::StartTls => true,
            Security::Loopback => connection.can_starttls(),
        };
        if let Some(tls) = self.tls.clone().filter(|_| upgrade) {
            connection.starttls(tls, &self.hello).await.map_err(Failure::of_login)?;
        }
        if let Some(login) = self.server.login() {
            let credentials = Credentials::new(login.user().to_owned(), login.password().to_owned());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await.map_err(Failure::of_login)?;
        }
        Ok(connection)
    }
}

fn tls_parameters(
    server: &MailServer,
    authorities: Option<&Authorities>,
) -> Result<Option<TlsParameters>, SmtpSetupError> {
    let mut builder = TlsParameters::builder(server.host().to_owned());
    if let Some(authorities) = authorities {
        builder = builder.add_root_certificate(authorities.certificate());
    }
    match server.security() {
        Security::None => return Ok(None),
        Security::Loopback => {
            // Clear text would do on this machine; a certificate made for another name must not be in the way.
            builder = builder
                .certificate_store(CertificateStore::None)
                .dangerous_accept_invalid_certs(true)
                .dangerous_accept_invalid_hostnames(true);
        }
        Security::Tls | Security::StartTls => {}
    }
    builder.build().map(Some).map_err(SmtpSetupError::Tls)
}

/// What went wrong, and whether it did before there was a mail to judge.
struct Failure {
    at_login: bool,
    error: lettre::transport::smtp::Error,
}

impl Failure {
    fn of_server(error: lettre::transport::smtp::Error) -> Self {
        // A server that greets with 5xx takes mail neither now nor later.
        Self { at_login: !error.is_permanent(), error }
    }

    fn of_login(error: lettre::transport::smtp::Error) -> Self {
        Self { at_login: true, error }
    }

    fn into_send_error(self, addresses: &[String]) -> SendError {
        let words = self.words(addresses);
        let about_login = self.error.status().is_some_and(|code| LOGIN_CODES.contains(&code.to_string().as_str()));
        match self.error.is_permanent() {
            _ if self.at_login => SendError::Unreachable(words),
            true if !about_login => SendError::Refused(words),
            _ => SendError::TryLater(words),
        }
    }

    fn words(&self, addresses: &[String]) -> String {
        use std::error::Error as _;
        let text = match (self.error.status(), self.error.source()) {
            (Some(code), Some(source)) => format!("{code} {source}"),
            (Some(code), None) => code.to_string(),
            (None, _) => self.error.to_string(),
        };
        without_addresses(&text, addresses)
    }
}
