/*
 * The independent check of a proof: who may ride what is derived anew from rule.h, through an index
 * of its own (stops by latitude, `serves` by prefix), and the bound is summed up in whole numbers.
 * It knows nothing of kinds, cliques or flows. Parties that must stay together only lower what can
 * be seated, so they are left out.
 */
#include "homeward/proof.h"

#include "homeward/rule.h"
#include "homeward/str.h"

#include <stdlib.h>
#include <string.h>

#define KM_PER_DEGREE 111.0 /* of latitude; a little less than the true figure */

/* ---- stops: those with `serves` by prefix, the others by latitude ---- */

struct halt {
    int32_t allocation, stop;
    double lat;
    const char *prefix;
};
struct halts {
    struct halt *v;
    int32_t n;
    size_t cap;
};

struct checker {
    const struct campaign *c;
    const struct booking *bookings;
    const struct proof *proof;
    struct arena arena;
    struct halts by_lat, by_prefix;
    double reach;                /* degrees of latitude that any limit spans */
    int64_t **sum[PROOF_LEVELS]; /* by allocation: prices of the legs before each stop */
    bool *fixed;
    int64_t total[PROOF_LEVELS]; /* in parts of scale */
};

static int by_lat(const void *a, const void *b) {
    const struct halt *x = a, *y = b;

    return (x->lat > y->lat) - (x->lat < y->lat);
}

static int by_prefix(const void *a, const void *b) {
    const struct halt *x = a, *y = b;

    return strcmp(x->prefix, y->prefix);
}

static void halts_add(struct halts *halts, struct halt halt) {
    VEC_PUSH(halts->v, halts->n, halts->cap, halt);
}

static void index_stops(struct checker *k) {
    const struct campaign *c = k->c;
    double most = 0;

    for (int mode = 0; mode < 4; mode++) {
        double km = rule_limit_km(&c->rules, mode / 2 ? MODE_TRAIN : MODE_COACH, mode % 2);
        most = km > most ? km : most;
    }
    k->reach = most / KM_PER_DEGREE + 1e-6;
    for (int32_t a = 0; a < c->n_allocations; a++)
        for (int i = 0; i < c->allocations[a].n_stops && !c->allocations[a].cancelled; i++) {
            const struct stop *stop = &c->allocations[a].stops[i];
            for (int w = 0; w < stop->serves.n; w++)
                halts_add(&k->by_prefix, (struct halt){a, i, 0, stop->serves.v[w]});
            if (stop->serves.n == 0)
                halts_add(&k->by_lat, (struct halt){a, i, stop->spot.at.lat, NULL});
        }
    if (k->by_lat.n)
        qsort(k->by_lat.v, (size_t)k->by_lat.n, sizeof *k->by_lat.v, by_lat);
    if (k->by_prefix.n)
        qsort(k->by_prefix.v, (size_t)k->by_prefix.n, sizeof *k->by_prefix.v, by_prefix);
}

/* The first that is not before the wanted one. */
static int32_t first_of(const struct halts *halts, const struct halt *wanted,
                        int (*order)(const void *a, const void *b)) {
    int32_t low = 0, high = halts->n;

    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (order(&halts->v[mid], wanted) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* ---- the stops that serve an end of a journey ---- */

static int by_stop(const void *a, const void *b) {
    const struct halt *x = a, *y = b;

    return x->allocation != y->allocation ? (x->allocation < y->allocation ? -1 : 1)
                                          : x->stop - y->stop;
}

static void add_if_serves(const struct checker *k, const struct spot *end, bool boarding,
                          const struct halt *halt, struct halts *out) {
    const struct allocation *a = &k->c->allocations[halt->allocation];

    if (rule_stop_serves(k->c, a, &a->stops[halt->stop], end, boarding))
        halts_add(out, *halt);
}

static void find_serving(const struct checker *k, const struct spot *end, bool boarding,
                         struct halts *out) {
    struct halt wanted = {.lat = end->at.lat - k->reach};
    char code[16];

    out->n = 0;
    for (int32_t i = first_of(&k->by_lat, &wanted, by_lat);
         i < k->by_lat.n && k->by_lat.v[i].lat <= end->at.lat + k->reach; i++)
        add_if_serves(k, end, boarding, &k->by_lat.v[i], out);
    for (int digits = 6, left = end->place; digits > 0; digits--, left /= 10)
        code[digits - 1] = (char)('0' + left % 10);
    wanted.prefix = code;
    for (int len = 6; len >= 0; len--) {
        code[len] = '\0';
        for (int32_t i = first_of(&k->by_prefix, &wanted, by_prefix);
             i < k->by_prefix.n && strcmp(k->by_prefix.v[i].prefix, code) == 0; i++)
            add_if_serves(k, end, boarding, &k->by_prefix.v[i], out);
    }
    if (out->n)
        qsort(out->v, (size_t)out->n, sizeof *out->v, by_stop);
}

/* ---- requests that ask for the same lie side by side ---- */

static int compare_words(const struct words *a, const struct words *b) {
    int order = a->n - b->n;

    for (int i = 0; order == 0 && i < a->n; i++)
        order = a->v[i] == b->v[i] ? 0 : strcmp(a->v[i], b->v[i]);
    return order;
}

static int compare_numbers(const int64_t *a, const int64_t *b, int n) {
    for (int i = 0; i < n; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

enum { ASK_NUMBERS = 9, ASK_ROUTE = 4 };
struct ask {
    int64_t number[ASK_NUMBERS]; /* the route first: to, from */
    const struct request *request;
};

static struct ask ask_of(const struct request *r) {
    return (struct ask){{r->to.place, r->to.point, r->from.place, r->from.point, r->station,
                         r->earliest.v, r->latest.v, r->modes, r->needs},
                        r};
}

static int by_ask(const void *a, const void *b) {
    const struct ask *x = a, *y = b;
    int order = compare_numbers(x->number, y->number, ASK_NUMBERS);

    order = order ? order : compare_words(&x->request->classes, &y->request->classes);
    return order ? order : compare_words(&x->request->services, &y->request->services);
}

/* ---- the cheapest ride of one ask ---- */

struct ride {
    int32_t allocation, board, alight, day;
};
struct route { /* what is known of the asks in hand */
    struct halts to, *from;
    struct ride *rides;
    int32_t n;
    size_t cap;
};

static void pair_stops(const struct checker *k, struct route *route) {
    int day_starts_at = k->c->rules.day_starts_at;
    int32_t t = 0;

    route->n = 0;
    for (int32_t f = 0; f < route->from->n; f++) {
        const struct halt *on = &route->from->v[f];
        while (t < route->to.n && route->to.v[t].allocation < on->allocation)
            t++;
        for (int32_t i = t; i < route->to.n && route->to.v[i].allocation == on->allocation; i++) {
            const struct halt *off = &route->to.v[i];
            if (off->stop <= on->stop)
                continue;
            struct instant at = k->c->allocations[on->allocation].stops[on->stop].at;
            struct ride ride = {on->allocation, on->stop, off->stop,
                                instant_service_day(at, day_starts_at).v};
            VEC_PUSH(route->rides, route->n, route->cap, ride);
        }
    }
}

static int64_t row_price(const struct checker *k, int level, int32_t allocation, int row) {
    const int64_t *prices = k->proof->price[level][allocation];

    return prices ? prices[row] : 0;
}

/* A place for a need is held for the whole run (contract 7). */
static int64_t ride_price(const struct checker *k, const struct request *r, const struct ride *ride,
                          int level) {
    const int64_t *sum = k->sum[level][ride->allocation];
    int last = k->c->allocations[ride->allocation].n_stops - 1;
    int64_t price = 0;

    if (r->needs & NEED_BIT(NEED_LOWER_BERTH))
        price += row_price(k, level, ride->allocation, PROOF_LOWER);
    if (r->needs & NEED_BIT(NEED_WHEELCHAIR))
        price += row_price(k, level, ride->allocation, PROOF_WHEELCHAIR);
    if (!sum)
        return price;
    return price + (r->needs ? sum[last] : sum[ride->alight] - sum[ride->board]);
}

/* What each who asks this adds to the sum; nothing if there is no ride. */
static void worth_of(const struct checker *k, const struct request *r, const struct route *route,
                     int64_t out[PROOF_LEVELS]) {
    memset(out, 0, PROOF_LEVELS * sizeof *out);
    for (int32_t i = 0; i < route->n; i++) {
        const struct ride *ride = &route->rides[i];
        if (ride->day < r->earliest.v || ride->day > r->latest.v ||
            rule_first_misfit(k->c, r, &k->c->allocations[ride->allocation]) != FILTERS)
            continue;
        for (int level = 0; level < PROOF_LEVELS; level++) {
            int64_t worth = k->proof->scale - ride_price(k, r, ride, level);
            out[level] = worth > out[level] ? worth : out[level];
        }
    }
}

/* ---- origins, each looked up once ---- */

static int by_spot(const void *a, const void *b) {
    const struct spot *x = a, *y = b;

    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return (x->point > y->point) - (x->point < y->point);
}

struct origins {
    struct spot *v;
    struct halts *serving; /* of each; not looked for: n = -1 */
    int32_t n;
};

static void list_origins(struct checker *k, struct origins *out) {
    size_t room = (size_t)k->c->n_requests + 1;
    struct spot *spots = arena_array(&k->arena, room, sizeof *spots);
    int32_t n = 0;

    for (int32_t r = 0; r < k->c->n_requests; r++)
        spots[r] = k->c->requests[r].from;
    if (k->c->n_requests)
        qsort(spots, (size_t)k->c->n_requests, sizeof *spots, by_spot);
    for (int32_t i = 0; i < k->c->n_requests; i++)
        if (n == 0 || by_spot(&spots[n - 1], &spots[i]) != 0)
            spots[n++] = spots[i];
    *out = (struct origins){spots, arena_array(&k->arena, (size_t)n + 1, sizeof *out->serving), n};
    for (int32_t i = 0; i < n; i++)
        find_serving(k, &spots[i], true, &out->serving[i]);
}

static struct halts *origin_of(const struct origins *origins, const struct spot *spot) {
    const struct spot *found =
        bsearch(spot, origins->v, (size_t)origins->n, sizeof *found, by_spot);

    return &origins->serving[found - origins->v];
}

/* ---- the sum ---- */

static void add_requests(struct checker *k, const struct ask *asks, int32_t n,
                         const struct origins *origins, struct route *route) {
    int64_t worth[PROOF_LEVELS] = {0};

    for (int32_t i = 0; i < n; i++) {
        const struct request *r = asks[i].request;
        const int64_t *now = asks[i].number, *before = i ? asks[i - 1].number : NULL;
        if (!before || compare_numbers(now, before, 2) != 0)
            find_serving(k, &r->to, false, &route->to);
        if (!before || compare_numbers(now, before, ASK_ROUTE) != 0) {
            route->from = origin_of(origins, &r->from);
            pair_stops(k, route);
        }
        if (!before || by_ask(&asks[i], &asks[i - 1]) != 0)
            worth_of(k, r, route, worth);
        k->total[PROOF_ALL] += worth[PROOF_ALL];
        if (campaign_hardship(k->c, (int32_t)(r - k->c->requests)))
            k->total[PROOF_HARDSHIP] += worth[PROOF_HARDSHIP];
    }
}

static void add_free(struct checker *k) {
    struct ask *asks = mem_array((size_t)k->c->n_requests + 1, sizeof *asks);
    struct origins origins;
    struct route route = {0};
    int32_t n = 0;

    for (int32_t r = 0; r < k->c->n_requests; r++)
        if (!k->fixed[r])
            asks[n++] = ask_of(&k->c->requests[r]);
    if (n)
        qsort(asks, (size_t)n, sizeof *asks, by_ask);
    list_origins(k, &origins);
    add_requests(k, asks, n, &origins, &route);
    for (int32_t i = 0; i < origins.n; i++)
        mem_free(origins.serving[i].v);
    mem_free(route.to.v);
    mem_free(route.rides);
    mem_free(asks);
}

/* A coach carries no lower-berth need, whatever it says of berths (rule.h). */
static int64_t row_room(const struct allocation *a, int row) {
    if (row == PROOF_LOWER)
        return a->kind == ALLOCATION_CHARTERED_COACH ? 0 : a->lower_berths;
    return row == PROOF_WHEELCHAIR ? a->wheelchair : a->seats;
}

/* Room after what is promised; no more than there are requests, so that sums stay small. */
static void add_room(struct checker *k, int32_t a, const int64_t *taken) {
    const struct allocation *allocation = &k->c->allocations[a];

    if (allocation->cancelled)
        return;
    for (int row = 0; row < proof_rows(allocation); row++) {
        int64_t left = row_room(allocation, row) - (taken ? taken[row] : 0);
        left = left < 0 ? 0 : left < k->c->n_requests ? left : k->c->n_requests;
        for (int level = 0; level < PROOF_LEVELS; level++)
            k->total[level] += left * row_price(k, level, a, row);
    }
}

static bool stands(const struct checker *k, int32_t request) {
    const struct booking *b = &k->bookings[request];

    if (b->allocation < 0 || b->status < k->proof->promised || b->board < 0 ||
        b->alight >= k->c->allocations[b->allocation].n_stops)
        return false;
    return rule_may_ride(k->c, &k->c->requests[request], &k->c->allocations[b->allocation],
                         b->board, b->alight);
}

/* A promised booking is seated, and its room is gone. */
static void take_room(struct checker *k, int32_t request, int64_t **taken) {
    const struct booking *b = &k->bookings[request];
    const struct request *r = &k->c->requests[request];
    const struct allocation *a = &k->c->allocations[b->allocation];

    if (!taken[b->allocation])
        taken[b->allocation] = arena_array(&k->arena, (size_t)proof_rows(a), sizeof **taken);
    int64_t *row = taken[b->allocation];
    row[PROOF_LOWER] += (r->needs & NEED_BIT(NEED_LOWER_BERTH)) != 0;
    row[PROOF_WHEELCHAIR] += (r->needs & NEED_BIT(NEED_WHEELCHAIR)) != 0;
    for (int leg = 0; leg + 1 < a->n_stops; leg++)
        row[PROOF_LEGS + leg] += r->needs || (b->board <= leg && leg < b->alight);
    k->total[PROOF_ALL] += k->proof->scale;
    k->total[PROOF_HARDSHIP] += campaign_hardship(k->c, request) ? k->proof->scale : 0;
}

static void add_fixed(struct checker *k) {
    size_t room = (size_t)k->c->n_allocations + 1;
    int64_t **taken = arena_array(&k->arena, room, sizeof *taken);

    k->fixed = arena_array(&k->arena, (size_t)k->c->n_requests + 1, sizeof *k->fixed);
    for (int32_t r = 0; r < k->c->n_requests; r++)
        if ((k->fixed[r] = stands(k, r)))
            take_room(k, r, taken);
    for (int32_t a = 0; a < k->c->n_allocations; a++)
        add_room(k, a, taken[a]);
}

static void sum_legs(struct checker *k, int level) {
    size_t room = (size_t)k->c->n_allocations + 1;

    k->sum[level] = arena_array(&k->arena, room, sizeof *k->sum[level]);
    for (int32_t a = 0; a < k->c->n_allocations; a++) {
        const int64_t *prices = k->proof->price[level][a];
        int n = k->c->allocations[a].n_stops;
        if (!prices)
            continue;
        int64_t *sum = k->sum[level][a] = arena_array(&k->arena, (size_t)n + 1, sizeof *sum);
        for (int i = 0; i + 1 < n; i++)
            sum[i + 1] = sum[i] + prices[PROOF_LEGS + i];
    }
}

void bound_check(const struct campaign *c, const struct booking *bookings,
                 const struct proof *proof, struct bound_verdict *out) {
    struct checker k = {.c = c, .bookings = bookings, .proof = proof};

    *out = (struct bound_verdict){0};
    for (int32_t r = 0; r < c->n_requests; r++)
        if (bookings[r].allocation >= 0) {
            out->seated[PROOF_ALL]++;
            out->seated[PROOF_HARDSHIP] += campaign_hardship(c, r);
        }
    for (int level = 0; level < PROOF_LEVELS; level++)
        sum_legs(&k, level);
    index_stops(&k);
    add_fixed(&k);
    add_free(&k);
    for (int level = 0; level < PROOF_LEVELS; level++)
        out->bound[level] = k.total[level] / proof->scale;
    mem_free(k.by_lat.v);
    mem_free(k.by_prefix.v);
    arena_clear(&k.arena);
}

/* ---- what a bound depends on ---- */

static uint64_t hash_text(const char *text, uint64_t seed) {
    return hash_bytes(text ? text : "", text ? strlen(text) + 1 : 1, seed);
}

static uint64_t hash_words(const struct words *words, uint64_t seed) {
    for (int i = 0; i < words->n; i++)
        seed = hash_text(words->v[i], seed);
    return hash_bytes(&words->n, sizeof words->n, seed);
}

static uint64_t hash_rules(const struct rules *r) {
    const double km[] = {r->board_km, r->alight_km, r->train_board_km, r->train_alight_km};
    const int64_t key[] = {r->day_starts_at, r->hardship_scope, r->sharing};

    return hash_bytes(km, sizeof km, hash_bytes(key, sizeof key, 1));
}

/* A reservation that has been lifted since makes another state; a day that passes does not. */
static uint64_t hash_allocation(const struct campaign *c, const struct allocation *a,
                                uint64_t seed) {
    const int64_t key[] = {a->kind,
                           a->mode,
                           a->office,
                           a->seats,
                           a->lower_berths,
                           a->wheelchair,
                           a->cancelled,
                           a->n_stops,
                           day_given(a->open_from) && day_given(c->today) &&
                               c->today.v >= a->open_from.v};

    seed = hash_bytes(key, sizeof key, hash_text(a->key, seed));
    seed = hash_words(&a->reserved_for, hash_text(a->class_, hash_text(a->service, seed)));
    for (int i = 0; i < a->n_stops; i++) {
        const int64_t stop[] = {a->stops[i].spot.place, a->stops[i].spot.point, a->stops[i].at.v,
                                a->stops[i].use};
        seed = hash_words(&a->stops[i].serves, hash_bytes(stop, sizeof stop, seed));
    }
    return seed;
}

static uint64_t hash_request(const struct request *r, const struct booking *b, uint64_t seed) {
    bool seated = b->allocation >= 0;
    const int64_t key[] = {
        r->station,  r->trip,     r->hardship,   r->from.place,         r->from.point,
        r->to.place, r->to.point, r->earliest.v, r->latest.v,           r->modes,
        r->needs,    r->party,    b->allocation, seated ? b->board : 0, seated ? b->alight : 0};

    seed = hash_words(&r->services, hash_words(&r->classes, seed));
    return hash_bytes(key, sizeof key, hash_text(r->ref, seed));
}

uint64_t bound_state(const struct campaign *c, const struct booking *bookings) {
    uint64_t state = hash_rules(&c->rules);

    for (int i = 0; i < c->n_shares; i++) {
        const struct seat_share *s = &c->shares[i];
        const int64_t key[] = {s->kind, s->allocation, c->offices[s->office].place, s->seats};
        state = hash_bytes(key, sizeof key, state);
    }
    for (int32_t a = 0; a < c->n_allocations; a++)
        state = hash_allocation(c, &c->allocations[a], state);
    for (int32_t r = 0; r < c->n_requests; r++)
        state = hash_request(&c->requests[r], &bookings[r], state);
    return state;
}
