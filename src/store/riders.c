/* One rider of an import: found, compared with what stands, written. */
#include "store/imports.h"

#include <stdio.h>
#include <string.h>

/* ---- finding ---- */

static enum rc find_by_ref(struct store_import *import, const char *ref, int64_t *out,
                           struct err *err) {
    sqlite3_stmt *s =
        db_stmt(import->store, "SELECT id FROM rider WHERE station = :station AND ref = :ref");

    db_bind_int(s, ":station", import->head.station);
    db_bind_text(s, ":ref", ref);
    return db_number(import->store, s, 0, out, err);
}

enum rc import_find(struct store_import *import, const struct list_row *row, int64_t *out,
                    struct err *err) {
    *out = 0;
    if (row->ref)
        return find_by_ref(import, row->ref, out, err);
    if (!row->document.number[0])
        return RC_OK;
    return people_at_station(import->store, import->head.station, &row->document, out, err);
}

/* ---- comparing ---- */

static void add_text(struct str *out, const char *text) {
    str_addf(out, "%s|", text ? text : "");
}

static void add_trip(struct str *out, const struct list_trip *t) {
    str_addf(out, "%d %d %d %d %d %d %d %d %u %u %d %d|", t->direction, t->from.place,
             t->from.point, t->to.place, t->to.point, t->earliest.v, t->preferred.v, t->latest.v,
             t->modes, t->needs, t->must, t->luggage);
    add_text(out, t->party);
    add_text(out, t->classes);
    add_text(out, t->services);
}

/* All that the row says, as one number: equal rows are untouched. */
static int64_t facts_of(const struct list_row *row) {
    struct str text = STR_MAX((size_t)1 << 20);

    add_text(&text, row->name);
    str_addf(&text, "%d", row->document.type);
    add_text(&text, row->document.number);
    add_text(&text, row->phone);
    add_text(&text, row->employer);
    add_text(&text, row->remark);
    str_addf(&text, "%d", row->hardship);
    add_text(&text, row->hardship_register);
    add_text(&text, row->hardship_contact);
    add_text(&text, row->free_child ? row->with : NULL);
    for (int i = 0; i < row->n_trips; i++)
        add_trip(&text, &row->trips[i]);
    uint64_t hash = hash_bytes(str_get(&text), text.len, 0);
    str_clear(&text);
    return (int64_t)(hash >> 1);
}

struct standing_rider {
    int64_t facts;
    bool standing, leaving;
};

static enum rc read_standing(struct store *store, int64_t rider, struct standing_rider *out,
                             struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(store, "SELECT facts, standing, leaving FROM rider WHERE id = :id");

    db_bind_int(s, ":id", rider);
    if (db_row(store, s, &rc, err)) {
        *out = (struct standing_rider){sqlite3_column_int64(s, 0), sqlite3_column_int(s, 1) != 0,
                                       sqlite3_column_int(s, 2) != 0};
        sqlite3_reset(s);
    }
    return rc;
}

/* ---- requests ---- */

/* A table speaks of one direction and keeps the other; XML numbers its trips itself. */
static enum rc trip_number(struct store_import *import, int64_t rider, const struct list_trip *trip,
                           int position, int64_t *out, struct err *err) {
    sqlite3_stmt *s;

    *out = position + 1;
    if (import->head.serial > 0 || import->head.whole)
        return RC_OK;
    s = db_stmt(import->store,
                "SELECT coalesce((SELECT trip FROM request WHERE rider = :rider AND "
                "direction = :direction AND standing), (SELECT max(trip) + 1 FROM request "
                "WHERE rider = :rider), 1)");
    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":direction", trip->direction);
    return db_number(import->store, s, 1, out, err);
}

static void bind_spot(sqlite3_stmt *s, const char *place, const char *point,
                      const struct spot *spot, const int64_t *point_rows) {
    db_bind_int(s, place, spot->place);
    if (spot->point >= 0)
        db_bind_int(s, point, point_rows[spot->point]);
}

/* What a changed request was proposed is dropped: match places it again. */
static enum rc drop_proposal(struct store *store, int64_t rider, int64_t trip, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "DELETE FROM booking WHERE status = 1 AND request IN (SELECT id "
                       "FROM request WHERE rider = :rider AND trip = :trip)");

    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":trip", trip);
    return db_run(store, s, err);
}

void import_bind_trip(const struct store_import *import, sqlite3_stmt *s,
                      const struct list_trip *t) {
    db_bind_int(s, ":direction", t->direction);
    bind_spot(s, ":from_place", ":from_point", &t->from, import->head.point_rows);
    bind_spot(s, ":to_place", ":to_point", &t->to, import->head.point_rows);
    db_bind_day(s, ":earliest", t->earliest);
    db_bind_day(s, ":preferred", t->preferred);
    db_bind_day(s, ":latest", t->latest);
    db_bind_int(s, ":modes", t->modes);
    db_bind_int(s, ":needs", t->needs);
    db_bind_int(s, ":luggage", t->luggage);
    db_bind_text(s, ":party", t->party);
    db_bind_int(s, ":must", t->must);
    db_bind_text(s, ":classes", t->classes);
    db_bind_text(s, ":services", t->services);
}

static enum rc put_request(struct store_import *import, int64_t rider, int64_t number,
                           const struct list_trip *t, struct err *err) {
    struct instant placed = instant_given(t->applied) ? t->applied : import->head.issued;
    sqlite3_stmt *s = db_stmt(
        import->store,
        "INSERT INTO request (rider, trip, direction, from_place, from_point, to_place, to_point, "
        "earliest, preferred, latest, modes, needs, luggage, party, must, classes, services, "
        "placed, "
        "standing) VALUES (:rider, :trip, :direction, :from_place, :from_point, :to_place, "
        ":to_point, "
        ":earliest, :preferred, :latest, :modes, :needs, :luggage, :party, :must, :classes, "
        ":services, "
        ":placed, 1) ON CONFLICT (rider, trip) DO UPDATE SET direction = excluded.direction, "
        "from_place = excluded.from_place, from_point = excluded.from_point, "
        "to_place = excluded.to_place, to_point = excluded.to_point, earliest = excluded.earliest, "
        "preferred = excluded.preferred, latest = excluded.latest, modes = excluded.modes, "
        "needs = excluded.needs, luggage = excluded.luggage, party = excluded.party, "
        "must = excluded.must, classes = excluded.classes, services = excluded.services, standing "
        "= 1");

    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":trip", number);
    import_bind_trip(import, s, t);
    db_bind_instant(s, ":placed", placed);
    return db_run(import->store, s, err);
}

static enum rc drop_other_trips(struct store_import *import, int64_t rider, int n_trips,
                                struct err *err) {
    sqlite3_stmt *s =
        db_stmt(import->store, "DELETE FROM booking WHERE status = 1 AND request IN "
                               "(SELECT id FROM request WHERE rider = :rider AND trip > :n)");
    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":n", n_trips);
    enum rc rc = db_run(import->store, s, err);
    s = db_stmt(import->store,
                "UPDATE request SET standing = 0 WHERE rider = :rider AND trip > :n AND "
                "id NOT IN (SELECT request FROM booking)");
    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":n", n_trips);
    return rc == RC_OK ? db_run(import->store, s, err) : rc;
}

static enum rc put_requests(struct store_import *import, const struct list_row *row, int64_t rider,
                            struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < row->n_trips && rc == RC_OK && !row->free_child; i++) {
        int64_t number;
        rc = trip_number(import, rider, &row->trips[i], i, &number, err);
        rc = rc == RC_OK ? drop_proposal(import->store, rider, number, err) : rc;
        rc = rc == RC_OK ? put_request(import, rider, number, &row->trips[i], err) : rc;
    }
    if (rc == RC_OK && (import->head.serial > 0 || import->head.whole))
        rc = drop_other_trips(import, rider, row->free_child ? 0 : row->n_trips, err);
    return rc;
}

/* ---- riders ---- */

static unsigned directions_of(const struct list_row *row) {
    unsigned bits = 0;

    for (int i = 0; i < row->n_trips; i++)
        bits |= 1u << row->trips[i].direction;
    return bits ? bits : 3;
}

static enum rc make_ref(struct store_import *import, char out[80], struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s =
        db_stmt(import->store, "UPDATE station SET refs_made = refs_made + 1 WHERE id = "
                               ":station RETURNING code, refs_made");

    db_bind_int(s, ":station", import->head.station);
    if (db_row(import->store, s, &rc, err)) {
        snprintf(out, 80, "%.64s-%06lld", (const char *)sqlite3_column_text(s, 0),
                 (long long)sqlite3_column_int64(s, 1));
        rc = db_run(import->store, s, err);
    }
    return rc;
}

static void bind_rider(sqlite3_stmt *s, const struct list_row *row, int64_t facts) {
    db_bind_int(s, ":hardship", row->hardship);
    db_bind_text(s, ":register", row->hardship_register);
    db_bind_text(s, ":with", row->free_child ? row->with : NULL);
    db_bind_int(s, ":directions", directions_of(row));
    db_bind_int(s, ":facts", facts);
}

static enum rc add_rider(struct store_import *import, const struct list_row *row, int64_t facts,
                         int64_t *out, struct err *err) {
    char made[80];
    int64_t first = 0;
    enum rc rc = people_first(import->store, &row->document, &first, err);

    if (rc == RC_OK && !row->ref)
        rc = make_ref(import, made, err);
    if (rc != RC_OK)
        return rc;
    sqlite3_stmt *s =
        db_stmt(import->store,
                "INSERT INTO rider (station, ref, same_as, hardship, hardship_register, "
                "free_child_with, free_child_directions, standing, facts, first_import) VALUES "
                "(:station, :ref, coalesce(:same_as, (SELECT coalesce(max(id), 0) + 1 FROM "
                "rider)), :hardship, :register, :with, :directions, 1, :facts, :import)");
    bind_rider(s, row, facts);
    db_bind_int(s, ":station", import->head.station);
    db_bind_text(s, ":ref", row->ref ? row->ref : made);
    if (first)
        db_bind_int(s, ":same_as", first);
    db_bind_int(s, ":import", import->id);
    rc = db_run(import->store, s, err);
    *out = db_last_id(import->store);
    return rc;
}

static enum rc change_rider(struct store_import *import, const struct list_row *row, int64_t facts,
                            int64_t rider, struct err *err) {
    int64_t first = 0;
    enum rc rc = people_first(import->store, &row->document, &first, err);
    sqlite3_stmt *s =
        db_stmt(import->store,
                "UPDATE rider SET same_as = :same_as, hardship = :hardship, hardship_register = "
                ":register, free_child_with = :with, free_child_directions = :directions, "
                "standing = 1, leaving = 0, facts = :facts WHERE id = :id");

    if (rc != RC_OK)
        return rc;
    bind_rider(s, row, facts);
    db_bind_int(s, ":same_as", first && first < rider ? first : rider);
    db_bind_int(s, ":id", rider);
    return db_run(import->store, s, err);
}

/* ---- proposed corrections ---- */

static enum rc propose_correction(struct store_import *import, struct list_row *row, int64_t rider,
                                  struct err *err) {
    sqlite3_stmt *s = db_stmt(import->store, "INSERT INTO correction (import, row, rider) VALUES "
                                             "(:import, :row, :rider)");

    if (row->n_faults < LIST_FAULTS) {
        struct fault *fault = &row->faults[row->n_faults++];
        *fault = (struct fault){
            .weight = FAULT_WARNING, .code = "proposed-correction", .column = "document"};
        snprintf(fault->zh, sizeof fault->zh,
                 "姓名和电话与已报名的一人相同而证件不同，待人工确认，未另建乘车人");
        snprintf(
            fault->en, sizeof fault->en,
            "name and phone are those of a rider already listed, the document is another; kept for "
            "a person to settle, no second rider was made");
    }
    db_bind_int(s, ":import", import->id);
    db_bind_int(s, ":row", row->row);
    db_bind_int(s, ":rider", rider);
    return db_run(import->store, s, err);
}

static enum rc take_new(struct store_import *import, struct list_row *row, int64_t facts,
                        struct err *err) {
    int64_t namesake = 0, rider = 0;
    enum rc rc =
        people_namesake(import->store, import->head.station, import->id, row, &namesake, err);

    if (rc != RC_OK)
        return rc;
    if (namesake) {
        import->counts.unchanged++;
        import_name(import, namesake);
        return propose_correction(import, row, namesake, err);
    }
    rc = add_rider(import, row, facts, &rider, err);
    rc = rc == RC_OK ? people_put(import->store, rider, row, err) : rc;
    rc = rc == RC_OK ? put_requests(import, row, rider, err) : rc;
    import->counts.added++;
    import_name(import, rider);
    if (row->free_child) {
        struct import_child child = {rider, row->row};
        VEC_PUSH(import->children, import->n_children, import->children_cap, child);
    }
    return rc;
}

enum rc import_take(struct store_import *import, struct list_row *row, int64_t rider,
                    struct err *err) {
    struct standing_rider standing = {0};
    int64_t facts = facts_of(row);
    enum rc rc;

    if (!rider)
        return take_new(import, row, facts, err);
    rc = read_standing(import->store, rider, &standing, err);
    if (rc == RC_OK && row->free_child) {
        struct import_child child = {rider, row->row};
        VEC_PUSH(import->children, import->n_children, import->children_cap, child);
    }
    if (rc == RC_OK && standing.standing && !standing.leaving && standing.facts == facts) {
        import->counts.unchanged++;
        return RC_OK;
    }
    rc = rc == RC_OK ? people_put(import->store, rider, row, err) : rc;
    rc = rc == RC_OK ? change_rider(import, row, facts, rider, err) : rc;
    rc = rc == RC_OK ? put_requests(import, row, rider, err) : rc;
    import->counts.changed++;
    return rc;
}

/* ---- withdrawing ---- */

enum rc import_withdraw(struct store_import *import, int64_t rider, struct err *err) {
    static const char *const steps[] = {
        "DELETE FROM booking WHERE status = 1 AND request IN (SELECT id FROM request WHERE rider = "
        ":id)",
        "UPDATE request SET standing = 0 WHERE rider = :id AND id NOT IN (SELECT request FROM "
        "booking)",
        "UPDATE rider SET leaving = 1 WHERE id = :id AND EXISTS (SELECT 1 FROM request q JOIN "
        "booking b "
        "ON b.request = q.id WHERE q.rider = :id)",
        "UPDATE rider SET standing = 0 WHERE id = :id AND leaving = 0"};
    enum rc rc = RC_OK;

    for (size_t i = 0; i < sizeof steps / sizeof *steps && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(import->store, steps[i]);
        db_bind_int(s, ":id", rider);
        rc = db_run(import->store, s, err);
    }
    return rc;
}
