//! `user add|password|second-factor|app-password|list`: user accounts from the command line; also while `serve` runs on the same
//! database.

mod app_password;

use super::database::Database;
use super::key_file::KeyFile;
use crate::clock::Clock;
use crate::domain::account::{Role, User};
use crate::domain::time::Minute;
use crate::domain::values::{Email, ShortName};
use crate::operations::accounts;
use crate::operations::accounts::{
    Account, Error, Founder, MIN_CHARACTERS, NewPassword, PasswordProblem, Refusal, Wrong,
};
use crate::store::ledger::Ledger;
use crate::store::{Store, users};
use anyhow::{Context, anyhow, ensure};
use chrono_tz::Tz;
use std::io::{IsTerminal, Write};

/// User accounts of the planner.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand, Debug)]
enum Action {
    /// Create an account. Asks for the password, or reads it as one line if the input is not a terminal.
    Add {
        #[command(flatten)]
        db: Db,
        /// E-mail address to sign in with.
        #[arg(value_name = "EMAIL")]
        email: String,
        /// Display name; by default the part of the address before the at sign.
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// `owner` may do everything; `staff` has today, calendar and customers.
        #[arg(long, value_name = "ROLE", default_value = "owner", value_parser = role)]
        role: Role,
    },
    /// Set the password of an account, and sign it out everywhere.
    Password {
        #[command(flatten)]
        db: Db,
        /// E-mail address to sign in with.
        #[arg(value_name = "EMAIL")]
        email: String,
    },
    /// Remove the second factor of an account whose telephone or key is lost, and sign it out everywhere.
    SecondFactor {
        #[command(flatten)]
        db: Db,
        /// E-mail address to sign in with.
        #[arg(long, value_name = "EMAIL")]
        remove: String,
    },
    AppPassword(app_password::Args),
    /// List the accounts: address, role, name.
    List {
        #[command(flatten)]
        db: Db,
    },
}

#[derive(clap::Args, Debug)]
pub(super) struct Db {
    #[command(flatten)]
    file: Database,
    #[command(flatten)]
    key: KeyFile,
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_word(text).ok_or_else(|| "write owner or staff".into())
}

/// Runs the command.
///
/// # Errors
/// One sentence; then nothing was changed.
pub fn run(args: Args, out: &mut dyn Write) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match args.action {
        Action::Add { db, email, name, role } => runtime.block_on(add(&db, email, name, role, out)),
        Action::Password { db, email } => runtime.block_on(change_password(&db, &email, out)),
        Action::SecondFactor { db, remove } => runtime.block_on(remove_second_factors(&db, &remove, out)),
        Action::AppPassword(args) => runtime.block_on(app_password::run(args, out, &mut std::io::stderr())),
        Action::List { db } => runtime.block_on(list(&db, out)),
    }
}

async fn add(db: &Db, email: String, name: Option<String>, role: Role, out: &mut dyn Write) -> anyhow::Result<()> {
    let store = open(db)?;
    let first = store.read(users::is_empty).await?;
    ensure!(!first || role == Role::Owner, "the first account must be an owner's: leave --role out");
    let name = name.unwrap_or_else(|| email.split('@').next().unwrap_or_default().to_owned());
    let (account, password) = (Account { email: email.clone(), name, role, language: None }, read_password()?);
    let made = if first {
        accounts::create_first(&store, account, password, Founder::CommandLine).await
    } else {
        accounts::create(&store, account, password, None).await
    };
    made.map_err(sentence)?;
    Ok(writeln!(out, "{} may sign in now, as {}", Email::fold(&email), role.word())?)
}

async fn change_password(db: &Db, email: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let store = open(db)?;
    let user = find(&store, email).await?;
    accounts::set_password(&store, user.id, read_password()?, None).await.map_err(sentence)?;
    Ok(writeln!(out, "the new password of {} holds; it was signed out everywhere", user.email)?)
}

async fn remove_second_factors(db: &Db, email: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let store = open(db)?;
    let user = find(&store, email).await?;
    accounts::remove_second_factors(&store, user.id, None).await.map_err(sentence)?;
    Ok(writeln!(out, "{} signs in by the password alone now; it was signed out everywhere", user.email)?)
}

pub(super) async fn find(store: &Store, email: &str) -> anyhow::Result<User> {
    let wanted = Email::fold(email);
    let found = store.read(move |conn| users::find_by_email(conn, &wanted)).await?;
    let (user, _) = found.ok_or_else(|| anyhow!("nobody signs in with {email}; `user list` shows who does"))?;
    Ok(user)
}

/// What a feed or a device is called.
pub(super) fn label(typed: Option<String>) -> anyhow::Result<ShortName> {
    let label = ShortName::parse(&typed.unwrap_or_default());
    label.map_err(|_| anyhow!("that label cannot be taken; use 1 to 200 visible characters"))
}

/// When a feed or a device was last used, in seconds since 1970, in a shop in `zone`.
pub(super) fn last_use(at: Option<i64>, zone: Tz) -> String {
    at.map_or_else(|| "never used".to_owned(), |at| format!("last used on {}", Minute::of_second(at).local_date(zone)))
}

async fn list(db: &Db, out: &mut dyn Write) -> anyhow::Result<()> {
    let store = open(db)?;
    let (all, with_factor) = (store.read(users::all).await?, accounts::with_second_factor(&store).await?);
    if all.is_empty() {
        writeln!(out, "there is no account yet; `user add` makes one, and so does the address that `serve` prints")?;
    }
    for user in all {
        let invited = if user.invited { "\tinvited, no password chosen yet" } else { "" };
        let factor = if with_factor.contains(&user.id) { "\twith a second factor" } else { "" };
        writeln!(out, "{}\t{}\t{}{invited}{factor}", user.email, user.role.word(), user.name)?;
    }
    Ok(())
}

pub(super) fn open(db: &Db) -> anyhow::Result<Store> {
    let shown = db.file.display();
    db.file.ensure_exists()?;
    Store::open_with(&db.file, db.key.keys_of(&db.file)?, Ledger::beside(&db.file), Clock::system())
        .with_context(|| format!("cannot open {shown}"))
}

/// Prompts twice without echo on a terminal; otherwise reads the first line of standard input.
fn read_password() -> anyhow::Result<NewPassword> {
    if !std::io::stdin().is_terminal() {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).context("the password cannot be read")?;
        return Ok(line.trim_end_matches(['\n', '\r']).into());
    }
    let password = rpassword::prompt_password("Password: ").context("the password cannot be read")?;
    let again = rpassword::prompt_password("Once more: ").context("the password cannot be read")?;
    ensure!(password == again, "the two passwords differ; nothing was changed");
    Ok(password.as_str().into())
}

pub(super) fn sentence(error: Error) -> anyhow::Error {
    let refusal = match error {
        Error::Store(error) => return error.into(),
        Error::Refused(refusal) => refusal,
    };
    match refusal {
        Refusal::Fields(faults) => {
            let told: Vec<_> = faults.iter().map(|fault| wrong(&fault.field, fault.wrong)).collect();
            anyhow!(told.join("; "))
        }
        Refusal::NoSecondFactor => anyhow!("this account has no second factor"),
        Refusal::UnknownFeed => anyhow!("the account has no address of that label; --list shows those there are"),
        Refusal::UnknownAppPassword => {
            anyhow!("the account has no app password of that label; --list shows those there are")
        }
        Refusal::NotTheFirst => anyhow!("somebody has just made the first account; run this again"),
        other => anyhow!("it was refused ({other:?})"),
    }
}

fn wrong(field: &str, wrong: Wrong) -> String {
    match wrong {
        Wrong::Value(_) if field == "resource" => "there is no room or person of that id",
        Wrong::Value(_) if field == "email" => "that is no e-mail address; write one such as name@example.org",
        Wrong::Value(_) => "that name cannot be taken; use 1 to 100 visible characters",
        Wrong::EmailTaken => "somebody signs in with that address already; `user password` changes theirs",
        Wrong::Password(PasswordProblem::TooShort) => {
            return format!("the password is too short; use {MIN_CHARACTERS} characters or more");
        }
        Wrong::Password(PasswordProblem::TooLong) => "the password is too long; use 200 characters or fewer",
        Wrong::Password(PasswordProblem::Guessable) => {
            "the password is too easy to guess; use four random words, for example"
        }
        Wrong::NotPresent => "that is not the password",
        Wrong::Code => "that is not a code of the app",
        Wrong::DeviceTaken => "the account has an app password of that label; revoke it first, or choose another label",
        Wrong::LabelTaken => "the account has an address of that label; revoke it first, or choose another label",
    }
    .to_owned()
}
