/* A linear programme from inside: what building it and solving it share. */
#ifndef HOMEWARD_MATCH_LP_PARTS_H
#define HOMEWARD_MATCH_LP_PARTS_H

#include "match/factor.h"
#include "match/lp.h"

/* Columns n_columns.. are the rows' slacks: row activity + slack = 0. */
struct lp {
    int n_rows, n_columns;
    int *start, *index;
    double *value;
    size_t n_entries, rows_cap, low_cap, high_cap, start_cap, index_cap, value_cap, columns_cap;
    int *row_start, *row_index; /* the same by rows */
    double *row_value;
    double *row_low, *row_high;
    double *low, *high;            /* columns, then slacks once started */
    double *cost, *x, *d, *weight; /* weight: of basic variables, dual steepest edge */
    int *head, *where;             /* basic variable of a row; row of a basic variable or -1 */
    struct factor *factor;
    double *rho, *alpha, *w, *rhs;
    int *touched, n_touched; /* columns whose alpha is not zero */
    bool *marked;
    struct candidate *candidates;
    int64_t steps; /* done, in elementary steps */
    bool started;
    bool (*stop)(void *payload);
    void *stop_payload;
};
struct candidate {
    double ratio, alpha;
    int column;
};

void lp_refactor(struct lp *lp);

#endif
