#include "match/dive.h"

#include <math.h>
#include <string.h>

#define UNIT 1e4 /* of the first line: costs of the last stay well above what is zero */
#define INTEGRAL 1e-6

/* ---- all lines in one ---- */

static double most_a_rider(const struct region *r, int line) {
    double most = 1;

    for (int j = 0; j < lp_columns(r->lp); j++) {
        const struct column *column = &r->columns[j];
        double worth = fabs((double)column->worth[line]);
        if (column->what == COLUMN_WHOLE)
            worth /= r->p->groups[column->group].size;
        most = worth > most ? worth : most;
    }
    return most;
}

static void weigh(const struct region *r, int exchanges, double *cost) {
    double weight = UNIT;

    for (int line = 0; line < LINES; line++) {
        if (line > 0)
            weight /= exchanges * most_a_rider(r, line);
        for (int j = 0; j < lp_columns(r->lp); j++)
            cost[j] += weight * (double)r->columns[j].worth[line];
    }
}

/* ---- rounding ---- */

/* Parties before riders, as riders come out whole by themselves; of each the one that is nearly
 * there. -1: all are whole numbers. */
static int next_fraction(const struct region *r) {
    double best = 0;
    int found = -1, found_rank = 2;

    for (int j = 0; j < lp_columns(r->lp); j++) {
        double x = lp_value(r->lp, j), over = x - floor(x);
        int rank = r->columns[j].what == COLUMN_RIDERS || r->columns[j].what == COLUMN_BREAKS;
        if (over < INTEGRAL || over > 1 - INTEGRAL || rank > found_rank ||
            (rank == found_rank && over <= best))
            continue;
        best = over;
        found = j;
        found_rank = rank;
    }
    return found;
}

/* Up, or down where that leaves no plan; false: neither does, or the work is used up. */
static bool round_column(struct region *r, int j, int64_t *work) {
    double x = lp_value(r->lp, j), low, high;

    lp_bounds(r->lp, j, &low, &high);
    lp_set_bounds(r->lp, j, ceil(x), high);
    enum lp_outcome outcome = lp_solve(r->lp, LP_INFINITE, work);
    if (outcome != LP_INFEASIBLE)
        return outcome == LP_OPTIMAL;
    lp_set_bounds(r->lp, j, low, floor(x));
    return lp_solve(r->lp, LP_INFINITE, work) == LP_OPTIMAL;
}

static bool better(const int64_t x[LINES], const int64_t y[LINES]) {
    for (int line = 0; line < LINES; line++)
        if (x[line] != y[line])
            return x[line] < y[line];
    return false;
}

static bool take(const struct region *r, counts *at) {
    counts *kept = counts_keep(r->m, at);
    int64_t before[LINES], after[LINES];

    region_lines(r, at, before);
    region_read(r, at);
    region_lines(r, at, after);
    bool is_better = better(after, before) && count_fits(r->p, r->m, at);
    if (!is_better)
        counts_restore(r->m, kept, at);
    mem_free(kept);
    return is_better;
}

bool dive(struct region *r, int exchanges, counts *at, int64_t *work) {
    int j = 0;

    region_build(r, LINE_HARDSHIP, NULL);
    double *cost = mem_array((size_t)lp_columns(r->lp) + 1, sizeof *cost);
    weigh(r, exchanges, cost);
    lp_start(r->lp, cost);
    mem_free(cost);
    bool sound = lp_solve(r->lp, LP_INFINITE, work) == LP_OPTIMAL;
    while (sound && (j = next_fraction(r)) >= 0)
        sound = round_column(r, j, work);
    return sound && take(r, at);
}
