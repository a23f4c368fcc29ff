/*
 * Who may ride what, by index: for every origin the stops that serve it, by day; for every
 * destination those that serve it, by allocation. Never requests times allocations, never
 * truncated. The plain definition of the same is model/rule.c; tests hold the two together.
 */
#include "match/problem.h"

#include "homeward/rule.h"
#include "homeward/str.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define KM_PER_DEGREE 111.0 /* of latitude; a little less than the true figure */

/* ---- the distinct ends of journeys ---- */

struct northing {
    double lat;
    int32_t end;
};
struct ends {
    struct spot *v;          /* by place, point */
    struct northing *by_lat; /* by latitude */
    int32_t n;
};

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

static int32_t ends_find(const struct ends *ends, const struct spot *spot) {
    const struct spot *found = bsearch(spot, ends->v, (size_t)ends->n, sizeof *found, by_spot);

    return (int32_t)(found - ends->v);
}

/* ---- which stops serve an end ---- */

struct call { /* a stop that serves an end */
    int32_t end, day, allocation;
    int16_t stop;
    double km;
};
struct calls {
    struct call *v;
    int32_t n;
    size_t cap;
    int32_t *from; /* of end e: v[from[e]] to v[from[e + 1]] */
};

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

static void calls_make(const struct campaign *c, struct arena *arena, const struct ends *ends,
                       bool boarding, struct calls *out) {
    struct looking l = {.c = c, .ends = ends, .calls = out};

    for (int32_t a = 0; a < c->n_allocations; a++)
        if (!c->allocations[a].cancelled)
            look_at_stops(&l, a, boarding);
    calls_index(arena, out, ends->n);
}

/* ---- journeys: requests that ask for the same ---- */

struct journey {
    int32_t from, to, request;
    uint64_t hash;
};

static uint64_t hash_words(const struct words *words, uint64_t seed) {
    for (int i = 0; i < words->n; i++)
        seed = hash_bytes(words->v[i], strlen(words->v[i]) + 1, seed);
    return hash_bytes(&words->n, sizeof words->n, seed);
}

static uint64_t hash_request(const struct request *r) {
    const int32_t key[] = {r->station,  r->earliest.v,     r->preferred.v,
                           r->latest.v, (int32_t)r->modes, (int32_t)r->needs};

    return hash_words(&r->services, hash_words(&r->classes, hash_bytes(key, sizeof key, 1)));
}

static bool same_words(const struct words *a, const struct words *b) {
    if (a->n != b->n)
        return false;
    for (int i = 0; i < a->n; i++)
        if (strcmp(a->v[i], b->v[i]) != 0)
            return false;
    return true;
}

static bool same_journey(const struct campaign *c, const struct journey *a,
                         const struct journey *b) {
    const struct request *x = &c->requests[a->request], *y = &c->requests[b->request];

    return a->from == b->from && a->to == b->to && a->hash == b->hash && x->station == y->station &&
           x->earliest.v == y->earliest.v && x->preferred.v == y->preferred.v &&
           x->latest.v == y->latest.v && x->modes == y->modes && x->needs == y->needs &&
           same_words(&x->classes, &y->classes) && same_words(&x->services, &y->services);
}

static int by_end(const void *a, const void *b) {
    const struct journey *x = a, *y = b;

    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->request > y->request) - (x->request < y->request);
}

/* ---- the options of a journey ---- */

struct chooser {
    struct problem *p;
    const struct calls *departures, *landings;
    int32_t *landing_at; /* of the destination in hand: first landing of an allocation, -1 */
    struct option *found;
    int32_t n;
    size_t cap;
};

static int by_option(const void *a, const void *b) {
    const struct option *x = a, *y = b;

    if (x->allocation != y->allocation)
        return x->allocation < y->allocation ? -1 : 1;
    if (x->bother != y->bother)
        return x->bother < y->bother ? -1 : 1;
    if (x->first != y->first)
        return y->first - x->first;
    if (x->last != y->last)
        return x->last - y->last;
    return x->board != y->board ? x->board - y->board : x->alight - y->alight;
}

static void add_pairs(struct chooser *s, const struct request *r, const struct call *departure) {
    const struct campaign *c = s->p->c;
    const struct calls *landings = s->landings;
    int32_t i = s->landing_at[departure->allocation];

    for (; i < landings->n && landings->v[i].allocation == departure->allocation; i++) {
        const struct call *landing = &landings->v[i];
        if (landing->end != landings->v[s->landing_at[departure->allocation]].end)
            break;
        if (landing->stop <= departure->stop)
            continue;
        struct option o = {
            .allocation = departure->allocation, .board = departure->stop, .alight = landing->stop};
        room_cross(s->p, r, &o);
        o.outlay = rule_outlay(&c->allocations[o.allocation]);
        o.bother = rule_inconvenience_of(&c->rules, departure->day - r->preferred.v, departure->km,
                                         landing->km);
        VEC_PUSH(s->found, s->n, s->cap, o);
    }
}

/* Another pair of the same run that costs no more and crosses no more cliques makes it idle. */
static bool idle(const struct option *kept, int32_t n, const struct option *o, bool whole_run) {
    for (int32_t i = n - 1; i >= 0 && kept[i].allocation == o->allocation; i--)
        if (whole_run || (kept[i].first >= o->first && kept[i].last <= o->last))
            return true;
    return false;
}

static struct options keep_best(struct chooser *s, unsigned needs) {
    int32_t n = 0;

    if (s->n)
        qsort(s->found, (size_t)s->n, sizeof *s->found, by_option);
    for (int32_t i = 0; i < s->n; i++)
        if (!idle(s->found, n, &s->found[i], needs != 0))
            s->found[n++] = s->found[i];
    struct option *v = arena_array(&s->p->arena, (size_t)n, sizeof *v);
    if (n)
        memcpy(v, s->found, (size_t)n * sizeof *v);
    return (struct options){v, n};
}

static struct options choose(struct chooser *s, const struct journey *journey) {
    const struct request *r = &s->p->c->requests[journey->request];
    const struct calls *departures = s->departures;
    int32_t low = departures->from[journey->from], end = departures->from[journey->from + 1];
    int32_t high = end;

    s->n = 0;
    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (departures->v[mid].day < r->earliest.v)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < end && departures->v[low].day <= r->latest.v; low++) {
        const struct call *departure = &departures->v[low];
        if (s->landing_at[departure->allocation] >= 0 &&
            rule_first_misfit(s->p->c, r, &s->p->c->allocations[departure->allocation]) == FILTERS)
            add_pairs(s, r, departure);
    }
    return keep_best(s, r->needs);
}

static void mark_landings(struct chooser *s, int32_t end, bool on) {
    const struct calls *landings = s->landings;

    for (int32_t i = landings->from[end + 1] - 1; i >= landings->from[end]; i--)
        s->landing_at[landings->v[i].allocation] = on ? i : -1;
}

static void choose_all(struct chooser *s, const struct journey *journeys, int32_t n) {
    struct options last = {NULL, 0};

    for (int32_t i = 0; i < n; i++) {
        bool new_end = i == 0 || journeys[i].to != journeys[i - 1].to;
        if (new_end && i > 0)
            mark_landings(s, journeys[i - 1].to, false);
        if (new_end)
            mark_landings(s, journeys[i].to, true);
        if (i == 0 || !same_journey(s->p->c, &journeys[i], &journeys[i - 1]))
            last = choose(s, &journeys[i]);
        s->p->lists[journeys[i].request] = last;
    }
}

/* ---- all together ---- */

static int32_t free_requests(const struct problem *p, int32_t *out) {
    int32_t n = 0;

    for (int32_t r = 0; r < p->c->n_requests; r++)
        if (p->free[r])
            out[n++] = r;
    return n;
}

static void collect_ends(const struct problem *p, struct arena *scratch, const int32_t *requests,
                         int32_t n, bool origins, struct ends *out) {
    struct spot *spots = arena_array(scratch, (size_t)n, sizeof *spots);

    for (int32_t i = 0; i < n; i++) {
        const struct request *r = &p->c->requests[requests[i]];
        spots[i] = origins ? r->from : r->to;
    }
    ends_make(scratch, spots, n, out);
}

void eligible_make(struct problem *p) {
    struct arena scratch = {0};
    struct calls departures = {0}, landings = {0};
    struct ends origins, destinations;
    int32_t *requests = arena_array(&scratch, (size_t)p->c->n_requests, sizeof *requests);
    int32_t n = free_requests(p, requests);
    struct journey *journeys = arena_array(&scratch, (size_t)n, sizeof *journeys);
    struct chooser s = {.p = p, .departures = &departures, .landings = &landings};

    collect_ends(p, &scratch, requests, n, true, &origins);
    collect_ends(p, &scratch, requests, n, false, &destinations);
    calls_make(p->c, &scratch, &origins, true, &departures);
    calls_make(p->c, &scratch, &destinations, false, &landings);
    for (int32_t i = 0; i < n; i++) {
        const struct request *r = &p->c->requests[requests[i]];
        journeys[i] =
            (struct journey){ends_find(&origins, &r->from), ends_find(&destinations, &r->to),
                             requests[i], hash_request(r)};
    }
    if (n)
        qsort(journeys, (size_t)n, sizeof *journeys, by_end);
    size_t room = (size_t)p->c->n_allocations;
    s.landing_at = arena_array(&scratch, room, sizeof *s.landing_at);
    for (size_t a = 0; a < room; a++)
        s.landing_at[a] = -1;
    p->lists = arena_array(&p->arena, (size_t)p->c->n_requests, sizeof *p->lists);
    choose_all(&s, journeys, n);
    mem_free(s.found);
    mem_free(departures.v);
    mem_free(landings.v);
    arena_clear(&scratch);
}
