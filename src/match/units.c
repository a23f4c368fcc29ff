#include "match/units.h"

#include <string.h>

static int32_t rows_of(const struct units *u, int32_t place) {
    return u->first_row[place + 1] - u->first_row[place];
}

/* ---- ways ---- */

static void open_way(struct units *u, int32_t place) {
    struct way way = {place, u->n_uses, u->n_options};

    VEC_PUSH(u->ways, u->n_ways, u->ways_cap, way);
    for (int32_t row = rows_of(u, place); row > 0; row--)
        VEC_PUSH(u->uses, u->n_uses, u->uses_cap, 0);
}

static void add_to_way(struct units *u, const struct kind *kind, int32_t option, int32_t riders) {
    const struct way *way = &u->ways[u->n_ways - 1];
    int32_t *uses = &u->uses[way->uses];

    for (int32_t row = 0; row < rows_of(u, way->place); row++)
        uses[row] += riders * option_use(kind, &kind->options.v[option], row);
    VEC_PUSH(u->options, u->n_options, u->options_cap, option);
}

/* The one it rides already, else the one that takes the fewest cliques; -1: none there. */
static int32_t option_on(const struct kind *kind, int32_t allocation, const counts *at) {
    int32_t best = -1;

    for (int32_t o = 0; o < kind->options.n; o++) {
        const struct option *option = &kind->options.v[o];
        if (option->allocation != allocation)
            continue;
        if (at[kind->first_slot + o])
            return o;
        if (best < 0 ||
            option->last - option->first < kind->options.v[best].last - kind->options.v[best].first)
            best = o;
    }
    return best;
}

static void add_party_way(struct units *u, const struct group *group, int32_t allocation,
                          const counts *at) {
    const struct problem *p = u->p;

    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        if (option_on(&p->kinds[k], allocation, at) < 0)
            return;
    if (!group_fits(p, group, allocation))
        return;
    open_way(u, p->place[allocation]);
    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        add_to_way(u, &p->kinds[k], option_on(&p->kinds[k], allocation, at), p->kinds[k].n);
}

/* ---- units ---- */

static void add_unit(struct units *u, struct unit unit, int32_t way) {
    unit.n_ways = u->n_ways - unit.first_way;
    u->rides = vec_grow(u->rides, (size_t)u->n, &u->rides_cap, sizeof *u->rides);
    u->rides[u->n] = way;
    VEC_PUSH(u->v, u->n, u->cap, unit);
}

static void add_party(struct units *u, const struct group *group, const counts *at) {
    const struct kind *first = &u->p->kinds[group->first_kind];
    struct unit unit = {group->first_kind, first->group, u->n_ways, 0, 0};
    int32_t rides = -1;

    for (int32_t o = 0; o < first->options.n; o++) {
        int32_t a = first->options.v[o].allocation, before = u->n_ways;
        if (o > 0 && first->options.v[o - 1].allocation == a)
            continue;
        add_party_way(u, group, a, at);
        if (u->n_ways > before && at[first->first_slot + option_on(first, a, at)])
            rides = before;
    }
    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        unit.value += u->p->kinds[k].n * (u->p->kinds[k].hardship ? UNIT_HARDSHIP + 1 : 1);
    add_unit(u, unit, rides);
}

/* All riders of a kind have the same ways. */
static void add_riders(struct units *u, int32_t k, const counts *at) {
    const struct kind *kind = &u->p->kinds[k];
    struct unit unit = {k, -1, u->n_ways, 0, kind->hardship ? UNIT_HARDSHIP + 1 : 1};
    int32_t n = 0;

    for (int32_t o = 0; o < kind->options.n; o++) {
        open_way(u, u->p->place[kind->options.v[o].allocation]);
        add_to_way(u, kind, o, 1);
    }
    for (int32_t o = 0; o < kind->options.n; o++)
        for (int32_t i = 0; i < at[kind->first_slot + o]; i++, n++)
            add_unit(u, unit, unit.first_way + o);
    for (; n < kind->n; n++)
        add_unit(u, unit, -1);
}

/* Whole on one allocation, each kind on one option of it. */
static bool rides_as_one(const struct problem *p, const struct group *group, const counts *at) {
    int32_t rides = -1;

    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++) {
        const struct kind *kind = &p->kinds[k];
        int32_t o = 0;
        while (o < kind->options.n && at[kind->first_slot + o] != kind->n)
            o++;
        if (o == kind->options.n || (rides >= 0 && kind->options.v[o].allocation != rides))
            return false;
        rides = kind->options.v[o].allocation;
    }
    return true;
}

static bool waits(const struct problem *p, const struct group *group, const counts *at) {
    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        if (kind_seated(&p->kinds[k], at))
            return false;
    return true;
}

static void take_room(struct units *u, int32_t k, const counts *at) {
    const struct kind *kind = &u->p->kinds[k];

    for (int32_t o = 0; o < kind->options.n; o++) {
        int32_t place = u->p->place[kind->options.v[o].allocation];
        for (int32_t row = 0; at[kind->first_slot + o] && row < rows_of(u, place); row++)
            u->left[u->first_row[place] + row] -=
                at[kind->first_slot + o] * option_use(kind, &kind->options.v[o], row);
    }
}

static void add_group(struct units *u, const struct group *group, const counts *at) {
    bool tied = group->n_anchors || group->n_left, whole = rides_as_one(u->p, group, at);
    bool waiting = (group->must || !u->split) && waits(u->p, group, at);
    if (!tied && (whole || waiting)) {
        add_party(u, group, at);
        return;
    }
    for (int32_t k = group->first_kind; !group->must && k < group->first_kind + group->n_kinds; k++)
        add_riders(u, k, at);
}

void units_open(struct units *u, const struct problem *p, const struct component *m, bool split,
                const counts *at) {
    *u = (struct units){.p = p, .m = m, .split = split};
    u->first_row = arena_array(&u->arena, (size_t)m->n_allocations + 1, sizeof *u->first_row);
    for (int32_t i = 0; i < m->n_allocations; i++)
        u->first_row[i + 1] = u->first_row[i] + p->rooms[m->allocations[i]].n_rows;
    u->left = arena_array(&u->arena, (size_t)u->first_row[m->n_allocations], sizeof *u->left);
    for (int32_t i = 0; i < m->n_allocations; i++)
        memcpy(&u->left[u->first_row[i]], p->rooms[m->allocations[i]].left,
               (size_t)rows_of(u, i) * sizeof *u->left);
    for (int32_t i = 0; i < m->n_kinds; i++) {
        const struct kind *kind = &p->kinds[m->kinds[i]];
        take_room(u, m->kinds[i], at);
        if (kind->group < 0)
            add_riders(u, m->kinds[i], at);
        else if (p->groups[kind->group].first_kind == m->kinds[i])
            add_group(u, &p->groups[kind->group], at);
    }
}

void units_close(struct units *u) {
    void *const all[] = {u->v, u->ways, u->uses, u->options, u->rides};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        mem_free(all[i]);
    arena_clear(&u->arena);
}

static void clear_kind(const struct kind *kind, counts *at) {
    memset(at + kind->first_slot, 0, (size_t)kind->options.n * sizeof *at);
}

static int32_t kinds_of(const struct units *u, const struct unit *unit) {
    return unit->group < 0 ? 1 : u->p->groups[unit->group].n_kinds;
}

void units_write(const struct units *u, const int32_t *rides, counts *at) {
    for (int32_t i = 0; i < u->n; i++)
        for (int32_t k = 0; k < kinds_of(u, &u->v[i]); k++)
            clear_kind(&u->p->kinds[u->v[i].kind + k], at);
    for (int32_t i = 0; i < u->n; i++)
        for (int32_t k = 0; rides[i] >= 0 && k < kinds_of(u, &u->v[i]); k++) {
            const struct kind *kind = &u->p->kinds[u->v[i].kind + k];
            at[kind->first_slot + u->options[u->ways[rides[i]].option + k]] +=
                u->v[i].group < 0 ? 1 : kind->n;
        }
}
