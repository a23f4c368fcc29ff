/*
 * Gomory's mixed-integer cuts: inequalities that every plan keeps and a fractional solution of a
 * region's programme breaks. What is cut off for one line of the objective stays cut off for the
 * lines after it, as these only ask for more.
 */
#ifndef HOMEWARD_MATCH_CUTS_H
#define HOMEWARD_MATCH_CUTS_H

#include "match/lp.h"

struct cuts {
    double *coefficient; /* cut * n_columns + column */
    double *least;       /* sum of coefficient * column >= least */
    int n, n_columns;
    size_t cap, least_cap;
};
void cuts_clear(struct cuts *cuts);
/* Cuts from the optimum that the programme is at, all columns being whole numbers, and so are
 * slacks of rows outside [soft, soft_end). Returns how many. */
int cuts_find(struct cuts *cuts, struct lp *lp, int soft, int soft_end);
/* Forgets the cuts that do not hold the optimum: cut i is row `first` + i. */
void cuts_prune(struct cuts *cuts, const struct lp *lp, int first);

#endif
