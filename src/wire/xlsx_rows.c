/* The rows of an XLSX sheet. */
#include "wire/cell.h"
#include "wire/refuse.h"
#include "wire/sax.h"
#include "wire/xlsx.h"

#include <string.h>

/* The elements that hold a cell's text. */
enum within { WITHIN_NOTHING, WITHIN_VALUE, WITHIN_INLINE };

struct rows {
    struct xlsx *book;
    struct sheet *sheet;
    struct str text; /* of the cell at hand */
    enum within within;
    bool in_row, in_cell, in_reading;
    int64_t row, column;
    size_t style;
    char
        type; /* first letters of t: n number, s shared, S str, i inline, b bool, e error, d date */
};

static void open_row(struct rows *r, const struct xml_attr *attrs, int n) {
    r->row = sax_attr_number(attrs, n, "r", r->row + 1);
    r->column = -1;
    r->in_row = true;
    sheet_begin_row(r->sheet, r->row, sax_attr_true(attrs, n, "hidden"));
}

static char type_of(const char *t) {
    if (!t)
        return 'n';
    return strcmp(t, "str") == 0 ? 'S' : t[0];
}

static void open_cell(struct rows *r, const struct xml_attr *attrs, int n) {
    const char *ref = xml_attr_get(attrs, n, "r");
    int64_t column, row;

    r->column = ref && sheet_read_ref(ref, &column, &row) ? column : r->column + 1;
    r->style = (size_t)sax_attr_number(attrs, n, "s", 0);
    r->type = type_of(xml_attr_get(attrs, n, "t"));
    r->in_cell = true;
    str_reset(&r->text);
}

static enum rc on_open(void *payload, const char *ns, const char *element,
                       const struct xml_attr *attrs, int n, int64_t line, struct err *err) {
    struct rows *r = payload;

    (void)ns, (void)line, (void)err;
    r->within = WITHIN_NOTHING;
    if (r->in_cell) {
        if (strcmp(element, "v") == 0)
            r->within = WITHIN_VALUE;
        else if (strcmp(element, "rPh") == 0)
            r->in_reading = true;
        else if (strcmp(element, "t") == 0 && !r->in_reading)
            r->within = WITHIN_INLINE;
    } else if (r->in_row) {
        if (strcmp(element, "c") == 0)
            open_cell(r, attrs, n);
    } else if (strcmp(element, "row") == 0) {
        open_row(r, attrs, n);
    } else if (strcmp(element, "col") == 0 && sax_attr_true(attrs, n, "hidden")) {
        sheet_hide_columns(r->sheet, sax_attr_number(attrs, n, "min", 1) - 1,
                           sax_attr_number(attrs, n, "max", 1) - 1);
    }
    return RC_OK;
}

/* ---- a cell's value ---- */

static enum rc put_shared(struct rows *r, const char *index) {
    int64_t i;
    const char *text = text_int64(index, 0, INT32_MAX, &i) ? spill_get(r->book->texts, i) : NULL;

    if (!text)
        return refuse(r->sheet->err, r->sheet->file, r->row, RC_INVALID, "damaged-workbook",
                      BI("工作簿损坏：这一行有一格指向不存在的文字，请发送方另存后再发",
                         "the workbook is damaged: a cell of this row points to a text that is not "
                         "there; ask the sender to save it again"));
    return sheet_put(r->sheet, r->column, text, CELL_TEXT);
}

static enum rc put_number(struct rows *r, const char *text) {
    char out[CELL_NUMBER_TEXT];
    enum cell_kind kind = CELL_NUMBER;
    double value;

    if (!cell_read_number(text, &value))
        return sheet_put(r->sheet, r->column, text, CELL_TEXT);
    if (r->style < r->book->n_styles && r->book->dates[r->style])
        kind = cell_date_text(value, r->book->date1904, out);
    else
        cell_number_text(value, out);
    return sheet_put(r->sheet, r->column, out, kind);
}

static enum rc put_cell(struct rows *r) {
    char out[CELL_NUMBER_TEXT];
    const char *text = str_get(&r->text);

    if (r->text.full)
        return refuse_long_cell(r->sheet->err, r->sheet->file, r->row);
    if (!text[0] || r->type == 'e')
        return sheet_put(r->sheet, r->column, "", CELL_TEXT);
    if (r->type == 's')
        return put_shared(r, text);
    if (r->type == 'n')
        return put_number(r, text);
    if (r->type == 'b')
        return sheet_put(r->sheet, r->column,
                         strcmp(text, "0") == 0 || strcmp(text, "false") == 0 ? "0" : "1",
                         CELL_NUMBER);
    if (r->type == 'd' && cell_iso_date_text(text, out))
        return sheet_put(r->sheet, r->column, out, CELL_DATE);
    xlsx_unescape(r->text.s);
    return sheet_put(r->sheet, r->column, text, CELL_TEXT);
}

static enum rc on_close(void *payload, const char *element, int64_t line, struct err *err) {
    struct rows *r = payload;

    (void)line, (void)err;
    r->within = WITHIN_NOTHING;
    if (r->in_cell && strcmp(element, "c") == 0) {
        r->in_cell = false;
        return put_cell(r);
    }
    if (strcmp(element, "rPh") == 0)
        r->in_reading = false;
    if (r->in_row && !r->in_cell && strcmp(element, "row") == 0) {
        r->in_row = false;
        return sheet_end_row(r->sheet);
    }
    return RC_OK;
}

static void on_text(void *payload, const char *bytes, size_t n) {
    struct rows *r = payload;

    if (r->within != WITHIN_NOTHING)
        str_addn(&r->text, bytes, n);
}

enum rc xlsx_read_rows(struct xlsx *book, const char *part, struct sheet *sheet) {
    struct rows rows = {.book = book, .sheet = sheet, .text = STR_MAX(SHEET_ROW_BYTES)};
    struct sax_handler handler = {on_open, on_close, on_text, &rows, false, NULL};
    struct source source;
    enum rc rc = zip_in_entry(book->zip, part, &source, book->err);

    if (rc == RC_OK)
        rc = sax_read(&source, &handler, book->err);
    str_clear(&rows.text);
    return rc;
}
