//! What the start page says.

use crate::domain::shop::Language;
use crate::http::planner::text_table::text_table;
use crate::store::activity::ActivityKind;

text_table! {
    with language;
    open_calendar: "Zum Kalender", "To the calendar";
    requests: "Anfragen", "Requests";
    confirm: "Zusagen", "Confirm";
    decline: "Ablehnen", "Decline";
    unanswered: "Unbeantwortet verstrichen", "Passed without an answer";
    unanswered_hint:
        "Die Zeit dieser Anfragen ist vorbei. Zusagen geht nicht mehr; beim Ablegen geht keine E-Mail hinaus.",
        "The time of these requests is over. They cannot be confirmed any more; filing them away sends no e-mail.";
    file_away: "Als abgelehnt ablegen", "File as declined";
    news: "Neu", "New";
    seen: "Gesehen", "Seen";
    seen_all: "Alle als gesehen markieren", "Mark all as seen";
    seen_before: "Schon gesehen", "Seen before";
    before: "bisher", "before";
    quiet: "Alles erledigt.", "All done.";
    quiet_hint: "Neue Buchungen erscheinen hier von selbst.", "New bookings appear here by themselves.";
    booked_at: "Gebucht wird auf", "Customers book at";
    not_bookable: "Noch kann niemand online buchen.", "Nobody can book online yet.";
    not_bookable_hint: "Es fehlen Leistungen oder Öffnungszeiten.", "There are no services or no opening hours.";
    add_missing: "Ergänzen", "Add them";
    mails: "Bitte anrufen", "Please call";
    mails_hint:
        "Diese E-Mails kamen nicht an. Der Kunde weiß noch nicht Bescheid.",
        "These e-mails did not arrive. The customer does not know yet.";
    call: "Anrufen", "Call";
    no_phone: "Keine Telefonnummer bekannt", "No telephone number known";
    message: "E-Mail", "E-mail";
    mail_server: "Antwort des Mailservers", "The mail server said";
    settle: "Erledigt", "Done";
    never_tried: "Nicht gesendet: E-Mail war nicht eingerichtet.", "Not sent: e-mail was not set up.";
    own_mails: "E-Mails an Ihre eigene Adresse kommen nicht an.", "E-mails to your own address do not arrive.";
    own_mails_hint:
        "Prüfen Sie die E-Mail-Adresse des Betriebs in den Einstellungen.",
        "Check the shop's e-mail address in the settings.";
    mail_missing: "E-Mail ist noch nicht eingerichtet.", "E-mail is not set up yet.";
    mail_missing_hint:
        "Kunden bekommen keine Bestätigungen. Was liegen bleibt, verfällt nach 48 Stunden.",
        "Customers get no confirmations. What waits is dropped after 48 hours.";
    confirms_in_vain:
        "Kunden können zurzeit nicht per E-Mail bestätigen. Online-Buchungen gelten deshalb sofort.",
        "Customers cannot confirm by e-mail at present. So online bookings hold at once.";
    mail_missing_staff:
        "Bitte wenden Sie sich an jemanden mit einem Inhaber-Konto.",
        "Please ask somebody who has an owner's account.";
    set_up_mail: "E-Mail einrichten", "Set up e-mail";
    no_sender: "Der Betrieb hat keine E-Mail-Adresse.", "The shop has no e-mail address.";
    no_sender_hint: "Ohne Absender kann keine E-Mail hinausgehen.", "Without a sender no e-mail can go out.";
    set_up_shop: "Adresse eintragen", "Enter the address";
    today: "Termine heute", "Appointments today";
    today_small: "heute", "today";
    free_day: "Heute stehen keine Termine an.", "There are no appointments today.";
    blocked: "Gesperrt", "Blocked";
    nameless: "Ohne Namen", "No name";
    now: "jetzt", "now";
    next: "als Nächstes", "next";
    came: "Erschienen", "Attended";
    did_not_come: "Nicht erschienen", "Did not come";
    take_back: "Zurücknehmen", "Take back";
    time_passed:
        "Das geht nicht mehr: Die Zeit dieser Anfrage ist verstrichen. Bitte rufen Sie den Kunden an.",
        "Not possible any more: the time of this request has passed. Please call the customer.";
    changed_meanwhile:
        "Das geht nicht mehr: Der Termin wurde inzwischen geändert oder abgesagt. Hier sehen Sie den neuen Stand.",
        "Not possible any more: the appointment was changed or cancelled meanwhile. This is how it stands now.";
    taken_meanwhile:
        "Das geht nicht mehr: Die Zeit ist inzwischen vergeben.",
        "Not possible any more: the time has been given away meanwhile.";
    held: "Ungewöhnlich viele neue Adressen", "Unusually many new addresses";
    held_hint:
        "Diese Anfragen warten, und die E-Mails an ihre Absender auch, bis Sie sie freigeben. Beim Ablehnen geht keine E-Mail hinaus.",
        "These requests wait, and so do the e-mails to their senders, until you release them. Declining sends no e-mail.";
    held_names: "Wer und wann", "Who and when";
    held_together: "Alle zusammen", "All together";
    release: "Freigeben", "Release";
    release_all: "Alle freigeben", "Release all";
    decline_all: "Alle ablehnen", "Decline all";
    look_through: "Durchsehen", "Look through";
    arrived: "Neu eingetroffen", "New";
}

impl Texts {
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
            "released" => (
                "Freigegeben: Die E-Mails gehen jetzt hinaus, die Anfragen warten auf Ihre Antwort.",
                "Released: the e-mails go out now, the requests wait for your answer.",
            ),
            "held_declined" => (
                "Abgelehnt, ohne E-Mail. Die Zeiten sind wieder frei.",
                "Declined without e-mail. The times are free again.",
            ),
            "source_cancelled" => ("Abgesagt. Die Zeiten sind wieder frei.", "Cancelled. The times are free again."),
            "password" => {
                ("Ihr Passwort gilt, und Sie sind angemeldet.", "Your password holds, and you are signed in.")
            }
            _ => return None,
        };
        Some(self.language.pick(de, en))
    }

    /// What a customer did.
    pub(super) fn news(&self, kind: ActivityKind) -> &'static str {
        let (de, en) = match kind {
            ActivityKind::Booked => ("Gebucht", "Booked"),
            ActivityKind::Requested => ("Angefragt", "Requested"),
            ActivityKind::Rescheduled => ("Verschoben", "Moved"),
            ActivityKind::Cancelled => ("Abgesagt", "Cancelled"),
            ActivityKind::Disowned => ("Nicht selbst gebucht", "Not booked by its customer"),
        };
        self.language.pick(de, en)
    }

    /// The heading of held requests from one source.
    pub(super) fn held_group(&self, count: usize, is_known: bool) -> String {
        let requests = match (&self.language, count) {
            (&Language::De, 1) => "1 Anfrage".to_owned(),
            (&Language::De, _) => format!("{count} Anfragen"),
            (_, 1) => "1 request".to_owned(),
            _ => format!("{count} requests"),
        };
        let source = match (count, is_known) {
            (_, false) => self.language.pick(", Anschluss nicht bekannt", ", connection not known"),
            (1, true) => "",
            (_, true) => self.language.pick(" vom selben Internetanschluss", " from the same internet connection"),
        };
        format!("{requests}{source}")
    }

    /// The line below a list that is too long.
    pub(super) fn and_more(&self, more: &usize) -> String {
        self.language.pick(format!("und {more} weitere"), format!("and {more} more"))
    }

    /// How many appointments were booked from one source.
    pub(super) fn crowd(&self, count: u32) -> String {
        self.language.pick(
            format!("{count} Termine in 24 Stunden vom selben Internetanschluss gebucht."),
            format!("{count} appointments booked from the same internet connection within 24 hours."),
        )
    }

    /// How many mails wait for the mail server.
    pub(super) fn held_up(&self, mails: u32) -> String {
        match (self.language, mails) {
            (Language::De, 1) => "1 E-Mail wartet: Der Mailserver nimmt gerade nichts an.".into(),
            (Language::De, _) => format!("{mails} E-Mails warten: Der Mailserver nimmt gerade nichts an."),
            (_, 1) => "1 e-mail waits: the mail server takes nothing at the moment.".into(),
            (_, _) => format!("{mails} e-mails wait: the mail server takes nothing at the moment."),
        }
    }
}
