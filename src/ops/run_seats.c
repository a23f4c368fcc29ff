/* Use case: one departure as a desk shows it: its seats, who sits on each, and whether the paper
 * that was printed still holds. */
#include "ops/roster.h"

#include <string.h>

static struct run_rider rider_of(const struct campaign *c, const struct roster_line *line,
                                 struct arena *arena) {
    const struct request *r = &c->requests[line->request];
    const struct booking *b = &c->bookings[line->request];

    return (struct run_rider){
        .station = arena_strdup(arena, (char *)(uintptr_t)c->stations[r->station].code),
        .ref = arena_strdup(arena, (char *)(uintptr_t)line->ref),
        .trip = r->trip,
        .name = line->person.name,
        .phone = line->person.phone,
        .party = r->party >= 0 && c->parties[r->party].n_members > 1
                     ? arena_strdup(arena, (char *)(uintptr_t)c->parties[r->party].word)
                     : NULL,
        .must = r->party >= 0 && c->parties[r->party].must,
        .hardship = r->hardship,
        .child = line->child,
        .needs = line->child ? 0 : r->needs,
        .luggage = line->child ? 0 : r->luggage,
        .board = b->board,
        .alight = b->alight,
        .status = b->status,
        .seat = line->child || !b->seat ? "" : arena_strdup(arena, (char *)(uintptr_t)b->seat)};
}

static enum rc load_children(struct session *s, int32_t run, const struct riders_by_run *by_run,
                             struct arena *arena, struct sheet_maker *out, struct err *err) {
    int32_t first = by_run->first[run];
    struct child_row *children = NULL;
    enum rc rc =
        store_children_of(s->store, s->c, by_run->riders + first, by_run->first[run + 1] - first,
                          arena, &children, &out->n_children, err);

    out->children = children;
    return rc;
}

static const char *name_of(const struct roster *roster, const struct paper_row *row) {
    for (int i = 0; i < roster->n; i++)
        if (row && strcmp(roster->lines[i].ref, row->ref) == 0 &&
            roster->lines[i].child == row->child && i + 1 == row->row)
            return roster->lines[i].person.name;
    return NULL;
}

static const char *seat_of(const struct paper_row *row, struct arena *arena) {
    return row ? arena_strdup(arena, (char *)(uintptr_t)(row->seat ? row->seat : "")) : NULL;
}

static void copy_changes(const struct paper_difference *d, const struct roster *roster,
                         struct arena *arena, struct run_seats *out) {
    out->head = d->head;
    out->changes = arena_array(arena, (size_t)d->n_rows + 1, sizeof *out->changes);
    out->n_changes = d->n_rows;
    for (int i = 0; i < d->n_rows; i++) {
        const struct paper_change_row *row = &d->rows[i];
        const struct paper_row *any = row->after ? row->after : row->before;
        out->changes[i] = (struct run_paper_change){
            .change = row->change,
            .station = arena_strdup(arena, (char *)(uintptr_t)any->station),
            .ref = arena_strdup(arena, (char *)(uintptr_t)any->ref),
            .name = name_of(roster, row->after),
            .from = seat_of(row->before, arena),
            .to = seat_of(row->after, arena)};
    }
}

static enum rc show(struct session *s, int32_t run, struct arena *arena, struct arena *scratch,
                    struct run_seats *out, struct err *err) {
    struct riders_by_run by_run;
    struct sheet_maker maker = {.s = s, .by_run = &by_run};
    struct paper_difference difference = {0};
    struct paper_version printed, now;
    struct roster roster = {0};

    riders_by_run(s->c, scratch, &by_run);
    enum rc rc = load_children(s, run, &by_run, scratch, &maker, err);
    rc = rc == RC_OK ? roster_make(&maker, run, arena, &roster, err) : rc;
    rc = rc == RC_OK
             ? store_paper_load(s->store, s->c->allocations[run].id, 0, arena, &printed, err)
             : rc;
    if (rc != RC_OK)
        return rc;
    roster_version(s->c, run, &roster, scratch, &now);
    if (printed.version)
        paper_difference_make(&printed, &now, scratch, &difference);
    out->printed = printed.version;
    out->printed_at = printed.at;
    out->outdated = printed.version && paper_difference_any(&difference);
    out->riders = arena_array(arena, (size_t)roster.n + 1, sizeof *out->riders);
    out->n_riders = roster.n;
    for (int i = 0; i < roster.n; i++)
        out->riders[i] = rider_of(s->c, &roster.lines[i], arena);
    copy_changes(&difference, &roster, arena, out);
    seatmap_make(s->c, run, arena, &out->map);
    departure_mark(s->c, run, out->mark);
    return RC_OK;
}

enum rc ops_run_seats(const struct ops *ops, const char *run, struct arena *arena,
                      struct run_seats *out, struct err *err) {
    struct arena scratch = {0};
    struct session s;
    int32_t found;
    enum rc rc = session_open(ops, HOLD_LOOK, STORE_ALL, &s, err);

    *out = (struct run_seats){0};
    if (rc != RC_OK)
        return rc;
    rc = find_allocation(s.c, run, &found, err);
    rc = rc == RC_OK ? show(&s, found, arena, &scratch, out, err) : rc;
    session_close(&s);
    arena_clear(&scratch);
    return rc;
}
