//! The kinds of messages about an appointment, and what each means beside its text.

use crate::domain::appointment::Status;
use crate::domain::words::words;

words! {
    /// The events of an appointment that are reported by mail. The word of a message to the shop begins with `shop_`, by
    /// which the outbox tells them apart.
    pub enum NoticeKind {
        /// To the customer: booked and confirmed at once.
        Confirmation = "confirmation",
        /// To the customer: a link that must be opened to complete the booking.
        PleaseConfirm = "please_confirm",
        /// To the customer: the request was received and waits for the shop's decision.
        RequestReceived = "request_received",
        /// To the customer: the shop has accepted the request.
        Confirmed = "confirmed",
        /// To the customer: the shop has declined the request.
        Declined = "declined",
        /// To the customer: the appointment was moved.
        Rescheduled = "rescheduled",
        /// To the customer: the appointment was cancelled.
        Cancelled = "cancelled",
        /// To the customer: several appointments were made at once.
        SeriesConfirmation = "series_confirmation",
        /// To the customer: several appointments were moved at once.
        SeriesRescheduled = "series_rescheduled",
        /// To the customer: several appointments were cancelled at once.
        SeriesCancelled = "series_cancelled",
        /// To the customer: the shop asks them to choose another time.
        ChooseTime = "choose_time",
        /// To the customer: the appointment is soon.
        Reminder = "reminder",
        /// To the owner of the address: another booking with it was refused.
        BookingRefused = "booking_refused",
        /// To the shop: a customer has booked.
        ShopBooked = "shop_booked",
        /// To the shop: a customer has moved an appointment.
        ShopRescheduled = "shop_rescheduled",
        /// To the shop: a customer has cancelled an appointment.
        ShopCancelled = "shop_cancelled",
        /// To the shop: the owner of the address says that they did not book.
        ShopDisowned = "shop_disowned",
    }
}

impl NoticeKind {
    /// Who gets it.
    pub const fn recipient(self) -> Recipient {
        self.properties().recipient
    }

    /// Whether it goes to the shop rather than to the customer.
    pub const fn is_for_shop(self) -> bool {
        matches!(self.recipient(), Recipient::Shop)
    }

    /// Whether a calendar file is attached: the message announces a new or changed appointment.
    pub const fn has_calendar_file(self) -> bool {
        !matches!(self.properties().file, CalendarFile::None)
    }

    /// Whether its calendar file cancels the appointment.
    pub const fn calls_off(self) -> bool {
        matches!(self.properties().file, CalendarFile::Cancels)
    }

    /// The status of the appointment that it usually tells of.
    pub const fn usual_status(self) -> Status {
        self.properties().status
    }

    /// Whether it tells of another time, and so of the time before.
    pub const fn is_of_move(self) -> bool {
        self.properties().of_move
    }

    /// Whether it tells of several appointments, each with its date.
    pub const fn is_of_series(self) -> bool {
        matches!(self, Self::SeriesConfirmation | Self::SeriesRescheduled | Self::SeriesCancelled)
    }

    /// Whether it asks the customer to confirm the booking.
    pub const fn asks_to_confirm(self) -> bool {
        matches!(self.properties().expiry, Expiry::ConfirmBy)
    }

    /// All that a kind means beside its word and its text: the one place to say so.
    pub(super) const fn properties(self) -> Properties {
        use CalendarFile::{Cancels, Publishes};
        use Expiry::{ConfirmBy, End, Never, Start};
        use Recipient::{Customer, Shop};
        use Status::{Cancelled, Confirmed, Declined, Requested};
        const NO_FILE: CalendarFile = CalendarFile::None;
        match self {
            Self::Confirmation => Properties::new(Customer, Confirmed, Publishes, End),
            Self::PleaseConfirm => Properties::new(Customer, Requested, NO_FILE, ConfirmBy),
            Self::RequestReceived => Properties::new(Customer, Requested, Publishes, End),
            Self::Confirmed => Properties::new(Customer, Confirmed, Publishes, End),
            Self::Declined => Properties::new(Customer, Declined, Cancels, End),
            Self::Rescheduled => Properties::new(Customer, Confirmed, Publishes, End).of_move(),
            Self::Cancelled => Properties::new(Customer, Cancelled, Cancels, End),
            Self::SeriesConfirmation => Properties::new(Customer, Confirmed, Publishes, End),
            Self::SeriesRescheduled => Properties::new(Customer, Confirmed, Publishes, End).of_move(),
            Self::SeriesCancelled => Properties::new(Customer, Cancelled, Cancels, End),
            Self::ChooseTime => Properties::new(Customer, Confirmed, NO_FILE, Start),
            Self::Reminder => Properties::new(Customer, Confirmed, Publishes, Start),
            Self::BookingRefused => Properties::new(Customer, Confirmed, NO_FILE, End),
            Self::ShopBooked => Properties::new(Shop, Confirmed, Publishes, Never),
            Self::ShopRescheduled => Properties::new(Shop, Confirmed, Publishes, Never).of_move(),
            Self::ShopCancelled => Properties::new(Shop, Cancelled, Cancels, Never),
            Self::ShopDisowned => Properties::new(Shop, Cancelled, Cancels, Never),
        }
    }
}

/// Who gets the mails about an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// The customer whose appointment it is.
    Customer,
    /// The shop itself.
    Shop,
}

/// What the calendar file of a message does.
#[derive(Clone, Copy)]
enum CalendarFile {
    /// There is none.
    None,
    /// Announces the appointment as it is.
    Publishes,
    /// Cancels it.
    Cancels,
}

/// From when on a message is not worth sending.
#[derive(Clone, Copy)]
pub(super) enum Expiry {
    /// The appointment's start.
    Start,
    /// The appointment's end.
    End,
    /// The deadline of the customer's confirmation.
    ConfirmBy,
    /// It is always sent.
    Never,
}

/// What a kind of message means beside its text.
pub(super) struct Properties {
    recipient: Recipient,
    status: Status,
    file: CalendarFile,
    pub(super) expiry: Expiry,
    of_move: bool,
}

impl Properties {
    const fn new(recipient: Recipient, status: Status, file: CalendarFile, expiry: Expiry) -> Self {
        Self { recipient, status, file, expiry, of_move: false }
    }

    const fn of_move(self) -> Self {
        Self { of_move: true, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_of_a_kind_tells_who_gets_it() {
        for kind in NoticeKind::ALL {
            assert_eq!(kind.word().starts_with("shop_"), kind.is_for_shop(), "{kind:?}");
        }
    }
}
