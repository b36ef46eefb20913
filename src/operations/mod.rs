//! Use cases of the shop and its customers, and what their pages show; one transaction each. All operations form one
//! layer: they know the domain and the store, but neither HTTP nor mail delivery.

pub mod accounts;
pub mod audit_log;
pub mod booking;
pub mod busy_calendars;
pub mod caldav;
pub mod calendar;
pub mod calendar_copies;
pub mod calendar_import;
pub mod catalog;
pub mod customers;
mod error;
pub mod health;
pub mod inbox;
pub mod mail;
pub mod own_data;
pub mod search;
pub mod series;
pub mod set_up;
pub mod settings;
pub mod shop_file;
pub mod statistics;
pub mod stranded;
pub mod widget_origins;
