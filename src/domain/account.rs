//! User accounts of the shop, and their roles.

use super::shop::Language;
use super::values::{Email, PersonName};
use super::words::words;

/// Primary key of a user account in the database.
pub type UserId = i64;

words! {
    /// What an account may do.
    pub enum Role {
        /// Everything.
        Owner = "owner",
        /// Planner, inbox and customers.
        Staff = "staff",
    }
}

/// Somebody who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Its primary key.
    pub id: UserId,
    /// The address they sign in with, in lower case.
    pub email: Email,
    /// Display name.
    pub name: PersonName,
    /// What they may do.
    pub role: Role,
    /// Interface language; `None`: the shop's.
    pub language: Option<Language>,
    /// Whether the account was invited and has no password yet.
    pub invited: bool,
}

impl User {
    /// Whether they may change the shop's catalogue, settings and accounts.
    pub fn is_owner(&self) -> bool {
        self.role == Role::Owner
    }
}
