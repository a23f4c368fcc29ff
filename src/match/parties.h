/* Whole parties: from the flow of a component to a plan that splits no must party. */
#ifndef HOMEWARD_MATCH_PARTIES_H
#define HOMEWARD_MATCH_PARTIES_H

#include "match/network.h"

/* The network is solved; afterwards it holds the pins, and at the plan. */
void parties_settle(struct network *net, counts *at);
/* The same, but must parties keep the allocations that they have in `at`, or wait as they do. */
void parties_settle_others(struct network *net, counts *at);

#endif
