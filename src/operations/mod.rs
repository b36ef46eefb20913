//! What the shop and its customers can do, one transaction each. All operations are one layer: they know the domain and
//! the store, never HTTP and never how a mail is sent.

pub mod accounts;
pub mod booking;
pub mod catalog;
pub mod customers;
pub mod settings;
pub mod shop_file;
