/* Workbooks out, row by row: libxlsxwriter under our terms. Its names stop here. */
#ifndef HOMEWARD_WIRE_XLSX_OUT_H
#define HOMEWARD_WIRE_XLSX_OUT_H

#include "homeward/err.h"

#define XLSX_SHEET_NAME_MAX 128 /* bytes of a name that Excel takes: 31 UTF-16 units */

struct xlsx_out;
/* `temp` exists and is ours: the workbook is written over it at the end. */
struct xlsx_out *xlsx_out_new(const char *temp);
void xlsx_out_sheet(struct xlsx_out *x, const char *name);
void xlsx_out_row(struct xlsx_out *x, const char *const *cells, int n, int is_header);
/* RC_OK, RC_LIMIT where a sheet was too small, RC_IO where the disk was. */
enum rc xlsx_out_close(struct xlsx_out *x, const char *path, struct err *err) RC_CHECK;
void xlsx_out_free(struct xlsx_out *x); /* accepts NULL */

/* A name that Excel takes: without what it forbids, at most 31 UTF-16 units. */
void xlsx_sheet_name(const char *name, char out[XLSX_SHEET_NAME_MAX]);

#endif
