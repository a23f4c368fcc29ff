/*
 * Use cases: somebody is put on another run by hand, under the same rules (contract sections 7 and
 * 8). Stops and seats come of a match in which that run alone is open and nobody else may change;
 * the independent checker has the last word. Or two riders of one run change seats.
 */
#include "ops/difference.h"
#include "ops/hand.h"
#include "ops/trial.h"

#include "homeward/rule.h"
#include "homeward/verify.h"

#include <stdio.h>
#include <string.h>

struct move {
    const struct campaign *c;
    int32_t who, to;
    int32_t *riders; /* the one named, and whoever must stay with them */
    int n;
    struct booking *after;
};

static void find_riders(struct move *m, struct arena *arena) {
    const struct request *r = &m->c->requests[m->who];
    const struct party *party = r->party >= 0 ? &m->c->parties[r->party] : NULL;

    if (party && party->must) {
        m->riders = party->members;
        m->n = party->n_members;
        return;
    }
    m->riders = arena_array(arena, 1, sizeof *m->riders);
    m->riders[0] = m->who;
    m->n = 1;
}

/* ---- may they? ---- */

static enum rc refuse_filter(const struct move *m, int32_t request, enum filter filter,
                             struct err *err) {
    static const struct {
        const char *code;
        struct bi why;
    } rules[FILTERS] = {
        [FILTER_ROUTE] = {"no-route",
                          {"不停靠其上车地或目的地", "does not serve the origin or destination"}},
        [FILTER_DATE] = {"no-date", {"不在其可以出发的日子", "goes on other days than asked for"}},
        [FILTER_MODE] = {"no-mode", {"不是所要的交通方式", "is not of a mode asked for"}},
        [FILTER_CLASS] = {"no-class",
                          {"不是所要的席别或车次", "is not of a class or service asked for"}},
        [FILTER_NEED] = {"no-need",
                         {"没有所需的下铺或轮椅位", "has no lower berth or wheelchair place"}},
        [FILTER_RESERVED] = {"reserved", {"留给别的工会或站点", "is reserved for others"}},
    };
    const struct request *r = &m->c->requests[request];

    return err_set(
        err, RC_CONFLICT, rules[filter].code, "%.64s/%.64s 不能改到趟次 %.64s：该趟次%s%.0s",
        "%.64s/%.64s cannot ride %.64s: that run %.0s%s", m->c->stations[r->station].code, r->ref,
        m->c->allocations[m->to].key, rules[filter].why.zh, rules[filter].why.en);
}

static enum rc check_run(const struct session *s, const struct allocation *a, struct err *err) {
    if (a->cancelled)
        return err_set(err, RC_CONFLICT, "cancelled", "趟次 %.64s 已取消",
                       "the run %.64s was cancelled", a->key);
    if (a->kind == ALLOCATION_TICKET_BLOCK && a->state >= BLOCK_SUBMITTED &&
        instant_given(a->names_by) && s->ops->now.v > a->names_by.v)
        return err_set(err, RC_CONFLICT, "names-closed", "票额 %.64s 报名单的期限已过",
                       "the names of the block %.64s are closed", a->key);
    return RC_OK;
}

static enum rc check_riders(const struct move *m, struct err *err) {
    for (int i = 0; i < m->n; i++) {
        int32_t r = m->riders[i];
        if (m->c->bookings[r].allocation == m->to)
            continue;
        if (hand_carrier_has_names(m->c, r))
            return hand_refuse_carrier(err);
        enum filter filter = rule_first_filter(m->c, &m->c->requests[r], &m->c->allocations[m->to]);
        if (filter != FILTERS)
            return refuse_filter(m, r, filter, err);
    }
    return RC_OK;
}

/* ---- where they sit ---- */

static void prepare(const struct move *m, struct trial *t) {
    trial_open(t, m->c);
    for (int32_t a = 0; a < m->c->n_allocations; a++)
        t->c.allocations[a].cancelled |= a != m->to;
    for (int i = 0; i < m->n; i++) {
        int32_t r = m->riders[i];
        t->only[r] = 1;
        if (t->c.bookings[r].allocation != m->to)
            t->c.bookings[r] = (struct booking){.allocation = -1};
    }
}

static enum rc take_over(struct move *m, const struct plan *plan, struct arena *arena,
                         struct err *err) {
    for (int i = 0; i < m->n; i++) {
        int32_t r = m->riders[i];
        const struct booking *b = &plan->bookings[r];
        if (b->allocation != m->to)
            return err_set(err, RC_CONFLICT, "full",
                           "趟次 %.64s 坐不下：%d 人要一起，座位、下铺、轮椅位或免票儿童名额不够",
                           "the run %.64s has no room for %d: seats, lower berths, wheelchair "
                           "places or free children are used up",
                           m->c->allocations[m->to].key, m->n);
        m->after[r] = *b;
        m->after[r].seat = arena_strdup(arena, b->seat);
        booking_next(m->c->bookings[r].status, BOOKING_MOVE, &m->after[r].status);
    }
    return RC_OK;
}

static enum rc place(struct move *m, struct arena *arena, struct err *err) {
    struct trial t;
    struct plan *plan = NULL;

    prepare(m, &t);
    enum rc rc = trial_run(&t, KEEP_ALL, &plan, err);
    rc = rc == RC_OK ? take_over(m, plan, arena, err) : rc;
    plan_free(plan);
    trial_close(&t);
    return rc;
}

/* Whoever moves along and was given the seat changes with the rider who asked for it. */
static void take_seat(struct move *m, const char *seat) {
    struct booking *mine = &m->after[m->who];

    for (int i = 0; seat && i < m->n; i++) {
        struct booking *b = &m->after[m->riders[i]];
        if (b->seat && strcmp(b->seat, seat) == 0)
            b->seat = mine->seat;
    }
    mine->seat = seat ? seat : mine->seat;
}

struct objection {
    int32_t to;
    bool any;
    enum violation_kind kind;
};

static void on_violation(void *payload, const struct violation *v) {
    struct objection *o = payload;

    if (v->allocation != o->to || o->any)
        return;
    o->any = true;
    o->kind = v->kind;
}

static enum rc check_after(const struct move *m, struct err *err) {
    struct objection o = {.to = m->to};

    verify_bookings(m->c, m->after, on_violation, &o);
    if (!o.any)
        return RC_OK;
    struct bi why = violation_text(o.kind);
    return err_set(err, RC_CONFLICT, violation_word(o.kind), "不能改到趟次 %.64s：%s%.0s",
                   "nobody was moved to the run %.64s: %.0s%s", m->c->allocations[m->to].key,
                   why.zh, why.en);
}

/* ---- the use case ---- */

static enum rc record(struct session *s, const struct move *m, const struct move_entry *entry,
                      struct err *err) {
    struct json *detail = json_new_object();
    const char *words[9] = {"booking", "move", entry->who, "--to", entry->to};
    char trip[16];
    int n = 5;

    json_set_text(detail, "to", entry->to);
    json_set_int(detail, "riders", m->n);
    snprintf(trip, sizeof trip, "--trip=%d", (int)entry->trip);
    if (entry->trip)
        words[n++] = trip;
    if (entry->seat) {
        words[n++] = "--seat";
        words[n] = entry->seat;
    }
    enum rc rc = store_bookings_put(s->store, s->c, m->after, s->ops->now, err);
    if (rc == RC_OK)
        return session_commit_command(s, "booking move", entry->who, words, detail, err);
    json_free(detail);
    return rc;
}

static struct booking *bookings_copy(const struct campaign *c, struct arena *arena) {
    struct booking *copy = arena_array(arena, (size_t)c->n_requests + 1, sizeof *copy);

    for (int32_t r = 0; r < c->n_requests; r++)
        copy[r] = c->bookings[r];
    return copy;
}

static enum rc move_in(struct session *s, const struct move_entry *entry, struct arena *arena,
                       struct move_answer *out, struct err *err) {
    struct move m = {.c = s->c};
    enum rc rc = find_request(s->c, entry->who, entry->trip, &m.who, err);

    rc = rc == RC_OK ? find_allocation(s->c, entry->to, &m.to, err) : rc;
    rc = rc == RC_OK ? check_run(s, &s->c->allocations[m.to], err) : rc;
    if (rc != RC_OK)
        return rc;
    find_riders(&m, arena);
    m.after = bookings_copy(s->c, arena);
    rc = check_riders(&m, err);
    rc = rc == RC_OK ? place(&m, arena, err) : rc;
    if (rc != RC_OK)
        return rc;
    take_seat(&m, entry->seat);
    rc = check_after(&m, err);
    if (rc != RC_OK)
        return rc;
    difference_make(s->c, m.after, arena, &out->difference);
    out->rider = difference_row(s->c, m.who, &m.after[m.who], arena);
    return entry->dry_run ? RC_OK : record(s, &m, entry, err);
}

enum rc ops_booking_move(const struct ops *ops, const struct move_entry *entry, struct arena *arena,
                         struct move_answer *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, entry->dry_run ? HOLD_READ : HOLD_UNDOABLE, STORE_ALL, &s, err);

    *out = (struct move_answer){0};
    if (rc != RC_OK)
        return rc;
    rc = move_in(&s, entry, arena, out, err);
    session_close(&s);
    return rc;
}

/* ---- two change seats ---- */

static int32_t mate_on(const struct campaign *c, int32_t run, int32_t other) {
    const struct request *o = &c->requests[other];

    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation == run &&
            hand_mine(c, r, c->stations[o->station].code, o->ref))
            return r;
    return -1;
}

static enum rc find_two(const struct campaign *c, const struct seat_swap_entry *entry,
                        int32_t out[2], struct err *err) {
    int32_t named = 0;
    enum rc rc = find_request(c, entry->who, entry->trip, &out[0], err);

    rc = rc == RC_OK ? find_request(c, entry->with, 0, &named, err) : rc;
    if (rc != RC_OK)
        return rc;
    const struct booking *b = &c->bookings[out[0]];
    out[1] = b->allocation >= 0 ? mate_on(c, b->allocation, named) : -1;
    if (out[1] < 0)
        return err_set(err, RC_CONFLICT, "other-run", "%.64s 和 %.64s 不在同一趟，请改用改派",
                       "%.64s and %.64s are not on one run: move them instead", entry->who,
                       entry->with);
    if (!b->seat || !c->bookings[out[1]].seat)
        return err_set(err, RC_CONFLICT, "no-seat", "趟次 %.64s 没有对号座位",
                       "the run %.64s has no numbered seats", c->allocations[b->allocation].key);
    return RC_OK;
}

static enum rc record_swap(struct session *s, const struct booking *after,
                           const struct seat_swap_entry *entry, struct err *err) {
    struct json *detail = json_new_object();
    const char *words[6] = {"booking", "swap", entry->who, entry->with};
    char trip[16];

    json_set_text(detail, "with", entry->with);
    snprintf(trip, sizeof trip, "--trip=%d", (int)entry->trip);
    words[4] = entry->trip ? trip : NULL;
    enum rc rc = store_bookings_put(s->store, s->c, after, s->ops->now, err);
    if (rc == RC_OK)
        return session_commit_command(s, "booking swap", entry->who, words, detail, err);
    json_free(detail);
    return rc;
}

static enum rc swap_in(struct session *s, const struct seat_swap_entry *entry, struct arena *arena,
                       struct seat_swap_answer *out, struct err *err) {
    struct move m = {.c = s->c};
    int32_t two[2];
    enum rc rc = find_two(s->c, entry, two, err);

    if (rc != RC_OK)
        return rc;
    m.to = s->c->bookings[two[0]].allocation;
    rc = check_run(s, &s->c->allocations[m.to], err);
    if (rc != RC_OK)
        return rc;
    m.after = bookings_copy(s->c, arena);
    for (int i = 0; i < 2; i++) {
        m.after[two[i]].seat = s->c->bookings[two[!i]].seat;
        booking_next(s->c->bookings[two[i]].status, BOOKING_MOVE, &m.after[two[i]].status);
    }
    rc = check_after(&m, err);
    if (rc != RC_OK)
        return rc;
    difference_make(s->c, m.after, arena, &out->difference);
    out->rider = difference_row(s->c, two[0], &m.after[two[0]], arena);
    out->other = difference_row(s->c, two[1], &m.after[two[1]], arena);
    return entry->dry_run ? RC_OK : record_swap(s, m.after, entry, err);
}

enum rc ops_booking_swap(const struct ops *ops, const struct seat_swap_entry *entry,
                         struct arena *arena, struct seat_swap_answer *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, entry->dry_run ? HOLD_READ : HOLD_UNDOABLE, STORE_ALL, &s, err);

    *out = (struct seat_swap_answer){0};
    if (rc != RC_OK)
        return rc;
    rc = swap_in(&s, entry, arena, out, err);
    session_close(&s);
    return rc;
}
