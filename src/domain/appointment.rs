//! An appointment's status: what each one means for the calendar, and which changes exist.

/// Where an appointment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Booked online, waits for the shop's word; blocks.
    Requested,
    /// Agreed; blocks.
    Confirmed,
    /// Refused by the shop.
    Declined,
    /// Called off.
    Cancelled,
    /// Has taken place; blocks.
    Done,
    /// The customer did not come; blocks, for the time was spent.
    NoShow,
}

impl Status {
    /// All of them, in the order of a life.
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

    /// What the operator may make of it: the next steps first, then what takes the last one back.
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
