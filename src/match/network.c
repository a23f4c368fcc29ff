#include "match/network.h"

#include <string.h>

/* ---- entries ---- */

static bool same_entry(const struct entry *e, const struct kind *kind, const struct option *o) {
    return e->first == o->first && e->last == o->last && e->children == kind->children &&
           e->needs == kind->needs && e->office == o->office;
}

static int32_t entry_put(struct gate *gate, const struct kind *kind, const struct option *o) {
    for (int32_t i = 0; i < gate->n; i++)
        if (same_entry(&gate->v[i], kind, o))
            return i;
    struct entry entry = {.first = o->first,
                          .last = o->last,
                          .share_row = o->share_row,
                          .office = o->office,
                          .children = kind->children,
                          .needs = kind->needs,
                          .quota = -1};
    VEC_PUSH(gate->v, gate->n, gate->cap, entry);
    return gate->n - 1;
}

static int32_t gate_find(const struct component *m, int32_t allocation) {
    int32_t low = 0, high = m->n_allocations - 1;

    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (m->allocations[mid] < allocation)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static int32_t component_slots(const struct problem *p, const struct component *m) {
    int32_t n = 0;

    for (int32_t i = 0; i < m->n_kinds; i++)
        n += p->kinds[m->kinds[i]].options.n;
    return n;
}

static void find_entries(struct network *net) {
    const struct component *m = net->m;
    int32_t arc = 0, slot = 0;

    for (int32_t g = 0; g < m->n_allocations; g++)
        net->gates[g].allocation = m->allocations[g];
    for (int32_t i = 0; i < m->n_kinds; i++) {
        const struct kind *kind = &net->p->kinds[m->kinds[i]];
        net->first_arc[i] = arc;
        for (int32_t o = 0; o < kind->options.n; o++, slot++) {
            int32_t g = gate_find(m, kind->options.v[o].allocation);
            net->gate_of[slot] = g;
            net->entry_of[slot] = entry_put(&net->gates[g], kind, &kind->options.v[o]);
        }
        arc += kind->options.n + 1;
    }
    net->first_arc[m->n_kinds] = arc;
}

/*
 * Weights that dominate one exchange cycle (matching.md 6.5): a simple cycle passes each entry of
 * an allocation at most once and the sink once, so 2 * passes * (the most a line can differ in one
 * step) is enough; no weight needs to dominate whole totals.
 */
static void weigh(struct network *net) {
    cost most_bother = 0, most_outlay = 0, passes = 2;
    bool any_stood = false;

    for (int32_t g = 0; g < net->m->n_allocations; g++)
        passes += 2 * (net->gates[g].n + net->p->rooms[net->m->allocations[g]].n_rows);
    for (int32_t i = 0; i < net->m->n_kinds; i++) {
        const struct options *list = &net->p->kinds[net->m->kinds[i]].options;
        any_stood |= net->p->kinds[net->m->kinds[i]].stood;
        for (int32_t o = 0; o < list->n; o++) {
            cost bother = list->v[o].bother < 0 ? -list->v[o].bother : list->v[o].bother;
            most_bother = bother > most_bother ? bother : most_bother;
            most_outlay = list->v[o].outlay > most_outlay ? list->v[o].outlay : most_outlay;
        }
    }
    struct weights *w = &net->weights;
    w->bother = 1;
    w->outlay = passes * most_bother + 1;
    w->moved = any_stood ? passes * (most_outlay * w->outlay + most_bother) + 1 : 0;
    w->unseated = passes * (w->moved + most_outlay * w->outlay + most_bother) + 1;
    w->forbidden = 8 * w->unseated;
}

void network_open(struct network *net, const struct problem *p, const struct component *m) {
    size_t slots = (size_t)component_slots(p, m);

    *net = (struct network){.p = p, .m = m};
    net->gates = mem_array((size_t)m->n_allocations, sizeof *net->gates);
    net->gate_of = mem_array(slots + 1, sizeof *net->gate_of);
    net->entry_of = mem_array(slots + 1, sizeof *net->entry_of);
    net->first_arc = mem_array((size_t)m->n_kinds + 1, sizeof *net->first_arc);
    net->pinned = mem_array((size_t)m->n_kinds + 1, sizeof *net->pinned);
    find_entries(net);
    weigh(net);
}

void network_close(struct network *net) {
    simplex_free(net->s);
    for (int32_t g = 0; g < net->m->n_allocations; g++)
        mem_free(net->gates[g].v);
    mem_free(net->gates);
    mem_free(net->gate_of);
    mem_free(net->entry_of);
    mem_free(net->first_arc);
    mem_free(net->pinned);
}

/* ---- building ---- */

static int32_t cliques(const struct network *net, const struct gate *gate) {
    return net->p->rooms[gate->allocation].n_cliques;
}

/* Without a quota an entry is the row that it uses first. */
static int32_t row_node(const struct network *net, const struct gate *gate,
                        const struct entry *entry) {
    if (entry->needs & NEED_BIT(NEED_LOWER_BERTH))
        return gate->node + cliques(net, gate);
    if (entry->needs & NEED_BIT(NEED_WHEELCHAIR))
        return gate->node + cliques(net, gate) + 1;
    return gate->node + entry->first;
}

static void number_nodes(struct network *net) {
    int32_t node = net->m->n_kinds;

    net->n_arcs = net->first_arc[net->m->n_kinds];
    for (int32_t g = 0; g < net->m->n_allocations; g++) {
        struct gate *gate = &net->gates[g];
        gate->node = node;
        node += cliques(net, gate) + 2;
        net->n_arcs += cliques(net, gate) + 2;
        for (int32_t e = 0; e < gate->n; e++) {
            bool own = gate->v[e].quota >= 0;
            gate->v[e].node = own ? node : row_node(net, gate, &gate->v[e]);
            node += own;
            net->n_arcs += own;
        }
    }
    net->sink = node;
    net->n_nodes = node + 1;
}

static void build_gate(struct network *net, const struct gate *gate, int32_t *arc) {
    const struct room *room = &net->p->rooms[gate->allocation];
    int32_t n = cliques(net, gate);

    for (int32_t k = 0; k < n; k++)
        simplex_set_arc(net->s, (*arc)++, gate->node + k, net->sink, room->left[ROW_CLIQUES + k],
                        0);
    simplex_set_arc(net->s, (*arc)++, gate->node + n, gate->node, room->left[ROW_LOWER], 0);
    simplex_set_arc(net->s, (*arc)++, gate->node + n + 1, gate->node, room->left[ROW_WHEELCHAIR],
                    0);
    for (int32_t e = 0; e < gate->n; e++)
        if (gate->v[e].quota >= 0)
            simplex_set_arc(net->s, (*arc)++, gate->v[e].node, row_node(net, gate, &gate->v[e]),
                            gate->v[e].quota, 0);
}

static cost option_cost(const struct network *net, const struct kind *kind, int32_t o) {
    const struct option *option = &kind->options.v[o];

    return net->weights.bother * option->bother + net->weights.outlay * option->outlay +
           (option_moves(kind, o) ? net->weights.moved : 0);
}

static cost waiting_cost(const struct network *net, const struct kind *kind) {
    return net->weights.unseated * (kind->hardship ? 2 : 1) +
           (kind->stood ? net->weights.moved : 0);
}

static void build_kinds(struct network *net) {
    int64_t total = 0;
    int32_t slot = 0;

    for (int32_t i = 0; i < net->m->n_kinds; i++) {
        const struct kind *kind = &net->p->kinds[net->m->kinds[i]];
        int32_t arc = net->first_arc[i];
        simplex_set_supply(net->s, i, kind->n);
        total += kind->n;
        for (int32_t o = 0; o < kind->options.n; o++, slot++)
            simplex_set_arc(net->s, arc + o, i,
                            net->gates[net->gate_of[slot]].v[net->entry_of[slot]].node, kind->n,
                            option_cost(net, kind, o));
        simplex_set_arc(net->s, arc + kind->options.n, i, net->sink, kind->n,
                        waiting_cost(net, kind));
    }
    simplex_set_supply(net->s, net->sink, -total);
}

void network_solve(struct network *net) {
    int32_t arc = net->first_arc[net->m->n_kinds];

    simplex_free(net->s);
    memset(net->pinned, 0, (size_t)net->m->n_kinds * sizeof *net->pinned);
    number_nodes(net);
    net->s = simplex_new(net->n_nodes, net->n_arcs);
    simplex_expect(net->s, net->weights.forbidden + 4 * net->weights.unseated);
    build_kinds(net);
    for (int32_t g = 0; g < net->m->n_allocations; g++)
        build_gate(net, &net->gates[g], &arc);
    network_rerun(net);
}

/* Everybody can wait, so there is always a flow; costs have no negative cycle. */
void network_rerun(struct network *net) {
    (void)simplex_run(net->s);
}

/* ---- reading ---- */

void network_count(const struct network *net, int32_t kind_index, counts *at) {
    const struct kind *kind = &net->p->kinds[kind_index];
    int32_t arc = net->first_arc[kind->local];

    for (int32_t o = 0; o < kind->options.n; o++)
        at[kind->first_slot + o] = (counts)simplex_flow(net->s, arc + o);
}

void network_counts(const struct network *net, counts *at) {
    for (int32_t i = 0; i < net->m->n_kinds; i++)
        network_count(net, net->m->kinds[i], at);
}

static int64_t flow_against_pins(const struct network *net, int32_t from, int32_t n) {
    int64_t flow = 0;

    for (int32_t arc = from; arc < from + n; arc++)
        if (simplex_cost(net->s, arc) >= net->weights.forbidden)
            flow += simplex_flow(net->s, arc);
    return flow;
}

struct tally network_tally(const struct network *net) {
    struct tally t = {0};

    for (int32_t i = 0; i < net->m->n_kinds; i++) {
        const struct kind *kind = &net->p->kinds[net->m->kinds[i]];
        int32_t n = kind->options.n;
        int64_t seated = kind->n - simplex_flow(net->s, net->first_arc[i] + n);
        t.all += seated;
        t.hardship += kind->hardship ? seated : 0;
        if (net->pinned[i])
            t.against_pins += flow_against_pins(net, net->first_arc[i], n + 1);
    }
    return t;
}

/* ---- pins ---- */

void network_pin(struct network *net, int32_t kind_index, int32_t allocation) {
    const struct kind *kind = &net->p->kinds[kind_index];
    int32_t arc = net->first_arc[kind->local];

    net->pinned[kind->local] = true;
    for (int32_t o = 0; o < kind->options.n; o++) {
        bool here = kind->options.v[o].allocation == allocation;
        simplex_set_cost(net->s, arc + o,
                         option_cost(net, kind, o) + (here ? 0 : net->weights.forbidden));
    }
    simplex_set_cost(net->s, arc + kind->options.n,
                     waiting_cost(net, kind) + (allocation < 0 ? 0 : net->weights.forbidden));
}

void network_unpin(struct network *net, int32_t kind_index) {
    const struct kind *kind = &net->p->kinds[kind_index];
    int32_t arc = net->first_arc[kind->local];

    net->pinned[kind->local] = false;
    for (int32_t o = 0; o < kind->options.n; o++)
        simplex_set_cost(net->s, arc + o, option_cost(net, kind, o));
    simplex_set_cost(net->s, arc + kind->options.n, waiting_cost(net, kind));
}

static cost arc_price(const struct network *net, int32_t arc, int32_t tail, int32_t head) {
    return simplex_cost(net->s, arc) + simplex_price(net->s, tail) - simplex_price(net->s, head);
}

cost network_price(const struct network *net, int32_t kind_index, int32_t allocation) {
    const struct kind *kind = &net->p->kinds[kind_index];
    int32_t arc = net->first_arc[kind->local], g;
    cost best = net->weights.forbidden;

    if (allocation < 0)
        return arc_price(net, arc + kind->options.n, kind->local, net->sink);
    g = gate_find(net->m, allocation);
    for (int32_t o = 0; o < kind->options.n; o++) {
        if (kind->options.v[o].allocation != allocation)
            continue;
        for (int32_t e = 0; e < net->gates[g].n; e++)
            if (same_entry(&net->gates[g].v[e], kind, &kind->options.v[o])) {
                cost price = arc_price(net, arc + o, kind->local, net->gates[g].v[e].node);
                best = price < best ? price : best;
            }
    }
    return best;
}
