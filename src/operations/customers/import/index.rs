//! Finds the record that a row is probably about. In memory, since a query per row would be too slow.

use crate::domain::person::{Match, Person, folded, matching, tail};
use crate::domain::values::Email;
use crate::store::customers::Record;
use std::collections::{BTreeSet, HashMap};

/// The records by what they can have in common with a row.
pub(super) struct Index {
    records: Vec<Record>,
    by_key: HashMap<String, Vec<usize>>,
}

/// Address, number and full name, each marked by what it is.
fn keys(person: &Person) -> impl Iterator<Item = String> {
    let email = person.email.as_ref().map(|email| format!("e {}", Email::folded(email)));
    let phone = person.phone.as_deref().and_then(tail).map(|tail| format!("p {tail}"));
    let name = format!("n {}", folded(&person.sorted_name()));
    [email, phone, Some(name)].into_iter().flatten()
}

impl Index {
    pub(super) fn new(records: Vec<Record>) -> Self {
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, record) in records.iter().enumerate() {
            keys(&record.details.person).for_each(|key| by_key.entry(key).or_default().push(at));
        }
        Self { records, by_key }
    }

    /// The likeliest record, if one is probably the same person.
    pub(super) fn find(&self, person: &Person) -> Option<(&Record, Match)> {
        let near: BTreeSet<usize> = keys(person).filter_map(|key| self.by_key.get(&key)).flatten().copied().collect();
        let found = near.into_iter().filter_map(|at| {
            let record = &self.records[at];
            Some((record, matching(person, &record.details.person)?))
        });
        found.filter(|(_, why)| why.is_likely()).max_by_key(|(record, why)| (why.score, record.updated_at))
    }
}
