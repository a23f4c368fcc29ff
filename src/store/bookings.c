/* Plans and bookings. */
#include "store/db.h"

#include <string.h>

static bool same_seat(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_booking(const struct booking *a, const struct booking *b) {
    return a->allocation == b->allocation &&
           (a->allocation < 0 || (a->board == b->board && a->alight == b->alight &&
                                  a->status == b->status && same_seat(a->seat, b->seat)));
}

static enum rc delete_booking(struct store *store, int64_t request, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "DELETE FROM booking WHERE request = :request");

    db_bind_int(s, ":request", request);
    return db_run(store, s, err);
}

/* A new seat number is no new booking: when it was made, and told, stays known. */
static void keep_times(const struct booking *old, const struct booking *b,
                       struct instant times[2]) {
    if (old->allocation < 0 || old->allocation != b->allocation || old->board != b->board ||
        old->alight != b->alight)
        return;
    times[0] = old->recorded;
    if (old->status == b->status)
        times[1] = old->status_at;
}

static enum rc put_booking(struct store *store, int64_t request, int64_t allocation,
                           const struct booking *b, const struct instant times[2],
                           struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store,
        "INSERT INTO booking (request, allocation, board, alight, seat, status, recorded, "
        "status_at) VALUES (:request, :allocation, :board, :alight, :seat, :status, :recorded, "
        ":status_at)");

    db_bind_int(s, ":request", request);
    db_bind_int(s, ":allocation", allocation);
    db_bind_int(s, ":board", b->board);
    db_bind_int(s, ":alight", b->alight);
    db_bind_text(s, ":seat", b->seat);
    db_bind_int(s, ":status", b->status);
    db_bind_instant(s, ":recorded", times[0]);
    db_bind_instant(s, ":status_at", times[1]);
    return db_run(store, s, err);
}

static enum rc put_record(struct store *store, const struct plan *plan,
                          const struct plan_record *record, int64_t *out_run, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT INTO plan (made, options, result, certificate) VALUES "
                                     "(:made, :options, :result, :certificate)");

    db_bind_instant(s, ":made", record->made);
    db_bind_text(s, ":options", record->options);
    db_bind_text(s, ":result", record->result);
    if (plan->certificate)
        db_bind_blob(s, ":certificate", plan->certificate, plan->certificate_len);
    enum rc rc = db_run(store, s, err);
    if (rc == RC_OK)
        *out_run = db_last_id(store);
    return rc;
}

/* First what goes, then what comes: a seat may pass from one rider to another. */
enum rc store_bookings_put(struct store *store, const struct campaign *c,
                           const struct booking *bookings, struct instant now, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < c->n_requests && rc == RC_OK; i++)
        if (c->bookings[i].allocation >= 0 && !same_booking(&c->bookings[i], &bookings[i]))
            rc = delete_booking(store, c->requests[i].id, err);
    for (int i = 0; i < c->n_requests && rc == RC_OK; i++) {
        const struct booking *b = &bookings[i];
        struct instant times[2] = {now, now};
        if (b->allocation < 0 || same_booking(&c->bookings[i], b))
            continue;
        keep_times(&c->bookings[i], b, times);
        rc = put_booking(store, c->requests[i].id, c->allocations[b->allocation].id, b, times, err);
    }
    return rc;
}

enum rc store_plan_put(struct store *store, const struct campaign *c, const struct plan *plan,
                       const struct plan_record *record, int64_t *out_run, struct err *err) {
    enum rc rc = put_record(store, plan, record, out_run, err);

    return rc == RC_OK ? store_bookings_put(store, c, plan->bookings, record->made, err) : rc;
}

enum rc store_plan_last(struct store *store, struct arena *arena, int64_t *out_run,
                        struct plan_record *out, struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s =
        db_stmt(store, "SELECT id, made, options, result FROM plan ORDER BY id DESC LIMIT 1");

    if (!db_row(store, s, &rc, err))
        return rc != RC_OK ? rc : RC_NOT_FOUND;
    *out_run = sqlite3_column_int64(s, 0);
    *out = (struct plan_record){db_instant(s, 1), db_text(arena, s, 2), db_text(arena, s, 3)};
    sqlite3_reset(s);
    return RC_OK;
}

enum rc store_certificate_last(struct store *store, struct arena *arena, const unsigned char **out,
                               size_t *out_len, struct err *err) {
    enum rc rc = RC_OK;
    sqlite3_stmt *s = db_stmt(store, "SELECT certificate FROM plan ORDER BY id DESC LIMIT 1");

    *out = NULL;
    *out_len = 0;
    if (!db_row(store, s, &rc, err))
        return rc;
    if (sqlite3_column_type(s, 0) != SQLITE_NULL) {
        const void *bytes = sqlite3_column_blob(s, 0); /* NULL where it is empty */
        *out_len = (size_t)sqlite3_column_bytes(s, 0);
        unsigned char *copy = arena_alloc(arena, *out_len + 1);
        *out = bytes ? memcpy(copy, bytes, *out_len) : copy;
    }
    sqlite3_reset(s);
    return RC_OK;
}

static enum rc set_status(struct store *store, int64_t request, enum booking_status status,
                          struct instant now, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "UPDATE booking SET status = :status, status_at = :now WHERE request = :request");

    db_bind_instant(s, ":now", now);
    db_bind_int(s, ":request", request);
    db_bind_int(s, ":status", status);
    return db_run(store, s, err);
}

/* Whom a list dropped while the seat was held is withdrawn with it. */
static enum rc take_back(struct store *store, int64_t request, struct err *err) {
    static const char *const steps[] = {
        "DELETE FROM booking WHERE request = :request",
        "UPDATE request SET standing = 0, leaving = 0 WHERE id = :request AND (leaving OR (SELECT "
        "leaving FROM rider WHERE rider.id = request.rider))",
        "UPDATE rider SET standing = 0, leaving = 0 WHERE id = (SELECT rider FROM request WHERE id "
        "= :request) AND leaving AND NOT EXISTS (SELECT 1 FROM request q WHERE q.rider = rider.id "
        "AND q.standing)"};
    enum rc rc = RC_OK;

    for (size_t i = 0; i < sizeof steps / sizeof *steps && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(store, steps[i]);
        db_bind_int(s, ":request", request);
        rc = db_run(store, s, err);
    }
    return rc;
}

enum rc store_booking_event(struct store *store, int64_t request, enum booking_event event,
                            struct instant now, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "SELECT status FROM booking WHERE request = :request");
    enum booking_status to;
    int64_t from;

    db_bind_int(s, ":request", request);
    enum rc rc = db_number(store, s, BOOKING_NONE, &from, err);
    if (rc != RC_OK)
        return rc;
    if (!booking_next((enum booking_status)from, event, &to))
        return err_set(err, RC_CONFLICT, "not-seated", "候补的人没有座位，请先派座",
                       "somebody who waits has no seat; match first");
    if (to == BOOKING_NONE)
        return take_back(store, request, err);
    return to == (enum booking_status)from ? RC_OK : set_status(store, request, to, now, err);
}

enum rc store_booking_seat(struct store *store, int64_t request, const char *seat,
                           struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "UPDATE booking SET seat = :seat WHERE request = :request");

    db_bind_text(s, ":seat", seat);
    db_bind_int(s, ":request", request);
    return db_run(store, s, err);
}
