/* One row of a sheet under the columns of its header. */
#ifndef HOMEWARD_INTAKE_CELLS_H
#define HOMEWARD_INTAKE_CELLS_H

#include "intake/columns.h"

struct cells {
    const char *sheet; /* NULL for text */
    const struct columns *columns;
    const char *const *v; /* without blanks around */
    const unsigned char *kinds;
    int n;
    int64_t row;
    bool row_hidden;
    const char *employer; /* carried down from a row above, NULL */
};

/* Cells of a row of the table, which must outlive them; what has to be cut is copied. */
struct cells cells_make(struct arena *arena, const struct columns *columns,
                        const struct table_row *row);
const char *cells_at(const struct cells *cells, int column); /* "" beyond the end */
enum cell_kind cells_kind(const struct cells *cells, int column);
/* The first column of the field with anything in it, -1. */
int cells_find(const struct cells *cells, enum table_field field);
/* The text there, "" if there is none. */
const char *cells_get(const struct cells *cells, enum table_field field);
/* As the sender sees it: the heading of the cell that says it, else of the field, else
 * `otherwise`. */
const char *cells_heading(const struct cells *cells, enum table_field field, const char *otherwise);

/* Nobody stands in this row: empty, numbered only, a total, the foot, a title, a header again. */
bool cells_nobody(const struct cells *cells);

#endif
