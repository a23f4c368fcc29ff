/*
 * XLSX workbooks in: a zip of XML parts, read part by part, sheet by sheet (hidden sheets too).
 * Nothing is unpacked; what does not fit into a few megabytes of memory (shared strings) goes to a
 * temporary file without a name.
 */
#include "wire/table.h"
#include "wire/xlsx.h"

static enum rc read_sheet(struct xlsx *book, const struct xlsx_sheet *sheet, struct sheet *out) {
    sheet_begin(out, sheet->name);
    enum rc rc = xlsx_read_areas(book, sheet->part, out);

    return rc == RC_OK ? xlsx_read_rows(book, sheet->part, out) : rc;
}

static enum rc read_book(struct xlsx *book, struct sheet *sheet) {
    enum rc rc = xlsx_read_book(book);

    if (rc == RC_OK)
        rc = xlsx_read_styles(book);
    if (rc == RC_OK)
        rc = xlsx_read_strings(book);
    for (int i = 0; rc == RC_OK && i < book->n_sheets; i++)
        rc = read_sheet(book, &book->sheets[i], sheet);
    if (rc == RC_OK)
        rc = zip_in_finish(book->zip, book->err);
    /* a reader of XML says no more than that reading failed; the zip knows why */
    return rc != RC_OK && zip_in_fault(book->zip) != RC_OK ? zip_in_fault(book->zip) : rc;
}

enum rc xlsx_read(struct source *source, table_row_fn *on_row, void *payload, struct err *err) {
    struct xlsx book = {.file = source->name, .err = err};

    book.zip = zip_in_open(source, book.err);
    if (!book.zip)
        return book.err->rc;
    book.sheets = mem_array(XLSX_SHEETS, sizeof *book.sheets);
    book.texts = spill_new();
    struct sheet *sheet = sheet_new(source->name, on_row, payload, book.err);
    enum rc rc = read_book(&book, sheet);
    sheet_free(sheet);
    spill_free(book.texts);
    mem_free(book.dates);
    mem_free(book.sheets);
    zip_in_close(book.zip);
    return rc;
}
