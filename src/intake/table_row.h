/* Rows of a table to the facts of a rider (contract section 5). */
#ifndef HOMEWARD_INTAKE_TABLE_ROW_H
#define HOMEWARD_INTAKE_TABLE_ROW_H

#include "intake/cells.h"
#include "intake/row.h"

/* The document as it stands in the row, folded; false if there is none. */
bool table_read_number(struct row_reader *reader, const struct cells *cells, struct document *out);

/* Everything that the row says of the person, and its other cells as a remark. */
void table_read_person(struct row_reader *reader, const struct cells *cells);
/* The rider's second row says the same of the person, or it is a warning. */
void table_read_again(struct row_reader *reader, const struct cells *cells);

/* The trip of the row, and a second one if it has a return date. Returns whether the directions are
 * certain: said in the row, or told by places that are known. */
bool table_read_trips(struct row_reader *reader, const struct cells *cells);

#endif
