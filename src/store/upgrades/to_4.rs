//! The mail server was stored as one URL; now its parts are.

use super::StoreError;
use crate::domain::mail_server::{Login, MailServer};
use crate::domain::smtp_url::SmtpUrl;
use rusqlite::{Connection, OptionalExtension, params};

const TABLE: &str = "
DROP TABLE mail_settings;
CREATE TABLE mail_settings (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    host     TEXT    NOT NULL,
    port     INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    security TEXT    NOT NULL CHECK (security IN ('tls', 'starttls') OR security IN ('loopback', 'none')),
    user     TEXT,                                       -- NULL: nobody logs in
    password TEXT,
    CHECK ((user IS NULL) = (password IS NULL))
) STRICT;";

/// Parses the URL into columns. The accepted certificates are set on the command line only, and dropped here. A URL
/// that was unusable, or into which a part was injected, leaves no server: mails stay queued.
pub fn keep_parts(conn: &Connection) -> Result<(), StoreError> {
    let url = conn.query_row("SELECT smtp_url FROM mail_settings", [], |row| row.get::<_, String>(0)).optional()?;
    conn.execute_batch(TABLE)?;
    match url.as_deref().map(server) {
        Some(Some(server)) => keep(conn, &server),
        Some(None) => {
            tracing::warn!("the mail server in the settings could not be taken over; enter it again");
            Ok(())
        }
        None => Ok(()),
    }
}

fn keep(conn: &Connection, server: &MailServer) -> Result<(), StoreError> {
    let login = server.login();
    conn.execute(
        "INSERT INTO mail_settings (id, host, port, security, user, password) VALUES (1, ?1, ?2, ?3, ?4, ?5)",
        params![
            server.host(),
            server.port(),
            server.security().word(),
            login.map(Login::user),
            login.map(Login::password)
        ],
    )?;
    Ok(())
}

fn server(url: &str) -> Option<MailServer> {
    // The program percent-encoded user and password, so `@` as `%40`. A further `@` was injected by another field,
    // with the host the password would be sent to.
    let login = url.split_once("://").map_or("", |(_, rest)| rest).rsplit_once('@').map_or("", |(login, _)| login);
    let is_smuggled = login.split_once(':').is_some_and(|(_, password)| password.contains('@'));
    let parsed = url.parse::<SmtpUrl>().ok().filter(|_| !is_smuggled);
    parsed.map(|parsed| parsed.server)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mail_server::Security;
    use crate::store::mail_settings;
    use crate::store::sealed::Keyring;

    fn kept_of(url: Option<&str>) -> Option<MailServer> {
        let conn = Connection::open_in_memory().unwrap();
        let old = "CREATE TABLE mail_settings (id INTEGER PRIMARY KEY CHECK (id = 1), smtp_url TEXT NOT NULL) STRICT;";
        conn.execute_batch(old).unwrap();
        if let Some(url) = url {
            conn.execute("INSERT INTO mail_settings VALUES (1, ?1)", [url]).unwrap();
        }
        keep_parts(&conn).unwrap();
        let keys = Keyring::in_memory();
        super::super::to_12::seal_password(&conn, &keys).unwrap();
        // What later steps add, as the reader of today expects it.
        conn.execute_batch("ALTER TABLE mail_settings ADD COLUMN authorities TEXT").unwrap();
        mail_settings::find(&conn, &keys).unwrap().map(|stored| stored.server)
    }

    fn server(host: &str, port: u16, security: Security) -> MailServer {
        let login = Login::new("post@example.org", "geheim %&/").unwrap();
        MailServer::new(host, Some(port), security, Some(login)).unwrap()
    }

    #[test]
    fn an_address_becomes_its_parts() {
        let login = "post%40example%2Eorg:geheim%20%25%26%2F";
        for (url, expected) in [
            (format!("smtp://{login}@mail.example.org"), server("mail.example.org", 587, Security::StartTls)),
            (format!("smtps://{login}@mail.example.org:465"), server("mail.example.org", 465, Security::Tls)),
            (format!("smtp://{login}@127.0.0.1:2525"), server("127.0.0.1", 2525, Security::Loopback)),
            (format!("smtp://{login}@[::1]:25?tls=none"), server("::1", 25, Security::None)),
        ] {
            assert_eq!(kept_of(Some(&url)), Some(expected), "{url}");
        }
        assert_eq!(kept_of(Some("smtp://mail.example.org")).unwrap().login(), None);
        assert_eq!(kept_of(None), None);
    }

    #[test]
    fn a_file_of_certificates_is_dropped_and_the_server_stays() {
        let kept = kept_of(Some("smtp://post:geheim@mail.example.org:587?ca=/dev/zero")).unwrap();
        assert_eq!((kept.host(), kept.port(), kept.security()), ("mail.example.org", 587, Security::StartTls));
    }

    #[test]
    fn what_was_smuggled_in_or_cannot_be_read_leaves_no_server_and_fails_nothing() {
        for url in ["smtp://post%40example%2Eorg:geheim@mail.example.org:1@evil.example:25", "smtp://", "nonsense", ""]
        {
            assert_eq!(kept_of(Some(url)), None, "{url}");
        }
    }
}
