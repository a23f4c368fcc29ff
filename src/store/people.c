/* The people: names, documents, phones. */
#include "store/people.h"

#include <string.h>

enum rc people_put(struct store *store, int64_t rider, const struct list_row *row,
                   struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store,
        "INSERT OR REPLACE INTO person (rider, document_type, document, name, phone, sex, "
        "employer, hardship_contact, remark) VALUES (:rider, :type, :document, :name, :phone, "
        ":sex, :employer, :contact, :remark)");

    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":type", row->document.type);
    db_bind_text(s, ":document", row->document.number);
    db_bind_text(s, ":name", row->name);
    db_bind_text(s, ":phone", row->phone);
    db_bind_int(s, ":sex", row->document.sex);
    db_bind_text(s, ":employer", row->employer);
    db_bind_text(s, ":contact", row->hardship_contact);
    db_bind_text(s, ":remark", row->remark);
    return db_run(store, s, err);
}

enum rc people_first(struct store *store, const struct document *document, int64_t *out,
                     struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "SELECT min(rider) FROM person WHERE document = :document AND "
                                     "document_type = :type");

    db_bind_text(s, ":document", document->number);
    db_bind_int(s, ":type", document->type);
    return db_number(store, s, 0, out, err);
}

enum rc people_at_station(struct store *store, int64_t station, const struct document *document,
                          int64_t *out, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "SELECT r.id FROM person p JOIN rider r ON r.id = p.rider WHERE "
                       "p.document = :document AND p.document_type = :type AND "
                       "r.station = :station ORDER BY r.standing DESC, r.id LIMIT 1");

    db_bind_text(s, ":document", document->number);
    db_bind_int(s, ":type", document->type);
    db_bind_int(s, ":station", station);
    return db_number(store, s, 0, out, err);
}

enum rc people_claim(struct store *store, int64_t station, const struct document *document,
                     const struct list_trip *trip, struct arena *arena, const char **out,
                     struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT station.code FROM person p JOIN rider r ON r.id = p.rider JOIN request q ON "
        "q.rider = r.id JOIN station ON station.id = r.station WHERE p.document = :document AND "
        "p.document_type = :type AND r.station <> :station AND r.standing AND q.standing AND "
        "q.direction = :direction AND q.earliest <= :latest AND q.latest >= :earliest "
        "ORDER BY q.id LIMIT 1");

    db_bind_text(s, ":document", document->number);
    db_bind_int(s, ":type", document->type);
    db_bind_int(s, ":station", station);
    db_bind_int(s, ":direction", trip->direction);
    db_bind_int(s, ":earliest", trip->earliest.v);
    db_bind_int(s, ":latest", trip->latest.v);
    *out = NULL;
    if (!db_row(store, s, &rc, err))
        return rc;
    *out = db_text(arena, s, 0);
    sqlite3_reset(s);
    return RC_OK;
}

enum rc people_namesake(struct store *store, int64_t station, int64_t import,
                        const struct list_row *row, int64_t *out, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "SELECT r.id FROM person p JOIN rider r ON r.id = p.rider WHERE "
                       "p.phone = :phone AND p.name = :name AND r.station = :station AND "
                       "r.standing AND r.first_import < :import AND p.document <> "
                       ":document ORDER BY r.id LIMIT 1");

    *out = 0;
    if (!row->phone)
        return RC_OK;
    db_bind_text(s, ":phone", row->phone);
    db_bind_text(s, ":name", row->name);
    db_bind_int(s, ":station", station);
    db_bind_int(s, ":import", import);
    db_bind_text(s, ":document", row->document.number);
    return db_number(store, s, 0, out, err);
}

/* ---- for paper and screens ---- */

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
        out[i] = (struct person){db_text(arena, s, 0), db_text(arena, s, 1), db_text(arena, s, 2),
                                 (enum document_type)sqlite3_column_int(s, 3),
                                 (char)sqlite3_column_int(s, 4)};
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

enum rc store_children_load(struct store *store, const struct campaign *c, struct arena *arena,
                            struct child_row **out, int *out_n, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT q.id, k.ref, p.name FROM rider k JOIN person p ON p.rider = k.id CROSS JOIN rider "
        "a ON "
        "a.station = k.station AND a.ref = k.free_child_with CROSS JOIN request q ON q.rider = "
        "a.id "
        "WHERE k.standing AND a.standing AND q.standing AND k.free_child_with IS NOT NULL AND "
        "(k.free_child_directions >> q.direction & 1) ORDER BY q.id, k.ref");
    struct child_row *rows = NULL;
    size_t cap = 0;
    int64_t max;
    int32_t *by_id = requests_by_id(c, arena, &max);
    int n = 0;
    enum rc rc;

    while (db_row(store, s, &rc, err)) {
        int64_t id = sqlite3_column_int64(s, 0);
        struct child_row row = {id <= max ? by_id[id] : -1, db_text(arena, s, 1),
                                db_text(arena, s, 2)};
        if (row.request >= 0)
            VEC_PUSH(rows, n, cap, row);
    }
    *out = arena_array(arena, (size_t)n, sizeof **out);
    if (n)
        memcpy(*out, rows, (size_t)n * sizeof **out);
    *out_n = n;
    mem_free(rows);
    return rc;
}
