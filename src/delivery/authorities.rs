//! Certificate authorities besides those of the system: in a file that the command line names, or in the settings. A file is
//! read once, at the start, and never more of it than such a file holds.

use lettre::transport::smtp::client::Certificate;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
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

/// Why a text of certificates cannot be used: there is none in it, or one that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCertificate;

/// Authorities to trust.
#[derive(Clone)]
pub struct Authorities {
    all: Certificate,
    /// Each of them (DER): a server may show one of them itself.
    each: Vec<CertificateDer<'static>>,
}

impl Authorities {
    /// Those in a PEM file. Waits for the disk: not for a thread that serves requests.
    ///
    /// # Errors
    /// [`AuthoritiesError`].
    pub fn read(path: &Path) -> Result<Self, AuthoritiesError> {
        let pem = read_bounded(path)?;
        Self::of_pem(&pem).map_err(|NoCertificate| AuthoritiesError::NoCertificate(path.to_owned()))
    }

    /// Those in a PEM text, which may hold other things, too.
    ///
    /// # Errors
    /// [`NoCertificate`].
    pub fn of_pem(pem: &[u8]) -> Result<Self, NoCertificate> {
        let each = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>().map_err(|_| NoCertificate)?;
        // What is no certificate is refused here, not when a mail is to be sent.
        let mut store = RootCertStore::empty();
        let is_whole = !each.is_empty() && each.iter().all(|one| store.add(one.clone()).is_ok());
        let all = Certificate::from_pem(pem).ok().filter(|_| is_whole).ok_or(NoCertificate)?;
        Ok(Self { all, each })
    }

    pub(super) fn certificate(&self) -> Certificate {
        self.all.clone()
    }

    /// Whether that certificate (DER) is one of them.
    pub(super) fn include(&self, certificate: &[u8]) -> bool {
        self.each.iter().any(|one| one.as_ref() == certificate)
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
        for text in ["AAAA", ""] {
            std::fs::write(&file, format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")).unwrap();
            assert!(refused(&file).contains("holds no certificate"), "{text}");
        }
        let key = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/smtp/certificates/server.key");
        assert!(refused(Path::new(key)).contains("holds no certificate"));
        std::fs::File::create(&file).unwrap().set_len(1 << 40).unwrap();
        assert!(refused(&file).contains("more than 1 MiB"));
    }
}
