//! The commands, one file each. A command that fails prints one sentence.

mod atomic_file;
pub mod backup;
pub mod backup_arguments;
pub mod check;
pub mod daily_backup;
pub mod database;
pub mod demo;
mod environment;
pub mod export;
mod fd_limit;
mod feed;
pub mod fetch_arguments;
pub mod health;
pub mod import;
pub mod key_file;
mod lock;
mod log;
pub mod mail_arguments;
pub mod mail_test;
pub mod restore;
pub mod serve;
mod tick;
pub mod user;
mod values;

use crate::clock::Clock;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::process::ExitCode;

/// Appointment booking for small providers.
#[derive(Debug, Parser)]
#[command(name = "terminplaner", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server: booking page, widget, planner and API.
    Serve(Box<serve::Args>),
    /// Run an invented shop on a throw-away file: homepage, booking page, planner, mailbox.
    Demo(demo::Args),
    /// Apply a shop file to the database, all of it or nothing.
    Import(import::Args),
    /// Write the shop, its appointments and their customers as a shop file.
    Export(export::Args),
    /// Check the database: file, schema, rules and appointments.
    Check(check::Args),
    /// Copy the database, also while the shop runs.
    Backup(backup::Args),
    /// Put a copy in the place of the database, which is moved aside.
    Restore(restore::Args),
    /// Create accounts, change passwords, remove a lost second factor, list accounts.
    User(user::Args),
    /// Calendars to subscribe to: make a secret address, list and end those there are.
    Feed(feed::Args),
    /// Ask a running server whether it works: exit status 0 or 1.
    Health(health::Args),
    /// Do what is due now (mails, reminders, retention, the daily copy), and end.
    Tick(Box<tick::Args>),
    /// Send one mail and print the mail server's answer.
    MailTest(mail_test::Args),
}

/// The command line as defined for clap.
fn command() -> clap::Command {
    Arguments::command()
}

/// Runs the program. Exit status: 0 success, 1 refused or failed, 2 invalid arguments.
pub fn run() -> ExitCode {
    let matches = environment::without_empty(command()).get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let outcome = match arguments.command {
        Command::Serve(args) => serve::run(*args),
        Command::Demo(args) => demo::run(&args),
        Command::Import(args) => import::run(&args, Clock::system().now()),
        Command::Export(args) => export::run(&args, &mut std::io::stdout()),
        Command::Check(args) => check::run(&args, Clock::system().now(), &mut std::io::stdout()),
        Command::Backup(args) => backup::run(&args),
        Command::Restore(args) => restore::run(&args, Clock::system(), &mut std::io::stdout()),
        Command::User(args) => user::run(args, &mut std::io::stdout()),
        Command::Feed(args) => feed::run(args, &mut std::io::stdout()),
        Command::Health(args) => health::run(&args),
        Command::Tick(args) => tick::run(&args, &mut std::io::stdout()),
        Command::MailTest(args) => mail_test::run(args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("terminplaner: {error:#}");
            ExitCode::FAILURE
        }
    }
}
