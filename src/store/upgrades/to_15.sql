-- From version 14 to 15: second factors. The tables are written as in schema.sql.
ALTER TABLE shop ADD COLUMN owners_need_second_factor INTEGER NOT NULL DEFAULT 0 CHECK (owners_need_second_factor IN (0, 1));

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

DROP TRIGGER users_take_what_is_theirs;
CREATE TRIGGER users_take_what_is_theirs AFTER DELETE ON users BEGIN
    DELETE FROM sessions WHERE user_id = OLD.id;
    DELETE FROM devices WHERE user_id = OLD.id;
    DELETE FROM failed_sign_ins WHERE user_id = OLD.id;
    DELETE FROM password_resets WHERE user_id = OLD.id;
    DELETE FROM authenticator_apps WHERE user_id = OLD.id;
    DELETE FROM passkeys WHERE user_id = OLD.id;
    DELETE FROM recovery_codes WHERE user_id = OLD.id;
    UPDATE audit SET user_id = NULL WHERE user_id = OLD.id;
END;
