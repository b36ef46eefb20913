//! What the pages of the mail settings say, in German and English.

use crate::domain::shop::Language;
use crate::store::outbox_state::{Undelivered, Waiting};

/// The words of one language.
pub struct Texts {
    language: Language,
    pub(super) title: &'static str,
    pub(super) sentence: &'static str,
    pub(super) server: &'static str,
    pub(super) overridden_smtp: &'static str,
    pub(super) overridden_folder: &'static str,
    pub(super) overridden_memory: &'static str,
    /// Beside the form of the set-up too.
    pub host: &'static str,
    pub host_hint: &'static str,
    pub encryption: &'static str,
    pub encryption_hint: &'static str,
    pub starttls: &'static str,
    pub tls: &'static str,
    pub none: &'static str,
    pub port: &'static str,
    pub port_hint: &'static str,
    pub user: &'static str,
    pub user_hint: &'static str,
    pub password: &'static str,
    pub password_kept: &'static str,
    pub password_new: &'static str,
    pub(super) save: &'static str,
    pub(super) remove: &'static str,
    pub(super) remove_ask: &'static str,
    pub(super) test: &'static str,
    pub(super) test_sentence: &'static str,
    pub(super) to: &'static str,
    pub(in crate::http::planner) send: &'static str,
    pub answer: &'static str,
    pub(super) outbox: &'static str,
    pub(super) retry: &'static str,
    pub(super) last_error: &'static str,
    pub(super) none_waits: &'static str,
    pub(super) inbox_tells: &'static str,
    pub(super) wrong_host: &'static str,
    pub(super) wrong_port: &'static str,
    pub(super) wrong_user: &'static str,
    pub(super) wrong_password: &'static str,
    pub(super) wrong_to: &'static str,
    pub(super) no_sender: &'static str,
    pub(super) not_set: &'static str,
    pub(super) taken: &'static str,
    pub(super) written: &'static str,
    pub(super) unreachable: &'static str,
    pub(super) try_later: &'static str,
    pub(super) refused: &'static str,
    pub(super) too_slow: &'static str,
}

const DE: Texts = Texts {
    language: Language::De,
    title: "E-Mail-Versand",
    sentence: "Über dieses Postfach bekommen Ihre Kunden Bestätigungen und Erinnerungen, und Sie die Nachricht von jeder Buchung. Die Angaben stehen bei Ihrem E-Mail-Anbieter unter „SMTP“ oder „Postausgang“.",
    server: "Postausgang",
    overridden_smtp: "Das Programm wurde mit --smtp-url gestartet. Solange gilt der Mailserver von dort; was Sie hier eintragen, gilt erst ohne diese Angabe.",
    overridden_folder: "Das Programm wurde mit --mail-dir gestartet: E-Mails werden in einen Ordner geschrieben statt verschickt. Was Sie hier eintragen, gilt erst ohne diese Angabe.",
    overridden_memory: "Dies ist eine Vorführung: E-Mails landen in ihrem eigenen Postfach und gehen nirgendwohin. Was Sie hier eintragen, hat hier keine Wirkung.",
    host: "Server",
    host_hint: "Zum Beispiel smtp.example.org",
    encryption: "Verschlüsselung",
    encryption_hint: "Nennt Ihr E-Mail-Anbieter",
    starttls: "STARTTLS (meist Port 587)",
    tls: "SSL/TLS (meist Port 465)",
    none: "keine – nur für einen Server im eigenen Haus",
    port: "Port",
    port_hint: "Leer: der übliche",
    user: "Benutzername",
    user_hint: "Meist die ganze E-Mail-Adresse",
    password: "Passwort",
    password_kept: "Ein Passwort ist gespeichert und wird nicht angezeigt. Leer lassen, damit es bleibt.",
    password_new: "Manche Anbieter verlangen ein eigenes „App-Passwort“.",
    save: "Speichern",
    remove: "Zugangsdaten löschen",
    remove_ask: "Zugangsdaten wirklich löschen? Danach gehen keine E-Mails mehr hinaus.",
    test: "Testnachricht",
    test_sentence: "Prüft die gespeicherten Angaben und zeigt, was der Mailserver antwortet.",
    to: "An",
    send: "Testnachricht senden",
    answer: "Antwort des Mailservers:",
    outbox: "Was noch zu senden ist",
    retry: "Jetzt noch einmal versuchen",
    last_error: "Zuletzt meldete der Mailserver:",
    none_waits: "Es wartet keine E-Mail.",
    inbox_tells: "Welche Kunden nicht erreicht wurden, steht unter „Heute“.",
    wrong_host: "Bitte nur den Namen des Servers, zum Beispiel smtp.example.org.",
    wrong_port: "Bitte eine Zahl von 1 bis 65535, oder leer lassen.",
    wrong_user: "Bitte geben Sie den Benutzernamen zum Passwort an.",
    wrong_password: "Bitte geben Sie das Passwort ein: Für einen anderen Server oder Benutzer wird das gespeicherte nicht benutzt.",
    wrong_to: "Bitte geben Sie eine E-Mail-Adresse wie name@example.org an.",
    no_sender: "Dem Betrieb fehlt noch eine E-Mail-Adresse, von der gesendet wird. Tragen Sie sie in den Einstellungen ein.",
    not_set: "Es ist noch kein Mailserver gespeichert.",
    taken: "Der Mailserver hat die Nachricht angenommen. Sehen Sie nach, ob sie ankommt.",
    written: "Die Nachricht ist geschrieben.",
    unreachable: "Der Mailserver lässt sich so nicht benutzen. Prüfen Sie Server, Port, Verschlüsselung, Benutzername und Passwort.",
    try_later: "Der Mailserver hat die Nachricht jetzt nicht angenommen. Versuchen Sie es später noch einmal.",
    refused: "Der Mailserver hat die Nachricht abgelehnt. Prüfen Sie die Adresse des Betriebs und die des Empfängers.",
    too_slow: "Der Mailserver hat nicht rechtzeitig geantwortet. Prüfen Sie Server, Port und Verschlüsselung.",
};

const EN: Texts = Texts {
    language: Language::En,
    title: "Sending mail",
    sentence: "From this mailbox your customers get confirmations and reminders, and you hear of every booking. Your mail provider tells these values under “SMTP” or “outgoing mail”.",
    server: "Outgoing mail",
    overridden_smtp: "The program was started with --smtp-url. As long as that holds, mail goes by that server; what you enter here holds without it only.",
    overridden_folder: "The program was started with --mail-dir: mails are written into a folder instead of being sent. What you enter here holds without it only.",
    overridden_memory: "This is a demonstration: mails end in its own mailbox and go nowhere. What you enter here has no effect.",
    host: "Server",
    host_hint: "Such as smtp.example.org",
    encryption: "Encryption",
    encryption_hint: "Your mail provider names it",
    starttls: "STARTTLS (mostly port 587)",
    tls: "SSL/TLS (mostly port 465)",
    none: "none – for a server in your own house only",
    port: "Port",
    port_hint: "Empty: the usual one",
    user: "User name",
    user_hint: "Mostly the whole e-mail address",
    password: "Password",
    password_kept: "A password is kept and not shown. Leave empty to keep it.",
    password_new: "Some providers want an “app password” of its own.",
    save: "Save",
    remove: "Remove these values",
    remove_ask: "Really remove these values? No mail goes out then.",
    test: "Test mail",
    test_sentence: "Tries the values that are saved, and shows what the mail server answers.",
    to: "To",
    send: "Send a test mail",
    answer: "The mail server's answer:",
    outbox: "What is still to be sent",
    retry: "Try again now",
    last_error: "The mail server said last:",
    none_waits: "No mail waits.",
    inbox_tells: "Which customers were not reached is told under “Today”.",
    wrong_host: "Please enter the server's name only, such as smtp.example.org.",
    wrong_port: "Please enter a number from 1 to 65535, or leave it empty.",
    wrong_user: "Please enter the user name that goes with the password.",
    wrong_password: "Please enter the password: for another server or user the one that is kept is not used.",
    wrong_to: "Please enter an e-mail address such as name@example.org.",
    no_sender: "The shop has no e-mail address yet to send from. Enter it in the settings.",
    not_set: "No mail server is saved yet.",
    taken: "The mail server has taken the mail. Look whether it arrives.",
    written: "The mail is written.",
    unreachable: "The mail server cannot be used like this. Check server, port, encryption, user name and password.",
    try_later: "The mail server did not take the mail now. Try again later.",
    refused: "The mail server refused the mail. Check the shop's address and the recipient's.",
    too_slow: "The mail server did not answer in time. Check server, port and encryption.",
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
            "saved" => ("Gespeichert. Das gilt ab der nächsten E-Mail.", "Saved. It holds from the next mail on."),
            "removed" => ("Gelöscht. E-Mails warten jetzt.", "Removed. Mails wait now."),
            "retried" => ("Es wird noch einmal versucht.", "It is being tried again."),
            _ => return None,
        };
        Some(self.language.pick(de, en))
    }

    /// How many mails wait, in a sentence.
    pub(super) fn waiting(&self, waiting: &Waiting) -> String {
        let Waiting { due, tried, later } = waiting;
        match self.language {
            Language::De => {
                format!(
                    "Jetzt zu senden: {due}, davon schon vergeblich versucht: {tried}. Erinnerungen für später: {later}."
                )
            }
            Language::En => {
                format!("To be sent now: {due}, of these tried in vain: {tried}. Reminders for later: {later}.")
            }
        }
    }

    /// How many mails failed, in a sentence.
    pub(super) fn failed(&self, undelivered: &Undelivered) -> String {
        let (failed, expired) = (undelivered.failed, undelivered.expired);
        match self.language {
            Language::De => {
                format!(
                    "In den letzten 30 Tagen nicht zugestellt: {failed}; zu spät und darum nicht gesendet: {expired}."
                )
            }
            Language::En => {
                format!("Not delivered within the last 30 days: {failed}; too late and so not sent: {expired}.")
            }
        }
    }
}
