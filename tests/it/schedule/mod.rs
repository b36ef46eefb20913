//! The rules of the calendar, compared with a second, naive implementation.

mod clock_changes;
mod compare;
mod golden;
mod oracle;
mod properties;
mod random_shop;
mod rules;
mod shops;
