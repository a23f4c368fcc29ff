/* A good plan of a region of any size, in all lines at once: its relaxation, rounded step by step.
 */
#ifndef HOMEWARD_MATCH_DIVE_H
#define HOMEWARD_MATCH_DIVE_H

#include "match/region.h"

/* A line weighs more than what `exchanges` riders win in the next: few give better plans, many
 * seat more. True if `at` got better. */
bool dive(struct region *r, int exchanges, counts *at, int64_t *work);

#endif
