//! Free text entered in a booking is not mailed to third persons.

mod confirmation;
mod disown;
mod known;
mod own_data;
pub mod post;
mod queue;
mod withdrawal;
mod words;
