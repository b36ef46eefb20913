//! The public API, by URL and then by verb.

mod availability;
mod bookings;
mod description;
mod manage;
mod shop;
