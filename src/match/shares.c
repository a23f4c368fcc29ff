/*
 * Holds and quotas as rows of room. A quota is a row that its office's riders use. Holds of several
 * offices on one run are met exactly if, for every set of them, the riders of no office of the set
 * leave all its seats: a row for each set. All of it once for each clique, after the cliques.
 */
#include "match/problem.h"

#define UNLIMITED (INT32_MAX / 2)

/* ---- making them ---- */

static int32_t office_on(struct room *room, int32_t office) {
    for (int32_t i = 0; i < room->n_offices; i++)
        if (room->offices[i] == office)
            return i;
    if (room->n_offices == SHARE_OFFICES)
        return -1; /* cannot be: refused when it is made */
    room->offices[room->n_offices] = office;
    return room->n_offices++;
}

static void grow(struct problem *p, struct room *room) {
    int16_t n = (int16_t)(room->n_rows + SHARE_ROWS * room->n_cliques);
    int32_t *left = arena_array(&p->arena, (size_t)n, sizeof *left);

    for (int row = 0; row < n; row++)
        left[row] = row < room->n_rows ? room->left[row] : UNLIMITED;
    room->left = left;
    room->n_rows = n;
}

static int32_t least(int32_t a, int32_t b) {
    return a < b ? a : b;
}

/* held: by office of the run; quota: UNLIMITED where there is none */
static void fill(struct room *room, int32_t seats, const int32_t *held, const int32_t *quota) {
    int32_t *left = room->left + ROW_CLIQUES + room->n_cliques;

    for (int which = 0; which < SHARE_ROWS; which++) {
        int set = which - SHARE_OFFICES + 1;
        int32_t most = which < SHARE_OFFICES ? quota[which] : seats;
        for (int i = 0; set > 0 && i < SHARE_OFFICES; i++)
            most -= set >> i & 1 ? held[i] : 0;
        for (int k = 0; k < room->n_cliques; k++)
            left[which * room->n_cliques + k] = most > 0 ? most : 0;
    }
}

static void make(struct problem *p, int32_t allocation) {
    const struct campaign *c = p->c;
    struct room *room = &p->rooms[allocation];
    int32_t held[SHARE_OFFICES] = {0}, quota[SHARE_OFFICES];

    for (int i = 0; i < SHARE_OFFICES; i++)
        quota[i] = UNLIMITED;
    for (int s = 0; s < c->n_shares; s++) {
        const struct seat_share *share = &c->shares[s];
        int32_t i = share->allocation == allocation ? office_on(room, share->office) : -1;
        if (i >= 0 && share->kind == SHARE_HOLD)
            held[i] += share->seats;
        else if (i >= 0)
            quota[i] = least(quota[i], share->seats);
    }
    grow(p, room);
    fill(room, c->allocations[allocation].seats, held, quota);
}

void shares_make(struct problem *p) {
    for (int i = 0; i < p->c->n_shares; i++)
        if (p->rooms[p->c->shares[i].allocation].n_offices == 0)
            make(p, p->c->shares[i].allocation);
}

/* ---- what the cliques cannot carry ---- */

/* Riders of each office of a run who could take it, at most. */
static int32_t *count_demand(const struct problem *p, struct arena *scratch) {
    int32_t *demand =
        arena_array(scratch, (size_t)p->c->n_allocations * SHARE_OFFICES + 1, sizeof *demand);

    for (int32_t k = 0; k < p->n_kinds; k++)
        for (int32_t o = 0; o < p->kinds[k].options.n; o++) {
            const struct option *option = &p->kinds[k].options.v[o];
            if (option->share_row && option->office >= 0)
                demand[option->allocation * SHARE_OFFICES + option->office] += p->kinds[k].n;
        }
    return demand;
}

static void tighten(struct room *room, const int32_t *demand) {
    int32_t *left = room->left + ROW_CLIQUES, *rows = left + room->n_cliques;

    for (int which = SHARE_OFFICES; which < SHARE_ROWS; which++) {
        int32_t inside = 0;
        for (int i = 0; i < room->n_offices; i++)
            inside += (which - SHARE_OFFICES + 1) >> i & 1 ? demand[i] : 0;
        for (int k = 0; k < room->n_cliques; k++)
            left[k] = least(left[k], rows[which * room->n_cliques + k] + inside);
    }
}

/* Seats held for people who are not there ride empty: the flow, which leaves rows of shares out,
 * gets to know it. */
void shares_tighten(struct problem *p) {
    struct arena scratch = {0};
    const int32_t *demand = p->c->n_shares ? count_demand(p, &scratch) : NULL;

    for (int32_t a = 0; demand && a < p->c->n_allocations; a++)
        if (p->rooms[a].n_offices)
            tighten(&p->rooms[a], demand + a * SHARE_OFFICES);
    arena_clear(&scratch);
}

/* ---- reading a row ---- */

int32_t share_use(const struct kind *kind, const struct option *option, int row) {
    int cliques = option->share_row - ROW_CLIQUES;
    int which = (row - option->share_row) / cliques, clique = (row - option->share_row) % cliques;

    if (!kind->needs && (clique < option->first || clique > option->last))
        return 0;
    if (which < SHARE_OFFICES)
        return option->office == which;
    return option->office < 0 || !((which - SHARE_OFFICES + 1) >> option->office & 1);
}

struct share_row share_row_of(const struct room *room, int row) {
    int at = row - ROW_CLIQUES - room->n_cliques, which = at / room->n_cliques, first = 0;

    for (int set = which - SHARE_OFFICES + 1; which >= SHARE_OFFICES && !(set >> first & 1);)
        first++;
    return (struct share_row){which < SHARE_OFFICES ? SHARE_QUOTA : SHARE_HOLD,
                              at % room->n_cliques,
                              room->offices[which < SHARE_OFFICES ? which : first]};
}
