//! Looks at calendars kept elsewhere and takes over what they call busy: regularly ([`worker`]), while somebody looks at
//! a grid, and just before somebody books. What a look found is written by [`crate::operations::busy_calendars`].
//!
//! The HTTP client is hyper's on the TLS that mail has already. A ready-made one would bring a second TLS set-up, and
//! none of them checks the address that it connects to. No proxy of the environment is used.

pub mod client;
mod connect;
mod guard;
mod look;
mod target;
pub mod worker;

pub use look::{ForeignCalendars, Preview};
