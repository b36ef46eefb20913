-- From version 1 to 2: the planner. The tables are written as in schema.sql.
ALTER TABLE bookings ADD COLUMN online INTEGER NOT NULL DEFAULT 1 CHECK (online IN (0, 1));
ALTER TABLE outbox ADD COLUMN settled_at INTEGER;
ALTER TABLE appointments ADD COLUMN customer_id INTEGER REFERENCES customers (id) ON DELETE SET NULL;

-- Customer records. Created and linked by the operator only; a booking never creates one.
CREATE TABLE customers (
    id           INTEGER PRIMARY KEY,
    first_name   TEXT    NOT NULL,
    last_name    TEXT    NOT NULL,
    email        TEXT,
    email_folded TEXT    GENERATED ALWAYS AS (lower(email)) VIRTUAL,
    phone        TEXT,
    address      TEXT,
    born_on      TEXT,                                   -- a date
    note         TEXT,
    search_text  TEXT    NOT NULL,                       -- names, address and number, folded for searching and sorting
    sound        TEXT    NOT NULL,                       -- how the last name sounds
    phone_tail   TEXT,                                   -- the last digits of the number
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX customers_by_name ON customers (search_text);
CREATE INDEX customers_by_email ON customers (email_folded);
CREATE INDEX customers_by_sound ON customers (sound);
CREATE INDEX customers_by_phone ON customers (phone_tail);
CREATE INDEX appointments_of_customer ON appointments (customer_id) WHERE customer_id IS NOT NULL;

-- Activity: what customers did with their bookings. Written in the transaction of the change.
CREATE TABLE news (
    id                 INTEGER PRIMARY KEY,
    kind               TEXT    NOT NULL
        CHECK (kind IN ('booked', 'requested') OR kind IN ('rescheduled', 'cancelled')),
    appointment_key    INTEGER NOT NULL REFERENCES appointments (key) ON DELETE CASCADE,
    at                 INTEGER NOT NULL,
    previous_starts_at INTEGER,                          -- of one rescheduled, in minutes as starts_at
    seen_at            INTEGER
) STRICT;

CREATE INDEX news_unseen ON news (at) WHERE seen_at IS NULL;
CREATE INDEX news_of_appointment ON news (appointment_key);

-- User accounts.
CREATE TABLE users (
    id            INTEGER PRIMARY KEY,
    email         TEXT    NOT NULL UNIQUE,               -- lower case; what one signs in with
    name          TEXT    NOT NULL,
    role          TEXT    NOT NULL CHECK (role IN ('owner', 'staff')),
    password_hash TEXT    NOT NULL,                      -- argon2id, in the PHC format; '': invited, none chosen yet
    language      TEXT,                                  -- NULL: the shop's
    created_at    INTEGER NOT NULL
) STRICT;

-- Sessions. Only hashes, so that a copy of the file gives no access.
CREATE TABLE sessions (
    token_hash BLOB    PRIMARY KEY NOT NULL,             -- SHA-256 of the cookie
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    browser    TEXT,                                     -- 'Firefox', to be known again by its owner
    system     TEXT                                      -- 'Windows'
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_of_user ON sessions (user_id);

-- Single-use links to choose a new password.
CREATE TABLE password_resets (
    token_hash BLOB    PRIMARY KEY NOT NULL,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The mail server, used where the command line sets none: at most one row.
CREATE TABLE mail_settings (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    smtp_url TEXT    NOT NULL
) STRICT;

-- The shop's overrides of mail texts; missing ones are the standard texts.
CREATE TABLE mail_texts (
    kind     TEXT NOT NULL,
    language TEXT NOT NULL,
    subject  TEXT,
    body     TEXT,
    PRIMARY KEY (kind, language)
) STRICT, WITHOUT ROWID;

-- Origins of pages that load the widget, recorded from the widget's requests.
CREATE TABLE embeddings (
    origin        TEXT    PRIMARY KEY NOT NULL,
    first_seen_at INTEGER NOT NULL,
    last_seen_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Progress of the guided set-up: at most one row.
CREATE TABLE set_up (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    step        TEXT    NOT NULL,                        -- the page to come back to
    finished_at INTEGER
) STRICT;

-- Audit log. No personal data of customers: subjects are ids.
CREATE TABLE audit (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    user_id INTEGER REFERENCES users (id) ON DELETE SET NULL, -- NULL: the program itself, or somebody who has left
    action  TEXT    NOT NULL,                            -- 'appointment.moved'
    subject TEXT    NOT NULL,                            -- what it was done to: its id
    details TEXT    NOT NULL                             -- JSON: fields and numbers, never a customer's data
) STRICT;

CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_of_subject ON audit (subject);

-- Without foreign keys, a deleted appointment's claims must not pass to a new row with the same key.
DROP TRIGGER appointments_take_their_claims;
CREATE TRIGGER appointments_take_what_is_theirs AFTER DELETE ON appointments BEGIN
    DELETE FROM claims WHERE appointment_key = OLD.key;
    DELETE FROM bookings WHERE appointment_key = OLD.key;
    DELETE FROM idempotency_keys WHERE appointment_key = OLD.key;
    DELETE FROM outbox WHERE appointment_key = OLD.key;
    DELETE FROM news WHERE appointment_key = OLD.key;
END;
CREATE TRIGGER customers_leave_their_appointments AFTER DELETE ON customers BEGIN
    UPDATE appointments SET customer_id = NULL WHERE customer_id = OLD.id;
END;
CREATE TRIGGER users_take_what_is_theirs AFTER DELETE ON users BEGIN
    DELETE FROM sessions WHERE user_id = OLD.id;
    DELETE FROM password_resets WHERE user_id = OLD.id;
    UPDATE audit SET user_id = NULL WHERE user_id = OLD.id;
END;

-- Two index searches instead of one OR, which builds a temporary set of rows.
DROP TRIGGER appointments_are_never_replaced;
CREATE TRIGGER appointments_are_never_replaced BEFORE INSERT ON appointments BEGIN
    SELECT RAISE (ABORT, 'an appointment of that key or id exists already')
    WHERE EXISTS (SELECT 1 FROM appointments WHERE key = NEW.key)
       OR EXISTS (SELECT 1 FROM appointments WHERE id = NEW.id);
END;

-- The same values, compared pairwise. Stored rows are unaffected, so only the schema's text is changed.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
    'status IN (''requested'', ''confirmed'', ''declined'', ''cancelled'', ''done'', ''no_show'')',
    'status IN (''requested'', ''confirmed'') OR status IN (''declined'', ''cancelled'') OR status IN (''done'', ''no_show'')'),
    'status IN (''requested'', ''confirmed'', ''done'', ''no_show'')',
    'status NOT IN (''declined'', ''cancelled'')')
WHERE type = 'table' AND name = 'appointments';
UPDATE sqlite_schema SET sql = replace(sql,
    'state IN (''queued'', ''sent'', ''failed'', ''expired'', ''withdrawn'')',
    'state IN (''queued'', ''sent'') OR state IN (''failed'', ''expired'') OR state = ''withdrawn''')
WHERE type = 'table' AND name = 'outbox';
PRAGMA writable_schema = RESET;
