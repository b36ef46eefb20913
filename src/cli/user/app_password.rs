//! `user app-password`: passwords by which devices open the shop's calendars. The password stands alone on the output; what a
//! person should know of it goes to the error output.

use super::{Db, find, label, last_use, open, sentence};
use crate::domain::app_password::AppPassword;
use crate::domain::feed::Detail;
use crate::operations::accounts;
use std::io::Write;

/// Make a password for a device's calendar program, and print it; list and end those there are.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    /// How much the device sees: full, names or busy; with busy it changes nothing.
    #[arg(long, value_name = "DETAIL", default_value = "full", value_parser = super::super::values::detail, conflicts_with_all = ["list", "revoke"])]
    detail: Detail,
    /// List the app passwords of an account: label, what they show, when they were last used.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "revoke")]
    list: Option<String>,
    /// End the app password that has this label.
    #[arg(long, value_name = "LABEL")]
    revoke: Option<String>,
    /// E-mail address that the account signs in with.
    #[arg(value_name = "ADDRESS", required_unless_present = "list", conflicts_with = "list")]
    account: Option<String>,
    /// What the password is called: the device that gets it.
    #[arg(value_name = "LABEL", required_unless_present_any = ["list", "revoke"], conflicts_with_all = ["list", "revoke"])]
    label: Option<String>,
}

/// Runs the command; `hints` is for what a person should know.
///
/// # Errors
/// One sentence; then nothing was changed.
pub async fn run(args: Args, out: &mut dyn Write, hints: &mut dyn Write) -> anyhow::Result<()> {
    let store = open(&args.db)?;
    if let Some(account) = &args.list {
        let user = find(&store, account).await?;
        let zone = store.planning().calendar.shop.time_zone;
        for one in accounts::app_passwords_of(&store, user.id).await? {
            let used = last_use(one.used_at, zone);
            writeln!(out, "{}\t{}\t{used}", one.password.label.as_str(), one.password.detail.word())?;
        }
        return Ok(());
    }
    let user = find(&store, &args.account.unwrap_or_default()).await?;
    if let Some(label) = args.revoke {
        accounts::revoke_app_password_named(&store, user.id, label).await.map_err(sentence)?;
        return Ok(writeln!(hints, "it is revoked: that device is let in no more")?);
    }
    let label = label(args.label)?;
    let new = AppPassword { label, detail: args.detail };
    let secret = accounts::create_app_password(&store, user.id, new).await.map_err(sentence)?;
    writeln!(out, "{}", secret.expose())?;
    writeln!(hints, "server: the shop's address, with /dav/; user: {}; it is shown only now", user.email)?;
    Ok(())
}
