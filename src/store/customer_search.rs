//! Searches records, and appointments without one, by what was typed. A search reads the text of every record once, in an
//! index: a few milliseconds for ten thousand.

use super::StoreError;
use crate::domain::person::{CustomerId, Person, PersonQuery, folded, phonetic_code, search_text};
use crate::domain::snapshot::AppointmentKey;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::HashSet;

/// The records that match, the best first, then by name; at most `count`. Where fewer than `enough` match exactly,
/// similar ones follow.
pub fn find(
    conn: &Connection,
    query: &PersonQuery,
    count: usize,
    enough: usize,
) -> Result<Vec<CustomerId>, StoreError> {
    let born = born_on(conn, query)?;
    if query.names_nobody() {
        return Ok(born.unwrap_or_default().into_iter().take(count).collect());
    }
    let born: Option<HashSet<CustomerId>> = born.map(|ids| ids.into_iter().collect());
    let is_born = |id| born.as_ref().is_none_or(|born| born.contains(&id));
    let texts = Texts::read(conn)?;
    let mut found = texts.best(count, |id, text| query.rank(text).filter(|_| is_born(id)));
    if found.len() < enough.min(count) {
        let exact: HashSet<CustomerId> = found.iter().copied().collect();
        let heard = query.words().map(|word| heard(conn, word)).collect::<Result<Vec<_>, _>>()?;
        found.extend(texts.best(count - found.len(), |id, text| {
            let is_new = is_born(id) && !exact.contains(&id);
            is_new.then(|| query.rank_similar(text, |at| heard[at].contains(&id))).flatten()
        }));
    }
    Ok(found)
}

/// The texts of all records, ordered by name: read once, looked through twice.
#[derive(Default)]
struct Texts {
    all: String,
    /// Keys, and where their texts end.
    ends: Vec<(CustomerId, usize)>,
}

impl Texts {
    fn read(conn: &Connection) -> Result<Self, StoreError> {
        let mut statement = conn.prepare_cached("SELECT id, search_text FROM customers ORDER BY search_text, id")?;
        let mut rows = statement.query([])?;
        let mut texts = Self::default();
        while let Some(row) = rows.next()? {
            texts.all.push_str(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
            texts.ends.push((row.get(0)?, texts.all.len()));
        }
        Ok(texts)
    }

    /// The records with the lowest ranks, ordered by rank, then by name.
    fn best(&self, count: usize, rank: impl Fn(CustomerId, &str) -> Option<u32>) -> Vec<CustomerId> {
        let mut start = 0;
        let mut found = Vec::new();
        for (id, end) in &self.ends {
            found.extend(rank(*id, &self.all[start..*end]).map(|rank| (rank, *id)));
            start = *end;
        }
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().take(count).map(|(_, id)| id).collect()
    }
}

/// The records born on one of the dates, by name; `None` if no date is looked for.
fn born_on(conn: &Connection, query: &PersonQuery) -> Result<Option<Vec<CustomerId>>, StoreError> {
    let dates = query.born_on();
    if dates.is_empty() {
        return Ok(None);
    }
    let marks = vec!["?"; dates.len()].join(", ");
    let sql = format!("SELECT id FROM customers WHERE born_on IN ({marks}) ORDER BY search_text, id");
    let dates = dates.iter().map(|date| Value::from(date.to_string()));
    let ids = conn.prepare(&sql)?.query_map(params_from_iter(dates), |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(Some(ids))
}

/// The records whose last name sounds like the word.
fn heard(conn: &Connection, word: &str) -> Result<HashSet<CustomerId>, StoreError> {
    let code = phonetic_code(word);
    // One or two sounds are too common.
    if code.len() < 2 {
        return Ok(HashSet::new());
    }
    let mut statement = conn.prepare_cached("SELECT id FROM customers WHERE sound = ?1")?;
    Ok(statement.query_map([code], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Appointments without a record whose customer matches exactly, the latest first, of any status; those that start before
/// `since` (in minutes since 1970) are left out. Reads them until `count` are found.
pub fn find_unlinked(
    conn: &Connection,
    query: &PersonQuery,
    since: i64,
    count: usize,
) -> Result<Vec<AppointmentKey>, StoreError> {
    if query.names_nobody() || !query.born_on().is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_cached(
        "SELECT key, first_name, last_name, email, phone, address FROM appointments
         WHERE customer_id IS NULL AND coalesce(first_name, last_name, email, phone) IS NOT NULL AND starts_at >= ?1
         ORDER BY starts_at DESC, key",
    )?;
    let mut rows = statement.query([since])?;
    let mut found = Vec::new();
    while found.len() < count
        && let Some(row) = rows.next()?
    {
        let person = Person { first_name: row.get(1)?, last_name: row.get(2)?, email: row.get(3)?, phone: row.get(4)? };
        let address: Option<String> = row.get(5)?;
        let is_there = address.is_some_and(|address| query.rank(&folded(&address)).is_some());
        if is_there || query.rank(&search_text(&person)).is_some() {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}
