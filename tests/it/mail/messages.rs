//! Every kind of message in every language of its readers, with sender, recipient and reply address.

use super::fixture::{PUBLIC_URL, notice, now, outbox_mail, read, rendered, shop};
use mail_parser::{HeaderValue, MimeHeaders};
use terminplaner::delivery::message;
use terminplaner::domain::appointment::Status;
use terminplaner::domain::erasure::{ErasureFacts, ErasureNotice, ErasureNoticeKind};
use terminplaner::domain::message::QueuedMessage;
use terminplaner::domain::notice::{Notice, NoticeKind};
use terminplaner::domain::shop::{Language, Shop};
use terminplaner::domain::values::{Color, Email, ShortName};
use terminplaner::store::outbox::OutboxMail;

fn shown(notice: Notice, shop: &Shop) -> String {
    let bytes = rendered(notice, shop);
    let mail = read(&bytes);
    format!("Subject: {}\n\n{}", mail.subject().unwrap(), mail.body_text(0).unwrap().replace('\r', ""))
}

#[test]
fn every_kind_of_message_reads_well_in_every_language() {
    for kind in NoticeKind::ALL {
        for language in Language::offered().filter(|language| language.is_for_staff() || !kind.is_for_shop()) {
            let name = format!("{}.{}", kind.word(), language.tag());
            insta::assert_snapshot!(name, shown(notice(kind, language), &shop()));
        }
    }
}

#[test]
fn every_mail_about_a_request_of_erasure_reads_well_in_every_language() {
    for kind in ErasureNoticeKind::ALL {
        for language in Language::offered().filter(|language| language.is_for_staff() || !kind.is_for_shop()) {
            let reason = Some("Die Rechnung müssen wir\nzehn Jahre aufbewahren.".to_owned());
            let facts = ErasureFacts { answer_by: "2022-02-14".parse().ok(), reason };
            let address = "erika@example.org".to_owned();
            let notice = ErasureNotice { kind, address, language, due_at: now(), facts };
            let mail = OutboxMail { letter: QueuedMessage::Erasure(notice), ..outbox_mail(appointment()) };
            let bytes = message::outgoing(&mail, &shop(), PUBLIC_URL, now()).unwrap().bytes;
            let mail = read(&bytes);
            let text =
                format!("Subject: {}\n\n{}", mail.subject().unwrap(), mail.body_text(0).unwrap().replace('\r', ""));
            insta::assert_snapshot!(format!("{}.{}", kind.word(), language.tag()), text);
        }
    }
}

fn appointment() -> Notice {
    notice(NoticeKind::Confirmation, Language::default())
}

#[test]
fn a_request_that_waits_for_the_shop_says_so() {
    for kind in [NoticeKind::Reminder, NoticeKind::ShopBooked, NoticeKind::Rescheduled, NoticeKind::ShopRescheduled] {
        for language in Language::offered().filter(|language| language.is_for_staff() || !kind.is_for_shop()) {
            let mut notice = notice(kind, language);
            notice.facts.status = Status::Requested;
            let name = format!("{}.requested.{}", kind.word(), language.tag());
            insta::assert_snapshot!(name, shown(notice, &shop()));
        }
    }
}

#[test]
fn the_html_says_the_same() {
    for kind in [NoticeKind::Confirmation, NoticeKind::Cancelled, NoticeKind::ShopBooked] {
        let bytes = rendered(notice(kind, Language::default()), &shop());
        let html = read(&bytes).body_html(0).unwrap().replace('\r', "");
        insta::assert_snapshot!(format!("{}.html", kind.word()), html);
    }
}

#[test]
fn the_html_uses_the_shops_colour_with_enough_contrast() {
    let of = |accent: &str| {
        let bytes = rendered(
            notice(NoticeKind::Confirmation, Language::default()),
            &Shop { accent: Some(Color::from_stored(accent)), ..shop() },
        );
        read(&bytes).body_html(0).unwrap().into_owned()
    };
    assert!(of("#aa0000").contains("background:#aa0000;color:#ffffff"));
    assert!(of("#ffee00").contains("background:#ffee00;color:#121214"), "no white on yellow");
    assert!(!of("red\">").contains("red"), "a colour or none");
}

#[test]
fn a_whole_mail_is_the_same_to_the_last_byte_every_time() {
    let whole = |()| rendered(notice(NoticeKind::Confirmation, Language::default()), &shop());
    assert_eq!(whole(()), whole(()));
    insta::assert_snapshot!("whole", String::from_utf8(whole(())).unwrap().replace('\r', ""));
}

#[test]
fn a_shop_with_only_a_name_still_sends_complete_mails() {
    let bare = Shop {
        name: ShortName::from_stored("Praxis"),
        email: Some(Email::from_stored("post@praxis.de")),
        ..Shop::default()
    };
    let mut notice = notice(NoticeKind::Confirmation, Language::default());
    notice.facts.token = None;
    insta::assert_snapshot!("bare_shop", shown(notice, &bare));
}

#[test]
fn after_the_limit_a_reminder_offers_the_telephone() {
    let mut notice = notice(NoticeKind::Reminder, Language::default());
    notice.due_at = notice.facts.start.to_utc() - chrono::Duration::hours(24);
    let text = shown(notice, &shop());
    assert!(text.contains("rufen Sie uns bitte an: +49 711 123456"), "{text}");
    assert!(!text.contains("online bis"), "{text}");
}

#[test]
fn the_customer_hears_from_the_shop_and_answers_it() {
    for kind in NoticeKind::ALL.into_iter().filter(|kind| !kind.is_for_shop()) {
        let bytes = rendered(notice(kind, Language::default()), &shop());
        let mail = read(&bytes);
        let from = mail.from().unwrap().first().unwrap();
        assert_eq!((from.name(), from.address()), (Some("Hörakustik Muster"), Some("post@hoerakustik-muster.de")));
        let to = mail.to().unwrap().first().unwrap();
        assert_eq!((to.name(), to.address()), (Some("Erika Muster"), Some("erika@example.org")));
        assert_eq!(mail.reply_to().unwrap().first().unwrap().address(), Some("post@hoerakustik-muster.de"));
    }
}

#[test]
fn the_shop_hears_from_itself_and_answers_the_customer() {
    for kind in NoticeKind::ALL.into_iter().filter(|kind| kind.is_for_shop()) {
        let bytes = rendered(notice(kind, Language::default()), &shop());
        let mail = read(&bytes);
        assert_eq!(mail.from().unwrap().first().unwrap().address(), Some("post@hoerakustik-muster.de"));
        assert_eq!(mail.to().unwrap().first().unwrap().address(), Some("post@hoerakustik-muster.de"));
        let reply_to = mail.reply_to().unwrap().first().unwrap();
        assert_eq!((reply_to.name(), reply_to.address()), (Some("Erika Muster"), Some("erika@example.org")));
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("geheimes-token"), "the customer's secret is none of the shop's business");
    }
}

#[test]
fn every_mail_says_that_a_machine_wrote_it_and_when() {
    let bytes = rendered(notice(NoticeKind::Confirmation, Language::default()), &shop());
    let mail = read(&bytes);
    assert_eq!(mail.header("Auto-Submitted").and_then(HeaderValue::as_text), Some("auto-generated"));
    assert_eq!(mail.message_id(), Some("00112233445566778899aabbccddeeff@hoerakustik-muster.de"));
    assert_eq!(mail.date().unwrap().to_rfc3339(), "2022-01-14T08:00:00Z");
}

#[test]
fn the_parts_are_what_mail_programs_look_for() {
    let kinds = |kind| {
        let bytes = rendered(notice(kind, Language::default()), &shop());
        let mail = read(&bytes);
        let kinds = mail.parts.iter().map(|part| {
            let kind = part.content_type().unwrap();
            let method = kind.attribute("method").map(|method| format!(" {method}")).unwrap_or_default();
            format!("{}/{}{method}", kind.ctype(), kind.subtype().unwrap())
        });
        kinds.collect::<Vec<_>>().join(", ")
    };
    let with = |method| {
        format!(
            "multipart/mixed, multipart/alternative, text/plain, text/html, text/calendar {method}, application/ics"
        )
    };
    assert_eq!(kinds(NoticeKind::Confirmation), with("REQUEST"));
    assert_eq!(kinds(NoticeKind::Cancelled), with("CANCEL"));
    assert_eq!(
        kinds(NoticeKind::ShopBooked),
        "multipart/mixed, multipart/alternative, text/plain, text/html, application/ics"
    );
    assert_eq!(
        kinds(NoticeKind::BookingRefused),
        "multipart/alternative, text/plain, text/html",
        "nothing has changed"
    );
}

#[test]
fn an_address_with_an_umlaut_in_its_domain_reaches_every_mail_server() {
    let mut notice = notice(NoticeKind::Confirmation, Language::default());
    notice.address = "erika@müller.example".into();
    let bytes = rendered(notice, &shop());
    let mail = read(&bytes);
    assert_eq!(mail.to().unwrap().first().unwrap().address(), Some("erika@xn--mller-kva.example"));
}
