//! What a failure means, by where it happened: for this mail, or for every mail. Only an answer to the recipient or to
//! the content can be about one mail; every other failure is the server's state, whatever its code.

use crate::delivery::redact::without_addresses;
use crate::delivery::transport::SendError;
use crate::domain::server_fault::ServerFault;
use lettre::transport::smtp::Error;

/// How far a mail had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Connection, greeting, EHLO, TLS, login.
    Connect,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA, before any content.
    Data,
    /// The content, and the answer to its last dot.
    Content,
}

/// Why a mail was not handed over.
#[derive(Debug)]
pub(super) enum Cause {
    /// The server's answer, or a fault of the connection.
    Smtp(Error),
    /// A fault that is known.
    Fault(ServerFault),
    /// No answer in time.
    Silence,
}

impl From<Error> for Cause {
    fn from(error: Error) -> Self {
        Self::Smtp(error)
    }
}

/// A failure, and where it happened.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) stage: Stage,
    pub(super) cause: Cause,
}

impl Failure {
    /// Whether the connection is still good for other mails: the server has answered, and not that it leaves.
    pub(super) fn leaves_connection(&self) -> bool {
        self.stage != Stage::Connect && self.code().is_some_and(|code| code != 421)
    }

    /// The server's reply code.
    fn code(&self) -> Option<u16> {
        match &self.cause {
            Cause::Smtp(error) => error.status().map(u16::from),
            Cause::Fault(_) | Cause::Silence => None,
        }
    }

    pub(super) fn into_send_error(self, addresses: &[String]) -> SendError {
        let text = self.text();
        // The program's own words name nobody, and are recognised when they are shown.
        let words = match self.cause {
            Cause::Fault(_) | Cause::Silence => text.clone(),
            Cause::Smtp(_) => without_addresses(&text, addresses),
        };
        match (self.stage, self.code()) {
            (Stage::Connect | Stage::Sender, _) => SendError::Unreachable(words),
            (_, Some(code)) => of_reply(code, &text)(words),
            // The connection broke. Beside a mail that is slow to be judged, others may go.
            (Stage::Recipient | Stage::Data, None) => SendError::Unreachable(words),
            (Stage::Content, None) => SendError::TryLater(words),
        }
    }

    fn text(&self) -> String {
        use std::error::Error as _;
        match &self.cause {
            Cause::Fault(fault) => fault.word().to_owned(),
            Cause::Silence if self.stage == Stage::Connect => ServerFault::Silent.word().to_owned(),
            Cause::Silence => "the mail server stopped answering".to_owned(),
            Cause::Smtp(error) => match (error.status(), error.source()) {
                (Some(code), Some(source)) => format!("{code} {source}"),
                (Some(code), None) => code.to_string(),
                (None, _) => error.to_string(),
            },
        }
    }
}

/// What a refusal of recipient or content means, by its reply code (RFC 5321 section 4.2.3) and, where the text begins
/// with one, its enhanced status code (RFC 3463, RFC 5248).
fn of_reply(code: u16, text: &str) -> fn(String) -> SendError {
    match (code, enhanced(text)) {
        // Leaving; login required or refused; the sender; mail system full or out of order.
        (421 | 454 | 530 | 534 | 535 | 538, _) | (_, Some((1, 7 | 8))) => SendError::Unreachable,
        (_, Some((3, subject))) if subject != 4 => SendError::Unreachable,
        (400..500, _) => SendError::TryLater,
        // The address, the mailbox, the way there, the size or the form of the content.
        (500.., Some((1 | 2 | 4 | 6, _) | (3, 4))) => SendError::Refused,
        _ => SendError::Doubtful,
    }
}

/// Class and detail of an enhanced status code: `(1, 7)` of "550 5.1.7 no such sender".
fn enhanced(text: &str) -> Option<(u16, u16)> {
    let mut parts = text.split_whitespace().nth(1)?.split('.');
    let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = matches!(class, "4" | "5") && parts.next().is_none();
    Some((subject.parse().ok()?, detail.parse().ok()?)).filter(|_| is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_concerns_the_recipient_or_the_content_is_final() {
        let meaning = |text: &str| of_reply(text[..3].parse().unwrap(), text)(String::new());
        let none = String::new;
        for text in ["550 5.1.1 no such user", "552 5.2.2 mailbox full", "554 5.6.0 broken", "552 5.3.4 too large"] {
            assert_eq!(meaning(text), SendError::Refused(none()), "{text}");
        }
        for text in ["554 5.7.1 relay access denied", "550 not wanted", "550 5.7.26 no DMARC", "554 5.5.1 error"] {
            assert_eq!(meaning(text), SendError::Doubtful(none()), "{text}");
        }
        for text in ["450 4.7.1 greylisted", "451 later", "452 4.2.2 mailbox full", "450 4.1.8 for now"] {
            let expected = if text.contains("4.1.8") { SendError::Unreachable } else { SendError::TryLater };
            assert_eq!(meaning(text), expected(none()), "{text}");
        }
        for text in ["421 too many", "530 5.7.0 log in", "553 5.1.8 sender unknown", "452 4.3.1 disk full"] {
            assert_eq!(meaning(text), SendError::Unreachable(none()), "{text}");
        }
    }

    #[test]
    fn an_enhanced_code_is_read_only_where_it_stands() {
        assert_eq!(enhanced("550 5.1.10 x"), Some((1, 10)));
        for text in ["550 host 5.1.1", "550", "550 5.1", "550 5.1.1.1 x", "550 2.1.1 x", "550 x.y.z"] {
            assert_eq!(enhanced(text), None, "{text}");
        }
    }
}
