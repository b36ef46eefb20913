//! Mail: what messages say, how they travel, and what becomes of them when the mail server is not well.

pub mod calendar;
pub mod fixture;
pub mod hostile;
mod mail_test;
mod messages;
mod outbox;
mod smtp;
pub mod smtp_server;
mod worker;
