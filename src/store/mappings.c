/* What staff settled for a station's columns: a heading and the field that it means. */
#include "store/db.h"

enum rc store_mapping_list(struct store *store, int64_t station, struct arena *arena,
                           struct list_mapping **out, int *out_n, struct err *err) {
    struct list_mapping *rows = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;
    sqlite3_stmt *s = db_stmt(store, "SELECT heading, field FROM column_mapping WHERE station = "
                                     ":station ORDER BY heading");

    db_bind_int(s, ":station", station);
    while (db_row(store, s, &rc, err)) {
        struct list_mapping row = {db_text(arena, s, 0), db_text(arena, s, 1)};
        VEC_PUSH(rows, n, cap, row);
    }
    *out = db_rows(arena, rows, (size_t)n, sizeof *rows);
    *out_n = n;
    return rc;
}

static enum rc clear(struct store *store, int64_t station, const char *heading, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "DELETE FROM column_mapping WHERE station = :station AND heading = :heading");

    db_bind_int(s, ":station", station);
    db_bind_text(s, ":heading", heading);
    enum rc rc = db_run(store, s, err);
    if (rc != RC_OK || db_changes(store) > 0)
        return rc;
    return err_set(err, RC_CONFLICT, "unknown-heading", "这个站点没有为“%.64s”一列作过设置",
                   "nothing is set for the column \"%.64s\" of this station", heading);
}

enum rc store_mapping_put(struct store *store, int64_t station, const char *heading,
                          const char *field, struct err *err) {
    if (!field)
        return clear(store, station, heading, err);
    sqlite3_stmt *s =
        db_stmt(store, "INSERT INTO column_mapping (station, heading, field) VALUES (:station, "
                       ":heading, :field) ON CONFLICT DO UPDATE SET field = excluded.field");
    db_bind_int(s, ":station", station);
    db_bind_text(s, ":heading", heading);
    db_bind_text(s, ":field", field);
    return db_run(store, s, err);
}
