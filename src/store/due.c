/* What waits for an answer of a station or of staff, import by import. */
#include "store/db.h"

static enum rc read_rows(struct store *store, sqlite3_stmt *s, struct arena *arena,
                         struct unanswered_row **out, int *out_n, struct err *err) {
    struct unanswered_row *rows = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;

    while (db_row(store, s, &rc, err)) {
        struct unanswered_row row = {sqlite3_column_int64(s, 0), db_text(arena, s, 1),
                                     db_instant(s, 2), sqlite3_column_int64(s, 3)};
        VEC_PUSH(rows, n, cap, row);
    }
    *out = db_rows(arena, rows, (size_t)n, sizeof *rows);
    *out_n = n;
    return rc;
}

enum rc store_unanswered_rejects(struct store *store, struct arena *arena,
                                 struct unanswered_row **out, int *out_n, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "SELECT i.id, station.code, i.imported, count(*) FROM rejected r JOIN "
                       "import i ON i.id = r.import JOIN station ON station.id = i.station WHERE "
                       "i.undone IS NULL GROUP BY i.id ORDER BY i.id");

    return read_rows(store, s, arena, out, out_n, err);
}

enum rc store_unanswered_corrections(struct store *store, struct arena *arena,
                                     struct unanswered_row **out, int *out_n, struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "SELECT i.id, station.code, i.imported, count(*) FROM correction c JOIN "
                       "import i ON i.id = c.import JOIN station ON station.id = i.station GROUP "
                       "BY i.id ORDER BY i.id");

    return read_rows(store, s, arena, out, out_n, err);
}

enum rc store_papers_printed(struct store *store, struct arena *arena, int64_t **out, int *out_n,
                             struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "SELECT DISTINCT allocation FROM paper_version ORDER BY allocation");
    int64_t *ids = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;

    while (db_row(store, s, &rc, err))
        VEC_PUSH(ids, n, cap, sqlite3_column_int64(s, 0));
    *out = db_rows(arena, ids, (size_t)n, sizeof *ids);
    *out_n = n;
    return rc;
}

enum rc store_people_changed(struct store *store, struct instant *out, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "SELECT max(at) FROM journal WHERE action NOT IN ('match', 'booking told', "
               "'booking confirm', 'booking move', 'waiting fill', 'manifest', 'slips', 'sms') AND "
               "action NOT LIKE 'run %' AND action NOT LIKE 'ticket %' AND action NOT LIKE "
               "'boarding %' AND action NOT LIKE 'extra %'");

    return db_number(store, s, INSTANT_NONE.v, &out->v, err);
}
