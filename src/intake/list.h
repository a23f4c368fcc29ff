/* The readers of rider lists, one a format; list.c chooses among them by content. */
#ifndef HOMEWARD_INTAKE_LIST_H
#define HOMEWARD_INTAKE_LIST_H

#include "homeward/intake.h"

enum rc list_xml_read(struct source *source, const struct list_context *context,
                      const struct list_reader *sink, struct err *err) RC_CHECK;
/* table_read, or what stands in for it. */
typedef enum rc table_read_fn(struct source *source, enum wire_format format, table_row_fn *on_row,
                              void *payload, struct err *err);
enum rc list_rows_read(table_read_fn *read, struct source *source, enum wire_format format,
                       const struct list_context *context, const struct list_reader *sink,
                       struct err *err) RC_CHECK;
enum rc list_table_read(struct source *source, enum wire_format format,
                        const struct list_context *context, const struct list_reader *sink,
                        struct err *err) RC_CHECK;

#endif
