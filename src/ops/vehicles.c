/* Use case: the vehicles there are, with the runs of each: which of them is free for another. */
#include "ops/session.h"

#include <stdlib.h>

static const char *copy(struct arena *arena, const char *text) {
    return text && text[0] ? arena_strdup(arena, (char *)(uintptr_t)text) : NULL;
}

static int by_time(const void *a, const void *b) {
    const struct vehicle_run *x = a, *y = b;

    return (x->departs.v > y->departs.v) - (x->departs.v < y->departs.v);
}

static void add_runs(const struct campaign *c, struct arena *arena, struct vehicle_row *rows,
                     const int32_t *row_at) {
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t a = 0; a < c->n_allocations; a++) {
            const struct allocation *run = &c->allocations[a];
            if (run->vehicle < 0 || row_at[run->vehicle] < 0)
                continue;
            struct vehicle_row *row = &rows[row_at[run->vehicle]];
            if (pass)
                row->runs[row->n_runs] =
                    (struct vehicle_run){copy(arena, run->key), run->stops[0].at,
                                         run->stops[run->n_stops - 1].at, run->cancelled};
            row->n_runs++;
        }
        for (int32_t v = 0; v < c->n_vehicles && !pass; v++) {
            if (row_at[v] < 0)
                continue;
            struct vehicle_row *row = &rows[row_at[v]];
            row->runs = arena_array(arena, (size_t)row->n_runs + 1, sizeof *row->runs);
            row->n_runs = 0;
        }
    }
}

static int list(const struct campaign *c, int32_t place, struct arena *arena,
                struct vehicle_row *rows) {
    int32_t *row_at = arena_array(arena, (size_t)c->n_vehicles + 1, sizeof *row_at);
    int n = 0;

    for (int32_t i = 0; i < c->n_vehicles; i++) {
        const struct vehicle *v = &c->vehicles[i];
        int32_t office = c->offices[v->office].place;
        row_at[i] = place && office != place ? -1 : n;
        if (row_at[i] >= 0)
            rows[n++] = (struct vehicle_row){.key = copy(arena, v->key),
                                             .type = copy(arena, v->type),
                                             .operator_ = copy(arena, v->operator_),
                                             .kind = v->kind,
                                             .office = office,
                                             .seats = v->seats};
    }
    add_runs(c, arena, rows, row_at);
    for (int i = 0; i < n; i++)
        qsort(rows[i].runs, (size_t)rows[i].n_runs, sizeof *rows[i].runs, by_time);
    return n;
}

enum rc ops_vehicle_list(const struct ops *ops, const char *office, struct arena *arena,
                         struct vehicle_row **out, int *out_n, struct err *err) {
    struct session s;
    int32_t place = 0;
    enum rc rc = office ? resolve_office(ops, office, &place, err) : RC_OK;

    rc = rc == RC_OK ? session_open(ops, HOLD_READ, STORE_ALL, &s, err) : rc;
    *out_n = 0;
    if (rc != RC_OK)
        return rc;
    *out = arena_array(arena, (size_t)s.c->n_vehicles + 1, sizeof **out);
    *out_n = list(s.c, place, arena, *out);
    session_close(&s);
    return RC_OK;
}
