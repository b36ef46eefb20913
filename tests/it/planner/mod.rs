//! The operator's pages.

mod accounts;
pub mod desk;
mod events;
mod reset;
mod routes;
mod session;
mod settings;
