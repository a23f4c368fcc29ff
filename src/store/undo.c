/*
 * Taking an import back, rider by rider. What the import alone said is reversed; what is told,
 * confirmed or settled by staff is kept; what a later import of the station said again or changed
 * is that import's from now on, as if this one had never come.
 */
#include "store/claims.h"

const char *kept_reason_word(enum kept_reason reason) {
    static const char *const words[KEPT_REASONS] = {[KEPT_BY_HAND] = "by-hand",
                                                    [KEPT_LATER] = "later-import",
                                                    [KEPT_TOLD] = "told",
                                                    [KEPT_CONFIRMED] = "confirmed",
                                                    [KEPT_CLAIMED] = "claimed-elsewhere"};

    return words[reason];
}

struct undo {
    struct store *store;
    int64_t import, station, later_whole; /* 0: no whole list came after it */
    struct arena *arena;
    struct undo_answer *out;
    size_t kept_cap;
};

/* One rider of the import. did 0: added by it. */
struct touched {
    int64_t rider;
    int did;
};

/* ---- may it be taken back at all? ---- */

static enum rc check(struct store *store, int64_t import, struct err *err) {
    struct arena arena = {0};
    struct import_row row;
    char at[WHEN_TEXT];
    enum rc rc = store_import_find(store, import, &arena, &row, err);

    if (rc == RC_OK && instant_given(row.undone))
        rc = err_set(err, RC_CONFLICT, "undone-before", "第 %lld 次导入已在 %s 撤销过",
                     "import %lld was taken back before, at %s", (long long)import,
                     instant_text(row.undone, at));
    else if (rc == RC_OK && row.closed)
        rc = err_set(err, RC_CONFLICT, "too-far-back",
                     "第 %lld 次导入之后已有两份整份名单，原来的内容不再保留，不能撤销",
                     "two whole lists came after import %lld; what stood before it is not kept any "
                     "more and it cannot be taken back",
                     (long long)import);
    arena_clear(&arena);
    return rc;
}

static enum rc find_scope(struct undo *u, struct err *err) {
    sqlite3_stmt *s = db_stmt(u->store, "SELECT station FROM import WHERE id = :import");

    db_bind_int(s, ":import", u->import);
    enum rc rc = db_number(u->store, s, 0, &u->station, err);
    s = db_stmt(u->store, "SELECT min(id) FROM import WHERE station = :station AND id > :import "
                          "AND whole AND undone IS NULL");
    db_bind_int(s, ":station", u->station);
    db_bind_int(s, ":import", u->import);
    return rc == RC_OK ? db_number(u->store, s, 0, &u->later_whole, err) : rc;
}

/* ---- reasons to keep ---- */

/* The status that holds the rider, or the adult of a free child; 0: none. */
static enum rc held(struct undo *u, int64_t rider, int64_t *out, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        u->store,
        "SELECT max(h.status) FROM rider r CROSS JOIN rider a ON a.station = r.station AND a.ref = "
        "coalesce(r.free_child_with, r.ref) CROSS JOIN request q ON q.rider = a.id CROSS JOIN "
        "booking b ON b.request = q.id JOIN held h ON h.request = b.request WHERE r.id = :rider");

    db_bind_int(s, ":rider", rider);
    return db_number(u->store, s, 0, out, err);
}

static enum rc later_import(struct undo *u, const struct touched *t, int64_t *out,
                            struct err *err) {
    sqlite3_stmt *s = db_stmt(u->store, "SELECT min(import) FROM import_rider WHERE rider = :rider "
                                        "AND import > :import");

    db_bind_int(s, ":rider", t->rider);
    db_bind_int(s, ":import", u->import);
    enum rc rc = db_number(u->store, s, 0, out, err);
    if (!*out && t->did == DID_WITHDRAW)
        *out = u->later_whole; /* it did not name the rider either */
    return rc;
}

static enum rc by_hand(struct undo *u, int64_t rider, int64_t *out, struct err *err) {
    sqlite3_stmt *s = db_stmt(u->store, "SELECT by_hand FROM rider WHERE id = :rider");

    db_bind_int(s, ":rider", rider);
    return db_number(u->store, s, 0, out, err);
}

/* KEPT_REASONS: nothing keeps it. *out_later: the import that has it from now on. */
static enum rc reason_to_keep(struct undo *u, const struct touched *t, enum kept_reason *out,
                              int64_t *out_later, struct err *err) {
    int64_t hand = 0, status = 0;
    bool claimed = false;
    enum rc rc = later_import(u, t, out_later, err);

    *out = KEPT_REASONS;
    if (rc == RC_OK && t->did != DID_WITHDRAW)
        rc = by_hand(u, t->rider, &hand, err);
    if (rc == RC_OK && t->did != DID_WITHDRAW)
        rc = held(u, t->rider, &status, err);
    if (rc == RC_OK && t->did)
        rc = people_former_claimed(u->store, u->import, t->rider, &claimed, err);
    if (*out_later)
        *out = KEPT_LATER;
    else if (hand)
        *out = KEPT_BY_HAND;
    else if (status)
        *out = status == BOOKING_CONFIRMED ? KEPT_CONFIRMED : KEPT_TOLD;
    else if (claimed)
        *out = KEPT_CLAIMED;
    return rc;
}

static enum rc note_kept(struct undo *u, int64_t rider, enum kept_reason reason, struct err *err) {
    struct kept_row row = {NULL, reason};
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(u->store, "SELECT ref FROM rider WHERE id = :id");

    db_bind_int(s, ":id", rider);
    if (db_row(u->store, s, &rc, err)) {
        row.ref = db_text(u->arena, s, 0);
        sqlite3_reset(s);
    }
    VEC_PUSH(u->out->kept, u->out->n_kept, u->kept_cap, row);
    return rc;
}

/* ---- one rider ---- */

/* The later import takes this one's place in the rider's history: what stood before this one stood
 * before the later one. */
static enum rc inherit(struct undo *u, const struct touched *t, int64_t later, struct err *err) {
    static const char *const added[] = {
        "DELETE FROM import_rider WHERE import = :later AND rider = :rider AND import > :import",
        "UPDATE rider SET first_import = :later WHERE id = :rider AND first_import = :import",
        "UPDATE correction SET import = :later WHERE candidate = :rider AND import = :import"};
    static const char *const changed[] = {
        "DELETE FROM import_rider WHERE import = :later AND rider = :rider AND import > :import",
        "UPDATE import_rider SET import = :later, did = CASE WHEN (SELECT standing AND NOT leaving "
        "FROM rider WHERE id = :rider) THEN 2 ELSE did END WHERE import = :import AND rider = "
        ":rider"};
    const char *const *steps = t->did ? changed : added;
    size_t n = t->did ? sizeof changed / sizeof *changed : sizeof added / sizeof *added;
    enum rc rc = RC_OK;

    for (size_t i = 0; i < n && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(u->store, steps[i]);
        db_bind_int(s, ":later", later);
        db_bind_int(s, ":rider", t->rider);
        db_bind_int(s, ":import", u->import);
        rc = db_run(u->store, s, err);
    }
    return rc;
}

static enum rc reverse(struct undo *u, const struct touched *t, struct err *err) {
    int64_t *const counts[] = {&u->out->removed, NULL, &u->out->restored, &u->out->stood_up};

    ++*counts[t->did];
    return t->did ? former_restore(u->store, u->import, t->rider, err)
                  : rider_delete(u->store, t->rider, err);
}

static enum rc take_back(struct undo *u, const struct touched *t, struct err *err) {
    enum kept_reason reason;
    int64_t later;
    enum rc rc = reason_to_keep(u, t, &reason, &later, err);

    if (rc != RC_OK)
        return rc;
    if (reason == KEPT_REASONS)
        return reverse(u, t, err);
    if (later)
        rc = inherit(u, t, later, err);
    return rc == RC_OK ? note_kept(u, t->rider, reason, err) : rc;
}

/* ---- all of them ---- */

/* Free children go before their adults: what holds an adult holds the child. */
static enum rc list_touched(struct undo *u, struct touched **out, int *out_n, struct err *err) {
    size_t cap = 0;
    enum rc rc;
    sqlite3_stmt *s =
        db_stmt(u->store, "SELECT r.id, 0, r.free_child_with IS NULL AS adult FROM rider r WHERE "
                          "r.first_import = :import AND NOT EXISTS (SELECT 1 FROM correction c "
                          "WHERE c.candidate = r.id) UNION ALL SELECT i.rider, i.did, 1 FROM "
                          "import_rider i WHERE i.import = :import AND i.did > 1 ORDER BY 3, 2, 1");

    db_bind_int(s, ":import", u->import);
    while (db_row(u->store, s, &rc, err)) {
        struct touched t = {sqlite3_column_int64(s, 0), sqlite3_column_int(s, 1)};
        VEC_PUSH(*out, *out_n, cap, t);
    }
    return rc;
}

/* Proposals of this import go, unless a later one made them again. */
static enum rc drop_candidates(struct undo *u, struct err *err) {
    struct touched *all = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;
    sqlite3_stmt *s =
        db_stmt(u->store, "SELECT candidate FROM correction WHERE import = :import ORDER BY id");

    db_bind_int(s, ":import", u->import);
    while (db_row(u->store, s, &rc, err)) {
        struct touched t = {sqlite3_column_int64(s, 0), 0};
        VEC_PUSH(all, n, cap, t);
    }
    for (int i = 0; i < n && rc == RC_OK; i++) {
        int64_t later;
        rc = later_import(u, &all[i], &later, err);
        if (rc == RC_OK && later)
            rc = inherit(u, &all[i], later, err);
        else if (rc == RC_OK)
            rc = rider_delete(u->store, all[i].rider, err);
        u->out->corrections += !later;
    }
    mem_free(all);
    return rc;
}

static enum rc close_import(struct undo *u, struct instant now, struct err *err) {
    sqlite3_stmt *s = db_stmt(u->store, "DELETE FROM import_rider WHERE import = :import");

    db_bind_int(s, ":import", u->import);
    enum rc rc = db_run(u->store, s, err);
    rc = rc == RC_OK ? people_forget_rejects(u->store, u->import, err) : rc;
    s = db_stmt(u->store, "UPDATE import SET undone = :now WHERE id = :import");
    db_bind_instant(s, ":now", now);
    db_bind_int(s, ":import", u->import);
    return rc == RC_OK ? db_run(u->store, s, err) : rc;
}

enum rc store_import_undo(struct store *store, int64_t import, struct instant now,
                          struct arena *arena, struct undo_answer *out, struct err *err) {
    struct undo u = {.store = store, .import = import, .arena = arena, .out = out};
    struct touched *all = NULL;
    int n = 0;
    enum rc rc = check(store, import, err);

    *out = (struct undo_answer){0};
    rc = rc == RC_OK ? find_scope(&u, err) : rc;
    rc = rc == RC_OK ? drop_candidates(&u, err) : rc;
    rc = rc == RC_OK ? list_touched(&u, &all, &n, err) : rc;
    for (int i = 0; i < n && rc == RC_OK; i++)
        rc = take_back(&u, &all[i], err);
    rc = rc == RC_OK ? claims_forget(store, import, err) : rc;
    rc = rc == RC_OK ? close_import(&u, now, err) : rc;
    out->kept = db_rows(arena, out->kept, (size_t)out->n_kept, sizeof *out->kept);
    mem_free(all);
    return rc;
}
