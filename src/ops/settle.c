/*
 * Bookings after a change by hand: a seat that is still allowed is kept, and the independent
 * checker says which are not. Whoever else is seated stays, but for proposals of a must party that
 * would be split.
 */
#include "ops/hand.h"

#include "homeward/verify.h"

#include <string.h>

struct settling {
    const struct campaign *c;
    const char *station, *ref;
    struct booking *after;
    bool again, carrier; /* something was released; of a block whose names the carrier has */
};

bool hand_mine(const struct campaign *c, int32_t request, const char *station, const char *ref) {
    const struct request *q = &c->requests[request];

    return strcmp(q->ref, ref) == 0 && strcmp(c->stations[q->station].code, station) == 0;
}

static void release(struct settling *t, int32_t request) {
    struct booking *b = &t->after[request];

    if (b->allocation < 0)
        return;
    t->carrier |= hand_carrier_has_names(t->c, request);
    *b = (struct booking){.allocation = -1, .board = -1, .alight = -1};
    t->again = true;
}

/* Where others hold a promise the rider waits; else the party is placed anew as a whole. */
static void release_party(struct settling *t, const struct party *party) {
    bool promised = false;

    for (int i = 0; i < party->n_members; i++)
        promised |= !hand_mine(t->c, party->members[i], t->station, t->ref) &&
                    t->after[party->members[i]].status >= BOOKING_TOLD;
    for (int i = 0; i < party->n_members; i++)
        if (!promised || hand_mine(t->c, party->members[i], t->station, t->ref))
            release(t, party->members[i]);
}

static bool party_mine(const struct settling *t, const struct party *party) {
    for (int i = 0; i < party->n_members; i++)
        if (hand_mine(t->c, party->members[i], t->station, t->ref))
            return true;
    return false;
}

static void on_violation(void *payload, const struct violation *v) {
    struct settling *t = payload;
    int32_t party = v->request >= 0 ? t->c->requests[v->request].party : -1;

    if (v->kind == VIOLATION_MUST_SPLIT) {
        if (party >= 0 && party_mine(t, &t->c->parties[party]))
            release_party(t, &t->c->parties[party]);
        return;
    }
    for (int32_t r = 0; r < t->c->n_requests; r++)
        if (hand_mine(t->c, r, t->station, t->ref) &&
            (v->request == r || (v->request < 0 && v->allocation == t->after[r].allocation)))
            release(t, r);
}

/* What the change dropped in the store stands again, to be judged here. */
static void bring_back(const struct campaign *before, struct campaign *c, const char *station,
                       const char *ref) {
    for (int32_t r = 0; r < c->n_requests; r++) {
        if (!hand_mine(c, r, station, ref))
            continue;
        for (int32_t b = 0; b < before->n_requests; b++)
            if (before->requests[b].id == c->requests[r].id) {
                c->bookings[r] = before->bookings[b];
                c->bookings[r].seat = arena_strdup(&c->arena, before->bookings[b].seat);
            }
    }
}

static enum rc judge(struct settling *t, struct err *err) {
    do {
        t->again = false;
        verify_bookings(t->c, t->after, on_violation, t);
    } while (t->again);
    return t->carrier ? hand_refuse_carrier(err) : RC_OK;
}

enum rc hand_settle(struct session *s, const char *station, const char *ref, struct arena *arena,
                    struct settled *out, struct err *err) {
    struct campaign *c;
    enum rc rc =
        store_campaign_load(s->store, s->ops->places, instant_day(s->ops->now), STORE_ALL, &c, err);

    if (rc != RC_OK)
        return rc;
    size_t n = (size_t)c->n_requests + 1;
    struct booking *stored = arena_array(arena, n, sizeof *stored);
    out->c = c;
    out->after = arena_array(arena, n, sizeof *out->after);
    memcpy(stored, c->bookings, (n - 1) * sizeof *stored);
    bring_back(s->c, c, station, ref);
    memcpy(out->after, c->bookings, (n - 1) * sizeof *out->after);
    struct settling t = {.c = c, .station = station, .ref = ref, .after = out->after};
    rc = judge(&t, err);
    struct campaign now = *c;
    now.bookings = stored;
    return rc == RC_OK ? store_bookings_put(s->store, &now, out->after, s->ops->now, err) : rc;
}
