//! What the pages of the mail settings say, in German and English.

use crate::domain::shop::Language;
use crate::http::planner::text_table::text_table;
use crate::store::outbox_state::{Undelivered, Waiting};

text_table! {
    with language;
    title: "E-Mail-Versand", "Sending mail";
    sentence:
        "Über dieses Postfach bekommen Ihre Kunden Bestätigungen und Erinnerungen, und Sie die Nachricht von jeder Buchung.",
        "From this mailbox your customers get confirmations and reminders, and you hear of every booking.";
    server: "Postausgang", "Outgoing mail";
    overridden_smtp:
        "Das Programm wurde mit --smtp-url gestartet. Solange gilt der Mailserver von dort; was Sie hier eintragen, gilt erst ohne diese Angabe.",
        "The program was started with --smtp-url. As long as that holds, mail goes by that server; what you enter here holds without it only.";
    overridden_folder:
        "Das Programm wurde mit --mail-dir gestartet: E-Mails werden in einen Ordner geschrieben statt verschickt. Was Sie hier eintragen, gilt erst ohne diese Angabe.",
        "The program was started with --mail-dir: mails are written into a folder instead of being sent. What you enter here holds without it only.";
    overridden_memory:
        "Dies ist eine Vorführung: E-Mails landen in ihrem eigenen Postfach und gehen nirgendwohin. Was Sie hier eintragen, hat hier keine Wirkung.",
        "This is a demonstration: mails end in its own mailbox and go nowhere. What you enter here has no effect.";
    // Beside the form of the set-up too.
    provider: "Ihr E-Mail-Anbieter", "Your mail provider";
    provider_choose: "Bitte wählen", "Please choose";
    provider_other: "Ein anderer", "Another one";
    server_parts: "Server, Verschlüsselung, Port", "Server, encryption, port";
    server_parts_hint:
        "Die Angaben stehen bei Ihrem E-Mail-Anbieter unter „SMTP“ oder „Postausgang“.",
        "Your mail provider tells these values under “SMTP” or “outgoing mail”.";
    host: "Server", "Server";
    host_hint: "Zum Beispiel smtp.example.org", "Such as smtp.example.org";
    encryption: "Verschlüsselung", "Encryption";
    starttls: "STARTTLS (meist Port 587)", "STARTTLS (mostly port 587)";
    tls: "SSL/TLS (meist Port 465)", "SSL/TLS (mostly port 465)";
    none: "keine – nur für einen Server im eigenen Haus", "none – for a server in your own house only";
    port: "Port", "Port";
    port_hint: "Leer: der übliche", "Empty: the usual one";
    user: "Benutzername", "User name";
    user_hint: "Meist die ganze E-Mail-Adresse", "Mostly the whole e-mail address";
    password: "Passwort", "Password";
    password_kept:
        "Ein Passwort ist gespeichert und wird nicht angezeigt. Leer lassen, damit es bleibt.",
        "A password is kept and not shown. Leave empty to keep it.";
    password_new:
        "Manche Anbieter verlangen ein eigenes „App-Passwort“.",
        "Some providers want an “app password” of its own.";
    remind: "Kunden am Tag davor erinnern", "Remind customers on the day before";
    save: "Speichern", "Save";
    remove: "Zugangsdaten löschen", "Remove these values";
    remove_ask:
        "Zugangsdaten wirklich löschen? Danach gehen keine E-Mails mehr hinaus.",
        "Really remove these values? No mail goes out then.";
    test: "Testnachricht", "Test mail";
    test_sentence:
        "Prüft die gespeicherten Angaben und zeigt, was der Mailserver antwortet.",
        "Tries the values that are saved, and shows what the mail server answers.";
    to: "An", "To";
    send: "Testnachricht senden", "Send a test mail";
    answer: "Antwort des Mailservers:", "The mail server's answer:";
    outbox: "Was noch zu senden ist", "What is still to be sent";
    retry: "Jetzt noch einmal versuchen", "Try again now";
    last_error: "Zuletzt meldete der Mailserver:", "The mail server said last:";
    suppressed: "Adressen, die keine E-Mails bekommen", "Addresses that get no e-mails";
    suppressed_hint:
        "Von dort kam die Nachricht „Das war ich nicht“.",
        "From there came “I did not book this”.";
    since: "seit", "since";
    release: "Freigeben", "Release";
    none_waits: "Es wartet keine E-Mail.", "No mail waits.";
    inbox_tells:
        "Welche Kunden nicht erreicht wurden, steht unter „Heute“.",
        "Which customers were not reached is told under “Today”.";
    wrong_host:
        "Bitte nur den Namen des Servers, zum Beispiel smtp.example.org.",
        "Please enter the server's name only, such as smtp.example.org.";
    wrong_port:
        "Bitte eine Zahl von 1 bis 65535, oder leer lassen.",
        "Please enter a number from 1 to 65535, or leave it empty.";
    wrong_user:
        "Bitte geben Sie den Benutzernamen zum Passwort an.",
        "Please enter the user name that goes with the password.";
    wrong_password:
        "Bitte geben Sie das Passwort noch einmal ein: Das gespeicherte gilt nur für die bisherigen Angaben.",
        "Please enter the password again: the one that is kept is only for the values as they were.";
    wrong_to:
        "Bitte geben Sie eine E-Mail-Adresse wie name@example.org an.",
        "Please enter an e-mail address such as name@example.org.";
    no_sender:
        "Dem Betrieb fehlt noch eine E-Mail-Adresse, von der gesendet wird. Tragen Sie sie in den Einstellungen ein.",
        "The shop has no e-mail address yet to send from. Enter it in the settings.";
    not_set: "Es ist noch kein Mailserver gespeichert.", "No mail server is saved yet.";
    taken:
        "Der Mailserver hat die Nachricht angenommen. Sehen Sie nach, ob sie ankommt.",
        "The mail server has taken the mail. Look whether it arrives.";
    written: "Die Nachricht ist geschrieben.", "The mail is written.";
    unreachable:
        "Der Mailserver lässt sich so nicht benutzen. Prüfen Sie Server, Port, Verschlüsselung, Benutzername und Passwort.",
        "The mail server cannot be used like this. Check server, port, encryption, user name and password.";
    try_later:
        "Der Mailserver hat die Nachricht jetzt nicht angenommen. Versuchen Sie es später noch einmal.",
        "The mail server did not take the mail now. Try again later.";
    refused:
        "Der Mailserver hat die Nachricht abgelehnt. Prüfen Sie die Adresse des Betriebs und die des Empfängers.",
        "The mail server refused the mail. Check the shop's address and the recipient's.";
    too_slow:
        "Der Mailserver hat nicht rechtzeitig geantwortet. Prüfen Sie Server, Port und Verschlüsselung.",
        "The mail server did not answer in time. Check server, port and encryption.";
}

impl Texts {
    /// What was just done, by the word in the address.
    pub(super) fn done(&self, word: &str) -> Option<&'static str> {
        let (de, en) = match word {
            "saved" => ("Gespeichert. Das gilt ab der nächsten E-Mail.", "Saved. It holds from the next mail on."),
            "removed" => ("Gelöscht. E-Mails warten jetzt.", "Removed. Mails wait now."),
            "released" => ("Die Adresse bekommt wieder E-Mails.", "The address gets e-mails again."),
            "retried" => ("Es wird noch einmal versucht.", "It is being tried again."),
            _ => return None,
        };
        Some(self.language.pick(de, en))
    }

    /// How many mails wait, in a sentence.
    pub(super) fn waiting(&self, waiting: &Waiting) -> String {
        let Waiting { due, tried, later, .. } = waiting;
        match self.language {
            Language::De => {
                format!(
                    "Jetzt zu senden: {due}, davon schon vergeblich versucht: {tried}. Erinnerungen für später: {later}."
                )
            }
            _ => {
                format!("To be sent now: {due}, of these tried in vain: {tried}. Reminders for later: {later}.")
            }
        }
    }

    /// How many mails are held back, in a sentence.
    pub(super) fn held(&self, waiting: &Waiting) -> String {
        self.language.pick(
            format!("Zurückgehalten, bis Sie sie unter „Heute“ freigeben: {}.", waiting.held),
            format!("Held back until you release them under “Today”: {}.", waiting.held),
        )
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
            _ => {
                format!("Not delivered within the last 30 days: {failed}; too late and so not sent: {expired}.")
            }
        }
    }
}
