/*
 * One coach after another is cancelled in a matched campaign, each time from the same plan: what
 * the solver takes to place its riders anew, what comes before it and after, who moves, and whether
 * anybody loses a seat who need not. Processor time, which other work disturbs least.
 */
#include "campaign.h"

#include "match/certificate.h"
#include "match/solve.h"

#include <stdio.h>
#include <stdlib.h>

enum { CANCELLATIONS = 500, FROM_SCRATCH = 5 };

struct case_ { /* one cancellation */
    double setup_ms, solver_ms, all_ms;
    int64_t released, moved, lost, short_of_bound;
};

/* The steps of match_run up to the solver's end, which it does not tell apart. */
static void time_steps(const struct campaign *c, struct case_ *out) {
    static const struct match_options how = {.keep = KEEP_TOLD};
    struct problem p = {.c = c, .how = &how};
    double start = bench_cpu_seconds();

    match_open(&p);
    counts *at = mem_array((size_t)p.n_slots + 1, sizeof *at);
    struct verdict_on *verdicts = mem_array((size_t)p.n_components + 1, sizeof *verdicts);
    double ready = bench_cpu_seconds();
    solve_all(&p, at, verdicts);
    out->setup_ms = (ready - start) * 1000;
    out->solver_ms = (bench_cpu_seconds() - ready) * 1000;
    mem_free(at);
    mem_free(verdicts);
    match_close(&p);
}

static struct plan *match(const struct campaign *c, enum keep keep) {
    const struct match_options how = {.keep = keep};
    struct plan *plan = NULL;
    struct err err = {0};

    return match_run(c, &how, &plan, &err) == RC_OK ? plan : NULL;
}

static bool same_place(const struct booking *x, const struct booking *y) {
    return x->allocation == y->allocation && x->board == y->board && x->alight == y->alight;
}

/* Of those whose run still goes: the others have to move. */
static int64_t count_moves(const struct campaign *c, const struct plan *plan) {
    int64_t moves = 0;

    for (int32_t r = 0; r < c->n_requests; r++) {
        const struct booking *old = &c->bookings[r];
        moves += old->allocation >= 0 && !c->allocations[old->allocation].cancelled &&
                 !same_place(old, &plan->bookings[r]);
    }
    return moves;
}

static void cancel_one(const struct campaign *c, struct case_ *out) {
    double start = bench_cpu_seconds();
    struct plan *plan = match(c, KEEP_TOLD);

    out->all_ms = (bench_cpu_seconds() - start) * 1000;
    out->released = plan->released;
    out->moved = count_moves(c, plan);
    for (int32_t r = 0; r < c->n_requests; r++)
        out->lost += c->bookings[r].allocation >= 0 && plan->bookings[r].allocation < 0;
    out->short_of_bound = plan->bound_all - plan->score.seated_all;
    plan_free(plan);
    time_steps(c, out);
}

static int by_solver(const void *a, const void *b) {
    const struct case_ *x = a, *y = b;

    return (x->solver_ms > y->solver_ms) - (x->solver_ms < y->solver_ms);
}

static void print_cases(struct case_ *v, int n) {
    struct case_ sum = {0};

    qsort(v, (size_t)n, sizeof *v, by_solver);
    for (int i = 0; i < n; i++) {
        sum.setup_ms += v[i].setup_ms / n;
        sum.all_ms += v[i].all_ms / n;
        sum.released += v[i].released;
        sum.moved += v[i].moved;
        sum.lost += v[i].lost;
        sum.short_of_bound += v[i].short_of_bound;
    }
    printf("cancellations %d\nsolver_p50_ms %.3f\nsolver_p99_ms %.3f\nsolver_max_ms %.3f\n", n,
           v[n / 2].solver_ms, v[n * 99 / 100].solver_ms, v[n - 1].solver_ms);
    printf("setup_mean_ms %.1f\nwhole_match_mean_ms %.1f\n", sum.setup_ms, sum.all_ms);
    printf("released %lld\nmoved %lld\nwithout_seat %lld\nneedlessly %lld\n",
           (long long)sum.released, (long long)sum.moved, (long long)sum.lost,
           (long long)sum.short_of_bound);
}

/* Coaches that carry somebody, spread over all of them. */
static int list_coaches(const struct campaign *c, int32_t *out) {
    bool *carries = mem_array((size_t)c->n_allocations + 1, sizeof *carries);
    int n = 0;

    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation >= 0)
            carries[c->bookings[r].allocation] = true;
    for (int32_t a = 0; a < c->n_allocations; a++)
        if (carries[a] && c->allocations[a].kind == ALLOCATION_CHARTERED_COACH)
            out[n++] = a;
    mem_free(carries);
    return n;
}

static void measure(const struct campaign *c) {
    int32_t *coaches = mem_array((size_t)c->n_allocations + 1, sizeof *coaches);
    int n = list_coaches(c, coaches), most = n < CANCELLATIONS ? n : CANCELLATIONS;
    struct case_ *cases = mem_array((size_t)most + 1, sizeof *cases);
    int64_t scratch = 0, kept = 0;

    for (int i = 0; i < most; i++) {
        struct allocation *a = &c->allocations[coaches[(int64_t)i * n / most]];
        a->cancelled = true;
        cancel_one(c, &cases[i]);
        if (i < FROM_SCRATCH) {
            struct plan *plan = match(c, KEEP_AFRESH);
            scratch += count_moves(c, plan);
            kept += cases[i].moved;
            plan_free(plan);
        }
        a->cancelled = false;
    }
    if (most)
        print_cases(cases, most);
    printf("moved_to_scratch %.4f\n", scratch ? (double)kept / (double)scratch : 0);
    mem_free(cases);
    mem_free(coaches);
}

bool campaign_rematch(const char *path) {
    return campaign_with(path, measure);
}
