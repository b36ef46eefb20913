//! What may be wrong at a place of a shop file. The command line tells it in English, the planner in the language of who
//! reads it; keys and words of the format stay as in the file.

use crate::domain::language::{Audience, Language};
use crate::i18n::{Texts, messages::Shopfile};

/// What is wrong at a place. Texts are as they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValidationError {
    /// The parser's own words.
    NotToml(String),
    /// The parser's own words.
    NotJson(String),

    /// Nobody's shop is as large.
    TooManyValues(usize),
    /// With those there are and those that fit.
    TooManyEntries(usize, usize),
    /// Enough were told.
    MoreProblems,

    /// What is new needs this key.
    Missing,
    /// There is no such key, but these.
    UnknownKey(String),

    /// Another kind of value.
    NotATable,
    /// Another kind of value.
    NotAList,
    /// Another kind of value.
    NotAText,
    /// Another kind of value.
    NotABoolean,
    /// Another kind of value, with the least and the greatest number.
    NotANumber(u32, u32),
    /// With the least and the greatest number.
    OutOfRange(i64, u32, u32),
    /// With the words that there are.
    NotAWord(String, String),

    /// A text that must be filled.
    Empty,
    /// With the characters there are and those that fit.
    TooLong(usize, usize),
    /// Characters that nobody sees.
    HiddenCharacters,
    /// No colour.
    NotAColor(String),
    /// No date.
    NotADate(String),
    /// No time of day.
    NotATime(String),
    /// No instant.
    NotAnInstant(String),
    /// An instant with seconds.
    NotAWholeMinute,
    /// No time zone.
    NotAZone(String),
    /// No language of ours.
    NotALanguage,
    /// No id, with the characters that fit.
    NotAnId(String, usize),
    /// No id of an appointment.
    NotAnAppointmentId,
    /// No e-mail address.
    NotAnEmail,
    /// No page on the web.
    NotAUrl,
    /// No origin.
    NotAnOrigin,
    /// No hours.
    NotHours,

    /// Another one above has it.
    Repeated(String),
    /// The shop's own language is not among them.
    LacksLanguage(&'static str),
    /// None, or one twice.
    NoLanguages,
    /// None, or one twice.
    NoDays,
    /// None, or one twice.
    NoResources,
    /// A service that needs nothing.
    NoNeeds,
    /// None of that id.
    UnknownResource(String),
    /// None of that id.
    UnknownService(String),

    /// A rule with both.
    WeekdaysAndDate,
    /// A rule with neither.
    NoWeekdays,
    /// An exception without, or with both.
    NoDates,
    /// A date that lies before another key's.
    Before(&'static str),
    /// An appointment's.
    EndsTooEarly,
    /// A rule of every few weeks.
    NeedsFirstDate,
    /// Nobody knows which.
    Overlaps,
    /// Another entry of the file, by its place.
    OverlapsEntry(String, String, String),
    /// An appointment of the shop, by its id.
    OverlapsAppointment(String, String, String),
}

impl ValidationError {
    /// What follows the place in a sentence.
    pub fn told(&self, language: Language) -> String {
        let t = Texts::<Shopfile>::of(language);
        match self {
            Self::NotToml(words) => t.not_toml(words),
            Self::NotJson(words) => t.not_json(words),
            Self::TooManyValues(most) => t.too_many_values(most),
            Self::TooManyEntries(count, most) => t.too_many_entries(count, most),
            Self::MoreProblems => t.more_problems().to_owned(),
            Self::Missing => t.missing().to_owned(),
            Self::UnknownKey(keys) => t.unknown_key(keys),
            Self::NotATable => t.not_a_table().to_owned(),
            Self::NotAList => t.not_a_list().to_owned(),
            Self::NotAText => t.not_a_text().to_owned(),
            Self::NotABoolean => t.not_a_boolean().to_owned(),
            Self::NotANumber(least, most) => t.not_a_number(least, most),
            Self::OutOfRange(number, least, most) => t.out_of_range(least, most, number),
            Self::NotAWord(text, words) => t.not_a_word(text, words),
            Self::Empty => t.empty().to_owned(),
            Self::TooLong(length, most) => t.too_long(length, most),
            Self::HiddenCharacters => t.hidden_characters().to_owned(),
            Self::NotAColor(text) => t.not_a_color(text),
            Self::NotADate(text) => t.not_a_date(text),
            Self::NotATime(text) => t.not_a_time(text),
            Self::NotAnInstant(text) => t.not_an_instant(text),
            Self::NotAWholeMinute => t.not_a_whole_minute().to_owned(),
            Self::NotAZone(text) => t.not_a_zone(text),
            Self::NotALanguage => t.not_a_language(languages()),
            Self::NotAnId(text, most) => t.not_an_id(most, text),
            Self::NotAnAppointmentId => t.not_an_appointment_id().to_owned(),
            Self::NotAnEmail => t.not_an_email().to_owned(),
            Self::NotAUrl => t.not_a_url().to_owned(),
            Self::NotAnOrigin => t.not_an_origin().to_owned(),
            Self::NotHours => t.not_hours().to_owned(),
            Self::Repeated(id) => t.repeated(id),
            Self::LacksLanguage(tag) => t.lacks_language(tag),
            Self::NoLanguages => t.no_languages().to_owned(),
            Self::NoDays => t.no_days().to_owned(),
            Self::NoResources => t.no_resources().to_owned(),
            Self::NoNeeds => t.no_needs().to_owned(),
            Self::UnknownResource(id) => t.unknown_resource(id),
            Self::UnknownService(id) => t.unknown_service(id),
            Self::WeekdaysAndDate => t.weekdays_and_date().to_owned(),
            Self::NoWeekdays => t.no_weekdays().to_owned(),
            Self::NoDates => t.no_dates().to_owned(),
            Self::Before(key) => t.before(key),
            Self::EndsTooEarly => t.ends_too_early().to_owned(),
            Self::NeedsFirstDate => t.needs_first_date().to_owned(),
            Self::Overlaps => t.overlaps().to_owned(),
            Self::OverlapsEntry(path, since, resource) => t.overlaps_entry(path, resource, since),
            Self::OverlapsAppointment(id, since, resource) => t.overlaps_appointment(id, resource, since),
        }
    }
}

/// Those that a shop may speak: `"de", "en"`.
fn languages() -> String {
    let spoken = Language::all().filter(|language| language.audience() != Audience::Tests);
    spoken.map(|language| format!("{:?}", language.tag())).collect::<Vec<_>>().join(", ")
}
