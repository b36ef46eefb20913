//! People: comparing names and telephone numbers, and scoring whether two records are one person.
//!
//! [`folded`] normalizes for search (case, umlauts and accents are ignored), [`phonetic_code()`] finds names that sound
//! alike (Meier, Maier, Meyr), [`matching`] gives reasons why two people may be the same, [`likeness()`] weaker ones too;
//! the decision is left to the operator. [`PersonQuery`] finds people by what is typed. [`Hands`] tells whether an edited
//! customer is still the same person.

mod hands;
mod likeness;
mod normalize;
mod phone;
mod phonetic;
mod search;
mod typed;

pub use hands::{Hands, PersonChange, is_another};
pub use likeness::likeness;
pub use normalize::folded;
pub use phone::{digits, same_phone, tail};
pub use phonetic::phonetic_code;
pub use search::{PersonQuery, search_text};
pub use typed::TypedPerson;

use super::values::{CustomerNote, Email, PersonName, Phone};
use chrono::NaiveDate;
use std::fmt;

/// Primary key of a customer record in the database.
pub type CustomerId = i64;

/// The data by which people are told apart. `Debug` prints none of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// First name.
    pub first_name: Option<PersonName>,
    /// Last name.
    pub last_name: Option<PersonName>,
    /// E-mail address.
    pub email: Option<Email>,
    /// Telephone number.
    pub phone: Option<Phone>,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(…)")
    }
}

/// The data of a customer record. `Debug` prints none of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// Name, e-mail address, telephone number.
    pub person: Person,
    /// Postal address; may have several lines.
    pub address: Option<CustomerNote>,
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// The shop's note.
    pub note: Option<CustomerNote>,
}

impl Person {
    /// First and last name.
    pub fn full_name(&self) -> String {
        let names = [&self.first_name, &self.last_name].into_iter().filter_map(Option::as_deref);
        names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Whether anything is known of them.
    pub fn is_known(&self) -> bool {
        *self != Self::default()
    }

    /// "Muster, Erika", as lists are sorted.
    pub fn sorted_name(&self) -> String {
        [&self.last_name, &self.first_name].into_iter().filter_map(Option::as_deref).collect::<Vec<_>>().join(", ")
    }

    /// First and last name as they are compared.
    fn folded_names(&self) -> (String, String) {
        let name = |name: &Option<PersonName>| folded(name.as_deref().unwrap_or_default());
        (name(&self.first_name), name(&self.last_name))
    }
}

impl fmt::Debug for Details {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Details(…)")
    }
}

/// One thing that two people have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The same e-mail address.
    Email,
    /// The same telephone number.
    Phone,
    /// The same first and last name.
    Name,
    /// First and last name are nearly the same, or sound alike, or are exchanged.
    SimilarName,
    /// The same date of birth.
    BirthDate,
    /// Addresses of the same domain.
    EmailDomain,
}

impl Reason {
    /// Points it adds to the score. A name alone is weak evidence, a shared address strong, though families share
    /// addresses.
    const fn weight(self) -> u32 {
        match self {
            Self::Email => 60,
            Self::Phone => 45,
            Self::Name => 40,
            Self::SimilarName => 25,
            Self::BirthDate => 40,
            Self::EmailDomain => 5,
        }
    }
}

/// How two people match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The sum of the weights.
    pub score: u32,
    /// What they have in common, strongest first.
    pub reasons: Vec<Reason>,
}

/// Score from which two people are probably the same.
const LIKELY: u32 = 80;

impl Match {
    /// Whether they are probably the same person.
    pub fn is_likely(&self) -> bool {
        self.score >= LIKELY
    }
}

/// What suggests that `a` and `b` are one person. `None`: nothing.
pub fn matching(a: &Person, b: &Person) -> Option<Match> {
    let mut reasons = Vec::new();
    if same_email(a, b) {
        reasons.push(Reason::Email);
    }
    if have_same_phone(a, b) {
        reasons.push(Reason::Phone);
    }
    reasons.extend(name_reason(a, b));
    let score = reasons.iter().map(|reason| reason.weight()).sum();
    (score > 0).then_some(Match { score, reasons })
}

fn same_email(a: &Person, b: &Person) -> bool {
    a.email.as_ref().zip(b.email.as_ref()).is_some_and(|(a, b)| a.is_same(b))
}

fn have_same_phone(a: &Person, b: &Person) -> bool {
    a.phone.as_ref().zip(b.phone.as_ref()).is_some_and(|(a, b)| same_phone(a, b))
}

fn name_reason(a: &Person, b: &Person) -> Option<Reason> {
    let ((first, last), (other_first, other_last)) = (a.folded_names(), b.folded_names());
    if last.is_empty() || other_last.is_empty() {
        return None;
    }
    if first == other_first && last == other_last {
        return Some(Reason::Name);
    }
    let in_order = is_similar(&first, &other_first) && is_similar(&last, &other_last);
    let exchanged = is_similar(&first, &other_last) && is_similar(&last, &other_first);
    (in_order || exchanged).then_some(Reason::SimilarName)
}

/// Whether two folded names are equal, sound alike or differ by one typing error; an initial matches its name.
fn is_similar(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    if initial(a, b) || initial(b, a) {
        return true;
    }
    // Phonetic codes of short names are not specific: "Anna" and "Noah" share one.
    let heard = phonetic_code(a);
    (heard.len() >= 2 && heard == phonetic_code(b) && a.chars().next() == b.chars().next()) || is_one_slip_apart(a, b)
}

/// Whether the names differ by one typing error: a letter missing, added, replaced, or swapped with its neighbour.
fn is_one_slip_apart(a: &str, b: &str) -> bool {
    a.chars().count().min(b.chars().count()) >= 4 && strsim::osa_distance(a, b) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(first: &str, last: &str, email: &str, phone: &str) -> Person {
        Person {
            first_name: PersonName::parse_optional(first).unwrap(),
            last_name: PersonName::parse_optional(last).unwrap(),
            email: Email::parse_optional(email).unwrap(),
            phone: Phone::parse_optional(phone).unwrap(),
        }
    }

    fn reasons(a: &Person, b: &Person) -> Vec<Reason> {
        matching(a, b).map(|found| found.reasons).unwrap_or_default()
    }

    #[test]
    fn the_same_address_number_and_name_speak_for_one_person() {
        let known = person("Erika", "Muster", "erika@example.org", "+49 (0)711 123456");
        let booked = person("erika ", "MUSTER", "Erika@Example.org", "0711/12 34 56");
        let found = matching(&known, &booked).unwrap();
        assert_eq!(found.reasons, [Reason::Email, Reason::Phone, Reason::Name]);
        assert!(found.is_likely());
    }

    #[test]
    fn one_sign_alone_is_offered_but_not_likely() {
        let known = person("Erika", "Muster", "familie@example.org", "");
        let husband = matching(&known, &person("Max", "Muster", "familie@example.org", "")).unwrap();
        assert_eq!((husband.reasons.as_slice(), husband.is_likely()), (&[Reason::Email][..], false));
        let namesake = matching(&known, &person("Erika", "Muster", "other@example.org", "")).unwrap();
        assert!(!namesake.is_likely());
    }

    #[test]
    fn similar_names_are_spelt_heard_or_placed_otherwise() {
        let known = person("Jürgen", "Meier", "", "");
        for (first, last) in [
            ("Juergen", "Maier"),
            ("Jürgen", "Meyr"),
            ("J", "Meier"),
            ("Jürgne", "Meier"),
            ("Meier", "Jürgen"),
            ("Jurgen", "Meiert"),
        ] {
            assert_eq!(reasons(&known, &person(first, last, "", "")), [Reason::SimilarName], "{first} {last}");
        }
        for (first, last) in [("Hans", "Meier"), ("Jürgen", "Müller"), ("", ""), ("Anna", "Noah")] {
            assert_eq!(reasons(&known, &person(first, last, "", "")), [], "{first} {last}");
        }
    }

    #[test]
    fn what_is_not_known_speaks_for_nothing() {
        assert_eq!(matching(&person("", "", "", ""), &person("", "", "", "")), None);
        assert_eq!(matching(&person("Erika", "Muster", "", ""), &person("", "", "e@example.org", "")), None);
    }

    #[test]
    fn a_slip_is_one_letter_and_short_names_have_none() {
        for (a, b) in [("muster", "mutser"), ("muster", "musster"), ("muster", "muter"), ("muster", "mustar")] {
            assert!(is_one_slip_apart(a, b) && is_one_slip_apart(b, a), "{a} {b}");
        }
        for (a, b) in [("muster", "mister1"), ("eva", "ava"), ("muster", "mast"), ("abcd", "badc")] {
            assert!(!is_one_slip_apart(a, b), "{a} {b}");
        }
    }
}
