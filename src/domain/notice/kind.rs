//! The kinds of messages about an appointment, and what each means beside its text.

/// The events of an appointment that are reported by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// To the customer: booked and confirmed at once.
    Confirmation,
    /// To the customer: a link that must be opened to complete the booking.
    PleaseConfirm,
    /// To the customer: the request was received and waits for the shop's decision.
    RequestReceived,
    /// To the customer: the shop has accepted the request.
    Confirmed,
    /// To the customer: the shop has declined the request.
    Declined,
    /// To the customer: the appointment was moved.
    Rescheduled,
    /// To the customer: the appointment was cancelled.
    Cancelled,
    /// To the customer: the appointment is soon.
    Reminder,
    /// To the owner of the address: another booking with it was refused.
    BookingRefused,
    /// To the shop: a customer has booked.
    ShopBooked,
    /// To the shop: a customer has moved an appointment.
    ShopRescheduled,
    /// To the shop: a customer has cancelled an appointment.
    ShopCancelled,
    /// To the shop: the owner of the address says that they did not book.
    ShopDisowned,
}

impl NoticeKind {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Confirmation,
        Self::PleaseConfirm,
        Self::RequestReceived,
        Self::Confirmed,
        Self::Declined,
        Self::Rescheduled,
        Self::Cancelled,
        Self::Reminder,
        Self::BookingRefused,
        Self::ShopBooked,
        Self::ShopRescheduled,
        Self::ShopCancelled,
        Self::ShopDisowned,
    ];

    /// The value in the database.
    pub const fn word(self) -> &'static str {
        self.properties().word
    }

    /// Reads [`NoticeKind::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

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

    /// All that a kind means beside its text: the one place to say so. The value of a message to the shop begins with
    /// `shop_`, by which the outbox tells them apart.
    pub(super) const fn properties(self) -> Properties {
        use CalendarFile::{Cancels, Publishes};
        use Expiry::{ConfirmBy, End, Never, Start};
        use Recipient::{Customer, Shop};
        match self {
            Self::Confirmation => Properties::new("confirmation", Customer, Publishes, End),
            Self::PleaseConfirm => Properties::new("please_confirm", Customer, CalendarFile::None, ConfirmBy),
            Self::RequestReceived => Properties::new("request_received", Customer, Publishes, End),
            Self::Confirmed => Properties::new("confirmed", Customer, Publishes, End),
            Self::Declined => Properties::new("declined", Customer, Cancels, End),
            Self::Rescheduled => Properties::new("rescheduled", Customer, Publishes, End),
            Self::Cancelled => Properties::new("cancelled", Customer, Cancels, End),
            Self::Reminder => Properties::new("reminder", Customer, Publishes, Start),
            Self::BookingRefused => Properties::new("booking_refused", Customer, CalendarFile::None, End),
            Self::ShopBooked => Properties::new("shop_booked", Shop, Publishes, Never),
            Self::ShopRescheduled => Properties::new("shop_rescheduled", Shop, Publishes, Never),
            Self::ShopCancelled => Properties::new("shop_cancelled", Shop, Cancels, Never),
            Self::ShopDisowned => Properties::new("shop_disowned", Shop, Cancels, Never),
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
    word: &'static str,
    recipient: Recipient,
    file: CalendarFile,
    pub(super) expiry: Expiry,
}

impl Properties {
    const fn new(word: &'static str, recipient: Recipient, file: CalendarFile, expiry: Expiry) -> Self {
        Self { word, recipient, file, expiry }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_of_a_kind_tells_who_gets_it() {
        for kind in NoticeKind::ALL {
            assert_eq!(kind.word().starts_with("shop_"), kind.is_for_shop(), "{kind:?}");
            assert_eq!(NoticeKind::from_word(kind.word()), Some(kind));
        }
    }
}
