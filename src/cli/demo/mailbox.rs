//! The demo's mailbox: all mails to customers and to the shop, live.
//!
//! Without scripts it is a list and a mail; with scripts the list updates by itself. A mail's page is shown in a
//! frame that runs no script and loads nothing; its links open in a new tab.

use super::endpoints::{Endpoint, Endpoints};
use super::files::{guarded, page, with_file};
use super::mail_view::{MailView, id_of};
use crate::delivery::transport::{MemoryTransport, Outgoing};
use crate::domain::shop::Language;
use crate::domain::time::Minute;
use crate::http::middleware::request_context::preferred_language;
use crate::i18n::messages::Demo;
use crate::i18n::{Texts, dates, direction};
use crate::store::Store;
use askama::Template;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use futures_util::{Stream, stream};
use std::convert::Infallible;
use tokio::sync::watch;

const STYLE: &str =
    concat!(include_str!("../../../assets/demo/bar.css"), include_str!("../../../assets/demo/mailbox.css"));
const SCRIPT: &str = include_str!("../../../assets/demo/mailbox.js");
const ICON: &str = include_str!("../../../assets/demo/icon.svg");
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Mails have inline styles.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/// State of the mailbox's handlers.
#[derive(Clone)]
struct Mailbox {
    mails: MemoryTransport,
    store: Store,
    places: Endpoints,
    stopping: watch::Receiver<bool>,
}

/// The routes of the mailbox, and the telephone's beside them.
pub fn routes(
    mails: MemoryTransport,
    store: Store,
    places: Endpoints,
    stopping: watch::Receiver<bool>,
    telephone: Router,
) -> anyhow::Result<Router> {
    let router = Router::new()
        .route("/", get(show_newest))
        .route("/mails/{id}", get(show_mail))
        .route("/mails/{id}/page", get(show_page))
        .route("/mails/{id}/source", get(download_source))
        .route("/mails/{id}/files/{number}", get(download_file))
        .route("/arrivals", get(stream_arrivals))
        .fallback(show_missing)
        .with_state(Mailbox { mails, store, places, stopping });
    let router = with_file(router, "/mailbox.css", "text/css; charset=utf-8", STYLE);
    let router = with_file(router, "/mailbox.js", "text/javascript; charset=utf-8", SCRIPT);
    let router = with_file(router, "/icon.svg", "image/svg+xml", ICON);
    guarded(router.merge(telephone), POLICY)
}

#[derive(Template)]
#[template(path = "demo/mailbox.html")]
struct MailboxPage {
    t: Texts<Demo>,
    lang: &'static str,
    dir: &'static str,
    places: Vec<Endpoint>,
    homepage: String,
    rows: Vec<Row>,
    opened: Option<Opened>,
    /// Whether a mail was selected, rather than the newest shown.
    chosen: bool,
    missing: bool,
}

/// A mail in the list.
struct Row {
    id: String,
    subject: String,
    to: String,
    for_shop: bool,
    when: String,
    current: bool,
}

/// The selected mail.
struct Opened {
    letter: MailView,
    when: String,
    as_text: bool,
}

impl Mailbox {
    fn find(&self, id: &str) -> Option<Outgoing> {
        self.mails.sent().into_iter().find(|mail| id_of(mail) == id)
    }

    fn when(&self, at: Option<Minute>, language: Language) -> String {
        let zone = self.store.planning().calendar.shop.time_zone;
        at.map(|at| dates::day_and_time(at, zone, language)).unwrap_or_default()
    }

    fn page(&self, language: Language, opened: Option<MailView>, as_text: bool) -> MailboxPage {
        let shop = self.store.planning().calendar.shop.email.clone().map(String::from);
        let open_id = opened.as_ref().map(|letter| letter.id.clone());
        let row = |letter: MailView| Row {
            for_shop: Some(&letter.to.address) == shop.as_ref(),
            current: Some(&letter.id) == open_id.as_ref(),
            when: self.when(letter.written_at, language),
            to: letter.to.name,
            id: letter.id,
            subject: letter.subject,
        };
        let rows = self.mails.sent().iter().rev().filter_map(MailView::read).map(row).collect();
        let opened = opened.map(|letter| Opened { when: self.when(letter.written_at, language), letter, as_text });
        MailboxPage {
            t: Texts::of(language),
            lang: language.tag(),
            dir: direction(language).word(),
            places: self.places.all(language, &self.places.mailbox),
            homepage: self.places.homepage.clone(),
            rows,
            opened,
            chosen: false,
            missing: false,
        }
    }
}

/// The language of the demo's pages.
pub fn language(headers: &HeaderMap) -> Language {
    preferred_language(headers, Language::is_for_staff).unwrap_or_default()
}

/// `GET /`: the list and the newest mail.
async fn show_newest(State(mailbox): State<Mailbox>, headers: HeaderMap) -> Response {
    let newest = mailbox.mails.sent().last().and_then(MailView::read);
    page(StatusCode::OK, &mailbox.page(language(&headers), newest, false))
}

/// `GET /mails/<id>`, with `?text` for the text body.
async fn show_mail(
    State(mailbox): State<Mailbox>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let Some(letter) = mailbox.find(&id).as_ref().and_then(MailView::read) else {
        return show_missing(State(mailbox), headers).await;
    };
    let as_text = query.as_deref() == Some("text");
    page(StatusCode::OK, &MailboxPage { chosen: true, ..mailbox.page(language(&headers), Some(letter), as_text) })
}

/// Unknown paths, and mails dropped in favour of newer ones.
async fn show_missing(State(mailbox): State<Mailbox>, headers: HeaderMap) -> Response {
    let list = mailbox.page(language(&headers), None, false);
    page(StatusCode::NOT_FOUND, &MailboxPage { chosen: true, missing: true, ..list })
}

/// `GET /mails/<id>/page`: the HTML body.
async fn show_page(State(mailbox): State<Mailbox>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let Some(letter) = mailbox.find(&id).as_ref().and_then(MailView::read) else {
        return show_missing(State(mailbox), headers).await;
    };
    // Links open in a new tab, not in the frame.
    let html = letter.html.replacen("<head>", "<head><base target=\"_blank\">", 1);
    ([(header::CONTENT_SECURITY_POLICY, MAIL_POLICY)], Html(html)).into_response()
}

/// `GET /mails/<id>/source`
async fn download_source(State(mailbox): State<Mailbox>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    match mailbox.find(&id) {
        Some(mail) => download("message/rfc822", &mail.file_name, mail.bytes.clone()),
        None => show_missing(State(mailbox), headers).await,
    }
}

/// `GET /mails/<id>/files/<number>`
async fn download_file(
    State(mailbox): State<Mailbox>,
    Path((id, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let letter = mailbox.find(&id).as_ref().and_then(MailView::read);
    let number = number.parse::<usize>().ok();
    match letter.zip(number).and_then(|(letter, number)| letter.files.into_iter().nth(number)) {
        Some(file) => download(&file.content_type, &file.name, file.bytes),
        None => show_missing(State(mailbox), headers).await,
    }
}

fn download(content_type: &str, name: &str, bytes: Vec<u8>) -> Response {
    let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')).collect();
    let disposition = format!("attachment; filename=\"{plain}\"");
    ([(header::CONTENT_TYPE, content_type), (header::CONTENT_DISPOSITION, &disposition)], bytes).into_response()
}

/// `GET /arrivals`: an event for every new mail, until the demo stops.
async fn stream_arrivals(State(mailbox): State<Mailbox>) -> impl IntoResponse {
    Sse::new(arrivals(mailbox)).keep_alive(KeepAlive::default())
}

fn arrivals(mailbox: Mailbox) -> impl Stream<Item = Result<Event, Infallible>> {
    let listener = (mailbox.mails.arrived(), mailbox.stopping);
    stream::unfold(listener, async |(mut arrived, mut stopping)| {
        tokio::select! {
            biased;
            _ = stopping.wait_for(|stopping| *stopping) => return None,
            changed = arrived.changed() => changed.ok()?,
        }
        let count = *arrived.borrow_and_update();
        Some((Ok(Event::default().event("mail").data(count.to_string())), (arrived, stopping)))
    })
}
