-- From version 6 to 7: visits per widget origin are counted.
ALTER TABLE embeddings ADD COLUMN visits INTEGER NOT NULL DEFAULT 1;
