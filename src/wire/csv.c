/* Tables as text: RFC 4180 with comma, semicolon or tab. */
#include "wire/table.h"

#include "wire/text.h"

#include <string.h>

enum { COLUMNS_MAX = 256, CELL_MAX = 32768 };

struct csv {
    const char *at, *end;
    char separator;
    const char *cells[COLUMNS_MAX];
    int n_cells;
    char *room; /* of the row's cells, one after the other */
    size_t used;
    int64_t line;
};

/* The separator that the first line has most of, outside quotes. */
static char find_separator(const char *text, const char *end) {
    static const char separators[] = {',', ';', '\t'};
    int count[3] = {0, 0, 0}, best = 0;
    bool quoted = false;

    for (; text < end && (quoted || (*text != '\n' && *text != '\r')); text++) {
        quoted ^= *text == '"';
        for (int i = 0; i < 3 && !quoted; i++)
            count[i] += *text == separators[i];
    }
    for (int i = 1; i < 3; i++)
        if (count[i] > count[best])
            best = i;
    return separators[best];
}

static enum rc too_wide(const struct csv *c, const struct source *source, struct err *err) {
    rc_ignore(
        err_set(err, RC_LIMIT, "too-wide", "这一行的列数或某一格太大，请检查引号是否成对",
                "this line has too many columns or too large a cell; check that quotes pair"));
    err_at(err, source->name, c->line);
    return RC_LIMIT;
}

static void quoted_part(struct csv *c) {
    c->at++;
    while (c->at < c->end) {
        if (*c->at == '"' && (c->at + 1 == c->end || c->at[1] != '"'))
            break;
        c->at += *c->at == '"';
        c->line += *c->at == '\n';
        c->room[c->used++] = *c->at++;
    }
    c->at += c->at < c->end;
}

static void read_cell(struct csv *c) {
    c->cells[c->n_cells++] = c->room + c->used;
    if (c->at < c->end && *c->at == '"')
        quoted_part(c);
    while (c->at < c->end && *c->at != c->separator && *c->at != '\n' && *c->at != '\r')
        c->room[c->used++] = *c->at++;
    c->room[c->used++] = '\0';
}

static void end_line(struct csv *c) {
    bool cr = c->at < c->end && *c->at == '\r';

    c->at += cr;
    c->at += c->at < c->end && *c->at == '\n';
    c->line++;
}

static enum rc read_row(struct csv *c, const struct source *source, struct err *err) {
    c->n_cells = 0;
    c->used = 0;
    for (;;) {
        const char *from = c->at;
        if (c->n_cells == COLUMNS_MAX)
            return too_wide(c, source, err);
        read_cell(c);
        if (c->at - from > CELL_MAX)
            return too_wide(c, source, err);
        if (c->at >= c->end || *c->at != c->separator)
            break;
        c->at++;
    }
    end_line(c);
    return RC_OK;
}

enum rc csv_read(struct source *source, table_row_fn *on_row, void *payload, struct err *err) {
    struct csv c = {.line = 1};
    char *text;
    size_t len;
    enum rc rc = text_read(source, &text, &len, err);

    if (rc != RC_OK)
        return rc;
    c.at = text;
    c.end = text + len;
    c.separator = find_separator(c.at, c.end);
    c.room = mem_array(len + COLUMNS_MAX + 2, 1);
    while (rc == RC_OK && c.at < c.end) {
        struct table_row row = {.row = c.line, .cells = c.cells};
        rc = read_row(&c, source, err);
        row.n_cells = c.n_cells;
        rc = rc == RC_OK ? on_row(payload, &row, err) : rc;
    }
    mem_free(c.room);
    mem_free(text);
    return rc;
}
