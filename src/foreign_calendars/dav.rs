//! An account's server (`CalDAV`, RFC 4791): which calendars it has, what is in them, and writing to one.
//!
//! The password goes to the server that was entered, and to where that one says the calendars are; never without encryption
//! if it was entered with it.

use super::client::{Client, Question, body, text};
use super::target::Target;
use crate::domain::busy_calendar::{CalendarAccess, LookFault};
use crate::domain::time::Minute;
use crate::domain::values::CalendarUrl;
use crate::xml::read::parse_up_to;
use crate::xml::{CALDAV, DAV, Element, SERVER};
use hyper::header::{self, HeaderName};
use hyper::{Method, StatusCode};
use std::ops::Range;

/// Redirections that are followed.
const REDIRECTS_MAX: usize = 5;
/// Elements of an answer.
const ELEMENTS_MAX: usize = 400_000;
/// The longest name of a calendar, in characters.
const NAME_MAX: usize = 100;

/// A calendar that an account has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Where it is.
    pub url: CalendarUrl,
    /// What the server calls it.
    pub name: String,
}

/// An object of a calendar.
pub(super) struct Object {
    /// What it is called there.
    pub(super) name: String,
    /// The server's name for its version, where it says one.
    pub(super) etag: Option<String>,
    /// Its text.
    pub(super) text: String,
}

/// What became of a change.
#[derive(Debug)]
pub(super) enum Sent {
    /// It is there; the server's name for the version, where it says one.
    Done(Option<String>),
    /// What is there is not what was expected.
    Stale,
    /// The server does not take it.
    Refused,
}

/// Asks the server of an account.
pub(super) struct Dav<'a> {
    client: &'a Client,
    access: &'a CalendarAccess,
}

/// One element of a multi-status answer: of whom, and the properties that there are.
struct Status {
    href: String,
    properties: Vec<Element>,
}

impl Status {
    /// What it is called in its collection; of that itself empty.
    fn name(&self) -> &str {
        self.href.rsplit('/').next().unwrap_or_default()
    }

    fn property(&self, space: &str, local: &str) -> Option<&Element> {
        self.properties.iter().find(|one| one.is(space, local))
    }

    fn text(&self, space: &str, local: &str) -> Option<&str> {
        self.property(space, local).map(|one| one.text.trim()).filter(|text| !text.is_empty())
    }

    /// The address in a property.
    fn href(&self, space: &str, local: &str) -> Option<&str> {
        self.property(space, local)?.child(DAV, "href").map(|one| one.text.trim()).filter(|text| !text.is_empty())
    }
}

impl<'a> Dav<'a> {
    pub(super) fn new(client: &'a Client, access: &'a CalendarAccess) -> Self {
        Self { client, access }
    }

    /// The calendars for events that the account has (RFC 6764, 5397, 4791).
    pub(super) async fn calendars(&self) -> Result<Vec<Offered>, LookFault> {
        let given = Target::parse(&self.access.url)?;
        let home = match self.home(&given).await {
            Ok(Some(home)) => home,
            Ok(None) | Err(LookFault::NotFound | LookFault::NotACalendar) => {
                let known = given.follow("/.well-known/caldav")?;
                match self.home(&known).await {
                    Ok(Some(home)) => home,
                    // It may be the address of a calendar.
                    Ok(None) | Err(LookFault::NotFound | LookFault::NotACalendar | LookFault::Redirects) => given,
                    Err(fault) => return Err(fault),
                }
            }
            Err(fault) => return Err(fault),
        };
        let wanted = "<D:resourcetype/><D:displayname/><C:supported-calendar-component-set/>";
        let (home, found) = self.properties(&home, "1", wanted).await?;
        let offered: Vec<Offered> = found.iter().filter_map(|one| offered(&home, one)).collect();
        if offered.is_empty() { Err(LookFault::NotFound) } else { Ok(offered) }
    }

    /// Where the account's calendars are, as `target` knows.
    async fn home(&self, target: &Target) -> Result<Option<Target>, LookFault> {
        let wanted = "<D:current-user-principal/><C:calendar-home-set/>";
        let (target, found) = self.properties(target, "0", wanted).await?;
        if let Some(home) = found.iter().find_map(|one| one.href(CALDAV, "calendar-home-set")) {
            return target.follow(home).map(Some);
        }
        let Some(principal) = found.iter().find_map(|one| one.href(DAV, "current-user-principal")) else {
            return Ok(None);
        };
        let principal = target.follow(principal)?;
        let (principal, found) = self.properties(&principal, "0", "<C:calendar-home-set/>").await?;
        let home = found.iter().find_map(|one| one.href(CALDAV, "calendar-home-set"));
        home.map(|home| principal.follow(home)).transpose()
    }

    /// The server's name for the version of a calendar; `None`: it has none.
    pub(super) async fn version(&self, calendar: &Target) -> Result<Option<String>, LookFault> {
        let (_, found) = self.properties(calendar, "0", "<CS:getctag/><D:sync-token/>").await?;
        let version = found.iter().find_map(|one| one.text(SERVER, "getctag").or_else(|| one.text(DAV, "sync-token")));
        Ok(version.map(str::to_owned))
    }

    /// The names of all objects of a calendar with the entity tags of their versions.
    pub(super) async fn listing(&self, calendar: &Target) -> Result<Vec<(String, String)>, LookFault> {
        let (_, found) = self.properties(calendar, "1", "<D:getetag/>").await?;
        let named = |one: &Status| Some((one.name().to_owned(), one.text(DAV, "getetag")?.to_owned()));
        Ok(found.iter().filter_map(named).filter(|(name, _)| !name.is_empty()).collect())
    }

    /// The events of a calendar that touch a span, as calendar files one behind the other.
    pub(super) async fn events(&self, calendar: &Target, span: &Range<Minute>) -> Result<Vec<u8>, LookFault> {
        let mut files = Vec::new();
        for one in self.objects(calendar, span).await? {
            files.extend_from_slice(one.text.as_bytes());
            files.extend_from_slice(b"\r\n");
        }
        Ok(files)
    }

    /// The objects of a calendar whose events touch a span.
    pub(super) async fn objects(&self, calendar: &Target, span: &Range<Minute>) -> Result<Vec<Object>, LookFault> {
        let utc = |at: Minute| at.to_utc().format("%Y%m%dT%H%M%SZ").to_string();
        let range = format!("<C:time-range start=\"{}\" end=\"{}\"/>", utc(span.start), utc(span.end));
        let events = format!("<C:comp-filter name=\"VEVENT\">{range}</C:comp-filter>");
        let filter = format!("<C:filter><C:comp-filter name=\"VCALENDAR\">{events}</C:comp-filter></C:filter>");
        let report = format!(
            "<C:calendar-query {SPACES}><D:prop><D:getetag/><C:calendar-data/></D:prop>{filter}</C:calendar-query>"
        );
        let (_, found) = self.multi_status(calendar, "REPORT", "1", &report).await?;
        let object = |one: &Status| {
            let text = one.property(CALDAV, "calendar-data")?.text.trim().to_owned();
            Some(Object { name: one.name().to_owned(), etag: one.text(DAV, "getetag").map(str::to_owned), text })
        };
        Ok(found.iter().filter_map(object).collect())
    }

    /// The text of an object and the entity tag of its version; `None`: it is not there.
    pub(super) async fn get(&self, object: &Target) -> Result<Option<(String, String)>, LookFault> {
        let response = self.client.ask(object, self.login(object), &Question::of(Method::GET)).await?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(None),
            status => return Err(fault(status)),
        }
        // RFC 4791 section 5.3.4 demands one.
        let etag = text(response.headers(), &header::ETAG).ok_or(LookFault::Server)?;
        let text = String::from_utf8(body(response).await?).map_err(|_| LookFault::NotACalendar)?;
        Ok(Some((text, etag)))
    }

    /// Writes an object over the version `etag`; `None`: where nothing is yet.
    pub(super) async fn put(&self, object: &Target, etag: Option<&str>, file: &str) -> Result<Sent, LookFault> {
        let condition = match etag {
            Some(etag) => (header::IF_MATCH, etag.to_owned()),
            None => (header::IF_NONE_MATCH, "*".to_owned()),
        };
        let kind = (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned());
        let (headers, body) = (vec![condition, kind], file.as_bytes().to_vec());
        self.change(object, Question { method: Method::PUT, headers, body }).await
    }

    /// Deletes the version `etag` of an object.
    pub(super) async fn delete(&self, object: &Target, etag: &str) -> Result<Sent, LookFault> {
        let headers = vec![(header::IF_MATCH, etag.to_owned())];
        self.change(object, Question { headers, ..Question::of(Method::DELETE) }).await
    }

    async fn change(&self, object: &Target, question: Question) -> Result<Sent, LookFault> {
        let response = self.client.ask(object, self.login(object), &question).await?;
        let (status, etag) = (response.status(), text(response.headers(), &header::ETAG));
        // An answer that is cut off may be anybody's.
        body(response).await?;
        match status {
            StatusCode::OK | StatusCode::CREATED | StatusCode::NO_CONTENT => Ok(Sent::Done(etag)),
            StatusCode::PRECONDITION_FAILED | StatusCode::NOT_FOUND | StatusCode::GONE => Ok(Sent::Stale),
            StatusCode::UNAUTHORIZED | StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => {
                Err(fault(status))
            }
            status if status.is_client_error() => Ok(Sent::Refused),
            status => Err(fault(status)),
        }
    }

    async fn properties(&self, at: &Target, depth: &str, wanted: &str) -> Result<(Target, Vec<Status>), LookFault> {
        let question = format!("<D:propfind {SPACES}><D:prop>{wanted}</D:prop></D:propfind>");
        self.multi_status(at, "PROPFIND", depth, &question).await
    }

    /// Asks what is answered by RFC 4918 section 13, along redirections; tells also where that was.
    async fn multi_status(
        &self,
        at: &Target,
        method: &str,
        depth: &str,
        question: &str,
    ) -> Result<(Target, Vec<Status>), LookFault> {
        let mut target = at.clone();
        for _ in 0..=REDIRECTS_MAX {
            let login = self.login(&target).filter(|_| target.is_same_server(at));
            let question = Question {
                method: Method::from_bytes(method.as_bytes()).map_err(|_| LookFault::Server)?,
                headers: vec![
                    (HeaderName::from_static("depth"), depth.to_owned()),
                    (header::CONTENT_TYPE, "application/xml; charset=utf-8".to_owned()),
                ],
                body: question.as_bytes().to_vec(),
            };
            let response = self.client.ask(&target, login, &question).await?;
            match response.status() {
                StatusCode::MULTI_STATUS => return Ok((target, read(&body(response).await?)?)),
                status if status.is_redirection() => {
                    let location = text(response.headers(), &header::LOCATION).ok_or(LookFault::Redirects)?;
                    target = target.follow(&location)?;
                }
                // A page, or nobody who speaks this.
                status if status.is_success() => return Err(LookFault::NotACalendar),
                status => return Err(fault(status)),
            }
        }
        Err(LookFault::Redirects)
    }

    fn login(&self, target: &Target) -> Option<&'a (String, String)> {
        let is_encrypted = Target::parse(&self.access.url).is_ok_and(|given| given.tls);
        self.access.login.as_ref().filter(|_| target.tls || !is_encrypted)
    }
}

/// The namespaces of questions.
const SPACES: &str =
    "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:CS=\"http://calendarserver.org/ns/\"";

fn fault(status: StatusCode) -> LookFault {
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => LookFault::Refused,
        StatusCode::NOT_FOUND
        | StatusCode::GONE
        | StatusCode::METHOD_NOT_ALLOWED
        | StatusCode::NOT_IMPLEMENTED
        | StatusCode::BAD_REQUEST => LookFault::NotFound,
        _ => LookFault::Server,
    }
}

/// A calendar for events, of what is at `home`.
fn offered(home: &Target, one: &Status) -> Option<Offered> {
    one.property(DAV, "resourcetype")?.child(CALDAV, "calendar")?;
    if let Some(kinds) = one.property(CALDAV, "supported-calendar-component-set") {
        let mut kinds = kinds.all(CALDAV, "comp").filter_map(|kind| kind.attribute("name")).peekable();
        if kinds.peek().is_some() && !kinds.any(|kind| kind.eq_ignore_ascii_case("VEVENT")) {
            return None;
        }
    }
    let mut target = home.follow(&one.href).ok()?;
    if !target.path.ends_with('/') {
        target.path.push('/');
    }
    let last = target.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let shown: String =
        one.text(DAV, "displayname").unwrap_or(&last).chars().filter(|sign| !sign.is_control()).collect();
    let name = shown.chars().take(NAME_MAX).collect();
    Some(Offered { url: CalendarUrl::from_stored(target.address()), name })
}

/// The elements of a multi-status answer.
fn read(answer: &[u8]) -> Result<Vec<Status>, LookFault> {
    let root = parse_up_to(answer, ELEMENTS_MAX).map_err(|_| LookFault::Incomplete)?.ok_or(LookFault::Incomplete)?;
    if !root.is(DAV, "multistatus") {
        return Err(LookFault::NotACalendar);
    }
    let is_there = |part: &Element| {
        let status = part.child(DAV, "status").map_or("", |status| status.text.trim());
        status.split_ascii_whitespace().nth(1).is_none_or(|code| code.starts_with('2'))
    };
    let mut found = Vec::new();
    for one in root.children.into_iter().filter(|one| one.is(DAV, "response")) {
        let Some(href) = one.child(DAV, "href").map(|href| href.text.trim().to_owned()) else { continue };
        let parts = one.children.into_iter().filter(|part| part.is(DAV, "propstat") && is_there(part));
        let properties = parts.flat_map(|part| part.children).filter(|part| part.is(DAV, "prop"));
        found.push(Status { href, properties: properties.flat_map(|part| part.children).collect() });
    }
    Ok(found)
}
