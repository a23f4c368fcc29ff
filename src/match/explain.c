/*
 * Why a request waits. Which stops serve an end of a journey is asked of rule.h once for each
 * distinct end and kept, as thousands who wait share few of them.
 */
#include "match/explain.h"

#include "homeward/rule.h"
#include "homeward/str.h"

#include <string.h>

struct known_end {
    struct spot spot;
    bool boarding;
    bool *serves; /* by stop, all allocations' stops in a row; NULL: slot is free */
};

static void grow(struct explainer *e);

/* ---- ends ---- */

static bool same_end(const struct known_end *k, const struct spot *spot, bool boarding) {
    return k->spot.place == spot->place && k->spot.point == spot->point && k->boarding == boarding;
}

static struct known_end *slot_for(struct explainer *e, const struct spot *spot, bool boarding) {
    const int32_t key[] = {spot->place, spot->point, boarding};
    int32_t at = (int32_t)(hash_bytes(key, sizeof key, 5) & (uint64_t)e->mask);

    while (e->known[at].serves && !same_end(&e->known[at], spot, boarding))
        at = (at + 1) & e->mask;
    return &e->known[at];
}

const bool *explainer_stops(struct explainer *e, const struct spot *spot, bool boarding) {
    const struct campaign *c = e->p.c;
    struct known_end *k = slot_for(e, spot, boarding);

    if (k->serves)
        return k->serves;
    if (2 * e->n_known++ > e->mask) {
        grow(e);
        k = slot_for(e, spot, boarding);
    }
    *k = (struct known_end){*spot, boarding, NULL};
    k->serves = mem_array((size_t)e->first_stop[c->n_allocations] + 1, sizeof *k->serves);
    for (int32_t a = 0; a < c->n_allocations; a++)
        for (int i = 0; i < c->allocations[a].n_stops; i++)
            k->serves[e->first_stop[a] + i] = rule_stop_serves(
                c, &c->allocations[a], &c->allocations[a].stops[i], spot, boarding);
    return k->serves;
}

static void grow(struct explainer *e) {
    struct known_end *old = e->known;
    int32_t n = e->mask + 1;

    e->mask = 2 * n - 1;
    e->known = mem_array((size_t)e->mask + 1, sizeof *e->known);
    for (int32_t i = 0; i < n; i++)
        if (old[i].serves)
            *slot_for(e, &old[i].spot, old[i].boarding) = old[i];
    mem_free(old);
}

/* ---- one request, one allocation ---- */

struct question {
    struct explainer *e;
    const struct request *r;
    const bool *from, *to;
    bool room; /* some candidate has a place for the request alone */
};

static bool day_fits(const struct question *q, const struct stop *stop) {
    struct day day = instant_service_day(stop->at, q->e->p.c->rules.day_starts_at);

    return q->r->earliest.v <= day.v && day.v <= q->r->latest.v;
}

static bool has_room(const struct question *q, int32_t allocation, int i, int j) {
    const struct booking b = {.allocation = allocation, .board = i, .alight = j};

    return room_has(&q->e->p, q->r, &b, false);
}

/* Filters in their order; a candidate's room is looked at on the way. */
static enum filter judge(struct question *q, int32_t allocation) {
    const struct allocation *a = &q->e->p.c->allocations[allocation];
    const bool *from = q->from + q->e->first_stop[allocation];
    const bool *to = q->to + q->e->first_stop[allocation];
    bool route = false, date = false;
    enum filter misfit = rule_first_misfit(q->e->p.c, q->r, a);

    for (int i = 0; i + 1 < a->n_stops; i++) {
        bool day = from[i] && day_fits(q, &a->stops[i]);
        for (int j = i + 1; from[i] && j < a->n_stops; j++) {
            route |= to[j];
            date |= to[j] && day;
            if (to[j] && day && misfit == FILTERS && !q->room)
                q->room = has_room(q, allocation, i, j);
        }
    }
    return !route ? FILTER_ROUTE : !date ? FILTER_DATE : misfit;
}

static const enum reason reason_of[] = {
    [FILTER_ROUTE] = REASON_NO_ROUTE, [FILTER_DATE] = REASON_NO_DATE,
    [FILTER_MODE] = REASON_NO_MODE,   [FILTER_CLASS] = REASON_NO_CLASS,
    [FILTER_NEED] = REASON_NO_NEED,   [FILTER_RESERVED] = REASON_RESERVED,
    [FILTERS] = REASON_FULL,
};

bool in_must_party(const struct campaign *c, const struct request *r) {
    return r->party >= 0 && c->parties[r->party].must && c->parties[r->party].n_members > 1;
}

void explainer_ask(struct explainer *e, int32_t request, struct explanation *out) {
    const struct campaign *c = e->p.c;
    const struct request *r = &c->requests[request];
    struct question q = {.e = e, .r = r};
    enum filter furthest = FILTER_ROUTE;

    *out = (struct explanation){0};
    q.from = explainer_stops(e, &r->from, true);
    q.to = explainer_stops(e, &r->to, false);
    for (int32_t a = 0; a < c->n_allocations; a++) {
        if (c->allocations[a].cancelled)
            continue;
        enum filter filter = judge(&q, a);
        furthest = filter > furthest ? filter : furthest;
        out->candidates += filter == FILTERS;
        out->filtered[reason_of[filter]] += filter != FILTERS;
    }
    if (e->bookings[request].allocation >= 0)
        out->reason = REASON_NONE;
    else if (furthest == FILTERS && q.room && in_must_party(c, r))
        out->reason = REASON_PARTY;
    else
        out->reason = reason_of[furthest];
}

/* ---- the whole account ---- */

void explainer_account(struct explainer *e, int32_t request, struct arena *arena,
                       struct account *out) {
    *out = (struct account){.extra = {.allocation = -1}, .split = {.joins = -1}};
    explainer_ask(e, request, &out->why);
    if (e->bookings[request].allocation >= 0) {
        explain_options(e, request, false);
        explain_seat(e, request, out);
        return;
    }
    explain_relaxed(e, request, out->why.candidates > 0, out->relaxed);
    if (out->why.candidates == 0)
        return;
    explain_options(e, request, true);
    explain_taken(e, request, arena, &out->taken);
    explain_split(e, request, arena, &out->split);
    explain_extra(e, request, &out->extra);
}

/* ---- life ---- */

struct explainer *explainer_new(const struct campaign *c, const struct booking *bookings) {
    struct explainer *e = mem_alloc(sizeof *e);

    e->p.c = c;
    e->bookings = bookings;
    e->mask = 63;
    e->known = mem_array((size_t)e->mask + 1, sizeof *e->known);
    rooms_make(&e->p);
    for (int32_t r = 0; r < c->n_requests; r++)
        if (bookings[r].allocation >= 0)
            room_fill(&e->p, &c->requests[r], &bookings[r]);
    e->first_stop = arena_array(&e->p.arena, (size_t)c->n_allocations + 1, sizeof *e->first_stop);
    for (int32_t a = 0; a < c->n_allocations; a++)
        e->first_stop[a + 1] = e->first_stop[a] + c->allocations[a].n_stops;
    return e;
}

void explainer_free(struct explainer *e) {
    if (!e)
        return;
    for (int32_t i = 0; i <= e->mask; i++)
        mem_free(e->known[i].serves);
    mem_free(e->known);
    arena_clear(&e->p.arena);
    mem_free(e);
}
