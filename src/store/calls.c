/* Call lists: rows known by number, and what was answered. */
#include "store/db.h"

enum rc store_call_list_put(struct store *store, enum calls_about about, int64_t run,
                            struct instant now, int64_t *out_id, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "INSERT INTO call_list (at, who, about, run) VALUES (:at, :who, :about, :run)");

    db_bind_instant(s, ":at", now);
    db_bind_text(s, ":who", db_who());
    db_bind_int(s, ":about", about);
    if (run)
        db_bind_int(s, ":run", run);
    enum rc rc = db_run(store, s, err);
    *out_id = db_last_id(store);
    return rc;
}

enum rc store_call_row_put(struct store *store, int64_t list, int64_t row, int64_t request,
                           struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "INSERT INTO call_row (list, row, request, allocation, board, alight, seat) SELECT "
               ":list, :row, q.id, b.allocation, b.board, b.alight, b.seat FROM request q LEFT "
               "JOIN booking b ON b.request = q.id WHERE q.id = :request");

    db_bind_int(s, ":list", list);
    db_bind_int(s, ":row", row);
    db_bind_int(s, ":request", request);
    return db_run(store, s, err);
}

enum rc store_call_answer_put(struct store *store, int64_t list, int64_t row,
                              enum call_answer answer, struct instant now, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "INSERT INTO call_answer (list, row, at, who, answer) VALUES "
                                     "(:list, :row, :at, :who, :answer)");

    db_bind_int(s, ":list", list);
    db_bind_int(s, ":row", row);
    db_bind_instant(s, ":at", now);
    db_bind_text(s, ":who", db_who());
    db_bind_int(s, ":answer", answer);
    return db_run(store, s, err);
}

enum rc store_call_rows(struct store *store, int64_t list, struct arena *arena,
                        struct call_row **out, int *out_n, struct err *err) {
    struct call_row *rows = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT c.row, q.id, q.rider, q.trip, station.code, r.ref, a.key, q.standing, "
        "(c.allocation, "
        "c.board, c.alight, c.seat) IS (b.allocation, b.board, b.alight, b.seat), coalesce((SELECT "
        "answer FROM call_answer l WHERE l.list = c.list AND l.row = c.row ORDER BY l.id DESC "
        "LIMIT 1), 0) FROM call_row c JOIN request q ON q.id = c.request JOIN rider r ON r.id = "
        "q.rider JOIN station ON station.id = r.station LEFT JOIN allocation a ON a.id = "
        "c.allocation LEFT JOIN booking b ON b.request = q.id WHERE c.list = :list ORDER BY c.row");

    db_bind_int(s, ":list", list);
    while (db_row(store, s, &rc, err)) {
        struct call_row row = {.row = sqlite3_column_int64(s, 0),
                               .request = sqlite3_column_int64(s, 1),
                               .rider = sqlite3_column_int64(s, 2),
                               .trip = db_int32(s, 3),
                               .station = db_text(arena, s, 4),
                               .ref = db_text(arena, s, 5),
                               .allocation = db_text(arena, s, 6),
                               .standing = sqlite3_column_int(s, 7) != 0,
                               .current = sqlite3_column_int(s, 8) != 0,
                               .answer = (enum call_answer)sqlite3_column_int(s, 9)};
        VEC_PUSH(rows, n, cap, row);
    }
    *out = db_rows(arena, rows, (size_t)n, sizeof *rows);
    *out_n = n;
    return rc;
}
