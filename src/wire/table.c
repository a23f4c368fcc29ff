/* Tables of any format. */
#include "wire/table.h"

#include "wire/refuse.h"

enum rc table_read(struct source *source, enum wire_format format, table_row_fn *on_row,
                   void *payload, struct err *err) {
    static table_reader_fn *const readers[] = {[WIRE_TABLE_TEXT] = csv_read,
                                               [WIRE_XLSX] = xlsx_read,
                                               [WIRE_XLS] = xls_read,
                                               [WIRE_SPREADSHEET_ML] = spreadsheet_ml_read,
                                               [WIRE_HTML] = html_read};
    struct err local = {0};
    table_reader_fn *reader =
        (size_t)format < sizeof readers / sizeof *readers ? readers[format] : NULL;

    if (reader)
        return reader(source, on_row, payload, err ? err : &local);
    return refuse(err, source->name, 0, RC_INVALID, "unknown-format",
                  BI("文件是空的，或不是能读的名单（XML、CSV 或 Excel），请让发送方另存后再发",
                     "the file is empty or no list that can be read (XML, CSV or Excel); ask the "
                     "sender to save it as one"));
}
