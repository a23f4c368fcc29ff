#include "ops/session.h"

#include <stdio.h>
#include <string.h>

enum rc session_open(const struct ops *ops, enum hold hold, unsigned parts, struct session *out,
                     struct err *err) {
    *out = (struct session){.ops = ops};
    enum rc rc = store_open(ops->db, &out->store, err);

    if (rc != RC_OK)
        return rc;
    rc = hold == HOLD_READ ? store_begin_read(out->store, err) : store_begin(out->store, err);
    if (rc == RC_OK && hold == HOLD_UNDOABLE)
        rc = store_changes_watch(out->store, err);
    if (rc == RC_OK)
        rc = store_campaign_load(out->store, ops->places, instant_day(ops->now), parts, &out->c,
                                 err);
    if (rc != RC_OK)
        session_close(out);
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
    campaign_free(s->c);
    *s = (struct session){0};
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
