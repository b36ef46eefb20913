//! Errors of a shop file, with their location. All errors of a file are collected and reported together.

use super::bounds;
use super::validation_error::ValidationError;
use crate::domain::shop::Language;
use crate::i18n::{Texts, messages::Shopfile};
use crate::store::StoreError;
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use thiserror::Error;

/// An error in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key, such as `appointments[3].start` (lists count from 0); empty: the whole file.
    pub path: String,
    /// The line, counted from 1, if known.
    pub line: Option<usize>,
    /// What is wrong.
    pub wrong: ValidationError,
}

impl Problem {
    /// An error at `path`.
    pub fn new(path: impl Into<String>, line: Option<usize>, wrong: ValidationError) -> Self {
        Self { path: path.into(), line, wrong }
    }

    /// The sentence, with path and line.
    pub fn told(&self, language: Language) -> String {
        let t = Texts::<Shopfile>::of(language);
        let place = if self.path.is_empty() { t.the_file() } else { &self.path };
        let sentence = self.wrong.told(language);
        match self.line {
            Some(line) => t.at_line(line, place, sentence),
            None => t.at_place(place, sentence),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Language::ENGLISH))
    }
}

/// Collects errors while reading continues.
#[derive(Debug, Default)]
pub struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    /// Adds an error; beyond the limit only that there are more.
    pub fn add(&self, problem: Problem) {
        let mut problems = self.0.borrow_mut();
        match problems.len() {
            count if count < bounds::PROBLEMS => problems.push(problem),
            bounds::PROBLEMS => problems.push(Problem::new("", None, ValidationError::MoreProblems)),
            _ => {}
        }
    }

    /// `Ok` if there are none.
    pub fn into_result(self) -> Result<(), ImportError> {
        let mut problems = self.0.into_inner();
        // An entry that is read a second time reports the same errors again.
        let mut told = HashSet::new();
        problems.retain(|problem| told.insert((problem.path.clone(), problem.wrong.clone())));
        if problems.is_empty() { Ok(()) } else { Err(ImportError::Refused(problems)) }
    }

    /// Whether there are none so far.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }
}

/// Why a shop file was not applied; nothing was written.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The errors of the file; never empty.
    #[error("{}", sentences(.0))]
    Refused(Vec<Problem>),
    /// The database could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for ImportError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Errors printed at most.
const SHOWN: usize = 100;

fn sentences(problems: &[Problem]) -> String {
    let mut lines: Vec<_> = problems.iter().take(SHOWN).map(Problem::to_string).collect();
    if problems.len() > SHOWN {
        lines.push(format!("and {} more problems like these", problems.len() - SHOWN));
    }
    lines.join("\n")
}
