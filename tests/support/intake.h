/*
 * Rider lists for unit tests: a campaign with the real places, and a reader that gathers what a
 * list yields as short texts.
 */
#ifndef HOMEWARD_TESTS_INTAKE_H
#define HOMEWARD_TESTS_INTAKE_H

#include "homeward/intake.h"

/* Synthetic documents that are right. */
#define ID_A "379901198002080010"
#define ID_B "37990219910131002X"
#define ID_C "379903198501010036"
#define ID_D "379904197905050044"

/* 15 January to 31 March 2018, station of Jinan (370100), documents of 3799xx known. */
const struct list_context *intake_context(void);
/* The same with other first and last days. */
const struct campaign *intake_campaign(const char *starts, const char *ends);
struct day intake_day(const char *text);

struct got {
    const char *sheet, *ref, *name, *document, *phone, *employer, *remark, *party;
    const char *trips;  /* home 370100>411600 2018-02-07..2018-02-09; ... */
    const char *faults; /* code@heading code@heading, in the order found; "" if none */
    const char *cells;  /* the first raw row, | between */
    int64_t row, second_row;
    bool rejected, hardship;
    const char *classes, *services, *contact, *first_zh;
    unsigned modes, needs;
    struct day preferred;
};
struct gathered {
    struct arena arena;
    struct got *v;
    int n;
    size_t cap;
    int n_columns_calls;
    const char *headings; /* of the last sheet, | between */
    enum rc rc;
    struct err err;
};
void gather_csv(struct gathered *out, const char *csv);
void gather_mapped(struct gathered *out, const char *csv, const struct list_mapping *mappings,
                   int n);

/* A row as a workbook's reader gives it. Cells with | between; kinds and hidden: one letter a
 * cell (t text, n number, d date; 1 hidden), NULL: all text, none hidden. */
struct sheet_row {
    const char *sheet;
    int row;
    const char *cells, *kinds, *hidden;
    bool row_hidden;
};
void gather_rows(struct gathered *out, const struct sheet_row *rows, int n);
void gathered_clear(struct gathered *g);

#endif
