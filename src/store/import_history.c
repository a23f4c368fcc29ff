/* Imports as history: who, when, which file, what came of it; and what waits for a person. */
#include "store/imports.h"

enum rc store_import_list(struct store *store, const char *station, int64_t import,
                          struct arena *arena, struct import_row **out, int *out_n,
                          struct err *err) {
    struct import_row *rows = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT i.id, i.serial, s.code, i.file, i.sha256, i.who, i.format, i.imported, i.undone, "
        "i.closed, i.n_rows, i.accepted, i.warned, i.rejected, i.added, i.changed, i.unchanged, "
        "i.withdrawn FROM import i JOIN station s ON s.id = i.station WHERE (:station IS NULL OR "
        "s.code = :station) AND (:import = 0 OR i.id = :import) ORDER BY i.id");

    db_bind_text(s, ":station", station);
    db_bind_int(s, ":import", import);
    while (db_row(store, s, &rc, err)) {
        struct import_row row = {
            .id = sqlite3_column_int64(s, 0),
            .serial = sqlite3_column_int64(s, 1),
            .station = db_text(arena, s, 2),
            .file = db_text(arena, s, 3),
            .sha256 = db_text(arena, s, 4),
            .who = db_text(arena, s, 5),
            .format = (enum wire_format)sqlite3_column_int(s, 6),
            .imported = db_instant(s, 7),
            .undone = db_instant(s, 8),
            .closed = sqlite3_column_int(s, 9) != 0,
            .counts = {sqlite3_column_int64(s, 10), sqlite3_column_int64(s, 11),
                       sqlite3_column_int64(s, 12), sqlite3_column_int64(s, 13),
                       sqlite3_column_int64(s, 14), sqlite3_column_int64(s, 15),
                       sqlite3_column_int64(s, 16), sqlite3_column_int64(s, 17)}};
        VEC_PUSH(rows, n, cap, row);
    }
    *out = db_rows(arena, rows, (size_t)n, sizeof *rows);
    *out_n = n;
    return rc;
}

enum rc store_import_find(struct store *store, int64_t import, struct arena *arena,
                          struct import_row *out, struct err *err) {
    struct import_row *rows;
    int n;
    enum rc rc = store_import_list(store, NULL, import, arena, &rows, &n, err);

    if (rc == RC_OK && n == 0)
        return err_set(err, RC_CONFLICT, "unknown-import",
                       "没有第 %lld 次导入，请用 list show 查看",
                       "there is no import %lld; see list show", (long long)import);
    if (rc == RC_OK)
        *out = rows[0];
    return rc;
}

/* ---- what waits for a person ---- */

enum rc store_leaving_list(struct store *store, int64_t import, struct arena *arena,
                           struct leaving_row **out, int *out_n, struct err *err) {
    struct leaving_row *rows = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT s.code, r.ref, q.trip, h.status, a.key FROM rider r JOIN request q ON q.rider = "
        "r.id JOIN held h ON h.request = q.id JOIN allocation a ON a.id = h.allocation JOIN "
        "station "
        "s ON s.id = r.station WHERE r.standing AND q.standing AND (r.leaving OR q.leaving) AND "
        "(:import = 0 OR r.id IN (SELECT rider FROM import_rider WHERE import = :import AND did > "
        "1)) ORDER BY s.code, r.ref, q.trip");

    db_bind_int(s, ":import", import);
    while (db_row(store, s, &rc, err)) {
        struct leaving_row row = {db_text(arena, s, 0), db_text(arena, s, 1), db_int32(s, 2),
                                  (enum booking_status)sqlite3_column_int(s, 3),
                                  db_text(arena, s, 4)};
        VEC_PUSH(rows, n, cap, row);
    }
    *out = db_rows(arena, rows, (size_t)n, sizeof *rows);
    *out_n = n;
    return rc;
}

enum rc store_open_matters(struct store *store, int64_t *out_leaving, int64_t *out_corrections,
                           struct err *err) {
    enum rc rc = db_number(
        store,
        db_stmt(store,
                "SELECT count(DISTINCT r.id) FROM rider r WHERE r.standing AND (r.leaving OR "
                "r.id IN (SELECT rider FROM request WHERE leaving AND standing))"),
        0, out_leaving, err);

    return rc == RC_OK ? db_number(store, db_stmt(store, "SELECT count(*) FROM correction"), 0,
                                   out_corrections, err)
                       : rc;
}
