-- From version 2 to 3: free text from strangers is mailed to the shop only.
ALTER TABLE shop ADD COLUMN confirm_by_mail INTEGER NOT NULL DEFAULT 0 CHECK (confirm_by_mail IN (0, 1));
ALTER TABLE shop ADD COLUMN confirm_by_minutes INTEGER NOT NULL DEFAULT 60 CHECK (confirm_by_minutes BETWEEN 5 AND 1440);

ALTER TABLE bookings ADD COLUMN mail_secret TEXT NOT NULL DEFAULT '';
ALTER TABLE bookings ADD COLUMN proven_at INTEGER;
ALTER TABLE bookings ADD COLUMN confirm_by INTEGER;
UPDATE bookings SET mail_secret = lower(hex(randomblob(16)));
CREATE INDEX bookings_to_confirm ON bookings (confirm_by) WHERE confirm_by IS NOT NULL;
CREATE INDEX appointments_done_by_email ON appointments (lower(email)) WHERE status = 'done';

CREATE TABLE suppressed_addresses (
    email_folded  TEXT    PRIMARY KEY NOT NULL,
    suppressed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE outbox ADD COLUMN to_unknown INTEGER NOT NULL DEFAULT 0 CHECK (to_unknown IN (0, 1));
ALTER TABLE outbox ADD COLUMN held_at INTEGER;
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (to_unknown, next_try_at) WHERE state = 'queued' AND held_at IS NULL;

-- One more value is allowed. Stored rows are unaffected, so only the schema's text is changed.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
    'kind IN (''rescheduled'', ''cancelled'')',
    'kind IN (''rescheduled'', ''cancelled'') OR kind = ''disowned''')
WHERE type = 'table' AND name = 'news';
PRAGMA writable_schema = RESET;
