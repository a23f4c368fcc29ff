/*
 * The tidying pass (contract 7, beyond line 5): a station's people share a run, so that twin
 * coaches do not call at the same six gates. Units (a rider alone, or a party that rides whole)
 * are dealt anew between two allocations at a time. Units for whom the change costs the same a
 * head form a pool: as long as each side keeps its heads nothing above changes, and where the
 * change costs nothing, free seats serve as well. Which station goes where in a pool is found
 * exactly (deal.c).
 */
#include "match/tidy.h"

#include "match/deal.h"

#include <stdlib.h>
#include <string.h>

struct unit {
    int32_t allocation, station;
    int32_t first, n; /* riders */
    bool movable;
    int32_t next; /* on the same allocation; -1 */
};
struct rider {
    int32_t request, kind, option; /* kind -1: fixed */
};

struct tidier {
    const struct problem *p;
    struct arena arena, scratch;
    struct booking *bookings;
    struct unit *units;
    struct rider *riders;
    int32_t n_units, n_riders;
    int32_t *head;      /* of each allocation: its units */
    int32_t **left;     /* rows of room that are free */
    int32_t *count[2];  /* by station: people on side a, on side b */
    int32_t *mark;      /* by allocation: the last one that reached it */
    int32_t *touched;   /* by allocation: the last sweep that changed it */
    struct entry *pool; /* entries of the pair in hand */
    int32_t n_pool, sweep;
    size_t pool_cap;
    int64_t work;
};

/* ---- units ---- */

static int32_t find_option(const struct kind *kind, const struct booking *b) {
    for (int32_t o = 0; o < kind->options.n; o++) {
        const struct option *x = &kind->options.v[o];
        if (x->allocation == b->allocation && x->board == b->board && x->alight == b->alight)
            return o;
    }
    return -1;
}

/* The cheapest option there, which comes first; -1: none. */
static int32_t option_on(const struct kind *kind, int32_t allocation) {
    int32_t low = 0, high = kind->options.n;

    while (low < high) {
        int32_t mid = (low + high) / 2;
        if (kind->options.v[mid].allocation < allocation)
            low = mid + 1;
        else
            high = mid;
    }
    return low < kind->options.n && kind->options.v[low].allocation == allocation ? low : -1;
}

static void shift_rows(const struct tidier *t, const struct rider *rider, int32_t option, int by,
                       int32_t *left) {
    const struct kind *kind = &t->p->kinds[rider->kind];
    const struct option *o = &kind->options.v[option];

    for (int row = 0; row < t->p->rooms[o->allocation].n_rows; row++)
        left[row] += by * option_use(kind, o, row);
}

static void add_unit(struct tidier *t, int32_t first, bool movable) {
    const struct rider *rider = &t->riders[first];
    int32_t a = t->bookings[rider->request].allocation;

    t->units[t->n_units] = (struct unit){a,       t->p->c->requests[rider->request].station,
                                         first,   t->n_riders - first,
                                         movable, t->head[a]};
    t->head[a] = t->n_units++;
}

static void add_rider(struct tidier *t, int32_t request, int32_t kind) {
    struct rider rider = {request, kind, -1};

    if (kind >= 0) {
        rider.option = find_option(&t->p->kinds[kind], &t->bookings[request]);
        shift_rows(t, &rider, rider.option, -1, t->left[t->bookings[request].allocation]);
    }
    t->riders[t->n_riders++] = rider;
}

/* May its riders change without a move being counted? */
static bool at_liberty(const struct kind *kind) {
    return !kind->stood || kind->standing < 0;
}

static void add_singles(struct tidier *t, int32_t k) {
    const struct kind *kind = &t->p->kinds[k];

    for (int32_t i = 0; i < kind->n; i++) {
        if (t->bookings[kind->members[i]].allocation < 0)
            continue;
        add_rider(t, kind->members[i], k);
        add_unit(t, t->n_riders - 1, kind->group < 0 && at_liberty(kind));
    }
}

/* All who ride are on one allocation, and nobody of it stands elsewhere. */
static bool rides_whole(const struct tidier *t, const struct group *group) {
    int32_t allocation = -1;

    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        for (int32_t i = 0; i < t->p->kinds[k].n; i++) {
            int32_t a = t->bookings[t->p->kinds[k].members[i]].allocation;
            if (a < 0)
                continue;
            if (!at_liberty(&t->p->kinds[k]) || (allocation >= 0 && a != allocation))
                return false;
            allocation = a;
        }
    return allocation >= 0 && group->n_anchors == 0;
}

static void add_group(struct tidier *t, const struct group *group) {
    int32_t first = t->n_riders;
    bool whole = rides_whole(t, group);

    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        for (int32_t i = 0; i < t->p->kinds[k].n && whole; i++)
            if (t->bookings[t->p->kinds[k].members[i]].allocation >= 0)
                add_rider(t, t->p->kinds[k].members[i], k);
    if (whole)
        add_unit(t, first, true);
    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds && !whole; k++)
        add_singles(t, k);
}

static void add_fixed(struct tidier *t) {
    for (int32_t r = 0; r < t->p->c->n_requests; r++)
        if (!t->p->free[r] && t->bookings[r].allocation >= 0) {
            add_rider(t, r, -1);
            add_unit(t, t->n_riders - 1, false);
        }
}

static void make_units(struct tidier *t) {
    const struct problem *p = t->p;

    add_fixed(t);
    for (int32_t g = 0; g < p->n_groups; g++)
        add_group(t, &p->groups[g]);
    for (int32_t k = 0; k < p->n_kinds; k++)
        if (p->kinds[k].group < 0)
            add_singles(t, k);
}

/* ---- pools of a pair ---- */

static int compare_numbers(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int by_change(const struct change *x, const struct change *y) {
    int order = compare_numbers(x->bother, y->bother);

    order = order ? order : compare_numbers(x->outlay, y->outlay);
    order = order ? order : compare_numbers(x->a_first, y->a_first);
    order = order ? order : compare_numbers(x->a_last, y->a_last);
    order = order ? order : compare_numbers(x->b_first, y->b_first);
    return order ? order : compare_numbers(x->b_last, y->b_last);
}

static int by_pool(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    int order = by_change(&x->change, &y->change);

    order = order ? order : compare_numbers(x->station, y->station);
    return order ? order : compare_numbers(x->unit, y->unit);
}

static struct change change_of(const struct kind *kind, const struct option *on_a,
                               const struct option *on_b) {
    struct change change = {on_b->outlay - on_a->outlay,
                            on_b->bother - on_a->bother,
                            on_a->first,
                            on_a->last,
                            on_b->first,
                            on_b->last};

    if (kind->needs)
        change.a_first = change.a_last = change.b_first = change.b_last = -1;
    return change;
}

/* What the change to the other side means for the unit; false: it cannot, or its heads differ. */
static bool unit_change(struct tidier *t, const struct unit *u, int32_t other, bool on_a,
                        struct change *out) {
    for (int32_t i = 0; i < u->n; i++) {
        const struct rider *rider = &t->riders[u->first + i];
        const struct kind *kind = &t->p->kinds[rider->kind];
        if (i && rider->kind == rider[-1].kind && rider->option == rider[-1].option)
            continue;
        int32_t there = option_on(kind, other);
        t->work -= 4;
        if (there < 0)
            return false;
        const struct option *here = &kind->options.v[rider->option], *o = &kind->options.v[there];
        struct change change = on_a ? change_of(kind, here, o) : change_of(kind, o, here);
        if (i && by_change(&change, out) != 0)
            return false;
        *out = change;
    }
    return true;
}

static void collect(struct tidier *t, int32_t allocation, int32_t other, bool on_a) {
    for (int32_t i = t->head[allocation]; i >= 0; i = t->units[i].next) {
        const struct unit *u = &t->units[i];
        struct entry entry = {.unit = i, .station = u->station, .n = u->n, .on_a = on_a};
        if (u->movable && unit_change(t, u, other, on_a, &entry.change))
            VEC_PUSH(t->pool, t->n_pool, t->pool_cap, entry);
    }
}

/* ---- a new deal ---- */

static bool holds(const struct problem *p, int32_t allocation, const int32_t *left) {
    for (int row = 0; row < p->rooms[allocation].n_rows; row++)
        if (left[row] < 0)
            return false;
    return true;
}

static int32_t *copy_rows(struct tidier *t, int32_t allocation) {
    size_t n = (size_t)t->p->rooms[allocation].n_rows;
    int32_t *rows = arena_array(&t->scratch, n, sizeof *rows);

    memcpy(rows, t->left[allocation], n * sizeof *rows);
    return rows;
}

static void shift_unit(struct tidier *t, const struct entry *entry, int32_t to, int32_t *from_rows,
                       int32_t *to_rows) {
    const struct unit *u = &t->units[entry->unit];

    for (int32_t i = 0; i < u->n; i++) {
        const struct rider *rider = &t->riders[u->first + i];
        shift_rows(t, rider, rider->option, 1, from_rows);
        shift_rows(t, rider, option_on(&t->p->kinds[rider->kind], to), -1, to_rows);
    }
}

static void move_unit(struct tidier *t, const struct entry *entry, int32_t to) {
    struct unit *u = &t->units[entry->unit];

    for (int32_t i = 0; i < u->n; i++) {
        struct rider *rider = &t->riders[u->first + i];
        const struct kind *kind = &t->p->kinds[rider->kind];
        rider->option = option_on(kind, to);
        const struct option *o = &kind->options.v[rider->option];
        struct booking *b = &t->bookings[rider->request];
        b->allocation = o->allocation;
        b->board = o->board;
        b->alight = o->alight;
    }
    u->allocation = to;
    t->count[0][u->station] += entry->on_a ? -u->n : u->n;
    t->count[1][u->station] += entry->on_a ? u->n : -u->n;
}

/* The rows that heads do not tell (needs, children) must hold as well. */
static bool apply(struct tidier *t, int32_t a, int32_t b, const struct entry *pool, int32_t n,
                  const bool *to_a) {
    int32_t *rows_a = copy_rows(t, a), *rows_b = copy_rows(t, b);

    for (int32_t e = 0; e < n; e++) {
        if (pool[e].on_a && !to_a[e])
            shift_unit(t, &pool[e], b, rows_a, rows_b);
        else if (!pool[e].on_a && to_a[e])
            shift_unit(t, &pool[e], a, rows_b, rows_a);
    }
    if (!holds(t->p, a, rows_a) || !holds(t->p, b, rows_b))
        return false;
    for (int32_t e = 0; e < n; e++)
        if (pool[e].on_a != to_a[e])
            move_unit(t, &pool[e], to_a[e] ? a : b);
    memcpy(t->left[a], rows_a, (size_t)t->p->rooms[a].n_rows * sizeof *rows_a);
    memcpy(t->left[b], rows_b, (size_t)t->p->rooms[b].n_rows * sizeof *rows_b);
    return true;
}

static int32_t free_seats(const struct tidier *t, int32_t allocation, int32_t first, int32_t last) {
    const struct room *room = &t->p->rooms[allocation];
    int32_t least = INT32_MAX, n = room->n_cliques;

    for (int32_t k = first < 0 ? 0 : first; k <= (first < 0 ? n - 1 : last); k++)
        if (t->left[allocation][ROW_CLIQUES + k] < least)
            least = t->left[allocation][ROW_CLIQUES + k];
    return least > 0 ? least : 0;
}

/* The heads on side a that the pool may have: as now, or, where a change costs nothing, as many as
 * find a free seat. */
static void find_range(const struct tidier *t, int32_t a, int32_t b, const struct change *change,
                       int32_t heads, int32_t *low, int32_t *high) {
    int32_t now = *low;

    *high = now;
    if (change->outlay || change->bother)
        return;
    int32_t more = free_seats(t, a, change->a_first, change->a_last);
    int32_t less = free_seats(t, b, change->b_first, change->b_last);
    *low = less < now ? now - less : 0;
    *high = more < heads - now ? now + more : heads;
}

static bool deal_pool(struct tidier *t, int32_t a, int32_t b, int32_t from, int32_t end) {
    struct deal deal = {.pool = t->pool + from, .n = end - from, .work = &t->work};
    bool *to_a = arena_array(&t->scratch, (size_t)(end - from), sizeof *to_a);
    int32_t heads = 0;

    deal.count[0] = t->count[0];
    deal.count[1] = t->count[1];
    for (int32_t e = from; e < end; e++) {
        heads += t->pool[e].n;
        deal.low += t->pool[e].on_a ? t->pool[e].n : 0;
    }
    find_range(t, a, b, &t->pool[from].change, heads, &deal.low, &deal.high);
    return deal_best(&deal, &t->scratch, to_a) && apply(t, a, b, deal.pool, deal.n, to_a);
}

/* ---- pairs ---- */

static void count_side(struct tidier *t, int32_t allocation, int side) {
    for (int32_t i = t->head[allocation]; i >= 0; i = t->units[i].next)
        t->count[side][t->units[i].station] += t->units[i].n;
}

static void clear_counts(struct tidier *t, int32_t allocation) {
    for (int32_t i = t->head[allocation]; i >= 0; i = t->units[i].next)
        t->count[0][t->units[i].station] = t->count[1][t->units[i].station] = 0;
}

static bool share_a_station(struct tidier *t, int32_t b) {
    for (int32_t i = t->head[b]; i >= 0; i = t->units[i].next) {
        t->work--;
        if (t->count[0][t->units[i].station])
            return true;
    }
    return false;
}

static void relink(struct tidier *t, int32_t a, int32_t b) {
    int32_t lists[2] = {t->head[a], t->head[b]};

    t->head[a] = t->head[b] = -1;
    for (int k = 0; k < 2; k++)
        for (int32_t i = lists[k], next; i >= 0; i = next) {
            next = t->units[i].next;
            t->units[i].next = t->head[t->units[i].allocation];
            t->head[t->units[i].allocation] = i;
        }
    t->touched[a] = t->touched[b] = t->sweep;
}

/* A pool in which some station rides on both sides, or more heads could join them. */
static bool worth_dealing(const struct tidier *t, int32_t from, int32_t end) {
    for (int32_t e = from; e < end; e++)
        if (t->count[0][t->pool[e].station] && t->count[1][t->pool[e].station])
            return true;
    return false;
}

/* Side a is counted already. */
static void tidy_pair(struct tidier *t, int32_t a, int32_t b) {
    bool changed = false;

    count_side(t, b, 1);
    t->n_pool = 0;
    collect(t, a, b, true);
    collect(t, b, a, false);
    if (t->n_pool)
        qsort(t->pool, (size_t)t->n_pool, sizeof *t->pool, by_pool);
    for (int32_t from = 0, end; from < t->n_pool; from = end) {
        for (end = from + 1; end < t->n_pool; end++)
            if (by_change(&t->pool[from].change, &t->pool[end].change) != 0)
                break;
        if (worth_dealing(t, from, end))
            changed |= deal_pool(t, a, b, from, end);
        arena_reset(&t->scratch);
    }
    clear_counts(t, a);
    clear_counts(t, b);
    if (changed)
        relink(t, a, b);
    count_side(t, a, 0);
}

/* Marks where the movable units of an allocation could go. */
static int32_t neighbours(struct tidier *t, int32_t a, int32_t *out) {
    const struct options *last = NULL;
    int32_t n = 0;

    for (int32_t i = t->head[a]; i >= 0; i = t->units[i].next) {
        const struct unit *u = &t->units[i];
        if (!u->movable)
            continue;
        const struct options *list = &t->p->kinds[t->riders[u->first].kind].options;
        if (last && list->v == last->v && list->n == last->n)
            continue;
        last = list;
        for (int32_t o = 0; o < list->n; o++) {
            int32_t b = list->v[o].allocation;
            t->work--;
            if (b == a || t->mark[b] == a)
                continue;
            t->mark[b] = a;
            out[n++] = b;
        }
    }
    return n;
}

/* A pair comes up from its first side, and from its second where the first has seats to give. */
static bool turn_of(const struct tidier *t, int32_t a, int32_t b) {
    if (t->sweep > 1 && t->touched[a] < t->sweep - 1 && t->touched[b] < t->sweep - 1)
        return false;
    return b > a || free_seats(t, b, -1, -1) > 0;
}

static int by_number(const void *a, const void *b) {
    return compare_numbers(*(const int32_t *)a, *(const int32_t *)b);
}

static void tidy_from(struct tidier *t, int32_t a, int32_t *near) {
    int32_t n = neighbours(t, a, near);

    if (n)
        qsort(near, (size_t)n, sizeof *near, by_number);
    count_side(t, a, 0);
    for (int32_t i = 0; i < n && t->work > 0; i++)
        if (turn_of(t, a, near[i]) && share_a_station(t, near[i]))
            tidy_pair(t, a, near[i]);
    clear_counts(t, a);
}

static bool anything_touched(const struct tidier *t) {
    for (int32_t a = 0; a < t->p->c->n_allocations; a++)
        if (t->touched[a] == t->sweep)
            return true;
    return false;
}

static void open(struct tidier *t) {
    const struct campaign *c = t->p->c;
    size_t rooms = (size_t)c->n_allocations + 1, riders = (size_t)c->n_requests + 1;

    t->units = arena_array(&t->arena, riders, sizeof *t->units);
    t->riders = arena_array(&t->arena, riders, sizeof *t->riders);
    t->head = arena_array(&t->arena, rooms, sizeof *t->head);
    t->left = arena_array(&t->arena, rooms, sizeof *t->left);
    t->mark = arena_array(&t->arena, rooms, sizeof *t->mark);
    t->touched = arena_array(&t->arena, rooms, sizeof *t->touched);
    for (int side = 0; side < 2; side++)
        t->count[side] = arena_array(&t->arena, (size_t)c->n_stations + 1, sizeof **t->count);
    for (int32_t a = 0; a < c->n_allocations; a++) {
        const struct room *room = &t->p->rooms[a];
        size_t size = (size_t)room->n_rows * sizeof **t->left;
        t->head[a] = t->mark[a] = -1;
        t->left[a] = arena_alloc(&t->arena, size);
        memcpy(t->left[a], room->left, size);
    }
}

void tidy_bookings(const struct problem *p, int64_t work, struct booking *bookings) {
    struct tidier t = {.p = p, .bookings = bookings, .work = work};
    bool more = true;

    open(&t);
    make_units(&t);
    int32_t *near = arena_array(&t.arena, (size_t)p->c->n_allocations + 1, sizeof *near);
    while (more && t.work > 0) {
        t.sweep++;
        memset(t.mark, 0xff, (size_t)p->c->n_allocations * sizeof *t.mark);
        for (int32_t a = 0; a < p->c->n_allocations && t.work > 0; a++)
            tidy_from(&t, a, near);
        more = anything_touched(&t);
    }
    mem_free(t.pool);
    arena_clear(&t.scratch);
    arena_clear(&t.arena);
}
