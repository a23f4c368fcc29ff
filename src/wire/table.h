/* The readers of tables, one a format; table.c chooses among them. */
#ifndef HOMEWARD_WIRE_TABLE_H
#define HOMEWARD_WIRE_TABLE_H

#include "homeward/wire.h"

/* Text with comma, semicolon or tab, in UTF-8, UTF-16 or GB18030. */
enum rc csv_read(struct source *source, table_row_fn *on_row, void *payload,
                 struct err *err) RC_CHECK;

#endif
