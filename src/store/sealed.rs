//! Secrets in the database are stored encrypted, with a key that is not in the database: see [`super::key_file`].
//!
//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) with a random nonce per value. The associated data is the value's
//! place, so a value copied to another row or column does not open.

use super::{StoreError, key_file, secrets};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The first byte of a sealed value: the format that follows, nonce and ciphertext with its tag.
const FORMAT: u8 = 1;

/// Length of a nonce, in bytes.
const NONCE: usize = 24;

/// Where a sealed value is stored.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its table.
    pub table: &'static str,
    /// Its column.
    pub column: &'static str,
    /// The integer primary key of its row, which must never change.
    pub row: i64,
}

impl Place {
    fn associated_data(self) -> String {
        format!("{}.{}.{}", self.table, self.column, self.row)
    }
}

/// An encrypted value, for a BLOB column.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

impl ToSql for Sealed {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Sealed {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Vec::column_result(value).map(Self)
    }
}

/// Encrypts and decrypts the secrets of one database.
pub struct Keyring {
    /// `None`: the key is kept in memory only, for databases in memory.
    file: Option<PathBuf>,
    cipher: OnceLock<XChaCha20Poly1305>,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("file", &self.file).finish_non_exhaustive()
    }
}

impl Keyring {
    /// The key in `file`. If there is no such file, nothing opens, and the first value sealed makes it.
    ///
    /// # Errors
    /// If the file cannot be read, or is no key file.
    pub fn of_file(file: &Path) -> Result<Self, StoreError> {
        let cipher = key_file::read(file)?.map_or_else(OnceLock::new, |key| OnceLock::from(cipher_of(&key)));
        Ok(Self { file: Some(file.to_owned()), cipher })
    }

    /// A new key that is never stored.
    pub fn in_memory() -> Self {
        Self { file: None, cipher: OnceLock::new() }
    }

    /// Whether there is a key: without one nothing opens.
    pub fn has_key(&self) -> bool {
        self.cipher.get().is_some()
    }

    /// Makes the key, and its file, unless there is one.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn ensure(&self) -> Result<(), StoreError> {
        self.cipher().map(drop)
    }

    /// Encrypts `secret` for its place.
    ///
    /// # Errors
    /// If there is no key and its file cannot be made, or the system gives no random numbers.
    pub fn seal(&self, place: Place, secret: &[u8]) -> Result<Sealed, StoreError> {
        let nonce: [u8; NONCE] = secrets::random()?;
        let aad = place.associated_data();
        let payload = Payload { msg: secret, aad: aad.as_bytes() };
        let text = self.cipher()?.encrypt(&XNonce::from(nonce), payload);
        let text = text.map_err(|_| StoreError::Unreadable("a secret is too long to be encrypted".into()))?;
        Ok(Sealed([&[FORMAT][..], &nonce, &text].concat()))
    }

    /// The secret; `None` if it was sealed with another key or for another place, or is damaged.
    pub fn open(&self, place: Place, sealed: &Sealed) -> Option<Vec<u8>> {
        let (&format, rest) = sealed.0.split_first()?;
        let (nonce, text) = rest.split_at_checked(NONCE).filter(|_| format == FORMAT)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let aad = place.associated_data();
        self.cipher.get()?.decrypt(&XNonce::from(nonce), Payload { msg: text, aad: aad.as_bytes() }).ok()
    }

    /// [`Keyring::open`] for a secret that is text.
    pub fn open_text(&self, place: Place, sealed: &Sealed) -> Option<String> {
        String::from_utf8(self.open(place, sealed)?).ok()
    }

    fn cipher(&self) -> Result<&XChaCha20Poly1305, StoreError> {
        if let Some(cipher) = self.cipher.get() {
            return Ok(cipher);
        }
        let key = match &self.file {
            Some(file) => key_file::read_or_make(file)?,
            None => secrets::random()?,
        };
        Ok(self.cipher.get_or_init(|| cipher_of(&key)))
    }
}

/// All columns with encrypted values: table, column, and what a value is. Rows are identified by their integer primary
/// key.
const COLUMNS: &[(&str, &str, &str)] = &[
    ("mail_settings", "password", "the password of the mail server"),
    ("outbox", "sealed", "the link in a queued mail"),
    ("authenticator_apps", "secret", "the secret of an authenticator app"),
    ("busy_calendars", "url", "the address of a calendar"),
    ("busy_calendars", "user", "the user of a calendar"),
    ("busy_calendars", "password", "the password of a calendar"),
    ("account_calendars", "url", "the address of a calendar"),
];

/// The encrypted values that do not open with `keys`, as a noun each.
pub fn locked(conn: &Connection, keys: &Keyring) -> Result<Vec<&'static str>, StoreError> {
    let mut found = Vec::new();
    for &(table, column, noun) in COLUMNS {
        let mut rows = conn.prepare(&format!("SELECT rowid, {column} FROM {table} WHERE {column} IS NOT NULL"))?;
        for row in rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (row, sealed) = row?;
            if keys.open(Place { table, column, row }, &sealed).is_none() {
                found.push(noun);
            }
        }
    }
    Ok(found)
}

fn cipher_of(key: &[u8; key_file::LENGTH]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(*key))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place { table: "mail_settings", column: "password", row: 1 };

    #[test]
    fn a_value_opens_in_its_place_with_its_key_only() {
        let keys = Keyring::in_memory();
        let sealed = keys.seal(PLACE, b"geheim").unwrap();
        assert_eq!(keys.open(PLACE, &sealed).as_deref(), Some(&b"geheim"[..]));
        assert_eq!(keys.open_text(PLACE, &sealed).as_deref(), Some("geheim"));
        for other in [
            Place { row: 2, ..PLACE },
            Place { column: "user", ..PLACE },
            Place { table: "outbox", ..PLACE },
            Place { row: 11, ..PLACE },
        ] {
            assert_eq!(keys.open(other, &sealed), None, "{other:?}");
        }
        let other = Keyring::in_memory();
        other.ensure().unwrap();
        assert_eq!(other.open(PLACE, &sealed), None, "another key");
        assert_eq!(Keyring::in_memory().open(PLACE, &sealed), None, "no key");
    }

    #[test]
    fn every_changed_bit_is_noticed_and_short_values_are_refused() {
        let keys = Keyring::in_memory();
        let sealed = keys.seal(PLACE, b"geheim").unwrap();
        for at in 0..sealed.0.len() {
            let mut changed = sealed.clone();
            changed.0[at] ^= 1;
            assert_eq!(keys.open(PLACE, &changed), None, "byte {at}");
            changed.0.truncate(at);
            assert_eq!(keys.open(PLACE, &changed), None, "{at} bytes");
        }
    }

    #[test]
    fn the_same_secret_is_sealed_differently_every_time() {
        let keys = Keyring::in_memory();
        let [first, second] = [(); 2].map(|()| keys.seal(PLACE, b"geheim").unwrap());
        assert!(first != second);
        assert!(!first.0.windows(6).any(|part| part == b"geheim"));
        assert_eq!(format!("{first:?} {keys:?}"), "Sealed(…) Keyring { file: None, .. }");
    }
}
