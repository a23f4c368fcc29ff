/* Tables of any format. */
#include "wire/table.h"

enum rc table_read(struct source *source, enum wire_format format, table_row_fn *on_row,
                   void *payload, struct err *err) {
    if (format == WIRE_TABLE_TEXT)
        return csv_read(source, on_row, payload, err);
    rc_ignore(err_set(
        err, RC_INVALID, "unknown-format", "文件不是能读的名单（XML 或 CSV），请让发送方另存后再发",
        "the file is no list that can be read (XML or CSV); ask the sender to save it as one"));
    err_at(err, source->name, 0);
    return RC_INVALID;
}
