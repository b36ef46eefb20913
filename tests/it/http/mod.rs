//! The HTTP layer around the handlers: refusals, headers, limits, assets, the event stream, and the server on real
//! sockets.

mod assets;
mod below_a_path;
mod changes;
mod cors;
pub mod fixture;
mod headers;
mod limits;
mod log;
mod metrics;
mod refusals;
pub mod running;
mod server;
