//! Which settings there are, in the order of the pages.

use super::parse;
use super::setting::{Kind, Section, Setting, SettingError};
use crate::domain::limits::{CONFIRM_MINUTES, HOURS_AT_MOST, NEW_ADDRESSES_AT_MOST};
use crate::domain::shop::{Assignment, FieldMode, Language, Shop};

/// What the setting of that name is called.
pub fn label(name: &str, language: Language) -> Option<&'static str> {
    let mut all = [BUSINESS, RULES, LOOK].into_iter().flatten().flat_map(|section| section.settings);
    all.find(|setting| setting.name == name).map(|setting| setting.label[usize::from(language == Language::En)])
}

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn number(value: Option<u32>) -> String {
    value.map(|number| number.to_string()).unwrap_or_default()
}

/// Takes a parsed value into its place.
fn put<T>(place: &mut T, parsed: Result<T, SettingError>) -> Result<(), SettingError> {
    parsed.map(|value| *place = value)
}

/// Who the shop is and how it is reached.
pub const BUSINESS: &[Section] = &[
    Section {
        title: ["Ihr Betrieb", "Your shop"],
        settings: &[
            Setting {
                name: "name",
                label: ["Name", "Name"],
                hint: [
                    "So heißen Sie für Ihre Kunden, auch in jeder E-Mail.",
                    "What your customers know you as, in every mail too.",
                ],
                kind: Kind::Line("text"),
                get: |shop| shop.name.clone(),
                set: |shop, typed| put(&mut shop.name, parse::line(typed, 200)),
            },
            Setting {
                name: "location",
                label: ["Ort", "Place"],
                hint: [
                    "Steht links oben über den freien Zeiten, zum Beispiel „Stuttgart“.",
                    "Stands at the top left above the free times, such as “Stuttgart”.",
                ],
                kind: Kind::Line("text"),
                get: |shop| shop.location.clone(),
                set: |shop, typed| {
                    put(&mut shop.location, parse::optional_line(typed, 200).map(Option::unwrap_or_default))
                },
            },
            Setting {
                name: "address",
                label: ["Anschrift", "Address"],
                hint: ["", ""],
                kind: Kind::Lines,
                get: |shop| text(&shop.address),
                set: |shop, typed| put(&mut shop.address, parse::optional_lines(typed, 500)),
            },
            Setting {
                name: "phone",
                label: ["Telefon", "Phone"],
                hint: ["", ""],
                kind: Kind::Line("tel"),
                get: |shop| text(&shop.phone),
                set: |shop, typed| put(&mut shop.phone, parse::optional_phone(typed)),
            },
            Setting {
                name: "email",
                label: ["E-Mail-Adresse", "E-mail address"],
                hint: [
                    "Absender aller E-Mails; hierher gehen auch Ihre eigenen Benachrichtigungen.",
                    "The sender of all mail; your own notices go there too.",
                ],
                kind: Kind::Line("email"),
                get: |shop| text(&shop.email),
                set: |shop, typed| put(&mut shop.email, parse::optional_email(typed)),
            },
        ],
    },
    Section {
        title: ["Ihre Seiten im Netz", "Your pages on the web"],
        settings: &[
            Setting {
                name: "website",
                label: ["Homepage", "Homepage"],
                hint: ["", ""],
                kind: Kind::Line("url"),
                get: |shop| text(&shop.website),
                set: |shop, typed| put(&mut shop.website, parse::optional_url(typed)),
            },
            Setting {
                name: "privacy_url",
                label: ["Datenschutzerklärung", "Privacy notice"],
                hint: [
                    "Ist sie angegeben, stimmen Ihre Kunden ihr beim Buchen zu.",
                    "Where there is one, customers accept it when they book.",
                ],
                kind: Kind::Line("url"),
                get: |shop| text(&shop.privacy_url),
                set: |shop, typed| put(&mut shop.privacy_url, parse::optional_url(typed)),
            },
            Setting {
                name: "imprint_url",
                label: ["Impressum", "Imprint"],
                hint: ["", ""],
                kind: Kind::Line("url"),
                get: |shop| text(&shop.imprint_url),
                set: |shop, typed| put(&mut shop.imprint_url, parse::optional_url(typed)),
            },
            Setting {
                name: "accessibility_url",
                label: ["Erklärung zur Barrierefreiheit", "Accessibility statement"],
                hint: ["", ""],
                kind: Kind::Line("url"),
                get: |shop| text(&shop.accessibility_url),
                set: |shop, typed| put(&mut shop.accessibility_url, parse::optional_url(typed)),
            },
        ],
    },
    Section {
        title: ["Sprache und Zeit", "Language and time"],
        settings: &[
            Setting {
                name: "language",
                label: ["Sprache Ihres Betriebs", "Your language"],
                hint: [
                    "Gilt, wo die Sprache eines Kunden nicht bekannt ist, und für Ihre eigenen E-Mails.",
                    "Used where a customer's is not known, and for your own mails.",
                ],
                kind: Kind::Choice(&[("de", "Deutsch", "German"), ("en", "Englisch", "English")]),
                get: |shop| shop.language.tag().to_owned(),
                set: |shop, typed| put(&mut shop.language, Language::from_tag(typed).ok_or(SettingError::Unknown)),
            },
            Setting {
                name: "languages",
                label: ["Sprachen für Ihre Kunden", "Languages for your customers"],
                hint: ["", ""],
                kind: Kind::Choice(&[
                    ("de en", "Deutsch und Englisch", "German and English"),
                    ("de", "nur Deutsch", "German only"),
                    ("en", "nur Englisch", "English only"),
                ]),
                get: languages_word,
                set: |shop, typed| put(&mut shop.languages, read_languages(typed)),
            },
            Setting {
                name: "time_zone",
                label: ["Zeitzone", "Time zone"],
                hint: [
                    "Alle Zeiten werden in dieser Zone angegeben und angezeigt.",
                    "Every time is given and shown in this zone.",
                ],
                kind: Kind::Zone,
                get: |shop| shop.time_zone.name().to_owned(),
                set: |shop, typed| put(&mut shop.time_zone, typed.parse().map_err(|_| SettingError::Unknown)),
            },
        ],
    },
];

fn languages_word(shop: &Shop) -> String {
    let (german, english) = (shop.languages.contains(&Language::De), shop.languages.contains(&Language::En));
    if german && english {
        "de en"
    } else if english {
        "en"
    } else {
        "de"
    }
    .to_owned()
}

fn read_languages(typed: &str) -> Result<Vec<Language>, SettingError> {
    match typed {
        "de en" => Ok(vec![Language::De, Language::En]),
        "de" => Ok(vec![Language::De]),
        "en" => Ok(vec![Language::En]),
        _ => Err(SettingError::Unknown),
    }
}

const MODES: Kind = Kind::Choice(&[
    ("optional", "wird angeboten, darf leer bleiben", "offered, may stay empty"),
    ("required", "muss ausgefüllt werden", "must be filled in"),
    ("hidden", "wird nicht gezeigt", "not shown"),
]);

fn mode(typed: &str) -> Result<FieldMode, SettingError> {
    FieldMode::from_word(typed).ok_or(SettingError::Unknown)
}

/// What may be booked, and what is asked for.
pub const RULES: &[Section] = &[
    Section {
        title: ["Wann gebucht werden kann", "When one can book"],
        settings: &[
            Setting {
                name: "lead_time_hours",
                label: ["Vorlaufzeit in Stunden", "Lead time in hours"],
                hint: [
                    "So lange vor einem Termin kann er spätestens gebucht werden. Eine Leistung kann eine eigene haben.",
                    "How long before it an appointment can be booked at the latest. A service may have its own.",
                ],
                kind: Kind::Number,
                get: |shop| shop.lead_time_hours.to_string(),
                set: |shop, typed| put(&mut shop.lead_time_hours, parse::number(typed, 0, HOURS_AT_MOST)),
            },
            Setting {
                name: "horizon_days",
                label: ["Buchungszeitraum in Tagen", "Horizon in days"],
                hint: ["So weit im Voraus kann gebucht werden.", "How far ahead one can book."],
                kind: Kind::Number,
                get: |shop| shop.horizon_days.to_string(),
                set: |shop, typed| put(&mut shop.horizon_days, parse::number(typed, 0, 3650)),
            },
            Setting {
                name: "cancel_until_hours",
                label: ["Absagen und verschieben bis … Stunden vorher", "Cancel and move until … hours before"],
                hint: ["Danach bitten wir Ihre Kunden, Sie anzurufen.", "After that, customers are asked to call you."],
                kind: Kind::Number,
                get: |shop| shop.cancel_until_hours.to_string(),
                set: |shop, typed| put(&mut shop.cancel_until_hours, parse::number(typed, 0, HOURS_AT_MOST)),
            },
            Setting {
                name: "assignment",
                label: ["Wer den Termin bekommt, wenn mehrere frei sind", "Who gets it where several are free"],
                hint: ["", ""],
                kind: Kind::Choice(&[
                    ("in_order", "der Erste in der Reihenfolge der Leistung", "the first in the service's order"),
                    ("balanced", "wer an dem Tag am wenigsten zu tun hat", "who has the least to do on that day"),
                ]),
                get: |shop| shop.assignment.word().to_owned(),
                set: |shop, typed| put(&mut shop.assignment, Assignment::from_word(typed).ok_or(SettingError::Unknown)),
            },
        ],
    },
    Section {
        title: ["Ab wann eine Buchung gilt", "When a booking holds"],
        settings: &[
            Setting {
                name: "confirm_by_mail",
                label: ["Online-Buchungen", "Online bookings"],
                hint: [
                    "Wer per E-Mail bestätigt, dem gehört die Adresse. Bis dahin ist die Zeit frei gehalten.",
                    "Who confirms by e-mail owns the address. Until then the time is kept.",
                ],
                kind: Kind::Choice(&[
                    ("no", "gelten sofort", "hold at once"),
                    (
                        "yes",
                        "gelten, sobald der Kunde per E-Mail bestätigt",
                        "hold once the customer confirms by e-mail",
                    ),
                ]),
                get: |shop| if shop.confirm_by_mail { "yes" } else { "no" }.to_owned(),
                set: |shop, typed| put(&mut shop.confirm_by_mail, parse::yes_or_no(typed)),
            },
            Setting {
                name: "confirm_by_minutes",
                label: ["Minuten zum Bestätigen", "Minutes to confirm"],
                hint: ["Danach wird die Zeit von selbst wieder frei.", "After that the time becomes free by itself."],
                kind: Kind::Number,
                get: |shop| shop.confirm_by_minutes.to_string(),
                set: |shop, typed| {
                    let (from, to) = CONFIRM_MINUTES.into_inner();
                    put(&mut shop.confirm_by_minutes, parse::number(typed, from, to))
                },
            },
        ],
    },
    Section {
        title: ["Was gefragt wird", "What is asked for"],
        settings: &[
            Setting {
                name: "phone_field",
                label: ["Telefonnummer", "Telephone number"],
                hint: ["", ""],
                kind: MODES,
                get: |shop| shop.phone_field.word().to_owned(),
                set: |shop, typed| put(&mut shop.phone_field, mode(typed)),
            },
            Setting {
                name: "comment_field",
                label: ["Bemerkung", "Comment"],
                hint: ["", ""],
                kind: MODES,
                get: |shop| shop.comment_field.word().to_owned(),
                set: |shop, typed| put(&mut shop.comment_field, mode(typed)),
            },
        ],
    },
    Section {
        title: ["Schutz vor Massenbuchungen", "Protection against mass bookings"],
        settings: &[
            Setting {
                name: "max_open_per_email",
                label: ["Offene Termine je E-Mail-Adresse", "Open appointments per e-mail address"],
                hint: [
                    "Mehr kann online niemand auf einmal buchen.",
                    "Nobody can book more than that online at a time.",
                ],
                kind: Kind::Number,
                get: |shop| shop.max_open_per_email.to_string(),
                set: |shop, typed| put(&mut shop.max_open_per_email, parse::number(typed, 1, 1_000_000)),
            },
            Setting {
                name: "new_addresses_per_hour",
                label: ["Neue E-Mail-Adressen je Stunde", "New e-mail addresses an hour"],
                hint: [
                    "Buchen mehr Unbekannte, wird jede Buchung zur Anfrage, und E-Mails an Unbekannte warten auf Sie.",
                    "If more unknown people book, every booking becomes a request, and e-mails to them wait for you.",
                ],
                kind: Kind::Number,
                get: |shop| shop.new_addresses_per_hour.to_string(),
                set: |shop, typed| {
                    put(&mut shop.new_addresses_per_hour, parse::number(typed, 1, NEW_ADDRESSES_AT_MOST))
                },
            },
            Setting {
                name: "new_addresses_per_day",
                label: ["Neue E-Mail-Adressen je Tag", "New e-mail addresses a day"],
                hint: ["", ""],
                kind: Kind::Number,
                get: |shop| shop.new_addresses_per_day.to_string(),
                set: |shop, typed| put(&mut shop.new_addresses_per_day, parse::number(typed, 1, NEW_ADDRESSES_AT_MOST)),
            },
        ],
    },
    Section {
        title: ["Erinnern und vergessen", "Reminding and forgetting"],
        settings: &[
            Setting {
                name: "reminder_hours",
                label: ["Erinnerung … Stunden vorher", "Reminder … hours before"],
                hint: [
                    "Leer: keine Erinnerung. Gilt für Termine, die ab jetzt gebucht werden.",
                    "Empty: no reminder. Holds for appointments booked from now on.",
                ],
                kind: Kind::Number,
                get: |shop| number(shop.reminder_hours),
                set: |shop, typed| put(&mut shop.reminder_hours, parse::optional_number(typed, 1, HOURS_AT_MOST)),
            },
            Setting {
                name: "retention_days",
                label: [
                    "Kundendaten löschen … Tage nach dem Termin",
                    "Delete customers' data … days after the appointment",
                ],
                hint: [
                    "Leer: nie von selbst. Der Termin bleibt ohne Namen stehen.",
                    "Empty: never by itself. The appointment stays, without a name.",
                ],
                kind: Kind::Number,
                get: |shop| number(shop.retention_days),
                set: |shop, typed| put(&mut shop.retention_days, parse::optional_number(typed, 1, 36_500)),
            },
        ],
    },
];

/// The one colour.
pub const LOOK: &[Section] = &[Section {
    title: ["Ihre Farbe", "Your colour"],
    settings: &[Setting {
        name: "accent",
        label: ["Farbe", "Colour"],
        hint: [
            "Wie #0b6478. Daraus werden überall gut lesbare Paare abgeleitet. Leer: die des Programms.",
            "Such as #0b6478. Readable pairs are derived from it everywhere. Empty: the program's.",
        ],
        kind: Kind::Line("color"),
        get: |shop| text(&shop.accent),
        set: |shop, typed| put(&mut shop.accent, parse::optional_color(typed)),
    }],
}];

/// Which pages may embed the widget.
pub const ORIGINS: &[Section] = &[Section {
    title: ["Wo der Terminplaner stehen darf", "Where the planner may stand"],
    settings: &[Setting {
        name: "allowed_origins",
        label: ["Erlaubte Seiten", "Allowed pages"],
        hint: [
            "Eine Adresse je Zeile, zum Beispiel https://www.example.org. Leer: überall.",
            "One address a line, such as https://www.example.org. Empty: anywhere.",
        ],
        kind: Kind::Lines,
        get: |shop| shop.allowed_origins.clone().unwrap_or_default().join("\n"),
        set: |shop, typed| put(&mut shop.allowed_origins, parse::origins(typed)),
    }],
}];
