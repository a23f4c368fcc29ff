#include "wire/sheet.h"

#include "wire/refuse.h"
#include "wire/text.h"

#include <stdlib.h>
#include <string.h>

struct sheet *sheet_new(const char *file, table_row_fn *on_row, void *payload, struct err *err) {
    struct sheet *s = mem_alloc(sizeof *s);

    s->file = file;
    s->on_row = on_row;
    s->payload = payload;
    s->err = err;
    s->room = STR_MAX(SHEET_ROW_BYTES + SHEET_COLUMNS + 1);
    return s;
}

static void close_areas(struct sheet *s) {
    for (int i = 0; i < s->n_open; i++)
        mem_free(s->open[i].value);
    s->n_open = 0;
}

void sheet_free(struct sheet *s) {
    if (!s)
        return;
    close_areas(s);
    mem_free(s->areas);
    str_clear(&s->room);
    mem_free(s);
}

void sheet_begin(struct sheet *s, const char *name) {
    close_areas(s);
    s->name = name;
    s->n_areas = s->next = 0;
    s->any_hidden = false;
    memset(s->hidden, 0, sizeof s->hidden);
    s->row = 0;
}

static enum rc too_wide(const struct sheet *s) {
    return refuse(s->err, s->file, s->row, RC_LIMIT, "too-wide",
                  BI("这一行过长（超过 200 kB 或 256 列），请检查是不是名单",
                     "this row is too long (over 200 kB or 256 columns); check that it is a list"));
}

/* ---- areas ---- */

static enum rc too_many_areas(const struct sheet *s) {
    return refuse(s->err, s->file, s->row, RC_INVALID, "merged-cells",
                  BI("表里的合并单元格过多或互相重叠，请发送方取消合并后再发",
                     "the sheet has too many merged cells, or they overlap; ask the sender to "
                     "unmerge them"));
}

enum rc sheet_add_area(struct sheet *s, const struct sheet_area *area) {
    if (s->n_areas == SHEET_AREAS)
        return too_many_areas(s);
    if (area->from_column < SHEET_COLUMNS && area->to_row >= area->from_row)
        VEC_PUSH(s->areas, s->n_areas, s->cap, *area);
    return RC_OK;
}

static int by_first_row(const void *a, const void *b) {
    const struct sheet_area *x = a, *y = b;

    return (x->from_row > y->from_row) - (x->from_row < y->from_row);
}

void sheet_sort_areas(struct sheet *s) {
    if (s->n_areas)
        qsort(s->areas, s->n_areas, sizeof *s->areas, by_first_row);
}

static enum rc open_area(struct sheet *s, const struct sheet_area *area) {
    if (s->n_open == SHEET_COLUMNS)
        return too_many_areas(s);
    s->open[s->n_open] = *area;
    s->open[s->n_open++].value = NULL;
    return RC_OK;
}

static void drop_finished(struct sheet *s) {
    int kept = 0;

    for (int i = 0; i < s->n_open; i++)
        if (s->open[i].to_row < s->row)
            mem_free(s->open[i].value);
        else
            s->open[kept++] = s->open[i];
    s->n_open = kept;
}

/* Areas that reach into this row; one whose first row is not in the file has no value. */
static enum rc open_areas(struct sheet *s) {
    enum rc rc = RC_OK;

    for (; rc == RC_OK && s->next < s->n_areas && s->areas[s->next].from_row <= s->row; s->next++)
        if (s->areas[s->next].to_row >= s->row)
            rc = open_area(s, &s->areas[s->next]);
    return rc;
}

static const char *cell_text(const struct sheet *s, int column) {
    return column < s->n_cells && s->at[column] ? s->room.s + s->at[column] : "";
}

static enum rc fill_area(struct sheet *s, struct sheet_area *area) {
    if (area->from_row == s->row) {
        mem_free(area->value);
        area->value = mem_strdup(cell_text(s, area->from_column));
        area->kind = area->from_column < s->n_cells ? s->kinds[area->from_column] : CELL_TEXT;
    }
    enum rc rc = RC_OK;
    for (int c = area->from_column;
         rc == RC_OK && area->value && c <= area->to_column && c < SHEET_COLUMNS; c++)
        if (area->from_row != s->row || c != area->from_column)
            rc = sheet_put(s, c, area->value, area->kind);
    return rc;
}

enum rc sheet_span(struct sheet *s, int64_t column, int64_t across, int64_t down) {
    if (column >= SHEET_COLUMNS || (across <= 0 && down <= 0))
        return RC_OK;
    int64_t last = column + (across > 0 ? across : 0);
    return open_area(s, &(struct sheet_area){
                            .from_row = s->row,
                            .to_row = s->row + (down > 0 ? down : 0),
                            .from_column = (int)column,
                            .to_column = (int)(last < SHEET_COLUMNS ? last : SHEET_COLUMNS - 1)});
}

bool sheet_covered(const struct sheet *s, int64_t column) {
    for (int i = 0; i < s->n_open; i++)
        if (s->open[i].from_row < s->row && s->open[i].to_row >= s->row &&
            s->open[i].from_column <= column && s->open[i].to_column >= column)
            return true;
    return false;
}

/* ---- rows ---- */

void sheet_hide_columns(struct sheet *s, int64_t from, int64_t to) {
    for (int64_t c = from < 0 ? 0 : from; c <= to && c < SHEET_COLUMNS; c++) {
        s->hidden[c] = 1;
        s->any_hidden = true;
    }
}

void sheet_begin_row(struct sheet *s, int64_t row, bool hidden) {
    s->row = row;
    s->row_hidden = hidden;
    s->n_cells = 0;
    str_reset(&s->room);
    str_addn(&s->room, "", 1); /* offset 0 is the empty cell */
    drop_finished(s);
}

static void put_folded(struct sheet *s, const char *text, size_t n) {
    char *folded = mem_alloc(2 * n + 1);

    str_addn(&s->room, folded, text_fold(text, n, folded));
    mem_free(folded);
}

enum rc sheet_put(struct sheet *s, int64_t column, const char *text, enum cell_kind kind) {
    size_t n = strlen(text);

    if (column >= SHEET_COLUMNS)
        return n ? too_wide(s) : RC_OK;
    if (!n && column < s->n_cells)
        return RC_OK;
    while (s->n_cells <= column) {
        s->at[s->n_cells] = 0;
        s->kinds[s->n_cells++] = CELL_TEXT;
    }
    if (!n)
        return RC_OK;
    s->kinds[column] = (unsigned char)kind;
    s->at[column] = s->room.len;
    if (text_needs_fold(text, n))
        put_folded(s, text, n);
    else
        str_addn(&s->room, text, n);
    str_addn(&s->room, "", 1);
    return s->room.full ? too_wide(s) : RC_OK;
}

enum rc sheet_end_row(struct sheet *s) {
    const char *cells[SHEET_COLUMNS];
    enum rc rc = open_areas(s);

    for (int i = 0; rc == RC_OK && i < s->n_open; i++)
        rc = fill_area(s, &s->open[i]);
    if (rc != RC_OK)
        return rc;
    for (int i = 0; i < s->n_cells; i++)
        cells[i] = cell_text(s, i);
    struct table_row row = {.sheet = s->name,
                            .row = s->row,
                            .cells = cells,
                            .kinds = s->kinds,
                            .hidden = s->any_hidden ? s->hidden : NULL,
                            .n_cells = s->n_cells,
                            .row_hidden = s->row_hidden};
    rc = s->on_row(s->payload, &row, s->err);
    if (rc != RC_OK)
        err_at(s->err, s->file, s->row);
    return rc;
}

bool sheet_read_ref(const char *ref, int64_t *out_column, int64_t *out_row) {
    int64_t column = 0, row = 0;

    while (*ref == '$')
        ref++;
    for (; (*ref | 32) >= 'a' && (*ref | 32) <= 'z' && column < 100000; ref++)
        column = 26 * column + ((*ref | 32) - 'a' + 1);
    while (*ref == '$')
        ref++;
    for (; *ref >= '0' && *ref <= '9' && row < 100000000; ref++)
        row = 10 * row + (*ref - '0');
    *out_column = column - 1;
    *out_row = row;
    return column > 0 && row > 0 && *ref == '\0';
}
