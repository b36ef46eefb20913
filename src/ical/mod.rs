//! Calendar files of foreign origin (RFC 5545). [`busy::read`] makes busy spans of one, [`entries::read`] its single
//! entries; [`object::read`] reads what a program writes into a calendar here, [`repeated`] what of it repeats, and writes
//! its text with what has changed. Pure: text in, spans out.
//!
//! Parsing and the arithmetic of recurrence rules are calcard's; which dates of a series count is decided here
//! (`series`), because calcard pairs an exception with its series by `SEQUENCE` over the whole file and leaves out
//! local times that a clock change doubles. Of the alternatives, `icalendar` knows no recurrence, and `rrule` (from which
//! calcard's is derived) neither parses files nor knows the zone names of Windows.
//!
//! Everything is bounded: the size of a file, its events, the steps of unfolding what repeats. What cannot be read is
//! counted.

pub mod busy;
pub mod copy;
pub mod entries;
mod event;
pub mod object;
pub mod repeated;
mod repetition;
mod series;
mod text;
pub mod unreadable;
mod walk;
mod zones;

#[cfg(test)]
mod tests;
