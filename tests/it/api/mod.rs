//! The public API, by URL and then by verb.

mod availability;
mod bookings;
mod manage;
mod shop;
