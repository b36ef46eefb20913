-- The whole schema of a shop's file. Read this first.
--
-- Instants (`*_at`) of appointments are whole minutes since 1970-01-01T00:00Z, all other instants seconds since then.
-- Dates are 'YYYY-MM-DD', times of day minutes after midnight, both on the wall clock of the shop's zone.
-- Lists that nobody searches (weekdays, hours, needs) are JSON.
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
    phone_field          TEXT    NOT NULL CHECK (phone_field IN ('optional', 'required', 'hidden')),
    comment_field        TEXT    NOT NULL CHECK (comment_field IN ('optional', 'required', 'hidden')),
    max_open_per_email   INTEGER NOT NULL CHECK (max_open_per_email BETWEEN 1 AND 1000000),
    assignment           TEXT    NOT NULL CHECK (assignment IN ('in_order', 'balanced')),
    allowed_origins      TEXT,                           -- JSON list; NULL: any
    retention_days       INTEGER          CHECK (retention_days >= 1)
) STRICT;

-- Rooms and persons.
CREATE TABLE resources (
    id               TEXT    PRIMARY KEY NOT NULL,
    position         INTEGER NOT NULL,                   -- display order
    name             TEXT    NOT NULL,
    kind             TEXT    NOT NULL CHECK (kind IN ('room', 'person')),
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
    status_on_booking     TEXT    NOT NULL CHECK (status_on_booking IN ('confirmed', 'requested')),
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
    status                TEXT    NOT NULL
        CHECK (status IN ('requested', 'confirmed', 'declined', 'cancelled', 'done', 'no_show')),
    blocking              INTEGER NOT NULL
        GENERATED ALWAYS AS (status IN ('requested', 'confirmed', 'done', 'no_show')) VIRTUAL,
    first_name            TEXT,
    last_name             TEXT,
    email                 TEXT,
    phone                 TEXT,
    note                  TEXT,                          -- the operator's words
    CHECK (ends_at > starts_at)
) STRICT;

CREATE INDEX appointments_by_start ON appointments (starts_at);
CREATE INDEX appointments_of_service ON appointments (service_id, starts_at);

-- What only an appointment booked online has.
CREATE TABLE bookings (
    appointment_key INTEGER PRIMARY KEY REFERENCES appointments (key) ON DELETE CASCADE,
    token           TEXT    NOT NULL UNIQUE,             -- the secret in the customer's link; mails to come need it
    email_folded    TEXT    NOT NULL,                    -- lower case, for max_open_per_email
    language        TEXT    NOT NULL,
    comment         TEXT,
    consented_at    INTEGER,                             -- when the privacy page was accepted
    booked_at       INTEGER NOT NULL,
    sequence        INTEGER NOT NULL DEFAULT 0           -- rises with every calendar file that replaces an earlier one
) STRICT;

CREATE INDEX bookings_by_email ON bookings (email_folded);

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

-- Never twice. Blocking spans of one resource are disjoint, so the one that starts last before the new span's end is the
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
    WHERE EXISTS (SELECT 1 FROM appointments WHERE key = NEW.key OR id = NEW.id);
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

-- A claim left over by a deletion without foreign keys must not pass to a newcomer of the same key.
CREATE TRIGGER appointments_take_their_claims AFTER DELETE ON appointments BEGIN
    DELETE FROM claims WHERE appointment_key = OLD.key;
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
    state           TEXT    NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'expired', 'withdrawn')),
    attempts        INTEGER NOT NULL DEFAULT 0,
    last_error      TEXT,                                -- the mail server's words, no addresses
    ended_at        INTEGER
) STRICT;

CREATE INDEX outbox_due ON outbox (next_try_at) WHERE state = 'queued';
CREATE INDEX outbox_of_appointment ON outbox (appointment_key);
