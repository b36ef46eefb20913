//! Texts of the demo itself in German and English. The homepage is that of the invented shop and German only.

use crate::domain::shop::Language;

/// The texts of one language.
pub struct Texts {
    /// Name of the homepage, and what can be done there.
    pub(super) homepage: (&'static str, &'static str),
    /// The same of the booking page.
    pub(super) booking_page: (&'static str, &'static str),
    /// The same of the planner.
    pub(super) planner: (&'static str, &'static str),
    /// The same of the mailbox.
    pub(super) mailbox: (&'static str, &'static str),
    pub(super) bar: &'static str,
    pub(super) skip: &'static str,
    pub(super) title: &'static str,
    pub(super) about: &'static str,
    pub(super) nothing_yet: &'static str,
    pub(super) do_this: &'static str,
    pub(super) to_homepage: &'static str,
    pub(super) list: &'static str,
    pub(super) to_customer: &'static str,
    pub(super) to_shop: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) reply_to: &'static str,
    pub(super) date: &'static str,
    pub(super) views: &'static str,
    pub(super) as_html: &'static str,
    pub(super) as_text: &'static str,
    pub(super) source: &'static str,
    pub(super) attached: &'static str,
    pub(super) missing: &'static str,
    pub(super) all_mails: &'static str,
    /// Announced when a mail arrives while the page is open.
    pub(super) came_in: &'static str,
}

const DE: Texts = Texts {
    homepage: ("Homepage", "die Website des Betriebs mit dem Planer darin: hier buchen"),
    booking_page: ("Buchungsseite", "dasselbe ohne Homepage, auch ohne JavaScript"),
    planner: ("Planer", "die Seite des Betriebs: Kalender und Eingang, schon angemeldet"),
    mailbox: ("Postfach", "alle Mails, die verschickt worden wären"),
    bar: "Vorführung",
    skip: "Zum Inhalt",
    title: "Postfach",
    about: "Hier liegen alle Mails, die der Betrieb und seine Kundschaft bekommen hätten. Verschickt wird nichts.",
    nothing_yet: "Noch keine Mails",
    do_this: "Buchen Sie einen Termin auf der Homepage. Bestätigung und Nachricht an den Betrieb erscheinen dann hier von selbst.",
    to_homepage: "Zur Homepage",
    list: "Eingegangene Mails",
    to_customer: "Kundschaft",
    to_shop: "Betrieb",
    from: "Von",
    to: "An",
    reply_to: "Antwort an",
    date: "Datum",
    views: "Ansicht",
    as_html: "Gestaltet",
    as_text: "Nur Text",
    source: "Quelltext herunterladen",
    attached: "Anhang",
    missing: "Diese Mail gibt es nicht (mehr).",
    all_mails: "Alle Mails",
    came_in: "Neue Mail eingegangen:",
};

const EN: Texts = Texts {
    homepage: ("Homepage", "the provider's website with the planner in it: book here"),
    booking_page: ("Booking page", "the same without a homepage, also without JavaScript"),
    planner: ("Planner", "the operator's side, signed in already: calendar and inbox"),
    mailbox: ("Mailbox", "every mail that would have been sent"),
    bar: "Demonstration",
    skip: "Skip to content",
    title: "Mailbox",
    about: "Every mail that the shop and its customers would have got. Nothing is sent.",
    nothing_yet: "No mails yet",
    do_this: "Book an appointment on the homepage. The confirmation and the notice to the shop then appear here by themselves.",
    to_homepage: "To the homepage",
    list: "Mails received",
    to_customer: "Customer",
    to_shop: "Shop",
    from: "From",
    to: "To",
    reply_to: "Reply to",
    date: "Date",
    views: "View",
    as_html: "Formatted",
    as_text: "Text only",
    source: "Download the source",
    attached: "Attachment",
    missing: "There is no such mail (any more).",
    all_mails: "All mails",
    came_in: "A new mail has come:",
};

impl Texts {
    /// The texts in `language`.
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::De => &DE,
            _ => &EN,
        }
    }
}
