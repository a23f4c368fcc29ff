/*
 * Parties onto seats that are together: the free seats of a vehicle are swept from the front, and
 * each seat begins a party of some size, goes to somebody alone, or stays empty; a bounded search
 * with backtracking until every party is placed.
 */
#ifndef HOMEWARD_MATCH_PACKING_H
#define HOMEWARD_MATCH_PACKING_H

#include "homeward/seatmap.h"

struct packing {
    const struct seatmap *map;
    int32_t *first, *near; /* the seats that adjoin seat s: near[first[s]] to near[first[s + 1]] */
    int32_t *order, *rank; /* seats from the front; where each stands among them */
    bool *open;            /* in: seats that may be taken, one for each of map->n_seats */
    int32_t *group;        /* out: of each seat the group that has it, -1; groups count from 0 */
    int32_t n_placed;      /* out: groups */
    /* the search */
    int32_t *now;   /* what stands on a seat so far */
    int32_t *shut;  /* number of the group for which a seat is ruled out */
    int32_t *stack; /* seats of the groups, one group after the other */
    int32_t *left;  /* groups of each size not yet placed */
    int32_t largest, n_left, placed, singles, empties;
    int64_t budget;
};

/* Everything lives in the arena. */
void packing_make(const struct seatmap *map, struct arena *arena, struct packing *out);
/* Groups of the sizes given (each at least 2) onto open seats, beside people alone; if not all can
 * be placed, as many as were found. */
bool packing_search(struct packing *p, const int32_t *sizes, int32_t n, int32_t singles,
                    struct arena *arena);

#endif
