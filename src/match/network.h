/*
 * One component as a flow: kinds of riders -> entries of allocations -> seats -> sink, with an
 * unseated arc for each kind. Rows that break network form (a second clique, both needs at once,
 * children) are left out of it, so that its optimum bounds every plan, and come in as quotas where
 * the flow oversteps them.
 */
#ifndef HOMEWARD_MATCH_NETWORK_H
#define HOMEWARD_MATCH_NETWORK_H

#include "match/problem.h"
#include "match/simplex.h"

/* Riders who use the same rows of an allocation. */
struct entry {
    int16_t first, last, share_row, office;
    int32_t children;
    unsigned needs;
    int32_t node;
    int32_t quota; /* most riders; -1: as many as the rows give */
    int32_t load;  /* riders now on it */
};
struct gate { /* the entries of one allocation */
    int32_t allocation;
    struct entry *v;
    int32_t n;
    size_t cap;
    int32_t node; /* of its first clique; the others follow, then lower berths, wheelchairs */
};

struct weights {
    cost bother, outlay, moved, unseated, forbidden;
};

struct network {
    const struct problem *p;
    const struct component *m;
    struct simplex *s;
    struct gate *gates; /* as the component's allocations */
    int32_t *gate_of;   /* of each slot of the component, in order */
    int32_t *entry_of;
    int32_t *first_arc; /* of each kind: its options, then its unseated arc */
    bool *pinned;       /* of each kind */
    int32_t n_nodes, n_arcs, sink;
    struct weights weights;
};

void network_open(struct network *net, const struct problem *p, const struct component *m);
/* Builds (anew, after quotas changed) and solves. */
void network_solve(struct network *net);
void network_rerun(struct network *net);
void network_close(struct network *net);

void network_counts(const struct network *net, counts *at);
void network_count(const struct network *net, int32_t kind, counts *at); /* of one kind */
struct tally {
    int64_t hardship, all; /* seated */
    int64_t against_pins;  /* riders for whom the pins leave no place: not a plan if any */
};
struct tally network_tally(const struct network *net);
/* Where a kind may go: nowhere but on this allocation (-1: unseated), or anywhere again. */
void network_pin(struct network *net, int32_t kind, int32_t allocation);
void network_unpin(struct network *net, int32_t kind);
/* What one more rider of the kind costs there, displacing others; -1 allocation: waiting. */
cost network_price(const struct network *net, int32_t kind, int32_t allocation);
/* Sets quotas where these counts overstep a row of an allocation; false if nowhere. */
bool network_set_quotas(struct network *net, const counts *at);

#endif
