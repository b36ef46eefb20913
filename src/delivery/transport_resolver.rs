//! Where mail goes now: to what a flag named, else to the mail server in the settings, looked up anew for every pass, so
//! that a change holds at once, whoever made it.

use super::transport::{SmtpTransport, Transport};
use crate::domain::mail_server::MailServer;
use crate::store::mail_settings::{self, StoredServer};
use crate::store::{Store, StoreError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Knows where mail goes.
#[derive(Default)]
pub struct TransportResolver {
    fixed: Option<Arc<Transport>>,
    /// Where the shop's pages are: mail servers are greeted as its host.
    public_url: String,
    /// The last server of the settings, with the parts it was made of.
    made: Mutex<Option<(MailServer, Arc<Transport>)>>,
}

impl TransportResolver {
    /// To `fixed` whatever the settings say; `None`: to where they say.
    pub fn new(fixed: Option<Arc<Transport>>) -> Self {
        Self { fixed, ..Self::default() }
    }

    /// The same for a shop whose pages are at `public_url`: mail servers of the settings are greeted as its host.
    #[must_use]
    pub fn greeting_as(self, public_url: &str) -> Self {
        Self { public_url: public_url.to_owned(), ..self }
    }

    /// Where mail goes whatever the settings say.
    pub fn fixed(&self) -> Option<&Transport> {
        self.fixed.as_deref()
    }

    /// Where mail goes now; `None`: nowhere, it waits.
    ///
    /// # Errors
    /// Those of the file.
    pub async fn transport(&self, store: &Store) -> Result<Option<Arc<Transport>>, StoreError> {
        if let Some(fixed) = &self.fixed {
            return Ok(Some(fixed.clone()));
        }
        let keys = store.keys().clone();
        let stored = store.read(move |conn| mail_settings::find(conn, &keys)).await?;
        match stored.and_then(StoredServer::usable) {
            Some(server) => Ok(self.made_of(server).await),
            None => Ok(None),
        }
    }

    /// Waits until a connection that is kept for the next mail has been idle for long enough, and closes it; without end
    /// if there is none.
    pub async fn close_idle(&self) {
        match self.latest() {
            Some(transport) => transport.close_idle().await,
            None => std::future::pending().await,
        }
    }

    /// Closes the connections that are kept for the next mail.
    pub async fn close_all(&self) {
        if let Some(transport) = self.latest() {
            transport.close_all().await;
        }
    }

    /// The transport that was used last.
    fn latest(&self) -> Option<Arc<Transport>> {
        self.fixed.clone().or_else(|| self.lock().as_ref().map(|(_, transport)| transport.clone()))
    }

    /// Whether mail goes anywhere.
    ///
    /// # Errors
    /// Those of the file.
    pub async fn is_set_up(&self, store: &Store) -> Result<bool, StoreError> {
        Ok(self.transport(store).await?.is_some())
    }

    /// Whether mail about bookings is sent: it goes somewhere, and the shop has an address that it comes from.
    ///
    /// # Errors
    /// Those of the file.
    pub async fn sends_mail(&self, store: &Store) -> Result<bool, StoreError> {
        Ok(store.planning().calendar.shop.email.is_some() && self.is_set_up(store).await?)
    }

    async fn made_of(&self, server: MailServer) -> Option<Arc<Transport>> {
        if let Some((of, transport)) = &*self.lock()
            && *of == server
        {
            return Some(transport.clone());
        }
        // It reads the system's certificates.
        let parts = server.clone();
        let made = tokio::task::spawn_blocking(move || SmtpTransport::of_settings(parts)).await.ok()?;
        let made = made.map(|made| made.greeting_as(&self.public_url));
        let made = made.map_err(|error| tracing::error!(%error, "the mail settings cannot be used")).ok()?;
        let transport = Arc::new(Transport::Smtp(made));
        *self.lock() = Some((server, transport.clone()));
        Some(transport)
    }

    fn lock(&self) -> MutexGuard<'_, Option<(MailServer, Arc<Transport>)>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
