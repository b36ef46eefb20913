//! `mail-test`: sends one mail and prints the server's answer.

use super::values::{self, SmtpUrlParser};
use crate::clock::Clock;
use crate::delivery::test_message::test_message;
use crate::delivery::transport::{SendError, SmtpTransport, Transport};
use crate::domain::smtp_url::SmtpUrl;
use anyhow::{Context, bail};
use lettre::message::Mailbox;
use std::path::PathBuf;

/// The arguments of `mail-test`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The mail server: `smtps://user:password@host:port`, or `smtp://` for STARTTLS (clear text with `?tls=none`)
    #[arg(long, env = "TERMINPLANER_SMTP_URL", hide_env_values = true, value_name = "URL",
          value_parser = SmtpUrlParser)]
    pub smtp_url: SmtpUrl,
    /// The password of the user in `--smtp-url`, as the first line of a file
    #[arg(long, env = "TERMINPLANER_SMTP_PASSWORD_FILE", value_name = "FILE")]
    pub smtp_password_file: Option<PathBuf>,
    /// Who gets the mail
    #[arg(long, env = "TERMINPLANER_MAIL_TEST_TO", hide_env_values = true, value_name = "ADDRESS",
          value_parser = values::mailbox)]
    pub to: Mailbox,
    /// Who it is from: the login's user if that is an address, otherwise the recipient
    #[arg(long, env = "TERMINPLANER_MAIL_TEST_FROM", hide_env_values = true, value_name = "ADDRESS",
          value_parser = values::mailbox)]
    pub from: Option<Mailbox>,
}

/// Sends one mail and prints the server's answer.
///
/// # Errors
/// One sentence with the server's error and what to do.
pub fn run(args: Args) -> anyhow::Result<()> {
    let Args { smtp_url, smtp_password_file, to, from } = args;
    let smtp_url = values::with_password(smtp_url, smtp_password_file.as_deref())?;
    let user = smtp_url.server.login().and_then(|login| values::mailbox(login.user()).ok());
    let from = from.or(user).unwrap_or_else(|| to.clone());
    let message = test_message(from, to, Clock::system().now()).context("the test message cannot be written")?;
    let server = format!("{}:{}", smtp_url.server.host(), smtp_url.server.port());
    let transport = Transport::Smtp(SmtpTransport::of_url(smtp_url)?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match runtime.block_on(transport.send(&message)) {
        Ok(answer) => {
            println!("{server} took the mail: {answer}");
            Ok(())
        }
        Err(SendError::Unreachable(why)) => {
            bail!("{server} cannot be used: {why}. Check host, port, TLS, user and password in --smtp-url.")
        }
        Err(SendError::TryLater(why)) => bail!("{server} did not take the mail now: {why}. Try again later."),
        Err(SendError::Refused(why) | SendError::Doubtful(why)) => {
            bail!("{server} refused the mail: {why}. Check --from and --to.")
        }
    }
}
