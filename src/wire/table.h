/* The readers of tables, one a format; table.c chooses among them. */
#ifndef HOMEWARD_WIRE_TABLE_H
#define HOMEWARD_WIRE_TABLE_H

#include "homeward/wire.h"

typedef enum rc table_reader_fn(struct source *source, table_row_fn *on_row, void *payload,
                                struct err *err);

/* Text with comma, semicolon or tab, in UTF-8, UTF-16 or GB18030; lines as people type them. */
table_reader_fn csv_read RC_CHECK;
table_reader_fn xlsx_read RC_CHECK;
table_reader_fn xls_read RC_CHECK;
table_reader_fn spreadsheet_ml_read RC_CHECK;
table_reader_fn html_read RC_CHECK;

#endif
