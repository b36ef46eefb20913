-- Mails that can be taken back for a while before they leave.
ALTER TABLE outbox ADD COLUMN not_before INTEGER;
