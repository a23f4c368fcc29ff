/* The best plan found for every component, what bounds it, and whether it is proved. */
#ifndef HOMEWARD_MATCH_SOLVE_H
#define HOMEWARD_MATCH_SOLVE_H

#include "match/problem.h"

struct verdict_on {
    int64_t bound_all, bound_hardship; /* no permitted plan of the component seats more */
    bool optimal;                      /* all lines proved */
};
/* One verdict a component. */
void solve_all(struct problem *p, counts *at, struct verdict_on *verdicts);

#endif
