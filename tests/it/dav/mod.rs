//! The calendars for programs that keep calendars: who is let in, what is found, what has changed.

mod changes;
pub mod client;
mod devices;
mod passwords;
mod places;
mod repeated;
mod reports;
mod sync;
