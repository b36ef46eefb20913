-- From version 6 to 7: what pages load the widget is weighed.
ALTER TABLE embeddings ADD COLUMN visits INTEGER NOT NULL DEFAULT 1;
