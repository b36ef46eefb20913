//! The shop's own words in a message: they replace subject and sentences; greeting, facts, link and footer stay the
//! program's, so that no text can lose what the reader needs.

use super::clean::one_line;
use super::message::{self, RenderError};
use super::texts::Content;
use crate::domain::appointment::Status;
use crate::domain::dates;
use crate::domain::notice::{Notice, NoticeCustomer, NoticeFacts, NoticeKind};
use crate::domain::shop::{Language, Shop};
use crate::domain::time::Minute;
use crate::domain::wording::{OwnWords, Placeholder, fill};
use chrono::{DateTime, Utc};

/// Puts the words into a message's content.
pub(super) fn put_into(content: &mut Content, own: &OwnWords, notice: &Notice, shop: &Shop) {
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
        Placeholder::Shop => shop.name.clone(),
        Placeholder::Location => shop.location.clone(),
        Placeholder::Phone => shop.phone.clone().unwrap_or_default(),
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
    own: &OwnWords,
    about: About<'_>,
    now: DateTime<Utc>,
) -> Result<Preview, RenderError> {
    let notice = sample(kind, language, about.service, now);
    let (subject, text) = message::text_of(&notice, own, about.shop, about.public_url)?;
    Ok(Preview { subject, text })
}

/// In a week, for an hour, for Erika Muster.
fn sample(kind: NoticeKind, language: Language, service: &str, now: DateTime<Utc>) -> Notice {
    let start = Minute::floor(now).plus(7 * 24 * 60);
    let start = start.plus(-start.since_epoch().rem_euclid(60));
    let status = match kind {
        NoticeKind::RequestReceived => Status::Requested,
        NoticeKind::Declined => Status::Declined,
        kind if kind.calls_off() => Status::Cancelled,
        _ => Status::Confirmed,
    };
    let moved = matches!(kind, NoticeKind::Rescheduled | NoticeKind::ShopRescheduled);
    Notice {
        kind,
        address: "erika@example.org".into(),
        language,
        due_at: now,
        facts: NoticeFacts {
            appointment_id: "0".into(),
            service_name: service.into(),
            start,
            end: start.plus(60),
            previous_start: moved.then(|| start.plus(-24 * 60)),
            status,
            customer: NoticeCustomer {
                first_name: "Erika".into(),
                last_name: "Muster".into(),
                email: "erika@example.org".into(),
                phone: None,
            },
            comment: None,
            token: Some("…".into()),
            sequence: 0,
            resources: Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop() -> Shop {
        Shop { name: "Hörakustik Muster".into(), email: Some("praxis@example.org".into()), ..Shop::default() }
    }

    fn now() -> DateTime<Utc> {
        "2022-01-14T08:20:00Z".parse().unwrap()
    }

    fn preview_of(own: &OwnWords) -> Preview {
        let about = About { shop: &shop(), service: "Anpassung", public_url: "https://termine.example.de" };
        preview(NoticeKind::Confirmation, Language::De, own, about, now()).unwrap()
    }

    #[test]
    fn own_words_replace_the_programs_and_the_facts_stay() {
        let own = OwnWords {
            subject: Some("Bis {Datum}, {Vorname}!".into()),
            body: Some("wir freuen uns\nauf Sie.\r\n\r\nIhr Team von {Betrieb}".into()),
        };
        let Preview { subject, text } = preview_of(&own);
        assert_eq!(subject, "Bis Freitag, 21. Januar 2022, Erika!");
        assert!(
            text.starts_with(
                "Guten Tag Erika Muster,\n\nwir freuen uns auf Sie.\n\nIhr Team von Hörakustik Muster\n\nWas:"
            ),
            "{text}"
        );
        assert!(text.contains("09:00 Uhr") && text.contains("https://termine.example.de/t/"), "{text}");
        assert!(!text.contains("fest gebucht"), "{text}");
    }

    #[test]
    fn without_own_words_the_programs_are_said() {
        assert!(preview_of(&OwnWords::default()).text.contains("fest gebucht"));
    }

    #[test]
    fn a_subject_stays_on_one_line() {
        let own = OwnWords { subject: Some("Hallo\r\nBcc: max@example.org".into()), body: None };
        assert_eq!(preview_of(&own).subject, "Hallo Bcc: max@example.org");
    }
}
