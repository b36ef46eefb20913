-- From version 4 to 5: when a session was proven by a password, and when it expires in any case.
ALTER TABLE sessions ADD COLUMN proven_at INTEGER;
ALTER TABLE sessions ADD COLUMN ends_at INTEGER NOT NULL DEFAULT 0;

-- Every session began with a password. The limit is 90 days after the last use, so that no user is signed out by the
-- upgrade.
UPDATE sessions SET proven_at = created_at, ends_at = expires_at + 60 * 24 * 60 * 60;
