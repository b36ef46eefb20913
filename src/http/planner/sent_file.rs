//! A file that a form sends.

use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::http::StatusCode;

/// The largest file that is taken from a browser, in bytes.
pub const FILE_BYTES: usize = 16 * 1024 * 1024;

/// Why there is no file.
pub enum NoFile {
    /// None was chosen, or it is empty.
    Missing,
    /// It is larger than [`FILE_BYTES`].
    TooLarge,
}

impl From<MultipartError> for NoFile {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { Self::Missing }
    }
}

/// The file in the form's field `file`.
pub async fn read(parts: Result<Multipart, MultipartRejection>) -> Result<Vec<u8>, NoFile> {
    let mut parts = parts.map_err(|_| NoFile::Missing)?;
    while let Some(part) = parts.next_field().await? {
        if part.name() == Some("file") {
            let bytes = part.bytes().await?;
            return if bytes.is_empty() { Err(NoFile::Missing) } else { Ok(bytes.into()) };
        }
    }
    Err(NoFile::Missing)
}
