//! The fields of settings, made from their rows: how each is asked for, and what is taken from what was typed.

use crate::domain::settings::value::Kind;
use crate::domain::settings::{Group, SETTINGS, Setting, setting_rows};
use crate::domain::shop::{Language, Shop};
use crate::http::planner::form_data::FormData;
use crate::http::planner::form_reader::Errors;
use crate::i18n::{self, messages::planner, own_name};

/// What settings are called.
type Texts = i18n::Texts<planner::Setting>;

/// What a setting is called, what stands below its label (may be empty), and its words to choose from.
struct SettingTexts {
    label: &'static str,
    hint: &'static str,
    words: &'static [fn(Texts) -> &'static str],
}

macro_rules! define_texts {
    ($($group:ident { $($(#[$doc:meta])* $name:ident: $type:ty = $default:expr, $kind:expr,
        $label:ident $(/ $hint:ident)? $([$($word:ident),*])?;)* })*) => {
        fn texts_of(name: &str, t: Texts) -> Option<SettingTexts> {
            Some(match name {
                $($(stringify!($name) => SettingTexts {
                    label: t.$label(),
                    hint: [$(t.$hint(),)? ""][0],
                    words: &[$($(Texts::$word),*)?],
                },)*)*
                _ => return None,
            })
        }
    };
}
setting_rows!(define_texts);

/// What the setting of that name is called.
pub fn label(name: &str, language: Language) -> Option<&'static str> {
    texts_of(name, Texts::of(language)).map(|texts| texts.label)
}

/// A field as the page shows it.
pub struct Field {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub value: String,
    pub error: String,
    pub kind: &'static Kind,
    /// Values to choose from, their words, and whether each is chosen.
    pub options: Vec<(String, String, bool)>,
    pub pick_color: &'static str,
    pub required: bool,
    pub focused: bool,
}

impl Field {
    /// The type of a field of one line.
    pub fn input(&self) -> &'static str {
        match self.kind {
            Kind::Phone => "tel",
            Kind::Email => "email",
            Kind::Url => "url",
            Kind::Number(_) => "number",
            _ => "text",
        }
    }

    /// Whether it is a language, which is named in its own words.
    pub fn is_language(&self) -> bool {
        matches!(self.kind, Kind::Language)
    }

    /// Whether it is a colour, which has a picker beside it.
    pub fn is_color(&self) -> bool {
        matches!(self.kind, Kind::Color)
    }

    /// Whether it has several lines.
    pub fn is_area(&self) -> bool {
        matches!(self.kind, Kind::Address | Kind::Origins(_))
    }
}

/// A heading and the fields below it.
pub struct Section {
    pub title: &'static str,
    pub fields: Vec<Field>,
}

fn title(group: Group, t: Texts) -> &'static str {
    match group {
        Group::Identity => t.identity(),
        Group::Links => t.links(),
        Group::LanguageAndTime => t.language_and_time(),
        Group::BookingWindow => t.booking_window(),
        Group::Confirmation => t.confirmation(),
        Group::CustomerFields => t.customer_fields(),
        Group::Protection => t.protection(),
        Group::Retention => t.retention_title(),
        Group::Look => t.look(),
        Group::Websites => t.websites(),
    }
}

/// The settings under one heading.
fn of(group: Group) -> impl Iterator<Item = &'static Setting> {
    SETTINGS.iter().filter(move |setting| setting.group == group)
}

/// What was typed into the field of a setting; ticks are joined.
fn typed(setting: &Setting, form: &FormData) -> String {
    match setting.kind {
        Kind::Languages => form.all(setting.name).collect::<Vec<_>>().join(" "),
        _ => form.raw(setting.name).to_owned(),
    }
}

/// Takes the fields of these groups into `shop`. Answers what is wrong with each.
pub fn read(groups: &[Group], form: &FormData, shop: &mut Shop, language: Language) -> Errors {
    let mut errors = read_each(groups.iter().copied().flat_map(of), form, shop, language);
    if errors.is_empty() && !shop.offers_its_language() {
        errors.add("languages", super::texts::Texts::of(language).own_language_not_offered());
    }
    errors
}

/// Takes the fields of these settings into `shop`.
pub fn read_each(
    settings: impl Iterator<Item = &'static Setting>,
    form: &FormData,
    shop: &mut Shop,
    language: Language,
) -> Errors {
    let mut errors = Errors::default();
    for setting in settings {
        let taken = setting.kind.typed(&typed(setting, form)).and_then(|value| setting.set(shop, value));
        if let Err(problem) = taken {
            errors.add(setting.name, problem.message(language));
        }
    }
    errors
}

/// The fields of these groups: with what was typed where there is a form, else with what the shop has.
pub fn show(
    groups: &[Group],
    shop: &Shop,
    form: Option<&FormData>,
    errors: &Errors,
    language: Language,
) -> Vec<Section> {
    let section = |group: &Group| Section {
        title: title(*group, Texts::of(language)),
        fields: of(*group).filter_map(|setting| field(setting, shop, form, errors, language)).collect(),
    };
    groups.iter().map(section).collect()
}

/// The field of a setting.
pub fn field(
    setting: &'static Setting,
    shop: &Shop,
    form: Option<&FormData>,
    errors: &Errors,
    language: Language,
) -> Option<Field> {
    let value = form.map_or_else(|| setting.kind.shown(setting.get(shop)), |form| typed(setting, form));
    let t = Texts::of(language);
    let texts = texts_of(setting.name, t)?;
    Some(Field {
        name: setting.name,
        label: texts.label,
        hint: texts.hint,
        error: errors.of(setting.name).to_owned(),
        kind: &setting.kind,
        options: options(&setting.kind, &value, texts.words, t),
        pick_color: t.pick_color(),
        required: false,
        focused: false,
        value,
    })
}

/// The zones of most shops come first.
const NEAR_ZONES: [&str; 4] = ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "Europe/Luxembourg"];

fn options(kind: &Kind, value: &str, words: &[fn(Texts) -> &'static str], t: Texts) -> Vec<(String, String, bool)> {
    let option = |word: &str, label: &str| (word.to_owned(), label.to_owned(), word == value);
    match kind {
        Kind::Language => Language::offered().map(|one| option(one.tag(), own_name(one))).collect(),
        Kind::Languages => {
            let chosen = |one: Language| value.split_whitespace().any(|tag| tag == one.tag());
            Language::offered().map(|one| (one.tag().to_owned(), own_name(one).to_owned(), chosen(one))).collect()
        }
        Kind::Zone => {
            let all = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| !NEAR_ZONES.contains(name));
            NEAR_ZONES.into_iter().chain(all).map(|name| option(name, &name.replace('_', " "))).collect()
        }
        _ => kind.words().iter().zip(words).map(|(word, label)| option(word, label(t))).collect(),
    }
}
