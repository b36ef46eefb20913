//! CLDR data of a language, loaded once: plural rules, numbers, lists, names and formats of dates.

use super::messages::{self, TAGS};
use super::{Texts, place};
use crate::domain::language::Language;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::{E, MD, MDE, T, YM, YMD, YMDE, enums::DateFieldSet};
use icu_datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames};
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::{ListFormatter, options::ListFormatterOptions};
use icu_locale::{Locale, LocaleDirectionality};
use icu_plurals::{PluralCategory, PluralRules};
use icu_time::Time;
use std::error::Error;
use std::fmt::Display;
use std::sync::OnceLock;
use writeable::TryWriteable;

/// The direction of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As for English.
    LeftToRight,
    /// As for Arabic and Hebrew.
    RightToLeft,
}

impl Direction {
    /// Value of HTML's attribute `dir`.
    pub fn word(self) -> &'static str {
        if self.is_rtl() { "rtl" } else { "ltr" }
    }

    /// Whether it is from right to left.
    pub fn is_rtl(self) -> bool {
        self == Self::RightToLeft
    }
}

/// A formatter for one set of date fields.
type Dates<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// The formatters of a language.
pub(in crate::i18n) struct Formatters {
    pub(in crate::i18n) direction: Direction,
    pub(in crate::i18n) and: ListFormatter,
    pub(in crate::i18n) or: ListFormatter,
    plurals: PluralRules,
    decimals: DecimalFormatter,
    /// "Montag" and so on, from Monday.
    pub(in crate::i18n) weekdays: Vec<String>,
    /// "Mo" and so on, from Monday.
    pub(in crate::i18n) short_weekdays: Vec<String>,
    weekday_and_date: Dates<YMDE>,
    date: Dates<YMD>,
    weekday_and_day: Dates<MDE>,
    day: Dates<MD>,
    month: Dates<YM>,
    head: (FixedCalendarDateTimeNames<Gregorian, DateFieldSet>, DateTimePattern),
    time: NoCalendarFormatter<T>,
}

static LOADED: [OnceLock<Formatters>; TAGS.len()] = [const { OnceLock::new() }; TAGS.len()];

impl Formatters {
    /// The formatters of a language, created on first use.
    pub(in crate::i18n) fn of(language: Language) -> &'static Self {
        let load = || Self::load(language).expect("the data are compiled in, and a test loads them for every language");
        LOADED[place(language)].get_or_init(load)
    }

    fn load(language: Language) -> Result<Self, Box<dyn Error>> {
        let texts = Texts::<messages::Formats>::of(language);
        let locale: Locale = texts.locale().parse()?;
        let prefs = (&locale).into();
        let pattern = DateTimePattern::try_from_pattern_str(texts.head_day())?;
        let mut names = FixedCalendarDateTimeNames::try_new(prefs)?;
        names.include_for_pattern(&pattern)?;
        let rtl = LocaleDirectionality::new_common().is_right_to_left(&locale.id);
        Ok(Self {
            direction: if rtl { Direction::RightToLeft } else { Direction::LeftToRight },
            and: ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default())?,
            or: ListFormatter::try_new_or((&locale).into(), ListFormatterOptions::default())?,
            plurals: PluralRules::try_new_cardinal((&locale).into())?,
            decimals: DecimalFormatter::try_new((&locale).into(), Default::default())?,
            weekdays: week(&Dates::try_new(prefs, E::long())?),
            short_weekdays: week(&Dates::try_new(prefs, E::short())?),
            weekday_and_date: Dates::try_new(prefs, YMDE::long())?,
            date: Dates::try_new(prefs, YMD::long())?,
            weekday_and_day: Dates::try_new(prefs, MDE::long())?,
            day: Dates::try_new(prefs, MD::long())?,
            month: Dates::try_new(prefs, YM::long())?,
            head: (names, pattern),
            time: NoCalendarFormatter::try_new(prefs, T::hm())?,
        })
    }

    /// The plural category of a number.
    pub(in crate::i18n) fn plural(&self, number: i64) -> PluralCategory {
        self.plurals.category_for(&Decimal::from(number))
    }

    /// "1.234" or "1,234".
    pub(in crate::i18n) fn number(&self, number: i64) -> String {
        self.decimals.format(&Decimal::from(number)).to_string()
    }

    /// "Montag, 17. Januar 2022".
    pub(in crate::i18n) fn weekday_and_date(&self, date: NaiveDate) -> String {
        said(date, |date| self.weekday_and_date.format(date))
    }

    /// "17. Januar 2022".
    pub(in crate::i18n) fn date(&self, date: NaiveDate) -> String {
        said(date, |date| self.date.format(date))
    }

    /// "Montag, 17. Januar".
    pub(in crate::i18n) fn weekday_and_day(&self, date: NaiveDate) -> String {
        said(date, |date| self.weekday_and_day.format(date))
    }

    /// "17. Januar".
    pub(in crate::i18n) fn day(&self, date: NaiveDate) -> String {
        said(date, |date| self.day.format(date))
    }

    /// "Januar 2022".
    pub(in crate::i18n) fn month(&self, date: NaiveDate) -> String {
        said(date, |date| self.month.format(date))
    }

    /// "17. Jan".
    pub(in crate::i18n) fn head_day(&self, date: NaiveDate) -> String {
        let (names, pattern) = &self.head;
        said(date, |date| written(&names.with_pattern_unchecked(pattern).format(date)))
    }

    /// "09:00".
    pub(in crate::i18n) fn time(&self, time: NaiveTime) -> String {
        let [hour, minute, second] =
            [time.hour(), time.minute(), time.second()].map(|part| u8::try_from(part).unwrap_or(0));
        let Ok(known) = Time::try_new(hour, minute, second, 0) else { return time.to_string() };
        self.time.format(&known).to_string()
    }
}

/// Formats a date; one outside ICU's range in digits.
fn said<T: Display>(date: NaiveDate, say: impl FnOnce(&Date<Gregorian>) -> T) -> String {
    gregorian(date).map_or_else(|| date.to_string(), |date| say(&date).to_string())
}

/// The text; a name unknown to ICU is replaced by a placeholder.
fn written(text: &impl TryWriteable) -> String {
    text.try_write_to_string().unwrap_or_else(|(_, text)| text).into_owned()
}

fn gregorian(date: NaiveDate) -> Option<Date<Gregorian>> {
    let [month, day] = [date.month(), date.day()].map(|part| u8::try_from(part).unwrap_or(0));
    Date::try_new_gregorian(date.year(), month, day).ok()
}

/// The weekdays, from Monday.
fn week(formatter: &Dates<E>) -> Vec<String> {
    // 1 January 2024 is a Monday.
    let days = (1..=7).filter_map(|day| Date::try_new_gregorian(2024, 1, day).ok());
    days.map(|day| formatter.format(&day).to_string()).collect()
}
