/* What was done with the carrier about ticket-blocks. */
#include "store/db.h"

enum rc store_ticket_step_add(struct store *store, int64_t allocation, const struct ticket_row *row,
                              struct err *err) {
    sqlite3_stmt *s =
        db_stmt(store, "INSERT INTO ticket_step (allocation, step, seats, moved, fen, kept, at, "
                       "who) VALUES (:allocation, :step, :seats, :moved, :fen, :kept, :at, :who)");

    db_bind_int(s, ":allocation", allocation);
    db_bind_int(s, ":step", row->step);
    db_bind_int(s, ":seats", row->seats);
    db_bind_int(s, ":moved", row->moved);
    db_bind_int(s, ":fen", row->fen);
    db_bind_int(s, ":kept", row->kept);
    db_bind_instant(s, ":at", row->at);
    db_bind_text(s, ":who", db_who());
    return db_run(store, s, err);
}

enum rc store_ticket_steps(struct store *store, int64_t allocation, struct arena *arena,
                           struct ticket_row **out, int *out_n, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "SELECT step, seats, moved, fen, kept, at, who FROM "
                                     "ticket_step WHERE allocation = :allocation ORDER BY id");
    struct ticket_row *rows = NULL;
    size_t cap = 0;
    int n = 0;
    enum rc rc;

    db_bind_int(s, ":allocation", allocation);
    while (db_row(store, s, &rc, err)) {
        struct ticket_row row = {.step = (enum ticket_step)sqlite3_column_int(s, 0),
                                 .seats = db_int32(s, 1),
                                 .moved = db_int32(s, 2),
                                 .fen = sqlite3_column_int64(s, 3),
                                 .kept = sqlite3_column_int64(s, 4),
                                 .at = db_instant(s, 5),
                                 .who = db_text(arena, s, 6)};
        VEC_PUSH(rows, n, cap, row);
    }
    *out = db_rows(arena, rows, (size_t)n, sizeof *rows);
    *out_n = n;
    return rc;
}
