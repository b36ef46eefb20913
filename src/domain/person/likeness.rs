//! Whether data may be about the same person, for requests of access and of erasure: nobody is left out in silence, so
//! weaker signs count than for a suggested link. The operator decides.

use super::{Details, Match, Person, Reason, matching};
use crate::domain::values::Email;

/// What suggests that two are one person. `None`: nothing does, or only that their names resemble each other.
pub fn likeness(a: &Details, b: &Details) -> Option<Match> {
    let mut reasons = matching(&a.person, &b.person).map(|found| found.reasons).unwrap_or_default();
    if a.born_on.is_some() && a.born_on == b.born_on && has_name(&reasons) {
        reasons.push(Reason::BirthDate);
    }
    if !reasons.contains(&Reason::Email) && has_name(&reasons) && have_same_domain(&a.person, &b.person) {
        reasons.push(Reason::EmailDomain);
    }
    let says_nothing = reasons.is_empty() || reasons == [Reason::SimilarName];
    let score = reasons.iter().map(|reason| reason.weight()).sum();
    (!says_nothing).then_some(Match { score, reasons })
}

fn has_name(reasons: &[Reason]) -> bool {
    reasons.iter().any(|reason| matches!(reason, Reason::Name | Reason::SimilarName))
}

fn have_same_domain(a: &Person, b: &Person) -> bool {
    let domain = |person: &Person| {
        let email = person.email.as_ref().map(Email::folded)?;
        email.rsplit_once('@').map(|(_, domain)| domain.to_owned())
    };
    domain(a).is_some_and(|one| domain(b).is_some_and(|other| one == other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::values::{PersonName, Phone};

    fn details([first, last, email, phone, born]: [&str; 5]) -> Details {
        let person = Person {
            first_name: PersonName::parse_optional(first).unwrap(),
            last_name: PersonName::parse_optional(last).unwrap(),
            email: Email::parse_optional(email).unwrap(),
            phone: Phone::parse_optional(phone).unwrap(),
        };
        Details { person, born_on: born.parse().ok(), ..Details::default() }
    }

    #[test]
    fn weak_signs_count_together_and_a_similar_name_alone_does_not() {
        let erika = details(["Erika", "Muster", "erika@muster.example", "0711 123456", "1950-12-31"]);
        for (other, expected) in [
            (["Erika", "Muster", "", "0711/123456", ""], &[Reason::Phone, Reason::Name][..]),
            (["Erica", "Muster", "", "", "1950-12-31"], &[Reason::SimilarName, Reason::BirthDate]),
            (["Erica", "Muster", "e@muster.example", "", ""], &[Reason::SimilarName, Reason::EmailDomain]),
            (["Erika", "Muster", "", "", ""], &[Reason::Name]),
            (["Max", "Muster", "", "0711 123456", ""], &[Reason::Phone]),
            (["Erica", "Muster", "erica@example.org", "", "1960-01-01"], &[]),
            (["Jonas", "Beispiel", "jonas@muster.example", "", "1950-12-31"], &[]),
        ] {
            let reasons = likeness(&erika, &details(other)).map(|found| found.reasons).unwrap_or_default();
            assert_eq!(reasons, expected, "{other:?}");
        }
    }
}
