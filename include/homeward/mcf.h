/*
 * Minimum-cost flow by primal network simplex: the kernel of the matcher, and of the program
 * `mcf` (contract section 10). Costs and capacities up to 2^53, lower bounds, negative costs and
 * parallel arcs are allowed.
 */
#ifndef HOMEWARD_MCF_H
#define HOMEWARD_MCF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 mcf_wide; /* sums of costs times flows */

enum mcf_outcome { MCF_OPTIMAL, MCF_INFEASIBLE, MCF_UNBOUNDED };

/* Piece by piece, for large networks: every arc once, in any order, then the run. */
struct mcf;
struct mcf *mcf_new(int32_t n_nodes, int32_t n_arcs);
void mcf_free(struct mcf *m);                                 /* accepts NULL */
void mcf_supply(struct mcf *m, int32_t node, int64_t supply); /* adds up */
/* upper INT64_MAX: no limit. */
void mcf_arc(struct mcf *m, int32_t arc, int32_t tail, int32_t head, int64_t lower, int64_t upper,
             int64_t unit_cost);
/* A network that falls apart without one of its nodes is solved piece by piece; not after this. */
void mcf_keep_whole(struct mcf *m);
enum mcf_outcome mcf_run(struct mcf *m);
mcf_wide mcf_objective(const struct mcf *m);

/* All at once. */
struct mcf_problem {
    int32_t n_nodes, n_arcs;
    const int64_t *supply;               /* per node; must sum to 0 or the answer is infeasible */
    const int32_t *tail, *head;          /* per arc, nodes from 0 */
    const int64_t *lower, *upper, *cost; /* lower may be NULL (all 0); upper INT64_MAX: none */
};
struct mcf_solution {
    int64_t *flow; /* per arc */
    int64_t *
        potential; /* per node: optimality certificate, reduced cost = cost + pi(tail) - pi(head) */
    mcf_wide objective;
    int64_t pivots;
};

/* Fills the caller's arrays flow and potential (potential may be NULL). */
enum mcf_outcome mcf_solve(const struct mcf_problem *problem, struct mcf_solution *solution);

#endif
