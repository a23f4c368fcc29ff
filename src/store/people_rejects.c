/*
 * Rows that were sent back, in the sender's own cells. They are kept as long as they can be
 * answered: a later list of the station that brings the same ref or document accepted, a whole
 * list, or taking the import back removes them.
 */
#include "store/people.h"

#include <string.h>

/* ---- cells in one field: each ended by NUL, so that no cell can hide another ---- */

struct cells {
    char *bytes;
    size_t len;
};

static struct cells pack(struct arena *arena, const char *const *cells, int n) {
    struct cells out = {NULL, 0};

    for (int i = 0; i < n; i++)
        out.len += strlen(cells[i]) + 1;
    out.bytes = arena_alloc(arena, out.len + 1); /* never NULL: no cells are an empty field */
    for (size_t i = 0, at = 0; i < (size_t)n; i++) {
        size_t len = strlen(cells[i]) + 1;
        memcpy(out.bytes + at, cells[i], len);
        at += len;
    }
    return out;
}

static const char *const *unpack(struct arena *arena, const char *bytes, size_t len, int *out_n) {
    int n = 0;

    for (size_t i = 0; i < len; i++)
        n += bytes[i] == '\0';
    const char **cells = arena_array(arena, (size_t)n, sizeof *cells);
    for (int i = 0; i < n; i++) {
        cells[i] = arena_strdup(arena, bytes);
        bytes += strlen(bytes) + 1;
    }
    *out_n = n;
    return cells;
}

static void bind_cells(sqlite3_stmt *s, const char *const *cells, int n) {
    struct arena arena = {0};
    struct cells packed = pack(&arena, cells, n);

    db_bind_blob(s, ":cells", packed.bytes, packed.len);
    arena_clear(&arena);
}

/* ---- keeping ---- */

enum rc people_reject_columns(struct store *store, int64_t import, int64_t seq,
                              const struct list_columns *columns, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT INTO rejected_columns (import, seq, sheet, cells) "
                                     "VALUES (:import, :seq, :sheet, :cells)");

    db_bind_int(s, ":import", import);
    db_bind_int(s, ":seq", seq);
    db_bind_text(s, ":sheet", columns->sheet);
    bind_cells(s, columns->headings, columns->n);
    return db_run(store, s, err);
}

static enum rc put_raw(struct store *store, int64_t rejected, int seq, const struct list_raw *raw,
                       struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT INTO rejected_row (rejected, seq, row, cells) "
                                     "VALUES (:rejected, :seq, :row, :cells)");

    db_bind_int(s, ":rejected", rejected);
    db_bind_int(s, ":seq", seq);
    db_bind_int(s, ":row", raw->row);
    bind_cells(s, raw->cells, raw->n);
    return db_run(store, s, err);
}

enum rc people_reject(struct store *store, int64_t import, const struct list_row *row,
                      int64_t *out_id, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "INSERT INTO rejected (import, sheet, row, ref, document_type, document) "
                       "VALUES (:import, :sheet, :row, :ref, :type, :document)");

    db_bind_int(s, ":import", import);
    db_bind_text(s, ":sheet", row->sheet);
    db_bind_int(s, ":row", row->row);
    db_bind_text(s, ":ref", row->ref);
    db_bind_int(s, ":type", row->document.type);
    db_bind_text(s, ":document", row->document.number[0] ? row->document.number : NULL);
    enum rc rc = db_run(store, s, err);
    *out_id = db_last_id(store);
    for (int i = 0; i < row->n_raw && rc == RC_OK; i++)
        rc = put_raw(store, *out_id, i, &row->raw[i], err);
    return rc;
}

/* ---- answered ---- */

enum rc people_unanswered(struct store *store, int64_t station, bool *out, struct err *err) {
    int64_t any;
    sqlite3_stmt *s = db_stmt(store, "SELECT EXISTS (SELECT 1 FROM rejected WHERE import IN "
                                     "(SELECT id FROM import WHERE station = :station))");

    db_bind_int(s, ":station", station);
    enum rc rc = db_number(store, s, 0, &any, err);
    *out = any != 0;
    return rc;
}

enum rc people_answer(struct store *store, int64_t station, int64_t import,
                      const struct list_row *row, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "DELETE FROM rejected WHERE import IN (SELECT id FROM import WHERE station = "
               ":station AND id < :import) AND (ref = :ref OR (document = :document AND "
               "document_type = :type))");

    db_bind_int(s, ":station", station);
    db_bind_int(s, ":import", import);
    db_bind_text(s, ":ref", row->ref);
    db_bind_text(s, ":document", row->document.number);
    db_bind_int(s, ":type", row->document.type);
    return db_run(store, s, err);
}

enum rc people_drop_columns(struct store *store, int64_t station, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "DELETE FROM rejected_columns WHERE import IN (SELECT id FROM import WHERE station "
               "= :station) AND import NOT IN (SELECT import FROM rejected)");

    db_bind_int(s, ":station", station);
    return db_run(store, s, err);
}

enum rc people_answer_all(struct store *store, int64_t station, int64_t import, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "DELETE FROM rejected WHERE import IN (SELECT id FROM import "
                                     "WHERE station = :station AND id < :import)");

    db_bind_int(s, ":station", station);
    db_bind_int(s, ":import", import);
    return db_run(store, s, err);
}

enum rc people_forget_reject(struct store *store, int64_t id, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "DELETE FROM rejected WHERE id = :id");

    db_bind_int(s, ":id", id);
    return db_run(store, s, err);
}

enum rc people_forget_rejects(struct store *store, int64_t import, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "DELETE FROM rejected WHERE import = :import");

    db_bind_int(s, ":import", import);
    enum rc rc = db_run(store, s, err);
    s = db_stmt(store, "DELETE FROM rejected_columns WHERE import = :import");
    db_bind_int(s, ":import", import);
    return rc == RC_OK ? db_run(store, s, err) : rc;
}

/* ---- for the file that goes back ---- */

static enum rc read_columns(struct store *store, int64_t import, const char *sheet,
                            struct arena *arena, struct list_columns *out, struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(store, "SELECT cells FROM rejected_columns WHERE import = :import "
                                     "AND sheet IS :sheet ORDER BY seq LIMIT 1");

    *out = (struct list_columns){.sheet = sheet};
    db_bind_int(s, ":import", import);
    db_bind_text(s, ":sheet", sheet);
    if (!db_row(store, s, &rc, err))
        return rc;
    out->headings =
        unpack(arena, sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0), &out->n);
    sqlite3_reset(s);
    return RC_OK;
}

static enum rc read_reasons(struct store *store, int64_t import, const struct rejected_row *row,
                            struct str *zh, struct str *en, struct err *err) {
    enum rc rc;
    sqlite3_stmt *s =
        db_stmt(store, "SELECT zh, en FROM fault WHERE import = :import AND row = :row AND sheet "
                       "IS :sheet AND weight = :weight ORDER BY seq");

    str_reset(zh);
    str_reset(en);
    db_bind_int(s, ":import", import);
    db_bind_int(s, ":row", row->of);
    db_bind_text(s, ":sheet", row->sheet);
    db_bind_int(s, ":weight", FAULT_REJECT);
    while (db_row(store, s, &rc, err)) {
        str_addf(zh, "%s%s", zh->len ? "；" : "", (const char *)sqlite3_column_text(s, 0));
        str_addf(en, "%s%s", en->len ? "; " : "", (const char *)sqlite3_column_text(s, 1));
    }
    return rc;
}

/* One row goes out; before the first of its sheet, the sheet's columns. */
static enum rc hand_out(struct store *store, int64_t import, const struct rejects_reader *reader,
                        struct rejected_row *row, bool new_sheet, struct err *err) {
    struct arena arena = {0};
    struct str zh = STR_MAX(8192), en = STR_MAX(8192);
    struct list_columns columns;
    enum rc rc = RC_OK;

    if (new_sheet) {
        rc = read_columns(store, import, row->sheet, &arena, &columns, err);
        rc = rc == RC_OK ? reader->columns(reader->payload, &columns, err) : rc;
    }
    rc = rc == RC_OK ? read_reasons(store, import, row, &zh, &en, err) : rc;
    row->zh = str_get(&zh);
    row->en = str_get(&en);
    rc = rc == RC_OK ? reader->row(reader->payload, row, err) : rc;
    str_clear(&zh);
    str_clear(&en);
    arena_clear(&arena);
    return rc;
}

enum rc store_rejects_read(struct store *store, int64_t import, const struct rejects_reader *reader,
                           struct err *err) {
    enum rc rc = RC_OK;
    struct arena arena = {0}, sheets = {0};
    const char *last = NULL;
    bool first = true;
    sqlite3_stmt *s = db_stmt(
        store, "SELECT r.sheet, c.row, r.row, c.cells FROM rejected r JOIN rejected_row c ON "
               "c.rejected = r.id WHERE r.import = :import ORDER BY r.sheet, c.row, r.id, c.seq");

    db_bind_int(s, ":import", import);
    while (rc == RC_OK && db_row(store, s, &rc, err)) {
        const char *sheet = (const char *)sqlite3_column_text(s, 0);
        bool new_sheet = first || (sheet && strcmp(sheet, last) != 0);
        last = new_sheet ? arena_strdup(&sheets, sheet) : last;
        struct rejected_row row = {
            .sheet = last, .row = sqlite3_column_int64(s, 1), .of = sqlite3_column_int64(s, 2)};
        row.cells =
            unpack(&arena, sqlite3_column_blob(s, 3), (size_t)sqlite3_column_bytes(s, 3), &row.n);
        rc = hand_out(store, import, reader, &row, new_sheet, err);
        first = false;
        arena_reset(&arena);
    }
    sqlite3_reset(s);
    arena_clear(&arena);
    arena_clear(&sheets);
    return rc;
}
