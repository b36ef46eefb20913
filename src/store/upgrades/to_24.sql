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
