/*
 * A rider of an XML list as rows of a table, one a trip, under headings that a table may use
 * (contract section 5): so a rejected rider can be written down, mended and sent as a table.
 */
#ifndef HOMEWARD_INTAKE_RAW_H
#define HOMEWARD_INTAKE_RAW_H

#include "homeward/intake.h"

enum raw_column {
    RAW_REF,
    RAW_NAME,
    RAW_DOCUMENT_TYPE,
    RAW_DOCUMENT,
    RAW_PHONE,
    RAW_EMPLOYER,
    RAW_HARDSHIP,
    RAW_HARDSHIP_NO,
    RAW_CONTACT,
    RAW_WITH,
    RAW_FREE_CHILD,
    RAW_DIRECTION, /* from here on: of a trip */
    RAW_FROM,
    RAW_TO,
    RAW_EARLIEST,
    RAW_PREFERRED,
    RAW_LATEST,
    RAW_MODES,
    RAW_PARTY,
    RAW_TOGETHER,
    RAW_NEEDS,
    RAW_LUGGAGE,
    RAW_CLASSES,
    RAW_SERVICES,
    RAW_APPLIED,
    RAW_COLUMNS
};

struct raw_rows {
    const char *cells[LIST_TRIPS][RAW_COLUMNS];
};

extern const struct list_columns raw_columns;

void raw_begin(struct raw_rows *rows);
/* `trip` counts from 0; columns of the rider go with trip 0. */
void raw_put(struct raw_rows *rows, int trip, enum raw_column column, const char *text);
/* Into row->raw, which then points into rows. */
void raw_finish(struct raw_rows *rows, struct list_row *row);

#endif
