/*
 * The network simplex itself, for one width of costs: COST and KERNEL are the includer's. An arc
 * takes 25 bytes for costs of 64 bits, of which the search reads 16; the flow of an arc outside
 * the tree is 0 or its capacity, that of a tree arc stands with the node below it.
 */
enum { AT_LOWER, IN_TREE, AT_UPPER };

struct node {
    int64_t flow;       /* of the arc to the parent; before the start the node's supply */
    int32_t parent;     /* -1: the root */
    int32_t pred;       /* the arc to the parent; ~arc where it comes from there */
    int32_t size, last; /* of its subtree: how many nodes, itself among them; the ring's last */
};

/* An arc at its upper bound is turned round: flow could only go back. So every arc that may enter
 * is one whose reduced cost is below zero; those of the tree are at zero anyway. */
struct way {
    int32_t tail, head;
    COST unit_cost;
};

/* Arcs that hang together without the root: pivots among them touch no others. */
struct piece {
    int32_t from, to, next; /* arcs; where the search goes on */
};

/* The root is the node with the most arcs. Arcs n_arcs + i join node i to it where no other way
 * does; they have no limit and never come back. */
struct solver {
    int32_t n_nodes, n_arcs, root, n_pieces;
    COST *price; /* of nodes, apart from what only pivots look at */
    struct node *nodes;
    int32_t *after, *before; /* the tree depth first, as a ring through the root */
    struct way *ways;
    int64_t *upper;
    unsigned char *state;
    int32_t *at; /* where the caller's arcs lie; NULL: in their own order */
    struct piece *pieces;
    int64_t effort, late; /* steps in the tree of late pivots, and how many these are */
    COST artificial;
    int64_t pivots;
    bool whole, started, stale; /* stale: the cost of a tree arc changed */
};

static void *make(int32_t n_nodes, int32_t n_arcs) {
    struct solver *s = mem_alloc(sizeof *s);
    size_t arcs = (size_t)n_arcs + 1, nodes = (size_t)n_nodes + 1;

    s->n_nodes = n_nodes;
    s->n_arcs = n_arcs;
    s->price = mem_array(nodes, sizeof *s->price);
    s->nodes = mem_array(nodes, sizeof *s->nodes);
    s->after = mem_array(nodes, sizeof *s->after);
    s->before = mem_array(nodes, sizeof *s->before);
    s->ways = mem_array(arcs, sizeof *s->ways);
    s->upper = mem_array(arcs, sizeof *s->upper);
    s->state = mem_array(arcs, 1);
    return s;
}

static void discard(void *solver) {
    struct solver *s = solver;

    mem_free(s->price);
    mem_free(s->nodes);
    mem_free(s->after);
    mem_free(s->before);
    mem_free(s->ways);
    mem_free(s->upper);
    mem_free(s->state);
    mem_free(s->at);
    mem_free(s->pieces);
    mem_free(s);
}

/* ---- the tree ---- */

static void link_after(struct solver *s, int32_t node, int32_t next) {
    s->after[node] = next;
    s->before[next] = node;
}

static bool goes_up(const struct node *n) {
    return n->pred >= 0;
}

static int32_t arc_of(const struct node *n) {
    return goes_up(n) ? n->pred : ~n->pred;
}

static COST cost_of(const struct solver *s, int32_t arc) {
    return arc < s->n_arcs ? s->ways[arc].unit_cost : s->artificial;
}

/* All prices anew, from the costs of the tree. */
static void price_tree(struct solver *s) {
    s->price[s->root] = 0;
    for (int32_t u = s->after[s->root]; u != s->root; u = s->after[u]) {
        const struct node *n = &s->nodes[u];
        COST price = s->price[n->parent], c = cost_of(s, arc_of(n));
        s->price[u] = goes_up(n) ? price - c : price + c;
    }
}

#include "match/simplex_start.h"

/* ---- which arc enters ---- */

static COST reduced(const struct solver *s, const struct way *w) {
    return w->unit_cost + s->price[w->tail] - s->price[w->head];
}

static int32_t find_worst(const struct solver *s, int32_t from, int32_t to) {
    int32_t best = -1;
    COST worst = 0;

    for (int32_t a = from; a < to; a++) {
        COST c = reduced(s, &s->ways[a]);
        if (c < worst) {
            worst = c;
            best = a;
        }
    }
    return best;
}

/*
 * Arcs looked at for one pivot. The more, the better the arc, so that is worth it where the tree
 * is deep and a pivot dear: as many as twice the steps of a pivot, round the square root of the
 * arcs. The mean follows slowly, as pivots on a poor choice at the start are paid for later.
 */
enum { LATE_MIN = 64, LATE_MAX = 1 << 14, MORE = 4, LESS = 8 };

static int32_t square_root(int32_t n) {
    int32_t root = 1;

    while ((int64_t)root * root < n)
        root++;
    return root;
}

static int64_t block_of(const struct solver *s, int64_t usual) {
    int64_t block = 2 * s->effort / s->late, least = usual / LESS + 1, most = usual * MORE;

    return block < least ? least : block > most ? most : block;
}

/* The worst arc of the next block that has one; -1: optimal. */
static int32_t find_entering(struct solver *s, struct piece *p, int32_t usual) {
    int64_t block = block_of(s, usual);
    int32_t from = p->next, best = -1;

    for (int32_t seen = 0; seen < p->to - p->from && best < 0;) {
        int32_t to = p->to - from > block ? from + (int32_t)block : p->to;
        best = find_worst(s, from, to);
        seen += to - from;
        from = to < p->to ? to : p->from;
    }
    p->next = from;
    return best;
}

/* ---- pivots ---- */

/* How much more an arc of the tree can carry away from, or towards, the root. */
static int64_t room_of(const struct solver *s, const struct node *n, bool down) {
    if (goes_up(n) == down)
        return n->flow;
    int32_t arc = arc_of(n);
    int64_t upper = arc < s->n_arcs ? s->upper[arc] : FLOW_NONE;
    return upper == FLOW_NONE ? FLOW_NONE : upper - n->flow;
}

/* The cycle that an entering arc closes: flow runs join .. first, first -> second, second .. join.
 */
struct cycle {
    int32_t entering, first, second, join;
    int64_t delta;
    int32_t leaving; /* node whose arc to the parent blocks; -1: the entering arc itself */
    bool on_first;
};

/* The last blocking arc of one side seen from the join. */
struct block {
    int64_t room;
    int32_t node;
};

/* Up from both ends to where they meet. The last blocking arc of the whole cycle seen from there
 * leaves: that keeps the tree strongly feasible. */
static void close_cycle(struct solver *s, struct cycle *c) {
    struct block first = {s->upper[c->entering], -1}, second = {FLOW_NONE - 1, -1};
    int32_t u = c->first, v = c->second;
    int64_t steps = 0;

    for (; u != v; steps++) {
        const struct node *x = &s->nodes[u], *y = &s->nodes[v];
        if (x->size <= y->size) {
            int64_t room = room_of(s, x, true);
            first = room < first.room ? (struct block){room, u} : first;
            u = x->parent;
        } else {
            int64_t room = room_of(s, y, false);
            second = room <= second.room ? (struct block){room, v} : second;
            v = y->parent;
        }
    }
    s->effort += 3 * steps; /* they are walked again, to change flows and sizes */
    c->join = u;
    c->on_first = second.node < 0 || first.room < second.room;
    c->delta = c->on_first ? first.room : second.room;
    c->leaving = c->on_first ? first.node : second.node;
}

static void push(struct solver *s, const struct cycle *c) {
    int64_t d = c->delta;

    if (d == 0)
        return;
    for (int32_t u = c->first; u != c->join; u = s->nodes[u].parent)
        s->nodes[u].flow += goes_up(&s->nodes[u]) ? -d : d;
    for (int32_t u = c->second; u != c->join; u = s->nodes[u].parent)
        s->nodes[u].flow += goes_up(&s->nodes[u]) ? d : -d;
}

static void resize(struct solver *s, int32_t from, int32_t to, int32_t by) {
    for (int32_t u = from; u != to; u = s->nodes[u].parent)
        s->nodes[u].size += by;
}

/* Takes the subtree of `leaving` out of the ring. */
static void take_out(struct solver *s, int32_t leaving) {
    int32_t before = s->before[leaving], last = s->nodes[leaving].last;

    link_after(s, before, s->after[last]);
    for (int32_t u = s->nodes[leaving].parent; u >= 0 && s->nodes[u].last == last;
         u = s->nodes[u].parent)
        s->nodes[u].last = before;
}

/* Puts it back behind its new parent, with `top` at its head: each node of the path up from there
 * comes with what stood in front of the node before it, then with what stood behind. */
static void put_back(struct solver *s, int32_t parent, int32_t top, int32_t leaving) {
    int32_t next = s->after[parent], before = s->before[top], last = s->nodes[top].last;
    int32_t behind = s->after[last], end = last;

    link_after(s, parent, top);
    for (int32_t u = top; u != leaving;) {
        u = s->nodes[u].parent;
        int32_t old_before = s->before[u], old_last = s->nodes[u].last;
        int32_t old_behind = old_last == last ? behind : s->after[old_last];
        link_after(s, end, u);
        end = before;
        if (old_last != last) {
            link_after(s, end, behind);
            end = old_last;
        }
        before = old_before;
        behind = old_behind;
        last = old_last;
    }
    link_after(s, end, next);
    for (int32_t u = parent; u >= 0 && s->nodes[u].last == parent; u = s->nodes[u].parent)
        s->nodes[u].last = end;
    s->nodes[top].last = end;
}

/* Only differences of prices count: where the subtree is more than half, the others move. They
 * start anew before they have gone so far that they leave their width. */
static void reprice(struct solver *s, int32_t top, COST by) {
    int32_t n = s->nodes[top].size, from = top;

    if (n > s->n_nodes / 2) {
        from = s->after[s->nodes[top].last];
        n = s->n_nodes - n;
        by = -by;
    }
    s->effort += n;
    for (int32_t u = from; n > 0; n--, u = s->after[u])
        s->price[u] += by;
    if (s->price[s->root] > s->artificial || s->price[s->root] < -s->artificial)
        price_tree(s);
}

/* Turns the path from the end of the entering arc up to the leaving arc round, and hangs it on
 * the other end. */
static void turn(struct solver *s, const struct cycle *c, int64_t flow) {
    int32_t top = c->on_first ? c->first : c->second;
    int32_t parent = c->on_first ? c->second : c->first;
    int32_t all = s->nodes[c->leaving].size, below = 0, node = top;
    int32_t pred = s->ways[c->entering].tail == top ? c->entering : ~c->entering;
    COST by = reduced(s, &s->ways[c->entering]);

    resize(s, s->nodes[c->leaving].parent, c->join, -all);
    resize(s, parent, c->join, all);
    take_out(s, c->leaving);
    put_back(s, parent, top, c->leaving);
    for (;;) {
        struct node *n = &s->nodes[node], old = *n;
        *n = (struct node){flow, parent, pred, all - below, s->nodes[top].last};
        if (node == c->leaving)
            break;
        below = old.size;
        pred = ~old.pred;
        flow = old.flow;
        parent = node;
        node = old.parent;
    }
    reprice(s, top, goes_up(&s->nodes[top]) ? -by : by);
}

static void turn_round(struct solver *s, int32_t arc) {
    struct way *w = &s->ways[arc];

    *w = (struct way){w->head, w->tail, -w->unit_cost};
}

/* An arc outside the tree lies at one of its bounds. */
static void rest(struct solver *s, int32_t arc, bool at_upper) {
    if (at_upper || s->state[arc] == AT_UPPER)
        turn_round(s, arc);
    s->state[arc] = at_upper ? AT_UPPER : AT_LOWER;
}

/* False: the cycle has no limit. */
static bool pivot(struct solver *s, int32_t entering) {
    struct cycle c = {
        .entering = entering, .first = s->ways[entering].tail, .second = s->ways[entering].head};
    bool back = s->state[entering] == AT_UPPER;

    close_cycle(s, &c);
    if (c.delta == FLOW_NONE)
        return false;
    push(s, &c);
    s->pivots++;
    s->effort -= s->effort / s->late;
    if (c.leaving < 0) {
        rest(s, entering, !back);
        return true;
    }
    int32_t out = arc_of(&s->nodes[c.leaving]);
    if (out < s->n_arcs)
        rest(s, out, s->nodes[c.leaving].flow > 0);
    if (back)
        turn_round(s, entering);
    s->state[entering] = IN_TREE;
    turn(s, &c, back ? s->upper[entering] - c.delta : c.delta);
    return true;
}

static bool feasible(const struct solver *s) {
    for (int32_t i = 0; i < s->n_nodes; i++)
        if (i != s->root && arc_of(&s->nodes[i]) >= s->n_arcs && s->nodes[i].flow > 0)
            return false;
    return true;
}

/* False: unbounded. */
static bool run_piece(struct solver *s, struct piece *p) {
    int32_t n = p->to - p->from, usual = square_root(n), entering;

    s->late = n / 8 < LATE_MIN ? LATE_MIN : n / 8 > LATE_MAX ? LATE_MAX : n / 8;
    s->effort = s->late * MORE * usual / 2;
    while ((entering = find_entering(s, p, usual)) >= 0)
        if (!pivot(s, entering))
            return false;
    return true;
}

static enum mcf_outcome run(void *solver) {
    struct solver *s = solver;

    if (s->n_nodes == 0)
        return MCF_OPTIMAL;
    if (!s->started)
        start(s);
    if (s->stale)
        price_tree(s);
    s->stale = false;
    for (int32_t i = 0; i < s->n_pieces; i++)
        if (!run_piece(s, &s->pieces[i]))
            return MCF_UNBOUNDED;
    return feasible(s) ? MCF_OPTIMAL : MCF_INFEASIBLE;
}

/* ---- setting and reading ---- */

static int32_t place_of(const struct solver *s, int32_t arc) {
    return s->at ? s->at[arc] : arc;
}

static void keep_whole(void *solver) {
    ((struct solver *)solver)->whole = true;
}

static void set_arc(void *solver, int32_t arc, const struct simplex_arc *is) {
    struct solver *s = solver;

    s->ways[arc] = (struct way){is->tail, is->head, (COST)is->unit_cost};
    s->upper[arc] = is->upper;
}

static void get_arc(const void *solver, int32_t arc, struct simplex_arc *out) {
    const struct solver *s = solver;
    int32_t at = place_of(s, arc);
    struct way w = s->ways[at];

    *out = (struct simplex_arc){w.tail, w.head, s->upper[at], w.unit_cost};
    if (s->state[at] == AT_UPPER)
        *out = (struct simplex_arc){w.head, w.tail, s->upper[at], -w.unit_cost};
}

static void set_cost(void *solver, int32_t arc, cost unit_cost) {
    struct solver *s = solver;
    int32_t at = place_of(s, arc);
    COST c = s->state[at] == AT_UPPER ? -(COST)unit_cost : (COST)unit_cost;

    s->stale |= s->state[at] == IN_TREE && s->ways[at].unit_cost != c;
    s->ways[at].unit_cost = c;
}

static void set_supply(void *solver, int32_t node, int64_t supply) {
    ((struct solver *)solver)->nodes[node].flow = supply;
}

static int64_t supply_of(const void *solver, int32_t node) {
    return ((const struct solver *)solver)->nodes[node].flow;
}

static int64_t flow_of(const void *solver, int32_t arc) {
    const struct solver *s = solver;
    int32_t at = place_of(s, arc);

    if (s->state[at] != IN_TREE)
        return s->state[at] == AT_UPPER ? s->upper[at] : 0;
    const struct node *tail = &s->nodes[s->ways[at].tail];
    return tail->pred == at ? tail->flow : s->nodes[s->ways[at].head].flow;
}

static cost price_of(const void *solver, int32_t node) {
    return ((const struct solver *)solver)->price[node];
}

static int64_t pivots_of(const void *solver) {
    return ((const struct solver *)solver)->pivots;
}

const struct simplex_kernel KERNEL = {make,      discard, keep_whole, run,
                                      set_arc,   get_arc, set_cost,   set_supply,
                                      supply_of, flow_of, price_of,   pivots_of};
