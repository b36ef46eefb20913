//! Asks servers: for a calendar file, conditionally, along redirections; within bounds of size and time.

use super::connect::{self, connect};
use super::patience::Patience;
use super::target::Target;
use crate::clock::Clock;
use crate::domain::busy_calendar::{CalendarAccess, LookFault};
use crate::ical::busy::SIZE_MAX;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::MultiGzDecoder;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName};
use hyper::{Method, Request, Response, StatusCode};
use rustls::ClientConfig;
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OnceCell;

/// Redirections that are followed.
const REDIRECTS_MAX: usize = 5;
/// The longest `ETag` or date that is sent back, in bytes.
const VALIDATOR_MAX: usize = 1_000;

/// Asks servers for calendar files.
pub struct Client {
    /// Nobody is asked, whatever the address.
    asks_nobody: bool,
    allow_private: bool,
    tls: OnceCell<Arc<ClientConfig>>,
    pub(super) patience: Patience,
}

/// What the server said of the version that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// Its name.
    pub etag: Option<String>,
    /// Its date.
    pub last_modified: Option<String>,
}

/// An answer.
pub enum Fetched {
    /// It is still the version that is known.
    Unchanged,
    /// The file, still compressed where the flag says so, and what the server says of its version.
    File(Vec<u8>, bool, Validators),
}

impl Client {
    /// `allow_private`: whether private addresses and `http` may be asked.
    pub fn new(clock: Clock, allow_private: bool) -> Self {
        Self { asks_nobody: false, allow_private, tls: OnceCell::new(), patience: Patience::new(clock) }
    }

    /// One that makes no connection at all.
    pub fn asking_nobody(clock: Clock) -> Self {
        Self { asks_nobody: true, ..Self::new(clock, false) }
    }

    /// Asks for a calendar; `known` is the version that need not be sent again.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn fetch(
        &self,
        access: &CalendarAccess,
        known: &Validators,
        within: Duration,
    ) -> Result<Fetched, LookFault> {
        let asked = tokio::time::timeout(within, self.follow(access, known)).await;
        asked.unwrap_or(Err(LookFault::TimedOut))
    }

    async fn follow(&self, access: &CalendarAccess, known: &Validators) -> Result<Fetched, LookFault> {
        let first = Target::parse(&access.url)?;
        let mut target = first.clone();
        for _ in 0..=REDIRECTS_MAX {
            let login = access.login.as_ref().filter(|_| target.is_same_server(&first));
            let question = Question { headers: conditions(known), ..Question::of(Method::GET) };
            let response = self.ask(&target, login, &question).await?;
            match response.status() {
                StatusCode::OK => return file(response).await,
                StatusCode::NOT_MODIFIED if *known != Validators::default() => return Ok(Fetched::Unchanged),
                StatusCode::MOVED_PERMANENTLY
                | StatusCode::FOUND
                | StatusCode::SEE_OTHER
                | StatusCode::TEMPORARY_REDIRECT
                | StatusCode::PERMANENT_REDIRECT => {
                    let location = text(response.headers(), &header::LOCATION).ok_or(LookFault::Redirects)?;
                    target = target.follow(&location)?;
                }
                StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => return Err(LookFault::Refused),
                StatusCode::NOT_FOUND | StatusCode::GONE => return Err(LookFault::NotFound),
                _ => return Err(LookFault::Server),
            }
        }
        Err(LookFault::Redirects)
    }

    /// Asks one server once.
    ///
    /// # Errors
    /// Why there is no answer.
    pub(super) async fn ask(
        &self,
        target: &Target,
        login: Option<&(String, String)>,
        question: &Question,
    ) -> Result<Response<Incoming>, LookFault> {
        if self.asks_nobody {
            return Err(LookFault::OnTrial);
        }
        if self.patience.until(target).is_some() {
            return Err(LookFault::Server);
        }
        let stream = connect(target, self.allow_private, self.trusted()).await?;
        let handshake = hyper::client::conn::http1::handshake(stream).await;
        let (mut sender, connection) = handshake.map_err(|_| LookFault::Unreachable)?;
        // Ends with the response, or when the sender is dropped.
        tokio::spawn(async move {
            let _ = connection.await;
        });
        let request = request(target, login, question).ok_or(LookFault::Redirects)?;
        let response = sender.send_request(request).await.map_err(|_| LookFault::Unreachable)?;
        self.patience.note(target, response.status(), response.headers());
        Ok(response)
    }

    async fn trusted(&self) -> Result<Arc<ClientConfig>, LookFault> {
        let load = || async {
            // It reads the system's certificates.
            tokio::task::spawn_blocking(connect::trusted).await.unwrap_or(Err(LookFault::Tls))
        };
        self.tls.get_or_try_init(load).await.cloned()
    }
}

/// What a server is asked.
pub(super) struct Question {
    pub(super) method: Method,
    pub(super) headers: Vec<(HeaderName, String)>,
    pub(super) body: Vec<u8>,
}

impl Question {
    /// One without anything besides.
    pub(super) fn of(method: Method) -> Self {
        Self { method, headers: Vec::new(), body: Vec::new() }
    }
}

/// What is asked of a calendar file of which a version is known.
fn conditions(known: &Validators) -> Vec<(HeaderName, String)> {
    let mut headers =
        vec![(header::ACCEPT, "text/calendar, */*;q=0.5".to_owned()), (header::ACCEPT_ENCODING, "gzip".to_owned())];
    headers.extend(known.etag.clone().map(|etag| (header::IF_NONE_MATCH, etag)));
    headers.extend(known.last_modified.clone().map(|date| (header::IF_MODIFIED_SINCE, date)));
    headers
}

fn request(target: &Target, login: Option<&(String, String)>, question: &Question) -> Option<Request<Full<Bytes>>> {
    let mut request = Request::builder()
        .method(question.method.clone())
        .uri(&target.path)
        .header(header::HOST, target.authority())
        .header(header::USER_AGENT, concat!("Terminplaner/", env!("CARGO_PKG_VERSION")));
    if let Some((user, password)) = login {
        let basic = format!("Basic {}", STANDARD.encode(format!("{user}:{password}")));
        request = request.header(header::AUTHORIZATION, basic);
    }
    for (name, value) in &question.headers {
        request = request.header(name, value);
    }
    request.body(Full::new(Bytes::from(question.body.clone()))).ok()
}

async fn file(response: Response<Incoming>) -> Result<Fetched, LookFault> {
    let headers = response.headers();
    let validators =
        Validators { etag: text(headers, &header::ETAG), last_modified: text(headers, &header::LAST_MODIFIED) };
    let is_compressed = match text(headers, &header::CONTENT_ENCODING).as_deref() {
        None | Some("identity") => false,
        Some("gzip" | "x-gzip") => true,
        Some(_) => return Err(LookFault::Server),
    };
    Ok(Fetched::File(body(response).await?, is_compressed, validators))
}

/// The body of an answer, at most [`SIZE_MAX`] bytes.
pub(super) async fn body(response: Response<Incoming>) -> Result<Vec<u8>, LookFault> {
    let body = Limited::new(response.into_body(), SIZE_MAX).collect().await;
    let body = body.map_err(|error| {
        // The connection ended before the answer did.
        if error.is::<http_body_util::LengthLimitError>() { LookFault::TooLarge } else { LookFault::Incomplete }
    })?;
    Ok(body.to_bytes().to_vec())
}

/// A file that was sent compressed, at most [`SIZE_MAX`] bytes of it. For a blocking thread.
///
/// # Errors
/// If it is larger, or damaged.
pub fn decompressed(bytes: &[u8]) -> Result<Vec<u8>, LookFault> {
    let mut file = Vec::new();
    let limit = SIZE_MAX as u64 + 1;
    MultiGzDecoder::new(bytes).take(limit).read_to_end(&mut file).map_err(|_| LookFault::Incomplete)?;
    if file.len() > SIZE_MAX { Err(LookFault::TooLarge) } else { Ok(file) }
}

/// A header of visible ASCII, if it is short enough to be kept.
pub(super) fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    let limit = if *name == header::LOCATION { 8_000 } else { VALIDATOR_MAX };
    (value.len() <= limit && !value.is_empty()).then(|| value.to_owned())
}
