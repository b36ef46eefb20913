//! What the pages about customers say.

use crate::domain::person::Reason;
use crate::domain::shop::Language;
use crate::http::planner::text_table::text_table;

text_table! {
    with language;
    title: "Kunden", "Customers";
    new: "Neuer Kunde", "New customer";
    search: "Kunden suchen", "Find customers";
    search_hint: "Name, E-Mail-Adresse oder Telefonnummer", "Name, e-mail address or telephone number";
    search_button: "Suchen", "Find";
    none_yet:
        "Noch keine Kunden. Aus einer Buchung legen Sie mit einem Klick einen an.",
        "No customers yet. Make one from a booking with one click.";
    none_found:
        "Kein Kunde gefunden. Prüfen Sie die Schreibweise, oder legen Sie einen neuen Kunden an.",
        "No customer found. Check the spelling, or add a new one.";
    of_nobody: "Termine, die zu keinem Kunden gehören", "Appointments that belong to no customer";
    of_nobody_hint:
        "Die neuesten zuerst, auch abgesagte. Öffnen Sie einen, um ihn einem Kunden zuzuordnen.",
        "The latest first, cancelled ones too. Open one to assign it to a customer.";
    name: "Name", "Name";
    first_name: "Vorname", "First name";
    last_name: "Nachname", "Last name";
    email: "E-Mail-Adresse", "E-mail address";
    phone: "Telefon", "Telephone";
    address: "Anschrift", "Address";
    born_on: "Geburtsdatum", "Date of birth";
    note: "Notiz", "Note";
    note_hint:
        "Nur für Sie und Ihr Team. Gehört zur Datenauskunft, wenn der Kunde sie verlangt.",
        "For you and your team only. It is part of what a customer gets who asks for their data.";
    made_on: "Angelegt am", "Added on";
    save: "Speichern", "Save";
    cancel: "Abbrechen", "Cancel";
    edit: "Bearbeiten", "Edit";
    edit_title: "Kunde bearbeiten", "Edit customer";
    wrong:
        "Bitte prüfen Sie die markierten Felder. Es wurde noch nichts gespeichert.",
        "Please check the marked fields. Nothing has been saved yet.";
    upcoming: "Kommende Termine", "Upcoming appointments";
    past: "Vergangene Termine", "Past appointments";
    no_appointments: "Noch keine Termine.", "No appointments yet.";
    no_appointments_hint:
        "Ordnen Sie einen Termin auf seiner Seite oder in der Übersicht „Heute“ zu.",
        "Assign an appointment on its page or under “Today”.";
    blocked: "Ohne Leistung", "No service";
    same_email: "Termine mit derselben E-Mail-Adresse", "Appointments with the same e-mail address";
    same_email_hint: "Diese Termine gehören noch zu keinem Kunden.", "These appointments belong to no customer yet.";
    customer: "Kunde", "Customer";
    unlink: "Zuordnung lösen", "Remove link";
    unlink_whom: "Zuordnung lösen zu", "Remove link to";
    assign: "Zuordnen", "Assign";
    maybe: "Vielleicht schon bekannt", "Perhaps known already";
    surely: "Wahrscheinlich schon bekannt", "Probably known already";
    nobody_similar: "Noch kein Kunde zugeordnet.", "No customer assigned yet.";
    create: "Als Kunden anlegen", "Add as customer";
    create_anyway: "Neu anlegen", "Add as new";
    linked: "Der Termin ist dem Kunden zugeordnet.", "The appointment is assigned to the customer.";
    created_and_linked:
        "Der Kunde ist angelegt, der Termin zugeordnet.",
        "The customer is added, the appointment assigned.";
    unlinked: "Die Zuordnung ist gelöst.", "The link is removed.";
    saved: "Gespeichert.", "Saved.";
    created: "Der Kunde ist angelegt.", "The customer is added.";
    merged: "Zusammengeführt: Alle Termine stehen jetzt hier.", "Merged: all appointments are here now.";
    merge: "Zusammenführen", "Merge";
    merge_title: "Kunden zusammenführen", "Merge customers";
    merge_explained:
        "Ist dieselbe Person doppelt angelegt? Wählen Sie das andere Kundenblatt. Danach bestimmen Sie, welche Angaben bleiben.",
        "Is the same person here twice? Choose the other record. Then decide which entries stay.";
    merge_choose:
        "Welche Angaben sollen bleiben? Alle Termine beider Kundenblätter stehen danach auf einem. Das lässt sich nicht rückgängig machen.",
        "Which entries shall stay? All appointments of both records will be on one. This cannot be undone.";
    merge_find: "Anderes Kundenblatt suchen", "Find the other record";
    merge_with: "Auswählen", "Choose";
    merge_similar: "Ähnliche Kunden", "Similar customers";
    merge_none:
        "Es gibt keinen ähnlichen Kunden. Suchen Sie nach dem Namen.",
        "There is no similar customer. Search for the name.";
    merge_nothing: "Niemand gefunden.", "Nobody found.";
    merge_now: "Jetzt zusammenführen", "Merge now";
    merge_both: "Beide", "Both";
    merge_empty: "(leer)", "(empty)";
    merge_other: "Anderen Kunden wählen", "Choose another customer";
    changed_meanwhile:
        "Eines der Kundenblätter wurde gerade geändert. Hier stehen die neuen Angaben, bitte wählen Sie noch einmal.",
        "One of the records was changed just now. These are the new entries, please choose again.";
    export: "Datenauskunft", "Data on request";
    export_title: "Datenauskunft", "Data on request";
    export_explained:
        "Alles, was in diesem Programm zu dieser Person gespeichert ist: das Kundenblatt, zugeordnete Termine und Termine ohne Zuordnung mit derselben E-Mail-Adresse. Zum Aushändigen drucken oder als Datei weitergeben.",
        "All that this program keeps about this person: the record, the appointments assigned to it, and those of nobody with the same e-mail address. Print it or pass it on as a file.";
    export_json: "Als Datei (JSON)", "As a file (JSON)";
    export_print: "Zum Drucken: Strg + P", "To print: Ctrl + P";
    record: "Kundenblatt", "Record";
    appointments: "Termine", "Appointments";
    mails: "E-Mails", "E-mails";
    named_as: "Angegeben als", "Given as";
    comment: "Nachricht", "Message";
    shop_note: "Interne Notiz", "Internal note";
    booked_at: "Gebucht am", "Booked on";
    consent: "Datenschutz zugestimmt am", "Privacy page accepted on";
    mail_language: "Sprache", "Language";
    erase: "Löschen", "Erase";
    erase_title: "Kunden löschen", "Erase customer";
    erase_now: "Endgültig löschen", "Erase for good";
    erase_what:
        "Gelöscht werden das Kundenblatt und, in allen Terminen dieser Person, Name, E-Mail-Adresse, Telefonnummer, Nachricht und Notiz sowie die Texte der E-Mails. Das gilt auch für Termine ohne Zuordnung mit derselben E-Mail-Adresse. Das lässt sich nicht rückgängig machen.",
        "Erased are the record and, in all appointments of this person, name, e-mail address, telephone number, message and note, and the text of the e-mails. So are they in appointments of nobody with the same e-mail address. This cannot be undone.";
    erase_stays:
        "Die Termine selbst bleiben ohne Namen stehen, damit Ihre Zeiten und Zahlen stimmen.",
        "The appointments themselves stay without a name, so that your times and figures remain true.";
    erase_backups:
        "Sicherungskopien, die es schon gibt, enthalten die Daten noch, bis sie ersetzt werden.",
        "Backups that exist already still hold the data until they are replaced.";
    erase_export_first: "Möchte die Person vorher eine Datenauskunft?", "Does the person want their data first?";
    erase_future:
        "Es stehen noch Termine bevor. Sagen Sie diese vorher ab, wenn sie nicht stattfinden: Nach dem Löschen gehen keine E-Mails mehr hinaus, und der Link des Kunden führt ins Leere.",
        "There are appointments to come. Cancel them first if they will not take place: after erasing, no e-mail goes out any more and the customer's link leads nowhere.";
    back: "Zurück", "Back";
}

impl Texts {
    /// What was just done, by the word in the address.
    pub fn done(&self, word: &str) -> Option<&'static str> {
        Some(match word {
            "linked" => self.linked,
            "customer" => self.created_and_linked,
            "unlinked" => self.unlinked,
            "saved" => self.saved,
            "created" => self.created,
            "merged" => self.merged,
            _ => return None,
        })
    }

    /// "Gleiche E-Mail-Adresse, gleicher Name".
    pub(super) fn reasons(&self, reasons: &[Reason]) -> String {
        let words: Vec<&str> = reasons.iter().map(|reason| self.reason(*reason)).collect();
        words.join(", ")
    }

    fn reason(&self, reason: Reason) -> &'static str {
        match (self.language, reason) {
            (Language::De, Reason::Email) => "gleiche E-Mail-Adresse",
            (Language::De, Reason::Phone) => "gleiche Telefonnummer",
            (Language::De, Reason::Name) => "gleicher Name",
            (Language::De, Reason::SimilarName) => "ähnlicher Name",
            (_, Reason::Email) => "same e-mail address",
            (_, Reason::Phone) => "same telephone number",
            (_, Reason::Name) => "same name",
            (_, Reason::SimilarName) => "similar name",
        }
    }

    /// "1 Kunde", "12 Kunden", "Die ersten 100 Kunden".
    pub(super) fn counted(&self, shown: usize, is_cut: bool) -> String {
        match (self.language, is_cut, shown) {
            (Language::De, true, _) => format!("Die ersten {shown} – suchen Sie genauer, um weitere zu finden."),
            (Language::De, false, 1) => "1 Kunde".into(),
            (Language::De, false, _) => format!("{shown} Kunden"),
            (_, true, _) => format!("The first {shown} – search more closely to find others."),
            (_, false, 1) => "1 customer".into(),
            (_, false, _) => format!("{shown} customers"),
        }
    }

    /// How many appointments an erasure takes the person out of.
    pub(super) fn erases(&self, appointments: usize) -> String {
        match (self.language, appointments) {
            (Language::De, 0) => "Es gibt keine Termine dieser Person.".into(),
            (Language::De, 1) => "Das betrifft 1 Termin.".into(),
            (Language::De, _) => format!("Das betrifft {appointments} Termine."),
            (_, 0) => "There are no appointments of this person.".into(),
            (_, 1) => "This concerns 1 appointment.".into(),
            (_, _) => format!("This concerns {appointments} appointments."),
        }
    }

    /// What was erased.
    pub(super) fn erased(&self, appointments: usize) -> String {
        match (self.language, appointments) {
            (Language::De, 0) => "Der Kunde ist gelöscht.".into(),
            (Language::De, 1) => "Der Kunde ist gelöscht, auch aus 1 Termin.".into(),
            (Language::De, _) => format!("Der Kunde ist gelöscht, auch aus {appointments} Terminen."),
            (_, 0) => "The customer is erased.".into(),
            (_, 1) => "The customer is erased, also from 1 appointment.".into(),
            (_, _) => format!("The customer is erased, also from {appointments} appointments."),
        }
    }
}
