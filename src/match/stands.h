/* A component in which the standing bookings are already the best plan needs no solving. */
#ifndef HOMEWARD_MATCH_STANDS_H
#define HOMEWARD_MATCH_STANDS_H

#include "match/solve.h"

struct stands;
/* Puts everybody where he stands, into `at` too. */
struct stands *stands_new(const struct problem *p, counts *at);
void stands_free(struct stands *s);
/*
 * True where nobody has to move: all that stand can stay, no party is broken, and neither line 1
 * nor line 2 can be any better. Then whatever moves nobody is that plan, so it is the best in all
 * lines; the verdict is filled, and the prices that prove it noted. False: not known.
 */
bool stands_ask(struct stands *s, struct problem *p, const struct component *m,
                struct verdict_on *out);

#endif
