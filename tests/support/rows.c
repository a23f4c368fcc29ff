#include "support/rows.h"

#include <stdlib.h>
#include <string.h>

struct taking {
    struct rows *rows;
    char sheet[256];
};

static void add_cell(struct str *text, const struct table_row *row, int i) {
    static const char *const marks[] = {[CELL_TEXT] = "", [CELL_NUMBER] = "=", [CELL_DATE] = "@"};

    str_addf(text, "%s%s%s%s", i ? "|" : " ", row->hidden && row->hidden[i] ? "#" : "",
             row->kinds ? marks[row->kinds[i]] : "", row->cells[i]);
}

static enum rc take_row(void *payload, const struct table_row *row, struct err *err) {
    struct taking *taking = payload;
    struct str *text = &taking->rows->text;

    (void)err;
    if (row->sheet && strcmp(row->sheet, taking->sheet) != 0) {
        snprintf(taking->sheet, sizeof taking->sheet, "%s", row->sheet);
        str_addf(text, "[%s]\n", row->sheet);
    }
    str_addf(text, "%lld%s:", (long long)row->row, row->row_hidden ? "#" : "");
    for (int i = 0; i < row->n_cells; i++)
        add_cell(text, row, i);
    str_add(text, "\n");
    taking->rows->n++;
    return RC_OK;
}

static void read_as(struct source *source, bool sniff, struct rows *out) {
    struct taking taking = {.rows = out, .sheet = ""};

    out->text = STR_MAX((size_t)64 << 20);
    out->err = (struct err){0};
    out->n = 0;
    out->rc = sniff ? wire_sniff(source, &out->format, &out->err) : RC_OK;
    if (out->rc == RC_OK)
        out->rc = table_read(source, out->format, take_row, &taking, &out->err);
    source_close(source);
}

void rows_of_bytes(const void *bytes, size_t n, struct rows *out) {
    struct source source;

    source_memory("test", bytes, n, &source);
    read_as(&source, true, out);
}

void rows_of_text(const char *text, struct rows *out) {
    rows_of_bytes(text, strlen(text), out);
}

void rows_of_format(enum wire_format format, const void *bytes, size_t n, struct rows *out) {
    struct source source;

    source_memory("test", bytes, n, &source);
    out->format = format;
    read_as(&source, false, out);
}

void rows_of_sheet(const char *name, struct rows *out) {
    const char *tests = getenv("TESTS");
    char path[4096];
    struct source source;

    snprintf(path, sizeof path, "%s/support/sheets/%s", tests ? tests : "tests", name);
    *out = (struct rows){.text = STR_MAX(1)};
    out->rc = source_open(path, &source, &out->err);
    if (out->rc == RC_OK)
        read_as(&source, true, out);
}

void rows_clear(struct rows *rows) {
    str_clear(&rows->text);
}
