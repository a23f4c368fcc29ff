/*
 * Use case: trips that more than one station asks for, and people asked for or booked twice. The
 * first claim stands; staff may transfer it. Only masked documents leave here.
 */
#include "ops/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- one side ---- */

/* Requests by a number of theirs: their row, or whose they are. */
struct keyed {
    int64_t key;
    int32_t request;
};

static int by_key(const void *a, const void *b) {
    const struct keyed *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->request > y->request) - (x->request < y->request);
}

static struct keyed *sort_requests(const struct campaign *c, bool by_rider) {
    struct keyed *v = mem_array((size_t)c->n_requests + 1, sizeof *v);

    for (int32_t i = 0; i < c->n_requests; i++)
        v[i] = (struct keyed){by_rider ? c->requests[i].rider : c->requests[i].id, i};
    qsort(v, (size_t)c->n_requests, sizeof *v, by_key);
    return v;
}

static int by_key_only(const void *a, const void *b) {
    const struct keyed *x = a, *y = b;

    return (x->key > y->key) - (x->key < y->key);
}

/* -1: none (the claim is nobody's any more). */
static int32_t request_of(const struct campaign *c, const struct keyed *by_id, int64_t id) {
    struct keyed key = {id, 0};
    const struct keyed *found =
        bsearch(&key, by_id, (size_t)c->n_requests, sizeof *by_id, by_key_only);

    return found ? found->request : -1;
}

static struct claim_side side_of(const struct campaign *c, int32_t request, struct arena *arena) {
    const struct request *r = &c->requests[request];
    const struct booking *b = &c->bookings[request];

    return (struct claim_side){
        .station = arena_strdup(arena, c->stations[r->station].code),
        .ref = arena_strdup(arena, r->ref),
        .allocation =
            b->allocation >= 0 ? arena_strdup(arena, c->allocations[b->allocation].key) : NULL,
        .trip = r->trip,
        .direction = r->direction,
        .earliest = r->earliest,
        .latest = r->latest,
        .status = b->status,
    };
}

static bool concerns(const char *station, const char *a, const char *b) {
    return !station || strcmp(station, a) == 0 || (b && strcmp(station, b) == 0);
}

/* ---- refused claims ---- */

/* The lines of one claim (0: of all) that concern the station. */
static enum rc load_claims(struct session *s, const char *station, int64_t claim,
                           struct arena *arena, struct claim_line **out, int *out_n,
                           struct err *err) {
    struct claim_row *rows;
    int n;
    struct keyed *by_id = sort_requests(s->c, false);
    enum rc rc = store_claim_list(s->store, arena, &rows, &n, err);

    *out = arena_array(arena, rc == RC_OK ? (size_t)n : 0, sizeof **out);
    *out_n = 0;
    for (int i = 0; rc == RC_OK && i < n; i++) {
        char masked[DOCUMENT_MAX];
        struct claim_line line = {.claim = rows[i]};
        int32_t holder = request_of(s->c, by_id, rows[i].holder);
        if (holder >= 0)
            line.first = side_of(s->c, holder, arena);
        if ((claim && rows[i].id != claim) ||
            !concerns(station, rows[i].station, line.first.station))
            continue;
        document_mask(rows[i].document, masked);
        line.claim.document = arena_strdup(arena, masked);
        (*out)[(*out_n)++] = line;
    }
    mem_free(by_id);
    return rc;
}

/* ---- the same person twice ---- */

/* Days on the way, first to last. */
static void days_of(const struct campaign *c, int32_t request, struct day *from, struct day *to) {
    const struct booking *b = &c->bookings[request];
    const struct stop *stops = c->allocations[b->allocation].stops;

    *from = instant_day(stops[b->board].at);
    *to = instant_day(stops[b->alight].at);
}

static bool overlap(struct day a, struct day b, struct day c, struct day d) {
    return a.v <= d.v && c.v <= b.v;
}

static bool both_booked(const struct campaign *c, int32_t a, int32_t b) {
    struct day from_a, to_a, from_b, to_b;

    if (c->bookings[a].allocation < 0 || c->bookings[b].allocation < 0)
        return false;
    days_of(c, a, &from_a, &to_a);
    days_of(c, b, &from_b, &to_b);
    return overlap(from_a, to_a, from_b, to_b);
}

struct doubles {
    struct session *s;
    const char *station;
    struct arena *arena;
    struct double_line *v;
    int n;
    size_t cap;
};

static enum rc note_pair(struct doubles *d, int32_t a, int32_t b, struct err *err) {
    const struct campaign *c = d->s->c;
    const struct request *ra = &c->requests[a], *rb = &c->requests[b];
    struct double_line line = {.booked = both_booked(c, a, b)};
    struct arena scratch = {0};
    struct person person;

    if (!line.booked && !overlap(ra->earliest, ra->latest, rb->earliest, rb->latest))
        return RC_OK;
    if (!concerns(d->station, c->stations[ra->station].code, c->stations[rb->station].code))
        return RC_OK;
    enum rc rc = store_people_load(d->s->store, &ra->id, 1, &scratch, &person, err);
    if (rc == RC_OK) {
        document_mask(person.document, line.document);
        line.first = side_of(c, a, d->arena);
        line.second = side_of(c, b, d->arena);
        VEC_PUSH(d->v, d->n, d->cap, line);
    }
    arena_clear(&scratch);
    return rc;
}

static enum rc find_doubles(struct doubles *d, struct err *err) {
    struct keyed *v = sort_requests(d->s->c, true);
    int n = d->s->c->n_requests;
    enum rc rc = RC_OK;

    for (int i = 0; i < n && rc == RC_OK; i++)
        for (int j = i + 1; j < n && v[j].key == v[i].key && rc == RC_OK; j++)
            rc = note_pair(d, v[i].request, v[j].request, err);
    mem_free(v);
    return rc;
}

static enum rc load_doubles(struct session *s, const char *station, struct arena *arena,
                            struct claims_view *out, struct err *err) {
    struct doubles d = {.s = s, .station = station, .arena = arena};
    enum rc rc = find_doubles(&d, err);

    out->doubles = arena_array(arena, (size_t)d.n, sizeof *d.v);
    if (d.n)
        memcpy(out->doubles, d.v, (size_t)d.n * sizeof *d.v);
    out->n_doubles = d.n;
    mem_free(d.v);
    return rc;
}

static enum rc check_station(struct session *s, const char *station, struct err *err) {
    struct station_row row;
    struct arena arena = {0};
    enum rc rc = station ? store_station_find(s->store, station, &arena, &row, err) : RC_OK;

    arena_clear(&arena);
    return rc == RC_NOT_FOUND ? RC_CONFLICT : rc;
}

enum rc ops_claim_list(const struct ops *ops, const char *station, struct arena *arena,
                       struct claims_view *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_ALL, &s, err);

    *out = (struct claims_view){0};
    if (rc != RC_OK)
        return rc;
    rc = check_station(&s, station, err);
    rc = rc == RC_OK ? load_claims(&s, station, 0, arena, &out->claims, &out->n_claims, err) : rc;
    rc = rc == RC_OK ? load_doubles(&s, station, arena, out, err) : rc;
    session_close(&s);
    return rc;
}

/* ---- transfer ---- */

static enum rc check_holder(const struct claim_side *holder, struct err *err) {
    if (!holder->station || holder->status < BOOKING_TOLD)
        return RC_OK;
    return err_set(
        err, RC_CONFLICT, "holder-told",
        "先报名的 %s/%s 第 %d 程已通知或已确认座位（%s）；确要转移，请先用 booking cancel %s/%s "
        "--trip %d 取消",
        "%s/%s trip %d, which came first, has a seat that is told or confirmed (%s); to transfer "
        "the claim all the same, first booking cancel %s/%s --trip %d",
        holder->station, holder->ref, (int)holder->trip, holder->allocation, holder->station,
        holder->ref, (int)holder->trip);
}

static enum rc withdraw_holders(struct session *s, const struct claim_line *lines, int n,
                                struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < n && rc == RC_OK; i++)
        rc = check_holder(&lines[i].first, err);
    for (int i = 0; i < n && rc == RC_OK; i++)
        if (lines[i].claim.holder)
            rc = store_request_withdraw(s->store, lines[i].claim.holder, err);
    return rc;
}

static enum rc commit_transfer(struct session *s, const struct claim_line *lines, int n,
                               struct err *err) {
    struct str object = STR_MAX(512);

    for (int i = 0; i < n; i++)
        if (lines[i].first.station)
            str_addf(&object, "%s/%s#%d ", lines[i].first.station, lines[i].first.ref,
                     (int)lines[i].first.trip);
    str_addf(&object, "-> %s/%s", lines[0].claim.station,
             lines[0].claim.ref ? lines[0].claim.ref : "");
    enum rc rc = session_commit(s, "claim transfer", str_get(&object), NULL, err);
    str_clear(&object);
    return rc;
}

static enum rc transfer(struct session *s, int64_t claim, bool dry_run, struct arena *arena,
                        struct claim_line **out, int *out_n, struct err *err) {
    enum rc rc = load_claims(s, NULL, claim, arena, out, out_n, err);

    rc = rc == RC_OK ? withdraw_holders(s, *out, *out_n, err) : rc;
    rc = rc == RC_OK ? store_claim_take(s->store, s->c, claim, err) : rc;
    if (rc == RC_OK && !dry_run)
        rc = commit_transfer(s, *out, *out_n, err);
    return rc == RC_NOT_FOUND ? RC_CONFLICT : rc;
}

enum rc ops_claim_transfer(const struct ops *ops, int64_t claim, bool dry_run, struct arena *arena,
                           struct claim_line **out, int *out_n, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_WRITE, STORE_ALL, &s, err);

    if (rc != RC_OK)
        return rc;
    rc = transfer(&s, claim, dry_run, arena, out, out_n, err);
    session_close(&s);
    return rc;
}
