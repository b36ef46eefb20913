//! One mail, whole: headers, text, HTML and calendar file. The same outbox row always gets the same Message-ID, so that
//! a receiver can tell a repetition; its Date is when it is sent.

pub mod templates;

use super::calendar_file::{CalendarFile, Method};
use super::sanitize::{display_name, one_line, paragraphs};
use super::texts;
use super::texts::Content;
use super::transport::Outgoing;
use crate::domain::erasure::ErasureNotice;
use crate::domain::mail_template::MailTemplate;
use crate::domain::message::{AccountNotice, QueuedMessage};
use crate::domain::notice::Notice;
use crate::domain::shop::Shop;
use crate::domain::values::Email;
use crate::store::outbox::OutboxMail;
use askama::Template;
use chrono::{DateTime, Utc};
use lettre::message::header::{ContentDisposition, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use std::time::SystemTime;
use thiserror::Error;

/// Why a mail cannot be written. None of them carries the address.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum RenderError {
    /// There is nobody it could come from.
    #[error("the shop has no e-mail address to send from")]
    NoSender,
    /// The shop's own address is none.
    #[error("the shop's e-mail address is not valid")]
    BadSender,
    /// The address it goes to is none.
    #[error("the recipient's e-mail address is not valid")]
    BadRecipient,
    /// A template or the mail builder failed.
    #[error("the message could not be put together: {0}")]
    Build(String),
}

/// The mail that `mail` asks for, from `shop`, whose pages are at `public_url`, sent at `now`.
pub fn render(mail: &OutboxMail, shop: &Shop, public_url: &str, now: DateTime<Utc>) -> Result<Message, RenderError> {
    let public_url = public_url.trim_end_matches('/');
    let own = shop.email.as_deref().ok_or(RenderError::NoSender)?;
    let own = mailbox(&shop.name, own).ok_or(RenderError::BadSender)?;
    let frame = match &mail.letter {
        QueuedMessage::Appointment(notice) => about_appointment(mail, notice, shop, public_url, &own)?,
        QueuedMessage::Account(notice) => about_account(mail, notice, shop, public_url, &own)?,
        QueuedMessage::Erasure(notice) => about_erasure(mail, notice, shop, public_url, &own)?,
    };
    let from = sender(shop).ok_or(RenderError::BadSender)?;
    let mut builder = Message::builder().from(from).to(frame.to);
    if let Some(reply_to) = frame.reply_to {
        builder = builder.reply_to(reply_to);
    }
    builder
        .subject(one_line(&frame.subject))
        .date(SystemTime::from(now))
        .message_id(Some(format!("<{}>", mail.message_id)))
        .header(AutoSubmitted)
        .header(NoAutoResponse)
        .multipart(frame.parts)
        .map_err(|error| RenderError::Build(error.to_string()))
}

/// [`render`], ready to go. Its file name sorts by the date it was due and is the same for the same mail.
pub fn outgoing(mail: &OutboxMail, shop: &Shop, public_url: &str, now: DateTime<Utc>) -> Result<Outgoing, RenderError> {
    let message = render(mail, shop, public_url, now)?;
    let day = mail.letter.due_at().format("%Y%m%dT%H%M%SZ");
    let file_name = format!("{day}-{:08}-{}.eml", mail.id, mail.letter.kind_word());
    Ok(Outgoing::new(&message, file_name))
}

/// What differs between the kinds of letter.
struct Parts {
    to: Mailbox,
    reply_to: Option<Mailbox>,
    subject: String,
    parts: MultiPart,
}

fn about_appointment(
    mail: &OutboxMail,
    notice: &Notice,
    shop: &Shop,
    public_url: &str,
    own: &Mailbox,
) -> Result<Parts, RenderError> {
    let content = content(notice, &mail.own_words, shop, public_url);
    let customer = notice.facts.customer.full_name();
    let (to_name, reply_to) = if notice.kind.is_for_shop() {
        // A customer's address that is no address only means that there is nobody to reply to.
        (shop.name.as_str(), mailbox(&customer, &notice.facts.customer.email))
    } else {
        (customer.as_str(), Some(own.clone()))
    };
    let to = mailbox(to_name, &notice.address).ok_or(RenderError::BadRecipient)?;
    let bodies = bodies(mail, &content)?;
    let has_file = notice.kind.has_calendar_file();
    let parts = if has_file { with_calendar_file(bodies, mail, notice, shop, public_url)? } else { bodies };
    Ok(Parts { to, reply_to, subject: content.subject, parts })
}

fn with_calendar_file(
    mut bodies: MultiPart,
    mail: &OutboxMail,
    notice: &Notice,
    shop: &Shop,
    public_url: &str,
) -> Result<MultiPart, RenderError> {
    let method = method_of(notice);
    let name = if notice.kind.is_of_series() { "termine.ics" } else { "termin.ics" };
    let calendar = calendar_file(notice, method, shop, public_url);
    if method != Method::Publish {
        // Gmail, Outlook and Apple Mail act on this part; the attachment is for everybody else.
        let kind = content_type(&format!("text/calendar; charset=utf-8; method={}", method.word()))?;
        bodies = bodies.singlepart(SinglePart::builder().header(kind).body(calendar.clone()));
    }
    let attachment = SinglePart::builder()
        .header(content_type(&format!("application/ics; name=\"{name}\""))?)
        .header(ContentDisposition::attachment(name))
        .body(calendar);
    Ok(MultiPart::mixed().boundary(format!("mixed-{}", seed(mail))).multipart(bodies).singlepart(attachment))
}

fn content(notice: &Notice, own: &MailTemplate, shop: &Shop, public_url: &str) -> Content {
    let mut content = texts::content(notice, shop, public_url);
    templates::put_into(&mut content, own, notice, shop);
    // Beside the words of the kind: what was written for this one customer.
    content.paragraphs.extend(notice.facts.shop_words.as_deref().map(paragraphs).unwrap_or_default());
    content
}

/// Subject and text of the message that `notice` asks for.
pub(super) fn text_of(
    notice: &Notice,
    own: &MailTemplate,
    shop: &Shop,
    public_url: &str,
) -> Result<(String, String), RenderError> {
    let content = content(notice, own, shop, public_url);
    let text = TextBody { content: &content }.render().map_err(|error| RenderError::Build(error.to_string()))?;
    Ok((one_line(&content.subject), text))
}

fn about_account(
    mail: &OutboxMail,
    notice: &AccountNotice,
    shop: &Shop,
    public_url: &str,
    own: &Mailbox,
) -> Result<Parts, RenderError> {
    let content = texts::account::content(notice, shop, public_url);
    let to = mailbox(&notice.facts.name, &notice.address).ok_or(RenderError::BadRecipient)?;
    Ok(Parts { to, reply_to: Some(own.clone()), parts: bodies(mail, &content)?, subject: content.subject })
}

fn about_erasure(
    mail: &OutboxMail,
    notice: &ErasureNotice,
    shop: &Shop,
    public_url: &str,
    own: &Mailbox,
) -> Result<Parts, RenderError> {
    let content = texts::erasure::content(notice, shop, public_url);
    let name = if notice.kind.is_for_shop() { shop.name.as_str() } else { "" };
    let to = mailbox(name, &notice.address).ok_or(RenderError::BadRecipient)?;
    Ok(Parts { to, reply_to: Some(own.clone()), parts: bodies(mail, &content)?, subject: content.subject })
}

/// Where the shop's mails come from: the address for that, else its own.
pub fn sender(shop: &Shop) -> Option<Mailbox> {
    mailbox(&shop.name, shop.sender.as_deref().or(shop.email.as_deref())?)
}

/// A mailbox with its domain in Punycode, since not every mail server takes others; `None` if the address is invalid.
pub fn mailbox(name: &str, address: &str) -> Option<Mailbox> {
    let name = Some(display_name(name)).filter(|name| !name.is_empty());
    Some(Mailbox::new(name, Email::from_stored(address).to_ascii().parse().ok()?))
}

/// The content as text and as HTML.
fn bodies(mail: &OutboxMail, content: &Content) -> Result<MultiPart, RenderError> {
    let failed = |error: askama::Error| RenderError::Build(error.to_string());
    let text = TextBody { content }.render().map_err(failed)?;
    let html = HtmlBody { content }.render().map_err(failed)?;
    let bodies = MultiPart::alternative().boundary(format!("alternative-{}", seed(mail)));
    Ok(bodies.singlepart(SinglePart::plain(text)).singlepart(SinglePart::html(html)))
}

/// Fixed boundaries, so that a repetition is the same to the last byte.
fn seed(mail: &OutboxMail) -> String {
    mail.message_id.chars().filter(char::is_ascii_alphanumeric).take(32).collect()
}

fn content_type(text: &str) -> Result<ContentType, RenderError> {
    ContentType::parse(text).map_err(|error| RenderError::Build(error.to_string()))
}

/// The shop organizes its own appointments, so its copy is for saving, no invitation; so is a file of several appointments.
fn method_of(notice: &Notice) -> Method {
    match notice.kind {
        kind if kind.is_for_shop() || kind.is_of_series() => Method::Publish,
        kind if kind.calls_off() => Method::Cancel,
        _ => Method::Request,
    }
}

fn calendar_file(notice: &Notice, method: Method, shop: &Shop, public_url: &str) -> String {
    let for_shop = notice.kind.is_for_shop();
    let (facts, language, stamp) = (&notice.facts, notice.language, notice.due_at);
    let file = CalendarFile { method, shop, facts, language, public_url, for_shop, stamp };
    if notice.kind.is_of_series() { file.write_series() } else { file.write() }
}

#[derive(Template)]
#[template(path = "mail/message.txt")]
struct TextBody<'a> {
    content: &'a Content,
}

#[derive(Template)]
#[template(path = "mail/message.html")]
struct HtmlBody<'a> {
    content: &'a Content,
}

/// The same for Exchange and Outlook, which do not read `Auto-Submitted`: no notices of absence, delivery or reading.
/// Not `NDR`: a report that a mail did not arrive is wanted.
#[derive(Clone)]
struct NoAutoResponse;

impl Header for NoAutoResponse {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("X-Auto-Response-Suppress")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "DR, RN, NRN, OOF, AutoReply".to_owned())
    }
}

/// Keeps holiday notices and other automata from answering (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
