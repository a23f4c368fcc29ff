/*
 * Old workbooks (.xls, BIFF) in, through libfreexl, which opens files by name only and was written
 * for honest ones: it runs in a child with limits, on a copy that has no name but the one under
 * /proc/self/fd.
 */
#include "wire/biff_look.h"
#include "wire/cell.h"
#include "wire/child.h"
#include "wire/refuse.h"
#include "wire/sheet.h"
#include "wire/source.h"

#include <freexl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum rc damaged(const char *file, struct err *err) {
    return refuse(err, file, 0, RC_INVALID, "damaged-workbook",
                  BI("不是能读的 .xls 工作簿（可能损坏、有密码，或是别的 Office 文件），请发送方用 "
                     "Excel 另存为 .xlsx 再发",
                     "this is no .xls workbook that can be read (it may be damaged, have a "
                     "password, or be another Office file); ask the sender to save it as .xlsx in "
                     "Excel"));
}

static enum rc locked(const char *file, struct err *err) {
    return refuse(err, file, 0, RC_INVALID, "password",
                  BI("文件有密码，请发送方去掉密码后再发",
                     "the file has a password; ask the sender to send it without one"));
}

/* "2018-02-07 08:00:00", and a second before a full minute where the fraction of a day was cut. */
static enum rc put_instant(struct sheet *sheet, int64_t column, const char *text) {
    char out[CELL_NUMBER_TEXT];

    return cell_iso_date_text(text, out) ? sheet_put(sheet, column, out, CELL_DATE)
                                         : sheet_put(sheet, column, text, CELL_TEXT);
}

static enum rc put_time(struct sheet *sheet, int64_t column, const char *text) {
    char out[6];

    snprintf(out, sizeof out, "%.5s", text);
    return sheet_put(sheet, column, out, CELL_TEXT);
}

static enum rc put_cell(struct sheet *sheet, int64_t column, const FreeXL_CellValue *cell) {
    char out[CELL_NUMBER_TEXT];
    const char *text = cell->value.text_value;

    switch (cell->type) {
    case FREEXL_CELL_INT:
        snprintf(out, sizeof out, "%d", cell->value.int_value);
        return sheet_put(sheet, column, out, CELL_NUMBER);
    case FREEXL_CELL_DOUBLE:
        cell_number_text(cell->value.double_value, out);
        return sheet_put(sheet, column, out, CELL_NUMBER);
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
        return sheet_put(sheet, column, text ? text : "", CELL_TEXT);
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
        return put_instant(sheet, column, text ? text : "");
    case FREEXL_CELL_TIME:
        return put_time(sheet, column, text ? text : "");
    default:
        return RC_OK;
    }
}

/* ---- what the look found ---- */

struct workbook {
    const void *xls;
    struct sheet *sheet;
    struct biff_facts facts;
    size_t next; /* of the facts, as rows go by */
};

/* Areas and columns of a sheet, before its rows. */
static enum rc prepare(struct workbook *book, int sheet) {
    enum rc rc = RC_OK;

    for (size_t i = 0; rc == RC_OK && i < book->facts.n; i++) {
        const struct biff_fact *fact = &book->facts.v[i];
        if (fact->sheet != sheet)
            continue;
        if (fact->what == BIFF_COLUMNS)
            sheet_hide_columns(book->sheet, fact->column, fact->to_column);
        else if (fact->what == BIFF_AREA)
            rc = sheet_add_area(book->sheet, &(struct sheet_area){.from_row = fact->row + 1,
                                                                  .to_row = fact->to_row + 1,
                                                                  .from_column = fact->column,
                                                                  .to_column = fact->to_column});
    }
    sheet_sort_areas(book->sheet);
    return rc;
}

static int by_place(const void *a, const void *b) {
    const struct biff_fact *x = a, *y = b;

    if (x->sheet != y->sheet)
        return x->sheet < y->sheet ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static enum rc put_fact(struct sheet *sheet, const struct biff_fact *fact) {
    char out[CELL_NUMBER_TEXT];

    if (fact->what == BIFF_ROW) {
        sheet->row_hidden = true;
        return RC_OK;
    }
    if (fact->what == BIFF_TEXT)
        return sheet_put(sheet, fact->column, fact->text ? fact->text : "", CELL_TEXT);
    if (fact->what != BIFF_NUMBER)
        return RC_OK;
    cell_number_text(fact->number, out);
    return sheet_put(sheet, fact->column, out, CELL_NUMBER);
}

static enum rc put_facts(struct workbook *book, int sheet, int64_t row) {
    enum rc rc = RC_OK;
    const struct biff_facts *facts = &book->facts;

    for (; rc == RC_OK && book->next < facts->n; book->next++) {
        const struct biff_fact *fact = &facts->v[book->next];
        if (fact->sheet > sheet || (fact->sheet == sheet && fact->row > row))
            break;
        if (fact->sheet == sheet && fact->row == row)
            rc = put_fact(book->sheet, fact);
    }
    return rc;
}

/* ---- rows ---- */

static enum rc read_row(struct workbook *book, int sheet, unsigned row, unsigned columns) {
    FreeXL_CellValue cell;
    enum rc rc = RC_OK;

    sheet_begin_row(book->sheet, (int64_t)row + 1, false);
    for (unsigned c = 0; rc == RC_OK && c < columns; c++)
        if (freexl_get_cell_value(book->xls, row, (unsigned short)c, &cell) == FREEXL_OK)
            rc = put_cell(book->sheet, c, &cell);
    if (rc == RC_OK)
        rc = put_facts(book, sheet, row);
    return rc == RC_OK && book->sheet->n_cells ? sheet_end_row(book->sheet) : rc;
}

static enum rc read_sheet(struct workbook *book, int i) {
    const char *name = NULL;
    unsigned rows = 0;
    unsigned short columns = 0, at = (unsigned short)i;

    if (freexl_get_worksheet_name(book->xls, at, &name) != FREEXL_OK ||
        freexl_select_active_worksheet(book->xls, at) != FREEXL_OK ||
        freexl_worksheet_dimensions(book->xls, &rows, &columns) != FREEXL_OK)
        return damaged(book->sheet->file, book->sheet->err);
    sheet_begin(book->sheet, name ? name : "");
    enum rc rc = prepare(book, i);
    for (unsigned row = 0; rc == RC_OK && row < rows; row++)
        rc = read_row(book, i, row, columns);
    return rc;
}

static enum rc read_book(struct workbook *book) {
    unsigned password = 0, sheets = 0;
    enum rc rc = RC_OK;

    if (freexl_get_info(book->xls, FREEXL_BIFF_PASSWORD, &password) != FREEXL_OK ||
        freexl_get_info(book->xls, FREEXL_BIFF_SHEET_COUNT, &sheets) != FREEXL_OK || sheets > 256)
        return damaged(book->sheet->file, book->sheet->err);
    if (password == FREEXL_BIFF_OBFUSCATED)
        return locked(book->sheet->file, book->sheet->err);
    if (book->facts.n)
        qsort(book->facts.v, book->facts.n, sizeof *book->facts.v, by_place);
    for (int i = 0; rc == RC_OK && i < (int)sheets; i++)
        rc = read_sheet(book, i);
    return rc;
}

/* In the child. */
static enum rc read_here(struct source *source, table_row_fn *on_row, void *payload,
                         struct err *err) {
    char path[64];
    struct workbook book = {0};
    FILE *file;
    enum rc rc = source_spool(source, WORKBOOK_FILE_MAX, &file, err);

    if (rc != RC_OK)
        return rc;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(file));
    book.sheet = sheet_new(source->name, on_row, payload, err);
    biff_look(file, &book.facts);
    if (freexl_open(path, &book.xls) == FREEXL_OK)
        rc = read_book(&book);
    else
        rc = damaged(source->name, err);
    freexl_close(book.xls);
    biff_facts_clear(&book.facts);
    sheet_free(book.sheet);
    fclose(file);
    return rc;
}

enum rc xls_read(struct source *source, table_row_fn *on_row, void *payload, struct err *err) {
    return child_read(read_here, source, on_row, payload, err);
}
