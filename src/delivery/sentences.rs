//! The sentences of each kind of message: its subject, its heading, and what has happened.

use super::sanitize::one_line;
use super::texts::Writing;
use crate::domain::appointment::Status;
use crate::domain::notice::NoticeKind;
use crate::domain::shop::Language;
use crate::i18n::dates;

impl Writing<'_> {
    fn requested(&self) -> bool {
        self.notice.facts.status == Status::Requested
    }

    /// The subject.
    pub(super) fn subject(&self) -> String {
        use NoticeKind as K;
        let when = dates::day_and_time(self.notice.facts.start, self.shop.time_zone, self.language);
        let service = one_line(&self.notice.facts.service_name);
        let what = match self.notice.kind {
            K::BookingRefused => {
                return self.say("Nicht gebucht: noch ein Termin", "Not booked: another appointment").to_owned();
            }
            K::PleaseConfirm => self.say("Bitte bestätigen: Ihr Termin am", "Please confirm: your appointment on"),
            K::Confirmation => self.say("Ihr Termin am", "Your appointment on"),
            K::RequestReceived => self.say("Ihre Terminanfrage für", "Your appointment request for"),
            K::Confirmed => self.say("Bestätigt: Ihr Termin am", "Confirmed: your appointment on"),
            K::Declined => self.say("Leider nicht möglich: Ihr Termin am", "Not possible: your appointment on"),
            K::Rescheduled => self.say("Verschoben: Ihr Termin ist jetzt am", "Moved: your appointment is now on"),
            K::Cancelled => self.say("Abgesagt: Ihr Termin am", "Cancelled: your appointment on"),
            K::Reminder if self.requested() => {
                self.say("Erinnerung: Ihre Terminanfrage für", "Reminder: your appointment request for")
            }
            K::Reminder => self.say("Erinnerung: Ihr Termin am", "Reminder: your appointment on"),
            K::ShopBooked if self.requested() => self.say("Neue Terminanfrage", "New appointment request"),
            K::ShopBooked => self.say("Neuer Termin", "New appointment"),
            K::ShopRescheduled => self.say("Termin verschoben", "Appointment moved"),
            K::ShopCancelled => self.say("Termin abgesagt", "Appointment cancelled"),
            K::ShopDisowned => self.say("Nicht selbst gebucht", "Not booked by its customer"),
        };
        if self.notice.kind.is_for_shop() { format!("{what}: {service}, {when}") } else { format!("{what} {when}") }
    }

    /// The heading, and the sentence that says what has happened.
    pub(super) fn sentences(&self) -> (&'static str, &'static str) {
        match (self.language, self.notice.kind.is_for_shop()) {
            (Language::De, false) => self.customer_de(),
            (_, false) => self.customer_en(),
            (_, true) => self.for_shop(),
        }
    }

    fn customer_de(&self) -> (&'static str, &'static str) {
        use NoticeKind as K;
        match self.notice.kind {
            K::Confirmation => ("Ihr Termin ist gebucht", "Ihr Termin ist fest gebucht. Wir freuen uns auf Sie."),
            K::PleaseConfirm => {
                ("Bitte bestätigen Sie Ihren Termin", "Ihr Termin ist noch nicht gebucht. Bitte bestätigen Sie ihn.")
            }
            K::RequestReceived => (
                "Ihre Anfrage ist angekommen",
                "vielen Dank für Ihre Terminanfrage. Die Zeit ist für Sie vorgemerkt. Wir schreiben Ihnen, sobald wir den \
                 Termin bestätigt haben.",
            ),
            K::Confirmed => ("Ihr Termin ist bestätigt", "wir haben Ihren Termin bestätigt. Wir freuen uns auf Sie."),
            K::Declined => (
                "Dieser Termin ist leider nicht möglich",
                "zu dieser Zeit können wir Ihnen leider keinen Termin anbieten. Bitte suchen Sie sich eine andere Zeit aus \
                 oder melden Sie sich bei uns.",
            ),
            K::Rescheduled if self.requested() => (
                "Ihr Terminwunsch ist verschoben",
                "die neue Zeit ist für Sie vorgemerkt. Wir schreiben Ihnen, sobald wir sie bestätigt haben.",
            ),
            K::Rescheduled => ("Ihr Termin ist verschoben", "Ihr Termin hat eine neue Zeit."),
            K::Cancelled => ("Ihr Termin ist abgesagt", "Ihr Termin ist abgesagt. Sie müssen nichts weiter tun."),
            K::Reminder if self.requested() => (
                "Ihre Terminanfrage ist noch offen",
                "wir möchten Sie an Ihre Terminanfrage erinnern. Die Zeit ist für Sie vorgemerkt, aber noch nicht \
                 bestätigt. Bitte melden Sie sich bei uns, wenn Sie nichts mehr von uns hören.",
            ),
            K::BookingRefused => (
                "Kein weiterer Termin gebucht",
                "jemand wollte mit Ihrer E-Mail-Adresse noch einen Termin buchen. Wir haben ihn nicht gebucht, denn mit einer \
                 Adresse lassen sich online nur wenige Termine buchen. Waren Sie es selbst, rufen Sie uns bitte an. Zuletzt \
                 gebucht wurde dieser Termin:",
            ),
            _ => ("Erinnerung an Ihren Termin", "wir möchten Sie an Ihren Termin erinnern. Wir freuen uns auf Sie."),
        }
    }

    fn customer_en(&self) -> (&'static str, &'static str) {
        use NoticeKind as K;
        match self.notice.kind {
            K::Confirmation => {
                ("Your appointment is booked", "Your appointment is booked. We look forward to seeing you.")
            }
            K::PleaseConfirm => {
                ("Please confirm your appointment", "Your appointment is not booked yet. Please confirm it.")
            }
            K::RequestReceived => (
                "Your request has arrived",
                "Thank you for your request. The time is held for you. We will write to you as soon as we have confirmed \
                 the appointment.",
            ),
            K::Confirmed => {
                ("Your appointment is confirmed", "We have confirmed your appointment. We look forward to seeing you.")
            }
            K::Declined => (
                "This appointment is not possible",
                "Unfortunately, we cannot offer you an appointment at this time. Please choose another time or get in \
                 touch with us.",
            ),
            K::Rescheduled if self.requested() => (
                "Your request has been moved",
                "The new time is held for you. We will write to you as soon as we have confirmed it.",
            ),
            K::Rescheduled => ("Your appointment has been moved", "Your appointment has a new time."),
            K::Cancelled => (
                "Your appointment is cancelled",
                "Your appointment is cancelled. There is nothing else you need to do.",
            ),
            K::Reminder if self.requested() => (
                "Your request is still open",
                "We would like to remind you of your appointment request. The time is held for you but not confirmed \
                 yet. Please get in touch with us if you do not hear from us.",
            ),
            K::BookingRefused => (
                "No further appointment was booked",
                "Somebody wanted to book another appointment with your e-mail address. We have not booked it, for only a few \
                 appointments can be booked online with one address. If it was you, please call us. This one was booked last:",
            ),
            _ => (
                "A reminder of your appointment",
                "We would like to remind you of your appointment. We look forward to seeing you.",
            ),
        }
    }

    fn for_shop(&self) -> (&'static str, &'static str) {
        match self.notice.kind {
            NoticeKind::ShopBooked if self.requested() => (
                self.say("Neue Terminanfrage", "New appointment request"),
                self.say(
                    "jemand hat online um einen Termin gebeten. Die Zeit ist vorgemerkt und wartet auf Ihre Antwort.",
                    "Somebody has asked for an appointment online. The time is held and waits for your answer.",
                ),
            ),
            NoticeKind::ShopBooked => (
                self.say("Neuer Termin", "New appointment"),
                self.say("jemand hat online einen Termin gebucht.", "Somebody has booked an appointment online."),
            ),
            NoticeKind::ShopRescheduled if self.requested() => (
                self.say("Termin verschoben", "Appointment moved"),
                self.say(
                    "ein Termin wurde online verschoben. Die neue Zeit ist vorgemerkt und wartet auf Ihre Antwort.",
                    "An appointment was moved online. The new time is held and waits for your answer.",
                ),
            ),
            NoticeKind::ShopRescheduled => (
                self.say("Termin verschoben", "Appointment moved"),
                self.say("ein Termin wurde online verschoben.", "An appointment was moved online."),
            ),
            NoticeKind::ShopDisowned if self.notice.facts.online => (
                self.say("Termin nicht selbst gebucht", "Appointment not booked by its customer"),
                self.say(
                    "unter der angegebenen E-Mail-Adresse hat niemand diesen Termin gebucht. Er ist abgesagt, die Zeit ist \
                     wieder frei. An die Adresse geht keine E-Mail mehr, bis Sie sie freigeben.",
                    "Nobody at the e-mail address given has booked this appointment. It is cancelled, and the time is free \
                     again. No e-mail goes to the address until you release it.",
                ),
            ),
            NoticeKind::ShopDisowned => (
                self.say("E-Mail-Adresse stimmt nicht", "Wrong e-mail address"),
                self.say(
                    "unter der eingetragenen E-Mail-Adresse kennt niemand diesen Termin, sie ist wohl falsch. Der Termin \
                     bleibt bestehen. An die Adresse geht keine E-Mail mehr, bis Sie sie freigeben.",
                    "Nobody at the e-mail address entered knows this appointment; it is probably wrong. The appointment \
                     stands. No e-mail goes to the address until you release it.",
                ),
            ),
            _ => (
                self.say("Termin abgesagt", "Appointment cancelled"),
                self.say(
                    "ein Termin wurde online abgesagt. Die Zeit ist wieder frei.",
                    "An appointment was cancelled online. The time is free again.",
                ),
            ),
        }
    }
}
