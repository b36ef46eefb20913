//! What the pages of the settings say. Each setting's own words are in `lists`.

use crate::http::planner::text_table::text_table;

text_table! {
    title: "Einstellungen", "Settings";
    seen: "Gesehen auf", "Seen on";
    your_website: "Ihre Website", "Your website";
    not_seen:
        "Noch auf keiner Website. Fügen Sie den Code ein, und rufen Sie Ihre Seite einmal auf; hier steht es dann sofort.",
        "On no website yet. Put the code there and open your page once; it shows here at once.";
    booking_page: "Ihre Buchungsseite", "Your booking page";
    booking_page_hint:
        "Geht auch ohne Website: für E-Mails, Aushänge oder Ihren Eintrag in Karten-Diensten.",
        "Works without a website too: for mails, notices, or your entry in a map service.";
    copy_address: "Adresse kopieren", "Copy the address";
    tabs: "Themen der Einstellungen", "Subjects of the settings";
    business: "Betrieb", "Shop";
    rules: "Buchungsregeln", "Booking rules";
    look: "Farbe", "Colour";
    homepage: "Homepage", "Homepage";
    mail: "E-Mail", "Mail";
    mail_texts: "E-Mail-Texte", "Mail texts";
    accounts: "Konten", "Accounts";
    data: "Daten", "Data";
    log: "Protokoll", "Log";
    save: "Speichern", "Save";
    saved: "Gespeichert.", "Saved.";
    imported: "Die Betriebsdatei ist übernommen.", "The shop file has been taken over.";
    text_reset: "Es gilt wieder der Text des Programms.", "The program's text is used again.";
    please_check:
        "Noch nicht gespeichert: Bitte prüfen Sie die markierten Felder.",
        "Not saved yet: please check the fields that are marked.";
    // Look
    pick_color: "Farbe aussuchen", "Pick a colour";
    contrast: "So gut ist sie zu lesen", "How well it can be read";
    contrast_hint:
        "Für gute Lesbarkeit braucht Text einen Kontrast von mindestens 4,5 : 1. Wo Ihre Farbe ihn nicht hat, nimmt der Terminplaner von selbst eine passende Abstufung.",
        "To be read well, text needs a contrast of at least 4.5 : 1. Where your colour lacks it, the planner uses a fitting shade by itself.";
    on_light: "auf hellem Grund", "on a light ground";
    on_dark: "auf dunklem Grund", "on a dark ground";
    filled: "Knopf", "Button";
    as_text: "Schrift", "Text";
    deepened: "angepasst", "adapted";
    // Homepage
    tag_hint:
        "Kopieren Sie diesen Code an die Stelle Ihrer Homepage, an der der Terminplaner erscheinen soll. Mehr braucht es nicht.",
        "Copy this code to the place on your homepage where the planner shall appear. Nothing else is needed.";
    form: "Form", "Form";
    inline: "Terminplaner in der Seite", "planner within the page";
    button: "Knopf, der den Terminplaner öffnet", "button that opens the planner";
    link: "einfacher Link zur Buchungsseite", "plain link to the booking page";
    iframe: "Rahmen (iframe), wo keine Skripte erlaubt sind", "frame (iframe), where scripts are not allowed";
    service: "Leistung", "Service";
    all_services: "alle Leistungen", "all services";
    resource: "Raum oder Person", "Room or person";
    any_resource: "alle", "all";
    language: "Sprache", "Language";
    page_language: "wie die Homepage", "as the homepage";
    days: "Tage nebeneinander", "Days side by side";
    as_many_as_fit: "so viele wie passen, höchstens 7", "as many as fit, 7 at most";
    show: "Code anzeigen", "Show code";
    code: "Code für Ihre Homepage", "Code for your homepage";
    copy: "Code kopieren", "Copy code";
    copied: "Kopiert.", "Copied.";
    preview: "Vorschau", "Preview";
    preview_hint:
        "So sehen es Ihre Kunden. Was Sie hier buchen, ist wirklich gebucht.",
        "This is what your customers see. What you book here is really booked.";
    link_text: "Termin online buchen", "Book an appointment online";
    // Mail texts
    mail_texts_hint:
        "Jede E-Mail hat einen guten Text. Wenn Sie eigene Worte möchten, schreiben Sie sie hier; Termin, Adresse und Links kommen immer von selbst dazu.",
        "Every mail has a good text. If you want words of your own, write them here; appointment, address and links are always added.";
    to_customers: "An Ihre Kunden", "To your customers";
    to_shop: "An Sie", "To you";
    own_words: "eigener Text", "own words";
    subject: "Betreff", "Subject";
    body: "Text", "Text";
    body_hint:
        "Steht zwischen der Anrede und den Angaben zum Termin. Eine leere Zeile beginnt einen neuen Absatz.",
        "Stands between the greeting and the facts of the appointment. An empty line begins a paragraph.";
    is_standard:
        "Das ist der Text des Programms. Ändern Sie, was Sie möchten, und speichern Sie; was Sie lassen, bleibt, wie es ist.",
        "These are the program's words. Change what you like and save; what you leave stays as it is.";
    placeholders: "Platzhalter", "Placeholders";
    insert_hint:
        "Drücken Sie einen, um ihn an der Schreibmarke einzufügen.",
        "Press one to insert it where the cursor is.";
    reset: "Zurück zum Text des Programms", "Back to the program's text";
    reset_question: "Ihren eigenen Text löschen?", "Delete your own words?";
    preview_mail: "So kommt sie an", "How it arrives";
    back: "Zurück zu allen E-Mail-Texten", "Back to all mail texts";
    // Data
    export: "Betriebsdatei herunterladen", "Download shop file";
    export_hint:
        "Betrieb, Leistungen, Zeiten und alle Termine als lesbare Datei. Sie enthält die Daten Ihrer Kunden: bewahren Sie sie sicher auf.",
        "Shop, services, hours and all appointments as a readable file. It holds your customers' data: keep it safe.";
    import: "Betriebsdatei übernehmen", "Take over a shop file";
    import_hint:
        "Was in der Datei steht, wird übernommen; was nicht darin steht, bleibt, wie es ist. Ist etwas falsch, wird nichts geändert.",
        "What is in the file is taken over; what is not stays as it is. Where anything is wrong, nothing is changed.";
    import_file: "Datei (.toml oder .json)", "File (.toml or .json)";
    import_button: "Übernehmen", "Take over";
    import_question: "Die Angaben der Datei jetzt übernehmen?", "Take over what the file says now?";
    no_file:
        "Bitte wählen Sie eine Datei aus, die auf .toml oder .json endet.",
        "Please choose a file that ends with .toml or .json.";
    file_too_large:
        "Diese Datei ist größer als 16 MB: So groß ist keine Betriebsdatei. Bitte wählen Sie eine andere.",
        "This file is larger than 16 MB: no shop file is. Please choose another one.";
    file_not_utf8:
        "Diese Datei ist nicht als UTF-8 gespeichert. Speichern Sie sie als Text in UTF-8 und wählen Sie sie noch einmal.",
        "This file is not saved as UTF-8. Save it as text in UTF-8, then choose it again.";
    file_broke_off:
        "Die Datei kam nicht vollständig an. Bitte wählen Sie sie noch einmal.",
        "The file did not arrive whole. Please choose it again.";
    import_refused:
        "Nichts wurde geändert, denn in der Datei stimmt etwas nicht:",
        "Nothing was changed, for something in the file is wrong:";
    backup: "Sicherung", "Backup";
    backup_hint:
        "Eine vollständige Kopie der Datenbank, auch während gebucht wird. Wie man sie zurückspielt, steht in der Anleitung.",
        "A whole copy of the database, also while customers book. The manual says how to restore it.";
    backup_button: "Sicherung herunterladen", "Download backup";
    // Log
    log_hint:
        "Wer wann was geändert hat. Daten von Kunden stehen hier nie.",
        "Who changed what when. It never holds customers' data.";
    log_empty: "Noch hat niemand etwas geändert.", "Nobody has changed anything yet.";
    when: "Wann", "When";
    who: "Wer", "Who";
    what: "Was", "What";
    older: "Ältere Einträge", "Older entries";
    program: "das Programm", "the program";
}

impl Texts {
    /// What the word in the address says was done.
    pub(super) fn done(&self, word: &str) -> Option<&'static str> {
        match word {
            "saved" => Some(self.saved),
            "imported" => Some(self.imported),
            "reset" => Some(self.text_reset),
            _ => None,
        }
    }
}
