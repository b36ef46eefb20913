//! The ledger of erasures: text files beside the database and beside its backups, so that a restored copy does not bring
//! erased persons back. It holds no personal data: each line is the time of an erasure, its random id, and the hashes of
//! what was erased, salted with that id.

use super::{StoreError, secrets};
use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The file's name in a folder of backups.
const IN_BACKUPS: &str = "shop.erased";

/// What was erased, as the ledger knows it.
pub enum Trace<'a> {
    /// An appointment, by its public id.
    Appointment(&'a str),
    /// A customer record, by its id and when it was created, as ids are used again.
    Customer(i64, i64),
    /// An e-mail address in lower case.
    Address(&'a str),
}

/// One erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// Its random id, which is also the salt of its hashes.
    pub id: String,
    /// When it happened.
    pub at: DateTime<Utc>,
    hashes: BTreeSet<String>,
}

impl Erasure {
    /// An erasure of nothing yet.
    ///
    /// # Errors
    /// If the system gives no random numbers.
    pub fn begin(at: DateTime<Utc>) -> Result<Self, StoreError> {
        Ok(Self { id: base16ct::lower::encode_string(&secrets::random::<16>()?), at, hashes: BTreeSet::new() })
    }

    /// Adds something that is erased.
    pub fn add(&mut self, trace: &Trace<'_>) {
        self.hashes.insert(self.hash(trace));
    }

    /// Whether that was erased.
    pub fn names(&self, trace: &Trace<'_>) -> bool {
        self.hashes.contains(&self.hash(trace))
    }

    fn hash(&self, trace: &Trace<'_>) -> String {
        let text = match trace {
            Trace::Appointment(id) => format!("{} appointment {id}", self.id),
            Trace::Customer(id, created_at) => format!("{} customer {id} {created_at}", self.id),
            Trace::Address(address) => format!("{} address {address}", self.id),
        };
        base16ct::lower::encode_string(&Sha256::digest(text))
    }

    fn line(&self) -> String {
        let hashes = self.hashes.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        format!("{} {} {hashes}\n", self.at.to_rfc3339_opts(SecondsFormat::Secs, true), self.id)
    }

    fn of_line(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let at = DateTime::parse_from_rfc3339(words.next()?).ok()?.to_utc();
        Some(Self { id: words.next()?.to_owned(), at, hashes: words.map(str::to_owned).collect() })
    }
}

/// The files of a ledger, all with the same lines.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// Beside the database.
    first: PathBuf,
    /// Beside its backups.
    others: Vec<PathBuf>,
}

impl Ledger {
    /// The ledger of the database `db`: `shop.db.erased` beside `shop.db`.
    pub fn beside(db: &Path) -> Self {
        let mut name = db.as_os_str().to_owned();
        name.push(".erased");
        Self { first: name.into(), others: Vec::new() }
    }

    /// The same, also in a folder of backups.
    #[must_use]
    pub fn and_in(mut self, backups: &Path) -> Self {
        self.others.push(backups.join(IN_BACKUPS));
        self
    }

    /// All erasures in any of the files.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn read(&self) -> Result<Vec<Erasure>, StoreError> {
        let mut all = BTreeMap::new();
        for file in self.files() {
            all.extend(erasures_in(file)?);
        }
        Ok(all.into_values().collect())
    }

    /// Adds an erasure; it is on the disk then. A folder of backups that is not there now gets it later ([`Self::level`]).
    ///
    /// # Errors
    /// If the file beside the database cannot be written.
    pub fn add(&self, erasure: &Erasure) -> Result<(), StoreError> {
        append(&self.first, &erasure.line()).map_err(|error| unusable(&self.first, "written", &error))?;
        for file in &self.others {
            if let Err(error) = append(file, &erasure.line()) {
                tracing::warn!(file = %file.display(), %error, "an erasure could not be noted beside the backups");
            }
        }
        Ok(())
    }

    /// Adds to every file what only another one has.
    ///
    /// # Errors
    /// If a file cannot be read, or the one beside the database cannot be written.
    pub fn level(&self) -> Result<(), StoreError> {
        let all = self.read()?;
        for file in self.files() {
            let has = erasures_in(file)?;
            let lines: String = all.iter().filter(|one| !has.contains_key(&one.id)).map(Erasure::line).collect();
            match append(file, &lines) {
                Err(error) if *file == self.first => return Err(unusable(file, "written", &error)),
                Err(error) => {
                    tracing::warn!(file = %file.display(), %error, "erasures cannot be noted beside the backups")
                }
                Ok(()) => {}
            }
        }
        Ok(())
    }

    fn files(&self) -> impl Iterator<Item = &PathBuf> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

fn erasures_in(file: &Path) -> Result<BTreeMap<String, Erasure>, StoreError> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(unusable(file, "read", &error)),
    };
    // A line cut off by a crash belongs to an erasure that was not committed.
    Ok(text.lines().filter_map(Erasure::of_line).map(|erasure| (erasure.id.clone(), erasure)).collect())
}

fn append(file: &Path, lines: &str) -> std::io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut open = OpenOptions::new().append(true).create(true).mode(0o600).open(file)?;
    // A line cut off by a crash must not swallow the next one.
    open.write_all(format!("\n{lines}").as_bytes())?;
    open.sync_all()?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

fn unusable(file: &Path, verb: &str, error: &std::io::Error) -> StoreError {
    StoreError::Unreadable(format!(
        "{}, the list of erasures, cannot be {verb}: {error}; give it to the user that runs this program",
        file.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn erasure() -> Erasure {
        let mut erasure = Erasure::begin("2022-01-17T09:00:00Z".parse().unwrap()).unwrap();
        erasure.add(&Trace::Appointment("t1"));
        erasure.add(&Trace::Customer(7, 1000));
        erasure.add(&Trace::Address("erika@example.org"));
        erasure
    }

    #[test]
    fn a_ledger_names_what_was_erased_and_shows_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::beside(&folder.path().join("shop.db"));
        assert_eq!(ledger.read().unwrap(), []);
        let added = [erasure(), erasure()];
        added.iter().for_each(|erasure| ledger.add(erasure).unwrap());
        let text = std::fs::read_to_string(folder.path().join("shop.db.erased")).unwrap();
        assert!(!text.contains("erika") && !text.contains("t1"), "{text}");
        let mut read = ledger.read().unwrap();
        read.sort_by_key(|one| one.id != added[0].id);
        assert_eq!(read, added);
        assert!(read[0].hashes.is_disjoint(&read[1].hashes), "each has its own salt");
        assert!(read[0].names(&Trace::Customer(7, 1000)) && read[0].names(&Trace::Address("erika@example.org")));
        assert!(!read[0].names(&Trace::Customer(7, 1001)) && !read[0].names(&Trace::Appointment("erika@example.org")));
    }

    #[test]
    fn a_folder_of_backups_gets_what_it_missed_and_gives_what_was_lost() {
        let folder = tempfile::tempdir().unwrap();
        let (db, backups) = (folder.path().join("shop.db"), folder.path().join("backups"));
        let ledger = Ledger::beside(&db).and_in(&backups);
        ledger.add(&erasure()).unwrap();
        std::fs::create_dir(&backups).unwrap();
        ledger.add(&erasure()).unwrap();
        let lines = |file: &Path| erasures_in(file).unwrap().len();
        assert_eq!(lines(&backups.join("shop.erased")), 1, "the folder was not there");
        ledger.level().unwrap();
        assert_eq!(lines(&backups.join("shop.erased")), 2);
        std::fs::remove_file(folder.path().join("shop.db.erased")).unwrap();
        ledger.level().unwrap();
        assert_eq!(lines(&folder.path().join("shop.db.erased")), 2);
        ledger.level().unwrap();
        assert_eq!(ledger.read().unwrap().len(), 2);
    }

    #[test]
    fn a_line_cut_off_by_a_crash_spoils_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::beside(&folder.path().join("shop.db"));
        std::fs::write(folder.path().join("shop.db.erased"), "2022-01-17T09:").unwrap();
        ledger.add(&erasure()).unwrap();
        assert_eq!(ledger.read().unwrap().len(), 1);
    }
}
