/* Use case: what people said when they were called, by row of the list. */
#include "ops/hand.h"

#include <stdio.h>
#include <string.h>

struct answering {
    struct session *s;
    const struct call_entry *entry;
    struct call_outcome *out;
    struct arena *arena;
    struct call_row *rows;
    int n_rows;
    unsigned char *meant; /* by row number */
    const char **freed;   /* runs on which a seat came free */
    int n_freed;
};

static enum rc read_rows(struct answering *a, struct err *err) {
    enum rc rc = store_call_rows(a->s->store, a->entry->list, a->arena, &a->rows, &a->n_rows, err);

    if (rc != RC_OK)
        return rc;
    if (!a->n_rows)
        return err_set(err, RC_CONFLICT, "unknown-list", "没有第 %lld 号电话通知单，或单上没有人",
                       "there is no call list %lld with people on it", (long long)a->entry->list);
    int64_t last = a->rows[a->n_rows - 1].row;
    a->meant = arena_array(a->arena, (size_t)last + 2, 1);
    a->freed = arena_array(a->arena, (size_t)a->n_rows + 1, sizeof *a->freed);
    if (!row_set_parse(a->entry->rows, last, a->meant))
        return err_set(err, RC_USAGE, "malformed-rows", "行号要写成 1-5,8 这样，最大 %lld",
                       "rows are written 1-5,8, up to %lld", (long long)last);
    return RC_OK;
}

/* What was read out at the telephone must be what stands. */
static enum rc check_row(const struct answering *a, const struct call_row *row, struct err *err) {
    if (!row->standing)
        return err_set(err, RC_CONFLICT, "withdrawn", "第 %lld 行的人已撤回，请从答复里去掉",
                       "the rider of row %lld was withdrawn; leave the row out",
                       (long long)row->row);
    if (a->entry->answer == CALL_NO_ANSWER || row->current)
        return RC_OK;
    return err_set(err, RC_CONFLICT, "list-outdated",
                   "第 %lld 行在打单之后又变了，请重新打单再通知",
                   "row %lld has changed since the list was written; write it again and call",
                   (long long)row->row);
}

/* The campaign as it is after the last row. */
static enum rc load_again(struct answering *a, struct err *err) {
    campaign_free(a->s->c);
    a->s->c = NULL;
    return store_campaign_load(a->s->store, a->s->ops->places, instant_day(a->s->ops->now),
                               STORE_ALL, &a->s->c, err);
}

static enum rc change_rider(struct answering *a, const struct call_row *row, struct err *err) {
    char who[160];
    const char *cells[RAW_TYPED] = {[RAW_DAYS] = a->entry->days};
    bool declined = a->entry->answer == CALL_DECLINED;
    struct rider_entry entry = {.event = declined ? RIDER_WITHDRAW : RIDER_CHANGE,
                                .who = who,
                                .trip = row->trip,
                                .cells = cells};
    struct rider_answer answer;

    snprintf(who, sizeof who, "%.64s/%.80s", row->station, row->ref);
    enum rc rc = hand_change(a->s, &entry, a->arena, &answer, err);
    if (rc == RC_OK && answer.freed)
        a->freed[a->n_freed++] = answer.freed;
    return rc == RC_OK ? load_again(a, err) : rc;
}

static enum rc take_row(struct answering *a, const struct call_row *row, struct err *err) {
    int64_t told;
    enum rc rc = check_row(a, row, err);

    if (rc == RC_OK && a->entry->answer == CALL_TOLD)
        rc = store_tell(a->s->store, &row->request, 1, TOLD_CALL, a->s->ops->now, &told, err);
    if (rc == RC_OK && a->entry->answer >= CALL_DECLINED)
        rc = change_rider(a, row, err);
    a->out->rows++;
    return rc == RC_OK ? store_call_answer_put(a->s->store, a->entry->list, row->row,
                                               a->entry->answer, a->s->ops->now, err)
                       : rc;
}

/* ---- seats that came free ---- */

static void keep_offers(struct answering *a, const struct waiting_view *view) {
    struct call_outcome *out = a->out;
    struct waiting_line *lines =
        arena_array(a->arena, (size_t)(out->n_offers + view->n) + 1, sizeof *lines);

    if (out->n_offers)
        memcpy(lines, out->offers, (size_t)out->n_offers * sizeof *lines);
    if (view->n)
        memcpy(lines + out->n_offers, view->lines, (size_t)view->n * sizeof *lines);
    out->offers = lines;
    out->n_offers += view->n;
    out->seated += view->difference.n[CHANGE_ADDED];
}

static enum rc offer_run(struct answering *a, const char *key, struct err *err) {
    struct waiting_view view = {0};
    struct booking *after;
    int32_t run;
    enum rc rc = find_allocation(a->s->c, key, &run, err);

    rc = rc == RC_OK ? waiting_offer(a->s->c, run, a->arena, &view, &after, err) : rc;
    rc = rc == RC_OK ? store_bookings_put(a->s->store, a->s->c, after, a->s->ops->now, err) : rc;
    rc = rc == RC_OK ? waiting_note(a->s, run, &view, err) : rc;
    if (rc != RC_OK)
        return rc;
    keep_offers(a, &view);
    return load_again(a, err);
}

static enum rc offer_all(struct answering *a, struct err *err) {
    enum rc rc = RC_OK;

    for (int i = 0; i < a->n_freed && rc == RC_OK; i++) {
        bool before = false;
        for (int j = 0; j < i; j++)
            before |= strcmp(a->freed[j], a->freed[i]) == 0;
        rc = before ? RC_OK : offer_run(a, a->freed[i], err);
    }
    return rc;
}

static enum rc answer_in(struct answering *a, struct err *err) {
    static const char *const words[] = {"", "told", "no-answer", "declined", "other-day"};
    char object[32], detail[96];
    enum rc rc = read_rows(a, err);

    for (int i = 0; i < a->n_rows && rc == RC_OK; i++)
        if (a->meant[a->rows[i].row])
            rc = take_row(a, &a->rows[i], err);
    rc = rc == RC_OK ? offer_all(a, err) : rc;
    if (rc != RC_OK || a->entry->dry_run)
        return rc;
    snprintf(object, sizeof object, "%lld", (long long)a->entry->list);
    snprintf(detail, sizeof detail, "{\"answer\":\"%s\",\"rows\":%lld,\"seated\":%lld}",
             words[a->entry->answer], (long long)a->out->rows, (long long)a->out->seated);
    return session_commit(a->s, "calls answer", object, detail, err);
}

enum rc ops_call_answer(const struct ops *ops, const struct call_entry *entry, struct arena *arena,
                        struct call_outcome *out, struct err *err) {
    struct session s;
    struct answering a = {.s = &s, .entry = entry, .out = out, .arena = arena};
    enum rc rc = session_open(ops, HOLD_WRITE, STORE_ALL, &s, err);

    *out = (struct call_outcome){0};
    if (rc != RC_OK)
        return rc;
    rc = answer_in(&a, err);
    session_close(&s);
    return rc;
}

enum rc ops_call_show(const struct ops *ops, int64_t list, struct arena *arena,
                      struct call_row **out, int *out_n, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    if (rc != RC_OK)
        return rc;
    rc = store_call_rows(s.store, list, arena, out, out_n, err);
    session_close(&s);
    return rc;
}
