/* Extras: deliveries that came in, and what departures were given. */
#include "store/db.h"

/* Kinds that the table does not list any more go on being counted. */
static void add_kind(struct arena *arena, struct extra_kinds *kinds, int *room, const char *key) {
    if (extra_kind_find(kinds, key) >= 0)
        return;
    if (kinds->n == *room) {
        struct extra_kind *more = arena_array(arena, (size_t)*room * 2 + 8, sizeof *more);
        for (int i = 0; i < kinds->n; i++)
            more[i] = kinds->v[i];
        kinds->v = more;
        *room = *room * 2 + 8;
    }
    kinds->v[kinds->n++] = (struct extra_kind){key, {key, key}, {"", ""}, true};
}

static enum rc load_deliveries(struct store *store, int64_t before, struct arena *arena,
                               struct extras *out, struct err *err) {
    struct extra_delivery *rows = NULL;
    size_t cap = 0;
    enum rc rc;
    sqlite3_stmt *s = db_stmt(store, "SELECT kind, name, n, max(id) FROM extra_delivery WHERE "
                                     "recorded < :before GROUP BY kind, name");

    db_bind_int(s, ":before", before);
    while (db_row(store, s, &rc, err)) {
        struct extra_delivery row = {db_text(arena, s, 0), db_text(arena, s, 1),
                                     sqlite3_column_int64(s, 2)};
        VEC_PUSH(rows, out->n_deliveries, cap, row);
    }
    out->deliveries = db_rows(arena, rows, (size_t)out->n_deliveries, sizeof *rows);
    return rc;
}

static int32_t allocation_of(const struct campaign *c, int64_t id) {
    for (int32_t a = 0; a < c->n_allocations; a++)
        if (c->allocations[a].id == id)
            return a;
    return -1;
}

static enum rc load_gifts(struct store *store, const struct campaign *c, int64_t before,
                          struct arena *arena, struct extras *out, struct err *err) {
    struct extra_gift *rows = NULL;
    size_t cap = 0;
    enum rc rc;
    sqlite3_stmt *s = db_stmt(store, "SELECT kind, allocation, n, max(id) FROM extra_gift WHERE "
                                     "recorded < :before GROUP BY allocation, kind");

    db_bind_int(s, ":before", before);
    while (db_row(store, s, &rc, err)) {
        struct extra_gift row = {db_text(arena, s, 0), allocation_of(c, sqlite3_column_int64(s, 1)),
                                 sqlite3_column_int64(s, 2)};
        VEC_PUSH(rows, out->n_gifts, cap, row);
    }
    out->gifts = db_rows(arena, rows, (size_t)out->n_gifts, sizeof *rows);
    return rc;
}

enum rc store_extras_load(struct store *store, const struct campaign *c, struct day as_of,
                          struct arena *arena, struct extras *out, struct err *err) {
    int64_t before = day_given(as_of) ? instant_make((struct day){as_of.v + 1}, 0).v : INT64_MAX;

    *out = (struct extras){0};
    extra_kinds_read(arena, &out->kinds);
    int room = out->kinds.n;
    enum rc rc = load_deliveries(store, before, arena, out, err);
    rc = rc == RC_OK ? load_gifts(store, c, before, arena, out, err) : rc;
    for (int i = 0; rc == RC_OK && i < out->n_deliveries; i++)
        add_kind(arena, &out->kinds, &room, out->deliveries[i].kind);
    for (int i = 0; rc == RC_OK && i < out->n_gifts; i++)
        add_kind(arena, &out->kinds, &room, out->gifts[i].kind);
    return rc;
}

enum rc store_extra_deliver(struct store *store, const struct extra_delivery *delivery,
                            struct instant now, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT INTO extra_delivery (kind, name, n, recorded, who) "
                                     "VALUES (:kind, :name, :n, :recorded, :who)");

    db_bind_text(s, ":kind", delivery->kind);
    db_bind_text(s, ":name", delivery->name);
    db_bind_int(s, ":n", delivery->n);
    db_bind_instant(s, ":recorded", now);
    db_bind_text(s, ":who", db_who());
    return db_run(store, s, err);
}

enum rc store_extra_give(struct store *store, const struct campaign *c,
                         const struct extra_gift *gift, struct instant now, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT INTO extra_gift (kind, allocation, n, recorded, who) "
                                     "VALUES (:kind, :allocation, :n, :recorded, :who)");

    db_bind_text(s, ":kind", gift->kind);
    db_bind_int(s, ":allocation", c->allocations[gift->allocation].id);
    db_bind_int(s, ":n", gift->n);
    db_bind_instant(s, ":recorded", now);
    db_bind_text(s, ":who", db_who());
    return db_run(store, s, err);
}
