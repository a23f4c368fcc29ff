/* A run being changed: who stays, who comes off, who sits where (contract section 8). */
#include "ops/run_change.h"

#include "ops/difference.h"

#include "homeward/rule.h"
#include "homeward/stay.h"

#include <string.h>

/* ---- open, edit ---- */

void run_change_open(struct run_change *k, struct session *s) {
    size_t requests = (size_t)s->c->n_requests + 1, runs = (size_t)s->c->n_allocations + 2;

    *k = (struct run_change){.s = s, .c = s->c, .made_like = -1, .exact = true};
    trial_open(&k->t, s->c);
    k->after.n_requests = s->c->n_requests;
    k->after.bookings = arena_array(&k->after.arena, requests, sizeof *k->after.bookings);
    for (int32_t r = 0; r < s->c->n_requests; r++)
        k->after.bookings[r] = s->c->bookings[r];
    k->touched = arena_array(&k->t.arena, runs, 1);
    k->facts = arena_array(&k->t.arena, runs, sizeof *k->facts);
    k->why = arena_array(&k->t.arena, requests, 1);
}

void run_change_close(struct run_change *k) {
    arena_clear(&k->after.arena);
    trial_close(&k->t);
}

struct allocation *run_edit(struct run_change *k, int32_t allocation, unsigned facts) {
    k->touched[allocation] = 1;
    k->facts[allocation] |= facts;
    return &k->t.c.allocations[allocation];
}

struct stop *run_edit_stops(struct run_change *k, int32_t allocation) {
    struct allocation *a = run_edit(k, allocation, RUN_FACT_TIMES);
    struct stop *stops = arena_array(&k->t.arena, (size_t)a->n_stops, sizeof *stops);

    memcpy(stops, a->stops, (size_t)a->n_stops * sizeof *stops);
    a->stops = stops;
    return stops;
}

/* trial_open left room for one more. */
int32_t run_make(struct run_change *k, int32_t like, const char *key) {
    int32_t made = k->t.c.n_allocations++;
    const struct allocation *a = &k->t.c.allocations[like];

    k->made_like = like;
    k->t.c.allocations[made] = (struct allocation){.key = key,
                                                   .kind = a->kind,
                                                   .mode = a->mode,
                                                   .office = a->office,
                                                   .reserved_for = a->reserved_for,
                                                   .open_from = a->open_from,
                                                   .class_ = a->class_,
                                                   .service = a->service,
                                                   .names_by = INSTANT_NONE,
                                                   .pay_by = INSTANT_NONE,
                                                   .return_by = INSTANT_NONE,
                                                   .sign_valid_to = DAY_NONE,
                                                   .luggage_pieces = -1,
                                                   .recorded = k->s->ops->now,
                                                   .stops = a->stops,
                                                   .n_stops = a->n_stops};
    (void)run_edit(k, made, RUN_FACT_STANDS);
    return made;
}

/* ---- off ---- */

static void take_off_one(struct run_change *k, int32_t request, enum off_why why) {
    k->after.bookings[request] = (struct booking){.allocation = -1};
    k->why[request] = (unsigned char)why;
}

void run_take_off(struct run_change *k, int32_t request, enum off_why why) {
    int32_t allocation = k->after.bookings[request].allocation;
    int32_t party = k->c->requests[request].party;

    take_off_one(k, request, why);
    if (party < 0 || !k->c->parties[party].must)
        return;
    for (int m = 0; m < k->c->parties[party].n_members; m++) {
        int32_t other = k->c->parties[party].members[m];
        if (k->after.bookings[other].allocation == allocation)
            take_off_one(k, other, OFF_PARTY);
    }
}

/* ---- stops ---- */

bool run_find_stops(const struct campaign *c, int32_t request, struct booking *b) {
    const struct request *r = &c->requests[request];
    const struct allocation *a = &c->allocations[b->allocation];
    int64_t best = INT64_MAX;

    if (b->alight < a->n_stops && rule_may_ride(c, r, a, b->board, b->alight))
        return true;
    for (int i = 0; i + 1 < a->n_stops; i++)
        for (int j = i + 1; j < a->n_stops; j++) {
            if (!rule_may_ride(c, r, a, i, j) || rule_inconvenience(c, r, a, i, j) >= best)
                continue;
            best = rule_inconvenience(c, r, a, i, j);
            b->board = i;
            b->alight = j;
        }
    return best < INT64_MAX;
}

static void fit_stops(struct run_change *k, int32_t allocation) {
    bool cancelled = k->t.c.allocations[allocation].cancelled;

    for (int32_t r = 0; r < k->c->n_requests; r++) {
        if (k->after.bookings[r].allocation != allocation)
            continue;
        if (cancelled)
            take_off_one(k, r, OFF_CANCELLED);
        else if (!run_find_stops(&k->t.c, r, &k->after.bookings[r]))
            run_take_off(k, r, OFF_RULES);
    }
}

/* ---- room ---- */

struct choice {
    int32_t *requests;
    struct stay_rider *riders;
    struct stay_party *parties;
    int32_t *party_of; /* campaign party to one of these, -1 */
    int32_t n, n_parties;
    struct arena arena;
};

/* The breaks of a party if none, some or all of its riders on the run stay. */
static struct stay_party party_stakes(const struct run_change *k, const struct party *party,
                                      int32_t allocation) {
    struct stay_party out = {.must = party->must};
    int32_t elsewhere = 0, waiting = 0;

    for (int i = 0; i < party->n_members; i++) {
        int32_t a = k->after.bookings[party->members[i]].allocation;
        bool first = a != allocation && a >= 0;
        waiting += a < 0;
        for (int j = 0; j < i && first; j++)
            first = k->after.bookings[party->members[j]].allocation != a;
        elsewhere += first;
    }
    if (party->n_members < 2)
        return out;
    out.breaks[STAY_NONE] = elsewhere; /* spread - 1 + 1: these wait */
    out.breaks[STAY_SOME] = elsewhere + 1;
    out.breaks[STAY_ALL] = elsewhere + (waiting > 0);
    return out;
}

static void add_rider(const struct run_change *k, struct choice *choice, int32_t request,
                      int32_t allocation) {
    const struct request *r = &k->c->requests[request];
    const struct booking *b = &k->after.bookings[request];
    int32_t party = -1;

    if (r->party >= 0) {
        party = choice->party_of[r->party] - 1;
        if (party < 0) {
            party = choice->n_parties++;
            choice->party_of[r->party] = party + 1;
            choice->parties[party] = party_stakes(k, &k->c->parties[r->party], allocation);
        }
    }
    choice->requests[choice->n] = request;
    choice->riders[choice->n++] = (struct stay_rider){
        b->board, b->alight, r->free_children, r->needs, campaign_hardship(k->c, request), party};
}

static void choice_make(const struct run_change *k, int32_t allocation, struct choice *out) {
    size_t n = 1;

    for (int32_t r = 0; r < k->c->n_requests; r++)
        n += k->after.bookings[r].allocation == allocation;
    out->requests = arena_array(&out->arena, n, sizeof *out->requests);
    out->riders = arena_array(&out->arena, n, sizeof *out->riders);
    out->parties = arena_array(&out->arena, n, sizeof *out->parties);
    out->party_of = arena_array(&out->arena, (size_t)k->c->n_parties + 1, sizeof *out->party_of);
    for (int32_t r = 0; r < k->c->n_requests; r++)
        if (k->after.bookings[r].allocation == allocation)
            add_rider(k, out, r, allocation);
}

void run_choose(struct run_change *k, int32_t allocation, int32_t seats, unsigned char *out) {
    const struct allocation *a = &k->t.c.allocations[allocation];
    struct stay_room room = {
        .n_legs = a->n_stops - 1,
        .seats = seats,
        .places = {[NEED_LOWER_BERTH] = a->lower_berths, [NEED_WHEELCHAIR] = a->wheelchair},
        .children = allocation_free_children(&k->t.c, allocation)};
    struct choice choice = {0};

    choice_make(k, allocation, &choice);
    unsigned char *off = arena_array(&choice.arena, (size_t)choice.n + 1, 1);
    k->exact &= stay_choose(&room, choice.riders, choice.n, choice.parties, choice.n_parties, off);
    for (int32_t i = 0; i < choice.n; i++)
        out[choice.requests[i]] = off[i];
    arena_clear(&choice.arena);
}

void run_fit(struct run_change *k, int32_t allocation) {
    unsigned char *off = mem_array((size_t)k->c->n_requests + 1, 1);

    (void)run_edit(k, allocation, 0);
    fit_stops(k, allocation);
    run_choose(k, allocation, k->t.c.allocations[allocation].seats, off);
    for (int32_t r = 0; r < k->c->n_requests; r++)
        if (off[r])
            take_off_one(k, r, OFF_SEATS);
    match_seat_run(&k->t.c, &k->after, allocation);
    mem_free(off);
}

/* ---- elsewhere ---- */

static bool waits_off(const struct run_change *k, int32_t request) {
    return k->why[request] && k->after.bookings[request].allocation < 0;
}

/* Whoever came off, and whoever of their must party waits too: it travels whole. */
static bool mark_waiting(const struct run_change *k, struct trial *t, bool *who) {
    bool any = false;

    for (int32_t r = 0; r < k->c->n_requests; r++)
        any |= who[r] = waits_off(k, r);
    for (int32_t p = 0; p < k->c->n_parties; p++) {
        const struct party *party = &k->c->parties[p];
        bool off = false;
        for (int m = 0; party->must && m < party->n_members; m++)
            off |= who[party->members[m]];
        for (int m = 0; off && m < party->n_members; m++)
            who[party->members[m]] |= k->after.bookings[party->members[m]].allocation < 0;
    }
    for (int32_t r = 0; r < k->c->n_requests; r++)
        t->only[r] = who[r];
    return any;
}

static int32_t count_waiting(const struct run_change *k, const struct booking *bookings) {
    int32_t n = 0;

    for (int32_t r = 0; r < k->c->n_requests; r++)
        n += k->why[r] && bookings[r].allocation < 0;
    return n;
}

/* Does somebody lose a seat by the plan? */
static bool somebody_loses(const struct run_change *k, const struct plan *plan) {
    for (int32_t r = 0; r < k->c->n_requests; r++)
        if (k->after.bookings[r].allocation >= 0 && plan->bookings[r].allocation < 0)
            return true;
    return false;
}

static void take_over(struct run_change *k, const struct plan *plan) {
    for (int32_t r = 0; r < k->c->n_requests; r++) {
        const struct booking *b = &plan->bookings[r];
        struct booking *mine = &k->after.bookings[r];
        bool same = difference_change(mine, b) == CHANGES && mine->allocation >= 0;
        if (b->allocation < 0 || (same && mine->seat && b->seat && !strcmp(mine->seat, b->seat)))
            continue;
        enum booking_status status = same ? mine->status : b->status;
        *mine = *b;
        mine->status = status;
        mine->seat = arena_strdup(&k->after.arena, b->seat);
        k->touched[b->allocation] = 1;
    }
}

static enum rc try_elsewhere(struct run_change *k, struct trial *t, enum keep keep,
                             struct err *err) {
    struct plan *plan = NULL;

    for (int32_t r = 0; r < k->c->n_requests; r++)
        t->c.bookings[r] = k->after.bookings[r];
    enum rc rc = trial_run(t, keep, &plan, err);
    if (rc == RC_OK && count_waiting(k, plan->bookings) < count_waiting(k, k->after.bookings) &&
        !somebody_loses(k, plan))
        take_over(k, plan);
    plan_free(plan);
    return rc;
}

enum rc run_rematch(struct run_change *k, struct err *err) {
    struct trial t;
    bool *who = mem_array((size_t)k->c->n_requests + 1, sizeof *who);
    enum rc rc = RC_OK;

    trial_open(&t, &k->t.c);
    if (mark_waiting(k, &t, who))
        rc = try_elsewhere(k, &t, KEEP_ALL, err);
    if (rc == RC_OK && mark_waiting(k, &t, who)) {
        for (int32_t r = 0; r < k->c->n_requests; r++)
            t.c.bookings[r] = k->after.bookings[r];
        trial_free_neighbours(&t, who);
        rc = try_elsewhere(k, &t, KEEP_TOLD, err);
    }
    trial_close(&t);
    mem_free(who);
    return rc;
}
