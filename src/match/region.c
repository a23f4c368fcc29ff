/* Who is inside a region, what they are worth, and what a solution says of them. */
#include "match/region_parts.h"

#include <string.h>

/* ---- who is inside ---- */

static int32_t riders_outside(const struct region *r, const struct kind *kind, const counts *at) {
    int32_t n = 0;

    for (int32_t o = 0; o < kind->options.n; o++)
        if (local(r, kind->options.v[o].allocation) < 0)
            n += at[kind->first_slot + o];
    return n;
}

static bool reaches_inside(const struct region *r, const struct kind *kind) {
    for (int32_t o = 0; o < kind->options.n; o++)
        if (local(r, kind->options.v[o].allocation) >= 0)
            return true;
    return false;
}

/* A party is free only if nobody of it rides outside. */
static bool group_free(const struct region *r, const struct group *group, const counts *at) {
    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        if (riders_outside(r, &r->p->kinds[k], at))
            return false;
    return true;
}

static void find_free(struct region *r, const counts *at) {
    for (int32_t i = 0; i < r->m->n_kinds; i++) {
        const struct kind *kind = &r->p->kinds[r->m->kinds[i]];
        int32_t riders = kind->n - riders_outside(r, kind, at);
        bool grouped = kind->group >= 0;
        if (grouped ? !group_free(r, &r->p->groups[kind->group], at)
                    : riders == 0 || !reaches_inside(r, kind))
            continue;
        r->riders[r->n_kinds] = riders;
        r->kinds[r->n_kinds++] = r->m->kinds[i];
    }
}

/* What those who may not change take. */
static void take_fixed(struct region *r, const counts *at) {
    for (int32_t i = 0, f = 0; i < r->m->n_kinds; i++) {
        const struct kind *kind = &r->p->kinds[r->m->kinds[i]];
        bool is_free = f < r->n_kinds && r->kinds[f] == r->m->kinds[i];
        f += is_free;
        for (int32_t o = 0; !is_free && o < kind->options.n; o++) {
            const struct option *option = &kind->options.v[o];
            if (!at[kind->first_slot + o] || local(r, option->allocation) < 0)
                continue;
            int32_t *left = r->left[local(r, option->allocation)];
            for (int row = 0; row < r->p->rooms[option->allocation].n_rows; row++)
                left[row] -= at[kind->first_slot + o] * option_use(kind, option, row);
        }
    }
}

bool region_open(struct region *r, struct problem *p, const struct component *m,
                 const int32_t *allocations, int32_t n, const counts *at) {
    *r = (struct region){.p = p, .m = m, .n_inside = n};
    r->local = arena_array(&r->arena, (size_t)m->n_allocations, sizeof *r->local);
    memset(r->local, 0xff, (size_t)m->n_allocations * sizeof *r->local);
    r->left = arena_array(&r->arena, (size_t)n, sizeof *r->left);
    r->room_row = arena_array(&r->arena, (size_t)n, sizeof *r->room_row);
    for (int32_t i = 0; i < n; i++) {
        const struct room *room = &p->rooms[allocations[i]];
        r->local[p->place[allocations[i]]] = i;
        r->left[i] = arena_array(&r->arena, (size_t)room->n_rows, sizeof **r->left);
        r->room_row[i] = arena_array(&r->arena, (size_t)room->n_rows, sizeof **r->room_row);
        memcpy(r->left[i], room->left, (size_t)room->n_rows * sizeof **r->left);
    }
    r->kinds = arena_array(&r->arena, (size_t)m->n_kinds, sizeof *r->kinds);
    r->riders = arena_array(&r->arena, (size_t)m->n_kinds, sizeof *r->riders);
    r->detailed = arena_array(&r->arena, (size_t)m->n_kinds, sizeof *r->detailed);
    find_free(r, at);
    take_fixed(r, at);
    return r->n_kinds > 0;
}

void region_close(struct region *r) {
    lp_free(r->lp);
    mem_free(r->columns);
    cuts_clear(&r->cuts);
    arena_clear(&r->arena);
}

int region_size(const struct region *r) {
    int rows = 0;

    for (int32_t i = 0; i < r->n_kinds; i++) {
        const struct kind *kind = &r->p->kinds[r->kinds[i]];
        bool must = kind->group >= 0 && r->p->groups[kind->group].must;
        rows += kind->group < 0 || r->p->groups[kind->group].first_kind == r->kinds[i];
        rows += kind->group >= 0 && !must;
    }
    return rows + r->n_inside;
}

/* ---- lines ---- */

void region_lines(const struct region *r, const counts *at, int64_t out[LINES]) {
    struct score s;

    count_score(r->p, at, r->kinds, r->n_kinds, &s);
    out[LINE_HARDSHIP] = -s.seated_hardship;
    out[LINE_SEATED] = -s.seated_all;
    out[LINE_BREAKS] = s.breaks;
    out[LINE_MOVED] = s.moved;
    out[LINE_OUTLAY] = s.outlay_fen;
    out[LINE_BOTHER] = s.inconvenience;
}

void region_constants(const struct region *r, int64_t out[LINES]) {
    memset(out, 0, LINES * sizeof *out);
    for (int32_t i = 0; i < r->n_kinds; i++) {
        const struct kind *kind = &r->p->kinds[r->kinds[i]];
        const struct group *group = kind->group >= 0 ? &r->p->groups[kind->group] : NULL;
        out[LINE_MOVED] += kind->stood ? r->riders[i] : 0;
        if (group && group->first_kind == r->kinds[i])
            out[LINE_BREAKS] += group->n_anchors;
    }
}

/* ---- back to counts ---- */

static int32_t value_of(const struct region *r, int j) {
    return (int32_t)(lp_value(r->lp, j) + 0.5);
}

static void read_whole(const struct region *r, const struct column *column, counts *at) {
    const struct group *group = &r->p->groups[column->group];
    int32_t first;

    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        if (options_at(&r->p->kinds[k], column->allocation, &first) == 1)
            at[r->p->kinds[k].first_slot + first] += r->p->kinds[k].n;
}

void region_read(const struct region *r, counts *at) {
    for (int32_t i = 0; i < r->n_kinds; i++) {
        const struct kind *kind = &r->p->kinds[r->kinds[i]];
        for (int32_t o = 0; o < kind->options.n; o++)
            if (local(r, kind->options.v[o].allocation) >= 0)
                at[kind->first_slot + o] = 0;
    }
    for (int j = 0; j < lp_columns(r->lp); j++) {
        const struct column *column = &r->columns[j];
        int32_t n = value_of(r, j);
        if (n && column->what == COLUMN_RIDERS)
            at[r->p->kinds[column->kind].first_slot + column->option] += n;
        if (n && column->what == COLUMN_WHOLE)
            read_whole(r, column, at);
    }
}

bool region_refine(struct region *r, const counts *at) {
    bool any = false;

    for (int32_t i = 0; i < r->n_kinds; i++) {
        int32_t g = r->p->kinds[r->kinds[i]].group;
        if (g < 0 || *detailed(r, &r->p->groups[g]) || r->p->groups[g].must ||
            r->p->groups[g].first_kind != r->kinds[i])
            continue;
        if (group_breaks(r->p, &r->p->groups[g], at) > 1)
            any = *detailed(r, &r->p->groups[g]) = true;
    }
    if (any)
        cuts_clear(&r->cuts); /* the columns will be others */
    return any;
}
