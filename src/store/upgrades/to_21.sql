-- A mail server with a certificate of its own: those that vouch for it, as PEM.
ALTER TABLE mail_settings ADD COLUMN authorities TEXT;
