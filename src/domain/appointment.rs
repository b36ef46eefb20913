//! An appointment's status: which ones block the calendar, and which changes are allowed.

/// Status of an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Booked online, waits for the shop's decision; blocks.
    Requested,
    /// Accepted; blocks.
    Confirmed,
    /// Declined by the shop.
    Declined,
    /// Cancelled by customer or shop.
    Cancelled,
    /// Has taken place; blocks.
    Done,
    /// The customer did not come; blocks, since the time was spent.
    NoShow,
}

impl Status {
    /// All of them, in the order of their life cycle.
    pub const ALL: [Self; 6] =
        [Self::Requested, Self::Confirmed, Self::Declined, Self::Cancelled, Self::Done, Self::NoShow];

    /// The word in the database, the API and the shop file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Done => "done",
            Self::NoShow => "no_show",
        }
    }

    /// Reads [`Status::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Whether an appointment of this status occupies its resources.
    pub const fn blocks(self) -> bool {
        matches!(self, Self::Requested | Self::Confirmed | Self::Done | Self::NoShow)
    }

    /// The statuses the operator may set from here: first the next steps, then those that undo the last step.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Requested => &[Self::Confirmed, Self::Declined, Self::Cancelled],
            Self::Confirmed => &[Self::Done, Self::NoShow, Self::Cancelled, Self::Requested],
            Self::Declined => &[Self::Requested, Self::Confirmed],
            Self::Cancelled => &[Self::Confirmed, Self::Requested],
            Self::Done => &[Self::Confirmed, Self::NoShow],
            Self::NoShow => &[Self::Confirmed, Self::Done],
        }
    }

    /// Whether its customer may still cancel or reschedule it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Requested | Self::Confirmed)
    }
}
