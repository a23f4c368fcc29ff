/* Manifests that are out and say what no longer stands. */
#include "ops/due.h"
#include "ops/printed.h"

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

struct papers {
    struct due_list *l;
    struct sheet_maker maker;
    struct request_ids ids;
    struct instant people_changed;
};

static bool row_stands(const struct papers *p, int32_t allocation, const struct paper_row *row) {
    int32_t r = request_by_id(&p->ids, row->request);
    const struct booking *b = r >= 0 ? &p->l->s->c->bookings[r] : NULL;

    return b && b->allocation == allocation && b->board == row->board && b->alight == row->alight &&
           strcmp(b->seat ? b->seat : "", row->seat) == 0;
}

/* Seen without reading anybody's name: printed after the last change to people, and head and rides
 * are the same. */
static bool surely_same(const struct papers *p, int32_t allocation,
                        const struct paper_version *printed) {
    const struct riders_by_run *by_run = p->maker.by_run;
    int32_t riders = 0;
    uint32_t head[HEAD_FACTS];

    paper_head(p->l->s->c, allocation, head);
    if (printed->at.v <= p->people_changed.v || memcmp(head, printed->head, sizeof head) != 0)
        return false;
    for (int i = 0; i < printed->n_rows; i++) {
        if (printed->rows[i].child)
            continue;
        if (!row_stands(p, allocation, &printed->rows[i]))
            return false;
        riders++;
    }
    return riders == by_run->first[allocation + 1] - by_run->first[allocation];
}

static enum rc add_changed(struct papers *p, int32_t allocation, struct arena *scratch,
                           struct err *err) {
    struct due_list *l = p->l;
    const struct allocation *a = &l->s->c->allocations[allocation];
    struct paper_version printed;
    struct paper_difference d = {0};
    enum rc rc = store_paper_load(l->s->store, a->id, 0, scratch, &printed, err);

    if (rc == RC_OK && !surely_same(p, allocation, &printed))
        rc = roster_changes(&p->maker, allocation, scratch, &printed, &d, err);

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
    struct papers p = {.l = l, .maker = {.s = l->s, .by_run = &l->by_run}};
    struct arena scratch = {0};
    struct child_row *children = NULL;
    int any;
    enum rc rc = mark_printed(l, mark, &any, err);

    if (rc == RC_OK && any)
        rc = store_children_load(l->s->store, c, l->arena, &children, &p.maker.n_children, err);
    p.maker.children = children;
    rc = rc == RC_OK ? store_people_changed(l->s->store, &p.people_changed, err) : rc;
    request_ids_make(c, l->arena, &p.ids);
    for (int32_t a = 0; a < c->n_allocations && rc == RC_OK; a++) {
        if (!mark[a])
            continue;
        rc = add_changed(&p, a, &scratch, err);
        arena_reset(&scratch);
    }
    arena_clear(&scratch);
    return rc;
}
