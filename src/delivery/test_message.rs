//! A mail that only shows that mail goes out, and what the server said of it.

use super::message::RenderError;
use super::transport::Outgoing;
use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::message::Mailbox;
use std::time::SystemTime;

/// The test mail, ready to go.
///
/// # Errors
/// Where the mail builder fails.
pub fn test_message(from: Mailbox, to: Mailbox, now: DateTime<Utc>) -> Result<Outgoing, RenderError> {
    let message = Message::builder()
        .from(from)
        .to(to)
        .subject("Terminplaner: Testnachricht / test message")
        .date(SystemTime::from(now))
        .message_id(None)
        .body("Der Mailversand funktioniert.\r\nSending mail works.\r\n".to_owned())
        .map_err(|error| RenderError::Build(error.to_string()))?;
    Ok(Outgoing::new(&message, format!("{}-test.eml", now.format("%Y%m%dT%H%M%SZ"))))
}
