/* Who sits where on a run, and how many parties sit together. */
#include "homeward/seatmap.h"

#include <stdlib.h>
#include <string.h>

/* ---- one run ---- */

static struct sitting sitting_of(const struct campaign *c, const struct booking *bookings,
                                 int32_t request) {
    const struct booking *b = &bookings[request];
    bool held = c->requests[request].needs != 0;

    return (struct sitting){request, held ? 0 : b->board,
                            held ? c->allocations[b->allocation].n_stops - 1 : b->alight};
}

static int by_leg(const void *a, const void *b) {
    const struct sitting *x = a, *y = b;

    return x->from != y->from ? x->from - y->from
                              : (x->request > y->request) - (x->request < y->request);
}

void seat_plan_make(const struct campaign *c, const struct booking *bookings, int32_t allocation,
                    const int32_t *riders, int n, struct arena *arena, struct seat_plan *out) {
    int *where = arena_array(arena, (size_t)n + 1, sizeof *where);

    *out = (struct seat_plan){0};
    seatmap_make(c, allocation, arena, &out->map);
    out->at = arena_array(arena, (size_t)out->map.n_all + 1, sizeof *out->at);
    out->n_at = arena_array(arena, (size_t)out->map.n_all + 1, sizeof *out->n_at);
    for (int i = 0; i < n; i++) {
        const char *label = bookings[riders[i]].seat;
        where[i] = label ? seatmap_find(&out->map, label) : -1;
        if (where[i] >= 0)
            out->n_at[where[i]]++;
    }
    for (int s = 0; s < out->map.n_all; s++) {
        out->at[s] = arena_array(arena, (size_t)out->n_at[s] + 1, sizeof **out->at);
        out->n_at[s] = 0;
    }
    for (int i = 0; i < n; i++)
        if (where[i] >= 0)
            out->at[where[i]][out->n_at[where[i]]++] = sitting_of(c, bookings, riders[i]);
    for (int s = 0; s < out->map.n_all; s++)
        qsort(out->at[s], (size_t)out->n_at[s], sizeof **out->at, by_leg);
}

/* ---- parties ---- */

/* The most seats for riders that are together. */
static int largest_group(const struct seatmap *map, struct arena *arena) {
    unsigned char *reached = arena_array(arena, (size_t)map->n_seats + 1, 1);
    int *queue = arena_array(arena, (size_t)map->n_seats + 1, sizeof *queue), largest = 0;

    for (int start = 0; start < map->n_seats; start++) {
        int n = 0;
        if (!reached[start])
            queue[n++] = start;
        reached[start] = 1;
        for (int at = 0; at < n; at++)
            for (int i = 0; i < map->n_seats; i++)
                if (!reached[i] && seatmap_adjoin(map, queue[at], i)) {
                    reached[i] = 1;
                    queue[n++] = i;
                }
        largest = n > largest ? n : largest;
    }
    return largest;
}

struct member {
    int32_t allocation, party, request;
};

static int by_party(const void *a, const void *b) {
    const struct member *x = a, *y = b;

    if (x->allocation != y->allocation)
        return x->allocation < y->allocation ? -1 : 1;
    if (x->party != y->party)
        return x->party < y->party ? -1 : 1;
    return (x->request > y->request) - (x->request < y->request);
}

static int32_t gather(const struct campaign *c, const struct booking *bookings,
                      struct member *members) {
    int32_t n = 0;

    for (int32_t r = 0; r < c->n_requests; r++) {
        int32_t a = bookings[r].allocation, party = c->requests[r].party;
        if (a >= 0 && party >= 0 && c->allocations[a].kind != ALLOCATION_TICKET_BLOCK)
            members[n++] = (struct member){a, party, r};
    }
    qsort(members, (size_t)n, sizeof *members, by_party);
    return n;
}

struct counting {
    const struct booking *bookings;
    struct arena arena;
    struct seatmap map; /* of the run at hand */
    int largest;
    struct adjoining *out;
};

static void count_party(struct counting *k, const struct member *members, int n) {
    int *seats = arena_array(&k->arena, (size_t)n + 1, sizeof *seats);
    bool all = true;

    for (int i = 0; i < n; i++) {
        const char *label = k->bookings[members[i].request].seat;
        seats[i] = label ? seatmap_find(&k->map, label) : -1;
        all &= seats[i] >= 0;
    }
    k->out->parties++;
    k->out->could += n <= k->largest;
    k->out->together += n <= k->largest && all && seatmap_together(&k->map, seats, n);
}

void seats_count_adjoining(const struct campaign *c, const struct booking *bookings,
                           struct adjoining *out) {
    struct counting k = {.bookings = bookings, .out = out};
    struct member *members = mem_array((size_t)c->n_requests + 1, sizeof *members);
    int32_t n = gather(c, bookings, members), last = -1;

    *out = (struct adjoining){0};
    for (int32_t i = 0, next; i < n; i = next) {
        for (next = i + 1; next < n && members[next].party == members[i].party &&
                           members[next].allocation == members[i].allocation;)
            next++;
        if (next - i < 2)
            continue;
        if (members[i].allocation != last) {
            last = members[i].allocation;
            arena_reset(&k.arena);
            seatmap_make(c, last, &k.arena, &k.map);
            k.largest = largest_group(&k.map, &k.arena);
        }
        count_party(&k, &members[i], next - i);
    }
    mem_free(members);
    arena_clear(&k.arena);
}
