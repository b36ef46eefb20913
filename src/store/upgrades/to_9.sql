-- How many e-mail addresses are new to the shop is counted, and mails to them may be held.

ALTER TABLE shop ADD COLUMN new_addresses_per_hour INTEGER NOT NULL DEFAULT 30 CHECK (new_addresses_per_hour BETWEEN 1 AND 100000);
ALTER TABLE shop ADD COLUMN new_addresses_per_day INTEGER NOT NULL DEFAULT 100 CHECK (new_addresses_per_day BETWEEN 1 AND 100000);
ALTER TABLE bookings ADD COLUMN new_address INTEGER NOT NULL DEFAULT 0 CHECK (new_address IN (0, 1));

CREATE INDEX bookings_of_new_addresses ON bookings (booked_at) WHERE new_address = 1;
CREATE INDEX outbox_held ON outbox (appointment_key) WHERE state = 'queued' AND held_at IS NOT NULL;
