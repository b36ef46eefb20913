//! `demo` as a process: three addresses, plausible appointments on any date, readable mails, and no files left
//! behind.

use super::import_text;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;
use terminplaner::cli::check;

const WEDNESDAY: &str = "2026-03-11T08:15:00+01:00";

/// A running demo; killed when dropped.
struct Demo {
    child: Child,
    stdout: BufReader<ChildStdout>,
    said: String,
    homepage: String,
    shop: String,
    mailbox: String,
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(folder: &Path, now: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terminplaner"));
    command.args(["demo", "--now", now]).env("TMPDIR", folder).stdout(Stdio::piped());
    command
}

/// Starts it and reads its output until it is ready.
fn start(mut command: Command) -> Demo {
    let mut child = command.spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut said = String::new();
    while !said.contains("Ctrl-C") {
        assert_ne!(stdout.read_line(&mut said).unwrap(), 0, "it ended after: {said}");
    }
    let address = |name: &str| {
        let line = said.lines().find(|line| line.trim_start().starts_with(name)).unwrap();
        let url = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
        url.trim_end_matches('/').to_owned()
    };
    let (homepage, shop, mailbox) = (address("Homepage"), address("Booking page"), address("Mailbox"));
    Demo { child, stdout, said, homepage, shop, mailbox }
}

fn start_at(folder: &Path, now: &str) -> Demo {
    let mut command = command(folder, now);
    command.args(["--listen", "127.0.0.1:0"]);
    start(command)
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

fn connect(url: &str, method: &str, body: &str) -> TcpStream {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let length = body.len();
    let head =
        format!("{method} /{path} HTTP/1.1\r\nHost: {host}\r\nAccept-Language: de\r\nContent-Type: application/json");
    write!(stream, "{head}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}").unwrap();
    stream
}

fn request(url: &str, method: &str, body: &str) -> Answer {
    let mut answer = String::new();
    connect(url, method, body).read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

fn get(url: &str) -> Answer {
    let answer = request(url, "GET", "");
    assert_eq!(answer.status, 200, "{url}");
    answer
}

fn get_json(url: &str) -> Value {
    serde_json::from_str(&get(url).body).unwrap()
}

#[test]
fn the_homepage_has_the_tag_its_pages_and_a_strict_policy() {
    let folder = tempfile::tempdir().unwrap();
    let demo = start_at(folder.path(), WEDNESDAY);
    let (homepage, shop) = (&demo.homepage, &demo.shop);
    let home = get(&format!("{homepage}/"));
    assert!(home.body.contains(&format!("<script async src=\"{shop}/widget.js\"></script>")));
    assert!(home.body.contains("Kostenloser Hörtest") && home.body.contains("(Betriebsausflug)"));
    let policy = home.head.lines().find_map(|line| line.strip_prefix("content-security-policy: ")).unwrap();
    assert!(policy.starts_with(&format!("default-src 'none'; script-src {shop}; connect-src {shop}; ")), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    assert!(!home.body.contains(" style=") && !home.body.contains("<style"));
    for path in ["/impressum", "/datenschutz", "/stil.css", "/icon.svg"] {
        get(&format!("{homepage}{path}"));
    }
    assert_eq!(request(&format!("{homepage}/nirgends"), "GET", "").status, 404);
    let described = get_json(&format!("{shop}/api/v1/shop"));
    assert_eq!(described["privacy_url"], json!(format!("{homepage}/datenschutz")));
    assert_eq!(described["services"].as_array().unwrap().len(), 5);
    assert!(get(&format!("{shop}/")).body.contains(&format!("{homepage}/impressum")));
    assert!(homepage != shop && shop != &demo.mailbox && homepage != &demo.mailbox, "each is an origin of its own");
}

#[test]
fn every_press_signs_in_to_the_planner_once() {
    let folder = tempfile::tempdir().unwrap();
    let demo = start_at(folder.path(), WEDNESDAY);
    let door = format!("{}/planer", demo.homepage);
    let location = |answer: &Answer| {
        let line = answer.head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
        line.to_owned()
    };
    let enter = location(&request(&door, "GET", ""));
    assert!(enter.starts_with(&format!("{}/planner/enter/", demo.shop)), "{enter}");
    let entered = request(&enter, "GET", "");
    assert_eq!((entered.status, location(&entered)), (303, "/planner".to_owned()));
    assert!(entered.head.contains("set-cookie: terminplaner_session="));
    assert_eq!(request(&enter, "GET", "").status, 404, "a link opens once");
    assert_ne!(location(&request(&door, "GET", "")), enter, "and every press has its own");
}

/// Free and taken slots of the hearing test from `from` on, over `days` calendar days.
fn marks(demo: &Demo, from: &str, days: i64) -> (usize, usize, Vec<String>) {
    let page = get_json(&format!("{}/api/v1/availability?service=hoertest&from={from}&days=31", demo.shop));
    let first: chrono::NaiveDate = from.parse().unwrap();
    let (mut free, mut taken, mut without_both) = (0, 0, Vec::new());
    for day in page["days"].as_array().unwrap() {
        let date: chrono::NaiveDate = day["date"].as_str().unwrap().parse().unwrap();
        if (date - first).num_days() >= days {
            break;
        }
        let slots = day["slots"].as_array().unwrap();
        let free_here = slots.iter().filter(|slot| slot["free"] == true).count();
        free += free_here;
        taken += slots.len() - free_here;
        if free_here == 0 || free_here == slots.len() {
            without_both.push(date.to_string());
        }
    }
    (free, taken, without_both)
}

#[test]
fn the_week_is_believable_whenever_it_starts_and_later_weeks_are_thinner() {
    let folder = tempfile::tempdir().unwrap();
    for now in [
        "2026-03-09T07:30:00+01:00",
        "2026-03-10T09:40:00+01:00",
        WEDNESDAY,
        "2026-03-12T13:00:00+01:00",
        "2026-03-13T18:30:00+01:00",
        "2026-03-14T12:59:00+01:00",
        "2026-03-15T23:59:59+01:00",
        // Clock changes, Christmas, the end of the year, Easter, a leap day.
        "2026-03-27T08:00:00+01:00",
        "2026-10-23T08:00:00+02:00",
        "2026-12-22T08:00:00+01:00",
        "2026-12-29T08:00:00+01:00",
        "2027-03-24T08:00:00+01:00",
        "2028-02-28T08:00:00+01:00",
    ] {
        let demo = start_at(folder.path(), now);
        let today = &now[..10];
        // From tomorrow on, so that the time of day has no influence.
        let today: chrono::NaiveDate = today.parse().unwrap();
        let tomorrow = today.succ_opt().unwrap().to_string();
        let (free, taken, without_both) = marks(&demo, &tomorrow, 6);
        assert!(free >= 12 && taken >= 8, "{now}: {free} free, {taken} taken");
        assert_eq!(without_both, Vec::<String>::new(), "{now}: each day shows both");
        let (free_later, taken_later, _) = marks(&demo, &(today + chrono::Days::new(35)).to_string(), 7);
        assert!(free_later > 0 && taken_later * (free + taken) < taken * (free_later + taken_later), "{now}: thinner");
    }
}

/// Reads an event stream until `count` mails were announced.
fn await_mails(stream: &mut impl BufRead, count: usize) {
    let mut line = String::new();
    let mut told = 0;
    while told < count {
        line.clear();
        assert_ne!(stream.read_line(&mut line).unwrap(), 0, "the stream ended early");
        told = line.trim().strip_prefix("data: ").map_or(told, |number| number.parse().unwrap());
    }
}

fn book(demo: &Demo) -> Value {
    let page = get_json(&format!("{}/api/v1/availability?service=hoertest", demo.shop));
    let body = json!({
        "service": "hoertest", "start": page["next_free"], "resource": null,
        "customer": { "first_name": "Erika", "last_name": "Muster", "email": "erika@example.org", "phone": null },
        "comment": "<b>fett</b>", "language": "de", "privacy_accepted": true,
    });
    let answer = request(&format!("{}/api/v1/bookings", demo.shop), "POST", &body.to_string());
    assert_eq!(answer.status, 201, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// The ids of the mails in the list, newest first.
fn listed(list: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(list);
    let links = scraper::Selector::parse(".list a").unwrap();
    page.select(&links).map(|link| link.attr("href").unwrap().trim_start_matches("/mails/").to_owned()).collect()
}

#[test]
fn a_booking_shows_up_in_the_mailbox_and_its_mails_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let demo = start_at(folder.path(), WEDNESDAY);
    let mailbox = &demo.mailbox;
    assert!(get(&format!("{mailbox}/")).body.contains("Noch keine E-Mails"));
    let mut arrivals = BufReader::new(connect(&format!("{mailbox}/arrivals"), "GET", ""));
    let mut head = String::new();
    arrivals.read_line(&mut head).unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let booking = book(&demo);
    await_mails(&mut arrivals, 2);

    let list = get(&format!("{mailbox}/")).body;
    let ids = listed(&list);
    assert_eq!(ids.len(), 2);
    assert!(list.contains("Betrieb</span>") && list.contains("Kunde</span>"));
    let customers = ids.iter().find(|id| id.ends_with("confirmation")).unwrap();
    let shops = ids.iter().find(|id| *id != customers).unwrap();

    let manage = booking["manage_url"].as_str().unwrap();
    let page = get(&format!("{mailbox}/mails/{customers}/page"));
    assert!(page.body.contains(manage) && page.body.contains("<base target=\"_blank\">"));
    assert!(page.head.contains("content-security-policy: default-src 'none'; style-src 'unsafe-inline';"));
    assert!(get(manage).body.contains("Kostenloser Hörtest"));
    assert!(get(&format!("{mailbox}/mails/{customers}?text")).body.contains(manage));
    let file = get(&format!("{mailbox}/mails/{customers}/files/0"));
    assert!(file.head.contains("attachment; filename=\"termin.ics\""), "{}", file.head);
    assert!(file.body.starts_with("BEGIN:VCALENDAR"));
    let source = get(&format!("{mailbox}/mails/{shops}/source")).body;
    assert!(source.contains("Reply-To:") && source.contains("erika@example.org"), "{source}");
    let text = get(&format!("{mailbox}/mails/{shops}?text")).body;
    assert!(text.contains("&#60;b&#62;fett") && !text.contains("<b>fett"), "what a customer typed stays text");
    for gone in ["/mails/none", "/mails/none/page", "/mails/none/source", "/mails/none/files/0", "/elsewhere"] {
        let answer = request(&format!("{mailbox}{gone}"), "GET", "");
        assert_eq!(answer.status, 404, "{gone}");
        assert!(answer.body.contains("Alle E-Mails"));
    }
    assert_eq!(request(&format!("{mailbox}/mails/{customers}/files/9"), "GET", "").status, 404);
}

#[test]
fn every_way_to_stop_it_leaves_nothing_behind() {
    for signal in ["-TERM", "-INT", "-HUP"] {
        let folder = tempfile::tempdir().unwrap();
        let mut demo = start_at(folder.path(), WEDNESDAY);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        // Open streams must not delay the stop.
        let mut streams: Vec<_> = [&format!("{}/arrivals", demo.mailbox), &format!("{}/api/v1/changes", demo.shop)]
            .map(|url| BufReader::new(connect(url, "GET", "")))
            .into();
        for stream in &mut streams {
            stream.read_line(&mut String::new()).unwrap();
        }
        let sent = Command::new("kill").args([signal, &demo.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        for stream in &mut streams {
            stream.read_to_string(&mut String::new()).unwrap();
        }
        assert!(demo.child.wait().unwrap().success(), "{signal}");
        let mut last = String::new();
        demo.stdout.read_to_string(&mut last).unwrap();
        assert_eq!(last, "Stopped; the throw-away file is gone.\n");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{signal}");
    }
}

#[test]
fn a_named_address_that_is_taken_is_refused_and_the_usual_one_is_only_tried() {
    let folder = tempfile::tempdir().unwrap();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = other.local_addr().unwrap().to_string();
    let refused = command(folder.path(), WEDNESDAY).args(["--listen", &taken]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains(&format!("cannot listen on {taken}; name another address with --listen")), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    // If this fails another program has the port, which has the same effect.
    let _usual = TcpListener::bind("127.0.0.1:8080");
    let demo = start(command(folder.path(), WEDNESDAY));
    assert!(demo.said.contains("Another program has port 8080") && demo.said.contains("--listen"), "{}", demo.said);
    assert!(demo.said.contains("Its clock began at 2026-03-11 07:15 UTC (--now)."));
    get(&format!("{}/", demo.homepage));
}

#[test]
fn an_instant_outside_the_supported_years_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for now in ["1970-12-31T23:00:00Z", "3000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "tomorrow"] {
        let refused = command(folder.path(), now).output().unwrap();
        assert_eq!(refused.status.code(), Some(2), "{now}");
    }
    for now in ["1971-01-01T00:00:00Z", "2999-12-31T23:00:00Z"] {
        let demo = start_at(folder.path(), now);
        get(&format!("{}/", demo.homepage));
    }
}

#[test]
fn the_example_shop_is_one_that_anybody_can_import() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("shop.db");
    let text = include_str!("../../../examples/demo-shop.toml");
    import_text(&db, "demo-shop.toml", text).unwrap();
    for table in ["[shop]", "[[resources]]", "[[services]]", "[[availabilities]]", "[[exceptions]]", "[[appointments]]"]
    {
        assert!(text.contains(table), "{table}");
    }
    let mut said = Vec::new();
    check::run(&check::Args { db: db.into(), key: Default::default() }, crate::shopfile::now(), &mut said).unwrap();
    assert!(String::from_utf8(said).unwrap().ends_with("is sound\n"));
}
