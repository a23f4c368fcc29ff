/* Problem in, plan out. */
#include "homeward/match.h"

#include "match/certificate.h"
#include "match/problem.h"
#include "match/seats.h"
#include "match/solve.h"
#include "match/tidy.h"

#include <stdlib.h>

/* Elementary steps of search beyond the flow, for a province or less and for each request of more
 * than that: less than a second for a province; more for those few requests of a small campaign
 * that can be proved. */
#define WORK_LEAST 25000000
#define WORK_SMALL 500000000
#define SEATS_LEAST 400000000 /* where seats are lost, as they come first */
#define TIDY_LEAST 60000000
#define PROVINCE 200000 /* requests */
#define SMALL 2000

/* ---- counts to bookings ---- */

static int by_bother(const void *a, const void *b) {
    const struct option *const *x = a, *const *y = b;

    if ((*x)->bother != (*y)->bother)
        return (*x)->bother < (*y)->bother ? -1 : 1;
    return (*x > *y) - (*x < *y);
}

/* Of alike requests the earlier in order is seated first, and has the shorter way. */
static void book_kind(const struct problem *p, const struct kind *kind, const counts *at,
                      struct booking *bookings) {
    const struct option **order = mem_array((size_t)kind->options.n + 1, sizeof *order);
    int32_t next = 0;

    for (int32_t o = 0; o < kind->options.n; o++)
        order[o] = &kind->options.v[o];
    qsort(order, (size_t)kind->options.n, sizeof *order, by_bother);
    for (int32_t i = 0; i < kind->options.n; i++) {
        const struct option *o = order[i];
        int32_t n = at[kind->first_slot + (int32_t)(o - kind->options.v)];
        for (; n > 0; n--) {
            int32_t r = kind->members[next++];
            const struct booking *old = &p->c->bookings[r];
            bool same = old->allocation == o->allocation && old->board == o->board &&
                        old->alight == o->alight && p->how->keep != KEEP_AFRESH;
            bookings[r] = (struct booking){.allocation = o->allocation,
                                           .board = o->board,
                                           .alight = o->alight,
                                           .status = same ? old->status : BOOKING_SEATED};
        }
    }
    mem_free(order);
}

static void book_all(const struct problem *p, const counts *at, struct plan *plan) {
    const struct campaign *c = p->c;

    plan->n_requests = c->n_requests;
    plan->bookings = arena_array(&plan->arena, (size_t)c->n_requests + 1, sizeof *plan->bookings);
    for (int32_t r = 0; r < c->n_requests; r++)
        plan->bookings[r] = p->bookings[r];
    for (int32_t k = 0; k < p->n_kinds; k++)
        book_kind(p, &p->kinds[k], at, plan->bookings);
}

/* ---- what the plan is worth ---- */

static int64_t count_moved(const struct problem *p, const struct booking *bookings) {
    int64_t moved = 0;

    for (int32_t r = 0; p->how->keep != KEEP_AFRESH && r < p->c->n_requests; r++) {
        const struct booking *old = &p->c->bookings[r], *now = &bookings[r];
        moved += old->allocation >= 0 && (old->allocation != now->allocation ||
                                          old->board != now->board || old->alight != now->alight);
    }
    return moved;
}

static void count_fixed(const struct problem *p, struct plan *plan) {
    for (int32_t r = 0; r < p->c->n_requests; r++)
        if (p->bookings[r].allocation >= 0) {
            plan->bound_all++;
            plan->bound_hardship += campaign_hardship(p->c, r);
        }
}

static void judge(const struct problem *p, struct plan *plan) {
    plan_score(p->c, plan->bookings, &plan->score);
    plan->score.moved = count_moved(p, plan->bookings);
    plan->released = p->released;
}

/* ---- the whole ---- */

bool told_to_stop(const struct problem *p) {
    return p->how->stop && p->how->stop(p->how->stop_payload);
}

static int64_t by_size(int64_t least, int32_t requests) {
    return requests > PROVINCE ? least / PROVINCE * requests : least;
}

static int64_t work_for(const struct match_options *how, int32_t requests) {
    if (how->work)
        return how->work;
    return by_size(WORK_LEAST, requests) +
           (requests < SMALL ? WORK_SMALL : WORK_SMALL / requests * SMALL);
}

static void add_verdicts(const struct problem *p, const struct verdict_on *verdicts,
                         struct plan *plan) {
    plan->optimal = true;
    for (int32_t i = 0; i < p->n_components; i++) {
        plan->bound_all += verdicts[i].bound_all;
        plan->bound_hardship += verdicts[i].bound_hardship;
        plan->optimal &= verdicts[i].optimal;
    }
}

void match_open(struct problem *p) {
    int32_t n = p->c->n_requests;

    p->work = work_for(p->how, n);
    p->seat_work = p->how->work ? p->work : by_size(SEATS_LEAST, n);
    certificate_open(p);
    rooms_make(p);
    keep_standing(p);
    eligible_make(p);
    groups_make(p);
    shares_tighten(p);
}

void match_close(struct problem *p) {
    mem_free(p->kinds);
    mem_free(p->groups);
    arena_clear(&p->arena);
}

enum rc match_run(const struct campaign *c, const struct match_options *options, struct plan **out,
                  struct err *err) {
    struct problem p = {.c = c, .how = options, .round = 1};
    struct plan *plan = mem_alloc(sizeof *plan);

    (void)err;
    match_open(&p);
    counts *at = mem_array((size_t)p.n_slots + 1, sizeof *at);
    struct verdict_on *verdicts = mem_array((size_t)p.n_components + 1, sizeof *verdicts);
    count_fixed(&p, plan);
    solve_all(&p, at, verdicts);
    add_verdicts(&p, verdicts, plan);
    certificate_close(&p, plan);
    book_all(&p, at, plan);
    if (!options->untidy)
        tidy_bookings(&p, by_size(TIDY_LEAST, c->n_requests), plan->bookings);
    judge(&p, plan);
    seats_assign(c, plan);
    mem_free(at);
    mem_free(verdicts);
    match_close(&p);
    *out = plan;
    return RC_OK;
}
