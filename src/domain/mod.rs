//! Types and rules of the calendar. Pure: no I/O, no clock, no web, no database; `now` is always an argument. The
//! rules that are cited by number are written down in `docs/calendar-rules.md`.
//!
//! Read in this order:
//!
//! - [`time`] (minutes and zones), [`ids`], [`shop`] (the data of a shop), [`settings`] (its settings), [`snapshot`]
//!   (what is occupied), [`foreign`] (what calendars kept elsewhere call busy), [`busy_calendar`] (those calendars),
//!   [`opening`] (when a resource is open), [`closings`] (which days are closed, and why)
//! - [`schedule`]: which slots are free, the one function that decides for the list and for the booking. Behind it
//!   `query` and `resolved_query` (what is asked for, by the shop's settings), `availability` (its days), `day_range` (the
//!   decision within a range of them), `start_times` (one resource in it) and `assignment` (a different resource for
//!   each need)
//! - [`appointment`] (status and its changes), [`explain`] (why a start time is refused), [`unbookable`] (why a
//!   service is never offered), [`policy`] (what the operator may do beyond the rules), [`series`] (the dates of what repeats)
//! - [`values`] and [`limits`] (parsing and limits of input), [`mail_template`] (the shop's own mail texts)
//! - [`notice`] (a message about an appointment), [`message`] (any queued message), [`mail_secret`] (proof that
//!   somebody reads a mailbox), [`mail_server`], [`smtp_url`] (a mail server on the command line), [`mailto`] (links)
//! - [`account`] (users of the planner), [`feed`] (calendars they subscribe to), [`actor`] (who makes a change),
//!   [`person`] (comparing customers), [`palette`] (colours with enough contrast), [`holidays`] (public holidays by region),
//!   [`language`] (the languages there are; their texts are in `locales/`)

pub mod account;
pub mod account_calendar;
pub mod actor;
pub mod app_password;
pub mod appointment;
mod assignment;
mod availability;
pub mod busy_calendar;
pub mod closings;
pub mod common_week;
mod day_range;
pub mod erasure;
pub mod explain;
pub mod feed;
pub mod foreign;
pub mod holidays;
pub mod ids;
pub mod language;
pub mod limits;
pub mod mail_example;
pub mod mail_secret;
pub mod mail_server;
pub mod mail_template;
pub mod mailto;
pub mod message;
pub mod notice;
pub mod opening;
pub mod palette;
pub mod person;
pub mod phone;
pub mod policy;
mod query;
mod resolved_query;
#[cfg(test)]
mod sample;
pub mod schedule;
pub mod series;
pub mod server_fault;
pub mod settings;
pub mod shop;
pub mod smtp_url;
pub mod snapshot;
mod start_times;
pub mod time;
pub mod timeline;
pub mod unbookable;
pub mod url;
pub mod user_agent;
pub mod values;
pub mod wall_clock;
pub mod widget_tag;
pub(crate) mod words;
