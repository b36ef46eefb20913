//! A setting of the shop: how it is asked for, shown and taken. The pages are lists of these.

use crate::domain::shop::{Language, Shop};
use crate::http::planner::form_data::FormData;

/// One value of the shop's row.
pub struct Setting {
    /// The field's name in the form.
    pub name: &'static str,
    /// German and English.
    pub label: [&'static str; 2],
    /// A sentence below it, German and English; may be empty.
    pub hint: [&'static str; 2],
    /// What the field looks like.
    pub kind: Kind,
    /// The value as it is shown in the field.
    pub get: fn(&Shop) -> String,
    /// Takes what was typed.
    pub set: fn(&mut Shop, &str) -> Result<(), SettingError>,
}

/// What a field looks like.
#[derive(Clone, Copy)]
pub enum Kind {
    /// One line, by the input's type.
    Line(&'static str),
    /// Several lines.
    Lines,
    /// A whole number.
    Number,
    /// One of these: value, German and English.
    Choice(&'static [(&'static str, &'static str, &'static str)]),
    /// A time zone.
    Zone,
}

/// A heading and what stands below it.
pub struct Section {
    /// German and English.
    pub title: [&'static str; 2],
    /// In order.
    pub settings: &'static [Setting],
}

/// Why a value is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingError {
    /// It must be filled.
    Required,
    /// It is longer than this.
    TooLong(usize),
    /// It holds characters that nobody sees.
    Characters,
    /// It is no e-mail address.
    Email,
    /// It is no telephone number.
    Phone,
    /// It is no web address.
    Url,
    /// It is no origin of pages.
    Origin,
    /// It is no colour.
    Color,
    /// It is no whole number from the one to the other.
    Number(u32, u32),
    /// There is none of that name.
    Unknown,
    /// The shop's own language must be offered.
    LanguageNotOffered,
    /// It needs mail to go out, and none does.
    NoMail,
}

impl SettingError {
    /// A sentence that says what to do.
    pub fn message(self, language: Language) -> String {
        let (de, en) = match self {
            Self::Required => ("Bitte füllen Sie dieses Feld aus.", "Please fill in this field."),
            Self::TooLong(most) => {
                return language.pick(
                    format!("Bitte höchstens {most} Zeichen."),
                    format!("Please use at most {most} characters."),
                );
            }
            Self::Characters => ("Bitte nur sichtbare Zeichen verwenden.", "Please use visible characters only."),
            Self::Email => (
                "Bitte geben Sie eine E-Mail-Adresse wie praxis@example.org an.",
                "Please enter an e-mail address such as shop@example.org.",
            ),
            Self::Phone => (
                "Bitte geben Sie eine Telefonnummer wie +49 711 123456 an.",
                "Please enter a telephone number such as +49 711 123456.",
            ),
            Self::Url => (
                "Bitte geben Sie eine ganze Adresse an, die mit https:// beginnt.",
                "Please enter a whole address that begins with https://.",
            ),
            Self::Origin => (
                "Bitte je Zeile eine Adresse ohne Pfad, zum Beispiel https://www.example.org.",
                "Please write one address without a path a line, such as https://www.example.org.",
            ),
            Self::Color => ("Bitte geben Sie eine Farbe wie #0b6478 an.", "Please enter a colour such as #0b6478."),
            Self::Number(from, to) => {
                return language.pick(
                    format!("Bitte geben Sie eine ganze Zahl von {from} bis {to} an."),
                    format!("Please enter a whole number from {from} to {to}."),
                );
            }
            Self::Unknown => ("Bitte wählen Sie einen Wert aus der Liste.", "Please choose a value from the list."),
            Self::NoMail => (
                "Das geht nur, wenn E-Mails hinausgehen. Bitte richten Sie den E-Mail-Versand und die Adresse Ihres Betriebs ein.",
                "That needs e-mail to go out. Please set up sending mail and your shop's address.",
            ),
            Self::LanguageNotOffered => (
                "Die Sprache Ihres Betriebs muss auch angeboten werden.",
                "Your own language must be among those offered.",
            ),
        };
        language.pick(de, en).into()
    }
}

/// The German or the English of the two.
pub fn say(language: Language, both: [&'static str; 2]) -> &'static str {
    language.pick(both[0], both[1])
}

/// A field as the page shows it.
pub struct Field {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub value: String,
    pub error: String,
    pub input: &'static str,
    pub lines: bool,
    pub options: Vec<(String, String)>,
}

/// A section as the page shows it.
pub struct Group {
    pub title: &'static str,
    pub fields: Vec<Field>,
}

/// Takes every field of the form into `shop`. Answers what is wrong, by the fields' names.
pub fn read(sections: &[Section], form: &FormData, shop: &mut Shop) -> Vec<(&'static str, SettingError)> {
    let settings = sections.iter().flat_map(|section| section.settings);
    let mut wrong: Vec<_> = settings
        .filter_map(|setting| (setting.set)(shop, form.text(setting.name)).err().map(|wrong| (setting.name, wrong)))
        .collect();
    if wrong.is_empty() && !shop.languages.contains(&shop.language) {
        wrong.push(("languages", SettingError::LanguageNotOffered));
    }
    wrong
}

/// The page's fields: with what was typed where there is a form, else with what the shop has.
pub fn show(
    sections: &'static [Section],
    shop: &Shop,
    form: Option<&FormData>,
    wrong: &[(&'static str, SettingError)],
    language: Language,
) -> Vec<Group> {
    let field = |setting: &'static Setting| {
        let value = form.map_or_else(|| (setting.get)(shop), |form| form.raw(setting.name).to_owned());
        let error = wrong.iter().find(|(name, _)| *name == setting.name);
        let input = match setting.kind {
            Kind::Line(input) => input,
            Kind::Number => "number",
            _ => "",
        };
        Field {
            name: setting.name,
            label: say(language, setting.label),
            hint: say(language, setting.hint),
            value,
            error: error.map(|(_, wrong)| wrong.message(language)).unwrap_or_default(),
            input,
            lines: matches!(setting.kind, Kind::Lines),
            options: options(setting.kind, language),
        }
    };
    let group = |section: &'static Section| Group {
        title: say(language, section.title),
        fields: section.settings.iter().map(field).collect(),
    };
    sections.iter().map(group).collect()
}

/// The zones of most of our shops come first.
const NEAR_ZONES: [&str; 4] = ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "Europe/Luxembourg"];

fn options(kind: Kind, language: Language) -> Vec<(String, String)> {
    match kind {
        Kind::Choice(values) => {
            values.iter().map(|(value, de, en)| ((*value).to_owned(), language.pick(*de, *en).to_owned())).collect()
        }
        Kind::Zone => {
            let all = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| !NEAR_ZONES.contains(name));
            NEAR_ZONES.into_iter().chain(all).map(|name| (name.to_owned(), name.replace('_', " "))).collect()
        }
        _ => Vec::new(),
    }
}
