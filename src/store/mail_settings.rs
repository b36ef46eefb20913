//! The mail server set in the planner, used where the command line sets none. Its password is encrypted.

use super::sealed::{Keyring, Place, Sealed};
use super::{StoreError, words};
use crate::domain::mail_server::{Login, MailServer, Security};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

/// Where the password is stored.
pub const PASSWORD: Place = Place { table: "mail_settings", column: "password", row: 1 };

/// The stored mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredServer {
    /// The server with its login; without login if the password cannot be opened.
    pub server: MailServer,
    /// The user whose password cannot be opened, since its key is gone: it must be entered anew.
    pub locked_user: Option<String>,
}

impl StoredServer {
    /// The server, if it can be used as it is stored.
    pub fn usable(self) -> Option<MailServer> {
        self.locked_user.is_none().then_some(self.server)
    }
}

/// The stored server. `None` also if the stored parts are not a valid server.
pub fn find(conn: &Connection, keys: &Keyring) -> Result<Option<StoredServer>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT host, port, security, user, password, authorities FROM mail_settings")?;
    Ok(statement.query_row([], |row| from_row(row, keys)).optional()?.flatten())
}

fn from_row(row: &Row<'_>, keys: &Keyring) -> rusqlite::Result<Option<StoredServer>> {
    let host: String = row.get("host")?;
    let security = words::read(row, "security", Security::from_word)?;
    let (user, sealed): (Option<String>, Option<Sealed>) = (row.get("user")?, row.get("password")?);
    let password = sealed.and_then(|sealed| keys.open_text(PASSWORD, &sealed));
    let (login, locked_user) = match (user, password) {
        (Some(user), Some(password)) => (Some(Login::new(&user, &password)), None),
        (user, _) => (None, user),
    };
    let server = login.transpose().and_then(|login| MailServer::new(&host, row.get("port").ok(), security, login));
    let server = server.map_err(|wrong| tracing::error!(?wrong, "the mail settings cannot be used")).ok();
    let authorities = row.get("authorities")?;
    Ok(server.map(|server| StoredServer { server: server.with_authorities(authorities), locked_user }))
}

/// Sets or removes the server. Call `WriteTx::mail_written` as well, to wake the worker.
pub fn save(conn: &Connection, keys: &Keyring, server: Option<&MailServer>) -> Result<(), StoreError> {
    let Some(server) = server else {
        conn.prepare_cached("DELETE FROM mail_settings")?.execute([])?;
        return Ok(());
    };
    let password = server.login().map(|login| keys.seal(PASSWORD, login.password().as_bytes())).transpose()?;
    conn.prepare_cached(
        "INSERT OR REPLACE INTO mail_settings (id, host, port, security, user, password, authorities)
         VALUES (1, :host, :port, :security, :user, :password, :authorities)",
    )?
    .execute(named_params! {
        ":host": server.host(),
        ":port": server.port(),
        ":security": server.security().word(),
        ":user": server.login().map(Login::user),
        ":password": password,
        ":authorities": server.authorities(),
    })?;
    Ok(())
}
