/*
 * A sheet as it is read, whatever the format: cells come in, whole rows go out, with merged areas
 * filled and hidden columns marked. Holds one row.
 */
#ifndef HOMEWARD_WIRE_SHEET_H
#define HOMEWARD_WIRE_SHEET_H

#include "homeward/wire.h"

enum { SHEET_COLUMNS = 256, SHEET_ROW_BYTES = 200000, SHEET_AREAS = 100000 };

/* A merged area, from 1 and 0: rows as the sender counts, columns as a program does. */
struct sheet_area {
    int64_t from_row, to_row;
    int from_column, to_column;
    char *value; /* of its first cell, while rows of the area may still come */
    enum cell_kind kind;
};

struct sheet {
    const char *file, *name; /* name NULL: the table has none */
    table_row_fn *on_row;
    void *payload;
    struct err *err;
    int64_t row;
    bool row_hidden, any_hidden;
    int n_cells;
    size_t at[SHEET_COLUMNS]; /* where each cell's text begins in room; 0: empty */
    unsigned char kinds[SHEET_COLUMNS], hidden[SHEET_COLUMNS];
    struct str room;
    struct sheet_area *areas; /* by first row, those before `next` are in `open` or over */
    size_t n_areas, next, cap;
    struct sheet_area open[SHEET_COLUMNS];
    int n_open;
};

struct sheet *sheet_new(const char *file, table_row_fn *on_row, void *payload, struct err *err);
void sheet_free(struct sheet *sheet);
/* The next sheet of the file; forgets areas and hidden columns. Keeps no copy of name. */
void sheet_begin(struct sheet *sheet, const char *name);
/* An area known before its rows; all of them, then sheet_sort_areas. */
enum rc sheet_add_area(struct sheet *sheet, const struct sheet_area *area) RC_CHECK;
void sheet_sort_areas(struct sheet *sheet);
void sheet_hide_columns(struct sheet *sheet, int64_t from, int64_t to);

void sheet_begin_row(struct sheet *sheet, int64_t row, bool hidden);
/* Beyond the last column only empty cells are let pass; an empty one takes nothing away. */
enum rc sheet_put(struct sheet *sheet, int64_t column, const char *text,
                  enum cell_kind kind) RC_CHECK;
/* An area that begins at the cell just put: `across` and `down` cells beside it. */
enum rc sheet_span(struct sheet *sheet, int64_t column, int64_t across, int64_t down) RC_CHECK;
/* Covered by an area that began in a row above. */
bool sheet_covered(const struct sheet *sheet, int64_t column);
enum rc sheet_end_row(struct sheet *sheet) RC_CHECK;

/* "BC12" as column and row; false if it is no such thing. */
bool sheet_read_ref(const char *ref, int64_t *out_column, int64_t *out_row);

#endif
