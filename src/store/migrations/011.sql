-- What was done with the carrier about a ticket-block, step by step (enum ticket_step): facts. The
-- block's state and seats are its own.
CREATE TABLE ticket_step (
    id INTEGER PRIMARY KEY,
    allocation INTEGER NOT NULL REFERENCES allocation (id),
    step INTEGER NOT NULL CHECK (step BETWEEN 0 AND 4),
    seats INTEGER NOT NULL CHECK (seats >= 0),   -- of the block afterwards
    moved INTEGER NOT NULL CHECK (moved >= 0),   -- not allotted, or given back
    fen INTEGER NOT NULL, kept INTEGER NOT NULL, -- paid or refunded; what the carrier kept of it
    at INTEGER NOT NULL, who TEXT NOT NULL
) STRICT;
CREATE INDEX ticket_step_allocation ON ticket_step (allocation);
