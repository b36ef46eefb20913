//! Sends a test mail and tells what the mail server answered. Waits for a few seconds only.

use super::Texts;
use crate::delivery::message::{self, mailbox};
use crate::delivery::test_message::test_message;
use crate::delivery::transport::{SendError, Transport};
use crate::domain::values::Email;
use crate::http::planner::prelude::*;
use crate::operations::mail;
use std::time::Duration;

/// How long somebody waits for the answer; less than an answer of ours may take.
const PATIENCE: Duration = Duration::from_secs(8);

/// What became of a test mail.
pub struct Tested {
    /// Whether it was taken.
    pub good: bool,
    /// What happened, in a sentence.
    pub sentence: String,
    /// The mail server's own words.
    pub answer: String,
}

/// Sends one to `to`, from the shop's address, and writes down whether the server took it.
///
/// # Errors
/// Those of the file.
pub async fn send(operator: &Operator, t: Texts, to: &str) -> Result<Tested, ApiError> {
    let app = &operator.app;
    let bad = |sentence: &str, answer: String| Tested { good: false, sentence: sentence.to_owned(), answer };
    let Some(to) = Email::parse(to).ok().and_then(|to| mailbox("", &to)) else {
        return Ok(bad(t.wrong_to(), String::new()));
    };
    let Some(from) = message::sender(&app.planning().calendar.shop) else {
        return Ok(bad(t.no_sender(), String::new()));
    };
    let Some(transport) = app.outlet.transport(&app.store).await? else {
        return Ok(bad(t.not_set(), String::new()));
    };
    let message = test_message(from, to, app.clock.now()).map_err(ApiError::internal)?;
    let tested = match tokio::time::timeout(PATIENCE, transport.send(&message)).await {
        Ok(Ok(answer)) => Tested { good: true, sentence: taken(t, &transport).to_owned(), answer },
        Ok(Err(SendError::Unreachable(words))) => match t.fault(&words) {
            Some(sentence) => bad(sentence, String::new()),
            None => bad(t.unreachable(), words),
        },
        Ok(Err(SendError::TryLater(words))) => bad(t.try_later(), words),
        Ok(Err(SendError::Refused(words) | SendError::Doubtful(words))) => bad(t.refused(), words),
        Err(_) => bad(t.silent(), String::new()),
    };
    mail::note_test(&app.store, operator.user.id, tested.good).await?;
    Ok(tested)
}

fn taken(t: Texts, transport: &Transport) -> &'static str {
    match transport {
        Transport::Smtp(_) => t.taken(),
        Transport::Folder(_) | Transport::Memory(_) => t.written(),
    }
}
