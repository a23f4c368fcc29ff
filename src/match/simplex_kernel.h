/*
 * The network simplex in two widths of costs: 64 bits where prices cannot leave them, 128 bits
 * elsewhere. Only simplex.c chooses.
 */
#ifndef HOMEWARD_MATCH_SIMPLEX_KERNEL_H
#define HOMEWARD_MATCH_SIMPLEX_KERNEL_H

#include "match/simplex.h"

struct simplex_arc {
    int32_t tail, head;
    int64_t upper;
    cost unit_cost;
};
struct simplex_kernel {
    void *(*make)(int32_t n_nodes, int32_t n_arcs);
    void (*discard)(void *solver);
    void (*keep_whole)(void *solver);
    enum mcf_outcome (*run)(void *solver);
    void (*set_arc)(void *solver, int32_t arc, const struct simplex_arc *is);
    void (*get_arc)(const void *solver, int32_t arc, struct simplex_arc *out);
    void (*set_cost)(void *solver, int32_t arc, cost unit_cost);
    void (*set_supply)(void *solver, int32_t node, int64_t supply);
    int64_t (*supply)(const void *solver, int32_t node);
    int64_t (*flow)(const void *solver, int32_t arc);
    cost (*price)(const void *solver, int32_t node);
    int64_t (*pivots)(const void *solver);
};
extern const struct simplex_kernel simplex_narrow, simplex_wide;

#endif
