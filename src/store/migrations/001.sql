-- The database of one campaign. Days are days since 1970-01-01, instants seconds since then (UTC).
-- Facts (what staff and stations said) stand apart from derived rows (booking, plan): those can be
-- computed again. Counts are never stored, except those that an import answered when it was made.

CREATE TABLE campaign (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key TEXT NOT NULL, name TEXT NOT NULL,
    starts INTEGER NOT NULL, ends INTEGER NOT NULL CHECK (ends >= starts),
    board_km REAL NOT NULL, alight_km REAL NOT NULL,
    train_board_km REAL NOT NULL, train_alight_km REAL NOT NULL,
    day_weight INTEGER NOT NULL, early_day_weight INTEGER NOT NULL,
    board_km_weight REAL NOT NULL, alight_km_weight REAL NOT NULL,
    day_starts_at INTEGER NOT NULL, hardship_scope INTEGER NOT NULL, sharing INTEGER NOT NULL,
    free_children INTEGER NOT NULL,
    reported_source TEXT, reported_cutoff INTEGER
) STRICT;

CREATE TABLE document_region (
    seq INTEGER PRIMARY KEY, code_from INTEGER NOT NULL, code_to INTEGER NOT NULL
) STRICT;

CREATE TABLE figure (
    seq INTEGER PRIMARY KEY, metric TEXT NOT NULL, definition TEXT NOT NULL,
    value INTEGER NOT NULL, precision INTEGER NOT NULL CHECK (precision >= 1)
) STRICT;

CREATE TABLE office (place INTEGER PRIMARY KEY) STRICT;

CREATE TABLE station (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> '' AND instr(code, '/') = 0),
    name TEXT NOT NULL, url TEXT,
    office INTEGER NOT NULL REFERENCES office (place),
    refs_made INTEGER NOT NULL DEFAULT 0 -- running number of the refs that the program made
) STRICT;
CREATE INDEX station_office ON station (office);

-- ---- supply ----

CREATE TABLE point (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
    office INTEGER NOT NULL REFERENCES office (place),
    kind INTEGER NOT NULL, name TEXT NOT NULL, place INTEGER NOT NULL,
    lon REAL NOT NULL, lat REAL NOT NULL, contact TEXT, phone TEXT
) STRICT;
CREATE INDEX point_office ON point (office);

CREATE TABLE vehicle (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
    office INTEGER NOT NULL REFERENCES office (place),
    kind INTEGER NOT NULL, seats INTEGER NOT NULL CHECK (seats > 0),
    type TEXT, operator TEXT, approved INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX vehicle_office ON vehicle (office);

CREATE TABLE allocation (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
    kind INTEGER NOT NULL, mode INTEGER NOT NULL,
    office INTEGER NOT NULL REFERENCES office (place),
    vehicle INTEGER REFERENCES vehicle (id),
    seats INTEGER NOT NULL CHECK (seats > 0),
    minimum INTEGER NOT NULL, price INTEGER NOT NULL,
    wheelchair INTEGER NOT NULL, lower_berths INTEGER NOT NULL,
    reserved_for TEXT, open_from INTEGER, class TEXT, service TEXT, car TEXT,
    state INTEGER NOT NULL, names_by INTEGER, pay_by INTEGER, return_by INTEGER,
    group_minimum INTEGER NOT NULL,
    cancelled INTEGER NOT NULL DEFAULT 0,
    label TEXT, sign_no TEXT, sign_valid_to INTEGER, contract_no TEXT, insurance_no TEXT,
    luggage_pieces INTEGER NOT NULL, blocked_seats TEXT, escort_seats TEXT,
    facts INTEGER NOT NULL, -- hash of what the file said: an equal row is not touched
    recorded INTEGER NOT NULL,
    CHECK ((vehicle IS NULL) = (kind = 0))
) STRICT;
CREATE INDEX allocation_office ON allocation (office);
CREATE INDEX allocation_vehicle ON allocation (vehicle);

CREATE TABLE stop (
    allocation INTEGER NOT NULL REFERENCES allocation (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL, -- from 0
    place INTEGER NOT NULL, point INTEGER REFERENCES point (id),
    at INTEGER NOT NULL, use INTEGER NOT NULL, rest_minutes INTEGER NOT NULL, serves TEXT,
    PRIMARY KEY (allocation, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX stop_point ON stop (point);

CREATE TABLE crew (
    allocation INTEGER NOT NULL REFERENCES allocation (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, phone TEXT,
    PRIMARY KEY (allocation, seq)
) STRICT, WITHOUT ROWID;

-- ---- rider lists ----

CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    station INTEGER NOT NULL REFERENCES station (id),
    file TEXT NOT NULL, sha256 TEXT NOT NULL,
    serial INTEGER NOT NULL, -- 0: a table
    issued INTEGER NOT NULL, imported INTEGER NOT NULL, whole INTEGER NOT NULL,
    n_rows INTEGER NOT NULL DEFAULT 0, accepted INTEGER NOT NULL DEFAULT 0,
    warned INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0, withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX import_station ON import (station, serial);

CREATE TABLE fault (
    import INTEGER NOT NULL REFERENCES import (id),
    seq INTEGER NOT NULL,
    row INTEGER NOT NULL, weight INTEGER NOT NULL,
    code TEXT NOT NULL, field TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL,
    PRIMARY KEY (import, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE rider (
    id INTEGER PRIMARY KEY,
    station INTEGER NOT NULL REFERENCES station (id),
    ref TEXT NOT NULL CHECK (ref <> '' AND instr(ref, '/') = 0),
    same_as INTEGER NOT NULL,        -- the first rider with this document: counts distinct riders
    hardship INTEGER NOT NULL, hardship_register TEXT,
    free_child_with TEXT,            -- ref of the adult; such a rider has no request
    free_child_directions INTEGER NOT NULL DEFAULT 3,
    standing INTEGER NOT NULL,       -- 0: withdrawn
    by_hand INTEGER NOT NULL DEFAULT 0, -- added or changed by staff: a list does not withdraw it
    leaving INTEGER NOT NULL DEFAULT 0, -- a list withdrew a told or confirmed rider: for a person
    facts INTEGER NOT NULL,          -- hash of the row that was taken last
    first_import INTEGER NOT NULL REFERENCES import (id),
    UNIQUE (station, ref)
) STRICT;
CREATE INDEX rider_first_import ON rider (first_import);
CREATE INDEX rider_adult ON rider (station, free_child_with) WHERE free_child_with IS NOT NULL;

-- The only table with a person's data; only people.c touches it.
CREATE TABLE person (
    rider INTEGER PRIMARY KEY REFERENCES rider (id),
    document_type INTEGER NOT NULL, document TEXT NOT NULL,
    name TEXT NOT NULL, phone TEXT, sex INTEGER NOT NULL,
    employer TEXT, hardship_contact TEXT, remark TEXT
) STRICT;
CREATE INDEX person_document ON person (document);
CREATE INDEX person_phone ON person (phone) WHERE phone IS NOT NULL;

CREATE TABLE request (
    id INTEGER PRIMARY KEY,
    rider INTEGER NOT NULL REFERENCES rider (id),
    trip INTEGER NOT NULL, -- from 1
    direction INTEGER NOT NULL,
    from_place INTEGER NOT NULL, from_point INTEGER REFERENCES point (id),
    to_place INTEGER NOT NULL, to_point INTEGER REFERENCES point (id),
    earliest INTEGER NOT NULL, preferred INTEGER NOT NULL, latest INTEGER NOT NULL,
    modes INTEGER NOT NULL, needs INTEGER NOT NULL, luggage INTEGER NOT NULL,
    party TEXT, must INTEGER NOT NULL, classes TEXT, services TEXT,
    placed INTEGER NOT NULL,      -- its place in order; a correction keeps it
    head_of_queue INTEGER NOT NULL DEFAULT 0,
    standing INTEGER NOT NULL,
    UNIQUE (rider, trip)
) STRICT;
CREATE INDEX request_from_point ON request (from_point) WHERE from_point IS NOT NULL;
CREATE INDEX request_to_point ON request (to_point) WHERE to_point IS NOT NULL;

-- Same name and phone, another document: for a person to settle. No rider was made of it.
CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL REFERENCES import (id), row INTEGER NOT NULL,
    rider INTEGER NOT NULL REFERENCES rider (id),
    settled INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX correction_import ON correction (import);
CREATE INDEX correction_rider ON correction (rider);

-- ---- derived: plans and bookings ----

CREATE TABLE plan (
    id INTEGER PRIMARY KEY, made INTEGER NOT NULL,
    options TEXT NOT NULL, result TEXT NOT NULL, certificate BLOB
) STRICT;

CREATE TABLE booking (
    request INTEGER PRIMARY KEY REFERENCES request (id),
    allocation INTEGER NOT NULL REFERENCES allocation (id),
    board INTEGER NOT NULL, alight INTEGER NOT NULL CHECK (alight > board),
    seat TEXT, status INTEGER NOT NULL CHECK (status BETWEEN 1 AND 3),
    recorded INTEGER NOT NULL, status_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX booking_seat ON booking (allocation, seat, board) WHERE seat IS NOT NULL;
CREATE INDEX booking_allocation ON booking (allocation);

-- ---- the journal: every change, for ever ----

CREATE TABLE journal (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL,
    action TEXT NOT NULL, object TEXT NOT NULL, detail TEXT
) STRICT;
CREATE TRIGGER journal_kept_1 BEFORE UPDATE ON journal BEGIN SELECT RAISE (ABORT, 'the journal is not changed'); END;
CREATE TRIGGER journal_kept_2 BEFORE DELETE ON journal BEGIN SELECT RAISE (ABORT, 'the journal is not changed'); END;
