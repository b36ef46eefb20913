//! Who works in the shop, and what each may do.

use super::shop::Language;

/// The number by which the database calls an account.
pub type UserId = i64;

/// What an account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Everything.
    Owner,
    /// Planner, inbox and customers.
    Staff,
}

impl Role {
    /// The word in the database and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Staff => "staff",
        }
    }

    /// Reads [`Role::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "owner" => Some(Self::Owner),
            "staff" => Some(Self::Staff),
            _ => None,
        }
    }
}

/// Somebody who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The database's number.
    pub id: UserId,
    /// What they sign in with, in lower case.
    pub email: String,
    /// What the others call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The language they read; `None`: the shop's.
    pub language: Option<Language>,
    /// Whether they were invited and have not chosen a password yet.
    pub invited: bool,
}

impl User {
    /// Whether they may change the shop itself.
    pub fn is_owner(&self) -> bool {
        self.role == Role::Owner
    }
}
