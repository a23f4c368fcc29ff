/* Rows that the network leaves out: quotas on entries make any flow within them permitted. */
#include "match/network.h"

static int32_t use(const struct entry *e, int row) {
    struct kind kind = {.needs = e->needs, .children = e->children};
    struct option option = {
        .first = e->first, .last = e->last, .share_row = e->share_row, .office = e->office};

    return option_use(&kind, &option, row);
}

static void count_loads(struct network *net, const counts *at) {
    int32_t slot = 0;

    for (int32_t g = 0; g < net->m->n_allocations; g++)
        for (int32_t e = 0; e < net->gates[g].n; e++)
            net->gates[g].v[e].load = 0;
    for (int32_t i = 0; i < net->m->n_kinds; i++) {
        const struct kind *kind = &net->p->kinds[net->m->kinds[i]];
        for (int32_t o = 0; o < kind->options.n; o++, slot++)
            net->gates[net->gate_of[slot]].v[net->entry_of[slot]].load += at[kind->first_slot + o];
    }
}

static int32_t row_load(const struct gate *gate, int row) {
    int32_t load = 0;

    for (int32_t e = 0; e < gate->n; e++)
        load += use(&gate->v[e], row) * gate->v[e].load;
    return load;
}

static int overstepped(const struct network *net, const struct gate *gate) {
    const struct room *room = &net->p->rooms[gate->allocation];

    for (int row = 0; row < room->n_rows; row++)
        if (row_load(gate, row) > room->left[row])
            return row;
    return -1;
}

/* How many overstepped rows one rider less would ease. */
static int32_t relief(const struct network *net, const struct gate *gate, const struct entry *e) {
    const struct room *room = &net->p->rooms[gate->allocation];
    int32_t n = 0;

    for (int row = 0; row < room->n_rows; row++)
        n += use(e, row) && row_load(gate, row) > room->left[row];
    return n;
}

static void trim(const struct network *net, struct gate *gate) {
    for (int row; (row = overstepped(net, gate)) >= 0;) {
        struct entry *most = NULL;
        int32_t best = 0;
        for (int32_t e = 0; e < gate->n; e++) {
            struct entry *entry = &gate->v[e];
            int32_t n = entry->load > 0 && use(entry, row) ? relief(net, gate, entry) : 0;
            if (n > best) {
                best = n;
                most = entry;
            }
        }
        if (!most)
            return; /* cannot be: an overstepped row has riders */
        most->load--;
    }
}

static bool one_more_fits(const struct network *net, const struct gate *gate,
                          const struct entry *e) {
    const struct room *room = &net->p->rooms[gate->allocation];

    for (int row = 0; row < room->n_rows; row++)
        if (use(e, row) && row_load(gate, row) + use(e, row) > room->left[row])
            return false;
    return true;
}

/* What is left goes to the entries that cross the fewest cliques first. */
static void spread(const struct network *net, struct gate *gate) {
    int32_t n_rows = net->p->rooms[gate->allocation].n_rows;

    for (int32_t width = 0; width < n_rows; width++)
        for (int32_t e = 0; e < gate->n; e++)
            while (gate->v[e].last - gate->v[e].first == width &&
                   one_more_fits(net, gate, &gate->v[e]))
                gate->v[e].load++;
}

bool network_set_quotas(struct network *net, const counts *at) {
    bool any = false;

    count_loads(net, at);
    for (int32_t g = 0; g < net->m->n_allocations; g++) {
        struct gate *gate = &net->gates[g];
        if (overstepped(net, gate) < 0)
            continue;
        any = true;
        trim(net, gate);
        spread(net, gate);
        for (int32_t e = 0; e < gate->n; e++)
            gate->v[e].quota = gate->v[e].load;
    }
    return any;
}
