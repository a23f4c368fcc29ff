-- Changes by hand after a plan. What a change did, row by row, is kept while it can be taken back:
-- SQLite's own changeset, which holds fields as their tables do (a person's data among them: what
-- erases people erases these rows too).
CREATE TABLE undo_entry (
    entry INTEGER PRIMARY KEY REFERENCES journal (id),
    rows BLOB,     -- NULL once it was taken back
    undone INTEGER -- when
) STRICT;

ALTER TABLE allocation ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0; -- facts that staff settled (enum run_fact): a supply file leaves them

-- SQLite notes a column that was added later, in a row written before that, as NULL: every row that
-- a change may write is written once more with all its columns. A migration that adds a column to
-- one of these tables does the same.
UPDATE allocation SET key = key;
UPDATE vehicle SET key = key;
UPDATE request SET rider = rider;
UPDATE rider SET ref = ref;
UPDATE person SET rider = rider;
UPDATE booking SET request = request;
