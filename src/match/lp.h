/*
 * Small linear programmes: bounded dual simplex. For the regions that
 * exact.c solves, a few hundred rows, re-solved many times after bounds changed: every basis stays
 * dual feasible, as all columns have finite bounds.
 */
#ifndef HOMEWARD_MATCH_LP_H
#define HOMEWARD_MATCH_LP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LP_INFINITE 1e30

struct lp;
/* Minimise; all costs start at 0. */
struct lp *lp_new(void);
/* Asked now and then while solving; once it says true, no work is left. May be NULL. */
void lp_set_stop(struct lp *lp, bool (*stop)(void *payload), void *payload);
void lp_free(struct lp *lp);
int lp_add_row(struct lp *lp, double low, double high);    /* before columns use it */
int lp_add_column(struct lp *lp, double low, double high); /* finite bounds */
void lp_add_entry(struct lp *lp, int row, int column,
                  double value);                  /* of the last column; sums up */
void lp_start(struct lp *lp, const double *cost); /* slack basis, by cost */
void lp_set_bounds(struct lp *lp, int column, double low, double high);
void lp_bounds(const struct lp *lp, int column, double *low, double *high);

enum lp_outcome { LP_OPTIMAL, LP_INFEASIBLE, LP_CUT_OFF, LP_STOPPED };
/* Stops with LP_CUT_OFF once the optimum is known to be above cut_off. Takes what it did, in
 * elementary steps, from *work, and stops when that is used up. */
enum lp_outcome lp_solve(struct lp *lp, double cut_off, int64_t *work);
double lp_objective(const struct lp *lp);
double lp_value(const struct lp *lp, int column);
double lp_reduced(const struct lp *lp, int column);
/* For cuts. Slacks are columns lp_columns(lp) + row: row activity + slack = 0. */
int lp_basic(const struct lp *lp, int row); /* the column that is basic in a row */
bool lp_is_basic(const struct lp *lp, int column);
bool lp_at_low(const struct lp *lp, int column);
/* The row of the tableau: basic column + sum of out[j] * column j = 0; basic ones are 0. */
void lp_tableau(struct lp *lp, int row, double *out);
/* to += factor * the row's coefficients */
void lp_add_row_to(const struct lp *lp, int row, double factor, double *to);
int lp_columns(const struct lp *lp);
int lp_rows(const struct lp *lp);

#endif
