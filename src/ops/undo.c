/*
 * Use case: a change is taken back, row by row, if everything it wrote still stands as it left it
 * and what stands afterwards keeps every rule. What was built on it is named instead.
 */
#include "ops/difference.h"
#include "ops/session.h"

#include "homeward/verify.h"

#include <string.h>

/* ---- which ---- */

static enum rc refuse_kept(const struct kept_change *change, struct err *err) {
    char at[WHEN_TEXT];

    if (strcmp(change->action, "list import") == 0)
        return err_set(err, RC_CONFLICT, "not-undoable",
                       "最近的更改是名单导入，请用 list undo 撤销；要撤销更早的，写明种类，如 undo "
                       "run swap",
                       "the last change is a list import: take it back with list undo; for an "
                       "earlier change name its kind, as in undo run swap");
    return err_set(err, RC_CONFLICT, "not-undoable",
                   "第 %lld 号更改（%.64s，%s）不能撤销；要撤销更早的，写明种类，如 undo run swap",
                   "the change %lld (%.64s, %s) cannot be taken back; for an earlier one name its "
                   "kind, as in undo run swap",
                   (long long)change->id, change->action, instant_text(change->at, at));
}

static enum rc find_change(struct session *s, const char *action, struct arena *arena,
                           struct kept_change *out, struct err *err) {
    enum rc rc = store_changes_last(s->store, action, arena, out, err);

    if (rc == RC_NOT_FOUND)
        return err_set(err, RC_CONFLICT, "nothing-to-undo", "没有可以撤销的更改",
                       "there is nothing to take back");
    return rc == RC_OK && !out->kept ? refuse_kept(out, err) : rc;
}

/* ---- what was built on it ---- */

static enum rc refuse_built_on(const struct kept_change *change, const struct kept_change *builder,
                               struct err *err) {
    char at[WHEN_TEXT];

    if (!builder->id)
        return err_set(err, RC_CONFLICT, "built-on",
                       "第 %lld 号更改（%.64s %.64s）之后，同样的记录又改过，不能撤销",
                       "what the change %lld (%.64s %.64s) wrote has been changed since; it "
                       "cannot be taken back",
                       (long long)change->id, change->action, change->object);
    return err_set(err, RC_CONFLICT, "built-on",
                   "第 %lld 号更改（%.64s %.64s）不能撤销：其后的第 %lld 号（%.64s %.64s，%s）"
                   "以它为准，请先撤销那一处",
                   "the change %lld (%.64s %.64s) cannot be taken back: the later change %lld "
                   "(%.64s %.64s, %s) builds on it; take that one back first",
                   (long long)change->id, change->action, change->object, (long long)builder->id,
                   builder->action, builder->object, instant_text(builder->at, at));
}

static void on_violation(void *payload, const struct violation *v) {
    struct violation *first = payload;

    if (first->kind == VIOLATION_KINDS)
        *first = *v;
}

static void ignore(void *payload, const struct violation *v) {
    (void)payload;
    (void)v;
}

/* Seats that the change had freed may have been given away since. */
static enum rc check_rules(const struct campaign *before, const struct campaign *after,
                           const struct kept_change *change, struct err *err) {
    struct violation first = {.kind = VIOLATION_KINDS, .allocation = -1};
    int64_t now = verify_bookings(after, after->bookings, on_violation, &first);

    if (now == 0 || now <= verify_bookings(before, before->bookings, ignore, NULL))
        return RC_OK;
    struct bi why = violation_text(first.kind);
    return err_set(err, RC_CONFLICT, "built-on",
                   "第 %lld 号更改（%.64s）不能撤销，座位后来已作他用：趟次 %.64s %s%.0s",
                   "the change %lld (%.64s) cannot be taken back, its seats are used since: on the "
                   "run %.64s %.0s%s",
                   (long long)change->id, change->action,
                   first.allocation >= 0 ? after->allocations[first.allocation].key : "-", why.zh,
                   why.en);
}

/* ---- what happens to the bookings ---- */

/* Both campaigns are in order; requests are told by their row. */
static int64_t most_request(const struct campaign *c, int64_t most) {
    for (int32_t r = 0; r < c->n_requests; r++)
        most = c->requests[r].id > most ? c->requests[r].id : most;
    return most;
}

/* Bookings of `from` for the requests of `to`, whose allocations are told by their row. */
static struct booking *carried_over(const struct campaign *from, const struct campaign *to,
                                    struct arena *scratch) {
    struct booking *out = arena_array(scratch, (size_t)to->n_requests + 1, sizeof *out);
    int64_t most = most_request(to, most_request(from, 0));
    int32_t *at = arena_array(scratch, (size_t)most + 1, sizeof *at);
    int32_t *run = arena_array(scratch, (size_t)from->n_allocations + 1, sizeof *run);

    for (int32_t a = 0; a < from->n_allocations; a++) {
        run[a] = -1;
        for (int32_t b = 0; b < to->n_allocations && run[a] < 0; b++)
            run[a] = to->allocations[b].id == from->allocations[a].id ? b : -1;
    }
    for (int32_t r = 0; r < from->n_requests; r++)
        at[from->requests[r].id] = r + 1;
    for (int32_t r = 0; r < to->n_requests; r++) {
        int32_t old = at[to->requests[r].id] - 1;
        out[r] = (struct booking){.allocation = -1};
        if (old < 0 || from->bookings[old].allocation < 0)
            continue;
        out[r] = from->bookings[old];
        out[r].allocation = run[out[r].allocation];
    }
    return out;
}

/* On the side that has more runs and requests, so that both can be named there. */
static void compare(struct campaign *before, struct campaign *after, struct arena *arena,
                    struct difference *out) {
    struct arena scratch = {0};

    if (after->n_requests <= before->n_requests) {
        difference_make(before, carried_over(after, before, &scratch), arena, out);
    } else {
        struct booking *stands = after->bookings;
        after->bookings = carried_over(before, after, &scratch);
        difference_make(after, stands, arena, out);
        after->bookings = stands;
    }
    arena_clear(&scratch);
}

/* ---- the use case ---- */

static enum rc record(struct session *s, const char *action, const struct undone *out,
                      struct err *err) {
    struct json *detail = json_new_object(), *words = json_new_array();
    struct slice rest = slice_of(action ? action : ""), word;
    char one[64];

    json_push_text(words, "undo");
    while (slice_word(&rest, &word) && word.len < sizeof one) {
        memcpy(one, word.s, word.len);
        one[word.len] = '\0';
        json_push_text(words, one);
    }
    json_set(detail, "command", words);
    json_set_int(detail, "entry", out->change.id);
    char *text = json_text(detail);
    enum rc rc = session_commit(s, "undo", out->change.action, text, err);
    mem_free(text);
    json_free(detail);
    return rc;
}

static enum rc undo_in(struct session *s, const char *action, bool dry_run, struct arena *arena,
                       struct undone *out, struct err *err) {
    struct campaign *after = NULL;
    struct kept_change builder;
    enum rc rc = find_change(s, action, arena, &out->change, err);

    if (rc != RC_OK)
        return rc;
    rc = store_changes_revert(s->store, out->change.id, s->ops->now, arena, &builder, err);
    if (rc == RC_CONFLICT)
        return refuse_built_on(&out->change, &builder, err);
    if (rc == RC_OK)
        rc = store_campaign_load(s->store, s->ops->places, instant_day(s->ops->now), STORE_ALL,
                                 &after, err);
    if (rc != RC_OK)
        return rc;
    rc = check_rules(s->c, after, &out->change, err);
    if (rc == RC_OK)
        compare(s->c, after, arena, &out->difference);
    campaign_free(after);
    return rc == RC_OK && !dry_run ? record(s, action, out, err) : rc;
}

enum rc ops_undo(const struct ops *ops, const char *action, bool dry_run, struct arena *arena,
                 struct undone *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_WRITE, STORE_ALL, &s, err);

    *out = (struct undone){0};
    if (rc != RC_OK)
        return rc;
    rc = undo_in(&s, action, dry_run, arena, out, err);
    session_close(&s);
    return rc;
}
