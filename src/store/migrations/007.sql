-- What was printed of a departure. A version is of its content, the same for all recipients; each
-- print of it is kept beside it. Versions are never changed. No person's data: facts is a hash.

CREATE TABLE paper_version (
    id INTEGER PRIMARY KEY,
    allocation INTEGER NOT NULL REFERENCES allocation (id),
    version INTEGER NOT NULL CHECK (version > 0), -- from 1 for each allocation
    at INTEGER NOT NULL, who TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,                    -- short check code, as on the paper
    head TEXT NOT NULL,                           -- a hash for each fact over the rows (enum head_fact)
    UNIQUE (allocation, version)
) STRICT;

-- The paper outlives a request that goes: station and ref still say who it was.
CREATE TABLE paper_row (
    version INTEGER NOT NULL REFERENCES paper_version (id) ON DELETE CASCADE,
    row INTEGER NOT NULL CHECK (row > 0), -- as printed
    request INTEGER REFERENCES request (id) ON DELETE SET NULL,
    station INTEGER NOT NULL REFERENCES station (id), ref TEXT NOT NULL, trip INTEGER NOT NULL,
    child INTEGER NOT NULL, -- free: without a seat; request is its adult's
    board INTEGER NOT NULL, alight INTEGER NOT NULL, seat TEXT NOT NULL,
    facts INTEGER NOT NULL, -- hash of what else the row says
    PRIMARY KEY (version, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_row_request ON paper_row (request) WHERE request IS NOT NULL;
CREATE INDEX paper_row_station ON paper_row (station);

CREATE TABLE print (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES paper_version (id) ON DELETE CASCADE,
    recipient TEXT NOT NULL, format TEXT NOT NULL,
    copy INTEGER NOT NULL, -- from 1 for each version and recipient
    at INTEGER NOT NULL, who TEXT NOT NULL,
    UNIQUE (version, recipient, copy)
) STRICT;
