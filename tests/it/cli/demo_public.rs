//! `demo --public` as a process: a shop for every visitor, which nobody else sees and which asks nothing outside.

use scraper::{Html, Selector};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The running program; killed when dropped.
struct Trials {
    child: Child,
    url: String,
}

impl Drop for Trials {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(folder: &Path) -> Trials {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terminplaner"));
    command.args(["demo", "--public", "--reset-minutes", "60", "--listen", "127.0.0.1:0"]);
    command.args(["--now", "2026-03-11T08:15:00+01:00"]).env("TMPDIR", folder).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut said = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
    let url = said.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
    Trials { child, url: url.trim_end_matches(['/', ',']).to_owned() }
}

/// An answer: its status, its head, its body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    fn words(&self, selector: &str) -> String {
        let page = Html::parse_document(&self.body);
        let found = page.select(&Selector::parse(selector).unwrap()).next();
        found
            .map(|one| one.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
            .unwrap_or_default()
    }
}

fn send(method: &str, url: &str, cookie: &str, body: &str) -> Answer {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let kind = if body.starts_with('{') { "application/json" } else { "application/x-www-form-urlencoded" };
    write!(
        stream,
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nAccept: text/html,*/*\r\nAccept-Language: de\r\nAccept-Encoding: \
         gzip\r\nCookie: {cookie}\r\nContent-Type: {kind}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    Answer { status: head.split(' ').nth(1).unwrap().parse().unwrap(), head: head.to_owned(), body: body.to_owned() }
}

fn get(url: &str) -> Answer {
    send("GET", url, "", "")
}

/// Begins a shop; its address without a slash at the end.
fn begin(trials: &Trials) -> String {
    let answer = send("POST", &format!("{}/", trials.url), "", "");
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").strip_suffix("/homepage/").unwrap().to_owned()
}

/// A cookie of somebody who is signed in to the planner of that shop, by the link of its homepage.
fn sign_in(shop: &str) -> String {
    let door = get(&format!("{shop}/homepage/planer"));
    let entered = get(door.header("location"));
    assert_eq!(entered.status, 303, "{}", entered.body);
    let cookies = entered.head.lines().filter(|line| line.to_lowercase().starts_with("set-cookie: "));
    cookies.map(|line| line[12..].split(';').next().unwrap()).collect::<Vec<_>>().join("; ")
}

const NOTICE: &str = "Testbetrieb: Alles hier wird um 09:15 Uhr gelöscht. Übersicht";

#[test]
fn every_visitor_has_a_shop_that_nobody_else_sees() {
    let folder = tempfile::tempdir().unwrap();
    let trials = start(folder.path());
    let page = get(&format!("{}/", trials.url));
    assert_eq!((page.status, page.words("form button").as_str()), (200, "Ausprobieren"));
    let (mine, other) = (begin(&trials), begin(&trials));
    assert_ne!(mine, other);

    for path in ["/", "/homepage/", "/mailbox/", "/mailbox/telefon", "/planner/sign-in", "/t/unknown"] {
        let page = get(&format!("{mine}{path}"));
        assert_eq!(page.words("body > aside.trial"), NOTICE, "{path}: {}", page.body);
        assert_eq!(page.header("x-robots-tag"), "noindex", "{path}");
    }
    let homepage = get(&format!("{mine}/homepage/"));
    assert!(homepage.body.contains(&format!("<script async src=\"{mine}/widget.js\">")), "{}", homepage.body);
    assert!(homepage.header("content-security-policy").contains(&format!("script-src {mine}/; connect-src {mine}/;")));
    assert_eq!(get(&format!("{mine}/widget.js")).status, 200);

    let week = get(&format!("{mine}/api/v1/availability?service=hoertest"));
    let start = week.body.split("\"next_free\":\"").nth(1).unwrap().split('"').next().unwrap();
    let booking = format!(
        "{{\"service\":\"hoertest\",\"start\":\"{start}\",\"customer\":{{\"first_name\":\"Erika\",\"last_name\":\"Geheim\",\"email\":\"erika@example.org\"}},\
         \"privacy_accepted\":true}}"
    );
    assert_eq!(send("POST", &format!("{mine}/api/v1/bookings"), "", &booking).status, 201);
    let cookie = sign_in(&mine);
    let inbox = send("GET", &format!("{mine}/planner"), &cookie, "");
    assert!(inbox.body.contains("Geheim"), "{}", inbox.body);
    assert_eq!(inbox.words("body > aside.trial"), NOTICE);
    let theirs = send("GET", &format!("{other}/planner"), &sign_in(&other), "");
    assert!(theirs.status == 200 && !theirs.body.contains("Geheim"));
    assert_eq!(send("GET", &format!("{other}/planner"), &cookie, "").status, 303, "a session is that of one shop");
    assert!(!get(&format!("{other}/mailbox/")).body.contains("Geheim"));
}

#[test]
fn a_trial_shop_asks_nothing_outside_and_has_no_passkeys() {
    let folder = tempfile::tempdir().unwrap();
    let trials = start(folder.path());
    let shop = begin(&trials);
    let cookie = sign_in(&shop);
    let page = send("GET", &format!("{shop}/planner/account/second-factor"), &cookie, "");
    assert!(page.body.contains("In diesem Testbetrieb gibt es keine Passkeys."), "{}", page.body);
    let address =
        "url=https%3A%2F%2Fcalendar.example.org%2Fa.ics&name=Privat&resource=anna-beispiel&tentative=busy&act=look";
    let page = send("POST", &format!("{shop}/planner/resources/calendars/form"), &cookie, address);
    assert!(page.body.contains("In diesem Testbetrieb werden keine Kalender abgerufen."), "{}", page.words("main"));
}

#[test]
fn unknown_shops_and_large_bodies_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let trials = start(folder.path());
    let page = get(&format!("{}/AAAAAAAAAAAAAAAAAAAAAA/planner", trials.url));
    assert_eq!((page.status, page.words(".why").as_str()), (404, "Diesen Testbetrieb gibt es nicht mehr."));
    assert!(get(&format!("{}/robots.txt", trials.url)).body.starts_with("User-agent: *\nDisallow: /\n"));
    let large = "a".repeat(1024 * 1024 + 1);
    let shop = begin(&trials);
    let cookie = sign_in(&shop);
    let answer = send("POST", &format!("{shop}/planner/customers/import"), &cookie, &large);
    assert_eq!(answer.status, 413, "{}", answer.body);
}
