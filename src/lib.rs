//! lib
pub mod app;
pub mod changes;
pub mod clock;
pub mod domain;
pub mod http;
pub mod store;
