//! The customer's pages, without a script: picked by selector, sent as a browser sends forms.

mod booking;
mod manage;
mod shop;
mod visitor;
mod week;
