//! What the operator calls a mail, and what became of it.

use crate::domain::notice::NoticeKind;
use crate::domain::shop::Language;

/// The name of a kind of message.
pub fn kind(kind: NoticeKind, language: Language) -> &'static str {
    let (de, en) = match kind {
        NoticeKind::Confirmation => ("Buchungsbestätigung", "Booking confirmation"),
        NoticeKind::PleaseConfirm => ("Bitte um Bestätigung", "Please confirm"),
        NoticeKind::RequestReceived => ("Anfrage eingegangen", "Request received"),
        NoticeKind::Confirmed => ("Anfrage bestätigt", "Request confirmed"),
        NoticeKind::Declined => ("Anfrage abgelehnt", "Request declined"),
        NoticeKind::Rescheduled => ("Termin verschoben", "Appointment moved"),
        NoticeKind::Cancelled => ("Termin abgesagt", "Appointment cancelled"),
        NoticeKind::Reminder => ("Erinnerung", "Reminder"),
        NoticeKind::BookingRefused => ("Weitere Buchung abgelehnt", "Another booking refused"),
        NoticeKind::ShopBooked => ("An Sie: neuer Termin", "To you: new appointment"),
        NoticeKind::ShopRescheduled => ("An Sie: Termin verschoben", "To you: appointment moved"),
        NoticeKind::ShopCancelled => ("An Sie: Termin abgesagt", "To you: appointment cancelled"),
        NoticeKind::ShopDisowned => ("An Sie: nicht selbst gebucht", "To you: not booked by its customer"),
    };
    language.pick(de, en)
}

/// The name of a kind of message, from the word in the database; also where it is of another program's making.
pub fn kind_of(word: &str, language: Language) -> &'static str {
    match NoticeKind::from_word(word) {
        Some(known) => kind(known, language),
        None if language == Language::De => "E-Mail",
        None => "E-mail",
    }
}

/// What became of a mail, from the word in the database.
pub fn state(word: &str, language: Language) -> &'static str {
    let (de, en) = match word {
        "queued" => ("noch nicht gesendet", "not sent yet"),
        "held" => ("wartet auf Freigabe", "waits for release"),
        "sent" => ("gesendet", "sent"),
        "failed" => ("nicht zustellbar", "not deliverable"),
        "expired" => ("zu spät, nicht gesendet", "too late, not sent"),
        _ => ("zurückgenommen", "withdrawn"),
    };
    language.pick(de, en)
}
