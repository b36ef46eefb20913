//! What the guided set-up says, in German and English.

use super::steps::Step;
use crate::domain::shop::{Language, ResourceKind};
use crate::http::planner::text_table::text_table;

text_table! {
    with language;
    set_up: "Einrichtung", "Set-up";
    progress: "Schritte der Einrichtung", "Steps of the set-up";
    done: "erledigt", "done";
    next: "Speichern und weiter", "Save and go on";
    skip: "Überspringen", "Skip";
    more: "Mehr dazu", "More of this";
    welcome: "Willkommen", "Welcome";
    welcome_sentence:
        "In wenigen Minuten können Ihre Kunden online buchen. Zuerst Ihr Konto:",
        "In a few minutes your customers can book online. First, your account:";
    your_name: "Ihr Name", "Your name";
    password_hint: "Mindestens 10 Zeichen", "10 characters at least";
    show_password: "Passwort anzeigen", "Show the password";
    begin: "Konto anlegen und weiter", "Make the account and go on";
    wrong_start: "Diese Adresse gilt nicht", "This address does not work";
    wrong_start_sentence:
        "Sie ist unvollständig oder stammt von einem früheren Start. Das Programm gibt bei jedem Start eine neue aus; nehmen Sie bitte diese.",
        "It is not complete, or comes from an earlier start. The program prints a new one each time it starts; please use that.";
    shop_sentence: "Alles lässt sich später ändern.", "All of it can be changed later.";
    further: "Weitere Angaben (auch später)", "More about the shop (later too)";
    resources_sentence:
        "Was ist während eines Termins belegt? Zum Beispiel Kabine 1 oder Frau Muster.",
        "What is occupied during an appointment? Such as Cabin 1 or Ms Muster.";
    present: "Schon angelegt", "There already";
    resource_name: "Name", "Name";
    kind: "Art", "Kind";
    room: "Raum", "Room";
    person: "Person", "Person";
    first_room: "Raum 1", "Room 1";
    services_sentence: "Was können Ihre Kunden buchen?", "What can your customers book?";
    own_services: "Etwas anderes", "Something else";
    service_name: "Leistung", "Service";
    minutes: "Minuten", "Minutes";
    occupies: "Jeder Termin belegt", "Each appointment occupies";
    occupies_both: "einen Raum und eine Person", "a room and a person";
    occupies_room: "nur einen Raum", "a room only";
    occupies_person: "nur eine Person", "a person only";
    no_resources: "Dafür braucht es mindestens einen Raum oder eine Person.", "This needs at least one room or person.";
    to_resources: "Räume und Personen anlegen", "Add rooms and persons";
    hours_sentence:
        "Wann können Kunden kommen? Urlaub und Feiertage tragen Sie später ein.",
        "When can customers come? Holidays can be entered later.";
    open: "geöffnet", "open";
    closed: "geschlossen", "closed";
    second: "nach der Pause", "after the break";
    from: "von", "from";
    to: "bis", "to";
    wrong_hours:
        "Bitte prüfen: Das Ende muss nach dem Anfang liegen, und die zweite Zeit nach der ersten.",
        "Please check: the end must come after the beginning, and the second time after the first.";
    lead_time: "Spätestens buchbar", "Bookable until";
    detailed:
        "Ihre Öffnungszeiten sind schon genauer eingestellt, als es diese Seite zeigen kann.",
        "Your opening hours are set in more detail already than this page can show.";
    to_hours: "Zu den Öffnungszeiten", "To the opening hours";
    leaves_outside:
        "Mit diesen Zeiten lägen schon gebuchte Termine außerhalb. Unter „Öffnungszeiten“ sehen Sie, welche.",
        "With these times, appointments that are booked would lie outside. “Opening hours” shows which.";
    mail_sentence:
        "Damit Kunden eine Bestätigung bekommen und Sie von Buchungen erfahren.",
        "So that customers get a confirmation and you hear of bookings.";
    mail_test: "Speichern und testen", "Save and test";
    ready: "Ihre Kunden können jetzt buchen", "Your customers can book now";
    not_ready: "Noch kann niemand buchen", "Nobody can book yet";
    nothing_bookable: "Es fehlen Leistungen oder Öffnungszeiten.", "There are no services or no opening hours.";
    add_missing: "Ergänzen", "Add them";
    try_sentence:
        "Probieren Sie es aus; absagen geht jederzeit.",
        "Try it; a booking can be cancelled at any time.";
    open_booking_page: "Buchungsseite öffnen", "Open the booking page";
    to_today: "Weiter zu „Heute“", "Go on to “Today”";
    tag: "Auf Ihrer Website", "On your website";
    tag_sentence:
        "Fügen Sie diesen Code ein, oder schicken Sie ihn dem, der sie betreut.",
        "Put in this code, or send it to whoever looks after it.";
    copy: "Code kopieren", "Copy the code";
    copied: "Kopiert", "Copied";
    not_seen: "Noch auf keiner Website gesehen", "Not seen on any website yet";
    seen_on: "Gesehen auf", "Seen on";
    last: "zuletzt", "last on";
    preview: "Vorschau", "Preview";
    book_online: "Termin online buchen", "Book an appointment online";
}

impl Texts {
    /// A step in a word or two.
    pub(super) fn step(&self, step: Step) -> &'static str {
        let (de, en) = match step {
            Step::Shop => ("Betrieb", "Shop"),
            Step::Resources => ("Räume und Personen", "Rooms and persons"),
            Step::Services => ("Leistungen", "Services"),
            Step::Hours => ("Öffnungszeiten", "Opening hours"),
            Step::Mail => ("E-Mail", "Mail"),
            Step::Finish => ("Website", "Website"),
        };
        self.say(de, en)
    }

    /// How shortly before an appointment it may be booked.
    pub(super) fn lead_time_of(&self, hours: u32) -> String {
        match (self.language, hours) {
            (Language::De, 0) => "bis zuletzt".to_owned(),
            (_, 0) => "until the last minute".to_owned(),
            (Language::De, 24) => "1 Tag vorher".to_owned(),
            (_, 24) => "1 day before".to_owned(),
            (Language::De, hours) if hours % 24 == 0 => format!("{} Tage vorher", hours / 24),
            (_, hours) if hours % 24 == 0 => format!("{} days before", hours / 24),
            (Language::De, hours) => format!("{hours} Stunden vorher"),
            (_, hours) => format!("{hours} hours before"),
        }
    }

    /// A duration.
    pub(super) fn minutes_of(&self, minutes: &u32) -> String {
        format!("{minutes} {}", self.say("Min.", "min"))
    }

    /// Room or person.
    pub(super) fn kind_of(&self, kind: &ResourceKind) -> &'static str {
        match kind {
            ResourceKind::Room => self.room,
            ResourceKind::Person => self.person,
        }
    }

    fn say(&self, de: &'static str, en: &'static str) -> &'static str {
        self.language.pick(de, en)
    }
}
