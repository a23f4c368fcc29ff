/* Use case: bookings are told, confirmed or taken back. */
#include "ops/session.h"

#include <string.h>

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
        mark[r] =
            entry->target == TARGET_ALL ||
            (entry->target == TARGET_ALLOCATION && c->bookings[r].allocation == which) ||
            (entry->target == TARGET_REQUEST && c->requests[r].rider == c->requests[which].rider &&
             c->requests[r].station == c->requests[which].station &&
             (!entry->trip || c->requests[r].trip == entry->trip));
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

static bool with_carrier(const struct campaign *c, int32_t request) {
    const struct allocation *a = &c->allocations[c->bookings[request].allocation];

    return a->kind == ALLOCATION_TICKET_BLOCK && a->state >= BLOCK_SUBMITTED;
}

static enum rc change_one(struct session *s, const struct booking_entry *entry, int32_t request,
                          int64_t *changed, struct err *err) {
    const struct booking *b = &s->c->bookings[request];
    int64_t id = s->c->requests[request].id;

    if (b->status == entry->status || (entry->status == BOOKING_TOLD && b->status > BOOKING_TOLD))
        return RC_OK;
    if (entry->status == BOOKING_NONE && with_carrier(s->c, request) &&
        entry->target == TARGET_REQUEST)
        return err_set(err, RC_CONFLICT, "names-with-carrier",
                       "该票额的名单已交承运单位，换人请用 rider replace",
                       "the names of this block are with the carrier; to put somebody else there "
                       "use rider replace");
    (*changed)++;
    return entry->status == BOOKING_NONE
               ? store_booking_cancel(s->store, id, err)
               : store_booking_status(s->store, id, entry->status, s->ops->now, err);
}

static enum rc change_all(struct session *s, const struct booking_entry *entry, int64_t *changed,
                          struct err *err) {
    static const char *const actions[] = {"booking cancel", "", "booking told", "booking confirm"};
    unsigned char *mark = mem_array((size_t)s->c->n_requests + 1, 1);
    enum rc rc = mark_target(s->c, entry, mark, err);

    mark_parties(s->c, mark);
    *changed = 0;
    for (int32_t r = 0; r < s->c->n_requests && rc == RC_OK; r++)
        if (mark[r])
            rc = change_one(s, entry, r, changed, err);
    mem_free(mark);
    if (rc == RC_OK && *changed == 0 && entry->target == TARGET_REQUEST)
        return RC_OK;
    if (rc == RC_OK && !entry->dry_run)
        rc = session_commit(s, actions[entry->status], entry->name ? entry->name : "*", NULL, err);
    return rc;
}

enum rc ops_booking_change(const struct ops *ops, const struct booking_entry *entry, int64_t *out,
                           struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_WRITE, STORE_ALL, &s, err);

    if (rc != RC_OK)
        return rc;
    rc = change_all(&s, entry, out, err);
    session_close(&s);
    return rc;
}
