//! Names with header, calendar and markup syntax: the customer's and the shop's own.

use super::calendar::{names, parse};
use super::fixture::{calendar_file, notice, read, rendered, shop};
use mail_parser::MessageParser;
use terminplaner::domain::notice::{Notice, NoticeCustomer, NoticeKind};
use terminplaner::domain::shop::{Language, Place, Shop, Venue};
use terminplaner::domain::values::Checked;

const HOSTILE: [&str; 12] = [
    "Erika\r\nBcc: victim@example.net",
    "Erika\nX-Evil: 1\n\nbody",
    "Erika\rBcc: victim@example.net",
    "Erika\u{2028}Bcc: victim@example.net\u{2029}\u{85}",
    "\u{202E}gro.elpmaxe@akire\u{202C}\u{2066}",
    "\"Erika\" <other@example.net>, third@example.net",
    "Erika;RSVP=TRUE:mailto:victim@example.net",
    "Erika\"\r\nATTENDEE:mailto:victim@example.net\r\nX:\"",
    "\\nBEGIN:VALARM\\nEND:VEVENT\nEND:VEVENT\nBEGIN:VEVENT",
    "^n^' =?utf-8?q?Bcc=3A?= (comment)",
    "<script>alert(1)</script><a href=\"javascript:x\">",
    "👩‍🦰 Ünïcödé \0\u{7}\u{1b}[31m\t",
];

fn hostile_notice(kind: NoticeKind, name: &str) -> Notice {
    let mut notice = notice(kind, Language::default());
    notice.facts.customer = NoticeCustomer {
        first_name: name.to_owned(),
        last_name: name.to_owned(),
        email: "erika@example.org".into(),
        phone: Some(name.to_owned()),
        address: Some(name.to_owned()),
    };
    notice.facts.venue = Venue { place: Place::Customer, video_url: None, persons: vec![name.to_owned()] };
    notice.facts.service_name = name.to_owned();
    notice.facts.comment = Some(name.to_owned());
    notice.facts.resources = vec![name.to_owned()];
    notice
}

fn hostile_shop(name: &str) -> Shop {
    Shop {
        name: Checked::from_stored(name),
        location: Checked::from_stored(name),
        address: Some(Checked::from_stored(name)),
        phone: Some(Checked::from_stored(name)),
        website: Some(Checked::from_stored(format!("https://example.org/{name}"))),
        imprint_url: Some(Checked::from_stored(format!("javascript:alert('{name}')"))),
        privacy_url: Some(Checked::from_stored(name)),
        ..shop()
    }
}

/// The names of all headers, in order.
pub fn header_names(bytes: &[u8]) -> Vec<String> {
    MessageParser::default().parse(bytes).unwrap().headers().iter().map(|header| header.name().to_owned()).collect()
}

fn each(mut check: impl FnMut(&Notice, &Shop, &[u8])) {
    let very_long = "Ä😀 ".repeat(4000);
    for kind in NoticeKind::ALL {
        for name in HOSTILE.into_iter().chain([very_long.as_str()]) {
            let (notice, shop) = (hostile_notice(kind, name), hostile_shop(name));
            let bytes = rendered(notice.clone(), &shop);
            check(&notice, &shop, &bytes);
        }
    }
}

#[test]
fn no_name_becomes_a_header_or_a_recipient() {
    let expected = header_names(&rendered(notice(NoticeKind::Confirmation, Language::default()), &shop()));
    each(|notice, _, bytes| {
        assert_eq!(header_names(bytes), expected, "{:?}", notice.facts.customer.first_name);
        let mail = read(bytes);
        let only = |address: Option<&mail_parser::Address<'_>>| {
            let all: Vec<String> = address.unwrap().iter().map(|one| one.address().unwrap().to_owned()).collect();
            assert_eq!(all.len(), 1, "{all:?}");
            all.into_iter().next().unwrap()
        };
        assert_eq!(only(mail.from()), "post@hoerakustik-muster.de");
        assert_eq!(only(mail.to()), notice.address);
        let reply_to = if notice.kind.is_for_shop() { "erika@example.org" } else { "post@hoerakustik-muster.de" };
        assert_eq!(only(mail.reply_to()), reply_to);
        let files = if notice.kind.is_for_shop() || notice.kind.is_of_series() { 1 } else { 2 };
        assert_eq!(mail.attachment_count(), if notice.kind.has_calendar_file() { files } else { 0 });
    });
}

#[test]
fn headers_stay_ascii_and_short_enough_for_every_server() {
    each(|_, _, bytes| {
        let text = std::str::from_utf8(bytes).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.is_ascii(), "{head}");
        for line in text.split("\r\n") {
            assert!(line.len() <= 998, "a line of {} octets", line.len());
            assert!(!line.contains(['\r', '\n', '\0']), "{line:?}");
        }
    });
}

#[test]
fn no_name_becomes_a_calendar_line_or_a_parameter() {
    let with_file = NoticeKind::ALL.into_iter().filter(|kind| kind.has_calendar_file());
    let usual = |kind| names(&parse(&calendar_file(&rendered(notice(kind, Language::default()), &shop()))));
    let kinds: Vec<_> = with_file.map(|kind| (kind, usual(kind))).collect();
    each(|notice, _, bytes| {
        if !notice.kind.has_calendar_file() {
            return;
        }
        let lines = parse(&calendar_file(bytes));
        let expected = &kinds.iter().find(|(kind, _)| *kind == notice.kind).unwrap().1;
        assert_eq!(&names(&lines), expected);
        for line in &lines {
            let known = |key: &str| ["CN", "CUTYPE", "PARTSTAT", "ROLE", "RSVP"].contains(&key);
            assert!(line.parameters.iter().all(|(key, _)| known(key)), "{line:?}");
            assert!(!line.parameters.contains(&("RSVP".into(), "TRUE".into())), "{line:?}");
        }
        let value = |name: &str| lines.iter().find(|line| line.name == name).map(|line| line.value.as_str());
        assert_eq!(value("ORGANIZER"), Some("mailto:post@hoerakustik-muster.de"));
        assert!(value("ATTENDEE").is_none_or(|to| to == "mailto:erika@example.org"));
    });
}

#[test]
fn no_name_becomes_markup_or_a_link() {
    each(|notice, _, bytes| {
        let html = read(bytes).body_html(0).unwrap().into_owned();
        let page = scraper::Html::parse_document(&html);
        let count = |selector: &str| page.select(&scraper::Selector::parse(selector).unwrap()).count();
        assert_eq!(count("script"), 0);
        let anchors = scraper::Selector::parse("a").unwrap();
        for link in page.select(&anchors).map(|link| link.attr("href").unwrap()) {
            assert!(link.starts_with("https://"), "{link} for {:?}", notice.facts.customer.first_name);
        }
        assert!(!html.contains(['\u{202E}', '\u{2066}', '\0']), "what turns the direction of reading");
    });
}

#[test]
fn a_comment_cannot_pass_itself_off_as_a_fact() {
    let mut notice = notice(NoticeKind::ShopBooked, Language::default());
    notice.facts.comment = Some("Danke\r\nWann:\r\n    Sonntag, 16. Januar 2022".into());
    let bytes = rendered(notice, &shop());
    let text = read(&bytes).body_text(0).unwrap().replace('\r', "");
    assert!(text.contains("    > Danke\n    > Wann:\n    > Sonntag, 16. Januar 2022\n"), "{text}");
}
