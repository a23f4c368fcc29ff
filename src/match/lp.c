#include "match/lp.h"

#include "homeward/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FEASIBLE 1e-7 /* how far a value may be outside its bounds */
#define DUAL 1e-9
#define PIVOT 1e-7
#define REFACTOR 120 /* pivots until the inverse is made anew */

/* Columns n_columns.. are the rows' slacks: row activity + slack = 0. */
struct lp {
    int n_rows, n_columns;
    int *start, *index;
    double *value;
    size_t n_entries, rows_cap, low_cap, high_cap, start_cap, index_cap, value_cap, columns_cap;
    double *row_low, *row_high;
    double *low, *high; /* columns, then slacks once started */
    double *cost, *x, *d;
    int *used;         /* rows of a vector that are not zero */
    int *head, *where; /* basic variable of a row; row of a basic variable or -1 */
    double *inverse;   /* row-major */
    double *rho, *alpha, *w, *rhs;
    struct candidate *candidates;
    int since;
    bool started;
};
struct candidate {
    double ratio, alpha;
    int column;
};

struct lp *lp_new(void) {
    return mem_alloc(sizeof(struct lp));
}

void lp_free(struct lp *lp) {
    if (!lp)
        return;
    void *const all[] = {lp->start, lp->index, lp->value,      lp->row_low, lp->row_high,
                         lp->low,   lp->high,  lp->cost,       lp->x,       lp->d,
                         lp->head,  lp->where, lp->rho,        lp->inverse, lp->alpha,
                         lp->w,     lp->rhs,   lp->candidates, lp->used};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        mem_free(all[i]);
    mem_free(lp);
}

/* ---- building ---- */

int lp_add_row(struct lp *lp, double low, double high) {
    lp->row_low = vec_grow(lp->row_low, (size_t)lp->n_rows, &lp->rows_cap, sizeof *lp->row_low);
    lp->row_high = vec_grow(lp->row_high, (size_t)lp->n_rows, &lp->low_cap, sizeof *lp->row_high);
    lp->row_low[lp->n_rows] = low;
    lp->row_high[lp->n_rows] = high;
    return lp->n_rows++;
}

int lp_add_column(struct lp *lp, double low, double high) {
    size_t n = (size_t)lp->n_columns;

    lp->low = vec_grow(lp->low, n, &lp->columns_cap, sizeof *lp->low);
    lp->high = vec_grow(lp->high, n, &lp->high_cap, sizeof *lp->high);
    lp->start = vec_grow(lp->start, n + 1, &lp->start_cap, sizeof *lp->start);
    lp->low[n] = low;
    lp->high[n] = high;
    lp->start[n] = lp->start[n + 1] = (int)lp->n_entries;
    return lp->n_columns++;
}

void lp_add_entry(struct lp *lp, int row, int column, double value) {
    lp->index = vec_grow(lp->index, lp->n_entries, &lp->index_cap, sizeof *lp->index);
    lp->value = vec_grow(lp->value, lp->n_entries, &lp->value_cap, sizeof *lp->value);
    lp->index[lp->n_entries] = row;
    lp->value[lp->n_entries++] = value;
    lp->start[column + 1] = (int)lp->n_entries;
}

static void make_room(struct lp *lp) {
    size_t m = (size_t)lp->n_rows, all = m + (size_t)lp->n_columns;

    lp->low = mem_resize(lp->low, all + 1, sizeof *lp->low);
    lp->high = mem_resize(lp->high, all + 1, sizeof *lp->high);
    lp->cost = mem_array(all + 1, sizeof *lp->cost);
    lp->x = mem_array(all + 1, sizeof *lp->x);
    lp->d = mem_array(all + 1, sizeof *lp->d);
    lp->alpha = mem_array(all + 1, sizeof *lp->alpha);
    lp->candidates = mem_array(all + 1, sizeof *lp->candidates);
    lp->where = mem_array(all + 1, sizeof *lp->where);
    lp->head = mem_array(m + 1, sizeof *lp->head);
    lp->inverse = mem_array(m * m + 1, sizeof *lp->inverse);
    lp->rho = mem_array(m + 1, sizeof *lp->rho);
    lp->w = mem_array(m + 1, sizeof *lp->w);
    lp->used = mem_array(m + 1, sizeof *lp->used);
    lp->rhs = mem_array(m + 1, sizeof *lp->rhs);
    lp->started = true;
}

void lp_start(struct lp *lp, const double *cost) {
    int m = lp->n_rows, n = lp->n_columns;

    if (!lp->started)
        make_room(lp);
    memset(lp->inverse, 0, (size_t)m * (size_t)m * sizeof *lp->inverse);
    for (int i = 0; i < m; i++) {
        lp->inverse[(size_t)i * (size_t)m + (size_t)i] = 1;
        lp->head[i] = n + i;
        lp->where[n + i] = i;
        lp->low[n + i] = lp->row_high[i] >= LP_INFINITE ? -LP_INFINITE : -lp->row_high[i];
        lp->high[n + i] = lp->row_low[i] <= -LP_INFINITE ? LP_INFINITE : -lp->row_low[i];
        lp->cost[n + i] = lp->d[n + i] = 0;
    }
    for (int j = 0; j < n; j++) {
        lp->where[j] = -1;
        lp->cost[j] = lp->d[j] = cost[j];
    }
    lp->since = 0;
}

void lp_set_bounds(struct lp *lp, int column, double low, double high) {
    lp->low[column] = low;
    lp->high[column] = high;
}

void lp_bounds(const struct lp *lp, int column, double *low, double *high) {
    *low = lp->low[column];
    *high = lp->high[column];
}

int lp_columns(const struct lp *lp) {
    return lp->n_columns;
}

int lp_rows(const struct lp *lp) {
    return lp->n_rows;
}

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

static double *inverse_row(const struct lp *lp, int i) {
    return lp->inverse + (size_t)i * (size_t)lp->n_rows;
}

/* out = inverse times a column vector, most of which is zero */
static void solve_column(const struct lp *lp, const double *vector, double *out) {
    int m = lp->n_rows, n = 0;

    for (int k = 0; k < m; k++)
        if (vector[k] != 0)
            lp->used[n++] = k;
    for (int i = 0; i < m; i++) {
        const double *row = inverse_row(lp, i);
        double sum = 0;
        for (int u = 0; u < n; u++)
            sum += row[lp->used[u]] * vector[lp->used[u]];
        out[i] = sum;
    }
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

/* ---- making the inverse anew ---- */

static void swap_rows(double *m, int n, int a, int b) {
    for (int k = 0; a != b && k < n; k++) {
        double t = m[(size_t)a * (size_t)n + (size_t)k];
        m[(size_t)a * (size_t)n + (size_t)k] = m[(size_t)b * (size_t)n + (size_t)k];
        m[(size_t)b * (size_t)n + (size_t)k] = t;
    }
}

static void clear_row(double *row, const double *pivot_row, double factor, int n) {
    for (int k = 0; k < n; k++)
        row[k] -= factor * pivot_row[k];
}

/* Gauss-Jordan with row pivoting; columns of the basis stand at the place of their row. */
static void refactor(struct lp *lp) {
    int m = lp->n_rows;
    size_t size = (size_t)m * (size_t)m;
    double *basis = mem_array(size + 1, sizeof *basis), *inv = lp->inverse;
    double *column = mem_array((size_t)m + 1, sizeof *column);

    memset(inv, 0, size * sizeof *inv);
    for (int i = 0; i < m; i++) {
        memset(column, 0, (size_t)m * sizeof *column);
        add_column(lp, column, lp->head[i], 1);
        for (int k = 0; k < m; k++)
            basis[(size_t)k * (size_t)m + (size_t)i] = column[k];
        inv[(size_t)i * (size_t)m + (size_t)i] = 1;
    }
    for (int c = 0; c < m; c++) {
        int best = c;
        for (int r = c; r < m; r++)
            if (fabs(basis[(size_t)r * (size_t)m + (size_t)c]) >
                fabs(basis[(size_t)best * (size_t)m + (size_t)c]))
                best = r;
        swap_rows(basis, m, c, best);
        swap_rows(inv, m, c, best);
        double pivot = basis[(size_t)c * (size_t)m + (size_t)c];
        for (int k = 0; k < m; k++) {
            basis[(size_t)c * (size_t)m + (size_t)k] /= pivot;
            inv[(size_t)c * (size_t)m + (size_t)k] /= pivot;
        }
        for (int r = 0; r < m; r++) {
            double factor = basis[(size_t)r * (size_t)m + (size_t)c];
            if (r == c || factor == 0)
                continue;
            clear_row(basis + (size_t)r * (size_t)m, basis + (size_t)c * (size_t)m, factor, m);
            clear_row(inv + (size_t)r * (size_t)m, inv + (size_t)c * (size_t)m, factor, m);
        }
    }
    mem_free(basis);
    mem_free(column);
    lp->since = 0;
}

static void recompute_reduced(struct lp *lp) {
    int m = lp->n_rows;

    for (int k = 0; k < m; k++)
        lp->rho[k] = 0;
    for (int i = 0; i < m; i++) {
        double c = lp->cost[lp->head[i]];
        for (int k = 0; c != 0 && k < m; k++)
            lp->rho[k] += c * inverse_row(lp, i)[k];
    }
    for (int j = 0; j < m + lp->n_columns; j++)
        lp->d[j] = lp->where[j] >= 0 ? 0 : lp->cost[j] - times_column(lp, lp->rho, j);
}

/* ---- one pivot ---- */

/* The basic variable furthest outside its bounds; -1: feasible. */
static int find_leaving(const struct lp *lp) {
    double worst = FEASIBLE;
    int row = -1;

    for (int i = 0; i < lp->n_rows; i++) {
        int j = lp->head[i];
        double below = lp->low[j] - lp->x[j], above = lp->x[j] - lp->high[j];
        double out = below > above ? below : above;
        if (out > worst) {
            worst = out;
            row = i;
        }
    }
    return row;
}

static int by_ratio(const void *a, const void *b) {
    const struct candidate *x = a, *y = b;

    if (x->ratio < y->ratio || x->ratio > y->ratio)
        return x->ratio < y->ratio ? -1 : 1;
    if (fabs(x->alpha) > fabs(y->alpha) || fabs(x->alpha) < fabs(y->alpha))
        return fabs(x->alpha) > fabs(y->alpha) ? -1 : 1;
    return x->column - y->column;
}

static int list_candidates(struct lp *lp, int row, bool below) {
    const double *rho = inverse_row(lp, row);
    int n = 0;

    for (int j = 0; j < lp->n_rows + lp->n_columns; j++) {
        lp->alpha[j] = 0;
        if (lp->where[j] >= 0)
            continue;
        double alpha = times_column(lp, rho, j);
        lp->alpha[j] = alpha;
        if (lp->high[j] - lp->low[j] <= 0)
            continue;
        double toward = below ? -alpha : alpha; /* > 0: raising j helps */
        bool at_low = lp->x[j] <= lp->low[j];
        if (at_low ? toward <= PIVOT : toward >= -PIVOT)
            continue;
        double ratio = fabs(lp->d[j]) / fabs(alpha);
        lp->candidates[n++] = (struct candidate){ratio, alpha, j};
    }
    return n;
}

/* Long-step ratio test: bounds are flipped on the way while the slope stays positive. */
static int choose_entering(struct lp *lp, int n, double slope, int *out_flips) {
    qsort(lp->candidates, (size_t)n, sizeof *lp->candidates, by_ratio);
    for (int i = 0; i < n; i++) {
        const struct candidate *c = &lp->candidates[i];
        double width = lp->high[c->column] - lp->low[c->column];
        slope -= fabs(c->alpha) * width;
        if (slope > FEASIBLE && i + 1 < n)
            continue;
        if (slope > FEASIBLE)
            return -1; /* all of them at their other bound would not be enough */
        /* among equal ratios the firmest pivot */
        int best = i;
        for (int k = i + 1; k < n && lp->candidates[k].ratio <= c->ratio + DUAL; k++)
            if (fabs(lp->candidates[k].alpha) > 8 * fabs(lp->candidates[best].alpha))
                best = k;
        *out_flips = i;
        return lp->candidates[best].column;
    }
    return -1;
}

static void flip(struct lp *lp, int n) {
    int m = lp->n_rows;

    if (n == 0)
        return;
    for (int i = 0; i < m; i++)
        lp->rhs[i] = 0;
    for (int i = 0; i < n; i++) {
        int j = lp->candidates[i].column;
        double to = lp->x[j] <= lp->low[j] ? lp->high[j] : lp->low[j];
        add_column(lp, lp->rhs, j, -(to - lp->x[j]));
        lp->x[j] = to;
    }
    solve_column(lp, lp->rhs, lp->w);
    for (int i = 0; i < m; i++)
        lp->x[lp->head[i]] += lp->w[i];
}

static void update_inverse(struct lp *lp, int row) {
    int m = lp->n_rows;
    double *pivot_row = inverse_row(lp, row), pivot = lp->w[row];

    for (int k = 0; k < m; k++)
        pivot_row[k] /= pivot;
    for (int i = 0; i < m; i++)
        if (i != row && lp->w[i] != 0)
            clear_row(inverse_row(lp, i), pivot_row, lp->w[i], m);
}

static void exchange(struct lp *lp, int row, int entering, double bound) {
    int leaving = lp->head[row], m = lp->n_rows;
    double theta = lp->d[entering] / lp->alpha[entering];

    for (int j = 0; j < m + lp->n_columns; j++)
        if (lp->where[j] < 0 && lp->alpha[j] != 0)
            lp->d[j] -= theta * lp->alpha[j];
    lp->d[entering] = 0;
    lp->d[leaving] = -theta;
    for (int i = 0; i < m; i++)
        lp->rhs[i] = 0;
    add_column(lp, lp->rhs, entering, 1);
    solve_column(lp, lp->rhs, lp->w);
    double step = (lp->x[leaving] - bound) / lp->w[row];
    for (int i = 0; i < m; i++)
        lp->x[lp->head[i]] -= step * lp->w[i];
    lp->x[entering] += step;
    lp->x[leaving] = bound;
    update_inverse(lp, row);
    lp->where[leaving] = -1;
    lp->where[entering] = row;
    lp->head[row] = entering;
}

static enum lp_outcome step(struct lp *lp, int row) {
    int leaving = lp->head[row], flips;
    bool below = lp->x[leaving] < lp->low[leaving];
    double bound = below ? lp->low[leaving] : lp->high[leaving];
    double slope = fabs(lp->x[leaving] - bound);
    int n = list_candidates(lp, row, below);
    int entering = n ? choose_entering(lp, n, slope, &flips) : -1;

    if (entering < 0)
        return LP_INFEASIBLE;
    flip(lp, flips);
    exchange(lp, row, entering, bound);
    return LP_OPTIMAL;
}

enum lp_outcome lp_solve(struct lp *lp, double cut_off, int64_t *work) {
    int64_t each = (int64_t)lp->n_rows * lp->n_rows / 4 + (int64_t)lp->n_entries + lp->n_rows + 64;

    place_all(lp);
    for (int row; (row = find_leaving(lp)) >= 0;) {
        if ((*work -= each) < 0)
            return LP_STOPPED;
        if (step(lp, row) == LP_INFEASIBLE)
            return LP_INFEASIBLE;
        if (++lp->since >= REFACTOR) {
            refactor(lp);
            recompute_reduced(lp);
            place_all(lp);
        }
        if (lp_objective(lp) > cut_off)
            return LP_CUT_OFF;
    }
    return LP_OPTIMAL;
}
