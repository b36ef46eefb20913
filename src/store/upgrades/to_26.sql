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
