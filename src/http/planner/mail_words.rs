//! What the operator calls a mail, and what became of it.

use crate::domain::notice::NoticeKind;
use crate::domain::shop::Language;

/// The name of a kind of message.
pub const fn kind(kind: NoticeKind, language: Language) -> &'static str {
    let (de, en) = match kind {
        NoticeKind::Confirmation => ("Buchungsbestätigung", "Booking confirmation"),
        NoticeKind::RequestReceived => ("Eingang der Anfrage", "Request received"),
        NoticeKind::Confirmed => ("Zusage", "Request confirmed"),
        NoticeKind::Declined => ("Ablehnung", "Request declined"),
        NoticeKind::Rescheduled => ("Terminverschiebung", "Appointment moved"),
        NoticeKind::Cancelled => ("Absage", "Appointment cancelled"),
        NoticeKind::Reminder => ("Erinnerung", "Reminder"),
        NoticeKind::ShopBooked => ("Mitteilung an Sie: neue Buchung", "Notice to you: new booking"),
        NoticeKind::ShopRescheduled => ("Mitteilung an Sie: verschoben", "Notice to you: moved"),
        NoticeKind::ShopCancelled => ("Mitteilung an Sie: abgesagt", "Notice to you: cancelled"),
    };
    match language {
        Language::De => de,
        Language::En => en,
    }
}

/// What became of a mail, from the word in the database.
pub fn state(word: &str, language: Language) -> &'static str {
    let (de, en) = match word {
        "queued" => ("noch nicht gesendet", "not sent yet"),
        "sent" => ("gesendet", "sent"),
        "failed" => ("nicht zustellbar", "not deliverable"),
        "expired" => ("zu spät, nicht gesendet", "too late, not sent"),
        _ => ("zurückgenommen", "withdrawn"),
    };
    match language {
        Language::De => de,
        Language::En => en,
    }
}
