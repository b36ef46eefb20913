-- The daily copies of several shops may be in one folder.

CREATE TABLE database_identity (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    code TEXT    NOT NULL,
    room BLOB
) STRICT;

INSERT INTO database_identity (id, code) VALUES (1, lower(hex(randomblob(4))));
