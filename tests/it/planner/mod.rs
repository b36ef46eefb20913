//! The operator's pages.

pub mod desk;
mod events;
mod session;
mod settings;
