//! The mail server set in the planner, used where the command line sets none.

use super::{StoreError, words};
use crate::domain::mail_server::{Login, MailServer, Security};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

/// The server with its password. `None` also if the stored parts are not a valid server.
pub fn find(conn: &Connection) -> Result<Option<MailServer>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT host, port, security, user, password FROM mail_settings")?;
    Ok(statement.query_row([], from_row).optional()?.flatten())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Option<MailServer>> {
    let host: String = row.get("host")?;
    let security = words::read(row, "security", Security::from_word)?;
    let (user, password): (Option<String>, Option<String>) = (row.get("user")?, row.get("password")?);
    let login = user.zip(password).map(|(user, password)| Login::new(&user, &password)).transpose();
    let server = login.and_then(|login| MailServer::new(&host, row.get("port").ok(), security, login));
    Ok(server.map_err(|wrong| tracing::error!(?wrong, "the mail settings cannot be used")).ok())
}

/// Sets or removes the server. Call `WriteTx::mail_written` as well, to wake the worker.
pub fn save(conn: &Connection, server: Option<&MailServer>) -> Result<(), StoreError> {
    let Some(server) = server else {
        conn.prepare_cached("DELETE FROM mail_settings")?.execute([])?;
        return Ok(());
    };
    conn.prepare_cached(
        "INSERT OR REPLACE INTO mail_settings (id, host, port, security, user, password)
         VALUES (1, :host, :port, :security, :user, :password)",
    )?
    .execute(named_params! {
        ":host": server.host(),
        ":port": server.port(),
        ":security": server.security().word(),
        ":user": server.login().map(Login::user),
        ":password": server.login().map(Login::password),
    })?;
    Ok(())
}
