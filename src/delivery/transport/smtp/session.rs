//! One connection to a mail server, over which mails go one after the other. Every step has its own time-out.

use super::verdict::{Cause, Failure, Stage};
use crate::delivery::transport::Outgoing;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// For the farewell, which nothing depends on.
const QUIT: Duration = Duration::from_secs(1);

/// How long the server is waited for at each step.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// For the connection itself.
    pub connect: Duration,
    /// For greeting, TLS and login together.
    pub greeting: Duration,
    /// For MAIL and RCPT each.
    pub command: Duration,
    /// For DATA.
    pub data: Duration,
    /// From the first byte of the content to the answer to its last dot. Servers look for viruses before they answer, and
    /// giving up too early means that the mail arrives twice.
    pub content: Duration,
}

impl Timeouts {
    /// Those of RFC 5321 section 4.5.3.2.
    pub const STANDARD: Self = Self {
        connect: Duration::from_secs(30),
        greeting: Duration::from_secs(5 * 60),
        command: Duration::from_secs(5 * 60),
        data: Duration::from_secs(2 * 60),
        content: Duration::from_secs((3 + 10) * 60),
    };

    /// The same for every step.
    pub const fn all(timeout: Duration) -> Self {
        Self { connect: timeout, greeting: timeout, command: timeout, data: timeout, content: timeout }
    }
}

/// A connection that is logged in.
pub(super) struct Session {
    connection: AsyncSmtpConnection,
    /// How many mails went over it.
    pub(super) mails: u32,
    /// When the last one did.
    pub(super) used_at: Instant,
}

impl Session {
    pub(super) fn new(connection: AsyncSmtpConnection) -> Self {
        Self { connection, mails: 0, used_at: Instant::now() }
    }

    /// Hands one mail over; answers the server's last words.
    pub(super) async fn send(&mut self, mail: &Outgoing, timeouts: &Timeouts) -> Result<Response, Failure> {
        self.mails += 1;
        let outcome = self.transaction(mail, timeouts).await;
        self.used_at = Instant::now();
        outcome
    }

    async fn transaction(&mut self, mail: &Outgoing, timeouts: &Timeouts) -> Result<Response, Failure> {
        let from = Mail::new(mail.envelope.from().cloned(), self.parameters(mail));
        within(timeouts.command, Stage::Sender, self.connection.command(from)).await?;
        for to in mail.envelope.to() {
            let to = Rcpt::new(to.clone(), vec![]);
            within(timeouts.command, Stage::Recipient, self.connection.command(to)).await?;
        }
        within(timeouts.data, Stage::Data, self.connection.command(Data)).await?;
        within(timeouts.content, Stage::Content, self.connection.message(&mail.bytes)).await
    }

    fn parameters(&self, mail: &Outgoing) -> Vec<MailParameter> {
        let is_8bit = !mail.bytes.is_ascii() && self.connection.server_info().supports_feature(Extension::EightBitMime);
        is_8bit.then_some(MailParameter::Body(MailBodyParameter::EightBitMime)).into_iter().collect()
    }

    /// Makes it fit for the next mail after one that was refused; false: it is not.
    pub(super) async fn reset(&mut self, timeouts: &Timeouts) -> bool {
        matches!(timeout(timeouts.command, self.connection.command(Rset)).await, Ok(Ok(_)))
    }

    pub(super) async fn close(mut self) {
        let _farewell = timeout(QUIT, self.connection.abort()).await;
    }
}

/// A step of the dialogue, with its time-out.
pub(super) async fn within<T, E: Into<Cause>>(
    limit: Duration,
    stage: Stage,
    step: impl Future<Output = Result<T, E>>,
) -> Result<T, Failure> {
    match timeout(limit, step).await {
        Ok(answer) => answer.map_err(|error| Failure { stage, cause: error.into() }),
        Err(_) => Err(Failure { stage, cause: Cause::Silence }),
    }
}
