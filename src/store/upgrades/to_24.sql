-- Secret addresses of calendars to subscribe to.
CREATE TABLE feeds (
    id          INTEGER PRIMARY KEY,
    user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    label       TEXT    NOT NULL,                        -- what its owner calls it
    secret_hash BLOB    NOT NULL UNIQUE,                 -- SHA-256 of 160 random bits
    resource_id TEXT    REFERENCES resources (id) ON DELETE CASCADE, -- NULL: all
    detail      TEXT    NOT NULL,
    buffers     INTEGER NOT NULL CHECK (buffers IN (0, 1)), -- whether appointments are shown with their buffers
    made_at     INTEGER NOT NULL,                        -- when the secret was made
    used_at     INTEGER,                                 -- when it was last asked for, to the day; NULL: never
    UNIQUE (user_id, label)
) STRICT;

CREATE INDEX feeds_of_resource ON feeds (resource_id);

DROP TRIGGER users_take_what_is_theirs;

CREATE TRIGGER users_take_what_is_theirs AFTER DELETE ON users BEGIN
    DELETE FROM sessions WHERE user_id = OLD.id;
    DELETE FROM devices WHERE user_id = OLD.id;
    DELETE FROM failed_sign_ins WHERE user_id = OLD.id;
    DELETE FROM password_resets WHERE user_id = OLD.id;
    DELETE FROM authenticator_apps WHERE user_id = OLD.id;
    DELETE FROM passkeys WHERE user_id = OLD.id;
    DELETE FROM recovery_codes WHERE user_id = OLD.id;
    DELETE FROM feeds WHERE user_id = OLD.id;
    UPDATE audit SET user_id = NULL WHERE user_id = OLD.id;
END;

-- Appointments, or blocked times, that were made as a series.
ALTER TABLE appointments ADD COLUMN series TEXT;

CREATE INDEX appointments_of_series ON appointments (series, starts_at) WHERE series IS NOT NULL;
ALTER TABLE database_identity ADD COLUMN public_url TEXT;

-- Calendars kept elsewhere: what they call busy blocks their resource (rule 9 of docs/calendar-rules.md).
CREATE TABLE busy_calendars (
    key           INTEGER PRIMARY KEY AUTOINCREMENT,     -- never used again
    id            TEXT    NOT NULL UNIQUE,               -- public id, in shop files
    resource_id   TEXT    NOT NULL REFERENCES resources (id) ON DELETE CASCADE,
    name          TEXT    NOT NULL,
    url           BLOB,                                  -- encrypted; NULL: none was entered yet, switched off
    user          BLOB,                                  -- encrypted
    password      BLOB,                                  -- encrypted
    tentative     TEXT    NOT NULL,                      -- what tentative events do: 'busy' or 'free'
    tried_at      INTEGER,                               -- the last look
    succeeded_at  INTEGER,                               -- the last look that did not fail
    read_at       INTEGER,                               -- when its busy times were last read
    next_at       INTEGER,                               -- when it is to be looked at again; NULL: at once
    failing_since INTEGER,
    failures      INTEGER NOT NULL DEFAULT 0,            -- looks that have failed since the last one that did not
    fault         TEXT,                                  -- why the last look failed; NULL: it did not
    unread        INTEGER NOT NULL DEFAULT 0,            -- events that could not be read
    told_at       INTEGER,                               -- when the owners were told by mail that it fails
    etag          TEXT,                                  -- the server's name for the version that was read
    last_modified TEXT,                                  -- the server's date of it
    CHECK ((user IS NULL) = (password IS NULL))
) STRICT;

CREATE INDEX busy_calendars_of_resource ON busy_calendars (resource_id);

-- Their busy times, in minutes like starts_at: disjoint per calendar. Nothing else of their events is kept.
CREATE TABLE busy_spans (
    calendar_key INTEGER NOT NULL REFERENCES busy_calendars (key) ON DELETE CASCADE,
    starts_at    INTEGER NOT NULL,
    ends_at      INTEGER NOT NULL,
    PRIMARY KEY (calendar_key, starts_at),
    CHECK (ends_at > starts_at)
) STRICT, WITHOUT ROWID;

-- Appointments that a new busy time was found to overlap, until somebody has seen it.
CREATE TABLE busy_overlaps (
    appointment_key INTEGER PRIMARY KEY REFERENCES appointments (key) ON DELETE CASCADE,
    found_at        INTEGER NOT NULL
) STRICT;

-- See appointments_take_what_is_theirs.
CREATE TRIGGER appointments_take_their_overlaps AFTER DELETE ON appointments BEGIN
    DELETE FROM busy_overlaps WHERE appointment_key = OLD.key;
END;

-- Customers are found by their date of birth.
CREATE INDEX customers_by_birth ON customers (born_on) WHERE born_on IS NOT NULL;
