//! The operator's pages.

mod accounts;
mod calendar;
pub mod desk;
mod events;
mod reset;
mod routes;
mod session;
mod settings;
