//! Every behaviour test, in one binary.
#![allow(clippy::unwrap_used, reason = "what a test did not expect shall end it")]

mod api;
mod assets;
mod cli;
mod faults;
mod harness;
mod http;
mod leftovers;
mod mail;
mod never_twice;
mod operations;
mod page;
mod pages;
mod planner;
mod process;
mod schedule;
mod served;
mod shopfile;
mod tidy;
mod upgrades;
