/* General minimum-cost flow on top of the kernel: lower bounds and sums. */
#include "homeward/mcf.h"

#include "homeward/mem.h"
#include "match/simplex.h"

static void load(struct simplex *s, const struct mcf_problem *p, int64_t *supply) {
    for (int32_t i = 0; i < p->n_nodes; i++)
        supply[i] = p->supply[i];
    for (int32_t a = 0; a < p->n_arcs; a++) {
        int64_t lower = p->lower ? p->lower[a] : 0;
        int64_t upper = p->upper[a] == INT64_MAX ? FLOW_NONE : p->upper[a] - lower;
        supply[p->tail[a]] -= lower;
        supply[p->head[a]] += lower;
        simplex_set_arc(s, a, p->tail[a], p->head[a], upper, p->cost[a]);
    }
    for (int32_t i = 0; i < p->n_nodes; i++)
        simplex_set_supply(s, i, supply[i]);
}

static void read_back(const struct simplex *s, const struct mcf_problem *p,
                      struct mcf_solution *out) {
    out->objective = 0;
    out->pivots = simplex_pivots(s);
    for (int32_t a = 0; a < p->n_arcs; a++) {
        out->flow[a] = simplex_flow(s, a) + (p->lower ? p->lower[a] : 0);
        out->objective += (mcf_wide)out->flow[a] * p->cost[a];
    }
    for (int32_t i = 0; out->potential && i < p->n_nodes; i++)
        out->potential[i] = (int64_t)simplex_price(s, i);
}

static bool sound(const struct mcf_problem *p) {
    mcf_wide sum = 0;

    for (int32_t i = 0; i < p->n_nodes; i++)
        sum += p->supply[i];
    for (int32_t a = 0; a < p->n_arcs; a++)
        if (p->lower && p->lower[a] > p->upper[a])
            return false;
    return sum == 0;
}

enum mcf_outcome mcf_solve(const struct mcf_problem *problem, struct mcf_solution *solution) {
    if (!sound(problem))
        return MCF_INFEASIBLE;
    struct simplex *s = simplex_new(problem->n_nodes, problem->n_arcs);
    int64_t *supply = mem_array((size_t)problem->n_nodes + 1, sizeof *supply);

    load(s, problem, supply);
    enum mcf_outcome outcome = simplex_run(s);
    if (outcome == MCF_OPTIMAL)
        read_back(s, problem, solution);
    mem_free(supply);
    simplex_free(s);
    return outcome;
}
