//! What would become of each row of a file.

use super::columns::Mapping;
use super::index::Index;
use super::rows::typed;
use super::sheet::Sheet;
use crate::domain::person::{Details, Match, digits, folded};
use crate::domain::values::{Email, Faults};
use crate::domain::words::words;
use crate::operations::customers::TypedDetails;
use crate::store::customers::Record;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// The rows, in the order of the file.
pub struct Plan {
    /// All but the heads.
    pub rows: Vec<PlannedRow>,
}

/// A row.
pub struct PlannedRow {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Its fields, as they stand in it.
    pub typed: TypedDetails,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a row.
pub enum Fate {
    /// A new record.
    New(Details),
    /// There is probably a record of that person.
    Duplicate(Box<Duplicate>),
    /// The same stands in an earlier row, of that number.
    Repeated(usize),
    /// These fields are wrong.
    Wrong(Faults),
}

/// A row and the record that is probably of the same person.
pub struct Duplicate {
    /// The row.
    pub details: Details,
    /// The record.
    pub record: Record,
    /// What they have in common.
    pub why: Match,
}

words! {
    /// What is done with a row of which there is a record.
    pub enum Answer {
        /// The record gets what it lacks.
        Complete = "complete",
        /// It becomes another record.
        Create = "create",
        /// It is left out.
        Skip = "skip",
    }
}

/// The answers for all such rows.
#[derive(Clone, Debug)]
pub struct Choice {
    /// By the number of the row.
    answers: BTreeMap<usize, Answer>,
    /// For all others.
    otherwise: Answer,
}

impl Choice {
    /// As their words were sent: for all, and by row.
    pub fn read<'a>(otherwise: &str, rows: impl Iterator<Item = (usize, &'a str)>) -> Self {
        let answers = rows.filter_map(|(number, word)| Some((number, Answer::from_word(word)?))).collect();
        Self { answers, otherwise: Answer::from_word(otherwise).unwrap_or(Answer::Complete) }
    }

    pub(super) fn of(&self, number: usize) -> Answer {
        self.answers.get(&number).copied().unwrap_or(self.otherwise)
    }
}

impl Plan {
    pub(super) fn of(sheet: &Sheet, mapping: &Mapping, records: Vec<Record>, today: NaiveDate) -> Self {
        let index = Index::new(records);
        let mut seen: HashMap<String, usize> = HashMap::new();
        let rows = sheet.rows.iter().skip(usize::from(mapping.has_heads)).map(|(number, cells)| {
            let typed = typed(cells, mapping, today);
            let fate = match typed.parse(&Details::default()) {
                Err(faults) => Fate::Wrong(faults),
                Ok(details) => match seen.get(&identity(&details)) {
                    Some(first) => Fate::Repeated(*first),
                    None => {
                        seen.insert(identity(&details), *number);
                        match index.find(&details.person) {
                            Some((record, why)) => {
                                Fate::Duplicate(Box::new(Duplicate { record: record.clone(), why, details }))
                            }
                            None => Fate::New(details),
                        }
                    }
                },
            };
            PlannedRow { number: *number, typed, fate }
        });
        Self { rows: rows.collect() }
    }

    /// How many rows become new records, have one, are repeated, and are wrong.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for row in &self.rows {
            let at = match row.fate {
                Fate::New(_) => 0,
                Fate::Duplicate(_) => 1,
                Fate::Repeated(_) => 2,
                Fate::Wrong(_) => 3,
            };
            counts[at] += 1;
        }
        counts
    }
}

/// What two rows of the same person have in common: name, address, number and birth date.
fn identity(details: &Details) -> String {
    let person = &details.person;
    let email = person.email.as_ref().map(Email::folded).unwrap_or_default();
    let phone = person.phone.as_deref().map(digits).unwrap_or_default();
    format!("{}\n{email}\n{phone}\n{:?}", folded(&person.sorted_name()), details.born_on)
}
