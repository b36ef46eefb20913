//! Every language is complete for its readers, and formatted as they expect.

use super::messages::{Formats, MISSING, TAGS};
use super::{Direction, Texts, direction, lists, own_name};
use crate::domain::language::{Audience, Language};

/// Files and folders read only by users of the planner, or of the demonstration.
const FOR_THE_SHOP: [&str; 5] = ["planner/", "shopfile/", "mail-shop/", "mail-account/", "demo/"];

#[test]
fn every_folder_of_messages_is_a_language_and_has_its_row() {
    let mut rows: Vec<_> = Language::all().map(Language::tag).collect();
    let mut folders = TAGS.to_vec();
    rows.sort_unstable();
    folders.sort_unstable();
    assert_eq!(rows, folders, "a folder in locales/ and a row in domain/language.rs belong together");
}

#[test]
fn nobody_reads_english_in_a_language_that_claims_to_be_complete_for_them() {
    let is_wanted = |missing: &&&str| {
        let (tag, path) = missing.split_once('/').unwrap();
        let is_for_the_shop = FOR_THE_SHOP.iter().any(|folder| path.starts_with(folder));
        let only_customers_read = Language::from_tag(tag).map(Language::audience) == Some(Audience::Customers);
        !(is_for_the_shop && only_customers_read)
    };
    let missing: Vec<_> = MISSING.iter().filter(is_wanted).collect();
    assert!(missing.is_empty(), "locales lacks {missing:?}");
}

#[test]
fn every_language_has_a_name_and_its_formats_load() {
    for language in Language::all() {
        assert!(!own_name(language).is_empty());
        assert!(!super::dates::weekday_name(chrono::Weekday::Mon, language).is_empty());
    }
    assert_eq!(own_name(Language::GERMAN), "Deutsch");
    assert_eq!(direction(Language::ENGLISH).word(), "ltr");
}

#[test]
fn numbers_choose_their_plural_and_are_written_as_the_language_does() {
    let (de, en) = (Texts::<Formats>::of(Language::GERMAN), Texts::<Formats>::of(Language::ENGLISH));
    assert_eq!([de.minutes(1), de.minutes(2), de.minutes(1500)], ["1 Minute", "2 Minuten", "1.500 Minuten"]);
    assert_eq!([en.minutes(1), en.minutes(0), en.minutes(1500)], ["1 minute", "0 minutes", "1,500 minutes"]);
}

#[test]
fn lists_are_joined_as_the_language_does() {
    let names = ["Anna", "Jonas", "Kabine 1"];
    assert_eq!(lists::and(&names, Language::GERMAN), "Anna, Jonas und Kabine 1");
    assert_eq!(lists::or(&names[..2], Language::GERMAN), "Anna oder Jonas");
    assert_eq!(lists::and(&names, Language::ENGLISH), "Anna, Jonas and Kabine 1");
    assert_eq!(lists::or(&names, Language::ENGLISH), "Anna, Jonas or Kabine 1");
    assert_eq!(lists::and(&names[..1], Language::GERMAN), "Anna");
}

/// Debug builds, such as tests, include a language in Hebrew script.
#[test]
fn a_language_from_right_to_left_keeps_names_of_other_scripts_in_one_piece() {
    let language = Language::from_tag("he").unwrap();
    assert_eq!((direction(language), direction(language).word()), (Direction::RightToLeft, "rtl"));
    let said = Texts::<Formats>::of(language).from_to("Anna", "Jonas");
    assert_eq!(said, "\u{2068}Anna\u{2069} תו \u{2068}Jonas\u{2069}");
    let day = super::dates::long_day("2022-01-17".parse().unwrap(), language);
    assert_eq!(day, "יום שני, 17 בינואר 2022");
}

#[test]
fn a_language_from_left_to_right_has_no_invisible_characters() {
    assert_eq!(Texts::<Formats>::of(Language::GERMAN).from_to("Anna", "Jonas"), "Anna bis Jonas");
}
