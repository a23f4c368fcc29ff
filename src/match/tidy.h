/* The tidying pass: fewer (station, allocation) pairs, every line of the objective as it was. */
#ifndef HOMEWARD_MATCH_TIDY_H
#define HOMEWARD_MATCH_TIDY_H

#include "match/problem.h"

/* Who is free is dealt anew; who stands, and who is seated at all, stays. work: elementary steps
 * at most. */
void tidy_bookings(const struct problem *p, int64_t work, struct booking *bookings);

#endif
