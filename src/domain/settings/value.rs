//! Untyped values of settings, as in columns, shop files and forms, and their validation.

use super::choices::{Assignment, FieldMode, ReminderConsent, WidgetView};
use crate::domain::holidays;
use crate::domain::language::Language;
use crate::domain::limits;
use crate::domain::values::{Checked, Color, Email, Invalid, Origin, Phone, ShopAddress, ShortName, WebUrl};
use chrono_tz::Tz;
use serde::Serialize;
use std::ops::RangeInclusive;

/// An untyped value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// No value.
    None,
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Number(u32),
    /// A text or an enum word.
    Text(String),
    /// Texts or enum words.
    List(Vec<String>),
}

impl Value {
    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::None => true,
            Self::Text(text) => text.is_empty(),
            _ => false,
        }
    }
}

/// The values a setting accepts.
pub enum Kind {
    /// A single line of at most this many characters, not empty.
    Name,
    /// The same, or empty.
    OptionalName,
    /// Lines of at most this many characters in all.
    Address,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A web URL.
    Url,
    /// A colour.
    Color,
    /// At most this many origins.
    Origins(usize),
    /// A language.
    Language,
    /// Languages, without duplicates.
    Languages,
    /// A time zone.
    Zone,
    /// The code of a region whose public holidays are known.
    Region,
    /// A whole number in that range.
    Number(RangeInclusive<u32>),
    /// Yes or no.
    YesNo,
    /// One of these enum words.
    Words(&'static [&'static str]),
}

/// The form values of yes and no.
const NO_YES: &[&str] = &["no", "yes"];

impl Kind {
    /// The allowed words; empty for other kinds.
    pub fn words(&self) -> &'static [&'static str] {
        match self {
            Self::YesNo => NO_YES,
            Self::Words(words) => words,
            _ => &[],
        }
    }

    /// Maximum number of texts; `None` for a single value.
    pub fn list_of(&self) -> Option<usize> {
        match self {
            Self::Origins(most) => Some(*most),
            Self::Languages => Some(usize::MAX),
            _ => None,
        }
    }

    /// Checks a value's limits.
    ///
    /// # Errors
    /// Why the value is invalid.
    pub fn check(&self, value: &Value) -> Result<(), Invalid> {
        match (self, value) {
            (Self::Number(range), Value::Number(number)) if range.contains(number) => Ok(()),
            (Self::Number(range), Value::Number(_)) => Err(Invalid::OutOfRange(*range.start(), *range.end())),
            (Self::Languages, Value::List(tags)) => {
                limits::each_once(tags)?;
                tags.iter().try_for_each(|tag| self.check_text(tag))
            }
            (_, Value::List(texts)) => texts.iter().try_for_each(|text| self.check_text(text)),
            (_, Value::Text(text)) => self.check_text(text),
            _ => Ok(()),
        }
    }

    /// Checks a text, or an item of a list.
    ///
    /// # Errors
    /// Why the text is invalid.
    pub fn check_text(&self, text: &str) -> Result<(), Invalid> {
        match self {
            Self::OptionalName if text.is_empty() => Ok(()),
            Self::Name | Self::OptionalName => ShortName::parse(text).map(drop),
            Self::Address => ShopAddress::parse(text).map(drop),
            Self::Phone => Phone::parse(text).map(drop),
            Self::Email => Email::parse(text).map(drop),
            Self::Url => WebUrl::parse(text).map(drop),
            Self::Color => Color::parse(text).map(drop),
            Self::Origins(_) => Origin::parse(text).map(drop),
            Self::Language | Self::Languages => {
                let known = Language::all().any(|language| language.tag() == text);
                if known { Ok(()) } else { Err(Invalid::NotALanguage) }
            }
            Self::Words(words) => {
                if words.contains(&text) {
                    Ok(())
                } else {
                    Err(Invalid::Unknown)
                }
            }
            Self::Region => {
                if holidays::region(text).is_some() {
                    Ok(())
                } else {
                    Err(Invalid::Unknown)
                }
            }
            Self::Zone | Self::Number(_) | Self::YesNo => Ok(()),
        }
    }

    /// Parses form input.
    ///
    /// # Errors
    /// If it is not a value of this kind.
    pub fn typed(&self, text: &str) -> Result<Value, Invalid> {
        let text = text.trim();
        let list = |texts: Vec<String>| Some(texts).filter(|texts| !texts.is_empty()).map_or(Value::None, Value::List);
        Ok(match self {
            Self::Languages => list(text.split_whitespace().map(str::to_owned).collect()),
            Self::Origins(_) => {
                let lines = text.lines().map(|line| line.trim().trim_end_matches('/')).filter(|line| !line.is_empty());
                list(lines.map(str::to_owned).collect())
            }
            Self::YesNo => Value::Boolean(NO_YES.iter().position(|word| *word == text).ok_or(Invalid::Unknown)? == 1),
            Self::OptionalName => Value::Text(text.to_owned()),
            _ if text.is_empty() => Value::None,
            Self::Number(range) => Value::Number(limits::number(text, range.clone())?),
            Self::Address => Value::Text(text.replace("\r\n", "\n")),
            Self::Color => Value::Text(text.to_lowercase()),
            // URLs are often copied without their scheme.
            Self::Url if text.contains('.') && !text.contains(':') => Value::Text(format!("https://{text}")),
            _ => Value::Text(text.to_owned()),
        })
    }

    /// The form input for a value.
    pub fn shown(&self, value: Value) -> String {
        match value {
            Value::None => String::new(),
            Value::Boolean(yes) => NO_YES[usize::from(yes)].to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Text(text) => text,
            Value::List(texts) => texts.join(if matches!(self, Self::Languages) { " " } else { "\n" }),
        }
    }
}

/// The type of a setting.
pub trait SettingValue: Sized {
    /// Whether it may have no value.
    const IS_OPTIONAL: bool = false;

    /// Converts to an untyped value.
    fn to_value(&self) -> Value;

    /// Converts from an untyped value.
    ///
    /// # Errors
    /// If it has a wrong type.
    fn from_value(value: Value) -> Result<Self, Invalid>;
}

/// The text of a required value.
fn text(value: Value) -> Result<String, Invalid> {
    if let Value::Text(text) = value { Ok(text) } else { Err(Invalid::Required) }
}

/// The texts of a value that must have some.
fn texts(value: Value) -> Result<Vec<String>, Invalid> {
    if let Value::List(texts) = value { Ok(texts) } else { Err(Invalid::Required) }
}

impl<R> SettingValue for Checked<R> {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_value(value: Value) -> Result<Self, Invalid> {
        text(value).map(Self::from_stored)
    }
}

impl<T: SettingValue> SettingValue for Option<T> {
    const IS_OPTIONAL: bool = true;

    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::None, T::to_value)
    }

    fn from_value(value: Value) -> Result<Self, Invalid> {
        if value == Value::None { Ok(None) } else { T::from_value(value).map(Some) }
    }
}

macro_rules! setting_value {
    ($type:ty, $to:expr, $from:expr) => {
        impl SettingValue for $type {
            fn to_value(&self) -> Value {
                let to: fn(&Self) -> Value = $to;
                to(self)
            }

            fn from_value(value: Value) -> Result<Self, Invalid> {
                let from: fn(Value) -> Result<Self, Invalid> = $from;
                from(value)
            }
        }
    };
}

setting_value!(bool, |yes| Value::Boolean(*yes), |value| {
    if let Value::Boolean(yes) = value { Ok(yes) } else { Err(Invalid::Required) }
});
setting_value!(u32, |number| Value::Number(*number), |value| {
    if let Value::Number(number) = value { Ok(number) } else { Err(Invalid::Required) }
});
setting_value!(Vec<Origin>, |origins| Value::List(origins.iter().map(ToString::to_string).collect()), |value| Ok(
    texts(value)?.into_iter().map(Origin::from_stored).collect()
));
setting_value!(Tz, |zone| Value::Text(zone.name().to_owned()), |value| text(value)?
    .parse()
    .map_err(|_| Invalid::Unknown));
setting_value!(Language, |language| Value::Text(language.tag().to_owned()), |value| {
    Language::from_tag(&text(value)?).ok_or(Invalid::NotALanguage)
});
// Languages of later versions are dropped.
setting_value!(
    Vec<Language>,
    |languages| Value::List(languages.iter().map(|language| language.tag().to_owned()).collect()),
    |value| Ok(texts(value)?.iter().filter_map(|tag| Language::from_tag(tag)).collect())
);
setting_value!(FieldMode, |mode| Value::Text(mode.word().to_owned()), |value| {
    FieldMode::from_word(&text(value)?).ok_or(Invalid::Unknown)
});
setting_value!(ReminderConsent, |consent| Value::Text(consent.word().to_owned()), |value| {
    ReminderConsent::from_word(&text(value)?).ok_or(Invalid::Unknown)
});
setting_value!(WidgetView, |view| Value::Text(view.word().to_owned()), |value| {
    WidgetView::from_word(&text(value)?).ok_or(Invalid::Unknown)
});
setting_value!(Assignment, |assignment| Value::Text(assignment.word().to_owned()), |value| {
    Assignment::from_word(&text(value)?).ok_or(Invalid::Unknown)
});

#[cfg(test)]
mod tests {
    use super::super::{SETTINGS, Setting, Shop};
    use super::*;

    fn typed(name: &str, text: &str) -> Result<Value, Invalid> {
        let (setting, mut shop) = (Setting::named(name).unwrap(), Shop::default());
        setting.set(&mut shop, setting.kind.typed(text)?)?;
        Ok(setting.get(&shop))
    }

    #[test]
    fn origins_are_one_a_line_without_the_slash_that_people_copy() {
        let list = |texts: &[&str]| Ok(Value::List(texts.iter().map(|text| (*text).to_owned()).collect()));
        let two = " https://www.example.org/ \r\n\r\nhttp://localhost:8080";
        assert_eq!(typed("allowed_origins", two), list(&["https://www.example.org", "http://localhost:8080"]));
        assert_eq!(typed("allowed_origins", " \n"), Ok(Value::None));
        assert_eq!(typed("allowed_origins", "https://www.example.org/termin"), Err(Invalid::NotAnOrigin));
        assert_eq!(typed("allowed_origins", "www.example.org"), Err(Invalid::NotAnOrigin));
    }

    #[test]
    fn numbers_have_limits_and_may_be_left_out_where_they_are_optional() {
        assert_eq!(typed("retention_days", "60"), Ok(Value::Number(60)));
        assert_eq!(typed("retention_days", ""), Ok(Value::None));
        for wrong in ["-1", "36501", "1.5", "x"] {
            assert_eq!(typed("retention_days", wrong), Err(Invalid::OutOfRange(1, 36_500)), "{wrong}");
        }
        assert_eq!(typed("horizon_days", ""), Err(Invalid::Required));
    }

    #[test]
    fn lines_hold_no_hidden_characters() {
        assert_eq!(typed("address", "a\r\nb"), Ok(Value::Text("a\nb".into())));
        assert_eq!(typed("name", "a\u{202e}b"), Err(Invalid::ForbiddenCharacters));
        assert_eq!(typed("name", " "), Err(Invalid::Required));
        assert_eq!(typed("name", &"a".repeat(201)), Err(Invalid::TooLong(200)));
        assert_eq!(typed("location", ""), Ok(Value::Text(String::new())));
    }

    #[test]
    fn a_web_address_may_be_typed_without_its_scheme() {
        assert_eq!(typed("website", "www.example.org"), Ok(Value::Text("https://www.example.org".into())));
        for wrong in ["nobody", "javascript:alert(1)", "https://"] {
            assert_eq!(typed("website", wrong), Err(Invalid::NotAUrl), "{wrong}");
        }
    }

    #[test]
    fn what_a_shop_has_is_taken_as_it_is_shown() {
        let mut shop = Shop { address: Some(ShopAddress::from_stored("x".repeat(1_000))), ..Shop::default() };
        let before = shop.clone();
        for setting in SETTINGS.iter().filter(|setting| setting.name != "name") {
            let shown = setting.kind.shown(setting.get(&shop));
            let value = setting.kind.typed(&shown).unwrap();
            setting.set(&mut shop, value).unwrap_or_else(|problem| panic!("{}: {problem:?}", setting.name));
        }
        assert_eq!(shop, before);
        let longer = Value::Text("y".repeat(501));
        assert_eq!(Setting::named("address").unwrap().set(&mut shop, longer), Err(Invalid::TooLong(500)));
    }
}
