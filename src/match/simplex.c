/* Which width of costs a network needs. */
#include "match/simplex.h"

#include "homeward/mem.h"
#include "match/simplex_kernel.h"

#define NARROW_MOST ((cost)1 << 62)

struct simplex {
    const struct simplex_kernel *kernel;
    void *solver;
    int32_t n_nodes, n_arcs;
    cost dearest;
    bool whole, started;
};

struct simplex *simplex_new(int32_t n_nodes, int32_t n_arcs) {
    struct simplex *s = mem_alloc(sizeof *s);

    s->kernel = &simplex_narrow;
    s->solver = s->kernel->make(n_nodes, n_arcs);
    s->n_nodes = n_nodes;
    s->n_arcs = n_arcs;
    return s;
}

void simplex_free(struct simplex *s) {
    if (!s)
        return;
    s->kernel->discard(s->solver);
    mem_free(s);
}

/* A price is a path from the root: one artificial arc, dearer than all others together, and one
 * arc for each node; a reduced cost is two of them and an arc. */
static bool fits_narrow(const struct simplex *s, cost dearest) {
    return dearest < NARROW_MOST / 5 / (s->n_nodes + 2);
}

/* Before the start only: no tree is carried over. */
static void widen(struct simplex *s) {
    void *wide = simplex_wide.make(s->n_nodes, s->n_arcs);

    for (int32_t a = 0; a < s->n_arcs; a++) {
        struct simplex_arc arc;
        s->kernel->get_arc(s->solver, a, &arc);
        simplex_wide.set_arc(wide, a, &arc);
    }
    for (int32_t i = 0; i < s->n_nodes; i++)
        simplex_wide.set_supply(wide, i, s->kernel->supply(s->solver, i));
    s->kernel->discard(s->solver);
    s->kernel = &simplex_wide;
    s->solver = wide;
}

void simplex_expect(struct simplex *s, cost dearest) {
    if (s->kernel == &simplex_narrow && !fits_narrow(s, dearest))
        widen(s);
}

static void note_cost(struct simplex *s, cost unit_cost) {
    cost c = unit_cost < 0 ? -unit_cost : unit_cost;

    s->dearest = c > s->dearest ? c : s->dearest;
}

void simplex_set_arc(struct simplex *s, int32_t arc, int32_t tail, int32_t head, int64_t upper,
                     cost unit_cost) {
    const struct simplex_arc is = {tail, head, upper, unit_cost};

    note_cost(s, unit_cost);
    s->kernel->set_arc(s->solver, arc, &is);
}

void simplex_set_supply(struct simplex *s, int32_t node, int64_t supply) {
    s->kernel->set_supply(s->solver, node, supply);
}

void simplex_keep_whole(struct simplex *s) {
    s->whole = true;
}

enum mcf_outcome simplex_run(struct simplex *s) {
    if (!s->started)
        simplex_expect(s, s->dearest);
    if (s->whole)
        s->kernel->keep_whole(s->solver);
    s->started = true;
    return s->kernel->run(s->solver);
}

void simplex_set_cost(struct simplex *s, int32_t arc, cost unit_cost) {
    s->kernel->set_cost(s->solver, arc, unit_cost);
}

cost simplex_cost(const struct simplex *s, int32_t arc) {
    struct simplex_arc is;

    s->kernel->get_arc(s->solver, arc, &is);
    return is.unit_cost;
}

int64_t simplex_supply(const struct simplex *s, int32_t node) {
    return s->kernel->supply(s->solver, node);
}

int64_t simplex_flow(const struct simplex *s, int32_t arc) {
    return s->kernel->flow(s->solver, arc);
}

cost simplex_price(const struct simplex *s, int32_t node) {
    return s->kernel->price(s->solver, node);
}

int64_t simplex_pivots(const struct simplex *s) {
    return s->kernel->pivots(s->solver);
}
