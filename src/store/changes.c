/*
 * Changes that can be taken back. While a change is watched, SQLite notes every row it writes (its
 * session extension); the changeset is kept beside the journal entry. Taking it back applies the
 * inverse, and only if every row still stands as the change left it: what was built on it since
 * keeps it.
 */
#include "store/db.h"

#include <string.h>

/* Older changes than these cannot be taken back. */
#define CHANGES_KEPT 200
#define CHANGES_BYTES ((int64_t)64 << 20)

/* ---- watching ---- */

/* Names to find people by (found.c) are derived anew from the people. */
static int is_watched(void *payload, const char *table) {
    (void)payload;
    return strcmp(table, "journal") != 0 && strcmp(table, "undo_entry") != 0 &&
           strncmp(table, "found_", 6) != 0;
}

enum rc store_changes_watch(struct store *store, struct err *err) {
    if (sqlite3session_create(store->db, "main", &store->watch) != SQLITE_OK ||
        sqlite3session_attach(store->watch, NULL) != SQLITE_OK)
        return db_fail(store, err);
    sqlite3session_table_filter(store->watch, is_watched, NULL);
    return RC_OK;
}

static enum rc put_entry(struct store *store, int64_t entry, const void *rows, int len,
                         struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT INTO undo_entry (entry, rows) VALUES (:entry, :rows)");

    db_bind_int(s, ":entry", entry);
    db_bind_blob(s, ":rows", rows, (size_t)len);
    return db_run(store, s, err);
}

static enum rc drop_oldest(struct store *store, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "DELETE FROM undo_entry WHERE entry IN (SELECT entry FROM (SELECT entry, "
               "sum(length(rows)) OVER later AS bytes, row_number() OVER later AS n FROM "
               "undo_entry WINDOW later AS (ORDER BY entry DESC)) WHERE n > 1 AND (n > :n OR "
               "bytes > :bytes))");

    db_bind_int(s, ":n", CHANGES_KEPT);
    db_bind_int(s, ":bytes", CHANGES_BYTES);
    return db_run(store, s, err);
}

enum rc store_changes_keep(struct store *store, int64_t entry, struct err *err) {
    void *rows = NULL;
    int len = 0;

    if (!store->watch)
        return RC_OK;
    if (sqlite3session_changeset(store->watch, &len, &rows) != SQLITE_OK)
        return db_fail(store, err);
    enum rc rc = len > 0 ? put_entry(store, entry, rows, len, err) : RC_OK;
    sqlite3_free(rows);
    return rc == RC_OK ? drop_oldest(store, err) : rc;
}

/* ---- which ---- */

enum rc store_changes_last(struct store *store, const char *action, struct arena *arena,
                           struct kept_change *out, struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s =
        db_stmt(store, "SELECT j.id, j.at, j.who, j.action, j.object, u.rows IS NOT NULL FROM "
                       "journal j LEFT JOIN undo_entry u ON u.entry = j.id WHERE j.action <> "
                       "'undo' AND u.undone IS NULL AND (:action IS NULL OR j.action = :action) "
                       "ORDER BY j.id DESC LIMIT 1");

    db_bind_text(s, ":action", action);
    if (!db_row(store, s, &rc, err))
        return rc != RC_OK ? rc : RC_NOT_FOUND;
    *out = (struct kept_change){sqlite3_column_int64(s, 0), db_instant(s, 1),
                                db_text(arena, s, 2),       db_text(arena, s, 3),
                                db_text(arena, s, 4),       sqlite3_column_int(s, 5) != 0};
    sqlite3_reset(s);
    return RC_OK;
}

/* ---- taking back ---- */

/* A booking whose seat is put aside while the others find theirs: two that changed seats with each
 * other would else stand in each other's way. */
struct parked {
    int64_t request;
    char *seat;
};

struct revert {
    struct store *store;
    int seat_column; /* of booking */
    struct parked *parked;
    int n_parked;
    size_t parked_cap;
    bool in_the_way; /* a row does not stand as the change left it */
    char table[64];  /* which, if it is known: by its key */
    sqlite3_value *key[8];
    int n_key;
};

static void note_in_the_way(struct revert *r, sqlite3_changeset_iter *at) {
    const char *table;
    unsigned char *is_key;
    int n, op, indirect;

    r->in_the_way = true;
    if (r->n_key || sqlite3changeset_op(at, &table, &n, &op, &indirect) != SQLITE_OK ||
        sqlite3changeset_pk(at, &is_key, &n) != SQLITE_OK || strlen(table) >= sizeof r->table)
        return;
    memcpy(r->table, table, strlen(table) + 1);
    for (int i = 0; i < n && r->n_key < 8; i++) {
        sqlite3_value *value = NULL;
        if (is_key[i] && (op == SQLITE_INSERT ? sqlite3changeset_new
                                              : sqlite3changeset_old)(at, i, &value) == SQLITE_OK)
            r->key[r->n_key++] = sqlite3_value_dup(value);
    }
}

static bool same_value(sqlite3_value *a, sqlite3_value *b) {
    int len = sqlite3_value_bytes(a);

    if (sqlite3_value_type(a) != sqlite3_value_type(b) || len != sqlite3_value_bytes(b))
        return false;
    return len == 0 || memcmp(sqlite3_value_blob(a), sqlite3_value_blob(b), (size_t)len) == 0;
}

static bool is_booking_update(sqlite3_changeset_iter *at) {
    const char *table;
    int n, op, indirect;

    return sqlite3changeset_op(at, &table, &n, &op, &indirect) == SQLITE_OK &&
           op == SQLITE_UPDATE && strcmp(table, "booking") == 0;
}

/* Only the seat that we put aside may differ. */
static bool only_parked(struct revert *r, sqlite3_changeset_iter *at) {
    const char *table;
    int n, op, indirect;

    if (!is_booking_update(at) || sqlite3changeset_op(at, &table, &n, &op, &indirect) != SQLITE_OK)
        return false;
    for (int i = 0; i < n; i++) {
        sqlite3_value *left = NULL, *stands = NULL;
        if (i == r->seat_column || sqlite3changeset_old(at, i, &left) != SQLITE_OK || !left)
            continue;
        if (sqlite3changeset_conflict(at, i, &stands) != SQLITE_OK || !same_value(left, stands))
            return false;
    }
    return true;
}

/* Stops and crew went with their run, a row before. */
static bool went_with_its_run(int kind, sqlite3_changeset_iter *at) {
    const char *table;
    int n, op, indirect;

    return kind == SQLITE_CHANGESET_NOTFOUND &&
           sqlite3changeset_op(at, &table, &n, &op, &indirect) == SQLITE_OK &&
           op == SQLITE_DELETE && (strcmp(table, "stop") == 0 || strcmp(table, "crew") == 0);
}

static int on_conflict(void *payload, int kind, sqlite3_changeset_iter *at) {
    struct revert *r = payload;

    if (kind == SQLITE_CHANGESET_DATA && only_parked(r, at))
        return SQLITE_CHANGESET_REPLACE;
    if (went_with_its_run(kind, at))
        return SQLITE_CHANGESET_OMIT;
    if (kind == SQLITE_CHANGESET_FOREIGN_KEY)
        r->in_the_way = true;
    else
        note_in_the_way(r, at);
    return SQLITE_CHANGESET_ABORT;
}

static enum rc set_seat(struct store *store, const struct parked *p, const char *seat,
                        struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "UPDATE booking SET seat = :seat WHERE request = :request");

    db_bind_text(s, ":seat", seat);
    db_bind_int(s, ":request", p->request);
    return db_run(store, s, err);
}

/* out_left: the seat that the change left, where it changed the seat. */
static enum rc park(struct revert *r, sqlite3_changeset_iter *at, struct err *err) {
    sqlite3_value *key = NULL, *left = NULL;
    struct parked p = {0};
    enum rc rc = RC_OK;

    sqlite3changeset_old(at, 0, &key);
    sqlite3changeset_old(at, r->seat_column, &left);
    p.request = sqlite3_value_int64(key);
    sqlite3_stmt *s = db_stmt(r->store, "SELECT seat FROM booking WHERE request = :request");
    db_bind_int(s, ":request", p.request);
    if (!db_row(r->store, s, &rc, err))
        return rc; /* gone: the application will say so */
    if (left && !same_value(left, sqlite3_column_value(s, 0)))
        note_in_the_way(r, at);
    else if (sqlite3_column_type(s, 0) != SQLITE_NULL) {
        p.seat = left ? NULL : mem_strdup((const char *)sqlite3_column_text(s, 0));
        VEC_PUSH(r->parked, r->n_parked, r->parked_cap, p);
    }
    sqlite3_reset(s);
    return set_seat(r->store, &p, NULL, err);
}

static enum rc park_all(struct revert *r, const void *rows, int len, struct err *err) {
    sqlite3_changeset_iter *at = NULL;
    enum rc rc = RC_OK;

    if (sqlite3changeset_start_v2(&at, len, (void *)rows, SQLITE_CHANGESETSTART_INVERT) !=
        SQLITE_OK)
        return db_fail(r->store, err);
    while (rc == RC_OK && !r->in_the_way && sqlite3changeset_next(at) == SQLITE_ROW)
        if (is_booking_update(at))
            rc = park(r, at, err);
    sqlite3changeset_finalize(at);
    return rc;
}

static enum rc put_seats_back(struct revert *r, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < r->n_parked && rc == RC_OK; i++)
        if (r->parked[i].seat)
            rc = set_seat(r->store, &r->parked[i], r->parked[i].seat, err);
    return rc;
}

static enum rc apply(struct revert *r, const void *rows, int len, struct err *err) {
    int64_t column = 0;
    enum rc rc = db_number(r->store,
                           db_stmt(r->store, "SELECT cid FROM pragma_table_info('booking') WHERE "
                                             "name = 'seat'"),
                           0, &column, err);

    r->seat_column = (int)column;
    rc = rc == RC_OK ? park_all(r, rows, len, err) : rc;
    if (rc != RC_OK || r->in_the_way)
        return rc;
    int got = sqlite3changeset_apply_v2(r->store->db, len, (void *)rows, NULL, on_conflict, r, NULL,
                                        NULL, SQLITE_CHANGESETAPPLY_INVERT);
    if (got != SQLITE_OK && !r->in_the_way)
        return db_fail(r->store, err);
    return r->in_the_way ? RC_OK : put_seats_back(r, err);
}

/* ---- what was built on it ---- */

static bool has_key(const struct revert *r, sqlite3_changeset_iter *at) {
    const char *table;
    unsigned char *is_key;
    int n, op, indirect, k = 0;

    if (sqlite3changeset_op(at, &table, &n, &op, &indirect) != SQLITE_OK ||
        sqlite3changeset_pk(at, &is_key, &n) != SQLITE_OK || strcmp(table, r->table) != 0)
        return false;
    for (int i = 0; i < n; i++) {
        sqlite3_value *value = NULL;
        if (!is_key[i])
            continue;
        if ((op == SQLITE_INSERT ? sqlite3changeset_new : sqlite3changeset_old)(at, i, &value) !=
                SQLITE_OK ||
            k >= r->n_key || !same_value(value, r->key[k++]))
            return false;
    }
    return true;
}

static bool touches(const struct revert *r, const void *rows, int len) {
    sqlite3_changeset_iter *at = NULL;
    bool found = false;

    if (sqlite3changeset_start(&at, len, (void *)rows) != SQLITE_OK)
        return false;
    while (!found && sqlite3changeset_next(at) == SQLITE_ROW)
        found = has_key(r, at);
    sqlite3changeset_finalize(at);
    return found;
}

/* The first later change that wrote the row; of those not kept row by row, the first. */
static enum rc find_builder(const struct revert *r, int64_t entry, struct arena *arena,
                            struct kept_change *out, struct err *err) {
    enum rc rc = RC_OK;
    bool found = false;
    sqlite3_stmt *s = db_stmt(
        r->store, "SELECT j.id, j.at, j.who, j.action, j.object, u.rows FROM journal j LEFT JOIN "
                  "undo_entry u ON u.entry = j.id WHERE j.id > :entry AND j.action <> 'undo' AND "
                  "u.undone IS NULL ORDER BY u.rows IS NULL, j.id");

    db_bind_int(s, ":entry", entry);
    while (!found && db_row(r->store, s, &rc, err)) {
        const void *rows = sqlite3_column_blob(s, 5);
        found = !rows || touches(r, rows, sqlite3_column_bytes(s, 5));
        if (found)
            *out = (struct kept_change){sqlite3_column_int64(s, 0), db_instant(s, 1),
                                        db_text(arena, s, 2),       db_text(arena, s, 3),
                                        db_text(arena, s, 4),       rows != NULL};
    }
    sqlite3_reset(s);
    return rc;
}

static enum rc mark_undone(struct store *store, int64_t entry, struct instant now,
                           struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "UPDATE undo_entry SET rows = NULL, undone = :now WHERE entry = :entry");

    db_bind_instant(s, ":now", now);
    db_bind_int(s, ":entry", entry);
    return db_run(store, s, err);
}

static void *load_rows(struct store *store, int64_t entry, int *out_len, enum rc *rc,
                       struct err *err) {
    void *copy = NULL;
    sqlite3_stmt *s = db_stmt(store, "SELECT rows FROM undo_entry WHERE entry = :entry");

    db_bind_int(s, ":entry", entry);
    if (db_row(store, s, rc, err)) {
        *out_len = sqlite3_column_bytes(s, 0);
        copy = mem_alloc((size_t)*out_len + 1);
        memcpy(copy, sqlite3_column_blob(s, 0), (size_t)*out_len);
        sqlite3_reset(s);
    }
    return copy;
}

enum rc store_changes_revert(struct store *store, int64_t entry, struct instant now,
                             struct arena *arena, struct kept_change *out_builder,
                             struct err *err) {
    struct revert r = {.store = store};
    int len = 0;
    enum rc rc = RC_OK;
    void *rows = load_rows(store, entry, &len, &rc, err);

    *out_builder = (struct kept_change){0};
    rc = rc == RC_OK ? apply(&r, rows, len, err) : rc;
    if (rc == RC_OK && r.in_the_way) {
        rc = find_builder(&r, entry, arena, out_builder, err);
        rc = rc == RC_OK ? RC_CONFLICT : rc;
    } else if (rc == RC_OK) {
        rc = mark_undone(store, entry, now, err);
    }
    for (int i = 0; i < r.n_key; i++)
        sqlite3_value_free(r.key[i]);
    for (int i = 0; i < r.n_parked; i++)
        mem_free(r.parked[i].seat);
    mem_free(r.parked);
    mem_free(rows);
    return rc;
}
