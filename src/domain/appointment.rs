//! An appointment's status: which ones block the calendar, and which changes are allowed.

use super::words::words;

words! {
    /// Status of an appointment.
    pub enum Status {
        /// Booked online, waits for the shop's decision; blocks.
        Requested = "requested",
        /// Accepted; blocks.
        Confirmed = "confirmed",
        /// Declined by the shop.
        Declined = "declined",
        /// Cancelled by customer or shop.
        Cancelled = "cancelled",
        /// Has taken place; blocks.
        Done = "done",
        /// The customer did not come; blocks, since the time was spent.
        NoShow = "no_show",
    }
}

impl Status {
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
