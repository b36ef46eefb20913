-- The whole schema of a shop's file. Read this first.
--
-- Instants (`*_at`) of appointments are whole minutes since 1970-01-01T00:00Z, all other instants seconds since then.
-- Dates are 'YYYY-MM-DD', times of day minutes after midnight, both on the wall clock of the shop's zone.
-- Lists that nobody searches (weekdays, hours, needs) are JSON.
-- Words are compared two by two where every booking is checked: for a list of three and more, SQLite makes a table of it
-- anew with each row.
-- Readable with the sqlite3 shell: SELECT id, datetime(starts_at * 60, 'unixepoch'), status FROM appointments;

-- The shop's own data: one row, one JSON document per group of settings would hide them, so one column each.
CREATE TABLE shop (
    id                   INTEGER PRIMARY KEY CHECK (id = 1),
    name                 TEXT    NOT NULL,
    location             TEXT    NOT NULL,
    time_zone            TEXT    NOT NULL,
    language             TEXT    NOT NULL,
    languages            TEXT    NOT NULL,               -- JSON list of language tags
    email                TEXT,
    phone                TEXT,
    address              TEXT,
    website              TEXT,
    privacy_url          TEXT,
    imprint_url          TEXT,
    accessibility_url    TEXT,
    accent               TEXT,
    lead_time_hours      INTEGER NOT NULL CHECK (lead_time_hours >= 0),
    horizon_days         INTEGER NOT NULL CHECK (horizon_days BETWEEN 0 AND 3650),
    cancel_until_hours   INTEGER NOT NULL CHECK (cancel_until_hours >= 0),
    reminder_hours       INTEGER          CHECK (reminder_hours >= 0),
    phone_field          TEXT    NOT NULL,
    comment_field        TEXT    NOT NULL,
    max_open_per_email   INTEGER NOT NULL CHECK (max_open_per_email BETWEEN 1 AND 1000000),
    assignment           TEXT    NOT NULL,
    allowed_origins      TEXT,                           -- JSON list; NULL: any
    retention_days       INTEGER          CHECK (retention_days >= 1),
    confirm_by_mail      INTEGER NOT NULL DEFAULT 0 CHECK (confirm_by_mail IN (0, 1)),
    confirm_by_minutes   INTEGER NOT NULL DEFAULT 60 CHECK (confirm_by_minutes BETWEEN 5 AND 1440),
    new_addresses_per_hour INTEGER NOT NULL DEFAULT 30 CHECK (new_addresses_per_hour BETWEEN 1 AND 100000),
    new_addresses_per_day INTEGER NOT NULL DEFAULT 100 CHECK (new_addresses_per_day BETWEEN 1 AND 100000)
) STRICT;

-- Rooms and persons.
CREATE TABLE resources (
    id               TEXT    PRIMARY KEY NOT NULL,
    position         INTEGER NOT NULL,                   -- display order
    name             TEXT    NOT NULL,
    kind             TEXT    NOT NULL,
    online           INTEGER NOT NULL CHECK (online IN (0, 1)),
    step_minutes     INTEGER NOT NULL CHECK (step_minutes BETWEEN 1 AND 10080),
    gap_step_minutes INTEGER          CHECK (gap_step_minutes BETWEEN 1 AND 10080),
    archived         INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT, WITHOUT ROWID;

-- What customers book.
CREATE TABLE services (
    id                    TEXT    PRIMARY KEY NOT NULL,
    position              INTEGER NOT NULL,              -- display order
    name                  TEXT    NOT NULL,
    group_name            TEXT,
    description           TEXT,
    translations          TEXT    NOT NULL,              -- JSON: language tag -> {name, group, description}
    duration_minutes      INTEGER NOT NULL CHECK (duration_minutes BETWEEN 1 AND 10080),
    buffer_before_minutes INTEGER NOT NULL CHECK (buffer_before_minutes >= 0),
    buffer_after_minutes  INTEGER NOT NULL CHECK (buffer_after_minutes >= 0),
    online                INTEGER NOT NULL CHECK (online IN (0, 1)),
    status_on_booking     TEXT    NOT NULL,
    needs                 TEXT    NOT NULL,              -- JSON list of lists of resource ids
    choice                INTEGER NOT NULL CHECK (choice IN (0, 1)),
    step_minutes          INTEGER          CHECK (step_minutes BETWEEN 1 AND 10080),
    lead_time_hours       INTEGER          CHECK (lead_time_hours >= 0),
    horizon_days          INTEGER          CHECK (horizon_days BETWEEN 0 AND 3650),
    daily_limit           INTEGER          CHECK (daily_limit >= 1),
    color                 TEXT,
    archived              INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Rules that open a resource.
CREATE TABLE availabilities (
    id           INTEGER PRIMARY KEY,
    resource_id  TEXT    NOT NULL REFERENCES resources (id),
    weekdays     TEXT,                                   -- JSON list of 'mon'...'sun'
    date         TEXT,
    from_minute  INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute    INTEGER NOT NULL CHECK (to_minute BETWEEN 0 AND 1440),
    step_minutes INTEGER          CHECK (step_minutes BETWEEN 1 AND 10080),
    valid_from   TEXT,
    valid_until  TEXT,
    every_weeks  INTEGER NOT NULL CHECK (every_weeks >= 1),
    CHECK ((weekdays IS NULL) <> (date IS NULL)),
    CHECK (every_weeks = 1 OR valid_from IS NOT NULL)
) STRICT;

-- Closing times and special openings, of a resource or (NULL) of the whole shop.
CREATE TABLE exceptions (
    id          INTEGER PRIMARY KEY,
    resource_id TEXT REFERENCES resources (id),
    from_date   TEXT NOT NULL,
    to_date     TEXT NOT NULL,
    hours       TEXT NOT NULL,                           -- JSON list of [from, to] in minutes; empty: closed
    note        TEXT,
    CHECK (to_date >= from_date)
) STRICT;

-- Every appointment there ever was. Its busy span is [busy_from, busy_until).
CREATE TABLE appointments (
    key                   INTEGER PRIMARY KEY,
    id                    TEXT    NOT NULL UNIQUE,       -- what the outside calls it
    service_id            TEXT    REFERENCES services (id),
    starts_at             INTEGER NOT NULL,
    ends_at               INTEGER NOT NULL,
    buffer_before_minutes INTEGER NOT NULL CHECK (buffer_before_minutes >= 0),
    buffer_after_minutes  INTEGER NOT NULL CHECK (buffer_after_minutes >= 0),
    busy_from             INTEGER NOT NULL GENERATED ALWAYS AS (starts_at - buffer_before_minutes) VIRTUAL,
    busy_until            INTEGER NOT NULL GENERATED ALWAYS AS (ends_at + buffer_after_minutes) VIRTUAL,
    status                TEXT    NOT NULL,
    blocking              INTEGER NOT NULL
        GENERATED ALWAYS AS (status NOT IN ('declined', 'cancelled')) VIRTUAL,
    first_name            TEXT,
    last_name             TEXT,
    email                 TEXT,
    phone                 TEXT,
    note                  TEXT,                          -- the operator's words
    customer_id           INTEGER REFERENCES customers (id) ON DELETE SET NULL, -- set by the operator only
    CHECK (ends_at > starts_at)
) STRICT;

CREATE INDEX appointments_by_start ON appointments (starts_at);
CREATE INDEX appointments_of_service ON appointments (service_id, starts_at);
-- Whether an address has been here before: its owner is known then.
CREATE INDEX appointments_done_by_email ON appointments (lower(email)) WHERE status = 'done';

-- What an appointment has whose customer has a page of their own: booked online, or made by the shop and told by mail.
CREATE TABLE bookings (
    appointment_key INTEGER PRIMARY KEY REFERENCES appointments (key) ON DELETE CASCADE,
    token           TEXT    NOT NULL UNIQUE,             -- the secret in the customer's link; mails to come need it
    email_folded    TEXT    NOT NULL,                    -- lower case, for max_open_per_email
    language        TEXT    NOT NULL,
    comment         TEXT,
    consented_at    INTEGER,                             -- when the privacy page was accepted
    booked_at       INTEGER NOT NULL,
    sequence        INTEGER NOT NULL DEFAULT 0,          -- rises with every calendar file that replaces an earlier one
    online          INTEGER NOT NULL DEFAULT 1 CHECK (online IN (0, 1)), -- whether the customer booked it
    mail_secret     TEXT    NOT NULL DEFAULT '',         -- only in links of mails, never in an answer; '': matches nothing
    proven_at       INTEGER,                             -- when a button was pressed on a page reached with mail_secret
    confirm_by      INTEGER,                             -- until when the customer must press it; NULL: nothing to confirm
    source          BLOB,                                -- a salted hash of the network it came from, for 48 hours
    new_address     INTEGER NOT NULL DEFAULT 0 CHECK (new_address IN (0, 1)) -- the shop had never written to the address
) STRICT;

CREATE INDEX bookings_by_email ON bookings (email_folded);
CREATE INDEX bookings_to_confirm ON bookings (confirm_by) WHERE confirm_by IS NOT NULL;
CREATE INDEX bookings_of_source ON bookings (source, booked_at) WHERE source IS NOT NULL;
CREATE INDEX bookings_of_new_addresses ON bookings (booked_at) WHERE new_address = 1;

-- Whose owners have said that they never booked: they get no mail until the shop releases them.
CREATE TABLE suppressed_addresses (
    email_folded  TEXT    PRIMARY KEY NOT NULL,
    suppressed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Bookings refused because of their address: for 48 hours they count against their network as bookings do.
CREATE TABLE refused_bookings (
    id     INTEGER PRIMARY KEY,
    source BLOB    NOT NULL,
    at     INTEGER NOT NULL
) STRICT;

CREATE INDEX refused_bookings_of_source ON refused_bookings (source, at);

-- What the hashes of networks are salted with: at most one row, another one every 48 hours.
CREATE TABLE source_salt (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    salt    BLOB    NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- Which resource an appointment occupies, with a copy of its busy span that an index can search.
-- The triggers below keep the copy true and make an overlap impossible; they need neither foreign keys nor recursive
-- triggers, and no conflict clause (OR IGNORE, OR REPLACE) gets past them.
CREATE TABLE claims (
    appointment_key INTEGER NOT NULL REFERENCES appointments (key) ON DELETE CASCADE,
    resource_id     TEXT    NOT NULL REFERENCES resources (id),
    need            INTEGER NOT NULL DEFAULT 0,          -- which need of the service it fills, from 0
    busy_from       INTEGER NOT NULL,
    busy_until      INTEGER NOT NULL,
    blocking        INTEGER NOT NULL CHECK (blocking IN (0, 1)),
    PRIMARY KEY (appointment_key, resource_id)
) STRICT, WITHOUT ROWID;

-- Not UNIQUE: an INSERT OR REPLACE would then delete somebody else's claim without a word.
CREATE INDEX blocking_claims ON claims (resource_id, busy_from, busy_until) WHERE blocking = 1;

-- Never twice (rule 8 of docs/calendar-rules.md). Blocking spans of one resource are disjoint, so the one that starts last before the new span's end is the
-- only one that can reach into it.
CREATE TRIGGER claims_never_overlap_on_insert AFTER INSERT ON claims BEGIN
    SELECT RAISE (ABORT, 'claim differs from its appointment')
    WHERE NOT EXISTS (SELECT 1 FROM appointments a WHERE a.key = NEW.appointment_key AND a.busy_from = NEW.busy_from
                      AND a.busy_until = NEW.busy_until AND a.blocking = NEW.blocking);
    SELECT RAISE (ABORT, 'resource is occupied')
    WHERE NEW.blocking = 1 AND NEW.busy_from < (
        SELECT c.busy_until FROM claims c
        WHERE c.blocking = 1 AND c.resource_id = NEW.resource_id AND c.busy_from < NEW.busy_until
          AND c.appointment_key <> NEW.appointment_key
        ORDER BY c.busy_from DESC LIMIT 1);
END;

CREATE TRIGGER claims_never_overlap_on_update AFTER UPDATE ON claims BEGIN
    SELECT RAISE (ABORT, 'claim differs from its appointment')
    WHERE NOT EXISTS (SELECT 1 FROM appointments a WHERE a.key = NEW.appointment_key AND a.busy_from = NEW.busy_from
                      AND a.busy_until = NEW.busy_until AND a.blocking = NEW.blocking);
    SELECT RAISE (ABORT, 'resource is occupied')
    WHERE NEW.blocking = 1 AND NEW.busy_from < (
        SELECT c.busy_until FROM claims c
        WHERE c.blocking = 1 AND c.resource_id = NEW.resource_id AND c.busy_from < NEW.busy_until
          AND c.appointment_key <> NEW.appointment_key
        ORDER BY c.busy_from DESC LIMIT 1);
END;

-- An appointment's key and id never change hands, whatever the conflict clause.
CREATE TRIGGER appointments_keep_their_names BEFORE UPDATE OF key, id ON appointments
WHEN NEW.key IS NOT OLD.key OR NEW.id IS NOT OLD.id BEGIN
    SELECT RAISE (ABORT, 'key and id of an appointment never change');
END;

CREATE TRIGGER appointments_are_never_replaced BEFORE INSERT ON appointments BEGIN
    SELECT RAISE (ABORT, 'an appointment of that key or id exists already')
    WHERE EXISTS (SELECT 1 FROM appointments WHERE key = NEW.key)
       OR EXISTS (SELECT 1 FROM appointments WHERE id = NEW.id);
END;

-- Moving, lengthening, buffering or re-opening an appointment moves its claims, which the triggers above judge.
CREATE TRIGGER appointments_move_their_claims
AFTER UPDATE OF starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, status ON appointments BEGIN
    UPDATE claims SET busy_from = NEW.busy_from, busy_until = NEW.busy_until, blocking = NEW.blocking
    WHERE appointment_key = NEW.key;
    SELECT RAISE (ABORT, 'claim differs from its appointment')
    WHERE EXISTS (SELECT 1 FROM claims WHERE appointment_key = NEW.key AND (busy_from <> NEW.busy_from
                  OR busy_until <> NEW.busy_until OR blocking <> NEW.blocking));
END;

-- A key may be given again. What a deletion without foreign keys left over (a claim, somebody's link) must not pass to the
-- newcomer; the same holds for customers and users below.
CREATE TRIGGER appointments_take_what_is_theirs AFTER DELETE ON appointments BEGIN
    DELETE FROM claims WHERE appointment_key = OLD.key;
    DELETE FROM bookings WHERE appointment_key = OLD.key;
    DELETE FROM idempotency_keys WHERE appointment_key = OLD.key;
    DELETE FROM outbox WHERE appointment_key = OLD.key;
    DELETE FROM news WHERE appointment_key = OLD.key;
END;

-- Answers that may be asked for again: 24 hours, successes only.
CREATE TABLE idempotency_keys (
    key             TEXT    PRIMARY KEY NOT NULL,
    body_hash       BLOB    NOT NULL,                    -- SHA-256 of the parsed body
    appointment_key INTEGER NOT NULL REFERENCES appointments (key) ON DELETE CASCADE,
    created_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Mails owed. Written in the transaction of what they tell about, sent by a worker.
CREATE TABLE outbox (
    id              INTEGER PRIMARY KEY,
    kind            TEXT    NOT NULL,
    appointment_key INTEGER REFERENCES appointments (key) ON DELETE CASCADE,
    language        TEXT    NOT NULL,
    address         TEXT    NOT NULL,
    payload         TEXT    NOT NULL,                    -- JSON: what the message says, as it was at that moment
    message_id      TEXT    NOT NULL UNIQUE,             -- stays the same over all tries
    created_at      INTEGER NOT NULL,
    due_at          INTEGER NOT NULL,                    -- also the Date of the message, over all tries
    next_try_at     INTEGER NOT NULL,                    -- due_at at first, later after every failed try
    expires_at      INTEGER NOT NULL,                    -- nobody wants to read it from here on
    state           TEXT    NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    last_error      TEXT,                                -- the mail server's words, no addresses
    ended_at        INTEGER,
    settled_at      INTEGER,                             -- the operator has seen that it was not delivered
    to_unknown      INTEGER NOT NULL DEFAULT 0 CHECK (to_unknown IN (0, 1)), -- to an address nobody knew when it was written
    held_at         INTEGER                              -- it waits for the shop's word; NULL: it does not
) STRICT;

-- Mails to strangers come after all others.
CREATE INDEX outbox_due ON outbox (to_unknown, next_try_at) WHERE state = 'queued' AND held_at IS NULL;
CREATE INDEX outbox_held ON outbox (appointment_key) WHERE state = 'queued' AND held_at IS NOT NULL;
CREATE INDEX outbox_of_appointment ON outbox (appointment_key);

-- From here on: what the operator's side needs.

-- People the shop knows. Made or linked by the operator only; a booking never makes one by itself.
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

CREATE TRIGGER customers_leave_their_appointments AFTER DELETE ON customers BEGIN
    UPDATE appointments SET customer_id = NULL WHERE customer_id = OLD.id;
END;

CREATE INDEX customers_by_name ON customers (search_text);
CREATE INDEX customers_by_email ON customers (email_folded);
CREATE INDEX customers_by_sound ON customers (sound);
CREATE INDEX customers_by_phone ON customers (phone_tail);
CREATE INDEX appointments_of_customer ON appointments (customer_id) WHERE customer_id IS NOT NULL;

-- What happened to bookings that the operator has not made: written in the transaction of what it tells about.
CREATE TABLE news (
    id                 INTEGER PRIMARY KEY,
    kind               TEXT    NOT NULL,
    appointment_key    INTEGER NOT NULL REFERENCES appointments (key) ON DELETE CASCADE,
    at                 INTEGER NOT NULL,
    previous_starts_at INTEGER,                          -- of one rescheduled, in minutes as starts_at
    seen_at            INTEGER
) STRICT;

CREATE INDEX news_unseen ON news (at) WHERE seen_at IS NULL;
CREATE INDEX news_of_appointment ON news (appointment_key);

-- The operators' accounts.
CREATE TABLE users (
    id            INTEGER PRIMARY KEY,
    email         TEXT    NOT NULL UNIQUE,               -- lower case; what one signs in with
    name          TEXT    NOT NULL,
    role          TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,                      -- argon2id, in the PHC format; '': invited, none chosen yet
    language      TEXT,                                  -- NULL: the shop's
    created_at    INTEGER NOT NULL
) STRICT;

-- Who is signed in. Only hashes: a copy of the file opens nobody's planner.
CREATE TABLE sessions (
    token_hash BLOB    PRIMARY KEY NOT NULL,             -- SHA-256 of the cookie
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    browser    TEXT,                                     -- 'Firefox', to be known again by its owner
    system     TEXT,                                     -- 'Windows'
    proven_at  INTEGER,                                  -- when the password was last given; NULL: left alone for long since
    ends_at    INTEGER NOT NULL DEFAULT 0,               -- when it ends however much it is used
    old_cookie INTEGER NOT NULL DEFAULT 0 CHECK (old_cookie IN (0, 1)) -- begun when its cookie had no prefix
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_of_user ON sessions (user_id);

-- Browsers that somebody has signed in from, which strangers' failures do not keep waiting; several people may share one.
CREATE TABLE devices (
    token_hash      BLOB    NOT NULL,                    -- SHA-256 of the cookie
    user_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at      INTEGER NOT NULL,
    seen_at         INTEGER NOT NULL,                    -- the last sign-in
    failed_sign_ins INTEGER NOT NULL DEFAULT 0,          -- from this browser, since then
    PRIMARY KEY (token_hash, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX devices_of_user ON devices (user_id);

-- How often strangers have failed to sign in, by account.
CREATE TABLE failed_sign_ins (
    user_id    INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    count      INTEGER NOT NULL,                         -- since the last success
    told_at    INTEGER,                                  -- when the account was told by mail
    told_count INTEGER NOT NULL                          -- how many there were then
) STRICT;

-- Links that let somebody choose a new password, once.
CREATE TABLE password_resets (
    token_hash BLOB    PRIMARY KEY NOT NULL,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The mail server, where no flag names one: at most one row.
CREATE TABLE mail_settings (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    host     TEXT    NOT NULL,
    port     INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    security TEXT    NOT NULL,
    user     TEXT,                                       -- NULL: nobody logs in
    password TEXT,
    CHECK ((user IS NULL) = (password IS NULL))
) STRICT;

-- The shop's own words in a message; what is missing is said in the program's.
CREATE TABLE mail_texts (
    kind     TEXT NOT NULL,
    language TEXT NOT NULL,
    subject  TEXT,
    body     TEXT,
    PRIMARY KEY (kind, language)
) STRICT, WITHOUT ROWID;

-- Pages that have loaded the widget, learned from its own requests.
CREATE TABLE embeddings (
    origin        TEXT    PRIMARY KEY NOT NULL,
    first_seen_at INTEGER NOT NULL,
    last_seen_at  INTEGER NOT NULL,
    visits        INTEGER NOT NULL DEFAULT 1             -- by networks that loaded it, each once a day
) STRICT, WITHOUT ROWID;

-- How far the guided set-up has come: at most one row.
CREATE TABLE set_up (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    step        TEXT    NOT NULL,                        -- the page to come back to
    finished_at INTEGER
) STRICT;

-- Who changed what when. No personal data of customers: things go by their ids.
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

CREATE TRIGGER users_take_what_is_theirs AFTER DELETE ON users BEGIN
    DELETE FROM sessions WHERE user_id = OLD.id;
    DELETE FROM devices WHERE user_id = OLD.id;
    DELETE FROM failed_sign_ins WHERE user_id = OLD.id;
    DELETE FROM password_resets WHERE user_id = OLD.id;
    UPDATE audit SET user_id = NULL WHERE user_id = OLD.id;
END;
