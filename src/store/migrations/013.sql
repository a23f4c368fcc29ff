-- Extras that are counted per departure (config/extras.csv). Facts, never overwritten: the last word
-- on a delivery or on a departure stands, and what stood before stays on record.

CREATE TABLE extra_delivery (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind <> ''),
    name TEXT NOT NULL CHECK (name <> ''), -- of the delivery: what tells one from another
    n INTEGER NOT NULL CHECK (n >= 0),
    recorded INTEGER NOT NULL, who TEXT NOT NULL
) STRICT;
CREATE INDEX extra_delivery_name ON extra_delivery (kind, name);

CREATE TABLE extra_gift (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind <> ''),
    allocation INTEGER NOT NULL REFERENCES allocation (id),
    n INTEGER NOT NULL CHECK (n >= 0), -- what the departure has of it in all
    recorded INTEGER NOT NULL, who TEXT NOT NULL
) STRICT;
CREATE INDEX extra_gift_allocation ON extra_gift (allocation, kind);

CREATE TRIGGER extra_kept_1 BEFORE UPDATE ON extra_delivery BEGIN SELECT RAISE (ABORT, 'a delivery is not changed'); END;
CREATE TRIGGER extra_kept_2 BEFORE DELETE ON extra_delivery BEGIN SELECT RAISE (ABORT, 'a delivery is not changed'); END;
CREATE TRIGGER extra_kept_3 BEFORE UPDATE ON extra_gift BEGIN SELECT RAISE (ABORT, 'what was given is not changed'); END;
CREATE TRIGGER extra_kept_4 BEFORE DELETE ON extra_gift BEGIN SELECT RAISE (ABORT, 'what was given is not changed'); END;
