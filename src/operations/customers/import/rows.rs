//! A row of a file as the form of a customer record would have it.

use super::columns::{Mapping, Target};
use super::sheet::Sheet;
use crate::operations::customers::TypedDetails;
use chrono::{Datelike, NaiveDate};

/// The fields of a row. `today` decides the century of a year of two digits: nobody is born tomorrow.
pub(super) fn typed(cells: &[String], mapping: &Mapping, today: NaiveDate) -> TypedDetails {
    let of = |target: Target| {
        let columns = mapping.targets.iter().enumerate().filter(move |(_, other)| **other == target);
        columns.map(|(at, _)| Sheet::cell(cells, at)).filter(|cell| !cell.is_empty())
    };
    let first = |target| of(target).next().unwrap_or_default().to_owned();
    let joined = |target, by: &str| of(target).collect::<Vec<_>>().join(by);
    let mut typed = TypedDetails {
        first_name: joined(Target::FirstName, " "),
        last_name: joined(Target::LastName, " "),
        email: first(Target::Email),
        phone: first(Target::Phone),
        address: address(
            &joined(Target::Address, "\n"),
            &joined(Target::Street, " "),
            &town(&first(Target::PostalCode), &first(Target::Town)),
        ),
        born_on: date(&first(Target::BornOn), today),
        note: joined(Target::Note, "\n"),
    };
    let (first_name, last_name) = parted(&first(Target::FullName));
    if typed.first_name.is_empty() {
        typed.first_name = first_name;
    }
    if typed.last_name.is_empty() {
        typed.last_name = last_name;
    }
    typed
}

/// "Muster, Erika" or "Erika Muster": first and last name.
fn parted(name: &str) -> (String, String) {
    let (first, last) = match name.split_once(',') {
        Some((last, first)) => (first, last),
        None => name.trim().rsplit_once(' ').unwrap_or(("", name)),
    };
    (first.trim().to_owned(), last.trim().to_owned())
}

fn town(postal_code: &str, town: &str) -> String {
    format!("{postal_code} {town}").trim().to_owned()
}

fn address(whole: &str, street: &str, town: &str) -> String {
    [whole, street, town].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// "31.12.1950", "31.12.50", "31/12/1950" or "1950-12-31", with a time behind it or without, as `YYYY-MM-DD`; anything else
/// as it is, to be refused.
fn date(text: &str, today: NaiveDate) -> String {
    let day = text.split_whitespace().next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['.', '/', '-']).collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i32>().ok());
    let (Some(one), Some(two), Some(three), 3) = (number(0), number(1), number(2), parts.len()) else {
        return text.to_owned();
    };
    let (year, month, day) = if parts[0].len() == 4 { (one, two, three) } else { (three, two, one) };
    let short = parts[0].len() != 4 && parts[2].len() == 2;
    let century = if short { if 2000 + year > today.year() { 1900 } else { 2000 } } else { 0 };
    let (Ok(month), Ok(day)) = (u32::try_from(month), u32::try_from(day)) else { return text.to_owned() };
    NaiveDate::from_ymd_opt(century + year, month, day).map_or_else(|| text.to_owned(), |date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_germans_write_them() {
        let today = "2026-01-15".parse().unwrap();
        let read = |text| date(text, today);
        for text in ["31.12.1950", "31.12.50", "1950-12-31", "31/12/1950", "31.12.1950 00:00:00"] {
            assert_eq!(read(text), "1950-12-31", "{text}");
        }
        assert_eq!((read("1.2.12").as_str(), read("1.2.2012").as_str()), ("2012-02-01", "2012-02-01"));
        for wrong in ["31.13.1950", "gestern", "31.12", "", "30.2.1950"] {
            assert_eq!(read(wrong), wrong);
        }
    }

    #[test]
    fn a_full_name_is_parted() {
        for (name, first, last) in [
            ("Muster, Erika", "Erika", "Muster"),
            ("Erika Muster", "Erika", "Muster"),
            ("Anna Maria Beispiel", "Anna Maria", "Beispiel"),
            ("Muster", "", "Muster"),
            ("", "", ""),
        ] {
            assert_eq!(parted(name), (first.to_owned(), last.to_owned()));
        }
    }
}
