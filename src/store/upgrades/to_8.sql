-- From version 7 to 8: known devices, counters of failed sign-ins, cookies with prefixes. The tables are written as
-- in schema.sql.
ALTER TABLE sessions ADD COLUMN old_cookie INTEGER NOT NULL DEFAULT 0 CHECK (old_cookie IN (0, 1));
UPDATE sessions SET old_cookie = 1;

CREATE TABLE devices (
    token_hash      BLOB    NOT NULL,                    -- SHA-256 of the cookie
    user_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at      INTEGER NOT NULL,
    seen_at         INTEGER NOT NULL,                    -- the last sign-in
    failed_sign_ins INTEGER NOT NULL DEFAULT 0,          -- from this browser, since then
    PRIMARY KEY (token_hash, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX devices_of_user ON devices (user_id);

CREATE TABLE failed_sign_ins (
    user_id    INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    count      INTEGER NOT NULL,                         -- since the last success
    told_at    INTEGER,                                  -- when the account was told by mail
    told_count INTEGER NOT NULL                          -- how many there were then
) STRICT;

DROP TRIGGER users_take_what_is_theirs;
CREATE TRIGGER users_take_what_is_theirs AFTER DELETE ON users BEGIN
    DELETE FROM sessions WHERE user_id = OLD.id;
    DELETE FROM devices WHERE user_id = OLD.id;
    DELETE FROM failed_sign_ins WHERE user_id = OLD.id;
    DELETE FROM password_resets WHERE user_id = OLD.id;
    UPDATE audit SET user_id = NULL WHERE user_id = OLD.id;
END;
