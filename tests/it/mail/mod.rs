//! Mail: texts, delivery, and failures of the mail server.

pub mod calendar;
mod consent;
pub mod fixture;
pub mod hostile;
mod mail_test;
mod messages;
mod outbox;
mod smtp;
pub mod smtp_server;
mod worker;
