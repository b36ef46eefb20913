//! Free text entered in a booking is not mailed to third persons.

mod confirmation;
mod disown;
mod known;
pub mod post;
mod queue;
mod withdrawal;
mod words;
