//! Names, addresses and comments in mail headers, bodies and calendar files, parsed by independent parsers.

use super::{about, fuzz};
use crate::mail::calendar::{Line, names, parse};
use crate::mail::fixture::{calendar_file, notice, read, rendered, shop};
use crate::mail::hostile::header_names;
use terminplaner::domain::notice::{Notice, NoticeKind};
use terminplaner::domain::shop::{Language, Shop};
use terminplaner::domain::values::{Checked, Email};

/// Splits an input at lines of dashes.
fn pieces(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    text.split("\n--\n").map(str::to_owned).collect()
}

/// A notice and a shop filled with the input; the first piece selects the kind. The customer's address is taken from
/// the input if the form accepts it.
fn hostile(pieces: &[String]) -> (Notice, Shop) {
    let piece = |number: usize| pieces.get(number).cloned().unwrap_or_default();
    let kind = NoticeKind::ALL[piece(0).len() % NoticeKind::ALL.len()];
    let mut notice = notice(kind, if piece(0).contains('e') { Language::ENGLISH } else { Language::default() });
    let customer = &mut notice.facts.customer;
    (customer.first_name, customer.last_name, customer.phone) = (piece(1), piece(2), Some(piece(3)));
    if let Ok(email) = Email::parse(&piece(4)).map(String::from) {
        if !kind.is_for_shop() {
            notice.address.clone_from(&email);
        }
        customer.email = email;
    }
    (notice.facts.comment, notice.facts.service_name) = (Some(piece(5)), piece(6));
    notice.facts.resources = vec![piece(7)];
    let shop = Shop {
        name: Checked::from_stored(piece(8)),
        address: Some(Checked::from_stored(piece(9))),
        phone: Some(Checked::from_stored(piece(3))),
        website: Some(Checked::from_stored(piece(10))),
        ..shop()
    };
    (notice, shop)
}

/// The only address of a header.
fn only(address: Option<&mail_parser::Address<'_>>) -> String {
    let all: Vec<String> = address.unwrap().iter().map(|one| one.address().unwrap().to_owned()).collect();
    assert_eq!(all.len(), 1, "{all:?}");
    all.into_iter().next().unwrap()
}

/// The lines of the calendar file; none if the kind has no file.
fn calendar_lines(kind: NoticeKind, bytes: &[u8]) -> Vec<Line> {
    if kind.has_calendar_file() { parse(&calendar_file(bytes)) } else { Vec::new() }
}

#[test]
fn nothing_that_a_stranger_writes_becomes_a_header_or_a_calendar_line() {
    let usual = NoticeKind::ALL.map(|kind| {
        let bytes = rendered(notice(kind, Language::default()), &shop());
        (header_names(&bytes), names(&calendar_lines(kind, &bytes)))
    });
    let words = [
        "\n--\n",
        "Bcc: x@example.net",
        "ATTENDEE:mailto:x@example.net",
        ";RSVP=TRUE:",
        "=?utf-8?q?=0D=0A?=",
        "@example.org",
        "xn--",
    ];
    fuzz("mail", &words, |bytes| {
        let (notice, shop) = hostile(&pieces(bytes));
        let bytes = rendered(notice.clone(), &shop);
        let kind = NoticeKind::ALL.iter().position(|kind| *kind == notice.kind).unwrap();
        assert_eq!(header_names(&bytes), usual[kind].0);
        let mail = read(&bytes);
        assert_eq!(only(mail.to()), Email::from_stored(&*notice.address).to_ascii());
        assert_eq!(only(mail.from()), "post@hoerakustik-muster.de");
        let lines = calendar_lines(notice.kind, &bytes);
        assert_eq!(names(&lines), usual[kind].1);
        assert!(lines.iter().all(|line| !line.parameters.contains(&("RSVP".into(), "TRUE".into()))));
        let mut organizers = lines.iter().filter(|line| line.name == "ORGANIZER");
        assert!(organizers.all(|line| line.value == "mailto:post@hoerakustik-muster.de"));
        let text = std::str::from_utf8(&bytes).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n', '\0'])));
        let taken = notice.facts.customer.email != "erika@example.org";
        format!("{} {taken} {}", notice.kind.word(), about(text.len() / 512))
    });
}
