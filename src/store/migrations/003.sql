-- Fetching lists: what became of the last try at each station, and what its server calls the copy
-- that was imported last.

ALTER TABLE station ADD COLUMN allow_private INTEGER NOT NULL DEFAULT 0;

CREATE TABLE station_fetch (
    station INTEGER PRIMARY KEY REFERENCES station (id),
    tried INTEGER NOT NULL, -- the last try
    came INTEGER,           -- the last try that brought the list, or found it unchanged
    outcome INTEGER NOT NULL CHECK (outcome BETWEEN 1 AND 3),
    error TEXT, zh TEXT, en TEXT, -- why the last try failed
    url TEXT, etag TEXT, modified TEXT -- of the copy that was imported last
) STRICT;
