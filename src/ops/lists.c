/* Use case: rider lists come in. */
#include "ops/rejects.h"
#include "ops/session.h"

#include <stdio.h>

/* What the callbacks of the reader share. */
struct importing {
    const struct list_entry *entry;
    struct session *s;
    struct station_row station;
    struct source source;
    struct instant issued;
    struct store_import *import;
    char sha256[DIGEST_TEXT];
    struct import_before before; /* the same list: nothing to do */
    struct list_mapping *mappings;
    int n_mappings;
    struct arena arena;
};

static enum rc on_head(void *payload, const struct list_head *head, struct err *err) {
    struct importing *i = payload;
    const struct import_head import = {
        .station = i->station.id,
        .file = i->source.name,
        .sha256 = i->sha256,
        .format = head->format,
        .serial = head->serial,
        .issued = instant_given(head->issued) ? head->issued : i->issued,
        .imported = i->s->ops->now,
        .campaign = i->s->c,
        .mappings = i->mappings,
        .n_mappings = i->n_mappings,
        .whole = head->serial > 0 || i->entry->replace,
    };

    return store_import_begin(i->s->store, &import, &i->import, &i->before, err);
}

static enum rc on_columns(void *payload, const struct list_columns *columns, struct err *err) {
    struct importing *i = payload;

    return i->before.id ? RC_OK : store_import_columns(i->import, columns, err);
}

static enum rc on_row(void *payload, const struct list_row *row, struct err *err) {
    struct importing *i = payload;
    struct list_row own = *row; /* the store adds what only it can see, such as claims */

    return i->before.id ? RC_OK : store_import_row(i->import, &own, err);
}

static enum rc read_all(struct importing *i, struct err *err) {
    const struct list_context context = {
        .campaign = i->s->c,
        .office_place = i->station.office_place,
        .station = i->station.code,
        .today = instant_day(i->s->ops->now),
        .issued = i->issued,
        .mappings = i->mappings,
        .n_mappings = i->n_mappings,
        .progress = i->s->ops->progress,
    };
    const struct list_reader reader = {on_head, on_columns, on_row, i};

    return list_read(&i->source, &context, &reader, err);
}

static enum rc finish(struct importing *i, struct arena *arena, struct list_answer *out,
                      struct err *err) {
    char detail[64];

    out->before = i->before;
    if (i->before.id)
        return RC_OK;
    enum rc rc =
        store_import_finish(i->import, i->entry->allow_withdraw, &out->import, &out->counts, err);
    rc = rc == RC_OK
             ? store_fault_list(i->s->store, out->import, arena, &out->faults, &out->n_faults, err)
             : rc;
    snprintf(detail, sizeof detail, "{\"import\":%lld}", (long long)out->import);
    if (rc == RC_OK && !i->entry->dry_run)
        rc = session_commit(i->s, "list import", i->station.code, detail, err);
    return rc;
}

/* What the station's columns mean; what list rejects added to a file means nothing. */
static enum rc read_mappings(struct importing *i, struct err *err) {
    struct list_mapping *set;
    int n;
    enum rc rc = store_mapping_list(i->s->store, i->station.id, &i->arena, &set, &n, err);

    if (rc != RC_OK)
        return rc;
    i->mappings = arena_array(&i->arena, (size_t)n + 2 * REJECT_COLUMNS, sizeof *i->mappings);
    for (int m = 0; m < n; m++)
        i->mappings[i->n_mappings++] = set[m];
    for (int c = 0; c < REJECT_COLUMNS; c++) {
        i->mappings[i->n_mappings++] = (struct list_mapping){reject_columns[c].zh, "ignore"};
        i->mappings[i->n_mappings++] = (struct list_mapping){reject_columns[c].en, "ignore"};
    }
    return RC_OK;
}

static enum rc import_into(struct session *s, struct importing *i, struct arena *arena,
                           struct list_answer *out, struct err *err) {
    enum rc rc = store_station_find(s->store, i->entry->station, &i->arena, &i->station, err);

    if (rc == RC_NOT_FOUND)
        rc = RC_CONFLICT;
    rc = rc == RC_OK ? read_mappings(i, err) : rc;
    rc = rc == RC_OK ? source_fingerprint(&i->source, i->sha256, err) : rc;
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
