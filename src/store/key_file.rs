//! The file with the key of a database's secrets: 64 hexadecimal digits. By default beside the database, so that no
//! copy of the database alone contains it.

use super::{StoreError, secrets};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Length of a key, in bytes.
pub const LENGTH: usize = 32;

/// Where the key of `db` is unless a command names another file: `shop.db.key` beside `shop.db`.
pub fn beside(db: &Path) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push(".key");
    name.into()
}

/// The key in `file`; `None` if there is no such file.
///
/// # Errors
/// If the file cannot be read, or is no key file.
pub(super) fn read(file: &Path) -> Result<Option<[u8; LENGTH]>, StoreError> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(unusable(format!(
                "the key file {} cannot be read: {error}; give it to the user that runs this program",
                file.display()
            )));
        }
    };
    parse(text.trim()).map(Some).ok_or_else(|| {
        unusable(format!(
            "{} is no key file, which holds 64 hexadecimal digits; put the right one there, or remove it: then a new \
             key is made, and the secrets in the database must be entered anew",
            file.display()
        ))
    })
}

/// Whether everybody may read or write a key file. The rights of its group are not looked at: systemd sets them on a
/// credential, and means its one user.
pub fn is_open_to_others(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|about| about.permissions().mode() & 0o007 != 0)
}

/// The key in `file`, which is made with a new key if there is none.
///
/// # Errors
/// As [`read`]; if the file cannot be made.
pub(super) fn read_or_make(file: &Path) -> Result<[u8; LENGTH], StoreError> {
    if let Some(key) = read(file)? {
        return Ok(key);
    }
    let key = secrets::random()?;
    make(file, &key).map_err(|error| {
        unusable(format!("the key file {} cannot be made: {error}; name another --key-file", file.display()))
    })?;
    tracing::info!(file = %file.display(), "made the key of the database's secrets; back it up apart from the database");
    Ok(key)
}

/// Never replaces a file; the new one and its name are on the disk before a secret depends on them.
fn make(file: &Path, key: &[u8; LENGTH]) -> std::io::Result<()> {
    let mut made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    let text = base16ct::lower::encode_string(key);
    made.write_all(format!("{text}\n").as_bytes())?;
    made.sync_all()?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

fn parse(text: &str) -> Option<[u8; LENGTH]> {
    let is_hex = text.len() == 2 * LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut key = [0; LENGTH];
    for (at, byte) in key.iter_mut().enumerate().filter(|_| is_hex) {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    is_hex.then_some(key)
}

fn unusable(why: String) -> StoreError {
    StoreError::Unreadable(why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = beside(&folder.path().join("shop.db"));
        assert_eq!(file, folder.path().join("shop.db.key"));
        assert_eq!(read(&file).unwrap(), None);
        let key = read_or_make(&file).unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!([read(&file).unwrap(), read_or_make(&file).ok()], [Some(key), Some(key)]);
        assert_eq!(make(&file, &[0; LENGTH]).unwrap_err().kind(), ErrorKind::AlreadyExists);
        let other = read_or_make(&folder.path().join("other.key")).unwrap();
        assert!(key != other);
    }

    #[test]
    fn a_file_of_anything_else_is_refused_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        for wrong in ["", "geheim", &"0".repeat(63), &"0".repeat(65), &"g".repeat(64), &"ä".repeat(32)] {
            std::fs::write(&file, wrong).unwrap();
            let refused = read_or_make(&file).unwrap_err().to_string();
            assert!(refused.contains("is no key file"), "{wrong}: {refused}");
            assert_eq!(std::fs::read_to_string(&file).unwrap(), wrong);
        }
        std::fs::write(&file, format!("{}\n", "Ab".repeat(32))).unwrap();
        assert_eq!(read(&file).unwrap(), Some([0xab; LENGTH]));
    }
}
