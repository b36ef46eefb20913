-- The start page asks an owner how long customers' data are kept, erasures are known by an id, and the log keeps the
-- names of deleted accounts.

CREATE TABLE answered_questions (
    question    TEXT    PRIMARY KEY NOT NULL,
    answered_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE erasures (
    id TEXT    PRIMARY KEY NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE audit ADD COLUMN user_name TEXT;

CREATE TRIGGER users_leave_their_names BEFORE DELETE ON users BEGIN
    UPDATE audit SET user_name = OLD.name WHERE user_id = OLD.id;
END;
