//! The data of a new person in what was typed to find them.

use super::search::{birth_dates, is_number};

/// What was typed, split into the fields of a form; not checked. No `Debug`, as it holds personal data.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TypedPerson {
    /// First name; may be empty, as all that follows.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
}

/// Words with which a last name may begin.
const PARTICLES: [&str; 12] = ["von", "vom", "van", "zu", "zum", "zur", "de", "der", "den", "di", "da", "ten"];
/// Words of address that are no part of a name.
const ADDRESSED: [&str; 2] = ["frau", "herr"];

impl TypedPerson {
    /// Splits `Erika Muster`, `Muster, Erika`, `erika@example.org` or `0711 123456`, or several of them. Names in small
    /// letters get a capital; a date of birth is left out.
    pub fn parse(typed: &str) -> Self {
        let mut person = Self::default();
        let mut names = Vec::new();
        let mut digits = Vec::new();
        for token in typed.split_whitespace() {
            if token.contains('@') {
                token.trim_matches([',', ';']).clone_into(&mut person.email);
            } else if is_number(token) {
                digits.extend(birth_dates(token).is_empty().then_some(token));
            } else if !ADDRESSED.contains(&token.to_lowercase().as_str()) {
                names.push(token);
            }
        }
        person.phone = digits.join(" ");
        let (first, last) = match names.join(" ").split_once(',') {
            Some((last, first)) => (first.trim().to_owned(), last.trim().to_owned()),
            None => split(&names),
        };
        (person.first_name, person.last_name) = (capitalized(&first), capitalized(&last));
        person
    }
}

/// The last word is the last name, with the particles before it.
fn split(names: &[&str]) -> (String, String) {
    let particle = names.iter().position(|name| PARTICLES.contains(&name.to_lowercase().as_str()));
    let last = particle.filter(|at| at + 1 < names.len()).unwrap_or_else(|| names.len().saturating_sub(1));
    (names[..last].join(" "), names[last..].join(" "))
}

/// `erika` is `Erika`, `mcDonald` and `von` stay.
fn capitalized(name: &str) -> String {
    let word = |word: &str| {
        let is_small = word.chars().all(|c| !c.is_uppercase()) && !PARTICLES.contains(&word);
        let mut letters = word.chars();
        match letters.next().filter(|_| is_small) {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => word.to_owned(),
        }
    };
    let part = |part: &str| part.split('-').map(word).collect::<Vec<_>>().join("-");
    name.split(' ').map(part).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_addresses_and_numbers_find_their_fields() {
        for (typed, expected) in [
            ("Erika Muster", ["Erika", "Muster", "", ""]),
            ("muster, erika", ["Erika", "Muster", "", ""]),
            ("muster", ["", "Muster", "", ""]),
            ("anna lena müller-muster", ["Anna Lena", "Müller-Muster", "", ""]),
            ("Erika von der Muster", ["Erika", "von der Muster", "", ""]),
            ("Frau Muster", ["", "Muster", "", ""]),
            ("erika@example.org", ["", "", "erika@example.org", ""]),
            ("0711 12 34 56", ["", "", "", "0711 12 34 56"]),
            ("Muster 0711/123456 e@example.org", ["", "Muster", "e@example.org", "0711/123456"]),
            ("Muster 31.12.1950", ["", "Muster", "", ""]),
            ("Erika McDonald", ["Erika", "McDonald", "", ""]),
            (" , ", ["", "", "", ""]),
            ("von", ["", "von", "", ""]),
        ] {
            let TypedPerson { first_name, last_name, email, phone } = TypedPerson::parse(typed);
            assert_eq!([first_name, last_name, email, phone], expected, "{typed}");
        }
    }
}
