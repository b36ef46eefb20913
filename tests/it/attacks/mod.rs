//! Attacks, one test each, on the real router or over real sockets. SECURITY.md describes which protection there is.

mod bodies;
mod crowd;
mod flood;
mod forgery;
mod guessing;
mod headers;
mod hostile_shop;
mod http2;
mod markup;
mod silence;
mod smuggling;
mod source;
mod throttle;
pub mod walk;
