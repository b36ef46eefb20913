-- Customers' acts stand in the log beside those of the shop. What is known of earlier ones joins it, in order of time, so
-- lines get other numbers. The table is written as in schema.sql.

CREATE TABLE rebuilt (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,                            -- 'customer', 'staff' or 'program'
    user_id INTEGER REFERENCES users (id) ON DELETE SET NULL, -- of 'staff'; NULL: a deleted account
    action  TEXT    NOT NULL,                            -- such as 'appointment.moved'
    subject TEXT    NOT NULL,                            -- the subject's id
    details TEXT    NOT NULL                             -- JSON: field names and numbers, never a customer's data
) STRICT;

INSERT INTO rebuilt (at, actor, user_id, action, subject, details)
SELECT at, actor, user_id, action, subject, details FROM (
    SELECT at, CASE WHEN user_id IS NULL THEN 'program' ELSE 'staff' END AS actor, user_id, action, subject, details,
           0 AS is_news, id
    FROM audit
    UNION ALL
    SELECT n.at, 'customer', NULL, 'appointment.' || CASE n.kind WHEN 'rescheduled' THEN 'moved' ELSE n.kind END, a.id,
           CASE WHEN n.previous_starts_at IS NULL THEN '{}'
                ELSE json_object('from', strftime('%Y-%m-%dT%H:%M:%SZ', n.previous_starts_at * 60, 'unixepoch')) END,
           1, n.id
    FROM news n JOIN appointments a ON a.key = n.appointment_key)
ORDER BY at, is_news, id;

DROP TABLE audit;
ALTER TABLE rebuilt RENAME TO audit;
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_of_subject ON audit (subject);
