/* General minimum-cost flow on top of the kernel: lower bounds, sums, what has no answer. */
#include "homeward/mcf.h"

#include "homeward/mem.h"
#include "match/simplex.h"

/* A lower bound is flow that is there already: it leaves the capacity and changes the supplies. */
struct mcf {
    struct simplex *s;
    int32_t n_nodes, n_arcs;
    mcf_wide fixed; /* cost of the lower bounds */
    bool impossible;
};

struct mcf *mcf_new(int32_t n_nodes, int32_t n_arcs) {
    struct mcf *m = mem_alloc(sizeof *m);

    m->s = simplex_new(n_nodes, n_arcs);
    m->n_nodes = n_nodes;
    m->n_arcs = n_arcs;
    return m;
}

void mcf_free(struct mcf *m) {
    if (!m)
        return;
    simplex_free(m->s);
    mem_free(m);
}

/* Sums of supplies that do not fit are no network that any caller has. */
static void add_supply(struct mcf *m, int32_t node, int64_t by) {
    int64_t supply = simplex_supply(m->s, node);

    m->impossible |= __builtin_add_overflow(supply, by, &supply);
    simplex_set_supply(m->s, node, supply);
}

void mcf_supply(struct mcf *m, int32_t node, int64_t supply) {
    add_supply(m, node, supply);
}

void mcf_arc(struct mcf *m, int32_t arc, int32_t tail, int32_t head, int64_t lower, int64_t upper,
             int64_t unit_cost) {
    m->impossible |= lower > upper;
    if (lower) {
        add_supply(m, tail, -lower);
        add_supply(m, head, lower);
        m->fixed += (mcf_wide)lower * unit_cost;
    }
    simplex_set_arc(m->s, arc, tail, head, upper == INT64_MAX ? FLOW_NONE : upper - lower,
                    unit_cost);
}

/* A cycle that earns without limit was found; it counts only where there is a flow at all. */
static enum mcf_outcome without_costs(struct mcf *m) {
    for (int32_t a = 0; a < m->n_arcs; a++)
        simplex_set_cost(m->s, a, 0);
    return simplex_run(m->s) == MCF_OPTIMAL ? MCF_UNBOUNDED : MCF_INFEASIBLE;
}

void mcf_keep_whole(struct mcf *m) {
    simplex_keep_whole(m->s);
}

enum mcf_outcome mcf_run(struct mcf *m) {
    mcf_wide sum = 0;

    for (int32_t i = 0; i < m->n_nodes; i++)
        sum += simplex_supply(m->s, i);
    if (m->impossible || sum != 0)
        return MCF_INFEASIBLE;
    enum mcf_outcome outcome = simplex_run(m->s);
    return outcome == MCF_UNBOUNDED ? without_costs(m) : outcome;
}

mcf_wide mcf_objective(const struct mcf *m) {
    mcf_wide sum = m->fixed;

    for (int32_t a = 0; a < m->n_arcs; a++)
        sum += (mcf_wide)simplex_flow(m->s, a) * simplex_cost(m->s, a);
    return sum;
}

enum mcf_outcome mcf_solve(const struct mcf_problem *p, struct mcf_solution *out) {
    struct mcf *m = mcf_new(p->n_nodes, p->n_arcs);

    for (int32_t i = 0; i < p->n_nodes; i++)
        mcf_supply(m, i, p->supply[i]);
    for (int32_t a = 0; a < p->n_arcs; a++)
        mcf_arc(m, a, p->tail[a], p->head[a], p->lower ? p->lower[a] : 0, p->upper[a], p->cost[a]);
    enum mcf_outcome outcome = mcf_run(m);
    if (outcome == MCF_OPTIMAL) {
        out->objective = mcf_objective(m);
        out->pivots = simplex_pivots(m->s);
        for (int32_t a = 0; a < p->n_arcs; a++)
            out->flow[a] = simplex_flow(m->s, a) + (p->lower ? p->lower[a] : 0);
        for (int32_t i = 0; out->potential && i < p->n_nodes; i++)
            out->potential[i] = (int64_t)simplex_price(m->s, i);
    }
    mcf_free(m);
    return outcome;
}
