-- From version 4 to 5: when a session was proven by a password, and when it ends for good.
ALTER TABLE sessions ADD COLUMN proven_at INTEGER;
ALTER TABLE sessions ADD COLUMN ends_at INTEGER NOT NULL DEFAULT 0;

-- Each began with a password. They end 90 days after their last use at the latest, so that nobody is signed out now.
UPDATE sessions SET proven_at = created_at, ends_at = expires_at + 60 * 24 * 60 * 60;
