//! The operator's pages.

mod accounts;
mod calendar;
mod customers;
pub mod desk;
mod events;
mod hours;
mod inbox;
mod offer;
mod reset;
mod routes;
mod session;
mod settings;
