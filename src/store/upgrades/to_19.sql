-- A mail server that takes no mail is waited for as a whole, not once per mail. Tables as in schema.sql.
CREATE TABLE mail_outage (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    since       INTEGER NOT NULL,                        -- the first try that failed
    attempts    INTEGER NOT NULL,                        -- tries since then
    next_try_at INTEGER NOT NULL,
    error       TEXT    NOT NULL                         -- the mail server's last error, without addresses
) STRICT;
