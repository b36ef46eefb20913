-- A declined request of erasure is kept, with its reason, and its customer is written to in their language.
ALTER TABLE erasure_requests ADD COLUMN language TEXT;
ALTER TABLE erasure_requests ADD COLUMN declined_at INTEGER;
ALTER TABLE erasure_requests ADD COLUMN reason TEXT;
