/* Runs changed by hand: what a later supply file says of them no longer counts for those facts. */
#include "store/supply.h"

static enum rc put_times(struct store *store, const struct allocation *a, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < a->n_stops && rc == RC_OK; i++) {
        sqlite3_stmt *s = db_stmt(
            store, "UPDATE stop SET at = :at WHERE allocation = :allocation AND seq = :seq");
        db_bind_instant(s, ":at", a->stops[i].at);
        db_bind_int(s, ":allocation", a->id);
        db_bind_int(s, ":seq", i);
        rc = db_run(store, s, err);
    }
    return rc;
}

static enum rc put_crew_anew(struct store *store, const struct allocation *a, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "DELETE FROM crew WHERE allocation = :allocation");

    db_bind_int(s, ":allocation", a->id);
    enum rc rc = db_run(store, s, err);
    for (int i = 0; i < a->n_crew && rc == RC_OK; i++)
        rc = supply_put_crew(store, a->id, i, &a->crew[i], err);
    return rc;
}

enum rc store_run_change(struct store *store, const struct campaign *c, const struct allocation *a,
                         unsigned by_hand, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store,
        "UPDATE allocation SET vehicle = :vehicle, seats = :seats, minimum = :minimum, price = "
        ":price, wheelchair = :wheelchair, lower_berths = :lower_berths, reserved_for = "
        ":reserved_for, open_from = :open_from, class = :class, service = :service, car = :car, "
        "state = :state, names_by = :names_by, pay_by = :pay_by, return_by = :return_by, "
        "group_minimum = :group_minimum, label = :label, sign_no = :sign_no, sign_valid_to = "
        ":sign_valid_to, contract_no = :contract_no, insurance_no = :insurance_no, luggage_pieces "
        "= :luggage_pieces, blocked_seats = :blocked_seats, escort_seats = :escort_seats, "
        "cancelled = :cancelled, by_hand = by_hand | :by_hand WHERE id = :id");

    supply_bind_allocation(s, a);
    if (a->vehicle >= 0)
        db_bind_int(s, ":vehicle", c->vehicles[a->vehicle].id);
    db_bind_int(s, ":cancelled", a->cancelled);
    db_bind_int(s, ":by_hand", by_hand);
    db_bind_int(s, ":id", a->id);
    enum rc rc = db_run(store, s, err);
    if (rc == RC_OK && (by_hand & RUN_FACT_TIMES))
        rc = put_times(store, a, err);
    if (rc == RC_OK && (by_hand & RUN_FACT_CREW))
        rc = put_crew_anew(store, a, err);
    return rc;
}

static enum rc copy_stops(struct store *store, int64_t from, int64_t to, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "INSERT INTO stop (allocation, seq, place, point, at, use, rest_minutes, serves) "
               "SELECT :to, seq, place, point, at, use, rest_minutes, serves FROM stop WHERE "
               "allocation = :from");

    db_bind_int(s, ":from", from);
    db_bind_int(s, ":to", to);
    return db_run(store, s, err);
}

enum rc store_run_add(struct store *store, const struct campaign *c, const struct allocation *like,
                      struct allocation *a, struct err *err) {
    sqlite3_stmt *s = db_stmt(
        store, "INSERT INTO allocation (key, kind, mode, office, vehicle, seats, minimum, price, "
               "wheelchair, lower_berths, state, group_minimum, luggage_pieces, facts, recorded, "
               "by_hand) SELECT :key, kind, mode, office, :vehicle, :seats, 0, 0, 0, 0, state, 0, "
               "-1, 0, :recorded, :by_hand FROM allocation WHERE id = :like");

    db_bind_text(s, ":key", a->key);
    db_bind_int(s, ":vehicle", c->vehicles[a->vehicle].id);
    db_bind_int(s, ":seats", a->seats);
    db_bind_instant(s, ":recorded", a->recorded);
    db_bind_int(s, ":by_hand", 0);
    db_bind_int(s, ":like", like->id);
    enum rc rc = db_run(store, s, err);
    if (rc != RC_OK)
        return rc;
    a->id = db_last_id(store);
    rc = copy_stops(store, like->id, a->id, err);
    return rc == RC_OK ? store_run_change(store, c, a, 0, err) : rc;
}

enum rc store_request_to_head(struct store *store, int64_t request, struct err *err) {
    sqlite3_stmt *s = db_stmt(store, "UPDATE request SET head_of_queue = 1 WHERE id = :request");

    db_bind_int(s, ":request", request);
    return db_run(store, s, err);
}

enum rc store_run_overfull(struct store *store, int64_t allocation, bool *out_over,
                           struct err *err) {
    int64_t most = 0;
    sqlite3_stmt *s = db_stmt(
        store,
        "SELECT max(load) FROM (SELECT (SELECT count(*) FROM booking b JOIN request q ON q.id = "
        "b.request WHERE b.allocation = leg.allocation AND (q.needs OR (b.board <= leg.seq AND "
        "leg.seq < b.alight))) - a.seats AS load FROM stop leg JOIN allocation a ON a.id = "
        "leg.allocation WHERE leg.allocation = :allocation)");

    db_bind_int(s, ":allocation", allocation);
    enum rc rc = db_number(store, s, 0, &most, err);
    *out_over = most > 0;
    return rc;
}
