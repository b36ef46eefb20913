//! The shop file: a whole shop as TOML or JSON, read over what is there and written from it.
//!
//! A [`ShopFile`] is parsed before any database is asked. [`apply()`] puts one into a database in one transaction: keys that
//! are absent stay as they are, all that is wrong is told together with its path, and then nothing is written; [`trial`]
//! tells the same without writing. [`write()`] is its inverse but for the secrets of the customers' links, which
//! no file ever holds. Knows the store's tables, but neither the command line nor the web.

mod apply;
mod appointments_table;
pub mod bounds;
mod catalog;
mod document;
mod hours;
mod json;
mod problem;
mod reader;
mod serialize;
mod shop;
mod validation_error;
pub mod values;
mod write;

pub use apply::{apply, apply_in, trial};
pub use problem::{ImportError, Problem};
pub use validation_error::ValidationError;
pub use write::write;

use crate::store::calendar;
use rusqlite::Connection;
use std::path::Path;

/// The two spellings of a shop file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.toml`
    Toml,
    /// `.json`
    Json,
}

impl Format {
    /// The format that a file's ending names.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// A shop file that was read: bounded, well-formed, and not yet looked at any closer.
#[derive(Debug)]
pub struct ShopFile(document::Node);

impl ShopFile {
    /// Reads the text of a file of at most `most` values, one of [`bounds`].
    ///
    /// # Errors
    /// The one problem that ended the reading.
    pub fn parse(text: &str, format: Format, most: usize) -> Result<Self, ImportError> {
        document::parse(text, format, most).map(Self).map_err(|problem| ImportError::Refused(vec![problem]))
    }
}

/// Applies everything but the appointments of one database to another, by way of a shop file: what a file may not say is
/// refused.
///
/// # Errors
/// As [`apply()`].
pub fn apply_description(from: &Connection, to: &mut Connection) -> Result<(), ImportError> {
    let calendar = calendar::load(from)?;
    let text = write::print(&write::describe(&calendar), Format::Json)?;
    apply(to, &text, Format::Json)
}
