//! Error messages for people: a title, and a sentence that says what to do. Some codes have different texts for
//! customers and for users of the planner.

use super::super::middleware::request_context::Reader;
use super::Code;
use crate::domain::shop::Language;

/// A title and a sentence.
type Words = (&'static str, &'static str);

/// Title and sentence for a person. Codes that only programs receive share one.
pub const fn words(code: Code, reader: Reader, language: Language) -> Words {
    let special = match reader {
        Reader::Customer => None,
        Reader::Operator => operators_words(code),
    };
    match (special, language) {
        (Some([de, _]), Language::De) => de,
        (Some([_, en]), _) => en,
        (None, Language::De) => words_de(code),
        (None, _) => words_en(code),
    }
}

/// The link shown on an error page: URL and label.
pub const fn home(code: Code, reader: Reader, language: Language) -> Words {
    match (reader, code, language) {
        (Reader::Customer, _, Language::De) => ("/", "Zur Terminbuchung"),
        (Reader::Customer, _, _) => ("/", "Go to the booking page"),
        (Reader::Operator, Code::SignInRequired, Language::De) => ("/planner/sign-in", "Anmelden"),
        (Reader::Operator, Code::SignInRequired, _) => ("/planner/sign-in", "Sign in"),
        (Reader::Operator, _, Language::De) => ("/planner", "Zum Terminplaner"),
        (Reader::Operator, _, _) => ("/planner", "Go to the planner"),
    }
}

/// The label of the request id.
pub const fn reference(language: Language) -> &'static str {
    match language {
        Language::De => "Fehlernummer",
        _ => "Reference",
    }
}

/// Texts for users of the planner only, German and English.
const fn operators_words(code: Code) -> Option<[Words; 2]> {
    let words = match code {
        Code::NotFound => [
            (
                "Seite nicht gefunden",
                "Unter dieser Adresse gibt es im Terminplaner nichts. Vielleicht ist sie unvollständig, oder was hier stand, \
                 wurde inzwischen gelöscht.",
            ),
            (
                "Page not found",
                "There is nothing in the planner at this address. Perhaps it is incomplete, or what was here has been \
                 deleted meanwhile.",
            ),
        ],
        Code::SignInRequired => [
            (
                "Bitte melden Sie sich an",
                "Sie sind nicht oder nicht mehr angemeldet, deshalb wurde nichts gespeichert. Melden Sie sich an und machen Sie \
                 es dann noch einmal.",
            ),
            (
                "Please sign in",
                "You are not signed in, or no longer, so nothing was saved. Sign in, then do it once more.",
            ),
        ],
        Code::PasswordRequired => [
            (
                "Bitte geben Sie Ihr Passwort ein",
                "Zur Sicherheit, falls jemand anderes an Ihrem Gerät sitzt. Danach geht es hier weiter.",
            ),
            (
                "Please enter your password",
                "To be safe, in case somebody else sits at your device. After that it goes on here.",
            ),
        ],
        Code::NotAllowed => [
            (
                "Das darf nur ein Inhaber",
                "Ihr Konto ist für Heute, Kalender und Kunden. Bitten Sie jemanden mit einem Inhaber-Konto, das für Sie zu \
                 erledigen.",
            ),
            (
                "For owners only",
                "Your account is for today, calendar and customers. Ask somebody with an owner’s account to do this for you.",
            ),
        ],
        Code::MethodNotAllowed => [
            (
                "So lässt sich diese Adresse nicht öffnen",
                "Sie gehört zu einem Knopf. Es wurde nichts geändert: Öffnen Sie die Seite, auf der er steht, und drücken Sie \
                 ihn dort.",
            ),
            (
                "This address cannot be opened",
                "It belongs to a button. Nothing was changed: open the page with the button, and press it there.",
            ),
        ],
        Code::BodyTooLarge => [
            (
                "Das ist zu viel auf einmal",
                "Es wurde nichts gespeichert. Gehen Sie im Browser zurück, kürzen Sie den Text und senden Sie ihn noch einmal.",
            ),
            (
                "This is too much at once",
                "Nothing was saved. Go back in your browser, shorten the text and send it again.",
            ),
        ],
        Code::ForeignForm => [
            (
                "Das kam nicht von einer Seite des Terminplaners",
                "Es wurde nichts geändert: Zu Ihrem Schutz gilt nur, was eine Seite des Terminplaners selbst absendet. Öffnen Sie \
                 ihn unter seiner üblichen Adresse neu und machen Sie es dort noch einmal. Hilft das nicht, verändert ein Zusatz im \
                 Browser oder ein Proxy vor dem Programm die Anfragen (Kopfzeilen Host und Origin).",
            ),
            (
                "This did not come from a page of the planner",
                "Nothing was changed: for your protection, only what a page of the planner itself sends is taken. Open the planner \
                 anew at its usual address, and do it once more there. If that does not help, an add-on of the browser or a proxy \
                 before the program changes the requests (headers Host and Origin).",
            ),
        ],
        Code::SlotTaken | Code::NotOffered => [
            (
                "Diese Zeit ist schon belegt",
                "Es wurde nichts geändert. Gehen Sie zurück und wählen Sie eine andere Zeit, oder sehen Sie im Kalender nach.",
            ),
            ("This time is taken", "Nothing was changed. Go back and choose another time, or look into the calendar."),
        ],
        Code::Internal => [
            (
                "Da ist etwas schiefgegangen",
                "Das ist ein Fehler des Programms. Sehen Sie nach, ob gespeichert wurde, was Sie gerade getan haben. Kommt der \
                 Fehler wieder, nennen Sie die Nummer unten dem, der das Programm betreut: Sie steht auch in seinem Protokoll.",
            ),
            (
                "Something went wrong",
                "This is a fault of the program. Look whether what you have just done was saved. If it happens again, tell the \
                 number below to who looks after the program: it stands in its log too.",
            ),
        ],
        Code::RateLimited => [
            (
                "Einen Moment bitte",
                "Das war zu oft in kurzer Zeit. Es wurde nichts geändert; warten Sie einen Moment und machen Sie es dann noch \
                 einmal.",
            ),
            (
                "One moment please",
                "This was too often within a short time. Nothing was changed; wait a moment, then try again.",
            ),
        ],
        Code::UnknownService | Code::UnknownToken | Code::NotChangeable | Code::Busy | Code::Stopping => return None,
        _ => [
            (
                "Das war nicht zu lesen",
                "Es wurde nichts geändert. Laden Sie die Seite, von der Sie kommen, neu und machen Sie es noch einmal.",
            ),
            ("This could not be read", "Nothing was changed. Load the page you come from again, and do it once more."),
        ],
    };
    Some(words)
}

const fn words_de(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::NotFound => ("Seite nicht gefunden", "Unter dieser Adresse gibt es nichts. Bitte prüfen Sie den Link."),
        Code::SignInRequired => ("Bitte melden Sie sich an", "Dafür müssen Sie angemeldet sein."),
        Code::NotAllowed => ("Das darf nur ein Inhaber", "Bitte wenden Sie sich an jemanden mit einem Inhaber-Konto."),
        Code::UnknownService => {
            ("Termin nicht buchbar", "Diesen Termin gibt es hier nicht mehr. Bitte wählen Sie einen anderen.")
        }
        Code::UnknownToken => (
            "Termin nicht gefunden",
            "Zu diesem Link gibt es keinen Termin. Bitte öffnen Sie den vollständigen Link aus Ihrer E-Mail.",
        ),
        Code::SlotTaken | Code::NotOffered => {
            ("Diese Zeit ist nicht mehr frei", "Bitte gehen Sie zurück und wählen Sie eine andere Zeit.")
        }
        Code::TooManyBookings => (
            "Zu viele offene Termine",
            "Für diese E-Mail-Adresse sind schon mehrere Termine offen. Bitte sagen Sie einen davon ab oder rufen Sie uns an.",
        ),
        Code::TooLate => {
            ("Zu kurzfristig", "So kurz vor dem Termin geht das nicht mehr online. Bitte rufen Sie uns an.")
        }
        Code::NotChangeable => ("Nicht mehr änderbar", "Dieser Termin lässt sich nicht mehr ändern."),
        Code::RateLimited => (
            "Einen Moment bitte",
            "Es kamen sehr viele Anfragen von Ihrem Anschluss. Bitte versuchen Sie es gleich noch einmal.",
        ),
        Code::NetworkLimit => (
            "Heute schon sehr oft gebucht",
            "Von Ihrem Internetanschluss wurde heute schon sehr oft gebucht. Bitte rufen Sie uns an.",
        ),
        Code::Internal => (
            "Da ist etwas schiefgegangen",
            "Der Fehler liegt bei uns. Bitte versuchen Sie es später noch einmal oder rufen Sie uns an.",
        ),
        Code::Busy | Code::Stopping => {
            ("Gerade überlastet", "Bitte laden Sie die Seite in ein paar Sekunden noch einmal.")
        }
        _ => ("Das konnten wir nicht lesen", "Bitte gehen Sie zurück und versuchen Sie es noch einmal."),
    }
}

const fn words_en(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::NotFound => ("Page not found", "There is nothing at this address. Please check the link."),
        Code::SignInRequired => ("Please sign in", "You need to be signed in for this."),
        Code::NotAllowed => ("For owners only", "Please ask somebody who has an owner's account."),
        Code::UnknownService => {
            ("Not available", "This appointment is no longer offered here. Please choose another one.")
        }
        Code::UnknownToken => (
            "Appointment not found",
            "There is no appointment behind this link. Please open the whole link from your e-mail.",
        ),
        Code::SlotTaken | Code::NotOffered => {
            ("This time is no longer free", "Please go back and choose another time.")
        }
        Code::TooManyBookings => (
            "Too many open appointments",
            "There are several open appointments for this e-mail address already. Please cancel one of them or call us.",
        ),
        Code::TooLate => ("Too late", "So shortly before the appointment this cannot be done online. Please call us."),
        Code::NotChangeable => ("No longer changeable", "This appointment can no longer be changed."),
        Code::RateLimited => {
            ("One moment please", "Very many requests came from your connection. Please try again in a moment.")
        }
        Code::NetworkLimit => {
            ("Booked very often today", "Very many bookings came from your internet connection today. Please call us.")
        }
        Code::Internal => ("Something went wrong", "This is a fault of ours. Please try again later or call us."),
        Code::Busy | Code::Stopping => ("Busy right now", "Please load the page again in a few seconds."),
        _ => ("We could not read this", "Please go back and try again."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_for_everybody_in_both_languages() {
        for code in Code::ALL {
            for reader in [Reader::Customer, Reader::Operator] {
                let [de, en] = [Language::De, Language::En].map(|language| words(code, reader, language));
                assert!(de.1.ends_with('.') && en.1.ends_with('.') && de.1 != en.1, "{code:?} {reader:?}");
                assert!(!de.0.is_empty() && !en.0.is_empty() && !en.1.contains("  "), "{code:?} {reader:?}");
            }
        }
    }

    #[test]
    fn nobody_at_the_counter_is_asked_to_ring_the_shop() {
        for code in Code::ALL {
            let (_, sentence) = words(code, Reader::Operator, Language::De);
            assert!(!sentence.contains("rufen Sie uns an"), "{sentence}");
        }
    }
}
