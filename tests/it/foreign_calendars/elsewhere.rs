//! Somebody who changes the calendars of an account by another program.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use std::collections::BTreeMap;
use terminplaner::domain::busy_calendar::CalendarAccess;
use terminplaner::domain::values::CalendarUrl;
use tokio::net::TcpStream;

/// An account at a server.
pub struct Elsewhere {
    /// Host and port of the server.
    pub authority: String,
    /// The path of the account's calendars, with a slash at the end.
    pub home: String,
    /// User and password.
    pub login: (String, String),
}

impl Elsewhere {
    /// The same account as it is seen behind a proxy.
    pub fn access_by(&self, authority: &str) -> CalendarAccess {
        let url = CalendarUrl::parse(&format!("http://{authority}{}", self.home)).unwrap();
        CalendarAccess { url, login: Some(self.login.clone()) }
    }

    /// Makes a calendar, where the server knows how.
    pub async fn make(&self, calendar: &str) {
        let method = Method::from_bytes(b"MKCALENDAR").unwrap();
        let (status, _, text) = self.ask(method, &format!("{calendar}/"), &[], "").await;
        assert!(status.is_success() || status == StatusCode::METHOD_NOT_ALLOWED, "MKCALENDAR: {status} {text}");
    }

    /// An object's text and version.
    pub async fn get(&self, object: &str) -> Option<(String, String)> {
        let (status, etag, text) = self.ask(Method::GET, object, &[], "").await;
        (status == StatusCode::OK).then_some((text, etag))
    }

    /// Writes an object over the version that was read; or where nothing is.
    pub async fn put(&self, object: &str, etag: Option<&str>, text: &str) -> bool {
        let condition = etag.map_or(("if-none-match", "*"), |etag| ("if-match", etag));
        let headers = [condition, ("content-type", "text/calendar; charset=utf-8")];
        self.ask(Method::PUT, object, &headers, text).await.0.is_success()
    }

    /// Deletes the version that was read.
    pub async fn delete(&self, object: &str, etag: &str) -> bool {
        self.ask(Method::DELETE, object, &[("if-match", etag)], "").await.0.is_success()
    }

    /// The texts of all objects of a calendar, by name.
    pub async fn all(&self, calendar: &str) -> BTreeMap<String, String> {
        let method = Method::from_bytes(b"PROPFIND").unwrap();
        let wanted = "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:getetag/></D:prop></D:propfind>";
        let headers = [("depth", "1"), ("content-type", "application/xml; charset=utf-8")];
        let (status, _, list) = self.ask(method, &format!("{calendar}/"), &headers, wanted).await;
        assert_eq!(status, StatusCode::MULTI_STATUS, "{list}");
        let mut found = BTreeMap::new();
        for part in list.split("href>").filter(|part| part.contains(".ics<")) {
            let path = part.split('<').next().unwrap();
            let name = path.rsplit('/').next().unwrap().to_owned();
            let (text, _) = self.get(&format!("{calendar}/{name}")).await.unwrap();
            found.insert(name, text);
        }
        found
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> (StatusCode, String, String) {
        let stream = TcpStream::connect(&self.authority).await.unwrap();
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        let login = STANDARD.encode(format!("{}:{}", self.login.0, self.login.1));
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.home))
            .header("host", &self.authority)
            .header("authorization", format!("Basic {login}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(Bytes::from(body.to_owned()))).unwrap();
        let answer = sender.send_request(request).await.unwrap();
        let (status, etag) = (answer.status(), answer.headers().get("etag").cloned());
        let etag = etag.map_or_else(String::new, |etag| etag.to_str().unwrap().to_owned());
        let text = String::from_utf8(answer.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap();
        (status, etag, text)
    }
}
