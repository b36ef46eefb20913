//! Appointment booking for small providers: one binary, one SQLite file, one script tag.
//!
//! The modules in reading order:
//!
//! - [`domain`]: the words and rules
//! - [`i18n`]: what people read, in their languages
//! - [`clock`]: the only source of now, and [`changes`]: what may be free anew
//! - [`store`]: the file
//! - [`booking`]: the operations on appointments
//! - [`editing`]: what the shop offers is changed
//! - [`settings`]: what its owner sets
//! - [`accounts`]: who works in the shop
//! - [`customers`]: whom the shop knows
//! - [`shopfile`]: a shop as TOML or JSON
//! - [`mail`]: what is owed goes out
//! - [`app`]: what handlers share, and [`aging`]: what time takes away while the program runs
//! - [`http`]: API, customer's pages, planner
//! - [`cli`]: the commands

pub mod accounts;
pub mod aging;
pub mod app;
pub mod booking;
pub mod changes;
pub mod cli;
pub mod clock;
pub mod customers;
pub mod domain;
pub mod editing;
pub mod http;
pub mod i18n;
pub mod mail;
pub mod settings;
pub mod shopfile;
pub mod store;
