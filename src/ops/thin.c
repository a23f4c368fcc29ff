/*
 * Use case: coaches and cars with fewer riders than they are worth running for. Which could be
 * emptied without anybody losing a seat is tried in memory, the dearest first, each on top of those
 * before it; nothing is changed.
 */
#include "ops/session.h"
#include "ops/trial.h"

#include <stdlib.h>

struct thinning {
    const struct campaign *c;
    struct trial t; /* with the runs found so far taken out */
    struct arena *arena;
};

struct thin_run {
    int32_t allocation, riders;
    int64_t price;
};

static int by_price(const void *a, const void *b) {
    const struct thin_run *x = a, *y = b;

    if (x->price != y->price)
        return x->price > y->price ? -1 : 1;
    if (x->riders != y->riders)
        return x->riders - y->riders;
    return x->allocation - y->allocation;
}

static int find_thin(const struct campaign *c, struct arena *arena, struct thin_run **out) {
    int32_t *riders = arena_array(arena, (size_t)c->n_allocations + 1, sizeof *riders);
    struct thin_run *runs = arena_array(arena, (size_t)c->n_allocations + 1, sizeof *runs);
    int n = 0;

    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation >= 0)
            riders[c->bookings[r].allocation]++;
    for (int32_t i = 0; i < c->n_allocations; i++) {
        const struct allocation *a = &c->allocations[i];
        if (!a->cancelled && a->kind != ALLOCATION_TICKET_BLOCK && riders[i] < a->minimum)
            runs[n++] = (struct thin_run){i, riders[i], a->price};
    }
    qsort(runs, (size_t)n, sizeof *runs, by_price);
    *out = runs;
    return n;
}

/* ---- one trial ---- */

/* The riders of the run alone. */
static void free_riders(struct thinning *k, int32_t run) {
    for (int32_t r = 0; r < k->c->n_requests; r++)
        k->t.only[r] = k->t.c.bookings[r].allocation == run;
}

/* And the proposals on every run that one of them could ride. */
static void free_neighbours(struct thinning *k, int32_t run) {
    bool *who = mem_array((size_t)k->c->n_requests + 1, sizeof *who);

    for (int32_t r = 0; r < k->c->n_requests; r++)
        who[r] = k->t.c.bookings[r].allocation == run;
    trial_free_neighbours(&k->t, who);
    mem_free(who);
}

static bool nobody_loses(const struct thinning *k, const struct plan *plan) {
    for (int32_t r = 0; r < k->c->n_requests; r++)
        if (k->t.c.bookings[r].allocation >= 0 && plan->bookings[r].allocation < 0)
            return false;
    return true;
}

static int64_t outlay(const struct campaign *c, const struct booking *bookings) {
    struct score score;

    plan_score(c, bookings, &score);
    return score.outlay_fen;
}

static int64_t count_moves(const struct thinning *k, const struct plan *plan) {
    int64_t n = 0;

    for (int32_t r = 0; r < k->c->n_requests; r++) {
        const struct booking *was = &k->t.c.bookings[r], *is = &plan->bookings[r];
        n += was->allocation != is->allocation || was->board != is->board ||
             was->alight != is->alight;
    }
    return n;
}

/* The trial goes on from here. */
static void accept(struct thinning *k, const struct plan *plan, struct thin_line *line) {
    line->emptied = true;
    line->moved = count_moves(k, plan);
    for (int32_t r = 0; r < k->c->n_requests; r++) {
        enum booking_status status = k->t.c.bookings[r].status; /* a promise stays one */
        k->t.c.bookings[r] = plan->bookings[r];
        k->t.c.bookings[r].seat = arena_strdup(&k->t.arena, plan->bookings[r].seat);
        k->t.c.bookings[r].status = status;
    }
}

static enum rc try_once(struct thinning *k, enum keep keep, const struct thin_run *run,
                        struct thin_line *line, struct err *err) {
    struct plan *plan = NULL;
    enum rc rc = trial_run(&k->t, keep, &plan, err);

    if (rc != RC_OK)
        return rc;
    line->saves_fen =
        run->price - (outlay(&k->t.c, plan->bookings) - outlay(&k->t.c, k->t.c.bookings));
    if (nobody_loses(k, plan) && line->saves_fen > 0)
        accept(k, plan, line);
    plan_free(plan);
    return RC_OK;
}

/* First with everybody else where they are, then with proposals making room. */
static enum rc try_run(struct thinning *k, const struct thin_run *run, struct thin_line *line,
                       struct err *err) {
    struct allocation *a = &k->t.c.allocations[run->allocation];

    a->cancelled = true;
    free_riders(k, run->allocation);
    enum rc rc = try_once(k, KEEP_ALL, run, line, err);
    if (rc == RC_OK && !line->emptied) {
        free_neighbours(k, run->allocation);
        rc = try_once(k, KEEP_TOLD, run, line, err);
    }
    if (!line->emptied) {
        a->cancelled = false;
        line->saves_fen = 0;
    }
    return rc;
}

static struct thin_line line_of(const struct thinning *k, const struct thin_run *run) {
    const struct allocation *a = &k->c->allocations[run->allocation];
    struct thin_line line = {.run = arena_strdup(k->arena, a->key),
                             .label = arena_strdup(k->arena, a->label),
                             .riders = run->riders,
                             .minimum = a->minimum,
                             .price_fen = a->price};

    for (int32_t r = 0; r < k->c->n_requests; r++)
        line.promised += k->c->bookings[r].allocation == run->allocation &&
                         k->c->bookings[r].status >= BOOKING_TOLD;
    return line;
}

static enum rc thin_in(struct session *s, struct arena *arena, struct thin_view *out,
                       struct err *err) {
    struct thinning k = {.c = s->c, .arena = arena};
    struct thin_run *runs;
    int n = find_thin(s->c, arena, &runs);
    enum rc rc = RC_OK;

    trial_open(&k.t, s->c);
    out->lines = arena_array(arena, (size_t)n + 1, sizeof *out->lines);
    for (int i = 0; i < n && rc == RC_OK; i++) {
        struct thin_line *line = &out->lines[out->n++];
        *line = line_of(&k, &runs[i]);
        rc = try_run(&k, &runs[i], line, err);
        out->saves_fen += line->saves_fen;
    }
    trial_close(&k.t);
    return rc;
}

enum rc ops_thin(const struct ops *ops, struct arena *arena, struct thin_view *out,
                 struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_ALL, &s, err);

    *out = (struct thin_view){0};
    if (rc != RC_OK)
        return rc;
    rc = thin_in(&s, arena, out, err);
    session_close(&s);
    return rc;
}
