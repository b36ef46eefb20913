//! Looks at calendars kept elsewhere and takes over what they call busy: regularly ([`worker`]), while somebody looks at
//! a grid, and just before somebody books. What a look found is written by [`crate::operations::busy_calendars`].
//!
//! Of an account ([`SourceKind::Account`](crate::domain::busy_calendar::SourceKind)) several calendars may block, and
//! appointments are written to one: what is owed there is noted by [`crate::operations::calendar_copies`] with the change of
//! the appointment, and brought there by `copies`.
//!
//! The HTTP client is hyper's on the TLS that mail has already. A ready-made one would bring a second TLS set-up, and
//! none of them checks the address that it connects to. No proxy of the environment is used.

pub mod client;
mod connect;
mod copies;
mod dav;
mod guard;
mod look;
mod patience;
mod strays;
mod target;
pub mod worker;

pub use dav::Offered;
pub use look::{ForeignCalendars, Preview};
