//! All integration tests, in one binary.
#![allow(clippy::unwrap_used, reason = "what a test did not expect shall end it")]

mod api;
mod assets;
mod attacks;
mod cli;
mod crash;
mod dice;
mod faults;
mod fuzz;
mod harness;
mod http;
mod languages;
mod leftovers;
mod locales;
mod machine;
mod mail;
mod never_twice;
mod operations;
mod page;
mod pages;
mod planner;
mod process;
mod promises;
mod revisions;
mod routes;
mod same_rules;
mod schedule;
mod sealed;
mod seed;
mod served;
mod shopfile;
mod state_machine;
mod strangers;
mod supply;
mod tidy;
mod upgrades;
