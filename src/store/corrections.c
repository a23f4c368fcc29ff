/*
 * Proposed corrections, contract section 5: same station, name and phone, another document. The
 * row stands as a candidate, a rider who is not standing, until a person accepts or refuses; so
 * nothing of what it said is lost, and nobody is counted twice meanwhile.
 */
#include "store/imports.h"

#include <stdio.h>
#include <string.h>

/* ---- proposing ---- */

static void warn(struct list_row *row) {
    row_add_fault(row, FAULT_WARNING, "proposed-correction", "document",
                  "姓名和电话与已报名的一人相同而证件不同，待人工确认（list corrections），未另建乘"
                  "车人",
                  "name and phone are those of a rider already listed, the document is another; "
                  "kept for a person to settle (list corrections), no second rider was made");
}

/* The list speaks of the rider too: it does not withdraw them. */
static enum rc speak_of(struct store_import *import, int64_t rider, struct err *err) {
    hash_set_add(&import->named, (uint64_t)rider);
    return former_keep(&import->to, rider, DID_SAME, err);
}

enum rc correction_propose(struct store_import *import, struct list_row *row, int64_t facts,
                           int64_t rider, int64_t first, struct err *err) {
    int64_t candidate;
    enum rc rc = rider_add(&import->to, row, facts, first, false, &candidate, err);

    if (rc != RC_OK)
        return rc;
    sqlite3_stmt *s = db_stmt(import->store, "INSERT INTO correction (import, sheet, row, rider, "
                                             "candidate, own_ref) VALUES (:import, :sheet, :row, "
                                             ":rider, :candidate, :own_ref)");
    db_bind_int(s, ":import", import->to.import);
    db_bind_text(s, ":sheet", row->sheet);
    db_bind_int(s, ":row", row->row);
    db_bind_int(s, ":rider", rider);
    db_bind_int(s, ":candidate", candidate);
    db_bind_int(s, ":own_ref", row->ref != NULL);
    rc = db_run(import->store, s, err);
    warn(row);
    return rc == RC_OK ? speak_of(import, rider, err) : rc;
}

/* ---- the same row again ---- */

struct open_correction {
    int64_t id, rider, candidate, candidate_facts;
    bool own_ref, rider_stands;
};

static enum rc find_open(struct store *store, const char *sql, int64_t key,
                         struct open_correction *out, struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(store, sql);

    *out = (struct open_correction){0};
    db_bind_int(s, ":key", key);
    if (!db_row(store, s, &rc, err))
        return rc;
    *out = (struct open_correction){sqlite3_column_int64(s, 0),    sqlite3_column_int64(s, 1),
                                    sqlite3_column_int64(s, 2),    sqlite3_column_int64(s, 3),
                                    sqlite3_column_int(s, 4) != 0, sqlite3_column_int(s, 5) != 0};
    sqlite3_reset(s);
    return RC_OK;
}

#define OPEN_CORRECTION                                                                            \
    "SELECT c.id, c.rider, c.candidate, k.facts, c.own_ref, r.standing FROM correction c JOIN "    \
    "rider k ON k.id = c.candidate JOIN rider r ON r.id = c.rider WHERE "

/* Is the row a namesake of the rider still? */
static enum rc still_namesake(struct store *store, const struct list_row *row,
                              const struct open_correction *open, bool *out, struct err *err) {
    struct arena arena = {0};
    struct list_row rider = {0};
    enum rc rc = people_get(store, open->rider, &arena, &rider, err);

    *out = rc == RC_OK && open->rider_stands && rider.phone && row->phone &&
           strcmp(rider.phone, row->phone) == 0 && strcmp(rider.name, row->name) == 0 &&
           strcmp(rider.document.number, row->document.number) != 0;
    arena_clear(&arena);
    return rc;
}

static enum rc drop(struct store *store, int64_t correction, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "DELETE FROM correction WHERE id = :id");

    db_bind_int(s, ":id", correction);
    return db_run(store, s, err);
}

enum rc correction_again(struct store_import *import, struct list_row *row, int64_t facts,
                         int64_t candidate, bool *out_open, struct err *err) {
    struct open_correction open;
    enum rc rc =
        find_open(import->store, OPEN_CORRECTION "c.candidate = :key", candidate, &open, err);

    *out_open = false;
    if (rc != RC_OK || !open.id)
        return rc;
    rc = still_namesake(import->store, row, &open, out_open, err);
    if (rc != RC_OK)
        return rc;
    if (!*out_open)
        return drop(import->store, open.id, err);
    bool same = open.candidate_facts == facts;
    import->counts.unchanged++;
    warn(row);
    rc = former_keep(&import->to, candidate, same ? DID_SAME : DID_CHANGE, err);
    if (rc == RC_OK && !same)
        rc = rider_change(&import->to, row, facts, candidate, false, err);
    if (rc == RC_OK && !same)
        rc = requests_change(&import->to, row, candidate, err);
    return rc == RC_OK ? speak_of(import, open.rider, err) : rc;
}

/* ---- settling ---- */

/* The journey of `of` with the document of `candidate`: another station may have claimed it. */
static enum rc check_claim(const struct rider_target *to, int64_t of, int64_t candidate,
                           struct err *err) {
    struct arena arena = {0};
    struct list_row row = {0};
    const char *claimant = NULL;
    enum rc rc = people_get(to->store, candidate, &arena, &row, err);

    rc = rc == RC_OK ? requests_get(to, of, &arena, &row, err) : rc;
    for (int i = 0; i < row.n_trips && rc == RC_OK && !claimant; i++)
        rc = people_claim(to->store, to->station, &row.document, &row.trips[i], &arena, &claimant,
                          err);
    if (rc == RC_OK && claimant)
        rc = err_set(err, RC_CONFLICT, "claimed-elsewhere",
                     "这个证件同一方向、相近日期的行程现已由站点 %s 报名，不能这样处理",
                     "the trip of this document in this direction on these days is now claimed by "
                     "the station %s; it cannot be settled so",
                     claimant);
    arena_clear(&arena);
    return rc;
}

/* The station calls the rider by the ref of the row from now on; so do the rider's children. */
static enum rc take_ref(struct store *store, int64_t rider, const char *ref, struct err *err) {
    static const char *const steps[] = {
        "UPDATE rider SET free_child_with = :ref WHERE station = (SELECT station FROM rider WHERE "
        "id = :id) AND free_child_with = (SELECT ref FROM rider WHERE id = :id)",
        "UPDATE rider SET ref = :ref WHERE id = :id"};
    enum rc rc = RC_OK;

    for (size_t i = 0; i < sizeof steps / sizeof *steps && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(store, steps[i]);
        db_bind_text(s, ":ref", ref);
        db_bind_int(s, ":id", rider);
        rc = db_run(store, s, err);
    }
    return rc;
}

static enum rc accept_it(struct store *store, const struct open_correction *open,
                         const char *candidate_ref, struct err *err) {
    enum rc rc = people_take_document(store, open->rider, open->candidate, err);
    sqlite3_stmt *s = db_stmt(store, "UPDATE rider SET by_hand = by_hand | :bit WHERE id = :id");

    db_bind_int(s, ":bit", BY_HAND_DOCUMENT);
    db_bind_int(s, ":id", open->rider);
    rc = rc == RC_OK ? db_run(store, s, err) : rc;
    rc = rc == RC_OK ? rider_delete(store, open->candidate, err) : rc;
    return rc == RC_OK && open->own_ref ? take_ref(store, open->rider, candidate_ref, err) : rc;
}

static enum rc refuse_it(struct store *store, const struct open_correction *open, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "UPDATE rider SET standing = 1 WHERE id = :id");

    db_bind_int(s, ":id", open->candidate);
    enum rc rc = db_run(store, s, err);
    return rc == RC_OK ? drop(store, open->id, err) : rc;
}

/* STATION/REF of a rider, and the station's row. */
static enum rc name_of(struct store *store, int64_t rider, struct arena *arena,
                       int64_t *out_station, const char **out_who, const char **out_ref,
                       struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s =
        db_stmt(store, "SELECT r.station, s.code || '/' || r.ref, r.ref FROM rider r JOIN station "
                       "s ON s.id = r.station WHERE r.id = :id");

    db_bind_int(s, ":id", rider);
    if (db_row(store, s, &rc, err)) {
        *out_station = sqlite3_column_int64(s, 0);
        *out_who = db_text(arena, s, 1);
        *out_ref = db_text(arena, s, 2);
        sqlite3_reset(s);
    }
    return rc;
}

enum rc store_correction_settle(struct store *store, int64_t correction, bool accept,
                                struct arena *arena, const char **out_who, struct err *err) {
    static const struct campaign no_points;
    struct rider_target to = {.store = store, .campaign = &no_points};
    struct open_correction open;
    const char *ref = NULL;
    enum rc rc = find_open(store, OPEN_CORRECTION "c.id = :key", correction, &open, err);

    if (rc == RC_OK && !open.id)
        return err_set(err, RC_CONFLICT, "unknown-correction",
                       "没有待确认的更正 %lld，请用 list corrections 查看",
                       "there is no open correction %lld; see list corrections",
                       (long long)correction);
    if (rc == RC_OK && accept && !open.rider_stands)
        return err_set(err, RC_CONFLICT, "rider-withdrawn",
                       "原来的乘车人已不在名单上，不能改其证件；请用 --refuse 让这一行另作一人",
                       "the rider is not on the list any more and cannot be corrected; with "
                       "--refuse the row becomes a rider of its own");
    rc = rc == RC_OK ? name_of(store, open.candidate, arena, &to.station, out_who, &ref, err) : rc;
    rc = rc == RC_OK ? check_claim(&to, accept ? open.rider : open.candidate, open.candidate, err)
                     : rc;
    if (rc != RC_OK)
        return rc;
    rc = accept ? accept_it(store, &open, ref, err) : refuse_it(store, &open, err);
    return rc == RC_OK && accept
               ? name_of(store, open.rider, arena, &to.station, out_who, &ref, err)
               : rc;
}

/* ---- listing ---- */

enum rc store_correction_list(struct store *store, const char *station, struct arena *arena,
                              struct correction_row **out, int *out_n, struct err *err) {
    struct correction_row *rows = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT c.id, c.import, c.sheet, c.row, s.code, r.ref, i.file, c.rider, c.candidate FROM "
        "correction c JOIN rider r ON r.id = c.rider JOIN station s ON s.id = r.station JOIN "
        "import i ON i.id = c.import WHERE :station IS NULL OR s.code = :station ORDER BY c.id");

    db_bind_text(s, ":station", station);
    while (db_row(store, s, &rc, err)) {
        struct correction_row row = {.id = sqlite3_column_int64(s, 0),
                                     .import = sqlite3_column_int64(s, 1),
                                     .sheet = db_text(arena, s, 2),
                                     .row = sqlite3_column_int64(s, 3),
                                     .station = db_text(arena, s, 4),
                                     .ref = db_text(arena, s, 5),
                                     .file = db_text(arena, s, 6)};
        struct list_row stands = {0}, says = {0};
        rc = people_get(store, sqlite3_column_int64(s, 7), arena, &stands, err);
        rc = rc == RC_OK ? people_get(store, sqlite3_column_int64(s, 8), arena, &says, err) : rc;
        if (rc != RC_OK)
            break;
        document_mask(stands.document.number, row.stands);
        document_mask(says.document.number, row.says);
        VEC_PUSH(rows, n, cap, row);
    }
    sqlite3_reset(s);
    *out = db_rows(arena, rows, (size_t)n, sizeof *rows);
    *out_n = n;
    return rc;
}
