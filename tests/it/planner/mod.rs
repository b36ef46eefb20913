//! The operator's pages.

mod account_mails;
mod accounts;
mod calendar;
mod cookies;
mod customers;
pub mod desk;
mod embeddings;
mod events;
mod flash;
mod hours;
mod inbox;
mod known_devices;
mod languages;
mod log;
mod mail_settings;
mod mails_again;
mod offer;
mod passwords;
mod privacy;
mod proof;
mod refusals;
mod reset;
mod routes;
mod second_factor;
mod session;
mod set_up;
mod settings;
