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
        "In wenigen Minuten können Ihre Kunden online Termine buchen. Legen Sie zuerst Ihr Konto an; alles Weitere führt Sie Schritt für Schritt.",
        "In a few minutes your customers can book appointments online. Make your account first; the rest leads you step by step.";
    begin: "Konto anlegen und weiter", "Make the account and go on";
    wrong_start: "Diese Adresse gilt nicht", "This address does not work";
    wrong_start_sentence:
        "Sie ist unvollständig oder stammt von einem früheren Start. Das Programm gibt bei jedem Start eine neue aus; nehmen Sie bitte diese.",
        "It is not complete, or comes from an earlier start. The program prints a new one each time it starts; please use that.";
    shop_sentence:
        "So sehen Ihre Kunden Sie auf der Buchungsseite und in E-Mails. Alles lässt sich später ändern.",
        "This is how customers see you on the booking page and in mails. All of it can be changed later.";
    shop_name: "Name des Betriebs", "Name of the shop";
    shop_name_hint: "Zum Beispiel Hörakustik Muster", "Such as Hörakustik Muster";
    location: "Ort", "Place";
    location_hint: "Zum Beispiel Stuttgart", "Such as Stuttgart";
    time_zone: "Zeitzone", "Time zone";
    all_zones: "Alle Zeitzonen", "All time zones";
    shop_language: "Sprache des Betriebs", "Language of the shop";
    email: "E-Mail-Adresse des Betriebs", "E-mail address of the shop";
    email_hint:
        "Von hier kommen E-Mails an Kunden, und hier erfahren Sie von Buchungen.",
        "Mails to customers come from here, and here you hear of bookings.";
    phone: "Telefon", "Telephone";
    phone_hint: "Für Kunden, die lieber anrufen", "For customers who rather call";
    address: "Anschrift", "Address";
    website: "Ihre Website", "Your website";
    privacy: "Seite mit Ihren Datenschutzhinweisen", "Page with your privacy notice";
    privacy_hint:
        "Wenn Sie sie angeben, stimmen Kunden ihr beim Buchen zu.",
        "Where you name it, customers agree to it when they book.";
    optional: "freiwillig", "optional";
    wrong_address:
        "Bitte geben Sie eine Adresse wie https://www.example.org an.",
        "Please enter an address such as https://www.example.org.";
    resources_sentence:
        "Was ist belegt, solange ein Termin dauert? Jeder Raum und jede Person kann zu einer Zeit nur einen Termin haben.",
        "What is occupied while an appointment lasts? Each room and each person can have one appointment at a time only.";
    present: "Schon angelegt", "There already";
    resource_name: "Name", "Name";
    kind: "Art", "Kind";
    room: "Raum", "Room";
    person: "Person", "Person";
    first_room: "Raum 1", "Room 1";
    resources_hint:
        "Zum Beispiel Kabine 1, Refraktionsraum, Behandlungsraum 2 oder Frau Beispiel. Leere Zeilen zählen nicht.",
        "Such as Cabin 1, Treatment room 2, or Ms Example. Empty rows do not count.";
    services_sentence:
        "Was können Kunden buchen? Haken Sie an, was passt; Namen und Dauer können Sie danach ändern.",
        "What can customers book? Tick what fits; names and durations can be changed afterwards.";
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
        "Wann können Kunden zu Ihnen kommen? Die Zeiten gelten erst einmal für alle Räume und Personen; Urlaub, Feiertage und einzelne Zeiten folgen unter „Öffnungszeiten“.",
        "When can customers come? These times hold for all rooms and persons at first; holidays and single times follow under “Opening hours”.";
    open: "geöffnet", "open";
    from: "von", "from";
    to: "bis", "to";
    break_then: "und wieder", "and again";
    wrong_hours:
        "Bitte prüfen: Das Ende muss nach dem Anfang liegen, und die zweite Zeit nach der ersten.",
        "Please check: the end must come after the beginning, and the second time after the first.";
    lead_time: "Bis wann vorher kann man buchen?", "Until when before can one book?";
    detailed:
        "Ihre Öffnungszeiten sind schon genauer eingestellt, als es diese Seite zeigen kann.",
        "Your opening hours are set in more detail already than this page can show.";
    to_hours: "Zu den Öffnungszeiten", "To the opening hours";
    leaves_outside:
        "Mit diesen Zeiten lägen schon gebuchte Termine außerhalb. Unter „Öffnungszeiten“ sehen Sie, welche.",
        "With these times, appointments that are booked would lie outside. “Opening hours” shows which.";
    mail_sentence:
        "Damit Kunden eine Bestätigung bekommen und Sie von Buchungen erfahren. Ohne E-Mail geht alles andere trotzdem; Sie können das nachholen.",
        "So that customers get a confirmation and you hear of bookings. Everything else works without mail; you can do this later.";
    mail_test: "Speichern und Testnachricht senden", "Save and send a test mail";
    finish_title: "Auf Ihre Website", "Onto your website";
    nothing_bookable:
        "Noch kann niemand buchen: Es fehlen Leistungen oder Öffnungszeiten.",
        "Nobody can book yet: there are no services or no opening hours.";
    tag: "Dieser Code gehört auf Ihre Website", "This code belongs on your website";
    tag_sentence:
        "Fügen Sie ihn dort ein, wo die Termine erscheinen sollen, zum Beispiel in einem Baustein „HTML“. Oder schicken Sie ihn dem, der Ihre Website betreut.",
        "Put it where the appointments shall appear, for example in an “HTML” block. Or send it to whoever looks after your website.";
    copy: "Code kopieren", "Copy the code";
    copied: "Kopiert", "Copied";
    link_sentence:
        "Ohne Website geht es auch: Das ist Ihre Buchungsseite.",
        "It works without a website too: this is your booking page.";
    seen: "Schon zu sehen?", "Is it there yet?";
    not_seen:
        "Der Code wurde noch auf keiner Website geladen. Öffnen Sie Ihre Seite, nachdem Sie ihn eingefügt haben; hier steht es dann sofort.",
        "The code has not been loaded on any website yet. Open your page once you have put it there; it shows here at once.";
    seen_on: "Gesehen auf", "Seen on";
    last: "zuletzt", "last on";
    preview: "Vorschau", "Preview";
    preview_sentence:
        "So sieht es auf Ihrer Website aus. Was Sie hier buchen, ist wirklich gebucht.",
        "This is how it looks on your website. What you book here is really booked.";
    finish: "Einrichtung abschließen", "Finish the set-up";
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
            (Language::En, 0) => "until the last minute".to_owned(),
            (Language::De, 24) => "1 Tag vorher".to_owned(),
            (Language::En, 24) => "1 day before".to_owned(),
            (Language::De, hours) if hours % 24 == 0 => format!("{} Tage vorher", hours / 24),
            (Language::En, hours) if hours % 24 == 0 => format!("{} days before", hours / 24),
            (Language::De, hours) => format!("{hours} Stunden vorher"),
            (Language::En, hours) => format!("{hours} hours before"),
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
