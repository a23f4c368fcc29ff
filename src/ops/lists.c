/* Use case: rider lists come in. */
#include "ops/session.h"

#include "homeward/vault.h"

#include <string.h>

/* What the callbacks of the reader share. */
struct importing {
    const struct list_entry *entry;
    struct session *s;
    struct station_row station;
    struct source source;
    struct instant issued;
    struct store_import *import;
    char sha256[DIGEST_TEXT];
    bool same; /* taken before: nothing to do */
    struct arena arena;
};

static enum rc fingerprint(struct source *source, char out[DIGEST_TEXT], struct err *err) {
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

static int64_t *point_rows(const struct campaign *c, struct arena *arena) {
    int64_t *rows = arena_array(arena, (size_t)c->n_points, sizeof *rows);

    for (int i = 0; i < c->n_points; i++)
        rows[i] = c->points[i].id;
    return rows;
}

static enum rc on_head(void *payload, const struct list_head *head, struct err *err) {
    struct importing *i = payload;
    const struct import_head import = {
        .station = i->station.id,
        .file = i->source.name,
        .sha256 = i->sha256,
        .serial = head->serial,
        .issued = instant_given(head->issued) ? head->issued : i->issued,
        .imported = i->s->ops->now,
        .point_rows = point_rows(i->s->c, &i->arena),
        .whole = head->serial > 0 || i->entry->replace,
    };

    return store_import_begin(i->s->store, &import, &i->import, &i->same, err);
}

static enum rc on_columns(void *payload, const struct list_columns *columns, struct err *err) {
    (void)payload, (void)columns, (void)err;
    return RC_OK;
}

static enum rc on_row(void *payload, const struct list_row *row, struct err *err) {
    struct importing *i = payload;
    struct list_row own = *row; /* the store adds what only it can see, such as claims */

    return i->same ? RC_OK : store_import_row(i->import, &own, err);
}

static enum rc read_all(struct importing *i, struct err *err) {
    const struct list_context context = {
        .campaign = i->s->c,
        .office_place = i->station.office_place,
        .station = i->station.code,
        .today = instant_day(i->s->ops->now),
        .issued = i->issued,
        .progress = i->s->ops->progress,
    };
    const struct list_reader reader = {on_head, on_columns, on_row, i};

    return list_read(&i->source, &context, &reader, err);
}

static enum rc finish(struct importing *i, struct arena *arena, struct list_answer *out,
                      struct err *err) {
    if (i->same)
        return RC_OK;
    enum rc rc =
        store_import_finish(i->import, i->entry->allow_withdraw, &out->import, &out->counts, err);
    rc = rc == RC_OK
             ? store_fault_list(i->s->store, out->import, arena, &out->faults, &out->n_faults, err)
             : rc;
    if (rc == RC_OK && !i->entry->dry_run)
        rc = session_commit(i->s, "list import", i->station.code, NULL, err);
    return rc;
}

static enum rc import_into(struct session *s, struct importing *i, struct arena *arena,
                           struct list_answer *out, struct err *err) {
    enum rc rc = store_station_find(s->store, i->entry->station, &i->arena, &i->station, err);

    if (rc == RC_NOT_FOUND)
        rc = RC_CONFLICT;
    rc = rc == RC_OK ? fingerprint(&i->source, i->sha256, err) : rc;
    rc = rc == RC_OK ? read_all(i, err) : rc;
    return rc == RC_OK ? finish(i, arena, out, err) : rc;
}

enum rc ops_list_import(const struct ops *ops, const struct list_entry *entry, struct arena *arena,
                        struct list_answer *out, struct err *err) {
    struct session s;
    struct importing i = {.entry = entry, .s = &s};

    i.issued = instant_given(entry->issued) ? entry->issued : ops->now;
    *out = (struct list_answer){.station = arena_strdup(arena, entry->station)};
    enum rc rc = source_open(entry->path, &i.source, err);
    if (rc != RC_OK)
        return rc;
    if (entry->name)
        i.source.name = entry->name;
    out->file = arena_strdup(arena, i.source.name);
    rc = session_open(ops, HOLD_WRITE, STORE_POINTS, &s, err);
    if (rc == RC_OK) {
        rc = import_into(&s, &i, arena, out, err);
        store_import_free(i.import);
        session_close(&s);
    }
    source_close(&i.source);
    arena_clear(&i.arena);
    return rc;
}

/* ---- history ---- */

enum rc ops_list_history(const struct ops *ops, const char *station, struct arena *arena,
                         struct import_row **out, int *out_n, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    if (rc != RC_OK)
        return rc;
    rc = store_import_list(s.store, station, arena, out, out_n, err);
    session_close(&s);
    return rc;
}

enum rc ops_list_faults(const struct ops *ops, int64_t import, struct arena *arena,
                        struct fault_row **out, int *out_n, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    if (rc != RC_OK)
        return rc;
    rc = store_fault_list(s.store, import, arena, out, out_n, err);
    session_close(&s);
    return rc;
}
