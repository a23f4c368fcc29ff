/* From a good plan of a component to the best: proof where it is small, search where it is not. */
#ifndef HOMEWARD_MATCH_EXACT_H
#define HOMEWARD_MATCH_EXACT_H

#include "match/region.h"
#include "match/solve.h"

/* Small enough to be proved in one piece? */
bool exact_fits(struct problem *p, const struct component *m, const counts *at);
/* Line by line to the optimum, or as far as *work goes; out gets the bounds and the proof. */
void exact_prove(struct problem *p, const struct component *m, counts *at, int64_t *work,
                 struct verdict_on *out);
/* Lines 1 and 2 alone, of a region that is the whole component. */
void exact_seats(struct region *r, counts *at, int64_t *work, struct verdict_on *bounds);
/* The same for a region and the lines up to `last`; true if it got better. */
bool exact_lines(struct region *r, enum line last, counts *at, int64_t *work);

#endif
