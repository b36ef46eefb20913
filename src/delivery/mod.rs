//! Mail: what is in the outbox becomes messages and goes out.
//!
//! Read in this order: [`texts`] (what each message says, to a customer, to the shop and about an account),
//! [`calendar_file`], [`calendar_feed`] (what one subscribes to), [`message::templates`] (the shop's), [`message`] (all put
//! together), [`authorities`] (whose certificates hold), [`transport`] and [`transport_resolver`] (where it goes),
//! [`worker`] (when). Names, addresses and links come from outside, the shop's own too: all of them pass through
//! [`sanitize`] on their way into a header or a calendar file. Nothing here logs an address, a name or a token.

pub mod authorities;
pub mod calendar_feed;
pub mod calendar_file;
pub mod calendar_object;
pub mod mails;
pub mod message;
pub mod providers;
mod redact;
pub mod sanitize;
pub mod server_parts;
pub mod test_message;
pub mod texts;
pub mod transport;
pub mod transport_resolver;
pub mod worker;
