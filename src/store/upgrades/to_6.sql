-- Bookings remember for 48 hours which network they came from.

ALTER TABLE bookings ADD COLUMN source BLOB;

CREATE INDEX bookings_of_source ON bookings (source, booked_at) WHERE source IS NOT NULL;

CREATE TABLE refused_bookings (
    id     INTEGER PRIMARY KEY,
    source BLOB    NOT NULL,
    at     INTEGER NOT NULL
) STRICT;

CREATE INDEX refused_bookings_of_source ON refused_bookings (source, at);

CREATE TABLE source_salt (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    salt    BLOB    NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
