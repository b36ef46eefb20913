//! Form input of a customer record, and its parsing. All invalid fields are reported together.

use crate::domain::person::{Details, Person};
use crate::domain::values::{Checked, Faults, Invalid, shown};
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
        Self {
            first_name: shown(&person.first_name),
            last_name: shown(&person.last_name),
            email: shown(&person.email),
            phone: shown(&person.phone),
            address: shown(&details.address),
            born_on: details.born_on.map(|date| date.to_string()).unwrap_or_default(),
            note: shown(&details.note),
        }
    }

    /// What stands in the fields of these names.
    pub fn read(value: impl Fn(&'static str) -> String) -> Self {
        Self {
            first_name: value("first_name"),
            last_name: value("last_name"),
            email: value("email"),
            phone: value("phone"),
            address: value("address"),
            born_on: value("born_on"),
            note: value("note"),
        }
    }

    /// The names of the fields, with what stands in them.
    pub fn fields(&self) -> [(&'static str, &str); 7] {
        [
            ("first_name", &self.first_name),
            ("last_name", &self.last_name),
            ("email", &self.email),
            ("phone", &self.phone),
            ("address", &self.address),
            ("born_on", &self.born_on),
            ("note", &self.note),
        ]
    }

    /// Parses every field.
    ///
    /// # Errors
    /// All invalid fields, in the order of the form.
    pub fn parse(&self, kept: &Details) -> Result<Details, Faults> {
        let Person { first_name, last_name, email, phone } = &kept.person;
        let mut faults = Faults::default();
        let first_name = faults.take("first_name", Checked::parse_over(first_name.as_ref(), &self.first_name));
        let last_name = faults.take("last_name", required(Checked::parse_over(last_name.as_ref(), &self.last_name)));
        let email = faults.take("email", Checked::parse_over(email.as_ref(), self.email.trim()));
        let phone = faults.take("phone", Checked::parse_over(phone.as_ref(), &self.phone));
        let address = faults.take("address", Checked::parse_over(kept.address.as_ref(), &self.address));
        let born_on = faults.take("born_on", birth_date(&self.born_on));
        let note = faults.take("note", Checked::parse_over(kept.note.as_ref(), &self.note));
        let person =
            Person { first_name: first_name.flatten(), last_name, email: email.flatten(), phone: phone.flatten() };
        let (address, born_on, note) = (address.flatten(), born_on.flatten(), note.flatten());
        faults.or(Some(Details { person, address, born_on, note }))
    }
}

/// A value that must be filled.
fn required<T>(parsed: Result<Option<T>, Invalid>) -> Result<T, Invalid> {
    parsed?.ok_or(Invalid::Required)
}

/// A plausible date of birth; a year needs four digits.
fn birth_date(typed: &str) -> Result<Option<NaiveDate>, Invalid> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let date: NaiveDate = typed.trim().parse().map_err(|_| Invalid::NotADate)?;
    if (1880..=2200).contains(&date.year()) { Ok(Some(date)) } else { Err(Invalid::NotADate) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::values::{PersonName, Phone};

    #[test]
    fn a_last_name_is_enough() {
        let typed = TypedDetails { last_name: " Muster ".into(), ..TypedDetails::default() };
        let details = typed.parse(&Details::default()).unwrap();
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
        let faults = typed.parse(&Details::default()).unwrap_err();
        let expected = [
            ("last_name", Invalid::Required),
            ("email", Invalid::NotAnEmail),
            ("phone", Invalid::NotAPhone),
            ("born_on", Invalid::NotADate),
        ];
        assert!(faults.iter().map(|fault| (&*fault.field, fault.wrong)).eq(expected));
    }

    #[test]
    fn what_was_kept_under_other_rules_stays() {
        let phone = Some(Phone::from_stored("evenings only"));
        let name = Some(PersonName::from_stored("Muster"));
        let kept = Details { person: Person { last_name: name, phone, ..Person::default() }, ..Details::default() };
        assert!(TypedDetails::of(&kept).parse(&kept) == Ok(kept.clone()));
        let changed = TypedDetails { phone: "mornings only".into(), ..TypedDetails::of(&kept) };
        assert_eq!(changed.parse(&kept).unwrap_err().find("phone"), Some(&Invalid::NotAPhone));
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
        let details = typed.parse(&Details::default()).unwrap();
        assert!(TypedDetails::of(&details).parse(&Details::default()) == Ok(details));
    }
}
