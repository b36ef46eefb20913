-- Reminders are for those who agree to them. Shops of before go on as they did until they choose otherwise.
ALTER TABLE shop ADD COLUMN reminder_consent TEXT NOT NULL DEFAULT 'ask';
UPDATE shop SET reminder_consent = 'not_needed';
ALTER TABLE appointments ADD COLUMN reminder_accepted_at INTEGER;
