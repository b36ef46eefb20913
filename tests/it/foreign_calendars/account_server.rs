//! A server of calendars (`CalDAV`) in memory, with the faults that a test wants.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use terminplaner::domain::busy_calendar::CalendarAccess;
use terminplaner::domain::values::CalendarUrl;

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is done, and this is answered.
    Status(u16),
    /// Nothing is done, and so many seconds of patience are asked for.
    Busy(u32),
    /// It is done, and then the answer is lost.
    LostAnswer,
}

/// The server. It ends with the test's runtime.
pub struct AccountServer {
    port: u16,
    shared: Shared,
}

type Shared = Arc<Mutex<Account>>;

#[derive(Default)]
struct Account {
    /// Texts and versions of the objects, by the calendar's name and theirs.
    calendars: BTreeMap<String, BTreeMap<String, (String, u64)>>,
    latest: u64,
    /// What is wrong with the next changes.
    faults: VecDeque<Fault>,
    /// Whether the version of what was written is not told.
    is_silent: bool,
    /// Methods and paths of all requests.
    requests: Vec<String>,
}

impl AccountServer {
    /// A server with the calendars "privat" and "praxis".
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mut account = Account::default();
        account.calendars.insert("privat".to_owned(), BTreeMap::new());
        account.calendars.insert("praxis".to_owned(), BTreeMap::new());
        let shared: Shared = Arc::new(Mutex::new(account));
        let router = Router::new().fallback(answer).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { port, shared }
    }

    /// An address of this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Host and port.
    pub fn authority(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The address of a calendar.
    pub fn calendar(&self, name: &str) -> CalendarUrl {
        CalendarUrl::parse(&self.url(&format!("/dav/erika/{name}/"))).unwrap()
    }

    /// How its account is opened.
    pub fn access(&self) -> CalendarAccess {
        let login = Some(("erika".to_owned(), "streng geheim".to_owned()));
        CalendarAccess { url: CalendarUrl::parse(&self.url("/")).unwrap(), login }
    }

    /// The objects of a calendar.
    pub fn objects(&self, calendar: &str) -> Vec<(String, String)> {
        let account = self.shared.lock().unwrap();
        account.calendars[calendar].iter().map(|(name, (text, _))| (name.clone(), text.clone())).collect()
    }

    /// The only object of a calendar.
    pub fn object(&self, calendar: &str) -> String {
        let objects = self.objects(calendar);
        assert_eq!(objects.len(), 1, "{objects:?}");
        objects[0].1.clone()
    }

    /// Somebody writes an object.
    pub fn put(&self, calendar: &str, name: &str, text: &str) {
        self.shared.lock().unwrap().put(calendar, name, text.to_owned());
    }

    /// Somebody changes the only object of a calendar.
    pub fn edit(&self, calendar: &str, change: impl Fn(&str) -> String) {
        let (name, text) = self.objects(calendar).remove(0);
        self.put(calendar, &name, &change(&text));
    }

    /// Somebody deletes all objects of a calendar.
    pub fn clear(&self, calendar: &str) {
        let mut account = self.shared.lock().unwrap();
        account.latest += 1;
        account.calendars.get_mut(calendar).unwrap().clear();
    }

    /// What is wrong with the next changes.
    pub fn fails(&self, faults: &[Fault]) {
        self.shared.lock().unwrap().faults.extend(faults);
    }

    /// The version of what was written is not told from now on.
    pub fn is_silent(&self) {
        self.shared.lock().unwrap().is_silent = true;
    }

    /// Methods and paths of the requests since the last call.
    pub fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.lock().unwrap().requests)
    }
}

impl Account {
    fn put(&mut self, calendar: &str, name: &str, text: String) -> u64 {
        self.latest += 1;
        let latest = self.latest;
        self.calendars.get_mut(calendar).unwrap().insert(name.to_owned(), (text, latest));
        latest
    }

    fn change(&mut self, method: &str, calendar: &str, name: &str, condition: &str, text: String) -> Response {
        let known = self.calendars[calendar].get(name).map(|(_, version)| format!("\"{version}\""));
        let holds = match condition {
            "*" => known.is_none(),
            etag => known.as_deref() == Some(etag),
        };
        if !holds {
            return StatusCode::PRECONDITION_FAILED.into_response();
        }
        if method == "DELETE" {
            self.latest += 1;
            self.calendars.get_mut(calendar).unwrap().remove(name);
            return StatusCode::NO_CONTENT.into_response();
        }
        let version = self.put(calendar, name, text);
        if self.is_silent {
            return StatusCode::CREATED.into_response();
        }
        (StatusCode::CREATED, [(header::ETAG, format!("\"{version}\""))]).into_response()
    }

    fn properties(&self, path: &str, depth: &str) -> String {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let mut found = Vec::new();
        match parts[..] {
            [] => found
                .push(told("/", "<D:current-user-principal><D:href>/who/erika/</D:href></D:current-user-principal>")),
            ["who", _] => {
                found.push(told(path, "<C:calendar-home-set><D:href>/dav/erika/</D:href></C:calendar-home-set>"));
            }
            ["dav", "erika"] => {
                found.push(told(path, "<D:resourcetype><D:collection/></D:resourcetype>"));
                for name in self.calendars.keys() {
                    let kind = "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>";
                    let named = format!("{kind}<D:displayname>Kalender {name}</D:displayname>");
                    found.push(told(&format!("/dav/erika/{name}/"), &named));
                }
            }
            ["dav", "erika", calendar] if depth == "0" => {
                assert!(self.calendars.contains_key(calendar));
                found.push(told(path, &format!("<CS:getctag>{}</CS:getctag>", self.latest)));
            }
            ["dav", "erika", calendar] => {
                for (name, (_, version)) in &self.calendars[calendar] {
                    found.push(told(&format!("{path}{name}"), &format!("<D:getetag>\"{version}\"</D:getetag>")));
                }
            }
            _ => {}
        }
        found.concat()
    }

    fn events(&self, calendar: &str) -> String {
        let objects = self.calendars[calendar].iter();
        let event = |(name, (text, version)): (&String, &(String, u64))| {
            told(
                name,
                &format!(
                    "<D:getetag>\"{version}\"</D:getetag><C:calendar-data>{}</C:calendar-data>",
                    text.replace('&', "&amp;").replace('<', "&lt;")
                ),
            )
        };
        objects.map(event).collect()
    }
}

fn told(href: &str, properties: &str) -> String {
    let propstat =
        format!("<D:propstat><D:prop>{properties}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>");
    format!("<D:response><D:href>{href}</D:href>{propstat}</D:response>")
}

fn multi_status(responses: &str) -> Response {
    let spaces =
        "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:CS=\"http://calendarserver.org/ns/\"";
    (StatusCode::MULTI_STATUS, format!("<D:multistatus {spaces}>{responses}</D:multistatus>")).into_response()
}

async fn answer(State(shared): State<Shared>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let text = String::from_utf8(to_bytes(body, 1_000_000).await.unwrap().to_vec()).unwrap();
    let header = |name: &str| parts.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    let (method, path) = (parts.method.as_str(), parts.uri.path());
    let mut account = shared.lock().unwrap();
    account.requests.push(format!("{method} {path}"));
    // "erika:streng geheim"
    if header("authorization") != "Basic ZXJpa2E6c3RyZW5nIGdlaGVpbQ==" {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let place = path.strip_prefix("/dav/erika/").and_then(|rest| rest.split_once('/'));
    match (method, place) {
        ("PROPFIND", _) => multi_status(&account.properties(path, &header("depth"))),
        ("REPORT", Some((calendar, ""))) => multi_status(&account.events(calendar)),
        ("GET", Some((calendar, name))) => match account.calendars[calendar].get(name) {
            Some((text, version)) => ([(header::ETAG, format!("\"{version}\""))], text.clone()).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        },
        ("PUT" | "DELETE", Some((calendar, name))) => {
            let fault = account.faults.pop_front();
            match fault {
                Some(Fault::Status(status)) => return StatusCode::from_u16(status).unwrap().into_response(),
                Some(Fault::Busy(seconds)) => {
                    let told = [(header::RETRY_AFTER, seconds.to_string())];
                    return (StatusCode::TOO_MANY_REQUESTS, told).into_response();
                }
                _ => {}
            }
            let condition = header("if-none-match") + &header("if-match");
            let answer = account.change(method, calendar, name, &condition, text);
            match fault {
                Some(Fault::LostAnswer) => StatusCode::BAD_GATEWAY.into_response(),
                _ => answer,
            }
        }
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}
