-- Customers ask for the erasure of their data.

CREATE TABLE erasure_requests (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    email_folded TEXT    NOT NULL UNIQUE,
    requested_at INTEGER NOT NULL
) STRICT;
