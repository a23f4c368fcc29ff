/*
 * The basis of a linear programme, factored: single entries are peeled off first (columns, then
 * rows), as almost all of a basis here is slacks and riders of one party; what is left, the
 * nucleus, is small and dense. Between factorings each exchange adds a column in product form.
 */
#ifndef HOMEWARD_MATCH_FACTOR_H
#define HOMEWARD_MATCH_FACTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sparse columns; column n + i stands for the unit column of row i. */
struct columns {
    int n;
    const int *start, *index;
    const double *value;
};

struct factor;
struct factor *factor_new(int n_rows);
void factor_free(struct factor *f);
/* head: the column basic at each place; places are dealt anew so that place = pivot row. Columns
 * that depend on others give way to unit columns. */
void factor_make(struct factor *f, const struct columns *columns, int *head);
/* B x = b and y B = c, in place. */
void factor_solve(struct factor *f, double *b);
void factor_solve_row(struct factor *f, double *c);
/* Place `row` now holds the column whose solution is w. */
void factor_exchange(struct factor *f, int row, const double *w);
int factor_exchanges(const struct factor *f); /* since factor_make */
int64_t factor_steps(const struct factor *f); /* what one solve costs */

#endif
