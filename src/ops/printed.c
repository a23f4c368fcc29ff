#include "ops/printed.h"

#include <string.h>

static struct printed of_version(const struct paper_version *v, const struct request_ids *ids,
                                 struct arena *arena) {
    struct printed out = {.version = v->version, .n = v->n_rows};

    out.by_seat = paper_by_seat(v->rows, v->n_rows);
    out.lines = arena_array(arena, (size_t)v->n_rows + 1, sizeof *out.lines);
    for (int i = 0; i < v->n_rows; i++)
        out.lines[i] =
            (struct printed_line){v->rows[i].row, v->rows[i].seat,
                                  request_by_id(ids, v->rows[i].request), v->rows[i].child};
    return out;
}

/* ---- the ids of requests ---- */

void request_ids_make(const struct campaign *c, struct arena *arena, struct request_ids *out) {
    *out = (struct request_ids){0};
    for (int32_t r = 0; r < c->n_requests; r++)
        out->max = c->requests[r].id > out->max ? c->requests[r].id : out->max;
    out->at = arena_array(arena, (size_t)out->max + 1, sizeof *out->at);
    memset(out->at, 0xff, ((size_t)out->max + 1) * sizeof *out->at);
    for (int32_t r = 0; r < c->n_requests; r++)
        out->at[c->requests[r].id] = r;
}

int32_t request_by_id(const struct request_ids *ids, int64_t id) {
    return id > 0 && id <= ids->max ? ids->at[id] : -1;
}

/* ---- which paper ---- */

enum { NAMED_MAX = 6 };

/* S1/R9 added, S1/R2 moved ...: the first few. */
static void name_changes(const struct paper_difference *d, enum lang lang, struct str *out) {
    static const struct bi words[PAPER_CHANGES] = {
        {"新增", "added"}, {"取消", "removed"}, {"换座", "moved"}, {"更正", "corrected"}};

    for (int i = 0; i < d->n_rows && i < NAMED_MAX; i++) {
        const struct paper_row *row = d->rows[i].after ? d->rows[i].after : d->rows[i].before;
        str_addf(out, "%s%s %s/%s", i ? ", " : "", bi_text(words[d->rows[i].change], lang),
                 row->station, row->ref);
    }
    if (d->n_rows > NAMED_MAX)
        str_add(out, " ...");
}

static enum rc refuse_stale(const char *key, const struct paper_version *meant,
                            const struct paper_version *last, struct arena *arena,
                            struct err *err) {
    struct paper_difference d;
    struct str zh = STR_MAX(260), en = STR_MAX(260);

    paper_difference_make(meant, last, arena, &d);
    name_changes(&d, LANG_ZH, &zh);
    name_changes(&d, LANG_EN, &en);
    enum rc rc =
        err_set(err, RC_CONFLICT, "stale-version",
                "%.40s 最后打印的是第 %d 版，不是第 %d 版，其后变动 %d 行：%s%.0s；"
                "请按新版核对，车上确是旧版的请加 --force",
                "the paper of %.40s printed last is version %d, not %d; %d rows changed since: "
                "%.0s%s; check against the new one, or add --force if the coach had the old one",
                key, (int)last->version, (int)meant->version, d.n_rows, str_get(&zh), str_get(&en));
    str_clear(&zh);
    str_clear(&en);
    return rc;
}

static enum rc load_meant(const struct sheet_maker *k, const struct allocation *a,
                          const struct printed_version *which, struct arena *arena,
                          struct paper_version *out, struct err *err) {
    struct paper_version last;
    enum rc rc = store_paper_load(k->s->store, a->id, 0, arena, &last, err);

    *out = last;
    if (rc != RC_OK || !which->version || which->version == last.version)
        return rc;
    rc = store_paper_load(k->s->store, a->id, which->version, arena, out, err);
    if (rc == RC_OK && !out->version)
        return err_set(err, RC_CONFLICT, "unknown-version", "%.64s 的名单没有第 %d 版",
                       "the manifest of %.64s has no version %d", a->key, (int)which->version);
    return rc != RC_OK || which->force ? rc : refuse_stale(a->key, out, &last, arena, err);
}

/* Never printed: as it would be printed now. */
static enum rc as_it_stands(const struct sheet_maker *k, int32_t allocation, struct arena *arena,
                            struct paper_version *out, struct err *err) {
    struct roster roster;
    enum rc rc = roster_make(k, allocation, arena, &roster, err);

    if (rc == RC_OK)
        roster_version(k->s->c, allocation, &roster, arena, out);
    return rc;
}

enum rc printed_load(const struct sheet_maker *k, const struct request_ids *ids, int32_t allocation,
                     const struct printed_version *which, struct arena *arena, struct printed *out,
                     struct err *err) {
    struct paper_version version;
    enum rc rc = load_meant(k, &k->s->c->allocations[allocation], which, arena, &version, err);

    if (rc == RC_OK && !version.version)
        rc = as_it_stands(k, allocation, arena, &version, err);
    if (rc == RC_OK)
        *out = of_version(&version, ids, arena);
    return rc;
}
