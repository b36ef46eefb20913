//! What the frame of the planner's pages says, and the page for signing in. Each area has a table of its own.

use crate::domain::shop::Language;

/// The words of one language.
pub struct Texts {
    pub(super) language: Language,
    pub(super) planner: &'static str,
    pub(super) skip: &'static str,
    pub(super) navigation: &'static str,
    pub(super) inbox: &'static str,
    pub(super) calendar: &'static str,
    pub(super) customers: &'static str,
    pub(super) hours: &'static str,
    pub(super) offer: &'static str,
    pub(super) settings: &'static str,
    pub(super) booking_page: &'static str,
    pub(super) account: &'static str,
    pub(super) sign_in: &'static str,
    pub(super) sign_out: &'static str,
    pub(super) email: &'static str,
    pub(super) password: &'static str,
    pub(super) forgotten: &'static str,
    pub(super) nobody_yet: &'static str,
    pub(super) password_changed: &'static str,
    pub(super) wrong_password: &'static str,
    pub(super) set_up_open: &'static str,
    pub(super) set_up_go_on: &'static str,
    pub(super) wants_attention: &'static str,
    pub(super) offline: &'static str,
    pub(super) back: &'static str,
}

const DE: Texts = Texts {
    language: Language::De,
    planner: "Terminplaner",
    skip: "Zum Inhalt",
    navigation: "Bereiche",
    inbox: "Heute",
    calendar: "Kalender",
    customers: "Kunden",
    hours: "Öffnungszeiten",
    offer: "Leistungen",
    settings: "Einstellungen",
    booking_page: "Buchungsseite",
    account: "Konto",
    sign_in: "Anmelden",
    sign_out: "Abmelden",
    email: "E-Mail-Adresse",
    password: "Passwort",
    forgotten: "Passwort vergessen?",
    nobody_yet: "Hier gibt es noch kein Konto. Das erste legen Sie mit der Adresse an, die das Programm beim Start ausgibt.",
    password_changed: "Ihr neues Passwort gilt. Melden Sie sich jetzt damit an.",
    wrong_password: "E-Mail-Adresse und Passwort passen nicht zusammen.",
    set_up_open: "Die Einrichtung ist noch nicht fertig.",
    set_up_go_on: "Weiter einrichten",
    wants_attention: "offen",
    offline: "Keine Verbindung: Was Sie sehen, kann veraltet sein.",
    back: "Zurück",
};

const EN: Texts = Texts {
    language: Language::En,
    planner: "Planner",
    skip: "Skip to content",
    navigation: "Areas",
    inbox: "Today",
    calendar: "Calendar",
    customers: "Customers",
    hours: "Opening hours",
    offer: "Services",
    settings: "Settings",
    booking_page: "Booking page",
    account: "Account",
    sign_in: "Sign in",
    sign_out: "Sign out",
    email: "E-mail address",
    password: "Password",
    forgotten: "Forgotten your password?",
    nobody_yet: "There is no account here yet. Make the first one at the address that the program prints when it starts.",
    password_changed: "Your new password holds. Sign in with it now.",
    wrong_password: "E-mail address and password do not belong together.",
    set_up_open: "The set-up is not finished yet.",
    set_up_go_on: "Go on with it",
    wants_attention: "open",
    offline: "No connection: what you see may be out of date.",
    back: "Back",
};

impl Texts {
    /// The table of that language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::De => &DE,
            Language::En => &EN,
        }
    }
}
