#include "ops/roster.h"

#include <stdlib.h>
#include <string.h>

void riders_by_run(const struct campaign *c, struct arena *arena, struct riders_by_run *out) {
    int32_t *at = arena_array(arena, (size_t)c->n_allocations + 1, sizeof *at);

    out->first = arena_array(arena, (size_t)c->n_allocations + 1, sizeof *out->first);
    out->riders = arena_array(arena, (size_t)c->n_requests + 1, sizeof *out->riders);
    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation >= 0)
            out->first[c->bookings[r].allocation + 1]++;
    for (int32_t a = 0; a < c->n_allocations; a++)
        out->first[a + 1] += out->first[a];
    memcpy(at, out->first, ((size_t)c->n_allocations + 1) * sizeof *at);
    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation >= 0)
            out->riders[at[c->bookings[r].allocation]++] = r;
}

/* ---- in order ---- */

/* The order hangs on nothing but what the paper says, so that the same content has the same
 * numbers. */
struct sortable {
    struct roster_line line;
    const struct booking *booking;
    const struct request *request;
    const char *seat, *station, *party;
    int64_t seat_number;
};

static int64_t leading_number(const char *label) {
    int64_t n = 0;

    for (; *label >= '0' && *label <= '9' && n < 1000000; label++)
        n = n * 10 + (*label - '0');
    return n;
}

static int compare(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

/* Where no seats are known, those of a party stand together. */
static int by_boarding(const void *a, const void *b) {
    const struct sortable *x = a, *y = b;
    const int orders[] = {compare(x->booking->board, y->booking->board),
                          compare(x->seat_number, y->seat_number),
                          strcmp(x->seat, y->seat),
                          strcmp(x->station, y->station),
                          strcmp(x->party, y->party),
                          strcmp(x->request->ref, y->request->ref),
                          compare(x->request->trip, y->request->trip),
                          compare(x->line.child, y->line.child),
                          strcmp(x->line.ref, y->line.ref)};

    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (orders[i])
            return orders[i];
    return 0;
}

static struct sortable sortable_of(const struct campaign *c, int32_t request) {
    const struct request *r = &c->requests[request];
    const struct booking *b = &c->bookings[request];

    return (struct sortable){
        .line = {.request = request, .ref = r->ref},
        .booking = b,
        .request = r,
        .seat = b->seat ? b->seat : "",
        .station = c->stations[r->station].code,
        .party = r->party >= 0 ? c->parties[r->party].word : "",
        .seat_number = leading_number(b->seat ? b->seat : ""),
    };
}

static int by_request(const void *key, const void *member) {
    return compare(*(const int32_t *)key, ((const struct child_row *)member)->request);
}

static int add_children(const struct sheet_maker *k, struct sortable *rows, int n) {
    const struct sortable adult = rows[n - 1];
    const struct child_row *end = k->children + k->n_children;
    const struct child_row *child = k->n_children
                                        ? bsearch(&adult.line.request, k->children,
                                                  (size_t)k->n_children, sizeof *child, by_request)
                                        : NULL;

    while (child && child > k->children && child[-1].request == adult.line.request)
        child--;
    for (; child && child < end && child->request == adult.line.request; child++) {
        rows[n] = adult;
        rows[n++].line = (struct roster_line){adult.line.request, child->ref, true, child->person};
    }
    return n;
}

static int room_for(const struct campaign *c, const int32_t *riders, int n) {
    int room = n;

    for (int i = 0; i < n; i++)
        room += c->requests[riders[i]].free_children;
    return room;
}

static enum rc load_people(const struct sheet_maker *k, const int32_t *riders, int n,
                           struct arena *arena, struct person **out, struct err *err) {
    int64_t *ids = arena_array(arena, (size_t)n + 1, sizeof *ids);

    *out = arena_array(arena, (size_t)n + 1, sizeof **out);
    for (int i = 0; i < n; i++)
        ids[i] = k->s->c->requests[riders[i]].id;
    return store_people_load(k->s->store, ids, n, arena, *out, err);
}

enum rc roster_make(const struct sheet_maker *k, int32_t allocation, struct arena *arena,
                    struct roster *out, struct err *err) {
    const struct campaign *c = k->s->c;
    const int32_t *riders = k->by_run->riders + k->by_run->first[allocation];
    int n_riders = k->by_run->first[allocation + 1] - k->by_run->first[allocation], n = 0;
    struct sortable *rows =
        arena_array(arena, (size_t)room_for(c, riders, n_riders) + 1, sizeof *rows);
    struct person *people;
    enum rc rc = load_people(k, riders, n_riders, arena, &people, err);

    if (rc != RC_OK)
        return rc;
    for (int i = 0; i < n_riders; i++) {
        rows[n] = sortable_of(c, riders[i]);
        rows[n++].line.person = people[i];
        n = c->requests[riders[i]].free_children ? add_children(k, rows, n) : n;
    }
    qsort(rows, (size_t)n, sizeof *rows, by_boarding);
    out->lines = arena_array(arena, (size_t)n + 1, sizeof *out->lines);
    for (int i = 0; i < n; i++)
        out->lines[i] = rows[i].line;
    out->n = n;
    out->riders = n_riders;
    out->children = n - n_riders;
    return RC_OK;
}

/* ---- as a version ---- */

static uint64_t add_text(uint64_t seed, const char *text) {
    return hash_bytes(text ? text : "", text ? strlen(text) + 1 : 1, seed);
}

static uint32_t facts_of(const struct campaign *c, const struct roster_line *line) {
    const struct request *r = &c->requests[line->request];
    const int64_t numbers[] = {line->child, line->child ? 0 : r->luggage,
                               line->child ? 0 : r->needs, line->person.document_type};
    uint64_t h = hash_bytes(numbers, sizeof numbers, 1);

    h = add_text(add_text(h, line->person.name), line->person.document);
    h = add_text(h, line->person.phone);
    h = add_text(h, r->party >= 0 ? c->parties[r->party].word : NULL);
    return (uint32_t)(h ^ h >> 32);
}

void roster_version(const struct campaign *c, int32_t allocation, const struct roster *roster,
                    struct arena *arena, struct paper_version *out) {
    *out = (struct paper_version){.n_rows = roster->n};
    out->rows = arena_array(arena, (size_t)roster->n + 1, sizeof *out->rows);
    paper_head(c, allocation, out->head);
    for (int i = 0; i < roster->n; i++) {
        const struct roster_line *line = &roster->lines[i];
        const struct request *r = &c->requests[line->request];
        const struct booking *b = &c->bookings[line->request];
        out->rows[i] = (struct paper_row){.row = i + 1,
                                          .request = r->id,
                                          .station = c->stations[r->station].code,
                                          .ref = line->ref,
                                          .trip = r->trip,
                                          .child = line->child,
                                          .board = b->board,
                                          .alight = b->alight,
                                          .seat = b->seat && !line->child ? b->seat : "",
                                          .facts = facts_of(c, line)};
    }
}

enum rc roster_changes(const struct sheet_maker *k, int32_t allocation, struct arena *arena,
                       struct paper_version *printed, struct paper_difference *out,
                       struct err *err) {
    struct roster roster;
    struct paper_version now;
    enum rc rc = roster_make(k, allocation, arena, &roster, err);

    rc = rc == RC_OK ? store_paper_load(k->s->store, k->s->c->allocations[allocation].id, 0, arena,
                                        printed, err)
                     : rc;
    if (rc != RC_OK)
        return rc;
    roster_version(k->s->c, allocation, &roster, arena, &now);
    paper_difference_make(printed, &now, arena, out);
    return RC_OK;
}
