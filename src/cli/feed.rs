//! `feed`: secret addresses of calendars to subscribe to, from the command line; also while `serve` runs on the same database.

use super::user::{Db, find, label, last_use, open, sentence};
use crate::domain::feed::{Detail, Feed};
use crate::domain::ids::ResourceId;
use crate::http::calendars;
use crate::operations::accounts;
use std::io::Write;

/// Make the secret address of a calendar to subscribe to, and print it; list and end those there are.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    /// Address under which the shop is reached.
    #[arg(long, env = "TERMINPLANER_PUBLIC_URL", value_name = "URL", value_parser = super::values::public_url,
          required_unless_present_any = ["list", "revoke"])]
    public_url: Option<String>,
    /// Id of the room or person; by default all of them.
    #[arg(long, value_name = "ID", conflicts_with_all = ["list", "revoke"])]
    resource: Option<String>,
    /// How much it shows: full, names or busy.
    #[arg(long, value_name = "DETAIL", default_value = "names", value_parser = super::values::detail, conflicts_with_all = ["list", "revoke"])]
    detail: Detail,
    /// Show appointments with the time before and after that is kept free for them.
    #[arg(long, conflicts_with_all = ["list", "revoke"])]
    buffers: bool,
    /// List the addresses of an account: label, what it shows, when it was last used.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "revoke")]
    list: Option<String>,
    /// End the address that has this label.
    #[arg(long, value_name = "LABEL")]
    revoke: Option<String>,
    /// E-mail address that the account signs in with.
    #[arg(value_name = "ADDRESS", required_unless_present = "list", conflicts_with = "list")]
    account: Option<String>,
    /// What the address is called: the device or program that gets it.
    #[arg(value_name = "LABEL", required_unless_present_any = ["list", "revoke"], conflicts_with_all = ["list", "revoke"])]
    label: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// One sentence; then nothing was changed.
pub fn run(args: Args, out: &mut dyn Write) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match &args.list {
            Some(account) => list(&args.db, account, out).await,
            None => change(args, out).await,
        }
    })
}

async fn change(args: Args, out: &mut dyn Write) -> anyhow::Result<()> {
    let store = open(&args.db)?;
    let account = args.account.unwrap_or_default();
    let user = find(&store, &account).await?;
    if let Some(label) = args.revoke {
        accounts::revoke_feed_named(&store, user.id, label).await.map_err(sentence)?;
        return Ok(writeln!(out, "it is revoked: whoever has that address gets nothing any more")?);
    }
    let label = label(args.label)?;
    let feed =
        Feed { label, resource: args.resource.map(ResourceId::from), detail: args.detail, buffers: args.buffers };
    let made = accounts::create_feed(&store, user.id, feed).await.map_err(sentence)?;
    Ok(writeln!(out, "{}", calendars::address(&args.public_url.unwrap_or_default(), &made.secret))?)
}

async fn list(db: &Db, account: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let store = open(db)?;
    let user = find(&store, account).await?;
    let zone = store.planning().calendar.shop.time_zone;
    for one in accounts::feeds_of(&store, user.id).await? {
        let resource = one.feed.resource.as_ref().map_or("all", ResourceId::as_str);
        let used = last_use(one.used_at, zone);
        writeln!(out, "{}\t{resource}\t{}\t{used}", one.feed.label.as_str(), one.feed.detail.word())?;
    }
    Ok(())
}
