-- A rejected rider has one row or two, in order: the two may bear the same number, as trips of one
-- rider in XML do, or rows of two sheets.
CREATE TABLE rejected_cells (
    rejected INTEGER NOT NULL REFERENCES rejected (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    row INTEGER NOT NULL,
    cells BLOB NOT NULL, -- each ended by NUL
    PRIMARY KEY (rejected, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO rejected_cells (rejected, seq, row, cells)
SELECT rejected, row_number() OVER (PARTITION BY rejected ORDER BY row) - 1, row, cells FROM rejected_row;
DROP TABLE rejected_row;
ALTER TABLE rejected_cells RENAME TO rejected_row;
