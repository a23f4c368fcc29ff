/*
 * One pool of the tidying pass (tidy.c): units that may change between two allocations, a and b, at
 * the same cost a head.
 */
#ifndef HOMEWARD_MATCH_DEAL_H
#define HOMEWARD_MATCH_DEAL_H

#include "homeward/mem.h"
#include <stdbool.h>
#include <stdint.h>

/* What a change from side a to side b means for each head of a unit. */
struct change {
    int64_t outlay, bother;
    int32_t a_first, a_last, b_first, b_last; /* cliques crossed; -1: held for the whole run */
};
struct entry {
    struct change change;
    int32_t unit, station, n;
    bool on_a;
};

struct deal {
    const struct entry *pool; /* by station */
    int32_t n;
    const int32_t *count[2]; /* by station: all its people on a, on b */
    int32_t low, high;       /* heads on a, least and most */
    int64_t *work;
};
/* The deal with the fewest pairs of station and allocation, of those the one whose counts are the
 * least even. False: what is now is as good. The answer's scratch lives in the arena. */
bool deal_best(const struct deal *deal, struct arena *arena, bool *to_a);

#endif
