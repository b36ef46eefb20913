//! The words and rules of the calendar. Pure: no I/O, no clock, no web, no database; `now` is always an argument.
//! The rules that are cited by number are written down in `docs/calendar-rules.md`.
//!
//! Read in this order: [`time`] (minutes and zones), [`ids`], [`shop`] (what a shop consists of), [`snapshot`] (what is
//! occupied), [`opening`] (when a resource is open), [`schedule`] (which slots are free: the one function that decides
//! for the list and for the booking; behind it `availability`, one service over a range of dates, `day_range`, the
//! decision within it, `start_times`, one resource in it, and `assignment`, a different resource for each need), [`appointment`] (status and its
//! changes), [`explain`] (a refusal explained), [`unbookable`] (why a service is never offered), [`policy`] (what the operator
//! may do beyond it), [`values`] (what people type), [`limits`] (what describes a shop), [`notice`]
//! (what a message about an appointment tells), [`message`] (any message that is owed), [`mail_secret`] (what shows that
//! somebody reads it), [`mail_server`] (where it goes) and [`smtp_url`] (how the command line says so), [`mailto`] (a link that writes one), [`account`] (who works in the
//! shop), [`palette`] (the shop's colour), [`holidays`] (which days a region keeps), [`mail_template`] (the shop's own words in
//! a message), [`person`] (who may be whom), [`language`] (which languages there are; what is said in them is no matter of
//! these modules).

pub mod account;
pub mod appointment;
mod assignment;
mod availability;
mod day_range;
pub mod explain;
pub mod holidays;
pub mod ids;
pub mod language;
pub mod limits;
pub mod mail_secret;
pub mod mail_server;
pub mod mail_template;
pub mod mailto;
pub mod message;
pub mod notice;
pub mod opening;
pub mod palette;
pub mod person;
pub mod policy;
#[cfg(test)]
mod sample;
pub mod schedule;
pub mod shop;
pub mod smtp_url;
pub mod snapshot;
mod start_times;
pub mod time;
pub mod timeline;
pub mod unbookable;
pub mod user_agent;
pub mod values;
