/* Use case: bookings are told, confirmed or taken back. */
#include "ops/difference.h"
#include "ops/hand.h"

#include <stdio.h>
#include <string.h>

static bool request_named(const struct campaign *c, const struct request *q,
                          const struct booking_entry *entry) {
    char station[64];
    const char *ref;

    return split_who(entry->name, station, &ref) && strcmp(q->ref, ref) == 0 &&
           strcmp(c->stations[q->station].code, station) == 0 &&
           (!entry->trip || q->trip == entry->trip);
}

/* One byte a request: whose bookings are meant. */
static enum rc mark_target(const struct campaign *c, const struct booking_entry *entry,
                           unsigned char *mark, struct err *err) {
    int32_t which = -1;
    enum rc rc = RC_OK;

    if (entry->target == TARGET_REQUEST)
        rc = find_request(c, entry->name, entry->trip, &which, err);
    if (entry->target == TARGET_ALLOCATION)
        rc = find_allocation(c, entry->name, &which, err);
    for (int32_t r = 0; r < c->n_requests && rc == RC_OK; r++) {
        if (c->bookings[r].allocation < 0)
            continue;
        mark[r] = entry->target == TARGET_ALL ||
                  (entry->target == TARGET_ALLOCATION && c->bookings[r].allocation == which) ||
                  (entry->target == TARGET_REQUEST && request_named(c, &c->requests[r], entry));
    }
    return rc;
}

/* Confirming, telling or taking back one member of a must party does so for the party: it travels
 * whole (contract 7). */
static void mark_parties(const struct campaign *c, unsigned char *mark) {
    for (int32_t i = 0; i < c->n_parties; i++) {
        const struct party *party = &c->parties[i];
        bool any = false;
        for (int m = 0; m < party->n_members; m++)
            any |= mark[party->members[m]] != 0;
        for (int m = 0; any && party->must && m < party->n_members; m++)
            if (c->bookings[party->members[m]].allocation >= 0)
                mark[party->members[m]] = 1;
    }
}

bool hand_carrier_has_names(const struct campaign *c, int32_t request) {
    const struct booking *b = &c->bookings[request];

    return b->allocation >= 0 && c->allocations[b->allocation].kind == ALLOCATION_TICKET_BLOCK &&
           c->allocations[b->allocation].state >= BLOCK_SUBMITTED;
}

enum rc hand_refuse_carrier(struct err *err) {
    return err_set(err, RC_CONFLICT, "names-with-carrier",
                   "该票额的名单已交承运单位，换人请用 rider replace",
                   "the names of this block are with the carrier; to put somebody else there "
                   "use rider replace");
}

/* The bookings as they are afterwards. */
static enum rc change_marked(const struct campaign *c, const unsigned char *mark,
                             enum booking_event event, struct booking *after, struct err *err) {
    for (int32_t r = 0; r < c->n_requests; r++) {
        after[r] = c->bookings[r];
        if (!mark[r] || after[r].allocation < 0)
            continue;
        if (event == BOOKING_CANCEL && hand_carrier_has_names(c, r))
            return hand_refuse_carrier(err);
        booking_next(after[r].status, event, &after[r].status);
        if (after[r].status == BOOKING_NONE)
            after[r].allocation = -1;
    }
    return RC_OK;
}

/* Somebody who was promised a seat and has it no more is told so. */
static enum rc mark_lost(struct session *s, const struct booking_entry *entry, struct arena *arena,
                         unsigned char *mark, struct err *err) {
    enum rc rc = RC_OK;

    for (int32_t r = 0; r < s->c->n_requests && rc == RC_OK; r++) {
        const struct request *q = &s->c->requests[r];
        struct told_line *lines;
        int n;
        if (s->c->bookings[r].allocation >= 0 || !request_named(s->c, q, entry))
            continue;
        rc = store_told_history(s->store, q->id, arena, &lines, &n, err);
        mark[r] = rc == RC_OK && n && lines[n - 1].change == TOLD_NO_SEAT;
    }
    return rc;
}

static enum rc refuse_waiting(const struct campaign *c, const struct booking_entry *entry,
                              const unsigned char *mark, struct err *err) {
    for (int32_t r = 0; r < c->n_requests; r++)
        if (mark[r] || entry->target != TARGET_REQUEST)
            return RC_OK;
    return err_set(err, RC_CONFLICT, "not-seated", "%.128s 还在候补，没有座位，请先派座",
                   "%.128s waits and has no seat; match first", entry->name);
}

static enum rc tell_marked(struct session *s, const struct booking_entry *entry,
                           const unsigned char *mark, struct arena *arena, int64_t *out_told,
                           struct err *err) {
    int64_t *ids = arena_array(arena, (size_t)s->c->n_requests + 1, sizeof *ids);
    int n = 0;

    for (int32_t r = 0; r < s->c->n_requests; r++)
        if (mark[r])
            ids[n++] = s->c->requests[r].id;
    return store_tell(s->store, ids, n, entry->means, s->ops->now, out_told, err);
}

static enum rc record(struct session *s, const struct booking_entry *entry, struct err *err) {
    static const char *const actions[] = {"booking told", "booking confirm", "booking cancel"};
    static const char *const events[] = {"told", "confirm", "cancel"};
    const char *words[8] = {"booking", events[entry->event]};
    char trip[16];
    int n = 2;

    if (entry->target == TARGET_ALLOCATION)
        words[n++] = "--allocation";
    words[n++] = entry->target == TARGET_ALL ? "--all" : entry->name;
    snprintf(trip, sizeof trip, "--trip=%d", (int)entry->trip);
    if (entry->trip)
        words[n] = trip;
    return session_commit_command(s, actions[entry->event], entry->name ? entry->name : "*", words,
                                  NULL, err);
}

static enum rc write_all(struct session *s, const struct booking_entry *entry,
                         const struct booking *after, struct err *err) {
    enum rc rc = RC_OK;

    for (int32_t r = 0; r < s->c->n_requests && rc == RC_OK && entry->event != BOOKING_TELL; r++)
        if (after[r].status != s->c->bookings[r].status)
            rc =
                store_booking_event(s->store, s->c->requests[r].id, entry->event, s->ops->now, err);
    return rc == RC_OK ? record(s, entry, err) : rc;
}

static enum rc change_all(struct session *s, const struct booking_entry *entry, struct arena *arena,
                          struct difference *out, int64_t *out_told, struct err *err) {
    size_t n = (size_t)s->c->n_requests + 1;
    unsigned char *mark = arena_array(arena, n, 1);
    struct booking *after = arena_array(arena, n, sizeof *after);
    bool tell = entry->event == BOOKING_TELL;
    enum rc rc = mark_target(s->c, entry, mark, err);

    mark_parties(s->c, mark);
    if (rc == RC_OK && tell && entry->target == TARGET_REQUEST)
        rc = mark_lost(s, entry, arena, mark, err);
    rc = rc == RC_OK ? refuse_waiting(s->c, entry, mark, err) : rc;
    rc = rc == RC_OK ? change_marked(s->c, mark, entry->event, after, err) : rc;
    if (rc != RC_OK)
        return rc;
    difference_make(s->c, after, arena, out);
    rc = tell ? tell_marked(s, entry, mark, arena, out_told, err) : RC_OK;
    if (rc != RC_OK || entry->dry_run || (out->n_requests == 0 && *out_told == 0))
        return rc;
    return write_all(s, entry, after, err);
}

/* A trial is done and rolled back: who would be told is the store's to say. */
enum rc ops_booking_change(const struct ops *ops, const struct booking_entry *entry,
                           struct arena *arena, struct difference *out, int64_t *out_told,
                           struct err *err) {
    struct session s;
    bool writes = !entry->dry_run || entry->event == BOOKING_TELL;
    enum rc rc = session_open(ops, writes ? HOLD_UNDOABLE : HOLD_READ, STORE_ALL, &s, err);

    *out = (struct difference){0};
    *out_told = 0;
    if (rc != RC_OK)
        return rc;
    rc = change_all(&s, entry, arena, out, out_told, err);
    session_close(&s);
    return rc;
}
