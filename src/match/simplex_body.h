/*
 * The network simplex itself, for one width of costs: COST and KERNEL are the includer's. Arcs
 * are structures of arrays, 25 bytes each for costs of 64 bits; the flow of an arc outside the
 * tree is 0 or its capacity, that of a tree arc stands with the node below it.
 */
enum { AT_UPPER = -1, IN_TREE = 0, AT_LOWER = 1 };
#define BLOCK_MIN 16

struct node {
    COST price;
    int64_t flow;              /* of pred; before the start the node's supply */
    int32_t parent, pred;      /* pred: the arc to the parent */
    int32_t size;              /* nodes of its subtree, itself among them */
    int32_t child, next, prev; /* children as a list */
    bool up;                   /* pred points to the parent */
};

/* Arcs n_arcs + i join node i to the root, node n_nodes; they have no limit and never come back. */
struct solver {
    int32_t n_nodes, n_arcs, next_arc, block;
    struct node *nodes;
    int32_t *tail, *head;
    int64_t *upper;
    COST *unit_cost;
    signed char *state;
    COST artificial;
    int64_t pivots;
    bool started, stale; /* stale: the cost of a tree arc changed */
};

static void *make(int32_t n_nodes, int32_t n_arcs) {
    struct solver *s = mem_alloc(sizeof *s);
    size_t arcs = (size_t)n_arcs + 1;

    s->n_nodes = n_nodes;
    s->n_arcs = n_arcs;
    s->nodes = mem_array((size_t)n_nodes + 1, sizeof *s->nodes);
    s->tail = mem_array(arcs, sizeof *s->tail);
    s->head = mem_array(arcs, sizeof *s->head);
    s->upper = mem_array(arcs, sizeof *s->upper);
    s->unit_cost = mem_array(arcs, sizeof *s->unit_cost);
    s->state = mem_array(arcs, 1);
    return s;
}

static void discard(void *solver) {
    struct solver *s = solver;

    mem_free(s->nodes);
    mem_free(s->tail);
    mem_free(s->head);
    mem_free(s->upper);
    mem_free(s->unit_cost);
    mem_free(s->state);
    mem_free(s);
}

/* ---- the tree ---- */

static void hang(struct solver *s, int32_t node, int32_t parent) {
    struct node *n = &s->nodes[node], *p = &s->nodes[parent];

    n->parent = parent;
    n->prev = -1;
    n->next = p->child;
    if (p->child >= 0)
        s->nodes[p->child].prev = node;
    p->child = node;
}

static void unhang(struct solver *s, int32_t node) {
    struct node *n = &s->nodes[node];

    if (n->prev >= 0)
        s->nodes[n->prev].next = n->next;
    else
        s->nodes[n->parent].child = n->next;
    if (n->next >= 0)
        s->nodes[n->next].prev = n->prev;
}

static COST cost_of(const struct solver *s, int32_t arc) {
    return arc < s->n_arcs ? s->unit_cost[arc] : s->artificial;
}

/* The next node of the subtree of top in depth-first order, -1 at the end. */
static int32_t after(const struct solver *s, int32_t node, int32_t top) {
    if (s->nodes[node].child >= 0)
        return s->nodes[node].child;
    while (node != top && s->nodes[node].next < 0)
        node = s->nodes[node].parent;
    return node == top ? -1 : s->nodes[node].next;
}

/* All prices anew, from the costs of the tree. */
static void price_tree(struct solver *s) {
    int32_t root = s->n_nodes;

    for (int32_t u = after(s, root, root); u >= 0; u = after(s, u, root)) {
        struct node *n = &s->nodes[u];
        COST price = s->nodes[n->parent].price, c = cost_of(s, n->pred);
        n->price = n->up ? price - c : price + c;
    }
}

static void shift(struct solver *s, int32_t top, int32_t but, COST by) {
    for (int32_t node = top; node >= 0;) {
        if (node == but) { /* past the subtree of `but`, which is not top */
            while (node != top && s->nodes[node].next < 0)
                node = s->nodes[node].parent;
            node = node == top ? -1 : s->nodes[node].next;
            continue;
        }
        s->nodes[node].price += by;
        node = after(s, node, top);
    }
}

/* The prices of a subtree that was hung elsewhere move by the same; or those of all other nodes by
 * the opposite, whichever are fewer. The root's own price is nothing in itself: it is taken off
 * all before it grows large. */
static void shift_below(struct solver *s, int32_t top, COST by) {
    int32_t root = s->n_nodes;

    if (2 * (int64_t)s->nodes[top].size <= s->n_nodes) {
        shift(s, top, -1, by);
        return;
    }
    shift(s, root, top, -by);
    COST far = s->nodes[root].price;
    if (far > s->artificial || far < -s->artificial)
        shift(s, root, -1, -far);
}

/* ---- the first basis: every node on its artificial arc ---- */

static COST dearest(const struct solver *s) {
    COST most = 0;

    for (int32_t a = 0; a < s->n_arcs; a++) {
        COST c = s->unit_cost[a] < 0 ? -s->unit_cost[a] : s->unit_cost[a];
        most = c > most ? c : most;
    }
    return most;
}

static void start(struct solver *s) {
    int32_t root = s->n_nodes;

    s->artificial = (dearest(s) + 1) * (s->n_nodes + 1);
    s->nodes[root] = (struct node){
        .parent = -1, .pred = -1, .child = -1, .next = -1, .prev = -1, .size = s->n_nodes + 1};
    for (int32_t i = 0; i < s->n_nodes; i++) {
        struct node *n = &s->nodes[i];
        n->child = -1;
        n->pred = s->n_arcs + i;
        n->up = n->flow >= 0;
        n->flow = n->up ? n->flow : -n->flow;
        n->size = 1;
        n->price = n->up ? -s->artificial : s->artificial;
        hang(s, i, root);
    }
    memset(s->state, AT_LOWER, (size_t)s->n_arcs);
    for (s->block = BLOCK_MIN; (int64_t)s->block * s->block < s->n_arcs;)
        s->block++;
    s->started = true;
    s->stale = false;
}

/* ---- pivots ---- */

static COST reduced(const struct solver *s, int32_t arc) {
    return s->unit_cost[arc] + s->nodes[s->tail[arc]].price - s->nodes[s->head[arc]].price;
}

/* The worst arc of the next block that has one; -1: optimal. */
static int32_t find_entering(struct solver *s) {
    int32_t best = -1, left = s->block, arc = s->next_arc;
    COST worst = 0;

    for (int32_t seen = 0; seen < s->n_arcs; seen++) {
        COST c = s->state[arc] * reduced(s, arc);
        if (c < worst) {
            worst = c;
            best = arc;
        }
        arc = arc + 1 < s->n_arcs ? arc + 1 : 0;
        if (--left > 0)
            continue;
        if (best >= 0)
            break;
        left = s->block;
    }
    s->next_arc = arc;
    return best;
}

/* How much more an arc of the tree can carry away from, or towards, the root. */
static int64_t room_of(const struct solver *s, int32_t node, bool down) {
    const struct node *n = &s->nodes[node];

    if (n->up == down)
        return n->flow;
    int64_t upper = n->pred < s->n_arcs ? s->upper[n->pred] : FLOW_NONE;
    return upper == FLOW_NONE ? FLOW_NONE : upper - n->flow;
}

static int32_t find_join(const struct solver *s, int32_t u, int32_t v) {
    while (u != v)
        if (s->nodes[u].size <= s->nodes[v].size)
            u = s->nodes[u].parent;
        else
            v = s->nodes[v].parent;
    return u;
}

/* The cycle that an entering arc closes: flow runs join .. first, first -> second, second .. join.
 */
struct cycle {
    int32_t entering, first, second, join;
    int64_t delta;
    int32_t leaving; /* node whose pred arc blocks; -1: the entering arc itself */
    bool on_first;
};

/* Last blocking arc of the cycle seen from the join keeps the tree strongly feasible. */
static void find_leaving(const struct solver *s, struct cycle *c) {
    c->delta = s->upper[c->entering];
    c->leaving = -1;
    c->on_first = false;
    for (int32_t u = c->first; u != c->join; u = s->nodes[u].parent) {
        int64_t d = room_of(s, u, true);
        if (d < c->delta) {
            c->delta = d;
            c->leaving = u;
            c->on_first = true;
        }
    }
    for (int32_t u = c->second; u != c->join; u = s->nodes[u].parent) {
        int64_t d = room_of(s, u, false);
        if (d <= c->delta && d != FLOW_NONE) {
            c->delta = d;
            c->leaving = u;
            c->on_first = false;
        }
    }
}

static void push(struct solver *s, const struct cycle *c) {
    int64_t d = c->delta;

    if (d == 0)
        return;
    for (int32_t u = c->first; u != c->join; u = s->nodes[u].parent)
        s->nodes[u].flow += s->nodes[u].up ? -d : d;
    for (int32_t u = c->second; u != c->join; u = s->nodes[u].parent)
        s->nodes[u].flow += s->nodes[u].up ? d : -d;
}

static void resize(struct solver *s, int32_t from, int32_t to, int32_t by) {
    for (int32_t u = from; u != to; u = s->nodes[u].parent)
        s->nodes[u].size += by;
}

/* Turns the path from the end of the entering arc up to the leaving arc round, and hangs it on
 * the other end. */
static void turn(struct solver *s, const struct cycle *c, int64_t flow) {
    int32_t node = c->on_first ? c->first : c->second;
    int32_t parent = c->on_first ? c->second : c->first;
    int32_t arc = c->entering, top = node, all = s->nodes[c->leaving].size, below = 0;
    bool up = s->tail[arc] == node;
    COST by = reduced(s, arc);

    resize(s, s->nodes[c->leaving].parent, c->join, -all);
    resize(s, parent, c->join, all);
    for (;;) {
        struct node *n = &s->nodes[node];
        int32_t old_parent = n->parent, old_arc = n->pred, old_size = n->size;
        int64_t old_flow = n->flow;
        bool old_up = n->up;
        unhang(s, node);
        hang(s, node, parent);
        n->pred = arc;
        n->up = up;
        n->flow = flow;
        n->size = all - below;
        below = old_size;
        if (node == c->leaving)
            break;
        arc = old_arc;
        up = !old_up;
        flow = old_flow;
        parent = node;
        node = old_parent;
    }
    shift_below(s, top, s->tail[c->entering] == top ? -by : by);
}

/* False: the cycle has no limit. */
static bool pivot(struct solver *s, int32_t entering) {
    bool forward = s->state[entering] == AT_LOWER;
    struct cycle c = {.entering = entering,
                      .first = forward ? s->tail[entering] : s->head[entering],
                      .second = forward ? s->head[entering] : s->tail[entering]};

    c.join = find_join(s, c.first, c.second);
    find_leaving(s, &c);
    if (c.delta == FLOW_NONE)
        return false;
    push(s, &c);
    s->pivots++;
    if (c.leaving < 0) {
        s->state[entering] = (signed char)-s->state[entering];
        return true;
    }
    int32_t out = s->nodes[c.leaving].pred;
    if (out < s->n_arcs)
        s->state[out] = s->nodes[c.leaving].flow == 0 ? AT_LOWER : AT_UPPER;
    turn(s, &c, forward ? c.delta : s->upper[entering] - c.delta);
    s->state[entering] = IN_TREE;
    return true;
}

static bool feasible(const struct solver *s) {
    for (int32_t i = 0; i < s->n_nodes; i++)
        if (s->nodes[i].pred >= s->n_arcs && s->nodes[i].flow > 0)
            return false;
    return true;
}

static enum mcf_outcome run(void *solver) {
    struct solver *s = solver;
    int32_t entering;

    if (!s->started)
        start(s);
    if (s->stale)
        price_tree(s);
    s->stale = false;
    while ((entering = find_entering(s)) >= 0)
        if (!pivot(s, entering))
            return MCF_UNBOUNDED;
    return feasible(s) ? MCF_OPTIMAL : MCF_INFEASIBLE;
}

/* ---- setting and reading ---- */

static void set_arc(void *solver, int32_t arc, const struct simplex_arc *is) {
    struct solver *s = solver;

    s->tail[arc] = is->tail;
    s->head[arc] = is->head;
    s->upper[arc] = is->upper;
    s->unit_cost[arc] = (COST)is->unit_cost;
}

static void get_arc(const void *solver, int32_t arc, struct simplex_arc *out) {
    const struct solver *s = solver;

    *out = (struct simplex_arc){s->tail[arc], s->head[arc], s->upper[arc], s->unit_cost[arc]};
}

static void set_cost(void *solver, int32_t arc, cost unit_cost) {
    struct solver *s = solver;

    s->stale |= s->started && s->state[arc] == IN_TREE && s->unit_cost[arc] != (COST)unit_cost;
    s->unit_cost[arc] = (COST)unit_cost;
}

static void set_supply(void *solver, int32_t node, int64_t supply) {
    ((struct solver *)solver)->nodes[node].flow = supply;
}

static int64_t supply_of(const void *solver, int32_t node) {
    return ((const struct solver *)solver)->nodes[node].flow;
}

static int64_t flow_of(const void *solver, int32_t arc) {
    const struct solver *s = solver;

    if (s->state[arc] != IN_TREE)
        return s->state[arc] == AT_UPPER ? s->upper[arc] : 0;
    const struct node *tail = &s->nodes[s->tail[arc]];
    return tail->pred == arc ? tail->flow : s->nodes[s->head[arc]].flow;
}

static cost price_of(const void *solver, int32_t node) {
    return ((const struct solver *)solver)->nodes[node].price;
}

static int64_t pivots_of(const void *solver) {
    return ((const struct solver *)solver)->pivots;
}

const struct simplex_kernel KERNEL = {make,       discard,   run,     set_arc,  get_arc,  set_cost,
                                      set_supply, supply_of, flow_of, price_of, pivots_of};
