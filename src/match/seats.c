/*
 * Seats by interval colouring: riders in the order in which they board take the first seat that is
 * free on their legs; an interval graph needs no more colours than its peak load, so everybody
 * within capacity gets one. A rider with a need holds the seat for the whole run (contract 7).
 */
#include "match/seats.h"

#include "homeward/match.h"
#include "homeward/seatmap.h"

#include <stdlib.h>
#include <string.h>

struct sitter {
    int32_t request, board, alight, party;
    unsigned needs;
};

struct coach { /* one run being seated */
    const struct campaign *c;
    struct plan *plan;
    struct arena scratch;
    struct seatmap map;
    bool *taken; /* seat * legs + leg */
    int32_t n_legs, n;
    struct sitter *sitters;
};

enum keep_labels { KEEP_EVERY, KEEP_PROMISED, KEEP_NONE };

/* Needs first, then by boarding stop, parties side by side. */
static int by_boarding(const void *a, const void *b) {
    const struct sitter *x = a, *y = b;

    if (!x->needs != !y->needs)
        return x->needs ? -1 : 1;
    if ((x->needs ^ y->needs) & NEED_BIT(NEED_LOWER_BERTH))
        return x->needs & NEED_BIT(NEED_LOWER_BERTH) ? -1 : 1;
    if (x->board != y->board)
        return x->board - y->board;
    if (x->party != y->party)
        return x->party < y->party ? -1 : 1;
    return (x->request > y->request) - (x->request < y->request);
}

static void legs_of(const struct coach *k, const struct sitter *s, int32_t *from, int32_t *to) {
    *from = s->needs ? 0 : s->board;
    *to = s->needs ? k->n_legs : s->alight;
}

static bool seat_free(const struct coach *k, int32_t seat, const struct sitter *s) {
    int32_t from, to;

    if ((s->needs & NEED_BIT(NEED_LOWER_BERTH)) && k->map.seats[seat].level != BERTH_LOWER)
        return false;
    legs_of(k, s, &from, &to);
    for (int32_t leg = from; leg < to; leg++)
        if (k->taken[seat * k->n_legs + leg])
            return false;
    return true;
}

static void sit(struct coach *k, int32_t seat, const struct sitter *s) {
    int32_t from, to;

    legs_of(k, s, &from, &to);
    for (int32_t leg = from; leg < to; leg++)
        k->taken[seat * k->n_legs + leg] = true;
    k->plan->bookings[s->request].seat = arena_strdup(&k->plan->arena, k->map.seats[seat].label);
}

static int32_t find_label(const struct coach *k, const char *label) {
    for (int32_t i = 0; i < k->map.n_seats; i++)
        if (strcmp(k->map.seats[i].label, label) == 0)
            return i;
    return -1;
}

/* The seat it had on this run, if it still may have it; -1. */
static int32_t old_seat(const struct coach *k, const struct sitter *s, enum keep_labels keep) {
    const struct booking *old = &k->c->bookings[s->request];

    if (keep == KEEP_NONE || !old->seat ||
        old->allocation != k->plan->bookings[s->request].allocation)
        return -1;
    if (keep == KEEP_PROMISED && old->status < BOOKING_TOLD)
        return -1;
    int32_t seat = find_label(k, old->seat);
    return seat >= 0 && seat_free(k, seat, s) ? seat : -1;
}

static void clear_seats(struct coach *k) {
    memset(k->taken, 0, (size_t)(k->map.n_seats * k->n_legs) * sizeof *k->taken);
    for (int32_t i = 0; i < k->n; i++)
        k->plan->bookings[k->sitters[i].request].seat = NULL;
}

static bool sit_anywhere(struct coach *k, const struct sitter *s) {
    for (int32_t seat = 0; seat < k->map.n_seats; seat++)
        if (seat_free(k, seat, s)) {
            sit(k, seat, s);
            return true;
        }
    return false;
}

static bool seat_everybody(struct coach *k, enum keep_labels keep) {
    bool all = true;

    clear_seats(k);
    for (int32_t i = 0; i < k->n; i++) {
        int32_t seat = old_seat(k, &k->sitters[i], keep);
        if (seat >= 0)
            sit(k, seat, &k->sitters[i]);
    }
    for (int32_t i = 0; i < k->n; i++)
        if (!k->plan->bookings[k->sitters[i].request].seat)
            all &= sit_anywhere(k, &k->sitters[i]);
    return all;
}

static void seat_run(const struct campaign *c, struct plan *plan, int32_t allocation,
                     struct sitter *sitters, int32_t n) {
    struct coach k = {.c = c, .plan = plan, .sitters = sitters, .n = n};

    seatmap_make(c, allocation, &k.scratch, &k.map);
    k.n_legs = c->allocations[allocation].n_stops - 1;
    k.taken = arena_array(&k.scratch, (size_t)(k.map.n_seats * k.n_legs) + 1, sizeof *k.taken);
    qsort(sitters, (size_t)n, sizeof *sitters, by_boarding);
    /* old labels can stand in the way of a colouring that fits: then fewer of them stay */
    for (int keep = KEEP_EVERY; keep <= KEEP_NONE; keep++)
        if (seat_everybody(&k, (enum keep_labels)keep))
            break;
    arena_clear(&k.scratch);
}

static void keep_carriers_label(const struct campaign *c, struct plan *plan, int32_t request) {
    const struct booking *old = &c->bookings[request];
    struct booking *b = &plan->bookings[request];

    b->seat = old->allocation == b->allocation ? arena_strdup(&plan->arena, old->seat) : NULL;
}

static void seat_sitters(const struct campaign *c, struct plan *plan, int32_t allocation,
                         struct sitter *sitters, int32_t n) {
    bool labelled = c->allocations[allocation].kind == ALLOCATION_TICKET_BLOCK;

    if (!labelled && n > 0)
        seat_run(c, plan, allocation, sitters, n);
    for (int32_t i = 0; labelled && i < n; i++)
        keep_carriers_label(c, plan, sitters[i].request);
}

void match_seat_run(const struct campaign *c, struct plan *plan, int32_t allocation) {
    struct sitter *sitters = mem_array((size_t)c->n_requests + 1, sizeof *sitters);
    int32_t n = 0;

    for (int32_t r = 0; r < c->n_requests; r++) {
        const struct booking *b = &plan->bookings[r];
        if (b->allocation == allocation)
            sitters[n++] =
                (struct sitter){r, b->board, b->alight, c->requests[r].party, c->requests[r].needs};
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
            sitters[first[b->allocation + 1]++] =
                (struct sitter){r, b->board, b->alight, c->requests[r].party, c->requests[r].needs};
    }
    for (int32_t a = 0; a < c->n_allocations; a++)
        seat_sitters(c, plan, a, sitters + first[a], first[a + 1] - first[a]);
    mem_free(first);
    mem_free(sitters);
}
