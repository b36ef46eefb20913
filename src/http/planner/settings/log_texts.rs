//! What each action of the audit log is called. An action without words here is shown by its own.

use crate::domain::shop::Language;

const ACTIONS: &[(&str, &str, &str)] = &[
    ("shop.changed", "Einstellungen geändert", "Settings changed"),
    ("mail_text.changed", "E-Mail-Text geändert", "Mail text changed"),
    ("mail_text.reset", "E-Mail-Text zurückgesetzt", "Mail text reset"),
    ("shop_file.imported", "Shop-Datei übernommen", "Shop file taken over"),
    ("shop_file.exported", "Shop-Datei heruntergeladen", "Shop file downloaded"),
    ("backup.downloaded", "Sicherung heruntergeladen", "Backup downloaded"),
    ("user.created", "Konto angelegt", "Account made"),
    ("user.changed", "Konto geändert", "Account changed"),
    ("user.removed", "Konto entfernt", "Account removed"),
    ("user.signed_in", "angemeldet", "signed in"),
    ("user.signed_out_everywhere", "auf allen Geräten abgemeldet", "signed out on all devices"),
    ("user.password_changed", "Passwort geändert", "Password changed"),
    ("customer.created", "Kunde angelegt", "Customer added"),
    ("customer.changed", "Kunde geändert", "Customer changed"),
    ("customer.merged", "Kunden zusammengeführt", "Customers merged"),
    ("customer.erased", "Kunde gelöscht", "Customer erased"),
    ("appointment.status", "Terminstatus geändert", "Appointment's status changed"),
    ("appointment.linked", "Termin einem Kunden zugeordnet", "Appointment assigned to a customer"),
    ("appointment.unlinked", "Zuordnung zum Kunden gelöst", "Appointment's customer removed"),
    ("appointments.forgotten", "Vergangene Termine anonymisiert", "Past appointments anonymised"),
    ("mail.settled", "Nicht zugestellte E-Mail erledigt", "Undelivered mail settled"),
];

/// The words for an action.
pub fn action(word: &str, language: Language) -> String {
    let found = ACTIONS.iter().find(|(action, _, _)| *action == word);
    match (found, language) {
        (Some((_, de, _)), Language::De) => (*de).to_owned(),
        (Some((_, _, en)), Language::En) => (*en).to_owned(),
        (None, _) => word.to_owned(),
    }
}
