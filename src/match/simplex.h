/*
 * Minimum-cost flow by primal network simplex that can go on from where it was: change costs, run
 * again. Block search for the entering arc; strongly feasible trees (Cunningham 1976), so that it
 * cannot cycle. Costs may be 128 bits wide: the lines of the objective need weights that dominate
 * an exchange cycle (matching.md 6.5), and sums must not wrap.
 */
#ifndef HOMEWARD_MATCH_SIMPLEX_H
#define HOMEWARD_MATCH_SIMPLEX_H

#include "homeward/mcf.h"

typedef mcf_wide cost;
#define FLOW_NONE INT64_MAX /* capacity without a limit */

struct simplex;
struct simplex *simplex_new(int32_t n_nodes, int32_t n_arcs);
void simplex_free(struct simplex *s);
/* Before the first run: every arc once, every node that has a supply. */
void simplex_set_arc(struct simplex *s, int32_t arc, int32_t tail, int32_t head, int64_t upper,
                     cost unit_cost);
void simplex_set_supply(struct simplex *s, int32_t node, int64_t supply);
/* Greatest cost that will ever be set, where it is not among those set before the first run; says
 * so before any arc is set. */
void simplex_expect(struct simplex *s, cost dearest);
/* Never one piece after another where the network falls apart without one node; before the run. */
void simplex_keep_whole(struct simplex *s);
enum mcf_outcome simplex_run(struct simplex *s);
int64_t simplex_supply(const struct simplex *s, int32_t node); /* before the first run */
/* Between runs. */
void simplex_set_cost(struct simplex *s, int32_t arc, cost unit_cost);
cost simplex_cost(const struct simplex *s, int32_t arc);
int64_t simplex_flow(const struct simplex *s, int32_t arc);
/* reduced cost of an arc = cost + price(tail) - price(head) */
cost simplex_price(const struct simplex *s, int32_t node);
int64_t simplex_pivots(const struct simplex *s);

#endif
