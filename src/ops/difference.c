/* Two sets of bookings held against each other: what stands, and what would. */
#include "ops/difference.h"

#include <string.h>

static bool same_ride(const struct booking *a, const struct booking *b) {
    return a->allocation == b->allocation && a->board == b->board && a->alight == b->alight;
}

enum change difference_change(const struct booking *before, const struct booking *after) {
    if (before->allocation < 0)
        return after->allocation < 0 ? CHANGES : CHANGE_ADDED;
    if (after->allocation < 0)
        return CHANGE_REMOVED;
    if (!same_ride(before, after))
        return CHANGE_MOVED;
    return before->status == after->status ? CHANGES : CHANGE_STATUS;
}

static struct change_side side(const struct campaign *c, const struct booking *b,
                               struct arena *arena) {
    if (b->allocation < 0)
        return (struct change_side){.board = -1, .alight = -1};
    return (struct change_side){arena_strdup(arena, c->allocations[b->allocation].key), b->board,
                                b->alight, b->status, arena_strdup(arena, b->seat)};
}

struct change_row difference_row(const struct campaign *c, int32_t r, const struct booking *after,
                                 struct arena *arena) {
    const struct request *q = &c->requests[r];

    return (struct change_row){.change = difference_change(&c->bookings[r], after),
                               .station = arena_strdup(arena, c->stations[q->station].code),
                               .ref = arena_strdup(arena, q->ref),
                               .trip = q->trip,
                               .from = side(c, &c->bookings[r], arena),
                               .to = side(c, after, arena)};
}

static void count_one(const struct campaign *c, int32_t r, enum change change,
                      struct change_group *offices, struct change_group *parties) {
    const struct request *q = &c->requests[r];

    offices[c->stations[q->station].office].n[change]++;
    if (q->party >= 0)
        parties[q->party].n[change]++;
}

/* Those that something happened to move to the front; returns how many. */
static int keep_touched(struct change_group *groups, int n) {
    int kept = 0;

    for (int i = 0; i < n; i++) {
        int64_t any = 0;
        for (int change = 0; change < CHANGES; change++)
            any += groups[i].n[change];
        if (any)
            groups[kept++] = groups[i];
    }
    return kept;
}

static void name_groups(const struct campaign *c, struct arena *arena, struct difference *out) {
    for (int i = 0; i < c->n_offices; i++)
        out->offices[i].office = c->offices[i].place;
    for (int i = 0; i < c->n_parties; i++) {
        const struct party *party = &c->parties[i];
        out->parties[i].office = c->offices[c->stations[party->station].office].place;
        out->parties[i].station = arena_strdup(arena, c->stations[party->station].code);
        out->parties[i].party = arena_strdup(arena, party->word);
        out->parties[i].direction = party->direction;
    }
}

void difference_make(const struct campaign *c, const struct booking *after, struct arena *arena,
                     struct difference *out) {
    int n = 0;

    *out = (struct difference){0};
    for (int32_t r = 0; r < c->n_requests; r++) {
        n += difference_change(&c->bookings[r], &after[r]) != CHANGES;
        out->stood |= c->bookings[r].allocation >= 0;
    }
    out->requests = arena_array(arena, (size_t)n + 1, sizeof *out->requests);
    out->offices = arena_array(arena, (size_t)c->n_offices + 1, sizeof *out->offices);
    out->parties = arena_array(arena, (size_t)c->n_parties + 1, sizeof *out->parties);
    name_groups(c, arena, out);
    for (int32_t r = 0; r < c->n_requests; r++) {
        enum change change = difference_change(&c->bookings[r], &after[r]);
        if (change == CHANGES)
            continue;
        out->requests[out->n_requests++] = difference_row(c, r, &after[r], arena);
        out->n[change]++;
        count_one(c, r, change, out->offices, out->parties);
    }
    out->n_offices = keep_touched(out->offices, c->n_offices);
    out->n_parties = keep_touched(out->parties, c->n_parties);
}

const char *change_word(enum change change) {
    static const char *const words[] = {"added", "moved", "removed", "status"};

    return words[change];
}
