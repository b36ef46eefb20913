//! Who makes a change.

use super::account::UserId;

const CUSTOMER: &str = "customer";
const STAFF: &str = "staff";
const PROGRAM: &str = "program";
const IMPORT: &str = "import";

/// Who makes a change, as the audit log records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A customer, by the widget, the page of their appointment, or the link of a mail.
    Customer,
    /// Somebody of the shop.
    Staff(UserId),
    /// The same, by a program that keeps their calendars.
    Calendar(UserId),
    /// The program by itself, or somebody who is not signed in.
    Program,
    /// A shop file, imported by that user or from the command line.
    Import(Option<UserId>),
}

impl Actor {
    /// The value in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Customer => CUSTOMER,
            Self::Staff(_) | Self::Calendar(_) => STAFF,
            Self::Program => PROGRAM,
            Self::Import(_) => IMPORT,
        }
    }

    /// Whether `word` is one of [`Actor::word`].
    pub fn is_word(word: &str) -> bool {
        [CUSTOMER, STAFF, PROGRAM, IMPORT].contains(&word)
    }

    /// The account, where it is somebody of the shop.
    pub const fn user(self) -> Option<UserId> {
        match self {
            Self::Staff(user) | Self::Calendar(user) => Some(user),
            Self::Import(user) => user,
            Self::Customer | Self::Program => None,
        }
    }

    /// Whether it is a customer.
    pub const fn is_customer(self) -> bool {
        matches!(self, Self::Customer)
    }
}

impl From<Option<UserId>> for Actor {
    fn from(user: Option<UserId>) -> Self {
        user.map_or(Self::Program, Self::Staff)
    }
}
