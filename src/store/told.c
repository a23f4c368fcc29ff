/* Who was told what, when and by which means; and who believes what no longer stands. The last is
 * a view over the two: there is no counter that could drift. */
#include "store/db.h"

const char *told_means_word(enum told_means means) {
    static const char *const words[TOLD_MEANS] = {"unsaid", "slip", "sms",
                                                  "posted", "call", "replaced"};

    return words[means];
}

const char *told_change_word(enum told_change change) {
    static const char *const words[TOLD_CHANGES] = {"none", "no-seat", "run",  "stop",
                                                    "time", "vehicle", "seat", "person"};

    return words[change];
}

/* ---- telling ---- */

static enum rc put(struct store *store, int64_t request, enum told_means means, struct instant now,
                   struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "INSERT INTO told (request, at, who, means, allocation, vehicle, board_place, "
               "board_point, board_at, alight_place, alight_point, seat) SELECT :request, :at, "
               ":who, :means, allocation, vehicle, board_place, board_point, board_at, "
               "alight_place, alight_point, seat FROM (SELECT 1) LEFT JOIN ride ON ride.request = "
               ":request WHERE :means <> 0 OR NOT EXISTS (SELECT 1 FROM told WHERE request = "
               ":request) OR EXISTS (SELECT 1 FROM told_changed WHERE request = :request AND "
               "change IS NOT NULL)");

    db_bind_int(s, ":request", request);
    db_bind_instant(s, ":at", now);
    db_bind_text(s, ":who", db_who());
    db_bind_int(s, ":means", means);
    return db_run(store, s, err);
}

static enum rc raise_status(struct store *store, int64_t request, struct instant now,
                            struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "UPDATE booking SET status = 2, status_at = :at WHERE request "
                                     "= :request AND status = 1");

    db_bind_int(s, ":request", request);
    db_bind_instant(s, ":at", now);
    return db_run(store, s, err);
}

enum rc store_tell(struct store *store, const int64_t *requests, int n, enum told_means means,
                   struct instant now, int64_t *out_told, struct err *err) {
    enum rc rc = RC_OK;

    *out_told = 0;
    for (int i = 0; i < n && rc == RC_OK; i++) {
        rc = put(store, requests[i], means, now, err);
        *out_told += rc == RC_OK ? db_changes(store) : 0;
        if (rc == RC_OK && means != TOLD_REPLACED)
            rc = raise_status(store, requests[i], now, err);
    }
    return rc;
}

/* ---- reading ---- */

/* From seven columns: run, plate, place, point's name, time, seat, status. */
static struct told_ride read_ride(sqlite3_stmt *s, int at, struct arena *arena) {
    return (struct told_ride){.allocation = db_text(arena, s, at),
                              .vehicle = db_text(arena, s, at + 1),
                              .place = db_int32(s, at + 2),
                              .point = db_text(arena, s, at + 3),
                              .at = db_instant(s, at + 4),
                              .seat = db_text(arena, s, at + 5),
                              .status = (enum booking_status)sqlite3_column_int(s, at + 6)};
}

static enum rc read_lines(struct store *store, sqlite3_stmt *s, struct arena *arena,
                          struct told_line **out, int *out_n, struct err *err) {
    struct told_line *lines = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;

    while (db_row(store, s, &rc, err)) {
        struct told_line line = {.request = sqlite3_column_int64(s, 0),
                                 .station = db_text(arena, s, 1),
                                 .ref = db_text(arena, s, 2),
                                 .trip = db_int32(s, 3),
                                 .at = db_instant(s, 4),
                                 .who = db_text(arena, s, 5),
                                 .means = (enum told_means)sqlite3_column_int(s, 6),
                                 .change = (enum told_change)sqlite3_column_int(s, 7),
                                 .said = read_ride(s, 8, arena),
                                 .stands = read_ride(s, 15, arena)};
        VEC_PUSH(lines, n, cap, line);
    }
    *out = db_rows(arena, lines, (size_t)n, sizeof *lines);
    *out_n = n;
    return rc;
}

enum rc store_told_changed(struct store *store, struct arena *arena, struct told_line **out,
                           int *out_n, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT q.id, station.code, r.ref, q.trip, t.at, t.who, t.means, c.change, a.key, "
        "v.key, t.board_place, p.name, t.board_at, t.seat, 0, na.key, nv.key, ns.place, "
        "np.name, ns.at, n.seat, n.status FROM told_changed c CROSS JOIN told t ON t.id = "
        "c.told JOIN request q ON q.id = c.request JOIN rider r ON r.id = q.rider JOIN "
        "station ON station.id = r.station LEFT JOIN allocation a ON a.id = t.allocation LEFT "
        "JOIN vehicle v ON v.id = t.vehicle LEFT JOIN point p ON p.id = t.board_point LEFT "
        "JOIN booking n ON n.request = q.id LEFT JOIN stop ns ON ns.allocation = n.allocation "
        "AND ns.seq = n.board LEFT JOIN allocation na ON na.id = n.allocation LEFT JOIN "
        "vehicle nv ON nv.id = na.vehicle LEFT JOIN point np ON np.id = ns.point WHERE "
        "c.change IS NOT NULL ORDER BY coalesce(ns.at, t.board_at), station.code, r.ref, "
        "q.trip");

    return read_lines(store, s, arena, out, out_n, err);
}

enum rc store_told_history(struct store *store, int64_t request, struct arena *arena,
                           struct told_line **out, int *out_n, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT q.id, station.code, r.ref, q.trip, t.at, t.who, t.means, coalesce((SELECT "
        "c.change FROM told_changed c WHERE c.told = t.id), 0), a.key, v.key, t.board_place, "
        "p.name, t.board_at, t.seat, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM told t "
        "JOIN request q ON q.id = t.request JOIN rider r ON r.id = q.rider JOIN station ON "
        "station.id = r.station LEFT JOIN allocation a ON a.id = t.allocation LEFT JOIN "
        "vehicle v ON v.id = t.vehicle LEFT JOIN point p ON p.id = t.board_point WHERE "
        "t.request = :request ORDER BY t.id");

    db_bind_int(s, ":request", request);
    return read_lines(store, s, arena, out, out_n, err);
}

enum rc store_rider_trips(struct store *store, int64_t rider, struct arena *arena,
                          struct found_trip **out, int *out_n, struct err *err) {
    struct found_trip *trips = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT q.id, q.trip, q.direction, q.from_place, f.name, q.to_place, t.name, "
        "q.earliest, q.preferred, q.latest, q.party, q.must, na.key, nv.key, ns.place, "
        "np.name, ns.at, n.seat, n.status, (SELECT w.name || ' ' || w.phone FROM crew w WHERE "
        "w.allocation = n.allocation AND w.phone <> '' ORDER BY w.seq LIMIT 1) FROM request q LEFT "
        "JOIN point f ON f.id = "
        "q.from_point LEFT JOIN point t ON t.id = q.to_point LEFT JOIN booking n ON n.request "
        "= q.id LEFT JOIN stop ns ON ns.allocation = n.allocation AND ns.seq = n.board LEFT "
        "JOIN allocation na ON na.id = n.allocation LEFT JOIN vehicle nv ON nv.id = "
        "na.vehicle LEFT JOIN point np ON np.id = ns.point WHERE q.rider = :rider AND "
        "q.standing ORDER BY q.trip");

    db_bind_int(s, ":rider", rider);
    while (db_row(store, s, &rc, err)) {
        struct found_trip trip = {.request = sqlite3_column_int64(s, 0),
                                  .trip = db_int32(s, 1),
                                  .direction = (enum direction)sqlite3_column_int(s, 2),
                                  .from_place = db_int32(s, 3),
                                  .from_point = db_text(arena, s, 4),
                                  .to_place = db_int32(s, 5),
                                  .to_point = db_text(arena, s, 6),
                                  .earliest = db_day(s, 7),
                                  .preferred = db_day(s, 8),
                                  .latest = db_day(s, 9),
                                  .party = db_text(arena, s, 10),
                                  .must = sqlite3_column_int(s, 11) != 0,
                                  .stands = read_ride(s, 12, arena),
                                  .crew = db_text(arena, s, 19)};
        VEC_PUSH(trips, n, cap, trip);
    }
    *out = db_rows(arena, trips, (size_t)n, sizeof *trips);
    *out_n = n;
    return rc;
}

enum rc store_offer_put(struct store *store, const struct offer_row *row, struct instant now,
                        struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT INTO offer (at, run, request, riders, seated, reason) "
                                     "VALUES (:at, :run, :request, :riders, :seated, :reason)");

    db_bind_instant(s, ":at", now);
    db_bind_int(s, ":run", row->run);
    db_bind_int(s, ":request", row->request);
    db_bind_int(s, ":riders", row->riders);
    db_bind_int(s, ":seated", row->seated);
    db_bind_int(s, ":reason", row->reason);
    return db_run(store, s, err);
}
