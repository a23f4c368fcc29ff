/* Loading requests, their parties and what stands for them. */
#include "store/load.h"

#include <stdlib.h>
#include <string.h>

/* ---- requests, in order ---- */

static void read_request(struct loader *l, sqlite3_stmt *s, struct request *out) {
    *out = (struct request){
        .id = sqlite3_column_int64(s, 0),
        .station = load_ref(&l->stations, s, 1),
        .ref = db_text(&l->c->arena, s, 2),
        .trip = db_int32(s, 3),
        .rider = sqlite3_column_int64(s, 4),
        .hardship = sqlite3_column_int(s, 5) != 0,
        .direction = (enum direction)sqlite3_column_int(s, 6),
        .from = load_spot(l, s, 7, 8),
        .to = load_spot(l, s, 9, 10),
        .earliest = db_day(s, 11),
        .preferred = db_day(s, 12),
        .latest = db_day(s, 13),
        .modes = (unsigned)sqlite3_column_int(s, 14),
        .needs = (unsigned)sqlite3_column_int(s, 15),
        .classes = load_words(l, s, 16),
        .services = load_words(l, s, 17),
        .luggage = db_int32(s, 18),
        .party = -1,
        .placed = db_instant(s, 19),
        .head_of_queue = sqlite3_column_int(s, 20) != 0,
    };
}

/* What grouping into parties needs beside the request. */
struct membership {
    int32_t request, station;
    enum direction direction;
    const char *word;
    bool must;
};

static int by_party(const void *a, const void *b) {
    const struct membership *x = a, *y = b;

    if (x->station != y->station)
        return x->station < y->station ? -1 : 1;
    if (x->direction != y->direction)
        return x->direction < y->direction ? -1 : 1;
    int order = strcmp(x->word, y->word);
    return order ? order : (x->request > y->request) - (x->request < y->request);
}

static bool same_party(const struct membership *a, const struct membership *b) {
    return a->station == b->station && a->direction == b->direction &&
           strcmp(a->word, b->word) == 0;
}

/* Members of one party lie side by side once sorted. */
static void make_parties(struct campaign *c, struct membership *m, int n) {
    int32_t *members = arena_array(&c->arena, (size_t)n, sizeof *members);

    if (n)
        qsort(m, (size_t)n, sizeof *m, by_party);
    for (int i = 0; i < n; i++)
        c->n_parties += i == 0 || !same_party(&m[i - 1], &m[i]);
    c->parties = arena_array(&c->arena, (size_t)c->n_parties, sizeof *c->parties);
    for (int i = 0, p = -1; i < n; i++) {
        if (i == 0 || !same_party(&m[i - 1], &m[i]))
            c->parties[++p] =
                (struct party){m[i].station, m[i].word, m[i].direction, false, &members[i], 0};
        members[i] = m[i].request;
        c->parties[p].n_members++;
        c->parties[p].must |= m[i].must;
        c->requests[m[i].request].party = p;
    }
}

static enum rc load_rows(struct loader *l, struct membership *members, int *out_members,
                         struct err *err) {
    struct campaign *c = l->c;
    enum rc rc;
    int n = 0;
    sqlite3_stmt *s = db_stmt(
        l->store,
        "SELECT q.id, r.station, r.ref, q.trip, r.same_as, r.hardship OR r.registered IS NOT NULL, "
        "q.direction, q.from_place, "
        "q.from_point, q.to_place, q.to_point, q.earliest, q.preferred, q.latest, q.modes, "
        "q.needs, "
        "q.classes, q.services, q.luggage, q.placed, q.head_of_queue, q.party, q.must FROM request "
        "q "
        "JOIN rider r ON r.id = q.rider JOIN station ON station.id = r.station WHERE q.standing "
        "AND "
        "r.standing ORDER BY q.head_of_queue DESC, q.placed, station.code, r.ref, q.trip");

    for (int i = 0; db_row(l->store, s, &rc, err); i++) {
        struct request *request = &c->requests[i];
        read_request(l, s, request);
        l->requests.at[request->id] = i;
        if (sqlite3_column_type(s, 21) != SQLITE_NULL)
            members[n++] =
                (struct membership){i, request->station, request->direction,
                                    db_text(&c->arena, s, 21), sqlite3_column_int(s, 22) != 0};
    }
    *out_members = n;
    return rc;
}

/* ---- free children and bookings ---- */

static enum rc count_children(struct loader *l, struct err *err) {
    enum rc rc;
    sqlite3_stmt *s = db_stmt(
        l->store, "SELECT q.id, count(*) FROM rider k CROSS JOIN rider a ON a.station = k.station "
                  "AND a.ref = "
                  "k.free_child_with CROSS JOIN request q ON q.rider = a.id WHERE k.standing AND "
                  "a.standing AND "
                  "q.standing AND k.free_child_with IS NOT NULL AND (k.free_child_directions >> "
                  "q.direction & 1) GROUP BY q.id");

    while (db_row(l->store, s, &rc, err))
        l->c->requests[load_ref(&l->requests, s, 0)].free_children = db_int32(s, 1);
    return rc;
}

/* On a ticket-block whose names are with the carrier, what stands counts as told (contract 3). */
static enum booking_status status_on(const struct allocation *a, enum booking_status status) {
    bool with_carrier = a->kind == ALLOCATION_TICKET_BLOCK && a->state >= BLOCK_SUBMITTED;

    return with_carrier && status == BOOKING_SEATED ? BOOKING_TOLD : status;
}

static enum rc load_bookings(struct loader *l, struct err *err) {
    struct campaign *c = l->c;
    enum rc rc;
    sqlite3_stmt *s =
        db_stmt(l->store, "SELECT request, allocation, board, alight, seat, status, recorded, "
                          "status_at FROM booking");

    c->bookings = arena_array(&c->arena, (size_t)c->n_requests, sizeof *c->bookings);
    for (int i = 0; i < c->n_requests; i++)
        c->bookings[i] = (struct booking){.allocation = -1};
    while (db_row(l->store, s, &rc, err)) {
        int32_t request = load_ref(&l->requests, s, 0),
                allocation = load_ref(&l->allocations, s, 1);
        if (request < 0)
            continue;
        enum booking_status status = (enum booking_status)sqlite3_column_int(s, 5);
        c->bookings[request] =
            (struct booking){.allocation = allocation,
                             .board = db_int32(s, 2),
                             .alight = db_int32(s, 3),
                             .status = status_on(&c->allocations[allocation], status),
                             .seat = db_text(&c->arena, s, 4),
                             .recorded = db_instant(s, 6),
                             .status_at = db_instant(s, 7)};
    }
    return rc;
}

enum rc load_requests(struct loader *l, struct err *err) {
    struct campaign *c = l->c;
    int n_members = 0;
    enum rc rc = load_count(l,
                            "SELECT count(*) FROM request q JOIN rider r ON r.id = q.rider WHERE "
                            "q.standing AND r.standing",
                            &c->n_requests, err);

    rc = rc == RC_OK ? load_index(l, "SELECT max(id) FROM request", &l->requests, err) : rc;
    if (rc != RC_OK)
        return rc;
    c->requests = arena_array(&c->arena, (size_t)c->n_requests, sizeof *c->requests);
    struct membership *members = arena_array(&l->scratch, (size_t)c->n_requests, sizeof *members);
    rc = load_rows(l, members, &n_members, err);
    make_parties(c, members, n_members);
    rc = rc == RC_OK ? count_children(l, err) : rc;
    return rc == RC_OK ? load_bookings(l, err) : rc;
}
