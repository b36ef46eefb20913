//! A record as it was typed, and as it is after every field was parsed: all at once, so that all that is wrong is said at once.

use crate::domain::person::{Details, Person};
use crate::domain::values::{self, Problem};
use chrono::{Datelike, NaiveDate};

/// A field of the form and what is wrong with it.
pub type FieldProblem = (&'static str, Problem);

/// A record as it was typed. No `Debug`: it holds names and addresses.
#[derive(Clone, Default)]
pub struct TypedDetails {
    /// First name; may stay empty, as with "Frau Muster" on the telephone.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// Postal address.
    pub address: String,
    /// Date of birth, as `YYYY-MM-DD`.
    pub born_on: String,
    /// The shop's own words.
    pub note: String,
}

impl TypedDetails {
    /// What a record looks like in the form.
    pub fn of(details: &Details) -> Self {
        let person = &details.person;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Self {
            first_name: person.first_name.clone(),
            last_name: person.last_name.clone(),
            email: text(&person.email),
            phone: text(&person.phone),
            address: text(&details.address),
            born_on: details.born_on.map(|date| date.to_string()).unwrap_or_default(),
            note: text(&details.note),
        }
    }

    /// Parses every field.
    ///
    /// # Errors
    /// All fields that are wrong, in the order of the form.
    pub fn parse(&self) -> Result<Details, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let first_name = take(&mut problems, "first_name", optional(&self.first_name, values::name));
        let last_name = take(&mut problems, "last_name", values::name(&self.last_name));
        let email = take(&mut problems, "email", optional(self.email.trim(), values::email));
        let phone = take(&mut problems, "phone", values::phone(&self.phone));
        let address = take(&mut problems, "address", values::comment(&self.address));
        let born_on = take(&mut problems, "born_on", optional(&self.born_on, birth_date));
        let note = take(&mut problems, "note", values::comment(&self.note));
        if !problems.is_empty() {
            return Err(problems);
        }
        let person = Person {
            first_name: first_name.flatten().unwrap_or_default(),
            last_name: last_name.unwrap_or_default(),
            email: email.flatten(),
            phone: phone.flatten(),
        };
        Ok(Details { person, address: address.flatten(), born_on: born_on.flatten(), note: note.flatten() })
    }
}

fn take<T>(problems: &mut Vec<FieldProblem>, field: &'static str, value: Result<T, Problem>) -> Option<T> {
    value.map_err(|problem| problems.push((field, problem))).ok()
}

fn optional<T>(typed: &str, parse: impl Fn(&str) -> Result<T, Problem>) -> Result<Option<T>, Problem> {
    if typed.trim().is_empty() { Ok(None) } else { parse(typed).map(Some) }
}

/// A date that somebody alive may have been born on; a year of two digits is no year.
fn birth_date(typed: &str) -> Result<NaiveDate, Problem> {
    let date: NaiveDate = typed.trim().parse().map_err(|_| Problem::NotADate)?;
    if (1880..=2200).contains(&date.year()) { Ok(date) } else { Err(Problem::NotADate) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_name_is_enough() {
        let typed = TypedDetails { last_name: " Muster ".into(), ..TypedDetails::default() };
        let details = typed.parse().unwrap();
        assert_eq!((details.person.full_name().as_str(), details.born_on), ("Muster", None));
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let typed = TypedDetails {
            email: "erika".into(),
            phone: "0711 CALL".into(),
            born_on: "31.12.1950".into(),
            ..TypedDetails::default()
        };
        let problems = typed.parse().unwrap_err();
        let expected = [
            ("last_name", Problem::Required),
            ("email", Problem::NotAnEmail),
            ("phone", Problem::NotAPhone),
            ("born_on", Problem::NotADate),
        ];
        assert_eq!(problems, expected);
    }

    #[test]
    fn what_is_shown_in_the_form_is_read_back_as_it_was() {
        let typed = TypedDetails {
            first_name: "Erika".into(),
            last_name: "Muster".into(),
            email: "erika@example.org".into(),
            phone: "0711 123456".into(),
            address: "Hauptstraße 1\n70173 Stuttgart".into(),
            born_on: "1950-12-31".into(),
            note: "Hört links schlechter".into(),
        };
        let details = typed.parse().unwrap();
        assert!(TypedDetails::of(&details).parse() == Ok(details));
    }
}
