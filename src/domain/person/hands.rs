//! Whether an edit of an appointment's customer data corrects the same person or replaces it by another.

use super::{Person, have_same_phone, is_similar, same_email};
use crate::domain::values::Email;

/// What an edit of the customer data means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hands {
    /// The same person, in the same mailbox.
    Same,
    /// The same person with another mailbox or none: the reader of the old one must lose access.
    OtherAddress,
    /// Somebody else.
    OtherPerson,
}

impl Hands {
    /// Compares the data before and after an edit.
    pub fn between(before: &Person, after: &Person) -> Self {
        let mailbox = |person: &Person| person.email.as_ref().map(Email::folded);
        if is_another(before, after) {
            Self::OtherPerson
        } else if mailbox(before) == mailbox(after) {
            Self::Same
        } else {
            Self::OtherAddress
        }
    }
}

/// What an edit changed about whose the appointment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonChange {
    /// Whose it is now.
    pub hands: Hands,
    /// Whether somebody's link has ended by it.
    pub ends_link: bool,
    /// Whether the mailbox of before gets a last mail: it is off.
    pub called_off: bool,
}

impl PersonChange {
    /// It is the same person's, at the same mailbox.
    pub const NONE: Self = Self { hands: Hands::Same, ends_link: false, called_off: false };

    /// The word in the log and in an address; `None`: nothing to tell.
    pub const fn word(self) -> Option<&'static str> {
        match (self.hands, self.called_off) {
            _ if !self.ends_link => None,
            (Hands::OtherPerson, false) => Some("other_person"),
            (Hands::OtherPerson, true) => Some("other_person_told"),
            (Hands::OtherAddress, false) => Some("other_address"),
            (Hands::OtherAddress, true) => Some("other_address_told"),
            (Hands::Same, _) => None,
        }
    }
}

/// Whether `after` is somebody else: the first names are not similar, or neither the last names nor the contact data
/// are. Unknown data is no evidence, and an appointment without a name has nobody to replace.
pub fn is_another(before: &Person, after: &Person) -> bool {
    let ((first, last), (other_first, other_last)) = (before.folded_names(), after.folded_names());
    if before.full_name().is_empty() || (are_alike(&first, &other_last) && are_alike(&last, &other_first)) {
        return false;
    }
    let known = |a: &str, b: &str| !a.is_empty() && !b.is_empty();
    let first_differs = known(&first, &other_first) && !are_alike(&first, &other_first);
    let last_differs = !known(&last, &other_last) || !are_alike(&last, &other_last);
    first_differs || (last_differs && !is_reached_alike(before, after))
}

fn is_reached_alike(a: &Person, b: &Person) -> bool {
    same_email(a, b) || have_same_phone(a, b)
}

/// Similar, two typing errors apart in long names, or one has additional words: "Anna" and "Anna Lena".
fn are_alike(a: &str, b: &str) -> bool {
    let has_all_words = |short: &str, long: &str| {
        !short.is_empty() && short.split(' ').all(|word| long.split(' ').any(|other| other == word))
    };
    is_similar(a, b) || has_all_words(a, b) || has_all_words(b, a) || are_two_slips_apart(a, b)
}

/// Two typing errors turn a short name into another: "Lena" and "Jana", "Hans" and "Jens".
fn are_two_slips_apart(a: &str, b: &str) -> bool {
    const LETTERS_AT_LEAST: usize = 6;
    a.chars().count().min(b.chars().count()) >= LETTERS_AT_LEAST && strsim::osa_distance(a, b) <= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::values::{PersonName, Phone};

    fn person(first: &str, last: &str, email: &str) -> Person {
        Person {
            first_name: PersonName::parse_optional(first).unwrap(),
            last_name: PersonName::parse_optional(last).unwrap(),
            email: Email::parse_optional(email).unwrap(),
            phone: None,
        }
    }

    fn hands(before: [&str; 3], after: [&str; 3]) -> Hands {
        let person = |[first, last, email]: [&str; 3]| person(first, last, email);
        Hands::between(&person(before), &person(after))
    }

    #[test]
    fn a_correction_is_no_other_person() {
        const ERIKA: [&str; 3] = ["Erika", "Muster", "erika@example.org"];
        for after in [
            ERIKA,
            ["Erica", "Muster", "Erika@Example.org"],
            ["Dr. Erika", "Muster", "erika@example.org"],
            ["Erika", "Schmidt", "erika@example.org"],
            ["Erika", "Muster-Schmidt", "erika@example.org"],
            ["Muster", "Erika", "erika@example.org"],
            ["E", "Muster", "erika@example.org"],
            ["", "Muster", "erika@example.org"],
            ["Erika", "", "erika@example.org"],
        ] {
            assert_eq!(hands(ERIKA, after), Hands::Same, "{after:?}");
        }
        assert_eq!(hands(["Michaela", "Muster", ""], ["Mihcalea", "Muster", ""]), Hands::Same, "two slips");
        assert_eq!(hands(["Jürgen", "Meier", ""], ["Juergen", "Maier", ""]), Hands::Same);
        assert_eq!(hands(["", "Telefon", ""], ["Erika", "Telefon", ""]), Hands::Same);
        assert_eq!(hands(["", "", ""], ["Erika", "Muster", ""]), Hands::Same, "nobody was named");
    }

    #[test]
    fn another_mailbox_of_the_same_person_is_told_apart() {
        const ERIKA: [&str; 3] = ["Erika", "Muster", "erika@example.org"];
        for email in ["erika.muster@example.org", ""] {
            assert_eq!(hands(ERIKA, ["Erika", "Muster", email]), Hands::OtherAddress, "{email}");
        }
        assert_eq!(hands(["Erika", "Muster", ""], ERIKA), Hands::OtherAddress);
    }

    #[test]
    fn another_name_is_another_person() {
        const ERIKA: [&str; 3] = ["Erika", "Muster", "erika@example.org"];
        for after in [
            ["Max", "Muster", "erika@example.org"],
            ["Max", "Schmidt", "max@example.org"],
            ["Erika", "Schmidt", "other@example.org"],
            ["Erika", "Schmidt", ""],
            ["", "Schmidt", ""],
            ["", "", ""],
        ] {
            assert_eq!(hands(ERIKA, after), Hands::OtherPerson, "{after:?}");
        }
        for (before, after) in [("Hans", "Jens"), ("Lena", "Jana"), ("Max", "Eva"), ("Anna", "Noah")] {
            assert_eq!(
                hands([before, "Muster", "a@x.de"], [after, "Muster", "a@x.de"]),
                Hands::OtherPerson,
                "{before}"
            );
        }
    }

    #[test]
    fn who_has_the_same_telephone_has_married_rather() {
        let with_phone =
            |last: &str| Person { phone: Some(Phone::from_stored("0711 123456")), ..person("Erika", last, "") };
        assert!(!is_another(&with_phone("Muster"), &with_phone("Schmidt")));
    }
}
