/*
 * The integer programme of a region: a column for each way to ride, for each party whole on an
 * allocation, and for what breaks a party that is not.
 */
#include "match/region_parts.h"

#include <string.h>

/* ---- columns ---- */

static void add_worth(const struct kind *kind, int32_t o, int64_t riders, int64_t worth[LINES]) {
    worth[LINE_HARDSHIP] -= kind->hardship ? riders : 0;
    worth[LINE_SEATED] -= riders;
    worth[LINE_MOVED] -= kind->stood && o == kind->standing ? riders : 0;
    worth[LINE_OUTLAY] += riders * kind->options.v[o].outlay;
    worth[LINE_BOTHER] += riders * kind->options.v[o].bother;
}

static int add_column(struct region *r, struct column column, int32_t most) {
    int j = lp_add_column(r->lp, 0, most);

    r->columns = vec_grow(r->columns, (size_t)j, &r->columns_cap, sizeof *r->columns);
    r->columns[j] = column;
    for (int i = 0; i < r->cuts.n; i++) {
        double by = r->cuts.coefficient[(size_t)i * (size_t)r->cuts.n_columns + (size_t)j];
        if (by != 0)
            lp_add_entry(r->lp, r->cut_row + i, j, by);
    }
    return j;
}

static void enter_room(struct region *r, int column, const struct kind *kind,
                       const struct option *option, int32_t riders) {
    const int32_t *rows = r->room_row[local(r, option->allocation)];

    for (int row = 0; row < r->p->rooms[option->allocation].n_rows; row++) {
        int32_t use = option_use(kind, option, row);
        if (use && rows[row] >= 0)
            lp_add_entry(r->lp, rows[row], column, (double)use * riders);
    }
}

static int32_t most_riders(const struct region *r, const struct kind *kind,
                           const struct option *option, int32_t riders) {
    const int32_t *left = r->left[local(r, option->allocation)];
    int32_t most = riders;

    for (int row = 0; row < r->p->rooms[option->allocation].n_rows; row++) {
        int32_t use = option_use(kind, option, row);
        if (use && left[row] / use < most)
            most = left[row] > 0 ? left[row] / use : 0;
    }
    return most;
}

static void enter_lines(struct region *r, int j) {
    for (int line = 0; line < LINES; line++)
        if (r->line_row[line] >= 0 && r->columns[j].worth[line])
            lp_add_entry(r->lp, r->line_row[line], j,
                         (double)(r->columns[j].worth[line] / r->scale[line]));
}

/* The rows of its kind or party that a rider enters; -1: none. */
struct rider_rows {
    int kind, uses, all;
};

static void riders_column(struct region *r, int32_t i, int32_t o, struct rider_rows rows) {
    const struct kind *kind = &r->p->kinds[r->kinds[i]];
    const struct option *option = &kind->options.v[o];
    struct column column = {.what = COLUMN_RIDERS,
                            .kind = r->kinds[i],
                            .option = o,
                            .group = kind->group,
                            .allocation = option->allocation};

    add_worth(kind, o, 1, column.worth);
    int j = add_column(r, column, most_riders(r, kind, option, r->riders[i]));
    enter_room(r, j, kind, option, 1);
    if (rows.kind >= 0)
        lp_add_entry(r->lp, rows.kind, j, 1);
    if (rows.uses >= 0)
        lp_add_entry(r->lp, rows.uses, j, 1);
    if (rows.all >= 0)
        lp_add_entry(r->lp, rows.all, j, -1);
    enter_lines(r, j);
}

static void add_single(struct region *r, int32_t i) {
    const struct kind *kind = &r->p->kinds[r->kinds[i]];
    struct rider_rows rows = {lp_add_row(r->lp, -LP_INFINITE, r->riders[i]), -1, -1};

    for (int32_t o = 0; o < kind->options.n; o++)
        if (local(r, kind->options.v[o].allocation) >= 0)
            riders_column(r, i, o, rows);
}

/* ---- parties ---- */

struct party_model { /* one party on its way into the programme */
    struct region *r;
    const struct group *group;
    int32_t g, i; /* its index; place of its first kind among the region's */
    int32_t *allocations;
    int32_t n;
    bool tied; /* some members are fixed: it is never whole by itself */
    bool detailed;
    int whole_row;                      /* whole ones and broken: at most one */
    int *kind_row, *all_row, *uses_row; /* of each kind; uses: kind * n + allocation */
    int breaks_row, once_row;
};

static const struct kind *member(const struct party_model *q, int32_t k) {
    return &q->r->p->kinds[q->group->first_kind + k];
}

static void list_allocations(struct party_model *q) {
    const struct region *r = q->r;
    int32_t first, room = 0;

    for (int32_t k = 0; k < q->group->n_kinds; k++)
        room += member(q, k)->options.n;
    q->allocations = arena_array(&q->r->arena, (size_t)room, sizeof *q->allocations);
    for (int32_t k = 0; k < q->group->n_kinds; k++)
        for (int32_t o = 0; o < member(q, k)->options.n; o++) {
            int32_t a = member(q, k)->options.v[o].allocation;
            bool known = local(r, a) < 0 || (o && member(q, k)->options.v[o - 1].allocation == a);
            for (int32_t b = 0; b < k && !known; b++)
                known = options_at(member(q, b), a, &first) > 0;
            if (!known)
                q->allocations[q->n++] = a;
        }
}

static bool may_be_whole(const struct party_model *q, int32_t allocation) {
    int32_t first;

    for (int32_t k = 0; k < q->group->n_kinds; k++)
        if (!options_at(member(q, k), allocation, &first))
            return false;
    return !q->tied;
}

/* Whole on an allocation. Where members have a choice of stops that matters, their riders are
 * columns of their own, tied to this one. */
static void add_whole(struct party_model *q, int32_t allocation) {
    struct region *r = q->r;
    struct column column = {.what = COLUMN_WHOLE, .group = q->g, .allocation = allocation};
    int *link = arena_array(&r->arena, (size_t)q->group->n_kinds, sizeof *link);
    int32_t first = 0;

    for (int32_t k = 0; k < q->group->n_kinds; k++) {
        const struct kind *kind = member(q, k);
        if (options_at(kind, allocation, &first) == 1) {
            add_worth(kind, first, kind->n, column.worth);
            continue;
        }
        link[k] = lp_add_row(r->lp, 0, 0);
        for (int32_t o = first; o < kind->options.n; o++)
            if (kind->options.v[o].allocation == allocation)
                riders_column(r, q->i + k, o, (struct rider_rows){link[k], -1, -1});
    }
    int j = add_column(r, column, 1);
    for (int32_t k = 0; k < q->group->n_kinds; k++) {
        const struct kind *kind = member(q, k);
        if (options_at(kind, allocation, &first) == 1)
            enter_room(r, j, kind, &kind->options.v[first], kind->n);
        else
            lp_add_entry(r->lp, link[k], j, -kind->n);
    }
    lp_add_entry(r->lp, q->whole_row, j, 1);
    enter_lines(r, j);
}

static bool anchored(const struct group *group, int32_t allocation) {
    for (int32_t i = 0; i < group->n_anchors; i++)
        if (group->anchors[i] == allocation)
            return true;
    return false;
}

/* Rows of a broken party: its riders only if it is broken; with detail, what it uses and whether
 * nobody waits. */
static void broken_rows(struct party_model *q) {
    size_t n = (size_t)q->group->n_kinds;
    struct region *r = q->r;

    q->kind_row = arena_array(&r->arena, n, sizeof *q->kind_row);
    q->all_row = arena_array(&r->arena, n, sizeof *q->all_row);
    q->uses_row = arena_array(&r->arena, n * (size_t)q->n, sizeof *q->uses_row);
    for (int32_t k = 0; k < q->group->n_kinds; k++) {
        q->kind_row[k] = lp_add_row(r->lp, -LP_INFINITE, 0);
        q->all_row[k] = q->detailed && !q->group->n_left ? lp_add_row(r->lp, -LP_INFINITE, 0) : -1;
        for (int32_t a = 0; a < q->n; a++)
            q->uses_row[k * q->n + a] = q->detailed && !anchored(q->group, q->allocations[a])
                                            ? lp_add_row(r->lp, -LP_INFINITE, 0)
                                            : -1;
    }
    q->breaks_row = q->detailed && !q->tied ? lp_add_row(r->lp, 0, LP_INFINITE) : -1;
    q->once_row = q->detailed && !q->tied ? lp_add_row(r->lp, 0, LP_INFINITE) : -1;
}

static void broken_riders(struct party_model *q) {
    for (int32_t k = 0; k < q->group->n_kinds; k++)
        for (int32_t o = 0; o < member(q, k)->options.n; o++)
            for (int32_t a = 0; a < q->n; a++)
                if (q->allocations[a] == member(q, k)->options.v[o].allocation)
                    riders_column(q->r, q->i + k, o,
                                  (struct rider_rows){q->kind_row[k], q->uses_row[k * q->n + a],
                                                      q->all_row[k]});
}

static int party_column(struct party_model *q, enum column_kind what, int32_t allocation,
                        int32_t breaks, int32_t most) {
    struct column column = {.what = what, .group = q->g, .allocation = allocation};

    column.worth[LINE_BREAKS] = breaks;
    return add_column(q->r, column, most);
}

static void broken_column(struct party_model *q) {
    struct lp *lp = q->r->lp;
    int j = party_column(q, COLUMN_BROKEN, -1, !q->detailed, 1);

    if (q->tied)
        lp_set_bounds(lp, j, 1, 1);
    else
        lp_add_entry(lp, q->whole_row, j, 1);
    for (int32_t k = 0; k < q->group->n_kinds; k++)
        lp_add_entry(lp, q->kind_row[k], j, -member(q, k)->n);
    if (q->once_row >= 0)
        lp_add_entry(lp, q->once_row, j, -1);
    enter_lines(q->r, j);
}

/* Breaks one by one: allocations used, less one if nobody waits; untied at least one, as whole
 * parties have columns of their own. */
static void detail_columns(struct party_model *q) {
    struct lp *lp = q->r->lp;

    for (int32_t a = 0; a < q->n; a++) {
        if (anchored(q->group, q->allocations[a]))
            continue;
        int j = party_column(q, COLUMN_USES, q->allocations[a], q->tied, 1);
        for (int32_t k = 0; k < q->group->n_kinds; k++)
            lp_add_entry(lp, q->uses_row[k * q->n + a], j, -member(q, k)->n);
        if (q->breaks_row >= 0)
            lp_add_entry(lp, q->breaks_row, j, -1);
        enter_lines(q->r, j);
    }
    if (!q->group->n_left) {
        int j = party_column(q, COLUMN_ALL, -1, q->tied ? -1 : 0, 1);
        for (int32_t k = 0; k < q->group->n_kinds; k++)
            lp_add_entry(lp, q->all_row[k], j, member(q, k)->n);
        if (q->breaks_row >= 0)
            lp_add_entry(lp, q->breaks_row, j, 1);
        enter_lines(q->r, j);
    }
    if (q->tied)
        return;
    int j = party_column(q, COLUMN_BREAKS, -1, 1, q->n);
    lp_add_entry(lp, q->breaks_row, j, 1);
    lp_add_entry(lp, q->once_row, j, 1);
    enter_lines(q->r, j);
}

static void add_party(struct region *r, int32_t i) {
    const struct kind *kind = &r->p->kinds[r->kinds[i]];
    struct party_model q = {.r = r, .group = &r->p->groups[kind->group], .g = kind->group, .i = i};

    q.tied = q.group->n_anchors || q.group->n_left;
    q.detailed = q.tied || *detailed(r, q.group);
    list_allocations(&q);
    q.whole_row = lp_add_row(r->lp, -LP_INFINITE, 1);
    for (int32_t a = 0; a < q.n; a++)
        if (may_be_whole(&q, q.allocations[a]))
            add_whole(&q, q.allocations[a]);
    if (q.group->must)
        return;
    broken_rows(&q);
    broken_riders(&q);
    broken_column(&q);
    if (q.detailed)
        detail_columns(&q);
}

/* ---- the whole programme ---- */

static int64_t common_divisor(int64_t a, int64_t b) {
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    while (b) {
        int64_t t = a % b;
        a = b;
        b = t;
    }
    return a;
}

static void find_scales(struct region *r) {
    memset(r->scale, 0, sizeof r->scale);
    for (int32_t i = 0; i < r->n_kinds; i++) {
        const struct options *list = &r->p->kinds[r->kinds[i]].options;
        for (int32_t o = 0; o < list->n; o++) {
            if (local(r, list->v[o].allocation) < 0)
                continue;
            r->scale[LINE_OUTLAY] = common_divisor(r->scale[LINE_OUTLAY], list->v[o].outlay);
            r->scale[LINE_BOTHER] = common_divisor(r->scale[LINE_BOTHER], list->v[o].bother);
        }
    }
    for (int line = 0; line < LINES; line++)
        r->scale[line] = r->scale[line] ? r->scale[line] : 1;
}

/* The most that a kind could use of each row of an allocation; its options there are o..end. */
static void add_most(const struct region *r, int32_t i, int32_t o, int32_t end, int64_t *most) {
    const struct kind *kind = &r->p->kinds[r->kinds[i]];
    int32_t n_rows = r->p->rooms[kind->options.v[o].allocation].n_rows;

    for (int row = 0; row < n_rows; row++) {
        int32_t use = 0;
        for (int32_t j = o; j < end; j++)
            if (option_use(kind, &kind->options.v[j], row) > use)
                use = option_use(kind, &kind->options.v[j], row);
        most[row] += (int64_t)use * r->riders[i];
    }
}

static void count_most(const struct region *r, int64_t *const *most) {
    for (int32_t i = 0; i < r->n_kinds; i++) {
        const struct options *list = &r->p->kinds[r->kinds[i]].options;
        for (int32_t o = 0, end; o < list->n; o = end) {
            int32_t a = list->v[o].allocation;
            for (end = o + 1; end < list->n && list->v[end].allocation == a;)
                end++;
            if (local(r, a) >= 0)
                add_most(r, i, o, end, most[local(r, a)]);
        }
    }
}

/* Rows that cannot bind are left out. */
static void room_rows(struct region *r) {
    int64_t **most = arena_array(&r->arena, (size_t)r->n_inside, sizeof *most);

    for (int32_t i = 0; i < r->m->n_allocations; i++)
        if (r->local[i] >= 0)
            most[r->local[i]] = arena_array(
                &r->arena, (size_t)r->p->rooms[r->m->allocations[i]].n_rows, sizeof **most);
    count_most(r, most);
    for (int32_t i = 0; i < r->m->n_allocations; i++) {
        int32_t at = r->local[i];
        for (int row = 0; at >= 0 && row < r->p->rooms[r->m->allocations[i]].n_rows; row++)
            r->room_row[at][row] = most[at][row] > r->left[at][row]
                                       ? lp_add_row(r->lp, -LP_INFINITE, r->left[at][row])
                                       : -1;
    }
}

static void line_rows(struct region *r, enum line line, const int64_t least[LINES]) {
    int64_t constant[LINES];

    region_constants(r, constant);
    for (int l = 0; l < LINES; l++)
        r->line_row[l] =
            least && l < (int)line
                ? lp_add_row(r->lp, -LP_INFINITE,
                             (double)(least[l] - constant[l]) / (double)r->scale[l] + 0.3)
                : -1;
}

void region_build(struct region *r, enum line line, const int64_t least[LINES]) {
    lp_free(r->lp);
    r->lp = lp_new();
    lp_set_stop(r->lp, r->p->how->stop, r->p->how->stop_payload);
    find_scales(r);
    room_rows(r);
    r->soft = lp_rows(r->lp);
    line_rows(r, line, least);
    r->cut_row = lp_rows(r->lp);
    for (int i = 0; i < r->cuts.n; i++)
        lp_add_row(r->lp, r->cuts.least[i], LP_INFINITE);
    r->soft_end = lp_rows(r->lp);
    for (int32_t i = 0; i < r->n_kinds; i++) {
        const struct kind *kind = &r->p->kinds[r->kinds[i]];
        if (kind->group < 0)
            add_single(r, i);
        else if (r->p->groups[kind->group].first_kind == r->kinds[i])
            add_party(r, i);
    }
}
