//! The real program with a mail transport: queued mails are sent, and parsed with an independent parser.

use crate::harness::{Answer, TestApp, booking, token};
use crate::page::Page;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use mail_parser::{MessageParser, MimeHeaders};
use serde_json::{Value, json};
use std::sync::Arc;
use terminplaner::delivery::transport::{MemoryTransport, Transport};
use terminplaner::delivery::transport_resolver::TransportResolver;
use terminplaner::delivery::worker::MailWorker;
use tower::ServiceExt;

pub const URL: &str = "https://termine.example.de";
pub const NINE: &str = "2022-01-17T09:00:00+01:00";
pub const TEN: &str = "2022-01-17T10:00:00+01:00";
/// The address strangers enter.
pub const VICTIM: &str = "opfer@example.net";
/// Words that no text of the program contains.
pub const WORDS: [&str; 5] = ["Gewonnen", "Luftballon", "4711", "Zauberwort", "Hereinspaziert"];

/// A shop and its mail transport.
pub struct Post {
    pub shop: TestApp,
    worker: MailWorker,
    memory: MemoryTransport,
    seen: std::cell::Cell<usize>,
}

/// A sent mail with all its parts as plain text.
pub struct Mail {
    pub to: String,
    pub to_name: Option<String>,
    pub subject: String,
    pub text: String,
    /// Headers as sent, every part decoded, calendar files unfolded.
    pub everything: String,
}

impl Post {
    /// The test shop after some SQL.
    pub fn with(sql: &str) -> Self {
        Self::of(TestApp::with(sql, true))
    }

    /// That shop.
    pub fn of(shop: TestApp) -> Self {
        let memory = MemoryTransport::default();
        let outlet = Arc::new(TransportResolver::new(Some(Arc::new(Transport::Memory(memory.clone())))));
        let worker = MailWorker::new(shop.app.store.clone(), shop.clock.clone(), outlet, URL.into());
        Self { shop, worker, memory, seen: Default::default() }
    }

    pub fn new() -> Self {
        Self::with("")
    }

    /// A stranger books with the victim's address; returns the token.
    pub async fn book_as_stranger(&self, start: &str) -> String {
        let booked = self.shop.book(&hostile(start)).await;
        assert_eq!(booked.status, StatusCode::CREATED, "{}", booked.text);
        token(&booked)
    }

    /// Sends due mails; returns those sent since the last call.
    pub async fn deliver(&self) -> Vec<Mail> {
        self.worker.run_due_once().await.unwrap();
        let sent = self.memory.sent();
        let new = sent[self.seen.get()..].iter().map(|mail| Mail::read(&mail.bytes)).collect();
        self.seen.set(sent.len());
        new
    }

    /// The mails sent to the victim since the last call.
    pub async fn deliver_to_victim(&self) -> Vec<Mail> {
        self.deliver().await.into_iter().filter(|mail| mail.to == VICTIM).collect()
    }

    /// Opens a link in a browser without scripts.
    pub async fn open(&self, link: &str) -> Page {
        let request = Request::get(link.strip_prefix(URL).unwrap_or(link)).header("accept", "text/html");
        let response = self.shop.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        Page::read(response).await
    }

    /// Presses the first matching button, and follows the redirect.
    pub async fn press(&self, page: &Page, selector: &str) -> Page {
        let fields = page.form(&[], selector);
        self.post(&page.attribute("form", "action"), &fields).await
    }

    pub async fn post(&self, path: &str, fields: &[(String, String)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "text/html")
            .header("sec-fetch-site", "same-origin");
        let response = self.shop.router().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let page = Page::read(response).await;
        match page.headers.get("location") {
            Some(location) => self.open(location.to_str().unwrap()).await,
            None => page,
        }
    }

    /// Cancels by the API, with the token.
    pub async fn cancel(&self, token: &str) -> Answer {
        let request = Request::delete(format!("/api/v1/bookings/{token}"));
        self.shop.send(request.body(Body::empty()).unwrap()).await
    }

    /// Moves by the API, with the token.
    pub async fn reschedule(&self, token: &str, start: &str) -> Answer {
        self.shop.send_json(Method::PATCH, &format!("/api/v1/bookings/{token}"), &json!({"start": start})).await
    }

    /// The link in mails to a booking's page.
    pub fn mailed_link(&self, token: &str) -> String {
        let file = rusqlite::Connection::open(&self.shop.db).unwrap();
        let sql = "SELECT mail_secret FROM bookings WHERE token = ?1";
        let secret: String = file.query_row(sql, [token], |row| row.get(0)).unwrap();
        format!("{URL}/t/{token}?m={secret}")
    }

    /// Submits a form on the page linked in a mail: a move from nine to ten.
    pub async fn prove(&self, token: &str) {
        let link = self.mailed_link(token);
        let page = self.open(&link.replacen('?', "/move?start=2022-01-17T10:00:00%2B01:00&", 1)).await;
        let moved = self.press(&page, "button.main").await;
        assert!(moved.text.contains("Ihr Termin ist verschoben"), "{}", moved.text);
    }

    pub fn is_proven(&self) -> bool {
        self.shop.count("SELECT count(*) FROM bookings WHERE proven_at IS NOT NULL") > 0
    }
}

/// A booking with the victim's address, with the words in every field of free text.
pub fn hostile(start: &str) -> Value {
    let mut body = booking(start);
    let [first, last, phone, comment, more] = WORDS;
    body["customer"] =
        json!({"first_name": first, "last_name": last, "email": VICTIM, "phone": format!("+49 {phone} 1")});
    body["comment"] = json!(format!("{comment}\n{more}"));
    body
}

impl Mail {
    fn read(bytes: &[u8]) -> Self {
        let mail = MessageParser::default().parse(bytes).unwrap();
        let to = mail.to().unwrap().first().unwrap();
        let mut everything = String::from_utf8_lossy(bytes).replace("\r\n ", "");
        for part in &mail.parts {
            everything.push_str(&String::from_utf8_lossy(part.contents()).replace("\r\n ", ""));
            everything.push_str(part.attachment_name().unwrap_or_default());
        }
        Self {
            to: to.address().unwrap().to_owned(),
            to_name: to.name().map(str::to_owned),
            subject: mail.subject().unwrap().to_owned(),
            text: mail.body_text(0).unwrap().replace('\r', ""),
            everything,
        }
    }

    /// Which of the words it contains.
    pub fn words(&self) -> Vec<&'static str> {
        let headers = format!("{} {}", self.subject, self.to_name.as_deref().unwrap_or_default());
        WORDS.into_iter().filter(|word| self.everything.contains(word) || headers.contains(word)).collect()
    }

    /// The first link in the text that contains `what`.
    pub fn link(&self, what: &str) -> String {
        let found = self.text.split_whitespace().find(|word| word.starts_with(URL) && word.contains(what));
        found.unwrap_or_else(|| panic!("no {what} in {}", self.text)).to_owned()
    }
}
