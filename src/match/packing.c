/* See packing.h. */
#include "match/packing.h"

#include <stdlib.h>
#include <string.h>

#define BUDGET 6000 /* steps of one sweep; one that succeeds at once takes one a seat */
enum { OPEN = -1, TAKEN = -2 };

/* ---- the vehicle ---- */

static void find_near(struct packing *p, struct arena *arena) {
    int32_t n = p->map->n_seats, at = 0;
    int32_t *found = arena_array(arena, (size_t)n * 8 + 1, sizeof *found);

    for (int32_t i = 0; i < n; i++) {
        p->first[i] = at;
        for (int32_t k = 0; k < n && at < p->first[i] + 8; k++)
            if (k != i && seatmap_adjoin(p->map, i, k))
                found[at++] = k;
    }
    p->first[n] = at;
    p->near = found;
}

void packing_make(const struct seatmap *map, struct arena *arena, struct packing *out) {
    size_t n = (size_t)map->n_seats + 1;

    *out = (struct packing){.map = map};
    out->first = arena_array(arena, n, sizeof *out->first);
    out->order = arena_array(arena, n, sizeof *out->order);
    out->rank = arena_array(arena, n, sizeof *out->rank);
    out->open = arena_array(arena, n, sizeof *out->open);
    out->group = arena_array(arena, n, sizeof *out->group);
    out->now = arena_array(arena, n, sizeof *out->now);
    out->shut = arena_array(arena, n, sizeof *out->shut);
    out->stack = arena_array(arena, n, sizeof *out->stack);
    find_near(out, arena);
}

/* Row by row; or one side of the aisle after the other. */
static void order_seats(struct packing *p, bool by_side) {
    int32_t n = 0;

    for (int side = 0; side <= (by_side ? p->map->columns : 0); side++)
        for (int32_t i = 0; i < p->map->n_seats; i++)
            if (!by_side || p->map->seats[i].side == side)
                p->order[n++] = i;
    for (int32_t i = 0; i < n; i++)
        p->rank[p->order[i]] = i;
}

/* ---- the search ---- */

static bool sweep(struct packing *p, int32_t at, int32_t *stack);

static void note_best(struct packing *p) {
    if (p->placed <= p->n_placed)
        return;
    p->n_placed = p->placed;
    for (int32_t i = 0; i < p->map->n_seats; i++)
        p->group[i] = p->now[i] >= 0 ? p->now[i] : -1;
}

static bool finish_group(struct packing *p, int32_t *seats, int32_t size) {
    for (int32_t i = 0; i < size; i++)
        p->now[seats[i]] = p->placed;
    p->placed++;
    p->left[size]--;
    p->n_left--;
    note_best(p);
    bool done = sweep(p, p->rank[seats[0]] + 1, seats + size);
    p->n_left++;
    p->left[size]++;
    p->placed--;
    for (int32_t i = 0; i < size; i++)
        p->now[seats[i]] = TAKEN;
    return done;
}

/* The open seat nearest to the front that adjoins the group and is not ruled out for it. */
static int32_t next_beside(const struct packing *p, const int32_t *seats, int32_t n) {
    int32_t best = -1;

    for (int32_t i = 0; i < n; i++)
        for (int32_t k = p->first[seats[i]]; k < p->first[seats[i] + 1]; k++) {
            int32_t s = p->near[k];
            if (p->now[s] == OPEN && p->shut[s] != p->placed + 1 &&
                (best < 0 || p->rank[s] < p->rank[best]))
                best = s;
        }
    return best;
}

/* Every connected group of `size` around its first seats, the most compact first: the next seat is
 * taken into it, or else ruled out for it. */
static bool grow(struct packing *p, int32_t *seats, int32_t n, int32_t size) {
    if (n == size)
        return finish_group(p, seats, size);
    int32_t s = next_beside(p, seats, n);
    if (s < 0 || p->budget-- <= 0)
        return false;
    p->now[s] = TAKEN;
    seats[n] = s;
    if (grow(p, seats, n + 1, size))
        return true;
    p->now[s] = OPEN;
    int32_t before = p->shut[s];
    p->shut[s] = p->placed + 1;
    bool done = grow(p, seats, n, size);
    p->shut[s] = before;
    return done;
}

static bool begin_group(struct packing *p, int32_t seat, int32_t size, int32_t *stack) {
    if (!p->left[size])
        return false;
    p->now[seat] = TAKEN;
    stack[0] = seat;
    if (grow(p, stack, 1, size))
        return true;
    p->now[seat] = OPEN;
    return false;
}

static bool leave(struct packing *p, int32_t at, int32_t *filler, int32_t *stack) {
    if (*filler <= 0)
        return false;
    --*filler;
    p->now[p->order[at]] = TAKEN;
    if (sweep(p, at + 1, stack))
        return true;
    p->now[p->order[at]] = OPEN;
    ++*filler;
    return false;
}

/* Open seats from this one to the end of its side of the row, and seats of that side in the next
 * row: where a party ends well. */
static void look_ahead(const struct packing *p, int32_t seat, int32_t *out_here,
                       int32_t *out_width) {
    const struct seat *s = &p->map->seats[seat];

    *out_here = *out_width = 0;
    for (int32_t i = 0; i < p->map->n_seats; i++) {
        const struct seat *o = &p->map->seats[i];
        if (o->side != s->side)
            continue;
        *out_here += o->row == s->row && o->column >= s->column && p->now[i] == OPEN;
        *out_width += o->row == s->row + 1;
    }
    *out_width = *out_width ? *out_width : 1;
}

static bool ends_well(int32_t size, int32_t here, int32_t width) {
    return size >= here && (size - here) % width == 0;
}

/* First parties that end with a row, the largest first; in a row begun by others somebody alone;
 * then any party; then a seat left empty. */
static bool sweep(struct packing *p, int32_t at, int32_t *stack) {
    int32_t here, width;

    if (!p->n_left)
        return true;
    while (at < p->map->n_seats && p->now[p->order[at]] != OPEN)
        at++;
    if (at == p->map->n_seats || p->budget-- <= 0)
        return false;
    int32_t seat = p->order[at];
    look_ahead(p, seat, &here, &width);
    for (int32_t size = p->largest; size >= 2; size--)
        if (ends_well(size, here, width) && begin_group(p, seat, size, stack))
            return true;
    if (here < width && leave(p, at, &p->singles, stack))
        return true;
    for (int32_t size = p->largest; size >= 2; size--)
        if (!ends_well(size, here, width) && begin_group(p, seat, size, stack))
            return true;
    return (here >= width && leave(p, at, &p->singles, stack)) || leave(p, at, &p->empties, stack);
}

static bool search(struct packing *p, bool by_side, int32_t taken, int32_t singles) {
    int32_t open = 0;

    order_seats(p, by_side);
    for (int32_t i = 0; i < p->map->n_seats; i++) {
        p->now[i] = p->open[i] ? OPEN : TAKEN;
        p->shut[i] = 0;
        open += p->open[i];
    }
    p->budget = BUDGET;
    p->placed = 0;
    p->singles = singles;
    p->empties = open - taken - singles;
    return sweep(p, 0, p->stack);
}

bool packing_search(struct packing *p, const int32_t *sizes, int32_t n, int32_t singles,
                    struct arena *arena) {
    int32_t taken = 0;

    p->largest = p->n_placed = 0;
    p->n_left = n;
    for (int32_t i = 0; i < n; i++) {
        p->largest = sizes[i] > p->largest ? sizes[i] : p->largest;
        taken += sizes[i];
    }
    p->left = arena_array(arena, (size_t)p->largest + 2, sizeof *p->left);
    for (int32_t i = 0; i < n; i++)
        p->left[sizes[i]]++;
    memset(p->group, 0xff, (size_t)p->map->n_seats * sizeof *p->group);
    return !n || search(p, false, taken, singles) || search(p, true, taken, singles);
}
