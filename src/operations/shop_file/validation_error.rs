//! Errors at a location of a shop file. The command line prints them in English, the planner in the reader's
//! language; keys and words of the format are not translated.

use crate::domain::language::Language;
use crate::i18n::{Texts, messages::Shopfile};

/// What is wrong at a location. Texts are quoted from the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValidationError {
    /// Not TOML, with the parser's message.
    NotToml(String),
    /// Not JSON, with the parser's message.
    NotJson(String),

    /// More values than this limit.
    TooManyValues(usize),
    /// Number of entries, and the limit.
    TooManyEntries(usize, usize),
    /// Further errors were not reported.
    MoreProblems,

    /// A required key of a new entry is absent.
    Missing,
    /// Unknown key, with the known ones.
    UnknownKey(String),

    /// Wrong type.
    NotATable,
    /// Wrong type.
    NotAList,
    /// Wrong type.
    NotAText,
    /// Wrong type.
    NotABoolean,
    /// Wrong type, with the minimum and maximum.
    NotANumber(u32, u32),
    /// The number, with the minimum and maximum.
    OutOfRange(i64, u32, u32),
    /// The word, and the allowed words.
    NotAWord(String, String),

    /// Must not be empty.
    Empty,
    /// Length in characters, and the limit.
    TooLong(usize, usize),
    /// Invisible characters.
    HiddenCharacters,
    /// Not a colour.
    NotAColor(String),
    /// Not a date.
    NotADate(String),
    /// Not a time of day.
    NotATime(String),
    /// Not an instant.
    NotAnInstant(String),
    /// An instant that is not a whole minute.
    NotAWholeMinute,
    /// Not a time zone.
    NotAZone(String),
    /// Not a supported language.
    NotALanguage,
    /// Not an id, with the maximum length in characters.
    NotAnId(String, usize),
    /// Not an id of an appointment.
    NotAnAppointmentId,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a telephone number.
    NotAPhone,
    /// Not a web URL.
    NotAUrl,
    /// Not an origin.
    NotAnOrigin,
    /// Not hours.
    NotHours,

    /// A known entry has another value, which never changes.
    NotChangeable,
    /// A key that only an account has.
    OnlyOfAnAccount,
    /// An earlier entry has the same value.
    Repeated(String),
    /// An entry of `blocks` has the id of an appointment with a customer or a service.
    NotABlock(String),
    /// The shop's default language is missing from the list.
    LacksLanguage(&'static str),
    /// The list is empty or has duplicates.
    NoLanguages,
    /// The list is empty or has duplicates.
    NoDays,
    /// The list is empty or has duplicates.
    NoResources,
    /// A service without needs.
    NoNeeds,
    /// No resource with that id.
    UnknownResource(String),
    /// No service with that id.
    UnknownService(String),

    /// An availability with weekdays and a date.
    WeekdaysAndDate,
    /// An availability with neither weekdays nor a date.
    NoWeekdays,
    /// An exception without dates, or with both forms of them.
    NoDates,
    /// A date before that of this key.
    Before(&'static str),
    /// An appointment that ends before it starts.
    EndsTooEarly,
    /// An availability every few weeks without a first date.
    NeedsFirstDate,
    /// Overlaps an appointment that could not be identified.
    Overlaps,
    /// Overlaps another entry of the file, given by its path.
    OverlapsEntry(String, String, String),
    /// Overlaps an appointment of the shop, given by its id.
    OverlapsAppointment(String, String, String),
}

impl ValidationError {
    /// The part of the sentence after the location.
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
            Self::NotAPhone => t.not_a_phone().to_owned(),
            Self::NotAUrl => t.not_a_url().to_owned(),
            Self::NotAnOrigin => t.not_an_origin().to_owned(),
            Self::NotHours => t.not_hours().to_owned(),
            Self::Repeated(id) => t.repeated(id),
            Self::NotABlock(id) => t.not_a_block(id),
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
            Self::NotChangeable => t.not_changeable().to_owned(),
            Self::OnlyOfAnAccount => t.only_of_an_account().to_owned(),
            Self::Overlaps => t.overlaps().to_owned(),
            Self::OverlapsEntry(path, since, resource) => t.overlaps_entry(path, resource, since),
            Self::OverlapsAppointment(id, since, resource) => t.overlaps_appointment(id, resource, since),
        }
    }
}

/// The supported languages: `"de", "en"`.
fn languages() -> String {
    Language::offered().map(|language| format!("{:?}", language.tag())).collect::<Vec<_>>().join(", ")
}
