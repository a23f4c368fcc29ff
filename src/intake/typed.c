/* A rider typed by staff: a table of one row, so that it is judged as a list would be. */
#include "intake/list.h"
#include "intake/raw.h"

struct typed {
    const char *const *cells;
    list_row_fn *on_row;
    void *payload;
};

static const char *heading(int column) {
    return column == RAW_DAYS ? "乘车日期" : raw_columns.headings[column];
}

static bool always(int column) {
    return column == RAW_NAME || column == RAW_DOCUMENT || column == RAW_TO;
}

static enum rc put_rows(struct source *source, enum wire_format format, table_row_fn *on_row,
                        void *payload, struct err *err) {
    const struct typed *typed = source->payload;
    const char *headings[RAW_TYPED], *cells[RAW_TYPED];
    int n = 0;

    (void)format;
    for (int i = 0; i < RAW_TYPED; i++)
        if (typed->cells[i] || always(i)) {
            headings[n] = heading(i);
            cells[n++] = typed->cells[i] ? raw_as_table((enum raw_column)i, typed->cells[i]) : "";
        }
    enum rc rc =
        on_row(payload, &(struct table_row){.row = 1, .cells = headings, .n_cells = n}, err);
    return rc == RC_OK
               ? on_row(payload, &(struct table_row){.row = 2, .cells = cells, .n_cells = n}, err)
               : rc;
}

static int64_t no_bytes(void *payload, void *buf, size_t cap) {
    (void)payload;
    (void)buf;
    (void)cap;
    return 0;
}

static bool rewind_typed(void *payload) {
    (void)payload;
    return true;
}

static enum rc no_head(void *payload, const struct list_head *head, struct err *err) {
    (void)payload;
    (void)head;
    (void)err;
    return RC_OK;
}

static enum rc no_columns(void *payload, const struct list_columns *columns, struct err *err) {
    (void)payload;
    (void)columns;
    (void)err;
    return RC_OK;
}

static enum rc pass_row(void *payload, const struct list_row *row, struct err *err) {
    const struct typed *typed = payload;

    return typed->on_row(typed->payload, row, err);
}

enum rc list_read_typed(const struct list_context *context, const char *const *cells,
                        list_row_fn *on_row, void *payload, struct err *err) {
    struct typed typed = {cells, on_row, payload};
    struct source source = {"-", no_bytes, rewind_typed, &typed};
    const struct list_reader reader = {no_head, no_columns, pass_row, &typed};

    return list_rows_read(put_rows, &source, WIRE_TABLE_TEXT, context, &reader, err);
}
