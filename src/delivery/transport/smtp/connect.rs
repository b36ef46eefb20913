//! Connecting: greeting, encryption and login, and what is wrong with the set-up where that fails.

use super::fault;
use super::session::within;
use super::verdict::{Cause, Failure, Stage};
use super::{SmtpSetupError, SmtpTransport};
use crate::delivery::authorities::Authorities;
use crate::domain::mail_server::{MailServer, Security};
use crate::domain::server_fault::ServerFault;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, CertificateStore, TlsParameters};
use std::time::Duration;

/// How long a server may be silent before it is asked whether it waits for TLS. Servers greet within a second; few let
/// strangers wait for six, and these do not answer in TLS then.
const SILENCE: Duration = Duration::from_secs(3);

/// How a connection is encrypted.
pub(super) struct Tls {
    /// Checks the server's certificate, except on this machine.
    checked: TlsParameters,
    /// Checks nothing: for a server whose certificate is compared with those named.
    unchecked: TlsParameters,
    /// Those named besides the system's.
    own: Option<Authorities>,
}

impl Tls {
    /// As that server is set up; `None`: not at all.
    pub(super) fn of(server: &MailServer, own: Option<&Authorities>) -> Result<Option<Self>, SmtpSetupError> {
        let unchecked = unchecked(server)?;
        let checked = match server.security() {
            Security::None => return Ok(None),
            // Clear text would do on this machine; a certificate made for another name must not be in the way.
            Security::Loopback => unchecked.clone(),
            Security::Tls | Security::StartTls => {
                let builder = TlsParameters::builder(ascii_host(server));
                let own = own.map(Authorities::certificate);
                let builder = own.into_iter().fold(builder, |builder, own| builder.add_root_certificate(own));
                builder.build().map_err(SmtpSetupError::Tls)?
            }
        };
        Ok(Some(Self { checked, unchecked, own: own.cloned() }))
    }
}

fn unchecked(server: &MailServer) -> Result<TlsParameters, SmtpSetupError> {
    TlsParameters::builder(ascii_host(server))
        .certificate_store(CertificateStore::None)
        .dangerous_accept_invalid_certs(true)
        .dangerous_accept_invalid_hostnames(true)
        .build()
        .map_err(SmtpSetupError::Tls)
}

/// Its host in Punycode, as name servers and certificates have it.
fn ascii_host(server: &MailServer) -> String {
    idna::domain_to_ascii(server.host()).unwrap_or_else(|_| server.host().to_owned())
}

impl SmtpTransport {
    /// A connection that is logged in.
    pub(super) async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let limit = self.timeouts.greeting;
        let checked = self.tls.as_ref().map(|tls| &tls.checked);
        let failure = match within(limit, Stage::Connect, self.logged_in(checked, None)).await {
            Ok(connection) => return Ok(connection),
            Err(failure) => failure,
        };
        let named = self.tls.as_ref().and_then(|tls| Some((&tls.unchecked, tls.own.as_ref()?)));
        match (&failure.cause, named) {
            // A server may show the very certificate that was named, which no authority vouches for.
            (Cause::Fault(fault), Some((unchecked, own))) if fault.is_of_certificate() => {
                within(limit, Stage::Connect, self.logged_in(Some(unchecked), Some(own))).await.map_err(|_| failure)
            }
            _ => Err(failure),
        }
    }

    /// `named`: the server must show one of these certificates itself before it gets login or mail.
    async fn logged_in(
        &self,
        tls: Option<&TlsParameters>,
        named: Option<&Authorities>,
    ) -> Result<AsyncSmtpConnection, Cause> {
        let mut connection = self.greeted(tls.filter(|_| self.server.security() == Security::Tls)).await?;
        let upgrade = match self.server.security() {
            Security::Tls | Security::None => false,
            Security::StartTls => true,
            Security::Loopback => connection.can_starttls(),
        };
        if let Some(tls) = tls.filter(|_| upgrade) {
            connection.starttls(tls.clone(), &self.hello).await.map_err(fault::cause)?;
        }
        if let Some(named) = named {
            let shown = connection.peer_certificate()?;
            if !named.include(&shown) {
                return Err(Cause::Fault(ServerFault::CertificateUnknown));
            }
        }
        if let Some(login) = self.server.login() {
            let credentials = Credentials::new(login.user().to_owned(), login.password().to_owned());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await.map_err(fault::cause)?;
        }
        Ok(connection)
    }

    async fn greeted(&self, wrapper: Option<&TlsParameters>) -> Result<AsyncSmtpConnection, Cause> {
        let opened = self.opened(wrapper.cloned());
        if wrapper.is_some() {
            return opened.await.map_err(fault::cause);
        }
        tokio::select! {
            opened = opened => opened.map_err(fault::cause),
            () = self.wants_tls() => Err(Cause::Fault(ServerFault::WantsTls)),
        }
    }

    async fn opened(
        &self,
        wrapper: Option<TlsParameters>,
    ) -> Result<AsyncSmtpConnection, lettre::transport::smtp::Error> {
        let server = (ascii_host(&self.server), self.server.port());
        AsyncSmtpConnection::connect_tokio1(server, Some(self.timeouts.connect), &self.hello, wrapper, None).await
    }

    /// Ends once a server that is silent turns out to wait for TLS; never ends otherwise.
    async fn wants_tls(&self) {
        tokio::time::sleep(SILENCE).await;
        if let Ok(tls) = unchecked(&self.server)
            && self.opened(Some(tls)).await.is_ok()
        {
            return;
        }
        std::future::pending().await
    }
}
