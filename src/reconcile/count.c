/* Counts by definition: always from the rows, for the whole campaign or one office. */
#include "homeward/reconcile.h"

#include <stdlib.h>

static const int64_t day_s = 86400;

/* Was it there by the end of the day asked about? */
static bool known_by(const struct reconcile_input *in, struct instant recorded) {
    if (!day_given(in->as_of) || !instant_given(recorded))
        return true;
    return recorded.v < instant_make(in->as_of, 0).v + day_s;
}

static bool has_left(const struct reconcile_input *in, const struct allocation *a) {
    return a->stops[0].at.v < in->now.v;
}

static int32_t returned(const struct reconcile_input *in, int32_t allocation) {
    return in->boarded ? in->boarded[allocation] : -1;
}

static enum booking_status least_status(enum definition definition) {
    return definition == DEFINITION_TOLD ? BOOKING_TOLD : BOOKING_SEATED;
}

/* ---- allocations ---- */

struct wanted {
    const struct reconcile_input *in;
    enum definition definition;
    int32_t office; /* index, -1: all */
    bool *told;     /* by allocation: somebody was told; NULL unless asked */
    int64_t missing;
};

static bool stands(struct wanted *w, int32_t index) {
    const struct allocation *a = &w->in->campaign->allocations[index];

    if (a->cancelled || !known_by(w->in, a->recorded))
        return false;
    if (w->office >= 0 && a->office != w->office)
        return false;
    if (w->definition == DEFINITION_TOLD)
        return w->told && w->told[index];
    if (w->definition != DEFINITION_DEPARTED && w->definition != DEFINITION_BOARDED)
        return true;
    if (!has_left(w->in, a))
        return false;
    w->missing += returned(w->in, index) < 0;
    return w->definition == DEFINITION_DEPARTED || returned(w->in, index) >= 0;
}

static bool is_run_of(const struct allocation *a, enum metric metric) {
    switch (metric) {
    case METRIC_TRAIN_CARS:
    case METRIC_TRAIN_CAR_RUNS:
        return a->kind == ALLOCATION_TRAIN_CAR;
    case METRIC_COACHES:
    case METRIC_COACH_RUNS:
        return a->kind == ALLOCATION_CHARTERED_COACH;
    case METRIC_TICKETS:
        return a->kind == ALLOCATION_TICKET_BLOCK;
    case METRIC_PERSON_TRIPS:
    case METRIC_RIDERS:
    case METRICS:
        break;
    }
    return false;
}

static int64_t count_runs(struct wanted *w, enum metric metric) {
    const struct campaign *c = w->in->campaign;
    int64_t n = 0;

    for (int32_t a = 0; a < c->n_allocations; a++)
        n += is_run_of(&c->allocations[a], metric) && stands(w, a);
    return n;
}

static int64_t count_vehicles(struct wanted *w, enum metric metric) {
    const struct campaign *c = w->in->campaign;
    bool *seen = mem_array((size_t)c->n_vehicles + 1, sizeof *seen);
    int64_t n = 0;

    for (int32_t a = 0; a < c->n_allocations; a++) {
        if (!is_run_of(&c->allocations[a], metric) || !stands(w, a))
            continue;
        n += !seen[c->allocations[a].vehicle];
        seen[c->allocations[a].vehicle] = true;
    }
    mem_free(seen);
    return n;
}

static int64_t count_bought(struct wanted *w) {
    const struct campaign *c = w->in->campaign;
    int64_t n = 0;

    for (int32_t a = 0; a < c->n_allocations; a++)
        if (is_run_of(&c->allocations[a], METRIC_TICKETS) && stands(w, a))
            n += c->allocations[a].seats;
    return n;
}

/* ---- bookings ---- */

static bool counts_booking(const struct wanted *w, int32_t request, enum metric metric) {
    const struct campaign *c = w->in->campaign;
    const struct booking *b = &c->bookings[request];

    if (b->allocation < 0 || c->allocations[b->allocation].cancelled ||
        b->status < least_status(w->definition) || !known_by(w->in, b->recorded))
        return false;
    if (w->definition == DEFINITION_TOLD && !known_by(w->in, b->status_at))
        return false;
    if (w->office >= 0 && c->stations[c->requests[request].station].office != w->office)
        return false;
    return metric != METRIC_TICKETS || is_run_of(&c->allocations[b->allocation], metric);
}

static int by_id(const void *a, const void *b) {
    const int64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static int64_t count_bookings(const struct wanted *w, enum metric metric) {
    const struct campaign *c = w->in->campaign;
    int64_t *riders = mem_array((size_t)c->n_requests + 1, sizeof *riders), n = 0, distinct = 0;

    for (int32_t r = 0; r < c->n_requests; r++)
        if (counts_booking(w, r, metric))
            riders[n++] = c->requests[r].rider;
    if (metric == METRIC_RIDERS) {
        qsort(riders, (size_t)n, sizeof *riders, by_id);
        for (int64_t i = 0; i < n; i++)
            distinct += i == 0 || riders[i] != riders[i - 1];
        n = distinct;
    }
    mem_free(riders);
    return n;
}

/* Who travelled, from the returns; a run that left without one is missing, never 0. */
static int64_t count_returns(struct wanted *w, enum metric metric) {
    const struct campaign *c = w->in->campaign;
    int64_t n = 0;

    for (int32_t a = 0; a < c->n_allocations; a++)
        if ((metric != METRIC_TICKETS || is_run_of(&c->allocations[a], metric)) && stands(w, a) &&
            returned(w->in, a) >= 0)
            n += returned(w->in, a);
    return n;
}

static bool *allocations_told(const struct reconcile_input *in) {
    const struct campaign *c = in->campaign;
    bool *told = mem_array((size_t)c->n_allocations + 1, sizeof *told);

    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation >= 0 && c->bookings[r].status >= BOOKING_TOLD &&
            known_by(in, c->bookings[r].status_at))
            told[c->bookings[r].allocation] = true;
    return told;
}

static int64_t count(struct wanted *w, enum metric metric) {
    bool travelled = w->definition == DEFINITION_DEPARTED || w->definition == DEFINITION_BOARDED;

    switch (metric) {
    case METRIC_TRAIN_CARS:
    case METRIC_COACHES:
        return count_vehicles(w, metric);
    case METRIC_TRAIN_CAR_RUNS:
    case METRIC_COACH_RUNS:
        return count_runs(w, metric);
    case METRIC_TICKETS:
        if (w->definition == DEFINITION_BOUGHT)
            return count_bought(w);
        return travelled ? count_returns(w, metric) : count_bookings(w, metric);
    case METRIC_PERSON_TRIPS:
    case METRIC_RIDERS:
        return travelled ? count_returns(w, metric) : count_bookings(w, metric);
    case METRICS:
        break;
    }
    return 0;
}

int64_t reconcile_count(const struct reconcile_input *in, enum metric metric,
                        enum definition definition, int32_t office, int64_t *out_missing) {
    struct wanted w = {.in = in, .definition = definition, .office = office};

    if (definition == DEFINITION_TOLD)
        w.told = allocations_told(in);
    int64_t n = count(&w, metric);
    mem_free(w.told);
    if (out_missing)
        *out_missing = w.missing;
    return n;
}
