/* What stations, drivers and riders wait for: lists to be settled, riders to be reached, returns
 * that have not come back. */
#include "ops/due.h"

#include <stdio.h>
#include <string.h>

/* An answer is expected within two days of the list that it is about. */
enum { ANSWER_HOURS = 48 };

static int32_t office_of(const struct campaign *c, const char *station) {
    for (int i = 0; i < c->n_stations; i++)
        if (strcmp(c->stations[i].code, station) == 0)
            return c->offices[c->stations[i].office].place;
    return 0;
}

/* ---- lists ---- */

static void add_unanswered(struct due_list *l, enum due_kind kind, bool by_import,
                           const struct unanswered_row *rows, int n) {
    char number[32];

    for (int i = 0; i < n; i++) {
        snprintf(number, sizeof number, "%lld", (long long)rows[i].import);
        due_add(l, (struct due_line){.kind = kind,
                                     .office = office_of(l->s->c, rows[i].station),
                                     .object = by_import ? arena_strdup(l->arena, number)
                                                         : rows[i].station,
                                     .station = rows[i].station,
                                     .due = {rows[i].since.v + ANSWER_HOURS * 3600},
                                     .count = rows[i].n});
    }
}

static enum rc add_lists(struct due_list *l, struct err *err) {
    struct unanswered_row *rows;
    int n;
    enum rc rc = store_unanswered_rejects(l->s->store, l->arena, &rows, &n, err);

    if (rc != RC_OK)
        return rc;
    add_unanswered(l, DUE_REJECTS, true, rows, n);
    rc = store_unanswered_corrections(l->s->store, l->arena, &rows, &n, err);
    if (rc == RC_OK)
        add_unanswered(l, DUE_CORRECTIONS, false, rows, n);
    return rc;
}

static enum rc add_leaving(struct due_list *l, struct err *err) {
    struct leaving_row *rows;
    int32_t a;
    int n;
    enum rc rc = store_leaving_list(l->s->store, 0, l->arena, &rows, &n, err);

    for (int i = 0; i < n && rc == RC_OK; i++) {
        rc = find_allocation(l->s->c, rows[i].allocation, &a, err);
        if (rc == RC_OK)
            due_add(l, (struct due_line){.kind = DUE_LEAVING,
                                         .office = office_of(l->s->c, rows[i].station),
                                         .object = rows[i].allocation,
                                         .due = l->s->c->allocations[a].stops[0].at,
                                         .count = 1});
    }
    return rc;
}

/* ---- riders ---- */

/* Before the first of the two departures: that they wait for, and that which stands. */
static struct instant reach_by(const struct told_line *line) {
    bool stands = line->stands.allocation && line->stands.at.v < line->said.at.v;

    return stands ? line->stands.at : line->said.at;
}

static enum rc add_told(struct due_list *l, struct err *err) {
    struct told_line *lines;
    int n;
    enum rc rc = store_told_changed(l->s->store, l->arena, &lines, &n, err);

    for (int i = 0; i < n && rc == RC_OK; i++)
        due_add(l,
                (struct due_line){.kind = DUE_TOLD,
                                  .office = office_of(l->s->c, lines[i].station),
                                  .object = lines[i].stands.allocation ? lines[i].stands.allocation
                                                                       : lines[i].said.allocation,
                                  .due = reach_by(&lines[i]),
                                  .count = 1});
    return rc;
}

/* ---- returns ---- */

static enum rc add_returns(struct due_list *l, struct err *err) {
    const struct campaign *c = l->s->c;
    struct reconcile_input in = {.campaign = c, .now = l->now, .as_of = DAY_NONE};
    struct return_counts counts;
    bool *missing = arena_array(l->arena, (size_t)c->n_allocations + 1, sizeof *missing);
    enum rc rc = store_boardings_load(l->s->store, c, DAY_NONE, l->arena, &in.boardings, err);

    if (rc != RC_OK)
        return rc;
    reconcile_returns(&in, &counts, missing);
    for (int32_t i = 0; i < c->n_allocations; i++) {
        const struct allocation *a = &c->allocations[i];
        if (missing[i])
            due_add(l, (struct due_line){.kind = DUE_BOARDING,
                                         .office = c->offices[a->office].place,
                                         .object = a->key,
                                         .due = a->stops[a->n_stops - 1].at,
                                         .count = l->by_run.first[i + 1] - l->by_run.first[i]});
    }
    return RC_OK;
}

enum rc due_add_people(struct due_list *l, struct err *err) {
    enum rc rc = add_lists(l, err);

    rc = rc == RC_OK ? add_leaving(l, err) : rc;
    rc = rc == RC_OK ? add_told(l, err) : rc;
    return rc == RC_OK ? add_returns(l, err) : rc;
}
