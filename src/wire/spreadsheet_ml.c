/* SpreadsheetML, the XML of Excel 2003: what several manifest systems write under the name .xls. */
#include "wire/cell.h"
#include "wire/refuse.h"
#include "wire/sax.h"
#include "wire/sheet.h"
#include "wire/table.h"

#include <string.h>

#define NAMESPACE "urn:schemas-microsoft-com:office:spreadsheet"

struct workbook {
    struct sheet *sheet;
    char name[256];
    struct str text;
    char type[16]; /* of the data at hand: String, Number, DateTime, Boolean, Error */
    int64_t row, column, next_column; /* columns of Column elements count in next_column too */
    int64_t across, down;
    bool in_row, in_cell, in_data, in_comment;
};

/* Where the file says that this row, column or cell stands: never before one that was there. */
static int64_t index_of(const struct xml_attr *attrs, int n, int64_t next) {
    int64_t index = sax_attr_number(attrs, n, "Index", next);

    return index > next ? index : next;
}

static void open_sheet(struct workbook *w, const struct xml_attr *attrs, int n) {
    const char *name = xml_attr_get(attrs, n, "Name");

    snprintf(w->name, sizeof w->name, "%s", name ? name : "");
    sheet_begin(w->sheet, w->name);
    w->row = 0;
    w->next_column = 1;
}

static void open_column(struct workbook *w, const struct xml_attr *attrs, int n) {
    int64_t from = index_of(attrs, n, w->next_column);
    int64_t to = from + sax_attr_number(attrs, n, "Span", 0);

    if (sax_attr_true(attrs, n, "Hidden"))
        sheet_hide_columns(w->sheet, from - 1, to - 1);
    w->next_column = to + 1;
}

static void open_row(struct workbook *w, const struct xml_attr *attrs, int n) {
    w->row = index_of(attrs, n, w->row + 1);
    w->next_column = 1;
    w->in_row = true;
    sheet_begin_row(w->sheet, w->row, sax_attr_true(attrs, n, "Hidden"));
    w->row += sax_attr_number(attrs, n, "Span", 0); /* as many empty rows like it */
}

static void open_cell(struct workbook *w, const struct xml_attr *attrs, int n) {
    while (sheet_covered(w->sheet, w->next_column - 1))
        w->next_column++; /* LibreOffice leaves out what is covered from above */
    w->column = index_of(attrs, n, w->next_column);
    w->across = sax_attr_number(attrs, n, "MergeAcross", 0);
    w->down = sax_attr_number(attrs, n, "MergeDown", 0);
    w->next_column = w->column + w->across + 1;
    w->in_cell = true;
    w->type[0] = '\0';
    str_reset(&w->text);
}

static enum rc on_open(void *payload, const char *ns, const char *element,
                       const struct xml_attr *attrs, int n, int64_t line, struct err *err) {
    struct workbook *w = payload;

    (void)line, (void)err;
    if (!ns || strcmp(ns, NAMESPACE) != 0)
        return RC_OK; /* rich text inside Data, settings of Excel's windows */
    if (w->in_cell) {
        const char *type = xml_attr_get(attrs, n, "Type");
        w->in_comment |= strcmp(element, "Comment") == 0 || strcmp(element, "PhoneticText") == 0;
        w->in_data |= !w->in_comment && strcmp(element, "Data") == 0;
        if (w->in_data && type)
            snprintf(w->type, sizeof w->type, "%s", type);
    } else if (w->in_row && strcmp(element, "Cell") == 0) {
        open_cell(w, attrs, n);
    } else if (strcmp(element, "Worksheet") == 0) {
        open_sheet(w, attrs, n);
    } else if (strcmp(element, "Column") == 0) {
        open_column(w, attrs, n);
    } else if (strcmp(element, "Row") == 0) {
        open_row(w, attrs, n);
    }
    return RC_OK;
}

static enum rc put_cell(struct workbook *w) {
    char out[CELL_NUMBER_TEXT];
    const char *text = str_get(&w->text);
    double value;

    if (w->text.full)
        return refuse_long_cell(w->sheet->err, w->sheet->file, w->sheet->row);
    if (strcmp(w->type, "Error") == 0)
        return sheet_put(w->sheet, w->column - 1, "", CELL_TEXT);
    if (strcmp(w->type, "Boolean") == 0)
        return sheet_put(w->sheet, w->column - 1, text, CELL_NUMBER);
    if (strcmp(w->type, "DateTime") == 0 && cell_iso_date_text(text, out))
        return sheet_put(w->sheet, w->column - 1, out, CELL_DATE);
    if (strcmp(w->type, "Number") == 0 && cell_read_number(text, &value)) {
        cell_number_text(value, out);
        return sheet_put(w->sheet, w->column - 1, out, CELL_NUMBER);
    }
    return sheet_put(w->sheet, w->column - 1, text, CELL_TEXT);
}

static enum rc close_cell(struct workbook *w) {
    enum rc rc = put_cell(w);

    w->in_cell = false;
    return rc == RC_OK ? sheet_span(w->sheet, w->column - 1, w->across, w->down) : rc;
}

static enum rc on_close(void *payload, const char *element, int64_t line, struct err *err) {
    struct workbook *w = payload;

    (void)line, (void)err;
    if (strcmp(element, "Data") == 0) {
        w->in_data = false;
    } else if (strcmp(element, "Comment") == 0 || strcmp(element, "PhoneticText") == 0) {
        w->in_comment = false;
    } else if (w->in_cell && strcmp(element, "Cell") == 0) {
        return close_cell(w);
    } else if (w->in_row && !w->in_cell && strcmp(element, "Row") == 0) {
        w->in_row = false;
        return sheet_end_row(w->sheet);
    }
    return RC_OK;
}

static void on_text(void *payload, const char *bytes, size_t n) {
    struct workbook *w = payload;

    if (w->in_data && !w->in_comment)
        str_addn(&w->text, bytes, n);
}

enum rc spreadsheet_ml_read(struct source *source, table_row_fn *on_row, void *payload,
                            struct err *err) {
    struct workbook workbook = {.sheet = sheet_new(source->name, on_row, payload, err),
                                .text = STR_MAX(SHEET_ROW_BYTES)};
    struct sax_handler handler = {on_open, on_close, on_text, &workbook, true, NULL};

    sheet_begin(workbook.sheet, workbook.name);
    enum rc rc = sax_read(source, &handler, err);
    str_clear(&workbook.text);
    sheet_free(workbook.sheet);
    return rc;
}
