/* The index of stops by the ends of journeys that they serve. */
#include "match/calls.h"

#include "homeward/mem.h"
#include "homeward/rule.h"
#include "homeward/str.h"

#include <stdlib.h>
#include <string.h>

#define KM_PER_DEGREE 111.0 /* of latitude; a little less than the true figure */

/* ---- the distinct ends of journeys ---- */

static int by_spot(const void *a, const void *b) {
    const struct spot *x = a, *y = b;

    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return (x->point > y->point) - (x->point < y->point);
}

static int by_lat(const void *a, const void *b) {
    const struct northing *x = a, *y = b;

    if (x->lat < y->lat || x->lat > y->lat)
        return x->lat < y->lat ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

static void ends_make(struct arena *arena, struct spot *spots, int32_t n, struct ends *out) {
    *out = (struct ends){.v = spots};
    if (n)
        qsort(spots, (size_t)n, sizeof *spots, by_spot);
    for (int32_t i = 0; i < n; i++)
        if (i == 0 || by_spot(&spots[i], &out->v[out->n - 1]) != 0)
            out->v[out->n++] = spots[i];
    out->by_lat = arena_array(arena, (size_t)out->n, sizeof *out->by_lat);
    for (int32_t i = 0; i < out->n; i++)
        out->by_lat[i] = (struct northing){out->v[i].at.lat, i};
    if (out->n)
        qsort(out->by_lat, (size_t)out->n, sizeof *out->by_lat, by_lat);
}

void ends_collect(const struct campaign *c, struct arena *arena, const int32_t *requests, int32_t n,
                  bool origins, struct ends *out) {
    struct spot *spots = arena_array(arena, (size_t)n, sizeof *spots);

    for (int32_t i = 0; i < n; i++) {
        const struct request *r = &c->requests[requests[i]];
        spots[i] = origins ? r->from : r->to;
    }
    ends_make(arena, spots, n, out);
}

int32_t ends_find(const struct ends *ends, const struct spot *spot) {
    const struct spot *found =
        ends->n ? bsearch(spot, ends->v, (size_t)ends->n, sizeof *found, by_spot) : NULL;

    return found ? (int32_t)(found - ends->v) : -1;
}

/* ---- which stops serve an end ---- */

static int by_day(const void *a, const void *b) {
    const struct call *x = a, *y = b;

    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->allocation != y->allocation)
        return x->allocation < y->allocation ? -1 : 1;
    return x->stop - y->stop;
}

static void calls_index(struct arena *arena, struct calls *calls, int32_t n_ends) {
    if (calls->n)
        qsort(calls->v, (size_t)calls->n, sizeof *calls->v, by_day);
    calls->from = arena_array(arena, (size_t)n_ends + 1, sizeof *calls->from);
    for (int32_t i = 0; i < calls->n; i++)
        calls->from[calls->v[i].end + 1]++;
    for (int32_t e = 0; e < n_ends; e++)
        calls->from[e + 1] += calls->from[e];
}

/* What is being looked at: one stop of one allocation. */
struct looking {
    const struct campaign *c;
    const struct ends *ends;
    struct calls *calls;
    struct call call; /* all but end and km */
    const struct stop *stop;
};

static void add_call(struct looking *l, int32_t end, double km) {
    struct call call = l->call;

    call.end = end;
    call.km = km;
    VEC_PUSH(l->calls->v, l->calls->n, l->calls->cap, call);
}

static void near_ends(struct looking *l, double limit) {
    const struct ends *ends = l->ends;
    struct geo at = l->stop->spot.at;
    double reach = limit / KM_PER_DEGREE + 1e-6;
    int32_t low = 0, high = ends->n;

    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (ends->by_lat[mid].lat < at.lat - reach)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < ends->n && ends->by_lat[low].lat <= at.lat + reach; low++) {
        double km = geo_km(at, ends->v[ends->by_lat[low].end].at);
        if (km <= limit)
            add_call(l, ends->by_lat[low].end, km);
    }
}

static int32_t first_from(const struct ends *ends, int64_t place) {
    int32_t low = 0, high = ends->n;

    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (ends->v[mid].place < place)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Codes that begin with the prefix are a range of six-digit numbers. */
static bool prefix_range(const char *prefix, int64_t *low, int64_t *high) {
    size_t len = strlen(prefix);

    if (len == 0 || len > 6 || !text_int64(prefix, 0, 999999, low))
        return false;
    int64_t width = 1;
    for (; len < 6; len++)
        width *= 10;
    *low *= width;
    *high = *low + width - 1;
    return true;
}

static bool prefix_before(const struct stop *stop, int word, int32_t place) {
    int64_t low, high;

    for (int w = 0; w < word; w++)
        if (prefix_range(stop->serves.v[w], &low, &high) && low <= place && place <= high)
            return true;
    return false;
}

static void served_ends(struct looking *l) {
    for (int w = 0; w < l->stop->serves.n; w++) {
        int64_t low, high;
        if (!prefix_range(l->stop->serves.v[w], &low, &high))
            continue;
        for (int32_t e = first_from(l->ends, low); e < l->ends->n; e++) {
            const struct spot *end = &l->ends->v[e];
            if (end->place > high)
                break;
            if (!prefix_before(l->stop, w, end->place))
                add_call(l, e, geo_km(l->stop->spot.at, end->at));
        }
    }
}

static void look_at_stops(struct looking *l, int32_t allocation, bool boarding) {
    const struct allocation *a = &l->c->allocations[allocation];

    for (int i = 0; i < a->n_stops; i++) {
        l->stop = &a->stops[i];
        if (!(l->stop->use & (boarding ? STOP_BOARD : STOP_ALIGHT)))
            continue;
        /* landings are wanted by allocation, departures by day */
        int32_t day = boarding ? instant_service_day(l->stop->at, l->c->rules.day_starts_at).v : 0;
        l->call = (struct call){0, day, allocation, (int16_t)i, 0};
        if (l->stop->serves.n > 0)
            served_ends(l);
        else
            near_ends(l, rule_limit_km(&l->c->rules, a->mode, boarding));
    }
}

void calls_make(const struct campaign *c, struct arena *arena, const struct ends *ends,
                bool boarding, struct calls *out) {
    struct looking l = {.c = c, .ends = ends, .calls = out};

    for (int32_t a = 0; a < c->n_allocations; a++)
        if (!c->allocations[a].cancelled)
            look_at_stops(&l, a, boarding);
    calls_index(arena, out, ends->n);
}
