/* Use cases: what staff settle about a list. Taking an import back, proposed corrections. */
#include "ops/session.h"

#include <stdio.h>

static enum rc undo(struct session *s, int64_t import, bool dry_run, struct arena *arena,
                    struct undo_answer *out, struct err *err) {
    struct import_row row;
    char detail[128];
    enum rc rc = store_import_find(s->store, import, arena, &row, err);

    rc = rc == RC_OK ? store_import_undo(s->store, import, s->ops->now, arena, out, err) : rc;
    if (rc != RC_OK || dry_run)
        return rc;
    snprintf(detail, sizeof detail,
             "{\"import\":%lld,\"removed\":%lld,\"restored\":%lld,\"stood_up\":%lld,\"kept\":%d}",
             (long long)import, (long long)out->removed, (long long)out->restored,
             (long long)out->stood_up, out->n_kept);
    return session_commit(s, "list undo", row.station, detail, err);
}

enum rc ops_list_undo(const struct ops *ops, int64_t import, bool dry_run, struct arena *arena,
                      struct undo_answer *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_WRITE, STORE_HEAD, &s, err);

    *out = (struct undo_answer){0};
    if (rc != RC_OK)
        return rc;
    rc = undo(&s, import, dry_run, arena, out, err);
    session_close(&s);
    return rc;
}

enum rc ops_list_corrections(const struct ops *ops, const char *station, struct arena *arena,
                             struct correction_row **out, int *out_n, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    if (rc != RC_OK)
        return rc;
    rc = store_correction_list(s.store, station, arena, out, out_n, err);
    session_close(&s);
    return rc;
}

enum rc ops_list_correct(const struct ops *ops, int64_t correction, bool accept,
                         struct arena *arena, const char **out_who, struct err *err) {
    struct session s;
    char detail[64];
    enum rc rc = session_open(ops, HOLD_WRITE, STORE_HEAD, &s, err);

    if (rc != RC_OK)
        return rc;
    snprintf(detail, sizeof detail, "{\"correction\":%lld,\"accepted\":%s}", (long long)correction,
             accept ? "true" : "false");
    rc = store_correction_settle(s.store, correction, accept, arena, out_who, err);
    rc = rc == RC_OK ? session_commit(&s, "list correct", *out_who, detail, err) : rc;
    session_close(&s);
    return rc;
}
