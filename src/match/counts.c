/* What a set of counts is worth, line by line. */
#include "match/problem.h"

#include <string.h>

counts *counts_keep(const struct component *m, const counts *at) {
    counts *kept = mem_array((size_t)m->n_slots + 1, sizeof *kept);

    memcpy(kept, at + m->first_slot, (size_t)m->n_slots * sizeof *kept);
    return kept;
}

void counts_restore(const struct component *m, const counts *kept, counts *at) {
    memcpy(at + m->first_slot, kept, (size_t)m->n_slots * sizeof *kept);
}

int32_t option_use(const struct kind *kind, const struct option *option, int row) {
    switch (row) {
    case ROW_LOWER:
        return (kind->needs & NEED_BIT(NEED_LOWER_BERTH)) != 0;
    case ROW_WHEELCHAIR:
        return (kind->needs & NEED_BIT(NEED_WHEELCHAIR)) != 0;
    case ROW_CHILDREN:
        return kind->children;
    default:
        if (option->share_row && row >= option->share_row)
            return share_use(kind, option, row);
        return kind->needs ||
               (option->first <= row - ROW_CLIQUES && row - ROW_CLIQUES <= option->last);
    }
}

bool option_moves(const struct kind *kind, int32_t option) {
    return kind->stood && option != kind->standing;
}

int32_t kind_seated(const struct kind *kind, const counts *at) {
    int32_t seated = 0;

    for (int32_t o = 0; o < kind->options.n; o++)
        seated += at[kind->first_slot + o];
    return seated;
}

static bool kind_uses(const struct kind *kind, const counts *at, int32_t allocation) {
    for (int32_t o = 0; o < kind->options.n; o++)
        if (kind->options.v[o].allocation == allocation && at[kind->first_slot + o])
            return true;
    return false;
}

static bool used_before(const struct problem *p, const struct group *group, const counts *at,
                        int32_t kind, int32_t option) {
    int32_t allocation = p->kinds[kind].options.v[option].allocation;

    for (int32_t i = 0; i < group->n_anchors; i++)
        if (group->anchors[i] == allocation)
            return true;
    for (int32_t k = group->first_kind; k < kind; k++)
        if (kind_uses(&p->kinds[k], at, allocation))
            return true;
    for (int32_t o = 0; o < option; o++)
        if (p->kinds[kind].options.v[o].allocation == allocation &&
            at[p->kinds[kind].first_slot + o])
            return true;
    return false;
}

int32_t group_breaks(const struct problem *p, const struct group *group, const counts *at) {
    int32_t used = group->n_anchors, waiting = group->n_left + group->size;

    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        for (int32_t o = 0; o < p->kinds[k].options.n; o++) {
            int32_t n = at[p->kinds[k].first_slot + o];
            waiting -= n;
            used += n && !used_before(p, group, at, k, o);
        }
    return used ? used - 1 + (waiting > 0) : 0;
}

void count_score(const struct problem *p, const counts *at, const int32_t *kinds, int32_t n,
                 struct score *out) {
    struct score s = {0};

    for (int32_t i = 0; i < n; i++) {
        const struct kind *kind = &p->kinds[kinds[i]];
        int32_t seated = 0;
        for (int32_t o = 0; o < kind->options.n; o++) {
            int64_t riders = at[kind->first_slot + o];
            seated += (int32_t)riders;
            s.outlay_fen += riders * kind->options.v[o].outlay;
            s.inconvenience += riders * kind->options.v[o].bother;
            s.moved += riders * option_moves(kind, o);
        }
        s.moved += kind->stood ? kind->n - seated : 0;
        s.seated_all += seated;
        s.seated_hardship += kind->hardship ? seated : 0;
        if (kind->group >= 0 && p->groups[kind->group].first_kind == kinds[i])
            s.breaks += group_breaks(p, &p->groups[kind->group], at);
    }
    *out = s;
}

static bool rooms_hold(const struct problem *p, const struct component *m, int32_t *const *load) {
    for (int32_t i = 0; i < m->n_allocations; i++) {
        const struct room *room = &p->rooms[m->allocations[i]];
        for (int row = 0; row < room->n_rows; row++)
            if (load[i][row] > room->left[row])
                return false;
    }
    return true;
}

bool count_fits(const struct problem *p, const struct component *m, const counts *at) {
    struct arena scratch = {0};
    int32_t **load = arena_array(&scratch, (size_t)m->n_allocations + 1, sizeof *load);
    bool fits = true;

    for (int32_t i = 0; i < m->n_allocations; i++)
        load[i] = arena_array(&scratch, (size_t)p->rooms[m->allocations[i]].n_rows, sizeof **load);
    for (int32_t i = 0; i < m->n_kinds; i++) {
        const struct kind *kind = &p->kinds[m->kinds[i]];
        fits &= kind_seated(kind, at) <= kind->n;
        if (kind->group >= 0 && p->groups[kind->group].must)
            fits &= group_breaks(p, &p->groups[kind->group], at) == 0;
        for (int32_t o = 0; o < kind->options.n; o++) {
            const struct option *option = &kind->options.v[o];
            int32_t riders = at[kind->first_slot + o];
            fits &= riders >= 0;
            for (int row = 0; riders && row < p->rooms[option->allocation].n_rows; row++)
                load[p->place[option->allocation]][row] += riders * option_use(kind, option, row);
        }
    }
    fits = fits && rooms_hold(p, m, load);
    arena_clear(&scratch);
    return fits;
}
