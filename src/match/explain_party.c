/*
 * A must party that waits: the fewest allocations on which its members would find seats apart, by
 * bookings as they stand, and how many extra seats would take it whole. Somebody alone is a party
 * of one here.
 */
#include "match/explain.h"

#include <string.h>

struct gang {
    struct explainer *e;
    const int32_t *members; /* who wait */
    int32_t n;
    int32_t joins; /* allocation of those who ride, -1 */
};

/* ---- who ---- */

static void gang_make(struct explainer *e, int32_t request, struct arena *arena, struct gang *out) {
    const struct request *r = &e->p.c->requests[request];
    int32_t *members;

    *out = (struct gang){.e = e, .joins = -1};
    if (!in_must_party(e->p.c, r)) {
        members = arena_array(arena, 1, sizeof *members);
        members[out->n++] = request;
        out->members = members;
        return;
    }
    const struct party *party = &e->p.c->parties[r->party];
    members = arena_array(arena, (size_t)party->n_members, sizeof *members);
    for (int i = 0; i < party->n_members; i++) {
        int32_t a = e->bookings[party->members[i]].allocation;
        if (a < 0)
            members[out->n++] = party->members[i];
        else
            out->joins = a;
    }
    out->members = members;
}

/* ---- trying them on an allocation ---- */

static int32_t lacking(const struct room *room, const int32_t *left, const struct kind *kind,
                       const struct option *o) {
    int32_t most = 0;

    for (int row = 0; row < room->n_rows; row++) {
        int32_t lack = option_use(kind, o, row) - left[row];
        most = option_use(kind, o, row) && lack > most ? lack : most;
    }
    return most;
}

static void take(const struct room *room, int32_t *left, const struct kind *kind,
                 const struct option *o) {
    for (int row = 0; row < room->n_rows; row++)
        left[row] -= option_use(kind, o, row);
}

/* The option on which the member lacks least; NULL: it has none there. */
static const struct option *least_lacking(const struct gang *g, int32_t member, int32_t allocation,
                                          const int32_t *left, int32_t *out_lack) {
    struct kind kind = explain_kind(&g->e->p.c->requests[member]);
    struct options list = explain_options_on(g->e, member, allocation);
    const struct option *best = NULL;

    for (int32_t i = 0; i < list.n; i++) {
        int32_t lack = lacking(&g->e->p.rooms[allocation], left, &kind, &list.v[i]);
        if (!best || lack < *out_lack) {
            best = &list.v[i];
            *out_lack = lack;
        }
    }
    return best;
}

static int32_t *copy_left(const struct gang *g, int32_t allocation, struct arena *arena) {
    const struct room *room = &g->e->p.rooms[allocation];
    int32_t *left = arena_array(arena, (size_t)room->n_rows, sizeof *left);

    memcpy(left, room->left, (size_t)room->n_rows * sizeof *left);
    return left;
}

/* ---- the split ---- */

/* How many of those still without a seat fit there, in order; who, if asked. */
static int32_t seat_some(const struct gang *g, const bool *seated, int32_t allocation,
                         bool *out_who) {
    struct arena scratch = {0};
    int32_t *left = copy_left(g, allocation, &scratch), n = 0;

    for (int32_t i = 0; i < g->n; i++) {
        struct kind kind = explain_kind(&g->e->p.c->requests[g->members[i]]);
        int32_t lack = 0;
        const struct option *o =
            seated[i] ? NULL : least_lacking(g, g->members[i], allocation, left, &lack);
        if (!o || lack > 0)
            continue;
        take(&g->e->p.rooms[allocation], left, &kind, o);
        n++;
        if (out_who)
            out_who[i] = true;
    }
    arena_clear(&scratch);
    return n;
}

static int32_t roomiest(const struct gang *g, const bool *seated, int32_t *out_n) {
    int32_t best = -1;

    *out_n = 0;
    for (int32_t a = 0; a < g->e->p.c->n_allocations; a++) {
        int32_t n = g->e->p.c->allocations[a].cancelled ? 0 : seat_some(g, seated, a, NULL);
        if (n > *out_n) {
            *out_n = n;
            best = a;
        }
    }
    return best;
}

static void add_part(const struct gang *g, bool *seated, int32_t allocation, struct arena *arena,
                     struct split *out) {
    struct split_part *part = &out->parts[out->n_parts++];
    bool *who = arena_array(arena, (size_t)g->n, sizeof *who);

    *part = (struct split_part){.allocation = allocation};
    part->members = arena_array(arena, (size_t)g->n, sizeof *part->members);
    seat_some(g, seated, allocation, who);
    for (int32_t i = 0; i < g->n; i++)
        if (who[i]) {
            part->members[part->n++] = g->members[i];
            seated[i] = true;
        }
    out->seated += part->n;
}

void explain_split(struct explainer *e, int32_t request, struct arena *arena, struct split *out) {
    struct gang g;
    int32_t n;

    gang_make(e, request, arena, &g);
    if (!in_must_party(e->p.c, &e->p.c->requests[request]))
        return;
    *out = (struct split){.joins = g.joins, .waiting = g.n};
    bool *seated = arena_array(arena, (size_t)g.n, sizeof *seated);
    out->parts = arena_array(arena, (size_t)g.n, sizeof *out->parts);
    if (g.joins >= 0) { /* they join the others or wait */
        out->most = seat_some(&g, seated, g.joins, NULL);
        return;
    }
    for (int32_t a = roomiest(&g, seated, &n); a >= 0; a = roomiest(&g, seated, &n)) {
        out->most = n > out->most ? n : out->most;
        add_part(&g, seated, a, arena, out);
    }
}

/* ---- extra seats ---- */

static int32_t most_lacking(const struct room *room, const int32_t *left) {
    int32_t most = 0;

    for (int row = 0; row < room->n_rows; row++) {
        bool quota =
            row >= ROW_CLIQUES + room->n_cliques && share_row_of(room, row).kind == SHARE_QUOTA;
        if ((row < ROW_CLIQUES || quota) && left[row] < 0)
            return -1; /* a seat more is no berth, wheelchair place, allowance or quota more */
        if (row >= ROW_CLIQUES && -left[row] > most)
            most = -left[row];
    }
    return most;
}

/* Seats that all of them lack there; -1: more seats do not help. */
static int32_t seats_lacking(const struct gang *g, int32_t allocation) {
    struct arena scratch = {0};
    const struct room *room = &g->e->p.rooms[allocation];
    int32_t *left = copy_left(g, allocation, &scratch), n = 0, lack = -1;

    for (; n < g->n; n++) {
        struct kind kind = explain_kind(&g->e->p.c->requests[g->members[n]]);
        const struct option *o = least_lacking(g, g->members[n], allocation, left, &lack);
        if (!o)
            break;
        take(room, left, &kind, o);
    }
    lack = n == g->n ? most_lacking(room, left) : -1;
    arena_clear(&scratch);
    return lack;
}

/* A ticket, or the charter's share of one seat, rounded up; 0: not stated. */
static int64_t seat_price(const struct allocation *a) {
    if (a->kind == ALLOCATION_TICKET_BLOCK || a->seats <= 0)
        return a->price;
    return (a->price + a->seats - 1) / a->seats;
}

void explain_extra(struct explainer *e, int32_t request, struct extra *out) {
    const struct campaign *c = e->p.c;
    struct arena scratch = {0};
    struct gang g;

    gang_make(e, request, &scratch, &g);
    for (int32_t a = 0; a < c->n_allocations; a++) {
        int64_t price = seat_price(&c->allocations[a]);
        if (price <= 0 || c->allocations[a].cancelled || (g.joins >= 0 && a != g.joins))
            continue;
        int32_t seats = seats_lacking(&g, a);
        int64_t fen = seats * price;
        if (seats > 0 && (out->allocation < 0 || fen < out->fen))
            *out = (struct extra){a, seats, fen};
    }
    arena_clear(&scratch);
}
