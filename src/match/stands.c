/*
 * Re-match: what a change has not touched. Seats are a flow (network.h), so more can be seated only
 * along a way from somebody who waits, over riders who would take another seat, to a free seat (or,
 * in line 1, to a rider who would wait instead). Where the search finds none, the rows that it has
 * reached are a least cut: they prove the bound.
 */
#include "match/stands.h"

#include "match/certificate.h"

#include <string.h>

/* Rows of all allocations lie side by side; a rider of the flow uses the one that network.c gives
 * him: the place for his need, or his first clique. */
struct stands {
    int32_t *first_row;        /* of each allocation; one more at the end */
    int32_t *load;             /* of each row: all who use it */
    int32_t *flow;             /* of each row: those of the flow */
    int32_t *riders;           /* of each row: the last kind on it + 1 */
    int32_t *waiting;          /* of each component: its last kind that waits + 1 */
    int32_t *beside;           /* of each kind: the kind before it on its row, or waiting, + 1 */
    struct verdict_on *seated; /* of each component; optimal: all can stay, no party is broken */
    unsigned char *row_seen[PROOF_LEVELS], *kind_seen[PROOF_LEVELS];
    int32_t *todo; /* kinds reached but not looked at */
    int32_t n_todo;
};

void stands_free(struct stands *s) {
    mem_free(s->first_row);
    mem_free(s->load);
    mem_free(s->flow);
    mem_free(s->riders);
    mem_free(s->waiting);
    mem_free(s->beside);
    mem_free(s->seated);
    mem_free(s->todo);
    for (int level = 0; level < PROOF_LEVELS; level++) {
        mem_free(s->row_seen[level]);
        mem_free(s->kind_seen[level]);
    }
    mem_free(s);
}

/* ---- can they stay? ---- */

static int row_of(const struct kind *kind, const struct option *option) {
    if (kind->needs & NEED_BIT(NEED_LOWER_BERTH))
        return ROW_LOWER;
    if (kind->needs & NEED_BIT(NEED_WHEELCHAIR))
        return ROW_WHEELCHAIR;
    return ROW_CLIQUES + option->first;
}

/* Takes a kind's room where it stands; false: there is none. */
static bool take_room(struct stands *s, const struct problem *p, int32_t k) {
    const struct kind *kind = &p->kinds[k];
    const struct option *option = &kind->options.v[kind->standing];
    const struct room *room = &p->rooms[option->allocation];
    int32_t first = s->first_row[option->allocation], at = first + row_of(kind, option);

    for (int row = 0; row < room->n_rows; row++) {
        s->load[first + row] += kind->n * option_use(kind, option, row);
        if (s->load[first + row] > room->left[row])
            return false;
    }
    s->flow[at] += kind->n;
    s->beside[k] = s->riders[at];
    s->riders[at] = k + 1;
    return true;
}

/* Where a kind stands; -1: it waits. */
static int32_t stands_on(const struct kind *kind) {
    return kind->stood ? kind->options.v[kind->standing].allocation : -1;
}

/* All of them free, and together on one allocation or waiting. */
static bool all_together(const struct problem *p, const struct group *group) {
    const struct kind *first = &p->kinds[group->first_kind];

    for (int32_t i = 0; i < group->n_kinds; i++)
        if ((first[i].stood && first[i].standing < 0) || stands_on(&first[i]) != stands_on(first))
            return false;
    return group->n_anchors == 0 && group->n_left == 0;
}

/* Is it the last kind of a party that stands broken? */
static bool ends_broken(const struct problem *p, int32_t k, const counts *at) {
    if (p->kinds[k].group < 0)
        return false;
    const struct group *group = &p->groups[p->kinds[k].group];
    return k == group->first_kind + group->n_kinds - 1 && !all_together(p, group) &&
           group_breaks(p, group, at) > 0;
}

static bool can_stay(struct stands *s, const struct problem *p, int32_t k, counts *at) {
    const struct kind *kind = &p->kinds[k];

    if (!kind->stood) {
        s->beside[k] = s->waiting[kind->component];
        s->waiting[kind->component] = k + 1;
    } else {
        if (kind->standing < 0 || !take_room(s, p, k))
            return false;
        at[kind->first_slot + kind->standing] = kind->n;
        s->seated[kind->component].bound_all += kind->n;
        s->seated[kind->component].bound_hardship += kind->hardship ? kind->n : 0;
    }
    return !ends_broken(p, k, at);
}

struct stands *stands_new(const struct problem *p, counts *at) {
    struct stands *s = mem_alloc(sizeof *s);
    size_t kinds = (size_t)p->n_kinds + 1, components = (size_t)p->n_components + 1;

    s->first_row = mem_array((size_t)p->c->n_allocations + 1, sizeof *s->first_row);
    for (int32_t a = 0; a < p->c->n_allocations; a++)
        s->first_row[a + 1] = s->first_row[a] + p->rooms[a].n_rows;
    size_t rows = (size_t)s->first_row[p->c->n_allocations] + 1;
    s->load = mem_array(rows, sizeof *s->load);
    s->flow = mem_array(rows, sizeof *s->flow);
    s->riders = mem_array(rows, sizeof *s->riders);
    s->waiting = mem_array(components, sizeof *s->waiting);
    s->seated = mem_array(components, sizeof *s->seated);
    s->beside = mem_array(kinds, sizeof *s->beside);
    s->todo = mem_array(kinds, sizeof *s->todo);
    for (int level = 0; level < PROOF_LEVELS; level++) {
        s->row_seen[level] = mem_array(rows, 1);
        s->kind_seen[level] = mem_array(kinds, 1);
    }
    for (int32_t i = 0; i < p->n_components; i++)
        s->seated[i].optimal = true;
    for (int32_t k = 0; k < p->n_kinds; k++) /* as they lie in memory */
        if (p->kinds[k].component >= 0 && !can_stay(s, p, k, at))
            s->seated[p->kinds[k].component].optimal = false;
    return s;
}

/* ---- can more be seated? ---- */

struct search {
    struct stands *s;
    const struct problem *p;
    enum proof_level level;
    int32_t legs; /* rows of seats that are not reached yet */
    bool found;   /* somebody more */
};

static void reach_kind(struct search *f, int32_t k) {
    const struct kind *kind = &f->p->kinds[k];
    unsigned char *seen = &f->s->kind_seen[f->level][k];

    if (*seen)
        return;
    *seen = 1;
    f->found |= f->level == PROOF_HARDSHIP && !kind->hardship; /* would wait instead */
    f->s->todo[f->s->n_todo++] = k;
}

static void reach_row(struct search *f, int32_t allocation, int row) {
    const struct room *room = &f->p->rooms[allocation];
    int32_t at = f->s->first_row[allocation] + row;
    const int32_t *flow = &f->s->flow[f->s->first_row[allocation]];
    int32_t load = flow[row];

    if (f->s->row_seen[f->level][at])
        return;
    f->s->row_seen[f->level][at] = 1;
    for (int32_t k = f->s->riders[at]; k > 0; k = f->s->beside[k - 1])
        reach_kind(f, k - 1);
    if (row < ROW_CLIQUES) { /* places for a need lead to the first clique */
        if (load < room->left[row])
            reach_row(f, allocation, ROW_CLIQUES);
        return;
    }
    if (row == ROW_CLIQUES) {
        load += flow[ROW_LOWER] + flow[ROW_WHEELCHAIR];
        for (int need = ROW_LOWER; need <= ROW_WHEELCHAIR; need++)
            if (flow[need])
                reach_row(f, allocation, need);
    }
    f->legs--;
    f->found |= load < room->left[row];
}

static int32_t count_legs(const struct problem *p, const struct component *m) {
    int32_t legs = 0;

    for (int32_t i = 0; i < m->n_allocations; i++)
        legs += p->rooms[m->allocations[i]].n_cliques;
    return legs;
}

/* From all who wait; in line 1 from hardship riders only. Once all seats of the component are
 * reached line 2 has nothing more to look at. */
static bool more_can_be_seated(struct stands *s, const struct problem *p, const struct component *m,
                               enum proof_level level) {
    struct search f = {s, p, level, count_legs(p, m), false};

    s->n_todo = 0;
    for (int32_t k = s->waiting[m - p->components]; k > 0; k = s->beside[k - 1])
        if (level == PROOF_ALL || p->kinds[k - 1].hardship)
            reach_kind(&f, k - 1);
    while (s->n_todo && !f.found && (level == PROOF_HARDSHIP || f.legs > 0)) {
        const struct kind *kind = &p->kinds[s->todo[--s->n_todo]];
        for (int32_t o = 0; o < kind->options.n && !f.found; o++)
            reach_row(&f, kind->options.v[o].allocation, row_of(kind, &kind->options.v[o]));
    }
    return f.found;
}

/* ---- the proof ---- */

static void note(const struct stands *s, struct problem *p, const struct component *m) {
    for (int32_t i = 0; i < m->n_allocations; i++)
        for (int level = 0; level < PROOF_LEVELS; level++)
            certificate_note_rows(p, (enum proof_level)level, m->allocations[i],
                                  &s->row_seen[level][s->first_row[m->allocations[i]]]);
}

bool stands_ask(struct stands *s, struct problem *p, const struct component *m,
                struct verdict_on *out) {
    if (!s->seated[m - p->components].optimal || more_can_be_seated(s, p, m, PROOF_HARDSHIP) ||
        more_can_be_seated(s, p, m, PROOF_ALL))
        return false;
    *out = s->seated[m - p->components];
    note(s, p, m);
    return true;
}
