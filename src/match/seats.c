/*
 * Who sits where. Needs first, on places for them; then the parties, together; then everybody else.
 *
 * Where a run has no more riders than seats, each has a seat of its own and the whole run is packed
 * at once. Else riders are seated stop by stop: as many seats are free at a stop as people may
 * board, so that nobody within the run's capacity is left over (an interval graph needs no more
 * colours than its peak load). Seats that are kept from a former plan can stand in the way of that,
 * and then fewer of them are. A rider with a need holds the seat for the whole run (contract 7).
 */
#include "match/seats.h"

#include "homeward/match.h"
#include "homeward/seatmap.h"
#include "match/packing.h"

#include <stdlib.h>
#include <string.h>

struct sitter {
    int32_t request, party; /* -1: none, or nobody else of it on this run */
    int32_t from, to;       /* legs */
    unsigned needs;
    int32_t seat; /* -1: none yet */
};

struct coach { /* one run being seated */
    const struct campaign *c;
    struct plan *plan;
    struct arena scratch;
    struct seatmap map;
    struct packing packing;
    bool *taken; /* seat * legs + leg */
    int32_t n_legs, n;
    struct sitter *sitters; /* parties side by side */
    bool whole;             /* each has a seat of its own */
};

enum keep_labels { KEEP_EVERY, KEEP_PROMISED, KEEP_NONE };

/* ---- one seat ---- */

static bool seat_free(const struct coach *k, int32_t seat, int32_t from, int32_t to) {
    for (int32_t leg = from; leg < to; leg++)
        if (k->taken[seat * k->n_legs + leg])
            return false;
    return true;
}

static bool may_sit(const struct coach *k, int32_t seat, const struct sitter *s) {
    if ((s->needs & NEED_BIT(NEED_LOWER_BERTH)) && k->map.seats[seat].level != BERTH_LOWER)
        return false;
    return seat_free(k, seat, s->from, s->to);
}

static void sit(struct coach *k, int32_t seat, struct sitter *s) {
    for (int32_t leg = s->from; leg < s->to; leg++)
        k->taken[seat * k->n_legs + leg] = true;
    s->seat = seat;
}

/* Legs on which the seat stays free around the rider's: the fewer, the less is spoilt. */
static int32_t slack(const struct coach *k, int32_t seat, const struct sitter *s) {
    int32_t from = s->from, to = s->to;

    while (from > 0 && !k->taken[seat * k->n_legs + from - 1])
        from--;
    while (to < k->n_legs && !k->taken[seat * k->n_legs + to])
        to++;
    return to - from;
}

static int32_t open_beside(const struct coach *k, int32_t seat, const struct sitter *s) {
    const struct packing *p = &k->packing;
    int32_t n = 0;

    for (int32_t i = p->first[seat]; i < p->first[seat + 1]; i++)
        n += seat_free(k, p->near[i], s->from, s->to);
    return n;
}

static bool beside_party(const struct coach *k, int32_t seat, const struct sitter *s) {
    if (s->party < 0)
        return false;
    for (int32_t i = 0; i < k->n; i++) {
        const struct sitter *o = &k->sitters[i];
        if (o->party == s->party && o->seat >= 0 && seatmap_adjoin(&k->map, o->seat, seat))
            return true;
    }
    return false;
}

/* The smaller the better: beside the party, a wheelchair at the door, no lower berth without need,
 * tight in time, and where few free seats are around, so that no single one is left over. */
static int64_t unfitness(const struct coach *k, int32_t seat, const struct sitter *s) {
    const struct seat *at = &k->map.seats[seat];
    bool door = (s->needs & NEED_BIT(NEED_WHEELCHAIR)) && !at->near_door;
    bool berth = !(s->needs & NEED_BIT(NEED_LOWER_BERTH)) && at->level == BERTH_LOWER;
    int64_t worth = door, beside = open_beside(k, seat, s);

    worth = worth * 2 + !beside_party(k, seat, s);
    worth = worth * 2 + (door || (s->needs && at->window)); /* by the aisle */
    worth = worth * 2 + berth;
    worth = worth * 65536 + (k->whole ? k->n_legs - slack(k, seat, s) : slack(k, seat, s));
    worth = worth * 16 + (s->party < 0 ? beside : 15 - beside); /* a party comes after */
    return worth * 65536 + seat;
}

static bool sit_best(struct coach *k, struct sitter *s) {
    int64_t best = INT64_MAX;
    int32_t seat = -1;

    for (int32_t i = 0; i < k->map.n_seats; i++) {
        int64_t worth = may_sit(k, i, s) ? unfitness(k, i, s) : INT64_MAX;
        if (worth < best) {
            best = worth;
            seat = i;
        }
    }
    if (seat >= 0)
        sit(k, seat, s);
    return seat >= 0;
}

/* ---- seats that stay ---- */

/* The seat it had on this run, if it still may have it; -1. */
static int32_t old_seat(const struct coach *k, const struct sitter *s, enum keep_labels keep) {
    const struct booking *old = &k->c->bookings[s->request];

    if (keep == KEEP_NONE || !old->seat ||
        old->allocation != k->plan->bookings[s->request].allocation)
        return -1;
    if (keep == KEEP_PROMISED && old->status < BOOKING_TOLD)
        return -1;
    int32_t seat = seatmap_find(&k->map, old->seat);
    return seat >= 0 && seat < k->map.n_seats && may_sit(k, seat, s) ? seat : -1;
}

static int32_t count_kept(struct coach *k, enum keep_labels keep) {
    int32_t kept = 0;

    memset(k->taken, 0, (size_t)(k->map.n_seats * k->n_legs) * sizeof *k->taken);
    for (int32_t i = 0; i < k->n; i++)
        k->sitters[i].seat = -1;
    for (int32_t i = 0; i < k->n; i++) {
        int32_t seat = old_seat(k, &k->sitters[i], keep);
        if (seat >= 0)
            sit(k, seat, &k->sitters[i]);
        kept += seat >= 0;
    }
    return kept;
}

/* ---- needs ---- */

static int32_t party_end(const struct coach *k, int32_t i) {
    int32_t end = i + 1;

    while (end < k->n && k->sitters[i].party >= 0 && k->sitters[end].party == k->sitters[i].party)
        end++;
    return end;
}

static bool seat_needs(struct coach *k) {
    static const unsigned order[] = {NEED_BIT(NEED_LOWER_BERTH), NEED_BIT(NEED_WHEELCHAIR)};
    bool all = true;

    for (int pass = 0; pass < 2; pass++)
        for (int32_t i = 0; i < k->n; i++)
            if (k->sitters[i].seat < 0 && (k->sitters[i].needs & order[pass]))
                all &= sit_best(k, &k->sitters[i]);
    return all;
}

static bool any_seated(const struct coach *k, int32_t from, int32_t to) {
    for (int32_t i = from; i < to; i++)
        if (k->sitters[i].seat >= 0)
            return true;
    return false;
}

/* ---- parties, then the rest ---- */

struct batch {
    int32_t *begins, *sizes; /* of its parties: where each begins, and its size */
    int32_t n, singles;
    int32_t from; /* who boards at this leg; -1: everybody */
};

static bool in_batch(const struct batch *b, const struct sitter *s) {
    return s->seat < 0 && (b->from < 0 || s->from == b->from);
}

static void gather(const struct coach *k, struct batch *b) {
    b->n = b->singles = 0;
    for (int32_t i = 0, end; i < k->n; i = end) {
        int32_t size = 0;
        end = party_end(k, i);
        for (int32_t m = i; m < end; m++)
            size += in_batch(b, &k->sitters[m]);
        if (size >= 2) {
            b->begins[b->n] = i;
            b->sizes[b->n++] = size;
        } else {
            b->singles += size;
        }
    }
}

static void seat_party(struct coach *k, const struct batch *b, int32_t begins, int32_t group) {
    int32_t seat = 0, end = party_end(k, begins);

    for (int32_t i = begins; i < end; i++) {
        if (!in_batch(b, &k->sitters[i]))
            continue;
        while (k->packing.group[seat] != group)
            seat++;
        sit(k, seat++, &k->sitters[i]);
    }
}

static void seat_groups(struct coach *k, struct batch *b) {
    int32_t *size_of = arena_array(&k->scratch, (size_t)k->packing.n_placed + 1, sizeof *size_of);

    for (int32_t i = 0; i < k->map.n_seats; i++)
        if (k->packing.group[i] >= 0)
            size_of[k->packing.group[i]]++;
    for (int32_t g = 0; g < k->packing.n_placed; g++)
        for (int32_t i = 0; i < b->n; i++)
            if (b->sizes[i] == size_of[g]) {
                seat_party(k, b, b->begins[i], g);
                b->sizes[i] = 0; /* it is seated */
                break;
            }
}

/* Of a party that somebody sits of already, the others come beside them first. */
static bool seat_fellows(struct coach *k, const struct batch *b) {
    bool all = true;

    for (int32_t i = 0, end; i < k->n; i = end) {
        end = party_end(k, i);
        bool begun = any_seated(k, i, end);
        for (int32_t m = i; begun && m < end; m++)
            if (in_batch(b, &k->sitters[m]))
                all &= sit_best(k, &k->sitters[m]);
    }
    return all;
}

static bool seat_batch(struct coach *k, struct batch *b) {
    bool all = seat_fellows(k, b);

    gather(k, b);
    for (int32_t i = 0; i < k->map.n_seats; i++)
        k->packing.open[i] = seat_free(k, i, b->from < 0 ? 0 : b->from, k->n_legs);
    (void)packing_search(&k->packing, b->sizes, b->n, b->singles, &k->scratch);
    seat_groups(k, b);
    for (int32_t i = 0; i < k->n; i++)
        if (in_batch(b, &k->sitters[i]))
            all &= sit_best(k, &k->sitters[i]);
    return all;
}

static bool seat_everybody(struct coach *k, enum keep_labels keep) {
    struct batch b = {.from = -1};
    bool all;

    (void)count_kept(k, keep);
    b.begins = arena_array(&k->scratch, (size_t)k->n + 1, sizeof *b.begins);
    b.sizes = arena_array(&k->scratch, (size_t)k->n + 1, sizeof *b.sizes);
    all = seat_needs(k);
    if (k->whole)
        return seat_batch(k, &b) && all;
    for (b.from = 0; b.from < k->n_legs; b.from++)
        all &= seat_batch(k, &b);
    return all;
}

/* ---- one run ---- */

static int32_t count_together(const struct coach *k) {
    int *seats = mem_array((size_t)k->n + 1, sizeof *seats);
    int32_t together = 0;

    for (int32_t i = 0, end; i < k->n; i = end) {
        end = party_end(k, i);
        for (int32_t m = i; m < end; m++)
            seats[m - i] = k->sitters[m].seat;
        together += end - i > 1 && seatmap_together(&k->map, seats, end - i);
    }
    mem_free(seats);
    return together;
}

static void write_labels(struct coach *k) {
    for (int32_t i = 0; i < k->n; i++) {
        const struct sitter *s = &k->sitters[i];
        k->plan->bookings[s->request].seat =
            s->seat >= 0 ? arena_strdup(&k->plan->arena, k->map.seats[s->seat].label) : NULL;
    }
}

static int32_t count_parties(const struct coach *k) {
    int32_t n = 0;

    for (int32_t i = 0, end; i < k->n; i = end) {
        end = party_end(k, i);
        n += end - i > 1;
    }
    return n;
}

/* Seats of a proposal stay unless more parties sit together without them; those that were promised
 * stay unless somebody would have none. */
static void seat_all(struct coach *k) {
    bool any_kept = count_kept(k, KEEP_EVERY) > 0;

    if (any_kept && seat_everybody(k, KEEP_EVERY)) {
        int32_t together = count_together(k);
        write_labels(k);
        if (together == count_parties(k) || !seat_everybody(k, KEEP_PROMISED) ||
            count_together(k) <= together)
            return;
    } else if (!seat_everybody(k, KEEP_PROMISED)) {
        (void)seat_everybody(k, KEEP_NONE);
    }
    write_labels(k);
}

static int by_party(const void *a, const void *b) {
    const struct sitter *x = a, *y = b;

    if (x->party != y->party)
        return x->party < y->party ? -1 : 1;
    return (x->request > y->request) - (x->request < y->request);
}

/* Of a party only one of whom rides here nothing is left to keep together. */
static void forget_lone(struct coach *k) {
    for (int32_t i = 0, end; i < k->n; i = end) {
        end = party_end(k, i);
        if (end - i == 1)
            k->sitters[i].party = -1;
    }
}

static void seat_run(const struct campaign *c, struct plan *plan, int32_t allocation,
                     struct sitter *sitters, int32_t n) {
    struct coach k = {.c = c, .plan = plan, .sitters = sitters, .n = n};

    seatmap_make(c, allocation, &k.scratch, &k.map);
    packing_make(&k.map, &k.scratch, &k.packing);
    k.n_legs = c->allocations[allocation].n_stops - 1;
    k.taken = arena_array(&k.scratch, (size_t)(k.map.n_seats * k.n_legs) + 1, sizeof *k.taken);
    k.whole = n <= k.map.n_seats;
    for (int32_t i = 0; i < n; i++)
        if (sitters[i].needs) {
            sitters[i].from = 0;
            sitters[i].to = k.n_legs;
        }
    qsort(sitters, (size_t)n, sizeof *sitters, by_party);
    forget_lone(&k);
    seat_all(&k);
    arena_clear(&k.scratch);
}

static void keep_carriers_label(const struct campaign *c, struct plan *plan, int32_t request) {
    const struct booking *old = &c->bookings[request];
    struct booking *b = &plan->bookings[request];

    bool same = old->allocation == b->allocation && old->board == b->board &&
                old->alight == b->alight; /* the ticket is for these stops */
    b->seat = same ? arena_strdup(&plan->arena, old->seat) : NULL;
}

static void seat_sitters(const struct campaign *c, struct plan *plan, int32_t allocation,
                         struct sitter *sitters, int32_t n) {
    bool labelled = c->allocations[allocation].kind == ALLOCATION_TICKET_BLOCK;

    if (!labelled && n > 0)
        seat_run(c, plan, allocation, sitters, n);
    for (int32_t i = 0; labelled && i < n; i++)
        keep_carriers_label(c, plan, sitters[i].request);
}

static struct sitter sitter_of(const struct campaign *c, int32_t r, const struct booking *b) {
    return (struct sitter){r, c->requests[r].party, b->board, b->alight, c->requests[r].needs, -1};
}

void match_seat_run(const struct campaign *c, struct plan *plan, int32_t allocation) {
    struct sitter *sitters = mem_array((size_t)c->n_requests + 1, sizeof *sitters);
    int32_t n = 0;

    for (int32_t r = 0; r < c->n_requests; r++) {
        const struct booking *b = &plan->bookings[r];
        if (b->allocation == allocation)
            sitters[n++] = sitter_of(c, r, b);
    }
    seat_sitters(c, plan, allocation, sitters, n);
    mem_free(sitters);
}

void seats_assign(const struct campaign *c, struct plan *plan) {
    int32_t *first = mem_array((size_t)c->n_allocations + 2, sizeof *first);
    struct sitter *sitters = mem_array((size_t)c->n_requests + 1, sizeof *sitters);

    for (int32_t r = 0; r < c->n_requests; r++)
        if (plan->bookings[r].allocation >= 0)
            first[plan->bookings[r].allocation + 2]++;
    for (int32_t a = 0; a < c->n_allocations; a++)
        first[a + 2] += first[a + 1];
    for (int32_t r = 0; r < c->n_requests; r++) {
        const struct booking *b = &plan->bookings[r];
        if (b->allocation >= 0)
            sitters[first[b->allocation + 1]++] = sitter_of(c, r, b);
    }
    for (int32_t a = 0; a < c->n_allocations; a++)
        seat_sitters(c, plan, a, sitters + first[a], first[a + 1] - first[a]);
    mem_free(first);
    mem_free(sitters);
}
