/*
 * Tables as text: RFC 4180 with comma, semicolon or tab, and lines as people type them. Streamed:
 * one row is in memory. A row is a record, as Excel counts (a quoted cell may hold line breaks);
 * what is wrong with the text itself is said with its line.
 */
#include "wire/refuse.h"
#include "wire/separator.h"
#include "wire/table.h"
#include "wire/text.h"

#include <string.h>

enum { COLUMNS_MAX = 256, ROW_BYTES_MAX = 200000 };

enum csv_state { AT_START, PLAIN, QUOTED, AFTER_QUOTE };
struct csv {
    const struct source *source;
    table_row_fn *on_row;
    void *payload;
    struct err *err;
    const char *separator;
    size_t separator_len;
    enum csv_state state;
    bool after_cr, row_open;
    int blanks;                /* in a run, where blanks separate */
    int64_t line, row, opened; /* opened: line of the quote at hand */
    size_t used;
    int n_cells;
    size_t cells[COLUMNS_MAX]; /* where each begins */
    char room[ROW_BYTES_MAX + COLUMNS_MAX + 8];
};

static enum rc open_quote(const struct csv *c) {
    return refuse(
        c->err, c->source->name, c->opened, RC_INVALID, "open-quote",
        BI("这一行的引号没有成对，后面的内容都被包了进去，请发送方改正",
           "a quote of this line is never closed and swallows what follows; ask the sender "
           "to correct it"));
}

static enum rc too_large(const struct csv *c) {
    if (c->state == QUOTED)
        return open_quote(c);
    return refuse(
        c->err, c->source->name, c->line, RC_LIMIT, "too-wide",
        BI("这一行过长（超过 200 kB 或 256 列），请检查是不是表格",
           "this line is too long (over 200 kB or 256 columns); check that it is a table"));
}

/* ---- rows ---- */

static void begin_cell(struct csv *c) {
    if (c->n_cells < COLUMNS_MAX)
        c->cells[c->n_cells] = c->used;
    c->n_cells++;
    c->state = AT_START;
}

static void end_cell(struct csv *c) {
    c->room[c->used++] = '\0';
}

static enum rc end_row(struct csv *c) {
    const char *cells[COLUMNS_MAX];

    end_cell(c);
    for (int i = 0; i < c->n_cells; i++)
        cells[i] = c->room + c->cells[i];
    struct table_row row = {.row = ++c->row, .cells = cells, .n_cells = c->n_cells};
    c->row_open = false;
    c->used = 0;
    c->n_cells = 0;
    c->blanks = 0;
    enum rc rc = c->on_row(c->payload, &row, c->err);
    if (rc != RC_OK)
        err_at(c->err, c->source->name, c->row);
    return rc;
}

/* ---- characters ---- */

static void put(struct csv *c, char byte) {
    c->room[c->used++] = byte;
}

static void next_cell(struct csv *c) {
    end_cell(c);
    begin_cell(c);
}

/* Where blanks separate: two or more are a border, one is part of the cell. */
static void put_after_blanks(struct csv *c, char byte) {
    if (c->blanks > 1 && c->state != AT_START)
        next_cell(c);
    else if (c->blanks == 1 && c->state != AT_START)
        put(c, ' ');
    c->blanks = 0;
    c->state = PLAIN;
    put(c, byte);
}

/* One byte outside quotes that ends neither cell nor line. */
static void take_plain(struct csv *c, char byte) {
    if (c->separator[0] == ' ' && byte == ' ') {
        c->blanks++;
    } else if (c->separator[0] == ' ') {
        put_after_blanks(c, byte);
    } else if (byte == '"' && c->state == AT_START) {
        c->state = QUOTED;
        c->opened = c->line;
    } else {
        if (byte == '"' && c->state == AFTER_QUOTE) { /* a doubled one stands for itself */
            c->state = QUOTED;
        } else {
            c->state = PLAIN;
        }
        put(c, byte);
    }
}

/* Bytes up to the next that means something: the bulk of a file. */
static size_t plain_run(const struct csv *c, const char *at, size_t left) {
    size_t n = 0;

    if (c->state == QUOTED) {
        while (n < left && at[n] != '"' && at[n] != '\n' && at[n] != '\r' && at[n])
            n++;
        return n;
    }
    if (c->state != PLAIN || c->separator[0] == ' ')
        return 0;
    while (n < left && at[n] != c->separator[0] && at[n] != '\n' && at[n] != '\r' && at[n] != '"' &&
           at[n])
        n++;
    return n;
}

static bool separates(const struct csv *c, const char *at, size_t left) {
    return c->state != QUOTED && c->separator[0] != ' ' && left >= c->separator_len &&
           memcmp(at, c->separator, c->separator_len) == 0;
}

/* A line break: of the row, or inside a quoted cell. */
static enum rc take_break(struct csv *c, char byte) {
    bool second = c->after_cr && byte == '\n';

    c->after_cr = byte == '\r';
    c->line += !second;
    if (c->state == QUOTED) {
        put(c, byte);
        return c->used > ROW_BYTES_MAX ? too_large(c) : RC_OK;
    }
    if (second)
        return RC_OK;
    if (!c->row_open)
        begin_cell(c);
    return end_row(c);
}

static enum rc take(struct csv *c, const char *at, size_t left, size_t *taken) {
    *taken = 1;
    if (!*at)
        return refuse(
            c->err, c->source->name, c->line, RC_INVALID, "not-text",
            BI("文件不是文本（含有空字节），请让发送方另存后再发",
               "the file is no text (it holds NUL bytes); ask the sender to save it again"));
    if (*at == '\n' || *at == '\r')
        return take_break(c, *at);
    c->after_cr = false;
    if (!c->row_open) {
        c->row_open = true;
        begin_cell(c);
    }
    size_t run = plain_run(c, at, left);
    if (run && c->used + run <= ROW_BYTES_MAX) {
        memcpy(c->room + c->used, at, run);
        c->used += run;
        *taken = run;
    } else if (separates(c, at, left)) {
        *taken = c->separator_len;
        next_cell(c);
    } else if (c->state == QUOTED && *at == '"') {
        c->state = AFTER_QUOTE;
    } else if (c->state == QUOTED) {
        put(c, *at);
    } else {
        take_plain(c, *at);
    }
    return c->used > ROW_BYTES_MAX || c->n_cells > COLUMNS_MAX ? too_large(c) : RC_OK;
}

static enum rc take_piece(struct csv *c, const char *at, size_t len) {
    enum rc rc = RC_OK;

    for (size_t taken; rc == RC_OK && len; at += taken, len -= taken)
        rc = take(c, at, len, &taken);
    return rc;
}

static enum rc read_pieces(struct csv *c, struct text_in *in) {
    const char *piece;
    size_t len;
    enum rc rc;

    while ((rc = text_next(in, &piece, &len, c->err)) == RC_OK && len) {
        if (!c->separator) {
            c->separator = separator_find(piece, len);
            c->separator_len = strlen(c->separator);
        }
        if ((rc = take_piece(c, piece, len)) != RC_OK)
            return rc;
    }
    if (rc == RC_OK && c->state == QUOTED && c->row_open)
        rc = open_quote(c);
    if (rc == RC_OK && c->row_open)
        rc = end_row(c);
    return rc;
}

enum rc csv_read(struct source *source, table_row_fn *on_row, void *payload, struct err *err) {
    struct text_in *in = mem_alloc(sizeof *in);
    struct csv *c = mem_alloc(sizeof *c);

    c->source = source;
    c->on_row = on_row;
    c->payload = payload;
    c->err = err;
    c->line = 1;
    enum rc rc = text_open(in, source, err);
    if (rc == RC_OK)
        rc = read_pieces(c, in);
    text_close(in);
    mem_free(c);
    mem_free(in);
    return rc;
}
