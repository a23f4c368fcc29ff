/*
 * What stood before an import, rider by rider, so that it can be taken back. Kept as far back as
 * the whole list before the last one; what lies further back is history without values.
 */
#include "store/imports.h"

/* Columns of request that a list decides; its place in order is not among them. */
#define REQUEST_FACTS                                                                              \
    "direction, from_place, from_point, to_place, to_point, earliest, preferred, latest, modes, "  \
    "needs, luggage, party, must, classes, services, standing, leaving"

/* ---- keeping ---- */

static enum rc note_same(const struct rider_target *to, int64_t rider, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        to->store, "INSERT OR IGNORE INTO import_rider (import, rider, did) SELECT :import, "
                   "id, 1 FROM rider WHERE id = :rider AND first_import IS NOT :import");

    db_bind_int(s, ":import", to->import);
    db_bind_int(s, ":rider", rider);
    return db_run(to->store, s, err);
}

/* *out_first: nothing was kept of the rider yet, and it stood before the import. */
static enum rc note(const struct rider_target *to, int64_t rider, enum did did, bool *out_first,
                    struct err *err) {
    sqlite3_stmt *s = db_stmt(
        to->store,
        "INSERT INTO import_rider (import, rider, did, hardship, hardship_register, "
        "free_child_with, free_child_directions, standing, leaving, facts) SELECT :import, id, "
        ":did, hardship, hardship_register, free_child_with, free_child_directions, standing, "
        "leaving, facts FROM rider WHERE id = :rider AND first_import IS NOT :import ON CONFLICT "
        "(import, rider) DO UPDATE SET did = excluded.did, hardship = excluded.hardship, "
        "hardship_register = excluded.hardship_register, free_child_with = "
        "excluded.free_child_with, free_child_directions = excluded.free_child_directions, "
        "standing = excluded.standing, leaving = excluded.leaving, facts = excluded.facts WHERE "
        "import_rider.did = 1");

    db_bind_int(s, ":import", to->import);
    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":did", did);
    enum rc rc = db_run(to->store, s, err);
    *out_first = db_changes(to->store) > 0;
    return rc;
}

static enum rc keep_requests(const struct rider_target *to, int64_t rider, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(to->store, "INSERT INTO former_request (import, rider, trip, " REQUEST_FACTS
                           ") SELECT :import, rider, trip, " REQUEST_FACTS
                           " FROM request WHERE rider = :rider");

    db_bind_int(s, ":import", to->import);
    db_bind_int(s, ":rider", rider);
    return db_run(to->store, s, err);
}

enum rc former_keep(const struct rider_target *to, int64_t rider, enum did did, struct err *err) {
    bool first;

    if (did == DID_SAME)
        return note_same(to, rider, err);
    enum rc rc = note(to, rider, did, &first, err);
    if (rc != RC_OK || !first)
        return rc;
    rc = keep_requests(to, rider, err);
    return rc == RC_OK ? people_keep_former(to->store, to->import, rider, err) : rc;
}

/* ---- restoring ---- */

/* In order: what changed trips were proposed is dropped, trips that were not there go, the others
 * are as they were. */
static const char *const restore_steps[] = {
    "UPDATE rider SET (hardship, hardship_register, free_child_with, free_child_directions, "
    "standing, leaving, facts) = (SELECT hardship, hardship_register, free_child_with, "
    "free_child_directions, standing, leaving, facts FROM import_rider WHERE import = :import AND "
    "rider = :rider) WHERE id = :rider",
    "DELETE FROM booking WHERE request IN (SELECT q.id FROM request q LEFT JOIN former_request f "
    "ON f.import = :import AND f.rider = q.rider AND f.trip = q.trip WHERE q.rider = :rider AND "
    "(f.trip IS NULL OR (q.direction, q.from_place, q.from_point, q.to_place, q.to_point, "
    "q.earliest, q.preferred, q.latest, q.modes, q.needs, q.party, q.must, q.classes, q.services) "
    "IS NOT (f.direction, f.from_place, f.from_point, f.to_place, f.to_point, f.earliest, "
    "f.preferred, f.latest, f.modes, f.needs, f.party, f.must, f.classes, f.services))) AND "
    "request NOT IN (SELECT request FROM held)",
    "DELETE FROM request WHERE rider = :rider AND trip NOT IN (SELECT trip FROM former_request "
    "WHERE import = :import AND rider = :rider) AND id NOT IN (SELECT request FROM booking)",
    "UPDATE request SET (" REQUEST_FACTS ") = (SELECT " REQUEST_FACTS " FROM former_request f "
    "WHERE f.import = :import AND f.rider = request.rider AND f.trip = request.trip) WHERE rider = "
    ":rider AND trip IN (SELECT trip FROM former_request WHERE import = :import AND rider = "
    ":rider)",
};

enum rc former_restore(struct store *store, int64_t import, int64_t rider, struct err *err) {
    enum rc rc = people_restore(store, import, rider, err);

    for (size_t i = 0; i < sizeof restore_steps / sizeof *restore_steps && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(store, restore_steps[i]);
        db_bind_int(s, ":import", import);
        db_bind_int(s, ":rider", rider);
        rc = db_run(store, s, err);
    }
    return rc;
}

/* ---- forgetting ---- */

enum rc former_close(const struct rider_target *to, struct err *err) {
    static const char *const steps[] = {
        "DELETE FROM import_rider WHERE import IN (SELECT id FROM import WHERE station = :station "
        "AND NOT closed AND id < (SELECT max(id) FROM import WHERE station = :station AND whole "
        "AND undone IS NULL AND id < :import))",
        "UPDATE import SET closed = 1 WHERE station = :station AND NOT closed AND id < (SELECT "
        "max(id) FROM import WHERE station = :station AND whole AND undone IS NULL AND id < "
        ":import)"};
    enum rc rc = RC_OK;

    for (size_t i = 0; i < sizeof steps / sizeof *steps && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(to->store, steps[i]);
        db_bind_int(s, ":station", to->station);
        db_bind_int(s, ":import", to->import);
        rc = db_run(to->store, s, err);
    }
    return rc;
}
