-- Blocked times whose title not everybody in the shop reads, and who has made them.
ALTER TABLE appointments ADD COLUMN private INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN author_id INTEGER REFERENCES users (id) ON DELETE SET NULL;

-- Objects of calendars that repeat: the text that a program has written. Their dates are appointments of one series.
CREATE TABLE calendar_series (
    id          INTEGER PRIMARY KEY,
    series      TEXT    NOT NULL UNIQUE,
    resource_id TEXT    NOT NULL REFERENCES resources (id) ON DELETE CASCADE,
    uid         TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    user_id     INTEGER REFERENCES users (id) ON DELETE SET NULL, -- whose text it is
    detail      TEXT    NOT NULL,                        -- how much their device sees
    text        TEXT    NOT NULL,
    until       INTEGER NOT NULL,                        -- up to when its dates are appointments, in minutes since 1970
    ended       INTEGER NOT NULL                         -- taken out of its calendar; what has been stays
) STRICT;

CREATE UNIQUE INDEX calendar_series_by_uid ON calendar_series (uid) WHERE ended = 0;
CREATE INDEX calendar_series_in_calendars ON calendar_series (resource_id, name);

-- Their dates, each with its appointment; NULL: it is left out, because its time was taken.
CREATE TABLE calendar_dates (
    series_id       INTEGER NOT NULL REFERENCES calendar_series (id) ON DELETE CASCADE,
    of_series       INTEGER NOT NULL,                    -- what names it in its series: when that has it, in seconds since 1970
    appointment_key INTEGER UNIQUE REFERENCES appointments (key) ON DELETE SET NULL,
    starts_at       INTEGER NOT NULL,                    -- as it is written
    ends_at         INTEGER NOT NULL,
    is_exception    INTEGER NOT NULL,
    PRIMARY KEY (series_id, of_series)
) STRICT, WITHOUT ROWID;

DROP TRIGGER appointments_take_their_objects;

CREATE TRIGGER appointments_take_their_objects AFTER DELETE ON appointments BEGIN
    DELETE FROM calendar_objects WHERE appointment_key = OLD.key;
    DELETE FROM calendar_lines WHERE appointment_key = OLD.key;
    UPDATE calendar_dates SET appointment_key = NULL WHERE appointment_key = OLD.key;
END;

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
    DELETE FROM app_passwords WHERE user_id = OLD.id;
    DELETE FROM calendar_lines WHERE user_id = OLD.id;
    UPDATE calendar_series SET user_id = NULL WHERE user_id = OLD.id;
    UPDATE appointments SET author_id = NULL WHERE author_id = OLD.id;
    UPDATE audit SET user_id = NULL WHERE user_id = OLD.id;
END;

-- Each owner says for themselves that they want no second factor; until now one said it for all.
ALTER TABLE users ADD COLUMN factor_declined_at INTEGER; -- when its owner said that no second factor is wanted

UPDATE users SET factor_declined_at = (SELECT answered_at FROM answered_questions WHERE question = 'second_factor');

DELETE FROM answered_questions WHERE question = 'second_factor';

-- Accounts of calendars kept elsewhere, with the calendars of each that block, and the one that appointments are written to.
ALTER TABLE busy_calendars ADD COLUMN kind TEXT NOT NULL DEFAULT 'file';
ALTER TABLE busy_calendars ADD COLUMN send_next_at INTEGER;
ALTER TABLE busy_calendars ADD COLUMN send_failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE busy_calendars ADD COLUMN send_fault TEXT;

CREATE TABLE account_calendars (
    key          INTEGER PRIMARY KEY AUTOINCREMENT,      -- never used again
    calendar_key INTEGER NOT NULL REFERENCES busy_calendars (key) ON DELETE CASCADE,
    url          BLOB    NOT NULL,                       -- encrypted
    name         TEXT    NOT NULL,                       -- as the server calls it
    blocks       INTEGER NOT NULL,                       -- whether its busy times block
    detail       TEXT,                                   -- how much of appointments is written there; NULL: none is
    version      TEXT                                    -- the server's name for the version last compared; NULL: compare; empty: after a backup was restored
) STRICT;

CREATE INDEX account_calendars_of_calendar ON account_calendars (calendar_key);
CREATE UNIQUE INDEX account_calendars_one_is_written ON account_calendars (calendar_key) WHERE detail IS NOT NULL;

CREATE TABLE calendar_copies (
    id              INTEGER PRIMARY KEY,
    account_key     INTEGER NOT NULL REFERENCES account_calendars (key) ON DELETE CASCADE,
    appointment_id  TEXT    NOT NULL,                    -- outlives the appointment: then it is taken out there
    wanted          INTEGER NOT NULL,                    -- counts the changes here
    brought         INTEGER NOT NULL DEFAULT 0,          -- the last of them that is there too
    etag            TEXT,                                -- the server's name for its version; NULL: it is not there
    written         TEXT,                                -- SHA-256 of what was written last
    seen            TEXT,                                -- SHA-256 of what the server made of it; NULL: the same
    tried           TEXT,                                -- SHA-256 of what is on its way
    kept            TEXT    NOT NULL DEFAULT '',         -- lines that programs have written besides
    attempts        INTEGER NOT NULL DEFAULT 0,          -- tries since the last one that succeeded
    next_at         INTEGER,                             -- not to be tried before
    fault           TEXT,                                -- why the last try failed
    conflict        TEXT,                                -- what was done to it there, until somebody has decided
    there_starts_at INTEGER,                             -- when it begins there
    there_ends_at   INTEGER,
    there_etag      TEXT,
    found_at        INTEGER,
    UNIQUE (account_key, appointment_id)
) STRICT;

CREATE INDEX calendar_copies_of_appointment ON calendar_copies (appointment_id);
CREATE INDEX calendar_copies_owed ON calendar_copies (account_key) WHERE wanted > brought;
CREATE INDEX calendar_copies_in_conflict ON calendar_copies (id) WHERE conflict IS NOT NULL;

-- Whoever is deleted here is taken out there.
CREATE TRIGGER appointments_take_their_copies AFTER DELETE ON appointments BEGIN
    UPDATE calendar_copies SET wanted = wanted + 1, next_at = NULL WHERE appointment_id = OLD.id;
END;
