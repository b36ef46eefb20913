//! The fields of settings, made from their rows: how each is asked for, and what is taken from what was typed.

use crate::domain::holidays;
use crate::domain::settings::value::{Kind, Value};
use crate::domain::settings::{Group, SETTINGS, Setting, setting_rows};
use crate::http::planner::prelude::*;

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
    pub kind: &'static Kind,
    /// Values to choose from, and their words.
    pub options: Vec<(&'static str, String)>,
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
        Group::SignIn => t.sign_in(),
        Group::Look => t.look(),
        Group::Websites => t.websites(),
    }
}

/// The settings under one heading.
fn of(group: Group) -> impl Iterator<Item = &'static Setting> {
    SETTINGS.iter().filter(move |setting| setting.group == group)
}

/// The settings of these groups.
fn of_groups(groups: &[Group]) -> impl Iterator<Item = &'static Setting> {
    groups.iter().copied().flat_map(of)
}

/// The form of these groups, filled with what the shop has.
pub fn form(groups: &[Group], shop: &Shop, language: Language) -> Form {
    filled(of_groups(groups), shop, language)
}

/// The form of these settings, filled with what the shop has.
pub fn filled(settings: impl Iterator<Item = &'static Setting>, shop: &Shop, language: Language) -> Form {
    settings.fold(Form::new(language), |form, setting| match setting.get(shop) {
        Value::List(tags) if matches!(setting.kind, Kind::Languages) => form.with_all(setting.name, tags),
        value => form.with(setting.name, setting.kind.shown(value)),
    })
}

/// Takes the fields of these groups into `shop`.
pub fn read(groups: &[Group], form: &mut Form, shop: &mut Shop, language: Language) {
    read_each(of_groups(groups), form, shop);
    if form.is_right() && !shop.offers_its_language() {
        form.refuse("languages", super::Texts::of(language).own_language_not_offered());
    }
}

/// Takes the fields of these settings into `shop`.
pub fn read_each(settings: impl Iterator<Item = &'static Setting>, form: &mut Form, shop: &mut Shop) {
    for setting in settings {
        let typed = form.all(setting.name).collect::<Vec<_>>().join(" ");
        let taken = setting.kind.typed(&typed).and_then(|value| setting.set(shop, value));
        form.keep(setting.name, taken);
    }
}

/// These groups with their fields.
pub fn sections(groups: &[Group], language: Language) -> Vec<Section> {
    let section = |group: &Group| Section {
        title: title(*group, Texts::of(language)),
        fields: of(*group).filter_map(|setting| field(setting, language)).collect(),
    };
    groups.iter().map(section).collect()
}

/// The field of a setting.
pub fn field(setting: &'static Setting, language: Language) -> Option<Field> {
    let t = Texts::of(language);
    let texts = texts_of(setting.name, t)?;
    Some(Field {
        name: setting.name,
        label: texts.label,
        hint: texts.hint,
        kind: &setting.kind,
        options: options(&setting.kind, texts.words, t),
        pick_color: t.pick_color(),
        required: false,
        focused: false,
    })
}

/// None, and all whose public holidays are known.
pub fn regions(language: Language) -> Vec<(&'static str, String)> {
    let all = holidays::regions().map(|region| (region.code, region.name(language).to_owned()));
    [("", "–".to_owned())].into_iter().chain(all).collect()
}

/// The zones of most shops come first.
const NEAR_ZONES: [&str; 4] = ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "Europe/Luxembourg"];

fn options(kind: &Kind, words: &[fn(Texts) -> &'static str], t: Texts) -> Vec<(&'static str, String)> {
    match kind {
        Kind::Language | Kind::Languages => {
            Language::offered().map(|one| (one.tag(), own_name(one).to_owned())).collect()
        }
        Kind::Region => regions(t.language()),
        Kind::Zone => {
            let all = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| !NEAR_ZONES.contains(name));
            NEAR_ZONES.into_iter().chain(all).map(|name| (name, name.replace('_', " "))).collect()
        }
        _ => kind.words().iter().zip(words).map(|(word, label)| (*word, label(t).to_owned())).collect(),
    }
}
