/* The bounded dual simplex, by steepest edge. */
#include "match/lp_parts.h"

#include <math.h>
#include <string.h>

#define FEASIBLE 1e-7 /* how far a value may be outside its bounds */
#define DUAL 1e-9
#define PIVOT 1e-7
#define ZERO 1e-12
#define REFACTOR 64 /* pivots until the basis is factored anew */
#define LOOK 4
#define ASK 64 /* pivots until the clock is asked again */

/* ---- columns against vectors ---- */

static double times_column(const struct lp *lp, const double *row, int j) {
    double sum = 0;

    if (j >= lp->n_columns)
        return row[j - lp->n_columns];
    for (int e = lp->start[j]; e < lp->start[j + 1]; e++)
        sum += row[lp->index[e]] * lp->value[e];
    return sum;
}

static void add_column(const struct lp *lp, double *to, int j, double factor) {
    if (j >= lp->n_columns) {
        to[j - lp->n_columns] += factor;
        return;
    }
    for (int e = lp->start[j]; e < lp->start[j + 1]; e++)
        to[lp->index[e]] += factor * lp->value[e];
}

/* out = inverse times a column vector */
static void solve_column(struct lp *lp, const double *vector, double *out) {
    memcpy(out, vector, (size_t)lp->n_rows * sizeof *out);
    factor_solve(lp->factor, out);
    lp->steps += factor_steps(lp->factor);
}

/* ---- values ---- */

/* A variable outside the basis stands at the bound that its reduced cost asks for. */
static double resting(const struct lp *lp, int j) {
    bool no_low = lp->low[j] <= -LP_INFINITE, no_high = lp->high[j] >= LP_INFINITE;

    if (no_low || no_high)
        return no_low ? lp->high[j] : lp->low[j];
    if (lp->d[j] > DUAL)
        return lp->low[j];
    if (lp->d[j] < -DUAL)
        return lp->high[j];
    return fabs(lp->x[j] - lp->high[j]) < fabs(lp->x[j] - lp->low[j]) ? lp->high[j] : lp->low[j];
}

static void place_all(struct lp *lp) {
    int m = lp->n_rows, all = m + lp->n_columns;

    for (int i = 0; i < m; i++)
        lp->rhs[i] = 0;
    for (int j = 0; j < all; j++) {
        if (lp->where[j] >= 0)
            continue;
        lp->x[j] = resting(lp, j);
        if (lp->x[j] != 0)
            add_column(lp, lp->rhs, j, -lp->x[j]);
    }
    solve_column(lp, lp->rhs, lp->w);
    for (int i = 0; i < m; i++)
        lp->x[lp->head[i]] = lp->w[i];
}

double lp_objective(const struct lp *lp) {
    double sum = 0;

    for (int j = 0; j < lp->n_columns; j++)
        sum += lp->cost[j] * lp->x[j];
    return sum;
}

double lp_value(const struct lp *lp, int column) {
    return lp->x[column];
}

double lp_reduced(const struct lp *lp, int column) {
    return lp->where[column] >= 0 ? 0 : lp->d[column];
}

/* ---- factoring anew ---- */

void lp_refactor(struct lp *lp) {
    const struct columns columns = {lp->n_columns, lp->start, lp->index, lp->value};

    factor_make(lp->factor, &columns, lp->head);
    for (int j = 0; j < lp->n_rows + lp->n_columns; j++)
        lp->where[j] = -1;
    for (int i = 0; i < lp->n_rows; i++)
        lp->where[lp->head[i]] = i;
    lp->steps += 8 * (factor_steps(lp->factor) + lp->n_rows);
}

static void recompute_reduced(struct lp *lp) {
    int m = lp->n_rows;

    for (int i = 0; i < m; i++)
        lp->rho[i] = lp->cost[lp->head[i]];
    factor_solve_row(lp->factor, lp->rho);
    for (int j = 0; j < m + lp->n_columns; j++)
        lp->d[j] = lp->where[j] >= 0 ? 0 : lp->cost[j] - times_column(lp, lp->rho, j);
    lp->steps += (int64_t)lp->n_entries + m;
}

/* ---- one pivot ---- */

/* The basic variable furthest outside its bounds, by steepest edge; -1: feasible. */
static int find_leaving(const struct lp *lp) {
    double worst = 0;
    int row = -1;

    for (int i = 0; i < lp->n_rows; i++) {
        int j = lp->head[i];
        double below = lp->low[j] - lp->x[j], above = lp->x[j] - lp->high[j];
        double out = below > above ? below : above;
        if (out > FEASIBLE && out * out > worst * lp->weight[j]) {
            worst = out * out / lp->weight[j];
            row = i;
        }
    }
    return row;
}

/* Of equal ratios the firmest pivot first. */
static bool goes_first(const struct candidate *x, const struct candidate *y) {
    if (x->ratio < y->ratio || x->ratio > y->ratio)
        return x->ratio < y->ratio;
    double a = fabs(x->alpha), b = fabs(y->alpha);
    return a > b || (a >= b && x->column < y->column);
}

static void touch(struct lp *lp, int j, double by) {
    if (!lp->marked[j]) {
        lp->marked[j] = true;
        lp->touched[lp->n_touched++] = j;
    }
    lp->alpha[j] += by;
}

/* The row of the inverse, and by it the row of every column outside the basis. */
static void make_row(struct lp *lp, int row) {
    memset(lp->rho, 0, (size_t)lp->n_rows * sizeof *lp->rho);
    lp->rho[row] = 1;
    factor_solve_row(lp->factor, lp->rho);
    for (int t = 0; t < lp->n_touched; t++) {
        lp->alpha[lp->touched[t]] = 0;
        lp->marked[lp->touched[t]] = false;
    }
    lp->n_touched = 0;
    lp->steps += factor_steps(lp->factor) + lp->n_rows / 2;
    for (int i = 0; i < lp->n_rows; i++) {
        if (fabs(lp->rho[i]) < ZERO)
            continue;
        touch(lp, lp->n_columns + i, lp->rho[i]);
        for (int e = lp->row_start[i]; e < lp->row_start[i + 1]; e++)
            touch(lp, lp->row_index[e], lp->rho[i] * lp->row_value[e]);
        lp->steps += lp->row_start[i + 1] - lp->row_start[i];
    }
}

static int list_candidates(struct lp *lp, bool below) {
    int n = 0;

    for (int t = 0; t < lp->n_touched; t++) {
        int j = lp->touched[t];
        double alpha = lp->alpha[j];
        if (lp->where[j] >= 0 || lp->high[j] - lp->low[j] <= 0)
            continue;
        double toward = below ? -alpha : alpha; /* > 0: raising j helps */
        bool at_low = lp->x[j] <= lp->low[j];
        if (at_low ? toward <= PIVOT : toward >= -PIVOT)
            continue;
        double ratio = fabs(lp->d[j]) / fabs(alpha);
        lp->candidates[n++] = (struct candidate){ratio, alpha, j};
    }
    lp->steps += lp->n_touched + 4 * n;
    return n;
}

/* Few of the candidates are ever looked at, so they are a heap and not sorted. */
static void sink(struct candidate *v, int n, int at) {
    struct candidate moved = v[at];

    for (int child; (child = 2 * at + 1) < n; at = child) {
        child += child + 1 < n && goes_first(&v[child + 1], &v[child]);
        if (!goes_first(&v[child], &moved))
            break;
        v[at] = v[child];
    }
    v[at] = moved;
}

/* The first of n; it is put behind the rest, which are one less. */
static const struct candidate *take_first(struct candidate *v, int *n) {
    struct candidate first = v[0];

    v[0] = v[--*n];
    v[*n] = first;
    sink(v, *n, 0);
    return &v[*n];
}

/* Long-step ratio test: bounds are flipped on the way while the slope stays positive. Those to flip
 * are the last of the n candidates. -1: all of them at their other bound would not be enough. */
static int choose_entering(struct lp *lp, int n, double slope, int *out_flips) {
    struct candidate *v = lp->candidates;
    const struct candidate *chosen = NULL, *best;
    int left = n;

    for (int i = n / 2 - 1; i >= 0; i--)
        sink(v, n, i);
    while (slope > FEASIBLE && left > 0) {
        chosen = take_first(v, &left);
        slope -= fabs(chosen->alpha) * (lp->high[chosen->column] - lp->low[chosen->column]);
    }
    if (slope > FEASIBLE || !chosen)
        return -1;
    *out_flips = n - left - 1;
    best = chosen; /* among equal ratios the firmest pivot */
    while (left > 0 && v[0].ratio <= chosen->ratio + DUAL) {
        const struct candidate *other = take_first(v, &left);
        best = fabs(other->alpha) > 8 * fabs(best->alpha) ? other : best;
    }
    return best->column;
}

static void flip(struct lp *lp, const struct candidate *v, int n) {
    int m = lp->n_rows;

    if (n == 0)
        return;
    memset(lp->rhs, 0, (size_t)m * sizeof *lp->rhs);
    for (int i = n - 1; i >= 0; i--) {
        int j = v[i].column;
        double to = lp->x[j] <= lp->low[j] ? lp->high[j] : lp->low[j];
        add_column(lp, lp->rhs, j, -(to - lp->x[j]));
        lp->x[j] = to;
    }
    solve_column(lp, lp->rhs, lp->w);
    for (int i = 0; i < m; i++)
        lp->x[lp->head[i]] += lp->w[i];
}

/* Steepest edge (Forrest & Goldfarb 1992): squared lengths of the inverse's rows. */
static void update_weights(struct lp *lp, int row, int entering) {
    double pivot = lp->w[row], own = 0;

    for (int i = 0; i < lp->n_rows; i++)
        own += lp->rho[i] * lp->rho[i];
    solve_column(lp, lp->rho, lp->rhs);
    for (int i = 0; i < lp->n_rows; i++) {
        double by = lp->w[i] / pivot;
        if (i == row || by == 0)
            continue;
        double *weight = &lp->weight[lp->head[i]], least = 1e-4;
        *weight += by * (by * own - 2 * lp->rhs[i]);
        *weight = *weight > least ? *weight : least;
    }
    lp->weight[entering] = own / (pivot * pivot) > 1e-4 ? own / (pivot * pivot) : 1e-4;
}

static void exchange(struct lp *lp, int row, int entering, double bound) {
    int leaving = lp->head[row], m = lp->n_rows;
    double theta = lp->d[entering] / lp->alpha[entering];

    for (int t = 0; t < lp->n_touched; t++) {
        int j = lp->touched[t];
        if (lp->where[j] < 0)
            lp->d[j] -= theta * lp->alpha[j];
    }
    lp->d[entering] = 0;
    lp->d[leaving] = -theta;
    memset(lp->rhs, 0, (size_t)m * sizeof *lp->rhs);
    add_column(lp, lp->rhs, entering, 1);
    solve_column(lp, lp->rhs, lp->w);
    double step = (lp->x[leaving] - bound) / lp->w[row];
    for (int i = 0; i < m; i++)
        lp->x[lp->head[i]] -= step * lp->w[i];
    lp->x[entering] += step;
    lp->x[leaving] = bound;
    update_weights(lp, row, entering);
    factor_exchange(lp->factor, row, lp->w);
    lp->where[leaving] = -1;
    lp->where[entering] = row;
    lp->head[row] = entering;
}

static enum lp_outcome step(struct lp *lp, int row) {
    int leaving = lp->head[row], flips;
    bool below = lp->x[leaving] < lp->low[leaving];
    double bound = below ? lp->low[leaving] : lp->high[leaving];
    double slope = fabs(lp->x[leaving] - bound);

    make_row(lp, row);
    int n = list_candidates(lp, below);
    int entering = n ? choose_entering(lp, n, slope, &flips) : -1;
    if (entering < 0)
        return LP_INFEASIBLE;
    flip(lp, lp->candidates + n - flips, flips);
    exchange(lp, row, entering, bound);
    return LP_OPTIMAL;
}

static bool told_to_stop(const struct lp *lp, int n) {
    return n % ASK == 1 && lp->stop && lp->stop(lp->stop_payload);
}

/* Of the objective the first few pivots after a look say nothing: it is looked at now and then. */
enum lp_outcome lp_solve(struct lp *lp, double cut_off, int64_t *work) {
    int64_t before = lp->steps;
    enum lp_outcome outcome = LP_OPTIMAL;

    place_all(lp);
    for (int row, n = 1; outcome == LP_OPTIMAL && (row = find_leaving(lp)) >= 0; n++) {
        if (told_to_stop(lp, n))
            before = lp->steps - *work;
        if (lp->steps - before >= *work)
            outcome = LP_STOPPED;
        else if (step(lp, row) == LP_INFEASIBLE)
            outcome = LP_INFEASIBLE;
        else if (n % LOOK == 0 && lp_objective(lp) > cut_off)
            outcome = LP_CUT_OFF;
        if (factor_exchanges(lp->factor) >= REFACTOR) {
            lp_refactor(lp);
            recompute_reduced(lp);
            place_all(lp);
        }
    }
    *work -= lp->steps - before;
    return outcome;
}

void lp_tableau(struct lp *lp, int row, double *out) {
    make_row(lp, row);
    memset(out, 0, (size_t)(lp->n_rows + lp->n_columns) * sizeof *out);
    for (int t = 0; t < lp->n_touched; t++)
        if (lp->where[lp->touched[t]] < 0)
            out[lp->touched[t]] = lp->alpha[lp->touched[t]];
}
