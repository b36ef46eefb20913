//! The shop's own words in a message: they replace subject and sentences; greeting, facts, link and footer stay the
//! program's, so that no text can lose what the reader needs.

use super::RenderError;
use crate::delivery::sanitize::one_line;
use crate::delivery::texts::{Content, content};
use crate::domain::mail_template::{MailTemplate, Placeholder};
use crate::domain::notice::{Notice, NoticeCustomer, NoticeFacts, NoticeKind, SeriesDate};
use crate::domain::shop::{Language, Shop, Venue};
use crate::domain::time::{DAY_MINUTES, Minute};
use crate::domain::values::{MailBody, MailSubject, shown};
use crate::i18n::dates;
use crate::i18n::placeholders::fill;
use chrono::{DateTime, Utc};

/// Puts the words into a message's content.
pub(super) fn put_into(content: &mut Content, own: &MailTemplate, notice: &Notice, shop: &Shop) {
    let value = |placeholder| one_line(&value_of(placeholder, notice, shop));
    if let Some(subject) = &own.subject {
        content.subject = fill(&one_line(subject), value);
    }
    if let Some(body) = &own.body {
        content.paragraphs = paragraphs(body).map(|paragraph| fill(&paragraph, value)).collect();
    }
}

/// An empty line begins a paragraph; within one, lines flow.
fn paragraphs(body: &str) -> impl Iterator<Item = String> {
    let unix = body.replace("\r\n", "\n");
    let paragraphs: Vec<String> = unix.split("\n\n").map(one_line).collect();
    paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty())
}

fn value_of(placeholder: Placeholder, notice: &Notice, shop: &Shop) -> String {
    let (facts, zone) = (&notice.facts, shop.time_zone);
    match placeholder {
        Placeholder::Name => facts.customer.full_name(),
        Placeholder::FirstName => facts.customer.first_name.clone(),
        Placeholder::LastName => facts.customer.last_name.clone(),
        Placeholder::Service => facts.service_name.clone(),
        Placeholder::Date => dates::long_day(facts.start.local_date(zone), notice.language),
        Placeholder::Time => facts.start.local_time(zone),
        Placeholder::Shop => shop.name.to_string(),
        Placeholder::Location => shop.location.to_string(),
        Placeholder::Phone => shown(&shop.phone),
    }
}

/// A message as an invented customer would get it.
pub struct Preview {
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

/// What a message is about.
#[derive(Clone, Copy)]
pub struct About<'a> {
    /// Who writes it.
    pub shop: &'a Shop,
    /// What was booked.
    pub service: &'a str,
    /// When it begins.
    pub start: Minute,
    /// How long it takes.
    pub minutes: u32,
    /// Where the shop's pages are.
    pub public_url: &'a str,
}

/// Writes a message with these words to an invented customer.
///
/// # Errors
/// Where the template fails.
pub fn preview(
    kind: NoticeKind,
    language: Language,
    own: &MailTemplate,
    about: About<'_>,
    now: DateTime<Utc>,
) -> Result<Preview, RenderError> {
    let notice = sample(kind, language, &about, now);
    let (subject, text) = super::text_of(&notice, own, about.shop, about.public_url)?;
    Ok(Preview { subject, text })
}

/// The program's words of a message, with placeholders where one message differs from the next: what own words can begin
/// with. The placeholders are written in `written_in`.
pub fn standard(kind: NoticeKind, language: Language, shop: &Shop, written_in: Language) -> MailTemplate {
    let start = Minute::from_epoch(0);
    // No word of a message is one of these.
    let about = About { shop, service: "§", start, minutes: 60, public_url: "" };
    let said = content(&sample(kind, language, &about, start.to_utc()), shop, "");
    let zone = shop.time_zone;
    let braced = |placeholder: Placeholder| format!("{{{}}}", placeholder.word(written_in));
    let own = |text: String| {
        text.replace(about.service, &braced(Placeholder::Service))
            .replace(&customer().full_name(), &braced(Placeholder::Name))
            .replace(&dates::long_day(start.local_date(zone), said.language), &braced(Placeholder::Date))
            .replace(&start.local_time(zone), &braced(Placeholder::Time))
    };
    MailTemplate {
        subject: Some(MailSubject::from_stored(own(said.subject))),
        body: Some(MailBody::from_stored(own(said.paragraphs.join("\n\n")))),
    }
}

/// For Erika Muster.
fn sample(kind: NoticeKind, language: Language, about: &About<'_>, now: DateTime<Utc>) -> Notice {
    let start = about.start;
    Notice {
        kind,
        address: "erika@example.org".into(),
        language,
        due_at: now,
        facts: NoticeFacts {
            appointment_id: "0".into(),
            service_name: about.service.into(),
            start,
            end: start.plus(i64::from(about.minutes)),
            previous_start: kind.is_of_move().then(|| start.plus(-24 * 60)),
            status: kind.usual_status(),
            customer: customer(),
            comment: None,
            token: Some("…".into()),
            mail_secret: Some("…".to_owned().into()),
            online: true,
            confirm_by: kind.asks_to_confirm().then(|| Minute::floor(now).plus(60)),
            calendar_uid: None,
            sequence: 0,
            shop_words: None,
            resources: Vec::new(),
            venue: Venue::default(),
            series: sample_series(kind, start, about.minutes),
        },
    }
}

/// Three weeks, where the message is about several appointments.
fn sample_series(kind: NoticeKind, start: Minute, minutes: u32) -> Vec<SeriesDate> {
    let weeks = if kind.is_of_series() { 0..3 } else { 0..0 };
    let date = |week: i64| {
        let start = start.plus(week * 7 * DAY_MINUTES);
        SeriesDate {
            appointment_id: week.to_string(),
            start,
            end: start.plus(i64::from(minutes)),
            previous_start: kind.is_of_move().then(|| start.plus(-DAY_MINUTES)),
            status: kind.usual_status(),
            token: Some("…".into()),
            mail_secret: Some("…".to_owned().into()),
            calendar_uid: None,
            sequence: 0,
            venue: Venue::default(),
        }
    };
    weeks.map(date).collect()
}

fn customer() -> NoticeCustomer {
    NoticeCustomer {
        first_name: "Erika".into(),
        last_name: "Muster".into(),
        email: "erika@example.org".into(),
        phone: None,
        address: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::values::{Email, ShortName};

    fn shop() -> Shop {
        Shop {
            name: ShortName::from_stored("Hörakustik Muster"),
            email: Some(Email::from_stored("praxis@example.org")),
            ..Shop::default()
        }
    }

    fn now() -> DateTime<Utc> {
        "2022-01-14T08:20:00Z".parse().unwrap()
    }

    fn preview_of(own: &MailTemplate) -> Preview {
        let shop = shop();
        let start = Minute::floor("2022-01-21T08:00:00Z".parse().unwrap());
        let public_url = "https://termine.example.de";
        let about = About { shop: &shop, service: "Anpassung", start, minutes: 45, public_url };
        preview(NoticeKind::Confirmation, Language::GERMAN, own, about, now()).unwrap()
    }

    #[test]
    fn own_words_replace_the_programs_and_the_facts_stay() {
        let own = MailTemplate {
            subject: Some(MailSubject::from_stored("Bis {Datum}, {Vorname}!")),
            body: Some(MailBody::from_stored("wir freuen uns\nauf Sie.\r\n\r\nIhr Team von {Betrieb}")),
        };
        let Preview { subject, text } = preview_of(&own);
        assert_eq!(subject, "Bis Freitag, 21. Januar 2022, Erika!");
        assert!(
            text.starts_with(
                "Guten Tag Erika Muster,\n\nwir freuen uns auf Sie.\n\nIhr Team von Hörakustik Muster\n\nWas:"
            ),
            "{text}"
        );
        assert!(text.contains("Anpassung (45 Minuten)") && text.contains("09:00 bis 09:45 Uhr"), "{text}");
        assert!(text.contains("https://termine.example.de/t/"), "{text}");
        assert!(!text.contains("fest gebucht"), "{text}");
    }

    #[test]
    fn without_own_words_the_programs_are_said() {
        assert!(preview_of(&MailTemplate::default()).text.contains("fest gebucht"));
    }

    #[test]
    fn the_programs_words_are_own_words_to_begin_with() {
        let standard = |kind, language| standard(kind, language, &shop(), language);
        let words = standard(NoticeKind::Confirmation, Language::GERMAN);
        assert_eq!(words.subject.as_deref(), Some("Ihr Termin am {Datum}, {Uhrzeit} Uhr"));
        assert_eq!(words.body.as_deref(), Some("Ihr Termin ist fest gebucht. Wir freuen uns auf Sie."));
        let (own, program) = (preview_of(&words), preview_of(&MailTemplate::default()));
        assert_eq!((own.subject, own.text), (program.subject, program.text));
        let words = standard(NoticeKind::ShopBooked, Language::ENGLISH);
        assert_eq!(words.subject.as_deref(), Some("New appointment: {name}, {service}, {date}, {time}"));
    }

    #[test]
    fn a_subject_stays_on_one_line() {
        let own = MailTemplate { subject: Some(MailSubject::from_stored("Hallo\r\nBcc: max@example.org")), body: None };
        assert_eq!(preview_of(&own).subject, "Hallo Bcc: max@example.org");
    }
}
