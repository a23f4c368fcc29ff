/* Room of allocations: the rows that riders share, after what is fixed. */
#include "match/problem.h"

/* The legs on which the load can peak: the last leg of each run of boardings. */
static int find_cliques(const struct allocation *a, int16_t *leg) {
    bool boarded = false;
    int n = 0;

    for (int i = 0; i + 1 < a->n_stops; i++) {
        boarded |= (a->stops[i].use & STOP_BOARD) != 0;
        if (!boarded || !(a->stops[i + 1].use & STOP_ALIGHT))
            continue;
        leg[n++] = (int16_t)i;
        boarded = false;
    }
    return n;
}

static void make_room(struct problem *p, int32_t allocation) {
    const struct allocation *a = &p->c->allocations[allocation];
    struct room *room = &p->rooms[allocation];

    room->leg = arena_array(&p->arena, (size_t)a->n_stops, sizeof *room->leg);
    room->n_rows = (int16_t)(ROW_CLIQUES + find_cliques(a, room->leg));
    room->left = arena_array(&p->arena, (size_t)room->n_rows, sizeof *room->left);
    room->left[ROW_LOWER] = a->kind == ALLOCATION_CHARTERED_COACH ? 0 : a->lower_berths;
    room->left[ROW_WHEELCHAIR] = a->wheelchair;
    room->left[ROW_CHILDREN] = allocation_free_children(p->c, allocation);
    for (int row = ROW_CLIQUES; row < room->n_rows; row++)
        room->left[row] = a->seats;
}

void rooms_make(struct problem *p) {
    p->rooms = arena_array(&p->arena, (size_t)p->c->n_allocations, sizeof *p->rooms);
    for (int32_t a = 0; a < p->c->n_allocations; a++)
        make_room(p, a);
}

void room_cliques(const struct room *room, int board, int alight, int32_t *first, int32_t *last) {
    int32_t n = room->n_rows - ROW_CLIQUES;

    for (*first = 0; *first + 1 < n && room->leg[*first] < board;)
        (*first)++;
    for (*last = n - 1; *last > *first && room->leg[*last] >= alight;)
        (*last)--;
}

static int32_t use(const struct request *r, int row, int32_t first, int32_t last) {
    switch (row) {
    case ROW_LOWER:
        return (r->needs & NEED_BIT(NEED_LOWER_BERTH)) != 0;
    case ROW_WHEELCHAIR:
        return (r->needs & NEED_BIT(NEED_WHEELCHAIR)) != 0;
    case ROW_CHILDREN:
        return r->free_children;
    default:
        return r->needs != 0 || (first <= row - ROW_CLIQUES && row - ROW_CLIQUES <= last);
    }
}

bool room_has(const struct problem *p, const struct request *r, const struct booking *b) {
    const struct room *room = &p->rooms[b->allocation];
    int32_t first, last;

    room_cliques(room, b->board, b->alight, &first, &last);
    for (int row = 0; row < room->n_rows; row++)
        if (use(r, row, first, last) > room->left[row])
            return false;
    return true;
}

void room_fill(struct problem *p, const struct request *r, const struct booking *b) {
    struct room *room = &p->rooms[b->allocation];
    int32_t first, last;

    room_cliques(room, b->board, b->alight, &first, &last);
    for (int row = 0; row < room->n_rows; row++)
        room->left[row] -= use(r, row, first, last);
}
