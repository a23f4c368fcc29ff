/* A return is made of the marked paper and recorded, unless it says what stands. */
#include "ops/boarding.h"

#include <string.h>

/* ---- what the returns of one command share ---- */

static void note_travelled(struct boarding_desk *desk, const struct boarding *b, bool travelled) {
    for (int i = 0; i < b->n_rows; i++)
        if (b->rows[i].request >= 0 && boarding_travelled(b->rows[i].outcome))
            desk->travelled[b->rows[i].request] = travelled ? b->allocation : -1;
}

enum rc boarding_desk_open(struct boarding_desk *desk, struct session *s, struct arena *arena,
                           struct err *err) {
    *desk = (struct boarding_desk){.s = s, .arena = arena};
    size_t room = (size_t)s->c->n_requests + 1;
    desk->travelled = arena_array(arena, room, sizeof *desk->travelled);
    memset(desk->travelled, 0xff, room * sizeof *desk->travelled);
    boarding_sort_requests(desk);
    request_ids_make(s->c, arena, &desk->ids);
    riders_by_run(s->c, arena, &desk->by_run);
    struct child_row *children = NULL;
    enum rc rc = store_boardings_load(s->store, s->c, DAY_NONE, arena, &desk->standing, err);
    rc = rc == RC_OK
             ? store_children_load(s->store, s->c, arena, &children, &desk->maker.n_children, err)
             : rc;
    desk->maker.children = children;
    desk->maker.s = s;
    desk->maker.by_run = &desk->by_run;
    for (int32_t a = 0; rc == RC_OK && a < s->c->n_allocations; a++)
        note_travelled(desk, &desk->standing.of[a], true);
    return rc;
}

/* ---- the return ---- */

static enum rc check_once(const struct boarding_draft *d, const struct boarding *b,
                          struct err *err) {
    const struct campaign *c = d->desk->s->c;

    for (int i = 0; i < b->n_rows; i++) {
        int32_t request = b->rows[i].request;
        if (request < 0 || !boarding_travelled(b->rows[i].outcome))
            continue;
        const struct request *r = &c->requests[request];
        int32_t other = d->desk->travelled[request];
        bool twice = i > 0 && b->rows[i - 1].request == request;
        if (twice || (other >= 0 && other != d->allocation))
            return err_set(err, RC_CONFLICT, "travelled-twice",
                           "%.64s/%.64s 已记在趟次 %.64s 上乘车，一程只能乘一次，请先更正那份回执",
                           "%.64s/%.64s is recorded as having travelled on %.64s; a trip is made "
                           "once: correct that return first",
                           c->stations[r->station].code, r->ref,
                           c->allocations[twice ? d->allocation : other].key);
    }
    return RC_OK;
}

enum rc boarding_make(struct boarding_draft *d, enum boarding_source source, struct boarding *out,
                      struct err *err) {
    size_t room = (size_t)d->paper.n + (size_t)d->n_extra + 1;

    *out = (struct boarding){.allocation = d->allocation,
                             .version = d->paper.version,
                             .source = source,
                             .recorded = d->desk->s->ops->now,
                             .rows = arena_array(d->desk->arena, room, sizeof *out->rows)};
    for (int i = 0; i < d->paper.n; i++) {
        const struct printed_line *l = &d->paper.lines[i];
        if (!l->child)
            out->rows[out->n_rows++] = boarding_row_of(
                d, l->request, d->marks[i] == MARK_BOARDED ? BOARDING_BOARDED : BOARDING_ABSENT,
                l->seat);
    }
    for (int i = 0; i < d->n_extra; i++)
        out->rows[out->n_rows++] = d->extra[i];
    boarding_sort(out);
    return check_once(d, out, err);
}

/* ---- recording ---- */

static bool names(const struct boarding *b, int32_t request) {
    for (int i = 0; i < b->n_rows; i++)
        if (b->rows[i].request == request)
            return true;
    return false;
}

static struct boarding_person person_of(const struct boarding_desk *desk, int32_t allocation,
                                        const struct boarding_row *row) {
    const struct campaign *c = desk->s->c;
    struct boarding_person p = {.outcome = row->outcome,
                                .seat = arena_strdup(desk->arena, row->seat)};

    if (row->request < 0)
        return p;
    const struct request *r = &c->requests[row->request];
    int32_t booked = c->bookings[row->request].allocation;
    p.station = arena_strdup(desk->arena, c->stations[r->station].code);
    p.ref = arena_strdup(desk->arena, r->ref);
    p.trip = r->trip;
    if (booked >= 0 && booked != allocation)
        p.elsewhere = arena_strdup(desk->arena, c->allocations[booked].key);
    return p;
}

static void list_people(const struct boarding_desk *desk, const struct boarding *b,
                        struct boarding_line *out) {
    out->people = arena_array(desk->arena, (size_t)b->n_rows + 1, sizeof *out->people);
    for (int i = 0; i < b->n_rows; i++) {
        out->n[b->rows[i].outcome]++;
        out->travelled += boarding_travelled(b->rows[i].outcome);
        if (b->rows[i].outcome != BOARDING_BOARDED)
            out->people[out->n_people++] = person_of(desk, b->allocation, &b->rows[i]);
    }
}

void boarding_describe(const struct boarding_desk *desk, const struct boarding *b,
                       struct boarding_line *out) {
    out->returned = true;
    out->version = b->version;
    out->source = b->source;
    out->recorded = b->recorded;
    out->who = b->who;
    list_people(desk, b, out);
}

/* Booked now, but nobody could mark them: they are not on that paper. */
static void list_unnamed(const struct boarding_draft *d, const struct boarding *b,
                         struct boarding_line *out) {
    const struct riders_by_run *by_run = &d->desk->by_run;
    int32_t first = by_run->first[d->allocation], end = by_run->first[d->allocation + 1];

    out->booked = end - first;
    out->unnamed = arena_array(d->desk->arena, (size_t)out->booked + 1, sizeof *out->unnamed);
    for (int32_t i = first; i < end; i++) {
        int32_t r = by_run->riders[i];
        const struct boarding_row row = {.request = r, .seat = d->desk->s->c->bookings[r].seat};
        if (!names(b, r))
            out->unnamed[out->n_unnamed++] = person_of(d->desk, d->allocation, &row);
    }
}

enum rc boarding_take(struct boarding_draft *d, const struct boarding *b, bool dry_run,
                      struct boarding_line *out, struct err *err) {
    struct boarding_desk *desk = d->desk;
    struct boarding *standing = &desk->standing.of[d->allocation];
    const struct allocation *a = &desk->s->c->allocations[d->allocation];

    *out = (struct boarding_line){.run = arena_strdup(desk->arena, a->key),
                                  .label = arena_strdup(desk->arena, a->label),
                                  .departs = a->stops[0].at,
                                  .departed = true};
    boarding_describe(desk, b, out);
    list_unnamed(d, b, out);
    out->same = standing->id && boarding_same(standing, b);
    if (out->same)
        return RC_OK;
    if (standing->id)
        note_travelled(desk, standing, false);
    note_travelled(desk, b, true);
    *standing = *b;
    standing->id = INT64_MAX; /* whatever its row will be: one stands */
    return dry_run ? RC_OK
                   : store_boarding_add(desk->s->store, desk->s->c, b, desk->s->ops->now, err);
}
