-- Seats of a run in the hands of an office: kept for it until then (kind 0), or the most that its
-- riders may take (kind 1). A hold that has ended stays on record.
CREATE TABLE seat_share (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
    allocation INTEGER NOT NULL REFERENCES allocation (id) ON DELETE CASCADE,
    office INTEGER NOT NULL REFERENCES office (place),
    seats INTEGER NOT NULL CHECK (seats >= 0),
    until INTEGER CHECK ((until IS NULL) = (kind = 1)),
    recorded INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX seat_share_quota ON seat_share (allocation, office) WHERE kind = 1;
