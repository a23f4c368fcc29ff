/*
 * A component as units that move as one: must parties, other parties that ride whole, riders. Each
 * rides one of its ways or waits. Parties that are tied to fixed members stay as they are.
 */
#ifndef HOMEWARD_MATCH_UNITS_H
#define HOMEWARD_MATCH_UNITS_H

#include "match/problem.h"

enum { UNIT_HARDSHIP = 1000 }; /* riders that one of hardship outweighs */

struct way {
    int32_t place;  /* of the allocation among the component's */
    int32_t uses;   /* first of its rows in the pool of uses */
    int32_t option; /* of a rider; a party has one for each kind from `option` in the pool */
};
struct unit {
    int32_t kind, group; /* group: -1 for a rider, whoever of the kind it is */
    int32_t first_way, n_ways;
    int32_t value; /* riders, those of hardship weighing more */
};
struct units {
    const struct problem *p;
    const struct component *m;
    bool split; /* parties that all wait, but need not ride together, are so many riders */
    struct unit *v;
    struct way *ways;
    int32_t *uses, *options; /* pools */
    int32_t *first_row;      /* of each place: its rows in left */
    int32_t *left;           /* of each row, less what stays as it is */
    int32_t *rides;          /* of each unit: its way now, -1: waits */
    int32_t n, n_ways, n_uses, n_options;
    size_t cap, rides_cap, ways_cap, uses_cap, options_cap;
    struct arena arena;
};

/* left: after everybody who rides. */
void units_open(struct units *u, const struct problem *p, const struct component *m, bool split,
                const counts *at);
void units_close(struct units *u);
/* The counts of these rides into `at`. */
void units_write(const struct units *u, const int32_t *rides, counts *at);

#endif
