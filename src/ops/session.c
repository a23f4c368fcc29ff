#include "ops/session.h"

#include <stdio.h>
#include <string.h>

static enum rc load(struct session *s, enum hold hold, unsigned parts, struct err *err) {
    if (s->ops->shared && hold == HOLD_LOOK && parts == STORE_ALL)
        return shared_borrow(s, err);
    return store_campaign_load(s->store, s->ops->places, instant_day(s->ops->now), parts, &s->c,
                               err);
}

/* ---- what the user had before them ---- */

static uint64_t mark_text(uint64_t mark, const char *text) {
    return hash_bytes(text ? text : "", text ? strlen(text) : 0, mark + 1);
}

void departure_mark(const struct campaign *c, int32_t allocation, char out[MARK_TEXT]) {
    const struct allocation *a = &c->allocations[allocation];
    const int64_t facts[] = {a->vehicle, a->seats, a->cancelled, (int64_t)a->state, a->wheelchair};
    uint64_t mark = hash_bytes(facts, sizeof facts, 0);

    for (int32_t i = 0; i < a->n_stops; i++) {
        const int64_t stop[] = {a->stops[i].spot.place, a->stops[i].at.v, (int64_t)a->stops[i].use};
        mark = hash_bytes(stop, sizeof stop, mark);
    }
    for (int32_t r = 0; r < c->n_requests; r++) {
        const struct booking *b = &c->bookings[r];
        if (b->allocation != allocation)
            continue;
        const int64_t ride[] = {r, b->board, b->alight, (int64_t)b->status};
        mark = mark_text(hash_bytes(ride, sizeof ride, mark), b->seat);
    }
    snprintf(out, MARK_TEXT, "%016llx", (unsigned long long)mark);
}

/* Somebody else was quicker: they are told, and nothing is overwritten. */
static enum rc check_seen(const struct session *s, struct err *err) {
    const struct seen *seen = &s->ops->seen;
    char mark[MARK_TEXT];
    int32_t a;

    if (!seen->run || !seen->mark)
        return RC_OK;
    enum rc rc = find_allocation(s->c, seen->run, &a, err);
    if (rc != RC_OK)
        return rc;
    departure_mark(s->c, a, mark);
    if (strcmp(mark, seen->mark) == 0)
        return RC_OK;
    return err_set(err, RC_CONFLICT, "changed-meanwhile",
                   "趟次 %.64s 刚被别人改过，本次未作更改，请看过现状再做",
                   "run %.64s was changed by somebody else just now; nothing was done: look at it "
                   "again first",
                   seen->run);
}

enum rc session_open(const struct ops *ops, enum hold hold, unsigned parts, struct session *out,
                     struct err *err) {
    *out = (struct session){.ops = ops};
    enum rc rc = store_open(ops->db, &out->store, err);

    if (rc != RC_OK)
        return rc;
    rc = hold == HOLD_READ || hold == HOLD_LOOK ? store_begin_read(out->store, err)
                                                : store_begin(out->store, err);
    if (rc == RC_OK && hold == HOLD_UNDOABLE)
        rc = store_changes_watch(out->store, err);
    rc = rc == RC_OK ? load(out, hold, parts, err) : rc;
    if (rc == RC_OK && (hold == HOLD_WRITE || hold == HOLD_UNDOABLE))
        rc = check_seen(out, err);
    if (rc != RC_OK)
        session_close(out);
    else if (!out->lent)
        campaign_end_holds(out->c, ops->now);
    return rc;
}

enum rc session_commit(struct session *s, const char *action, const char *object,
                       const char *detail, struct err *err) {
    const struct journal_entry entry = {action, object, detail};
    int64_t id;
    enum rc rc = store_journal(s->store, s->ops->now, &entry, &id, err);

    rc = rc == RC_OK ? store_changes_keep(s->store, id, err) : rc;
    return rc == RC_OK ? store_commit(s->store, err) : rc;
}

enum rc session_commit_command(struct session *s, const char *action, const char *object,
                               const char *const *words, struct json *detail, struct err *err) {
    struct json *json = json_new_object(), *command = json_new_array();

    for (; *words; words++)
        json_push_text(command, *words);
    json_set(json, "command", command);
    if (detail)
        json_set(json, "detail", detail);
    char *text = json_text(json);
    enum rc rc = session_commit(s, action, object, text, err);
    mem_free(text);
    json_free(json);
    return rc;
}

void session_close(struct session *s) {
    if (s->store)
        store_rollback(s->store);
    store_close(s->store);
    if (s->lent)
        shared_return(s);
    campaign_free(s->c);
    *s = (struct session){0};
}

int64_t ops_state(const struct ops *ops) {
    struct store *store = NULL;
    int64_t last = -1;
    enum rc rc = store_open(ops->db, &store, NULL);

    rc = rc == RC_OK ? store_journal_last(store, &last, NULL) : rc;
    store_close(store);
    return rc == RC_OK ? last : -1;
}

/* ---- finding things by the names that staff use ---- */

bool split_who(const char *who, char station[64], const char **out_ref) {
    const char *slash = strchr(who, '/');

    if (!slash || slash == who || slash[1] == '\0' || slash - who >= 64)
        return false;
    memcpy(station, who, (size_t)(slash - who));
    station[slash - who] = '\0';
    *out_ref = slash + 1;
    return true;
}

enum rc find_request(const struct campaign *c, const char *who, int32_t trip, int32_t *out,
                     struct err *err) {
    char station[64];
    const char *ref;
    int32_t best = -1;

    if (!split_who(who, station, &ref))
        return err_set(err, RC_USAGE, "malformed-request",
                       "请写成“站点代码/报名号”，例如 JN-COACH/JN-000001",
                       "write it as STATION/REF, such as JN-COACH/JN-000001");
    for (int32_t r = 0; r < c->n_requests; r++) {
        const struct request *q = &c->requests[r];
        if (strcmp(q->ref, ref) != 0 || strcmp(c->stations[q->station].code, station) != 0 ||
            (trip && q->trip != trip))
            continue;
        if (best < 0 || q->trip < c->requests[best].trip)
            best = r;
    }
    *out = best;
    if (best >= 0)
        return RC_OK;
    return err_set(err, RC_CONFLICT, "unknown-request",
                   "没有这条乘车需求：%.128s，请核对站点代码、报名号和行程序号",
                   "there is no such request: %.128s; check station, ref and trip", who);
}

enum rc find_allocation(const struct campaign *c, const char *key, int32_t *out, struct err *err) {
    for (*out = 0; *out < c->n_allocations; (*out)++)
        if (strcmp(c->allocations[*out].key, key) == 0)
            return RC_OK;
    return err_set(err, RC_CONFLICT, "unknown-run", "没有这个趟次：%.64s",
                   "there is no run of that name: %.64s", key);
}

/* ---- files ---- */

enum rc source_fingerprint(struct source *source, char out[DIGEST_TEXT], struct err *err) {
    struct digest *digest = digest_new();
    char buf[65536];
    int64_t n;

    while ((n = source->read(source->payload, buf, sizeof buf)) > 0)
        digest_add(digest, buf, (size_t)n);
    digest_end(digest, out);
    if (n == 0 && source->rewind(source->payload))
        return RC_OK;
    return err_set(err, RC_IO, "unreadable", "读文件 %s 时出错", "reading the file %s failed",
                   source->name);
}
