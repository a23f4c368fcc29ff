/* Whole parties: from the flow of a component to a plan that splits no must party. */
#ifndef HOMEWARD_MATCH_PARTIES_H
#define HOMEWARD_MATCH_PARTIES_H

#include "match/network.h"

/* The network is solved; afterwards it holds the pins, and at the plan. */
void parties_settle(struct network *net, counts *at);

#endif
