-- The complete schema of a shop's database. Read this first.
--
-- Instants (`*_at`) of appointments are whole minutes since 1970-01-01T00:00Z, all other instants seconds since then.
-- Dates are 'YYYY-MM-DD', times of day minutes after midnight, both on the wall clock of the shop's zone.
-- Encrypted values open with the key file only (src/store/sealed.rs).
-- Lists that are never searched (weekdays, hours, needs) are JSON.
-- In triggers on every booking, words are compared in pairs: for a list of three or more SQLite builds a temporary
-- table per row.
-- Readable with the sqlite3 shell: SELECT id, datetime(starts_at * 60, 'unixepoch'), status FROM appointments;

-- The shop's settings: a single row with a column per setting.
CREATE TABLE shop (
    id                   INTEGER PRIMARY KEY CHECK (id = 1),
    name                 TEXT    NOT NULL,
    location             TEXT    NOT NULL,
    time_zone            TEXT    NOT NULL,
    language             TEXT    NOT NULL,
    languages            TEXT    NOT NULL,               -- JSON list of language tags
    email                TEXT,
    sender               TEXT,
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
    new_addresses_per_day INTEGER NOT NULL DEFAULT 100 CHECK (new_addresses_per_day BETWEEN 1 AND 100000),
    owners_need_second_factor INTEGER NOT NULL DEFAULT 0 CHECK (owners_need_second_factor IN (0, 1)),
    reminder_consent     TEXT    NOT NULL DEFAULT 'ask',
    widget_view          TEXT    NOT NULL DEFAULT 'auto',
    region               TEXT                            -- code of the region whose public holidays count, such as 'DE-BW'
) STRICT;

-- What tells this database from others: names its daily copies, as several shops may share a folder of them. One row.
CREATE TABLE database_identity (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    code TEXT    NOT NULL,                                -- random
    room BLOB,                                        -- NULL; filled and emptied by the health check, which learns whether there is room
    public_url TEXT                                   -- the address that `serve` had last; NULL: it never ran
) STRICT;

INSERT INTO database_identity (id, code) VALUES (1, lower(hex(randomblob(4))));

-- Resources: rooms and persons.
CREATE TABLE resources (
    id               TEXT    PRIMARY KEY NOT NULL,
    position         INTEGER NOT NULL,                   -- display order
    name             TEXT    NOT NULL,
    kind             TEXT    NOT NULL,
    online           INTEGER NOT NULL CHECK (online IN (0, 1)),
    step_minutes     INTEGER NOT NULL CHECK (step_minutes BETWEEN 1 AND 10080),
    gap_step_minutes INTEGER          CHECK (gap_step_minutes BETWEEN 1 AND 10080),
    archived         INTEGER NOT NULL CHECK (archived IN (0, 1)),
    revision         INTEGER NOT NULL DEFAULT 0,         -- see the table revisions
    video_url        TEXT                                -- a person's own link for video calls
) STRICT, WITHOUT ROWID;

-- Services.
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
    archived              INTEGER NOT NULL CHECK (archived IN (0, 1)),
    revision              INTEGER NOT NULL DEFAULT 0,
    place                 TEXT    NOT NULL DEFAULT 'shop', -- where it takes place
    video_url             TEXT                           -- link of its video calls, for persons without their own
) STRICT, WITHOUT ROWID;

-- Availabilities: rules that open a resource.
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
    revision     INTEGER NOT NULL DEFAULT 0,
    CHECK ((weekdays IS NULL) <> (date IS NULL)),
    CHECK (every_weeks = 1 OR valid_from IS NOT NULL)
) STRICT;

-- Exceptions: closing times and special openings of a resource or (NULL) of the whole shop.
CREATE TABLE exceptions (
    id          INTEGER PRIMARY KEY,
    resource_id TEXT REFERENCES resources (id),
    from_date   TEXT NOT NULL,
    to_date     TEXT NOT NULL,
    hours       TEXT NOT NULL,                           -- JSON list of [from, to] in minutes; empty: closed
    note        TEXT,
    revision    INTEGER NOT NULL DEFAULT 0,
    CHECK (to_date >= from_date)
) STRICT;

-- Optimistic locking of the four tables above: a row gets the next number when it is inserted and whenever its content
-- changes, by whatever statement. Its display order is not content. Ids are reused after a deletion, numbers never are.
CREATE TABLE revisions (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    latest INTEGER NOT NULL
) STRICT;

INSERT INTO revisions VALUES (1, 1);

CREATE TRIGGER resources_get_a_revision AFTER INSERT ON resources BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE resources SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER resources_get_the_next_revision AFTER UPDATE ON resources
WHEN (NEW.id, NEW.name, NEW.kind, NEW.online, NEW.step_minutes, NEW.gap_step_minutes, NEW.archived, NEW.video_url)
  IS NOT (OLD.id, OLD.name, OLD.kind, OLD.online, OLD.step_minutes, OLD.gap_step_minutes, OLD.archived, OLD.video_url) BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE resources SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER services_get_a_revision AFTER INSERT ON services BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE services SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER services_get_the_next_revision AFTER UPDATE ON services
WHEN (NEW.id, NEW.name, NEW.group_name, NEW.description, NEW.translations, NEW.duration_minutes,
      NEW.buffer_before_minutes, NEW.buffer_after_minutes, NEW.online, NEW.status_on_booking, NEW.needs, NEW.choice,
      NEW.step_minutes, NEW.lead_time_hours, NEW.horizon_days, NEW.daily_limit, NEW.color, NEW.archived,
      NEW.place, NEW.video_url)
  IS NOT (OLD.id, OLD.name, OLD.group_name, OLD.description, OLD.translations, OLD.duration_minutes,
      OLD.buffer_before_minutes, OLD.buffer_after_minutes, OLD.online, OLD.status_on_booking, OLD.needs, OLD.choice,
      OLD.step_minutes, OLD.lead_time_hours, OLD.horizon_days, OLD.daily_limit, OLD.color, OLD.archived,
      OLD.place, OLD.video_url) BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE services SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER availabilities_get_a_revision AFTER INSERT ON availabilities BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE availabilities SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER availabilities_get_the_next_revision AFTER UPDATE ON availabilities
WHEN (NEW.id, NEW.resource_id, NEW.weekdays, NEW.date, NEW.from_minute, NEW.to_minute, NEW.step_minutes,
      NEW.valid_from, NEW.valid_until, NEW.every_weeks)
  IS NOT (OLD.id, OLD.resource_id, OLD.weekdays, OLD.date, OLD.from_minute, OLD.to_minute, OLD.step_minutes,
      OLD.valid_from, OLD.valid_until, OLD.every_weeks) BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE availabilities SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER exceptions_get_a_revision AFTER INSERT ON exceptions BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE exceptions SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

CREATE TRIGGER exceptions_get_the_next_revision AFTER UPDATE ON exceptions
WHEN (NEW.id, NEW.resource_id, NEW.from_date, NEW.to_date, NEW.hours, NEW.note)
  IS NOT (OLD.id, OLD.resource_id, OLD.from_date, OLD.to_date, OLD.hours, OLD.note) BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE exceptions SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

-- All appointments, past ones included. The busy span is [busy_from, busy_until).
CREATE TABLE appointments (
    key                   INTEGER PRIMARY KEY,
    id                    TEXT    NOT NULL UNIQUE,       -- public id
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
    note                  TEXT,                          -- the operator's note
    reminder_accepted_at  INTEGER,                       -- when the customer agreed to a reminder by mail
    customer_id           INTEGER REFERENCES customers (id) ON DELETE SET NULL, -- set by the operator only
    series                TEXT,                          -- the same for all of a series; NULL: it stands alone
    address               TEXT,                          -- the customer's, where it takes place there
    private               INTEGER NOT NULL DEFAULT 0,    -- of blocked time: owners and its author only read the title
    author_id             INTEGER REFERENCES users (id) ON DELETE SET NULL, -- who has made it, where it is private
    CHECK (ends_at > starts_at)
) STRICT;

CREATE INDEX appointments_by_start ON appointments (starts_at);
CREATE INDEX appointments_of_service ON appointments (service_id, starts_at);
CREATE INDEX appointments_of_series ON appointments (series, starts_at) WHERE series IS NOT NULL;
-- Addresses with a past appointment are known to the shop.
CREATE INDEX appointments_done_by_email ON appointments (lower(email)) WHERE status = 'done';

-- Data of appointments whose customer has a page: booked online, or by the shop with a mail to the customer.
CREATE TABLE bookings (
    appointment_key INTEGER PRIMARY KEY REFERENCES appointments (key) ON DELETE CASCADE,
    token           TEXT    NOT NULL UNIQUE,             -- secret in the link to the customer's page; later mails need it, so it is not hashed
    email_folded    TEXT    NOT NULL,                    -- lower case, for max_open_per_email
    language        TEXT    NOT NULL,
    comment         TEXT,
    consented_at    INTEGER,                             -- when the privacy policy was accepted
    booked_at       INTEGER NOT NULL,
    sequence        INTEGER NOT NULL DEFAULT 0,          -- SEQUENCE of the latest calendar file
    online          INTEGER NOT NULL DEFAULT 1 CHECK (online IN (0, 1)), -- whether the customer booked it
    mail_secret     TEXT    NOT NULL DEFAULT '',         -- secret in links of mails only, never in a response; '': matches nothing
    proven_at       INTEGER,                             -- when a form was submitted on a page opened with mail_secret
    confirm_by      INTEGER,                             -- deadline for the customer's confirmation; NULL: none is needed
    source          BLOB,                                -- salted hash of the network it was booked from, kept for 48 hours
    new_address     INTEGER NOT NULL DEFAULT 0 CHECK (new_address IN (0, 1)), -- the address was new to the shop
    calendar_uid    TEXT                                 -- UID of its calendar files; NULL: id and host, until `serve` fills it in
) STRICT;

CREATE INDEX bookings_by_email ON bookings (email_folded);
CREATE INDEX bookings_by_calendar_uid ON bookings (calendar_uid);
CREATE INDEX bookings_to_confirm ON bookings (confirm_by) WHERE confirm_by IS NOT NULL;
CREATE INDEX bookings_of_source ON bookings (source, booked_at) WHERE source IS NOT NULL;
CREATE INDEX bookings_of_new_addresses ON bookings (booked_at) WHERE new_address = 1;

-- Addresses whose owners reported a booking they did not make: they get no mail until the shop releases them.
CREATE TABLE suppressed_addresses (
    email_folded  TEXT    PRIMARY KEY NOT NULL,
    suppressed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Bookings refused because of their address: for 48 hours they count against their network like bookings.
CREATE TABLE refused_bookings (
    id     INTEGER PRIMARY KEY,
    source BLOB    NOT NULL,
    at     INTEGER NOT NULL
) STRICT;

CREATE INDEX refused_bookings_of_source ON refused_bookings (source, at);

-- Salt of the network hashes: at most one row, replaced every 48 hours.
CREATE TABLE source_salt (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    salt    BLOB    NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- Which resources an appointment occupies, with an indexed copy of its busy span. The triggers below keep the copy
-- consistent and prevent overlaps; they do not depend on foreign keys or recursive triggers, and hold for every
-- conflict clause (OR IGNORE, OR REPLACE).
CREATE TABLE claims (
    appointment_key INTEGER NOT NULL REFERENCES appointments (key) ON DELETE CASCADE,
    resource_id     TEXT    NOT NULL REFERENCES resources (id),
    need            INTEGER NOT NULL DEFAULT 0,          -- index of the service's need that it serves, from 0
    busy_from       INTEGER NOT NULL,
    busy_until      INTEGER NOT NULL,
    blocking        INTEGER NOT NULL CHECK (blocking IN (0, 1)),
    PRIMARY KEY (appointment_key, resource_id)
) STRICT, WITHOUT ROWID;

-- Not UNIQUE: INSERT OR REPLACE would then silently delete another appointment's claim.
CREATE INDEX blocking_claims ON claims (resource_id, busy_from, busy_until) WHERE blocking = 1;

-- No overlaps (rule 8 of docs/calendar-rules.md). Blocking spans of one resource are disjoint, so only the one that
-- starts last before the new span's end can overlap it.
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

-- Key and id of an appointment never change, whatever the conflict clause.
CREATE TRIGGER appointments_keep_their_names BEFORE UPDATE OF key, id ON appointments
WHEN NEW.key IS NOT OLD.key OR NEW.id IS NOT OLD.id BEGIN
    SELECT RAISE (ABORT, 'key and id of an appointment never change');
END;

CREATE TRIGGER appointments_are_never_replaced BEFORE INSERT ON appointments BEGIN
    SELECT RAISE (ABORT, 'an appointment of that key or id exists already')
    WHERE EXISTS (SELECT 1 FROM appointments WHERE key = NEW.key)
       OR EXISTS (SELECT 1 FROM appointments WHERE id = NEW.id);
END;

-- A change of an appointment's time, buffers or status updates its claims, which the triggers above check.
CREATE TRIGGER appointments_move_their_claims
AFTER UPDATE OF starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, status ON appointments BEGIN
    UPDATE claims SET busy_from = NEW.busy_from, busy_until = NEW.busy_until, blocking = NEW.blocking
    WHERE appointment_key = NEW.key;
    SELECT RAISE (ABORT, 'claim differs from its appointment')
    WHERE EXISTS (SELECT 1 FROM claims WHERE appointment_key = NEW.key AND (busy_from <> NEW.busy_from
                  OR busy_until <> NEW.busy_until OR blocking <> NEW.blocking));
END;

-- A key can be reused. Rows that a deletion without foreign keys would leave (a claim, a customer's link) must not
-- pass to the appointment that reuses it; the same holds for customers and users below.
CREATE TRIGGER appointments_take_what_is_theirs AFTER DELETE ON appointments BEGIN
    DELETE FROM claims WHERE appointment_key = OLD.key;
    DELETE FROM bookings WHERE appointment_key = OLD.key;
    DELETE FROM idempotency_keys WHERE appointment_key = OLD.key;
    DELETE FROM outbox WHERE appointment_key = OLD.key;
    DELETE FROM news WHERE appointment_key = OLD.key;
END;

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
    kind          TEXT    NOT NULL DEFAULT 'file',       -- 'file': the address of a calendar file; 'account': that of a CalDAV server
    send_next_at  INTEGER,                               -- its server takes nothing before; NULL: it does
    send_failures INTEGER NOT NULL DEFAULT 0,            -- how often in a row it took nothing
    send_fault    TEXT,                                  -- why
    CHECK ((user IS NULL) = (password IS NULL))
) STRICT;

CREATE INDEX busy_calendars_of_resource ON busy_calendars (resource_id);

-- The calendars of an account: those that block, and the one that appointments are written to.
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

-- Appointments written to calendars kept elsewhere: what is to be brought there, and what somebody has done to it there.
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

-- Appointments that a change of hours left outside of them, until somebody has decided about each.
CREATE TABLE stranded (
    appointment_key INTEGER PRIMARY KEY REFERENCES appointments (key) ON DELETE CASCADE,
    found_at        INTEGER NOT NULL,
    asked_at        INTEGER                              -- when its customer was asked to choose another time; NULL: not
) STRICT;

-- See appointments_take_what_is_theirs.
CREATE TRIGGER appointments_take_their_decisions AFTER DELETE ON appointments BEGIN
    DELETE FROM stranded WHERE appointment_key = OLD.key;
END;

-- See appointments_take_what_is_theirs.
CREATE TRIGGER appointments_take_their_overlaps AFTER DELETE ON appointments BEGIN
    DELETE FROM busy_overlaps WHERE appointment_key = OLD.key;
END;

-- How programs call appointments in calendars, where they have named them; others are called by their UID.
CREATE TABLE calendar_objects (
    appointment_key INTEGER PRIMARY KEY REFERENCES appointments (key) ON DELETE CASCADE,
    uid             TEXT    NOT NULL UNIQUE,
    name            TEXT    NOT NULL
) STRICT;

CREATE INDEX calendar_objects_by_name ON calendar_objects (name);

-- Lines of iCalendar that devices of an account have written into an appointment (alarms, categories), for those of its
-- devices that see as much.
CREATE TABLE calendar_lines (
    appointment_key INTEGER NOT NULL REFERENCES appointments (key) ON DELETE CASCADE,
    user_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    detail          TEXT    NOT NULL,
    lines           TEXT    NOT NULL,
    PRIMARY KEY (appointment_key, user_id, detail)
) STRICT, WITHOUT ROWID;

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

-- See appointments_take_what_is_theirs.
CREATE TRIGGER appointments_take_their_objects AFTER DELETE ON appointments BEGIN
    DELETE FROM calendar_objects WHERE appointment_key = OLD.key;
    DELETE FROM calendar_lines WHERE appointment_key = OLD.key;
    UPDATE calendar_dates SET appointment_key = NULL WHERE appointment_key = OLD.key;
END;

-- What programs that keep calendars in step are told by: every change of an appointment gets the next number.
CREATE TABLE calendar_state (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    epoch  TEXT    NOT NULL,                             -- random; another one when a copy is restored, or names change
    latest INTEGER NOT NULL
) STRICT;

INSERT INTO calendar_state VALUES (1, lower(hex(randomblob(8))), 0);

-- The last change of each appointment in each calendar it is or was in. Rows outlive their appointment: it is gone then.
CREATE TABLE calendar_changes (
    resource_id    TEXT    NOT NULL REFERENCES resources (id) ON DELETE CASCADE,
    appointment_id TEXT    NOT NULL,
    name           TEXT    NOT NULL,                     -- what it was called there; '': as it is called now
    change         INTEGER NOT NULL,
    PRIMARY KEY (appointment_id, resource_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX calendar_changes_in_order ON calendar_changes (resource_id, change);

CREATE TRIGGER claims_change_their_calendar AFTER INSERT ON claims BEGIN
    UPDATE calendar_state SET latest = latest + 1;
    INSERT INTO calendar_changes (resource_id, appointment_id, name, change)
    VALUES (NEW.resource_id, (SELECT id FROM appointments WHERE key = NEW.appointment_key), '', (SELECT latest FROM calendar_state))
    ON CONFLICT DO UPDATE SET change = excluded.change;
END;

-- Those of a deleted appointment went before it.
CREATE TRIGGER claims_leave_their_calendar AFTER DELETE ON claims
WHEN EXISTS (SELECT 1 FROM appointments WHERE key = OLD.appointment_key) BEGIN
    UPDATE calendar_state SET latest = latest + 1;
    INSERT INTO calendar_changes (resource_id, appointment_id, name, change)
    VALUES (OLD.resource_id, (SELECT id FROM appointments WHERE key = OLD.appointment_key), '', (SELECT latest FROM calendar_state))
    ON CONFLICT DO UPDATE SET change = excluded.change;
END;

CREATE TRIGGER claims_go_to_another_calendar AFTER UPDATE OF resource_id ON claims WHEN NEW.resource_id <> OLD.resource_id BEGIN
    UPDATE calendar_state SET latest = latest + 1;
    INSERT INTO calendar_changes (resource_id, appointment_id, name, change)
    SELECT resource, id, '', (SELECT latest FROM calendar_state)
    FROM appointments, (SELECT OLD.resource_id AS resource UNION ALL SELECT NEW.resource_id) WHERE key = NEW.appointment_key
    ON CONFLICT DO UPDATE SET change = excluded.change;
END;

CREATE TRIGGER appointments_change_their_calendars AFTER UPDATE ON appointments BEGIN
    UPDATE calendar_state SET latest = latest + 1;
    UPDATE calendar_changes SET change = (SELECT latest FROM calendar_state)
    WHERE appointment_id = NEW.id AND name = ''
      AND resource_id IN (SELECT resource_id FROM claims WHERE appointment_key = NEW.key);
END;

CREATE TRIGGER appointments_leave_their_calendars BEFORE DELETE ON appointments BEGIN
    UPDATE calendar_state SET latest = latest + 1;
    UPDATE OR REPLACE calendar_changes
    SET change = (SELECT latest FROM calendar_state),
        name = coalesce((SELECT name FROM calendar_objects WHERE appointment_key = OLD.key),
                        (SELECT calendar_uid || '.ics' FROM bookings WHERE appointment_key = OLD.key), '')
    WHERE appointment_id = OLD.id AND name = '';
END;

-- What calendars show of an appointment besides its own columns: everything is read anew.
CREATE TRIGGER services_are_named_in_calendars AFTER UPDATE OF name, translations ON services
WHEN (NEW.name, NEW.translations) IS NOT (OLD.name, OLD.translations) BEGIN
    UPDATE calendar_state SET epoch = lower(hex(randomblob(8)));
END;

CREATE TRIGGER resources_are_named_in_calendars AFTER UPDATE OF name ON resources WHEN NEW.name IS NOT OLD.name BEGIN
    UPDATE calendar_state SET epoch = lower(hex(randomblob(8)));
END;

-- Idempotency keys of successful bookings, kept for 24 hours.
CREATE TABLE idempotency_keys (
    key             TEXT    PRIMARY KEY NOT NULL,
    body_hash       BLOB    NOT NULL,                    -- SHA-256 of the parsed request body
    appointment_key INTEGER NOT NULL REFERENCES appointments (key) ON DELETE CASCADE,
    created_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- The mail queue. Rows are written in the transaction of the change they report, and sent by a worker.
CREATE TABLE outbox (
    id              INTEGER PRIMARY KEY,
    kind            TEXT    NOT NULL,
    appointment_key INTEGER REFERENCES appointments (key) ON DELETE CASCADE,
    language        TEXT    NOT NULL,
    address         TEXT    NOT NULL,
    payload         TEXT    NOT NULL,                    -- JSON: the message's values, as they were when it was queued
    sealed          BLOB,                                -- encrypted instead, if the mail has a link to choose a password; NULL once sent
    message_id      TEXT    NOT NULL UNIQUE,             -- the same for all attempts
    created_at      INTEGER NOT NULL,
    due_at          INTEGER NOT NULL,
    next_try_at     INTEGER NOT NULL,                    -- due_at at first, later after every failed attempt
    expires_at      INTEGER NOT NULL,                    -- not sent from this instant on
    state           TEXT    NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    last_error      TEXT,                                -- the mail server's last error, without addresses
    ended_at        INTEGER,
    settled_at      INTEGER,                             -- when the operator marked the failed mail as handled
    to_unknown      INTEGER NOT NULL DEFAULT 0 CHECK (to_unknown IN (0, 1)), -- the address was unknown when the mail was queued
    held_at         INTEGER,                             -- waiting for the shop's decision; NULL: not held
    not_before      INTEGER                              -- can be taken back: until then, and until it is sent; NULL: no longer
) STRICT;

-- Mails to unknown addresses are sent after all others.
CREATE INDEX outbox_due ON outbox (to_unknown, next_try_at) WHERE state = 'queued' AND held_at IS NULL;
CREATE INDEX outbox_held ON outbox (appointment_key) WHERE state = 'queued' AND held_at IS NOT NULL;
CREATE INDEX outbox_of_appointment ON outbox (appointment_key);

-- The mail server takes no mail at all: one row as long as that lasts. Mails wait for it and are not tried one by one.
CREATE TABLE mail_outage (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    since       INTEGER NOT NULL,                        -- the first try that failed
    attempts    INTEGER NOT NULL,                        -- tries since then
    next_try_at INTEGER NOT NULL,
    error       TEXT    NOT NULL                         -- the mail server's last error, without addresses
) STRICT;

-- Tables of the planner.

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
    search_text  TEXT    NOT NULL,                       -- names, address and number, normalized for searching and sorting
    sound        TEXT    NOT NULL,                       -- phonetic code of the last name
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
CREATE INDEX customers_by_birth ON customers (born_on) WHERE born_on IS NOT NULL;
CREATE INDEX customers_by_phone ON customers (phone_tail);
CREATE INDEX appointments_of_customer ON appointments (customer_id) WHERE customer_id IS NOT NULL;

-- Activity: what customers did with their bookings. Written in the transaction of the change.
CREATE TABLE news (
    id                 INTEGER PRIMARY KEY,
    kind               TEXT    NOT NULL,
    appointment_key    INTEGER NOT NULL REFERENCES appointments (key) ON DELETE CASCADE,
    at                 INTEGER NOT NULL,
    previous_starts_at INTEGER,                          -- start before it was moved, in minutes like starts_at
    seen_at            INTEGER
) STRICT;

CREATE INDEX news_unseen ON news (at) WHERE seen_at IS NULL;
CREATE INDEX news_of_appointment ON news (appointment_key);

-- User accounts.
CREATE TABLE users (
    id            INTEGER PRIMARY KEY,
    email         TEXT    NOT NULL UNIQUE,               -- sign-in address, in lower case
    name          TEXT    NOT NULL,
    role          TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,                      -- argon2id in PHC format; '': invited, no password yet
    language      TEXT,                                  -- NULL: the shop's
    created_at    INTEGER NOT NULL,
    factor_declined_at INTEGER                           -- when its owner said that no second factor is wanted
) STRICT;

-- Sessions. Only hashes, so that a copy of the file gives no access.
CREATE TABLE sessions (
    token_hash BLOB    PRIMARY KEY NOT NULL,             -- SHA-256 of the cookie
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    browser    TEXT,                                     -- such as 'Firefox', shown in the list of sessions
    system     TEXT,                                     -- such as 'Windows'
    proven_at  INTEGER,                                  -- when the password was last entered; NULL: idle for too long since
    ends_at    INTEGER NOT NULL DEFAULT 0,               -- when it expires, however much it is used
    old_cookie INTEGER NOT NULL DEFAULT 0 CHECK (old_cookie IN (0, 1)) -- started when its cookie had no prefix
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_of_user ON sessions (user_id);

-- Known devices: browsers that a user has signed in from. Failures of strangers do not affect them; users may share
-- one.
CREATE TABLE devices (
    token_hash      BLOB    NOT NULL,                    -- SHA-256 of the cookie
    user_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at      INTEGER NOT NULL,
    seen_at         INTEGER NOT NULL,                    -- when it was last used to sign in
    failed_sign_ins INTEGER NOT NULL DEFAULT 0,          -- from this browser, since then
    PRIMARY KEY (token_hash, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX devices_of_user ON devices (user_id);

-- Failed sign-ins from unknown devices, by account.
CREATE TABLE failed_sign_ins (
    user_id    INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    count      INTEGER NOT NULL,                         -- since the last success
    told_at    INTEGER,                                  -- when the account was notified by mail
    told_count INTEGER NOT NULL                          -- the number at that time
) STRICT;

-- Authenticator apps (TOTP, RFC 6238): at most one per account.
CREATE TABLE authenticator_apps (
    user_id   INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    secret    BLOB    NOT NULL,                          -- encrypted
    last_step INTEGER NOT NULL,                          -- time step of the last accepted code: no code is accepted twice
    added_at  INTEGER NOT NULL,
    used_at   INTEGER NOT NULL
) STRICT;

-- Passkeys (WebAuthn): only public keys.
CREATE TABLE passkeys (
    id            INTEGER PRIMARY KEY,
    user_id       INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    credential_id BLOB    NOT NULL UNIQUE,               -- chosen by the device
    credential    TEXT    NOT NULL,                      -- JSON: public key, algorithm and signature counter
    user_handle   BLOB    NOT NULL,                      -- random; the account as devices know it, the same in all its rows
    host          TEXT    NOT NULL,                      -- the only host it works at (relying party id)
    name          TEXT    NOT NULL,
    added_at      INTEGER NOT NULL,
    used_at       INTEGER                                -- NULL: never
) STRICT;

CREATE INDEX passkeys_of_user ON passkeys (user_id);

-- Unused recovery codes, each for one sign-in without the second factor.
CREATE TABLE recovery_codes (
    user_id   INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash BLOB    NOT NULL,                          -- SHA-256 of 80 random bits
    PRIMARY KEY (user_id, code_hash)
) STRICT, WITHOUT ROWID;

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

-- App passwords: each opens the calendars under /dav/ to one device, and nothing else.
CREATE TABLE app_passwords (
    id          INTEGER PRIMARY KEY,
    user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    label       TEXT    NOT NULL,                        -- what its owner calls the device
    secret_hash BLOB    NOT NULL UNIQUE,                 -- SHA-256 of 130 random bits
    detail      TEXT    NOT NULL,
    made_at     INTEGER NOT NULL,
    used_at     INTEGER,                                 -- when it was last used, to the day; NULL: never
    UNIQUE (user_id, label)
) STRICT;

-- Single-use links to choose a new password.
CREATE TABLE password_resets (
    token_hash BLOB    PRIMARY KEY NOT NULL,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The mail server, used where the command line sets none: at most one row.
CREATE TABLE mail_settings (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    host     TEXT    NOT NULL,
    port     INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    security TEXT    NOT NULL,
    user     TEXT,                                       -- NULL: no login
    password BLOB,                                       -- encrypted
    authorities TEXT,                                    -- certificates to trust besides the system's, as PEM
    CHECK ((user IS NULL) = (password IS NULL))
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
    last_seen_at  INTEGER NOT NULL,
    visits        INTEGER NOT NULL DEFAULT 1             -- one per network that loaded it and day
) STRICT, WITHOUT ROWID;

-- Progress of the guided set-up: at most one row.
CREATE TABLE set_up (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    step        TEXT    NOT NULL,                        -- the step to return to
    finished_at INTEGER
) STRICT;

-- Questions of the start page that an owner has answered, and that are not asked again.
CREATE TABLE answered_questions (
    question    TEXT    PRIMARY KEY NOT NULL,            -- such as 'retention'
    answered_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Erasures of persons that this file has seen. Those in the ledger beside the database (src/store/ledger.rs) but not here
-- happened after this file was copied, and are done again.
CREATE TABLE erasures (
    id TEXT    PRIMARY KEY NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Requests of customers, by the link in a mail, to erase the data of their mailbox. Declined ones stay, for the customer's
-- page, as long as anything is held on the mailbox.
CREATE TABLE erasure_requests (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,      -- never used again: a page opened before answers no other request
    email_folded TEXT    NOT NULL UNIQUE,                -- lower case
    requested_at INTEGER NOT NULL,
    language     TEXT,                                   -- of the page by which it was made; NULL: the shop's
    declined_at  INTEGER,                                -- NULL: open
    reason       TEXT                                    -- why it was declined, in the shop's words
) STRICT;

-- Audit log. No personal data of customers: subjects are ids.
CREATE TABLE audit (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,                            -- 'customer', 'staff', 'program' or 'import'
    user_id INTEGER REFERENCES users (id) ON DELETE SET NULL, -- of 'staff' and 'import'; NULL: a deleted account, the command line
    user_name TEXT,                                      -- of a deleted account
    action  TEXT    NOT NULL,                            -- such as 'appointment.moved'
    subject TEXT    NOT NULL,                            -- the subject's id
    details TEXT    NOT NULL                             -- JSON: field names and numbers, never a customer's data
) STRICT;

CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_of_subject ON audit (subject);

-- Before the deletion: foreign keys would have set user_id to NULL after it.
CREATE TRIGGER users_leave_their_names BEFORE DELETE ON users BEGIN
    UPDATE audit SET user_name = OLD.name WHERE user_id = OLD.id;
END;

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
