/* Counts by definition: always from the rows, for the whole campaign or one office. */
#include "reconcile/returns.h"

#include <stdlib.h>

static enum booking_status least_status(enum definition definition) {
    return definition == DEFINITION_TOLD ? BOOKING_TOLD : BOOKING_SEATED;
}

/* ---- allocations ---- */

struct wanted {
    const struct reconcile_input *in;
    enum definition definition;
    int32_t office;  /* index, -1: all */
    bool *told;      /* by allocation: somebody was told; NULL unless asked */
    int32_t *booked; /* by allocation; NULL unless departures are asked for */
    int64_t missing;
};

static bool of_departures(enum definition definition) {
    return definition == DEFINITION_DEPARTED || definition == DEFINITION_BOARDED;
}

static bool stands(struct wanted *w, int32_t index) {
    const struct allocation *a = &w->in->campaign->allocations[index];

    if (a->cancelled || !known_by(w->in, a->recorded))
        return false;
    if (w->office >= 0 && a->office != w->office)
        return false;
    if (w->definition == DEFINITION_TOLD)
        return w->told && w->told[index];
    if (!of_departures(w->definition))
        return true;
    if (!has_left(w->in, index))
        return false;
    w->missing += !returned(w->in, index) && w->booked[index] > 0;
    return w->definition == DEFINITION_DEPARTED || returned(w->in, index);
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

/* People to be counted: each trip, or with METRIC_RIDERS each rider once. */
struct people {
    int64_t *riders;
    size_t cap;
    int64_t n, strangers; /* strangers: not registered, each somebody else */
};

static int64_t count_people(struct people *p, enum metric metric) {
    int64_t distinct = 0;

    if (p->n)
        qsort(p->riders, (size_t)p->n, sizeof *p->riders, by_id);
    for (int64_t i = 0; i < p->n; i++)
        distinct += i == 0 || p->riders[i] != p->riders[i - 1];
    int64_t counted = (metric == METRIC_RIDERS ? distinct : p->n) + p->strangers;
    mem_free(p->riders);
    return counted;
}

static void add_rider(struct people *p, int64_t rider) {
    if (rider)
        VEC_PUSH(p->riders, p->n, p->cap, rider);
    else
        p->strangers++;
}

static int64_t count_bookings(const struct wanted *w, enum metric metric) {
    const struct campaign *c = w->in->campaign;
    struct people people = {0};

    for (int32_t r = 0; r < c->n_requests; r++)
        if (counts_booking(w, r, metric))
            add_rider(&people, c->requests[r].rider);
    return count_people(&people, metric);
}

static void add_return(const struct wanted *w, const struct boarding *b, struct people *people) {
    for (int i = 0; i < b->n_rows; i++)
        if (boarding_travelled(b->rows[i].outcome) &&
            (w->office < 0 || b->rows[i].office == w->office))
            add_rider(people, b->rows[i].rider);
}

/* Who travelled, from the returns. A run that left without one is missing, never 0: those booked
 * on it have departed, but nobody knows who boarded. */
static int64_t count_travelled(struct wanted *w, enum metric metric) {
    const struct campaign *c = w->in->campaign;
    struct wanted all = *w; /* a run of another office may carry this office's riders */
    bool *open = mem_array((size_t)c->n_allocations + 1, sizeof *open);
    struct people people = {0};

    all.office = -1;
    for (int32_t a = 0; a < c->n_allocations; a++) {
        const struct boarding *b = returned(w->in, a);
        if ((metric == METRIC_TICKETS && !is_run_of(&c->allocations[a], metric)) ||
            !stands(&all, a))
            continue;
        if (b)
            add_return(w, b, &people);
        open[a] = !b && w->definition == DEFINITION_DEPARTED;
    }
    w->missing = all.missing;
    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation >= 0 && open[c->bookings[r].allocation] &&
            counts_booking(w, r, metric))
            add_rider(&people, c->requests[r].rider);
    mem_free(open);
    return count_people(&people, metric);
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
    bool travelled = of_departures(w->definition);

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
        return travelled ? count_travelled(w, metric) : count_bookings(w, metric);
    case METRIC_PERSON_TRIPS:
    case METRIC_RIDERS:
        return travelled ? count_travelled(w, metric) : count_bookings(w, metric);
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
    if (of_departures(definition))
        w.booked = bookings_by_run(in);
    int64_t n = count(&w, metric);
    mem_free(w.told);
    mem_free(w.booked);
    if (out_missing)
        *out_missing = w.missing;
    return n;
}
