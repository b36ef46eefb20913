-- Calendar files keep their UID when the public address changes, and mails may come from an address of their own.
-- The UIDs of before ended in the host of the public address, which the file does not know: `serve` fills them in.
ALTER TABLE bookings ADD COLUMN calendar_uid TEXT;
ALTER TABLE shop ADD COLUMN sender TEXT;
