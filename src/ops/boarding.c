/* Use case: who really travelled, departure by departure: a return is recorded, returns are shown.
 */
#include "ops/boarding.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- record ---- */

static enum rc read_entry(struct boarding_draft *d, const struct boarding_entry *entry,
                          struct err *err) {
    const char *list = entry->boarded ? entry->boarded : entry->absent;
    enum return_mark mark = entry->boarded ? MARK_BOARDED : MARK_ABSENT;
    enum rc rc = boarding_mark_list(d, list, mark, err);

    if (rc == RC_OK && entry->instead)
        rc = boarding_add_instead(d, entry->instead, err);
    if (rc == RC_OK && entry->walk_on)
        rc = boarding_add_walk_ons(d, entry->walk_on, err);
    return rc;
}

static enum rc commit(struct session *s, const struct boarding_line *line, struct err *err) {
    char detail[256];

    snprintf(detail, sizeof detail,
             "{\"version\":%d,\"boarded\":%lld,\"absent\":%lld,\"walk_on\":%lld,\"instead\":%lld}",
             (int)line->version, (long long)line->n[BOARDING_BOARDED],
             (long long)line->n[BOARDING_ABSENT], (long long)line->n[BOARDING_WALK_ON],
             (long long)line->n[BOARDING_INSTEAD]);
    return session_commit(s, "boarding record", line->run, detail, err);
}

static enum rc record_in(struct session *s, const struct boarding_entry *entry, struct arena *arena,
                         struct boarding_line *out, struct err *err) {
    const struct printed_version version = {entry->version, entry->force};
    struct boarding_desk desk;
    struct boarding_draft draft = {0};
    struct boarding made;
    int32_t allocation;
    enum rc rc = find_allocation(s->c, entry->run, &allocation, err);

    rc = rc == RC_OK ? boarding_desk_open(&desk, s, arena, err) : rc;
    rc =
        rc == RC_OK ? boarding_draft_open(&draft, &desk, allocation, &version, entry->by, err) : rc;
    rc = rc == RC_OK ? read_entry(&draft, entry, err) : rc;
    rc = rc == RC_OK ? boarding_make(&draft, RETURN_RECORDED, &made, err) : rc;
    rc = rc == RC_OK ? boarding_take(&draft, &made, entry->dry_run, out, err) : rc;
    boarding_draft_close(&draft);
    if (rc == RC_OK && !entry->dry_run && !out->same)
        rc = commit(s, out, err);
    return rc;
}

enum rc ops_boarding_record(const struct ops *ops, const struct boarding_entry *entry,
                            struct arena *arena, struct boarding_line *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, entry->dry_run ? HOLD_READ : HOLD_WRITE, STORE_ALL, &s, err);

    *out = (struct boarding_line){0};
    if (rc != RC_OK)
        return rc;
    rc = record_in(&s, entry, arena, out, err);
    session_close(&s);
    return rc;
}

/* ---- show ---- */

static int by_time(const void *a, const void *b) {
    const struct boarding_line *x = a, *y = b;

    if (x->departs.v != y->departs.v)
        return x->departs.v < y->departs.v ? -1 : 1;
    return 0;
}

static struct boarding_line line_of(const struct boarding_desk *desk, int32_t allocation) {
    const struct allocation *a = &desk->s->c->allocations[allocation];
    const int32_t *first = desk->by_run.first;

    return (struct boarding_line){.run = arena_strdup(desk->arena, a->key),
                                  .label = arena_strdup(desk->arena, a->label),
                                  .departs = a->stops[0].at,
                                  .booked = first[allocation + 1] - first[allocation]};
}

static enum rc show_run(struct boarding_desk *desk, const char *run, struct boarding_view *out,
                        struct err *err) {
    struct boarding *returns;
    int32_t allocation;
    int n;
    enum rc rc = find_allocation(desk->s->c, run, &allocation, err);

    rc = rc == RC_OK ? store_boarding_history(desk->s->store, desk->s->c, allocation, desk->arena,
                                              &returns, &n, err)
                     : rc;
    if (rc != RC_OK)
        return rc;
    out->lines = arena_array(desk->arena, (size_t)n + 1, sizeof *out->lines);
    out->n_lines = n ? n : 1;
    out->lines[0] = line_of(desk, allocation);
    out->lines[0].departed = out->lines[0].departs.v < desk->s->ops->now.v;
    for (int i = 0; i < n; i++) {
        out->lines[i] = line_of(desk, allocation);
        out->lines[i].departed = true;
        boarding_describe(desk, &returns[i], &out->lines[i]);
    }
    return RC_OK;
}

static void show_all(struct boarding_desk *desk, struct boarding_view *out) {
    const struct campaign *c = desk->s->c;
    const struct reconcile_input in = {
        .campaign = c, .boardings = desk->standing, .now = desk->s->ops->now, .as_of = DAY_NONE};
    bool *missing = arena_array(desk->arena, (size_t)c->n_allocations + 1, sizeof *missing);

    reconcile_returns(&in, &out->counts, missing);
    out->lines = arena_array(desk->arena, (size_t)c->n_allocations + 1, sizeof *out->lines);
    for (int32_t a = 0; a < c->n_allocations; a++) {
        if (!missing[a] && !desk->standing.of[a].id)
            continue;
        struct boarding_line *line = &out->lines[out->n_lines++];
        *line = line_of(desk, a);
        line->departed = true;
        if (!missing[a])
            boarding_describe(desk, &desk->standing.of[a], line);
    }
    if (out->n_lines)
        qsort(out->lines, (size_t)out->n_lines, sizeof *out->lines, by_time);
}

enum rc ops_boarding_show(const struct ops *ops, const char *run, struct arena *arena,
                          struct boarding_view *out, struct err *err) {
    struct boarding_desk desk;
    struct session s;
    enum rc rc = session_open(ops, HOLD_LOOK, STORE_ALL, &s, err);

    *out = (struct boarding_view){0};
    if (rc != RC_OK)
        return rc;
    rc = boarding_desk_open(&desk, &s, arena, err);
    if (rc == RC_OK && run)
        rc = show_run(&desk, run, out, err);
    else if (rc == RC_OK)
        show_all(&desk, out);
    session_close(&s);
    return rc;
}

/* ---- JSON ---- */

static struct json *people_json(const struct boarding_person *people, int n) {
    struct json *json = json_new_array();

    for (int i = 0; i < n; i++) {
        struct json *one = json_new_object();
        json_set_text(one, "station", people[i].station);
        json_set_text(one, "ref", people[i].ref);
        if (people[i].ref)
            json_set_int(one, "trip", people[i].trip);
        json_set_text(one, "outcome", boarding_outcome_word(people[i].outcome));
        json_set_text(one, "seat", people[i].seat);
        json_set_text(one, "booked_on", people[i].elsewhere);
        json_push(json, one);
    }
    return json;
}

struct json *ops_boarding_json(const struct boarding_line *l) {
    struct json *json = json_new_object();
    char at[WHEN_TEXT];

    json_set_text(json, "run", l->run);
    json_set_text(json, "departs", instant_text(l->departs, at));
    json_set_int(json, "booked", l->booked);
    json_set_text(json, "status",
                  l->returned   ? "returned"
                  : l->departed ? "return missing"
                                : "not departed");
    if (!l->returned)
        return json;
    json_set_int(json, "version", l->version);
    json_set_text(json, "source", boarding_source_word(l->source));
    json_set_text(json, "recorded", instant_text(l->recorded, at));
    json_set_text(json, "who", l->who);
    json_set_int(json, "boarded", l->n[BOARDING_BOARDED]);
    json_set_int(json, "absent", l->n[BOARDING_ABSENT]);
    json_set_int(json, "walk_on", l->n[BOARDING_WALK_ON]);
    json_set_int(json, "instead", l->n[BOARDING_INSTEAD]);
    json_set_int(json, "travelled", l->travelled);
    json_set_bool(json, "same", l->same);
    json_set(json, "people", people_json(l->people, l->n_people));
    json_set(json, "not_on_paper", people_json(l->unnamed, l->n_unnamed));
    return json;
}
