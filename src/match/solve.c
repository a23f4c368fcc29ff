/*
 * The order of work: a flow for every component, whole parties on top of it; then, on the work
 * budget, the small components are proved one after another, and the large ones searched.
 */
#include "match/solve.h"

#include "match/certificate.h"
#include "match/exact.h"
#include "match/neighbourhood.h"
#include "match/network.h"
#include "match/parties.h"
#include "match/stands.h"
#include "match/walk.h"

#include <stdlib.h>
#include <string.h>

enum {
    WALK = 10000, /* steps for each rider of a component */
    TREE_ROWS = 1000,
    FEW = 2000 /* requests; a larger campaign lets what stands be */
};

/* The flow alone is the optimum where it cuts no party and oversteps no row it leaves out. */
static bool flow_is_plan(const struct problem *p, const struct component *m, struct network *net,
                         const counts *at) {
    struct score score;

    count_score(p, at, m->kinds, m->n_kinds, &score);
    return score.breaks == 0 && !network_set_quotas(net, at);
}

static void solve_flow(struct problem *p, const struct component *m, counts *at,
                       struct verdict_on *out) {
    struct network net;

    network_open(&net, p, m);
    network_solve(&net);
    network_counts(&net, at);
    certificate_note(p, &net);
    struct tally bound = network_tally(&net);
    out->bound_all = bound.all;
    out->bound_hardship = bound.hardship;
    out->optimal = flow_is_plan(p, m, &net, at);
    if (!out->optimal) {
        do {
            network_solve(&net); /* afresh, as quotas may have been set */
            parties_settle(&net, at);
        } while (network_set_quotas(&net, at));
    }
    network_close(&net);
}

/* Small ones first: each is cheap to prove. */
static int by_size(const void *a, const void *b) {
    const struct component *const *x = a, *const *y = b;

    if ((*x)->size != (*y)->size)
        return (*x)->size < (*y)->size ? -1 : 1;
    return (*x > *y) - (*x < *y);
}

static bool short_of_bound(const struct problem *p, const struct component *m, const counts *at,
                           const struct verdict_on *v) {
    struct score score;

    if (v->optimal)
        return false;
    count_score(p, at, m->kinds, m->n_kinds, &score);
    return score.seated_all < v->bound_all || score.seated_hardship < v->bound_hardship;
}

/* ---- seats that whole parties lose ---- */

/* Everybody but the must parties is placed again round them, as cheaply as can be. */
static void settle_again(const struct problem *p, const struct component *m, counts *at) {
    counts *kept = counts_keep(m, at);
    struct network net;
    struct score before, after;

    count_score(p, at, m->kinds, m->n_kinds, &before);
    network_open(&net, p, m);
    do {
        network_solve(&net);
        parties_settle_others(&net, at);
    } while (network_set_quotas(&net, at));
    network_close(&net);
    count_score(p, at, m->kinds, m->n_kinds, &after);
    if (score_compare(&after, &before) >= 0 || !count_fits(p, m, at))
        counts_restore(m, kept, at);
    mem_free(kept);
}

/* Whole parties first, as breaks come after seats only. */
static void walk(struct problem *p, const struct component *m, counts *at, struct verdict_on *out) {
    bool better = false;

    for (int split = 0; split < 2 && short_of_bound(p, m, at, out); split++) {
        int64_t work = WALK * p->round * m->size, before;
        before = work = work < p->seat_work ? work : p->seat_work;
        better |= walk_seats(p, m, split, out->bound_all, out->bound_hardship, at, &work);
        p->seat_work -= before - work;
    }
    if (better)
        settle_again(p, m, at);
}

/* In one piece where the component is not too large for it, else region by region. */
static void search_seats(struct problem *p, const struct component *m, counts *at,
                         struct verdict_on *out) {
    struct region r;

    region_open(&r, p, m, m->allocations, m->n_allocations, at);
    if (region_size(&r) <= TREE_ROWS)
        exact_seats(&r, at, &p->seat_work, out);
    region_close(&r);
    if (short_of_bound(p, m, at, out))
        neighbourhood_repair(p, m, at, &p->seat_work);
}

static void where_short(struct problem *p, const struct component **order, counts *at,
                        struct verdict_on *verdicts,
                        void (*repair)(struct problem *p, const struct component *m, counts *at,
                                       struct verdict_on *out)) {
    for (int32_t i = 0; i < p->n_components && p->seat_work > 0 && !told_to_stop(p); i++)
        if (short_of_bound(p, order[i], at, &verdicts[order[i] - p->components]))
            repair(p, order[i], at, &verdicts[order[i] - p->components]);
}

/* ---- every line ---- */

static void improve(struct problem *p, const struct component *m, counts *at, int64_t *work,
                    struct verdict_on *out) {
    neighbourhood_search(p, m, at, work);
    if (*work > 0 && exact_fits(p, m, at))
        exact_prove(p, m, at, work, out);
}

/* Every component that is not proved yet has work by its size; what the small ones, which come
 * first, do not need is left to the others. */
static void improve_unproved(struct problem *p, const struct component **order, counts *at,
                             struct verdict_on *verdicts) {
    static const struct bi what = {"正在改进方案", "improving the plan"};
    int64_t size = 0;

    for (int32_t i = 0; i < p->n_components; i++)
        size += verdicts[order[i] - p->components].optimal ? 0 : order[i]->size;
    for (int32_t i = 0; i < p->n_components && p->work > 0 && !told_to_stop(p); i++) {
        struct verdict_on *verdict = &verdicts[order[i] - p->components];
        progress_step(p->how->progress, what, i, p->n_components);
        if (verdict->optimal)
            continue;
        int64_t share = p->work / size * order[i]->size, before = share;
        improve(p, order[i], at, &share, verdict);
        p->work -= before - share;
        size -= order[i]->size;
    }
}

/* Seats first, wherever some are lost; then every line. */
static void improve_once(struct problem *p, const struct component **order, counts *at,
                         struct verdict_on *verdicts) {
    int64_t kept = p->seat_work / 2; /* walks through large components would take all */
    p->seat_work -= kept;
    where_short(p, order, at, verdicts, walk);
    p->seat_work = (p->seat_work > 0 ? p->seat_work : 0) + kept;
    where_short(p, order, at, verdicts, search_seats);
    improve_unproved(p, order, at, verdicts);
}

static bool all_at_bound(const struct problem *p, const counts *at,
                         const struct verdict_on *verdicts) {
    for (int32_t i = 0; i < p->n_components; i++)
        if (short_of_bound(p, &p->components[i], at, &verdicts[i]))
            return false;
    return true;
}

/* With a clock, round after round on twice the budget, until no seat is left to be won and a round
 * brings nothing. */
static void improve_all(struct problem *p, const struct component **order, counts *at,
                        struct verdict_on *verdicts) {
    size_t size = ((size_t)p->n_slots + 1) * sizeof *at;
    int64_t work = p->work, seat_work = p->seat_work;
    counts *before = p->how->stop ? mem_alloc(size) : NULL;
    bool any = before != NULL;

    improve_once(p, order, at, verdicts);
    while (before && !told_to_stop(p) && (any || !all_at_bound(p, at, verdicts))) {
        memcpy(before, at, size);
        p->round *= p->round < INT32_MAX ? 2 : 1;
        p->work = work = work < INT64_MAX / 8 ? 2 * work : work;
        p->seat_work = seat_work = seat_work < INT64_MAX / 8 ? 2 * seat_work : seat_work;
        improve_once(p, order, at, verdicts);
        any = memcmp(before, at, size) != 0;
    }
    mem_free(before);
}

/* What stands leaves its share of the work, lest a re-match of little takes as long as a plan. Few
 * can be proved on all of it. */
static void leave_work(struct problem *p, int64_t standing) {
    if (!p->how->work && p->c->n_requests >= FEW)
        p->work -= p->work / p->c->n_requests * standing;
}

void solve_all(struct problem *p, counts *at, struct verdict_on *verdicts) {
    static const struct bi what = {"正在派座", "placing riders"};
    const struct component **order = mem_array((size_t)p->n_components + 1, sizeof *order);
    struct stands *stands = stands_new(p, at);
    int64_t standing = 0;

    for (int32_t i = 0; i < p->n_components; i++) {
        progress_step(p->how->progress, what, i, p->n_components);
        if (stands_ask(stands, p, &p->components[i], &verdicts[i]))
            standing += p->components[i].size;
        else
            solve_flow(p, &p->components[i], at, &verdicts[i]);
        order[i] = &p->components[i];
    }
    if (p->n_components)
        qsort(order, (size_t)p->n_components, sizeof *order, by_size);
    stands_free(stands);
    leave_work(p, standing);
    improve_all(p, order, at, verdicts);
    mem_free(order);
}
