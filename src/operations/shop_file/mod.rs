//! The shop file: a complete shop as TOML or JSON, for import and export.
//!
//! A [`ShopFile`] is parsed without a database. [`apply()`] writes it in one transaction: absent keys keep their stored
//! values, all errors are reported together with their paths, and on any error nothing is written; [`trial`] validates
//! without writing. [`write()`] is the inverse, except for the secrets of customers' links, which are never exported, and
//! those of calendars kept elsewhere, which are exported on request. Knows the store's tables, but neither the command line
//! nor HTTP.

mod apply;
mod appointments_table;
pub mod bounds;
mod calendars_table;
mod catalog;
mod document;
mod hours;
mod problem;
mod reader;
mod reminders;
mod serialize;
mod shop;
pub mod transfer;
mod validation_error;
pub mod values;
mod write;

pub use apply::{apply, apply_in, apply_with, trial};
pub use problem::{ImportError, Problem};
pub use validation_error::ValidationError;
pub use write::{write, write_with_secrets};

use crate::store::calendar;
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::path::Path;

/// The formats of a shop file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.toml`
    Toml,
    /// `.json`
    Json,
}

impl Format {
    /// The format by file name extension.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// A parsed shop file: within limits and well-formed, not validated yet.
#[derive(Debug)]
pub struct ShopFile(document::Node);

impl ShopFile {
    /// Parses a file of at most `most` values, one of [`bounds`].
    ///
    /// # Errors
    /// The error that ended the parsing.
    pub fn parse(text: &str, format: Format, most: usize) -> Result<Self, ImportError> {
        document::parse(text, format, most).map(Self).map_err(|problem| ImportError::Refused(vec![problem]))
    }
}

/// Copies everything except appointments from one database to another, by way of a shop file, so that the same limits
/// apply.
///
/// # Errors
/// As [`apply()`].
pub fn apply_description(from: &Connection, to: &mut Connection, now: DateTime<Utc>) -> Result<(), ImportError> {
    let calendar = calendar::load(from)?;
    let text = write::print(&write::describe(&calendar), Format::Json)?;
    apply(to, &text, Format::Json, now)
}
