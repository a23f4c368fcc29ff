/* Use case: extras of the campaign: deliveries come in, departures are given of them, the rest is
 * left. What is said of a delivery or a departure is the whole of it, so saying it again is
 * nothing, and saying something else corrects it. */
#include "ops/session.h"

#include <stdio.h>
#include <string.h>

struct desk {
    struct session s;
    struct extras extras;
};

static enum rc open_desk(const struct ops *ops, enum hold hold, struct arena *arena,
                         struct desk *out, struct err *err) {
    enum rc rc = session_open(ops, hold, STORE_SUPPLY, &out->s, err);

    if (rc != RC_OK)
        return rc;
    rc = store_extras_load(out->s.store, out->s.c, DAY_NONE, arena, &out->extras, err);
    if (rc != RC_OK)
        session_close(&out->s);
    return rc;
}

static enum rc find_kind(const struct extras *e, const char *word, struct arena *arena, int *out,
                         struct err *err) {
    struct str known = STR_MAX(300);

    *out = extra_kind_find(&e->kinds, word);
    if (*out >= 0)
        return RC_OK;
    for (int i = 0; i < e->kinds.n; i++)
        str_addf(&known, i ? ", %s" : "%s", e->kinds.v[i].key);
    const char *list = arena_strdup(arena, str_get(&known));
    str_clear(&known);
    return err_set(err, RC_CONFLICT, "unknown-kind",
                   "没有“%.40s”这一类，现有：%s（config/extras.csv）",
                   "there is no kind \"%.40s\"; there are %s (config/extras.csv)", word, list);
}

static struct extra_line line_of(const struct desk *d, int kind, struct arena *arena) {
    const struct extra_kind *k = &d->extras.kinds.v[kind];
    struct extra_count count = extra_count_kind(d->s.c, &d->extras, kind, -1);

    return (struct extra_line){.kind = arena_strdup(arena, k->key),
                               .name = k->name,
                               .unit = k->unit,
                               .stocked = k->stocked,
                               .in = count.in,
                               .given = count.given,
                               .runs = count.runs};
}

/* ---- stock ---- */

static int64_t delivered(const struct extras *e, const char *kind, const char *name) {
    for (int i = 0; i < e->n_deliveries; i++)
        if (strcmp(e->deliveries[i].kind, kind) == 0 && strcmp(e->deliveries[i].name, name) == 0)
            return e->deliveries[i].n;
    return -1;
}

static enum rc check_delivery(const struct extra_line *l, const struct extra_stock_entry *entry,
                              int64_t before, const char *name, struct err *err) {
    int64_t in = l->in - (before > 0 ? before : 0) + entry->n;

    if (!l->stocked)
        return err_set(err, RC_CONFLICT, "no-stock", "%s 不设库存，不用登记到货",
                       "there is no stock of %s; nothing is delivered", l->kind);
    if (before >= 0 && !entry->replace)
        return err_set(
            err, RC_CONFLICT, "delivery-exists",
            "%s 的这批到货（%.64s）已登记为 %lld；另一批请用 --name 区分，更正请加 --replace",
            "of %s the delivery %.64s stands with %lld; name another one with "
            "--name, or correct it with --replace",
            l->kind, name, (long long)before);
    if (in < l->given)
        return err_set(err, RC_CONFLICT, "given-already", "%s 已发出 %lld，到货合计不能改成 %lld",
                       "of %s %lld were given already; what came in cannot be %lld", l->kind,
                       (long long)l->given, (long long)in);
    return RC_OK;
}

static enum rc stock_in(struct desk *d, const struct extra_stock_entry *entry, struct arena *arena,
                        struct extra_line *out, struct err *err) {
    char today[WHEN_TEXT], detail[96];
    const char *name = entry->delivery;
    int kind;
    enum rc rc = find_kind(&d->extras, entry->kind, arena, &kind, err);

    if (rc != RC_OK)
        return rc;
    if (!name)
        name = day_text(instant_day(d->s.ops->now), today);
    *out = line_of(d, kind, arena);
    int64_t before = delivered(&d->extras, out->kind, name);
    out->same = before == entry->n;
    if (out->same)
        return RC_OK;
    rc = check_delivery(out, entry, before, name, err);
    out->in += entry->n - (before > 0 ? before : 0);
    if (rc != RC_OK || entry->dry_run)
        return rc;
    const struct extra_delivery delivery = {out->kind, name, entry->n};
    snprintf(detail, sizeof detail, "{\"n\":%lld,\"in\":%lld}", (long long)entry->n,
             (long long)out->in);
    rc = store_extra_deliver(d->s.store, &delivery, d->s.ops->now, err);
    return rc == RC_OK ? session_commit(&d->s, "extra stock", out->kind, detail, err) : rc;
}

enum rc ops_extra_stock(const struct ops *ops, const struct extra_stock_entry *entry,
                        struct arena *arena, struct extra_line *out, struct err *err) {
    struct desk d;
    enum rc rc = open_desk(ops, entry->dry_run ? HOLD_READ : HOLD_WRITE, arena, &d, err);

    if (rc != RC_OK)
        return rc;
    rc = stock_in(&d, entry, arena, out, err);
    session_close(&d.s);
    return rc;
}

/* ---- give ---- */

static enum rc check_gift(const struct desk *d, const struct extra_line *l, int32_t allocation,
                          int64_t more, struct err *err) {
    const struct allocation *a = &d->s.c->allocations[allocation];

    if (a->cancelled && more > 0)
        return err_set(err, RC_CONFLICT, "cancelled-run", "趟次 %.64s 已取消，不能再发",
                       "the run %.64s was cancelled; nothing is given to it", a->key);
    if (l->stocked && more > l->in - l->given)
        return err_set(err, RC_CONFLICT, "none-left",
                       "%s 只剩 %lld，不够再发 %lld；先用 extra stock 登记到货",
                       "of %s only %lld are left, not %lld more; enter a delivery first (extra "
                       "stock)",
                       l->kind, (long long)(l->in - l->given), (long long)more);
    return RC_OK;
}

static enum rc give_in(struct desk *d, const struct extra_give_entry *entry, struct arena *arena,
                       struct extra_line *out, struct err *err) {
    int32_t allocation;
    char detail[160];
    int kind;
    enum rc rc = find_allocation(d->s.c, entry->run, &allocation, err);

    rc = rc == RC_OK ? find_kind(&d->extras, entry->kind, arena, &kind, err) : rc;
    if (rc != RC_OK)
        return rc;
    *out = line_of(d, kind, arena);
    int64_t before = extra_given(&d->extras, out->kind, allocation);
    out->run = entry->run;
    out->here = entry->n;
    out->same = before == entry->n;
    if (out->same)
        return RC_OK;
    rc = check_gift(d, out, allocation, entry->n - before, err);
    out->given += entry->n - before;
    out->runs += (entry->n > 0) - (before > 0);
    if (rc != RC_OK || entry->dry_run)
        return rc;
    const struct extra_gift gift = {out->kind, allocation, entry->n};
    snprintf(detail, sizeof detail, "{\"kind\":\"%.64s\",\"n\":%lld,\"before\":%lld}", out->kind,
             (long long)entry->n, (long long)before);
    rc = store_extra_give(d->s.store, d->s.c, &gift, d->s.ops->now, err);
    return rc == RC_OK ? session_commit(&d->s, "extra give", entry->run, detail, err) : rc;
}

enum rc ops_extra_give(const struct ops *ops, const struct extra_give_entry *entry,
                       struct arena *arena, struct extra_line *out, struct err *err) {
    struct desk d;
    enum rc rc = open_desk(ops, entry->dry_run ? HOLD_READ : HOLD_WRITE, arena, &d, err);

    if (rc != RC_OK)
        return rc;
    rc = give_in(&d, entry, arena, out, err);
    session_close(&d.s);
    return rc;
}

/* ---- list ---- */

static void list_all(const struct desk *d, int32_t allocation, const char *run, struct arena *arena,
                     struct extra_view *out) {
    out->lines = arena_array(arena, (size_t)d->extras.kinds.n + 1, sizeof *out->lines);
    for (int k = 0; k < d->extras.kinds.n; k++) {
        struct extra_line *line = &out->lines[out->n++];
        *line = line_of(d, k, arena);
        line->run = run;
        line->here = run ? extra_given(&d->extras, line->kind, allocation) : 0;
    }
}

enum rc ops_extra_list(const struct ops *ops, const char *run, struct arena *arena,
                       struct extra_view *out, struct err *err) {
    struct desk d;
    int32_t allocation = -1;
    enum rc rc = open_desk(ops, HOLD_READ, arena, &d, err);

    *out = (struct extra_view){0};
    if (rc != RC_OK)
        return rc;
    rc = run ? find_allocation(d.s.c, run, &allocation, err) : RC_OK;
    if (rc == RC_OK)
        list_all(&d, allocation, run, arena, out);
    session_close(&d.s);
    return rc;
}
