//! What the pages say: one table in German, one in English. Sentences with a value in them are methods.

use crate::domain::appointment::Status;
use crate::domain::shop::Language;

/// The words of one language.
pub struct Texts {
    language: Language,
    pub(super) skip: &'static str,
    pub(super) book_title: &'static str,
    pub(super) choose_service: &'static str,
    pub(super) other_service: &'static str,
    pub(super) unknown_service: &'static str,
    pub(super) nothing_offered: &'static str,
    pub(super) call_us: &'static str,
    pub(super) with: &'static str,
    pub(super) anyone: &'static str,
    pub(super) choose_time: &'static str,
    pub(super) time: &'static str,
    pub(super) unavailable: &'static str,
    pub(super) earlier: &'static str,
    pub(super) later: &'static str,
    pub(super) next_free: &'static str,
    pub(super) none_shown: &'static str,
    pub(super) none_at_all: &'static str,
    pub(super) your_data: &'static str,
    pub(super) on_request: &'static str,
    pub(super) optional: &'static str,
    pub(super) first_name: &'static str,
    pub(super) last_name: &'static str,
    pub(super) email: &'static str,
    without_mail: &'static str,
    pub(super) phone: &'static str,
    pub(super) comment: &'static str,
    pub(super) consent: [&'static str; 3],
    pub(super) new_tab: &'static str,
    pub(super) book: &'static str,
    pub(super) request: &'static str,
    pub(super) other_time: &'static str,
    pub(super) taken: &'static str,
    pub(super) not_offered: &'static str,
    pub(super) keeps_data: &'static str,
    pub(super) alternatives: &'static str,
    pub(super) key_reused: &'static str,
    pub(super) confirmed: &'static str,
    pub(super) requested: &'static str,
    pub(super) not_booked_yet: &'static str,
    pub(super) confirm_it: &'static str,
    pub(super) awaits_confirmation: &'static str,
    pub(super) was_confirmed: &'static str,
    pub(super) to_calendar: &'static str,
    pub(super) manage: &'static str,
    pub(super) again: &'static str,
    pub(super) your_appointment: &'static str,
    pub(super) status: &'static str,
    pub(super) service: &'static str,
    pub(super) day: &'static str,
    pub(super) place: &'static str,
    pub(super) move_it: &'static str,
    pub(super) cancel_it: &'static str,
    pub(super) cancel_title: &'static str,
    pub(super) cancel_sentence: &'static str,
    pub(super) cancel_yes: &'static str,
    pub(super) keep: &'static str,
    pub(super) move_title: &'static str,
    pub(super) move_sentence: &'static str,
    pub(super) move_confirm_title: &'static str,
    pub(super) move_yes: &'static str,
    pub(super) until_now: &'static str,
    pub(super) from_now: &'static str,
    pub(super) was_moved: &'static str,
    pub(super) was_cancelled: &'static str,
    pub(super) too_late: &'static str,
    pub(super) over: &'static str,
    pub(super) imprint: &'static str,
    pub(super) privacy: &'static str,
    pub(super) accessibility: &'static str,
    pub(super) homepage: &'static str,
    pub(super) other_language: &'static str,
    pub(super) footer: &'static str,
}

const DE: Texts = Texts {
    language: Language::De,
    skip: "Zum Inhalt",
    book_title: "Termin online buchen",
    choose_service: "Was können wir für Sie tun?",
    other_service: "Andere Leistung",
    unknown_service: "Diese Leistung wird hier nicht angeboten. Bitte wählen Sie eine andere.",
    nothing_offered: "Zurzeit können Sie hier keine Termine online buchen. Wir vereinbaren gern persönlich einen mit Ihnen.",
    call_us: "Rufen Sie uns an:",
    with: "Bei",
    anyone: "keine Vorliebe",
    choose_time: "Freie Termine",
    time: "Uhrzeit",
    unavailable: "nicht buchbar",
    earlier: "Frühere Tage",
    later: "Spätere Tage",
    next_free: "Nächster freier Termin:",
    none_shown: "An diesen Tagen ist nichts mehr frei.",
    none_at_all: "Zurzeit ist online kein Termin frei.",
    your_data: "Ihre Angaben",
    on_request: "Wir prüfen Ihre Anfrage und melden uns bei Ihnen.",
    optional: "(freiwillig)",
    first_name: "Vorname",
    last_name: "Nachname",
    email: "E-Mail-Adresse",
    without_mail: "Bitte notieren Sie sich den Termin; es kommt keine E-Mail.",
    phone: "Telefon",
    comment: "Anmerkung",
    consent: ["Ich habe die ", "Datenschutzhinweise", " gelesen und bin einverstanden."],
    new_tab: "(öffnet ein neues Fenster)",
    book: "Termin verbindlich buchen",
    request: "Termin anfragen",
    other_time: "Andere Uhrzeit wählen",
    taken: "Diese Uhrzeit ist gerade vergeben worden.",
    not_offered: "Diese Uhrzeit wird nicht mehr angeboten.",
    keeps_data: "Ihre Angaben bleiben erhalten.",
    alternatives: "Diese Uhrzeiten sind frei:",
    key_reused: "Mit diesem Formular haben Sie schon einen Termin gebucht. Wenn Sie einen weiteren möchten, senden Sie es bitte noch einmal ab.",
    confirmed: "Ihr Termin ist gebucht",
    requested: "Ihre Anfrage ist eingegangen",
    not_booked_yet: "Noch nicht gebucht",
    confirm_it: "Termin bestätigen",
    awaits_confirmation: "noch nicht gebucht",
    was_confirmed: "Danke, Ihr Termin ist bestätigt.",
    to_calendar: "In den Kalender übernehmen",
    manage: "Termin ansehen, verschieben oder absagen",
    again: "Weiteren Termin buchen",
    your_appointment: "Ihr Termin",
    status: "Stand",
    service: "Leistung",
    day: "Wann",
    place: "Wo",
    move_it: "Termin verschieben",
    cancel_it: "Termin absagen",
    cancel_title: "Möchten Sie diesen Termin absagen?",
    cancel_sentence: "Die Uhrzeit wird dann für andere frei.",
    cancel_yes: "Ja, Termin absagen",
    keep: "Nein, Termin behalten",
    move_title: "Termin verschieben",
    move_sentence: "Wählen Sie eine neue Uhrzeit. Bis Sie bestätigen, bleibt Ihr Termin, wie er ist.",
    move_confirm_title: "Auf diese Uhrzeit verschieben?",
    move_yes: "Ja, Termin verschieben",
    until_now: "Bisher",
    from_now: "Neu",
    was_moved: "Ihr Termin ist verschoben.",
    was_cancelled: "Ihr Termin ist abgesagt.",
    too_late: "So kurz vor dem Termin geht das Verschieben und Absagen nicht mehr online.",
    over: "Dieser Termin liegt in der Vergangenheit.",
    imprint: "Impressum",
    privacy: "Datenschutz",
    accessibility: "Barrierefreiheit",
    homepage: "Zur Website",
    other_language: "English",
    footer: "Anschrift und Hinweise",
};

const EN: Texts = Texts {
    language: Language::En,
    skip: "Skip to content",
    book_title: "Book an appointment",
    choose_service: "What can we do for you?",
    other_service: "Another service",
    unknown_service: "This service is not offered here. Please choose another one.",
    nothing_offered: "No appointments can be booked online at present. We are happy to arrange one with you in person.",
    call_us: "Call us:",
    with: "With",
    anyone: "no preference",
    choose_time: "Free times",
    time: "Time",
    unavailable: "not available",
    earlier: "Earlier days",
    later: "Later days",
    next_free: "Next free appointment:",
    none_shown: "Nothing is free on these days.",
    none_at_all: "No appointment can be booked online at present.",
    your_data: "Your details",
    on_request: "We will check your request and get back to you.",
    optional: "(optional)",
    first_name: "First name",
    last_name: "Last name",
    email: "E-mail address",
    without_mail: "Please make a note of the appointment; no e-mail will come.",
    phone: "Telephone",
    comment: "Comment",
    consent: ["I have read the ", "privacy notice", " and agree to it."],
    new_tab: "(opens a new window)",
    book: "Book this appointment",
    request: "Request this appointment",
    other_time: "Choose another time",
    taken: "This time has just been taken.",
    not_offered: "This time is no longer offered.",
    keeps_data: "Your details are kept.",
    alternatives: "These times are free:",
    key_reused: "You have already booked an appointment with this form. If you would like another one, please send it once more.",
    confirmed: "Your appointment is booked",
    requested: "We have received your request",
    not_booked_yet: "Not booked yet",
    confirm_it: "Confirm the appointment",
    awaits_confirmation: "not booked yet",
    was_confirmed: "Thank you, your appointment is confirmed.",
    to_calendar: "Add to your calendar",
    manage: "See, move or cancel the appointment",
    again: "Book another appointment",
    your_appointment: "Your appointment",
    status: "Status",
    service: "Service",
    day: "When",
    place: "Where",
    move_it: "Move the appointment",
    cancel_it: "Cancel the appointment",
    cancel_title: "Would you like to cancel this appointment?",
    cancel_sentence: "The time then becomes free for others.",
    cancel_yes: "Yes, cancel the appointment",
    keep: "No, keep the appointment",
    move_title: "Move the appointment",
    move_sentence: "Choose a new time. Until you confirm, your appointment stays as it is.",
    move_confirm_title: "Move to this time?",
    move_yes: "Yes, move the appointment",
    until_now: "Until now",
    from_now: "New",
    was_moved: "Your appointment has been moved.",
    was_cancelled: "Your appointment has been cancelled.",
    too_late: "So shortly before the appointment it can no longer be moved or cancelled online.",
    over: "This appointment is in the past.",
    imprint: "Imprint",
    privacy: "Privacy",
    accessibility: "Accessibility",
    homepage: "To our website",
    other_language: "Deutsch",
    footer: "Address and notices",
};

impl Texts {
    /// The words of `language`.
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::De => &DE,
            _ => &EN,
        }
    }

    /// "60 Min."
    pub fn minutes(&self, count: i64) -> String {
        match self.language {
            Language::De => format!("{count} Min."),
            _ => format!("{count} min"),
        }
    }

    /// Whose clock the times are on.
    pub fn local_time(&self, place: &str) -> String {
        match self.language {
            Language::De => format!("Alle Uhrzeiten sind Ortszeit in {place}."),
            _ => format!("All times are local to {place}."),
        }
    }

    /// How many fields are wrong.
    pub fn please_correct(&self, count: usize) -> String {
        match (self.language, count) {
            (Language::De, 1) => "Bitte prüfen Sie noch diese Angabe:".to_owned(),
            (Language::De, _) => format!("Bitte prüfen Sie noch diese {count} Angaben:"),
            (_, 1) => "Please check this entry:".to_owned(),
            (_, _) => format!("Please check these {count} entries:"),
        }
    }

    /// Where the mail about a new booking goes; what to do instead where the shop sends none.
    pub fn mail_follows(&self, requested: bool, email: Option<&str>) -> String {
        let Some(email) = email else { return self.without_mail.to_owned() };
        match (self.language, requested) {
            (Language::De, false) => format!("Die Bestätigung schicken wir an {email}."),
            (Language::De, true) => format!("Sobald wir den Termin bestätigt haben, schreiben wir an {email}."),
            (_, false) => format!("We are sending the confirmation to {email}."),
            (_, true) => format!("We will write to {email} once we have confirmed it."),
        }
    }

    /// What to do with a booking that is to be confirmed by mail.
    pub fn confirm_by_mail(&self, until: &str) -> String {
        self.language.pick(
            format!("Bitte bestätigen Sie bis {until} mit dem Link in der E-Mail, die wir Ihnen schicken."),
            format!("Please confirm by {until} with the link in the e-mail that we are sending you."),
        )
    }

    /// The same for who came by that link.
    pub fn confirm_here(&self, until: &str) -> String {
        self.language.pick(format!("Bitte bestätigen Sie bis {until}."), format!("Please confirm by {until}."))
    }

    /// Until when the customer may change a booking.
    pub fn change_until(&self, when: &str) -> String {
        match self.language {
            Language::De => format!("Verschieben oder absagen können Sie ihn hier bis {when}."),
            _ => format!("You can move or cancel it here until {when}."),
        }
    }

    /// A status in words.
    pub const fn status_words(&self, status: Status) -> &'static str {
        match (self.language, status) {
            (Language::De, Status::Requested) => "angefragt – wir melden uns bei Ihnen",
            (Language::De, Status::Confirmed) => "bestätigt",
            (Language::De, Status::Declined) => "konnte nicht angenommen werden",
            (Language::De, Status::Cancelled) => "abgesagt",
            (Language::De, Status::Done) => "hat stattgefunden",
            (Language::De, Status::NoShow) => "nicht wahrgenommen",
            (_, Status::Requested) => "requested – we will get back to you",
            (_, Status::Confirmed) => "confirmed",
            (_, Status::Declined) => "could not be accepted",
            (_, Status::Cancelled) => "cancelled",
            (_, Status::Done) => "has taken place",
            (_, Status::NoShow) => "not attended",
        }
    }
}
