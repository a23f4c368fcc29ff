/* What a ride would mean for a request, and what the seat that it has beat. */
#include "match/explain.h"

#include "homeward/rule.h"

#include <stdlib.h>

/* An account that asks nothing of others needs the options of one alone. */
void explain_options(struct explainer *e, int32_t request, bool of_all) {
    struct problem *p = &e->p;

    if (!p->free)
        p->free = arena_array(&p->arena, (size_t)p->c->n_requests + 1, sizeof *p->free);
    for (int32_t r = 0; r < p->c->n_requests; r++)
        p->free[r] = of_all || r == request;
    eligible_make(p);
}

struct kind explain_kind(const struct request *r) {
    return (struct kind){.needs = r->needs, .children = r->free_children};
}

struct option explain_option(const struct explainer *e, int32_t request, int32_t allocation,
                             int board, int alight) {
    struct option o = {
        .allocation = allocation, .board = (int16_t)board, .alight = (int16_t)alight};

    room_cross(&e->p, &e->p.c->requests[request], &o);
    return o;
}

struct options explain_options_on(const struct explainer *e, int32_t request, int32_t allocation) {
    struct options list = e->p.lists[request];
    int32_t from = 0;

    while (from < list.n && list.v[from].allocation < allocation)
        from++;
    int32_t to = from;
    while (to < list.n && list.v[to].allocation == allocation)
        to++;
    return (struct options){list.n ? list.v + from : NULL, to - from};
}

static int32_t room_for(const struct explainer *e, const struct kind *kind,
                        const struct option *o) {
    const struct room *room = &e->p.rooms[o->allocation];
    int32_t most = INT32_MAX;

    for (int row = 0; row < room->n_rows; row++) {
        int32_t use = option_use(kind, o, row);
        if (use && room->left[row] / use < most)
            most = room->left[row] / use;
    }
    return most > 0 ? most : 0;
}

void explain_ride(const struct explainer *e, int32_t request, int32_t allocation, int board,
                  int alight, struct ride *out) {
    const struct campaign *c = e->p.c;
    const struct request *r = &c->requests[request];
    const struct allocation *a = &c->allocations[allocation];
    const struct stop *from = &a->stops[board], *to = &a->stops[alight];
    const struct kind kind = explain_kind(r);
    const struct option o = explain_option(e, request, allocation, board, alight);

    *out = (struct ride){.allocation = allocation, .board = board, .alight = alight};
    out->days = instant_service_day(from->at, c->rules.day_starts_at).v - r->preferred.v;
    out->board_km = geo_km(from->spot.at, r->from.at);
    out->alight_km = geo_km(to->spot.at, r->to.at);
    out->outlay = rule_outlay(a);
    out->inconvenience = rule_inconvenience_of(&c->rules, out->days, out->board_km, out->alight_km);
    out->room = room_for(e, &kind, &o);
}

/* ---- what the seat beat ---- */

static int by_cost(const void *a, const void *b) {
    const struct ride *x = a, *y = b;

    if (x->outlay != y->outlay)
        return x->outlay < y->outlay ? -1 : 1;
    if (x->inconvenience != y->inconvenience)
        return x->inconvenience < y->inconvenience ? -1 : 1;
    return (x->allocation > y->allocation) - (x->allocation < y->allocation);
}

/* The best ride of each allocation but its own, one with room before one without. */
static int32_t other_rides(const struct explainer *e, int32_t request, struct ride *out) {
    struct options list = e->p.lists[request];
    int32_t own = e->bookings[request].allocation, n = 0;

    for (int32_t i = 0; i < list.n; i++) {
        const struct option *o = &list.v[i];
        struct ride ride;
        if (o->allocation == own)
            continue;
        explain_ride(e, request, o->allocation, o->board, o->alight, &ride);
        if (n == 0 || out[n - 1].allocation != o->allocation)
            out[n++] = ride;
        else if (!out[n - 1].room && ride.room)
            out[n - 1] = ride;
    }
    return n;
}

void explain_seat(struct explainer *e, int32_t request, struct account *out) {
    const struct booking *b = &e->bookings[request];
    struct ride *others = mem_array((size_t)e->p.lists[request].n + 1, sizeof *others);
    int32_t n = other_rides(e, request, others), at = 0;

    explain_ride(e, request, b->allocation, b->board, b->alight, &out->own);
    qsort(others, (size_t)n, sizeof *others, by_cost);
    while (at < n && by_cost(&others[at], &out->own) < 0)
        at++;
    out->all_better = at;
    out->all_next = n - at;
    while (out->n_better < OTHERS_MAX && out->n_better < at) {
        out->better[out->n_better] = others[at - 1 - out->n_better];
        out->n_better++;
    }
    while (out->n_next < OTHERS_MAX && at + out->n_next < n) {
        out->next[out->n_next] = others[at + out->n_next];
        out->n_next++;
    }
    mem_free(others);
}
