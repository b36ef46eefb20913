//! Mail: texts, delivery, and failures of the mail server.

pub mod calendar;
mod consent;
pub mod fixture;
pub mod hostile;
mod identity;
mod mail_test;
mod messages;
mod names;
mod outage;
mod outbox;
pub mod postfix;
mod series;
mod set_up;
mod smtp;
pub mod smtp_server;
mod waiting;
mod worker;
