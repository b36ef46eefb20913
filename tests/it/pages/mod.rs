//! Customers' pages without scripts: queried by selector, forms sent as by a browser.

mod booking;
mod manage;
mod shop;
mod visitor;
mod week;
