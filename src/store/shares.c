/* Holds and quotas of runs. */
#include "store/load.h"

enum rc load_shares(struct loader *l, struct err *err) {
    struct campaign *c = l->c;
    enum rc rc = load_count(l, "SELECT count(*) FROM seat_share", &c->n_shares, err);

    if (rc != RC_OK)
        return rc;
    c->shares = arena_array(&c->arena, (size_t)c->n_shares + 1, sizeof *c->shares);
    sqlite3_stmt *s = db_stmt(l->store, "SELECT id, kind, allocation, office, seats, until FROM "
                                        "seat_share ORDER BY id");
    for (int i = 0; db_row(l->store, s, &rc, err); i++)
        c->shares[i] = (struct seat_share){.id = sqlite3_column_int64(s, 0),
                                           .kind = (enum share_kind)sqlite3_column_int(s, 1),
                                           .allocation = load_ref(&l->allocations, s, 2),
                                           .office = load_office(l, db_int32(s, 3)),
                                           .seats = db_int32(s, 4),
                                           .until = db_instant(s, 5)};
    return rc;
}

enum rc store_share_put(struct store *store, const struct campaign *c,
                        const struct seat_share *share, struct instant now, int64_t *out_id,
                        struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "INSERT INTO seat_share (kind, allocation, office, seats, until, recorded) VALUES "
               "(:kind, :allocation, :office, :seats, :until, :recorded) ON CONFLICT (allocation, "
               "office) WHERE kind = 1 DO UPDATE SET seats = excluded.seats, "
               "recorded = excluded.recorded RETURNING id");

    db_bind_int(s, ":kind", share->kind);
    db_bind_int(s, ":allocation", c->allocations[share->allocation].id);
    db_bind_int(s, ":office", c->offices[share->office].place);
    db_bind_int(s, ":seats", share->seats);
    db_bind_instant(s, ":until", share->until);
    db_bind_instant(s, ":recorded", now);
    return db_number(store, s, 0, out_id, err);
}

enum rc store_share_drop(struct store *store, int64_t id, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "DELETE FROM seat_share WHERE id = :id");

    db_bind_int(s, ":id", id);
    return db_run(store, s, err);
}
