/*
 * Seats that whole parties lose, won back by a random walk: somebody gets on, those who are in the
 * way get off and look for another place; losses are forgiven ever less often (simulated
 * annealing). The same walk every time, as its dice are seeded.
 */
#ifndef HOMEWARD_MATCH_WALK_H
#define HOMEWARD_MATCH_WALK_H

#include "match/problem.h"

/* From the plan in `at`, until `seated` and `hardship` (what bounds them) are reached or *work is
 * used up. True if `at` got better. */
bool walk_seats(const struct problem *p, const struct component *m, bool split, int64_t seated,
                int64_t hardship, counts *at, int64_t *work);

#endif
