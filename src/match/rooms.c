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
    room->n_cliques = (int16_t)find_cliques(a, room->leg);
    room->n_rows = (int16_t)(ROW_CLIQUES + room->n_cliques);
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
    shares_make(p);
}

void room_cross(const struct problem *p, const struct request *r, struct option *option) {
    const struct room *room = &p->rooms[option->allocation];
    int16_t n = room->n_cliques, first = 0, last = (int16_t)(n - 1);

    while (first + 1 < n && room->leg[first] < option->board)
        first++;
    while (last > first && room->leg[last] >= option->alight)
        last--;
    option->first = first;
    option->last = last;
    option->office = -1;
    option->share_row = room->n_offices ? (int16_t)(ROW_CLIQUES + n) : 0;
    for (int16_t i = 0; i < room->n_offices; i++)
        if (room->offices[i] == p->c->stations[r->station].office)
            option->office = i;
}

static struct kind kind_of(const struct request *r) {
    return (struct kind){.needs = r->needs, .children = r->free_children};
}

static struct option option_of(const struct problem *p, const struct request *r,
                               const struct booking *b) {
    struct option option = {
        .allocation = b->allocation, .board = (int16_t)b->board, .alight = (int16_t)b->alight};

    room_cross(p, r, &option);
    return option;
}

bool room_has(const struct problem *p, const struct request *r, const struct booking *b,
              bool promised) {
    const struct room *room = &p->rooms[b->allocation];
    const struct kind kind = kind_of(r);
    const struct option option = option_of(p, r, b);
    int n_rows = promised ? ROW_CLIQUES + room->n_cliques : room->n_rows;

    for (int row = 0; row < n_rows; row++)
        if (option_use(&kind, &option, row) > room->left[row])
            return false;
    return true;
}

/* A promise may go beyond a hold that came later; less than nothing is not left. */
void room_fill(struct problem *p, const struct request *r, const struct booking *b) {
    struct room *room = &p->rooms[b->allocation];
    const struct kind kind = kind_of(r);
    const struct option option = option_of(p, r, b);

    for (int row = 0; row < room->n_rows; row++) {
        room->left[row] -= option_use(&kind, &option, row);
        if (row >= ROW_CLIQUES + room->n_cliques && room->left[row] < 0)
            room->left[row] = 0;
    }
}
