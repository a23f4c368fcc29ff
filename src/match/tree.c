#include "match/tree.h"

#include <math.h>
#include <stdlib.h>

#include <string.h>

#define INTEGRAL 1e-6
#define NUDGE                                                                                      \
    0.05 /* all costs together are nudged by less, so that ties do not stall the simplex */

enum { TRIES = 8, SURE = 2, TRY_WORK = 300, ROUNDS = 40, IDLE = 6 };
#define WORTH 0.01 /* of the gap, that a round of cuts has to close */

struct history { /* of a column: what branching on it lifted the objective by, a unit */
    double sum[2];
    int n[2];
};

struct tree {
    struct region *r;
    enum line line;
    const int64_t *least;
    counts *at;   /* best so far */
    counts *kept; /* the same, while `at` is tried */
    int64_t best; /* of the line, true units */
    int64_t constant;
    int64_t *work;
    struct history *history;
    bool stopped, coarse; /* coarse: breaks have to be modelled in more detail first */
};

/* ---- costs ---- */

/* Of equal solutions the one that is better in the next line, for a start; and no ties at all, as
 * they stall the simplex. Both together are less than NUDGE. */
static double nudge(const struct tree *t, int j, double next_range, double widths, uint64_t *seed) {
    const struct column *column = &t->r->columns[j];
    double next = t->line < LINE_BOTHER ? (double)column->worth[t->line + 1] : 0;

    *seed = *seed * 6364136223846793005u + 1442695040888963407u; /* fixed: the same every time */
    double part = 0.5 + (double)(*seed >> 40) / (double)(1 << 25);
    return NUDGE * (0.8 * next / next_range + 0.2 * part / widths);
}

static void set_costs(const struct tree *t, double *cost) {
    const struct region *r = t->r;
    double widths = 1, next_range = 1, low, high;
    uint64_t seed = 88172645463325252u;

    for (int j = 0; j < lp_columns(r->lp); j++) {
        lp_bounds(r->lp, j, &low, &high);
        widths += high;
        if (t->line < LINE_BOTHER)
            next_range += fabs((double)r->columns[j].worth[t->line + 1]) * high;
    }
    for (int j = 0; j < lp_columns(r->lp); j++)
        cost[j] = (double)(r->columns[j].worth[t->line] / r->scale[t->line]) +
                  nudge(t, j, next_range, widths, &seed);
}

/* A better plan is better by one unit of the line. */
static double cut_off(const struct tree *t) {
    return (double)(t->best - t->constant) / (double)t->r->scale[t->line] - 1 + NUDGE + 1e-3;
}

/* ---- leaves ---- */

static bool within(const struct tree *t, const int64_t lines[LINES]) {
    for (int l = 0; t->least && l < (int)t->line; l++)
        if (lines[l] > t->least[l])
            return false;
    return true;
}

static void take_leaf(struct tree *t) {
    int64_t lines[LINES];
    double claimed = lp_objective(t->r->lp) * (double)t->r->scale[t->line] + (double)t->constant;

    region_read(t->r, t->at);
    region_lines(t->r, t->at, lines);
    if (!within(t, lines) || !count_fits(t->r->p, t->r->m, t->at) ||
        (double)lines[t->line] > claimed + 0.5 * (double)t->r->scale[t->line]) {
        t->coarse |= region_refine(t->r, t->at);
        t->stopped = true; /* even if nothing can be refined: then the leaf cannot be trusted */
    } else if (lines[t->line] < t->best) {
        t->best = lines[t->line];
        mem_free(t->kept);
        t->kept = counts_keep(t->r->m, t->at);
    }
    counts_restore(t->r->m, t->kept, t->at);
}

/* ---- what to branch on ---- */

static int rank(enum column_kind what) {
    static const int ranks[] = {[COLUMN_RIDERS] = 2, [COLUMN_WHOLE] = 0, [COLUMN_BROKEN] = 0,
                                [COLUMN_USES] = 1,   [COLUMN_ALL] = 1,   [COLUMN_BREAKS] = 3};

    return ranks[what];
}

struct fraction {
    int column;
    double value, gain[2]; /* of the objective, one unit down and up; < 0: not known yet */
    double score;
};

static int by_score(const void *a, const void *b) {
    const struct fraction *x = a, *y = b;

    if (x->score < y->score || x->score > y->score)
        return x->score > y->score ? -1 : 1;
    return x->column - y->column;
}

static double part(const struct fraction *f, int up) {
    return up ? ceil(f->value) - f->value : f->value - floor(f->value);
}

static double known_gain(const struct tree *t, const struct fraction *f, int up) {
    const struct history *h = &t->history[f->column];

    return h->n[up] ? h->sum[up] / h->n[up] * part(f, up) : -1;
}

/* Good branches lift the bound on both sides: the product rule (Achterberg 2007). */
static void judge(struct fraction *f) {
    double down = f->gain[0] > 1e-6 ? f->gain[0] : 1e-6, up = f->gain[1] > 1e-6 ? f->gain[1] : 1e-6;

    f->score = down * up;
}

static int list_fractions(const struct tree *t, struct fraction *out) {
    int n = 0, best_rank = 3;

    for (int j = 0; j < lp_columns(t->r->lp); j++) {
        double x = lp_value(t->r->lp, j), distance = fabs(x - floor(x + 0.5));
        int k = rank(t->r->columns[j].what);
        if (distance <= INTEGRAL || k > best_rank || k == 3)
            continue;
        n = k < best_rank ? 0 : n;
        best_rank = k;
        struct fraction f = {j, x, {0, 0}, distance};
        out[n++] = f;
    }
    for (int i = 0; i < n; i++) {
        struct fraction *f = &out[i];
        f->gain[0] = known_gain(t, f, 0);
        f->gain[1] = known_gain(t, f, 1);
        if (f->gain[0] >= 0 && f->gain[1] >= 0)
            judge(f);
        else
            f->score += 1e6; /* those not known yet are tried first, middling fractions before */
    }
    qsort(out, (size_t)n, sizeof *out, by_score);
    return n;
}

/* ---- trying a branch ---- */

enum side { DOWN, UP };

static void set_side(const struct tree *t, const struct fraction *f, int side, double low,
                     double high) {
    if (side == UP)
        lp_set_bounds(t->r->lp, f->column, ceil(f->value), high);
    else
        lp_set_bounds(t->r->lp, f->column, low, floor(f->value));
}

/* A few pivots into one side; what they lift the objective by is learnt. False: the side is
 * empty. */
static bool try_side(struct tree *t, struct fraction *f, int side, double from) {
    double low, high;
    int64_t little = TRY_WORK * (int64_t)lp_rows(t->r->lp), before = little;

    lp_bounds(t->r->lp, f->column, &low, &high);
    set_side(t, f, side, low, high);
    enum lp_outcome outcome = lp_solve(t->r->lp, cut_off(t), &little);
    *t->work -= before - little;
    double gain = lp_objective(t->r->lp) - from;
    lp_set_bounds(t->r->lp, f->column, low, high);
    if (outcome == LP_INFEASIBLE || outcome == LP_CUT_OFF)
        return false;
    f->gain[side] = gain > 0 ? gain : 0;
    struct history *h = &t->history[f->column];
    h->sum[side] += f->gain[side] / (part(f, side) > 0.01 ? part(f, side) : 0.01);
    h->n[side]++;
    return true;
}

/* Makes sure of the first few; an empty side decides at once. -1: the node is empty;
 * otherwise the place of the best, with *out_only the side that is left or -1. */
static int choose(struct tree *t, struct fraction *v, int n, double from, int *out_only) {
    *out_only = -1;
    for (int i = 0; i < n && i < TRIES; i++) {
        struct fraction *f = &v[i];
        if (t->history[f->column].n[0] >= SURE && t->history[f->column].n[1] >= SURE)
            continue;
        bool down = try_side(t, f, DOWN, from), up = try_side(t, f, UP, from);
        if (!down && !up)
            return -1;
        if (!down || !up) {
            *out_only = up ? UP : DOWN;
            return i;
        }
        judge(f);
    }
    int best = 0;
    for (int i = 1; i < n && i < TRIES; i++)
        if (v[i].score > v[best].score)
            best = i;
    return best;
}

/* ---- nodes ---- */

static void node(struct tree *t);

static void branch(struct tree *t) {
    struct fraction *v = mem_array((size_t)lp_columns(t->r->lp) + 1, sizeof *v);
    double from = lp_objective(t->r->lp), low, high;
    int n = list_fractions(t, v), only, best;

    best = n ? choose(t, v, n, from, &only) : -2;
    struct fraction f = best >= 0 ? v[best] : (struct fraction){0};
    mem_free(v);
    if (best == -2)
        take_leaf(t);
    if (best < 0)
        return;
    lp_bounds(t->r->lp, f.column, &low, &high);
    int first = only >= 0 ? only : f.gain[UP] <= f.gain[DOWN] ? UP : DOWN;
    for (int i = 0; i < (only >= 0 ? 1 : 2) && !t->stopped; i++) {
        set_side(t, &f, i ? !first : first, low, high);
        node(t);
    }
    lp_set_bounds(t->r->lp, f.column, low, high);
}

static void node(struct tree *t) {
    enum lp_outcome outcome = lp_solve(t->r->lp, cut_off(t), t->work);

    if (outcome == LP_STOPPED)
        t->stopped = true;
    if (outcome == LP_OPTIMAL && lp_objective(t->r->lp) <= cut_off(t))
        branch(t);
}

/* Columns whose reduced cost alone would lift the optimum over the cut-off stay where they are. */
static void fix_by_reduced_cost(struct tree *t) {
    double slack = cut_off(t) - lp_objective(t->r->lp);

    for (int j = 0; j < lp_columns(t->r->lp); j++) {
        double low, high, d = lp_reduced(t->r->lp, j), x = lp_value(t->r->lp, j);
        if (fabs(d) <= slack || t->r->columns[j].what == COLUMN_BREAKS)
            continue;
        lp_bounds(t->r->lp, j, &low, &high);
        if (fabs(x - low) < INTEGRAL || fabs(x - high) < INTEGRAL)
            lp_set_bounds(t->r->lp, j, floor(x + 0.5), floor(x + 0.5));
    }
}

/* Builds the programme of the line and solves its relaxation. */
static enum lp_outcome root(struct tree *t) {
    region_build(t->r, t->line, t->least);
    double *cost = mem_array((size_t)lp_columns(t->r->lp) + 1, sizeof *cost);

    set_costs(t, cost);
    lp_start(t->r->lp, cost);
    mem_free(cost);
    return lp_solve(t->r->lp, cut_off(t), t->work);
}

/* Cuts as long as they lift the bound; in the end only those that hold it stay. */
static enum lp_outcome strengthen(struct tree *t) {
    enum lp_outcome outcome = LP_OPTIMAL;
    int idle = 0;

    for (int round = 0; round < ROUNDS && idle < IDLE && outcome == LP_OPTIMAL; round++) {
        double before = lp_objective(t->r->lp);
        if (!cuts_find(&t->r->cuts, t->r->lp, t->r->soft, t->r->soft_end))
            break;
        outcome = root(t);
        if (outcome != LP_OPTIMAL)
            break;
        double lifted = lp_objective(t->r->lp) - before;
        idle = lifted < WORTH * (cut_off(t) - before) ? idle + 1 : 0;
        if (idle == 0)
            cuts_prune(&t->r->cuts, t->r->lp, t->r->cut_row);
    }
    if (outcome == LP_OPTIMAL)
        cuts_prune(&t->r->cuts, t->r->lp, t->r->cut_row);
    return outcome == LP_OPTIMAL ? root(t) : outcome;
}

static void search(struct tree *t) {
    enum lp_outcome outcome = root(t);

    if (outcome == LP_OPTIMAL && lp_objective(t->r->lp) <= cut_off(t))
        outcome = strengthen(t);
    t->stopped = outcome == LP_STOPPED;
    if (outcome != LP_OPTIMAL)
        return;
    mem_free(t->history);
    t->history = mem_array((size_t)lp_columns(t->r->lp) + 1, sizeof *t->history);
    fix_by_reduced_cost(t);
    node(t);
}

void tree_search(struct region *r, enum line line, const int64_t *least, counts *at, int64_t *work,
                 struct tree_answer *out) {
    struct tree t = {.r = r, .line = line, .least = least, .at = at, .work = work};
    int64_t lines[LINES], constant[LINES];

    if (!least)
        cuts_clear(&r->cuts); /* they count on the lines before */
    t.kept = counts_keep(r->m, at);
    region_constants(r, constant);
    region_lines(r, at, lines);
    t.best = lines[line];
    t.constant = constant[line];
    do {
        t.coarse = false;
        search(&t);
    } while (t.coarse);
    mem_free(t.kept);
    mem_free(t.history);
    *out = (struct tree_answer){!t.stopped, t.best};
}
