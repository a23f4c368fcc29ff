/* A changed run is looked at by the independent checker, stored and answered. */
#include "ops/run_change.h"

#include "homeward/verify.h"
#include "ops/difference.h"

#include <string.h>

/* ---- does every rule hold? ---- */

struct objection {
    bool any;
    struct violation first;
};

static void on_violation(void *payload, const struct violation *v) {
    struct objection *o = payload;

    if (!o->any)
        o->first = *v;
    o->any = true;
}

enum rc run_check(const struct run_change *k, struct err *err) {
    struct objection o = {0};

    verify_runs(&k->t.c, k->after.bookings, k->touched, on_violation, &o);
    if (!o.any)
        return RC_OK;
    struct bi why = violation_text(o.first.kind);
    const char *run = o.first.allocation >= 0 ? k->t.c.allocations[o.first.allocation].key : "-";
    return err_set(
        err, RC_CONFLICT, violation_word(o.first.kind), "趟次 %.64s 不能这样改：%s%.0s（%s）",
        "the run %.64s cannot be changed so: %.0s%s (%s)", run, why.zh, why.en, o.first.detail);
}

/* ---- stored ---- */

static enum rc check_stored(const struct run_change *k, struct err *err) {
    enum rc rc = RC_OK;

    for (int32_t a = 0; a < k->t.c.n_allocations && rc == RC_OK; a++) {
        bool over = false;
        if (!k->touched[a])
            continue;
        rc = store_run_overfull(k->s->store, k->t.c.allocations[a].id, &over, err);
        if (rc == RC_OK && over)
            rc = err_set(err, RC_INTERNAL, "over-seats", "趟次 %.64s 超员，未作更改",
                         "the run %.64s would be overfull; nothing was changed",
                         k->t.c.allocations[a].key);
    }
    return rc;
}

enum rc run_change_write(struct run_change *k, struct err *err) {
    struct campaign *c = &k->t.c;
    enum rc rc = RC_OK;

    if (k->made_like >= 0)
        rc = store_run_add(k->s->store, c, &c->allocations[k->made_like],
                           &c->allocations[c->n_allocations - 1], err);
    for (int32_t a = 0; a < c->n_allocations && rc == RC_OK; a++)
        if (k->facts[a])
            rc = store_run_change(k->s->store, c, &c->allocations[a], k->facts[a], err);
    rc = rc == RC_OK ? store_bookings_put(k->s->store, c, k->after.bookings, k->s->ops->now, err)
                     : rc;
    for (int32_t r = 0; r < c->n_requests && rc == RC_OK; r++)
        if (k->why[r] && k->after.bookings[r].allocation < 0)
            rc = store_request_to_head(k->s->store, c->requests[r].id, err);
    return rc == RC_OK ? check_stored(k, err) : rc;
}

/* ---- the answer ---- */

static bool same_text(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* What was said to the rider and is not true any more; false: it all is. */
static bool must_be_reached(const struct run_change *k, int32_t request, enum reach *out) {
    const struct booking *old = &k->c->bookings[request], *now = &k->after.bookings[request];

    if (old->allocation < 0 || old->status < BOOKING_TOLD)
        return false;
    *out = now->allocation < 0                           ? REACH_REMOVED
           : difference_change(old, now) == CHANGE_MOVED ? REACH_MOVED
           : k->c->allocations[old->allocation].stops[old->board].at.v !=
                   k->t.c.allocations[now->allocation].stops[now->board].at.v
               ? REACH_TIME
               : REACH_SEAT;
    return *out != REACH_SEAT || !same_text(old->seat, now->seat);
}

static void add_rows(const struct run_change *k, int32_t r, struct arena *arena,
                     struct run_answer *out) {
    const struct booking *old = &k->c->bookings[r], *now = &k->after.bookings[r];
    const struct request *q = &k->c->requests[r];
    const char *station = k->c->stations[q->station].code;
    enum reach reach;

    if (k->why[r])
        out->off[out->n_off++] =
            (struct off_row){arena_strdup(arena, station), arena_strdup(arena, q->ref), q->trip,
                             (enum off_why)k->why[r]};
    out->waiting += k->why[r] && now->allocation < 0;
    if (old->allocation >= 0 && now->allocation == old->allocation && now->board == old->board &&
        now->alight == old->alight && !same_text(old->seat, now->seat))
        out->reseated[out->n_reseated++] =
            (struct reseat_row){arena_strdup(arena, station),
                                arena_strdup(arena, q->ref),
                                arena_strdup(arena, k->t.c.allocations[now->allocation].key),
                                arena_strdup(arena, old->seat),
                                arena_strdup(arena, now->seat),
                                q->trip};
    if (must_be_reached(k, r, &reach))
        out->reach[out->n_reach++] = (struct reach_row){
            arena_strdup(arena, station), arena_strdup(arena, q->ref), q->trip, reach};
}

static bool may_have_changed(const struct run_change *k, int32_t r) {
    int32_t before = k->c->bookings[r].allocation, after = k->after.bookings[r].allocation;

    return (before >= 0 && k->touched[before]) || (after >= 0 && k->touched[after]);
}

/* Coaches stand still from 02:00 to 05:00, but for stops to rest (domain section 4). */
static bool drives_at_night(const struct allocation *a) {
    for (int i = 0; i + 1 < a->n_stops; i++) {
        const struct stop *here = &a->stops[i], *next = &a->stops[i + 1];
        struct instant leaves = {here->at.v + here->rest_minutes * 60};
        struct day day = instant_day(leaves);
        for (; day.v <= instant_day(next->at).v; day.v++)
            if (leaves.v < instant_make(day, 5 * 60).v && next->at.v > instant_make(day, 2 * 60).v)
                return true;
    }
    return false;
}

static bool night_is_new(const struct run_change *k, int32_t run) {
    return k->c->allocations[run].kind == ALLOCATION_CHARTERED_COACH &&
           (k->facts[run] & RUN_FACT_TIMES) && !drives_at_night(&k->c->allocations[run]) &&
           drives_at_night(&k->t.c.allocations[run]);
}

void run_answer_make(const struct run_change *k, int32_t run, struct arena *arena,
                     struct run_answer *out) {
    size_t n = 1;

    difference_make(&k->t.c, k->after.bookings, arena, &out->difference);
    for (int32_t r = 0; r < k->c->n_requests; r++)
        n += may_have_changed(k, r);
    out->off = arena_array(arena, n, sizeof *out->off);
    out->reseated = arena_array(arena, n, sizeof *out->reseated);
    out->reach = arena_array(arena, n, sizeof *out->reach);
    for (int32_t r = 0; r < k->c->n_requests; r++)
        if (may_have_changed(k, r))
            add_rows(k, r, arena, out);
    out->places = k->t.c.allocations[run].seats;
    out->exact = k->exact;
    out->night_drive = night_is_new(k, run);
}

const char *off_word(enum off_why why) {
    static const char *const words[OFF_WHYS] = {"", "cancelled", "rules", "seats", "party"};

    return words[why];
}

struct bi off_text(enum off_why why) {
    static const struct bi texts[OFF_WHYS] = {
        [OFF_NOT] = {"", ""},
        [OFF_CANCELLED] = {"该趟次已取消", "the run was cancelled"},
        [OFF_RULES] = {"改后的趟次不合其日期、线路或要求",
                       "the run as it is now does not fit their days, route or needs"},
        [OFF_SEATS] = {"座位不够，按先后排在后面", "too few seats, and last in order"},
        [OFF_PARTY] = {"必须同车的同行人坐不下", "somebody they must travel with came off"}};

    return texts[why];
}

const char *reach_word(enum reach what) {
    static const char *const words[] = {"removed", "moved", "time", "seat"};

    return words[what];
}
