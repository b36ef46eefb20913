//! Form input of a customer record, and its parsing. All invalid fields are reported together.

use crate::domain::person::{Details, Person};
use crate::domain::values::{self, Faults, Invalid};
use chrono::{Datelike, NaiveDate};

/// Form input of a customer record. No `Debug`, as it holds personal data.
#[derive(Clone, Default)]
pub struct TypedDetails {
    /// First name; may be empty.
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
    /// The shop's note.
    pub note: String,
}

impl TypedDetails {
    /// The form values of an existing record.
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
    /// All invalid fields, in the order of the form.
    pub fn parse(&self) -> Result<Details, Faults> {
        let mut faults = Faults::default();
        let first_name = faults.take("first_name", optional(&self.first_name, values::name));
        let last_name = faults.take("last_name", values::name(&self.last_name));
        let email = faults.take("email", optional(self.email.trim(), values::email));
        let phone = faults.take("phone", values::phone(&self.phone));
        let address = faults.take("address", values::comment(&self.address));
        let born_on = faults.take("born_on", optional(&self.born_on, birth_date));
        let note = faults.take("note", values::comment(&self.note));
        let person = Person {
            first_name: first_name.flatten().unwrap_or_default(),
            last_name: last_name.unwrap_or_default(),
            email: email.flatten(),
            phone: phone.flatten(),
        };
        let (address, born_on, note) = (address.flatten(), born_on.flatten(), note.flatten());
        faults.or(Some(Details { person, address, born_on, note }))
    }
}

fn optional<T>(typed: &str, parse: impl Fn(&str) -> Result<T, Invalid>) -> Result<Option<T>, Invalid> {
    if typed.trim().is_empty() { Ok(None) } else { parse(typed).map(Some) }
}

/// A plausible date of birth; a year needs four digits.
fn birth_date(typed: &str) -> Result<NaiveDate, Invalid> {
    let date: NaiveDate = typed.trim().parse().map_err(|_| Invalid::NotADate)?;
    if (1880..=2200).contains(&date.year()) { Ok(date) } else { Err(Invalid::NotADate) }
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
        let faults = typed.parse().unwrap_err();
        let expected = [
            ("last_name", Invalid::Required),
            ("email", Invalid::NotAnEmail),
            ("phone", Invalid::NotAPhone),
            ("born_on", Invalid::NotADate),
        ];
        assert!(faults.iter().map(|fault| (&*fault.field, fault.wrong)).eq(expected));
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
