/* Tables as text, for tests: "1: 姓名|=3" is row 1 with a text and a number, "[名单]" a sheet. */
#ifndef HOMEWARD_TESTS_ROWS_H
#define HOMEWARD_TESTS_ROWS_H

#include "homeward/wire.h"

struct rows {
    enum wire_format format;
    enum rc rc;
    struct err err;
    struct str text; /* a line a row; = number, @ day, # hidden column before a cell */
    int n;
};
void rows_of_bytes(const void *bytes, size_t n, struct rows *out);
void rows_of_text(const char *text, struct rows *out);
/* A file of tests/support/sheets/. */
void rows_of_sheet(const char *name, struct rows *out);
/* The table as it is, whatever wire_sniff would say. */
void rows_of_format(enum wire_format format, const void *bytes, size_t n, struct rows *out);
void rows_clear(struct rows *rows);

#endif
