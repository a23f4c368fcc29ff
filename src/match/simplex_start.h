/*
 * How the network simplex starts (part of simplex_body.h): the root, the pieces that hang together
 * without it, and a first basis: a forest of cheap ways towards the nodes that want flow.
 */
#define SWEEPS 6

/* ---- the root and the pieces ---- */

/* The node with the most arcs, so that as much as can falls apart without it. */
static void choose_root(struct solver *s) {
    int32_t *arcs = s->before;

    memset(arcs, 0, (size_t)s->n_nodes * sizeof *arcs);
    for (int32_t a = 0; a < s->n_arcs; a++) {
        arcs[s->ways[a].tail]++;
        arcs[s->ways[a].head]++;
    }
    for (int32_t i = 0; i < s->n_nodes; i++)
        s->root = arcs[i] > arcs[s->root] ? i : s->root;
}

static int32_t top_of(int32_t *up, int32_t node) {
    while (up[node] != node)
        node = up[node] = up[up[node]];
    return node;
}

/* Union-find without the root. */
static void find_pieces(const struct solver *s, int32_t *up) {
    for (int32_t i = 0; i < s->n_nodes; i++)
        up[i] = i;
    for (int32_t a = 0; a < s->n_arcs; a++) {
        const struct way *w = &s->ways[a];
        int32_t t = top_of(up, w->tail), h = top_of(up, w->head);
        if (t != s->root && h != s->root)
            up[t > h ? t : h] = t > h ? h : t;
    }
}

/* An arc belongs to the piece of its end that is not the root. */
static int32_t piece_of(const struct solver *s, int32_t *up, const int32_t *number, int32_t arc) {
    const struct way *w = &s->ways[arc];

    return number[top_of(up, w->tail == s->root ? w->head : w->tail)];
}

static void count_pieces(struct solver *s, int32_t *up, int32_t *number) {
    for (int32_t i = 0; i < s->n_nodes; i++)
        if (top_of(up, i) == i)
            number[i] = s->n_pieces++;
    s->pieces = mem_array((size_t)s->n_pieces + 1, sizeof *s->pieces);
    for (int32_t a = 0; a < s->n_arcs; a++)
        s->pieces[piece_of(s, up, number, a)].next++;
    for (int32_t i = 0, from = 0; i < s->n_pieces; i++) {
        struct piece *p = &s->pieces[i];
        *p = (struct piece){from, from + p->next, from};
        from = p->to;
    }
}

/* Along the rings of the permutation, so that it needs no second copy; `state` says who has gone.
 */
static void move_arcs(struct solver *s) {
    for (int32_t a = 0; a < s->n_arcs; a++) {
        struct way way = s->ways[a];
        int64_t upper = s->upper[a];
        for (int32_t i = a; !s->state[i];) {
            s->state[i] = 1;
            i = s->at[i];
            struct way next_way = s->ways[i];
            int64_t next_upper = s->upper[i];
            s->ways[i] = way;
            s->upper[i] = upper;
            way = next_way;
            upper = next_upper;
        }
    }
}

static void sort_arcs(struct solver *s, int32_t *up, const int32_t *number) {
    s->at = mem_array((size_t)s->n_arcs + 1, sizeof *s->at);
    for (int32_t a = 0; a < s->n_arcs; a++)
        s->at[a] = s->pieces[piece_of(s, up, number, a)].next++;
    for (int32_t i = 0; i < s->n_pieces; i++)
        s->pieces[i].next = s->pieces[i].from;
    move_arcs(s);
}

static void keep_one_piece(struct solver *s) {
    mem_free(s->pieces);
    s->n_pieces = 1;
    s->pieces = mem_array(1, sizeof *s->pieces);
    s->pieces[0] = (struct piece){0, s->n_arcs, 0};
}

static bool only_one(const struct solver *s) {
    for (int32_t i = 0; i < s->n_pieces; i++)
        if (s->pieces[i].to - s->pieces[i].from > s->n_arcs / 2)
            return true;
    return false;
}

/* Where most arcs are one piece anyway, all of them are. */
static void split(struct solver *s) {
    int32_t *up = s->after, *number = s->before;

    find_pieces(s, up);
    count_pieces(s, up, number);
    if (s->whole || only_one(s))
        keep_one_piece(s);
    else
        sort_arcs(s, up, number);
}

/* ---- ways ---- */

static COST dearest(const struct solver *s) {
    COST most = 0;

    for (int32_t a = 0; a < s->n_arcs; a++) {
        COST c = s->ways[a].unit_cost < 0 ? -s->ways[a].unit_cost : s->ways[a].unit_cost;
        most = c > most ? c : most;
    }
    return most;
}

/* One step of Bellman and Ford, costs below zero taken for zero: so ways never close a ring. The
 * price is the way's length; a node without one is dearer than any. */
static bool relax(struct solver *s, int32_t arc) {
    const struct way *w = &s->ways[arc];
    COST from = s->price[w->head], by = w->unit_cost > 0 ? w->unit_cost : 0;

    if (from >= s->artificial || from + by >= s->price[w->tail] || s->upper[arc] == 0)
        return false;
    s->price[w->tail] = from + by;
    s->nodes[w->tail].pred = arc;
    return true;
}

/* There and back a few times over the arcs as they stand; ways not found by then are done without.
 */
static void find_ways(struct solver *s) {
    bool any = true;

    for (int32_t i = 0; i < s->n_nodes; i++) {
        s->nodes[i].pred = s->n_arcs + i;
        s->price[i] = s->nodes[i].flow < 0 ? 0 : s->artificial;
    }
    for (int sweep = 0; sweep < SWEEPS && any; sweep++) {
        any = false;
        for (int32_t a = 0; a < s->n_arcs; a++)
            any |= relax(s, sweep % 2 ? a : s->n_arcs - 1 - a);
    }
}

/* ---- the tree ---- */

/* What has come together at a node goes on its way, if there is room and some left: flow can
 * always be sent to the root then (strongly feasible). Else the node hangs on the root. */
static void settle(struct solver *s, int32_t node) {
    struct node *n = &s->nodes[node];
    bool own_way = n->pred < s->n_arcs;

    if (own_way && 0 <= n->flow && n->flow < s->upper[n->pred]) {
        s->state[n->pred] = IN_TREE;
        s->nodes[n->parent].flow += n->flow;
        s->nodes[n->parent].size += n->size;
        return;
    }
    bool up = n->flow >= 0;
    n->parent = s->root;
    n->pred = up ? s->n_arcs + node : ~(s->n_arcs + node);
    n->flow = up ? n->flow : -n->flow;
}

/* Counts how many ways come to each node: those without any are the leaves. */
static void count_ways(struct solver *s, int32_t *ways) {
    memset(ways, 0, (size_t)s->n_nodes * sizeof *ways);
    for (int32_t i = 0; i < s->n_nodes; i++) {
        struct node *n = &s->nodes[i];
        n->parent = n->pred < s->n_arcs ? s->ways[n->pred].head : s->root;
        n->size = 1;
        if (i != s->root)
            ways[n->parent]++;
    }
}

/* From the leaves up: a node is settled when all below it are. Returns the last one; `last` of
 * each is for now the one before it. */
static int32_t settle_forest(struct solver *s) {
    int32_t *ways = s->after, latest = -1;

    count_ways(s, ways);
    ways[s->root]++; /* is never done */
    for (int32_t i = 0; i < s->n_nodes; i++)
        for (int32_t u = i, next; ways[u] == 0; u = next) {
            next = s->nodes[u].parent;
            settle(s, u);
            s->nodes[u].last = latest;
            latest = u;
            ways[u] = -1;
            ways[next]--;
        }
    return latest;
}

/* Parents come before children from the latest back: each is linked in behind its parent. */
static void link_tree(struct solver *s, int32_t latest) {
    s->after[s->root] = s->before[s->root] = s->root;
    for (int32_t u = latest; u >= 0; u = s->nodes[u].last) {
        int32_t parent = s->nodes[u].parent, next = s->after[parent];
        link_after(s, parent, u);
        link_after(s, u, next);
    }
}

/* Backwards along the ring the first child that comes along has the last node of its parent. */
static void find_lasts(struct solver *s) {
    for (int32_t i = 0; i < s->n_nodes; i++)
        s->nodes[i].last = -1;
    for (int32_t u = s->before[s->root]; u != s->root; u = s->before[u]) {
        struct node *n = &s->nodes[u], *parent = &s->nodes[n->parent];
        n->last = n->last < 0 ? u : n->last;
        parent->last = parent->last < 0 ? n->last : parent->last;
    }
}

static void start(struct solver *s) {
    choose_root(s);
    split(s);
    s->artificial = (dearest(s) + 1) * (s->n_nodes + 1);
    memset(s->state, AT_LOWER, (size_t)s->n_arcs);
    find_ways(s);
    link_tree(s, settle_forest(s));
    find_lasts(s);
    s->nodes[s->root] = (struct node){
        .parent = -1, .pred = s->n_arcs + s->root, .size = s->n_nodes, .last = s->before[s->root]};
    price_tree(s);
    s->started = true;
}
