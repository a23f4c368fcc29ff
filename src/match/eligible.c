/*
 * Who may ride what, by index: for every origin the stops that serve it, by day; for every
 * destination those that serve it, by allocation. Never requests times allocations, never
 * truncated. The plain definition of the same is model/rule.c; tests hold the two together.
 */
#include "match/calls.h"
#include "match/problem.h"

#include "homeward/rule.h"
#include "homeward/str.h"

#include <stdlib.h>
#include <string.h>

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

void eligible_make(struct problem *p) {
    struct arena scratch = {0};
    struct calls departures = {0}, landings = {0};
    struct ends origins, destinations;
    int32_t *requests = arena_array(&scratch, (size_t)p->c->n_requests, sizeof *requests);
    int32_t n = free_requests(p, requests);
    struct journey *journeys = arena_array(&scratch, (size_t)n, sizeof *journeys);
    struct chooser s = {.p = p, .departures = &departures, .landings = &landings};

    ends_collect(p->c, &scratch, requests, n, true, &origins);
    ends_collect(p->c, &scratch, requests, n, false, &destinations);
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
