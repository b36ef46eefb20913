//! Mails about several appointments: one calendar file with an event for each, and the appointments as they are when it is sent.

use super::calendar::{Line, parse};
use super::fixture::{PUBLIC_URL, notice, read, rendered, shop, subjects};
use crate::harness::TestApp;
use crate::planner::desk::Desk;
use mail_parser::MimeHeaders;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use terminplaner::delivery::transport::{MemoryTransport, Outgoing, Transport};
use terminplaner::delivery::transport_resolver::TransportResolver;
use terminplaner::delivery::worker::MailWorker;
use terminplaner::domain::notice::NoticeKind;
use terminplaner::domain::shop::Language;

/// How long a mail of the shop waits, so that it can be taken back.
const TEN_SECONDS: Duration = Duration::from_secs(10);

/// The lines of the calendar file of a mail.
fn file_of(bytes: &[u8]) -> Vec<Line> {
    let mail = read(bytes);
    let files: Vec<_> = mail.attachments().filter(|part| part.attachment_name() == Some("termine.ics")).collect();
    assert_eq!(files.len(), 1, "one file");
    parse(std::str::from_utf8(files[0].contents()).unwrap())
}

fn values<'a>(lines: &'a [Line], name: &str) -> Vec<&'a str> {
    lines.iter().filter(|line| line.name == name).map(|line| line.value.as_str()).collect()
}

#[test]
fn the_file_has_an_event_with_a_uid_of_its_own_for_each_date() {
    for (kind, status) in [
        (NoticeKind::SeriesConfirmation, "CONFIRMED"),
        (NoticeKind::SeriesRescheduled, "CONFIRMED"),
        (NoticeKind::SeriesCancelled, "CANCELLED"),
    ] {
        let bytes = rendered(notice(kind, Language::default()), &shop());
        let lines = file_of(&bytes);
        assert_eq!(values(&lines, "METHOD"), ["PUBLISH"], "{kind:?}: no invitation is of several appointments");
        assert_eq!(values(&lines, "UID").iter().collect::<BTreeSet<_>>().len(), 3);
        assert_eq!(values(&lines, "STATUS"), [status; 3]);
        assert_eq!(values(&lines, "DTSTART"), ["20220117T080000Z", "20220124T080000Z", "20220131T080000Z"]);
        assert_eq!(values(&lines, "ATTENDEE").len(), 0);
        let text = read(&bytes).body_text(0).unwrap().into_owned();
        let links = if kind == NoticeKind::SeriesCancelled { 0 } else { 3 };
        assert_eq!(text.matches("/t/geheimes-token-").count(), links, "{text}");
    }
}

/// A shop that mails a series of three.
struct Practice {
    shop: TestApp,
    worker: MailWorker,
    memory: MemoryTransport,
    seen: Cell<usize>,
}

impl Practice {
    async fn new() -> Self {
        let shop = TestApp::with("UPDATE shop SET email = 'praxis@example.org', cancel_until_hours = 1", true);
        let memory = MemoryTransport::default();
        let outlet = Arc::new(TransportResolver::new(Some(Arc::new(Transport::Memory(memory.clone())))));
        let worker = MailWorker::new(shop.app.store.clone(), shop.clock.clone(), outlet, PUBLIC_URL.into());
        let desk = Desk::staff(&shop).await;
        let fields = [
            ("service", "anpassung"),
            ("date", "2022-01-25"),
            ("time", "10:00"),
            ("last_name", "Muster"),
            ("email", "erika@example.org"),
            ("count", "3"),
            ("tell", "1"),
            ("do", "preview"),
        ];
        let page = desk.post("/planner/series/new", &fields).await;
        let fields = page.filled("form[action='/planner/series/new']", &[("do", "save")]);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(desk.post("/planner/series/new", &fields).await.status, 303);
        Self { shop, worker, memory, seen: Cell::default() }
    }

    /// Its customer cancels the appointment of that place in the series.
    async fn cancel(&self, place: usize) {
        let sql = format!("SELECT token FROM bookings ORDER BY appointment_key LIMIT 1 OFFSET {place}");
        let token: String = self.shop.file().query_row(&sql, [], |row| row.get(0)).unwrap();
        let path = format!("/api/v1/bookings/{token}");
        let answer = self.shop.send_json(axum::http::Method::DELETE, &path, &serde_json::json!({})).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    /// The mails to the customer that go out once nothing can be taken back any more.
    async fn sent(&self) -> Vec<Outgoing> {
        self.shop.advance(TEN_SECONDS);
        while self.worker.run_due_once().await.unwrap().sent > 0 {}
        let sent = self.memory.sent();
        let new = sent[self.seen.replace(sent.len())..].to_vec();
        new.into_iter().filter(|mail| !subjects(std::slice::from_ref(mail))[0].starts_with("Termin abgesagt")).collect()
    }
}

#[tokio::test]
async fn one_mail_tells_all_dates() {
    let practice = Practice::new().await;
    let sent = practice.sent().await;
    assert_eq!(subjects(&sent), ["Ihre Termine ab Dienstag, 25. Januar 2022, 10:00 Uhr"]);
    let text = read(&sent[0].bytes).body_text(0).unwrap().into_owned();
    for date in ["25. Januar", "1. Februar", "8. Februar"] {
        assert!(text.contains(date), "{text}");
    }
    assert_eq!(values(&file_of(&sent[0].bytes), "UID").len(), 3);
}

#[tokio::test]
async fn who_cancels_one_before_it_is_sent_is_told_of_the_others_only() {
    let practice = Practice::new().await;
    practice.cancel(0).await;
    let sent = practice.sent().await;
    assert_eq!(
        subjects(&sent),
        ["Ihre Termine ab Dienstag, 1. Februar 2022, 10:00 Uhr"],
        "nobody hears of what they never heard of"
    );
    assert_eq!(values(&file_of(&sent[0].bytes), "UID").len(), 2);
}

#[tokio::test]
async fn who_cancels_one_after_it_was_sent_is_told_so() {
    let practice = Practice::new().await;
    practice.sent().await;
    practice.cancel(1).await;
    assert_eq!(subjects(&practice.sent().await), ["Abgesagt: Ihr Termin am Dienstag, 1. Februar 2022, 10:00 Uhr"]);
}

#[tokio::test]
async fn a_mail_of_which_nothing_is_left_is_not_sent() {
    let practice = Practice::new().await;
    for place in 0..3 {
        practice.cancel(place).await;
    }
    assert_eq!(practice.sent().await.len(), 0);
    assert_eq!(
        practice.shop.count("SELECT count(*) FROM outbox WHERE kind = 'series_confirmation' AND state = 'withdrawn'"),
        1
    );
}
