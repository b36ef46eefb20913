//! Where mail goes, as the command line says it: the arguments that `serve` and `tick` share.

use super::values::{self, SmtpUrlParser};
use crate::delivery::transport::{FolderTransport, SmtpTransport, Transport};
use crate::domain::smtp_url::SmtpUrl;
use anyhow::Context;
use std::path::PathBuf;
use std::sync::Arc;

/// The mail server or folder; neither: what the settings say.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct MailArguments {
    /// The mail server, as `smtp[s]://user:password@host:port`. `smtp://` requires STARTTLS, except on this machine.
    #[arg(long, env = "TERMINPLANER_SMTP_URL", value_name = "URL", hide_env_values = true,
          value_parser = SmtpUrlParser)]
    pub smtp_url: Option<SmtpUrl>,
    /// The password of the user in `--smtp-url`, as the first line of a file.
    #[arg(long, env = "TERMINPLANER_SMTP_PASSWORD_FILE", value_name = "FILE", requires = "smtp_url")]
    pub smtp_password_file: Option<PathBuf>,
    /// Writes mails as .eml files into this folder instead of sending them; created if absent.
    #[arg(long, env = "TERMINPLANER_MAIL_DIR", value_name = "DIR", conflicts_with = "smtp_url")]
    pub mail_dir: Option<PathBuf>,
}

impl MailArguments {
    /// The transport; `None`: that of the settings. The mail server is greeted by the host of `public_url`.
    ///
    /// # Errors
    /// One sentence: a file or folder cannot be used.
    pub async fn transport(&self, public_url: &str) -> anyhow::Result<Option<Arc<Transport>>> {
        let password_file = self.smtp_password_file.as_deref();
        let smtp_url = self.smtp_url.clone().map(|url| values::with_password(url, password_file)).transpose()?;
        let transport = match (smtp_url, self.mail_dir.clone()) {
            (Some(url), _) => {
                let smtp = tokio::task::spawn_blocking(|| SmtpTransport::of_url(url)).await??;
                Transport::Smtp(smtp.greeting_as(public_url))
            }
            (None, Some(folder)) => {
                let said = format!("{} cannot be written; name another --mail-dir", folder.display());
                Transport::Folder(FolderTransport::new(folder).context(said)?)
            }
            (None, None) => return Ok(None),
        };
        Ok(Some(Arc::new(transport)))
    }
}
