//! Settings with a few named values.

use crate::domain::words::words;

words! {
    /// How a form field is asked for.
    pub enum FieldMode {
        /// Shown, may stay empty.
        Optional = "optional",
        /// Shown, must be filled.
        Required = "required",
        /// Not shown; a value sent anyway is discarded.
        Hidden = "hidden",
    }
}

words! {
    /// Who gets a reminder.
    pub enum ReminderConsent {
        /// Who agreed to it when booking.
        Ask = "ask",
        /// Everybody.
        NotNeeded = "not_needed",
    }
}

words! {
    /// Which of several free resources of a need gets an appointment (rule 7).
    pub enum Assignment {
        /// The first one in the order of the need.
        InOrder = "in_order",
        /// The one with the fewest busy minutes starting on that date, ties by order.
        Balanced = "balanced",
    }
}

words! {
    /// How free times are shown to customers.
    pub enum WidgetView {
        /// As a table of days and times where there is room, otherwise as a list of days.
        Auto = "auto",
        /// As a table of days and times.
        Grid = "grid",
        /// As a list of days.
        List = "list",
    }
}
