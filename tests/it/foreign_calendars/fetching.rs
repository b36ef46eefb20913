//! How a server is asked: conditionally, compressed, along redirections, never where it must not.

use super::server::CalendarServer;
use super::{WEDNESDAY, attach, file, free, shop_with, state};
use crate::harness::TestApp;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::time::Duration;
use terminplaner::domain::busy_calendar::{CalendarAccess, LookFault, Tentative};
use terminplaner::domain::values::CalendarUrl;
use terminplaner::foreign_calendars::ForeignCalendars;

const FIVE_MINUTES: Duration = Duration::from_secs(300);

async fn look(shop: &TestApp) {
    shop.advance(FIVE_MINUTES);
    assert_eq!(shop.app.calendars.look_at_due().await.unwrap(), 1);
}

#[tokio::test]
async fn the_version_that_is_known_is_not_sent_again_until_it_must_be_unfolded_anew() {
    let server = CalendarServer::start().await;
    let headers = "etag: \"v1\"\r\nlast-modified: Fri, 14 Jan 2022 07:00:00 GMT\r\n";
    server.serves_with(headers, file(&[WEDNESDAY]).as_bytes());
    let (shop, _) = shop_with(&server).await;
    assert!(!server.last().contains("if-none-match"));
    server.answers("HTTP/1.1 304 Not Modified\r\n\r\n");
    look(&shop).await;
    assert!(server.last().contains("if-none-match: \"v1\"\r\n"), "{}", server.last());
    assert!(server.last().contains("if-modified-since: Fri, 14 Jan 2022 07:00:00 GMT\r\n"));
    assert_eq!(state(&shop, "fault"), "");
    assert!(!free(&shop).await.contains(&"10:00".to_owned()));
    shop.advance(Duration::from_secs(21 * 3600));
    server.serves_with(headers, file(&[WEDNESDAY]).as_bytes());
    look(&shop).await;
    assert!(!server.last().contains("if-none-match"), "what repeats is prolonged once a day");
}

#[tokio::test]
async fn a_compressed_file_is_read_and_one_that_grows_beyond_the_limit_is_not() {
    let server = CalendarServer::start().await;
    let zipped = |bytes: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    server.serves_with("content-encoding: gzip\r\n", &zipped(file(&[WEDNESDAY]).as_bytes()));
    let (shop, _) = shop_with(&server).await;
    assert!(!free(&shop).await.contains(&"10:00".to_owned()));
    server.serves_with("content-encoding: gzip\r\n", &zipped(&vec![b' '; 11 * 1024 * 1024]));
    look(&shop).await;
    assert_eq!(state(&shop, "fault"), "too_large");
    server.serves_with("", &vec![b' '; 11 * 1024 * 1024]);
    look(&shop).await;
    assert_eq!(state(&shop, "fault"), "too_large");
    assert!(!free(&shop).await.contains(&"10:00".to_owned()), "the last state holds");
}

#[tokio::test]
async fn redirections_are_followed_and_the_password_stays_with_its_server() {
    let (first, second) = (CalendarServer::start().await, CalendarServer::start().await);
    first.redirects_to(&second.url("/dort.ics"));
    second.serves(&file(&[WEDNESDAY]));
    let shop = TestApp::new();
    let access = CalendarAccess {
        url: CalendarUrl::parse(&first.url("/hier.ics")).unwrap(),
        login: Some(("erika".into(), "geheim".into())),
    };
    let preview = shop.app.calendars.preview(&access, Tentative::Busy).await.ok().unwrap();
    assert_eq!(preview.busy.spans.len(), 1);
    assert!(first.last().contains("authorization: Basic ZXJpa2E6Z2VoZWlt"), "{}", first.last());
    assert!(!second.last().contains("authorization"), "{}", second.last());
    assert!(second.last().starts_with("GET /dort.ics HTTP/1.1\r\n"));
    first.redirects_to(&first.url("/immer-weiter.ics"));
    let fault = shop.app.calendars.preview(&access, Tentative::Busy).await.err();
    assert_eq!(fault, Some(LookFault::Redirects));
    assert_eq!(first.count(), 1 + 6, "not without end");
}

#[tokio::test]
async fn private_addresses_are_never_asked_unless_they_are_allowed() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[WEDNESDAY]));
    let shop = TestApp::new();
    let strict = ForeignCalendars::new(shop.app.store.clone(), shop.clock.clone(), String::new(), 5, false);
    let port = server.url("").rsplit(':').next().unwrap().to_owned();
    for (url, fault) in [
        (server.url("/privat.ics"), LookFault::Insecure),
        (format!("https://127.0.0.1:{port}/privat.ics"), LookFault::Private),
        (format!("https://localhost:{port}/privat.ics"), LookFault::Private),
        (format!("https://[::1]:{port}/privat.ics"), LookFault::Private),
        (format!("https://[::ffff:127.0.0.1]:{port}/privat.ics"), LookFault::Private),
        (format!("https://2130706433:{port}/privat.ics"), LookFault::Private),
        ("https://169.254.169.254/latest/meta-data".to_owned(), LookFault::Private),
        ("webcal://10.0.0.1/privat.ics".to_owned(), LookFault::Private),
    ] {
        let access = CalendarAccess { url: CalendarUrl::parse(&url).unwrap(), login: None };
        assert_eq!(strict.preview(&access, Tentative::Busy).await.err(), Some(fault), "{url}");
    }
    assert_eq!(server.count(), 0, "nobody was asked");
}

#[tokio::test]
async fn what_is_told_of_a_look_names_neither_address_nor_password() {
    let server = CalendarServer::start().await;
    server.fails_with("500 Internal Server Error");
    let (shop, key) = shop_with(&server).await;
    attach(&shop, "kabine-2", &server.url("/geheimnis.ics")).await;
    let all = terminplaner::operations::busy_calendars::all(&shop.app.store).await.unwrap();
    assert!(!format!("{all:?}").contains("127.0.0.1"));
    let found = terminplaner::operations::busy_calendars::find_with_access(&shop.app.store, key).await.unwrap();
    assert_eq!(format!("{:?}", found.unwrap().1), "Some(CalendarAccess(…))");
    let log: String = shop
        .file()
        .query_row("SELECT group_concat(action || subject || details) FROM audit", [], |row| row.get(0))
        .unwrap();
    assert!(log.contains("calendar.added") && !log.contains("127.0.0.1"), "{log}");
}

#[tokio::test]
async fn a_copy_holds_no_address_of_a_calendar() {
    let server = CalendarServer::start().await;
    server.serves(&file(&[WEDNESDAY]));
    let owner = "INSERT INTO users (id, email, name, role, password_hash, created_at)
                 VALUES (1, 'chefin@example.org', 'Erika Muster', 'owner', 'x', 0)";
    let shop = TestApp::with(owner, true);
    let draft = terminplaner::operations::busy_calendars::Draft {
        resource: "kabine-1".into(),
        name: terminplaner::domain::values::ShortName::from_stored("Findewort"),
        tentative: Tentative::Busy,
        access: Some(CalendarAccess {
            url: CalendarUrl::parse(&server.url("/Zauberadresse.ics")).unwrap(),
            login: Some(("Zauberer".into(), "Zauberpasswort".into())),
        }),
        calendars: None,
    };
    let key = terminplaner::operations::busy_calendars::add(&shop.app.store, draft, 1).await.unwrap();
    shop.app.calendars.look_now(key).await;
    assert!(server.last().starts_with("GET /Zauberadresse.ics "));
    let beside = |ending: &str| std::fs::read(format!("{}{ending}", shop.db.display())).unwrap_or_default();
    let bytes = [beside(""), beside("-wal")].concat();
    let contains = |word: &str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
    assert!(contains("Findewort"), "the search finds what is there");
    assert!(!contains("Zauber") && !contains("Zahnarzt"), "nor what its events are about");
    let text = shop.app.store.read(|conn| {
        terminplaner::operations::shop_file::write(conn, terminplaner::operations::shop_file::Format::Toml)
    });
    assert!(!text.await.unwrap().contains("Zauber"));
}
