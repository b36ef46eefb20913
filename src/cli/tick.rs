//! `tick`: does what is due and ends, for a shop whose `serve` sleeps (`--exit-idle`) between its visitors. A timer runs it.

use super::backup_arguments::BackupArguments;
use super::database::Database;
use super::fetch_arguments::FetchArguments;
use super::key_file::KeyFile;
use super::lock::{self, Taken};
use super::log::{self, LogFormat};
use super::mail_arguments::MailArguments;
use super::values;
use crate::clock::Clock;
use crate::delivery::transport_resolver::TransportResolver;
use crate::delivery::worker::{DeliveryRun, MailWorker};
use crate::foreign_calendars::ForeignCalendars;
use crate::operations::booking::confirmation;
use crate::operations::caldav::prolong;
use crate::operations::customers::{replay, retention};
use crate::store::{Store, StoreError, database_identity, outbox};
use anyhow::{Context, anyhow, bail, ensure};
use chrono::{DateTime, Utc};
use std::io::Write;
use std::sync::Arc;

/// Do what is due now (mails, reminders, expired requests, retention, calendars kept elsewhere, the daily copy), and end.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Database,
    #[command(flatten)]
    key: KeyFile,
    /// Address under which the shop is reached, for the links in mails; by default the one that `serve` had last.
    #[arg(long, env = "TERMINPLANER_PUBLIC_URL", value_name = "URL", value_parser = values::public_url)]
    public_url: Option<String>,
    #[command(flatten)]
    mail: MailArguments,
    #[command(flatten)]
    backup: BackupArguments,
    #[command(flatten)]
    fetch: FetchArguments,
    /// Does what is due at this instant, for tests.
    #[arg(long, env = "TERMINPLANER_NOW", value_name = "INSTANT", value_parser = values::instant)]
    now: Option<DateTime<Utc>>,
    /// Format of the log.
    #[arg(long, env = "TERMINPLANER_LOG_FORMAT", value_enum, default_value = "text")]
    log_format: LogFormat,
}

/// Runs the command. While `serve` runs on the database it does all this itself: then nothing is done here.
///
/// # Errors
/// A sentence for each part that failed; the others were done.
pub fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<()> {
    log::start(args.log_format, tracing::Level::WARN);
    args.db.ensure_exists()?;
    let _lock = match lock::take(&args.db)? {
        Taken::Now(lock) => lock,
        Taken::Already => return Ok(writeln!(out, "`serve` runs on {} and does what is due", args.db.display())?),
    };
    let runtime = tokio::runtime::Runtime::new().context("the runtime could not start")?;
    let done = runtime.block_on(all(args))?;
    Ok(writeln!(out, "{done}")?)
}

/// Does everything, and says what was done.
async fn all(args: &Args) -> anyhow::Result<String> {
    let clock = args.now.map_or_else(Clock::system, Clock::starting_at);
    let (keys, ledger) = (args.key.keys_of(&args.db)?, args.backup.ledger(&args.db));
    let store = Store::open_with(&args.db, keys, ledger, clock.clone())
        .with_context(|| format!("{} cannot be opened", args.db.display()))?;
    let (mut done, mut faults) = (Vec::new(), Vec::new());
    let mut take = |outcome: anyhow::Result<Option<String>>| match outcome {
        Ok(sentence) => done.extend(sentence),
        Err(error) => faults.push(format!("{error:#}")),
    };
    take(rules(args, &store).await);
    // Before the mails: the owners may have to be told of a calendar.
    take(calendars(args, &store, &clock).await);
    take(mails(args, &store, &clock).await);
    take(copy(args, &clock).await);
    ensure!(faults.is_empty(), faults.join("\n"));
    Ok(if done.is_empty() { "nothing was due".to_owned() } else { done.join(", ") })
}

/// Erasures that a restored copy has not seen, requests that nobody confirmed in time, retention.
async fn rules(args: &Args, store: &Store) -> anyhow::Result<Option<String>> {
    replay::run(store).await?;
    let expired = confirmation::expire_due(store).await.map_err(|error| anyhow!("{error}"))?;
    let outlet = TransportResolver::new(args.mail.transport("").await?);
    retention::run_once(store, outlet.sends_mail(store).await?)
        .await
        .context("past appointments could not be anonymized")?;
    prolong::run_once(store).await.context("repeated times could not be prolonged")?;
    Ok((expired > 0).then(|| format!("{expired} unconfirmed bookings cancelled")))
}

async fn calendars(args: &Args, store: &Store, clock: &Clock) -> anyhow::Result<Option<String>> {
    let fetch = args.fetch.settings();
    let kept = store.read(database_identity::public_url).await?;
    // It is in copies that link to the planner.
    let public_url = args.public_url.clone().or(kept).unwrap_or_default();
    let calendars = ForeignCalendars::new(store.clone(), clock.clone(), public_url, fetch.minutes, fetch.allow_private);
    let fault = "the calendars kept elsewhere cannot be read or written";
    let looked = calendars.look_at_due().await.context(fault)?;
    calendars.send_due().await.context(fault)?;
    Ok((looked > 0).then(|| format!("{looked} calendars looked at")))
}

async fn mails(args: &Args, store: &Store, clock: &Clock) -> anyhow::Result<Option<String>> {
    let now = clock.now();
    let next = store.read(|conn| outbox::next_due_at(conn, &[])).await?;
    if next.is_none_or(|at| at > now) {
        return Ok(None);
    }
    let kept = store.read(database_identity::public_url).await?;
    let public_url = args.public_url.clone().or(kept).context("mails are due, and links in them need --public-url")?;
    let transport = args.mail.transport(&public_url).await?;
    let outlet = Arc::new(TransportResolver::new(transport).greeting_as(&public_url));
    let worker = MailWorker::new(store.clone(), clock.clone(), outlet.clone(), public_url);
    let pass = worker.run_due_once().await;
    outlet.close_all().await;
    said(pass)
}

fn said(pass: Result<DeliveryRun, StoreError>) -> anyhow::Result<Option<String>> {
    let pass = pass.context("the outbox cannot be read or written")?;
    if pass.no_outlet {
        bail!("mails are due, but no mail server is named; enter it in the settings, or name --smtp-url");
    }
    if pass.no_sender {
        bail!("mails are due, but the shop has no valid e-mail address; enter it in the settings");
    }
    if pass.outage {
        bail!("the mail server takes no mail; the mails wait for it, `check` shows its last words");
    }
    let counts =
        [(pass.sent, "sent"), (pass.postponed, "postponed"), (pass.failed, "failed"), (pass.expired, "too old")];
    let told: Vec<_> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    Ok((!told.is_empty()).then(|| format!("mails: {}", told.join(", "))))
}

async fn copy(args: &Args, clock: &Clock) -> anyhow::Result<Option<String>> {
    use super::daily_backup::Copied;
    let Some(job) = args.backup.daily(&args.db) else { return Ok(None) };
    let today = clock.now().date_naive();
    let copied = tokio::task::spawn_blocking(move || job.copy_for(today)).await?.context("today's backup failed")?;
    Ok((copied == Copied::Now).then(|| "the database copied".to_owned()))
}
