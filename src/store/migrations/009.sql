-- The telephone: who was told what, whom to find by what, and what was answered to a call.

-- What a rider rides now, as it is told.
CREATE VIEW ride AS
    SELECT b.request, b.status, b.allocation, a.vehicle, s.place AS board_place,
        s.point AS board_point, s.at AS board_at, e.place AS alight_place,
        e.point AS alight_point, b.seat
    FROM booking b JOIN allocation a ON a.id = b.allocation
    JOIN stop s ON s.allocation = b.allocation AND s.seq = b.board
    JOIN stop e ON e.allocation = b.allocation AND e.seq = b.alight;

-- What was said to whom, for ever; the last row of a request is what its rider believes.
CREATE TABLE told (
    id INTEGER PRIMARY KEY,
    request INTEGER NOT NULL REFERENCES request (id) ON DELETE CASCADE,
    at INTEGER NOT NULL, who TEXT, -- of staff; NULL: the program noted it with a promise
    -- 0 not said, 1 slip, 2 sms, 3 posted, 4 call; 5: another person took the place, who has
    -- been told nothing
    means INTEGER NOT NULL CHECK (means BETWEEN 0 AND 5),
    allocation INTEGER REFERENCES allocation (id), -- NULL: told that there is no seat
    vehicle INTEGER, board_place INTEGER, board_point INTEGER, board_at INTEGER,
    alight_place INTEGER, alight_point INTEGER, seat TEXT
) STRICT;
CREATE INDEX told_request ON told (request, id);

-- A promise that nobody was told of before counts as told, whoever writes the booking.
CREATE TRIGGER told_promise_1 AFTER INSERT ON booking
WHEN NEW.status > 1 AND NOT EXISTS (SELECT 1 FROM told WHERE request = NEW.request) BEGIN
    INSERT INTO told (request, at, means, allocation, vehicle, board_place, board_point, board_at,
        alight_place, alight_point, seat)
    SELECT request, NEW.status_at, 0, allocation, vehicle, board_place, board_point, board_at,
        alight_place, alight_point, seat FROM ride WHERE request = NEW.request;
END;
CREATE TRIGGER told_promise_2 AFTER UPDATE OF status ON booking
WHEN NEW.status > 1 AND NOT EXISTS (SELECT 1 FROM told WHERE request = NEW.request) BEGIN
    INSERT INTO told (request, at, means, allocation, vehicle, board_place, board_point, board_at,
        alight_place, alight_point, seat)
    SELECT request, NEW.status_at, 0, allocation, vehicle, board_place, board_point, board_at,
        alight_place, alight_point, seat FROM ride WHERE request = NEW.request;
END;
INSERT INTO told (request, at, means, allocation, vehicle, board_place, board_point, board_at,
    alight_place, alight_point, seat)
SELECT r.request, b.status_at, 0, r.allocation, r.vehicle, r.board_place, r.board_point,
    r.board_at, r.alight_place, r.alight_point, r.seat
FROM ride r JOIN booking b ON b.request = r.request WHERE r.status > 1;

-- Who believes what no longer stands. A first seat number after none is no change.
-- (Joined table by table: SQLite would work out a view on the right of a LEFT JOIN for all riders.)
CREATE VIEW told_changed AS
    SELECT t.id AS told, t.request, CASE
        WHEN t.means = 5 THEN 7                              -- another person
        WHEN b.request IS NULL THEN 1                        -- no seat any more
        WHEN b.allocation <> t.allocation THEN 2             -- another run
        WHEN (s.place, s.point, e.place, e.point) IS NOT
            (t.board_place, t.board_point, t.alight_place, t.alight_point) THEN 3 -- other stops
        WHEN s.at <> t.board_at THEN 4                       -- another time
        WHEN a.vehicle IS NOT t.vehicle THEN 5               -- another vehicle
        WHEN t.seat IS NOT NULL AND b.seat IS NOT t.seat THEN 6 -- another seat
        END AS change
    FROM told t JOIN request q ON q.id = t.request
    LEFT JOIN booking b ON b.request = t.request
    LEFT JOIN allocation a ON a.id = b.allocation
    LEFT JOIN stop s ON s.allocation = b.allocation AND s.seq = b.board
    LEFT JOIN stop e ON e.allocation = b.allocation AND e.seq = b.alight
    WHERE q.standing AND t.allocation IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM told l WHERE l.request = t.request AND l.id > t.id);

-- ---- finding ----

-- A name from each place that people begin to say it at, with the initials of its pinyin; names
-- with a character of several readings have a row for each. Like person, this is a person's data.
CREATE TABLE found_name (
    rider INTEGER NOT NULL REFERENCES rider (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL, name TEXT NOT NULL, initials TEXT NOT NULL,
    PRIMARY KEY (rider, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX found_by_name ON found_name (name);
CREATE INDEX found_by_initials ON found_name (initials) WHERE initials <> '';
-- Whose names are to be written down again; the program does so before each commit.
CREATE TABLE found_stale (rider INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER found_stale_1 AFTER INSERT ON person BEGIN
    INSERT OR IGNORE INTO found_stale VALUES (NEW.rider);
END;
CREATE TRIGGER found_stale_2 AFTER UPDATE OF name ON person WHEN OLD.name <> NEW.name BEGIN
    INSERT OR IGNORE INTO found_stale VALUES (NEW.rider);
END;
CREATE TRIGGER found_stale_3 AFTER DELETE ON person BEGIN
    DELETE FROM found_name WHERE rider = OLD.rider;
    DELETE FROM found_stale WHERE rider = OLD.rider;
END;
INSERT INTO found_stale SELECT rider FROM person;
CREATE INDEX person_phone_end ON person (substr(phone, -4)) WHERE phone IS NOT NULL;
CREATE INDEX person_document_end ON person (substr(document, -4));
CREATE INDEX person_employer ON person (employer) WHERE employer IS NOT NULL;
CREATE INDEX request_party ON request (party) WHERE party IS NOT NULL;

-- ---- calls ----

-- A list that was written for the telephone; its rows are known by their number.
CREATE TABLE call_list (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL,
    about INTEGER NOT NULL,  -- 0 a run, 1 whose promise changed, 2 who waits
    run INTEGER REFERENCES allocation (id)
) STRICT;
CREATE TABLE call_row (
    list INTEGER NOT NULL REFERENCES call_list (id),
    row INTEGER NOT NULL, -- from 1
    request INTEGER NOT NULL REFERENCES request (id) ON DELETE CASCADE,
    allocation INTEGER, -- what stood when it was written; NULL: no seat
    board INTEGER, alight INTEGER, seat TEXT,
    PRIMARY KEY (list, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_row_request ON call_row (request);
-- Every answer that was typed back; the last of a row counts.
CREATE TABLE call_answer (
    id INTEGER PRIMARY KEY,
    list INTEGER NOT NULL, row INTEGER NOT NULL,
    at INTEGER NOT NULL, who TEXT NOT NULL,
    answer INTEGER NOT NULL CHECK (answer BETWEEN 1 AND 4), -- told, no answer, declined, other day
    FOREIGN KEY (list, row) REFERENCES call_row (list, row) ON DELETE CASCADE
) STRICT;
CREATE INDEX call_answer_row ON call_answer (list, row);
-- Seats that came free: who was offered them, and who was passed over, and why.
CREATE TABLE offer (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL,
    run INTEGER NOT NULL REFERENCES allocation (id),
    request INTEGER NOT NULL REFERENCES request (id) ON DELETE CASCADE, -- of the party's first who waits
    riders INTEGER NOT NULL, seated INTEGER NOT NULL,
    reason INTEGER NOT NULL -- enum reason; 0: it was offered
) STRICT;
CREATE INDEX offer_request ON offer (request);
CREATE INDEX offer_run ON offer (run);
