/* Use case: riders are matched to seats. */
#include "ops/difference.h"
#include "ops/proof.h"

#include <string.h>

/* ---- only some ---- */

static bool belongs(const struct campaign *c, const struct request *r, const char *station,
                    const char *party) {
    if (strcmp(c->stations[r->station].code, station) != 0)
        return false;
    return !party || (r->party >= 0 && strcmp(c->parties[r->party].word, party) == 0);
}

/* One byte a request: those of STATION or STATION/PARTY. */
static enum rc mark_only(const struct campaign *c, const char *only, struct arena *arena,
                         const unsigned char **out, struct err *err) {
    char station[64];
    const char *party = NULL;
    bool any = false;

    *out = NULL;
    if (!only)
        return RC_OK;
    const char *code = split_who(only, station, &party) ? station : only;
    unsigned char *mark = arena_array(arena, (size_t)c->n_requests + 1, 1);
    for (int32_t r = 0; r < c->n_requests; r++)
        any |= mark[r] = belongs(c, &c->requests[r], code, party);
    *out = mark;
    if (any)
        return RC_OK;
    return err_set(err, RC_CONFLICT, "nobody", "%.128s 没有乘车需求，请核对站点代码或同行组",
                   "%.128s has no requests; check the station or party", only);
}

/* ---- the answer ---- */

static bool time_is_up(void *payload) {
    return when_monotonic_s() > *(const double *)payload;
}

static void count_waiting(const struct campaign *c, const struct plan *plan,
                          struct match_answer *out) {
    struct explainer *e = explainer_new(c, plan->bookings);

    for (int32_t r = 0; r < c->n_requests; r++) {
        struct explanation why;
        if (plan->bookings[r].allocation >= 0)
            continue;
        explainer_ask(e, r, &why);
        out->waiting[why.reason]++;
    }
    explainer_free(e);
}

static void fill_answer(const struct campaign *c, const struct plan *plan,
                        struct match_answer *out) {
    out->requests = c->n_requests;
    for (int32_t r = 0; r < c->n_requests; r++)
        out->hardship += campaign_hardship(c, r);
    out->score = plan->score;
    out->bound_all = plan->bound_all;
    out->bound_hardship = plan->bound_hardship;
    out->optimal = plan->optimal;
    out->released = plan->released;
    plan_count_parties(c, plan->bookings, &out->parties);
    out->pairs = plan_count_pairs(c, plan->bookings);
    seats_count_adjoining(c, plan->bookings, &out->adjoining);
    count_waiting(c, plan, out);
}

static struct json *two(int64_t all, int64_t hardship) {
    struct json *json = json_new_object();

    json_set_int(json, "all", all);
    json_set_int(json, "hardship", hardship);
    return json;
}

struct json *adjoining_json(const struct adjoining *a) {
    struct json *json = json_new_object();

    json_set_int(json, "parties", a->parties);
    json_set_int(json, "could", a->could);
    json_set_int(json, "together", a->together);
    return json;
}

struct json *ops_match_json(const struct match_answer *a) {
    struct json *json = json_new_object(), *parties = json_new_object();
    struct json *waiting = json_new_object();

    json_set_int(json, "run", a->run);
    json_set(json, "requests", two(a->requests, a->hardship));
    json_set(json, "seated", two(a->score.seated_all, a->score.seated_hardship));
    json_set(json, "bound", two(a->bound_all, a->bound_hardship));
    json_set_bool(json, "optimal", a->optimal);
    json_set_int(parties, "all", a->parties.all);
    json_set_int(parties, "whole", a->parties.whole);
    json_set_int(parties, "breaks", a->parties.breaks);
    json_set_int(parties, "must_unseated", a->parties.must_unseated);
    json_set(json, "parties", parties);
    json_set(json, "adjoining", adjoining_json(&a->adjoining));
    json_set_int(json, "outlay_fen", a->score.outlay_fen);
    json_set_int(json, "inconvenience", a->score.inconvenience);
    json_set_int(json, "moved", a->score.moved);
    json_set_int(json, "released", a->released);
    json_set_int(json, "pairs", a->pairs);
    json_set_double(json, "seconds", a->seconds);
    for (int reason = REASON_NO_ROUTE; reason < REASONS; reason++)
        json_set_int(waiting, reason_word((enum reason)reason), a->waiting[reason]);
    json_set(json, "waiting", waiting);
    return json;
}

/* ---- the use case ---- */

static const char *keep_word(enum keep keep) {
    static const char *const words[] = {"told", "confirmed", "all", "afresh"};

    return words[keep];
}

static bool anything_stands(const struct campaign *c) {
    for (int32_t r = 0; r < c->n_requests; r++)
        if (c->bookings[r].allocation >= 0)
            return true;
    return false;
}

static enum rc journal(struct session *s, const struct match_entry *entry, struct json *options,
                       struct err *err) {
    const char *words[8] = {"match"};
    int n = 1;

    if (entry->keep == KEEP_AFRESH) {
        words[n++] = "--afresh";
    } else {
        words[n++] = "--keep";
        words[n++] = keep_word(entry->keep);
    }
    if (entry->only) {
        words[n++] = "--only";
        words[n] = entry->only;
    }
    return session_commit_command(s, "match", keep_word(entry->keep), words, options, err);
}

/* The number of the run stands in its own record: it is the next one. */
static enum rc record(struct session *s, const struct match_entry *entry, const struct plan *plan,
                      struct match_answer *out, struct err *err) {
    struct json *options = json_new_object(), *result = ops_match_json(out);

    json_set_text(options, "keep", keep_word(entry->keep));
    json_set_text(options, "only", entry->only);
    char *options_text = json_text(options), *result_text = json_text(result);
    const struct plan_record row = {s->ops->now, options_text, result_text};
    enum rc rc = store_plan_put(s->store, s->c, plan, &row, &out->run, err);
    if (rc == RC_OK)
        rc = journal(s, entry, options, err);
    else
        json_free(options);
    mem_free(options_text);
    mem_free(result_text);
    json_free(result);
    return rc;
}

static enum rc match_in(struct session *s, const struct match_entry *entry, struct arena *arena,
                        struct match_answer *out, struct err *err) {
    double start = when_monotonic_s(), limit = start + entry->seconds;
    struct match_options options = {.keep = entry->keep, .progress = s->ops->progress};
    struct plan *plan = NULL;
    enum rc rc = mark_only(s->c, entry->only, arena, &options.only, err);

    if (entry->seconds > 0) {
        options.stop = time_is_up;
        options.stop_payload = &limit;
    }
    rc = rc == RC_OK ? match_run(s->c, &options, &plan, err) : rc;
    if (rc != RC_OK)
        return rc;
    out->seconds = when_monotonic_s() - start;
    fill_answer(s->c, plan, out);
    if (entry->dry_run || anything_stands(s->c))
        difference_make(s->c, plan->bookings, arena, &out->difference);
    if (!entry->dry_run) {
        proof_seal(s->c, plan);
        rc = record(s, entry, plan, out, err);
    }
    plan_free(plan);
    return rc;
}

enum rc ops_match(const struct ops *ops, const struct match_entry *entry, struct arena *arena,
                  struct match_answer *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, entry->dry_run ? HOLD_READ : HOLD_UNDOABLE, STORE_ALL, &s, err);

    *out = (struct match_answer){0};
    if (rc != RC_OK)
        return rc;
    rc = match_in(&s, entry, arena, out, err);
    session_close(&s);
    return rc;
}
