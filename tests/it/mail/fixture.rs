//! A shop with a mail queue: its database, its clock, and notices to queue.

use super::smtp_server::SmtpServer;
use chrono::{DateTime, Utc};
use mail_parser::{Message, MessageParser, MimeHeaders};
use std::sync::Arc;
use std::time::Duration;
use terminplaner::clock::Clock;
use terminplaner::delivery::message;
use terminplaner::delivery::transport::{MemoryTransport, Outgoing, SmtpTransport, Transport};
use terminplaner::delivery::transport_resolver::TransportResolver;
use terminplaner::delivery::worker::{DeliveryRun, MailWorker};
use terminplaner::domain::appointment::Status;
use terminplaner::domain::message::QueuedMessage;
use terminplaner::domain::notice::{Notice, NoticeCustomer, NoticeFacts, NoticeKind, SeriesDate};
use terminplaner::domain::person::Person;
use terminplaner::domain::shop::{Language, ReminderConsent, Shop, Venue};
use terminplaner::domain::time::Minute;
use terminplaner::domain::values::Checked;
use terminplaner::store::appointments::{self, Appointment};
use terminplaner::store::outbox::OutboxMail;
use terminplaner::store::{Store, StoreError, calendar, outbox};

pub const PUBLIC_URL: &str = "https://termine.example.de";

/// Friday, 14 January 2022, nine o'clock in Stuttgart.
pub fn now() -> DateTime<Utc> {
    "2022-01-14T08:00:00Z".parse().unwrap()
}

pub fn minute(text: &str) -> Minute {
    Minute::floor(text.parse().unwrap())
}

pub fn shop() -> Shop {
    Shop {
        name: Checked::from_stored("Hörakustik Muster"),
        location: Checked::from_stored("Stuttgart"),
        email: Some(Checked::from_stored("post@hoerakustik-muster.de")),
        phone: Some(Checked::from_stored("+49 711 123456")),
        address: Some(Checked::from_stored("Königstraße 1\n70173 Stuttgart")),
        website: Some(Checked::from_stored("https://www.hoerakustik-muster.de/")),
        imprint_url: Some(Checked::from_stored("https://www.hoerakustik-muster.de/impressum")),
        privacy_url: Some(Checked::from_stored("https://www.hoerakustik-muster.de/datenschutz")),
        reminder_consent: ReminderConsent::NotNeeded,
        ..Shop::default()
    }
}

/// Three Mondays, where the message is about several appointments.
fn series(kind: NoticeKind, status: Status) -> Vec<SeriesDate> {
    let weeks = if kind.is_of_series() { 0..3 } else { 0..0 };
    let date = |week: i64| {
        let start = minute("2022-01-17T08:00:00Z").plus(week * 7 * 24 * 60);
        SeriesDate {
            appointment_id: format!("a1b2c{week}"),
            start,
            end: start.plus(60),
            previous_start: kind.is_of_move().then(|| start.plus(-24 * 60)),
            status,
            token: Some(format!("geheimes-token-{week}")),
            mail_secret: Some(format!("geheimnis-{week}").into()),
            calendar_uid: None,
            sequence: u32::from(kind.is_of_move()),
            venue: Venue::default(),
        }
    };
    weeks.map(date).collect()
}

/// A notice about Monday, 17 January 2022, 09:00 to 10:00.
pub fn notice(kind: NoticeKind, language: Language) -> Notice {
    use NoticeKind as K;
    let status = match kind {
        K::RequestReceived | K::PleaseConfirm => Status::Requested,
        K::Declined => Status::Declined,
        K::Cancelled | K::SeriesCancelled | K::ShopCancelled | K::ShopDisowned => Status::Cancelled,
        _ => Status::Confirmed,
    };
    let moved = matches!(kind, K::Rescheduled | K::ShopRescheduled);
    Notice {
        kind,
        address: if kind.is_for_shop() { "post@hoerakustik-muster.de" } else { "erika@example.org" }.into(),
        language,
        due_at: now(),
        facts: NoticeFacts {
            appointment_id: "a1b2c3".into(),
            service_name: "Anpassung".into(),
            start: minute("2022-01-17T08:00:00Z"),
            end: minute("2022-01-17T09:00:00Z"),
            previous_start: moved.then(|| minute("2022-01-16T23:30:00Z")),
            status,
            customer: NoticeCustomer {
                first_name: "Erika".into(),
                last_name: "Muster".into(),
                email: "erika@example.org".into(),
                phone: Some("0711 98765".into()),
                address: None,
            },
            comment: Some("Bitte mit Rampe.\nDanke!".into()),
            token: Some("geheimes-token".into()),
            mail_secret: Some("zweites-geheimnis".to_owned().into()),
            online: !kind.is_of_series(),
            confirm_by: (kind == K::PleaseConfirm).then(|| minute("2022-01-14T09:00:00Z")),
            calendar_uid: None,
            sequence: u32::from(moved),
            shop_words: None,
            resources: vec!["Kabine 1".into(), "Frau Beispiel".into()],
            venue: Venue::default(),
            series: series(kind, status),
        },
    }
}

pub fn outbox_mail(notice: Notice) -> OutboxMail {
    OutboxMail {
        id: 7,
        letter: QueuedMessage::Appointment(Box::new(notice)),
        message_id: "00112233445566778899aabbccddeeff@hoerakustik-muster.de".into(),
        attempts: 0,
        to_be_claimed: false,
        own_words: Default::default(),
    }
}

/// The mail as sent.
pub fn rendered(notice: Notice, shop: &Shop) -> Vec<u8> {
    message::outgoing(&outbox_mail(notice), shop, PUBLIC_URL, now()).unwrap().bytes
}

/// Parses a mail with an independent parser.
pub fn read(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).unwrap()
}

/// The attached calendar file.
pub fn calendar_file(bytes: &[u8]) -> String {
    let mail = read(bytes);
    let attachment =
        mail.attachments().find(|part| part.attachment_name().is_some_and(|name| name.ends_with(".ics"))).unwrap();
    String::from_utf8(attachment.contents().to_vec()).unwrap()
}

/// A shop with a database, a manual clock, and a worker with one transport.
pub struct Office {
    pub store: Store,
    pub clock: Clock,
    pub outlet: Arc<TransportResolver>,
    pub worker: MailWorker,
    _dir: tempfile::TempDir,
}

impl Office {
    pub async fn new(transport: Transport) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock::manual(now());
        let store = Store::open(&dir.path().join("shop.db"), clock.clone()).unwrap();
        let outlet = Arc::new(TransportResolver::new(Some(Arc::new(transport))));
        let worker = MailWorker::new(store.clone(), clock.clone(), outlet.clone(), PUBLIC_URL.into());
        let office = Self { store, clock, outlet, worker, _dir: dir };
        office.save_shop(shop()).await;
        office
    }

    pub async fn in_memory() -> (Self, MemoryTransport) {
        let memory = MemoryTransport::default();
        (Self::new(Transport::Memory(memory.clone())).await, memory)
    }

    pub async fn at_server(server: &SmtpServer) -> Self {
        let smtp = SmtpTransport::of_url(server.url().parse().unwrap()).unwrap();
        Self::new(Transport::Smtp(smtp)).await
    }

    pub async fn save_shop(&self, shop: Shop) {
        let written = self.store.write(move |tx| -> Result<(), StoreError> {
            calendar::save_shop(tx, &shop)?;
            tx.calendar_changed()
        });
        written.await.unwrap();
    }

    /// Inserts an appointment for mails.
    pub async fn appointment(&self, id: &str) -> i64 {
        let new = Appointment {
            key: 0,
            id: id.to_owned(),
            service: None,
            start: minute("2022-01-17T08:00:00Z"),
            end: minute("2022-01-17T09:00:00Z"),
            buffer_before_minutes: 0,
            buffer_after_minutes: 0,
            status: Status::Confirmed,
            customer: Person::default(),
            address: None,
            note: None,
            reminder_accepted_at: None,
            series: None,
            private: false,
            author: None,
        };
        self.store.write(move |tx| appointments::insert(tx, &new, &[])).await.unwrap()
    }

    /// Queues notices, of one appointment if given.
    pub async fn owe(&self, notices: Vec<Notice>, appointment: Option<i64>) -> Vec<i64> {
        let written = self.store.write(move |tx| -> Result<Vec<i64>, StoreError> {
            tx.mail_written();
            notices.iter().map(|notice| outbox::enqueue(tx, notice, appointment, tx.now)).collect()
        });
        written.await.unwrap()
    }

    pub async fn pass(&self) -> DeliveryRun {
        self.worker.run_due_once().await.unwrap()
    }

    pub fn advance_minutes(&self, minutes: u64) {
        self.clock.advance(Duration::from_secs(minutes * 60));
    }

    /// State, number of attempts and last error of a mail.
    pub async fn row(&self, id: i64) -> (String, u32, Option<String>) {
        let found = self.store.read(move |conn| -> Result<_, StoreError> {
            let sql = "SELECT state, attempts, last_error FROM outbox WHERE id = ?1";
            Ok(conn.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?)
        });
        found.await.unwrap()
    }

    pub async fn state(&self, id: i64) -> String {
        self.row(id).await.0
    }
}

/// Subjects of the sent mails.
pub fn subjects(sent: &[Outgoing]) -> Vec<String> {
    sent.iter().map(|mail| read(&mail.bytes).subject().unwrap().to_owned()).collect()
}
