-- The life of a rider list: what was sent back, what an import did and how it is taken back, what
-- staff settled. The program runs migrations with foreign keys off and checks them afterwards, so
-- that a table may be made anew.

ALTER TABLE import ADD COLUMN format INTEGER NOT NULL DEFAULT 0;   -- enum wire_format
ALTER TABLE import ADD COLUMN who TEXT NOT NULL DEFAULT '?';
ALTER TABLE import ADD COLUMN mappings INTEGER NOT NULL DEFAULT 0; -- hash of the columns mapped then
ALTER TABLE import ADD COLUMN undone INTEGER;                      -- when it was taken back
ALTER TABLE import ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;   -- cannot be taken back any more
ALTER TABLE fault ADD COLUMN sheet TEXT;
CREATE INDEX fault_row ON fault (import, row);

-- A trip that a list dropped although its seat was told or confirmed: for a person.
ALTER TABLE request ADD COLUMN leaving INTEGER NOT NULL DEFAULT 0;
CREATE INDEX request_leaving ON request (rider) WHERE leaving;

-- rider anew: first_import may be missing, by_hand says which facts.
CREATE TABLE rider_made_anew (
    id INTEGER PRIMARY KEY,
    station INTEGER NOT NULL REFERENCES station (id),
    ref TEXT NOT NULL CHECK (ref <> '' AND instr(ref, '/') = 0),
    same_as INTEGER NOT NULL,        -- the first rider with this document: counts distinct riders
    hardship INTEGER NOT NULL, hardship_register TEXT,
    free_child_with TEXT,            -- ref of the adult; such a rider has no request
    free_child_directions INTEGER NOT NULL DEFAULT 3,
    standing INTEGER NOT NULL,       -- 0: withdrawn, or a proposed correction
    by_hand INTEGER NOT NULL DEFAULT 0, -- facts that staff settled (enum by_hand): lists leave them
    leaving INTEGER NOT NULL DEFAULT 0, -- a list withdrew a told or confirmed rider: for a person
    facts INTEGER NOT NULL,          -- hash of the row that was taken last
    first_import INTEGER REFERENCES import (id), -- NULL: added by hand
    UNIQUE (station, ref)
) STRICT;
INSERT INTO rider_made_anew SELECT id, station, ref, same_as, hardship, hardship_register,
    free_child_with, free_child_directions, standing, by_hand * 127, leaving, facts, first_import
    FROM rider;
DROP TABLE rider;
ALTER TABLE rider_made_anew RENAME TO rider;
CREATE INDEX rider_first_import ON rider (first_import);
CREATE INDEX rider_adult ON rider (station, free_child_with) WHERE free_child_with IS NOT NULL;
CREATE INDEX rider_leaving ON rider (station) WHERE leaving;

-- Seats that a list does not free: told, confirmed, or with the carrier (contract section 3).
CREATE VIEW held AS
    SELECT b.request, b.allocation, max(b.status, 2) AS status
    FROM booking b JOIN allocation a ON a.id = b.allocation
    WHERE b.status > 1 OR (a.kind = 0 AND a.state >= 2);

-- ---- what an import did to riders who stood before it (whom it added: rider.first_import) ----

CREATE TABLE import_rider (
    import INTEGER NOT NULL REFERENCES import (id),
    rider INTEGER NOT NULL REFERENCES rider (id),
    did INTEGER NOT NULL CHECK (did BETWEEN 1 AND 3), -- 1 said the same, 2 changed, 3 withdrew
    -- the rider as before; NULL where the import said the same
    hardship INTEGER, hardship_register TEXT, free_child_with TEXT, free_child_directions INTEGER,
    standing INTEGER, leaving INTEGER, facts INTEGER,
    PRIMARY KEY (import, rider)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_rider_rider ON import_rider (rider, import);

CREATE TABLE former_request (
    import INTEGER NOT NULL, rider INTEGER NOT NULL, trip INTEGER NOT NULL,
    direction INTEGER NOT NULL,
    from_place INTEGER NOT NULL, from_point INTEGER, to_place INTEGER NOT NULL, to_point INTEGER,
    earliest INTEGER NOT NULL, preferred INTEGER NOT NULL, latest INTEGER NOT NULL,
    modes INTEGER NOT NULL, needs INTEGER NOT NULL, luggage INTEGER NOT NULL,
    party TEXT, must INTEGER NOT NULL, classes TEXT, services TEXT,
    standing INTEGER NOT NULL, leaving INTEGER NOT NULL,
    PRIMARY KEY (import, rider, trip),
    FOREIGN KEY (import, rider) REFERENCES import_rider (import, rider) ON UPDATE CASCADE ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- ---- a person's data, beside person; only people*.c touch these ----

CREATE TABLE former_person (
    import INTEGER NOT NULL, rider INTEGER NOT NULL,
    document_type INTEGER NOT NULL, document TEXT NOT NULL,
    name TEXT NOT NULL, phone TEXT, sex INTEGER NOT NULL,
    employer TEXT, hardship_contact TEXT, remark TEXT,
    PRIMARY KEY (import, rider),
    FOREIGN KEY (import, rider) REFERENCES import_rider (import, rider) ON UPDATE CASCADE ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Rows that were sent back, in the sender's own cells; kept until they are answered.
CREATE TABLE rejected (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES import (id),
    sheet TEXT, row INTEGER NOT NULL, -- as their faults name it
    ref TEXT, document_type INTEGER NOT NULL, document TEXT -- what will answer it; NULL: not readable
) STRICT;
CREATE INDEX rejected_import ON rejected (import);
CREATE TABLE rejected_row (
    rejected INTEGER NOT NULL REFERENCES rejected (id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    cells BLOB NOT NULL, -- each ended by NUL
    PRIMARY KEY (rejected, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE rejected_columns (
    import INTEGER NOT NULL REFERENCES import (id),
    seq INTEGER NOT NULL, sheet TEXT,
    cells BLOB NOT NULL,
    PRIMARY KEY (import, seq)
) STRICT, WITHOUT ROWID;

-- ---- settled by staff ----

-- Same name and phone, another document. What the row said stands as a rider of its own who is not
-- standing (candidate), until a person accepts (the rider gets the document) or refuses (two people).
DROP TABLE correction;
CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES import (id), sheet TEXT, row INTEGER NOT NULL,
    rider INTEGER NOT NULL REFERENCES rider (id),
    candidate INTEGER NOT NULL UNIQUE REFERENCES rider (id) ON DELETE CASCADE,
    own_ref INTEGER NOT NULL -- the row brought a ref of its own
) STRICT;
CREATE INDEX correction_import ON correction (import);
CREATE INDEX correction_rider ON correction (rider);

-- What a station's columns mean, by heading.
CREATE TABLE column_mapping (
    station INTEGER NOT NULL REFERENCES station (id),
    heading TEXT NOT NULL, field TEXT NOT NULL,
    PRIMARY KEY (station, heading)
) STRICT, WITHOUT ROWID;
