/* Use case: why a request has its seat, or why it waits and what would help. */
#include "ops/session.h"

struct teller {
    const struct campaign *c;
    struct arena *arena;
};

static const char *spot_text(const struct teller *t, const struct allocation *a, int stop) {
    struct str name = STR_MAX(512);

    spot_name(t->c, &a->stops[stop].spot, &name);
    const char *text = arena_strdup(t->arena, str_get(&name));
    str_clear(&name);
    return text;
}

static const char *key_text(const struct teller *t, int32_t allocation) {
    return allocation < 0 ? NULL : arena_strdup(t->arena, t->c->allocations[allocation].key);
}

static struct explain_ride tell_ride(const struct teller *t, const struct ride *ride) {
    const struct allocation *a = &t->c->allocations[ride->allocation];

    return (struct explain_ride){.allocation = key_text(t, ride->allocation),
                                 .label = arena_strdup(t->arena, a->label),
                                 .board = spot_text(t, a, ride->board),
                                 .alight = spot_text(t, a, ride->alight),
                                 .departs = a->stops[ride->board].at,
                                 .arrives = a->stops[ride->alight].at,
                                 .at = *ride};
}

static struct explain_ride *tell_rides(const struct teller *t, const struct ride *rides,
                                       int32_t n) {
    struct explain_ride *out = arena_array(t->arena, (size_t)n, sizeof *out);

    for (int32_t i = 0; i < n; i++)
        out[i] = tell_ride(t, &rides[i]);
    return out;
}

static struct explain_who *tell_who(const struct teller *t, const int32_t *requests, int32_t n) {
    struct explain_who *out = arena_array(t->arena, (size_t)n, sizeof *out);

    for (int32_t i = 0; i < n; i++) {
        const struct request *r = &t->c->requests[requests[i]];
        out[i] = (struct explain_who){arena_strdup(t->arena, t->c->stations[r->station].code),
                                      arena_strdup(t->arena, r->ref), r->trip};
    }
    return out;
}

static void tell_seat(const struct teller *t, struct explain_answer *out) {
    out->own = tell_ride(t, &out->why.own);
    out->better = tell_rides(t, out->why.better, out->why.n_better);
    out->next = tell_rides(t, out->why.next, out->why.n_next);
}

static void tell_relaxed(const struct teller *t, struct explain_answer *out) {
    for (int kind = 0; kind < RELAXES; kind++) {
        const struct relaxation *x = &out->why.relaxed[kind];
        if (!x->found)
            continue;
        const struct allocation *a = &t->c->allocations[x->ride.allocation];
        int stop = kind == RELAX_ORIGIN ? x->ride.board : x->ride.alight;
        out->relaxed[out->n_relaxed++] =
            (struct explain_relaxed){.kind = (enum relax)kind,
                                     .days = x->days,
                                     .km = x->km,
                                     .place = a->stops[stop].spot.place,
                                     .opens = a->open_from,
                                     .ride = tell_ride(t, &x->ride)};
    }
}

static void tell_waiting(const struct teller *t, struct explain_answer *out) {
    const struct taken *taken = &out->why.taken;
    const struct split *split = &out->why.split;

    tell_relaxed(t, out);
    out->rows = arena_array(t->arena, (size_t)taken->n_rows, sizeof *out->rows);
    for (int32_t i = 0; i < taken->n_rows; i++)
        out->rows[i] = (struct explain_row){key_text(t, taken->rows[i].allocation), taken->rows[i]};
    out->riders = tell_who(t, taken->riders, taken->n_riders);
    out->parts = arena_array(t->arena, (size_t)split->n_parts, sizeof *out->parts);
    for (int32_t i = 0; i < split->n_parts; i++) {
        const struct split_part *part = &split->parts[i];
        out->parts[i] = (struct explain_part){key_text(t, part->allocation),
                                              tell_who(t, part->members, part->n), part->n};
    }
    out->joins = key_text(t, split->joins);
    out->extra = key_text(t, out->why.extra.allocation);
}

static void fill_explain(const struct teller *t, int32_t request, struct explain_answer *out) {
    const struct request *r = &t->c->requests[request];
    const struct booking *b = &t->c->bookings[request];
    struct explainer *e = explainer_new(t->c, t->c->bookings);

    *out =
        (struct explain_answer){.station = arena_strdup(t->arena, t->c->stations[r->station].code),
                                .ref = arena_strdup(t->arena, r->ref),
                                .trip = r->trip,
                                .status = b->allocation < 0 ? BOOKING_NONE : b->status,
                                .seat = arena_strdup(t->arena, b->seat)};
    explainer_account(e, request, t->arena, &out->why);
    explainer_free(e);
    if (b->allocation >= 0)
        tell_seat(t, out);
    else
        tell_waiting(t, out);
}

enum rc ops_explain(const struct ops *ops, const char *who, int32_t trip, struct arena *arena,
                    struct explain_answer *out, struct err *err) {
    struct session s;
    int32_t request;
    enum rc rc = session_open(ops, HOLD_LOOK, STORE_ALL, &s, err);

    if (rc != RC_OK)
        return rc;
    rc = find_request(s.c, who, trip, &request, err);
    if (rc == RC_OK)
        fill_explain(&(struct teller){s.c, arena}, request, out);
    session_close(&s);
    return rc;
}
