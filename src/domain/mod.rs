//! The words and rules of the calendar. Pure: no I/O, no clock, no web, no database; `now` is always an argument.
//! The rules that are cited by number are written down in `docs/calendar-rules.md`.
//!
//! Read in this order: [`time`] (minutes and zones), [`ids`], [`shop`] (what a shop consists of), [`planning`] (what is
//! occupied), [`opening`] (when a resource is open), [`schedule`] (which slots are free: the one function that decides
//! for the list and for the booking; behind it `offer`, the question made ready, `stretch`, the decision over some dates,
//! `marks`, one resource in it, and `matching`, a different resource for each need), [`appointment`] (status and its
//! changes), [`why`] (a refusal explained), [`hindrance`] (why a service is never offered), [`wish`] (what the operator
//! may do beyond it), [`values`] (what people type), [`description`] (what describes a shop), [`notice`]
//! (what a message about an appointment tells), [`letter`] (any message that is owed), [`mail_secret`] (what shows that
//! somebody reads it), [`mail_server`] (where it goes) and [`smtp_url`] (how the command line says so), [`mailto`] (a link that writes one), [`account`] (who works in the
//! shop), [`palette`] (the shop's colour), [`holidays`] (which days a region keeps), [`wording`] (the shop's own words in
//! a message), [`person`] (who may be whom), [`language`] (which languages there are; what is said in them is no matter of
//! these modules).

pub mod account;
pub mod appointment;
pub mod description;
pub mod device;
pub mod hindrance;
pub mod holidays;
pub mod ids;
pub mod language;
pub mod letter;
pub mod mail_secret;
pub mod mail_server;
pub mod mailto;
mod marks;
mod matching;
pub mod notice;
mod offer;
pub mod opening;
pub mod palette;
pub mod person;
pub mod planning;
#[cfg(test)]
mod sample;
pub mod schedule;
pub mod shop;
pub mod smtp_url;
mod stretch;
pub mod time;
pub mod timeline;
pub mod values;
pub mod why;
pub mod wish;
pub mod wording;
