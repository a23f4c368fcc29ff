/* Versions of printed manifests, their rows, and each print of them. */
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the head: hashes as text, eight digits each ---- */

#define HEAD_TEXT (HEAD_FACTS * 9 + 1)

static void head_text(const uint32_t head[HEAD_FACTS], char out[HEAD_TEXT]) {
    for (int i = 0; i < HEAD_FACTS; i++)
        snprintf(out + 9 * i, 10, "%08x ", (unsigned)head[i]);
    out[HEAD_TEXT - 2] = '\0'; /* the last blank */
}

static void head_read(const char *text, uint32_t out[HEAD_FACTS]) {
    for (int i = 0; i < HEAD_FACTS; i++) {
        char *end;
        out[i] = (uint32_t)strtoul(text, &end, 16);
        text = end;
    }
}

/* ---- reading ---- */

static enum rc load_rows(struct store *store, struct arena *arena, struct paper_version *v,
                         struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "SELECT p.row, p.request, t.code, p.ref, p.trip, p.child, p.board, p.alight, "
               "p.seat, p.facts FROM paper_row p JOIN station t ON t.id = p.station WHERE "
               "p.version = :version ORDER BY p.row");
    size_t cap = 0;
    enum rc rc;

    db_bind_int(s, ":version", v->id);
    while (db_row(store, s, &rc, err)) {
        struct paper_row row = {.row = db_int32(s, 0),
                                .request = sqlite3_column_int64(s, 1),
                                .station = db_text(arena, s, 2),
                                .ref = db_text(arena, s, 3),
                                .trip = db_int32(s, 4),
                                .child = db_int32(s, 5) != 0,
                                .board = db_int32(s, 6),
                                .alight = db_int32(s, 7),
                                .seat = db_text(arena, s, 8),
                                .facts = (uint32_t)sqlite3_column_int64(s, 9)};
        VEC_PUSH(v->rows, v->n_rows, cap, row);
    }
    v->rows = db_rows(arena, v->rows, (size_t)v->n_rows, sizeof *v->rows);
    return rc;
}

/* The statement is bound; it selects id, version, at, who, code, head. */
static enum rc load_version(struct store *store, sqlite3_stmt *s, struct arena *arena,
                            struct paper_version *out, struct err *err) {
    enum rc rc = RC_OK;

    *out = (struct paper_version){0};
    if (!db_row(store, s, &rc, err))
        return rc;
    out->id = sqlite3_column_int64(s, 0);
    out->version = db_int32(s, 1);
    out->at = db_instant(s, 2);
    out->who = db_text(arena, s, 3);
    snprintf(out->code, sizeof out->code, "%s", (const char *)sqlite3_column_text(s, 4));
    head_read((const char *)sqlite3_column_text(s, 5), out->head);
    sqlite3_reset(s);
    return load_rows(store, arena, out, err);
}

enum rc store_paper_load(struct store *store, int64_t allocation, int32_t version,
                         struct arena *arena, struct paper_version *out, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "SELECT id, version, at, who, code, head FROM paper_version WHERE "
                       "allocation = :allocation AND (version = :version OR NOT :version) ORDER "
                       "BY version DESC LIMIT 1");

    db_bind_int(s, ":allocation", allocation);
    db_bind_int(s, ":version", version);
    return load_version(store, s, arena, out, err);
}

enum rc store_paper_find(struct store *store, const char *code, struct arena *arena,
                         int64_t *out_allocation, struct paper_version *out, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "SELECT id, version, at, who, code, head FROM paper_version "
                                     "WHERE code = :code");

    db_bind_text(s, ":code", code);
    enum rc rc = load_version(store, s, arena, out, err);
    if (rc != RC_OK)
        return rc;
    s = db_stmt(store, "SELECT allocation FROM paper_version WHERE id = :id");
    db_bind_int(s, ":id", out->id);
    return db_number(store, s, 0, out_allocation, err);
}

enum rc store_print_list(struct store *store, int64_t version, struct arena *arena,
                         struct print_row **out, int *out_n, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "SELECT id, recipient, format, copy, at, who FROM print WHERE "
                                     "version = :version ORDER BY id");
    struct print_row *rows = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;

    db_bind_int(s, ":version", version);
    while (db_row(store, s, &rc, err)) {
        struct print_row row = {sqlite3_column_int64(s, 0), db_text(arena, s, 1),
                                db_text(arena, s, 2),       db_int32(s, 3),
                                db_instant(s, 4),           db_text(arena, s, 5)};
        VEC_PUSH(rows, n, cap, row);
    }
    *out = db_rows(arena, rows, (size_t)n, sizeof *rows);
    *out_n = n;
    return rc;
}

/* ---- writing ---- */

static enum rc add_row(struct store *store, int64_t version, const struct paper_row *row,
                       struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "INSERT INTO paper_row (version, row, request, station, ref, trip, child, board, "
               "alight, seat, facts) VALUES (:version, :row, :request, (SELECT id FROM station "
               "WHERE code = :station), :ref, :trip, :child, :board, :alight, :seat, :facts)");

    db_bind_int(s, ":version", version);
    db_bind_int(s, ":row", row->row);
    if (row->request)
        db_bind_int(s, ":request", row->request);
    db_bind_lent(s, ":station", row->station);
    db_bind_lent(s, ":ref", row->ref);
    db_bind_int(s, ":trip", row->trip);
    db_bind_int(s, ":child", row->child);
    db_bind_int(s, ":board", row->board);
    db_bind_int(s, ":alight", row->alight);
    db_bind_lent(s, ":seat", row->seat);
    db_bind_int(s, ":facts", row->facts);
    return db_run(store, s, err);
}

static enum rc number_version(struct store *store, int64_t allocation, struct paper_version *v,
                              struct err *err) {
    int64_t last = 0;
    sqlite3_stmt *s =
        db_stmt(store, "SELECT max(version) FROM paper_version WHERE allocation = :allocation");

    db_bind_int(s, ":allocation", allocation);
    enum rc rc = db_number(store, s, 0, &last, err);
    v->version = (int32_t)last + 1;
    return rc;
}

/* Six letters are few enough to meet twice in a season; then the next salt is tried. */
static enum rc choose_code(struct store *store, const char *key, struct paper_version *v,
                           struct err *err) {
    int64_t taken = 1;
    enum rc rc = RC_OK;

    for (uint32_t salt = 0; taken && rc == RC_OK; salt++) {
        sqlite3_stmt *s = db_stmt(store, "SELECT count(*) FROM paper_version WHERE code = :code");
        paper_code(key, v, salt, v->code);
        db_bind_text(s, ":code", v->code);
        rc = db_number(store, s, 0, &taken, err);
    }
    return rc;
}

static enum rc add_head(struct store *store, int64_t allocation, struct paper_version *v,
                        struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "INSERT INTO paper_version (allocation, version, at, who, code, head) "
                       "VALUES (:allocation, :version, :at, :who, :code, :head)");
    char head[HEAD_TEXT];

    head_text(v->head, head);
    db_bind_int(s, ":allocation", allocation);
    db_bind_int(s, ":version", v->version);
    db_bind_instant(s, ":at", v->at);
    db_bind_text(s, ":who", v->who);
    db_bind_text(s, ":code", v->code);
    db_bind_text(s, ":head", head);
    enum rc rc = db_run(store, s, err);
    if (rc == RC_OK)
        v->id = db_last_id(store);
    return rc;
}

enum rc store_paper_add(struct store *store, const struct allocation *a, struct instant now,
                        struct paper_version *v, struct err *err) {
    enum rc rc = number_version(store, a->id, v, err);

    v->at = now;
    v->who = db_who();
    rc = rc == RC_OK ? choose_code(store, a->key, v, err) : rc;
    rc = rc == RC_OK ? add_head(store, a->id, v, err) : rc;
    for (int i = 0; i < v->n_rows && rc == RC_OK; i++)
        rc = add_row(store, v->id, &v->rows[i], err);
    return rc;
}

enum rc store_print_add(struct store *store, int64_t version, struct print_row *print,
                        struct err *err) {
    int64_t last = 0;
    sqlite3_stmt *s = db_stmt(
        store, "SELECT max(copy) FROM print WHERE version = :version AND recipient = :recipient");

    db_bind_int(s, ":version", version);
    db_bind_text(s, ":recipient", print->recipient);
    enum rc rc = db_number(store, s, 0, &last, err);
    if (rc != RC_OK)
        return rc;
    print->copy = (int32_t)last + 1;
    print->who = db_who();
    s = db_stmt(store, "INSERT INTO print (version, recipient, format, copy, at, who) VALUES "
                       "(:version, :recipient, :format, :copy, :at, :who)");
    db_bind_int(s, ":version", version);
    db_bind_text(s, ":recipient", print->recipient);
    db_bind_text(s, ":format", print->format);
    db_bind_int(s, ":copy", print->copy);
    db_bind_instant(s, ":at", print->at);
    db_bind_text(s, ":who", print->who);
    rc = db_run(store, s, err);
    if (rc == RC_OK)
        print->id = db_last_id(store);
    return rc;
}
