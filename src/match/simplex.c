#include "match/simplex.h"

#include "homeward/mem.h"

enum { AT_UPPER = -1, IN_TREE = 0, AT_LOWER = 1 };
#define BLOCK_MIN 16

struct node {
    cost price;
    int64_t supply;
    int32_t parent, pred;             /* pred: the arc to the parent */
    int32_t depth, child, next, prev; /* children as a list */
    bool up;                          /* pred points to the parent */
};
struct arc {
    cost unit_cost;
    int64_t upper, flow;
    int32_t tail, head;
};

/* Artificial arcs n_arcs..n_arcs+n_nodes-1 join every node to the root, node n_nodes. */
struct simplex {
    int32_t n_nodes, n_arcs, next_arc, block;
    struct node *nodes;
    struct arc *arcs;
    signed char *state;
    cost artificial;
    int64_t pivots;
    bool started, stale; /* stale: the cost of a tree arc changed */
};

struct simplex *simplex_new(int32_t n_nodes, int32_t n_arcs) {
    struct simplex *s = mem_alloc(sizeof *s);

    s->n_nodes = n_nodes;
    s->n_arcs = n_arcs;
    s->nodes = mem_array((size_t)n_nodes + 1, sizeof *s->nodes);
    s->arcs = mem_array((size_t)n_arcs + (size_t)n_nodes, sizeof *s->arcs);
    s->state = mem_array((size_t)n_arcs + (size_t)n_nodes, 1);
    return s;
}

void simplex_free(struct simplex *s) {
    if (!s)
        return;
    mem_free(s->nodes);
    mem_free(s->arcs);
    mem_free(s->state);
    mem_free(s);
}

void simplex_set_arc(struct simplex *s, int32_t arc, int32_t tail, int32_t head, int64_t upper,
                     cost unit_cost) {
    s->arcs[arc] = (struct arc){unit_cost, upper, 0, tail, head};
}

void simplex_set_supply(struct simplex *s, int32_t node, int64_t supply) {
    s->nodes[node].supply = supply;
}

void simplex_set_cost(struct simplex *s, int32_t arc, cost unit_cost) {
    s->stale |= s->started && s->state[arc] == IN_TREE && s->arcs[arc].unit_cost != unit_cost;
    s->arcs[arc].unit_cost = unit_cost;
}

cost simplex_cost(const struct simplex *s, int32_t arc) {
    return s->arcs[arc].unit_cost;
}

int64_t simplex_flow(const struct simplex *s, int32_t arc) {
    return s->arcs[arc].flow;
}

cost simplex_price(const struct simplex *s, int32_t node) {
    return s->nodes[node].price;
}

int64_t simplex_pivots(const struct simplex *s) {
    return s->pivots;
}

/* ---- the tree ---- */

static void hang(struct simplex *s, int32_t node, int32_t parent) {
    struct node *n = &s->nodes[node], *p = &s->nodes[parent];

    n->parent = parent;
    n->prev = -1;
    n->next = p->child;
    if (p->child >= 0)
        s->nodes[p->child].prev = node;
    p->child = node;
}

static void unhang(struct simplex *s, int32_t node) {
    struct node *n = &s->nodes[node];

    if (n->prev >= 0)
        s->nodes[n->prev].next = n->next;
    else
        s->nodes[n->parent].child = n->next;
    if (n->next >= 0)
        s->nodes[n->next].prev = n->prev;
}

static void settle(struct simplex *s, int32_t node) {
    struct node *n = &s->nodes[node];
    const struct node *p = &s->nodes[n->parent];
    cost c = s->arcs[n->pred].unit_cost;

    n->depth = p->depth + 1;
    n->price = n->up ? p->price - c : p->price + c;
}

/* The next node of the subtree of top in depth-first order, -1 at the end. */
static int32_t after(const struct simplex *s, int32_t node, int32_t top) {
    if (s->nodes[node].child >= 0)
        return s->nodes[node].child;
    while (node != top && s->nodes[node].next < 0)
        node = s->nodes[node].parent;
    return node == top ? -1 : s->nodes[node].next;
}

/* Depths and prices of a subtree, from its top's parent down. */
static void settle_below(struct simplex *s, int32_t top) {
    for (int32_t node = top; node >= 0; node = after(s, node, top))
        settle(s, node);
}

/* ---- the first basis: every node on its artificial arc ---- */

static cost dearest(const struct simplex *s) {
    cost most = 0;

    for (int32_t a = 0; a < s->n_arcs; a++) {
        cost c = s->arcs[a].unit_cost;
        c = c < 0 ? -c : c;
        most = c > most ? c : most;
    }
    return most;
}

static void start(struct simplex *s) {
    int32_t root = s->n_nodes;

    s->artificial = (dearest(s) + 1) * (s->n_nodes + 1);
    s->nodes[root] = (struct node){.parent = -1, .pred = -1, .child = -1, .next = -1, .prev = -1};
    for (int32_t i = 0; i < s->n_nodes; i++) {
        struct node *n = &s->nodes[i];
        int32_t arc = s->n_arcs + i;
        n->child = -1;
        n->pred = arc;
        n->up = n->supply >= 0;
        s->arcs[arc] = (struct arc){s->artificial, FLOW_NONE, n->up ? n->supply : -n->supply,
                                    n->up ? i : root, n->up ? root : i};
        hang(s, i, root);
        settle(s, i);
    }
    for (int32_t a = 0; a < s->n_arcs; a++)
        s->state[a] = AT_LOWER;
    for (s->block = BLOCK_MIN; s->block * s->block < s->n_arcs;)
        s->block++;
    s->started = true;
    s->stale = false;
}

/* ---- pivots ---- */

static cost reduced(const struct simplex *s, int32_t arc) {
    const struct arc *a = &s->arcs[arc];

    return a->unit_cost + s->nodes[a->tail].price - s->nodes[a->head].price;
}

/* The worst arc of the next block that has one; -1: optimal. */
static int32_t find_entering(struct simplex *s) {
    int32_t best = -1, left = s->block, arc = s->next_arc;
    cost worst = 0;

    for (int32_t seen = 0; seen < s->n_arcs; seen++) {
        if (s->state[arc] != IN_TREE) {
            cost c = s->state[arc] * reduced(s, arc);
            if (c < worst) {
                worst = c;
                best = arc;
            }
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

static int64_t room_up(const struct arc *a) {
    return a->upper == FLOW_NONE ? FLOW_NONE : a->upper - a->flow;
}

static int32_t find_join(const struct simplex *s, int32_t u, int32_t v) {
    while (u != v)
        if (s->nodes[u].depth >= s->nodes[v].depth)
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
static void find_leaving(const struct simplex *s, struct cycle *c) {
    const struct arc *in = &s->arcs[c->entering];

    c->delta = s->state[c->entering] == AT_LOWER ? room_up(in) : in->flow;
    c->leaving = -1;
    c->on_first = false;
    for (int32_t u = c->first; u != c->join; u = s->nodes[u].parent) {
        const struct arc *a = &s->arcs[s->nodes[u].pred];
        int64_t d = s->nodes[u].up ? a->flow : room_up(a);
        if (d < c->delta) {
            c->delta = d;
            c->leaving = u;
            c->on_first = true;
        }
    }
    for (int32_t u = c->second; u != c->join; u = s->nodes[u].parent) {
        const struct arc *a = &s->arcs[s->nodes[u].pred];
        int64_t d = s->nodes[u].up ? room_up(a) : a->flow;
        if (d <= c->delta && d != FLOW_NONE) {
            c->delta = d;
            c->leaving = u;
            c->on_first = false;
        }
    }
}

static void push(struct simplex *s, const struct cycle *c) {
    int64_t d = c->delta;

    if (d == 0)
        return;
    s->arcs[c->entering].flow += s->state[c->entering] * d;
    for (int32_t u = c->first; u != c->join; u = s->nodes[u].parent)
        s->arcs[s->nodes[u].pred].flow += s->nodes[u].up ? -d : d;
    for (int32_t u = c->second; u != c->join; u = s->nodes[u].parent)
        s->arcs[s->nodes[u].pred].flow += s->nodes[u].up ? d : -d;
}

/* Turns the path from the end of the entering arc up to the leaving arc round, and hangs it on
 * the other end. */
static void turn(struct simplex *s, const struct cycle *c) {
    int32_t node = c->on_first ? c->first : c->second;
    int32_t parent = c->on_first ? c->second : c->first;
    int32_t arc = c->entering, top = node;
    bool up = s->arcs[arc].tail == node;

    for (;;) {
        struct node *n = &s->nodes[node];
        int32_t old_parent = n->parent, old_arc = n->pred;
        bool old_up = n->up;
        unhang(s, node);
        hang(s, node, parent);
        n->pred = arc;
        n->up = up;
        if (node == c->leaving)
            break;
        arc = old_arc;
        up = !old_up;
        parent = node;
        node = old_parent;
    }
    settle_below(s, top);
}

static bool pivot(struct simplex *s, int32_t entering) {
    const struct arc *in = &s->arcs[entering];
    bool forward = s->state[entering] == AT_LOWER;
    struct cycle c = {.entering = entering,
                      .first = forward ? in->tail : in->head,
                      .second = forward ? in->head : in->tail};

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
    s->state[entering] = IN_TREE;
    s->state[out] = s->arcs[out].flow == 0 ? AT_LOWER : AT_UPPER;
    turn(s, &c);
    return true;
}

enum mcf_outcome simplex_run(struct simplex *s) {
    int32_t entering;

    if (!s->started)
        start(s);
    if (s->stale)
        for (int32_t u = s->nodes[s->n_nodes].child; u >= 0; u = s->nodes[u].next)
            settle_below(s, u);
    s->stale = false;
    while ((entering = find_entering(s)) >= 0)
        if (!pivot(s, entering))
            return MCF_UNBOUNDED;
    for (int32_t i = 0; i < s->n_nodes; i++)
        if (s->arcs[s->n_arcs + i].flow > 0)
            return MCF_INFEASIBLE;
    return MCF_OPTIMAL;
}
