//! What the start page says.

use crate::domain::shop::Language;
use crate::store::news::NewsKind;

/// The words of one language.
pub struct Texts {
    pub(super) language: Language,
    pub(super) open_calendar: &'static str,
    pub(super) requests: &'static str,
    pub(super) confirm: &'static str,
    pub(super) decline: &'static str,
    pub(super) unanswered: &'static str,
    pub(super) unanswered_hint: &'static str,
    pub(super) file_away: &'static str,
    pub(super) news: &'static str,
    pub(super) seen: &'static str,
    pub(super) seen_all: &'static str,
    pub(super) seen_before: &'static str,
    pub(super) before: &'static str,
    pub(super) quiet: &'static str,
    pub(super) quiet_hint: &'static str,
    pub(super) mails: &'static str,
    pub(super) mails_hint: &'static str,
    pub(super) call: &'static str,
    pub(super) no_phone: &'static str,
    pub(super) message: &'static str,
    pub(super) mail_server: &'static str,
    pub(super) settle: &'static str,
    pub(super) never_tried: &'static str,
    pub(super) own_mails: &'static str,
    pub(super) own_mails_hint: &'static str,
    pub(super) mail_missing: &'static str,
    pub(super) mail_missing_hint: &'static str,
    pub(super) mail_missing_staff: &'static str,
    pub(super) set_up_mail: &'static str,
    pub(super) no_sender: &'static str,
    pub(super) no_sender_hint: &'static str,
    pub(super) set_up_shop: &'static str,
    pub(super) today: &'static str,
    pub(super) today_small: &'static str,
    pub(super) free_day: &'static str,
    pub(super) free_day_hint: &'static str,
    pub(super) blocked: &'static str,
    pub(super) nameless: &'static str,
    pub(super) now: &'static str,
    pub(super) next: &'static str,
    pub(super) came: &'static str,
    pub(super) did_not_come: &'static str,
    pub(super) take_back: &'static str,
    pub(super) time_passed: &'static str,
    pub(super) changed_meanwhile: &'static str,
    pub(super) taken_meanwhile: &'static str,
    pub(super) arrived: &'static str,
}

const DE: Texts = Texts {
    language: Language::De,
    open_calendar: "Zum Kalender",
    requests: "Anfragen",
    confirm: "Zusagen",
    decline: "Ablehnen",
    unanswered: "Unbeantwortet verstrichen",
    unanswered_hint: "Die Zeit dieser Anfragen ist vorbei. Zusagen geht nicht mehr; beim Ablegen geht keine E-Mail hinaus.",
    file_away: "Als abgelehnt ablegen",
    news: "Neu",
    seen: "Gesehen",
    seen_all: "Alle als gesehen markieren",
    seen_before: "Schon gesehen",
    before: "bisher",
    quiet: "Alles erledigt.",
    quiet_hint: "Neue Buchungen und Anfragen erscheinen hier von selbst.",
    mails: "Bitte anrufen",
    mails_hint: "Diese E-Mails kamen nicht an. Der Kunde weiß noch nicht Bescheid.",
    call: "Anrufen",
    no_phone: "Keine Telefonnummer bekannt",
    message: "E-Mail",
    mail_server: "Antwort des Mailservers",
    settle: "Erledigt",
    never_tried: "Nicht gesendet: E-Mail war nicht eingerichtet.",
    own_mails: "E-Mails an Ihre eigene Adresse kommen nicht an.",
    own_mails_hint: "Prüfen Sie die E-Mail-Adresse der Filiale in den Einstellungen.",
    mail_missing: "E-Mail ist noch nicht eingerichtet.",
    mail_missing_hint: "Kunden bekommen keine Bestätigungen, Erinnerungen und Absagen. Was liegen bleibt, verfällt nach 48 Stunden.",
    mail_missing_staff: "Bitte wenden Sie sich an jemanden mit einem Inhaber-Konto.",
    set_up_mail: "E-Mail einrichten",
    no_sender: "Die Filiale hat keine E-Mail-Adresse.",
    no_sender_hint: "Ohne Absender kann keine E-Mail hinausgehen.",
    set_up_shop: "Adresse eintragen",
    today: "Termine heute",
    today_small: "heute",
    free_day: "Heute stehen keine Termine an.",
    free_day_hint: "Im Kalender sehen Sie die nächsten Tage.",
    blocked: "Gesperrt",
    nameless: "Ohne Namen",
    now: "jetzt",
    next: "als Nächstes",
    came: "Erschienen",
    did_not_come: "Nicht erschienen",
    take_back: "Zurücknehmen",
    time_passed: "Das geht nicht mehr: Die Zeit dieser Anfrage ist verstrichen. Bitte rufen Sie den Kunden an.",
    changed_meanwhile: "Das geht nicht mehr: Der Termin wurde inzwischen geändert oder abgesagt. Hier sehen Sie den neuen Stand.",
    taken_meanwhile: "Das geht nicht mehr: Die Zeit ist inzwischen vergeben.",
    arrived: "Neu eingetroffen",
};

const EN: Texts = Texts {
    language: Language::En,
    open_calendar: "To the calendar",
    requests: "Requests",
    confirm: "Confirm",
    decline: "Decline",
    unanswered: "Passed without an answer",
    unanswered_hint: "The time of these requests is over. They cannot be confirmed any more; filing them away sends no e-mail.",
    file_away: "File as declined",
    news: "New",
    seen: "Seen",
    seen_all: "Mark all as seen",
    seen_before: "Seen before",
    before: "before",
    quiet: "All done.",
    quiet_hint: "New bookings and requests appear here by themselves.",
    mails: "Please call",
    mails_hint: "These e-mails did not arrive. The customer does not know yet.",
    call: "Call",
    no_phone: "No telephone number known",
    message: "E-mail",
    mail_server: "The mail server said",
    settle: "Done",
    never_tried: "Not sent: e-mail was not set up.",
    own_mails: "E-mails to your own address do not arrive.",
    own_mails_hint: "Check the shop's e-mail address in the settings.",
    mail_missing: "E-mail is not set up yet.",
    mail_missing_hint: "Customers get no confirmations, reminders and cancellations. What waits is dropped after 48 hours.",
    mail_missing_staff: "Please ask somebody who has an owner's account.",
    set_up_mail: "Set up e-mail",
    no_sender: "The shop has no e-mail address.",
    no_sender_hint: "Without a sender no e-mail can go out.",
    set_up_shop: "Enter the address",
    today: "Appointments today",
    today_small: "today",
    free_day: "There are no appointments today.",
    free_day_hint: "The calendar shows the days to come.",
    blocked: "Blocked",
    nameless: "No name",
    now: "now",
    next: "next",
    came: "Attended",
    did_not_come: "Did not come",
    take_back: "Take back",
    time_passed: "Not possible any more: the time of this request has passed. Please call the customer.",
    changed_meanwhile: "Not possible any more: the appointment was changed or cancelled meanwhile. This is how it stands now.",
    taken_meanwhile: "Not possible any more: the time has been given away meanwhile.",
    arrived: "New",
};

impl Texts {
    /// The table of that language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::De => &DE,
            Language::En => &EN,
        }
    }

    /// What was just done, by the word in the address.
    pub(super) fn done(&self, word: &str) -> Option<&'static str> {
        let (de, en) = match word {
            "confirmed" => (
                "Zugesagt. Der Kunde erfährt es per E-Mail, wenn er eine Adresse angegeben hat.",
                "Confirmed. The customer is told by e-mail if they gave an address.",
            ),
            "declined" => ("Abgelehnt. Die Zeit ist wieder frei.", "Declined. The time is free again."),
            "outcome" => ("Notiert.", "Noted."),
            "seen" => ("Als gesehen markiert.", "Marked as seen."),
            "settled" => ("Erledigt.", "Done."),
            _ => return None,
        };
        Some(self.language.pick(de, en))
    }

    /// What a customer did.
    pub(super) fn news(&self, kind: NewsKind) -> &'static str {
        let (de, en) = match kind {
            NewsKind::Booked => ("Gebucht", "Booked"),
            NewsKind::Requested => ("Angefragt", "Requested"),
            NewsKind::Rescheduled => ("Verschoben", "Moved"),
            NewsKind::Cancelled => ("Abgesagt", "Cancelled"),
        };
        self.language.pick(de, en)
    }

    /// How many mails wait for the mail server.
    pub(super) fn held_up(&self, mails: u32) -> String {
        match (self.language, mails) {
            (Language::De, 1) => "1 E-Mail wartet: Der Mailserver nimmt gerade nichts an.".into(),
            (Language::De, _) => format!("{mails} E-Mails warten: Der Mailserver nimmt gerade nichts an."),
            (Language::En, 1) => "1 e-mail waits: the mail server takes nothing at the moment.".into(),
            (Language::En, _) => format!("{mails} e-mails wait: the mail server takes nothing at the moment."),
        }
    }
}
