/* Free requests to kinds of alike ones, parties to groups, and what hangs together to components.
 */
#include "match/problem.h"

#include "homeward/rule.h"
#include "homeward/str.h"

#include <stdlib.h>
#include <string.h>

/* ---- equal option lists become one ---- */

struct interner {
    struct options *table;
    size_t mask;
    struct options last_in, last_out;
};

static bool same_options(const struct options *a, const struct options *b) {
    return a->n == b->n && (a->v == b->v || memcmp(a->v, b->v, (size_t)a->n * sizeof *a->v) == 0);
}

static struct options intern(struct interner *in, struct options list) {
    if (list.n == 0)
        return (struct options){NULL, 0};
    if (list.v == in->last_in.v && list.n == in->last_in.n)
        return in->last_out;
    size_t at = hash_bytes(list.v, (size_t)list.n * sizeof *list.v, 7) & in->mask;
    while (in->table[at].v && !same_options(&in->table[at], &list))
        at = (at + 1) & in->mask;
    if (!in->table[at].v)
        in->table[at] = list;
    in->last_in = list;
    in->last_out = in->table[at];
    return in->last_out;
}

/* ---- what stands and may move ---- */

/* The option that is the standing booking; added to the list where a cheaper pair of stops had
 * made it idle. */
static int32_t find_standing(struct problem *p, int32_t request, struct options *list) {
    const struct booking *b = &p->c->bookings[request];
    const struct request *r = &p->c->requests[request];
    const struct allocation *a = &p->c->allocations[b->allocation];

    for (int32_t o = 0; o < list->n; o++)
        if (list->v[o].allocation == b->allocation && list->v[o].board == b->board &&
            list->v[o].alight == b->alight)
            return o;
    if (!rule_may_ride(p->c, r, a, b->board, b->alight))
        return -1;
    int32_t at = 0;
    while (at < list->n && list->v[at].allocation <= b->allocation)
        at++;
    struct option *v = arena_array(&p->arena, (size_t)list->n + 1, sizeof *v);
    if (list->n) {
        memcpy(v, list->v, (size_t)at * sizeof *v);
        memcpy(v + at + 1, list->v + at, (size_t)(list->n - at) * sizeof *v);
    }
    v[at] = (struct option){.allocation = b->allocation,
                            .board = (int16_t)b->board,
                            .alight = (int16_t)b->alight,
                            .outlay = rule_outlay(a),
                            .bother = rule_inconvenience(p->c, r, a, b->board, b->alight)};
    room_cross(p, r, &v[at]);
    *list = (struct options){v, list->n + 1};
    return at;
}

/* ---- kinds ---- */

struct builder {
    struct problem *p;
    struct interner interner;
    struct arena scratch;
    int32_t *kind_of; /* of each request, -1 */
    size_t kinds_cap, groups_cap;
};

static struct kind describe(struct builder *b, int32_t request) {
    const struct request *r = &b->p->c->requests[request];
    struct options list = b->p->lists[request];
    struct kind kind = {.group = -1,
                        .component = -1,
                        .children = r->free_children,
                        .needs = r->needs,
                        .hardship = campaign_hardship(b->p->c, request),
                        .standing = -1};

    if (b->p->c->bookings[request].allocation >= 0 && b->p->how->keep != KEEP_AFRESH) {
        kind.stood = true;
        kind.standing = find_standing(b->p, request, &list);
    }
    kind.options = intern(&b->interner, list);
    return kind;
}

static bool alike(const struct kind *a, const struct kind *b) {
    return a->options.v == b->options.v && a->options.n == b->options.n &&
           a->hardship == b->hardship && a->needs == b->needs && a->children == b->children &&
           a->stood == b->stood && a->standing == b->standing && a->group == b->group;
}

/* The kind among [from, end) that is like this one, or a new one. */
static int32_t kind_put(struct builder *b, int32_t from, const struct kind *kind) {
    struct problem *p = b->p;

    for (int32_t k = from; k < p->n_kinds; k++)
        if (alike(&p->kinds[k], kind)) {
            p->kinds[k].n++;
            return k;
        }
    VEC_PUSH(p->kinds, p->n_kinds, b->kinds_cap, *kind);
    p->kinds[p->n_kinds - 1].n = 1;
    return p->n_kinds - 1;
}

/* ---- groups ---- */

static void add_anchor(struct builder *b, struct group *group, int32_t allocation, int32_t room) {
    if (!group->anchors)
        group->anchors = arena_array(&b->p->arena, (size_t)room, sizeof *group->anchors);
    for (int32_t i = 0; i < group->n_anchors; i++)
        if (group->anchors[i] == allocation)
            return;
    group->anchors[group->n_anchors++] = allocation;
}

static void put_group(struct builder *b, int32_t party_index) {
    struct problem *p = b->p;
    const struct party *party = &p->c->parties[party_index];
    struct group group = {.party = party_index, .first_kind = p->n_kinds, .must = party->must};

    for (int i = 0; i < party->n_members; i++)
        group.size += p->free[party->members[i]];
    if (party->n_members < 2 || group.size == 0)
        return;
    for (int i = 0; i < party->n_members; i++) {
        int32_t r = party->members[i];
        if (p->free[r]) {
            struct kind kind = describe(b, r);
            kind.group = p->n_groups;
            b->kind_of[r] = kind_put(b, group.first_kind, &kind);
        } else if (p->bookings[r].allocation >= 0) {
            add_anchor(b, &group, p->bookings[r].allocation, party->n_members);
        } else {
            group.n_left++;
        }
    }
    group.n_kinds = p->n_kinds - group.first_kind;
    VEC_PUSH(p->groups, p->n_groups, b->groups_cap, group);
}

/* ---- those who travel alone: many, so found by hash ---- */

static uint64_t hash_kind(const struct kind *kind) {
    const uint64_t key[] = {(uint64_t)(uintptr_t)kind->options.v,
                            (uint64_t)kind->needs << 32 | (uint64_t)(uint32_t)kind->children,
                            (uint64_t)kind->hardship << 1 | kind->stood, (uint64_t)kind->standing};

    return hash_bytes(key, sizeof key, 3);
}

static void put_singles(struct builder *b) {
    struct problem *p = b->p;
    size_t mask = b->interner.mask;
    int32_t *table = arena_array(&b->scratch, mask + 1, sizeof *table); /* kind + 1 */

    for (int32_t r = 0; r < p->c->n_requests; r++) {
        if (!p->free[r] || b->kind_of[r] >= 0)
            continue;
        struct kind kind = describe(b, r);
        size_t at = hash_kind(&kind) & mask;
        while (table[at] && !alike(&p->kinds[table[at] - 1], &kind))
            at = (at + 1) & mask;
        if (table[at]) {
            p->kinds[table[at] - 1].n++;
        } else {
            VEC_PUSH(p->kinds, p->n_kinds, b->kinds_cap, kind);
            p->kinds[p->n_kinds - 1].n = 1;
            table[at] = p->n_kinds;
        }
        b->kind_of[r] = table[at] - 1;
    }
}

static void list_members(struct builder *b) {
    struct problem *p = b->p;

    for (int32_t k = 0; k < p->n_kinds; k++) {
        p->kinds[k].members =
            arena_array(&p->arena, (size_t)p->kinds[k].n, sizeof *p->kinds[k].members);
        p->kinds[k].n = 0;
    }
    for (int32_t r = 0; r < p->c->n_requests; r++)
        if (b->kind_of[r] >= 0) {
            struct kind *kind = &p->kinds[b->kind_of[r]];
            kind->members[kind->n++] = r;
        }
}

/* ---- options that cannot be taken go ---- */

static bool fits_alone(const struct problem *p, const struct kind *kind,
                       const struct option *option) {
    const struct room *room = &p->rooms[option->allocation];

    for (int row = 0; row < room->n_rows; row++)
        if (option_use(kind, option, row) > room->left[row])
            return false;
    return true;
}

/* The least a kind needs of a row there; -1 if it has no option there. */
static int32_t least_use(const struct problem *p, const struct kind *kind, int32_t allocation,
                         int row) {
    int32_t least = -1;

    for (int32_t o = 0; o < kind->options.n; o++) {
        const struct option *option = &kind->options.v[o];
        if (option->allocation != allocation || !fits_alone(p, kind, option))
            continue;
        int32_t use = option_use(kind, option, row);
        least = least < 0 || use < least ? use : least;
    }
    return least;
}

bool group_fits(const struct problem *p, const struct group *group, int32_t allocation) {
    const struct room *room = &p->rooms[allocation];

    for (int row = 0; row < room->n_rows; row++) {
        int64_t total = 0;
        for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++) {
            int32_t use = least_use(p, &p->kinds[k], allocation, row);
            if (use < 0)
                return false;
            total += (int64_t)use * p->kinds[k].n;
        }
        if (total > room->left[row])
            return false;
    }
    return true;
}

static bool is_anchor(const struct group *group, int32_t allocation) {
    for (int32_t i = 0; i < group->n_anchors; i++)
        if (group->anchors[i] == allocation)
            return true;
    return false;
}

/* Contract 7: a must party travels whole; one that joins a member who already has a promise takes
 * that allocation or waits. */
static bool party_may(const struct problem *p, const struct group *group, int32_t allocation) {
    if (!group->must)
        return true;
    if (group->n_anchors)
        return is_anchor(group, allocation);
    return group->n_left == 0 && group_fits(p, group, allocation);
}

static void filter_kind(struct problem *p, struct kind *kind, bool *may,
                        const struct options *old) {
    struct option *v = arena_array(&p->arena, (size_t)old->n, sizeof *v);
    int32_t n = 0, standing = -1;

    for (int32_t o = 0; o < old->n; o++)
        if (may[o]) {
            standing = o == kind->standing ? n : standing;
            v[n++] = old->v[o];
        }
    kind->options = (struct options){v, n};
    kind->standing = standing;
}

/* Which of a kind's options may be taken; true if all. */
static bool judge_options(const struct problem *p, const struct kind *kind, bool *may) {
    const struct group *group = kind->group >= 0 ? &p->groups[kind->group] : NULL;
    bool all = true;

    for (int32_t o = 0; o < kind->options.n; o++) {
        const struct option *option = &kind->options.v[o];
        may[o] = fits_alone(p, kind, option) && (!group || party_may(p, group, option->allocation));
        all &= may[o];
    }
    return all;
}

static void filter_options(struct builder *b) {
    struct problem *p = b->p;
    struct options *new_lists = arena_array(&b->scratch, (size_t)p->n_kinds, sizeof *new_lists);
    int32_t *standing = arena_array(&b->scratch, (size_t)p->n_kinds, sizeof *standing);

    /* judged on the unfiltered lists of the whole party, hence two passes */
    for (int32_t k = 0; k < p->n_kinds; k++) {
        struct kind kind = p->kinds[k];
        bool *may = arena_array(&b->scratch, (size_t)kind.options.n, sizeof *may);
        if (!judge_options(p, &p->kinds[k], may))
            filter_kind(p, &kind, may, &p->kinds[k].options);
        new_lists[k] = kind.options;
        standing[k] = kind.standing;
    }
    for (int32_t k = 0; k < p->n_kinds; k++) {
        p->kinds[k].options = new_lists[k];
        p->kinds[k].standing = standing[k];
    }
    for (int32_t g = 0; g < p->n_groups; g++)
        if (p->groups[g].n_anchors)
            p->groups[g].must = false;
}

/* ---- components, by union-find over allocations ---- */

static int32_t root_of(int32_t *up, int32_t at) {
    while (up[at] != at)
        at = up[at] = up[up[at]];
    return at;
}

static void join(int32_t *up, int32_t a, int32_t b) {
    a = root_of(up, a);
    b = root_of(up, b);
    if (a < b)
        up[b] = a;
    else
        up[a] = b;
}

/* The first allocation of a kind, or of its whole party: what hangs together by a party is one
 * component. -1: there is none. */
static int32_t some_allocation(const struct problem *p, const struct kind *kind) {
    if (kind->group < 0)
        return kind->options.n ? kind->options.v[0].allocation : -1;
    const struct group *group = &p->groups[kind->group];
    for (int32_t k = group->first_kind; k < group->first_kind + group->n_kinds; k++)
        if (p->kinds[k].options.n)
            return p->kinds[k].options.v[0].allocation;
    return -1;
}

static void unite(const struct problem *p, int32_t *up) {
    for (int32_t k = 0; k < p->n_kinds; k++) {
        const struct kind *kind = &p->kinds[k];
        int32_t anchor = some_allocation(p, kind);
        for (int32_t o = 0; o < kind->options.n; o++)
            join(up, anchor, kind->options.v[o].allocation);
    }
}

static void size_components(struct problem *p, int32_t *up, int32_t *number) {
    for (int32_t a = 0; a < p->c->n_allocations; a++)
        number[a] = -1;
    for (int32_t k = 0; k < p->n_kinds; k++) {
        int32_t at = some_allocation(p, &p->kinds[k]);
        if (at < 0)
            continue;
        at = root_of(up, at);
        if (number[at] < 0)
            number[at] = p->n_components++;
        p->kinds[k].component = number[at];
    }
    p->components = arena_array(&p->arena, (size_t)p->n_components, sizeof *p->components);
    p->place = arena_array(&p->arena, (size_t)p->c->n_allocations, sizeof *p->place);
}

static void fill_components(struct problem *p, int32_t *up, const int32_t *number) {
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t i = 0; i < p->n_components; i++) {
            struct component *m = &p->components[i];
            if (pass) {
                m->kinds = arena_array(&p->arena, (size_t)m->n_kinds, sizeof *m->kinds);
                m->allocations =
                    arena_array(&p->arena, (size_t)m->n_allocations, sizeof *m->allocations);
            }
            m->n_kinds = m->n_allocations = m->size = 0;
        }
        for (int32_t k = 0; k < p->n_kinds; k++) {
            if (p->kinds[k].component < 0)
                continue;
            struct component *m = &p->components[p->kinds[k].component];
            if (pass)
                m->kinds[p->kinds[k].local = m->n_kinds] = k;
            m->n_kinds++;
            m->size += p->kinds[k].n;
        }
        for (int32_t a = 0; a < p->c->n_allocations; a++) {
            if (number[root_of(up, a)] < 0)
                continue;
            struct component *m = &p->components[number[root_of(up, a)]];
            if (pass)
                m->allocations[p->place[a] = m->n_allocations] = a;
            m->n_allocations++;
        }
    }
}

static void number_slots(struct problem *p) {
    for (int32_t i = 0; i < p->n_components; i++) {
        struct component *m = &p->components[i];
        m->first_slot = p->n_slots;
        for (int32_t k = 0; k < m->n_kinds; k++) {
            p->kinds[m->kinds[k]].first_slot = p->n_slots;
            p->n_slots += p->kinds[m->kinds[k]].options.n;
        }
        m->n_slots = p->n_slots - m->first_slot;
    }
}

static void split_components(struct builder *b) {
    struct problem *p = b->p;
    size_t room = (size_t)p->c->n_allocations;
    int32_t *up = arena_array(&b->scratch, room, sizeof *up);
    int32_t *number = arena_array(&b->scratch, room, sizeof *number);

    for (size_t a = 0; a < room; a++)
        up[a] = (int32_t)a;
    unite(p, up);
    size_components(p, up, number);
    fill_components(p, up, number);
}

/* ---- seats that no load can reach ---- */

#define SUM_MAX 4096

/* Where only whole parties may ride, a load is a sum of their sizes: the largest that fits. */
static int32_t largest_load(const int32_t *sizes, int32_t n, int32_t room) {
    bool reached[SUM_MAX + 1] = {true};

    if (room > SUM_MAX)
        return room;
    for (int32_t i = 0; i < n; i++)
        for (int32_t sum = room; sum >= sizes[i]; sum--)
            reached[sum] |= reached[sum - sizes[i]];
    int32_t best = 0;
    for (int32_t sum = 1; sum <= room; sum++)
        best = reached[sum] ? sum : best;
    return best;
}

static void close_seats(struct builder *b) {
    struct problem *p = b->p;
    int32_t *loose = arena_array(&b->scratch, (size_t)p->c->n_allocations, sizeof *loose);
    int32_t *first = arena_array(&b->scratch, (size_t)p->c->n_allocations + 1, sizeof *first);

    for (int32_t k = 0; k < p->n_kinds; k++) {
        const struct kind *kind = &p->kinds[k];
        bool whole = kind->group >= 0 && p->groups[kind->group].must;
        for (int32_t o = 0; o < kind->options.n; o++)
            if (!whole)
                loose[kind->options.v[o].allocation]++;
            else if (k == p->groups[kind->group].first_kind)
                first[kind->options.v[o].allocation + 1]++;
    }
    for (int32_t a = 0; a < p->c->n_allocations; a++)
        first[a + 1] += first[a];
    int32_t *sizes = arena_array(&b->scratch, (size_t)first[p->c->n_allocations], sizeof *sizes);
    int32_t *at = arena_array(&b->scratch, (size_t)p->c->n_allocations + 1, sizeof *at);
    memcpy(at, first, ((size_t)p->c->n_allocations + 1) * sizeof *at);
    for (int32_t g = 0; g < p->n_groups; g++) {
        const struct kind *kind = &p->kinds[p->groups[g].first_kind];
        for (int32_t o = 0; p->groups[g].must && o < kind->options.n; o++)
            sizes[at[kind->options.v[o].allocation]++] = p->groups[g].size;
    }
    for (int32_t a = 0; a < p->c->n_allocations; a++) {
        struct room *room = &p->rooms[a];
        int32_t left = room->left[ROW_CLIQUES];
        if (loose[a] || room->n_cliques != 1)
            continue;
        room->closed = left - largest_load(&sizes[first[a]], first[a + 1] - first[a], left);
        room->left[ROW_CLIQUES] -= room->closed;
    }
}

void groups_make(struct problem *p) {
    struct builder b = {.p = p};
    size_t room = 16;

    while (room < 2 * (size_t)p->c->n_requests)
        room *= 2;
    b.interner.mask = room - 1;
    b.interner.table = arena_array(&b.scratch, room, sizeof *b.interner.table);
    b.kind_of = arena_array(&b.scratch, (size_t)p->c->n_requests, sizeof *b.kind_of);
    memset(b.kind_of, 0xff, (size_t)p->c->n_requests * sizeof *b.kind_of);
    for (int32_t i = 0; i < p->c->n_parties; i++)
        put_group(&b, i);
    put_singles(&b);
    list_members(&b);
    filter_options(&b);
    split_components(&b);
    number_slots(p);
    close_seats(&b);
    arena_clear(&b.scratch);
}
