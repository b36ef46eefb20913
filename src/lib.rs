//! Appointment booking for small providers: one binary, one SQLite file, one script tag.
//!
//! The modules in reading order; `docs/ARCHITECTURE.md` says how they work together:
//!
//! - [`domain`]: types and rules of the calendar
//! - [`i18n`]: texts for people, in their languages
//! - [`clock`]: the only source of the current time, and [`availability_events`]: changes of availability
//! - [`store`]: the database
//! - [`ical`]: foreign calendar files
//! - [`operations`]: use cases, one transaction each: book, edit the catalog, change a setting, import, read a page
//! - [`delivery`]: sends queued mail
//! - [`foreign_calendars`]: looks at calendars kept elsewhere
//! - [`core`]: what handlers and background tasks share, and [`slot_expiry`]: changes caused by the clock
//! - [`xml`]: what `WebDAV` is written in
//! - [`http`]: API, customer's pages, planner
//! - [`cli`]: the commands

pub mod availability_events;
pub mod cli;
pub mod clock;
pub mod core;
pub mod delivery;
pub mod domain;
pub mod foreign_calendars;
pub mod http;
pub mod i18n;
pub mod ical;
pub mod operations;
pub mod slot_expiry;
pub mod store;
pub mod xml;
