/*
 * The nearest relaxation: a run that one wish alone keeps from a request. Runs that two wishes
 * keep from it are not looked for: staff can ask a rider for one change, hardly for two.
 * Neither are runs that have left, nor stops so far off that they make another journey.
 */
#include "match/explain.h"

#include "homeward/rule.h"

#include <stdlib.h>

enum { FARTHEST_KM = 200 };

const char *relax_word(enum relax relax) {
    static const char *const words[RELAXES] = {
        [RELAX_EARLIER] = "earlier", [RELAX_LATER] = "later",
        [RELAX_ORIGIN] = "origin",   [RELAX_DESTINATION] = "destination",
        [RELAX_MODE] = "mode",       [RELAX_CLASS] = "class",
        [RELAX_OPENS] = "opens"};

    return words[relax];
}

/* One allocation as one request sees it. */
struct view {
    const struct explainer *e;
    const struct request *r;
    int32_t request, allocation;
    const struct allocation *a;
    const bool *from, *to; /* by stop: it serves the end */
    enum filter misfit;
    enum relax cure; /* of the misfit; RELAXES: none */
};

/* What of the filters that ask nothing of stops has to give way. */
static enum relax find_cure(const struct view *v) {
    const struct campaign *c = v->e->p.c;
    struct request any = *v->r;

    if (v->misfit == FILTER_MODE) {
        any.modes = MODES_ALL;
        return rule_first_misfit(c, &any, v->a) == FILTERS ? RELAX_MODE : RELAXES;
    }
    if (v->misfit == FILTER_CLASS) {
        any.classes = any.services = (struct words){NULL, 0};
        return rule_first_misfit(c, &any, v->a) == FILTERS ? RELAX_CLASS : RELAXES;
    }
    bool opens =
        v->misfit == FILTER_RESERVED && v->a->reserved_for.n > 0 && day_given(v->a->open_from);
    return opens ? RELAX_OPENS : RELAXES;
}

static struct day departure_day(const struct view *v, int i) {
    return instant_service_day(v->a->stops[i].at, v->e->p.c->rules.day_starts_at);
}

/* Days outside the window asked for. */
static int32_t days_off(const struct view *v, int i) {
    int32_t day = departure_day(v, i).v;

    if (day < v->r->earliest.v)
        return day - v->r->earliest.v;
    return day > v->r->latest.v ? day - v->r->latest.v : 0;
}

/* Would it be served if it named the stop itself? */
static bool serves_itself(const struct view *v, int stop, bool boarding) {
    const struct stop *s = &v->a->stops[stop];

    return rule_stop_serves(v->e->p.c, v->a, s, &s->spot, boarding);
}

/* The one wish that stands between the request and this pair of stops; RELAXES: none, or more. */
static enum relax only_miss(const struct view *v, int i, int j) {
    int32_t days = days_off(v, i);

    if (!v->from[i] + !v->to[j] + (days != 0) + (v->misfit != FILTERS) != 1)
        return RELAXES;
    if (!v->from[i])
        return serves_itself(v, i, true) ? RELAX_ORIGIN : RELAXES;
    if (!v->to[j])
        return serves_itself(v, j, false) ? RELAX_DESTINATION : RELAXES;
    if (days)
        return days < 0 ? RELAX_EARLIER : RELAX_LATER;
    if (v->cure == RELAX_OPENS && departure_day(v, i).v < v->a->open_from.v)
        return RELAXES;
    return v->cure;
}

/* How far it is from what was asked for, in whatever that kind is measured. */
static double distance(const struct view *v, enum relax kind, const struct relaxation *x) {
    if (kind == RELAX_EARLIER || kind == RELAX_LATER)
        return abs(x->days);
    if (kind == RELAX_ORIGIN || kind == RELAX_DESTINATION)
        return x->km;
    if (kind == RELAX_OPENS)
        return v->e->p.c->allocations[x->ride.allocation].open_from.v;
    return 0;
}

static bool nearer(const struct view *v, enum relax kind, const struct relaxation *a,
                   const struct relaxation *b) {
    double x = distance(v, kind, a), y = distance(v, kind, b);

    if (!b->found || !a->ride.room != !b->ride.room)
        return !b->found || a->ride.room;
    if (x < y || x > y)
        return x < y;
    if (a->ride.outlay != b->ride.outlay)
        return a->ride.outlay < b->ride.outlay;
    return a->ride.inconvenience < b->ride.inconvenience;
}

static void look_at_pair(const struct view *v, int i, int j, struct relaxation out[RELAXES]) {
    enum relax kind = only_miss(v, i, j);
    struct relaxation x = {.found = true};
    struct day today = v->e->p.c->today;

    if (kind == RELAXES)
        return;
    if (day_given(today) && departure_day(v, i).v < today.v)
        return;
    x.days = days_off(v, i);
    explain_ride(v->e, v->request, v->allocation, i, j, &x.ride);
    x.km = kind == RELAX_ORIGIN        ? x.ride.board_km
           : kind == RELAX_DESTINATION ? x.ride.alight_km
                                       : 0;
    if (x.km <= FARTHEST_KM && nearer(v, kind, &x, &out[kind]))
        out[kind] = x;
}

static bool *served(const struct view *v, struct arena *arena, bool boarding) {
    bool *serves = arena_array(arena, (size_t)v->a->n_stops, sizeof *serves);
    const struct spot *end = boarding ? &v->r->from : &v->r->to;

    for (int i = 0; i < v->a->n_stops; i++)
        serves[i] = rule_stop_serves(v->e->p.c, v->a, &v->a->stops[i], end, boarding);
    return serves;
}

static void look_at_run(struct view *v, struct relaxation out[RELAXES]) {
    struct arena scratch = {0};

    v->from = served(v, &scratch, true);
    v->to = served(v, &scratch, false);
    v->misfit = rule_first_misfit(v->e->p.c, v->r, v->a);
    v->cure = find_cure(v);
    for (int i = 0; i + 1 < v->a->n_stops; i++)
        for (int j = i + 1; j < v->a->n_stops; j++)
            look_at_pair(v, i, j, out);
    arena_clear(&scratch);
}

void explain_relaxed(struct explainer *e, int32_t request, bool only_with_room,
                     struct relaxation out[RELAXES]) {
    const struct campaign *c = e->p.c;

    for (int32_t a = 0; a < c->n_allocations; a++) {
        struct view v = {.e = e,
                         .r = &c->requests[request],
                         .request = request,
                         .allocation = a,
                         .a = &c->allocations[a]};
        if (!v.a->cancelled)
            look_at_run(&v, out);
    }
    for (int kind = 0; kind < RELAXES; kind++)
        if (only_with_room && !out[kind].ride.room)
            out[kind] = (struct relaxation){0};
}
