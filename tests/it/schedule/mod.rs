//! The rules of the calendar against a second, slow reading of them.

mod clock_changes;
mod compare;
mod golden;
mod oracle;
mod properties;
mod random_shop;
mod rules;
mod shops;
