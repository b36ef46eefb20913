//! A mail parsed from its bytes, so that the mailbox shows what is really sent.

use crate::delivery::transport::Outgoing;
use crate::domain::time::Minute;
use mail_parser::{Address, Message, MessageParser, MimeHeaders};

/// A mail to show.
pub struct MailView {
    /// Its id in URLs.
    pub id: String,
    /// Its subject.
    pub subject: String,
    /// Sender.
    pub from: Correspondent,
    /// Recipient.
    pub to: Correspondent,
    /// Reply address.
    pub reply_to: Option<Correspondent>,
    /// Date of the mail.
    pub written_at: Option<Minute>,
    /// Text body.
    pub text: String,
    /// HTML body.
    pub html: String,
    /// Attachments.
    pub files: Vec<AttachedFile>,
}

/// A name and an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correspondent {
    /// The name, or the address where there is none.
    pub name: String,
    /// The e-mail address.
    pub address: String,
}

/// An attachment.
pub struct AttachedFile {
    /// Its name.
    pub name: String,
    /// Its content type.
    pub content_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl MailView {
    /// Parses a mail; `None` if it is not one.
    pub fn read(mail: &Outgoing) -> Option<Self> {
        let message = MessageParser::default().parse(&mail.bytes)?;
        Some(Self {
            id: id_of(mail).to_owned(),
            subject: message.subject().unwrap_or_default().to_owned(),
            from: Correspondent::of(message.from()).unwrap_or_default(),
            to: Correspondent::of(message.to()).unwrap_or_default(),
            reply_to: Correspondent::of(message.reply_to()),
            written_at: message.date().map(|date| Minute::of_second(date.to_timestamp())),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            files: files(&message),
        })
    }
}

/// A mail's id: the name it would have as a file.
pub fn id_of(mail: &Outgoing) -> &str {
    mail.file_name.trim_end_matches(".eml")
}

/// The parts with a file name; the inline invitation for mail programs has none.
fn files(message: &Message<'_>) -> Vec<AttachedFile> {
    message
        .attachments()
        .filter_map(|part| {
            let kind = part.content_type()?;
            Some(AttachedFile {
                name: part.attachment_name()?.to_owned(),
                content_type: format!("{}/{}", kind.ctype(), kind.subtype()?),
                bytes: part.contents().to_vec(),
            })
        })
        .collect()
}

impl Correspondent {
    fn of(address: Option<&Address<'_>>) -> Option<Self> {
        let first = address?.first()?;
        let address = first.address.as_deref()?.to_owned();
        Some(Self { name: first.name.as_deref().map_or_else(|| address.clone(), str::to_owned), address })
    }
}
