-- Who really travelled: one row of boarding for each return of a departure, the last one stands.
-- Nothing here is overwritten: a correction is another return. Counts are never stored.

CREATE TABLE boarding (
    id INTEGER PRIMARY KEY,
    allocation INTEGER NOT NULL REFERENCES allocation (id),
    version INTEGER NOT NULL, -- of the printed manifest that it was read by; 0: not by paper
    source INTEGER NOT NULL CHECK (source BETWEEN 0 AND 2), -- enum boarding_source
    recorded INTEGER NOT NULL, who TEXT NOT NULL
) STRICT;
CREATE INDEX boarding_allocation ON boarding (allocation);

-- Everybody on that paper, and who came without a seat. No person's data: somebody who is not
-- registered is a row without a request. A request that goes leaves its row, which still counts.
CREATE TABLE boarding_row (
    boarding INTEGER NOT NULL REFERENCES boarding (id),
    seq INTEGER NOT NULL,
    outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 3), -- enum boarding_outcome
    request INTEGER REFERENCES request (id) ON DELETE SET NULL,
    seat TEXT,
    PRIMARY KEY (boarding, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX boarding_row_request ON boarding_row (request) WHERE request IS NOT NULL;

CREATE TRIGGER boarding_kept_1 BEFORE UPDATE ON boarding BEGIN SELECT RAISE (ABORT, 'a return is not changed'); END;
CREATE TRIGGER boarding_kept_2 BEFORE DELETE ON boarding BEGIN SELECT RAISE (ABORT, 'a return is not changed'); END;
CREATE TRIGGER boarding_kept_3 BEFORE UPDATE OF boarding, seq, outcome, seat ON boarding_row BEGIN SELECT RAISE (ABORT, 'a return is not changed'); END;
CREATE TRIGGER boarding_kept_4 BEFORE DELETE ON boarding_row BEGIN SELECT RAISE (ABORT, 'a return is not changed'); END;
