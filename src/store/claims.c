/*
 * Refused claims: rows that an import refused because another station had claimed the trip first.
 * What the row said is kept until it is answered, so that a transfer takes it in as if it had been
 * accepted. Who holds the trip is looked up when asked, never stored.
 */
#include "store/claims.h"

#include <stdio.h>
#include <string.h>

/* ---- keeping ---- */

static bool has_fault(const struct list_row *row, const char *code) {
    for (int i = 0; i < row->n_faults; i++)
        if (strcmp(row->faults[i].code, code) == 0)
            return true;
    return false;
}

static enum rc forget_same(struct store_import *import, const struct list_row *row,
                           struct err *err) {
    sqlite3_stmt *s =
        db_stmt(import->store, "DELETE FROM claim WHERE station = :station AND import < :import "
                               "AND (ref = :ref OR (document = :document AND document_type = "
                               ":type))");

    db_bind_int(s, ":station", import->head.station);
    db_bind_int(s, ":import", import->to.import);
    db_bind_text(s, ":ref", row->ref);
    db_bind_text(s, ":document", row->document.number);
    db_bind_int(s, ":type", row->document.type);
    return db_run(import->store, s, err);
}

static enum rc keep_rider(struct store_import *import, const struct list_row *row,
                          struct err *err) {
    sqlite3_stmt *s = db_stmt(
        import->store,
        "INSERT INTO claim (import, station, row, ref, document_type, document, name, phone, sex, "
        "employer, hardship_contact, remark, hardship, hardship_register, free_child_with) VALUES "
        "(:import, :station, :row, :ref, :type, :document, :name, :phone, :sex, :employer, "
        ":contact, :remark, :hardship, :register, :with)");

    db_bind_int(s, ":import", import->to.import);
    db_bind_int(s, ":station", import->head.station);
    db_bind_int(s, ":row", row->row);
    db_bind_text(s, ":ref", row->ref);
    db_bind_int(s, ":type", row->document.type);
    db_bind_text(s, ":document", row->document.number);
    db_bind_text(s, ":name", row->name);
    db_bind_text(s, ":phone", row->phone);
    db_bind_int(s, ":sex", row->document.sex);
    db_bind_text(s, ":employer", row->employer);
    db_bind_text(s, ":contact", row->hardship_contact);
    db_bind_text(s, ":remark", row->remark);
    db_bind_int(s, ":hardship", row->hardship);
    db_bind_text(s, ":register", row->hardship_register);
    db_bind_text(s, ":with", row->free_child ? row->with : NULL);
    return db_run(import->store, s, err);
}

static enum rc keep_trip(struct store_import *import, int64_t claim, int seq,
                         const struct list_trip *t, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        import->store,
        "INSERT INTO claim_trip (claim, seq, direction, from_place, from_point, to_place, "
        "to_point, "
        "earliest, preferred, latest, modes, needs, luggage, party, must, classes, services, "
        "applied) VALUES (:claim, :seq, :direction, :from_place, :from_point, :to_place, "
        ":to_point, :earliest, :preferred, :latest, :modes, :needs, :luggage, :party, :must, "
        ":classes, :services, :applied)");

    db_bind_int(s, ":claim", claim);
    db_bind_int(s, ":seq", seq);
    db_bind_instant(s, ":applied", t->applied);
    request_bind(&import->to, s, t);
    return db_run(import->store, s, err);
}

enum rc claims_note(struct store_import *import, const struct list_row *row, struct err *err) {
    enum rc rc = import->unanswered ? forget_same(import, row, err) : RC_OK;

    if (rc != RC_OK || !has_fault(row, CLAIMED_ELSEWHERE))
        return rc;
    rc = keep_rider(import, row, err);
    int64_t claim = db_last_id(import->store);
    for (int i = 0; i < row->n_trips && rc == RC_OK; i++)
        rc = keep_trip(import, claim, i, &row->trips[i], err);
    return rc;
}

enum rc claims_forget_earlier(struct store_import *import, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(import->store, "DELETE FROM claim WHERE station = :station AND import < :import");

    db_bind_int(s, ":station", import->head.station);
    db_bind_int(s, ":import", import->to.import);
    return db_run(import->store, s, err);
}

enum rc claims_forget(struct store *store, int64_t import, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "DELETE FROM claim WHERE import = :import");

    db_bind_int(s, ":import", import);
    return db_run(store, s, err);
}

/* ---- listing ---- */

enum rc store_claim_list(struct store *store, struct arena *arena, struct claim_row **out,
                         int *out_n, struct err *err) {
    struct claim_row *rows = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;
    /* CROSS JOIN keeps SQLite to the order written: left to itself it scans all requests. */
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT c.id, c.import, c.row, station.code, c.ref, c.document, t.direction, t.earliest, "
        "t.latest, h.id FROM claim c JOIN station ON station.id = c.station JOIN claim_trip t ON "
        "t.claim = c.id LEFT JOIN request h ON h.id IN (SELECT q.id FROM person p CROSS JOIN "
        "rider r ON r.id = p.rider CROSS JOIN request q ON q.rider = r.id WHERE p.document = "
        "c.document AND p.document_type = c.document_type AND r.standing AND r.station <> "
        "c.station AND q.standing AND q.direction = t.direction AND q.earliest <= t.latest AND "
        "q.latest >= t.earliest) ORDER BY c.id, t.seq, h.id");

    while (db_row(store, s, &rc, err)) {
        struct claim_row row = {.id = sqlite3_column_int64(s, 0),
                                .import = sqlite3_column_int64(s, 1),
                                .row = sqlite3_column_int64(s, 2),
                                .station = db_text(arena, s, 3),
                                .ref = db_text(arena, s, 4),
                                .document = db_text(arena, s, 5),
                                .direction = (enum direction)sqlite3_column_int(s, 6),
                                .earliest = db_day(s, 7),
                                .latest = db_day(s, 8),
                                .holder = sqlite3_column_int64(s, 9)};
        VEC_PUSH(rows, n, cap, row);
    }
    *out = db_rows(arena, rows, (size_t)n, sizeof *rows);
    *out_n = n;
    return rc;
}

/* ---- answering ---- */

enum rc store_request_withdraw(struct store *store, int64_t request, struct err *err) {
    static const char *const steps[] = {
        "DELETE FROM booking WHERE request = :id AND status = 1",
        "UPDATE request SET standing = 0 WHERE id = :id",
        "UPDATE rider SET standing = 0 WHERE id = (SELECT rider FROM request WHERE id = :id) AND "
        "NOT EXISTS (SELECT 1 FROM request q WHERE q.rider = rider.id AND q.standing)"};
    enum rc rc = RC_OK;

    for (size_t i = 0; i < sizeof steps / sizeof *steps && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(store, steps[i]);
        db_bind_int(s, ":id", request);
        rc = db_run(store, s, err);
    }
    return rc;
}

/* The import that the row came in. */
static enum rc read_import(struct store_import *import, int64_t claim, struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s =
        db_stmt(import->store, "SELECT i.id, i.station, i.serial, i.issued, i.whole FROM claim "
                               "c JOIN import i ON i.id = c.import WHERE c.id = :id");

    db_bind_int(s, ":id", claim);
    if (!db_row(import->store, s, &rc, err))
        return rc != RC_OK ? rc
                           : err_set(err, RC_NOT_FOUND, "unknown-claim",
                                     "没有第 %lld 号待定的报名，请用 list claims 查看",
                                     "there is no claim %lld; see list claims", (long long)claim);
    import->to.import = sqlite3_column_int64(s, 0);
    import->head.station = import->to.station = sqlite3_column_int64(s, 1);
    import->head.serial = sqlite3_column_int64(s, 2);
    import->to.issued = db_instant(s, 3);
    import->to.whole = sqlite3_column_int(s, 4) != 0;
    sqlite3_reset(s);
    return RC_OK;
}

static enum rc read_rider(struct store_import *import, int64_t claim, struct list_row *out,
                          struct err *err) {
    struct arena *arena = &import->arena;
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(
        import->store,
        "SELECT row, ref, document_type, document, name, phone, sex, employer, hardship_contact, "
        "remark, hardship, hardship_register, free_child_with FROM claim WHERE id = :id");

    db_bind_int(s, ":id", claim);
    if (!db_row(import->store, s, &rc, err))
        return rc;
    *out = (struct list_row){.row = sqlite3_column_int64(s, 0),
                             .ref = db_text(arena, s, 1),
                             .document = {.type = (enum document_type)sqlite3_column_int(s, 2),
                                          .sex = (char)sqlite3_column_int(s, 6),
                                          .born = DAY_NONE},
                             .name = db_text(arena, s, 4),
                             .phone = db_text(arena, s, 5),
                             .employer = db_text(arena, s, 7),
                             .hardship_contact = db_text(arena, s, 8),
                             .remark = db_text(arena, s, 9),
                             .hardship = sqlite3_column_int(s, 10) != 0,
                             .hardship_register = db_text(arena, s, 11),
                             .with = db_text(arena, s, 12)};
    out->free_child = out->with != NULL;
    snprintf(out->document.number, sizeof out->document.number, "%s",
             (const char *)sqlite3_column_text(s, 3));
    sqlite3_reset(s);
    return RC_OK;
}

static enum rc read_trips(struct store_import *import, int64_t claim, struct list_row *out,
                          struct err *err) {
    sqlite3_stmt *s = db_stmt(
        import->store,
        "SELECT direction, from_place, from_point, to_place, to_point, earliest, preferred, "
        "latest, modes, needs, luggage, party, must, classes, services, applied FROM claim_trip "
        "WHERE claim = :id ORDER BY seq");

    db_bind_int(s, ":id", claim);
    return requests_read(&import->to, s, &import->arena, out, err);
}

/* The row is answered: it need not go back either. */
static enum rc take_row(struct store_import *import, struct list_row *row, struct err *err) {
    struct people_holders holders;
    int64_t rider = 0;
    enum rc rc = import_find(import, row, &holders, &rider, err);

    rc = rc == RC_OK ? import_take(import, row, rider, holders.first, err) : rc;
    if (rc == RC_OK && has_fault(row, "proposed-correction"))
        return err_set(err, RC_CONFLICT, "proposed-correction",
                       "该站点已有一人姓名和电话相同而证件不同，请先请站点核对证件",
                       "the station has a rider of the same name and phone with another document; "
                       "have it check the document first");
    return rc == RC_OK
               ? people_answer(import->store, import->to.station, import->to.import + 1, row, err)
               : rc;
}

static enum rc forget(struct store *store, int64_t claim, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "DELETE FROM claim WHERE id = :id");

    db_bind_int(s, ":id", claim);
    return db_run(store, s, err);
}

enum rc store_claim_take(struct store *store, const struct campaign *campaign, int64_t claim,
                         struct err *err) {
    struct store_import *import = mem_alloc(sizeof *import);
    struct list_row row;

    *import = (struct store_import){.store = store, .to = {.store = store, .campaign = campaign}};
    enum rc rc = read_import(import, claim, err);
    rc = rc == RC_OK ? read_rider(import, claim, &row, err) : rc;
    rc = rc == RC_OK ? read_trips(import, claim, &row, err) : rc;
    rc = rc == RC_OK ? take_row(import, &row, err) : rc;
    rc = rc == RC_OK ? forget(store, claim, err) : rc;
    store_import_free(import);
    return rc;
}
