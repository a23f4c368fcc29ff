/*
 * Use case: the waiting list. Who of those that wait would have the free seats, by the objective of
 * the matcher while nobody who has a seat moves; who is passed over, and why; and those of one run
 * are seated.
 */
#include "ops/difference.h"
#include "ops/hand.h"
#include "ops/trial.h"

#include "homeward/rule.h"

struct queue {
    const struct campaign *c;
    int32_t run; /* -1: all */
    const struct plan *plan;
    struct explainer *why; /* once the plan's seats are taken */
    struct arena *arena;
    struct waiting_view *out;
};

static bool may_ride(const struct campaign *c, int32_t request, int32_t run) {
    const struct allocation *a = &c->allocations[run];

    return !a->cancelled && rule_first_filter(c, &c->requests[request], a) == FILTERS;
}

static enum rc fill_all(const struct campaign *c, struct plan **out, struct err *err) {
    struct trial t;

    trial_open(&t, c);
    for (int32_t r = 0; r < c->n_requests; r++)
        t.only[r] = c->bookings[r].allocation < 0;
    enum rc rc = trial_run(&t, KEEP_ALL, out, err);
    trial_close(&t);
    return rc;
}

static bool placed_here(const struct queue *q, int32_t request) {
    int32_t a = q->plan->bookings[request].allocation;

    return q->c->bookings[request].allocation < 0 && a >= 0 && (q->run < 0 || a == q->run);
}

/* One member's part of its line. */
static void add_member(const struct queue *q, int32_t request, struct waiting_line *line) {
    const struct booking *b = &q->plan->bookings[request];
    struct explanation why;

    line->riders++;
    line->hardship |= campaign_hardship(q->c, request);
    if (b->allocation >= 0) {
        line->seated += placed_here(q, request);
        line->allocation = arena_strdup(q->arena, q->c->allocations[b->allocation].key);
        return;
    }
    explainer_ask(q->why, request, &why);
    line->reason = why.reason;
}

/* A party stands where its first member does. */
static void add_line(const struct queue *q, int32_t first) {
    const struct campaign *c = q->c;
    const struct request *r = &c->requests[first];
    const struct party *party = r->party >= 0 ? &c->parties[r->party] : NULL;
    struct waiting_line line = {.request = r->id,
                                .station = arena_strdup(q->arena, c->stations[r->station].code),
                                .ref = arena_strdup(q->arena, r->ref),
                                .trip = r->trip,
                                .party = party ? arena_strdup(q->arena, party->word) : NULL,
                                .must = party && party->must};
    bool concerned = false;

    for (int i = 0; i < (party ? party->n_members : 1); i++) {
        int32_t member = party ? party->members[i] : first;
        if (c->bookings[member].allocation >= 0)
            continue;
        add_member(q, member, &line);
        concerned |= q->run < 0 || may_ride(c, member, q->run);
    }
    if (concerned && (line.allocation || line.reason >= REASON_PARTY))
        q->out->lines[q->out->n++] = line;
}

static bool first_waiting(const struct campaign *c, int32_t request) {
    const struct request *r = &c->requests[request];

    if (c->bookings[request].allocation >= 0)
        return false;
    for (int i = 0; r->party >= 0; i++)
        if (c->bookings[c->parties[r->party].members[i]].allocation < 0)
            return c->parties[r->party].members[i] == request;
    return true;
}

static void list_lines(struct queue *q) {
    q->why = explainer_new(q->c, q->plan->bookings);
    q->out->lines = arena_array(q->arena, (size_t)q->c->n_requests + 1, sizeof *q->out->lines);
    for (int32_t r = 0; r < q->c->n_requests; r++)
        if (first_waiting(q->c, r))
            add_line(q, r);
    explainer_free(q->why);
}

/* ---- filling ---- */

static struct booking *filled(const struct queue *q) {
    struct booking *after = arena_array(q->arena, (size_t)q->c->n_requests + 1, sizeof *after);

    for (int32_t r = 0; r < q->c->n_requests; r++) {
        after[r] = q->c->bookings[r];
        if (!placed_here(q, r))
            continue;
        after[r] = q->plan->bookings[r];
        after[r].seat = arena_strdup(q->arena, after[r].seat);
    }
    return after;
}

/* Who was seated, and who was passed over and why, stays on record. */
static struct json *lines_json(const struct waiting_view *view) {
    struct json *json = json_new_array();

    for (int i = 0; i < view->n; i++)
        json_push(json, ops_waiting_json(&view->lines[i]));
    return json;
}

enum rc waiting_note(struct session *s, int32_t run, const struct waiting_view *view,
                     struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < view->n && rc == RC_OK; i++) {
        const struct waiting_line *line = &view->lines[i];
        const struct offer_row row = {s->c->allocations[run].id, line->request, line->riders,
                                      line->seated, line->seated ? REASON_NONE : line->reason};
        rc = store_offer_put(s->store, &row, s->ops->now, err);
    }
    return rc;
}

static enum rc record(struct session *s, int32_t run, const struct waiting_view *view,
                      const struct booking *after, struct err *err) {
    const char *key = s->c->allocations[run].key;
    const char *const words[] = {"waiting", "fill", key, NULL};
    enum rc rc = store_bookings_put(s->store, s->c, after, s->ops->now, err);

    rc = rc == RC_OK ? waiting_note(s, run, view, err) : rc;
    return rc == RC_OK
               ? session_commit_command(s, "waiting fill", key, words, lines_json(view), err)
               : rc;
}

enum rc waiting_offer(const struct campaign *c, int32_t run, struct arena *arena,
                      struct waiting_view *out, struct booking **out_after, struct err *err) {
    struct queue q = {.c = c, .run = run, .arena = arena, .out = out};
    struct plan *plan = NULL;
    enum rc rc = fill_all(c, &plan, err);

    if (rc != RC_OK)
        return rc;
    q.plan = plan;
    list_lines(&q);
    *out_after = filled(&q);
    difference_make(c, *out_after, arena, &out->difference);
    plan_free(plan);
    return RC_OK;
}

static enum rc waiting_in(struct session *s, const struct waiting_entry *entry, struct arena *arena,
                          struct waiting_view *out, struct err *err) {
    struct booking *after;
    int32_t run = -1;
    enum rc rc = entry->run ? find_allocation(s->c, entry->run, &run, err) : RC_OK;

    rc = rc == RC_OK ? waiting_offer(s->c, run, arena, out, &after, err) : rc;
    if (rc == RC_OK && entry->fill && !entry->dry_run && out->difference.n_requests > 0)
        rc = record(s, run, out, after, err);
    return rc;
}

struct json *ops_waiting_json(const struct waiting_line *line) {
    struct json *json = json_new_object();

    json_set_text(json, "station", line->station);
    json_set_text(json, "ref", line->ref);
    json_set_int(json, "trip", line->trip);
    json_set_text(json, "party", line->party);
    json_set_bool(json, "must", line->must);
    json_set_bool(json, "hardship", line->hardship);
    json_set_int(json, "riders", line->riders);
    json_set_int(json, "seated", line->seated);
    json_set_text(json, "allocation", line->allocation);
    json_set_text(json, "reason", line->reason == REASON_NONE ? NULL : reason_word(line->reason));
    return json;
}

enum rc ops_waiting(const struct ops *ops, const struct waiting_entry *entry, struct arena *arena,
                    struct waiting_view *out, struct err *err) {
    struct session s;
    bool writes = entry->fill && !entry->dry_run;
    enum rc rc = session_open(ops, writes ? HOLD_UNDOABLE : HOLD_READ, STORE_ALL, &s, err);

    *out = (struct waiting_view){0};
    if (rc != RC_OK)
        return rc;
    rc = waiting_in(&s, entry, arena, out, err);
    session_close(&s);
    return rc;
}
