/*
 * Who has what a waiting request would need: residual reachability from it. Every ride that it, or
 * a rider met on the way, could take instead must cross a row that is full; the riders of that row
 * are met next. When nothing new is met, all of them together need more places than their rows
 * have, which anybody can count (Hall's condition, violated).
 */
#include "match/explain.h"

struct siege {
    struct explainer *e;
    const struct campaign *c;
    int32_t request;
    bool parties_move; /* members of must parties may move one by one: allows more than the rules */
    int32_t *first_row;             /* of each allocation */
    bool *in_row, *met;             /* by row, by request */
    int32_t *first, *by_allocation; /* riders of allocation a: [first[a], first[a + 1]) */
    struct row {
        int32_t allocation;
        int row;
    } * rows;
    int32_t n_rows;
    int32_t *riders;
    int32_t n_riders;
    bool escaped; /* somebody could go where there is room, or give way */
};

/* ---- rows ---- */

static const bool *rows_of(const struct siege *s, int32_t allocation) {
    return s->in_row + s->first_row[allocation];
}

/* Places that the rider takes of the rows met, on this ride. */
static int32_t places_taken(const struct siege *s, const struct kind *kind,
                            const struct option *o) {
    const bool *in = rows_of(s, o->allocation);
    int32_t taken = 0;

    for (int row = 0; row < s->e->p.rooms[o->allocation].n_rows; row++)
        if (in[row])
            taken += option_use(kind, o, row);
    return taken;
}

/* A row that has no place left for the rider, were its own ride given up; -1: the ride is free. */
static int full_row(const struct siege *s, const struct kind *kind, const struct option *o,
                    const struct option *own) {
    const struct room *room = &s->e->p.rooms[o->allocation];

    for (int row = room->n_rows - 1; row >= 0; row--) {
        int32_t left = room->left[row];
        if (own && own->allocation == o->allocation)
            left += option_use(kind, own, row);
        if (option_use(kind, o, row) > left)
            return row;
    }
    return -1;
}

static void wall_off(struct siege *s, const struct kind *kind, const struct option *o,
                     const struct option *own) {
    if (places_taken(s, kind, o))
        return;
    int row = full_row(s, kind, o, own);
    if (row < 0) {
        s->escaped = true;
        return;
    }
    s->in_row[s->first_row[o->allocation] + row] = true;
    s->rows[s->n_rows++] = (struct row){o->allocation, row};
}

/* ---- riders ---- */

static bool held(const struct siege *s, int32_t rider) {
    return s->e->bookings[rider].status >= BOOKING_TOLD;
}

static struct option own_ride(const struct siege *s, int32_t rider) {
    const struct booking *b = &s->e->bookings[rider];

    return explain_option(s->e, rider, b->allocation, b->board, b->alight);
}

static void meet(struct siege *s, int32_t rider) {
    const struct request *r = &s->c->requests[rider];
    struct kind kind = explain_kind(r);
    struct option own = own_ride(s, rider);
    struct options list = s->e->p.lists[rider];

    s->met[rider] = true;
    s->riders[s->n_riders++] = rider;
    if (held(s, rider))
        return;
    if (campaign_hardship(s->c, s->request) && !campaign_hardship(s->c, rider))
        s->escaped = true; /* line 1 comes before it */
    if (!s->parties_move && in_must_party(s->c, r))
        return;
    for (int32_t i = 0; i < list.n && !s->escaped; i++)
        wall_off(s, &kind, &list.v[i], &own);
}

static void meet_riders_of(struct siege *s, const struct row *row) {
    int32_t a = row->allocation;

    for (int32_t i = s->first[a]; i < s->first[a + 1] && !s->escaped; i++) {
        int32_t rider = s->by_allocation[i];
        struct kind kind = explain_kind(&s->c->requests[rider]);
        struct option own = own_ride(s, rider);
        if (!s->met[rider] && option_use(&kind, &own, row->row))
            meet(s, rider);
    }
}

static void lay(struct siege *s) {
    struct kind kind = explain_kind(&s->c->requests[s->request]);
    struct options list = s->e->p.lists[s->request];

    for (int32_t i = 0; i < list.n && !s->escaped; i++)
        wall_off(s, &kind, &list.v[i], NULL);
    for (int32_t at = 0; at < s->n_rows && !s->escaped; at++) {
        struct row row = s->rows[at];
        meet_riders_of(s, &row);
    }
}

static void lift(struct siege *s) {
    for (int32_t i = 0; i < s->n_rows; i++)
        s->in_row[s->first_row[s->rows[i].allocation] + s->rows[i].row] = false;
    for (int32_t i = 0; i < s->n_riders; i++)
        s->met[s->riders[i]] = false;
    s->n_rows = s->n_riders = 0;
    s->escaped = false;
}

/* ---- the count ---- */

/* The fewest places of the rows met that the rider takes on any of its rides. */
static int32_t fewest_taken(const struct siege *s, int32_t rider) {
    struct kind kind = explain_kind(&s->c->requests[rider]);
    struct options list = s->e->p.lists[rider];
    int32_t fewest = INT32_MAX;

    for (int32_t i = 0; i < list.n && fewest > 0; i++) {
        int32_t taken = places_taken(s, &kind, &list.v[i]);
        fewest = taken < fewest ? taken : fewest;
    }
    return fewest;
}

static int32_t taken_now(const struct siege *s, int32_t rider) {
    struct kind kind = explain_kind(&s->c->requests[rider]);
    struct option own = own_ride(s, rider);

    return places_taken(s, &kind, &own);
}

static int64_t places_there(const struct siege *s) {
    int64_t places = 0;

    for (int32_t i = 0; i < s->n_rows; i++)
        places += s->e->p.rooms[s->rows[i].allocation].left[s->rows[i].row];
    for (int32_t i = 0; i < s->n_riders; i++)
        places += taken_now(s, s->riders[i]);
    return places;
}

static int64_t places_needed(const struct siege *s) {
    int64_t needed = fewest_taken(s, s->request);

    for (int32_t i = 0; i < s->n_riders; i++) {
        int32_t now = taken_now(s, s->riders[i]);
        int32_t fewest = held(s, s->riders[i]) ? now : fewest_taken(s, s->riders[i]);
        needed += fewest < now ? fewest : now;
    }
    return needed;
}

/* ---- the answer ---- */

static int32_t count_places(const struct siege *s, const struct row *row) {
    int32_t places = s->e->p.rooms[row->allocation].left[row->row], a = row->allocation;

    for (int32_t i = s->first[a]; i < s->first[a + 1]; i++) {
        struct kind kind = explain_kind(&s->c->requests[s->by_allocation[i]]);
        struct option own = own_ride(s, s->by_allocation[i]);
        places += option_use(&kind, &own, row->row);
    }
    return places;
}

/* What a row is called; it stands after the cliques if it is of holds or quotas. */
static struct taken_row describe(const struct siege *s, const struct row *row) {
    const struct room *room = &s->e->p.rooms[row->allocation];
    struct taken_row out = {.allocation = row->allocation,
                            .kind = (enum taken_kind)row->row,
                            .places = count_places(s, row)};
    int32_t clique = row->row - ROW_CLIQUES;

    if (clique >= room->n_cliques) {
        struct share_row share = share_row_of(room, row->row);
        out.kind = share.kind == SHARE_HOLD ? TAKEN_HELD : TAKEN_QUOTA;
        out.office = s->c->offices[share.office].place;
        clique = share.clique;
    } else if (clique >= 0) {
        out.kind = TAKEN_SEATS;
    }
    out.leg = clique >= 0 ? room->leg[clique] : 0;
    return out;
}

static void fill_taken(const struct siege *s, struct arena *arena, struct taken *out) {
    out->n_rows = s->n_rows;
    out->n_riders = s->n_riders;
    out->places = places_there(s);
    out->rows = arena_array(arena, (size_t)s->n_rows + 1, sizeof *out->rows);
    out->riders = arena_array(arena, (size_t)s->n_riders + 1, sizeof *out->riders);
    for (int32_t i = 0; i < s->n_rows; i++)
        out->rows[i] = describe(s, &s->rows[i]);
    for (int32_t i = 0; i < s->n_riders; i++) {
        out->riders[i] = s->riders[i];
        out->held += held(s, s->riders[i]);
    }
}

/* Counted two places on, so that filling moves each start to where it belongs. */
static void sort_riders(struct siege *s) {
    for (int32_t r = 0; r < s->c->n_requests; r++)
        if (s->e->bookings[r].allocation >= 0)
            s->first[s->e->bookings[r].allocation + 2]++;
    for (int32_t a = 0; a < s->c->n_allocations; a++)
        s->first[a + 2] += s->first[a + 1];
    for (int32_t r = 0; r < s->c->n_requests; r++)
        if (s->e->bookings[r].allocation >= 0)
            s->by_allocation[s->first[s->e->bookings[r].allocation + 1]++] = r;
}

static void prepare(struct siege *s, struct arena *arena) {
    const struct campaign *c = s->c;
    size_t n = (size_t)c->n_allocations, requests = (size_t)c->n_requests;

    s->first_row = arena_array(arena, n + 1, sizeof *s->first_row);
    s->first = arena_array(arena, n + 2, sizeof *s->first);
    for (int32_t a = 0; a < c->n_allocations; a++)
        s->first_row[a + 1] = s->first_row[a] + s->e->p.rooms[a].n_rows;
    s->in_row = arena_array(arena, (size_t)s->first_row[n] + 1, sizeof *s->in_row);
    s->rows = arena_array(arena, (size_t)s->first_row[n] + 1, sizeof *s->rows);
    s->met = arena_array(arena, requests + 1, sizeof *s->met);
    s->riders = arena_array(arena, requests + 1, sizeof *s->riders);
    s->by_allocation = arena_array(arena, requests + 1, sizeof *s->by_allocation);
    sort_riders(s);
}

void explain_taken(struct explainer *e, int32_t request, struct arena *arena, struct taken *out) {
    struct arena scratch = {0};
    struct siege s = {.e = e, .c = e->p.c, .request = request, .parties_move = true};

    prepare(&s, &scratch);
    lay(&s);
    bool with_parties = s.escaped;
    if (with_parties) {
        lift(&s);
        s.parties_move = false;
        lay(&s);
    }
    if (s.escaped) {
        out->verdict = s.n_riders ? TAKEN_MOVABLE : TAKEN_NONE;
    } else {
        fill_taken(&s, arena, out);
        bool proved = !with_parties && places_needed(&s) > out->places;
        out->verdict = proved ? TAKEN_PROVED : TAKEN_STUCK;
    }
    arena_clear(&scratch);
}
