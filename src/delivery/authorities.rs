//! Certificate authorities besides those of the system: a file that the command line names. Read once, at the start, and
//! never more of it than such a file holds.

use lettre::transport::smtp::client::Certificate;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The largest file that is read, in bytes. All authorities that browsers trust take a quarter of it.
const SIZE_MAX: u64 = 1024 * 1024;

/// Why a file of authorities cannot be used.
#[derive(Debug, Error)]
pub enum AuthoritiesError {
    /// It is not there, or may not be read.
    #[error("cannot read the certificate file {0}: {1}")]
    Unreadable(PathBuf, io::Error),
    /// A folder, a device, a pipe.
    #[error("{0} is no file; name a file of certificates (PEM) in ?ca=")]
    NoFile(PathBuf),
    /// Far larger than a file of certificates.
    #[error("the certificate file {0} has more than 1 MiB; name one that holds certificates (PEM) only")]
    TooLarge(PathBuf),
    /// No certificate in it, or a damaged one.
    #[error("the certificate file {0} holds no certificate that can be read (PEM)")]
    NoCertificate(PathBuf),
}

/// Authorities to trust.
#[derive(Clone)]
pub struct Authorities(Certificate);

impl Authorities {
    /// Those in a PEM file. Waits for the disk: not for a thread that serves requests.
    ///
    /// # Errors
    /// [`AuthoritiesError`].
    pub fn read(path: &Path) -> Result<Self, AuthoritiesError> {
        let pem = read_bounded(path)?;
        let no_certificate = || AuthoritiesError::NoCertificate(path.to_owned());
        if !String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----") {
            return Err(no_certificate());
        }
        Certificate::from_pem(&pem).map(Self).map_err(|_| no_certificate())
    }

    pub(super) fn certificate(&self) -> Certificate {
        self.0.clone()
    }
}

fn read_bounded(path: &Path) -> Result<Vec<u8>, AuthoritiesError> {
    let unreadable = |error| AuthoritiesError::Unreadable(path.to_owned(), error);
    // Asked before it is opened: opening a pipe waits for somebody who writes into it.
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(AuthoritiesError::NoFile(path.to_owned()));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(SIZE_MAX + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > SIZE_MAX { Err(AuthoritiesError::TooLarge(path.to_owned())) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(path: &Path) -> String {
        Authorities::read(path).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn only_a_file_of_certificates_is_read_and_never_without_end() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ca.pem");
        assert!(refused(&file).starts_with("cannot read the certificate file"));
        assert!(refused(folder.path()).contains("is no file"));
        assert!(refused(Path::new("/dev/zero")).contains("is no file"));
        std::fs::write(&file, "nothing of the kind").unwrap();
        assert!(refused(&file).contains("holds no certificate"));
        std::fs::write(&file, "-----BEGIN CERTIFICATE-----\n%\n-----END CERTIFICATE-----\n").unwrap();
        assert!(refused(&file).contains("holds no certificate"));
        std::fs::File::create(&file).unwrap().set_len(1 << 40).unwrap();
        assert!(refused(&file).contains("more than 1 MiB"));
    }
}
