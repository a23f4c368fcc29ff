/* Use case: what was rejected goes back to the sender, in the sender's own columns. */
#include "ops/rejects.h"
#include "ops/session.h"

#include <stdio.h>

const struct bi reject_columns[REJECT_COLUMNS] = {
    [REJECT_ROW] = {"退回行号", "rejected row"},
    [REJECT_REASON] = {"退回原因", "rejected because"},
};

struct writing {
    struct table_out *out;
    enum lang lang;
    int n_columns; /* the sender's, of this sheet */
    int64_t rows;
    struct arena arena;
};

/* The sender's cells, as many as there are columns, then ours. */
static const char **line_of(struct writing *w, const char *const *cells, int n, const char *row,
                            const char *reason) {
    const char **line = arena_array(&w->arena, (size_t)w->n_columns + REJECT_COLUMNS, sizeof *line);

    for (int i = 0; i < w->n_columns; i++)
        line[i] = i < n ? cells[i] : "";
    line[w->n_columns + REJECT_ROW] = row;
    line[w->n_columns + REJECT_REASON] = reason;
    return line;
}

static enum rc on_columns(void *payload, const struct list_columns *columns, struct err *err) {
    struct writing *w = payload;

    (void)err;
    w->n_columns = columns->n;
    if (columns->sheet)
        table_out_sheet(w->out, columns->sheet);
    table_out_header(w->out,
                     line_of(w, columns->headings, columns->n,
                             bi_text(reject_columns[REJECT_ROW], w->lang),
                             bi_text(reject_columns[REJECT_REASON], w->lang)),
                     w->n_columns + REJECT_COLUMNS);
    arena_reset(&w->arena);
    return RC_OK;
}

static enum rc on_row(void *payload, const struct rejected_row *row, struct err *err) {
    struct writing *w = payload;
    char number[32];

    (void)err;
    snprintf(number, sizeof number, "%lld", (long long)row->row);
    table_out_row(w->out,
                  line_of(w, row->cells, row->n, number, w->lang == LANG_EN ? row->en : row->zh),
                  w->n_columns + REJECT_COLUMNS);
    w->rows++;
    arena_reset(&w->arena);
    return RC_OK;
}

/* As it came: a workbook goes back as a workbook. */
static enum table_out_format format_of(const struct import_row *import) {
    return import->format == WIRE_XML || import->format == WIRE_TABLE_TEXT ? TABLE_OUT_CSV
                                                                           : TABLE_OUT_XLSX;
}

static enum rc write_rows(struct session *s, const struct import_row *import, const char *path,
                          bool force, int64_t *out_rows, struct err *err) {
    struct writing w = {.lang = s->ops->lang};
    const struct rejects_reader reader = {on_columns, on_row, &w};
    enum rc rc = table_out_open(path, format_of(import), force, &w.out, err);

    if (rc != RC_OK)
        return rc;
    rc = store_rejects_read(s->store, import->id, &reader, err);
    if (rc == RC_OK && w.rows == 0)
        rc =
            err_set(err, RC_CONFLICT, "nothing-rejected",
                    "第 %lld 次导入没有待退回的行：没有退回过，或都已改正",
                    "import %lld has no rejected rows: there were none, or they have been answered",
                    (long long)import->id);
    rc = rc == RC_OK ? table_out_commit(w.out, err) : rc;
    table_out_free(w.out);
    arena_clear(&w.arena);
    *out_rows = w.rows;
    return rc;
}

static enum rc hash_file(const char *path, char out[DIGEST_TEXT], struct err *err) {
    struct source source;
    enum rc rc = source_open(path, &source, err);

    if (rc != RC_OK)
        return rc;
    rc = source_fingerprint(&source, out, err);
    source_close(&source);
    return rc;
}

/* People's data leaves the database: the journal has how much, and what file it became. */
static enum rc note_in_journal(struct session *s, const struct import_row *import, int64_t rows,
                               const char *sha256, struct err *err) {
    char detail[160];

    snprintf(detail, sizeof detail, "{\"import\":%lld,\"rows\":%lld,\"sha256\":\"%s\"}",
             (long long)import->id, (long long)rows, sha256);
    return session_commit(s, "list rejects", import->station, detail, err);
}

enum rc ops_list_rejects(const struct ops *ops, int64_t import, const char *path, bool force,
                         struct arena *arena, struct rejects_answer *out, struct err *err) {
    struct session s;
    struct import_row row;
    char sha256[DIGEST_TEXT];
    enum rc rc = session_open(ops, HOLD_WRITE, STORE_HEAD, &s, err);

    *out = (struct rejects_answer){0};
    if (rc != RC_OK)
        return rc;
    rc = store_import_find(s.store, import, arena, &row, err);
    rc = rc == RC_OK ? write_rows(&s, &row, path, force, &out->rows, err) : rc;
    if (rc == RC_OK) {
        rc = hash_file(path, sha256, err);
        rc = rc == RC_OK ? note_in_journal(&s, &row, out->rows, sha256, err) : rc;
        if (rc != RC_OK)
            remove(path); /* nothing leaves unrecorded */
    }
    if (rc == RC_OK)
        out->sha256 = arena_strdup(arena, sha256);
    session_close(&s);
    return rc;
}
