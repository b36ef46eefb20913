//! Where mail goes now: to what a flag named, else to the mail server in the settings, looked up anew for every pass, so
//! that a change holds at once, whoever made it.

use super::smtp::SmtpTransport;
use super::transport::Transport;
use crate::store::{Store, StoreError, mail_settings};
use std::sync::{Arc, Mutex, PoisonError};

/// Knows where mail goes.
#[derive(Default)]
pub struct Outlet {
    fixed: Option<Arc<Transport>>,
    /// The last server of the settings, with the address it was made of.
    made: Mutex<Option<(String, Arc<Transport>)>>,
}

impl Outlet {
    /// To `fixed` whatever the settings say; `None`: to where they say.
    pub fn new(fixed: Option<Arc<Transport>>) -> Self {
        Self { fixed, made: Mutex::default() }
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
        let url = store.read(mail_settings::smtp_url).await?;
        Ok(url.and_then(|url| self.made_of(url)))
    }

    /// Whether mail goes anywhere.
    ///
    /// # Errors
    /// Those of the file.
    pub async fn is_set_up(&self, store: &Store) -> Result<bool, StoreError> {
        Ok(self.transport(store).await?.is_some())
    }

    fn made_of(&self, url: String) -> Option<Arc<Transport>> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, transport)) = &*made
            && *of == url
        {
            return Some(transport.clone());
        }
        let parsed = url.parse().map_err(|error| tracing::error!(%error, "the mail settings cannot be used")).ok()?;
        let transport = SmtpTransport::new(parsed)
            .map_err(|error| tracing::error!(%error, "the mail settings cannot be used"))
            .ok()?;
        let transport = Arc::new(Transport::Smtp(transport));
        *made = Some((url, transport.clone()));
        Some(transport)
    }
}
