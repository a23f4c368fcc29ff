#include "reconcile/returns.h"

static struct instant end_of(struct day day) {
    return instant_make((struct day){day.v + 1}, 0);
}

bool known_by(const struct reconcile_input *in, struct instant recorded) {
    if (!day_given(in->as_of) || !instant_given(recorded))
        return true;
    return recorded.v < end_of(in->as_of).v;
}

const struct boarding *returned(const struct reconcile_input *in, int32_t allocation) {
    const struct boarding *of = in->boardings.of;

    return of && of[allocation].id ? &of[allocation] : NULL;
}

bool has_left(const struct reconcile_input *in, int32_t allocation) {
    struct instant departs = in->campaign->allocations[allocation].stops[0].at;

    return returned(in, allocation) || (departs.v < in->now.v && known_by(in, departs));
}

int32_t *bookings_by_run(const struct reconcile_input *in) {
    const struct campaign *c = in->campaign;
    int32_t *n = mem_array((size_t)c->n_allocations + 1, sizeof *n);

    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation >= 0 && known_by(in, c->bookings[r].recorded))
            n[c->bookings[r].allocation]++;
    return n;
}

static void add_return(const struct boarding *b, struct return_counts *out) {
    out->returned++;
    for (int i = 0; i < b->n_rows; i++)
        out->outcomes[b->rows[i].outcome]++;
}

void reconcile_returns(const struct reconcile_input *in, struct return_counts *out, bool *missing) {
    const struct campaign *c = in->campaign;
    int32_t *booked = bookings_by_run(in);

    *out = (struct return_counts){0};
    for (int32_t a = 0; a < c->n_allocations; a++) {
        const struct boarding *b = returned(in, a);
        if (c->allocations[a].cancelled || !has_left(in, a) || (!b && !booked[a]))
            continue;
        out->departed++;
        if (b)
            add_return(b, out);
        else
            out->missing++;
        if (missing)
            missing[a] = !b;
    }
    mem_free(booked);
}
