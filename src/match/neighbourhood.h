/* Large-neighbourhood search: regions of allocations that share riders, each solved anew. */
#ifndef HOMEWARD_MATCH_NEIGHBOURHOOD_H
#define HOMEWARD_MATCH_NEIGHBOURHOOD_H

#include "match/problem.h"

/* The lines above cost, round the allocations that those who wait could ride. */
void neighbourhood_repair(struct problem *p, const struct component *m, counts *at, int64_t *work);
/* Every line, until a whole round over the component's allocations brings nothing, or *work is
 * used up. */
void neighbourhood_search(struct problem *p, const struct component *m, counts *at, int64_t *work);

#endif
