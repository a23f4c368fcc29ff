/* Manifests that are out and say what no longer stands. */
#include "ops/due.h"

#include <string.h>

/* One byte an allocation: printed, and still to leave. */
static enum rc mark_printed(struct due_list *l, unsigned char *mark, int *out_any,
                            struct err *err) {
    const struct campaign *c = l->s->c;
    int64_t *ids;
    int n, at = 0;
    enum rc rc = store_papers_printed(l->s->store, l->arena, &ids, &n, err);

    *out_any = 0;
    for (int32_t a = 0; a < c->n_allocations && rc == RC_OK; a++) {
        int low = 0, high = n; /* ids are in order */
        while (low < high) {
            at = (low + high) / 2;
            if (ids[at] < c->allocations[a].id)
                low = at + 1;
            else
                high = at;
        }
        mark[a] = low < n && ids[low] == c->allocations[a].id && due_upcoming(l, a);
        *out_any += mark[a];
    }
    return rc;
}

static enum rc add_changed(struct due_list *l, const struct sheet_maker *maker, int32_t allocation,
                           struct arena *scratch, struct err *err) {
    const struct allocation *a = &l->s->c->allocations[allocation];
    struct paper_version printed;
    struct paper_difference d;
    enum rc rc = roster_changes(maker, allocation, scratch, &printed, &d, err);

    if (rc == RC_OK && paper_difference_any(&d))
        due_add(l, (struct due_line){.kind = DUE_PAPER,
                                     .office = l->s->c->offices[a->office].place,
                                     .object = a->key,
                                     .due = a->stops[0].at,
                                     .count = d.n_rows ? d.n_rows : 1,
                                     .of = printed.version});
    return rc;
}

enum rc due_add_paper(struct due_list *l, struct err *err) {
    const struct campaign *c = l->s->c;
    unsigned char *mark = arena_array(l->arena, (size_t)c->n_allocations + 1, 1);
    struct sheet_maker maker = {.s = l->s, .by_run = &l->by_run};
    struct arena scratch = {0};
    struct child_row *children = NULL;
    int any;
    enum rc rc = mark_printed(l, mark, &any, err);

    if (rc == RC_OK && any)
        rc = store_children_load(l->s->store, c, l->arena, &children, &maker.n_children, err);
    maker.children = children;
    for (int32_t a = 0; a < c->n_allocations && rc == RC_OK; a++) {
        if (!mark[a])
            continue;
        rc = add_changed(l, &maker, a, &scratch, err);
        arena_reset(&scratch);
    }
    arena_clear(&scratch);
    return rc;
}
