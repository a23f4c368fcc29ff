/*
 * The network simplex itself, for one width of costs: COST and KERNEL are the includer's. Arcs
 * are structures of arrays, 25 bytes each for costs of 64 bits; the flow of an arc outside the
 * tree is 0 or its capacity, that of a tree arc stands with the node below it.
 */
enum { AT_UPPER = -1, IN_TREE = 0, AT_LOWER = 1 };
#define BLOCK_MIN 16
#define SWEEPS 6

struct node {
    int64_t flow;         /* of pred; before the start the node's supply */
    int32_t parent, pred; /* pred: the arc to the parent */
    int32_t size;         /* nodes of its subtree, itself among them */
    bool up;              /* pred points to the parent */
};

/* Arcs n_arcs + i join node i to the root, node n_nodes; they have no limit and never come back. */
struct solver {
    int32_t n_nodes, n_arcs, next_arc, block;
    COST *price; /* of nodes, apart from what only pivots look at */
    struct node *nodes;
    int32_t *after, *before; /* the tree depth first, as a ring through the root */
    int32_t *order,
        *place; /* of the subtree that a pivot turns: its nodes; its path, and where it stood */
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
    s->price = mem_array((size_t)n_nodes + 1, sizeof *s->price);
    s->nodes = mem_array((size_t)n_nodes + 1, sizeof *s->nodes);
    s->after = mem_array((size_t)n_nodes + 1, sizeof *s->after);
    s->before = mem_array((size_t)n_nodes + 1, sizeof *s->before);
    s->order = mem_array((size_t)n_nodes + 1, sizeof *s->order);
    s->place = mem_array((size_t)n_nodes + 1, sizeof *s->place);
    s->tail = mem_array(arcs, sizeof *s->tail);
    s->head = mem_array(arcs, sizeof *s->head);
    s->upper = mem_array(arcs, sizeof *s->upper);
    s->unit_cost = mem_array(arcs, sizeof *s->unit_cost);
    s->state = mem_array(arcs, 1);
    return s;
}

static void discard(void *solver) {
    struct solver *s = solver;

    mem_free(s->price);
    mem_free(s->nodes);
    mem_free(s->after);
    mem_free(s->before);
    mem_free(s->order);
    mem_free(s->place);
    mem_free(s->tail);
    mem_free(s->head);
    mem_free(s->upper);
    mem_free(s->unit_cost);
    mem_free(s->state);
    mem_free(s);
}

/* ---- the tree ---- */

static void link_after(struct solver *s, int32_t node, int32_t next) {
    s->after[node] = next;
    s->before[next] = node;
}

static COST cost_of(const struct solver *s, int32_t arc) {
    return arc < s->n_arcs ? s->unit_cost[arc] : s->artificial;
}

/* All prices anew, from the costs of the tree. */
static void price_tree(struct solver *s) {
    int32_t root = s->n_nodes;

    for (int32_t u = s->after[root]; u != root; u = s->after[u]) {
        const struct node *n = &s->nodes[u];
        COST price = s->price[n->parent], c = cost_of(s, n->pred);
        s->price[u] = n->up ? price - c : price + c;
    }
}

/* ---- the first basis: a forest of cheap ways towards the nodes that want flow ---- */

static COST dearest(const struct solver *s) {
    COST most = 0;

    for (int32_t a = 0; a < s->n_arcs; a++) {
        COST c = s->unit_cost[a] < 0 ? -s->unit_cost[a] : s->unit_cost[a];
        most = c > most ? c : most;
    }
    return most;
}

/* One step of Bellman and Ford, costs below zero taken for zero: so ways never close a ring. The
 * price is the way's length; a node without one is dearer than any. */
static bool relax(struct solver *s, int32_t arc) {
    COST from = s->price[s->head[arc]], by = s->unit_cost[arc] > 0 ? s->unit_cost[arc] : 0;

    if (from >= s->artificial || from + by >= s->price[s->tail[arc]] || s->upper[arc] == 0)
        return false;
    s->price[s->tail[arc]] = from + by;
    s->nodes[s->tail[arc]].pred = arc;
    return true;
}

/* There and back a few times over the arcs as they stand; ways not found by then are done without.
 */
static void find_ways(struct solver *s) {
    bool any = true;

    for (int32_t i = 0; i < s->n_nodes; i++) {
        s->nodes[i].pred = -1;
        s->price[i] = s->nodes[i].flow < 0 ? 0 : s->artificial;
    }
    for (int sweep = 0; sweep < SWEEPS && any; sweep++) {
        any = false;
        for (int32_t a = 0; a < s->n_arcs; a++)
            any |= relax(s, sweep % 2 ? a : s->n_arcs - 1 - a);
    }
}

static void hang_on_root(struct solver *s, int32_t node) {
    struct node *n = &s->nodes[node];

    n->parent = s->n_nodes;
    n->pred = s->n_arcs + node;
    n->up = n->flow >= 0;
    n->flow = n->up ? n->flow : -n->flow;
}

/* What has come together at a node goes on its way, if there is room and some left: flow can
 * always be sent to the root then (strongly feasible). */
static void settle(struct solver *s, int32_t node) {
    struct node *n = &s->nodes[node];
    bool goes_on = n->pred < s->n_arcs && 0 <= n->flow && n->flow < s->upper[n->pred];

    if (goes_on) {
        n->up = true;
        s->state[n->pred] = IN_TREE;
        s->nodes[n->parent].flow += n->flow;
        s->nodes[n->parent].size += n->size;
    } else {
        hang_on_root(s, node);
    }
}

/* Counts how many ways come to each node: those without any are the leaves. */
static void count_ways(struct solver *s, int32_t *ways) {
    for (int32_t i = 0; i < s->n_nodes; i++) {
        struct node *n = &s->nodes[i];
        if (n->pred < 0)
            n->pred = s->n_arcs + i;
        n->parent = n->pred < s->n_arcs ? s->head[n->pred] : s->n_nodes;
        n->size = 1;
        ways[n->parent]++;
    }
}

/* From the leaves up: a node is settled when all below it are. Leaves order in which they were. */
static void settle_forest(struct solver *s) {
    int32_t n = 0, *ways = s->place;

    memset(ways, 0, ((size_t)s->n_nodes + 1) * sizeof *ways);
    count_ways(s, ways);
    for (int32_t i = 0; i < s->n_nodes; i++)
        if (ways[i] == 0)
            s->order[n++] = i;
    for (int32_t i = 0; i < n; i++) {
        int32_t next = s->nodes[s->order[i]].parent;
        settle(s, s->order[i]);
        if (next != s->n_nodes && --ways[next] == 0)
            s->order[n++] = next;
    }
}

/* Parents come before children in the order backwards: each is linked in behind its parent. */
static void link_tree(struct solver *s) {
    int32_t root = s->n_nodes;

    s->after[root] = s->before[root] = root;
    for (int32_t i = s->n_nodes - 1; i >= 0; i--) {
        int32_t node = s->order[i], parent = s->nodes[node].parent, next = s->after[parent];
        link_after(s, parent, node);
        link_after(s, node, next);
    }
}

static void start(struct solver *s) {
    int32_t root = s->n_nodes;

    s->artificial = (dearest(s) + 1) * (s->n_nodes + 1);
    memset(s->state, AT_LOWER, (size_t)s->n_arcs);
    find_ways(s);
    s->nodes[root] = (struct node){.parent = -1, .pred = -1, .size = s->n_nodes + 1};
    s->price[root] = 0;
    settle_forest(s);
    link_tree(s);
    price_tree(s);
    for (s->block = BLOCK_MIN; (int64_t)s->block * s->block < s->n_arcs;)
        s->block++;
    s->started = true;
}

/* ---- pivots ---- */

static COST reduced(const struct solver *s, int32_t arc) {
    return s->unit_cost[arc] + s->price[s->tail[arc]] - s->price[s->head[arc]];
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

/* Takes the subtree of `leaving` out of the ring, its nodes into `order`, its prices moved; where
 * the nodes of the path up from `top` stood, into `place`. */
static void take_out(struct solver *s, int32_t top, int32_t leaving, COST by) {
    int32_t n = s->nodes[leaving].size, node = leaving, before = s->before[leaving], left = 0;

    for (int32_t u = top; u != leaving; u = s->nodes[u].parent)
        s->place[left++] = u;
    s->place[left] = leaving;
    for (int32_t i = 0; i < n; i++, node = s->after[node]) {
        s->order[i] = node;
        s->price[node] += by;
        if (left >= 0 && node == s->place[left])
            s->place[left--] = i;
    }
    link_after(s, before, node);
}

static int32_t put_range(struct solver *s, int32_t end, int32_t from, int32_t to) {
    if (from >= to)
        return end;
    link_after(s, end, s->order[from]);
    return s->order[to - 1];
}

/* Puts the subtree back behind its new parent, with `top` at its head: each node of the path comes
 * with what was below it but not below the node before. */
static void put_back(struct solver *s, int32_t parent, int32_t top, int32_t leaving) {
    int32_t next = s->after[parent], from = s->place[0], to = from + s->nodes[top].size;
    int32_t end = put_range(s, parent, from, to);

    for (int32_t u = top, i = 1; u != leaving; i++) {
        u = s->nodes[u].parent;
        int32_t first = s->place[i], last = first + s->nodes[u].size;
        end = put_range(s, end, first, from);
        end = put_range(s, end, to, last);
        from = first;
        to = last;
    }
    link_after(s, end, next);
}

/* Turns the path from the end of the entering arc up to the leaving arc round, and hangs it on
 * the other end. */
static void turn(struct solver *s, const struct cycle *c, int64_t flow) {
    int32_t node = c->on_first ? c->first : c->second;
    int32_t parent = c->on_first ? c->second : c->first;
    int32_t arc = c->entering, all = s->nodes[c->leaving].size, below = 0;
    bool up = s->tail[arc] == node;
    COST by = reduced(s, arc);

    resize(s, s->nodes[c->leaving].parent, c->join, -all);
    resize(s, parent, c->join, all);
    take_out(s, node, c->leaving, up ? -by : by);
    put_back(s, parent, node, c->leaving);
    for (;;) {
        struct node *n = &s->nodes[node], old = *n;
        *n = (struct node){flow, parent, arc, all - below, up};
        if (node == c->leaving)
            break;
        below = old.size;
        arc = old.pred;
        up = !old.up;
        flow = old.flow;
        parent = node;
        node = old.parent;
    }
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
    return ((const struct solver *)solver)->price[node];
}

static int64_t pivots_of(const void *solver) {
    return ((const struct solver *)solver)->pivots;
}

const struct simplex_kernel KERNEL = {make,       discard,   run,     set_arc,  get_arc,  set_cost,
                                      set_supply, supply_of, flow_of, price_of, pivots_of};
