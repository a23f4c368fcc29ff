#include "wire/xlsx_out.h"

#include "homeward/mem.h"
#include "homeward/str.h"

#include "wire/xlsx_book.h"
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#define CELL_UNITS 32767 /* of UTF-16: what Excel takes in a cell */
#define NAME_UNITS 31
#define WIDTHS 256 /* columns whose width follows their content */
#define WIDTH_MIN 6
#define WIDTH_MAX 48
#define TEXT_FORMAT "@" /* what is typed later stays text, too */

struct xlsx_out {
    lxw_workbook *book; /* NULL once closed */
    lxw_worksheet *sheet;
    lxw_format *text, *header;
    lxw_row_t row;
    size_t widths[WIDTHS];
    lxw_error failed; /* the first one */
};

static void note(struct xlsx_out *x, lxw_error error) {
    if (x->failed == LXW_NO_ERROR)
        x->failed = error;
}

struct xlsx_out *xlsx_out_new(const char *temp) {
    struct xlsx_out *x = mem_alloc(sizeof *x);

    x->book = xlsx_book_new(temp, true);
    x->text = workbook_add_format(x->book);
    format_set_num_format(x->text, TEXT_FORMAT);
    x->header = workbook_add_format(x->book);
    format_set_num_format(x->header, TEXT_FORMAT);
    format_set_bold(x->header);
    return x;
}

/* ---- sheets ---- */

static size_t utf16_units(uint32_t code) {
    return code > 0xffff ? 2 : 1;
}

/* Bytes of the beginning of text that fits in so many units. */
static size_t fitting(const char *text, size_t units) {
    size_t left = strlen(text), at = 0, n;
    uint32_t code;

    while ((n = utf8_next(text + at, left, &code)) > 0 && utf16_units(code) <= units) {
        units -= utf16_units(code);
        at += n;
        left -= n;
    }
    return at;
}

void xlsx_sheet_name(const char *name, char out[XLSX_SHEET_NAME_MAX]) {
    size_t len = fitting(name, NAME_UNITS);

    snprintf(out, XLSX_SHEET_NAME_MAX, "%.*s", (int)len, name);
    for (char *c = out; *c; c++)
        if ((unsigned char)*c < ' ' || strchr("[]:*?/\\", *c))
            *c = '_';
    len = strlen(out);
    if (len && out[0] == '\'')
        out[0] = '_';
    if (len && out[len - 1] == '\'')
        out[len - 1] = '_';
    if (!len)
        snprintf(out, XLSX_SHEET_NAME_MAX, "_");
}

/* The rows wait in a file of the library's, which does not look whether they got there. */
static void end_sheet(struct xlsx_out *x) {
    if (!x->sheet)
        return;
    lxw_worksheet_write_single_row(x->sheet);
    if (fflush(x->sheet->optimize_tmpfile) != 0 || ferror(x->sheet->optimize_tmpfile))
        note(x, LXW_ERROR_CREATING_TMPFILE);
    for (int i = 0; i < WIDTHS; i++) {
        size_t width = x->widths[i] + 2;
        if (x->widths[i])
            worksheet_set_column(x->sheet, (lxw_col_t)i, (lxw_col_t)i,
                                 width < WIDTH_MIN   ? WIDTH_MIN
                                 : width > WIDTH_MAX ? WIDTH_MAX
                                                     : (double)width,
                                 NULL);
        x->widths[i] = 0;
    }
}

/* Two sheets of one name: the second is numbered, its end cut where the number needs room. */
static void free_name(struct xlsx_out *x, const char *name, char out[XLSX_SHEET_NAME_MAX]) {
    char number[16];

    xlsx_sheet_name(name, out);
    for (int i = 2; workbook_get_worksheet_by_name(x->book, out) && i < 10000; i++) {
        snprintf(number, sizeof number, " (%d)", i);
        xlsx_sheet_name(name, out);
        size_t len = fitting(out, NAME_UNITS - strlen(number));
        snprintf(out + len, XLSX_SHEET_NAME_MAX - len, "%s", number);
    }
}

void xlsx_out_sheet(struct xlsx_out *x, const char *name) {
    char own[XLSX_SHEET_NAME_MAX];

    end_sheet(x);
    free_name(x, name, own);
    x->sheet = workbook_add_worksheet(x->book, own);
    x->row = 0;
    if (!x->sheet)
        note(x, LXW_ERROR_CREATING_TMPFILE);
}

/* ---- rows ---- */

static void write_cell(struct xlsx_out *x, int column, const char *text, lxw_format *format) {
    size_t len = strlen(text), fits = fitting(text, CELL_UNITS);
    char *cut = NULL;

    if (column < WIDTHS && utf8_columns(text) > x->widths[column])
        x->widths[column] = utf8_columns(text);
    if (fits < len) {
        cut = mem_array(fits + 1, 1);
        memcpy(cut, text, fits);
    }
    note(x, worksheet_write_string(x->sheet, x->row, (lxw_col_t)column, cut ? cut : text, format));
    mem_free(cut);
}

void xlsx_out_row(struct xlsx_out *x, const char *const *cells, int n, int is_header) {
    if (!x->sheet && x->failed == LXW_NO_ERROR)
        xlsx_out_sheet(x, "Sheet1");
    if (!x->sheet)
        return;
    for (int i = 0; i < n; i++)
        if (cells[i][0])
            write_cell(x, i, cells[i], is_header ? x->header : x->text);
    x->row++;
    if (is_header)
        worksheet_freeze_panes(x->sheet, x->row, 0);
}

/* ---- the end ---- */

enum rc xlsx_out_close(struct xlsx_out *x, const char *path, struct err *err) {
    if (!x->sheet && x->failed == LXW_NO_ERROR)
        xlsx_out_sheet(x, "Sheet1");
    end_sheet(x);
    if (x->failed == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
        return err_set(
            err, RC_LIMIT, "too-many-rows", "表格 %s 超出了 Excel 一张表的行数或列数，请改用 CSV",
            "the table %s has more rows or columns than a sheet of Excel; use CSV", path);
    lxw_workbook *book = x->book;
    x->book = NULL;
    return xlsx_book_close(book, x->failed, path, err);
}

void xlsx_out_free(struct xlsx_out *x) {
    if (!x)
        return;
    lxw_workbook_free(x->book);
    mem_free(x);
}
