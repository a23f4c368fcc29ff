/*
 * A rider of an XML list as rows of a table, one a trip, under headings that a table may use
 * (contract section 5): so a rejected rider can be written down, mended and sent as a table.
 */
#ifndef HOMEWARD_INTAKE_RAW_H
#define HOMEWARD_INTAKE_RAW_H

#include "homeward/intake.h"

struct raw_rows {
    const char *cells[LIST_TRIPS][RAW_COLUMNS];
};

extern const struct list_columns raw_columns;

/* A word of XML as a table says it. */
const char *raw_as_table(enum raw_column column, const char *text);
void raw_begin(struct raw_rows *rows);
/* `trip` counts from 0; columns of the rider go with trip 0. */
void raw_put(struct raw_rows *rows, int trip, enum raw_column column, const char *text);
/* Into row->raw, which then points into rows. */
void raw_finish(struct raw_rows *rows, struct list_row *row);

#endif
