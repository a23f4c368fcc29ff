/* Who really travelled: the returns of departures. */
#include "store/db.h"

#include <string.h>

/* Rows of the database to indexes of the campaign. */
struct index {
    int32_t *at; /* by id; -1 where there is none */
    int64_t max;
};
struct indexes {
    const struct campaign *c;
    struct index requests, allocations;
    struct arena scratch;
};

/* ids: the id in the first of n structs of that size. */
static struct index make_index(struct arena *scratch, const int64_t *ids, size_t size, int32_t n) {
    struct index x = {.max = 0};

#define ID(i) (*(const int64_t *)(const void *)((const char *)ids + (size_t)(i)*size))
    for (int32_t i = 0; i < n; i++)
        x.max = ID(i) > x.max ? ID(i) : x.max;
    x.at = arena_array(scratch, (size_t)x.max + 1, sizeof *x.at);
    memset(x.at, 0xff, ((size_t)x.max + 1) * sizeof *x.at);
    for (int32_t i = 0; i < n; i++)
        x.at[ID(i)] = i;
#undef ID
    return x;
}

static void make_indexes(struct indexes *x) {
    const struct campaign *c = x->c;

    if (c->n_requests)
        x->requests = make_index(&x->scratch, &c->requests->id, sizeof *c->requests, c->n_requests);
    if (c->n_allocations)
        x->allocations =
            make_index(&x->scratch, &c->allocations->id, sizeof *c->allocations, c->n_allocations);
}

static int32_t index_find(const struct index *x, int64_t id) {
    return id > 0 && id <= x->max ? x->at[id] : -1;
}

static int32_t office_of(const struct campaign *c, int32_t place) {
    for (int32_t o = 0; o < c->n_offices; o++)
        if (c->offices[o].place == place)
            return o;
    return -1;
}

static struct boarding read_head(sqlite3_stmt *s, int32_t allocation, struct arena *arena) {
    return (struct boarding){.id = sqlite3_column_int64(s, 0),
                             .allocation = allocation,
                             .version = db_int32(s, 2),
                             .source = (enum boarding_source)sqlite3_column_int(s, 3),
                             .recorded = db_instant(s, 4),
                             .who = db_text(arena, s, 5)};
}

static enum rc read_rows(struct store *store, const struct indexes *x, struct boarding *b,
                         struct arena *arena, struct err *err) {
    const int32_t own = x->c->allocations[b->allocation].office;
    struct boarding_row *rows = NULL;
    size_t cap = 0;
    enum rc rc;
    sqlite3_stmt *s = db_stmt(
        store, "SELECT w.outcome, w.request, rider.same_as, station.office, w.seat FROM "
               "boarding_row w LEFT JOIN request q ON q.id = w.request LEFT JOIN rider ON rider.id "
               "= q.rider LEFT JOIN station ON station.id = rider.station WHERE w.boarding = :id "
               "ORDER BY w.seq");

    db_bind_int(s, ":id", b->id);
    while (db_row(store, s, &rc, err)) {
        bool known = sqlite3_column_type(s, 3) != SQLITE_NULL;
        struct boarding_row row = {.outcome = (enum boarding_outcome)sqlite3_column_int(s, 0),
                                   .request = index_find(&x->requests, sqlite3_column_int64(s, 1)),
                                   .rider = sqlite3_column_int64(s, 2),
                                   .office = known ? office_of(x->c, db_int32(s, 3)) : own,
                                   .seat = db_text(arena, s, 4)};
        VEC_PUSH(rows, b->n_rows, cap, row);
    }
    b->rows = db_rows(arena, rows, (size_t)b->n_rows, sizeof *rows);
    boarding_sort(b);
    return rc;
}

static enum rc read_heads(struct store *store, const struct indexes *x, struct instant before,
                          struct arena *arena, struct boarding *of, struct err *err) {
    enum rc rc;
    /* Of the columns beside max() SQLite gives the row that has the maximum. */
    sqlite3_stmt *s = db_stmt(store, "SELECT max(id), allocation, version, source, recorded, who "
                                     "FROM boarding WHERE recorded < :before GROUP BY allocation");

    db_bind_int(s, ":before", before.v);
    while (db_row(store, s, &rc, err)) {
        int32_t a = index_find(&x->allocations, sqlite3_column_int64(s, 1));
        if (a >= 0)
            of[a] = read_head(s, a, arena);
    }
    return rc;
}

enum rc store_boardings_load(struct store *store, const struct campaign *c, struct day as_of,
                             struct arena *arena, struct boardings *out, struct err *err) {
    struct indexes x = {.c = c};
    struct boarding *of = arena_array(arena, (size_t)c->n_allocations + 1, sizeof *of);
    struct instant before = {INT64_MAX};

    if (day_given(as_of))
        before = instant_make((struct day){as_of.v + 1}, 0);
    make_indexes(&x);
    enum rc rc = read_heads(store, &x, before, arena, of, err);
    for (int32_t a = 0; a < c->n_allocations && rc == RC_OK; a++)
        if (of[a].id)
            rc = read_rows(store, &x, &of[a], arena, err);
    arena_clear(&x.scratch);
    out->of = of;
    return rc;
}

enum rc store_boarding_history(struct store *store, const struct campaign *c, int32_t allocation,
                               struct arena *arena, struct boarding **out, int *out_n,
                               struct err *err) {
    struct indexes x = {.c = c};
    struct boarding *v = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;
    sqlite3_stmt *s = db_stmt(store, "SELECT id, allocation, version, source, recorded, who FROM "
                                     "boarding WHERE allocation = :allocation ORDER BY id");

    db_bind_int(s, ":allocation", c->allocations[allocation].id);
    while (db_row(store, s, &rc, err)) {
        struct boarding b = read_head(s, allocation, arena);
        VEC_PUSH(v, n, cap, b);
    }
    *out = db_rows(arena, v, (size_t)n, sizeof *v);
    *out_n = n;
    make_indexes(&x);
    for (int i = 0; i < n && rc == RC_OK; i++)
        rc = read_rows(store, &x, &(*out)[i], arena, err);
    arena_clear(&x.scratch);
    return rc;
}

static enum rc add_row(struct store *store, const struct campaign *c, int64_t boarding, int seq,
                       const struct boarding_row *row, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT INTO boarding_row (boarding, seq, outcome, request, "
                                     "seat) VALUES (:boarding, :seq, :outcome, :request, :seat)");

    db_bind_int(s, ":boarding", boarding);
    db_bind_int(s, ":seq", seq);
    db_bind_int(s, ":outcome", row->outcome);
    if (row->request >= 0)
        db_bind_int(s, ":request", c->requests[row->request].id);
    db_bind_text(s, ":seat", row->seat);
    return db_run(store, s, err);
}

enum rc store_boarding_add(struct store *store, const struct campaign *c, const struct boarding *b,
                           struct instant now, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "INSERT INTO boarding (allocation, version, source, recorded, who) VALUES "
                       "(:allocation, :version, :source, :recorded, :who)");

    db_bind_int(s, ":allocation", c->allocations[b->allocation].id);
    db_bind_int(s, ":version", b->version);
    db_bind_int(s, ":source", b->source);
    db_bind_instant(s, ":recorded", now);
    db_bind_text(s, ":who", db_who());
    enum rc rc = db_run(store, s, err);
    int64_t id = db_last_id(store);
    for (int i = 0; i < b->n_rows && rc == RC_OK; i++)
        rc = add_row(store, c, id, i, &b->rows[i], err);
    return rc;
}
