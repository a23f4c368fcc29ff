/*
 * The independent checker: contract section 7 once more, rule by rule, from campaign and bookings.
 * It uses the plain definitions of rule.h and counts on every leg; it knows nothing of classes,
 * cliques or flows.
 */
#include "homeward/verify.h"

#include "homeward/rule.h"
#include "homeward/seatmap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *word;
    struct bi text;
} kinds[VIOLATION_KINDS] = {
    [VIOLATION_FORBIDDEN] = {"forbidden", {"规则不允许这样乘坐", "the rules forbid this ride"}},
    [VIOLATION_OVER_SEATS] = {"over-seats",
                              {"某一段的人数多于座位", "more riders than seats on a leg"}},
    [VIOLATION_OVER_BERTHS] = {"over-berths",
                               {"下铺不够", "more lower-berth needs than lower berths"}},
    [VIOLATION_OVER_WHEELCHAIR] = {"over-wheelchair",
                                   {"轮椅位不够", "more wheelchair needs than places"}},
    [VIOLATION_OVER_CHILDREN] = {"over-children",
                                 {"免票儿童超过上限", "more free children than the rules allow"}},
    [VIOLATION_MUST_SPLIT] = {"must-split",
                              {"必须同车的一行人没有全部坐在同一趟",
                               "a party that must stay together is not whole on one run"}},
    [VIOLATION_SEAT_TWICE] = {"seat-twice",
                              {"同一座位在同一段派给了两人", "one seat is given twice on a leg"}},
    [VIOLATION_SEAT_UNKNOWN] = {"seat-unknown",
                                {"座位号缺少，或车上没有这个座位",
                                 "the seat is missing, or the vehicle has none of that number"}},
    [VIOLATION_SEAT_NEED] = {"seat-need",
                             {"需要下铺的人没有派到下铺", "a lower-berth need is not on one"}},
    [VIOLATION_CANCELLED] = {"cancelled",
                             {"派在已取消的趟次上", "booked on a run that was cancelled"}},
    [VIOLATION_HELD] = {"held",
                        {"占了为别的工会留的座位", "riders on seats held for another office"}},
    [VIOLATION_QUOTA] = {"quota",
                         {"一个工会的人数超过其限额", "more riders of an office than its quota"}},
    [VIOLATION_VEHICLE_TWICE] = {"vehicle-twice",
                                 {"同一车辆同时跑两趟", "one vehicle makes two runs at once"}},
};

const char *violation_word(enum violation_kind kind) {
    return kinds[kind].word;
}

struct bi violation_text(enum violation_kind kind) {
    return kinds[kind].text;
}

/* ---- gathering ---- */

struct verifier {
    const struct campaign *c;
    const struct booking *bookings;
    const unsigned char *which; /* allocations, one byte each; NULL: all */
    void (*found)(void *payload, const struct violation *violation);
    void *payload;
    int64_t n;
    struct arena arena;
    int32_t *first, *riders; /* of allocation a: riders[first[a]] to riders[first[a + 1]] */
};

static void report(struct verifier *v, enum violation_kind kind, int32_t allocation,
                   int32_t request, const char *detail) {
    struct violation violation = {.kind = kind, .allocation = allocation, .request = request};

    snprintf(violation.detail, sizeof violation.detail, "%s", detail);
    v->n++;
    v->found(v->payload, &violation);
}

static bool is_asked(const struct verifier *v, int32_t allocation) {
    return allocation >= 0 && (!v->which || v->which[allocation]);
}

static void sort_riders(struct verifier *v) {
    const struct campaign *c = v->c;
    int32_t *at = arena_array(&v->arena, (size_t)c->n_allocations + 1, sizeof *at);

    v->first = arena_array(&v->arena, (size_t)c->n_allocations + 1, sizeof *v->first);
    v->riders = arena_array(&v->arena, (size_t)c->n_requests + 1, sizeof *v->riders);
    for (int32_t r = 0; r < c->n_requests; r++)
        if (v->bookings[r].allocation >= 0)
            v->first[v->bookings[r].allocation + 1]++;
    for (int32_t a = 0; a < c->n_allocations; a++)
        v->first[a + 1] += v->first[a];
    memcpy(at, v->first, ((size_t)c->n_allocations + 1) * sizeof *at);
    for (int32_t r = 0; r < c->n_requests; r++)
        if (v->bookings[r].allocation >= 0)
            v->riders[at[v->bookings[r].allocation]++] = r;
}

/* ---- one booking ---- */

static void check_ride(struct verifier *v, int32_t request) {
    static const char *const filters[] = {"stops", "date",     "mode",     "class",
                                          "need",  "reserved", "stop pair"};
    const struct booking *b = &v->bookings[request];
    const struct allocation *a = &v->c->allocations[b->allocation];
    const struct request *r = &v->c->requests[request];

    if (a->cancelled) {
        report(v, VIOLATION_CANCELLED, b->allocation, request, "");
        return;
    }
    if (b->board < 0 || b->alight >= a->n_stops || b->board >= b->alight)
        report(v, VIOLATION_FORBIDDEN, b->allocation, request, "stops");
    else if (!rule_may_ride(v->c, r, a, b->board, b->alight))
        report(v, VIOLATION_FORBIDDEN, b->allocation, request,
               filters[rule_first_filter(v->c, r, a)]);
}

/* ---- one allocation ---- */

static void check_legs(struct verifier *v, int32_t a) {
    const struct allocation *allocation = &v->c->allocations[a];
    char leg_text[64];

    for (int leg = 0; leg + 1 < allocation->n_stops; leg++) {
        int32_t load = 0;
        for (int32_t i = v->first[a]; i < v->first[a + 1]; i++) {
            const struct booking *b = &v->bookings[v->riders[i]];
            bool held = v->c->requests[v->riders[i]].needs != 0; /* for the whole run */
            load += held || (b->board <= leg && leg < b->alight);
        }
        if (load <= allocation->seats)
            continue;
        snprintf(leg_text, sizeof leg_text, "%d > %d, stop %d", (int)load, (int)allocation->seats,
                 leg + 1);
        report(v, VIOLATION_OVER_SEATS, a, -1, leg_text);
        return;
    }
}

static void check_run(struct verifier *v, int32_t a) {
    const struct allocation *allocation = &v->c->allocations[a];
    int32_t berths = 0, wheelchairs = 0, children = 0;

    for (int32_t i = v->first[a]; i < v->first[a + 1]; i++) {
        const struct request *r = &v->c->requests[v->riders[i]];
        berths += (r->needs & NEED_BIT(NEED_LOWER_BERTH)) != 0;
        wheelchairs += (r->needs & NEED_BIT(NEED_WHEELCHAIR)) != 0;
        children += r->free_children;
    }
    if (berths > allocation->lower_berths)
        report(v, VIOLATION_OVER_BERTHS, a, -1, "");
    if (wheelchairs > allocation->wheelchair)
        report(v, VIOLATION_OVER_WHEELCHAIR, a, -1, "");
    if (children > allocation_free_children(v->c, a))
        report(v, VIOLATION_OVER_CHILDREN, a, -1, "");
}

/* ---- holds and quotas ---- */

/* Riders of each office on a leg; fresh: of them, those who hold no promise. */
static void count_offices(const struct verifier *v, int32_t a, int leg, int32_t *all,
                          int32_t *fresh) {
    for (int32_t o = 0; o < v->c->n_offices; o++)
        all[o] = fresh[o] = 0;
    for (int32_t i = v->first[a]; i < v->first[a + 1]; i++) {
        const struct booking *b = &v->bookings[v->riders[i]];
        const struct request *r = &v->c->requests[v->riders[i]];
        int32_t office = v->c->stations[r->station].office;
        if (!r->needs && (leg < b->board || leg >= b->alight))
            continue;
        all[office]++;
        fresh[office] += b->status < BOOKING_TOLD;
    }
}

/* A promise may go beyond a hold or quota that came later: somebody without one may not. */
static void check_share(struct verifier *v, const struct seat_share *share, int leg,
                        const int32_t *all, const int32_t *fresh) {
    const struct allocation *a = &v->c->allocations[share->allocation];
    int32_t load = 0, others = 0;
    char text[64];

    for (int32_t o = 0; o < v->c->n_offices; o++) {
        load += all[o];
        others += o == share->office ? 0 : fresh[o];
    }
    int32_t kept = campaign_held(v->c, share->allocation, all, -1);
    bool quota = share->kind == SHARE_QUOTA;
    int32_t over = quota ? all[share->office] - share->seats
                         : (kept && all[share->office] < share->seats ? load + kept - a->seats : 0);
    if (over <= 0 || (quota ? fresh[share->office] : others) == 0)
        return;
    snprintf(text, sizeof text, "%d: +%d, stop %d", (int)v->c->offices[share->office].place,
             (int)over, leg + 1);
    report(v, quota ? VIOLATION_QUOTA : VIOLATION_HELD, share->allocation, -1, text);
}

static void check_shares(struct verifier *v) {
    size_t n = (size_t)v->c->n_offices + 1;
    int32_t *all = arena_array(&v->arena, n, sizeof *all);
    int32_t *fresh = arena_array(&v->arena, n, sizeof *fresh);

    for (int i = 0; i < v->c->n_shares; i++) {
        const struct seat_share *share = &v->c->shares[i];
        for (int leg = 0; leg + 1 < v->c->allocations[share->allocation].n_stops; leg++) {
            count_offices(v, share->allocation, leg, all, fresh);
            check_share(v, share, leg, all, fresh);
        }
    }
}

/* ---- seats ---- */

struct occupied {
    const char *seat;
    int32_t from, to, request;
};

static int by_seat(const void *a, const void *b) {
    const struct occupied *x = a, *y = b;
    int order = strcmp(x->seat, y->seat);

    if (order)
        return order;
    return x->from != y->from ? x->from - y->from
                              : (x->request > y->request) - (x->request < y->request);
}

static const struct seat *find_seat(const struct seatmap *map, const char *label) {
    for (int i = 0; i < map->n_seats; i++)
        if (strcmp(map->seats[i].label, label) == 0)
            return &map->seats[i];
    return NULL;
}

static void check_label(struct verifier *v, const struct seatmap *map, int32_t a, int32_t request) {
    const struct booking *b = &v->bookings[request];

    if (v->c->allocations[a].kind == ALLOCATION_TICKET_BLOCK)
        return; /* the carrier's own, or none */
    const struct seat *seat = b->seat ? find_seat(map, b->seat) : NULL;
    if (!seat)
        report(v, VIOLATION_SEAT_UNKNOWN, a, request, "");
    else if ((v->c->requests[request].needs & NEED_BIT(NEED_LOWER_BERTH)) &&
             seat->level != BERTH_LOWER)
        report(v, VIOLATION_SEAT_NEED, a, request, "");
}

static void check_seats(struct verifier *v, int32_t a) {
    struct arena scratch = {0};
    struct seatmap map = {0};
    int32_t n = 0, most = v->first[a + 1] - v->first[a];
    struct occupied *seats = arena_array(&scratch, (size_t)most + 1, sizeof *seats);

    seatmap_make(v->c, a, &scratch, &map);
    for (int32_t i = v->first[a]; i < v->first[a + 1]; i++) {
        int32_t r = v->riders[i];
        const struct booking *b = &v->bookings[r];
        bool held = v->c->requests[r].needs != 0;
        check_label(v, &map, a, r);
        if (b->seat)
            seats[n++] = (struct occupied){b->seat, held ? 0 : b->board,
                                           held ? v->c->allocations[a].n_stops - 1 : b->alight, r};
    }
    qsort(seats, (size_t)n, sizeof *seats, by_seat);
    for (int32_t i = 1; i < n; i++)
        if (strcmp(seats[i].seat, seats[i - 1].seat) == 0 && seats[i].from < seats[i - 1].to)
            report(v, VIOLATION_SEAT_TWICE, a, seats[i].request, seats[i].seat);
    arena_clear(&scratch);
}

/* ---- parties ---- */

/* Whole on one allocation or nobody; only where a member holds a promise may a later one wait
 * ("a later member joins that allocation or waits"). */
static void check_party(struct verifier *v, const struct party *party) {
    int32_t allocation = -1, seated = 0;
    bool split = false, promised = false, asked = !v->which;

    if (!party->must || party->n_members < 2)
        return;
    for (int i = 0; i < party->n_members; i++) {
        int32_t a = v->bookings[party->members[i]].allocation;
        seated += a >= 0;
        asked |= is_asked(v, a);
        promised |= v->bookings[party->members[i]].status >= BOOKING_TOLD;
        split |= a >= 0 && allocation >= 0 && a != allocation;
        allocation = a >= 0 ? a : allocation;
    }
    if (!asked)
        return;
    if (split || (seated && seated < party->n_members && !promised))
        report(v, VIOLATION_MUST_SPLIT, allocation, party->members[0], "");
}

/* ---- vehicles ---- */

struct trip {
    int32_t vehicle, allocation;
    int64_t from, to;
};

static int by_vehicle(const void *a, const void *b) {
    const struct trip *x = a, *y = b;

    if (x->vehicle != y->vehicle)
        return x->vehicle < y->vehicle ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->allocation - y->allocation;
}

static void check_vehicles(struct verifier *v) {
    const struct campaign *c = v->c;
    struct trip *trips = arena_array(&v->arena, (size_t)c->n_allocations + 1, sizeof *trips);
    int32_t n = 0;

    for (int32_t i = 0; i < c->n_allocations; i++) {
        const struct allocation *a = &c->allocations[i];
        if (!a->cancelled && a->vehicle >= 0)
            trips[n++] =
                (struct trip){a->vehicle, i, a->stops[0].at.v, a->stops[a->n_stops - 1].at.v};
    }
    qsort(trips, (size_t)n, sizeof *trips, by_vehicle);
    for (int32_t i = 1; i < n; i++)
        if (trips[i].vehicle == trips[i - 1].vehicle && trips[i].from < trips[i - 1].to &&
            (is_asked(v, trips[i].allocation) || is_asked(v, trips[i - 1].allocation)))
            report(v, VIOLATION_VEHICLE_TWICE, trips[i].allocation, -1,
                   c->allocations[trips[i - 1].allocation].key);
}

int64_t verify_runs(const struct campaign *c, const struct booking *bookings,
                    const unsigned char *which,
                    void (*found)(void *payload, const struct violation *violation),
                    void *payload) {
    struct verifier v = {
        .c = c, .bookings = bookings, .which = which, .found = found, .payload = payload};

    sort_riders(&v);
    for (int32_t r = 0; r < c->n_requests; r++)
        if (is_asked(&v, bookings[r].allocation))
            check_ride(&v, r);
    for (int32_t a = 0; a < c->n_allocations; a++) {
        if (!is_asked(&v, a))
            continue;
        check_legs(&v, a);
        check_run(&v, a);
        check_seats(&v, a);
    }
    for (int32_t i = 0; i < c->n_parties; i++)
        check_party(&v, &c->parties[i]);
    check_shares(&v);
    check_vehicles(&v);
    arena_clear(&v.arena);
    return v.n;
}

int64_t verify_bookings(const struct campaign *c, const struct booking *bookings,
                        void (*found)(void *payload, const struct violation *violation),
                        void *payload) {
    return verify_runs(c, bookings, NULL, found, payload);
}
