//! Which column of a file is which field: recognized by its head, and chosen by hand.

use super::sheet::Sheet;
use crate::domain::person::folded;
use crate::domain::words::words;

words! {
    /// What a column becomes.
    pub enum Target {
        /// Not taken over.
        Nothing = "nothing",
        /// First name.
        FirstName = "first_name",
        /// Last name.
        LastName = "last_name",
        /// Both, as "Erika Muster" or "Muster, Erika".
        FullName = "full_name",
        /// E-mail address.
        Email = "email",
        /// Telephone number; of several columns the first that is filled.
        Phone = "phone",
        /// The whole postal address.
        Address = "address",
        /// Its street.
        Street = "street",
        /// Its postal code.
        PostalCode = "postal_code",
        /// Its town.
        Town = "town",
        /// Date of birth.
        BornOn = "born_on",
        /// The shop's note; several columns are joined.
        Note = "note",
    }
}

/// Heads of columns, normalized and without anything but letters.
const HEADS: [(Target, &[&str]); 11] = [
    (Target::FirstName, &["vorname", "rufname", "firstname", "givenname"]),
    (Target::LastName, &["nachname", "familienname", "zuname", "lastname", "surname", "familyname"]),
    (Target::FullName, &["name", "kunde", "kundenname", "fullname", "customer", "vorundnachname"]),
    (Target::Email, &["email", "emailadresse", "mail", "mailadresse", "emailaddress", "emailprivat"]),
    (
        Target::Phone,
        &[
            "telefon",
            "telefonnummer",
            "tel",
            "telefonprivat",
            "handy",
            "handynummer",
            "mobil",
            "mobiltelefon",
            "mobilnummer",
            "festnetz",
            "rufnummer",
            "phone",
            "phonenumber",
            "mobile",
            "mobilephone",
            "telephone",
        ],
    ),
    (Target::Address, &["adresse", "anschrift", "address", "postanschrift"]),
    (Target::Street, &["strasse", "strassehausnummer", "strassenr", "strasseundhausnummer", "street"]),
    (Target::PostalCode, &["plz", "postleitzahl", "zip", "zipcode", "postcode", "postalcode"]),
    (Target::Town, &["ort", "stadt", "wohnort", "city", "town"]),
    (
        Target::BornOn,
        &["geburtsdatum", "geburtstag", "geboren", "geborenam", "gebdatum", "birthday", "birthdate", "dateofbirth"],
    ),
    (
        Target::Note,
        &["notiz", "notizen", "bemerkung", "bemerkungen", "anmerkung", "kommentar", "note", "notes", "comment"],
    ),
];

/// What each column becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// By column.
    pub targets: Vec<Target>,
    /// Whether the first row names the columns.
    pub has_heads: bool,
}

impl Mapping {
    /// By the heads in the first row. A "Name" beside a first name is the last name.
    pub fn guessed(sheet: &Sheet) -> Self {
        let first = sheet.rows.first().map_or(&[][..], |(_, cells)| cells);
        let mut targets: Vec<Target> = (0..sheet.columns()).map(|at| target_of(Sheet::cell(first, at))).collect();
        if targets.contains(&Target::FirstName) {
            let name = targets.iter_mut().find(|target| **target == Target::FullName);
            name.into_iter().for_each(|target| *target = Target::LastName);
        }
        let has_heads = targets.iter().any(|target| *target != Target::Nothing);
        Self { targets, has_heads }
    }

    /// The columns from which a field of a record is read.
    pub fn columns_of(&self, field: &str) -> impl Iterator<Item = usize> {
        let is_meant = move |target: Target| match target {
            Target::FullName => field == "first_name" || field == "last_name",
            Target::Street | Target::PostalCode | Target::Town => field == Target::Address.word(),
            other => other != Target::Nothing && field == other.word(),
        };
        self.targets.iter().enumerate().filter(move |(_, target)| is_meant(**target)).map(|(at, _)| at)
    }

    /// Whether there is a column for the name, without which nobody can be taken over.
    pub fn has_name(&self) -> bool {
        self.targets.iter().any(|target| matches!(target, Target::LastName | Target::FullName))
    }
}

fn target_of(head: &str) -> Target {
    let head: String = folded(head).chars().filter(char::is_ascii_alphabetic).collect();
    let found = HEADS.iter().find(|(_, heads)| heads.contains(&head.as_str()));
    found.map_or(Target::Nothing, |(target, _)| *target)
}
