-- Mails that can be taken back for a while before they leave.
ALTER TABLE outbox ADD COLUMN not_before INTEGER;

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
    UPDATE audit SET user_id = NULL WHERE user_id = OLD.id;
END;

CREATE INDEX bookings_by_calendar_uid ON bookings (calendar_uid);

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

-- See appointments_take_what_is_theirs.
CREATE TRIGGER appointments_take_their_objects AFTER DELETE ON appointments BEGIN
    DELETE FROM calendar_objects WHERE appointment_key = OLD.key;
    DELETE FROM calendar_lines WHERE appointment_key = OLD.key;
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

INSERT INTO calendar_changes
SELECT c.resource_id, a.id, '', 0 FROM claims c JOIN appointments a ON a.key = c.appointment_key;

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

-- Where services take place, and the links of video calls.
ALTER TABLE resources ADD COLUMN video_url TEXT;
ALTER TABLE services ADD COLUMN place TEXT NOT NULL DEFAULT 'shop';
ALTER TABLE services ADD COLUMN video_url TEXT;
ALTER TABLE appointments ADD COLUMN address TEXT;

DROP TRIGGER resources_get_the_next_revision;

CREATE TRIGGER resources_get_the_next_revision AFTER UPDATE ON resources
WHEN (NEW.id, NEW.name, NEW.kind, NEW.online, NEW.step_minutes, NEW.gap_step_minutes, NEW.archived, NEW.video_url)
  IS NOT (OLD.id, OLD.name, OLD.kind, OLD.online, OLD.step_minutes, OLD.gap_step_minutes, OLD.archived, OLD.video_url) BEGIN
    UPDATE revisions SET latest = latest + 1;
    UPDATE resources SET revision = (SELECT latest FROM revisions) WHERE id = NEW.id;
END;

DROP TRIGGER services_get_the_next_revision;

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

-- The region whose public holidays count.
ALTER TABLE shop ADD COLUMN region TEXT;

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
