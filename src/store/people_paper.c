/* The people as paper and screens show them. */
#include "store/people.h"

#include <stdlib.h>
#include <string.h>

/* Columns from `at` on: name, phone, document, document_type, sex. */
static struct person read_person(struct arena *arena, sqlite3_stmt *s, int at) {
    return (struct person){
        db_text(arena, s, at), db_text(arena, s, at + 1), db_text(arena, s, at + 2),
        (enum document_type)sqlite3_column_int(s, at + 3), (char)sqlite3_column_int(s, at + 4)};
}

enum rc store_people_load(struct store *store, const int64_t *requests, int n, struct arena *arena,
                          struct person *out, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < n && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(
            store, "SELECT p.name, p.phone, p.document, p.document_type, p.sex FROM request q JOIN "
                   "person p ON p.rider = q.rider WHERE q.id = :request");
        db_bind_int(s, ":request", requests[i]);
        if (!db_row(store, s, &rc, err))
            return rc != RC_OK ? rc
                               : err_set(err, RC_DB, "damaged", "数据库里有乘车需求找不到乘车人",
                                         "a request in the database has no rider");
        out[i] = read_person(arena, s, 0);
        sqlite3_reset(s);
    }
    return rc;
}

/* Request indexes by row id; -1 where the campaign has none. */
static int32_t *requests_by_id(const struct campaign *c, struct arena *arena, int64_t *out_max) {
    int64_t max = 0;

    for (int i = 0; i < c->n_requests; i++)
        max = c->requests[i].id > max ? c->requests[i].id : max;
    int32_t *by_id = arena_array(arena, (size_t)max + 1, sizeof *by_id);
    memset(by_id, 0xff, ((size_t)max + 1) * sizeof *by_id);
    for (int i = 0; i < c->n_requests; i++)
        by_id[c->requests[i].id] = i;
    *out_max = max;
    return by_id;
}

static int by_request(const void *a, const void *b) {
    const struct child_row *x = a, *y = b;

    if (x->request != y->request)
        return x->request < y->request ? -1 : 1;
    return strcmp(x->ref, y->ref);
}

struct children {
    struct child_row *v;
    int n;
    size_t cap;
};

static enum rc hand_over(struct children *found, struct arena *arena, enum rc rc,
                         struct child_row **out, int *out_n) {
    if (found->n)
        qsort(found->v, (size_t)found->n, sizeof *found->v, by_request);
    *out = db_rows(arena, found->v, (size_t)found->n, sizeof *found->v);
    *out_n = found->n;
    return rc;
}

enum rc store_children_load(struct store *store, const struct campaign *c, struct arena *arena,
                            struct child_row **out, int *out_n, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT q.id, k.ref, p.name, p.phone, p.document, p.document_type, p.sex FROM rider k JOIN "
        "person p ON p.rider = k.id CROSS JOIN rider a ON a.station = k.station AND a.ref = "
        "k.free_child_with CROSS JOIN request q ON q.rider = a.id "
        "WHERE k.standing AND a.standing AND q.standing AND k.free_child_with IS NOT NULL AND "
        "(k.free_child_directions >> q.direction & 1)");
    struct children found = {0};
    int64_t max;
    int32_t *by_id = requests_by_id(c, arena, &max);
    enum rc rc;

    while (db_row(store, s, &rc, err)) {
        int64_t id = sqlite3_column_int64(s, 0);
        struct child_row row = {id <= max ? by_id[id] : -1, db_text(arena, s, 1),
                                read_person(arena, s, 2)};
        if (row.request >= 0)
            VEC_PUSH(found.v, found.n, found.cap, row);
    }
    return hand_over(&found, arena, rc, out, out_n);
}

enum rc store_children_of(struct store *store, const struct campaign *c, const int32_t *requests,
                          int n, struct arena *arena, struct child_row **out, int *out_n,
                          struct err *err) {
    struct children found = {0};
    enum rc rc = RC_OK;

    for (int i = 0; i < n && rc == RC_OK; i++) {
        if (!c->requests[requests[i]].free_children)
            continue;
        sqlite3_stmt *s = db_stmt(
            store,
            "SELECT k.ref, p.name, p.phone, p.document, p.document_type, p.sex FROM request "
            "q CROSS JOIN rider a ON a.id = q.rider CROSS JOIN rider k ON k.station = "
            "a.station AND k.free_child_with = a.ref JOIN person p ON p.rider = k.id WHERE "
            "q.id = :request AND k.standing AND (k.free_child_directions >> q.direction & 1)");
        db_bind_int(s, ":request", c->requests[requests[i]].id);
        while (db_row(store, s, &rc, err)) {
            struct child_row row = {requests[i], db_text(arena, s, 0), read_person(arena, s, 1)};
            VEC_PUSH(found.v, found.n, found.cap, row);
        }
    }
    return hand_over(&found, arena, rc, out, out_n);
}
