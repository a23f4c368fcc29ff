#include "match/cuts.h"

#include "homeward/mem.h"

#include <math.h>
#include <string.h>

enum { MOST = 2000, A_ROUND = 150 };
#define FRACTION 0.05  /* values nearer to a whole number give weak or unsafe cuts */
#define NOTHING 1e-9   /* coefficients below are left out, the cut being eased for it */
#define RANGE 1e5      /* largest over smallest coefficient */
#define VIOLATION 5e-4 /* of the cut at the optimum, by its length */
#define EASE 1e-6

void cuts_clear(struct cuts *cuts) {
    mem_free(cuts->coefficient);
    mem_free(cuts->least);
    *cuts = (struct cuts){0};
}

static double fraction(double x) {
    return x - floor(x);
}

/* What one unit away from its bound is worth in the cut. */
static double gomory(double a, double f0, bool whole) {
    double f = fraction(a);

    if (!whole)
        return a > 0 ? a / f0 : -a / (1 - f0);
    if (f < NOTHING || f > 1 - NOTHING)
        return 0;
    return f <= f0 ? f / f0 : (1 - f) / (1 - f0);
}

struct maker {
    struct lp *lp;
    int n, soft, soft_end;
    double *tableau, *cut; /* of all columns; of the structural ones */
    double least;
};

/* From distances to bounds back to columns, slacks replaced by their rows. */
static void enter(struct maker *m, int j, double by) {
    double low, high;
    bool at_low = lp_at_low(m->lp, j);

    lp_bounds(m->lp, j, &low, &high);
    m->least += at_low ? by * low : -by * high;
    by = at_low ? by : -by;
    if (j < m->n)
        m->cut[j] += by;
    else
        lp_add_row_to(m->lp, j - m->n, -by, m->cut);
}

static void derive(struct maker *m, int row, double f0) {
    int all = m->n + lp_rows(m->lp);

    lp_tableau(m->lp, row, m->tableau);
    memset(m->cut, 0, (size_t)m->n * sizeof *m->cut);
    m->least = 1;
    for (int j = 0; j < all; j++) {
        double low, high, a = m->tableau[j];
        if (fabs(a) < NOTHING)
            continue;
        lp_bounds(m->lp, j, &low, &high);
        if (high - low <= 0)
            continue;
        bool whole = j < m->n + m->soft || j >= m->n + m->soft_end;
        double by = gomory(lp_at_low(m->lp, j) ? a : -a, f0, whole);
        if (by != 0)
            enter(m, j, by);
    }
}

/* Leaves out what is next to nothing; false: not safe, or it cuts off too little. */
static bool tidy(struct maker *m) {
    double largest = 0, smallest = INFINITY, length = 0, at = 0;

    for (int j = 0; j < m->n; j++)
        largest = fabs(m->cut[j]) > largest ? fabs(m->cut[j]) : largest;
    for (int j = 0; j < m->n; j++) {
        double low, high;
        lp_bounds(m->lp, j, &low, &high);
        if (fabs(m->cut[j]) < largest / RANGE / 4) {
            m->least -= m->cut[j] > 0 ? m->cut[j] * high : m->cut[j] * low;
            m->cut[j] = 0;
            continue;
        }
        smallest = fabs(m->cut[j]) < smallest ? fabs(m->cut[j]) : smallest;
        length += m->cut[j] * m->cut[j];
        at += m->cut[j] * lp_value(m->lp, j);
    }
    m->least -= EASE * (1 + fabs(m->least));
    return largest > 0 && largest <= smallest * RANGE && m->least - at > VIOLATION * sqrt(length);
}

static bool known(const struct cuts *cuts, const struct maker *m) {
    for (int i = 0; i < cuts->n; i++) {
        const double *old = cuts->coefficient + (size_t)i * (size_t)m->n;
        bool same = fabs(cuts->least[i] - m->least) < EASE;
        for (int j = 0; j < m->n && same; j++)
            same = fabs(old[j] - m->cut[j]) < EASE;
        if (same)
            return true;
    }
    return false;
}

static void keep(struct cuts *cuts, const struct maker *m) {
    size_t at = (size_t)cuts->n * (size_t)m->n;

    while (cuts->cap < at + (size_t)m->n)
        cuts->coefficient =
            vec_grow(cuts->coefficient, cuts->cap, &cuts->cap, sizeof *cuts->coefficient);
    memcpy(cuts->coefficient + at, m->cut, (size_t)m->n * sizeof *m->cut);
    cuts->least = vec_grow(cuts->least, (size_t)cuts->n, &cuts->least_cap, sizeof *cuts->least);
    cuts->least[cuts->n++] = m->least;
    cuts->n_columns = m->n;
}

int cuts_find(struct cuts *cuts, struct lp *lp, int soft, int soft_end) {
    struct maker m = {.lp = lp, .n = lp_columns(lp), .soft = soft, .soft_end = soft_end};
    int found = 0;

    m.tableau = mem_array((size_t)(m.n + lp_rows(lp)) + 1, sizeof *m.tableau);
    m.cut = mem_array((size_t)m.n + 1, sizeof *m.cut);
    for (int row = 0; row < lp_rows(lp) && found < A_ROUND && cuts->n < MOST; row++) {
        int j = lp_basic(lp, row);
        double f0 = fraction(lp_value(lp, j));
        if (j >= m.n || f0 < FRACTION || f0 > 1 - FRACTION)
            continue;
        derive(&m, row, f0);
        if (tidy(&m) && !known(cuts, &m)) {
            keep(cuts, &m);
            found++;
        }
    }
    mem_free(m.tableau);
    mem_free(m.cut);
    return found;
}

void cuts_prune(struct cuts *cuts, const struct lp *lp, int first) {
    size_t width = (size_t)cuts->n_columns;
    int kept = 0;

    for (int i = 0; i < cuts->n; i++) {
        if (lp_is_basic(lp, lp_columns(lp) + first + i))
            continue;
        memmove(cuts->coefficient + (size_t)kept * width, cuts->coefficient + (size_t)i * width,
                width * sizeof *cuts->coefficient);
        cuts->least[kept++] = cuts->least[i];
    }
    cuts->n = kept;
}
