/* Use case: where things stand. Everything is counted, nothing remembered. */
#include "ops/session.h"

#include <stdlib.h>

static int by_id(const void *a, const void *b) {
    const int64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static int64_t count_riders(const struct campaign *c) {
    int64_t *ids = mem_array((size_t)c->n_requests + 1, sizeof *ids), n = 0;

    for (int i = 0; i < c->n_requests; i++)
        ids[i] = c->requests[i].rider;
    qsort(ids, (size_t)c->n_requests, sizeof *ids, by_id);
    for (int i = 0; i < c->n_requests; i++)
        n += i == 0 || ids[i] != ids[i - 1];
    mem_free(ids);
    return n;
}

static void count_supply(const struct campaign *c, struct status_answer *out) {
    int32_t *load = mem_array((size_t)c->n_allocations + 1, sizeof *load);

    for (int i = 0; i < c->n_requests; i++)
        if (c->bookings[i].allocation >= 0)
            load[c->bookings[i].allocation]++;
    for (int a = 0; a < c->n_allocations; a++) {
        out->cancelled += c->allocations[a].cancelled;
        out->seats += c->allocations[a].cancelled ? 0 : c->allocations[a].seats;
        out->below_minimum += load[a] > 0 && load[a] < c->allocations[a].minimum;
    }
    mem_free(load);
}

static void count_all(const struct campaign *c, struct status_answer *out) {
    out->offices = c->n_offices;
    out->stations = c->n_stations;
    out->vehicles = c->n_vehicles;
    out->allocations = c->n_allocations;
    out->requests = c->n_requests;
    out->riders = count_riders(c);
    for (int i = 0; i < c->n_requests; i++) {
        bool hardship = campaign_hardship(c, i);
        out->hardship += hardship;
        out->hardship_seated += hardship && c->bookings[i].allocation >= 0;
        out->bookings[c->bookings[i].status]++;
    }
    out->waiting = out->bookings[BOOKING_NONE];
    count_supply(c, out);
    seats_count_adjoining(c, c->bookings, &out->adjoining);
}

static enum rc count_departures(struct session *s, struct return_counts *out, struct err *err) {
    struct arena arena = {0};
    struct reconcile_input in = {.campaign = s->c, .now = s->ops->now, .as_of = DAY_NONE};
    enum rc rc = store_boardings_load(s->store, s->c, DAY_NONE, &arena, &in.boardings, err);

    if (rc == RC_OK)
        reconcile_returns(&in, out, NULL);
    arena_clear(&arena);
    return rc;
}

enum rc ops_status(const struct ops *ops, struct arena *arena, struct status_answer *out,
                   struct err *err) {
    struct session s;
    struct plan_record record;
    enum rc rc = session_open(ops, HOLD_LOOK, STORE_ALL, &s, err);

    *out = (struct status_answer){0};
    if (rc != RC_OK)
        return rc;
    out->key = arena_strdup(arena, s.c->key);
    out->name = arena_strdup(arena, s.c->name);
    count_all(s.c, out);
    rc = store_plan_last(s.store, arena, &out->run, &record, err);
    out->matched = rc == RC_OK;
    out->made = out->matched ? record.made : INSTANT_NONE;
    if (rc == RC_OK || rc == RC_NOT_FOUND)
        rc = store_open_matters(s.store, &out->leaving, &out->corrections, err);
    rc = rc == RC_OK ? count_departures(&s, &out->departures, err) : rc;
    rc = rc == RC_OK ? register_count(&s, &out->on_register, err) : rc;
    session_close(&s);
    return rc;
}
