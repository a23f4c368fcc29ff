/*
 * What stands and must stay (contract section 7, re-match). A booking whose run was cancelled or
 * no longer allows it is released, whatever its status.
 */
#include "match/problem.h"

#include "homeward/rule.h"

static enum booking_status kept_from(enum keep keep) {
    switch (keep) {
    case KEEP_ALL:
        return BOOKING_SEATED;
    case KEEP_TOLD:
        return BOOKING_TOLD;
    case KEEP_CONFIRMED:
    case KEEP_AFRESH:
        break;
    }
    return BOOKING_CONFIRMED;
}

static bool outside(const struct problem *p, int32_t request) {
    return p->how->only && !p->how->only[request];
}

static bool still_allowed(const struct campaign *c, int32_t request) {
    const struct booking *b = &c->bookings[request];

    return rule_may_ride(c, &c->requests[request], &c->allocations[b->allocation], b->board,
                         b->alight);
}

/* Confirming one member of a must party confirms the party (contract 7). */
static void lift_party(const struct campaign *c, const struct party *party,
                       enum booking_status *status) {
    enum booking_status most = BOOKING_NONE;

    for (int i = 0; i < party->n_members; i++)
        if (status[party->members[i]] > most)
            most = status[party->members[i]];
    if (!party->must || most != BOOKING_CONFIRMED)
        return;
    for (int i = 0; i < party->n_members; i++)
        if (c->bookings[party->members[i]].allocation >= 0)
            status[party->members[i]] = most;
}

static enum booking_status *effective_status(struct problem *p, struct arena *scratch) {
    const struct campaign *c = p->c;
    enum booking_status *status = arena_array(scratch, (size_t)c->n_requests + 1, sizeof *status);

    for (int32_t r = 0; r < c->n_requests; r++)
        status[r] = c->bookings[r].allocation >= 0 ? c->bookings[r].status : BOOKING_NONE;
    for (int32_t i = 0; i < c->n_parties; i++)
        lift_party(c, &c->parties[i], status);
    return status;
}

/* Stronger bookings take their room first, each in order, so that when seats have shrunk the last
 * proposals come off. */
static void keep_those_of(struct problem *p, const enum booking_status *status,
                          enum booking_status wanted) {
    const struct campaign *c = p->c;

    for (int32_t r = 0; r < c->n_requests; r++) {
        bool kept = status[r] >= kept_from(p->how->keep) || outside(p, r);
        if (status[r] != wanted || !kept)
            continue;
        if (still_allowed(c, r) &&
            room_has(p, &c->requests[r], &c->bookings[r], wanted >= BOOKING_TOLD)) {
            room_fill(p, &c->requests[r], &c->bookings[r]);
            p->bookings[r] = c->bookings[r];
            p->free[r] = false;
        }
    }
}

static bool stood_and_may(const struct campaign *c, int32_t request) {
    return c->bookings[request].allocation >= 0 && still_allowed(c, request);
}

void keep_standing(struct problem *p) {
    const struct campaign *c = p->c;
    struct arena scratch = {0};
    const enum booking_status *status = effective_status(p, &scratch);

    p->bookings = arena_array(&p->arena, (size_t)c->n_requests + 1, sizeof *p->bookings);
    p->free = arena_array(&p->arena, (size_t)c->n_requests + 1, sizeof *p->free);
    for (int32_t r = 0; r < c->n_requests; r++) {
        p->bookings[r].allocation = -1;
        p->free[r] = !outside(p, r);
    }
    for (int wanted = BOOKING_CONFIRMED; wanted >= BOOKING_SEATED; wanted--)
        keep_those_of(p, status, (enum booking_status)wanted);
    for (int32_t r = 0; r < c->n_requests; r++)
        if (p->bookings[r].allocation < 0)
            p->released += c->bookings[r].allocation >= 0 && !stood_and_may(c, r);
    arena_clear(&scratch);
}
