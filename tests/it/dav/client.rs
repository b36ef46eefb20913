//! A program that keeps calendars.

use crate::harness::{Answer, TestApp};
use crate::planner::desk::add_user;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::net::SocketAddr;
use terminplaner::domain::account::{Role, UserId};
use terminplaner::domain::app_password::AppPassword;
use terminplaner::domain::feed::Detail;
use terminplaner::domain::values::ShortName;
use terminplaner::operations::accounts;

/// The account of [`Client::full`].
pub const USER: &str = "erika@example.org";

/// A program with an app password.
pub struct Client<'a> {
    pub shop: &'a TestApp,
    pub user: UserId,
    authorization: String,
    address: SocketAddr,
}

/// The header that signs in.
pub fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

impl<'a> Client<'a> {
    /// A device of a new owner that sees everything.
    pub async fn full(shop: &'a TestApp) -> Self {
        Self::of(shop, USER, Role::Owner, Detail::Full).await
    }

    /// A device of a new account.
    pub async fn of(shop: &'a TestApp, email: &str, role: Role, detail: Detail) -> Self {
        let user = add_user(shop, email, role).await;
        Self::another(shop, user, email, "Telefon", detail).await
    }

    /// A further device of an account.
    pub async fn another(shop: &'a TestApp, user: UserId, email: &str, label: &str, detail: Detail) -> Self {
        let new = AppPassword { label: ShortName::parse(label).unwrap(), detail };
        let secret = accounts::create_app_password(&shop.app.store, user, new).await.unwrap();
        Self::with(shop, user, &basic(email, secret.expose()))
    }

    /// A program that signs in by that header.
    pub fn with(shop: &'a TestApp, user: UserId, authorization: &str) -> Self {
        Self { shop, user, authorization: authorization.to_owned(), address: ([127, 0, 0, 1], 1).into() }
    }

    /// The same program in another network.
    pub fn at(self, address: &str) -> Self {
        Self { address: SocketAddr::new(address.parse().unwrap(), 1), ..self }
    }

    /// The path of a calendar.
    pub fn calendar(&self, resource: &str) -> String {
        format!("/dav/calendars/{}/{resource}/", self.user)
    }

    /// Sends a request with these headers.
    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("authorization", &self.authorization);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body.to_owned())).unwrap();
        request.extensions_mut().insert(ConnectInfo(self.address));
        self.shop.send(request).await
    }

    /// `PROPFIND` for these properties, written with the prefixes `D`, `C`, `CS` and `A`.
    pub async fn find(&self, path: &str, depth: &str, properties: &str) -> Answer {
        let body = format!("<D:propfind {SPACES}><D:prop>{properties}</D:prop></D:propfind>");
        let answer = self.send("PROPFIND", path, &[("depth", depth)], &body).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (207, "application/xml; charset=utf-8"));
        answer
    }

    /// A `REPORT` of depth 1.
    pub async fn report(&self, path: &str, name: &str, inside: &str) -> Answer {
        let body = format!("<{name} {SPACES}>{inside}</{name}>");
        self.send("REPORT", path, &[("depth", "1")], &body).await
    }

    /// `sync-collection` since a token; the answer and the next token.
    pub async fn sync(&self, path: &str, token: &str) -> (Answer, String) {
        let inside =
            format!("<D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop>");
        let answer = self.report(path, "D:sync-collection", &inside).await;
        let next = between(&answer.text, "<D:sync-token>", "</D:sync-token>").unwrap_or_default();
        (answer, next)
    }
}

/// Declares the prefixes.
pub const SPACES: &str = "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" \
                          xmlns:CS=\"http://calendarserver.org/ns/\" xmlns:A=\"http://apple.com/ns/ical/\"";

/// The text between two others.
pub fn between(text: &str, before: &str, after: &str) -> Option<String> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0.to_owned())
}

/// The addresses that an answer names, in order.
pub fn addresses(answer: &Answer) -> Vec<String> {
    let responses = answer.text.split("<D:response><D:href>").skip(1);
    responses.map(|rest| rest.split('<').next().unwrap_or_default().to_owned()).collect()
}

/// The object of the booked appointment, whose id the database knows.
pub fn object_of(client: &Client<'_>, resource: &str, key: i64) -> String {
    let uid = "coalesce((SELECT calendar_uid FROM bookings WHERE appointment_key = key), id || '@termine.example.de')";
    let uid = client.shop.text(&format!("SELECT {uid} FROM appointments WHERE key = {key}"));
    format!("{}{uid}.ics", client.calendar(resource))
}
