/* The requests of one rider: written from a row, read back as one. */
#include "store/imports.h"

#include <string.h>

/* A table speaks of one direction and keeps the other; a whole list numbers its trips itself. */
static enum rc trip_number(const struct rider_target *to, int64_t rider,
                           const struct list_trip *trip, int position, int64_t *out,
                           struct err *err) {
    *out = position + 1;
    if (to->whole)
        return RC_OK;
    sqlite3_stmt *s =
        db_stmt(to->store, "SELECT coalesce((SELECT trip FROM request WHERE rider = :rider AND "
                           "direction = :direction ORDER BY standing DESC, trip LIMIT 1), "
                           "(SELECT max(trip) + 1 FROM request WHERE rider = :rider), 1)");
    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":direction", trip->direction);
    return db_number(to->store, s, 1, out, err);
}

static void bind_spot(const struct rider_target *to, sqlite3_stmt *s, const char *place,
                      const char *point, const struct spot *spot) {
    db_bind_int(s, place, spot->place);
    if (spot->point >= 0)
        db_bind_int(s, point, to->campaign->points[spot->point].id);
}

void request_bind(const struct rider_target *to, sqlite3_stmt *s, const struct list_trip *t) {
    db_bind_int(s, ":direction", t->direction);
    bind_spot(to, s, ":from_place", ":from_point", &t->from);
    bind_spot(to, s, ":to_place", ":to_point", &t->to);
    db_bind_day(s, ":earliest", t->earliest);
    db_bind_day(s, ":preferred", t->preferred);
    db_bind_day(s, ":latest", t->latest);
    db_bind_int(s, ":modes", t->modes);
    db_bind_int(s, ":needs", t->needs);
    db_bind_int(s, ":luggage", t->luggage);
    db_bind_lent(s, ":party", t->party);
    db_bind_int(s, ":must", t->must);
    db_bind_lent(s, ":classes", t->classes);
    db_bind_lent(s, ":services", t->services);
}

static void bind_row(const struct rider_target *to, sqlite3_stmt *s, int64_t rider, int64_t number,
                     const struct list_trip *t) {
    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":trip", number);
    request_bind(to, s, t);
    db_bind_instant(s, ":placed", instant_given(t->applied) ? t->applied : to->issued);
}

/* ---- a new rider ---- */

enum rc requests_add(const struct rider_target *to, const struct list_row *row, int64_t rider,
                     struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < row->n_trips && rc == RC_OK && !row->free_child; i++) {
        sqlite3_stmt *s = db_stmt(
            to->store,
            "INSERT INTO request (rider, trip, direction, from_place, from_point, to_place, "
            "to_point, earliest, preferred, latest, modes, needs, luggage, party, must, classes, "
            "services, placed, standing) VALUES (:rider, :trip, :direction, :from_place, "
            ":from_point, :to_place, :to_point, :earliest, :preferred, :latest, :modes, :needs, "
            ":luggage, :party, :must, :classes, :services, :placed, 1)");
        bind_row(to, s, rider, i + 1, &row->trips[i]);
        rc = db_run(to->store, s, err);
    }
    return rc;
}

/* ---- one who has requests ---- */

/* An equal request is not touched. Its place in order stays. */
static enum rc put_request(const struct rider_target *to, int64_t rider, int64_t number,
                           const struct list_trip *t, bool *out_changed, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        to->store,
        "INSERT INTO request (rider, trip, direction, from_place, from_point, to_place, to_point, "
        "earliest, preferred, latest, modes, needs, luggage, party, must, classes, services, "
        "placed, standing) VALUES (:rider, :trip, :direction, :from_place, :from_point, :to_place, "
        ":to_point, :earliest, :preferred, :latest, :modes, :needs, :luggage, :party, :must, "
        ":classes, :services, :placed, 1) ON CONFLICT (rider, trip) DO UPDATE SET direction = "
        "excluded.direction, from_place = excluded.from_place, from_point = excluded.from_point, "
        "to_place = excluded.to_place, to_point = excluded.to_point, earliest = excluded.earliest, "
        "preferred = excluded.preferred, latest = excluded.latest, modes = excluded.modes, "
        "needs = excluded.needs, luggage = excluded.luggage, party = excluded.party, "
        "must = excluded.must, classes = excluded.classes, services = excluded.services, "
        "standing = 1, leaving = 0 WHERE (direction, from_place, from_point, to_place, to_point, "
        "earliest, preferred, latest, modes, needs, luggage, party, must, classes, services, "
        "standing, leaving) IS NOT (excluded.direction, excluded.from_place, excluded.from_point, "
        "excluded.to_place, excluded.to_point, excluded.earliest, excluded.preferred, "
        "excluded.latest, excluded.modes, excluded.needs, excluded.luggage, excluded.party, "
        "excluded.must, excluded.classes, excluded.services, 1, 0)");

    bind_row(to, s, rider, number, t);
    enum rc rc = db_run(to->store, s, err);
    *out_changed = db_changes(to->store) > 0;
    return rc;
}

/* What a changed request was proposed is dropped: match places it again. */
static enum rc drop_proposal(struct store *store, int64_t rider, int64_t trip, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "DELETE FROM booking WHERE request IN (SELECT id FROM request WHERE rider = :rider "
               "AND trip = :trip) AND request NOT IN (SELECT request FROM held)");

    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":trip", trip);
    return db_run(store, s, err);
}

/* A whole list has no further trips. Told and confirmed seats wait for a person. */
static enum rc drop_other_trips(const struct rider_target *to, int64_t rider, int n_trips,
                                struct err *err) {
    static const char *const steps[] = {
        "DELETE FROM booking WHERE request IN (SELECT id FROM request WHERE rider = :rider AND "
        "trip > :n) AND request NOT IN (SELECT request FROM held)",
        "UPDATE request SET standing = 0 WHERE rider = :rider AND trip > :n AND standing AND "
        "id NOT IN (SELECT request FROM booking)",
        "UPDATE request SET leaving = 1 WHERE rider = :rider AND trip > :n AND standing"};
    enum rc rc = RC_OK;

    for (size_t i = 0; i < sizeof steps / sizeof *steps && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(to->store, steps[i]);
        db_bind_int(s, ":rider", rider);
        db_bind_int(s, ":n", n_trips);
        rc = db_run(to->store, s, err);
    }
    return rc;
}

enum rc requests_change(const struct rider_target *to, const struct list_row *row, int64_t rider,
                        struct err *err) {
    int n = row->free_child ? 0 : row->n_trips;
    enum rc rc = RC_OK;

    for (int i = 0; i < n && rc == RC_OK; i++) {
        int64_t number;
        bool changed = false;
        rc = trip_number(to, rider, &row->trips[i], i, &number, err);
        rc = rc == RC_OK ? put_request(to, rider, number, &row->trips[i], &changed, err) : rc;
        if (rc == RC_OK && changed)
            rc = drop_proposal(to->store, rider, number, err);
    }
    return rc == RC_OK && to->whole ? drop_other_trips(to, rider, n, err) : rc;
}

/* ---- reading ---- */

static struct spot read_spot(const struct rider_target *to, sqlite3_stmt *s, int column) {
    struct spot spot = {.place = db_int32(s, column), .point = -1};
    int64_t point = sqlite3_column_int64(s, column + 1);

    for (int i = 0; point && i < to->campaign->n_points; i++)
        if (to->campaign->points[i].id == point)
            spot.point = i;
    return spot;
}

enum rc requests_read(const struct rider_target *to, sqlite3_stmt *s, struct arena *arena,
                      struct list_row *out, struct err *err) {
    enum rc rc = RC_OK;

    for (out->n_trips = 0; out->n_trips < LIST_TRIPS && db_row(to->store, s, &rc, err);)
        out->trips[out->n_trips++] =
            (struct list_trip){.direction = (enum direction)sqlite3_column_int(s, 0),
                               .from = read_spot(to, s, 1),
                               .to = read_spot(to, s, 3),
                               .earliest = db_day(s, 5),
                               .preferred = db_day(s, 6),
                               .latest = db_day(s, 7),
                               .modes = (unsigned)sqlite3_column_int(s, 8),
                               .needs = (unsigned)sqlite3_column_int(s, 9),
                               .luggage = db_int32(s, 10),
                               .party = db_text(arena, s, 11),
                               .must = sqlite3_column_int(s, 12) != 0,
                               .classes = db_text(arena, s, 13),
                               .services = db_text(arena, s, 14),
                               .applied = db_instant(s, 15)};
    sqlite3_reset(s);
    return rc;
}

enum rc requests_get(const struct rider_target *to, int64_t rider, struct arena *arena,
                     struct list_row *out, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        to->store, "SELECT direction, from_place, from_point, to_place, to_point, earliest, "
                   "preferred, latest, modes, needs, luggage, party, must, classes, services, "
                   "placed FROM request WHERE rider = :rider AND standing ORDER BY trip");

    db_bind_int(s, ":rider", rider);
    return requests_read(to, s, arena, out, err);
}
