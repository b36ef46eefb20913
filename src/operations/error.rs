//! Why an operation was not carried out.

use crate::store::StoreError;
use std::fmt::Debug;
use thiserror::Error;

/// Why an operation failed; nothing was written. `R` is the reason for which its area refuses requests.
#[derive(Debug, Error)]
pub enum Error<R: Debug> {
    /// The request is not possible, or not allowed.
    #[error("{0:?}")]
    Refused(R),
    /// The database could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The reasons of one area.
pub trait Reason: Debug {}

impl<R: Reason> From<R> for Error<R> {
    fn from(reason: R) -> Self {
        Self::Refused(reason)
    }
}
