//! What the calendar and the pages of one appointment say. Sentences with values in them are in `words`.

use crate::domain::shop::Language;

macro_rules! texts {
    ($($name:ident: $de:literal, $en:literal;)*) => {
        /// The words of one language.
        pub struct Texts {
            $(pub(super) $name: &'static str,)*
        }

        const DE: Texts = Texts { $($name: $de,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    day: "Tag", "Day";
    week: "Woche", "Week";
    list: "Liste", "List";
    views: "Ansicht", "View";
    columns: "Spalten", "Columns";
    columns_day: "Tage", "Days";
    columns_resource: "Räume/Personen", "Rooms/people";
    today: "Heute", "Today";
    earlier: "Zurück", "Back";
    later: "Weiter", "Forward";
    go: "Anzeigen", "Show";
    date: "Datum", "Date";
    everybody: "Alle Räume und Personen", "All rooms and people";
    called_off_too: "Auch abgesagte", "Called-off ones too";
    new_appointment: "Neuer Termin", "New appointment";
    block_time: "Zeit sperren", "Block time";
    find_free: "Freie Zeit", "Free time";
    print: "Drucken", "Print";
    nothing: "Keine Termine.", "No appointments.";
    time: "Uhrzeit", "Time";
    where_: "Raum und Person", "Room and person";
    status: "Status", "Status";
    note: "Notiz", "Note";
    blocked: "Gesperrt", "Blocked";
    without_service: "Termin", "Appointment";
    keys: "Tastatur", "Keyboard";
    keys_on: "Tastenkürzel verwenden", "Use keyboard shortcuts";
    key_earlier: "früher", "earlier";
    key_later: "später", "later";
    key_today: "heute", "today";
    key_new: "neuer Termin", "new appointment";
    key_find: "freie Zeit suchen", "find a free time";
    key_day: "Tag", "day";
    key_week: "Woche", "week";
    key_list: "Liste", "list";
    key_columns: "andere Spalten in der Woche", "other columns in the week";
    legend: "Zeichen", "Signs";
    sign_closed: "geschlossen", "closed";
    sign_buffer: "Vor- und Nachbereitung", "preparation and follow-up";
    hint_press: "Auf eine Zeit tippen: Termin anlegen oder sehen, warum sie nicht online buchbar ist.",
        "Press a time to make an appointment or to see why it cannot be booked online.";
    hint_mouse: "Termine lassen sich ziehen, am unteren Rand auch verlängern.",
        "Appointments can be dragged, and made longer at their lower edge.";
    hint_touch: "Lange drücken und ziehen: auf freier Zeit ein neuer Termin, auf einem Termin verschieben, an seinem unteren Rand verlängern.",
        "Press, hold and drag: on free time a new appointment, on an appointment to move it, at its lower edge to make it longer.";
    to_confirm: "Bestätigen", "Confirm";
    to_decline: "Ablehnen", "Decline";
    to_cancel: "Absagen", "Cancel the appointment";
    to_done: "Erschienen", "Attended";
    to_no_show: "Nicht erschienen", "Did not come";
    to_reopen: "Vermerk zurücknehmen", "Take this note back";
    to_uncancel: "Absage zurücknehmen, der Termin gilt wieder", "Take the cancellation back: the appointment stands";
    to_confirm_after_all: "Doch zusagen", "Confirm after all";
    to_unconfirm: "Zusage zurücknehmen, wieder offene Anfrage", "Take the confirmation back: an open request again";
    to_request: "Wieder offene Anfrage", "An open request again";
    to_unblock: "Sperre aufheben", "Lift the block";
    to_block_again: "Wieder sperren", "Block again";
    change_status: "Was ist aus dem Termin geworden?", "What has become of it?";
    answer_request: "Anfrage beantworten", "Answer the request";
    take_back: "Rückgängig machen", "Undo";
    call_off: "Termin absagen", "Call the appointment off";
    turn_down: "Ablehnen oder absagen", "Decline or call off";
    cancel_question: "Diesen Termin wirklich absagen? Die Zeit wird wieder frei.",
        "Really cancel this appointment? Its time becomes free again.";
    cancel_and_tell: "Absagen und Kunde informieren", "Cancel and tell the customer";
    cancel_silently: "Absagen ohne E-Mail", "Cancel without an e-mail";
    decline_question: "Diese Anfrage wirklich ablehnen? Die Zeit wird wieder frei.",
        "Really decline this request? Its time becomes free again.";
    decline_and_tell: "Ablehnen und Kunde informieren", "Decline and tell the customer";
    decline_silently: "Ablehnen ohne E-Mail", "Decline without an e-mail";
    keep_it: "Doch nicht", "Keep it";
    mail_to: "E-Mail an", "E-mail to";
    is_first_mail: "Zu diesem Termin ging bisher keine E-Mail an den Kunden.",
        "So far no e-mail about this appointment went to the customer.";
    ring_instead: "Von diesem Kunden ist keine E-Mail-Adresse bekannt. Bitte rufen Sie an:",
        "No e-mail address of this customer is known. Please ring:";
    cannot_reach: "Von diesem Kunden ist weder E-Mail-Adresse noch Telefonnummer bekannt.",
        "Neither an e-mail address nor a telephone number of this customer is known.";
    over_no_mail: "Der Termin ist vorbei: Der Kunde bekommt keine E-Mail mehr.",
        "The appointment is over: the customer gets no e-mail any more.";
    tell: "Kunde per E-Mail informieren", "Tell the customer by e-mail";
    edit: "Bearbeiten", "Edit";
    edit_title: "Termin bearbeiten", "Edit the appointment";
    edit_block: "Sperre bearbeiten", "Edit the block";
    save: "Speichern", "Save";
    create: "Termin anlegen", "Make the appointment";
    save_anyway: "Trotzdem speichern", "Save all the same";
    back: "Zurück zum Kalender", "Back to the calendar";
    discard: "Abbrechen", "Discard";
    service: "Leistung", "Service";
    choose: "Bitte wählen", "Please choose";
    begin: "Beginn", "Start";
    end: "Ende", "End";
    end_date: "Datum des Endes", "End date";
    minutes: "Dauer in Minuten", "Duration in minutes";
    minutes_hint: "Leer: so lange, wie die Leistung dauert.", "Empty: as long as the service takes.";
    resources: "Räume und Personen", "Rooms and people";
    resources_hint: "Was nicht angekreuzt ist und für die Leistung gebraucht wird, wird automatisch gewählt.",
        "What the service needs and is not ticked is chosen for you.";
    resources_block_hint: "Wofür die Zeit gesperrt wird.", "What the time is blocked for.";
    first_name: "Vorname", "First name";
    last_name: "Nachname", "Last name";
    email: "E-Mail-Adresse", "E-mail address";
    email_hint: "Leer bei Kunden ohne E-Mail.", "Empty for customers without e-mail.";
    phone: "Telefon", "Telephone";
    note_hint: "Nur für das Team; der Kunde sieht sie nicht.", "For the team only; the customer does not see it.";
    send_confirmation: "Bestätigung per E-Mail senden", "Send a confirmation by e-mail";
    send_confirmation_hint: "Mit Kalendereintrag und einer Seite zum Verschieben und Absagen.",
        "With a calendar entry, and a page for moving and cancelling.";
    mail_language: "Sprache der E-Mails", "Language of the e-mails";
    unusual_title: "Das ist ungewöhnlich:", "This is unusual:";
    occupied_title: "Das geht nicht, die Zeit ist belegt:", "Not possible, the time is taken:";
    please_correct: "Bitte korrigieren Sie die markierten Felder.", "Please correct the marked fields.";
    not_a_date: "Bitte geben Sie ein Datum an.", "Please enter a date.";
    not_a_time: "Bitte geben Sie eine Uhrzeit wie 09:30 an.", "Please enter a time such as 09:30.";
    not_minutes: "Bitte geben Sie 1 bis 10080 Minuten an.", "Please enter 1 to 10080 minutes.";
    ends_before_start: "Das Ende muss nach dem Beginn liegen.", "The end must be after the start.";
    choose_service: "Bitte wählen Sie eine Leistung.", "Please choose a service.";
    choose_resource: "Bitte wählen Sie mindestens einen Raum oder eine Person.", "Please choose at least one room or person.";
    no_address: "Ohne E-Mail-Adresse kann keine Bestätigung gesendet werden.", "A confirmation needs an e-mail address.";
    not_possible: "Der Termin wurde inzwischen geändert; das geht jetzt nicht mehr. Bitte sehen Sie ihn sich noch einmal an.",
        "The appointment has changed meanwhile and this is no longer possible. Please look at it again.";
    gone: "Diesen Termin gibt es nicht mehr.", "This appointment no longer exists.";
    choice_gone: "Diese Leistung oder diesen Raum gibt es nicht mehr. Bitte laden Sie die Seite neu.",
        "This service or room no longer exists. Please reload the page.";
    facts: "Termin", "Appointment";
    customer: "Kunde", "Customer";
    name: "Name", "Name";
    block_status: "Sperre", "Block";
    comment: "Bemerkung des Kunden", "The customer's comment";
    consent: "Datenschutz zugestimmt", "Privacy accepted";
    same_source: "Vom selben Internetanschluss", "From the same connection";
    made: "Gebucht", "Booked";
    made_online: "online", "online";
    made_here: "vom Team", "by the team";
    imported: "übernommen", "taken over";
    buffers: "Vor-/Nachbereitung", "Preparation/follow-up";
    history: "Verlauf", "History";
    mails: "E-Mails", "E-mails";
    no_mails: "Keine. Der Kunde hat keine eigene Seite zum Termin.", "None. The customer has no page for this appointment.";
    somebody: "Programm", "Program";
    the_customer: "Kunde", "Customer";
    h_created: "angelegt", "made";
    h_blocked: "gesperrt", "blocked";
    h_moved: "verschoben", "moved";
    h_changed: "geändert", "changed";
    h_status: "Status", "status";
    h_booked: "online gebucht", "booked online";
    h_reserved: "online gebucht, noch nicht bestätigt", "booked online, not yet confirmed";
    h_requested: "online angefragt", "requested online";
    h_cancelled: "selbst abgesagt", "called off by the customer";
    h_disowned: "sagt: nicht selbst gebucht", "says: not booked by them";
    suppressed: "Diese Adresse bekommt keine E-Mails: Von dort kam die Nachricht „Das war ich nicht“.",
        "This address gets no e-mails: from there came “I did not book this”.";
    release: "Adresse freigeben", "Release the address";
    did_release: "Die Adresse bekommt wieder E-Mails.", "The address gets e-mails again.";
    f_service: "Leistung", "service";
    f_start: "Beginn", "start";
    f_end: "Ende", "end";
    f_resources: "Räume und Personen", "rooms and people";
    f_customer: "Kundendaten", "customer data";
    f_note: "Notiz", "note";
    why_title: "Online buchbar?", "Bookable online?";
    why_yes: "Ja", "Yes";
    why_no: "Nein", "No";
    why_not_online: "Diese Leistung wird nicht online angeboten.", "This service is not offered online.";
    why_nobody: "Für diese Leistung ist kein Raum und keine Person online freigegeben.",
        "No room or person is bookable online for this service.";
    why_past: "Die Zeit ist vorbei.", "The time has passed.";
    why_closed: "Zu dieser Zeit ist nicht geöffnet.", "It is not open then.";
    why_occupied: "Die Zeit ist belegt.", "The time is taken.";
    why_no_mark: "Kein Beginn im Raster.", "Not a start of the grid.";
    why_no_services: "Für diesen Raum oder diese Person gibt es keine Leistung.", "There is no service for this room or person.";
    closed: "geschlossen", "closed";
    not_online: "nicht online freigegeben", "not bookable online";
    archived: "archiviert", "archived";
    no_mark: "frei, aber kein Beginn im Raster", "free, but not a start of the grid";
    free: "frei", "free";
    next_times: "Nächste freie Zeiten:", "Next free times:";
    free_title: "Freie Zeit suchen", "Find a free time";
    from: "Ab", "From";
    daytime: "Tageszeit", "Time of day";
    any_time: "egal", "any";
    morning: "vormittags (bis 12 Uhr)", "morning (until 12)";
    afternoon: "nachmittags (12 bis 17 Uhr)", "afternoon (12 to 17)";
    evening: "abends (ab 17 Uhr)", "evening (from 17)";
    any_resource: "egal", "any";
    search: "Suchen", "Search";
    back_to_form: "Zurück zum Termin", "Back to the appointment";
    nothing_lost: "Was Sie zum Termin schon eingetragen haben, bleibt erhalten.",
        "What you have already entered for the appointment is kept.";
    none_free: "In diesem Zeitraum ist nichts frei.", "Nothing is free in that time.";
    more: "Weitere Tage", "More days";
    did_create: "Der Termin ist angelegt.", "The appointment is made.";
    did_block: "Die Zeit ist gesperrt.", "The time is blocked.";
    did_save: "Gespeichert.", "Saved.";
    did_unblock: "Die Sperre ist aufgehoben.", "The block is lifted.";
    did_request: "Wieder eine offene Anfrage", "An open request again";
    did_confirm: "Der Termin ist bestätigt", "The appointment is confirmed";
    did_decline: "Abgelehnt", "Declined";
    did_cancel: "Abgesagt", "Cancelled";
    did_come: "Als „Erschienen“ vermerkt", "Noted as attended";
    did_not_come: "Als „Nicht erschienen“ vermerkt", "Noted as not having come";
    without_mail: "ohne E-Mail", "without an e-mail";
    is_on_its_way: "ist unterwegs.", "is on its way.";
    waits_for_set_up: "wartet: E-Mail ist noch nicht eingerichtet.", "waits: e-mail is not set up yet.";
    s_question_move: "Termin verschieben?", "Move the appointment?";
    s_and_tell: "Verschieben und Kunde informieren", "Move and tell the customer";
    s_silently: "Ohne E-Mail verschieben", "Move without an e-mail";
    s_anyway: "Trotzdem verschieben", "Move all the same";
    s_cancel: "Nicht verschieben", "Do not move";
    s_close: "Schließen", "Close";
    s_moved: "Verschoben.", "Moved.";
    s_moved_told: "Verschoben. Der Kunde bekommt eine E-Mail.", "Moved. The customer gets an e-mail.";
    s_moved_silently: "Verschoben. Der Kunde bekommt keine E-Mail.", "Moved. The customer gets no e-mail.";
    s_undo: "Rückgängig", "Undo";
    s_failed: "Das hat nicht geklappt. Bitte laden Sie die Seite neu.", "That did not work. Please reload the page.";
    s_stale: "Keine Verbindung: Der Kalender kann veraltet sein.", "No connection: the calendar may be out of date.";
}

impl Texts {
    /// The table of that language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::De => &DE,
            _ => &EN,
        }
    }
}
